//! The spec that help pages were made from, which they link to: it says what no page shows.
//!
//! Pages of the workbench do. What they show is imported all the same: the carried spec takes its place only if
//! it is sound and has every operation of the pages.

use std::{collections::HashSet, io, path::Path};

use datacontract_codegen::spec::{Bundle, FILE_NAME, Spec};
use jsonc_parser::{
    ParseOptions,
    cst::{CstInputValue, CstRootNode},
};

use crate::infer::{Imported, Options};

/// Puts the carried spec in the place of what the pages show.
pub(super) fn take(imported: &mut Imported, location: &str, bundle: Bundle, options: &Options) {
    if let Err(why) = try_take(imported, location, bundle, options) {
        let note = format!("The spec that the pages were made from is not taken, but what they show: {why}.");
        imported.report.notes.push((location.to_owned(), note));
    }
}

fn try_take(
    imported: &mut Imported,
    location: &str,
    bundle: Bundle,
    options: &Options,
) -> Result<(), String> {
    let text = named(bundle.spec, options)?;
    let (spec, diagnostics) = Spec::from_text(Path::new(FILE_NAME), &text);
    let Some(spec) = spec else {
        let first = diagnostics.iter().next().map(ToString::to_string).unwrap_or_default();
        return Err(format!("it has errors ({first})"));
    };
    let known: HashSet<String> =
        spec.endpoints.iter().map(|endpoint| endpoint.heading.to_lowercase()).collect();
    let is_unknown = |heading: &&String| !known.contains(&heading.to_lowercase());
    if let Some(heading) = imported.origins.endpoints.keys().find(is_unknown) {
        return Err(format!("it does not have `{heading}`"));
    }
    let origins = &mut imported.origins;
    for endpoint in &spec.endpoints {
        let origin = origins.endpoints.entry(endpoint.heading.value.clone()).or_default();
        origin.pages.insert(location.to_owned());
    }
    for ty in &spec.types {
        origins.types.entry(ty.name.to_string()).or_default().insert(location.to_owned());
    }
    let report = &mut imported.report;
    report.types = spec.types.len();
    report.retain_said(&text);
    report.hold(spec.endpoints.iter().map(|endpoint| endpoint.heading.as_str()), location);
    let samples = &bundle.samples;
    report.examine(&text, &|name| {
        let text = samples.get(name).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(text.clone().into_bytes())
    });
    report.locate(FILE_NAME, &text);
    imported.api_json = text;
    imported.samples = bundle.samples.into_iter().collect();
    Ok(())
}

/// Returns the text of a spec with the name and the module that a person wants it to have.
fn named(text: String, options: &Options) -> Result<String, String> {
    let wanted = [("name", &options.name), ("module", &options.module)];
    if wanted.iter().all(|(_, value)| value.is_none()) {
        return Ok(text);
    }
    let root = CstRootNode::parse(&text, &ParseOptions::default()).map_err(|error| error.to_string())?;
    let object = root.object_value().ok_or("it is no object")?;
    for (key, value) in wanted {
        let Some(value) = value.clone().map(CstInputValue::String) else { continue };
        match object.get(key) {
            Some(property) => property.set_value(value),
            None => drop(object.append(key, value)),
        }
    }
    Ok(root.to_string())
}

#[cfg(test)]
mod tests {
    use datacontract_codegen::spec::Bundle;

    use crate::{
        html,
        infer::{Imported, Options, import},
        page::{Content, Page, Provenance},
    };

    const SPEC: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop", // a remark
  "baseUrl": "https://shop.example/",
  "endpoints": {
    "GET api/orders/{id}": { "parameters": { "id": "int" }, "response": "int?",
      "samples": { "response": { "json": "order.json" } } }
  }
}
"#;

    /// Imports the page of `GET api/orders/{id}` with a spec that it was made from.
    fn imported(spec: &str, options: &Options) -> Imported {
        let provenance = |location: &str| Provenance { location: location.to_owned(), retrieved: None };
        let page = html::read(
            "<h1>GET api/orders/{id}</h1><h2>Request Information</h2><h3>Body Parameters</h3><p>None.</p>
             <h2>Response Information</h2><h3>Resource Description</h3>integer",
            provenance("http://h/Help/Api/GET-api-orders-id"),
        );
        let bundle =
            Bundle { spec: spec.to_owned(), samples: [("order.json".to_owned(), "5".to_owned())].into() };
        let carried = Page {
            provenance: provenance("http://h/spec"),
            content: Content::Spec(bundle),
            notes: Vec::new(),
        };
        import([page.expect("a help page"), carried].into_iter(), options)
    }

    #[test]
    fn a_sound_spec_is_taken_as_it_is() {
        let imported = imported(SPEC, &Options::default());
        assert_eq!(imported.api_json, SPEC);
        assert_eq!(imported.samples, [("order.json".to_owned(), "5".to_owned())]);
        let report = &imported.report;
        assert_eq!((report.samples, report.facts.len(), report.endpoints.len()), ((1, 0), 0, 1));
        assert!(imported.origins.endpoints["GET api/orders/{id}"].pages.contains("http://h/spec"));
    }

    #[test]
    fn a_person_may_name_it() {
        let options = Options { name: Some("Mine".to_owned()), ..Options::default() };
        assert_eq!(imported(SPEC, &options).api_json, SPEC.replace("\"Shop\"", "\"Mine\""));
    }

    #[test]
    fn else_the_pages_count_and_the_report_says_why() {
        for (spec, why) in [
            ("{", "it has errors"),
            (&SPEC.replace("\"int?\"", "\"Nothing\""), "it has errors"),
            (&SPEC.replace("api/orders/{id}", "api/others/{id}"), "it does not have `GET api/orders/{id}`"),
        ] {
            let imported = imported(spec, &Options::default());
            assert!(imported.api_json.contains("GET api/orders/{id}") && imported.samples.is_empty());
            let notes = &imported.report.notes;
            assert!(
                notes.iter().any(|(page, note)| page == "http://h/spec" && note.contains(why)),
                "{notes:?}"
            );
        }
    }
}

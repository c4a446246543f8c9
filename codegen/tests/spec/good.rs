//! The specs of this repository.

use std::{fs, path::Path};

use datacontract_codegen::spec::{Nullability, ParameterPlace, Spec};

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../specs"))
}

fn spec(name: &str) -> Spec {
    let (spec, diagnostics) = Spec::load(&folder().join(name));
    let text = diagnostics.render(datacontract_codegen::diagnostic::Format::Text { color: false });
    assert!(diagnostics.is_empty(), "{text}");
    spec.expect("a spec without diagnostics")
}

#[test]
fn every_spec_of_the_repository_is_good() {
    let mut count = 0;
    for entry in fs::read_dir(folder()).expect("the folder of the specs") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            spec(&path.file_name().expect("a name").to_string_lossy());
            count += 1;
        }
    }
    assert!(count >= 5, "{count} specs");
}

#[test]
fn every_sample_is_named() {
    for name in ["lifetrons", "lcmanager", "trackerrms", "leadbank", "vitec"] {
        let spec = spec(name);
        let mut named: Vec<String> = Vec::new();
        for endpoint in &spec.endpoints {
            for files in [&endpoint.samples.request, &endpoint.samples.response] {
                named.extend(files.json.iter().chain(&files.xml).map(|name| name.value.clone()));
            }
        }
        named.sort();
        let samples = fs::read_dir(folder().join(name).join("samples")).expect("samples");
        let mut found: Vec<String> = samples
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        found.sort();
        assert_eq!(named, found, "{name}");
    }
}

#[test]
fn lead_update_is_read_as_written() {
    let spec = spec("lcmanager");
    let endpoint = &spec.endpoints[0];
    assert_eq!(endpoint.method.value, "POST");
    assert_eq!(endpoint.template.path_text(), "api/lead/LeadUpdate");
    assert_eq!(endpoint.rust_name(), "lead_update");
    let request = spec.named(&endpoint.body.as_ref().expect("a body").ty).expect("a class");
    let names: Vec<&str> = spec.all_members(request).map(|member| member.name.as_str()).collect();
    assert_eq!(
        names.join(" "),
        "Leads FormName LeadName Phone Email Cheque Goods Pos LeadMark Comment OrderBasket OrderInvoices \
         Operator Token SiteCode"
    );
    assert!(spec.all_members(request).all(|member| spec.nullability(member) == Nullability::Nullable));
    let response = spec.named(&endpoint.response.as_ref().expect("a response").ty).expect("a class");
    let nullability: Vec<Nullability> =
        spec.all_members(response).map(|member| spec.nullability(member)).collect();
    assert_eq!(nullability, [Nullability::Never, Nullability::Nullable]);
}

#[test]
fn parameters_stand_where_the_heading_has_them() {
    let spec = spec("lifetrons");
    let places: Vec<(&str, ParameterPlace)> = spec.endpoints[0]
        .parameters
        .iter()
        .map(|parameter| (parameter.name.as_str(), parameter.place))
        .collect();
    let expected = [
        ("id", ParameterPlace::Path),
        ("oId", ParameterPlace::Query),
        ("obId", ParameterPlace::Query),
        ("oMId", ParameterPlace::Query),
    ];
    assert_eq!(places, expected);
}

#[test]
fn the_readmes_example_is_good() {
    let readme = fs::read_to_string(folder().join("README.md")).expect("the README");
    let (_, example) = readme.split_once("```jsonc\n").expect("an example");
    let (example, _) = example.split_once("```").expect("the example's end");
    let (spec, diagnostics) = Spec::from_text(Path::new("README.md"), example);
    let text = diagnostics.render(datacontract_codegen::diagnostic::Format::Text { color: false });
    assert!(diagnostics.is_empty(), "{text}");
    assert_eq!(spec.expect("a spec").types.len(), 6);
}

#[test]
fn endpoints_and_types_may_have_pages_of_their_own() {
    let text = r#"{
  "version": 1,
  "name": "A",
  "module": "a",
  "endpoints": {
    "GET api/a": { "source": { "page": "https://a.example.com/Help/Api/GET-api-a", "retrieved": "2024-10-15" }, "response": "B" }
  },
  "types": { "B": { "source": { "page": "https://a.example.com/Help/ResourceModel?modelName=B" }, "members": {} } }
}"#;
    let (spec, diagnostics) = Spec::from_text(Path::new("api.json"), text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let spec = spec.expect("a spec");
    let source = &spec.endpoints[0].source;
    let of = |text: &Option<datacontract_codegen::spec::Spanned<String>>| {
        text.as_ref().map(|text| text.value.clone())
    };
    assert_eq!(of(&source.page).as_deref(), Some("https://a.example.com/Help/Api/GET-api-a"));
    assert_eq!(of(&source.retrieved).as_deref(), Some("2024-10-15"));
    assert_eq!(
        of(&spec.types[0].source.page).as_deref(),
        Some("https://a.example.com/Help/ResourceModel?modelName=B")
    );
}

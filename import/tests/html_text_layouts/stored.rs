//! The pages that were run through text extractors, with what they were made from.

use datacontract_import::page::{
    ApiPage, Content, EnumRow, IndexEntry, IndexPage, ModelKind, ModelPage, Payload, Provenance, Row, Sample,
    SampleContent,
};
use datacontract_import::text;
use serde_json::Value;

use super::{Tally, expected, files, layouts};

pub(crate) fn read(variant: &str, layout: &str, wrong: &mut Vec<String>) -> Tally {
    let mut tally = Tally::default();
    let truth: Vec<(String, String)> = files("stored/truth");
    for (name, source) in files(&format!("stored/{variant}/{layout}")) {
        tally.pages += 1;
        let want = truth.iter().find(|(of, _)| *of == name).expect("a truth file");
        let want: Value = serde_json::from_str(&want.1).expect("JSON");
        let title = format!("stored/{variant}/{layout}/{name}");
        let page = match text::read(&source, Provenance::default()) {
            Ok(page) => page,
            Err(error) => panic!("{title}: {error}"),
        };
        let pipes = layout.starts_with('P');
        match page.content {
            Content::Api(mut found) => {
                // The truth files do not say which comments the bodies have.
                for payload in [&mut found.request, &mut found.response].into_iter().flatten() {
                    payload.doc.clear();
                }
                let mut want = if variant == "old" { old(api(&want)) } else { api(&want) };
                if name == "inherit_d2p1" && variant != "old" {
                    // The text has lost the heading.
                    want.heading.clear();
                    assert!(page.notes.iter().any(|note| note.contains("lost its heading")));
                }
                if pipes && name == "xml_err" && variant == "no-sample-label" {
                    // The text has lost the media types behind the last sample.
                    if let Some(response) = &mut want.response {
                        response.samples.truncate(1);
                    }
                }
                if pipes {
                    layouts::pipes(&mut want);
                }
                expected::compare(
                    &title,
                    &found,
                    &want,
                    matches!(layout, "L1" | "L2" | "P4"),
                    &mut tally,
                    wrong,
                );
            }
            Content::Model(found) => {
                let mut want = model(&want);
                if let (true, ModelKind::Members(rows)) = (pipes, &mut want.kind) {
                    rows.iter_mut().for_each(layouts::row);
                }
                tally.members.count(found == want);
                if found != want {
                    wrong.push(format!("{title}: found {found:?}\n    not {want:?}"));
                }
            }
            Content::Spec(_) => unreachable!("these pages were not made from a spec"),
            Content::Index(found) => {
                let want = index(&want);
                tally.headings.count(found == want);
                if found != want {
                    wrong.push(format!("{title}: found {found:?}\n    not {want:?}"));
                }
            }
        }
    }
    tally
}

fn str(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn row(cells: &Value) -> Row {
    let annotations = list(&cells[3]).iter().map(str).collect();
    Row {
        name: str(&cells[0]),
        description: str(&cells[1]),
        ty: str(&cells[2]),
        annotations,
        ..Row::default()
    }
}

fn index(want: &Value) -> IndexPage {
    let mut entries = Vec::new();
    for group in list(want) {
        for entry in list(&group[2]) {
            let description = str(&entry[1]);
            let description =
                if description == "No documentation available." { String::new() } else { description };
            entries.push(IndexEntry {
                group: str(&group[0]),
                heading: str(&entry[0]),
                description,
                link: None,
            });
        }
    }
    IndexPage { title: String::new(), entries, model_links: Vec::new() }
}

fn model(want: &Value) -> ModelPage {
    if let Some(name) = want["enum"].as_str() {
        let row = |m: &Value| EnumRow {
            name: str(&m[0]),
            value: m[1].to_string(),
            text: String::new(),
            description: str(&m[2]),
        };
        let rows = list(&want["members"]).iter().map(row).collect();
        return ModelPage { name: name.to_owned(), summary: str(&want["doc"]), kind: ModelKind::Enum(rows) };
    }
    let rows = list(&want["fields"]).iter().map(row).collect();
    ModelPage { name: str(&want["model"]), summary: str(&want["doc"]), kind: ModelKind::Members(rows) }
}

fn api(want: &Value) -> ApiPage {
    ApiPage {
        heading: format!("{} {}", str(&want["method"]), str(&want["path"])),
        summary: str(&want["doc"]),
        uri_parameters: list(&want["uri"]).iter().map(row).collect(),
        request: payload(want, "body", "request"),
        response: payload(want, "response", "response"),
        ..ApiPage::default()
    }
}

/// The old view: neither types nor members, and comments of responses where they are.
fn old(mut page: ApiPage) -> ApiPage {
    for row in &mut page.uri_parameters {
        row.unannotated = true;
    }
    for row in &mut page.uri_parameters {
        row.ty.clear();
        row.annotations.clear();
    }
    for payload in [&mut page.request, &mut page.response].into_iter().flatten() {
        payload.ty.clear();
        payload.members = None;
    }
    page.response = page.response.filter(|payload| !(payload.doc.is_empty() && payload.samples.is_empty()));
    page
}

fn payload(want: &Value, key: &str, side: &str) -> Option<Payload> {
    let ty = &want[key];
    if ty.is_null() || ty == "void" {
        return None;
    }
    let samples = list(&want["samples"][side]).iter().map(sample).collect();
    Some(Payload { ty: words(ty), members: members(want, ty), samples, ..Payload::default() })
}

fn sample(sample: &Value) -> Sample {
    let media_types = str(&sample[0]).split(", ").map(str::to_owned).collect();
    let text = str(&sample[2]);
    let content = match sample[1].as_str() {
        Some("text") => SampleContent::Text(text),
        Some("na") => SampleContent::NotAvailable,
        _ => SampleContent::Failed(text),
    };
    Sample { media_types, content }
}

fn words(ty: &Value) -> String {
    if let Some(name) = ty.as_str() {
        return match name {
            "int" | "long" => "integer",
            "uint" => "unsigned integer",
            "sbyte" => "signed byte",
            "char" => "character",
            "double" | "decimal" => "decimal number",
            "bool" => "boolean",
            "guid" => "globally unique identifier",
            "time" => "time interval",
            "uri" => "URI",
            "obj" => "Object",
            "bytes" => "Collection of byte",
            "hrm" => "HttpResponseMessage",
            "iha" => "IHttpActionResult",
            other => other,
        }
        .to_owned();
    }
    if let Some(of) = ty.get("collection") {
        return format!("Collection of {}", words(of));
    }
    if let Some([key, value]) = ty.get("dictionary").and_then(Value::as_array).map(Vec::as_slice) {
        return format!("Dictionary of {} [key] and {} [value]", words(key), words(value));
    }
    str(ty.get("ref").or_else(|| ty.get("enum")).unwrap_or(&Value::Null))
}

fn members(want: &Value, ty: &Value) -> Option<Vec<Row>> {
    if ty == "hrm" {
        let row = |name: &str, ty: &str| Row { name: name.to_owned(), ty: ty.to_owned(), ..Row::default() };
        return Some(vec![
            row("Version", "Version"),
            row("Content", "HttpContent"),
            row("StatusCode", "HttpStatusCode"),
            row("ReasonPhrase", "string"),
            row("Headers", "Collection of Object"),
            row("RequestMessage", "HttpRequestMessage"),
            row("IsSuccessStatusCode", "boolean"),
        ]);
    }
    let name = match (ty.get("ref"), ty.get("collection")) {
        (Some(name), _) => name.as_str(),
        (None, Some(of)) => return members(want, of),
        _ => None,
    }?;
    let field = |field: &Value| {
        let annotations = list(&field["annotations"]).iter().map(str).collect();
        let ty = words(&field["type"]);
        Row {
            name: str(&field["name"]),
            description: collapse(&str(&field["doc"])),
            ty,
            annotations,
            ..Row::default()
        }
    };
    let fields = list(&want["types"][name]["fields"]).iter();
    Some(fields.filter(|f| f["absent_from_table"] != true).map(field).collect())
}

//! The pages that the real engine made, in HTML and flattened to text.

use datacontract_import::page::{ApiPage, Content, ModelKind, Page, Payload, Provenance, Row, SampleContent};
use datacontract_import::{html, text};
use serde_json::Value;

use super::{Tally, expected, files, fixtures, layouts};

/// The flattened folders, each with the HTML that it was made from.
pub(crate) const TEXTS: &[(&str, &str)] = &[
    ("text-lines", "pages"),
    ("text-lines-camel", "pages-camel"),
    ("text-lines-v50", "pages-v50"),
    ("text-pipe", "pages"),
    ("text-pipe-camel", "pages-camel"),
    ("text-pipe-v50", "pages-v50"),
];

fn read_html(name: &str, source: &str) -> Page {
    match html::read(source, Provenance::default()) {
        Ok(page) => page,
        Err(error) => panic!("{name}: {error}"),
    }
}

/// Checks the pages in HTML against `truth.json`, and against what a plain search in their text finds.
pub(crate) fn html(folder: &str, wrong: &mut Vec<String>) -> Tally {
    let truth = std::fs::read_to_string(fixtures().join("truth.json")).expect("truth.json");
    let truth: Value = serde_json::from_str(&truth).expect("JSON");
    let site = if folder == "pages-camel" { "camel" } else { "main" };
    let old = folder == "pages-v50";
    let mut tally = Tally::default();
    for (name, source) in files(folder) {
        tally.pages += 1;
        let page = read_html(&name, &source);
        // Specs have no place for what a list says of a controller.
        let is_kept = |note: &&String| !note.starts_with("Not kept: what the list says of controllers: ");
        let notes: Vec<&String> = page.notes.iter().filter(is_kept).collect();
        assert!(notes.is_empty(), "{name}: {notes:?}");
        let mut check = |right: bool, what: &str| {
            if !right {
                wrong.push(format!("{folder}/{name}: {what}"));
            }
            right
        };
        match &page.content {
            Content::Api(api) => {
                let endpoints = truth["endpoints"].as_array().expect("a list");
                let want = endpoints
                    .iter()
                    .find(|e| e["id"] == name.as_str() && e["site"] == site)
                    .expect("an endpoint");
                let heading = format!("{} {}", text_of(&want["method"]), text_of(&want["path"]));
                let doc = collapse(text_of(&want["documentation"]));
                tally.headings.count(check(api.heading == heading && api.summary == doc, "heading"));
                tally.parameters.count(check(same_parameters(api, want, old), "parameters"));
                for (payload, side) in [(&api.request, "request"), (&api.response, "response")] {
                    let right = same_payload(payload.as_ref(), want, side, old);
                    tally.types.count(check(right, &format!("{side} type {payload:?}")));
                }
                tally
                    .members
                    .count(check(old || row_names(&page) == cells(&source, "parameter-name"), "members"));
                tally.samples.count(check(sample_texts(api) == blocks(&source), "samples"));
            }
            Content::Model(model) => {
                let class =
                    if matches!(model.kind, ModelKind::Enum(_)) { "enum-name" } else { "parameter-name" };
                tally.members.count(check(row_names(&page) == cells(&source, class), "members"));
                tally.headings.count(check(name == format!("ResourceModel-{}", model.name), "name"));
            }
            Content::Spec(_) => unreachable!("these pages were not made from a spec"),
            Content::Index(index) => {
                let entries: Vec<String> = index.entries.iter().map(|e| e.heading.clone()).collect();
                tally
                    .headings
                    .count(check(!entries.is_empty() && entries == cells(&source, "api-name"), "entries"));
                let linked =
                    index.entries.iter().all(|e| e.link.as_deref().is_some_and(|l| l.contains("/Help/Api/")));
                tally
                    .headings
                    .count(check(linked && index.entries.iter().all(|e| !e.group.is_empty()), "links"));
            }
        }
    }
    tally
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn same_parameters(api: &ApiPage, want: &Value, old: bool) -> bool {
    let want: Vec<Row> = want["uriParams"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|p| Row {
            name: text_of(&p["name"]).to_owned(),
            description: collapse(text_of(&p["documentation"])),
            ty: words(text_of(&p["type"])),
            annotations: p["annotations"]
                .as_array()
                .expect("a list")
                .iter()
                .map(|a| text_of(a).to_owned())
                .collect(),
            ..Row::default()
        })
        .collect();
    if old {
        // The old view has the action's parameters, not the members of theirs.
        return api.uri_parameters.iter().all(|row| row.ty.is_empty() && row.annotations.is_empty())
            && want.iter().all(|w| {
                api.heading.contains('?') || api.uri_parameters.iter().any(|row| row.name == w.name)
            });
    }
    api.uri_parameters == want
}

fn same_payload(payload: Option<&Payload>, want: &Value, side: &str, old: bool) -> bool {
    let ty = text_of(&want[side]);
    let media: Vec<&str> =
        want[format!("{side}MediaTypes")].as_array().expect("a list").iter().map(text_of).collect();
    let found: Vec<&str> = payload
        .iter()
        .flat_map(|p| p.samples.iter().flat_map(|s| s.media_types.iter().map(String::as_str)))
        .collect();
    if old {
        return found == media || (media.is_empty() && found.is_empty());
    }
    let word = match ty {
        "" | "void" => String::new(),
        ty => words(ty),
    };
    payload.map(|p| p.ty.clone()).unwrap_or_default() == word && found == media
}

/// The page's word for a C# type.
fn words(ty: &str) -> String {
    let ty = ty.trim().trim_end_matches('?');
    let known = match ty {
        "short" | "int" | "long" => "integer",
        "ushort" | "uint" | "ulong" => "unsigned integer",
        "sbyte" => "signed byte",
        "char" => "character",
        "float" | "double" | "decimal" => "decimal number",
        "bool" => "boolean",
        "object" => "Object",
        "System.Guid" => "globally unique identifier",
        "System.TimeSpan" => "time interval",
        "System.DateTime" | "System.DateTimeOffset" => "date",
        "System.Uri" => "URI",
        "Newtonsoft.Json.Linq.JObject" => "Collection of Object",
        // The one type with a name of its own on the page.
        "Warehouse.Locations.Address" => "WarehouseAddress",
        "byte" | "string" => ty,
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    if let Some(of) = ty.strip_suffix("[]") {
        return format!("Collection of {}", words(of));
    }
    let Some((name, arguments)) = ty.strip_suffix('>').and_then(|t| t.split_once('<')) else {
        return ty.rsplit('.').next().unwrap_or_default().to_owned();
    };
    let name = name.rsplit('.').next().unwrap_or_default();
    match (name, arguments.split_once(", ")) {
        ("Page", _) => format!("PageOf{}", words(arguments)),
        ("Tuple", _) => "TupleOfInt32AndString".to_owned(),
        ("KeyValuePair", Some((key, value))) => {
            format!("Pair of {} [key] and {} [value]", words(key), words(value))
        }
        (_, Some((key, value))) => format!("Dictionary of {} [key] and {} [value]", words(key), words(value)),
        (_, None) => format!("Collection of {}", words(arguments)),
    }
}

fn row_names(page: &Page) -> Vec<String> {
    let names = |rows: &[Row]| rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
    match &page.content {
        Content::Api(api) => {
            let payloads = [&api.request, &api.response];
            let members = payloads.into_iter().flatten().filter_map(|p| p.members.as_deref());
            std::iter::once(api.uri_parameters.as_slice()).chain(members).flat_map(names).collect()
        }
        Content::Model(model) => match &model.kind {
            ModelKind::Members(rows) => names(rows),
            ModelKind::Enum(rows) => rows.iter().map(|row| row.name.clone()).collect(),
        },
        Content::Index(_) | Content::Spec(_) => Vec::new(),
    }
}

/// The texts of the cells of a class, by plain search.
fn cells(source: &str, class: &str) -> Vec<String> {
    let start = format!("<td class=\"{class}\">");
    source
        .split(&start)
        .skip(1)
        .map(|piece| unescape(piece.split("</td>").next().unwrap_or_default()))
        .collect()
}

/// The texts of all blocks of samples, by plain search.
fn blocks(source: &str) -> Vec<String> {
    let pieces = source.split("<pre class=\"wrapped\">").skip(1);
    pieces.map(|piece| unescape(piece.split("</pre>").next().unwrap_or_default()).trim().to_owned()).collect()
}

fn sample_texts(api: &ApiPage) -> Vec<String> {
    let samples = [&api.request, &api.response].into_iter().flatten().flat_map(|p| &p.samples);
    samples
        .filter_map(|s| if let SampleContent::Text(t) = &s.content { Some(t.clone()) } else { None })
        .collect()
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut tag = false;
    for piece in text.replace("\r\n", "\n").split_inclusive(['<', '>']) {
        if !tag {
            out.push_str(piece.trim_end_matches('<'));
        }
        tag = piece.ends_with('<') || (tag && !piece.ends_with('>'));
    }
    let mut plain = out.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
    while let Some((before, after)) = plain.clone().split_once("&#") {
        let (number, rest) = after.split_once(';').expect("an entity");
        let c = number.parse().ok().and_then(char::from_u32).expect("a character");
        plain = format!("{before}{c}{rest}");
    }
    plain.replace("&amp;", "&")
}

/// Checks the flattened pages against the pages in HTML.
pub(crate) fn text(folder: &str, of: &str, wrong: &mut Vec<String>) -> Tally {
    let mut tally = Tally::default();
    let pages = files(of);
    for (name, source) in files(folder) {
        tally.pages += 1;
        let title = format!("{folder}/{name}");
        let found = match text::read(&source, Provenance::default()) {
            Ok(page) => page,
            Err(error) => panic!("{title}: {error}"),
        };
        let html = pages.iter().find(|(of, _)| *of == name).expect("a page in HTML");
        let want = read_html(&name, &html.1);
        match (found.content, want.content) {
            (Content::Api(found), Content::Api(mut want)) => {
                layouts::no_failures(&mut want);
                expected::compare(&title, &found, &want, folder.contains("lines"), &mut tally, wrong);
            }
            (Content::Index(found), Content::Index(mut want)) => {
                // The extractors keep neither links nor the title.
                want.title.clear();
                want.model_links.clear();
                want.entries.iter_mut().for_each(|entry| entry.link = None);
                tally.headings.count(found == want);
                if found != want {
                    wrong.push(format!("{title}: index\n    {found:?}\n    {want:?}"));
                }
            }
            (Content::Model(found), Content::Model(want)) => {
                tally.members.count(found == want);
                if found != want {
                    wrong.push(format!("{title}: model\n    {found:?}\n    {want:?}"));
                }
            }
            (found, want) => panic!("{title}: {found:?}\n    {want:?}"),
        }
    }
    tally
}

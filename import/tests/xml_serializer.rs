//! Pages of a service whose XML is that of `XmlSerializer`, made by the real engine: they become a spec that
//! proves their samples, whole and cut off.

use std::{fs, path::Path, path::PathBuf};

use datacontract_import::{
    Imported, Options, html, import,
    page::{Page, Provenance},
    text,
};
use jsonc_parser::{ParseOptions, cst::CstRootNode};
use serde_json::Value;

/// The pages in HTML, and as two extractors of text keep them, but with the titles of types, which these
/// lose.
const FOLDERS: [&str; 3] = ["pages-xmlserializer", "text-lines-xmlserializer", "text-pipe-xmlserializer"];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The pages of a folder with their texts, in the order of their names.
fn texts(folder: &str) -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(fixtures().join(folder))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).expect("text"))).collect()
}

/// Returns whether a file's name has this extension.
fn is_of(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|of| of == extension)
}

fn page(name: &str, content: &str) -> Option<Page> {
    let provenance = Provenance {
        location: format!("https://help.example.com/{name}"),
        retrieved: Some("2026-11-21".to_owned()),
    };
    if is_of(name, "html") {
        html::read(content, provenance).ok()
    } else {
        text::read(content, provenance).ok()
    }
}

fn imported(folder: &str) -> Imported {
    let pages: Vec<Page> = texts(folder).iter().filter_map(|(name, text)| page(name, text)).collect();
    let imported = import(pages.into_iter(), &Options::default());
    if let Ok(shown) = std::env::var("SHOW_IMPORTED") {
        let shown = Path::new(&shown).join(folder);
        fs::create_dir_all(shown.join("samples")).expect("a folder");
        fs::write(shown.join("api.json"), &imported.api_json).expect("a file");
        fs::write(shown.join("report.txt"), imported.report.to_string()).expect("a file");
        for (name, text) in &imported.samples {
            fs::write(shown.join("samples").join(name), text).expect("a file");
        }
    }
    imported
}

fn spec(imported: &Imported) -> Value {
    let root = CstRootNode::parse(&imported.api_json, &ParseOptions::default()).expect("a spec");
    root.to_serde_value().expect("a spec")
}

#[test]
fn all_samples_are_proven() {
    for folder in FOLDERS {
        let imported = imported(folder);
        let errors: Vec<&str> = imported
            .report
            .diagnostics
            .iter()
            .filter(|message| message.severity == "error")
            .map(|message| message.text.as_str())
            .collect();
        let (reproduced, failed) = imported.report.samples;
        let xml = imported.samples.iter().filter(|(name, _)| is_of(name, "xml")).count();
        println!("{folder}: {reproduced} samples proven, {failed} not; {xml} of them are XML");
        assert!(errors.is_empty(), "{folder}: {}", errors.join("\n"));
        assert_eq!(failed, 0, "{folder}");
        assert_eq!(spec(&imported)["xml"]["serializer"], "xmlSerializer", "{folder}");
    }
}

/// The members of a spec, by type and name.
fn members(spec: &Value) -> Vec<(String, Value)> {
    let types = spec["types"].as_object();
    let of_type = |(ty, def): (&String, &Value)| {
        let members = def["members"].as_object().cloned().unwrap_or_default();
        members.into_iter().map(|(name, member)| (format!("{ty}.{name}"), member)).collect::<Vec<_>>()
    };
    types.into_iter().flatten().flat_map(of_type).collect()
}

/// A part of a page says of XML what the whole page says, as far as it goes: nothing follows from what stands
/// behind its end.
#[test]
fn a_part_says_of_xml_what_the_whole_says() {
    let mut cuts = 0;
    let mut wrong = Vec::new();
    let of_page = |name: &str, text: &str| {
        page(name, text).map(|page| import(std::iter::once(page), &Options::default()))
    };
    for folder in ["text-lines-xmlserializer", "text-pipe-xmlserializer"] {
        for (name, text) in texts(folder) {
            let Some(whole) = of_page(&name, &text) else { continue };
            let refusals = |imported: &Imported| {
                let of = |what: &str| imported.api_json.contains(&format!("no XML sample of the {what}"));
                (of("request"), of("response"))
            };
            let (request, response) = refusals(&whole);
            let whole = members(&spec(&whole));
            for (end, _) in text.match_indices('\n').step_by(5) {
                let Some(part) = of_page(&name, &text[..end]) else { continue };
                cuts += 1;
                let place = format!("{folder}/{name}:{}", text[..end].lines().count());
                if part.report.samples.1 > 0 {
                    wrong.push(format!("{place}: a sample is not proven"));
                }
                let of_part = refusals(&part);
                if (of_part.0 && !request) || (of_part.1 && !response) {
                    wrong.push(format!("{place}: a sample is missed that may come behind the cut"));
                }
                for (member, of_part) in members(&spec(&part)) {
                    let of_whole = whole.iter().find(|(name, _)| *name == member).map(|(_, of)| of);
                    let xml = |of: &Value| of.get("xml").cloned();
                    if let Some(of_whole) = of_whole
                        && xml(&of_part).is_some()
                        && xml(&of_part) != xml(of_whole)
                    {
                        wrong.push(format!("{place}: {member} is {of_part}, not {of_whole}"));
                    }
                }
            }
        }
    }
    println!("{cuts} cuts");
    assert!(cuts > 500, "there are {cuts} cuts");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! The served pages are imported again, and the spec is there again, byte for byte: the pages link to it.
//!
//! What the pages themselves say is compared as well, without that link: this is what an import of ASP.NET's own pages
//! can know. What differs then stands in `differences/`, a file for each spec: a line for each fact, with its kind.
//! A kind that is not in [`KINDS`] fails the test. `UPDATE_DIFFERENCES=1` writes the files anew, to be reviewed.

mod facts;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::served::serve;
use datacontract_codegen::spec::Spec;
use datacontract_import::page::{Content, Page};
use datacontract_import::source::{self, Source};
use datacontract_workbench::help;
use datacontract_workbench::site::Site;
use facts::{Facts, facts};

/// The kinds of facts that pages do not say, and why. The guide has the same list.
const KINDS: &[(&str, &str)] = &[
    ("api.authentication", "no page of ASP.NET says how callers prove who they are"),
    ("api.baseUrl", "nor where the service is; the pages may be elsewhere"),
    ("api.json", "that enums are texts shows in samples, of one type or of all alike"),
    ("class.abstract", "the table of a class does not say it"),
    ("class.base", "tables have the members of all bases; their classes show in XML alone, without names"),
    ("class.knownTypes", "samples have no object of a derived class"),
    ("class.outcome", "what a code means is no fact of pages; import finds it by the names of members"),
    ("class.struct", "the table of a struct is that of a class"),
    ("endpoint.doc", "HTML has no line breaks in comments"),
    ("endpoint.method name", "the Rust name was chosen by a person"),
    ("enum member.name", "pages show C#'s names"),
    ("enum.underlying", "all integers are alike in the table of an enum"),
    ("member.annotations", "they stand at the member's other name"),
    ("member.doc", "HTML has no line breaks in comments; base classes of unknown name have other names"),
    ("member.emitDefault", "samples have no default values"),
    ("member.field", "a field looks like a property with an order"),
    ("member.json order", "an order looks like a field"),
    ("member.name", "a table has the contract's name, so that C#'s is unknown"),
    ("member.null", "pages show int and int? alike; where the count of a sample tells, it is known"),
    ("member.only", "what XML alone has, or JSON alone without a setter, shows on pages only in samples"),
    ("member.order", "many orders give the same XML"),
    ("member.place", "members of base classes move with their class"),
    ("member.required", "IsRequired is on no page"),
    (
        "member.secret",
        "what the data type of passwords is, import takes for a secret; a person chose otherwise",
    ),
    ("member.type", "integer is any integer, date any date; items that are null are in no sample"),
    ("parameter.catchAll", "routes lose their stars"),
    ("parameter.type", "integer is any integer"),
    ("payload.doc", "HTML has no line breaks in comments"),
    ("payload.name", "C#'s name of the argument is on pages of Web API 1 alone"),
    ("payload.type", "that a payload can be null is on no page"),
    ("sample.json", "one that contradicts the table is left out"),
    ("sample.xml", "the pages show one where the spec has none: it was made"),
    ("type.class", "the name of a class shows only where XML has its element or its namespace"),
    ("type.contract", "DataContract shows only by what it changes"),
    ("type.contract name", "pages cannot tell the class's name from the contract's"),
    ("type.doc", "base classes have no page that leads to them"),
    ("type.json", "an enum that is a text in all samples is one for the API"),
    ("type.place", "types stand in the order in which pages lead to them"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Which of the served documents are imported.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Imported {
    /// All, with the spec that the pages link to.
    All,
    /// What ASP.NET has as well.
    PagesAlone,
}

/// Imports served pages into a folder, and reads the spec.
fn import(pages: &[Page], which: Imported, folder: &Path) -> Spec {
    let is_taken = |page: &&Page| which == Imported::All || !matches!(page.content, Content::Spec(_));
    let pages = pages.iter().filter(is_taken).cloned();
    let imported = datacontract_import::import(pages, &datacontract_import::Options::default());
    fs::create_dir_all(folder.join("samples")).expect("a folder");
    fs::write(folder.join("api.json"), &imported.api_json).expect("a spec");
    for (name, text) in &imported.samples {
        fs::write(folder.join("samples").join(name), text).expect("a sample");
    }
    let (spec, diagnostics) = Spec::load(folder);
    spec.unwrap_or_else(|| {
        panic!(
            "{}\n{}",
            diagnostics.render(datacontract_codegen::diagnostic::Format::Text { color: false }),
            imported.api_json
        )
    })
}

/// Fetches all that a help page leads to.
fn fetch(address: SocketAddr) -> Vec<Page> {
    let mut options = source::Options::default();
    options.fetch.delay = std::time::Duration::ZERO;
    let source = Source::Address(format!("http://{address}/Help"));
    source::read([source], &options, |_| {}).map(|page| page.expect("a page")).collect()
}

/// Compares two specs, and returns the lines of what differs.
fn differences(before: &Facts, after: &Facts) -> (String, BTreeSet<&'static str>) {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let mut by_kind: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut kinds = BTreeSet::new();
    for key in keys {
        let (subject, kind) = key;
        let (a, b) = (before.get(key), after.get(key));
        if a != b {
            kinds.insert(*kind);
            let shown =
                |value: Option<&String>| value.map_or_else(|| "nothing".to_owned(), |it| format!("{it:?}"));
            by_kind.entry(kind).or_default().push(format!("  {subject}: {} -> {}", shown(a), shown(b)));
        }
    }
    let mut text = String::new();
    for (kind, lines) in by_kind {
        let _ = writeln!(text, "{kind}\n{}", lines.join("\n"));
    }
    (text, kinds)
}

fn round_trip(name: &str, folder: &str) {
    let path = root().join(folder);
    let (site, _) = Site::load(&path);
    let spec = site.expect("a spec").spec();
    let before = facts(spec);
    let address = serve(move || {
        let (site, _) = Site::load(&path);
        help::router(Arc::new(site.expect("a spec")), help::Options::default())
    });
    let pages = fetch(address);
    let into = tempfile::tempdir().expect("a folder");
    let again = import(&pages, Imported::All, into.path());
    assert_eq!(again.file.text(), spec.file.text(), "{name}: the spec is there again as it was");
    let (text, _) = differences(&before, &facts(&again));
    assert_eq!(text, "", "{name}: with all samples");
    let into = tempfile::tempdir().expect("a folder");
    let imported = import(&pages, Imported::PagesAlone, into.path());
    let (text, kinds) = differences(&before, &facts(&imported));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/round_trip/differences/{name}.txt"));
    if std::env::var_os("UPDATE_DIFFERENCES").is_some_and(|value| value == "1") {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(&file, &text).expect("written");
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    let diff = similar::TextDiff::from_lines(&known, &text);
    let changes = diff.unified_diff().context_radius(0).header("known", "found").to_string();
    assert!(changes.is_empty(), "{name}: other facts differ than {}:\n{changes}", file.display());
    let known: BTreeSet<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
    let unknown: Vec<_> = kinds.iter().filter(|kind| !known.contains(*kind)).collect();
    assert!(unknown.is_empty(), "{name}: kinds of facts that are lost and not listed: {unknown:?}\n{text}");
}

#[test]
fn lcmanager() {
    round_trip("lcmanager", "specs/lcmanager");
}

#[test]
fn leadbank() {
    round_trip("leadbank", "specs/leadbank");
}

#[test]
fn lifetrons() {
    round_trip("lifetrons", "specs/lifetrons");
}

#[test]
fn trackerrms() {
    round_trip("trackerrms", "specs/trackerrms");
}

#[test]
fn vitec() {
    round_trip("vitec", "specs/vitec");
}

#[test]
fn aspnet() {
    round_trip("aspnet", "tests/aspnet/specs/main");
}

#[test]
fn aspnet_with_camel_case() {
    round_trip("aspnet-camel", "tests/aspnet/specs/camel");
}

/// What `docs` writes leads back to the spec as well.
#[test]
fn pages_as_files() {
    let (site, _) = Site::load(&root().join("specs/vitec"));
    let site = Arc::new(site.expect("a spec"));
    let folder = tempfile::tempdir().expect("a folder");
    let plan = help::plan(&site, folder.path());
    let changes = plan.changes(datacontract_codegen::output::Existing::Keep).expect("nothing is there");
    changes.apply().expect("written");
    let options = source::Options::default();
    let source = Source::Folder(folder.path().to_owned());
    let pages: Vec<Page> =
        source::read([source], &options, |_| {}).map(|page| page.expect("a page")).collect();
    let into = tempfile::tempdir().expect("a folder");
    let again = import(&pages, Imported::All, into.path());
    assert_eq!(again.file.text(), site.spec().file.text());
}

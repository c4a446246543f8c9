//! Pages that end early: reading a part never fails, and what a part says of names, types and headings is
//! what the whole page says, as far as it goes. What inference concludes from a part is held in
//! `cut_values.rs`.

use std::{
    collections::{HashSet, hash_map::DefaultHasher},
    fs,
    hash::{Hash, Hasher},
    path::Path,
    sync::Mutex,
};

use rayon::prelude::*;

use crate::parts::{files, first_cut, page};
use datacontract_import::{
    Options, import,
    page::{ApiPage, Content, ModelKind, NameEnd, Page, Payload, Row},
};

/// The given pages are cut at every line. Those of the field are there in several layouts, each of which is
/// cut at others of its lines; `CUTS=1` cuts at all of them.
const STEP_IN_FIELD: usize = 3;

#[test]
fn a_part_says_what_the_whole_says() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths = Vec::new();
    for folder in ["field", "seeds", "stored/standard", "stored/old"] {
        files(&fixtures.join(folder), &mut paths);
    }
    assert!(paths.len() > 500, "there are {} pages", paths.len());
    let only = std::env::var("CUT").unwrap_or_default();
    // Pages take some minutes on one core.
    let chosen = paths.par_iter().filter(|path| path.to_string_lossy().contains(&only));
    let inferred = Inferred::default();
    let step = std::env::var("CUTS").ok().and_then(|step| step.parse().ok()).unwrap_or(STEP_IN_FIELD).max(1);
    let outcomes: Vec<Vec<Vec<String>>> =
        chosen.map(|path| cuts_of(&fixtures, path, step, &inferred)).collect();
    let cuts = outcomes.iter().map(Vec::len).sum::<usize>();
    let wrong: Vec<String> = outcomes.into_iter().flatten().flatten().collect();
    println!("{cuts} cuts of {} pages", paths.len());
    assert!(wrong.is_empty(), "{} contradictions:\n{}", wrong.len(), wrong.join("\n"));
}

/// The parts whose specs were made. The same page in several layouts has many parts that read alike, and so have the
/// pages of one kind.
#[derive(Default)]
struct Inferred(Mutex<HashSet<u64>>);

impl Inferred {
    fn is_new(&self, part: &Page) -> bool {
        let mut hasher = DefaultHasher::new();
        format!("{part:?}").hash(&mut hasher);
        self.0.lock().expect("no test panics with it").insert(hasher.finish())
    }
}

/// Returns the contradictions of a page with each of its parts.
fn cuts_of(fixtures: &Path, path: &Path, step: usize, inferred: &Inferred) -> Vec<Vec<String>> {
    let mut cuts = Vec::new();
    let Ok(content) = fs::read_to_string(path) else { return cuts };
    let Some(whole) = page(path, &content) else { return cuts };
    // The specs of stored pages are made in `cut_values.rs`.
    let with_spec = !path.starts_with(fixtures.join("stored"));
    let mut before = None;
    let name = path.strip_prefix(fixtures).unwrap_or(path).display().to_string();
    let step = if path.starts_with(fixtures.join("field")) { step } else { 1 };
    let first = first_cut(&name, step);
    for (end, _) in content.match_indices('\n').skip(first).step_by(step) {
        // Behind an empty line the page says what it said one line earlier.
        if content[..end].lines().next_back().is_none_or(|line| line.trim().is_empty()) {
            continue;
        }
        let Some(part) = page(path, &content[..end]) else { continue };
        if before.as_ref() == Some(&part) {
            cuts.push(Vec::new());
            continue;
        }
        let line = content[..end].lines().count();
        let mut faults = contradictions(&whole.content, &part.content);
        if with_spec && inferred.is_new(&part) {
            faults.extend(of_spec(part.clone()));
        }
        before = Some(part);
        cuts.push(faults.into_iter().map(|fault| format!("{name}:{line}: {fault}")).collect());
    }
    cuts
}

/// Returns what is wrong with the spec of a part alone.
fn of_spec(part: Page) -> Vec<String> {
    let imported = import(std::iter::once(part), &Options::default());
    let errors = imported.report.diagnostics.iter().filter(|message| message.severity == "error");
    // A sample that is cut in its middle is not one that is not reproduced.
    let mut faults: Vec<String> = errors.map(|message| message.text.clone()).collect();
    if imported.api_json.contains("\"Unnamed") {
        faults.push("a member has a made-up name".to_owned());
    }
    faults
}

/// Returns what a part says otherwise than the whole.
fn contradictions(whole: &Content, part: &Content) -> Vec<String> {
    let mut faults = Vec::new();
    match (whole, part) {
        (Content::Api(whole), Content::Api(part)) => of_operation(whole, part, &mut faults),
        (Content::Model(whole), Content::Model(part)) => {
            if !part.name.is_empty() && part.name != whole.name {
                faults.push(format!("the type is `{}`, not `{}`", part.name, whole.name));
            }
            if let (ModelKind::Members(whole), ModelKind::Members(part)) = (&whole.kind, &part.kind) {
                of_rows("the type", whole, part, &mut faults);
            }
        }
        (Content::Index(_), Content::Index(_)) => {}
        (whole, part) => faults.push(format!("{} is taken for {}", kind(whole), kind(part))),
    }
    faults
}

fn kind(content: &Content) -> &'static str {
    match content {
        Content::Api(_) => "an operation",
        Content::Model(_) => "a type",
        Content::Index(_) => "an index",
        Content::Spec(_) => "a spec",
    }
}

fn of_operation(whole: &ApiPage, part: &ApiPage, faults: &mut Vec<String>) {
    // A site may have the query below the heading.
    let is_same = whole.heading == part.heading
        || (!part.heading.contains('?') && whole.heading.starts_with(&format!("{}?", part.heading)));
    if !part.heading.is_empty() && !is_same {
        faults.push(format!("the heading is `{}`, not `{}`", part.heading, whole.heading));
    }
    of_rows("the URI", &whole.uri_parameters, &part.uri_parameters, faults);
    of_payload("the request", whole.request.as_ref(), part.request.as_ref(), faults);
    of_payload("the response", whole.response.as_ref(), part.response.as_ref(), faults);
}

fn of_payload(what: &str, whole: Option<&Payload>, part: Option<&Payload>, faults: &mut Vec<String>) {
    let Some(part) = part else { return };
    let empty = Payload::default();
    let whole = whole.unwrap_or(&empty);
    if !part.ty.is_empty() && part.ty != whole.ty {
        faults.push(format!("{what} is `{}`, not `{}`", part.ty, whole.ty));
    }
    let none = Vec::new();
    of_rows(what, whole.members.as_ref().unwrap_or(&none), part.members.as_ref().unwrap_or(&none), faults);
}

/// Returns whether a type is the one of .NET's that a site's own table names, behind the engine's.
fn is_named_behind(word: &str, named: &str) -> bool {
    [("integer", "Int32"), ("decimal number", "Decimal"), ("decimal number", "Double")]
        .contains(&(word, named))
}

/// The rows of a part are the first ones of the whole; the last one may lack its last cells.
fn of_rows(what: &str, whole: &[Row], part: &[Row], faults: &mut Vec<String>) {
    for (at, row) in part.iter().enumerate() {
        let Some(expected) = whole.get(at) else {
            faults.push(format!("{what} has `{}` ({}) as a row too many", row.name, row.ty));
            continue;
        };
        let is_last = at + 1 == part.len();
        // A list whose items the page ends in.
        let is_list = row.ty == "Collection of" && expected.ty.starts_with("Collection of ");
        let same_type = row.ty == expected.ty
            || (is_last && (row.ty.is_empty() || is_list))
            || is_named_behind(&row.ty, &expected.ty);
        // Where the samples are cut off, nothing tells that a name is lost that a description stands for.
        if expected.name.is_empty() && row.ty == expected.ty {
            continue;
        }
        // The samples show that a name is one word, where the page has broken it.
        let is_broken = row.name.split_whitespace().collect::<String>() == expected.name;
        // It says that it may be longer.
        let is_start = row.name_end == NameEnd::Open && expected.name.starts_with(&row.name);
        if (row.name != expected.name && !is_broken && !is_start) || !same_type {
            faults.push(format!(
                "{what} has `{}` ({}) where `{}` ({}) was expected",
                row.name, row.ty, expected.name, expected.ty
            ));
        }
    }
}

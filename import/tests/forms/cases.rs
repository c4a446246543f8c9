//! The cases of `fixtures/forms`.

use std::fs;
use std::path::Path;

use datacontract_import::page::{Content, Ending, Page, SampleContent};

use super::{fixtures, read};

/// What is expected of a case.
#[derive(Debug, Default)]
struct Expected {
    same_as: Option<String>,
    page: Option<String>,
    retrieved: Option<String>,
    notes: Vec<String>,
    errors: Vec<String>,
}

impl Expected {
    fn of(case: &Path) -> Self {
        let mut expected = Expected::default();
        let text = fs::read_to_string(case.join("expected.txt")).expect("it says what is expected");
        for line in text.lines() {
            let (key, value) = line.split_once(": ").expect("a key and a value");
            let value = value.to_owned();
            match key {
                "same as" => expected.same_as = Some(value),
                "page" => expected.page = Some(value),
                "retrieved" => expected.retrieved = Some(value),
                "note" => expected.notes.push(value),
                "error" => expected.errors.push(value),
                other => panic!("{other}: no key of expected.txt"),
            }
        }
        expected
    }
}

/// Texts that begin as they should, and as many of them.
fn begin_as(texts: &[String], expected: &[String]) -> bool {
    texts.len() == expected.len() && texts.iter().zip(expected).all(|(text, start)| text.starts_with(start))
}

/// A page's content with the white space of samples as one blank: layouts may lose and add it.
fn content(page: &Page) -> Content {
    let mut content = page.content.clone();
    // Only HTML shows its own end, and has a title apart from its text.
    if let Content::Index(index) = &mut content {
        index.title.clear();
    }
    if let Content::Api(api) = &mut content {
        api.ending = Ending::default();
        api.lists_request_formats = false;
        api.lists_response_formats = false;
        let payloads = [&mut api.request, &mut api.response].into_iter().flatten();
        for sample in payloads.flat_map(|payload| &mut payload.samples) {
            if let SampleContent::Text(text) = &mut sample.content {
                *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            }
        }
    }
    content
}

fn differences(case: &Path) -> Vec<String> {
    let expected = Expected::of(case);
    let entries = fs::read_dir(case).expect("a folder").map(|entry| entry.expect("readable").path());
    let input = entries.filter(|path| !path.ends_with("expected.txt")).min().expect("an input");
    let (pages, errors) = read(&input);
    let mut wrong = Vec::new();
    if !begin_as(&errors, &expected.errors) {
        wrong.push(format!("errors {errors:#?}, expected {:#?}", expected.errors));
    }
    let Some(base) = expected.same_as else {
        if !pages.is_empty() {
            wrong.push(format!("{} pages, expected none", pages.len()));
        }
        return wrong;
    };
    let (bases, _) = read(&fixtures().join("forms/bases").join(base));
    let [page] = pages.as_slice() else { return vec![format!("{} pages; {errors:?}", pages.len())] };
    let [base] = bases.as_slice() else { panic!("the base is one page") };
    let (page_content, base_content) = (content(page), content(base));
    if page_content != base_content {
        wrong.push(format!("{page_content:#?}\nexpected {base_content:#?}"));
    }
    if !begin_as(&page.notes, &expected.notes) {
        wrong.push(format!("notes {:#?}, expected {:#?}", page.notes, expected.notes));
    }
    if expected.page.is_some_and(|page_address| !page.provenance.location.ends_with(&page_address)) {
        wrong.push(format!("location {}", page.provenance.location));
    }
    if page.provenance.retrieved != expected.retrieved {
        wrong.push(format!("retrieved {:?}", page.provenance.retrieved));
    }
    wrong
}

#[test]
fn each_form_is_read_as_its_page() {
    let mut cases: Vec<_> = fs::read_dir(fixtures().join("forms"))
        .expect("the cases are there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| !path.ends_with("bases"))
        .collect();
    cases.sort();
    assert!(cases.len() > 40, "{} cases", cases.len());
    let mut failed = Vec::new();
    for case in cases {
        for difference in differences(&case) {
            failed.push(format!("{}: {difference}", case.file_name().unwrap_or_default().to_string_lossy()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

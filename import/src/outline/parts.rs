//! Finds the parts of a page whose headings a site has left out: by the order of the stock pages, which sites
//! keep.

use super::draft::{Which, which};
use super::section::Section;
use super::words::{self, Meaning};
use super::{Item, place};

/// Gives the headings back that a page lacks between parts that it has.
pub(super) fn complete(sections: Vec<Section>) -> Vec<Section> {
    let has = |meaning: Meaning| sections.iter().any(|section| section.meaning == Some(meaning));
    let no_body = !has(Meaning::BodyParameters);
    let no_response =
        !has(Meaning::ResponseInfo) && !has(Meaning::ResourceDescription) && !has(Meaning::ResponseFormats);
    let mut out = Vec::with_capacity(sections.len());
    for mut section in sections {
        let is_request = section.meaning.and_then(which) == Some(Which::Request);
        let response = if is_request && no_response { end_of_request(&section.items) } else { None };
        let response = response.map(|at| section.items.split_off(at));
        let is_uri = section.meaning == Some(Meaning::UriParameters);
        let body = if is_uri && no_body { end_of_parameters(&section.items) } else { None };
        let body = body.map(|at| section.items.split_off(at));
        out.push(section);
        for (items, meaning) in [(body, Meaning::BodyParameters), (response, Meaning::ResourceDescription)] {
            if let Some(items) = items {
                out.push(Section { meaning: Some(meaning), title: String::new(), items });
            }
        }
    }
    out
}

/// Behind the request's samples a table, or a type with samples of its own, is the response's.
fn end_of_request(items: &[Item]) -> Option<usize> {
    let end = place::sample_groups(items).first()?.end;
    let more = items.get(end..)?;
    let goes_on = more.iter().any(|item| matches!(item, Item::Table(_) | Item::Media(_)));
    (goes_on && !matches!(more.first(), Some(Item::Media(_) | Item::Sample(_)))).then_some(end)
}

/// Behind the word for no parameters, or behind their table, a table or samples are the body's.
fn end_of_parameters(items: &[Item]) -> Option<usize> {
    let table = items.iter().position(|item| matches!(item, Item::Table(_)));
    let none = items.iter().position(|item| super::text_of(item).is_some_and(words::is_none));
    let end = match (none, table) {
        (Some(none), Some(table)) => none.min(table),
        (found, None) | (None, found) => found?,
    };
    let more = items.get(end + 1..)?;
    more.iter().any(|item| matches!(item, Item::Table(_) | Item::Media(_))).then_some(end + 1)
}

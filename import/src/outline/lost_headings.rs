//! Finds the parts of a page whose headings a site has left out: by the order of the stock pages, which sites
//! keep.

use super::draft::{Which, which};
use super::section::Section;
use super::words::{self, Meaning};
use super::{Item, place};
use crate::page::SampleContent;

/// Gives the headings back that a page lacks between parts that it has. `takes_body` says whether its method
/// has a body.
pub(super) fn complete(mut sections: Vec<Section>, takes_body: TakesBody) -> Vec<Section> {
    put_media_below_labels(&mut sections);
    let has = |meaning: Meaning| sections.iter().any(|section| section.meaning == Some(meaning));
    let no_body = !has(Meaning::BodyParameters);
    let no_response =
        !has(Meaning::ResponseInfo) && !has(Meaning::ResourceDescription) && !has(Meaning::ResponseFormats);
    let mut out = Vec::with_capacity(sections.len());
    for mut section in sections {
        let is_request = section.meaning.and_then(which) == Some(Which::Request);
        let is_of_body = section.meaning == Some(Meaning::BodyParameters);
        let response = if is_request && no_response && !(is_of_body && begins_with_example(&section.items)) {
            end_of_request(&section.items)
        } else {
            None
        };
        let response = response.map(|at| section.items.split_off(at));
        let is_uri = match section.meaning {
            Some(Meaning::UriParameters) => true,
            // Where there is no body they are those of the URI.
            Some(Meaning::Parameters) => takes_body == TakesBody::No,
            _ => false,
        };
        let may_be_body = no_body && (takes_body == TakesBody::Yes || no_response);
        let body = if is_uri && may_be_body { end_of_parameters(&section.items) } else { None };
        let mut body = body.map(|at| section.items.split_off(at));
        let mut response = response;
        if no_response && response.is_none() {
            response = body.as_mut().and_then(|items| response_without_body(items, takes_body));
        }
        out.push(section);
        for (items, meaning) in [(body, Meaning::BodyParameters), (response, Meaning::ResourceDescription)] {
            if let Some(items) = items {
                out.push(Section { meaning: Some(meaning), title: String::new(), items });
            }
        }
    }
    out
}

/// Puts the media type of a sample below the label of the sample, where the label below it is a heading: the media type
/// is none of the section's above.
fn put_media_below_labels(sections: &mut [Section]) {
    for at in 1..sections.len() {
        let (above, below) = sections.split_at_mut(at);
        let (Some(above), Some(below)) = (above.last_mut(), below.first_mut()) else { continue };
        let is_of_samples = matches!(below.meaning, Some(Meaning::RequestFormats | Meaning::ResponseFormats))
            && matches!(below.items.first(), Some(Item::Sample(_)));
        let is_of_parameters = matches!(
            above.meaning,
            Some(
                Meaning::Parameters
                    | Meaning::UriParameters
                    | Meaning::BodyParameters
                    | Meaning::ResourceDescription
            )
        );
        if !is_of_samples || !is_of_parameters {
            continue;
        }
        // Without anything below it the media type counts as one without a sample.
        let is_empty = |item: &Item| matches!(item, Item::Sample(SampleContent::NotAvailable));
        let items = above.items.iter().rev().skip_while(|item| is_empty(item));
        if matches!(items.clone().next(), Some(Item::Media(_))) {
            let at = items.count() - 1;
            below.items.splice(0..0, above.items.drain(at..).take(1));
        }
    }
}

/// Whether requests of a method have a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TakesBody {
    Yes,
    No,
}

/// Takes the response out of what stands behind the parameters: it is the response's if the method has no body,
/// or below the word for none in the body's place.
fn response_without_body(items: &mut Vec<Item>, takes_body: TakesBody) -> Option<Vec<Item>> {
    let is_none = |item: &&Item| super::text_of(item).is_some_and(words::is_none);
    let none = items.iter().take_while(is_none).count();
    let goes_on = items.get(none..)?.iter().any(|item| matches!(item, Item::Table(_) | Item::Media(_)));
    if !goes_on || (none == 0 && takes_body == TakesBody::Yes) {
        return None;
    }
    let response = items.split_off(none);
    items.truncate(1);
    Some(response)
}

/// Behind the request's samples a table, or a type with samples of its own, is the response's, and so are two words for
/// none.
fn end_of_request(items: &[Item]) -> Option<usize> {
    // Such sites say so of the comment and of the type: once alone it may be the comment's, with a table below.
    const TIMES: usize = 2;
    let end = place::sample_groups(items).first()?.end;
    let more = items.get(end..)?;
    let goes_on = more.iter().any(|item| matches!(item, Item::Table(_) | Item::Media(_)));
    let says_none = |item: &Item| super::text_of(item).is_some_and(words::is_none);
    if more.len() >= TIMES && more.iter().all(says_none) {
        return Some(end);
    }
    (goes_on && !matches!(more.first(), Some(Item::Media(_) | Item::Sample(_)))).then_some(end)
}

/// Returns whether the comment on a body has an example: the sample stands above the body's type and members, and below
/// no media types.
fn begins_with_example(items: &[Item]) -> bool {
    let is_type = |item: &Item| super::text_of(item).is_some_and(words::is_type);
    let above = items.iter().take_while(|item| !matches!(item, Item::Sample(_)));
    !above.into_iter().any(|item| matches!(item, Item::Table(_) | Item::Media(_)) || is_type(item))
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

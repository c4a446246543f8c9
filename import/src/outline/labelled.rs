//! Samples with the words before them that say what they are, in one block: `REQUEST { .. }`,
//! `Response: { .. }`, or both below each other; and lines above samples that say so, `Request in JSON`.

use super::draft::{Which, which};
use super::samples::{self, Shape};
use super::words::{self, SampleOf};
use super::{Item, text_of};
use crate::page::SampleContent;

/// Takes the words off the samples. Below a word that names the other side a sample is that side's.
pub(super) fn settle(items: Vec<Item>) -> Vec<Item> {
    let is_labelled =
        |item: &Item| matches!(item, Item::Sample(SampleContent::Text(text)) if parts(text).is_some());
    let items = with_headings_for_labels(items);
    if !items.iter().any(is_labelled) {
        return items;
    }
    let mut out = Vec::with_capacity(items.len());
    let mut media: Option<Vec<String>> = None;
    let mut side = None;
    for item in items {
        match &item {
            Item::Heading { text, .. } => {
                media = None;
                side = words::meaning(text).and_then(which);
            }
            Item::Media(types) => media = Some(types.clone()),
            Item::Sample(SampleContent::Text(text)) => {
                let Some(found) = parts(text) else {
                    out.push(item);
                    continue;
                };
                for (of, sample) in found.samples {
                    let own = side_of(of).filter(|own| side != Some(*own));
                    if let Some(own) = own {
                        side = Some(own);
                        out.push(Item::Heading { level: 0, text: heading(own).to_owned() });
                        out.extend(media.clone().map(Item::Media));
                    }
                    out.push(Item::Sample(samples::content(sample)));
                }
                if !found.rest.is_empty() {
                    out.push(Item::line(found.rest));
                }
                continue;
            }
            Item::Line(_) | Item::Table(_) | Item::Sample(_) => {}
        }
        out.push(item);
    }
    out
}

/// Puts the heading of a side's samples in the place of a line or a heading above samples that says no more than whose
/// they are.
fn with_headings_for_labels(mut items: Vec<Item>) -> Vec<Item> {
    let is_value = |item: &Item| match item {
        Item::Media(_) => true,
        Item::Sample(SampleContent::Text(text)) => matches!(Shape::of(text), Shape::Json | Shape::Xml),
        Item::Sample(_) | Item::Heading { .. } | Item::Line(_) | Item::Table(_) => false,
    };
    let side = |item: &Item| {
        let text = text_of(item).filter(|text| words::meaning(text).is_none())?;
        side_of(words::label_of_sample(text)?)
    };
    let mut below_media_types = false;
    for at in 0..items.len() {
        let [item, next, ..] = items.get_mut(at..).unwrap_or_default() else { break };
        let own = side(item).filter(|_| !below_media_types && is_value(next));
        below_media_types = matches!(item, Item::Media(_));
        if let Some(own) = own {
            *item = Item::Heading { level: 0, text: heading(own).to_owned() };
        }
    }
    items
}

fn side_of(of: SampleOf) -> Option<Which> {
    match of {
        SampleOf::Request => Some(Which::Request),
        SampleOf::Response => Some(Which::Response),
        SampleOf::Unsaid => None,
    }
}

fn heading(side: Which) -> &'static str {
    match side {
        Which::Request => "Sample Request",
        Which::Response => "Sample Response",
    }
}

/// The samples in a block, and the words below the last one.
struct Parts<'t> {
    samples: Vec<(SampleOf, &'t str)>,
    rest: &'t str,
}

/// Returns the samples of a block that has words before one of them.
fn parts(text: &str) -> Option<Parts<'_>> {
    let mut samples = Vec::new();
    let mut rest = text.trim();
    let mut has_label = false;
    while !rest.is_empty() {
        let (of, value) = match words::sample_label(rest) {
            Some(found) => {
                has_label = true;
                found
            }
            None if rest.starts_with(['{', '[', '<']) => (SampleOf::Unsaid, rest),
            None => break,
        };
        if let Some((sample, more)) = samples::split_complete(value) {
            samples.push((of, sample));
            rest = more.trim();
        } else if matches!(Shape::of(value), Shape::Json | Shape::Xml) {
            // The page ends here.
            samples.push((of, value));
            rest = "";
        } else {
            break;
        }
    }
    (has_label && !samples.is_empty()).then_some(Parts { samples, rest })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(text: &str) -> Item {
        Item::Sample(SampleContent::Text(text.to_owned()))
    }

    fn heading(text: &str) -> Item {
        Item::Heading { level: 0, text: text.to_owned() }
    }

    #[test]
    fn words_say_whose_a_sample_is() {
        let media = || Item::Media(vec!["application/json".to_owned()]);
        let one = vec![heading("Request Formats"), media(), sample("REQUEST {\"a\": 1}")];
        let found = vec![heading("Request Formats"), media(), sample("{\"a\": 1}")];
        assert_eq!(settle(one), found);
        let both = vec![
            heading("Request Formats"),
            media(),
            sample("Request:\n{\"a\": 1}\n\nResponse:\n{\"b\": 2}"),
        ];
        let found = vec![
            heading("Request Formats"),
            media(),
            sample("{\"a\": 1}"),
            heading("Sample Response"),
            media(),
            sample("{\"b\": 2}"),
        ];
        assert_eq!(settle(both), found);
    }

    #[test]
    fn lines_above_samples_are_headings() {
        let media = || Item::Media(vec!["application/json".to_owned()]);
        for below in [sample("{\"a\": 1}"), media()] {
            for label in
                [Item::line("Response in JSON"), Item::Heading { level: 3, text: "JSON response".into() }]
            {
                assert_eq!(settle(vec![label, below.clone()]), [heading("Sample Response"), below.clone()]);
            }
            for label in ["Response in words", "Sample", "Response"] {
                let items = vec![Item::line(label), below.clone()];
                assert_eq!(settle(items.clone()), items);
            }
        }
        let below_media_types = vec![media(), Item::line("Response in JSON"), sample("{}")];
        assert_eq!(settle(below_media_types.clone()), below_media_types);
    }

    #[test]
    fn other_texts_stay() {
        for text in ["{\"a\": 1}", "Request", "a=1&b=2", "Response of { x }", "Lead { \"a\": 1 }", "{} {}"] {
            assert_eq!(settle(vec![sample(text)]), [sample(text)]);
        }
    }

    #[test]
    fn what_is_cut_off_is_a_sample() {
        let cut = settle(vec![heading("Response Formats"), sample("RESPONSE { \"a\": ")]);
        assert_eq!(cut, [heading("Response Formats"), sample("{ \"a\":")]);
    }
}

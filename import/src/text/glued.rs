//! Rows whose cells a layout has run together: `LabelThe labelstringRequired`.
//!
//! Such a line is taken apart only where its ends are known: the name stands in a sample or in the heading,
//! and a type's word stands before the annotations.

use std::collections::BTreeSet;

use crate::outline::{samples, words};

/// The most letters of such a line; longer ones are texts.
const LONGEST: usize = 600;

/// Returns the cells of a row that have run together, from the left to the right.
pub(super) fn cells<'l>(line: &'l str, names: &BTreeSet<String>) -> Option<Vec<&'l str>> {
    if line.len() > LONGEST {
        return None;
    }
    let (name, rest) = name(line, names).filter(|(_, rest)| !rest.starts_with(' '))?;
    let starts: Vec<usize> = rest.char_indices().map(|(at, _)| at).collect();
    // The longest annotations, behind the longest word for a type.
    let (type_end, note) =
        starts.iter().filter_map(|at| Some((*at, rest.get(*at..)?))).find(|(at, tail)| {
            let before = rest.get(..*at).unwrap_or_default();
            is_notes(tail)
                && !tail.starts_with(' ')
                && !before.ends_with(' ')
                && (type_start(before).is_some() || words::is_identifier(before))
        })?;
    let before = rest.get(..type_end)?;
    // A class can be distinguished from a description only if there is none.
    let start = type_start(before).unwrap_or(0);
    let (description, ty) = before.split_at_checked(start)?;
    let (first, more) = match note.strip_prefix("Required") {
        Some(more) if more.starts_with(char::is_alphabetic) => ("Required", more),
        _ => ("", note),
    };
    Some([name, description, ty, first, more].into_iter().filter(|cell| !cell.is_empty()).collect())
}

/// The longest name at the start of a line that samples or the heading have.
fn name<'l>(line: &'l str, names: &BTreeSet<String>) -> Option<(&'l str, &'l str)> {
    let end = line.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(line.len());
    let ends: Vec<usize> = line.get(..end)?.char_indices().map(|(at, _)| at).skip(1).chain([end]).collect();
    let known = ends
        .into_iter()
        .rev()
        .find(|end| line.get(..*end).is_some_and(|name| names.contains(&samples::folded(name))))?;
    line.split_at_checked(known)
}

/// Where the word for a type at the end of a text begins.
fn type_start(text: &str) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).find(|at| text.get(*at..).is_some_and(words::is_stock_type))
}

/// Returns whether a text is the word for no annotations, or some that have run together.
fn is_notes(text: &str) -> bool {
    words::is_none(text)
        || words::is_annotation(text)
        || text.strip_prefix("Required").is_some_and(|more| !more.is_empty() && words::is_annotation(more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_rows_apart() {
        let names: BTreeSet<String> = ["label", "span", "owner", "parts"].map(str::to_owned).into();
        for (line, expected) in [
            ("LabelThe labelstringRequired", Some(vec!["Label", "The label", "string", "Required"])),
            ("SpanintegerNone.", Some(vec!["Span", "integer", "None."])),
            (
                "SpanThe span.unsigned integerNone.",
                Some(vec!["Span", "The span.", "unsigned integer", "None."]),
            ),
            ("OwnerPersonNone.", Some(vec!["Owner", "Person", "None."])),
            (
                "PartsIts partsCollection of PartNone.",
                Some(vec!["Parts", "Its parts", "Collection of Part", "None."]),
            ),
            (
                "LabelstringRequiredMax length: 20",
                Some(vec!["Label", "string", "Required", "Max length: 20"]),
            ),
            ("OwnerThe ownerPersonNone.", None),
            ("ColourstringNone.", None),
            ("Label string None.", None),
            ("Labels System.Int32[] None.", None),
            ("Label", None),
            ("The label is required", None),
        ] {
            assert_eq!(cells(line, &names), expected, "{line}");
        }
    }
}

//! What stands under "Additional information".
//!
//! The engine writes `Required` first and the others in alphabetical order. Layouts glue several into one
//! cell, and sites replace the texts: what is none of the engine's is kept as it is.

use super::literals;
use crate::{
    infer::model::{Annotations, Remark, Ty},
    outline::words::{self, OwnRules, Rule, Understood},
    page::Row,
};
use datacontract_codegen::spec::Clr;

/// Reads the annotations of a row.
pub(crate) fn read(cells: &[String]) -> Annotations {
    let mut found = Annotations::default();
    for part in cells.iter().flat_map(|cell| words::split_annotations(cell)) {
        one(without_comma(&part), &mut found);
    }
    found
}

/// Reads what must hold of a row's value: its annotations, and its description if that says nothing else.
pub(crate) fn of_row(row: &Row, remarks: &mut Vec<Remark>) -> Annotations {
    let mut found = read(&row.annotations);
    let rules = OwnRules::parse(&row.description).filter(|rules| rules.extent == Understood::Wholly);
    if let Some(rules) = rules {
        let before = found.clone();
        found.add(rules);
        if found != before {
            remarks.push(Remark::inferred("what must hold of it stands in its description"));
        }
    }
    found
}

impl Annotations {
    /// Adds what a site says in words of its own, unless something else is known.
    fn add(&mut self, rules: OwnRules) {
        self.required |= rules.required;
        if self.length.is_none() {
            self.min_length = self.min_length.or(rules.min_length);
            self.max_length = self.max_length.or(rules.max_length);
        }
        if self.range.is_none() {
            self.range = rules.range;
        }
    }
}

/// Takes a comma off the start of an annotation, with which sites join several.
fn without_comma(part: &str) -> &str {
    part.trim_start_matches([',', ';', ' '])
}

/// Returns the names of an enum's values that a row of a type without a table has as its default and examples. A row of
/// a list has several of them, with commas in between.
pub(crate) fn values_named(found: &Annotations, row: RowOf) -> Vec<String> {
    let is_example =
        |other: &String| other.get(..EXAMPLE.len()).is_some_and(|start| start.eq_ignore_ascii_case(EXAMPLE));
    let examples =
        found.others.iter().filter(|other| is_example(other)).filter_map(|other| other.split_once(':'));
    let texts = found.default.as_deref().into_iter().chain(examples.map(|(_, value)| value));
    let is_name = |value: &&str| words::is_identifier(value) && value.starts_with(char::is_alphabetic);
    let mut names: Vec<String> = Vec::new();
    for text in texts {
        let values: Vec<&str> = match row {
            RowOf::One => vec![text.trim()],
            RowOf::List => text.split(',').map(str::trim).collect(),
        };
        // Words of another kind are no list of names.
        if values.iter().all(is_name) {
            names.extend(values.into_iter().map(str::to_owned));
        }
    }
    names
}

/// What stands before an example of a value.
const EXAMPLE: &str = "Example value";

/// What a row of an enum has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowOf {
    /// One of its values.
    One,
    /// A list of its values.
    List,
}

/// Returns whether a row has a range of numbers.
pub(crate) fn has_range_of_numbers(cells: &[String]) -> bool {
    let is_number = |bound: &str| bound.parse::<f64>().is_ok_and(f64::is_finite);
    read(cells).range.is_some_and(|(low, high)| is_number(&low) && is_number(&high))
}

/// Returns the value of an annotation of a default. Sites write C#'s words for values that the engine prints as
/// nothing: the empty text, and null, which is the lack of a default.
fn default_of(text: &str) -> Option<String> {
    match text.trim().trim_end_matches('.').trim() {
        "" | "string.Empty" | "String.Empty" | "\"\"" if !text.trim().is_empty() => Some(String::new()),
        "null" | "Null" | "NULL" => None,
        // Words for it, which no caller would send.
        words if words.to_ascii_lowercase().starts_with("empty string") => Some(String::new()),
        "(empty)" | "(none)" => Some(String::new()),
        _ => Some(text.to_owned()),
    }
}

/// Reads one annotation into those that were found before.
fn one(text: &str, found: &mut Annotations) {
    let plain = text.trim().trim_end_matches('.').trim();
    // `Optional` says no more than the lack of `Required`.
    let word = plain.trim_end_matches(',');
    if plain.is_empty()
        || words::is_none(plain)
        // What it says of the type, the type says.
        || words::NullColumn::of(plain).is_some()
        || ["optional", "is optional"].iter().any(|said| word.eq_ignore_ascii_case(said))
    {
        return;
    }
    let number = |text: &str| text.trim().parse().ok();
    let understood = match words::rule_of(text) {
        Some((Rule::Required, _)) => {
            found.required = true;
            Some(())
        }
        Some((Rule::Range, rest)) => rest.split_once(" and ").map(|(low, high)| {
            found.range = Some((low.trim().to_owned(), high.trim().to_owned()));
        }),
        Some((Rule::MaxLength, rest)) => number(rest).map(|length| found.max_length = Some(length)),
        Some((Rule::MinLength, rest)) => number(rest).map(|length| found.min_length = Some(length)),
        Some((Rule::Length, rest)) => rest
            .split_once(" and ")
            .and_then(|(min, max)| number(min).zip(number(max)))
            .map(|length| found.length = Some(length)),
        Some((Rule::DataType, rest)) => {
            found.data_type = Some(rest.trim().to_owned());
            Some(())
        }
        Some((Rule::Pattern, rest)) => {
            found.pattern = Some(rest.to_owned());
            Some(())
        }
        Some((Rule::Default, rest)) => {
            found.default = default_of(rest);
            Some(())
        }
        Some((Rule::Other, _)) | None => None,
    };
    if understood.is_none() && in_own_words(text, found) == Understood::InPart {
        found.others.push(text.trim().to_owned());
    }
}

/// Reads what a site says in words of its own, and returns whether these say more.
fn in_own_words(text: &str, found: &mut Annotations) -> Understood {
    let Some(rules) = OwnRules::parse(text) else { return Understood::InPart };
    let extent = rules.extent;
    found.add(rules);
    extent
}

/// Takes out what does not fit the type: the spec would be refused.
pub(crate) fn fit(annotations: &mut Annotations, ty: &Ty, remarks: &mut Vec<Remark>) {
    let has_length = matches!(
        ty,
        Ty::Clr(Clr::String | Clr::Bytes | Clr::Object)
            | Ty::List(_)
            | Ty::Array(_)
            | Ty::Dictionary(..)
            | Ty::ReadOnly(_)
    );
    let mut misfit = |what: &str| {
        remarks.push(
            Remark::open(format!("the page has {what} here, which does not fit the type"))
                .advise("write it into `annotations` as the service has it")
                .decided_by(&["annotations"]),
        );
    };
    if !has_length {
        let bounds = [
            annotations.min_length.take().map(|length| format!("the length {length} at least")),
            annotations.max_length.take().map(|length| format!("the length {length} at most")),
            annotations.length.take().map(|(min, max)| format!("a length from {min} to {max}")),
        ];
        bounds.into_iter().flatten().for_each(|bound| misfit(&bound));
    } else if annotations.min_length > annotations.max_length && annotations.max_length.is_some() {
        annotations.min_length = None;
        misfit("a smallest length above the greatest");
    }
    if annotations.length.is_some_and(|(min, max)| min > max) {
        annotations.length = None;
        misfit("a smallest length above the greatest");
    }
    if let Some((low, high)) = annotations.range.take() {
        annotations.range = literals::bounds(&low, &high, ty);
        if annotations.range.is_none() {
            misfit(&format!("a range from {low} to {high}"));
        }
    }
    if let Some((low, high)) = &annotations.range
        && let (Ok(low), Ok(high)) = (low.parse::<f64>(), high.parse::<f64>())
        && low > high
    {
        annotations.range = None;
        misfit("a range without values");
    }
    if let Some(default) = annotations.default.take() {
        remarks.push(Remark::said(format!("the page says: Default value is {default}")));
    }
    remarks.extend(annotations.others.iter().map(|other| Remark::said(format!("the page says: {other}"))));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[&str]) -> Annotations {
        read(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn one_a_cell_or_several() {
        let expected = Annotations { required: true, length: Some((2, 50)), ..Annotations::default() };
        assert_eq!(of(&["Required", "String length: inclusive between 2 and 50"]), expected);
        assert_eq!(of(&["Required String length: inclusive between 2 and 50"]), expected);
        let expected = Annotations { max_length: Some(20), min_length: Some(3), ..Annotations::default() };
        assert_eq!(of(&["Max length: 20 Min length: 3"]), expected);
    }

    #[test]
    fn patterns_are_taken_whole() {
        let found = of(&["Required Matching regular expression pattern: ^(Max length: |b)$"]);
        assert_eq!(found.pattern.as_deref(), Some("^(Max length: |b)$"));
        assert!(found.required);
    }

    #[test]
    fn ranges_keep_their_spelling() {
        assert_eq!(
            of(&["Range: inclusive between 0 and 1.84467440737096E+19"]).range,
            Some(("0".to_owned(), "1.84467440737096E+19".to_owned()))
        );
        assert_eq!(
            of(&["Range: inclusive between 1/1/2000 and 2/2/2002"]).range,
            Some(("1/1/2000".to_owned(), "2/2/2002".to_owned()))
        );
    }

    #[test]
    fn other_words() {
        assert!(of(&["Krävs"]).required);
        assert_eq!(of(&["None."]), Annotations::default());
        for (text, default) in [
            ("Default value is .", Some("")),
            ("Default value is string.Empty", Some("")),
            ("Default value: String.Empty.", Some("")),
            ("Default value is Null", None),
            ("Default value is null.", None),
            ("Default value is Nullable", Some("Nullable")),
        ] {
            assert_eq!(of(&[text]).default.as_deref(), default, "{text}");
        }
        assert_eq!(of(&["En kontaktperson måste anges"]).others, ["En kontaktperson måste anges"]);
    }
}

//! Values in messages.

use crate::spec::{Literal, Spanned};

/// Returns a value as it stands in messages; `none` where there is none.
pub(super) fn shown<T: std::fmt::Display>(value: Option<T>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| format!("`{value}`"))
}

/// Returns `it is A; it was B`.
pub(super) fn is_and_was<T: std::fmt::Display>(what: &str, before: Option<T>, after: Option<T>) -> String {
    format!("{what} is {}; it was {}", shown(after), shown(before))
}

/// Returns a value of the spec as it is spelled.
pub(super) fn literal(value: Option<&Spanned<Literal>>) -> Option<String> {
    Some(match &value?.value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::Text(text) => format!("\"{text}\""),
    })
}

/// Returns what a default has become; the value of what is secret is not shown.
pub(super) fn default_message([before, after]: [(bool, Option<&Spanned<Literal>>); 2]) -> String {
    if before.0 || after.0 {
        return "its default changed".to_owned();
    }
    is_and_was("its default", literal(before.1), literal(after.1))
}

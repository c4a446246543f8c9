//! Labels above the samples of a text.

use crate::outline::samples;
use crate::outline::words::{self, Meaning};

/// Returns whether a line looks like the label of a sample: a few words and a colon.
pub(super) fn is_sample_label(text: &str) -> bool {
    text.ends_with(':') && text.split_whitespace().count() <= 3 && !text.starts_with(['{', '<', '[', '"'])
}

/// Returns whether a line is the label of a sample, and no heading of the stock pages (`Sample Request:`).
pub(super) fn is_own_label(text: &str) -> bool {
    is_sample_label(text) && !words::meaning(text).is_some_and(Meaning::is_stock)
}

/// Returns whether a few words stand above a sample that begins on the next line: a label that has lost its
/// colon, or what a site's button says, `Click to copy!`.
pub(super) fn is_bare_label(text: &str, below: &[&str]) -> bool {
    let mut texts = below.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let next = texts.next().unwrap_or_default();
    let is_scalar = texts.next().is_none() && samples::Shape::of(next) == samples::Shape::Json;
    text.split_whitespace().count() <= 4
        && text.trim().starts_with(char::is_alphabetic)
        && (next.starts_with(['{', '[', '<'])
            || is_scalar
            || next.eq_ignore_ascii_case("Sample not available."))
}

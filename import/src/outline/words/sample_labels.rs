//! The words that stand before a sample on its line.

use super::is_sample_label;
use super::sides::{RETURNED, SENT};

/// What a sample is of, by the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SampleOf {
    Request,
    Response,
    /// The words do not say.
    Unsaid,
}

/// Cuts the words before a sample on its own line or the line above: `REQUEST { .. }`,
/// `Sample response: { .. }`.
pub(crate) fn sample_label(text: &str) -> Option<(SampleOf, &str)> {
    let start = text.find(['{', '[', '<']).filter(|start| (1..=LONGEST).contains(start))?;
    let (label, value) = text.split_at_checked(start)?;
    let first = |inner: &[u8], of: &[u8]| {
        inner.iter().find(|byte| !byte.is_ascii_whitespace()).is_none_or(|byte| of.contains(byte))
    };
    let begins = match value.as_bytes() {
        [b'{', inner @ ..] => first(inner, b"}\"'"),
        [b'[', inner @ ..] => first(inner, b"{[]\""),
        [_, byte, ..] => byte.is_ascii_alphabetic() || *byte == b'?',
        _ => false,
    };
    label_of_sample(label).filter(|_| begins).map(|of| (of, value))
}

/// The longest label of a sample.
const LONGEST: usize = 48;

/// Returns of what a sample is below a line that says no more than that: `Request in JSON`, `Example response:`.
pub(crate) fn label_of_sample(line: &str) -> Option<SampleOf> {
    const SMALL: &[&str] =
        &["json", "xml", "body", "payload", "data", "message", "format", "content", "the", "of", "in", "as"];
    if line.len() > LONGEST {
        return None;
    }
    let label = line.trim().trim_end_matches([':', '=', '-', '–', '→']).to_lowercase();
    let (mut of, mut says_sample) = (SampleOf::Unsaid, false);
    for word in label.split_whitespace() {
        if SENT.contains(&word) {
            of = SampleOf::Request;
        } else if RETURNED.contains(&word) {
            of = SampleOf::Response;
        } else if is_sample_label(word) {
            says_sample = true;
        } else if !SMALL.contains(&word) {
            return None;
        }
    }
    (says_sample || of != SampleOf::Unsaid).then_some(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_whose_a_sample_is() {
        for (text, found) in [
            ("Request in JSON", Some(SampleOf::Request)),
            ("XML response:", Some(SampleOf::Response)),
            ("Sample data", Some(SampleOf::Unsaid)),
            ("Request of the crate", None),
            ("JSON", None),
            ("", None),
        ] {
            assert_eq!(label_of_sample(text), found, "{text}");
        }
    }

    #[test]
    fn cuts_words_before_samples() {
        for (text, found) in [
            ("REQUEST {\"a\": 1}", Some((SampleOf::Request, "{\"a\": 1}"))),
            ("Response:\n<a/>", Some((SampleOf::Response, "<a/>"))),
            ("Sample JSON response - [{}]", Some((SampleOf::Response, "[{}]"))),
            ("Example: {}", Some((SampleOf::Unsaid, "{}"))),
            ("Beispiel Anfrage {}", Some((SampleOf::Request, "{}"))),
            ("{}", None),
            ("Lead {}", None),
            ("Response of { x }", None),
            ("The data {}", None),
            ("Response [200]", None),
            ("Request < 3", None),
        ] {
            assert_eq!(sample_label(text), found, "{text}");
        }
    }
}

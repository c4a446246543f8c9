//! The words of examples of calls in a site's comments.

/// The headers that requests of all kinds have, in small letters.
const HEADERS: &[&str] = &[
    "accept",
    "accept-encoding",
    "accept-language",
    "authorization",
    "cache-control",
    "content-length",
    "content-type",
    "cookie",
    "host",
    "origin",
    "referer",
    "user-agent",
];

/// Returns whether a name is that of a header that requests of all kinds have.
pub(crate) fn is_header(name: &str) -> bool {
    HEADERS.contains(&name.trim().to_lowercase().as_str())
}

/// Returns whether a line is a header of a request as HTTP writes it: `Host: api.example`.
pub(crate) fn is_header_of_request(text: &str) -> bool {
    /// Tables of headers that sites write do not have them.
    const OF_EXAMPLES: &[&str] = &["accept-charset", "connection"];
    text.split_once(':').is_some_and(|(name, value)| {
        let is_known = is_header(name) || OF_EXAMPLES.contains(&name.trim().to_lowercase().as_str());
        is_known && !value.trim().is_empty()
    })
}

/// Returns whether a line says that an example stands below it: `Example of a call would be:`.
pub(crate) fn announces_example(text: &str) -> bool {
    const LONGEST: usize = 120;
    const WORDS: &[&str] = &["example", "examples", "sample", "instance", "e.g"];
    let line = text.trim_end();
    let lower = line.to_lowercase();
    line.len() <= LONGEST
        && line.ends_with(super::LABEL_ENDS)
        && lower
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')'))
            .any(|word| WORDS.contains(&word.trim_end_matches(['.', ':', '：'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_requests_are_known() {
        for text in ["Host: api.crates.example", "Content-Type: application/json", "accept: */*"] {
            assert!(is_header_of_request(text), "{text}");
        }
        for text in ["Host:", "Accept the crate: it is heavy", "Crate: 7", "Accept"] {
            assert!(!is_header_of_request(text), "{text}");
        }
    }

    #[test]
    fn lines_announce_examples() {
        for text in ["Example of a call would be:", "Example:", "A call (e.g.):", "For instance:"] {
            assert!(announces_example(text), "{text}");
        }
        for text in ["Example", "The call is:", "Exemplary:", "URL:"] {
            assert!(!announces_example(text), "{text}");
        }
    }
}

//! The status codes that HTTP knows, with their reason phrases.

const REASONS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "Switching Protocols"),
    (102, "Processing"),
    (103, "Early Hints"),
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "Non-Authoritative Information"),
    (204, "No Content"),
    (205, "Reset Content"),
    (206, "Partial Content"),
    (207, "Multi-Status"),
    (208, "Already Reported"),
    (226, "IM Used"),
    (300, "Multiple Choices"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (305, "Use Proxy"),
    (307, "Temporary Redirect"),
    (308, "Permanent Redirect"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (407, "Proxy Authentication Required"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length Required"),
    (412, "Precondition Failed"),
    (413, "Payload Too Large"),
    (414, "URI Too Long"),
    (415, "Unsupported Media Type"),
    (416, "Range Not Satisfiable"),
    (417, "Expectation Failed"),
    (418, "I'm a teapot"),
    (421, "Misdirected Request"),
    (422, "Unprocessable Entity"),
    (423, "Locked"),
    (424, "Failed Dependency"),
    (425, "Too Early"),
    (426, "Upgrade Required"),
    (428, "Precondition Required"),
    (429, "Too Many Requests"),
    (431, "Request Header Fields Too Large"),
    (451, "Unavailable For Legal Reasons"),
    (500, "Internal Server Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
    (505, "HTTP Version Not Supported"),
    (506, "Variant Also Negotiates"),
    (507, "Insufficient Storage"),
    (508, "Loop Detected"),
    (510, "Not Extended"),
    (511, "Network Authentication Required"),
];

/// Returns whether HTTP knows a status code.
pub(crate) fn is_registered(code: u16) -> bool {
    REASONS.iter().any(|(registered, _)| *registered == code)
}

/// Returns whether a text is the reason phrase of a code, with or without its spaces.
pub(super) fn is_reason(code: u16, text: &str) -> bool {
    phrases(code).any(|phrase| phrase.eq_ignore_ascii_case(text))
}

/// Parts the reason phrase of a code from the word that a layout has glued to it: `Not Found` from
/// `Not FoundThere is none`.
pub(super) fn split_glued(code: u16, text: &str) -> Option<(&str, &str)> {
    // `NotFoundException` is a name, not the phrase and a word.
    const ENDS_OF_NAMES: &[&str] = &["Exception", "Error", "Result", "Response", "AtRoute", "AtAction"];
    phrases(code).find_map(|phrase| {
        let (start, rest) = text.split_at_checked(phrase.len())?;
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_word = word.starts_with(char::is_uppercase) && !ENDS_OF_NAMES.contains(&word);
        (start.eq_ignore_ascii_case(&phrase) && is_word).then_some((start, rest))
    })
}

/// Returns what stands behind the reason phrase of a code with which a text begins.
pub(crate) fn behind_reason(code: u16, text: &str) -> Option<&str> {
    phrases(code).find_map(|phrase| {
        let (start, rest) = text.split_at_checked(phrase.len())?;
        let is_whole = !rest.starts_with(char::is_alphanumeric);
        (start.eq_ignore_ascii_case(&phrase) && is_whole).then_some(rest)
    })
}

/// Returns what stands behind the reason phrase of any code with which a text begins, if the phrase has
/// several words: sentences have words such as `Found` and `Created` of their own.
pub(crate) fn behind_phrase_of_any(text: &str) -> Option<&str> {
    let phrases = REASONS.iter().filter(|(_, phrase)| phrase.contains(' '));
    let mut codes = phrases.map(|(code, _)| *code);
    codes.find_map(|code| behind_reason(code, text))
}

/// Returns what stands before the reason phrase of a code with which a text ends.
pub(crate) fn before_reason(code: u16, text: &str) -> Option<&str> {
    phrases(code).find_map(|phrase| {
        let (before, end) = text.split_at_checked(text.len().checked_sub(phrase.len())?)?;
        let is_whole = !before.ends_with(char::is_alphanumeric);
        (end.eq_ignore_ascii_case(&phrase) && is_whole).then_some(before)
    })
}

/// Returns the reason phrase of a code as HTTP writes it and as .NET names it: `Not Found`, `NotFound`.
fn phrases(code: u16) -> impl Iterator<Item = String> {
    let phrase = REASONS.iter().find(|(registered, _)| *registered == code).map(|(_, phrase)| *phrase);
    phrase.into_iter().flat_map(|phrase| [phrase.to_owned(), phrase.replace([' ', '-'], "")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_end_before_the_next_word() {
        assert_eq!(split_glued(200, "OKThe kites"), Some(("OK", "The kites")));
        assert_eq!(split_glued(404, "Not FoundThere is none"), Some(("Not Found", "There is none")));
        assert_eq!(split_glued(404, "NotFoundThere is none"), Some(("NotFound", "There is none")));
        for text in ["Not Found", "Not Found: none", "NotFoundException", "Nothing", "Not foundation"] {
            assert_eq!(split_glued(404, text), None, "{text}");
        }
        assert_eq!(split_glued(201, "CreatedAtRoute"), None);
        assert_eq!(split_glued(499, "OKThe kites"), None);
    }
}

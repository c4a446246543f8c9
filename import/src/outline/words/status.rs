//! Statuses of HTTP, in the forms in which pages write them.

use super::headings::undecorated_start;
use super::reasons;

/// A status with what a page says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Status {
    pub(crate) code: u16,
    /// The reason phrase, if the page has one, and the page's words.
    pub(crate) text: String,
}

impl Status {
    /// Returns whether nothing is said of it, but for its reason phrase.
    pub(crate) fn is_bare(&self) -> bool {
        self.text.is_empty()
            || reasons::behind_reason(self.code, &self.text).is_some_and(|more| more.trim().is_empty())
    }
}

/// Which numbers are HTTP's in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatusScope {
    /// All from 100 to 599: a heading says that they are.
    Http,
    /// Those that HTTP knows: nothing says what they are.
    Registered,
    /// None: a heading says that the codes are the site's own.
    Own,
}

/// Returns whether a text begins with the code of a status, as tables of errors have it in place of names:
/// `404 - NotFound`.
pub(crate) fn begins_with_status(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && status(text, StatusScope::Http).is_some()
}

/// Reads `404 - There is none`, `404: There is none`, `• 404 – There is none`, `HTTP 404 Not Found`,
/// `Not found (404)`.
pub(crate) fn status(text: &str, scope: StatusScope) -> Option<Status> {
    if scope == StatusScope::Own {
        return None;
    }
    let is_known = |code: &u16| {
        (100..600).contains(code) && (scope == StatusScope::Http || reasons::is_registered(*code))
    };
    let rest = behind_names(undecorated_start(text)).trim_start_matches(['(', '[']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 3 {
        let (code, after) = rest.split_at_checked(digits)?;
        let code: u16 = code.parse().ok().filter(is_known)?;
        let ends = after.is_empty()
            // Some layouts glue the cells of a table: `404Not found`.
            || after.starts_with(char::is_uppercase)
            || after.starts_with(|c: char| {
                c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '=' | ')' | ']' | '|' | '→' | '*' | '/')
            })
            || (after.starts_with(['.', ','])
                && !after.get(1..).is_some_and(|more| more.starts_with(|c: char| c.is_ascii_digit())));
        let text = after.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '-' | '–' | '—' | ':' | '=' | ')' | ']' | '|' | '→' | '>' | '.' | ',' | '*' | '/'
                )
        });
        let text = text.trim_end_matches([':', ' ']);
        // The reason phrase may be a cell of its own: `404Not FoundThere is none`.
        let cells = reasons::split_glued(code, text);
        let text = cells.map_or_else(|| text.to_owned(), |(reason, more)| format!("{reason}: {more}"));
        return ends.then_some(Status { code, text });
    }
    // `OK (200) - All of them.`
    if let Some((before, code, after)) = code_in_brackets(rest)
        && is_known(&code)
    {
        return Some(Status { code, text: format!("{before} - {after}") });
    }
    let (before, code) = rest.trim_end_matches(['.', ')', ']']).rsplit_once(['(', '['])?;
    let code: u16 = code.trim_start_matches("HTTP").trim().parse().ok().filter(is_known)?;
    Some(Status { code, text: before.trim_end().to_owned() })
}

/// Returns what stands behind the words that call a number a status, in any order: `HTTP response status code: `.
fn behind_names(text: &str) -> &str {
    const NAMES: &[&str] = &[
        "http/1.1",
        "http/1.0",
        "http/2",
        "http",
        "status",
        "response",
        "error",
        "code",
        "fehler",
        "statuscode",
    ];
    let behind = |rest: &&str, name: &&str| {
        let start = rest.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name));
        let after = rest.get(name.len()..).unwrap_or_default();
        let ends = start.is_some() && after.starts_with([' ', ':', '-', '=', '(']);
        ends.then_some(after.len())
    };
    let mut rest = text;
    while let Some(left) = NAMES.iter().find_map(|name| behind(&rest, name)) {
        rest = rest.get(rest.len() - left..).unwrap_or_default().trim_start_matches([' ', ':', '-', '=']);
    }
    rest
}

/// Returns the status that the heading of an answer names, if that is no success: `HTTP response status code: 403`,
/// `Status 404 - Not Found`.
pub(crate) fn status_of_heading(heading: &str) -> Option<Status> {
    const LONGEST: usize = 80;
    let text = undecorated_start(heading);
    let is_named = behind_names(text).len() < text.len();
    status(text, StatusScope::Registered)
        .filter(|found| heading.len() <= LONGEST && (is_named || found.is_bare()))
        .filter(|found| !(200..300).contains(&found.code))
}

/// Cuts `OK (200) - All of them` and `OK (200), all of them` at their code.
fn code_in_brackets(text: &str) -> Option<(&str, u16, &str)> {
    let (before, rest) = text.split_once(" (")?;
    let (code, after) = rest.split_once(')')?;
    let code: u16 = code.parse().ok().filter(|_| code.len() == 3)?;
    let after = after.trim_start();
    let text = match after.strip_prefix(['-', '–', '—', ':']) {
        Some(text) => text,
        // A sentence has commas too: only HTTP's own phrase before the code says what this one is.
        None => after.strip_prefix([',', ';']).filter(|_| reasons::is_reason(code, before.trim()))?,
    };
    let text = text.trim_start();
    let fits = !text.is_empty() && before.split_whitespace().count() <= 4;
    fits.then_some((before, code, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: u16, text: &str) -> Status {
        Status { code, text: text.to_owned() }
    }

    #[test]
    fn statuses_in_any_form() {
        for text in [
            "404 - None",
            "404: None",
            "404 None",
            "• 404 – None",
            "- 404 None",
            "HTTP 404 None",
            "HTTP/1.1 404 None",
            "(404) None",
            "404 = None",
            "None (404)",
            "Status code: 404 - None",
            "404. None",
            "* **404** None",
            "Error 404: None",
            "404None",
            "404/None",
            "404 None:",
            "HTTP response status code: 404 None",
            "Response status code 404: None",
        ] {
            assert_eq!(status(text, StatusScope::Registered), Some(found(404, "None")), "{text}");
        }
        for text in ["4042 - None", "106: None", "404.5 m", "There are 404 of them", "None"] {
            assert_eq!(status(text, StatusScope::Registered), None, "{text}");
        }
        let ok = Some(found(200, "OK - All kites."));
        assert_eq!(status("- OK (200) - All kites.", StatusScope::Registered), ok);
        let created = Some(found(201, "Created - see Location."));
        assert_eq!(status("- Created (201), see Location.", StatusScope::Registered), created);
        assert_eq!(status("All kites (200) in the sky", StatusScope::Registered), None);
        assert_eq!(status("All kites (200), and more", StatusScope::Registered), None);
        let glued = Some(found(404, "Not Found: There is none"));
        assert_eq!(status("404Not FoundThere is none", StatusScope::Registered), glued);
        assert_eq!(status("460 - None", StatusScope::Http), Some(found(460, "None")));
        assert_eq!(status("404", StatusScope::Http), Some(found(404, "")));
    }
}

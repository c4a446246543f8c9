//! What a page says about how callers prove who they are.

use super::Cell;
use crate::page::Authentication;

/// How many lines below a bare `Authorization:` may say which scheme it has.
const MOST_BELOW: usize = 4;

/// Stands between two lines of a page that say something of authentication.
const GAP: &str = " \u{2026} ";

/// Returns whether a text is one of those in a page's words about authentication.
pub(super) fn is_said_in(text: &str, said: &str) -> bool {
    text == said || said.split(GAP).any(|part| part == text)
}

/// Returns what the lines of a page say about authentication. What an example shows says more than words do.
pub(super) fn of(lines: &[String]) -> Option<Authentication> {
    let mut found = None;
    for (at, line) in lines.iter().enumerate() {
        match of_line(line, lines.get(at + 1..).unwrap_or_default()) {
            Some(Authentication::Unspecified { said, header }) => {
                found.get_or_insert(Authentication::Unspecified { said, header });
            }
            None => {}
            shown => return shown,
        }
    }
    if let Some(Authentication::Unspecified { said, header }) = &mut found
        && header.is_none()
        && let Some((line, name)) = lines.iter().find_map(|line| Some((line, named_header(line)?)))
    {
        *header = Some(name.to_owned());
        if line != said {
            *said = format!("{said}{GAP}{line}");
        }
    }
    found
}

/// Returns the row of a table of headers that shows how a call is authenticated, as a request has the header:
/// its name is in the first cell, its value with the scheme in another one, or all of them have run together.
pub(super) fn header_of_row(row: &[Cell]) -> Option<String> {
    let (name, others) = row.split_first()?;
    let name = name.text();
    if behind_glued_name(&name.to_lowercase()).is_some() {
        return Some(name);
    }
    if let Some(run_together) = run_together(row) {
        return Some(run_together);
    }
    let is_header = name.trim().trim_end_matches(':').eq_ignore_ascii_case("authorization");
    let others: Vec<String> = others.iter().map(Cell::text).filter(|text| !text.is_empty()).collect();
    // Where nothing but the name stands in a cell of its own, the value is followed by what is said of it.
    let is_shown = |value: &&String| {
        has_scheme(value) || (others.len() == 1 && begins_with_scheme(value) && !goes_on_as_sentence(value))
    };
    let value = others.iter().filter(|_| is_header).find(is_shown)?;
    Some(format!("Authorization: {value}"))
}

/// Returns the text of a row of a table of headers whose first cells have run together:
/// `AuthorizationBearer ..`.
pub(super) fn run_together(row: &[Cell]) -> Option<String> {
    let cells: Vec<String> = row.iter().map(Cell::text).filter(|text| !text.is_empty()).collect();
    let text = cells.join(" ");
    behind_glued_name(&text.to_lowercase()).is_some().then_some(text)
}

/// Returns the row of a table of headers whose cells stand on one line with blanks between, if it shows how a
/// call is authenticated, as a request has the header.
pub(super) fn header_of_line(row: &str) -> Option<String> {
    let (name, value) = row.trim().split_once(' ')?;
    let is_header = name.trim_end_matches(':').eq_ignore_ascii_case("authorization");
    let is_shown = begins_with_scheme(value) && !goes_on_as_sentence(value);
    (is_header && is_shown).then(|| format!("Authorization: {value}"))
}

/// Returns the value in a row of a table of headers whose cells have run together, in small letters.
fn behind_glued_name(lower: &str) -> Option<&str> {
    let value = lower.strip_prefix("authorization")?;
    ["bearer ", "basic "].iter().any(|scheme| value.starts_with(scheme)).then_some(value)
}

/// Returns whether a text is the value of the header: a scheme, and nothing behind it that a sentence goes on
/// with.
fn has_scheme(value: &str) -> bool {
    const MOST_WORDS: usize = 2;
    begins_with_scheme(value) && value.split_whitespace().count() <= MOST_WORDS
}

/// Returns whether the word behind a scheme is one with which a sentence goes on.
fn goes_on_as_sentence(value: &str) -> bool {
    const WORDS: &[&str] = &[
        "is", "are", "was", "or", "and", "not", "no", "in", "with", "must", "can", "may", "ist", "oder",
        "und", "nicht", "ou", "et", "est", "é", "o", "es", "e", "eller", "och", "of",
    ];
    let word = value.split_whitespace().nth(1).unwrap_or_default().to_lowercase();
    WORDS.contains(&word.as_str())
}

fn begins_with_scheme(value: &str) -> bool {
    let scheme = value.split_whitespace().next().map(str::to_lowercase);
    matches!(scheme.as_deref(), Some("basic" | "bearer"))
}

/// Returns what a line says about authentication, with the lines below it. A header counts where a request shows it.
fn of_line(line: &str, below: &[String]) -> Option<Authentication> {
    let lower = line.to_lowercase();
    let value = lower.split_once("authorization:").map(|(_, value)| value);
    if let Some(value) = value.or_else(|| behind_glued_name(&lower)) {
        if value.trim().is_empty() {
            return Some(of_lines_below(line, below));
        }
        return match scheme(value.trim_start_matches([' ', '"', '\'', '<', '{'])) {
            "none" => None,
            "basic" => Some(Authentication::Basic),
            _ if names_basic(value) => Some(Authentication::Basic),
            _ => Some(Authentication::Header("Authorization".to_owned())),
        };
    }
    // A comment may be one line of several sentences.
    let mut sentences = lower.split(['.', '!', ';', '\n']).map(str::trim_start);
    if sentences.clone().any(says_basic) {
        return Some(Authentication::Basic);
    }
    let is_said = SAID.iter().any(|words| lower.contains(words))
        && (line.len() < LONGEST
            || sentences.any(|sentence| SAID.iter().any(|words| sentence.starts_with(words))));
    is_said.then(|| Authentication::Unspecified { said: line.to_owned(), header: None })
}

/// A longer line or sentence tells of more than what a call needs.
const LONGEST: usize = 120;

/// Returns what the lines below a bare `Authorization:` say; the first scheme counts, where there are several.
fn of_lines_below(line: &str, below: &[String]) -> Authentication {
    let schemes = below.iter().take(MOST_BELOW).map(|line| line.trim_start().to_lowercase());
    for text in schemes {
        match scheme(&text) {
            "basic" => return Authentication::Basic,
            "bearer" => return Authentication::Header("Authorization".to_owned()),
            "digest" | "negotiate" | "ntlm" | "windows" => break,
            _ => {}
        }
    }
    let said: Vec<&str> = std::iter::once(line).chain(below.iter().take(1).map(String::as_str)).collect();
    Authentication::Unspecified { said: said.join(" "), header: None }
}

fn scheme(value: &str) -> &str {
    value.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// Returns whether a sentence, in small letters, says that calls take basic authentication:
/// `requires: https, basic auth`.
fn says_basic(lower: &str) -> bool {
    const NEEDS: &[&str] =
        &["requires", "required", "require ", "must ", "authentication:", "authorisation:"];
    const DENIALS: &[&str] = &[" not ", " no ", "n't ", "instead", " or "];
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    lower.len() < LONGEST && names_basic(lower) && says(NEEDS) && !says(DENIALS)
}

/// Returns whether a text in small letters has a name of basic authentication.
fn names_basic(lower: &str) -> bool {
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        if word == "http" && words.peek() == Some(&"basic") {
            return true;
        }
        if word == "basic" {
            let _ = words.next_if_eq(&"http");
            let is_name =
                |word: &&str| matches!(*word, "auth" | "authentication" | "authorization" | "authorisation");
            if words.peek().is_some_and(is_name) {
                return true;
            }
        }
    }
    false
}

/// Returns the header that a line names, which says that it is one: `the request header “X-Kite-Token”`.
fn named_header(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    if !lower.contains("header") || lower.contains("response") {
        return None;
    }
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_name = |word: &&str| {
        let begins = word.starts_with("X-") || word.starts_with("x-");
        begins && word.split('-').all(is_part)
    };
    // `a bearer token in the http authorization header`.
    let is_standard = lower.contains("authorization header") || lower.contains("bearer token");
    let own = line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).find(is_name);
    own.or_else(|| is_standard.then_some("Authorization"))
}

/// Words that say that there is some authentication.
const SAID: &[&str] = &[
    "requires authorization",
    "requires authorisation",
    "requires authentication",
    "authorization required",
    "authorisation required",
    "authentication required",
    "authorization is required",
    "authentication is required",
    "requires login",
    "login required",
    "erfordert autorisierung",
    "erfordert authentifizierung",
    "autorisierung erforderlich",
    "authentifizierung erforderlich",
    "anmeldung erforderlich",
    "autorisation requise",
    "authentification requise",
    "nécessite une autorisation",
    "nécessite une authentification",
    "requiere autorización",
    "requiere autenticación",
    "requer autorização",
    "requer autenticação",
    "kräver auktorisering",
    "kräver autentisering",
    "kräver inloggning",
    "vereist autorisatie",
    "vereist authenticatie",
    "autorisatie vereist",
    "richiede autorizzazione",
    "richiede autenticazione",
    "wymaga autoryzacji",
    "wymaga uwierzytelnienia",
    "требуется авторизация",
    "требует авторизации",
    "требуется аутентификация",
    "需要授权",
    "需要认证",
    "需要身份验证",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<Authentication> {
        of(&text.lines().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn words_say_which() {
        for text in [
            "Requires: HTTPS, Basic Auth.",
            "Basic authentication is required",
            "Authorization: Basic c2VjcmV0",
            "Authorization:\nUse either\nBasic Http Authorization\nor\nWindows Authentication",
        ] {
            assert_eq!(found(text), Some(Authentication::Basic), "{text}");
        }
        let unspecified =
            |text: &str| matches!(found(text), Some(Authentication::Unspecified { header: None, .. }));
        assert!(unspecified("Requires Authorization!"));
        assert!(unspecified("Authorization:\nWindows Authentication\nor\nBasic"));
        for text in ["Basic authors are required", "Does not require basic auth", "Authorization: none"] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn words_name_the_header() {
        let said = "Requires Authorisation \u{2026} Its name in the header is “X-Kite-Token”.".to_owned();
        let header = Some("X-Kite-Token".to_owned());
        let text = "Requires Authorisation\nIts name in the header is “X-Kite-Token”.";
        assert_eq!(found(text), Some(Authentication::Unspecified { said, header }));
        let text = "Requires Authorization\nIt needs a bearer token in the http authorization header.";
        let header = Some("Authorization".to_owned());
        assert!(
            matches!(found(text), Some(Authentication::Unspecified { header: named, .. }) if named == header)
        );
        // Nothing says that it is for authentication.
        assert_eq!(found("The request header X-Kite-Count"), None);
        let text = "Requires Authorisation\nThe response has the header X-Kite-Count.";
        assert!(matches!(found(text), Some(Authentication::Unspecified { header: None, .. })));
    }
}

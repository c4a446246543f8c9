//! Paths with parameters, as far as values can be told from words.

use crate::learn::walk::is_guid;

/// How many digits make a part of a path a value: `A-1001` is one, `oauth2` is none.
const MIN_DIGITS: usize = 3;

/// A path with parameters.
pub(super) struct Template {
    pub(super) path: String,
    /// The parameters, with what their values look like in the words of help pages.
    pub(super) parameters: Vec<(String, &'static str)>,
}

impl Template {
    /// Returns the template of a path without its secrets. Numbers, GUIDs, dates and what has several digits count as values:
    /// what else is one nobody knows.
    pub(super) fn of(path: &str) -> Option<Self> {
        let mut parts: Vec<String> = Vec::new();
        let mut parameters: Vec<(String, &'static str)> = Vec::new();
        for part in path.trim_matches('/').split('/') {
            if part.starts_with("(S(") {
                // The session of ASP.NET, which is of the address.
                continue;
            }
            if part.is_empty() || part.contains(['{', '}', '%']) {
                return None;
            }
            let look = match look(part) {
                "string" | "boolean" if !is_value(part) => {
                    parts.push(part.to_owned());
                    continue;
                }
                look => look,
            };
            let taken: Vec<String> = parts.iter().filter(|part| is_parameter(part)).cloned().collect();
            let name = name(&parts, &taken);
            parts.push(format!("{{{name}}}"));
            parameters.push((name, look));
        }
        Some(Template { path: parts.join("/"), parameters })
    }
}

/// Returns whether a part of a path without its secrets is a value, though it is a text.
fn is_value(part: &str) -> bool {
    part.contains("[secret]") || part.bytes().filter(u8::is_ascii_digit).count() >= MIN_DIGITS
}

/// Returns whether a part of a template is a parameter.
pub(super) fn is_parameter(part: &str) -> bool {
    part.starts_with('{')
}

/// Returns what a parameter behind these parts may be called: `id`, or `orderId` for a second one behind `orders`.
pub(super) fn name(before: &[String], taken: &[String]) -> String {
    let owner = before.iter().rev().find(|part| !is_parameter(part));
    let owner = owner.map_or("", String::as_str).trim_end_matches('s').to_lowercase();
    let owner: String = owner.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_free = |name: &String| !taken.contains(&format!("{{{name}}}"));
    let first = match owner.as_str() {
        _ if is_free(&"id".to_owned()) => "id".to_owned(),
        "" => "value".to_owned(),
        owner => format!("{owner}Id"),
    };
    let mut names = std::iter::once(first.clone()).chain((2..).map(|number| format!("{first}{number}")));
    names.find(is_free).unwrap_or(first)
}

/// Returns what a value of an address looks like, in the words of help pages.
pub(super) fn look(value: &str) -> &'static str {
    let is_date = value.len() >= 10
        && value.bytes().take(10).enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && value.as_bytes().get(10).is_none_or(|byte| *byte == b'T');
    if is_guid(value) {
        "globally unique identifier"
    } else if is_date {
        "date"
    } else if value.parse::<i64>().is_ok() {
        "integer"
    } else if matches!(value.to_ascii_lowercase().as_str(), "true" | "false") {
        "boolean"
    } else {
        "string"
    }
}

#[cfg(test)]
mod tests {
    use super::Template;

    #[test]
    fn values_are_told_from_words() {
        for (path, expected) in [
            ("/api/orders/5/lines/7", "api/orders/{id}/lines/{lineId}"),
            ("api/orders/A-1001", "api/orders/{id}"),
            ("api/v2/oauth2/token", "api/v2/oauth2/token"),
            ("api/days/2026-11-27", "api/days/{id}"),
            ("api/keys/[secret]", "api/keys/{id}"),
            ("(S([secret]))/api/orders", "api/orders"),
            ("api/5/6/7", "api/{id}/{apiId}/{apiId2}"),
            ("5/6", "{id}/{value}"),
            ("api/flags/true", "api/flags/true"),
        ] {
            assert_eq!(Template::of(path).map(|template| template.path).as_deref(), Some(expected));
        }
        assert!(Template::of("api/a%20b").is_none());
    }
}

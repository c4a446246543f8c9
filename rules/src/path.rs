//! Paths of endpoints, with parameters in braces: `api/orders/{id}`, `files/{*rest}`.

use std::collections::HashSet;

use crate::TextError;

/// Returns what is wrong with a path: the first error in it.
#[must_use]
pub fn error(path: &str) -> Option<TextError> {
    if let Some(at) = path.find('?') {
        return Some(TextError::new(
            at..path.len(),
            "the query is no part of the path: a field that the path has no braces for stands in the query",
        ));
    }
    if path.contains("://") || path.starts_with("//") {
        return Some(TextError::of(
            path,
            "the path is relative to the base address of the service: `api/orders/{id}`",
        ));
    }
    if let Some((at, c)) = path.char_indices().find(|(_, c)| is_forbidden(*c)) {
        return Some(TextError::new(at..at + c.len_utf8(), format!("a path has no {c:?}")));
    }
    braces_error(path)
}

/// Returns whether no path has this character: it would end the path, or is no part of any address. Other
/// characters are percent-encoded where they have to be.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '#' | '\\')
}

fn braces_error(path: &str) -> Option<TextError> {
    let mut names = HashSet::new();
    let mut at = 0;
    while let Some(start) = path[at..].find(['{', '}']).map(|found| at + found) {
        let parameter = path[start..].strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let Some((inside, behind)) = parameter.filter(|(inside, _)| !inside.contains('{')) else {
            return Some(TextError::new(
                start..start + 1,
                "a brace without the other: parameters are written `{id}`",
            ));
        };
        let end = start + inside.len() + 2;
        let name = inside.strip_prefix('*').unwrap_or(inside);
        let message = if inside.starts_with('*') && !behind.is_empty() {
            format!("`{name}` takes the rest of the path, and nothing can follow it")
        } else if name.is_empty() {
            "a parameter wants a name: `{id}`".to_owned()
        } else if !names.insert(name) {
            format!("the parameter `{name}` is there twice")
        } else {
            at = end;
            continue;
        };
        return Some(TextError::new(start..end, message));
    }
    None
}

/// Returns the names in braces. A star before a name is no part of it: the parameter takes the rest of the
/// path.
pub fn parameters(path: &str) -> impl Iterator<Item = &str> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    names.map(|(name, _)| name.strip_prefix('*').unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::{error, parameters};

    #[test]
    fn faults_are_found_where_they_stand() {
        for (path, wrong) in [
            ("api/a b", " "),
            ("api/a\u{2028}b", "\u{2028}"),
            ("api/{a b}", " "),
            ("api/a#b", "#"),
            ("api\\a", "\\"),
            ("api/a?b", "?b"),
            ("http://host/a", "http://host/a"),
            ("//host/a", "//host/a"),
            ("a/{b", "{"),
            ("a/b}", "}"),
            ("a/{b{c}}", "{"),
            ("a/{}", "{}"),
            ("a/{*}", "{*}"),
            ("{a}/{a}", "{a}"),
            ("{*a}/b", "{*a}"),
        ] {
            let error = error(path).unwrap_or_else(|| panic!("`{path}` is refused"));
            assert_eq!(&path[error.at.clone()], wrong, "{path}: {}", error.message);
        }
    }

    #[test]
    fn paths_may_have_any_script_and_what_is_percent_encoded() {
        for path in
            ["", "api/größe/{ä}", "api/a+b/c%20d/{x}", "a/{b}-{c}.json", "файлы/{*путь}", "a'b\"c<d>|"]
        {
            assert_eq!(error(path), None, "{path}");
        }
        assert_eq!(parameters("a/{b}-{*c}").collect::<Vec<_>>(), ["b", "c"]);
    }
}

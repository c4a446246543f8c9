//! Paths with parameters in braces: `api/orders/{id}`.

/// What is wrong with a path.
pub(super) fn fault(path: &str) -> Option<String> {
    if path.contains('?') {
        let message =
            "the query is no part of the path: a field that the path has no braces for stands in the query";
        return Some(message.to_owned());
    }
    if path.contains("://") || path.starts_with("//") {
        return Some("the path is relative to the base address of the service: `api/orders/{id}`".to_owned());
    }
    if let Some(c) = path.chars().find(|c| c.is_whitespace() || c.is_control() || matches!(c, '#' | '\\')) {
        return Some(format!("a path has no {c:?}"));
    }
    let mut names: Vec<&str> = Vec::new();
    let mut rest = path;
    while let Some(start) = rest.find(['{', '}']) {
        let parameter = rest[start..].strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let Some((name, behind)) = parameter.filter(|(name, _)| !name.contains('{')) else {
            return Some("a brace without the other: parameters are written `{id}`".to_owned());
        };
        let takes_rest = name.starts_with('*');
        let name = name.strip_prefix('*').unwrap_or(name);
        if takes_rest && !behind.is_empty() {
            return Some(format!("`{name}` takes the rest of the path, and nothing can follow it"));
        }
        if name.is_empty() {
            return Some("a parameter wants a name: `{id}`".to_owned());
        }
        if names.contains(&name) {
            return Some(format!("the parameter `{name}` is there twice"));
        }
        names.push(name);
        rest = behind;
    }
    None
}

/// The names in braces. A star before a name is no part of it: the parameter takes the rest of the path.
pub(super) fn parameters(path: &str) -> impl Iterator<Item = &str> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    names.map(|(name, _)| name.strip_prefix('*').unwrap_or(name))
}

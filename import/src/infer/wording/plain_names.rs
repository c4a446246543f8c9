//! Names of classes and lists as texts: without their namespaces, and of one of many.

/// Namespace and class of a full name. A generic class's arguments have points of their own, so it has no
/// short form.
pub(crate) fn parts(name: &str) -> Option<(&str, &str)> {
    name.rsplit_once('.')
        .filter(|(namespace, class)| !namespace.is_empty() && !class.contains(['<', '>', ',']))
}

/// The class of a name with or without a namespace.
pub(crate) fn class_of(name: &str) -> &str {
    parts(name).map_or(name, |(_, class)| class)
}

/// What one of a list is called: `Addresses` has `Address` in it, `Leads` `Lead`.
pub(crate) fn singular(name: &str) -> String {
    if let Some(stem) = name.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if name.ends_with(ending) {
            return name.get(..name.len() - 2).unwrap_or(name).to_owned();
        }
    }
    match name.strip_suffix('s') {
        Some(stem) if !stem.is_empty() && !stem.ends_with('s') && !stem.ends_with('u') => stem.to_owned(),
        _ => format!("{name}Item"),
    }
}

/// `leadSource` becomes `LeadSource`.
pub(crate) fn pascal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if c.is_alphanumeric() || c == '_' {
            if start && c.is_numeric() {
                out.push('_');
            }
            if start {
                out.extend(c.to_uppercase());
            } else {
                out.push(c);
            }
            start = false;
        } else {
            start = true;
        }
    }
    if out.is_empty() { "Unnamed".to_owned() } else { out }
}

/// Returns a name in `PascalCase`, whatever parts its words: `CrateCode` for `crate_code` and `crateCode`.
pub(crate) fn pascal_of_words(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(pascal).collect()
}

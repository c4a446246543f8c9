//! Which types the rest of a spec still uses.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Returns which of some types are mentioned by the others, or by endpoints: they cannot go.
pub(super) fn used(spec: &Value, candidates: &BTreeSet<String>) -> BTreeSet<String> {
    let entries = |section: &str| spec.get(section).and_then(Value::as_object).into_iter().flatten();
    let mut by_word: BTreeMap<&str, BTreeSet<&String>> = BTreeMap::new();
    for name in candidates {
        let page = spec.get("types").and_then(|types| types.get(name)?.get("page")?.as_str());
        for word in [name.as_str(), last_part(name)].into_iter().chain(page) {
            by_word.entry(head(word)).or_default().insert(name);
        }
    }
    let mut texts: Vec<&str> = Vec::new();
    let mut open: Vec<&Value> = entries("endpoints").map(|(_, entry)| entry).collect();
    for (name, entry) in entries("types").filter(|(name, _)| !candidates.contains(*name)) {
        // Type arguments are mentioned too.
        texts.push(name);
        open.push(entry);
    }
    let mut used = BTreeSet::new();
    loop {
        if let Some(text) = texts.pop() {
            for name in words(text).filter_map(|word| by_word.get(word)).flatten() {
                if used.insert((*name).clone()) {
                    texts.push(name);
                    open.extend(spec.get("types").and_then(|types| types.get(*name)));
                }
            }
            continue;
        }
        match open.pop() {
            Some(Value::String(text)) => texts.push(text),
            Some(Value::Array(items)) => open.extend(items),
            // What people read mentions no types.
            Some(Value::Object(entries)) => open.extend(
                entries
                    .iter()
                    .filter(|(key, _)| !matches!(key.as_str(), "doc" | "source" | "samples" | "status"))
                    .map(|(_, value)| value),
            ),
            Some(_) => {}
            None => return used,
        }
    }
}

/// Returns a name without its type arguments.
fn head(name: &str) -> &str {
    name.split('<').next().unwrap_or(name)
}

/// `Order` of `Shop.Models.Order`, and `Line` of `Shop.Order+Line`.
pub(super) fn last_part(name: &str) -> &str {
    let head = head(name);
    head.rsplit(['.', '+']).next().unwrap_or(head)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '+' | '_' | '`')))
        .filter(|word| !word.is_empty())
}

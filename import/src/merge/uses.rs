//! Which types the rest of a spec still uses.

use std::collections::{BTreeMap, BTreeSet, HashSet};

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
    let mut others: HashSet<(&str, &str)> = HashSet::new();
    let mut texts: Vec<&str> = Vec::new();
    let mut open: Vec<&Value> = entries("endpoints").map(|(_, entry)| entry).collect();
    for (name, entry) in entries("types").filter(|(name, _)| !candidates.contains(*name)) {
        // Type arguments are mentioned too.
        texts.push(arguments(name));
        others.insert((last_part(name), arguments(name)));
        open.push(entry);
    }
    let mut used = BTreeSet::new();
    loop {
        if let Some(text) = texts.pop() {
            let named = words(text).flat_map(|word| {
                let others = &others;
                let names = by_word.get(word.name).into_iter().flatten();
                names.filter(move |name| {
                    // What another is called by these very arguments is not this one.
                    let is_another = others.contains(&(last_part(word.name), word.arguments));
                    word.arguments == arguments(name) || !is_another
                })
            });
            for name in named {
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

/// Returns the type arguments of a name, with their brackets; empty if it has none.
fn arguments(name: &str) -> &str {
    name.find('<').map_or("", |at| &name[at..])
}

/// A name in a text.
struct Word<'a> {
    name: &'a str,
    /// The type arguments behind it, with their brackets; empty if there are none.
    arguments: &'a str,
}

fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '+' | '_' | '`');
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c| !is_part(c));
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        rest = behind;
        (!name.is_empty()).then(|| Word { name, arguments: in_brackets(behind) })
    })
}

/// Returns the beginning of a text up to the bracket that closes its first one; empty if it begins with none.
fn in_brackets(text: &str) -> &str {
    /// No type is nested so deep; each word of a text is looked at so often at most.
    const MOST_DEPTH: usize = 64;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MOST_DEPTH {
            return "";
        }
        if depth == 0 {
            return if at == 0 { "" } else { &text[..=at] };
        }
    }
    ""
}

//! Types that moved to another namespace.
//!
//! A class that the pages no longer have under its old name, but under the same class name in another namespace, is the
//! one that it was: what a person wrote of it moves with it. Otherwise all of that would stay behind, with a class that no page
//! has any more.

use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::{ast, common::Ranged};
use serde_json::Value;

use super::{record::Record, uses::last_part};

/// The old names of types by which they are known now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Moved(pub(super) BTreeMap<String, String>);

impl Moved {
    /// Finds the types that the last import had under other names than this one. `is_gone` says whether the pages of a type
    /// were given, so that a type which is not there is gone; `spec` is what a person has.
    pub(super) fn find(
        record: &Record,
        spec: &Value,
        now: &Value,
        is_gone: impl Fn(&BTreeSet<String>) -> bool,
    ) -> Self {
        let names = |of: &Value| -> BTreeSet<String> {
            let types = of.get("types").and_then(Value::as_object).into_iter().flatten();
            types.map(|(name, _)| name.clone()).collect()
        };
        let (last, theirs, now) = (names(&record.spec), names(spec), names(now));
        let gone = last.iter().filter(|name| {
            !now.contains(*name) && theirs.contains(*name) && record.types.get(*name).is_some_and(&is_gone)
        });
        let new = now.iter().filter(|name| !last.contains(*name) && !theirs.contains(*name));
        let by_class = |names: &mut dyn Iterator<Item = &String>| {
            let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
            // What has type arguments is named by them too.
            for name in names.filter(|name| !name.contains('<')) {
                found.entry(last_part(name).to_owned()).or_default().push(name.clone());
            }
            found
        };
        let mut others = by_class(&mut new.into_iter());
        let mut moved = BTreeMap::new();
        for (class, old) in by_class(&mut gone.into_iter()) {
            if let ([old], Some([new])) = (&old[..], others.remove(&class).as_deref()) {
                moved.insert(old.clone(), new.clone());
            }
        }
        Moved(moved)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns a JSON text in which the types have their new names: as keys, and in words that name types. What people
    /// read stays as it is, and so do comments and layout.
    pub(super) fn renamed(&self, text: &str) -> Option<String> {
        let parsed = jsonc_parser::parse_to_ast(
            text,
            &jsonc_parser::CollectOptions::default(),
            &jsonc_parser::ParseOptions::default(),
        )
        .ok()?;
        let mut places = Vec::new();
        let mut open = vec![(parsed.value?, false)];
        while let Some((value, is_prose)) = open.pop() {
            match value {
                ast::Value::Object(object) => {
                    for property in object.properties {
                        let name = property.name.as_str();
                        let is_prose =
                            is_prose || matches!(name, "doc" | "note" | "deprecated" | "status" | "codes");
                        places.push(property.name.range());
                        open.push((property.value, is_prose));
                    }
                }
                ast::Value::Array(array) => {
                    open.extend(array.elements.into_iter().map(|element| (element, is_prose)));
                }
                ast::Value::StringLit(literal) if !is_prose => places.push(literal.range()),
                _ => {}
            }
        }
        places.sort_by_key(|range| range.start);
        let mut renamed = String::new();
        let mut at = 0;
        for range in places {
            renamed.push_str(text.get(at..range.start)?);
            renamed.push_str(&self.in_words(text.get(range.start..range.end)?));
            at = range.end;
        }
        renamed.push_str(text.get(at..)?);
        Some(renamed)
    }

    /// Returns a text with the new names in place of the old ones, where these stand as whole names.
    fn in_words(&self, text: &str) -> String {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let mut renamed = text.to_owned();
        for (old, new) in &self.0 {
            let mut found = String::new();
            let mut rest = renamed.as_str();
            let mut before = None;
            while let Some(at) = rest.find(old.as_str()) {
                let (start, end) = rest.split_at(at);
                let behind = end.get(old.len()..).unwrap_or_default();
                let is_whole = !start.chars().next_back().or(before).is_some_and(|c| is_part(c) || c == '.')
                    && !behind.chars().next().is_some_and(|c| is_part(c) || c == '+');
                found.push_str(start);
                found.push_str(if is_whole { new } else { old });
                before = old.chars().next_back();
                rest = behind;
            }
            found.push_str(rest);
            renamed = found;
        }
        renamed
    }
}

#[cfg(test)]
mod tests {
    use super::Moved;

    #[test]
    fn keys_and_type_words_are_renamed_and_prose_is_not() {
        let moved = Moved([("A.B".to_owned(), "A.C.B".to_owned())].into());
        let text = r#"{ // A.B stays
  "types": { "A.B": { "doc": "Once A.B." }, "A.BC": { "members": { "X": "List<A.B>", "Y": "X.A.B", "Z": "A.B+D" } } },
  "rust": { "A.B.Name": { "name": "A.B" } }
}"#;
        let expected = r#"{ // A.B stays
  "types": { "A.C.B": { "doc": "Once A.B." }, "A.BC": { "members": { "X": "List<A.C.B>", "Y": "X.A.B", "Z": "A.B+D" } } },
  "rust": { "A.C.B.Name": { "name": "A.C.B" } }
}"#;
        assert_eq!(moved.renamed(text).as_deref(), Some(expected));
    }
}

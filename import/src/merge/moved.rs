//! Types that moved to another namespace.
//!
//! A class that the pages no longer have under its old name, but under the same class name in another namespace, is the
//! one that it was: what a person wrote of it moves with it. Otherwise all of that would stay behind, with a class that no page
//! has any more.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

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

    /// Returns a spec in which the types have their new names: as keys, and in words that name types. All
    /// else stays as it is: the words of a page, headings, names of files, what people read, comments and
    /// layout.
    pub(super) fn in_spec(&self, text: &str) -> Option<String> {
        self.renamed(text, Place::Spec)
    }

    /// Returns a record in which the types have their new names.
    pub(super) fn in_record(&self, text: &str) -> Option<String> {
        self.renamed(text, Place::Record)
    }

    fn renamed(&self, text: &str, root: Place) -> Option<String> {
        let parsed = jsonc_parser::parse_to_ast(
            text,
            &jsonc_parser::CollectOptions::default(),
            &jsonc_parser::ParseOptions::default(),
        )
        .ok()?;
        let mut names = Vec::new();
        let mut open = vec![(parsed.value?, root)];
        while let Some((value, place)) = open.pop() {
            match value {
                ast::Value::Object(object) => {
                    for property in object.properties {
                        names.extend(place.named_by_key(range(&property.name), text));
                        open.push((property.value, place.inside(property.name.as_str())));
                    }
                }
                ast::Value::Array(array) => {
                    open.extend(array.elements.into_iter().map(|element| (element, place)));
                }
                ast::Value::StringLit(literal) if place.has_type_words() => names.push(range(&literal)),
                _ => {}
            }
        }
        names.sort_by_key(|range| range.start);
        let mut renamed = String::new();
        let mut at = 0;
        for range in names {
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

/// Returns where in the text something stands.
fn range(of: &impl Ranged) -> Range<usize> {
    let range = of.range();
    range.start..range.end
}

/// A place in a spec or a record, as far as it tells where types are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Spec,
    Record,
    /// The types, by name.
    Types,
    /// What has types as keys, and names none in its values.
    Keys,
    /// The remarks of a record, by paths: `types / Shop.Order / members / Id`.
    Paths,
    /// An entry of `types`, an endpoint, or what is in one.
    Entry,
    /// The endpoints, by heading.
    Endpoints,
    /// Members or parameters, by name: a word for each, or an entry.
    ByName,
    /// A word that names a type, or an entry that has one.
    Word,
    /// What names no types.
    Other,
}

impl Place {
    /// Returns the place of what stands behind a key.
    fn inside(self, key: &str) -> Self {
        match (self, key) {
            (Self::Record, "spec") => Self::Spec,
            (Self::Record, "types") | (Self::Spec, "rust") => Self::Keys,
            (Self::Record, "remarks" | "conflicts") => Self::Paths,
            (Self::Spec, "types") => Self::Types,
            (Self::Spec, "endpoints") => Self::Endpoints,
            (Self::Types | Self::Endpoints, _)
            | (Self::Entry | Self::Word, "xml" | "xmlElement" | "xmlArrayItem") => Self::Entry,
            (Self::ByName, _)
            | (Self::Word, "type")
            | (
                Self::Entry,
                "type" | "body" | "response" | "base" | "collection" | "dictionary" | "knownTypes",
            ) => Self::Word,
            (Self::Entry, "members" | "parameters") => Self::ByName,
            _ => Self::Other,
        }
    }

    /// Returns where in a key a type is named.
    fn named_by_key(self, key: Range<usize>, text: &str) -> Option<Range<usize>> {
        const OF_TYPE: &str = "\"types / ";
        match self {
            Self::Types | Self::Keys => Some(key),
            Self::Paths => {
                let path = text.get(key.clone())?.strip_prefix(OF_TYPE)?;
                let start = key.start + OF_TYPE.len();
                let name = path.split(" / ").next().unwrap_or(path);
                Some(start..start + name.trim_end_matches('"').len())
            }
            _ => None,
        }
    }

    fn has_type_words(self) -> bool {
        self == Self::Word
    }
}

#[cfg(test)]
mod tests {
    use super::Moved;

    fn moved(old: &str, new: &str) -> Moved {
        Moved([(old.to_owned(), new.to_owned())].into())
    }

    #[test]
    fn keys_and_type_words_are_renamed_and_prose_is_not() {
        let moved = moved("A.B", "A.C.B");
        let text = r#"{ // A.B stays
  "types": { "A.B": { "doc": "Once A.B." }, "A.BC": { "members": { "X": "List<A.B>", "Y": "X.A.B", "Z": "A.B+D" } } },
  "rust": { "A.B.Name": { "name": "Name", "type": "A.B" } }
}"#;
        let expected = r#"{ // A.B stays
  "types": { "A.C.B": { "doc": "Once A.B." }, "A.BC": { "members": { "X": "List<A.C.B>", "Y": "X.A.B", "Z": "A.B+D" } } },
  "rust": { "A.C.B.Name": { "name": "Name", "type": "A.B" } }
}"#;
        assert_eq!(moved.in_spec(text).as_deref(), Some(expected));
    }

    #[test]
    fn a_class_without_a_namespace_is_no_word_of_a_heading_nor_of_a_file() {
        let moved = moved("Order", "Shop.Order");
        let text = r#"{
  "endpoints": { "POST api/Order": {
    "source": { "page": "saved/Order.html" },
    "parameters": { "Order": "Order", "by": { "type": "Order?", "doc": "Order" } },
    "body": { "type": "Order", "name": "Order" }, "response": "List<Order>",
    "samples": { "request": { "json": "Order.request.json" } } } },
  "types": {
    "Order": { "page": "Order", "name": "Order", "members": { "Order": "Order", "Kind": { "type": "Kind", "json": "Order" } } },
    "Kind": { "enum": { "Order": "Order", "type": "Order" } } }
}"#;
        let expected = r#"{
  "endpoints": { "POST api/Order": {
    "source": { "page": "saved/Order.html" },
    "parameters": { "Order": "Shop.Order", "by": { "type": "Shop.Order?", "doc": "Order" } },
    "body": { "type": "Shop.Order", "name": "Order" }, "response": "List<Shop.Order>",
    "samples": { "request": { "json": "Order.request.json" } } } },
  "types": {
    "Shop.Order": { "page": "Order", "name": "Order", "members": { "Order": "Shop.Order", "Kind": { "type": "Kind", "json": "Order" } } },
    "Kind": { "enum": { "Order": "Order", "type": "Order" } } }
}"#;
        assert_eq!(moved.in_spec(text).as_deref(), Some(expected));
    }

    #[test]
    fn a_record_keeps_its_pages_and_files() {
        let moved = moved("Order", "Shop.Order");
        let text = r#"{ "import": { "sources": ["Order.txt"] }, "pages": ["Order.txt"], "endpoints": { "GET Order": {} },
  "types": { "Order": [0] }, "samples": { "Order.json": "Order" }, "comments": ["// open: Order"],
  "remarks": { "types / Order / members / Order": { "open: Order": "Order" }, "endpoints / GET Order": {} },
  "spec": { "types": { "Order": {} } } }"#;
        let expected = r#"{ "import": { "sources": ["Order.txt"] }, "pages": ["Order.txt"], "endpoints": { "GET Order": {} },
  "types": { "Shop.Order": [0] }, "samples": { "Order.json": "Order" }, "comments": ["// open: Order"],
  "remarks": { "types / Shop.Order / members / Order": { "open: Order": "Order" }, "endpoints / GET Order": {} },
  "spec": { "types": { "Shop.Order": {} } } }"#;
        assert_eq!(moved.in_record(text).as_deref(), Some(expected));
    }
}

//! Where the entries of a spec stand in its text.

use std::collections::HashMap;

use jsonc_parser::{CollectOptions, ParseOptions, ast, common::Ranged as _, parse_to_ast};

/// The keys of a spec's text, with the lines that they stand on. The text is parsed once.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// The properties of the root, in order.
    root: Vec<Entry>,
    /// The byte that each line begins with.
    line_starts: Vec<usize>,
    /// The first byte of each key, by its path.
    starts: HashMap<String, usize>,
}

#[derive(Debug)]
struct Entry {
    key: String,
    start: usize,
    end: usize,
    inner: Vec<Entry>,
}

/// Paths of keys as one text. No key has this character: it is refused where specs are read.
const BETWEEN: &str = "\u{1f}";

impl Keys {
    /// Returns the keys of a text; none if it is no JSON with comments.
    pub(crate) fn of(text: &str) -> Self {
        let options = CollectOptions::default();
        let parsed = parse_to_ast(text, &options, &ParseOptions::default());
        let mut keys = Self::default();
        keys.line_starts.push(0);
        keys.line_starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1));
        if let Some(ast::Value::Object(object)) = parsed.ok().and_then(|parsed| parsed.value) {
            keys.root = keys.entries(&object, "");
        }
        keys
    }

    fn entries(&mut self, object: &ast::Object<'_>, path: &str) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(object.properties.len());
        for property in &object.properties {
            let key = property.name.as_str().to_owned();
            let path = format!("{path}{BETWEEN}{key}");
            let inner = match &property.value {
                ast::Value::Object(object) => self.entries(object, &path),
                _ => Vec::new(),
            };
            self.starts.entry(path).or_insert(property.start());
            entries.push(Entry { key, start: property.start(), end: property.end(), inner });
        }
        entries
    }

    /// Returns the keys that lead to the entry at a byte of the text.
    pub(crate) fn path_at(&self, at: usize) -> Vec<String> {
        let mut path = Vec::new();
        let mut entries = &self.root;
        loop {
            let after = entries.partition_point(|entry| entry.start <= at);
            let Some(entry) = after.checked_sub(1).and_then(|found| entries.get(found)) else { return path };
            if at >= entry.end {
                return path;
            }
            path.push(entry.key.clone());
            entries = &entry.inner;
        }
    }

    /// Returns the line that an entry begins on, counted from 1; `None` if the text has no such entry.
    pub(crate) fn line<T: AsRef<str>>(&self, path: &[T]) -> Option<usize> {
        let joined: String = path.iter().flat_map(|key| [BETWEEN, key.as_ref()]).collect();
        let start = *self.starts.get(&joined)?;
        Some(self.line_starts.partition_point(|line| *line <= start))
    }

    /// Returns the line of an entry, or of the innermost one around it that the text has.
    pub(crate) fn nearest_line<T: AsRef<str>>(&self, path: &[T]) -> usize {
        let inner_first = (1..=path.len()).rev().filter_map(|length| path.get(..length));
        inner_first.into_iter().find_map(|path| self.line(path)).unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n  // a comment\n  \"a\": {\n    \"b\": 1, \"c\": { \"d\": [2] }\n  }\n}\n";

    #[test]
    fn lines_are_those_of_the_keys() {
        let keys = Keys::of(TEXT);
        assert_eq!(keys.line(&["a"]), Some(3));
        assert_eq!(keys.line(&["a", "c", "d"]), Some(4));
        assert_eq!(keys.line(&["a", "x"]), None);
        assert_eq!(keys.nearest_line(&["a", "c", "x"]), 4);
        assert_eq!(keys.nearest_line(&["x"]), 1);
    }

    #[test]
    fn bytes_belong_to_the_innermost_entry() {
        let keys = Keys::of(TEXT);
        let at = |text: &str| keys.path_at(TEXT.find(text).expect("there"));
        assert_eq!(at("[2]"), ["a", "c", "d"]);
        assert_eq!(at("1,"), ["a", "b"]);
        assert_eq!(at("a comment"), [""; 0]);
    }
}

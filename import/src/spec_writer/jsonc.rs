//! JSON with comments, laid out as by hand: what fits a line stands on one.

use std::fmt::Write as _;

/// The width of lines.
const WIDTH: usize = 110;

/// How the lines of a text begin and end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style<'s> {
    pub(crate) newline: &'s str,
    /// What the line begins with on which the value begins.
    pub(crate) outer: &'s str,
    /// What the lines of each depth begin with besides.
    pub(crate) single: &'s str,
    /// A comma stands behind the last entry or item too.
    pub(crate) has_trailing_commas: bool,
}

/// The style of the specs that an import writes.
const OWN: Style<'static> = Style { newline: "\n", outer: "", single: "  ", has_trailing_commas: false };

impl Style<'_> {
    fn push_line(self, depth: usize, out: &mut String) {
        out.push_str(self.newline);
        out.push_str(self.outer);
        for _ in 0..depth {
            out.push_str(self.single);
        }
    }

    /// Returns how many characters a line begins with.
    fn indent(self, depth: usize) -> usize {
        self.outer.chars().count() + depth * self.single.chars().count()
    }

    /// Returns what stands behind one of so many entries or items.
    fn behind(self, place: usize, count: usize) -> &'static str {
        if self.has_trailing_commas || place + 1 < count { "," } else { "" }
    }
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A literal.
    Raw(String),
    Array(Vec<Value>),
    Object(Object),
}

/// An object: entries in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Object {
    entries: Vec<Entry>,
    /// Never on one line.
    open: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    /// Each one comment, without `//`.
    comments: Vec<String>,
    key: String,
    value: Value,
    /// An empty line before it.
    apart: bool,
}

impl Value {
    pub(crate) fn text(text: &str) -> Self {
        Self::Raw(serde_json::Value::String(text.to_owned()).to_string())
    }

    pub(crate) fn raw(text: impl Into<String>) -> Self {
        Self::Raw(text.into())
    }

    fn has_comments(&self) -> bool {
        match self {
            Self::Raw(_) => false,
            Self::Array(items) => items.iter().any(Self::has_comments),
            Self::Object(object) => {
                object.open
                    || object
                        .entries
                        .iter()
                        .any(|entry| !entry.comments.is_empty() || entry.value.has_comments())
            }
        }
    }
}

impl Object {
    /// An object that never stands on one line.
    pub(crate) fn open() -> Self {
        Self { entries: Vec::new(), open: true }
    }

    pub(crate) fn add(&mut self, key: &str, value: Value) {
        self.entries.push(Entry { comments: Vec::new(), key: key.to_owned(), value, apart: false });
    }

    pub(crate) fn add_text(&mut self, key: &str, text: &str) {
        if !text.trim().is_empty() {
            self.add(key, Value::text(text));
        }
    }

    pub(crate) fn add_some(&mut self, key: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.add(key, Value::text(text));
        }
    }

    pub(crate) fn add_true(&mut self, key: &str, flag: bool) {
        if flag {
            self.add(key, Value::raw("true"));
        }
    }

    /// Adds an entry with comments above it.
    pub(crate) fn add_with(&mut self, key: &str, value: Value, comments: Vec<String>) {
        self.entries.push(Entry { comments, key: key.to_owned(), value, apart: false });
    }

    /// Adds an entry with comments above it, and an empty line above these.
    pub(crate) fn add_apart(&mut self, key: &str, value: Value, comments: Vec<String>) {
        self.entries.push(Entry { comments, key: key.to_owned(), value, apart: true });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
}

/// The whole file.
pub(crate) fn print(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, 0, OWN, &mut out);
    out.push('\n');
    out
}

/// Returns the text of one entry of a file in any style. Entries come behind most, now or later: a comma counts.
pub(crate) fn entry_text(key: &str, value: &Value, style: Style<'_>) -> String {
    let mut out = String::new();
    write_entry(key, value, ",", 0, style, &mut out);
    out
}

/// Writes an entry whose line has so much depth. `behind` is what will stand behind it, which counts.
fn write_entry(key: &str, value: &Value, behind: &str, depth: usize, style: Style<'_>, out: &mut String) {
    let key = serde_json::Value::String(key.to_owned()).to_string();
    let _ = write!(out, "{key}: ");
    let used = style.indent(depth) + key.chars().count() + 2 + behind.len();
    write(value, depth, used, style, out);
}

/// `used` is how much of the line is taken by what stands before and after the value.
fn write(value: &Value, depth: usize, used: usize, style: Style<'_>, out: &mut String) {
    if !value.has_comments() {
        let line = one_line(value);
        if used + line.chars().count() <= WIDTH || matches!(value, Value::Raw(_)) {
            out.push_str(&line);
            return;
        }
    }
    match value {
        Value::Raw(text) => out.push_str(text),
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                style.push_line(depth + 1, out);
                let behind = style.behind(place, items.len());
                write(item, depth + 1, style.indent(depth + 1) + behind.len(), style, out);
                out.push_str(behind);
            }
            style.push_line(depth, out);
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            for (place, entry) in object.entries.iter().enumerate() {
                if entry.apart && place > 0 {
                    out.push_str(style.newline);
                }
                for comment in &entry.comments {
                    write_comment(comment, depth + 1, style, out);
                }
                style.push_line(depth + 1, out);
                let behind = style.behind(place, object.entries.len());
                write_entry(&entry.key, &entry.value, behind, depth + 1, style, out);
                out.push_str(behind);
            }
            style.push_line(depth, out);
            out.push('}');
        }
    }
}

/// A comment, wrapped.
fn write_comment(text: &str, depth: usize, style: Style<'_>, out: &mut String) {
    for comment in comment_lines(text, style.indent(depth)) {
        style.push_line(depth, out);
        out.push_str(&comment);
    }
}

/// Returns the lines of a comment that stands after so many blanks, without these.
pub(crate) fn comment_lines(text: &str, indent: usize) -> Vec<String> {
    const START: &str = "//";
    let width = WIDTH.saturating_sub(indent);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{START} {word}")),
        }
    }
    lines
}

fn one_line(value: &Value) -> String {
    match value {
        Value::Raw(text) => text.clone(),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(one_line).collect::<Vec<_>>().join(", "))
        }
        Value::Object(object) if object.entries.is_empty() => "{}".to_owned(),
        Value::Object(object) => {
            let entries = object.entries.iter().map(|entry| {
                let key = serde_json::Value::String(entry.key.clone()).to_string();
                format!("{key}: {}", one_line(&entry.value))
            });
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_a_line_stands_on_one() {
        let mut inner = Object::default();
        inner.add_text("type", "string");
        inner.add_text("doc", "A \"name\".");
        let mut outer = Object::open();
        outer.add_apart("Name", Value::Object(inner), vec!["open: it is not known".to_owned()]);
        outer.add("Long", Value::Array(vec![Value::text(&"x".repeat(60)), Value::text(&"y".repeat(60))]));
        let expected = format!(
            "{{\n  // open: it is not known\n  \"Name\": {{ \"type\": \"string\", \"doc\": \"A \\\"name\\\".\" }},\n  \"Long\": [\n    \"{}\",\n    \"{}\"\n  ]\n}}\n",
            "x".repeat(60),
            "y".repeat(60)
        );
        assert_eq!(print(&Value::Object(outer)), expected);
    }

    #[test]
    fn comments_are_wrapped_and_keep_to_their_lines() {
        let mut object = Object::default();
        object.add_with("a", Value::raw("1"), vec![format!("open: {}\n*/ end", "word ".repeat(40))]);
        let text = print(&Value::Object(object));
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(text.lines().filter(|line| line.trim_start().starts_with("//")).count() >= 2);
    }
}

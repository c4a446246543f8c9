//! Entries that are new, as text in the style of the spec around them: what fits a line stands on one, as in what a first
//! import writes.

use std::fmt::Write;

use jsonc_parser::cst::{CstNewlineKind, CstNode, CstRootNode};
use serde_json::Value;

use crate::spec_writer::WIDTH;

/// How new lines are indented.
#[derive(Clone, Debug)]
pub(super) struct Indents {
    pub(super) current: String,
    single: String,
}

/// What is the same at all depths.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) newline: &'static str,
    pub(super) has_trailing_commas: bool,
}

impl Style {
    /// Returns what stands behind one of so many items or entries.
    fn behind(self, index: usize, count: usize) -> &'static str {
        if self.has_trailing_commas || index + 1 < count { "," } else { "" }
    }
}

impl Indents {
    /// Finds out how a node is indented, as jsonc-parser does.
    pub(super) fn of(node: &CstNode) -> Self {
        let mut level = 0;
        let own = node.indent_text();
        let mut last = own.clone();
        let mut ancestors = node.ancestors().peekable();
        while ancestors.peek().is_some_and(|node| node.as_object_prop().is_some()) {
            ancestors.next();
        }
        while let Some(ancestor) = ancestors.next() {
            if ancestor.is_root() {
                break;
            }
            if ancestors.peek().is_some_and(|node| node.as_object_prop().is_some()) {
                continue;
            }
            level += 1;
            last = match (ancestor.indent_text(), last) {
                (Some(indent), Some(last)) => {
                    if let Some(single) = last.strip_prefix(&indent) {
                        let current = format!("{last}{}", single.repeat(level - 1));
                        return Self { current, single: single.to_owned() };
                    }
                    None
                }
                (indent, None) => indent,
                (None, Some(_)) => None,
            };
        }
        if level == 1
            && let Some(own) = own
        {
            return Self { current: own.clone(), single: own };
        }
        let root = node.root_node().and_then(|root| root.value());
        let children = root.map(|root| root.children()).unwrap_or_default();
        let single = children.iter().find_map(CstNode::indent_text).unwrap_or_else(|| "  ".to_owned());
        Self { current: single.repeat(level), single }
    }

    pub(super) fn inner(&self) -> Self {
        Self { current: format!("{}{}", self.current, self.single), single: self.single.clone() }
    }
}

/// Returns the newline that a text uses.
pub(super) fn newline_text(root: Option<&CstRootNode>) -> &'static str {
    match root.map(CstRootNode::newline_kind) {
        Some(CstNewlineKind::CarriageReturnLineFeed) => "\r\n",
        Some(CstNewlineKind::CarriageReturn) => "\r",
        Some(CstNewlineKind::LineFeed) | None => "\n",
    }
}

/// Returns the text of an entry.
pub(super) fn entry_text(key: &str, value: &Value, indents: &Indents, style: Style) -> String {
    let mut text = String::new();
    // Entries come behind most new ones, now or later.
    push_entry(&mut text, key, value, ",", indents, style);
    text
}

/// Writes an entry. `behind` is what stands behind it, which counts: a comma or nothing.
fn push_entry(text: &mut String, key: &str, value: &Value, behind: &str, indents: &Indents, style: Style) {
    let key_text = string_text(key);
    text.push_str(&key_text);
    text.push_str(": ");
    let is_open = is_open(key, value);
    match one_line(value).filter(|_| !is_open) {
        Some(line) if fits(&[&indents.current, &key_text, ": ", &line, behind]) => text.push_str(&line),
        _ => push_lines(text, value, indents, style),
    }
}

/// Returns whether texts fit a line of a spec.
fn fits(texts: &[&str]) -> bool {
    texts.iter().map(|text| text.chars().count()).sum::<usize>() <= WIDTH
}

/// Returns whether an object never stands on one line in what an import writes: endpoints, whose keys alone have blanks, and
/// what has an entry for each parameter or sample.
fn is_open(key: &str, value: &Value) -> bool {
    value.is_object() && (key.contains(' ') || matches!(key, "parameters" | "samples"))
}

/// Returns a value on one line, unless it has something that never stands on one.
fn one_line(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::String(string) => Some(string_text(string)),
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(one_line).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Value::Object(entries) if entries.is_empty() => Some("{}".to_owned()),
        Value::Object(entries) => {
            let entry = |(key, value): (&String, &Value)| {
                let line = one_line(value).filter(|_| !is_open(key, value))?;
                Some(format!("{}: {line}", string_text(key)))
            };
            let entries: Option<Vec<String>> = entries.iter().map(entry).collect();
            Some(format!("{{ {} }}", entries?.join(", ")))
        }
    }
}

fn push_line(text: &mut String, indents: &Indents, style: Style) {
    text.push_str(style.newline);
    text.push_str(&indents.current);
}

/// Writes a value with a line for each of its items or entries.
fn push_lines(text: &mut String, value: &Value, indents: &Indents, style: Style) {
    let inner = indents.inner();
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => text.push_str(&value.to_string()),
        Value::String(string) => push_string(text, string),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                push_line(text, &inner, style);
                let behind = style.behind(index, items.len());
                match one_line(item) {
                    Some(line) if fits(&[&inner.current, &line, behind]) => text.push_str(&line),
                    _ => push_lines(text, item, &inner, style),
                }
                text.push_str(behind);
            }
            push_line(text, indents, style);
            text.push(']');
        }
        Value::Object(entries) => {
            text.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                push_line(text, &inner, style);
                let behind = style.behind(index, entries.len());
                push_entry(text, key, value, behind, &inner, style);
                text.push_str(behind);
            }
            push_line(text, indents, style);
            text.push('}');
        }
    }
}

/// Returns the text of a string, with the escapes that the importer writes.
pub(super) fn string_text(string: &str) -> String {
    let mut text = String::new();
    push_string(&mut text, string);
    text
}

fn push_string(text: &mut String, string: &str) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{08}' => text.push_str("\\b"),
            '\u{0c}' => text.push_str("\\f"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::spec_writer::jsonc;

    fn written(value: &Value) -> jsonc::Value {
        match value {
            Value::Array(items) => jsonc::Value::Array(items.iter().map(written).collect()),
            Value::Object(entries) => {
                let mut object = jsonc::Object::default();
                entries.iter().for_each(|(key, value)| object.add(key, written(value)));
                jsonc::Value::Object(object)
            }
            value => jsonc::Value::raw(value.to_string()),
        }
    }

    #[test]
    fn a_new_entry_is_laid_out_as_a_first_import_lays_it_out() {
        let style = Style { newline: "\n", has_trailing_commas: false };
        let indents = Indents { current: "  ".to_owned(), single: "  ".to_owned() };
        for length in 0..120 {
            let text = "x".repeat(length);
            for value in [
                json!(text),
                json!([text, 1, {}]),
                json!({ "type": text, "nullable": false }),
                json!({ "members": { "A": { "type": "int", "doc": text }, "B": [[text], []] } }),
                json!([{ "a": { "b": [text] } }, { "a": null }]),
            ] {
                let mut root = jsonc::Object::open();
                root.add("key", written(&value));
                root.add("last", jsonc::Value::raw("1"));
                let first = jsonc::print(&jsonc::Value::Object(root));
                let entry = entry_text("key", &value, &indents, style);
                assert_eq!(format!("{{\n  {entry},\n  \"last\": 1\n}}\n"), first);
            }
        }
    }
}

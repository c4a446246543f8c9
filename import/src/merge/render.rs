//! Entries that are new, as text in the style of the spec around them: what fits a line stands on one, as in what
//! a first import writes.

use std::fmt::Write;

use jsonc_parser::cst::{CstNewlineKind, CstNode, CstRootNode};
use serde_json::Value;

use crate::spec_writer::jsonc;

/// How new lines are indented.
#[derive(Clone, Debug)]
pub(super) struct Indents {
    pub(super) current: String,
    single: String,
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

    /// Returns the style of what is indented so.
    pub(super) fn style<'s>(&'s self, newline: &'s str, has_trailing_commas: bool) -> jsonc::Style<'s> {
        jsonc::Style { newline, outer: &self.current, single: &self.single, has_trailing_commas }
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
pub(super) fn entry_text(key: &str, value: &Value, style: jsonc::Style<'_>) -> String {
    jsonc::entry_text(key, &written(key, value), style)
}

/// Returns the value of an entry as an import writes it. Endpoints, whose keys alone have blanks, and what has an
/// entry for each parameter or sample never stand on one line.
fn written(key: &str, value: &Value) -> jsonc::Value {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => jsonc::Value::raw(value.to_string()),
        Value::String(string) => jsonc::Value::raw(string_text(string)),
        Value::Array(items) => jsonc::Value::Array(items.iter().map(|item| written("", item)).collect()),
        Value::Object(entries) => {
            let is_open = key.contains(' ') || matches!(key, "parameters" | "samples");
            let mut object = if is_open { jsonc::Object::open() } else { jsonc::Object::default() };
            entries.iter().for_each(|(key, value)| object.add(key, written(key, value)));
            jsonc::Value::Object(object)
        }
    }
}

/// Returns the text of a string, with the escapes that the importer writes.
pub(super) fn string_text(string: &str) -> String {
    let mut text = String::from("\"");
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
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_new_entry_is_laid_out_as_a_first_import_lays_it_out() {
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
                root.add("key", written("key", &value));
                root.add("last", jsonc::Value::raw("1"));
                let first = jsonc::print(&jsonc::Value::Object(root));
                let entry = entry_text("key", &value, indents.style("\n", false));
                assert_eq!(format!("{{\n  {entry},\n  \"last\": 1\n}}\n"), first);
            }
        }
    }
}

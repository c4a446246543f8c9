//! Entries that are new, as text in the style of the spec around them.

use std::fmt::Write;

use jsonc_parser::cst::{CstNewlineKind, CstNode, CstRootNode};
use serde_json::Value;

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
    push_entry(&mut text, key, value, indents, style);
    text
}

fn push_entry(text: &mut String, key: &str, value: &Value, indents: &Indents, style: Style) {
    push_string(text, key);
    text.push_str(": ");
    push_value(text, value, indents, style);
}

fn push_line(text: &mut String, indents: &Indents, style: Style) {
    text.push_str(style.newline);
    text.push_str(&indents.current);
}

fn push_value(text: &mut String, value: &Value, indents: &Indents, style: Style) {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => text.push_str(&value.to_string()),
        Value::String(string) => push_string(text, string),
        Value::Array(items) => {
            let has_lines = items.iter().any(|item| match item {
                Value::Array(items) => !items.is_empty(),
                Value::Object(entries) => !entries.is_empty(),
                _ => false,
            });
            let inner = indents.inner();
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if has_lines {
                    push_line(text, &inner, style);
                }
                push_value(text, item, &inner, style);
                let is_last = index + 1 == items.len();
                match (has_lines, is_last) {
                    (true, true) if !style.has_trailing_commas => {}
                    (true, _) => text.push(','),
                    (false, false) => text.push_str(", "),
                    (false, true) => {}
                }
            }
            if has_lines {
                push_line(text, indents, style);
            }
            text.push(']');
        }
        Value::Object(entries) => {
            let inner = indents.inner();
            text.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                push_line(text, &inner, style);
                push_entry(text, key, value, &inner, style);
                if style.has_trailing_commas || index + 1 < entries.len() {
                    text.push(',');
                }
            }
            if !entries.is_empty() {
                push_line(text, indents, style);
            }
            text.push('}');
        }
    }
}

/// Writes a string with the escapes that the importer writes.
/// Returns the text of a string.
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

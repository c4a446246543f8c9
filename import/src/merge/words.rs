//! What a person wrote around and into an entry: comments.

use std::collections::BTreeSet;

use jsonc_parser::cst::{CstNode, CstObjectProp, CstRootNode};

/// Returns the lines of all comments of a text that import writes.
pub(super) fn lines(root: &CstRootNode) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for child in root.children() {
        collect(&child, &mut lines);
    }
    lines
}

/// Returns whether comments that a person wrote stand in an entry, before it or after it on its line.
///
/// `known` has the lines that imports wrote; without it, every comment counts as a person's.
pub(super) fn has_words(property: &CstObjectProp, known: Option<&BTreeSet<String>>) -> bool {
    let mut lines = BTreeSet::new();
    for node in before(property).iter().chain(&after(property)) {
        collect(node, &mut lines);
    }
    for child in property.children() {
        collect(&child, &mut lines);
    }
    are_new(&lines, known)
}

/// Returns whether comments that a person wrote stand in a value.
pub(super) fn are_in(value: &CstNode, known: Option<&BTreeSet<String>>) -> bool {
    let mut lines = BTreeSet::new();
    collect(value, &mut lines);
    are_new(&lines, known)
}

fn are_new(lines: &BTreeSet<String>, known: Option<&BTreeSet<String>>) -> bool {
    lines.iter().any(|line| known.is_none_or(|known| !known.contains(line)))
}

/// Removes an entry with the comments before it.
pub(super) fn remove(property: CstObjectProp) {
    for node in before(&property) {
        if let CstNode::Leaf(leaf) = node
            && let Some(comment) = CstNode::Leaf(leaf).as_comment()
        {
            comment.remove();
        }
    }
    property.remove();
}

/// What stands before an entry and belongs to it: not what stands on the line of the one before.
fn before(property: &CstObjectProp) -> Vec<CstNode> {
    let mut nodes: Vec<CstNode> =
        property.previous_siblings().take_while(|node| node.is_trivia() || node.is_comma()).collect();
    let comma = nodes.iter().position(CstNode::is_comma);
    if let Some(comma) = comma {
        // What stands between the comma and the end of its line is about the entry before.
        let line_end = nodes.iter().take(comma).rposition(CstNode::is_newline);
        nodes.truncate(line_end.unwrap_or(comma));
    }
    nodes
}

/// What stands after an entry on its line.
fn after(property: &CstObjectProp) -> Vec<CstNode> {
    property
        .next_siblings()
        .take_while(|node| (node.is_trivia() && !node.is_newline()) || node.is_comma())
        .collect()
}

fn collect(node: &CstNode, lines: &mut BTreeSet<String>) {
    if let Some(comment) = node.as_comment() {
        lines.extend(comment.raw_value().lines().map(|line| line.trim().to_owned()));
    }
    for child in node.children() {
        collect(&child, lines);
    }
}

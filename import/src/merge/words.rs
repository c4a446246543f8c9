//! What a person wrote around and into an entry: comments.

use std::collections::BTreeSet;

use jsonc_parser::cst::{CstNode, CstRootNode};

use super::layout::{Layout, PieceId};

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
pub(super) fn has_words(layout: &Layout, entry: PieceId, known: Option<&BTreeSet<String>>) -> bool {
    let mut lines = BTreeSet::new();
    let around = layout.before_entry(entry).into_iter().chain(layout.after_entry(entry));
    for node in around.chain([entry]).filter_map(|piece| layout.node(piece)) {
        collect(node, &mut lines);
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

fn collect(node: &CstNode, lines: &mut BTreeSet<String>) {
    if let Some(comment) = node.as_comment() {
        lines.extend(comment.raw_value().lines().map(|line| line.trim().to_owned()));
    }
    for child in node.children() {
        collect(&child, lines);
    }
}

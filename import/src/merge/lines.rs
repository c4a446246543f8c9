//! The lines of a spec, among which comments come and go.

use std::collections::{BTreeMap, BTreeSet};

use crate::spec_writer::comment_lines;

/// The lines of a text, and what is to be done to them.
pub(super) struct Lines<'a> {
    all: Vec<&'a str>,
    /// By the index of a line: what is to stand in its place.
    removed: BTreeSet<usize>,
    /// By the index of a line: what is to stand before it.
    inserted: BTreeMap<usize, Vec<String>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            all: text.split_inclusive('\n').collect(),
            removed: BTreeSet::new(),
            inserted: BTreeMap::new(),
        }
    }

    fn line(&self, at: usize) -> &'a str {
        self.all.get(at).copied().unwrap_or_default()
    }

    /// The indices of the comments above an entry, given the number of its line.
    fn block(&self, anchor: usize) -> std::ops::Range<usize> {
        let end = anchor.saturating_sub(1);
        let mut start = end;
        while start > 0 && self.line(start - 1).trim_start().starts_with("//") {
            start -= 1;
        }
        start..end
    }

    /// Returns whether a comment that begins so stands above an entry.
    pub(super) fn has(&self, anchor: usize, cause: &str) -> bool {
        let words: Vec<&str> = self
            .block(anchor)
            .flat_map(|at| self.line(at).trim().trim_start_matches('/').split_whitespace())
            .collect();
        words.join(" ").contains(cause)
    }

    /// The lines of a comment above an entry, without their indent.
    pub(super) fn lines_of(&self, anchor: usize, comment: &str) -> Vec<String> {
        comment_lines(comment, self.indent(anchor).chars().count())
    }

    fn indent(&self, anchor: usize) -> &'a str {
        let line = self.line(anchor.saturating_sub(1));
        line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
    }

    /// Where a comment stands as import wrote it.
    pub(super) fn find(&self, anchor: usize, comment: &str) -> Option<std::ops::Range<usize>> {
        let lines = self.lines_of(anchor, comment);
        let block = self.block(anchor);
        let starts = block.start..=block.end.checked_sub(lines.len())?;
        starts.into_iter().map(|start| start..start + lines.len()).find(|range| {
            range
                .clone()
                .zip(&lines)
                .all(|(at, line)| self.line(at).trim() == line && !self.removed.contains(&at))
        })
    }

    pub(super) fn remove(&mut self, anchor: usize, comment: &str) {
        if let Some(range) = self.find(anchor, comment) {
            self.removed.extend(range);
        }
    }

    pub(super) fn replace(&mut self, anchor: usize, old: &str, new: &str) -> bool {
        let Some(range) = self.find(anchor, old) else { return false };
        self.put(range.start, anchor, new);
        self.removed.extend(range);
        true
    }

    /// Writes a comment above an entry, unless that does not begin a line.
    pub(super) fn insert(&mut self, anchor: usize, comment: &str) -> bool {
        let index = anchor.saturating_sub(1);
        let begins_line = self.line(index).trim_start().starts_with('"');
        if begins_line {
            self.put(index, anchor, comment);
        }
        begins_line
    }

    fn put(&mut self, before: usize, anchor: usize, comment: &str) {
        let indent = self.indent(anchor);
        let end = if self.line(anchor.saturating_sub(1)).ends_with("\r\n") { "\r\n" } else { "\n" };
        let lines = self.lines_of(anchor, comment).into_iter().map(|line| [indent, &line, end].concat());
        self.inserted.entry(before).or_default().extend(lines);
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (at, line) in self.all.iter().enumerate() {
            text.extend(self.inserted.get(&at).into_iter().flatten().map(String::as_str));
            if !self.removed.contains(&at) {
                text.push_str(line);
            }
        }
        text
    }
}

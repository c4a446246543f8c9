//! The pieces that the text of a table is cut into.

/// A piece of a table: a cell, or a part of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Unit {
    pub(super) text: String,
    /// The text as one word, if an invisible place for a line break has parted it.
    pub(super) whole_word: Option<String>,
    /// A row begins here; not; nobody knows.
    pub(super) starts_row: Option<bool>,
    /// The layout marks it as a type.
    pub(super) typed: bool,
    /// What stands between it and the piece before.
    pub(super) before: Before,
    /// It begins a row, but without the pipe that a name has before it.
    pub(super) unnamed: bool,
    /// A pipe stands behind it: no more of its text follows.
    pub(super) closed: bool,
    /// Empty cells before it, on the same line.
    pub(super) gaps: usize,
    /// The line that it is on.
    pub(super) line: usize,
}

impl Unit {
    /// Returns the text, as one word if it is one.
    pub(super) fn word(&self) -> &str {
        self.whole_word.as_deref().unwrap_or(&self.text)
    }
}

/// What stands between a piece and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Before {
    /// A cell's end and a line's.
    #[default]
    Cell,
    /// A pipe on the same line: it may be a pipe of the cell's own text.
    Pipe,
    /// A line end without a cell's end: it may be the same cell.
    Line,
}

//! A document without the items of its list.

use crate::engine::{Document, Origin, Positions};

/// The text of a document in which the items of a list are left out.
#[derive(Debug, Default)]
pub(crate) struct Shell {
    text: String,
    start: Option<Origin>,
    /// The position at which items are left out, and where the document continues.
    cut: Option<(usize, Origin)>,
}

impl Shell {
    /// Returns whether it has not begun.
    pub(super) fn is_new(&self) -> bool {
        self.start.is_none()
    }

    /// Says where in the input the text begins.
    pub(super) fn begin(&mut self, start: Origin) {
        self.start = Some(start);
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Leaves something out: the document continues elsewhere.
    pub(super) fn cut(&mut self, origin: Origin) {
        self.cut = Some((self.text.len(), origin));
    }

    /// Returns whether something is left out.
    pub(super) fn has_cut(&self) -> bool {
        self.cut.is_some()
    }

    /// Returns a document with this end instead of the rest. What is in the end counts as behind `origin`.
    pub(super) fn closed(&self, end: &str, origin: Origin) -> Shell {
        let behind = origin.behind(" ");
        Shell {
            text: format!("{}{end}", self.text),
            start: self.start,
            cut: Some((self.text.len() + 1, behind)),
        }
    }

    /// Returns what stands behind the items that are left out.
    #[cfg(feature = "json")]
    pub(crate) fn tail(&self) -> Option<&str> {
        self.text.get(self.cut?.0..)
    }

    /// Returns the document for an engine.
    pub(crate) fn document(&self) -> Document<'_> {
        let start = self.start.unwrap_or(Origin::behind_bom(0));
        Document { text: &self.text, positions: Positions::of_part(start, self.cut) }
    }
}

//! A text with its name.

use std::{
    borrow::Cow,
    ops::Range,
    path::Path,
    sync::{Arc, OnceLock},
};

use crate::{address, spec::Span};

/// A text file that diagnostics point into. Cheap to clone.
#[derive(Clone, Debug)]
pub struct SourceFile(Arc<Contents>);

#[derive(Debug)]
struct Contents {
    path: String,
    text: String,
    /// The first byte of each line but the first, found when the first line is asked for.
    breaks: OnceLock<Vec<usize>>,
    /// How many characters begin before each block of the text, found when the first column is asked for: in
    /// a file of one long line each place would be counted from its start.
    blocks: OnceLock<Vec<usize>>,
    /// Where secrets stand, in order.
    secrets: OnceLock<Vec<Range<usize>>>,
}

/// The bytes of a block of [`Contents::blocks`].
const BLOCK: usize = 1024;

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.path() == other.path() && self.text() == other.text())
    }
}

impl Eq for SourceFile {}

/// A place in a file as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl SourceFile {
    /// Returns a file of this path (shown as given, with `/` between its parts) and text.
    #[must_use]
    pub fn new(path: &Path, text: impl Into<String>) -> Self {
        let path = path.to_string_lossy();
        let path =
            if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.into_owned() };
        Self(Arc::new(Contents {
            path,
            text: text.into(),
            breaks: OnceLock::new(),
            blocks: OnceLock::new(),
            secrets: OnceLock::new(),
        }))
    }

    /// Returns the path, as messages show it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Returns the whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Says where secrets stand in the text, in order: they are not shown. That can be said once.
    pub(crate) fn hide(&self, secrets: Vec<Range<usize>>) {
        let _ = self.0.secrets.set(secrets);
    }

    /// Returns whether the text holds a secret's value, beside those in addresses.
    #[must_use]
    pub fn has_secrets(&self) -> bool {
        self.0.secrets.get().is_some_and(|secrets| !secrets.is_empty())
    }

    /// Returns these lines as they may be shown: with asterisks for secrets. Every byte is where it was.
    pub(super) fn shown(&self, lines: Range<usize>) -> Cow<'_, str> {
        let text = &self.text()[lines.clone()];
        let hidden = self.0.secrets.get().map_or(&[][..], Vec::as_slice);
        let first = hidden.partition_point(|secret| secret.end <= lines.start);
        let within = hidden[first..].iter().take_while(|secret| secret.start < lines.end);
        let within: Vec<Range<usize>> = within
            .map(|secret| {
                secret.start.max(lines.start) - lines.start..secret.end.min(lines.end) - lines.start
            })
            .collect();
        match address::masked(text) {
            Cow::Borrowed(text) => address::asterisks(text, &within),
            Cow::Owned(text) => Cow::Owned(address::asterisks(&text, &within).into_owned()),
        }
    }

    /// Returns the line and the column of a byte. A byte after the end counts as the end.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> LineColumn {
        let end = self.boundary_before(byte);
        let line = self.line_at(end);
        let column = self.characters_before(end) - self.characters_before(self.line(line).start);
        LineColumn { line: line + 1, column: column + 1 }
    }

    /// Returns how many characters begin before a byte.
    fn characters_before(&self, byte: usize) -> usize {
        let count = |bytes: &[u8]| bytes.iter().filter(|byte| (**byte).cast_signed() >= -64).count();
        let bytes = self.text().as_bytes();
        let blocks = self.0.blocks.get_or_init(|| {
            let mut sum = 0;
            let blocks = bytes.chunks(BLOCK).map(|block| {
                sum += count(block);
                sum
            });
            std::iter::once(0).chain(blocks).collect()
        });
        let block = byte / BLOCK;
        blocks.get(block).copied().unwrap_or(0) + count(&bytes[block * BLOCK..byte])
    }

    /// Returns the whole lines that hold a span; of the end of the text the last line that has anything in
    /// it.
    pub(super) fn lines_of(&self, span: Span) -> Range<usize> {
        let last = self.text().len().saturating_sub(1);
        self.line(self.line_at(span.start.min(last))).start..self.line(self.line_at(span.end)).end
    }

    /// Returns a span that can be cut out: within the text and between characters.
    pub(super) fn within(&self, span: Span) -> Span {
        let text = self.text();
        let start = self.boundary_before(span.start);
        let mut end = span.end.clamp(start, text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Span { start, end }
    }

    fn boundary_before(&self, byte: usize) -> usize {
        let text = self.text();
        let mut at = byte.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// Returns the line that a byte is in, from 0.
    fn line_at(&self, byte: usize) -> usize {
        self.breaks().partition_point(|start| *start <= byte)
    }

    /// Returns a line, counted from 0, with its end.
    fn line(&self, line: usize) -> Range<usize> {
        let breaks = self.breaks();
        let start = line.checked_sub(1).and_then(|before| breaks.get(before)).copied().unwrap_or(0);
        start..breaks.get(line).copied().unwrap_or(self.text().len())
    }

    fn breaks(&self) -> &[usize] {
        self.0.breaks.get_or_init(|| self.text().match_indices('\n').map(|(at, _)| at + 1).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::SourceFile;
    use crate::spec::Span;

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let file = SourceFile::new(Path::new("a"), "ab\nßc\r\n\nd");
        let places = [0, 2, 3, 4, 5, 7, 8, 9, 10, 99].map(|byte| {
            let place = file.line_column(byte);
            (place.line, place.column)
        });
        let expected = [(1, 1), (1, 3), (2, 1), (2, 1), (2, 2), (2, 4), (3, 1), (4, 1), (4, 2), (4, 2)];
        assert_eq!(places, expected);
        assert_eq!(file.lines_of(Span::new(1, 5)), 0..8);
        assert_eq!(file.lines_of(Span::new(10, 10)), 9..10);
        let ended = SourceFile::new(Path::new("a"), "a\nb\n");
        assert_eq!(ended.lines_of(Span::new(4, 4)), 2..4);
        assert_eq!(SourceFile::new(Path::new("a"), "").line_column(3).column, 1);
        let long = SourceFile::new(Path::new("a"), "aß€🙂".repeat(1000));
        for (byte, _) in long.text().char_indices() {
            let column = long.text()[..byte].chars().count() + 1;
            assert_eq!(long.line_column(byte).column, column);
        }
    }

    #[test]
    fn places_in_one_long_line_cost_little() {
        let long = SourceFile::new(Path::new("a"), "x".repeat(10_000_000));
        let columns = (0..100_000).map(|place| long.line_column(10_000_000 - place).column);
        assert_eq!(columns.min(), Some(9_900_002));
    }
}

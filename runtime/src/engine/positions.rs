//! Where in the input the text is that an engine reads.

use crate::error::Error;

/// A position in the input: the offset in bytes, and the line and the character in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) offset: usize,
    /// How many lines are before this one.
    lines: usize,
    /// How many characters of the line are before it.
    characters: usize,
}

impl Origin {
    /// Returns the position behind the byte-order mark, which is no character of the first line.
    pub(crate) const fn behind_bom(bom_len: usize) -> Self {
        Origin { offset: bom_len, lines: 0, characters: 0 }
    }

    /// Returns the position behind a text that stands here.
    #[must_use]
    pub(crate) fn behind(self, text: &str) -> Self {
        let Origin { offset, lines, characters } = self;
        let (before, characters) = match text.rfind('\n') {
            Some(newline) => (text[newline + 1..].chars().count(), 0),
            None => (text.chars().count(), characters),
        };
        Origin { offset: offset + text.len(), lines: lines + newlines(text), characters: characters + before }
    }
}

/// Returns how many lines end in a text.
fn newlines(text: &str) -> usize {
    // Few enough at once for their number to fit into a byte, so that many are counted by one instruction.
    let count = |chunk: &[u8]| chunk.iter().map(|&byte| u8::from(byte == b'\n')).sum::<u8>();
    text.as_bytes().chunks(255).map(|chunk| usize::from(count(chunk))).sum()
}

/// Where the text that an engine reads stands in the input.
///
/// Most texts are a whole document, behind its byte-order mark if it has one. Where a list is read item by item, a
/// text is a part of the document, or what is left of it without the items.
#[derive(Debug)]
pub(crate) struct Positions {
    /// How many bytes of the input are before the text.
    skipped: usize,
    part: Option<Box<Part>>,
}

/// Where a part of a document stands in the input.
#[derive(Debug)]
struct Part {
    start: Origin,
    /// The position from which on something of the document is left out, and where it continues.
    cut: Option<(usize, Origin)>,
}

impl Positions {
    /// Returns the positions of a whole document.
    pub(crate) fn of_document(bom_len: usize) -> Self {
        Positions { skipped: bom_len, part: None }
    }

    /// Returns the positions of a part of a document, which may go on elsewhere from a position on.
    pub(crate) fn of_part(start: Origin, cut: Option<(usize, Origin)>) -> Self {
        Positions { skipped: start.offset, part: Some(Box::new(Part { start, cut })) }
    }

    /// Returns the piece of the text that a position is in: its first byte, and where that is in the input.
    fn piece(&self, pos: usize) -> (usize, Origin) {
        match &self.part {
            None => (0, Origin::behind_bom(self.skipped)),
            Some(part) => match part.cut {
                Some((cut, origin)) if pos >= cut => (cut, origin),
                _ => (0, part.start),
            },
        }
    }

    /// Returns the offset in the input of a position in the text.
    pub(crate) fn offset(&self, pos: usize) -> usize {
        let (start, origin) = self.piece(pos);
        origin.offset + (pos - start)
    }

    /// Says of an error, which has its position in the text, where that is in the input.
    #[cold]
    pub(crate) fn locate(&self, error: Error, text: &str) -> Error {
        let Some(pos) = error.offset() else { return error };
        let (start, origin) = self.piece(pos);
        let mut end = pos.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let Origin { lines, characters, .. } = origin.behind(&text[start.min(end)..end]);
        error.move_to(self.offset(pos), (lines + 1, characters + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn located(positions: &Positions, text: &str, pos: usize) -> (Option<usize>, Option<(usize, usize)>) {
        let error = positions.locate(Error::new(ErrorKind::Syntax, "").at(pos), text);
        (error.offset(), error.line_column())
    }

    #[test]
    fn lines_and_characters_are_counted_from_the_start_of_the_input() {
        let text = "aä\nb€d\n";
        let whole = Positions::of_document(3);
        for pos in (0..=text.len()).filter(|&pos| text.is_char_boundary(pos)) {
            let (offset, line_column) = located(&whole, text, pos);
            assert_eq!(offset, Some(pos + 3));
            for split in (0..=pos).filter(|&split| text.is_char_boundary(split)) {
                let start = Origin::behind_bom(3).behind(&text[..split]);
                let part = Positions::of_part(start, None);
                assert_eq!(
                    located(&part, &text[split..], pos - split),
                    (offset, line_column),
                    "{split} {pos}"
                );
                // The same text with something left out before it.
                let cut = Positions::of_part(Origin::behind_bom(3), Some((1, start)));
                let left = format!("x{}", &text[split..]);
                assert_eq!(located(&cut, &left, 1 + pos - split), (offset, line_column), "{split} {pos}");
            }
        }
        assert_eq!(located(&whole, text, 1), (Some(4), Some((1, 2))));
        assert_eq!(located(&whole, text, 8), (Some(11), Some((2, 3))));
    }
}

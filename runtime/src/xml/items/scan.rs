//! Where an element ends, without a look at what it is.

/// Finds the ends of the items of a list in a text that grows, and looks at no byte twice.
///
/// It does not check whether the document is well-formed: that is for the reader, which gets an item once its end has
/// come.
#[derive(Debug, Default)]
pub(super) struct ItemScan {
    /// How far the text was looked at.
    pos: usize,
    /// How many elements are open.
    depth: usize,
    inside: Inside,
    is_over: bool,
}

/// What a position is inside of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    /// Text, or white space between elements.
    #[default]
    Content,
    StartTag,
    /// An attribute's value in a start tag, in these quotes.
    Value(u8),
    EndTag,
    Comment,
    Section,
    Instruction,
}

impl ItemScan {
    /// Returns a scan that begins between items, at a position.
    pub(super) fn at(pos: usize) -> Self {
        ItemScan { pos, ..ItemScan::default() }
    }

    /// Returns the position behind the next item, or behind the end tag of the list, if it has come.
    pub(super) fn next_end(&mut self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        while !self.is_over {
            let rest = bytes.get(self.pos..)?;
            match self.inside {
                Inside::Content => {
                    let Some(start) = rest.iter().position(|&byte| byte == b'<') else {
                        self.pos = bytes.len();
                        return None;
                    };
                    self.pos += start;
                    // What begins here is known once this much of it has come.
                    let (inside, len) = match &rest[start..] {
                        [b'<', b'/', ..] => (Inside::EndTag, 2),
                        [b'<', b'?', ..] => (Inside::Instruction, 2),
                        [b'<', b'!', b'-', ..] => (Inside::Comment, 4),
                        [b'<', b'!', _, ..] => (Inside::Section, 3),
                        [b'<', b'!'] | [b'<'] => return None,
                        _ => (Inside::StartTag, 1),
                    };
                    if rest.len() < start + len {
                        return None;
                    }
                    (self.inside, self.pos) = (inside, self.pos + len);
                }
                Inside::StartTag => {
                    let Some(found) = rest.iter().position(|byte| matches!(byte, b'>' | b'"' | b'\'')) else {
                        self.pos = bytes.len();
                        return None;
                    };
                    self.pos += found + 1;
                    if rest[found] != b'>' {
                        self.inside = Inside::Value(rest[found]);
                        continue;
                    }
                    self.inside = Inside::Content;
                    let is_empty = bytes[..self.pos].ends_with(b"/>");
                    if !is_empty {
                        self.depth += 1;
                    } else if self.depth == 0 {
                        return Some(self.pos);
                    }
                }
                Inside::Value(quote) => self.skip_behind(rest, &[quote], Inside::StartTag)?,
                Inside::EndTag => {
                    self.skip_behind(rest, b">", Inside::Content)?;
                    match self.depth {
                        0 => self.is_over = true,
                        depth => self.depth = depth - 1,
                    }
                    if self.depth == 0 {
                        return Some(self.pos);
                    }
                }
                Inside::Comment => self.skip_behind(rest, b"-->", Inside::Content)?,
                Inside::Section => self.skip_behind(rest, b"]]>", Inside::Content)?,
                Inside::Instruction => self.skip_behind(rest, b"?>", Inside::Content)?,
            }
        }
        None
    }

    /// Notes that the first bytes of the text are not there any more.
    pub(super) fn forget(&mut self, len: usize) {
        self.pos = self.pos.saturating_sub(len);
    }

    /// Goes behind what ends here, if that has come.
    fn skip_behind(&mut self, rest: &[u8], end: &[u8], then: Inside) -> Option<()> {
        if let Some(found) = rest.windows(end.len()).position(|window| window == end) {
            (self.inside, self.pos) = (then, self.pos + found + end.len());
            Some(())
        } else {
            // The end may have begun.
            self.pos += rest.len().saturating_sub(end.len() - 1);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ItemScan;

    const TEXT: &str = "<a>x</a> <!-- <b> --> <b c='>' d=\"/>\" /><c><d/><![CDATA[</c>]]><?p </c>?><e>></e></c\n></list><f/>";

    fn ends() -> Vec<usize> {
        ["</a>", "\" />", "</c\n>", "</list>"].iter().map(|end| TEXT.find(end).unwrap() + end.len()).collect()
    }

    #[test]
    fn items_end_where_their_last_tag_does() {
        let mut scan = ItemScan::default();
        let found: Vec<usize> = std::iter::from_fn(|| scan.next_end(TEXT)).collect();
        assert_eq!(found, ends());
    }

    #[test]
    fn a_text_may_come_in_any_pieces() {
        for step in 1..8 {
            let (mut scan, mut found) = (ItemScan::default(), Vec::new());
            for len in (step..TEXT.len()).step_by(step).chain([TEXT.len()]) {
                found.extend(std::iter::from_fn(|| scan.next_end(&TEXT[..len])));
                assert!(found.iter().all(|&end| end <= len));
            }
            assert_eq!(found, ends(), "{step}");
        }
    }

    #[test]
    fn what_was_read_can_be_forgotten() {
        let mut scan = ItemScan::default();
        let end = scan.next_end(TEXT).unwrap();
        scan.forget(end);
        assert_eq!(scan.next_end(&TEXT[end..]).map(|next| next + end), Some(ends()[1]));
    }
}

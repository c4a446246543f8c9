//! Texts, and what stands between elements.

use super::Tokenizer;
use super::tag::Tag;
use crate::contract::Serializer;
use crate::error::{Error, ErrorKind, Result};
use crate::raw;
use std::borrow::Cow;

/// What comes next inside an element that has element content.
pub(crate) enum Next {
    /// A start tag.
    Start,
    /// The end tag.
    End,
}

/// What becomes of texts with comments between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pieces {
    /// They are one text.
    Joined,
    /// The last one counts.
    Last,
}

/// What stands in an element, or next to it.
pub(crate) enum RawNode<'x> {
    /// A start tag, which is read.
    Start(Tag<'x>),
    /// An end tag, which is not read.
    End,
    /// A text, which was added to what was given for it.
    Text,
    /// A comment, a CDATA section or a processing instruction, as it stands in the document.
    Other(&'x str),
    /// The end of the document.
    Nothing,
}

impl<'x> Tokenizer<'x> {
    /// Reads what stands next in an element of any content.
    pub(crate) fn raw_node(&mut self, text: &mut String) -> Result<RawNode<'x>> {
        let start = self.pos;
        match self.rest() {
            [] => return Ok(RawNode::Nothing),
            [b'<', b'/', ..] => return Ok(RawNode::End),
            [b'<', b'!', b'-', b'-', ..] => self.comment()?,
            [b'<', b'!', b'[', ..] => {
                self.cdata()?;
            }
            [b'<', b'!', ..] => return Err(self.dtd()),
            [b'<', b'?', ..] => self.processing_instruction()?,
            [b'<', ..] => return self.start_tag().map(RawNode::Start),
            _ => {
                while !matches!(self.rest(), [] | [b'<', ..]) {
                    let start = self.pos;
                    self.plain_text();
                    text.push_str(&self.text[start..self.pos]);
                    match self.rest() {
                        [] | [b'<', ..] => {}
                        [b'&' | b'>' | b'\r', ..] => self.text_markup(text)?,
                        _ => {
                            let start = self.pos;
                            self.allowed_character()?;
                            text.push_str(&self.text[start..self.pos]);
                        }
                    }
                }
                return Ok(RawNode::Text);
            }
        }
        Ok(RawNode::Other(&self.text[start..self.pos]))
    }

    /// Returns the text of an element, up to its end tag.
    pub(crate) fn text_of(&mut self, tag: &Tag<'x>) -> Result<Cow<'x, str>> {
        if tag.is_empty { Ok(Cow::Borrowed("")) } else { self.text() }
    }

    /// Text up to an end tag. Comments are skipped, CDATA is text.
    pub(crate) fn text(&mut self) -> Result<Cow<'x, str>> {
        let mut text = String::new();
        Ok(match self.text_into(&mut text)? {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(text),
        })
    }

    /// Returns the text of an element as it stands in the document, or else adds it to `out`.
    pub(crate) fn text_into(&mut self, out: &mut String) -> Result<Option<&'x str>> {
        let start = self.pos;
        self.plain_text();
        if self.rest().starts_with(b"</") {
            return Ok(Some(&self.text[start..self.pos]));
        }
        out.push_str(&self.text[start..self.pos]);
        loop {
            let rest = self.rest();
            match rest {
                [] => return Err(self.syntax("the document ends inside a text")),
                [b'<', b'/', ..] => return Ok(None),
                [b'&', ..] => self.references(out)?,
                [b'<', b'!' | b'?', ..] | [b'>' | b'\r', ..] => self.text_markup(out)?,
                [b'<', ..] => {
                    return Err(
                        self.error(ErrorKind::Unexpected, "an element stands where the contract has a text")
                    );
                }
                _ => {
                    let start = self.pos;
                    self.allowed_character()?;
                    out.push_str(&self.text[start..self.pos]);
                }
            }
            let start = self.pos;
            self.plain_text();
            out.push_str(&self.text[start..self.pos]);
        }
    }

    /// Reads what stands in a text and does not mean itself.
    fn text_markup(&mut self, out: &mut String) -> Result<()> {
        let rest = self.rest();
        match rest {
            [b'<', b'!', b'-', b'-', ..] => self.comment()?,
            [b'<', b'!', b'[', ..] => out.push_str(&normalized(self.cdata()?)),
            [b'<', b'?', ..] => self.processing_instruction()?,
            [b'&', ..] => self.references(out)?,
            [b'>', ..] => return Err(self.section_end()),
            [b'\r', ..] => {
                self.pos += if rest.starts_with(b"\r\n") { 2 } else { 1 };
                out.push('\n');
            }
            // Of what begins with `<!` only comments and CDATA may stand in a text.
            _ => {
                return Err(
                    self.error(ErrorKind::Unexpected, "an element stands where the contract has a text")
                );
            }
        }
        Ok(())
    }

    /// Adds the text up to the next tag to `out`, and returns what that is. CDATA is text.
    pub(crate) fn text_piece(&mut self, out: &mut String, pieces: Pieces) -> Result<Next> {
        loop {
            let start = self.pos;
            self.plain_text();
            out.push_str(&self.text[start..self.pos]);
            let rest = self.rest();
            match rest {
                [b'<', b'!', b'-', b'-', ..] => {
                    self.comment()?;
                    if pieces == Pieces::Last && !matches!(self.rest(), [b'<', ..]) {
                        out.clear();
                    }
                }
                [] => return Err(self.syntax("the document ends inside an element")),
                [b'<', b'/', ..] => return Ok(Next::End),
                [b'<', b'!' | b'?', ..] | [b'&' | b'>' | b'\r', ..] => self.text_markup(out)?,
                [b'<', ..] => return Ok(Next::Start),
                _ => {
                    let start = self.pos;
                    self.allowed_character()?;
                    out.push_str(&self.text[start..self.pos]);
                }
            }
        }
    }

    /// Skips text that means itself.
    #[inline]
    fn plain_text(&mut self) {
        loop {
            self.pos += raw::plain_len(self.rest());
            match self.rest() {
                [b'\t' | b'\n', ..] => self.pos += 1,
                [b'>', ..] if !self.bytes[..self.pos].ends_with(b"]]") => self.pos += 1,
                // Three bytes from U+F000 on; the last two of them are U+FFFE and U+FFFF.
                [0xef, second, third, ..] if (*second, *third) < (0xbf, 0xbe) => self.pos += 3,
                _ => return,
            }
        }
    }

    fn section_end(&mut self) -> Error {
        self.pos -= 2;
        self.syntax("`]]>` is not allowed in text")
    }

    /// One character, if XML allows it.
    pub(super) fn allowed_character(&mut self) -> Result<()> {
        match self.text[self.pos..].chars().next() {
            Some('\t' | '\n' | '\r') => self.pos += 1,
            Some(c) if c < ' ' || c == '\u{fffe}' || c == '\u{ffff}' => {
                return Err(
                    self.syntax(format!("the character U+{:04X} is not allowed in XML", u32::from(c)))
                );
            }
            Some(c) => self.pos += c.len_utf8(),
            None => return Err(self.syntax("the document ends here")),
        }
        Ok(())
    }

    /// Reads a reference, and the text and the references that follow it as far as they are the usual ones.
    fn references(&mut self, out: &mut String) -> Result<()> {
        match raw::push_unescaped(out, self.text, self.pos) {
            0 => self.reference(out),
            length => {
                self.pos += length;
                Ok(())
            }
        }
    }

    /// `&amp;`, `&#38;`, `&#x26;`
    pub(super) fn reference(&mut self, out: &mut String) -> Result<()> {
        let (c, length) = match self.rest() {
            [_, b'a', b'm', b'p', b';', ..] => ('&', 5),
            [_, b'l', b't', b';', ..] => ('<', 4),
            [_, b'g', b't', b';', ..] => ('>', 4),
            [_, b'q', b'u', b'o', b't', b';', ..] => ('"', 6),
            [_, b'a', b'p', b'o', b's', b';', ..] => ('\'', 6),
            rest => self.numbered(rest)?,
        };
        out.push(c);
        self.pos += length;
        Ok(())
    }

    /// `&#38;`: the character, and how long its reference is.
    fn numbered(&self, rest: &[u8]) -> Result<(char, usize)> {
        // Longer ones are none, and need not be searched for.
        let Some(end) = rest.iter().take(16).position(|&c| c == b';') else {
            return Err(
                self.syntax("`&` begins a reference, which ends with `;`; write `&amp;` for the character")
            );
        };
        match character(&self.text[self.pos + 1..self.pos + end]) {
            Some(c) => Ok((c, end + 1)),
            None => {
                Err(self
                    .syntax("this reference is not known: XML has only amp, lt, gt, quot, apos and numbers"))
            }
        }
    }

    /// Skips white space and comments between elements; anything else but a tag is an error.
    pub(crate) fn next(&mut self) -> Result<Next> {
        loop {
            self.skip_white_space();
            match self.rest() {
                [b'<', b'/', ..] => return Ok(Next::End),
                // XmlSerializer does not mind texts there.
                [b'<', b'!' | b'?', ..] | [b'&', ..] if self.serializer == Serializer::XmlSerializer => {
                    return self.text_piece(&mut String::new(), Pieces::Last);
                }
                [b'<', b'!' | b'?', ..] | [b'&', ..] => self.between_elements()?,
                [b'<', ..] => return Ok(Next::Start),
                [] => return Err(self.syntax("the document ends inside an element")),
                _ if self.serializer == Serializer::XmlSerializer => {
                    return self.text_piece(&mut String::new(), Pieces::Last);
                }
                _ => return Err(self.text_between_elements(self.pos)),
            }
        }
    }

    /// Skips what stands between elements and is no tag: comments, and white space that is written as
    /// CDATA or by references, which is white space to .NET as well.
    #[cold]
    fn between_elements(&mut self) -> Result<()> {
        let start = self.pos;
        match self.rest() {
            [b'<', b'!', b'-', b'-', ..] => self.comment(),
            [b'<', b'!', b'D', ..] => Err(self.dtd()),
            [b'<', b'?', ..] => self.processing_instruction(),
            [b'<', ..] if is_white_space(self.cdata()?) => Ok(()),
            [b'<', ..] => {
                self.pos = start;
                Err(self.error(ErrorKind::Unexpected, "CDATA stands where the contract has elements"))
            }
            _ => {
                let mut character = String::new();
                self.reference(&mut character)?;
                if is_white_space(&character) { Ok(()) } else { Err(self.text_between_elements(start)) }
            }
        }
    }

    /// Returns whether an element's content begins with a start tag; the position stays.
    #[cfg(feature = "http")]
    pub(crate) fn has_elements(&mut self) -> bool {
        let start = self.pos;
        let next = self.next();
        self.pos = start;
        matches!(next, Ok(Next::Start))
    }

    fn text_between_elements(&mut self, start: usize) -> Error {
        self.pos = start;
        self.error(ErrorKind::Unexpected, "text stands where the contract has elements")
    }

    /// Nothing but white space and comments may stand in this element.
    pub(crate) fn no_content(&mut self, tag: &Tag<'x>) -> Result<()> {
        if tag.is_empty {
            return Ok(());
        }
        match self.next()? {
            Next::End => Ok(()),
            Next::Start => Err(self.error(ErrorKind::Unexpected, "an element stands where none is expected")),
        }
    }

    /// Skips all that is in an element, up to its end tag.
    pub(crate) fn skip_content(&mut self, tag: &Tag<'x>) -> Result<()> {
        if tag.is_empty {
            return Ok(());
        }
        // By a list of its own, not by recursion: what is skipped may nest as deep as the limit allows.
        let mut open: Vec<Tag<'x>> = Vec::new();
        loop {
            self.plain_text();
            match self.rest() {
                [b'<', b'/', ..] => match open.pop() {
                    Some(tag) => self.finish(&tag)?,
                    None => return Ok(()),
                },
                [b'<', b'!', b'-', b'-', ..] => self.comment()?,
                [b'<', b'!', b'[', ..] => {
                    self.cdata()?;
                }
                [b'<', b'!', ..] => return Err(self.dtd()),
                [b'<', b'?', ..] => self.processing_instruction()?,
                [b'<', ..] => {
                    let tag = self.start_tag()?;
                    if tag.is_empty {
                        self.finish(&tag)?;
                    } else {
                        open.push(tag);
                    }
                }
                [b'&', ..] => self.reference(&mut String::new())?,
                [b'>', ..] => return Err(self.section_end()),
                [] => return Err(self.syntax("the document ends inside an element")),
                _ => self.allowed_character()?,
            }
        }
    }
}

/// Returns whether a text is empty or nothing but what XML takes for white space.
fn is_white_space(text: &str) -> bool {
    raw::white_space_len(text.as_bytes()) == text.len()
}

/// Line ends in CDATA are as normalized as those in text.
fn normalized(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns a character by its number. Those that XML forbids are taken, as by .NET's reader, because its
/// writer makes them; half of a surrogate pair, which .NET takes too, has no place in Rust's texts.
fn character(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix('x') {
        Some(hex) if !hex.is_empty() && hex.bytes().all(|c| c.is_ascii_hexdigit()) => {
            u32::from_str_radix(hex, 16).ok()?
        }
        None if !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit()) => number.parse().ok()?,
        _ => return None,
    };
    char::from_u32(code)
}

//! Texts with characters that have to be written in another way.

use super::block::{first, specials};
use super::copy::Cursor;

/// What is written for a character.
#[derive(Clone, Copy)]
struct Escape {
    /// Padded.
    bytes: [u8; 8],
    len: usize,
}

impl Escape {
    const NONE: Escape = Escape::new("");

    const fn new(text: &str) -> Self {
        let mut escape = Escape { bytes: [0; 8], len: text.len() };
        let mut place = 0;
        while place < text.len() {
            escape.bytes[place] = text.as_bytes()[place];
            place += 1;
        }
        escape
    }

    const fn reference(number: u8) -> Self {
        let digit = b"0123456789ABCDEF"[number as usize % 16];
        if number < 16 {
            Escape { bytes: [b'&', b'#', b'x', digit, b';', 0, 0, 0], len: 5 }
        } else {
            Escape { bytes: [b'&', b'#', b'x', b'0' + number / 16, digit, b';', 0, 0], len: 6 }
        }
    }
}

/// By the characters whose bytes stand for themselves alone.
static ESCAPES: [Escape; 0x40] = {
    let mut escapes = [Escape::NONE; 0x40];
    let mut control = 0;
    while control < b' ' {
        escapes[control as usize] = Escape::reference(control);
        control += 1;
    }
    escapes[b'\t' as usize] = Escape::new("\t");
    escapes[b'&' as usize] = Escape::new("&amp;");
    escapes[b'<' as usize] = Escape::new("&lt;");
    escapes[b'>' as usize] = Escape::new("&gt;");
    escapes
};

/// How much a block can become: each byte a reference of eight.
const ROOM: usize = 16 * 8;

/// Appends text: `&`, `<` and `>` are escaped, characters that XML forbids become references, and line ends
/// become `line_end`, which is one of them.
pub(in super::super) fn push_escaped(out: &mut Vec<u8>, text: &str, line_end: &str) {
    let line_end = Escape::new(line_end);
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        let mut cursor = Cursor::new(out, rest.len().max(ROOM));
        // SAFETY: room was made for a block.
        let count = unsafe { cursor.put_escaped_block(rest, &line_end) };
        cursor.finish();
        rest = &rest[count..];
    }
}

impl Cursor<'_> {
    /// Writes about sixteen bytes of a text: how many.
    ///
    /// # Safety
    /// There has to be `ROOM`, and a block more.
    #[inline(always)]
    unsafe fn put_escaped_block(&mut self, text: &[u8], line_end: &Escape) -> usize {
        let (mut block, count) = first(text);
        let mut specials = specials(&block.to_le_bytes()) & ((1 << count) - 1);
        let mut place = 0;
        // SAFETY: each of sixteen bytes becomes eight at most; sixteen are written for what stands before one
        // of them.
        unsafe {
            while specials != 0 {
                let plain = specials.trailing_zeros() as usize;
                self.put(&block.to_le_bytes(), plain);
                place += plain;
                block >>= 8 * plain;
                let byte = block.to_le_bytes()[0];
                if matches!(byte, b'\n' | b'\r' | 0xef) {
                    let (escape, taken) = in_context(&text[place..], line_end);
                    self.put(&escape.bytes, escape.len);
                    place += taken;
                    if taken > 1 {
                        // It may reach into the next block.
                        return place;
                    }
                } else {
                    let escape = &ESCAPES[usize::from(byte % 0x40)];
                    self.put(&escape.bytes, escape.len);
                    place += 1;
                }
                block >>= 8;
                specials = specials >> plain >> 1;
            }
            self.put(&block.to_le_bytes(), count - place);
        }
        count
    }
}

/// Returns what the first bytes of a text become that do not stand for themselves alone, and how many they
/// are.
fn in_context<'e>(text: &[u8], line_end: &'e Escape) -> (&'e Escape, usize) {
    match text {
        [b'\r', b'\n', ..] => (line_end, 2),
        [b'\r' | b'\n', ..] => (line_end, 1),
        [0xef, 0xbf, 0xbe, ..] => (const { &Escape::new("&#xFFFE;") }, 3),
        [0xef, 0xbf, 0xbf, ..] => (const { &Escape::new("&#xFFFF;") }, 3),
        _ => (const { &Escape { bytes: [0xef, 0, 0, 0, 0, 0, 0, 0], len: 1 } }, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::push_escaped;

    /// The rules, character by character.
    fn expected(text: &str, line_end: &str) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let escaped = text.chars().map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '\n' => line_end.to_owned(),
            '\t' => "\t".to_owned(),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => format!("&#x{:X};", u32::from(c)),
            c => c.to_string(),
        });
        escaped.collect()
    }

    fn check(text: &str) {
        for line_end in ["\n", "\r\n"] {
            let mut out = b"before".to_vec();
            push_escaped(&mut out, text, line_end);
            assert_eq!(String::from_utf8(out), Ok(format!("before{}", expected(text, line_end))), "{text:?}");
        }
    }

    #[test]
    fn any_character_at_any_place_in_texts_of_any_length() {
        // Miri takes its time.
        let step = if cfg!(miri) { 15 } else { 1 };
        let characters = (0..0x80).map(char::from).step_by(if cfg!(miri) { 31 } else { 1 });
        for c in characters.chain([
            '\u{e9}',
            '\u{fffc}',
            '\u{fffe}',
            '\u{ffff}',
            '\u{ff01}',
            '\u{f000}',
            '\u{10ffff}',
        ]) {
            for before in (0..36).step_by(step) {
                for after in (0..20).step_by(step) {
                    let (before, after) = ("b".repeat(before), "a".repeat(after));
                    check(&format!("{before}{c}{after}"));
                    check(&format!("{before}{c}{c}{after}{c}"));
                }
            }
        }
    }

    #[test]
    fn line_ends_across_blocks() {
        for before in if cfg!(miri) { 14..17 } else { 0..20 } {
            for line_ends in ["\r\n", "\r\r\n", "\n\r", "\r\n\r\n\n", "\r"] {
                check(&format!("{}{line_ends}", "b".repeat(before)));
                check(&format!("{}{line_ends}after", "b".repeat(before)));
            }
        }
    }

    #[test]
    fn nothing_but_what_becomes_longest() {
        for count in (0..40).step_by(if cfg!(miri) { 9 } else { 1 }) {
            check(&"\u{ffff}".repeat(count));
            check(&"\u{1f}".repeat(count));
        }
    }
}

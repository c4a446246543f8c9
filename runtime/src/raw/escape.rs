//! Texts with characters that have to be written in another way.

use super::block::specials;
use super::copy::Cursor;

/// What is written for a byte: up to seven bytes, the first one lowest, and how many they are in the highest one.
#[derive(Clone, Copy)]
struct Escape(u64);

impl Escape {
    /// For bytes that depend on what follows them.
    const IN_CONTEXT: Escape = Escape(0);

    const fn new(text: &[u8]) -> Self {
        assert!(!text.is_empty() && text.len() < 8);
        let mut escape = [0; 8];
        let mut place = 0;
        while place < text.len() {
            escape[place] = text[place];
            place += 1;
        }
        escape[7] = text.len().to_le_bytes()[0];
        Escape(u64::from_le_bytes(escape))
    }

    const fn reference(number: u8) -> Self {
        let digit = b"0123456789ABCDEF"[number as usize % 16];
        if number < 16 {
            Escape::new(&[b'&', b'#', b'x', digit, b';'])
        } else {
            Escape::new(&[b'&', b'#', b'x', b'0' + number / 16, digit, b';'])
        }
    }

    /// Returns how many bytes are written: 0 for [`Escape::IN_CONTEXT`].
    fn len(self) -> usize {
        usize::from(self.0.to_le_bytes()[7])
    }
}

/// What each byte becomes.
struct Escapes {
    of: [Escape; 0x100],
    line_end: &'static str,
}

static LINE_FEED: Escapes = Escapes::with("\n");
static CARRIAGE_RETURN_AND_LINE_FEED: Escapes = Escapes::with("\r\n");

impl Escapes {
    const fn with(line_end: &'static str) -> Self {
        let mut of = [Escape::IN_CONTEXT; 0x100];
        let mut byte = u8::MAX;
        loop {
            of[byte as usize] = if byte < b' ' { Escape::reference(byte) } else { Escape::new(&[byte]) };
            if byte == 0 {
                break;
            }
            byte -= 1;
        }
        of[b'\t' as usize] = Escape::new(b"\t");
        of[b'\n' as usize] = Escape::new(line_end.as_bytes());
        of[b'&' as usize] = Escape::new(b"&amp;");
        of[b'<' as usize] = Escape::new(b"&lt;");
        of[b'>' as usize] = Escape::new(b"&gt;");
        of[b'\r' as usize] = Escape::IN_CONTEXT;
        of[0xef] = Escape::IN_CONTEXT;
        Escapes { of, line_end }
    }

    fn of(line_end: &str) -> &'static Self {
        if line_end.len() == 1 { &LINE_FEED } else { &CARRIAGE_RETURN_AND_LINE_FEED }
    }
}

/// How many bytes a byte becomes at most.
const MOST: usize = 8;

/// How long the pieces are for which room is made at once. Miri takes minutes for long texts.
const PIECE: usize = if cfg!(miri) { 64 } else { 1024 };

/// Appends text: `&`, `<` and `>` are escaped, characters that XML forbids become references, and line ends
/// become `line_end`, which is one of them.
pub(in super::super) fn push_escaped(out: &mut Vec<u8>, text: &str, line_end: &str) {
    let escapes = Escapes::of(line_end);
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(piece_len(rest));
        let mut cursor = Cursor::new(out, MOST * piece.len());
        // SAFETY: there is room for the piece and a block.
        unsafe { write_escaped(&mut cursor, piece.as_bytes(), escapes) };
        cursor.finish();
        rest = behind;
    }
}

/// Returns how long the first piece of a text is, which divides no character and no line end.
fn piece_len(text: &str) -> usize {
    let Some(mut len) = Some(PIECE).filter(|len| *len < text.len()) else { return text.len() };
    while !text.is_char_boundary(len) {
        len -= 1;
    }
    len - usize::from(text.as_bytes()[len - 1..].starts_with(b"\r\n"))
}

/// Writes text, escaped: blocks that have nothing special as they are, the others byte by byte. Where one byte is
/// special others are too, and to look up all of them takes less time than a branch that guesses wrong where the next
/// one is.
///
/// # Safety
/// There has to be room for [`MOST`] bytes for each of the text, and for a block more.
#[inline(always)]
unsafe fn write_escaped(cursor: &mut Cursor<'_>, text: &[u8], escapes: &Escapes) {
    let mut rest = text;
    // SAFETY: as the caller says.
    unsafe {
        while let Some(block) = rest.first_chunk::<16>() {
            let done = if specials(block) == 0 {
                cursor.put(block, 16);
                16
            } else {
                write_bytes(cursor, rest, 16, escapes)
            };
            rest = rest.get(done..).unwrap_or_default();
        }
        write_bytes(cursor, rest, rest.len(), escapes);
    }
}

/// Writes the first `count` bytes of a text, or some more if a line end or a character reaches beyond them: how many.
///
/// # Safety
/// There has to be room for what they become, and for a block more.
#[inline(always)]
unsafe fn write_bytes(cursor: &mut Cursor<'_>, text: &[u8], count: usize, escapes: &Escapes) -> usize {
    let mut done = 0;
    while done < count
        && let Some(&byte) = text.get(done)
    {
        let escape = escapes.of[usize::from(byte)];
        // SAFETY: as the caller says; eight bytes are written, for which there is room.
        unsafe {
            if escape.len() == 0 {
                let (written, taken) = in_context(&text[done..], escapes);
                written.as_ptr().copy_to_nonoverlapping(cursor.place(), written.len());
                cursor.skip(written.len());
                done += taken;
            } else {
                cursor.put(&escape.0.to_le_bytes(), escape.len());
                done += 1;
            }
        }
    }
    done
}

/// Returns what the first bytes of a text become that do not stand for themselves alone, and how many they
/// are.
#[inline(never)]
fn in_context(text: &[u8], escapes: &Escapes) -> (&'static [u8], usize) {
    match text {
        [b'\r', b'\n', ..] => (escapes.line_end.as_bytes(), 2),
        [b'\r', ..] => (escapes.line_end.as_bytes(), 1),
        [0xef, 0xbf, 0xbe, ..] => (b"&#xFFFE;", 3),
        [0xef, 0xbf, 0xbf, ..] => (b"&#xFFFF;", 3),
        _ => (&[0xef], 1),
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
    fn characters_and_line_ends_across_pieces() {
        let rests = ["\r\n", "\r\r\n", "\n\r\n", "\u{ffff}", "<\u{10ffff}>", "&&&&"];
        for before in (super::PIECE - 8..super::PIECE + 4).step_by(if cfg!(miri) { 5 } else { 1 }) {
            for rest in rests {
                check(&format!("{}{rest}{rest}and more", "b".repeat(before)));
            }
        }
        check(&"\r".repeat(3 * super::PIECE));
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

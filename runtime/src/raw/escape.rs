//! Texts with characters that have to be written in another way.

use super::block::{first, specials};
use super::copy::Cursor;

/// What is written for a character: up to seven bytes, the first one lowest, and how many they are in the highest one.
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
}

/// By the lower six bits of bytes that are special, which tell them apart.
static ESCAPES: [Escape; 0x40] = {
    let mut escapes = [Escape::IN_CONTEXT; 0x40];
    let mut control = 0;
    while control < b' ' {
        if !matches!(control, b'\n' | b'\r') {
            escapes[control as usize] = Escape::reference(control);
        }
        control += 1;
    }
    escapes[b'\t' as usize] = Escape::new(b"\t");
    escapes[b'&' as usize] = Escape::new(b"&amp;");
    escapes[b'<' as usize] = Escape::new(b"&lt;");
    escapes[b'>' as usize] = Escape::new(b"&gt;");
    escapes
};

/// A block of a text, and as many bytes behind it, so that sixteen can be read from any place in the block.
type Window = [u8; 32];

/// How many bytes a byte becomes at most.
const MOST: usize = 8;

/// How long the pieces are for which room is made at once.
const PIECE: usize = 1024;

/// Appends text: `&`, `<` and `>` are escaped, characters that XML forbids become references, and line ends
/// become `line_end`, which is one of them.
pub(in super::super) fn push_escaped(out: &mut Vec<u8>, text: &str, line_end: &str) {
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(piece_len(rest));
        let mut cursor = Cursor::new(out, MOST * piece.len());
        let start = cursor.place();
        // SAFETY: there is room for the piece and a block, and it is written up to its end.
        unsafe { cursor.skip(write_escaped(start, piece, line_end).offset_from_unsigned(start)) };
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

/// Writes text, escaped: up to where.
///
/// # Safety
/// There has to be room for [`MOST`] bytes for each of the text, and for a block more.
#[inline(always)]
unsafe fn write_escaped(mut next: *mut u8, text: &str, line_end: &str) -> *mut u8 {
    let mut rest = text.as_bytes();
    // SAFETY: as the caller says.
    unsafe {
        while let Some(window) = rest.first_chunk() {
            let done;
            (next, done) = write_block(next, window, 16, line_end);
            rest = rest.get(done..).unwrap_or_default();
        }
        let padded = padded(rest);
        let mut done = 0;
        while let (Some(left @ 1..), Some(window)) =
            (rest.len().checked_sub(done), padded.get(done..).and_then(<[u8]>::first_chunk))
        {
            let more;
            (next, more) = write_block(next, window, left.min(16), line_end);
            done += more;
        }
    }
    next
}

/// Returns a text of less than a window with zeros behind it.
#[inline(always)]
fn padded(text: &[u8]) -> [u8; 64] {
    let mut padded = [0; 64];
    if let (Some(start), Some(end)) = (text.first_chunk::<16>(), text.last_chunk::<16>()) {
        padded[..16].copy_from_slice(start);
        // The last bytes overlap the first ones, and are the same where they do.
        padded[text.len() % 32 - 16..][..16].copy_from_slice(end);
    } else {
        padded[..16].copy_from_slice(&first(text).0.to_le_bytes());
    }
    padded
}

/// Writes the first `count` bytes of a window, of which there are sixteen at most, or some more if a line end or a
/// character reaches beyond them: up to where, and how many.
///
/// # Safety
/// There has to be room for what they become, and a block more.
#[inline(always)]
unsafe fn write_block(mut next: *mut u8, window: &Window, count: usize, line_end: &str) -> (*mut u8, usize) {
    let text = window.as_ptr();
    let mut start = text;
    // SAFETY: sixteen bytes are read from places in the first block, and as many are written for what stands before a
    // special one; what that becomes is eight bytes long at most.
    unsafe {
        let block = text.cast::<[u8; 16]>().read_unaligned();
        let mut specials = specials(&block) & ((1 << count) - 1);
        while specials != 0 {
            let place = text.add(specials.trailing_zeros() as usize);
            copy_block(start, next);
            next = next.add(place.offset_from_unsigned(start));
            let escape = ESCAPES[usize::from(*place % 0x40)].0;
            if escape == Escape::IN_CONTEXT.0 {
                let index = place.offset_from_unsigned(text);
                let (written, taken) = in_context(&window[index..], line_end);
                written.as_ptr().copy_to_nonoverlapping(next, written.len());
                next = next.add(written.len());
                start = place.add(taken);
                specials &= u32::MAX << (index + taken);
            } else {
                next.cast::<[u8; 8]>().write_unaligned(escape.to_le_bytes());
                next = next.add((escape >> 56) as usize);
                start = place.add(1);
                specials &= specials - 1;
            }
        }
        let done = start.offset_from_unsigned(text);
        if done >= count {
            return (next, done);
        }
        copy_block(start, next);
        (next.add(count - done), count)
    }
}

/// Copies sixteen bytes.
///
/// # Safety
/// They have to be there, and room for them.
#[inline(always)]
unsafe fn copy_block(from: *const u8, to: *mut u8) {
    // SAFETY: as the caller says.
    unsafe { to.cast::<[u8; 16]>().write_unaligned(from.cast::<[u8; 16]>().read_unaligned()) };
}

/// Returns what the first bytes of a text become that do not stand for themselves alone, and how many they
/// are.
#[inline(never)]
fn in_context<'e>(text: &[u8], line_end: &'e str) -> (&'e [u8], usize) {
    match text {
        [b'\r', b'\n', ..] => (line_end.as_bytes(), 2),
        [b'\r' | b'\n', ..] => (line_end.as_bytes(), 1),
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

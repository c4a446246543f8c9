//! Texts with references in them, as the characters that they stand for.

use super::block::{is_special, specials};
use super::copy::Cursor;

/// A reference to a character by name.
#[derive(Clone, Copy)]
struct Reference {
    /// Its bytes, the first one lowest.
    bytes: u64,
    /// The bits of these bytes.
    mask: u64,
    len: usize,
    character: u8,
}

impl Reference {
    /// One that no bytes are.
    const NONE: Reference = Reference { bytes: 1, mask: 0, len: 0, character: 0 };

    const fn new(text: &str, character: u8) -> Self {
        let (mut bytes, mut place) = (0, text.len());
        while place > 0 {
            place -= 1;
            bytes = bytes << 8 | text.as_bytes()[place] as u64;
        }
        Reference { bytes, mask: (1 << (8 * text.len())) - 1, len: text.len(), character }
    }
}

/// By the lower bits of the letter that they begin with. `&apos;` is missing, which nobody writes in a text.
static REFERENCES: [Reference; 0x20] = {
    let mut references = [Reference::NONE; 0x20];
    references[b'a' as usize % 0x20] = Reference::new("&amp;", b'&');
    references[b'l' as usize % 0x20] = Reference::new("&lt;", b'<');
    references[b'g' as usize % 0x20] = Reference::new("&gt;", b'>');
    references[b'q' as usize % 0x20] = Reference::new("&quot;", b'"');
    references
};

/// How many bytes are looked at together, and how many there have to be: a copy of so many may begin with the last.
const WINDOW: usize = 32;
const LOOKAHEAD: usize = 2 * WINDOW;

/// How many windows are written before there has to be room for more.
const ROUNDS: usize = 8;

/// Appends what stands from a place on: characters that stand for themselves, and references by name that are
/// known here. Returns how many bytes were read: up to anything else, or to the end.
///
/// The special bytes of a window are found at once, so that a processor need not have read one reference to look for
/// the next.
pub(in super::super) fn push_unescaped(out: &mut String, text: &str, at: usize) -> usize {
    if !text.is_char_boundary(at) {
        return 0;
    }
    let bytes = &text.as_bytes()[at..];
    // SAFETY: whole characters are appended. Reading begins with a character and ends before a special byte, which is
    // ASCII or the first byte of a character, or at the end of the text.
    let out = unsafe { out.as_mut_vec() };
    let mut taken = 0;
    loop {
        // A window becomes no longer than it is.
        let mut cursor = Cursor::new(out, ROUNDS * WINDOW);
        for _ in 0..ROUNDS {
            let Some(ahead) = bytes[taken..].first_chunk::<LOOKAHEAD>() else {
                cursor.finish();
                return taken + push_rest(out, &bytes[taken..]);
            };
            let mut place = 0;
            let mut specials = specials_of(ahead);
            while specials != 0 {
                let next = specials.trailing_zeros() as usize;
                // SAFETY: what is written up to here is no longer than what was read of the window, and there is room
                // for a block more.
                unsafe { cursor.put(window(ahead, place), next - place) };
                let Some(reference) = reference(&ahead[next..]) else {
                    cursor.finish();
                    return taken + next;
                };
                // SAFETY: as above: a character is shorter than its reference.
                unsafe { cursor.put(&[reference.character], 1) };
                place = next + reference.len;
                specials &= specials - 1;
            }
            // SAFETY: as above.
            unsafe { cursor.put(window(ahead, place), WINDOW.saturating_sub(place)) };
            taken += place.max(WINDOW);
        }
        cursor.finish();
    }
}

/// Returns a bit for each byte of the first window, the first one lowest: whether it is special.
#[inline(always)]
fn specials_of(ahead: &[u8; LOOKAHEAD]) -> u32 {
    match ahead.as_chunks::<16>().0 {
        [first, second, ..] => specials(first) | specials(second) << 16,
        _ => 0,
    }
}

/// Returns as many bytes as a window has, from a place on that is at most one reference behind it.
#[inline(always)]
fn window(ahead: &[u8; LOOKAHEAD], place: usize) -> &[u8; WINDOW] {
    let place = place.min(LOOKAHEAD - WINDOW);
    ahead[place..].first_chunk().unwrap_or(&[0; WINDOW])
}

#[inline(always)]
fn reference(bytes: &[u8]) -> Option<&'static Reference> {
    let bytes = u64::from_le_bytes(*bytes.first_chunk()?);
    let reference = &REFERENCES[(bytes >> 8) as usize % 0x20];
    (bytes & reference.mask == reference.bytes).then_some(reference)
}

/// Appends the last bytes of a text, up to one that is special.
fn push_rest(out: &mut Vec<u8>, bytes: &[u8]) -> usize {
    let plain = bytes.iter().position(|&byte| is_special(byte)).unwrap_or(bytes.len());
    out.extend_from_slice(&bytes[..plain]);
    plain
}

#[cfg(test)]
mod tests {
    use super::push_unescaped;

    /// What is read of a text, and the rest.
    fn read(text: &str, at: usize) -> (String, &str) {
        let mut out = "before".to_owned();
        let taken = push_unescaped(&mut out, text, at);
        (out.strip_prefix("before").expect("what was there stays").to_owned(), &text[at + taken..])
    }

    /// Longer than what is looked at together.
    const AFTER: &str = "</Name></Names>......................................................";

    #[test]
    fn references_at_any_place() {
        let step = if cfg!(miri) { 7 } else { 1 };
        for before in (0..36).step_by(step) {
            for between in (0..20).step_by(step) {
                let (before, between) = ("b".repeat(before), "å".repeat(between));
                for (reference, character) in [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')]
                {
                    let text = format!("{before}{reference}{between}{reference}{reference}{AFTER}");
                    let expected = format!("{before}{character}{between}{character}{character}");
                    assert_eq!(read(&text, 0), (expected, AFTER), "{text}");
                }
            }
        }
    }

    #[test]
    fn whatever_else_is_special_ends_it() {
        for rest in
            ["&apos;", "&#38;", "&am;p", "&lt", "&LT;", "&", "<", ">", "\r\n", "\t", "\u{1}", "\u{ffff}"]
        {
            for after in ["", "a", AFTER] {
                let rest = format!("{rest}{after}");
                let text = format!("å&amp;{rest}");
                // A reference that is among the last bytes is left, too.
                let (found, left) = read(&text, "å".len());
                assert!((found.as_str(), left) == ("&", &rest) || left.len() < super::LOOKAHEAD, "{text}");
            }
        }
    }

    #[test]
    fn no_character_is_cut() {
        for count in (0..40).step_by(if cfg!(miri) { 9 } else { 1 }) {
            let text = format!("{}{}", "x".repeat(count % 5), "€𝄞".repeat(count));
            assert_eq!(read(&text, 0), (text.clone(), ""));
            let text = format!("&gt;{text}");
            let (found, rest) = read(&text, 0);
            assert_eq!(found.replacen('>', "&gt;", 1) + rest, text);
        }
        assert_eq!(read("ab", 2), (String::new(), ""));
        let mut out = String::new();
        assert_eq!((push_unescaped(&mut out, "€uro", 1), out.as_str()), (0, ""));
    }

    #[test]
    fn longer_than_the_room_that_is_made_at_once() {
        let text = format!("{}{AFTER}", "a longer text &amp; &lt;".repeat(60));
        assert_eq!(read(&text, 0), ("a longer text & <".repeat(60), AFTER));
    }
}

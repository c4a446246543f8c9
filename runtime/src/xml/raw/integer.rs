//! Integers, written where they belong rather than copied there.

use super::Literal;
use super::copy::Cursor;

/// The digits of the numbers below 100.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut number = 0;
    while number < 100 {
        pairs[number as usize] = [b'0' + number / 10, b'0' + number % 10];
        number += 1;
    }
    pairs
};

/// How many bytes the longest integer has, with its sign.
const ROOM: usize = 20;

/// Appends a literal, and an integer with its sign.
#[inline]
pub(in super::super) fn push_literal_and_integer(
    out: &mut Vec<u8>,
    literal: &Literal,
    is_negative: bool,
    absolute: u64,
) {
    match Cursor::behind(out, literal, ROOM) {
        // SAFETY: there is room for the integer.
        Some(cursor) => unsafe { cursor.finish_with_integer(is_negative, absolute) },
        None => push_any_literal_and_integer(out, literal, is_negative, absolute),
    }
}

#[inline(never)]
fn push_any_literal_and_integer(out: &mut Vec<u8>, literal: &Literal, is_negative: bool, absolute: u64) {
    // SAFETY: room was made for the integer.
    unsafe { Cursor::make_behind(out, literal, ROOM).finish_with_integer(is_negative, absolute) };
}

impl Cursor<'_> {
    /// # Safety
    /// There has to be [`ROOM`], and a block more.
    #[inline(always)]
    unsafe fn finish_with_integer(mut self, is_negative: bool, absolute: u64) {
        // SAFETY: the caller has made room.
        unsafe {
            if is_negative {
                self.put(b"-", 1);
            }
            if absolute < 100 {
                self.put_first_pair(absolute);
            } else if absolute < 10_000 {
                self.put_first_pair(absolute / 100);
                self.put(&PAIRS[(absolute % 100) as usize], 2);
            } else {
                return self.finish_with_long_integer(absolute);
            }
        }
        self.finish();
    }

    /// # Safety
    /// There has to be [`ROOM`].
    #[inline(never)]
    unsafe fn finish_with_long_integer(mut self, absolute: u64) {
        // SAFETY: the caller has made room.
        unsafe { self.put_text::<false>(itoa::Buffer::new().format(absolute).as_bytes()) };
        self.finish();
    }

    /// The first digits of a number: one or two.
    ///
    /// # Safety
    /// There has to be room for two bytes.
    #[inline(always)]
    unsafe fn put_first_pair(&mut self, number: u64) {
        let pair = PAIRS[(number % 100) as usize];
        // SAFETY: the caller has made room.
        unsafe {
            if number < 10 {
                self.put(&[pair[1]], 1);
            } else {
                self.put(&pair, 2);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::push_literal_and_integer;
    use crate::xml::raw::Literal;

    #[test]
    fn integers_of_any_length() {
        let literal = Literal::new("<N>");
        let powers = (0..20).map(|exponent| 10_u64.pow(exponent));
        let numbers = powers.flat_map(|power| [power - 1, power, power + 1, power / 10 * 7]);
        for number in (0..=if cfg!(miri) { 0 } else { 20_000 })
            .chain(numbers)
            .chain([i64::MIN.unsigned_abs(), u64::MAX])
        {
            for (is_negative, sign) in [(false, ""), (true, "-")] {
                let mut out = Vec::new();
                push_literal_and_integer(&mut out, &literal, is_negative, number);
                assert_eq!(out, format!("<N>{sign}{number}").as_bytes());
            }
        }
    }
}

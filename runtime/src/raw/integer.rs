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
pub(super) const ROOM: usize = 20;

/// Appends a literal, and an integer with its sign.
#[inline]
pub(in super::super) fn push_literal_and_integer(out: &mut Vec<u8>, literal: &Literal, value: i64) {
    let mut cursor = Cursor::make_behind(out, literal, ROOM);
    // SAFETY: there is room for the integer.
    unsafe { cursor.put_integer(value) };
    cursor.finish();
}

/// Appends a literal, and an integer without sign.
#[inline]
pub(in super::super) fn push_literal_and_unsigned(out: &mut Vec<u8>, literal: &Literal, value: u64) {
    let mut cursor = Cursor::make_behind(out, literal, ROOM);
    // SAFETY: there is room for the integer.
    unsafe { cursor.put_unsigned(value, |place| write_long(place, value)) };
    cursor.finish();
}

impl Cursor<'_> {
    /// # Safety
    /// There has to be [`ROOM`], and a block more.
    #[inline(always)]
    pub(super) unsafe fn put_integer(&mut self, value: i64) {
        // Negative ones are rare, and large as unsigned ones.
        // SAFETY: the caller has made room.
        unsafe { self.put_unsigned(value.cast_unsigned(), |place| write_long(place, value)) };
    }

    /// Puts an integer. If it is large, `write_long` writes it, and returns how many bytes these are.
    ///
    /// # Safety
    /// There has to be [`ROOM`], and a block more.
    #[inline(always)]
    unsafe fn put_unsigned(&mut self, value: u64, write_long: impl FnOnce(*mut u8) -> usize) {
        // SAFETY: the caller has made room.
        unsafe {
            // Branches, since the processor foresees them, and need not wait for the digits to know where to
            // go on.
            if value < 10_000 {
                self.put_first_four(value);
            } else if value < 100_000_000 {
                let (first, last) = (value / 10_000, value % 10_000);
                self.put_first_four(first);
                self.put(&PAIRS[(last / 100) as usize], 2);
                self.put(&PAIRS[(last % 100) as usize], 2);
            } else {
                let count = write_long(self.place());
                self.skip(count);
            }
        }
    }

    /// The first digits of a number: one to four.
    ///
    /// # Safety
    /// There has to be room for four bytes.
    #[inline(always)]
    unsafe fn put_first_four(&mut self, number: u64) {
        // SAFETY: the caller has made room.
        unsafe {
            if number < 100 {
                self.put_first_pair(number);
            } else {
                self.put_first_pair(number / 100);
                self.put(&PAIRS[(number % 100) as usize], 2);
            }
        }
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

/// Writes an integer: how many bytes it has.
///
/// # Safety
/// There has to be [`ROOM`] at that place.
#[inline(never)]
unsafe fn write_long<I: itoa::Integer>(place: *mut u8, value: I) -> usize {
    let mut buffer = itoa::Buffer::new();
    let digits = buffer.format(value).as_bytes();
    // SAFETY: the caller has made room for the longest integer.
    unsafe { digits.as_ptr().copy_to_nonoverlapping(place, digits.len()) };
    digits.len()
}

#[cfg(test)]
mod tests {
    use super::{push_literal_and_integer, push_literal_and_unsigned};
    use crate::raw::Literal;

    #[test]
    fn integers_of_any_length() {
        let literal = Literal::new("<N>");
        let powers = (0..20).map(|exponent| 10_u64.pow(exponent));
        let numbers = powers.flat_map(|power| [power - 1, power, power + 1, power / 10 * 7]);
        for number in (0..=if cfg!(miri) { 0 } else { 20_000 }).chain(numbers).chain([u64::MAX]) {
            let mut out = Vec::new();
            push_literal_and_unsigned(&mut out, &literal, number);
            assert_eq!(out, format!("<N>{number}").as_bytes());
            let signed = number.cast_signed();
            for number in [signed, signed.wrapping_neg()] {
                let mut out = Vec::new();
                push_literal_and_integer(&mut out, &literal, number);
                assert_eq!(out, format!("<N>{number}").as_bytes());
            }
        }
    }
}

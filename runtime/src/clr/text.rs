//! What the readers and writers of several types share.

/// Takes away what .NET does around a number: blanks (`NumberStyles.AllowLeadingWhite` and `AllowTrailingWhite`), and
/// zero characters behind these, as C has them at the end of a text (`Number.TrailingZeros`).
pub(crate) fn trim_number(text: &str) -> &str {
    text.trim_end_matches('\0').trim_matches(|c: char| matches!(c, '\t'..='\r' | ' '))
}

/// Blank in XML.
pub(crate) fn trim_xml(text: &str) -> &str {
    text.trim_matches(|c: char| matches!(c, ' ' | '\t' | '\n' | '\r'))
}

/// Reads a text byte by byte; every step may be tried and leaves the place alone when it fails.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { rest: text.as_bytes() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((&first, rest)) if first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    pub(crate) fn digit(&mut self) -> Option<u8> {
        match self.rest.split_first() {
            Some((&first, rest)) if first.is_ascii_digit() => {
                self.rest = rest;
                Some(first - b'0')
            }
            _ => None,
        }
    }

    /// Exactly two digits.
    pub(crate) fn two(&mut self) -> Option<u8> {
        match *self.rest {
            [a, b, ref rest @ ..] if a.is_ascii_digit() && b.is_ascii_digit() => {
                self.rest = rest;
                Some((a - b'0') * 10 + (b - b'0'))
            }
            _ => None,
        }
    }

    /// Exactly four digits.
    pub(crate) fn four(&mut self) -> Option<u16> {
        let mut ahead = *self;
        let high = ahead.two()?;
        let low = ahead.two()?;
        *self = ahead;
        Some(u16::from(high) * 100 + u16::from(low))
    }

    /// One digit or more that fit into an `i32`.
    pub(crate) fn number(&mut self) -> Option<i32> {
        let mut ahead = *self;
        let mut number = i32::from(ahead.digit()?);
        while let Some(digit) = ahead.digit() {
            number = number.checked_mul(10)?.checked_add(i32::from(digit))?;
        }
        *self = ahead;
        Some(number)
    }
}

/// A short ASCII text under construction, on the stack. What does not fit is dropped: every user's longest
/// text fits.
pub(crate) struct Ascii<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

const PAIRS: &[u8; 200] = b"0001020304050607080910111213141516171819\
2021222324252627282930313233343536373839\
4041424344454647484950515253545556575859\
6061626364656667686970717273747576777879\
8081828384858687888990919293949596979899";

impl<const N: usize> Ascii<N> {
    pub(crate) fn new() -> Self {
        Self { bytes: [0; N], len: 0 }
    }

    #[inline]
    pub(crate) fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
            self.len += 1;
        }
    }

    /// Two digits of a number below 100.
    #[inline]
    pub(crate) fn two(&mut self, number: u8) {
        let at = usize::from(number % 100) * 2;
        if let Some(place) = self.bytes.get_mut(self.len..self.len + 2) {
            place.copy_from_slice(&PAIRS[at..at + 2]);
            self.len += 2;
        }
    }

    /// Four digits of a number below 10000.
    pub(crate) fn four(&mut self, number: u16) {
        let number = number % 10_000;
        self.two((number / 100) as u8);
        self.two((number % 100) as u8);
    }

    /// A point and the seven digits of a tick count below one second, zeros at the end cut; nothing for zero.
    pub(crate) fn fraction(&mut self, ticks: u32) {
        if ticks == 0 {
            return;
        }
        self.push(b'.');
        self.seven(ticks);
        while let Some(b'0') = self.len.checked_sub(1).and_then(|last| self.bytes.get(last)) {
            self.len -= 1;
        }
    }

    /// The seven digits of a tick count below one second.
    pub(crate) fn seven(&mut self, ticks: u32) {
        self.two((ticks / 100_000 % 100) as u8);
        self.two((ticks / 1000 % 100) as u8);
        self.two((ticks / 10 % 100) as u8);
        self.push(b'0' + (ticks % 10) as u8);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(self.bytes.get(..self.len).unwrap_or_default()).unwrap_or_default()
    }
}

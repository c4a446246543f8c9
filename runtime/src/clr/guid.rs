//! `Guid`.

use std::fmt;
use std::str::FromStr;

use super::error::ParseError;
use super::text::Ascii;

const EXPECTED: &str = "a GUID such as 00112233-4455-6677-8899-aabbccddeeff";

/// A .NET `Guid`: 16 bytes.
///
/// The text is the same in XML and JSON, and its hex digits are the bytes in order (unlike .NET's
/// `ToByteArray`, see [`to_bytes_le`](Self::to_bytes_le)). They order as in .NET.
///
/// ```
/// use datacontract::clr::Guid;
///
/// let id: Guid = "{00112233-4455-6677-8899-AABBCCDDEEFF}".parse()?;
/// assert_eq!(id.to_string(), "00112233-4455-6677-8899-aabbccddeeff");
/// assert_eq!(id.as_bytes()[..2], [0x00, 0x11]);
/// # Ok::<(), datacontract::clr::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Guid {
    bytes: [u8; 16],
}

const HEX: &[u8; 16] = b"0123456789abcdef";

impl Guid {
    /// All zeros, .NET's `Guid.Empty`, also the default.
    pub const EMPTY: Self = Self { bytes: [0; 16] };

    /// Returns the GUID of these bytes, in the order of its text.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self { bytes }
    }

    /// Returns the bytes in the order of the text.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.bytes
    }

    /// Returns the GUID of the bytes of .NET's `ToByteArray`: its first three groups are little endian.
    #[must_use]
    pub const fn from_bytes_le(bytes: [u8; 16]) -> Self {
        Self { bytes: swap(bytes) }
    }

    /// Returns the bytes of .NET's `ToByteArray`: the first three groups are little endian.
    #[must_use]
    pub const fn to_bytes_le(&self) -> [u8; 16] {
        swap(self.bytes)
    }

    fn text(&self) -> Ascii<36> {
        let mut text = Ascii::new();
        for (index, &byte) in self.bytes.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push(b'-');
            }
            text.push(HEX[usize::from(byte >> 4)]);
            text.push(HEX[usize::from(byte & 15)]);
        }
        text
    }

    /// Appends the text, the same in XML and JSON: 8-4-4-4-12 small hex digits.
    pub fn write_xml(&self, out: &mut String) {
        out.push_str(self.text().as_str());
    }

    /// Appends the text in JSON, without quotes: the same as in XML.
    pub fn write_json_text(&self, out: &mut String) {
        self.write_xml(out);
    }
}

const fn swap(b: [u8; 16]) -> [u8; 16] {
    [b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]]
}

fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// 32 hex digits, with or without dashes at 8-4-4-4-12.
fn read_digits(text: &[u8]) -> Option<Guid> {
    let dashes = match text.len() {
        32 => false,
        36 => true,
        _ => return None,
    };
    let mut rest = text.iter().copied();
    let mut bytes = [0; 16];
    for (index, place) in bytes.iter_mut().enumerate() {
        if dashes && matches!(index, 4 | 6 | 8 | 10) && rest.next() != Some(b'-') {
            return None;
        }
        *place = hex(rest.next()?)? << 4 | hex(rest.next()?)?;
    }
    Some(Guid { bytes })
}

/// `{0x00112233,0x4455,0x6677,{0x88,0x99,0xaa,0xbb,0xcc,0xdd,0xee,0xff}}`
fn read_struct(text: &str) -> Option<Guid> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = text.strip_prefix('{')?.strip_suffix("}}")?;
    let (head, tail) = inner.split_once(",{")?;
    let number = |part: &str, digits: usize| {
        let part = part.strip_prefix("0x").or_else(|| part.strip_prefix("0X"))?;
        let fits = (1..=digits).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(part, 16).ok().filter(|_| fits)
    };

    let mut groups = head.split(',');
    let first = number(groups.next()?, 8)?.to_be_bytes();
    let second = u16::try_from(number(groups.next()?, 4)?).ok()?.to_be_bytes();
    let third = u16::try_from(number(groups.next()?, 4)?).ok()?.to_be_bytes();
    let mut bytes = [0; 16];
    let (head_bytes, tail_bytes) = bytes.split_at_mut(8);
    head_bytes
        .copy_from_slice(&[first[0], first[1], first[2], first[3], second[0], second[1], third[0], third[1]]);
    let mut parts = tail.split(',');
    for place in tail_bytes {
        *place = u8::try_from(number(parts.next()?, 2)?).ok()?;
    }
    (groups.next().is_none() && parts.next().is_none()).then_some(Guid { bytes })
}

impl FromStr for Guid {
    type Err = ParseError;

    /// Reads what .NET's `Guid.Parse` reads, blanks around it.
    ///
    /// `00112233-4455-6677-8899-aabbccddeeff`, the same in `{}` or `()`, 32 digits without dashes, or
    /// `{0x00112233,0x4455,0x6677,{0x88,0x99,0xaa,0xbb,0xcc,0xdd,0xee,0xff}}`, in capitals too. Oddities of
    /// .NET such as `+` in place of a zero in front are refused.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let text = text.trim();
        let read = match text.as_bytes() {
            [b'{', inner @ .., b'}'] | [b'(', inner @ .., b')'] if inner.len() == 36 => read_digits(inner),
            [b'{', ..] => read_struct(text),
            plain => read_digits(plain),
        };
        read.ok_or(ParseError::new(EXPECTED))
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_dotnet_reads() {
        // reading.json: guid.[..], obj.ser-guid; writing.json: scalar.guids
        let same = "00112233-4455-6677-8899-aabbccddeeff";
        let cases = [
            (same, Some(same)),
            ("{00112233-4455-6677-8899-AABBCCDDEEFF}", Some(same)),
            ("(00112233-4455-6677-8899-AABBCCDDEEFF)", Some(same)),
            (" 00112233-4455-6677-8899-aabbccddeeff ", Some(same)),
            ("x", None),
            ("aabbccdd-eeff-0011-2233-445566778899", Some("aabbccdd-eeff-0011-2233-445566778899")),
            // By .NET's Guid.Parse.
            ("00112233445566778899aabbccddeeff", Some(same)),
            ("{0x00112233,0x4455,0x6677,{0x88,0x99,0xaa,0xbb,0xcc,0xdd,0xee,0xff}}", Some(same)),
            ("{0x112233, 0x4455, 0x6677, {0x88,0x99,0xaa,0xbb,0xcc,0xdd,0xee,0xff} }", Some(same)),
            ("{00112233-4455-6677-8899-AABBCCDDEEFF)", None),
            ("{00112233445566778899aabbccddeeff}", None),
            ("00112233-4455-6677-8899_aabbccddeeff", None),
            ("0011223-34455-6677-8899-aabbccddeeff", None),
            ("{0x00112233,0x4455,0x6677,{0x88,0x99,0xaa,0xbb,0xcc,0xdd,0xee}}", None),
            ("{0x00112233,0x4455,0x6677,{0x88,0x99,0xaa,0xbb,0xcc,0xdd,0xee,0x+f}}", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<Guid>().ok().map(|g| g.to_string()).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn knows_the_order_of_dotnet_bytes() {
        let id: Guid = "00112233-4455-6677-8899-aabbccddeeff".parse().unwrap();
        let le = id.to_bytes_le();
        assert_eq!(le[..9], [0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, 0x88]);
        assert_eq!(Guid::from_bytes_le(le), id);
    }

    proptest! {
        #[test]
        fn reads_back_what_it_writes(bytes: [u8; 16]) {
            let id = Guid::from_bytes(bytes);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        #[test]
        fn never_panics(text in ".{0,40}", like in "[{(]?[-0-9a-fx,{}]{30,40}[})]{0,2}") {
            let _ = (text.parse::<Guid>(), like.parse::<Guid>());
        }
    }
}

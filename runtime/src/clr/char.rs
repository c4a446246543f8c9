//! `char`.

use std::fmt;
use std::str::FromStr;

use super::error::{ParseError, RangeError};

/// A .NET `char`: one UTF-16 code unit, which may be half of a character.
///
/// In XML it is a number, in JSON a text of one character.
///
/// ```
/// use datacontract::clr::Char;
///
/// let letter = Char::try_from('A')?;
/// assert_eq!(letter.to_string(), "65");
/// assert_eq!(letter.to_json_text().as_deref(), Some("A"));
/// # Ok::<(), datacontract::clr::RangeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Char {
    unit: u16,
}

impl Char {
    /// Returns the char of a code unit.
    #[must_use]
    pub const fn new(unit: u16) -> Self {
        Self { unit }
    }

    /// Returns the code unit.
    #[must_use]
    pub const fn unit(&self) -> u16 {
        self.unit
    }

    /// Returns the character; None for half of a surrogate pair.
    #[must_use]
    pub fn to_char(&self) -> Option<char> {
        char::from_u32(u32::from(self.unit))
    }

    /// Appends the text in XML: the number of the code unit.
    pub fn write_xml(&self, out: &mut String) {
        out.push_str(itoa::Buffer::new().format(self.unit));
    }

    /// Returns the text of the JSON string, neither quoted nor escaped. None for half of a surrogate pair:
    /// UTF-8 cannot hold it, though JSON can write it as `\ud800`.
    #[must_use]
    pub fn to_json_text(&self) -> Option<String> {
        self.to_char().map(String::from)
    }

    /// Reads the text of a JSON string: exactly one UTF-16 code unit.
    pub fn from_json_text(text: &str) -> Result<Self, ParseError> {
        let mut units = text.encode_utf16();
        match (units.next(), units.next()) {
            (Some(unit), None) => Ok(Self { unit }),
            _ => Err(ParseError::new("a text of one character")),
        }
    }
}

impl FromStr for Char {
    type Err = ParseError;

    /// Reads the text of XML: a number from 0 to 65535, by the rules of integers.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        super::integer::parse_u16(text).map(Self::new)
    }
}

impl fmt::Display for Char {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.unit, f)
    }
}

impl From<u16> for Char {
    fn from(unit: u16) -> Self {
        Self { unit }
    }
}

impl From<Char> for u16 {
    fn from(char: Char) -> Self {
        char.unit
    }
}

impl TryFrom<char> for Char {
    type Error = RangeError;

    /// Fails for characters beyond U+FFFF, which are two code units.
    fn try_from(char: char) -> Result<Self, RangeError> {
        u16::try_from(u32::from(char)).map(Self::new).map_err(|_| RangeError::new("one UTF-16 code unit"))
    }
}

impl TryFrom<Char> for char {
    type Error = RangeError;

    /// Fails for half of a surrogate pair.
    fn try_from(char: Char) -> Result<Self, RangeError> {
        char.to_char().ok_or(RangeError::new("a char, which is never half of a surrogate pair"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn writes_numbers() {
        // writing.json: scalar.chars
        let texts: Vec<_> =
            [0, 65, 32, 233, 65535, 55296, 10].map(|unit| Char::new(unit).to_string()).into_iter().collect();
        assert_eq!(texts, ["0", "65", "32", "233", "65535", "55296", "10"]);
    }

    #[test]
    fn reads_what_dotnet_reads() {
        // reading.json: char.[..], empty.char
        let cases = [
            ("65", Some(65)),
            ("0", Some(0)),
            ("65535", Some(65535)),
            ("65536", None),
            ("-1", None),
            (" 65 ", Some(65)),
            ("", None),
            ("A", None),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<Char>().ok().map(|c| c.unit()), expected, "{text:?}");
        }
    }

    #[test]
    fn json_is_one_character() {
        // truth.json: bodies of Kitchen.Sink
        assert_eq!(Char::from_json_text("\u{416}"), Ok(Char::new(1046)));
        assert_eq!(Char::new(1046).to_json_text().as_deref(), Some("\u{416}"));
        assert_eq!(Char::new(0xd800).to_json_text(), None);
        assert!(Char::from_json_text("").is_err());
        assert!(Char::from_json_text("ab").is_err());
        assert!(Char::from_json_text("\u{1f642}").is_err());
    }

    proptest! {
        #[test]
        fn reads_back_what_it_writes(unit: u16) {
            let char = Char::new(unit);
            let mut out = String::new();
            char.write_xml(&mut out);
            prop_assert_eq!(out.parse(), Ok(char));
            if let Some(text) = char.to_json_text() {
                prop_assert_eq!(Char::from_json_text(&text), Ok(char));
            }
            prop_assert_eq!(char.to_char().map(Char::try_from), char.to_char().map(|_| Ok(char)));
        }
    }
}

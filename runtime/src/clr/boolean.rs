//! `bool`.

use super::error::ParseError;
use super::text::trim_xml;

/// Reads a bool as .NET does: `true`, `false`, `1` or `0` in this case, blanks around it allowed.
///
/// ```
/// use datacontract::clr::parse_bool;
///
/// assert_eq!(parse_bool(" true "), Ok(true));
/// assert_eq!(parse_bool("0"), Ok(false));
/// assert!(parse_bool("True").is_err());
/// ```
pub fn parse_bool(text: &str) -> Result<bool, ParseError> {
    match trim_xml(text) {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(ParseError::new("true, false, 1 or 0")),
    }
}

/// `bool.Parse`: in any case, with blanks around it.
#[cfg(feature = "json")]
pub(crate) fn parse_bool_text(text: &str) -> Option<bool> {
    let text = text.trim();
    [true, false].into_iter().find(|value| text.eq_ignore_ascii_case(bool_text(*value)))
}

/// Returns the text of a bool, the same in XML and JSON.
pub(crate) const fn bool_text(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

#[cfg(test)]
mod tests {
    use super::{bool_text, parse_bool};

    #[test]
    fn reads_what_dotnet_reads() {
        // reading.json: bool.[..], empty.bool
        let cases = [
            ("true", Some(true)),
            ("false", Some(false)),
            ("1", Some(true)),
            ("0", Some(false)),
            (" true ", Some(true)),
            ("TRUE", None),
            ("yes", None),
            ("2", None),
            ("01", None),
            ("", None),
            ("\u{a0}true", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_bool(text).ok(), expected, "{text:?}");
        }
    }

    #[test]
    fn writes_small_letters() {
        assert_eq!((bool_text(true), bool_text(false)), ("true", "false"));
    }
}

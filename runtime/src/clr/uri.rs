//! `Uri`.

mod canonical;

use std::fmt;
use std::str::FromStr;

use super::error::ParseError;

/// A .NET `Uri`, absolute or relative.
///
/// It keeps the text it was made of, which is what Json.NET writes. XML has the canonical escaped form of it:
/// scheme and host in small letters, no default port, a slash for an empty path, dot segments resolved,
/// everything that is not allowed percent-encoded.
///
/// Two are equal when their original texts are.
///
/// ```
/// use datacontract::clr::Uri;
///
/// let uri = Uri::new("HTTP://Example.COM:80/A/../B c");
/// assert_eq!(uri.as_str(), "HTTP://Example.COM:80/A/../B c");
/// assert_eq!(uri.to_string(), "http://example.com/B%20c");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uri {
    original: String,
}

impl Uri {
    /// Returns the URI of any text. What .NET would refuse counts as relative; `parse` refuses it too.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { original: text.into() }
    }

    /// Returns the text it was made of, as it stands in JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.original
    }

    /// Returns the text it was made of.
    #[must_use]
    pub fn into_string(self) -> String {
        self.original
    }

    /// Returns the canonical escaped form, as it stands in XML.
    #[must_use]
    pub fn to_xml_text(&self) -> String {
        let mut out = String::new();
        self.write_xml(&mut out);
        out
    }

    /// Appends the canonical escaped form.
    pub fn write_xml(&self, out: &mut String) {
        let start = out.len();
        if canonical::write(out, &self.original).is_none() {
            out.truncate(start);
            canonical::write_relative(out, &self.original);
        }
    }

    /// Appends the text of the JSON string, neither quoted nor escaped: the original text.
    pub fn write_json_text(&self, out: &mut String) {
        out.push_str(&self.original);
    }
}

impl FromStr for Uri {
    type Err = ParseError;

    /// Takes the text as it is, blanks included, absolute or relative.
    ///
    /// Refused is what .NET's `new Uri` refuses for good: a known scheme without host (`http://`), a host
    /// with characters that no host has, a port that is no number up to 65535, `a:b` (it looks like a disk).
    fn from_str(text: &str) -> Result<Self, ParseError> {
        match canonical::write(&mut String::new(), text) {
            Some(()) => Ok(Self::new(text)),
            None => Err(ParseError::new("a URI such as http://example.com/path")),
        }
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_xml_text())
    }
}

impl AsRef<str> for Uri {
    fn as_ref(&self) -> &str {
        &self.original
    }
}

impl From<String> for Uri {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Uri {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests;

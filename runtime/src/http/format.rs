//! Formats and their media types.

/// A format of Web API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Json.NET.
    Json,
    /// `DataContractSerializer`.
    Xml,
    /// `application/x-www-form-urlencoded`: requests only.
    Form,
}

impl Format {
    /// Returns the format that a text looks like by its first character.
    pub(super) fn sniff(text: &str) -> Option<Format> {
        match text.trim_start().bytes().next()? {
            b'<' => Some(Format::Xml),
            b'{' | b'[' | b'"' | b'0'..=b'9' | b'-' | b't' | b'f' | b'n' => Some(Format::Json),
            _ => None,
        }
    }
}

/// A format with the media types that a service has for it, the preferred one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formatter {
    /// Which one.
    pub format: Format,
    /// Its media types.
    pub media_types: &'static [&'static str],
}

impl Formatter {
    /// Json.NET with the media types that Web API gives it.
    pub const JSON: Formatter = Formatter::new(Format::Json, &["application/json", "text/json"]);
    /// `DataContractSerializer` with the media types that Web API gives it.
    pub const XML: Formatter = Formatter::new(Format::Xml, &["application/xml", "text/xml"]);
    /// Forms.
    pub const FORM: Formatter = Formatter::new(Format::Form, &["application/x-www-form-urlencoded"]);
    /// What a service has unless it is configured otherwise, in this order.
    pub const USUAL: &'static [Formatter] = &[Self::JSON, Self::XML, Self::FORM];

    /// Returns a format with these media types.
    #[must_use]
    pub const fn new(format: Format, media_types: &'static [&'static str]) -> Self {
        Formatter { format, media_types }
    }
}

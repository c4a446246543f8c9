//! Media types as they stand in `Content-Type` and `Accept`.

use super::Format;
use ::http::HeaderMap;
use ::http::header::CONTENT_TYPE;
use std::borrow::Cow;
use std::fmt;

/// A media type with its parameters: `application/json; charset=utf-8`, `text/*; q=0.5`.
///
/// Names are compared without regard to case, values of parameters may be quoted. Nothing that stands behind
/// the subtype makes the whole unreadable: a parameter that is none is skipped.
///
/// ```
/// use datacontract::http::{Format, MediaType};
///
/// let found = MediaType::parse(r#"Application/Problem+JSON; Charset="UTF-8""#).unwrap();
/// assert_eq!(found.essence(), "application/problem+json");
/// assert_eq!(found.charset(), Some("UTF-8"));
/// assert_eq!(found.format(), Some(Format::Json));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaType {
    /// In small letters.
    essence: String,
    /// Where the `/` stands.
    slash: usize,
    /// Names in small letters.
    parameters: Vec<(String, String)>,
}

impl MediaType {
    /// Reads one media type, or a range of them (`*/*`, `text/*`); `None` if it has no type and subtype.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = split_unquoted(text, b';');
        let essence = parts.next()?.trim_matches(BLANKS).to_ascii_lowercase();
        let (ty, subtype) = essence.split_once('/')?;
        if !is_token(ty) || !is_token(subtype) {
            return None;
        }
        let slash = ty.len();
        let parameters = parts.filter_map(parameter).collect();
        Some(MediaType { essence, slash, parameters })
    }

    /// Reads the media type of a body from its message's headers.
    pub(super) fn of_body(headers: &HeaderMap) -> Option<Self> {
        Self::parse(headers.get(CONTENT_TYPE)?.to_str().ok()?)
    }

    /// Reads a list, as `Accept` has it. What is no media type is skipped.
    ///
    /// ```
    /// use datacontract::http::MediaType;
    ///
    /// let list = MediaType::parse_list("text/html, application/xml;q=0.9, nonsense, */*;q=0.8");
    /// let found: Vec<_> = list.iter().map(|found| (found.essence(), found.quality())).collect();
    /// assert_eq!(found, [("text/html", None), ("application/xml", Some(0.9)), ("*/*", Some(0.8))]);
    /// ```
    #[must_use]
    pub fn parse_list(text: &str) -> Vec<Self> {
        split_unquoted(text, b',').filter_map(Self::parse).collect()
    }

    /// Returns type and subtype in small letters: `application/json`.
    #[must_use]
    pub fn essence(&self) -> &str {
        &self.essence
    }

    /// Returns what stands before the `/`: `application`, `*`.
    #[must_use]
    pub fn main_type(&self) -> &str {
        &self.essence[..self.slash]
    }

    /// Returns what stands behind the `/`: `json`, `problem+json`, `*`.
    #[must_use]
    pub fn subtype(&self) -> &str {
        &self.essence[self.slash + 1..]
    }

    /// Returns the parameters, `q` included, in their order, the names in small letters.
    #[must_use]
    pub fn parameters(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the first parameter of this name, which is given in small letters.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters().find(|(found, _)| *found == name).map(|(_, value)| value)
    }

    /// Returns the character set as it is written.
    #[must_use]
    pub fn charset(&self) -> Option<&str> {
        self.parameter("charset")
    }

    /// Returns `q`, from 0 to 1; `None` where there is none, or none that is a number in these bounds.
    #[must_use]
    pub fn quality(&self) -> Option<f64> {
        let text = self.parameter("q")?;
        // The parser of `f64` takes more: signs, exponents, `inf`.
        let is_plain = text.bytes().all(|c| c.is_ascii_digit() || c == b'.');
        text.parse().ok().filter(|quality| is_plain && (0.0..=1.0).contains(quality))
    }

    /// Returns the format that it is known for: `application/json`, `text/json` and all `+json`, the same
    /// with `xml`, and forms.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        let is_text = matches!(self.main_type(), "application" | "text");
        match self.subtype() {
            "json" if is_text => Some(Format::Json),
            "xml" if is_text => Some(Format::Xml),
            "x-www-form-urlencoded" if self.main_type() == "application" => Some(Format::Form),
            subtype if subtype.ends_with("+json") => Some(Format::Json),
            subtype if subtype.ends_with("+xml") && subtype != "xhtml+xml" => Some(Format::Xml),
            _ => None,
        }
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.essence)?;
        for (name, value) in &self.parameters {
            if is_token(value) {
                write!(f, "; {name}={value}")?;
            } else {
                write!(f, "; {name}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))?;
            }
        }
        Ok(())
    }
}

/// Returns the media type of a `Content-Type` that says no more, or UTF-8 besides, as most clients write it:
/// it needs no parser.
pub(super) fn plain(text: &str) -> Option<&str> {
    match text {
        "application/json" | "application/json; charset=utf-8" => return Some("application/json"),
        "application/xml" | "application/xml; charset=utf-8" => return Some("application/xml"),
        _ => {}
    }
    // A search for one character costs more than a look at each of so few.
    let Some(end) = text.bytes().position(|c| c == b';') else { return Some(text) };
    let (essence, parameters) = (&text[..end], &text[end + 1..]);
    matches!(parameters.trim_ascii(), "" | "charset=utf-8" | "charset=UTF-8").then_some(essence)
}

/// White space of header values.
const BLANKS: [char; 2] = [' ', '\t'];

fn parameter(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=')?;
    let (name, value) = (name.trim_matches(BLANKS), value.trim_matches(BLANKS));
    is_token(name).then(|| (name.to_ascii_lowercase(), unquoted(value).into_owned()))
}

/// Returns what stands in a quoted string; a text without quotes as it is.
fn unquoted(value: &str) -> Cow<'_, str> {
    let Some(inner) = value.strip_prefix('"') else { return Cow::Borrowed(value) };
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        text.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    Cow::Owned(text)
}

/// RFC 9110, section 5.6.2.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&c))
}

/// Returns the parts between separators, which do not count within quotes.
fn split_unquoted(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (mut is_quoted, mut is_escaped) = (false, false);
        let end = text.bytes().position(|c| {
            let is_end = !is_quoted && c == separator;
            is_quoted ^= c == b'"' && !is_escaped;
            is_escaped = is_quoted && c == b'\\' && !is_escaped;
            is_end
        });
        rest = end.map(|end| &text[end + 1..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

#[cfg(test)]
mod tests {
    use super::{Format, MediaType};
    use proptest::prelude::*;

    fn parse(text: &str) -> MediaType {
        MediaType::parse(text).unwrap_or_else(|| panic!("{text:?} is one"))
    }

    #[test]
    fn case_and_blanks_do_not_count() {
        let found = parse(" Text/XML ;\tCharSet = UTF-8 ;q=0.5");
        assert_eq!((found.main_type(), found.subtype()), ("text", "xml"));
        assert_eq!(found.charset(), Some("UTF-8"));
        assert_eq!(found.quality(), Some(0.5));
        assert_eq!(found.to_string(), "text/xml; charset=UTF-8; q=0.5");
    }

    #[test]
    fn quoted_values_may_hold_separators() {
        let found = parse(r#"a/b; x="1; charset=no, \"q\" \\"; charset="utf-8""#);
        assert_eq!(found.parameter("x"), Some(r#"1; charset=no, "q" \"#));
        assert_eq!(found.charset(), Some("utf-8"));
        assert_eq!(parse(&found.to_string()), found);
        assert_eq!(MediaType::parse_list(r#"a/b;x="1,2",c/d"#).len(), 2);
    }

    #[test]
    fn nonsense_behind_the_subtype_is_passed_over() {
        let found = parse(r#"a/b;;=;x;y=;charset="utf-8"#);
        assert_eq!(found.parameters().collect::<Vec<_>>(), [("y", ""), ("charset", "utf-8")]);
    }

    #[test]
    fn what_has_no_type_and_subtype_is_none() {
        for text in ["", "/", "a", "a/", "/b", "a b/c", "a/b/c", "a/b c", ";charset=utf-8", "\u{e5}/b"] {
            assert_eq!(MediaType::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn quality_is_from_zero_to_one() {
        for (text, quality) in [("1", Some(1.0)), ("0.333", Some(0.333)), (".5", Some(0.5)), ("0", Some(0.0))]
        {
            assert_eq!(parse(&format!("a/b;q={text}")).quality(), quality);
        }
        for text in ["", "2", "-0.1", "+1", "1e-1", "inf", "nan", "high"] {
            assert_eq!(parse(&format!("a/b;q={text}")).quality(), None, "{text:?}");
        }
    }

    #[test]
    fn formats_have_more_than_one_media_type() {
        let (json, xml, form) = (Some(Format::Json), Some(Format::Xml), Some(Format::Form));
        for (text, format) in [
            ("application/json", json),
            ("text/json", json),
            ("application/vnd.shop.v2+json", json),
            ("application/xml", xml),
            ("text/xml", xml),
            ("application/soap+xml", xml),
            ("application/x-www-form-urlencoded", form),
            ("application/xhtml+xml", None),
            ("text/html", None),
            ("image/json", None),
            ("*/*", None),
        ] {
            assert_eq!(parse(text).format(), format, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[ -~\t\u{e5}]{0,40}") {
            if let Some(found) = MediaType::parse(&text) {
                prop_assert_eq!(MediaType::parse(&found.to_string()), Some(found));
            }
        }
    }
}

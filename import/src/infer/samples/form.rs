//! The forms of values in samples: what a value shows of its type.
//!
//! Whatever differs between two visits of one page (the moment, identifiers) is left out, so that the same
//! facts from several pages are the same.

use super::{json::Json, xml::Element};
use datacontract::contract::{DC, SER, XSD};

/// What the engine's texts begin with, before their number.
pub(crate) const SAMPLE_STRING: &str = "sample string ";

/// A text, by what it looks like.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Text {
    /// `sample string 3`
    Sample(u32),
    /// `http://webapihelppage3.com`
    Uri(u32),
    Date,
    /// A date in a format of the service's own, as its other dates show: JSON alone has it.
    OwnDate,
    /// A text in that format which a person wrote: it may as well be any text.
    PerhapsOwnDate,
    Guid,
    TimeSpan,
    /// `QEA=`
    Bytes,
    Other(String),
}

/// A value in JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum JsonForm {
    /// There is no JSON, or it has no such member.
    #[default]
    Absent,
    Null,
    Bool,
    /// Without a point.
    Whole(String),
    /// With a point: `8.0`.
    Fraction(String),
    Text(Text),
    Array,
    Object {
        empty: bool,
    },
}

/// Where the value of a simple type can come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum ValueOrigin {
    /// The engine may have set it, as far as the value shows.
    #[default]
    Any,
    /// The engine never sets such a value: a getter computes it, or nobody has set it. A member that takes null would
    /// show what the engine sets.
    NotSet,
}

/// A value in XML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum XmlForm {
    /// There is no XML, or it has no such element, or no more of it than its start tag.
    #[default]
    Absent,
    Nil,
    /// Nil, and its element declares the namespace of `System` as that of its type.
    NilOfSystem,
    Empty,
    Bool,
    Whole(String),
    Fraction(String),
    Text(Text),
    /// `<DateTime>` and `<OffsetMinutes>` of the namespace of `System`.
    Offset,
    /// `i:type` with `anyType` or another type that is built in: the value stands where any may.
    Any,
    Elements,
}

/// The namespace of contracts of the CLR namespace `System`.
pub(crate) fn system() -> String {
    format!("{DC}System")
}

impl JsonForm {
    pub(crate) fn of(value: Option<&Json>) -> Self {
        match value {
            None => Self::Absent,
            Some(Json::Null) => Self::Null,
            Some(Json::Bool(_)) => Self::Bool,
            Some(Json::Number(number)) if number.contains(['.', 'e', 'E']) => Self::Fraction(number.clone()),
            Some(Json::Number(number)) => Self::Whole(number.clone()),
            Some(Json::Text(text)) => Self::Text(Text::of(text)),
            Some(Json::Array(_)) => Self::Array,
            Some(Json::Object(object)) => Self::Object { empty: object.says_nothing() },
        }
    }

    /// Whether it is this text, which is none of the engine's.
    pub(crate) fn is_text(&self, text: &str) -> bool {
        matches!(self, Self::Text(Text::Other(other)) if other == text)
    }

    /// Whether it is there, and no null.
    pub(crate) fn is_value(&self) -> bool {
        !matches!(self, Self::Absent | Self::Null)
    }

    /// Returns whether it is a value that the engine sets, and that a getter hardly gives.
    pub(crate) fn is_set_value(&self) -> bool {
        match self {
            Self::Text(text) => {
                matches!(text, Text::Sample(_) | Text::Uri(_) | Text::Guid | Text::TimeSpan | Text::Bytes)
            }
            Self::Whole(number) => number != "0",
            _ => false,
        }
    }
}

impl XmlForm {
    pub(crate) fn of(element: Option<&Element>) -> Self {
        let Some(element) = element else { return Self::Absent };
        if element.nil {
            let is_of_system = element.declared.iter().any(|namespace| *namespace == system());
            return if is_of_system { Self::NilOfSystem } else { Self::Nil };
        }
        if is_offset(element) {
            return Self::Offset;
        }
        if element
            .instance
            .as_ref()
            .is_some_and(|(namespace, name)| name == "anyType" || namespace == SER || namespace == XSD)
        {
            return Self::Any;
        }
        if !element.children.is_empty() || element.refers.is_some() {
            return Self::Elements;
        }
        if element.is_cut {
            return Self::Absent;
        }
        match element.text.as_str() {
            "" => Self::Empty,
            "true" | "false" => Self::Bool,
            text if is_whole(text) => Self::Whole(text.to_owned()),
            text if is_fraction(text) => Self::Fraction(text.to_owned()),
            text => Self::Text(Text::of(text)),
        }
    }

    /// Whether it is this text, which is none of the engine's.
    pub(crate) fn is_text(&self, text: &str) -> bool {
        matches!(self, Self::Text(Text::Other(other)) if other == text)
    }

    /// Whether it is there, and not nil.
    pub(crate) fn is_value(&self) -> bool {
        !matches!(self, Self::Absent | Self::Nil | Self::NilOfSystem)
    }
}

/// Finds where a value in JSON can come from. The engine sets `true`, the time of day, a new Guid, and numbers as `3`,
/// `3.0` and `3.1`, from 1 on.
pub(crate) fn origin_of(json: Option<&Json>) -> ValueOrigin {
    let is_set = match json {
        Some(Json::Bool(value)) => *value,
        Some(Json::Number(number)) => is_count(number),
        Some(Json::Text(text)) => {
            !text.starts_with("0001-01-01T00:00:00")
                && text != "00000000-0000-0000-0000-000000000000"
                && text != "00:00:00"
        }
        _ => true,
    };
    if is_set { ValueOrigin::Any } else { ValueOrigin::NotSet }
}

/// Returns whether a number may be the engine's count.
pub(crate) fn is_count(number: &str) -> bool {
    const NEAR: f64 = 1e-6;
    let is_near = |value: f64, other: f64| (value - other).abs() < NEAR;
    number.parse::<f64>().is_ok_and(|number| {
        let part = number.fract();
        number >= 1.0 && (is_near(part, 0.0) || is_near(part, 0.1))
    })
}

fn is_offset(element: &Element) -> bool {
    match element.children.as_slice() {
        [first, second] => {
            first.name == "DateTime"
                && second.name == "OffsetMinutes"
                && first.namespace == system()
                && second.namespace == system()
        }
        _ => false,
    }
}

fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_fraction(text: &str) -> bool {
    text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && text.parse::<f64>().is_ok()
}

impl Text {
    pub(crate) fn of(text: &str) -> Self {
        if let Some(number) = sample_number(text) {
            Self::Sample(number)
        } else if let Some(number) = uri_number(text) {
            Self::Uri(number)
        } else if text == "QEA=" {
            Self::Bytes
        } else if is_guid(text) {
            Self::Guid
        } else if is_date(text) || is_microsofts_date(text) {
            Self::Date
        } else if text == "00:00:00.1234567" || text == "PT0.1234567S" {
            Self::TimeSpan
        } else {
            Self::Other(text.to_owned())
        }
    }
}

/// The number of `sample string 3`; sites write `sample String 3`, `sample string-3` and `string 3` too.
fn sample_number(text: &str) -> Option<u32> {
    let rest = text.strip_prefix("sample ").or_else(|| text.strip_prefix("Sample ")).unwrap_or(text);
    let rest = rest.strip_prefix("string").or_else(|| rest.strip_prefix("String"))?;
    rest.trim_start_matches([' ', '-']).parse().ok()
}

fn uri_number(text: &str) -> Option<u32> {
    text.strip_prefix("http://webapihelppage")?.trim_end_matches('/').strip_suffix(".com")?.parse().ok()
}

/// Returns whether a text is a date as `DateFormatHandling.MicrosoftDateFormat` writes it:
/// `/Date(1718000000000+0200)/`.
pub(crate) fn is_microsofts_date(text: &str) -> bool {
    let inner = text.strip_prefix("/Date(").and_then(|rest| rest.strip_suffix(")/"));
    inner.is_some_and(|inner| {
        let (number, zone) = match inner.rfind(['+', '-']).filter(|at| *at > 0) {
            Some(at) => inner.split_at(at),
            None => (inner, ""),
        };
        let zone = zone.trim_start_matches(['+', '-']);
        is_whole(number)
            && (zone.is_empty() || (zone.len() == 4 && zone.bytes().all(|byte| byte.is_ascii_digit())))
    })
}

/// Returns whether a date has the fractions of a second that only a clock gives.
pub(crate) fn has_fractions(date: &str) -> bool {
    const DIGITS: usize = 5;
    let digits = date.split_once('.').map_or("", |(_, digits)| digits);
    digits.bytes().take_while(u8::is_ascii_digit).count() >= DIGITS
}

fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// `2024-10-15T05:29:19` with whatever follows.
fn is_date(text: &str) -> bool {
    let pattern = b"dddd-dd-ddTdd:dd:dd";
    let bytes = text.as_bytes();
    bytes.len() >= pattern.len()
        && pattern.iter().zip(bytes).all(|(wanted, byte)| match wanted {
            b'd' => byte.is_ascii_digit(),
            wanted => wanted == byte,
        })
}

/// What the engine shows for `byte` and `sbyte`.
pub(crate) const BYTE: u32 = 64;

/// What the engine shows for `char` in JSON.
pub(crate) const CHAR: &str = "A";

/// The namespace of the contracts of read-only collections.
pub(crate) const OBJECT_MODEL: &str =
    "http://schemas.datacontract.org/2004/07/System.Collections.ObjectModel";

/// The name of an enum's member that a value shows.
pub(crate) fn shown_name<'a>(json: &'a JsonForm, xml: &'a XmlForm) -> Option<&'a str> {
    match (xml, json) {
        (XmlForm::Text(Text::Other(text)), _) | (_, JsonForm::Text(Text::Other(text))) => Some(text),
        _ => None,
    }
}

/// The number of an enum's member that a value shows.
pub(crate) fn shown_number(json: &JsonForm) -> Option<i128> {
    match json {
        JsonForm::Whole(text) => text.parse().ok(),
        _ => None,
    }
}

/// What XML may show where JSON shows this: nothing if the value alone does not show it.
pub(crate) fn as_in_xml(json: JsonForm) -> Vec<XmlForm> {
    match json {
        JsonForm::Text(Text::Date | Text::OwnDate) => vec![XmlForm::Text(Text::Date), XmlForm::Offset],
        // A `char` is its number in XML.
        JsonForm::Text(Text::Other(text)) if text == CHAR => {
            vec![XmlForm::Whole(u32::from('A').to_string()), XmlForm::Text(Text::Other(text))]
        }
        // In XML a text of digits looks like a number.
        JsonForm::Text(Text::Other(text))
            if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            vec![XmlForm::Whole(text.clone()), XmlForm::Text(Text::Other(text))]
        }
        JsonForm::Text(text) => vec![XmlForm::Text(text)],
        JsonForm::Whole(number) => vec![XmlForm::Whole(number)],
        JsonForm::Fraction(number) => {
            let whole = number.strip_suffix(".0").map(|whole| XmlForm::Whole(whole.to_owned()));
            whole.into_iter().chain([XmlForm::Fraction(number)]).collect()
        }
        JsonForm::Bool => vec![XmlForm::Bool],
        JsonForm::Null => vec![XmlForm::Nil, XmlForm::NilOfSystem],
        JsonForm::Absent | JsonForm::Array | JsonForm::Object { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_samples() {
        for (text, form) in [
            ("sample string 3", Text::Sample(3)),
            ("sample String 12", Text::Sample(12)),
            ("sample string-2", Text::Sample(2)),
            ("string 4", Text::Sample(4)),
            ("strings 4", Text::Other("strings 4".to_owned())),
            ("http://webapihelppage5.com/", Text::Uri(5)),
            ("QEA=", Text::Bytes),
            ("00:00:00.1234567", Text::TimeSpan),
            ("PT0.1234567S", Text::TimeSpan),
            ("2024-10-15T05:29:19.5139414+02:00", Text::Date),
            ("6b63ce8a-7380-4449-8c38-9e0eeab1dc83", Text::Guid),
            ("sample string", Text::Other("sample string".to_owned())),
        ] {
            assert_eq!(Text::of(text), form);
        }
    }

    #[test]
    fn numbers_with_and_without_a_point() {
        assert_eq!(JsonForm::of(Some(&Json::Number("8.0".into()))), JsonForm::Fraction("8.0".into()));
        assert_eq!(JsonForm::of(Some(&Json::Number("8".into()))), JsonForm::Whole("8".into()));
        let element = Element { text: "-8.5".into(), ..Element::default() };
        assert_eq!(XmlForm::of(Some(&element)), XmlForm::Fraction("-8.5".into()));
    }
}

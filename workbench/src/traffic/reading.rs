//! One document against its contract.

use datacontract::contract::Type;
use datacontract::dynamic::Value;
use datacontract::{ErrorKind, Notice, NoticeKind};
use datacontract_codegen::payload::{self, FormatterSettings, Noticing};
use datacontract_codegen::spec::Format;

use super::kinds::DriftKind;

/// How many values of a document may be taken out of it.
const MAX_ERRORS: usize = 100;

/// A departure of one document from its contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Departure {
    pub(super) kind: DriftKind,
    /// The member, from the root on, without the numbers of items.
    pub(super) path: String,
    pub(super) message: String,
}

/// What came of reading a document.
pub(super) struct Read {
    pub(super) departures: Vec<Departure>,
    /// What was read; `None` if nothing could be.
    pub(super) value: Option<Value>,
}

/// Reads a document as .NET does, and where that fails as this project's clients and servers do.
pub(super) fn read(format: Format, bytes: &[u8], ty: &Type, settings: &FormatterSettings) -> Read {
    let (departures, strict) = read_as(format, bytes, ty, settings, true);
    let refused = match strict {
        Ok(value) => return Read { departures, value: Some(value) },
        Err(error) => error,
    };
    // What a stricter reader refuses is told besides what the other one notices.
    let (mut departures, lenient) = read_as(format, bytes, ty, settings, false);
    match lenient {
        Ok(value) => {
            let refused = refusal(&refused);
            // A value that an enum does not have is told as that.
            let is_told = departures.iter().any(|known| known.path == refused.path);
            if !is_told {
                departures.push(Departure { kind: DriftKind::OtherType, ..refused });
            }
            Read { departures, value: Some(value) }
        }
        Err(error) => around_errors(Document::new(format, bytes), ty, settings, error, departures),
    }
}

/// Reads a document in spite of values that the contract does not take: each is told, and taken out. One wrong
/// member does not hide what is to be said of the others.
fn around_errors(
    mut document: Document,
    ty: &Type,
    settings: &FormatterSettings,
    first: datacontract::Error,
    noticed: Vec<Departure>,
) -> Read {
    let mut departures = noticed;
    let mut told = Vec::new();
    let mut error = first;
    for _ in 0..MAX_ERRORS {
        told.push(refusal(&error));
        let Some(text) = document.without(&error) else { break };
        let result = read_as(document.format(), text.as_bytes(), ty, settings, false);
        departures = result.0;
        match result.1 {
            Ok(value) => {
                // What was taken out is not missing.
                departures.retain(|departure| !told.iter().any(|told| told.path == departure.path));
                departures.extend(told);
                return Read { departures, value: Some(value) };
            }
            Err(next) => error = next,
        }
    }
    departures.extend(told);
    Read { departures, value: None }
}

/// A document out of which values can be taken.
enum Document {
    Json(serde_json::Value),
    Xml(String),
    /// None of these: nothing can be taken out of it.
    Other(Format),
}

impl Document {
    fn new(format: Format, bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).map(|text| text.trim_start_matches('\u{feff}'));
        match (format, text) {
            (Format::Json, Ok(text)) => serde_json::from_str(text).map_or(Self::Other(format), Self::Json),
            (Format::Xml, Ok(text)) => Self::Xml(text.to_owned()),
            _ => Self::Other(format),
        }
    }

    fn format(&self) -> Format {
        match self {
            Self::Json(_) => Format::Json,
            Self::Xml(_) => Format::Xml,
            Self::Other(format) => *format,
        }
    }

    /// Takes out the value that an error is about, and returns the rest; `None` if it cannot be told from the rest.
    fn without(&mut self, error: &datacontract::Error) -> Option<String> {
        match self {
            Self::Json(document) => take_out(document, &error.path()).then(|| document.to_string()),
            Self::Xml(text) => {
                let range = element_at(text, error.offset()?)?;
                text.replace_range(range, "");
                Some(text.clone())
            }
            Self::Other(_) => None,
        }
    }
}

/// Returns where the innermost element stands that holds an offset; `None` if that is the root.
fn element_at(text: &str, offset: usize) -> Option<std::ops::Range<usize>> {
    let document = roxmltree::Document::parse(text).ok()?;
    let mut at = document.root_element();
    loop {
        let inner = at.children().find(|node| node.is_element() && node.range().contains(&offset));
        match inner {
            Some(node) => at = node,
            None => return at.parent_element().map(|_| at.range()),
        }
    }
}

/// Takes out the value at a path of an error, whose first part is the name of the root. Returns whether it was there.
fn take_out(document: &mut serde_json::Value, path: &str) -> bool {
    let mut parts: Vec<&str> = path.split('/').skip(2).collect();
    let Some(last) = parts.pop() else { return false };
    let mut at = document;
    for part in parts {
        let next = match at {
            serde_json::Value::Object(members) => {
                let name = name_of(members, part);
                name.and_then(|name| members.get_mut(&name))
            }
            serde_json::Value::Array(items) => {
                part.parse().ok().and_then(|index: usize| items.get_mut(index))
            }
            _ => None,
        };
        let Some(next) = next else { return false };
        at = next;
    }
    match at {
        serde_json::Value::Object(members) => {
            name_of(members, last).is_some_and(|name| members.shift_remove(&name).is_some())
        }
        serde_json::Value::Array(items) => match last.parse::<usize>() {
            Ok(index) if index < items.len() => {
                items.remove(index);
                true
            }
            _ => false,
        },
        _ => false,
    }
}

/// Returns the name of a member as the document spells it.
fn name_of(members: &serde_json::Map<String, serde_json::Value>, name: &str) -> Option<String> {
    if members.contains_key(name) {
        return Some(name.to_owned());
    }
    members.keys().find(|known| known.eq_ignore_ascii_case(name)).cloned()
}

fn refusal(error: &datacontract::Error) -> Departure {
    let kind = match error.kind() {
        ErrorKind::Nil => DriftKind::UnexpectedNull,
        ErrorKind::Missing => DriftKind::MissingMember,
        _ => DriftKind::Unreadable,
    };
    Departure { kind, path: without_numbers(&error.path()), message: error.message().to_owned() }
}

fn read_as(
    format: Format,
    bytes: &[u8],
    ty: &Type,
    settings: &FormatterSettings,
    strict: bool,
) -> (Vec<Departure>, datacontract::Result<Value>) {
    let mut departures = Vec::new();
    let mut notice = |notice: &Notice<'_>| departures.extend(departure(notice));
    let noticing = Noticing { strict, max_size: None, notice: &mut notice };
    let result = match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.trim_start_matches('\u{feff}');
            payload::read_text_noticing(format, text, ty, settings, noticing)
        }
        Err(_) => payload::read_noticing(format, bytes, ty, settings, noticing),
    };
    (departures, result)
}

fn departure(notice: &Notice<'_>) -> Option<Departure> {
    let kind = match notice.kind {
        NoticeKind::Unknown => DriftKind::UnknownMember,
        NoticeKind::Missing => DriftKind::MissingMember,
        NoticeKind::Null => DriftKind::UnexpectedNull,
        NoticeKind::UnknownEnumValue => DriftKind::UnknownEnumValue,
        NoticeKind::OutOfOrder => DriftKind::LostByOrder,
        NoticeKind::Duplicate => DriftKind::DuplicateMember,
        // That there are more is no departure of its own.
        _ => return None,
    };
    let path = without_numbers(&format!("{}/{}", notice.path, notice.name));
    let message = match (notice.value, notice.namespace) {
        // The names of enums are words of the service, and those of secret members are not told.
        (Some(value), _) => format!("{}: `{value}`", kind.title()),
        (None, Some(namespace)) if kind == DriftKind::UnknownMember => {
            format!("{}, of the namespace `{namespace}`", kind.title())
        }
        _ => kind.title().to_owned(),
    };
    Some(Departure { kind, path, message })
}

/// Returns a path in which a star stands for the numbers of items: items of one list differ in nothing else.
fn without_numbers(path: &str) -> String {
    let parts = path.split('/').map(|part| {
        let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { "*" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

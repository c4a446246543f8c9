//! The XML reader, in both forms.

use crate::cases;
use datacontract::__private::slow_path;
use datacontract::contract::{Serializer, Type};
use datacontract::dynamic::Value;
use datacontract::xml::{self, ReadOptions, WriteOptions};
use datacontract::{Error, ErrorKind, Notice};

/// How a document is read.
#[derive(Clone, Copy, Debug)]
struct Mode {
    serializer: Serializer,
    strict: bool,
    require: bool,
    max_depth: u32,
}

type Read = fn(&str, &Type, ReadOptions<'_>) -> Result<Value, Error>;

fn write(value: &Value, ty: &Type, serializer: Serializer) -> Result<String, Error> {
    let mut options = WriteOptions::default();
    options.serializer = serializer;
    xml::write_value(value, ty, &options)
}

/// Reads a document, with what the hook was told.
fn read(text: &str, ty: &Type, mode: Mode, read: Read) -> (Result<Value, Error>, Vec<String>) {
    let mut notices = Vec::new();
    let mut note = |notice: &Notice<'_>| notices.push(format!("{notice:?}"));
    let mut options = ReadOptions::default();
    (options.serializer, options.strict, options.require) = (mode.serializer, mode.strict, mode.require);
    options.max_depth = mode.max_depth;
    options.notices = Some(&mut note);
    let result = read(text, ty, options);
    (result, notices)
}

/// - The fast path reads as the slow path does: the same value, notices, error.
/// - What is read is well-formed.
/// - What is read, written and read again is the same.
/// - What is no XML is none in both modes.
pub(crate) fn check(data: &[u8], serializer: Serializer) {
    let Some((number, text)) = cases::split(data) else { return };
    let ty = cases::contract(number, serializer);
    let mut outcomes = Vec::new();
    for (strict, require, max_depth) in [(false, true, 256), (true, true, 256), (false, false, 5)] {
        let mode = Mode { serializer, strict, require, max_depth };
        let (fast, slow) =
            (read(text, &ty, mode, xml::read_value_with), read(text, &ty, mode, slow_path::read_value));
        let shown = |(result, notices): &(Result<Value, Error>, Vec<String>)| {
            let written =
                result.as_ref().map(|value| write(value, &ty, serializer).map_err(|error| error.to_string()));
            format!("{:?} {notices:?}", written.map_err(|error| format!("{error:?} {error}")))
        };
        assert_eq!(shown(&fast), shown(&slow), "{mode:?}");
        outcomes.push(fast.0);
    }
    for value in outcomes.iter().flatten() {
        if let Err(error) = roxmltree::Document::parse(text) {
            // .NET takes references to control characters, which XML 1.0 does not have. The prefix `xml` is declared
            // in every document, which the other parser knows of attributes only.
            let is_wider =
                text.contains("&#") || error.to_string().contains("unknown namespace prefix 'xml'");
            assert!(is_wider, "it is read, and is not well-formed: {error}");
        }
        // `XmlSerializer` refuses some contracts as a whole, and some values.
        let Ok(written) = write(value, &ty, serializer) else { continue };
        let mode = Mode { serializer, strict: false, require: false, max_depth: 300 };
        let again = match read(&written, &ty, mode, xml::read_value_with).0 {
            Ok(again) => again,
            Err(error) => panic!("what is written cannot be read: {error}: {written}"),
        };
        // A `Uri` is written with its escaped letters as they are, which may make it an absolute one: then .NET writes its
        // scheme in small letters the next time.
        let has_escapes = text.contains('%');
        let shown = |written: String| if has_escapes { written.to_lowercase() } else { written };
        assert_eq!(
            write(&again, &ty, serializer).ok().map(shown),
            Some(shown(written)),
            "what was written reads as something else"
        );
    }
    let is_syntax =
        |result: &Result<Value, Error>| matches!(result, Err(error) if error.kind() == ErrorKind::Syntax);
    if is_syntax(&outcomes[0]) {
        assert!(outcomes[1].is_err(), "strictly it is read, and leniently it is no XML: {:?}", outcomes[0]);
    }
}

pub(crate) fn seeds(serializer: Serializer) -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for number in 0..200 {
        let ty = cases::contract(number, serializer);
        for value in cases::values(number, serializer) {
            let Ok(written) = write(&value, &ty, serializer) else { continue };
            if written.len() > 3000 {
                continue;
            }
            if number % 4 == 0 {
                seeds.push(cases::join(number, &xml::indent(&written)));
            }
            seeds.push(cases::join(number, &written));
        }
    }
    seeds
}

//! Recordings on disk: exchanges as files that people can review.
//!
//! Each exchange is a folder, whose name says where it stands in the order, of which endpoint it is, and how it ended:
//!
//! ```text
//! recordings/
//!   000001-GET-api-orders-id-200/
//!     exchange.json        method, address, status, headers
//!     response.xml         the body, as it was on the wire
//!   000002-POST-api-orders-201/
//!     exchange.json
//!     request.json
//!     response.json
//! ```
//!
//! A JSON or XML document that came in one line is indented for those who read it, if the same bytes can be made of it again:
//! `exchange.json` says so by `"layout": "compact"`. A folder appears with all of its files, or not at all.
//!
//! The [`Recorder`] is the only way in, and takes out the secrets first ([`Redaction`](super::Redaction)).

mod layout;
mod reader;
mod writer;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use datacontract_codegen::spec::Format;
use serde_json::Value;

use super::{exchange::Message, text::Text};

pub use reader::read;
pub use writer::Recorder;

/// The version of the format.
pub const VERSION: u64 = 1;

/// The file of an exchange that says what its other files are.
pub const EXCHANGE_FILE: &str = "exchange.json";

/// The word for a document that is indented on disk only.
const COMPACT: &str = "compact";

/// A recording cannot be read or written.
#[derive(Debug)]
pub struct RecordingError {
    /// The file or the folder.
    pub path: PathBuf,
    /// What is wrong.
    pub message: String,
}

impl RecordingError {
    fn new(path: &Path, message: impl Into<String>) -> Self {
        RecordingError { path: path.to_owned(), message: message.into() }
    }

    fn io(path: &Path, what: &str, error: &io::Error) -> Self {
        Self::new(path, format!("it cannot be {what}: {error}"))
    }
}

impl fmt::Display for RecordingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.path.display(), self.message)
    }
}

impl std::error::Error for RecordingError {}

/// Returns a body as people read it: indented where nothing is lost by it. It is empty if there is none, or no text.
pub(crate) fn readable(message: &Message) -> (Option<Format>, String) {
    let (format, _) = kind_of(&message.media_type);
    let Some(text) = message.body.as_deref().and_then(Text::of) else { return (format, String::new()) };
    let indented = format.and_then(|format| layout::indented(format, &text.content));
    (format, indented.unwrap_or(text.content))
}

/// Returns the format and the ending of the file of a body, by its media type.
pub(super) fn kind_of(media_type: &str) -> (Option<Format>, &'static str) {
    let ends =
        |word: &str| media_type.ends_with(&format!("/{word}")) || media_type.ends_with(&format!("+{word}"));
    if ends("json") {
        (Some(Format::Json), "json")
    } else if ends("xml") {
        (Some(Format::Xml), "xml")
    } else {
        (None, "txt")
    }
}

/// Returns a word of an object.
fn word<'v>(of: &'v Value, name: &str) -> Option<&'v str> {
    of.get(name).and_then(Value::as_str)
}

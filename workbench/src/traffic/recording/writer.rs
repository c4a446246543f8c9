//! Exchanges as folders.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use datacontract_codegen::output::{OutputFile, create_files};
use datacontract_codegen::spec::Spec;
use serde_json::{Map, Value, json};

use super::{COMPACT, EXCHANGE_FILE, RecordingError, VERSION, kind_of, layout};
use crate::site::{Site, friendly_id};
use crate::traffic::Redaction;
use crate::traffic::drift::without_values;
use crate::traffic::exchange::{Exchange, Message};
use crate::traffic::matching::{Match, Matcher};
use crate::traffic::text::{Encoding, Text};

/// The longest name of an endpoint within the name of a folder.
const LONGEST_NAME: usize = 80;

/// Writes exchanges into a folder, without their secrets.
pub struct Recorder {
    folder: PathBuf,
    spec: &'static Spec,
    matcher: Matcher,
    redaction: Redaction,
    /// The number of the next exchange.
    next: u64,
}

impl Recorder {
    /// Returns what writes into a folder, which is made if it is not there. Exchanges that are in it stay, and new ones come
    /// behind them.
    ///
    /// # Errors
    /// If the folder cannot be made or read.
    pub fn create(site: &Site, folder: &Path) -> Result<Self, RecordingError> {
        fs::create_dir_all(folder).map_err(|error| RecordingError::io(folder, "made", &error))?;
        let entries = fs::read_dir(folder).map_err(|error| RecordingError::io(folder, "read", &error))?;
        let numbers = entries.flatten().filter_map(|entry| number_of(entry.file_name().to_str()?));
        Ok(Recorder {
            folder: folder.to_owned(),
            spec: site.spec(),
            matcher: Matcher::new(site),
            redaction: Redaction::of(site),
            next: numbers.max().unwrap_or_default() + 1,
        })
    }

    /// Writes an exchange, and returns its folder with what was written.
    ///
    /// # Errors
    /// If it cannot be written. Then nothing of it is there.
    pub fn write(&mut self, exchange: &Exchange) -> Result<(PathBuf, Exchange), RecordingError> {
        let shown = self.redaction.redact(exchange);
        let (endpoint, name) = match self.matcher.find(exchange) {
            Match::Endpoint(index) => {
                let endpoint = &self.spec.endpoints[index];
                (Some(endpoint.heading.value.as_str()), friendly_id(endpoint))
            }
            Match::Foreign | Match::Unknown(_) => {
                (None, format!("{}-{}", exchange.method, without_values(shown.address().path())))
            }
        };
        let files = Files::of(&shown, endpoint);
        loop {
            let folder = self.folder.join(format!("{:06}-{}-{}", self.next, safe(&name), exchange.status));
            self.next += 1;
            if folder.symlink_metadata().is_ok() {
                // Another program records here too.
                continue;
            }
            match create_files(&folder, &files.in_folder(&folder)) {
                Ok(()) => return Ok((folder, shown)),
                Err(error) if error.source.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(RecordingError::io(&error.path, error.what, &error.source)),
            }
        }
    }
}

/// Returns the number at the beginning of the name of an exchange's folder.
fn number_of(name: &str) -> Option<u64> {
    name.split_once('-').and_then(|(number, _)| number.parse().ok())
}

/// Returns a name that every file system takes.
fn safe(name: &str) -> String {
    let mut safe: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' })
        .take(LONGEST_NAME)
        .collect();
    while safe.contains("--") {
        safe = safe.replace("--", "-");
    }
    safe.trim_matches('-').to_owned()
}

/// The files of an exchange.
struct Files(Vec<(String, String)>);

impl Files {
    fn of(exchange: &Exchange, endpoint: Option<&str>) -> Self {
        let mut files = Files(Vec::new());
        let request = files.message("request", &exchange.request);
        let response = files.message("response", &exchange.response);
        let mut top = json!({ "version": VERSION });
        let mut set = |name: &str, value: Option<&str>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                top[name] = value.into();
            }
        };
        set("endpoint", endpoint);
        set("baseUrl", exchange.base_url.as_deref());
        set("started", Some(&exchange.started));
        top["request"] = head(
            &[("method", exchange.method.as_str().into()), ("url", exchange.url.as_str().into())],
            request,
        );
        top["response"] = head(&[("status", exchange.status.into())], response);
        files.0.push((EXCHANGE_FILE.to_owned(), format!("{top:#}\n")));
        files
    }

    /// Adds the file of a body, and returns what is said of the message.
    fn message(&mut self, side: &str, message: &Message) -> Map<String, Value> {
        let mut said = Map::new();
        let coding = coding_of(message);
        let is_told = |name: &str| {
            coding.is_empty() || !OF_CODED_BODY.iter().any(|other| name.eq_ignore_ascii_case(other))
        };
        let headers = message.headers.iter().filter(|(name, _)| is_told(name));
        let headers: Vec<String> = headers.map(|(name, value)| format!("{name}: {value}")).collect();
        said.insert("headers".to_owned(), headers.into());
        if !coding.is_empty() {
            said.insert("contentEncoding".to_owned(), coding.into());
        }
        let from_header = Message::new(message.header("content-type").unwrap_or_default(), None);
        if from_header.media_type != message.media_type {
            said.insert("mediaType".to_owned(), message.media_type.clone().into());
        }
        if let Some(reason) = &message.left_out {
            said.insert("leftOut".to_owned(), reason.clone().into());
        }
        let Some(text) = message.body.as_deref().and_then(Text::of) else { return said };
        let (format, ending) = kind_of(&message.media_type);
        let name = format!("{side}.{ending}");
        said.insert("body".to_owned(), name.clone().into());
        if text.encoding != Encoding::Utf8 {
            said.insert("encoding".to_owned(), text.encoding.name().into());
        }
        if text.has_mark {
            said.insert("byteOrderMark".to_owned(), true.into());
        }
        let indented = format.and_then(|format| layout::indented(format, &text.content));
        if indented.is_some() {
            said.insert("layout".to_owned(), COMPACT.into());
        }
        self.0.push((name, indented.unwrap_or(text.content)));
        said
    }

    fn in_folder(&self, folder: &Path) -> Vec<OutputFile> {
        let file = |(name, contents): &(String, String)| OutputFile {
            path: folder.join(name),
            contents: contents.clone(),
        };
        self.0.iter().map(file).collect()
    }
}

/// The headers that describe a body as it was compressed on the wire. The file has it without that.
const OF_CODED_BODY: [&str; 3] = ["content-encoding", "content-length", "content-md5"];

/// Returns how a body was compressed on the wire; empty if it was not, or if there is none.
fn coding_of(message: &Message) -> String {
    let all = message.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(OF_CODED_BODY[0]));
    let codings: Vec<&str> = all.flat_map(|(_, value)| value.split(',')).map(str::trim).collect();
    let is_coded = |coding: &&str| !coding.is_empty() && !coding.eq_ignore_ascii_case("identity");
    let codings: Vec<&str> =
        codings.into_iter().filter(is_coded).filter(|_| message.body.is_some()).collect();
    codings.join(", ")
}

fn head(first: &[(&str, Value)], rest: Map<String, Value>) -> Value {
    let first = first.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    Value::Object(first.chain(rest).collect())
}

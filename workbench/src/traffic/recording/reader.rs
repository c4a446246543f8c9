//! Folders as exchanges.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{COMPACT, EXCHANGE_FILE, RecordingError, VERSION, kind_of, layout, word};
use crate::traffic::exchange::{Exchange, Message};
use crate::traffic::text::{Encoding, Text};

/// Reads a recording: the folder of one exchange, or the folder with those of many, in their order. What is no exchange in it
/// is passed over.
///
/// # Errors
/// If there is no exchange, or one of them cannot be read.
pub fn read(folder: &Path) -> Result<Vec<Exchange>, RecordingError> {
    if folder.join(EXCHANGE_FILE).exists() {
        return Ok(vec![exchange(folder)?]);
    }
    let failed = |error| RecordingError::io(folder, "read", &error);
    let mut folders: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.join(EXCHANGE_FILE).exists() {
            folders.push(path);
        }
    }
    if folders.is_empty() {
        return Err(RecordingError::new(folder, format!("no folder in it has a file `{EXCHANGE_FILE}`")));
    }
    // Numbers are as long as they need to be, once there are too many.
    folders.sort_by_key(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let digits = name.bytes().take_while(u8::is_ascii_digit).count();
        (digits, name)
    });
    folders.iter().map(|folder| exchange(folder)).collect()
}

fn exchange(folder: &Path) -> Result<Exchange, RecordingError> {
    let path = folder.join(EXCHANGE_FILE);
    let text = fs::read_to_string(&path).map_err(|error| RecordingError::io(&path, "read", &error))?;
    let wrong = |message: String| RecordingError::new(&path, message);
    let top: Value = serde_json::from_str(&text).map_err(|error| wrong(format!("it is no JSON: {error}")))?;
    match top.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(version) if version > VERSION => {
            return Err(wrong(format!(
                "it has version {version} of the format, and this program knows {VERSION}"
            )));
        }
        _ => return Err(wrong(format!("it has no `version`, which is {VERSION}"))),
    }
    let part = |name: &str| {
        top.get(name).filter(|part| part.is_object()).ok_or_else(|| wrong(format!("it has no `{name}`")))
    };
    let (request, response) = (part("request")?, part("response")?);
    let needed = |of: &Value, name: &str| {
        word(of, name).map(str::to_owned).ok_or_else(|| wrong(format!("it has no `{name}`")))
    };
    let status = response.get("status").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Exchange {
        name,
        base_url: word(&top, "baseUrl").map(str::to_owned),
        started: word(&top, "started").unwrap_or_default().to_owned(),
        method: needed(request, "method")?,
        url: needed(request, "url")?,
        request: message(folder, request)?,
        status: status.ok_or_else(|| wrong("it has no `status`".to_owned()))?,
        response: message(folder, response)?,
    })
}

fn message(folder: &Path, of: &Value) -> Result<Message, RecordingError> {
    let headers = of.get("headers").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let headers = headers.iter().filter_map(|header| {
        let (name, value) = header.as_str()?.split_once(':')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    });
    let mut message = Message::with_headers(headers.collect(), None);
    if let Some(media_type) = word(of, "mediaType") {
        media_type.clone_into(&mut message.media_type);
    }
    message.left_out = word(of, "leftOut").map(str::to_owned);
    if let Some(name) = word(of, "body") {
        message.body = Some(body(folder, name, of, &message.media_type)?);
    }
    Ok(message)
}

fn body(folder: &Path, name: &str, of: &Value, media_type: &str) -> Result<Vec<u8>, RecordingError> {
    if Path::new(name).file_name().is_none_or(|file| file != name) {
        let message = format!("`body` has to name a file of this folder, and `{name}` does not");
        return Err(RecordingError::new(&folder.join(EXCHANGE_FILE), message));
    }
    let path = folder.join(name);
    let bytes = fs::read(&path).map_err(|error| RecordingError::io(&path, "read", &error))?;
    let encoding = word(of, "encoding").and_then(Encoding::of_name).unwrap_or(Encoding::Utf8);
    let has_mark = of.get("byteOrderMark").and_then(Value::as_bool).unwrap_or_default();
    let is_compact = word(of, "layout") == Some(COMPACT);
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(RecordingError::new(&path, "it is no UTF-8, in which recordings are written"));
    };
    let content = match kind_of(media_type) {
        (Some(format), _) if is_compact => layout::compact(format, &text),
        _ => text,
    };
    Ok(Text { encoding, has_mark, content }.to_bytes())
}

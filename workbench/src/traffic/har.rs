//! HTTP archives (HAR 1.2), which browsers and proxies write.

use std::fmt;

use base64::Engine as _;
use datacontract::http::decode_body;
use datacontract_codegen::spec::Format;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;
use serde_json::Value;

use super::exchange::{Exchange, Message};
use super::recording;
use super::text::Text;

/// How many bytes of a compressed body are read.
const MAX_CONTENT: usize = 16 << 20;

/// What Chrome says of a body whose media type nobody has told.
const UNKNOWN: &str = "x-unknown";

const FORM: &str = "application/x-www-form-urlencoded";

/// Why a text is no archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HarError {
    message: String,
}

impl fmt::Display for HarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for HarError {}

fn error(message: impl Into<String>) -> HarError {
    HarError { message: message.into() }
}

/// Reads an archive. Parts of an entry that are not there are empty: browsers leave out bodies, for example.
///
/// # Errors
/// If the text is no JSON, or no archive: `log.entries` has to be a list of objects that each have a request and a response.
pub fn read(text: &str) -> Result<Vec<Exchange>, HarError> {
    let text = text.trim_start_matches('\u{feff}');
    let archive: Value =
        serde_json::from_str(text).map_err(|problem| error(format!("it is no JSON: {problem}")))?;
    let entries = archive.pointer("/log/entries").and_then(Value::as_array);
    let entries = entries.ok_or_else(|| error("it is no HTTP archive: there is no list `log.entries`"))?;
    entries.iter().enumerate().map(|(index, entry)| exchange(index, entry)).collect()
}

fn exchange(index: usize, entry: &Value) -> Result<Exchange, HarError> {
    let part = |name: &str| {
        let part = entry.get(name).filter(|part| part.is_object());
        part.ok_or_else(|| error(format!("`log.entries[{index}]` has no `{name}`")))
    };
    let (request, response) = (part("request")?, part("response")?);
    let word = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let status = response.get("status").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
    Ok(Exchange {
        name: String::new(),
        base_url: None,
        method: word(request, "method"),
        url: word(request, "url"),
        request: sent(index, request)?,
        status: status.unwrap_or_default(),
        response: message(index, response, response.get("content"))?,
        started: word(entry, "startedDateTime"),
    })
}

/// Returns what was sent. Where a browser has taken a form apart, it is put together again.
fn sent(index: usize, request: &Value) -> Result<Message, HarError> {
    let posted = request.get("postData");
    let mut message = message(index, request, posted)?;
    if message.media_type != FORM {
        return Ok(message);
    }
    if let Some(body) = &mut message.body
        && let Some(start) = behind_headers(body)
    {
        body.drain(..start);
    }
    let pairs = posted.and_then(|posted| posted.get("params")).and_then(Value::as_array);
    let Some(pairs) = pairs.filter(|pairs| message.body.is_none() && !pairs.is_empty()) else {
        return Ok(message);
    };
    let word =
        |pair: &Value, name: &str| pair.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let encoded = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let pairs: Vec<String> = pairs
        .iter()
        .map(|pair| format!("{}={}", encoded(&word(pair, "name")), encoded(&word(pair, "value"))))
        .collect();
    Ok(Message { body: Some(pairs.join("&").into_bytes()), left_out: None, ..message })
}

/// Returns where a form begins before which its headers stand: Firefox has those of forms that a page submits there.
fn behind_headers(body: &[u8]) -> Option<usize> {
    const END: &[u8] = b"\r\n\r\n";
    let end = body.windows(END.len()).position(|bytes| bytes == END)?;
    let head = std::str::from_utf8(&body[..end]).ok()?;
    let is_header = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| name.to_ascii_lowercase().starts_with("content-"))
    };
    head.split("\r\n").all(is_header).then_some(end + END.len())
}

/// Returns a body with its media type: that of the header, else that of the body's own entry.
fn message(index: usize, of: &Value, content: Option<&Value>) -> Result<Message, HarError> {
    let word = |name: &str| content.and_then(|content| content.get(name)).and_then(Value::as_str);
    let headers = headers(of);
    let mut left_out = None;
    let mut body = match (word("text"), word("encoding")) {
        (None, _) => None,
        (Some(text), Some("base64")) => {
            let bytes = base64::engine::general_purpose::STANDARD.decode(text);
            let bytes = bytes.map_err(|_| error(format!("a body of `log.entries[{index}]` is no Base64")))?;
            let decoded = decompressed(&headers, bytes);
            if decoded.is_none() {
                left_out = Some("it is compressed in a way that is not read, or too large".to_owned());
            }
            decoded
        }
        (Some(text), _) => Some(text.as_bytes().to_vec()),
    };
    let size = size_of(of, content);
    let header = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let media_type = header.map(|(_, value)| value.as_str()).or_else(|| {
        // Of an answer without a body browsers guess it: `x-unknown`, `text/plain`.
        let is_guess = body.as_ref().is_none_or(Vec::is_empty) && size == 0 && !headers.is_empty();
        word("mimeType").filter(|word| !is_guess && *word != UNKNOWN)
    });
    let kept = body.as_ref().map_or(0, Vec::len);
    if left_out.is_none() && kept == 0 && size > 0 {
        left_out = Some("the archive does not have it".to_owned());
    }
    let media_type = media_type.unwrap_or_default();
    if kept > 0 && kept < size && is_cut(media_type, body.as_deref().unwrap_or_default()) {
        left_out = Some(format!("the archive has {kept} of its {size} bytes"));
        body = None;
    }
    let typed = Message::new(media_type, body);
    Ok(Message { headers, left_out, ..typed })
}

/// Returns how many bytes a body had, as far as the archive says: that of an answer without compression.
fn size_of(of: &Value, content: Option<&Value>) -> usize {
    let is_request = of.get("method").is_some();
    let size = if is_request { of.get("bodySize") } else { content.and_then(|content| content.get("size")) };
    // -1 stands for a size that nobody knows.
    size.and_then(Value::as_u64).and_then(|size| usize::try_from(size).ok()).unwrap_or_default()
}

/// Returns a body without the compression that it still has: some proxies keep bodies as they were on the wire. `None` if it
/// cannot be read.
fn decompressed(headers: &[(String, String)], bytes: Vec<u8>) -> Option<Vec<u8>> {
    let mut coded = HeaderMap::new();
    for (_, value) in headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-encoding")) {
        coded.append(CONTENT_ENCODING, value.parse().ok()?);
    }
    // Mostly the archive has it without.
    if coded.is_empty() || Text::of(&bytes).is_some() {
        return Some(bytes);
    }
    decode_body(&coded, bytes.into(), MAX_CONTENT).map(Vec::from)
}

/// Returns whether a document ends too soon. A text whose encoding was another one is shorter, too, and is whole.
fn is_cut(media_type: &str, body: &[u8]) -> bool {
    let media_type = Message::new(media_type, None).media_type;
    let Some(text) = Text::of(body) else { return true };
    match recording::kind_of(&media_type).0 {
        Some(Format::Json) => serde_json::from_str::<Value>(&text.content).is_err(),
        Some(Format::Xml) => roxmltree::Document::parse(&text.content).is_err(),
        _ => false,
    }
}

fn headers(of: &Value) -> Vec<(String, String)> {
    let list = of.get("headers").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let word = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).map(str::to_owned);
    let headers = list.iter().filter_map(|header| Some((word(header, "name")?, word(header, "value")?)));
    // HTTP/2 has method and address among its headers: `:authority`, `:path`.
    headers.filter(|(name, _)| !name.starts_with(':')).collect()
}

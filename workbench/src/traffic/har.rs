//! HTTP archives (HAR 1.2), which browsers and proxies write.

use std::fmt;

use base64::Engine as _;
use serde_json::Value;

use super::exchange::{Exchange, Message};

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
    let message = message(index, request, posted)?;
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
    Ok(Message { body: Some(pairs.join("&").into_bytes()), ..message })
}

/// Returns a body with its media type: that of the body's own entry, else that of the header.
fn message(index: usize, of: &Value, content: Option<&Value>) -> Result<Message, HarError> {
    let word = |name: &str| content.and_then(|content| content.get(name)).and_then(Value::as_str);
    let headers = headers(of);
    let header = || headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let media_type = word("mimeType").filter(|word| !word.is_empty());
    let media_type = media_type.or_else(|| header().map(|(_, value)| value.as_str())).unwrap_or_default();
    let body = match (word("text"), word("encoding")) {
        (None, _) => None,
        (Some(text), Some("base64")) => {
            let bytes = base64::engine::general_purpose::STANDARD.decode(text);
            Some(bytes.map_err(|_| error(format!("a body of `log.entries[{index}]` is no Base64")))?)
        }
        (Some(text), _) => Some(text.as_bytes().to_vec()),
    };
    let message = Message::new(media_type, body);
    Ok(Message { headers, ..message })
}

fn headers(of: &Value) -> Vec<(String, String)> {
    let list = of.get("headers").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let word = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).map(str::to_owned);
    list.iter().filter_map(|header| Some((word(header, "name")?, word(header, "value")?))).collect()
}

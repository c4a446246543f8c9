//! A request with its answer.

use std::fmt;

/// A request with its answer, as somebody has recorded it.
#[derive(Clone, Default)]
pub struct Exchange {
    /// What its recording calls it; empty if it has no name.
    pub name: String,
    /// The address of the service, if who has recorded it knows it: that of the spec counts else.
    pub base_url: Option<String>,
    /// `GET`, `POST` and so on.
    pub method: String,
    /// The whole address.
    pub url: String,
    /// What was sent.
    pub request: Message,
    /// The status of the answer; 0 if there was none.
    pub status: u16,
    /// What came back.
    pub response: Message,
    /// When it was sent, in ISO 8601 as the recording says it; empty if it does not.
    pub started: String,
}

impl Exchange {
    /// Returns the day on which it was sent, `2026-11-27`; `None` if the recording does not say it.
    #[must_use]
    pub fn day(&self) -> Option<&str> {
        let day = self.started.get(..10)?;
        let is_day = day.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        is_day.then_some(day)
    }
}

/// The part of a request or an answer that a contract describes.
#[derive(Clone, Default)]
pub struct Message {
    /// The headers with their names, in order.
    pub headers: Vec<(String, String)>,
    /// The media type, without parameters, in small letters; empty if there is none.
    pub media_type: String,
    /// The body, without the encoding that it had on the wire; `None` if there is none or it was not recorded.
    pub body: Option<Vec<u8>>,
    /// Why there is no body, if there was one and it was not kept.
    pub left_out: Option<String>,
}

impl Message {
    /// Creates a message of a media type as it stands in a header.
    #[must_use]
    pub fn new(content_type: &str, body: Option<Vec<u8>>) -> Self {
        let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Message { media_type, body: body.filter(|body| !body.is_empty()), ..Message::default() }
    }

    /// Creates a message of its headers.
    #[must_use]
    pub fn with_headers(headers: Vec<(String, String)>, body: Option<Vec<u8>>) -> Self {
        let message = Message { headers, ..Message::default() };
        let typed = Message::new(message.header("content-type").unwrap_or_default(), body);
        Message { headers: message.headers, ..typed }
    }

    /// Returns the first value of a header, whose name may be written in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Returns headers as messages have them: with their names, in order.
pub(crate) fn header_lines(headers: &http::HeaderMap) -> Vec<(String, String)> {
    let lines = headers.iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    lines.collect()
}

impl Exchange {
    pub(crate) fn query(&self) -> Option<&str> {
        self.address().query()
    }

    pub(super) fn address(&self) -> Address<'_> {
        Address(&self.url)
    }
}

/// An address, taken apart as far as it is one: recordings have what somebody has typed.
#[derive(Clone, Copy)]
pub(super) struct Address<'a>(pub(super) &'a str);

impl<'a> Address<'a> {
    /// Returns whether it is one of HTTP, or a path alone: `data:..` and `blob:..` are none.
    pub(super) fn is_of_http(self) -> bool {
        let scheme = self.0.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
        scheme.is_none_or(|(scheme, rest)| {
            // `localhost:8080/api` has no scheme, but a port.
            let is_port = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
            is_port || ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        })
    }

    /// Returns the scheme and the host, `https://example.com`, without a login; `None` of a path alone.
    pub(super) fn origin(self) -> Option<String> {
        let (scheme, _) = self.0.split_once("://")?;
        Some(format!("{scheme}://{}", self.host()))
    }

    /// Returns the path, without the host and the query.
    pub(super) fn path(self) -> &'a str {
        let rest = self.0.split_once("://").map_or(self.0, |(_, rest)| {
            rest.find(['/', '?', '#']).and_then(|at| rest.get(at..)).unwrap_or("/")
        });
        rest.split(['?', '#']).next().unwrap_or(rest)
    }

    /// Returns the query.
    pub(super) fn query(self) -> Option<&'a str> {
        let address = self.0.split('#').next().unwrap_or(self.0);
        address.split_once('?').map(|(_, query)| query)
    }

    /// Returns the host with its port; empty if there is none.
    pub(super) fn host(self) -> &'a str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        authority.rsplit('@').next().unwrap_or(authority)
    }
}

/// Without the address and the bodies, which may hold secrets.
impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("method", &self.method)
            .field("request", &self.request)
            .field("status", &self.status)
            .field("response", &self.response)
            .finish_non_exhaustive()
    }
}

/// Without the body, which may hold secrets.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("media_type", &self.media_type)
            .field("bytes", &self.body.as_ref().map(Vec::len))
            .finish_non_exhaustive()
    }
}

//! Requests to the real service.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue};
use ureq::Agent;

use super::PlannedCall;
use crate::{
    outgoing,
    traffic::{Exchange, Message, header_lines},
};

/// How large an answer may be.
const MAX_ANSWER: usize = 16 << 20;

/// Sends requests.
pub struct Caller {
    agent: Agent,
    headers: HeaderMap,
    base_url: String,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallError(String);

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CallError {}

/// Without the headers, which let it in.
impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller").finish_non_exhaustive()
    }
}

impl Caller {
    /// Creates one for the service at an address.
    #[must_use]
    pub fn new(base_url: &str) -> Self {
        Caller { agent: outgoing::agent(), headers: HeaderMap::new(), base_url: base_url.to_owned() }
    }

    /// Adds a header to each request: `Authorization: Bearer ..`.
    ///
    /// # Errors
    /// If it is no header. What it holds is not in the error.
    pub fn header(mut self, line: &str) -> Result<Self, CallError> {
        let no_header = || CallError("a header is written as `Name: value`".to_owned());
        let (name, value) = line.split_once(':').ok_or_else(no_header)?;
        let name: HeaderName = name.trim().parse().map_err(|_| no_header())?;
        let mut value = HeaderValue::from_str(value.trim())
            .map_err(|_| CallError(format!("`{name}` cannot have this value")))?;
        value.set_sensitive(true);
        self.headers.append(name, value);
        Ok(self)
    }

    /// Sends a request, and returns it with its answer.
    ///
    /// # Errors
    /// If there is no answer, or it is larger than 16 MiB.
    pub fn call(&self, call: &PlannedCall) -> Result<Exchange, CallError> {
        let request = http::Request::builder().method(call.method.as_str()).uri(&call.address);
        let mut request = request.body(()).map_err(|_| CallError("its address is none".to_owned()))?;
        request.headers_mut().extend(self.headers.clone());
        let accept = HeaderValue::from_str(&call.accept);
        let accept = accept.map_err(|_| CallError(format!("`{}` is no media type", call.accept)))?;
        request.headers_mut().insert(http::header::ACCEPT, accept);
        let sent = header_lines(request.headers());
        let answer = outgoing::send(&self.agent, request, MAX_ANSWER).map_err(CallError)?;
        if answer.is_cut {
            return Err(CallError("the answer is larger than 16 MiB".to_owned()));
        }
        Ok(Exchange {
            name: String::new(),
            base_url: Some(self.base_url.clone()),
            method: call.method.clone(),
            url: call.address.clone(),
            request: Message::with_headers(sent, None),
            status: answer.status,
            response: Message::with_headers(header_lines(&answer.headers), Some(answer.body)),
            started: String::new(),
        })
    }
}

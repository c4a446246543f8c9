//! Requests to a real service.

use std::{io::Read as _, time::Duration};

use http::{HeaderMap, Request};
use ureq::{Agent, AsSendBody};

/// How long the service may take.
const TIME: Duration = Duration::from_secs(30);

/// What a service has answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// The body, or the beginning of it.
    pub(crate) body: Vec<u8>,
    /// Whether the body is longer than it was wanted.
    pub(crate) is_cut: bool,
}

/// Returns what sends requests: to the address that they name, and to no other one.
pub(crate) fn agent() -> Agent {
    Agent::config_builder()
        .timeout_global(Some(TIME))
        .max_redirects(0)
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .build()
        .into()
}

/// Sends a request, and returns the answer with at most so many bytes of its body.
pub(crate) fn send(agent: &Agent, request: Request<impl AsSendBody>, most: usize) -> Result<Answer, String> {
    let mut response = agent.run(request).map_err(|error| format!("the service does not answer: {error}"))?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut body = Vec::new();
    let mut reader = response.body_mut().as_reader().take(most as u64 + 1);
    reader.read_to_end(&mut body).map_err(|error| format!("the answer breaks off: {error}"))?;
    let is_cut = body.len() > most;
    body.truncate(most);
    Ok(Answer { status, headers, body, is_cut })
}

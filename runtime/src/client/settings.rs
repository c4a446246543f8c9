//! The settings of one call.

use super::Retry;
use super::headers::Headers;
use crate::http::Format;
use std::time::Duration;

/// The settings of one call, which go before those of the client.
#[derive(Clone, Default)]
pub(super) struct Settings {
    pub(super) format: Option<Format>,
    pub(super) timeout: Option<Duration>,
    pub(super) max_response_size: Option<usize>,
    pub(super) retry: Option<Retry>,
    pub(super) headers: Headers,
    pub(super) is_repeatable: bool,
    pub(super) ignores_outcome: bool,
    /// The address in place of the one that the arguments make: a page's link to the next one.
    pub(super) link: Option<String>,
    /// How long to wait before the call, which its time limit does not count.
    pub(super) delay: Option<Duration>,
}

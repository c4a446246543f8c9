//! A call whose answer is read while it comes.

use super::TransportKind;
use super::exchange::Exchange;
use ::http::StatusCode;

/// A call that has an answer. It records its end once: at the latest when it is dropped, since its reader may not want
/// the rest.
pub(super) struct OpenCall {
    pub(super) exchange: Exchange,
    status: Option<StatusCode>,
    recording: Recording,
}

/// Whether the end of the call was recorded.
#[derive(PartialEq, Eq)]
enum Recording {
    Open,
    Done,
}

impl OpenCall {
    /// Returns the call of an exchange, with the status of its answer if that is read.
    pub(super) fn new(exchange: Exchange, status: Option<StatusCode>) -> Self {
        OpenCall { exchange, status, recording: Recording::Open }
    }

    /// Records the end of the call.
    pub(super) fn end(&mut self, failure: Option<TransportKind>) {
        if std::mem::replace(&mut self.recording, Recording::Done) == Recording::Open {
            self.exchange.ended(self.status, failure);
        }
    }
}

impl Drop for OpenCall {
    fn drop(&mut self) {
        self.end(None);
    }
}

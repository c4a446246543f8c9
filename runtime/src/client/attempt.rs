//! One attempt of a call, as transports send it.

use super::{TransportError, TransportKind};
#[cfg(any(feature = "reqwest", feature = "server"))]
use crate::http::file::body::UploadBody;
use crate::http::{Operation, Upload};
use ::http::{Request, StatusCode};
use bytes::Bytes;
#[cfg(any(feature = "reqwest", feature = "server"))]
use http_body::Body as _;
use std::fmt;
#[cfg(any(feature = "reqwest", feature = "server"))]
use std::future::poll_fn;
use std::time::Duration;

/// A request that is to be sent once.
#[non_exhaustive]
pub struct Attempt {
    /// The request with its absolute address.
    pub request: Request<Bytes>,
    /// The body that is to be sent in place of the request's empty one: it is read piece by piece while it is sent.
    pub upload: Option<Upload>,
    /// The time limit up to the last byte of the response.
    pub timeout: Duration,
    /// The most bytes that the body of the response may have.
    pub max_response_size: usize,
    /// The operation that is called.
    pub operation: &'static Operation,
    /// Whether the body of an answer may be handed on while it comes.
    pub(super) takes_stream: bool,
    /// How much of the path is the base address's.
    pub(super) base_path: usize,
}

impl Attempt {
    /// Returns the request with its whole body in memory.
    ///
    /// # Errors
    /// If a file of it cannot be read: one that is a [stream](crate::http::File::from_stream) cannot be.
    pub fn into_request(self) -> Result<Request<Bytes>, TransportError> {
        let mut request = self.request;
        if let Some(upload) = self.upload {
            *request.body_mut() =
                upload.read_all().map_err(|error| TransportError::new(TransportKind::Other, error))?;
        }
        Ok(request)
    }

    /// Returns the attempt with its whole body in memory, that of streams too.
    #[cfg_attr(
        not(any(feature = "reqwest", feature = "server")),
        expect(clippy::unused_async, unused_mut, reason = "there are no streams to wait for")
    )]
    pub(super) async fn in_memory(mut self) -> Result<Self, TransportError> {
        #[cfg(any(feature = "reqwest", feature = "server"))]
        if let Some(upload) = self.upload.take() {
            let mut body = std::pin::pin!(UploadBody::new(upload));
            let mut bytes = Vec::new();
            while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
                let frame = frame.map_err(|error| TransportError::new(TransportKind::Other, error))?;
                bytes.extend_from_slice(frame.data_ref().map_or(&[], |data| &data[..]));
            }
            *self.request.body_mut() = bytes.into();
        }
        Ok(self)
    }

    /// Returns whether the body of an answer with this status is to be handed on while it comes
    /// ([`Answer::Begun`](super::Answer::Begun)), or else as a whole.
    #[must_use]
    pub fn takes_stream(&self, status: StatusCode) -> bool {
        self.stream_taker()(status)
    }

    /// Returns what [`takes_stream`](Self::takes_stream) does, for an attempt that is taken apart.
    pub(super) fn stream_taker(&self) -> impl Fn(StatusCode) -> bool + Send + use<> {
        let takes_stream = self.takes_stream;
        move |status| takes_stream && status.is_success()
    }

    /// Returns whether the request has to state the length of its body even if it has none: hosts of .NET
    /// answer 411 to such methods otherwise.
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    pub(super) fn tells_length(&self) -> bool {
        !self.request.body().is_empty() || matches!(self.request.method().as_str(), "POST" | "PUT" | "PATCH")
    }
}

/// Without the request, which has secrets.
impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("operation", &self.operation.name)
            .field("timeout", &self.timeout)
            .field("max_response_size", &self.max_response_size)
            .finish_non_exhaustive()
    }
}

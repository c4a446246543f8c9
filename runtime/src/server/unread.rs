//! The body of a request that may go on to the fallback.

use axum::body::Body;
use bytes::Bytes;
use std::sync::Mutex;

/// The body of a request, for the fallback.
pub(super) enum Unread {
    /// It was not read. It is behind a lock only because bodies cannot be shared, and requests can.
    Body(Mutex<Body>),
    /// It was read.
    Bytes(Bytes),
}

impl Unread {
    pub(super) fn into_body(self) -> Body {
        match self {
            Unread::Body(body) => body.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner),
            Unread::Bytes(bytes) => Body::from(bytes),
        }
    }
}

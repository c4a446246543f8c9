//! The two payloads of an operation.

/// Which of an operation's two payloads one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    Response,
    Request,
}

impl Direction {
    /// Returns what messages call the payload.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

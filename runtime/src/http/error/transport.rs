//! Calls without an answer.

#[cfg(feature = "client")]
use crate::http::coding::CodingError;
use std::error::Error as StdError;
use std::fmt;

/// There is no answer.
#[derive(Debug)]
pub struct TransportError(Box<TransportErrorData>);

#[derive(Debug)]
struct TransportErrorData {
    kind: TransportKind,
    operation: &'static str,
    attempts: u32,
    /// What the error means, and what to do about it.
    advice: Option<&'static str>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportKind {
    /// No connection came about: nothing was sent.
    Connect,
    /// No secure connection came about, because of a certificate or because the two sides do not agree: nothing was sent.
    Tls,
    /// Time was up before the answer was complete.
    Timeout,
    /// The answer is larger than allowed.
    TooLarge,
    /// The connection broke off before the answer was complete, or what came is no HTTP.
    Interrupted,
    /// The settings of the client cannot be used.
    Settings,
    /// Something else, which a repetition would not change.
    Other,
}

impl TransportKind {
    /// Returns whether a repetition may help.
    pub(crate) fn is_transient(self) -> bool {
        matches!(self, TransportKind::Connect | TransportKind::Timeout | TransportKind::Interrupted)
    }
}

impl TransportError {
    /// Returns an error of this kind, and what is behind it. That must not show the address with its query,
    /// or a header.
    #[must_use]
    pub fn new(kind: TransportKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        TransportError::of(kind, Some(source.into()))
    }

    pub(crate) fn of(kind: TransportKind, source: Option<Box<dyn StdError + Send + Sync>>) -> Self {
        TransportError(Box::new(TransportErrorData {
            kind,
            operation: "",
            attempts: 1,
            advice: None,
            source,
        }))
    }

    /// Adds what the error means, and what to do about it.
    #[cfg(all(feature = "rustls", any(feature = "reqwest", feature = "ureq")))]
    pub(crate) fn with_advice(mut self, advice: &'static str) -> Self {
        self.0.advice = Some(advice);
        self
    }

    /// Returns why there is no answer.
    #[must_use]
    pub fn kind(&self) -> TransportKind {
        self.0.kind
    }

    /// Returns how many times it was tried.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    #[cfg_attr(not(feature = "client"), allow(dead_code))]
    pub(crate) fn of_call(mut self, operation: &'static str, attempts: u32) -> Self {
        (self.0.operation, self.0.attempts) = (operation, attempts);
        self
    }
}

/// The error of an answer whose body cannot be decompressed.
#[cfg(feature = "client")]
impl From<CodingError> for TransportError {
    fn from(error: CodingError) -> Self {
        match error {
            CodingError::TooLarge => TransportError::of(TransportKind::TooLarge, None),
            CodingError::Unknown | CodingError::Broken => {
                let message = "the body is not compressed as its `Content-Encoding` says, or is cut off";
                TransportError::new(TransportKind::Interrupted, message)
            }
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.operation.is_empty() {
            write!(f, "`{}`: ", self.0.operation)?;
        }
        if self.0.kind == TransportKind::Settings {
            let source = self.0.source.as_ref().map(ToString::to_string).unwrap_or_default();
            return write!(f, "the client's settings cannot be used: {source}");
        }
        f.write_str(match self.0.kind {
            TransportKind::Connect if self.0.advice.is_some() => "the service cannot be reached",
            TransportKind::Connect => {
                "the service cannot be reached; see whether the base address, the network and the certificate are right"
            }
            TransportKind::Tls => "there is no secure connection to the service",
            TransportKind::Timeout => {
                "there was no complete answer in time; `timeout` of the client or the call gives it more"
            }
            TransportKind::TooLarge => {
                "the answer is larger than allowed; `max_response_size` of the client raises the limit"
            }
            TransportKind::Interrupted => "the connection broke off before the answer was complete",
            TransportKind::Other | TransportKind::Settings => "the request could not be sent",
        })?;
        if let Some(advice) = self.0.advice {
            write!(f, ": {advice}")?;
        }
        if self.0.attempts > 1 { write!(f, " ({} attempts)", self.0.attempts) } else { Ok(()) }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.source {
            // The message of the settings' errors is theirs.
            Some(source) if self.0.kind != TransportKind::Settings => Some(&**source),
            _ => None,
        }
    }
}

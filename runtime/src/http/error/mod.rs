//! What can go wrong with a call.

mod decode;
mod login;
mod status;
mod transport;

pub use decode::DecodeError;
pub use login::LoginError;
pub use status::{ErrorBody, StatusError};
pub use transport::{TransportError, TransportKind};

use super::HttpError;
#[cfg(feature = "client")]
use super::secrets::Secrets;
use crate::outcome::ApplicationError;
use ::http::StatusCode;
use std::error::Error as StdError;
use std::fmt;

/// Why a call failed. `S` is what the service's documentation says of status codes.
///
/// No text of it holds a value of the request or the answer, but for the messages that a service has for its
/// callers ([`HttpError`], [`ApplicationError`]). Where these repeat a secret that a client has sent,
/// `[secret]` stands for it: secret parameters and members, and credentials.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<S = StatusCode> {
    /// The request could not be made: nothing was sent.
    Arguments(crate::Error),
    /// There is no answer.
    Transport(TransportError),
    /// The service hands out no token: the request itself was not sent.
    Login(Box<LoginError>),
    /// The answer is not one of success.
    Status(Box<StatusError<S>>),
    /// The answer is one of success, but not what the contract says.
    Decode(Box<DecodeError>),
    /// The answer is what the contract says, and says that the request failed.
    Application(ApplicationError),
}

impl<S> Error<S> {
    /// Returns the status code of the answer, where that or its body is what is wrong.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Error::Status(error) => Some(error.code),
            Error::Decode(error) => Some(error.status),
            Error::Login(error) => Some(error.status),
            Error::Arguments(_) | Error::Transport(_) | Error::Application(_) => None,
        }
    }

    /// Returns ASP.NET's own words about what went wrong, if these came.
    #[must_use]
    pub fn http_error(&self) -> Option<&HttpError> {
        match self {
            Error::Status(error) => error.http_error(),
            _ => None,
        }
    }

    /// Returns how the transport failed, if that is what is wrong.
    #[cfg(feature = "client")]
    pub(crate) fn transport_kind(&self) -> Option<TransportKind> {
        match self {
            Error::Transport(error) => Some(error.kind()),
            _ => None,
        }
    }

    /// Returns whether time was up before the answer was complete.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Error::Transport(error) if error.kind() == TransportKind::Timeout)
    }

    /// Returns whether the same request may well succeed later: the service could not be reached, broke off,
    /// or says that it is busy (408, 429, 502, 503, 504). Whether it does no harm to send it again is another
    /// matter.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Error::Transport(error) => error.kind().is_transient(),
            Error::Status(error) => is_busy(error.code),
            Error::Login(error) => is_busy(error.status),
            Error::Arguments(_) | Error::Decode(_) | Error::Application(_) => false,
        }
    }

    /// Returns the same without what the documentation says, so that errors of all operations are of one
    /// type.
    #[must_use]
    pub fn erase(self) -> Error {
        self.map_status(|code| code)
    }

    /// Hides the secrets of the request in what the service says.
    #[cfg(feature = "client")]
    pub(crate) fn hide(&mut self, secrets: &Secrets) {
        match self {
            Error::Status(error) => {
                if let ErrorBody::HttpError(error) = &mut error.body {
                    secrets.hide_in(error);
                }
            }
            Error::Decode(error) => error.error.each_text(&mut |text| *text = secrets.hide(text)),
            Error::Application(error) => error.each_text(&mut |text| *text = secrets.hide(text)),
            // A login's texts have none: it hides them itself.
            Error::Arguments(_) | Error::Transport(_) | Error::Login(_) => {}
        }
    }

    pub(crate) fn map_status<R>(self, status: impl FnOnce(StatusCode) -> R) -> Error<R> {
        match self {
            Error::Status(error) => Error::Status(Box::new(error.map_status(status))),
            Error::Arguments(error) => Error::Arguments(error),
            Error::Transport(error) => Error::Transport(error),
            Error::Login(error) => Error::Login(error),
            Error::Decode(error) => Error::Decode(error),
            Error::Application(error) => Error::Application(error),
        }
    }
}

impl<S: fmt::Display> fmt::Display for Error<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Arguments(error) => write!(f, "the request cannot be made: {error}"),
            Error::Transport(error) => error.fmt(f),
            Error::Login(error) => error.fmt(f),
            Error::Status(error) => error.fmt(f),
            Error::Decode(error) => error.fmt(f),
            Error::Application(error) => error.fmt(f),
        }
    }
}

impl<S: fmt::Debug + fmt::Display> StdError for Error<S> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Error::Transport(error) => error.source(),
            Error::Arguments(_)
            | Error::Login(_)
            | Error::Status(_)
            | Error::Decode(_)
            | Error::Application(_) => None,
        }
    }
}

/// Returns whether a service says that it is busy.
fn is_busy(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 502..=504)
}

impl<S> From<crate::Error> for Error<S> {
    fn from(error: crate::Error) -> Self {
        Error::Arguments(error)
    }
}

impl<S> From<TransportError> for Error<S> {
    fn from(error: TransportError) -> Self {
        Error::Transport(error)
    }
}

impl<S> From<ApplicationError> for Error<S> {
    fn from(error: ApplicationError) -> Self {
        Error::Application(error)
    }
}

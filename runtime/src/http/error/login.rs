//! Logins that fail.

use ::http::StatusCode;
use std::error::Error as StdError;
use std::fmt;

/// The service handed out no token for the name and the password of the client.
///
/// What ASP.NET says of it is OAuth's: `{"error": "invalid_grant", "error_description": ".."}` with the status
/// 400.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoginError {
    /// The operation that was to be called.
    pub operation: &'static str,
    /// The path at which the token was asked for.
    pub path: String,
    /// The status code of the answer.
    pub status: StatusCode,
    /// OAuth's code of the error: `invalid_grant`, `invalid_client` and so on.
    pub error: Option<String>,
    /// The service's words for it.
    pub description: Option<String>,
    /// Why the answer is none, if it is one of success.
    pub(crate) unreadable: Option<&'static str>,
}

impl fmt::Display for LoginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` was not sent: the login at `{}` was answered with {}",
            self.operation, self.path, self.status
        )?;
        for text in [self.error.as_deref(), self.description.as_deref()].into_iter().flatten() {
            write!(f, ": {text}")?;
        }
        self.unreadable.map_or(Ok(()), |why| write!(f, ", but {why}"))
    }
}

impl StdError for LoginError {}

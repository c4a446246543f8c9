//! Headers that callers set.

use crate::error::{Error, ErrorKind};
use ::http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt;

/// Headers, and the first error in one.
#[derive(Clone, Default)]
pub(super) struct Headers {
    map: HeaderMap,
    error: Option<Error>,
}

impl Headers {
    /// Sets a header. An error is kept for the first call, so that clients can be set up in one expression.
    pub(super) fn set(&mut self, name: &str, value: &str, is_secret: bool) {
        let Some(header) = self.name(name) else { return };
        let Ok(mut value) = HeaderValue::from_str(value) else {
            return self
                .fail(format!("the value of the header `{header}` has characters that HTTP does not allow"));
        };
        value.set_sensitive(is_secret);
        self.map.insert(header, value);
    }

    /// Returns the name of a header. An error is kept for the first call.
    pub(super) fn name(&mut self, name: &str) -> Option<HeaderName> {
        let header = HeaderName::from_bytes(name.as_bytes()).ok();
        if header.is_none() {
            self.fail("a header's name has letters, digits and `-` alone".to_owned());
        }
        header
    }

    /// Returns whether a header is set.
    pub(super) fn has(&self, name: &HeaderName) -> bool {
        self.map.contains_key(name)
    }

    fn fail(&mut self, message: String) {
        self.error.get_or_insert_with(|| Error::new(ErrorKind::Unrepresentable, message));
    }

    /// Puts them into a request.
    pub(super) fn apply(&self, headers: &mut HeaderMap) -> Result<(), Error> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        for (name, value) in &self.map {
            headers.insert(name, value.clone());
        }
        Ok(())
    }
}

/// The names alone.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.map.keys().map(HeaderName::as_str)).finish()
    }
}

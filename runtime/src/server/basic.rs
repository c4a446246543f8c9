//! Who calls.

use ::http::HeaderMap;
use ::http::header::AUTHORIZATION;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fmt;

/// The user and the password of HTTP Basic authentication.
///
/// ```
/// use datacontract::server::Basic;
///
/// let mut headers = http::HeaderMap::new();
/// headers.insert("authorization", "Basic dXNlcjpzZWNyZXQ=".parse()?);
/// let caller = Basic::of(&headers).unwrap();
/// assert_eq!(caller.user, "user");
/// assert!(caller.is("user", "secret") && !caller.is("user", "Secret"));
/// # Ok::<_, http::header::InvalidHeaderValue>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Basic {
    /// The name.
    pub user: String,
    /// The password.
    pub password: String,
}

impl Basic {
    /// Reads user and password from the headers of a request. Returns `None` if there are none that can be
    /// read.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let bytes = STANDARD.decode(credentials(headers, "Basic")?).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (user, password) = text.split_once(':')?;
        Some(Basic { user: user.to_owned(), password: password.to_owned() })
    }

    /// Returns whether user and password are these. The time that it takes does not reveal how much of them
    /// is right.
    #[must_use]
    pub fn is(&self, user: &str, password: &str) -> bool {
        same(&self.user, user) & same(&self.password, password)
    }
}

/// Returns the token of bearer authentication.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    credentials(headers, "Bearer")
}

/// Returns what stands behind a scheme, which is the same in any case.
fn credentials<'h>(headers: &'h HeaderMap, scheme: &str) -> Option<&'h str> {
    let (found, credentials) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    found.eq_ignore_ascii_case(scheme).then_some(credentials.trim())
}

fn same(a: &str, b: &str) -> bool {
    let difference = a.bytes().zip(b.bytes()).fold(0, |difference, (a, b)| difference | (a ^ b));
    a.len() == b.len() && std::hint::black_box(difference) == 0
}

/// Prints no password.
impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Basic").field("user", &self.user).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{Basic, bearer};
    use ::http::{HeaderMap, HeaderValue};
    use proptest::prelude::*;

    fn headers(authorization: &[u8]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", HeaderValue::from_bytes(authorization).unwrap());
        headers
    }

    #[test]
    fn schemes_are_the_same_in_any_case() {
        // "Åsa:a:b"
        let caller = Basic::of(&headers(b"bAsIc w4VzYTphOmI=")).unwrap();
        assert_eq!((caller.user.as_str(), caller.password.as_str()), ("Åsa", "a:b"));
        assert_eq!(bearer(&headers(b"bearer  abc ")), Some("abc"));
    }

    #[test]
    fn what_cannot_be_read_is_none() {
        for text in ["", "Basic", "Basic ", "Basic %", "Basic dXNlcg==", "Basic /w==", "Bearer dXNlcjpz"] {
            assert_eq!(Basic::of(&headers(text.as_bytes())), None, "{text}");
        }
        assert_eq!(Basic::of(&HeaderMap::new()), None);
    }

    #[test]
    fn the_password_is_not_shown() {
        let caller = Basic { user: "user".to_owned(), password: "secret".to_owned() };
        assert_eq!(format!("{caller:?}"), r#"Basic { user: "user", .. }"#);
    }

    proptest! {
        #[test]
        fn any_header_is_read_without_panic(text in "(Basic )?[ -~\u{e5}]{0,30}") {
            let _ = Basic::of(&headers(text.as_bytes()));
        }
    }
}

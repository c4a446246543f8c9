//! What lets a program in at a service, beside what stands in its address: headers, cookies, a `.netrc`.
//!
//! They go to the origin of the address alone. Nothing shows them: neither `Debug` nor an error, and an answer
//! that repeats them is kept without them.

mod netrc;

use std::fmt;

use ureq::http::{HeaderName, HeaderValue, header};

use crate::address::Secrets;
use netrc::Machine;

/// Headers whose values are no secrets, and which pages may have as words.
const HARMLESS: [HeaderName; 5] =
    [header::ACCEPT, header::ACCEPT_LANGUAGE, header::USER_AGENT, header::REFERER, header::ORIGIN];

/// What lets a program in at a service. It goes to the origin of the address that is given, and to nobody else.
///
/// ```
/// use datacontract_import::fetch::Credentials;
/// let mut credentials = Credentials::default();
/// credentials.header("Authorization: Bearer abc")?;
/// credentials.cookies("session=123; theme=dark")?;
/// credentials.netrc("machine example.com login bob password secret")?;
/// assert_eq!(format!("{credentials:?}"), "Credentials(..)");
/// # Ok::<(), datacontract_import::fetch::BadCredential>(())
/// ```
#[derive(Clone, Default)]
pub struct Credentials {
    headers: Vec<(HeaderName, HeaderValue)>,
    cookies: Vec<String>,
    machines: Vec<Machine>,
}

/// Why a text is no credential. It shows nothing of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadCredential {
    /// A header has no `:` between its name and its value.
    NoColon,
    /// A header's name has other characters than names have.
    Name,
    /// A header's value, or a cookie, has characters that would end it.
    Value,
    /// A cookie has no `=` between its name and its value.
    NoEquals,
    /// The `.netrc` has a word that nobody knows, or ends too early, on this line.
    Netrc {
        /// The line, from 1.
        line: usize,
    },
}

impl fmt::Display for BadCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoColon => f.write_str("a header is written `NAME: VALUE`; there is no `:`"),
            Self::Name => f.write_str("what stands before the `:` is no name of a header"),
            Self::Value => f.write_str("the value has a line break or another character that no header has"),
            Self::NoEquals => f.write_str("a cookie is written `NAME=VALUE`; there is no `=`"),
            Self::Netrc { line } => write!(
                f,
                "line {line} cannot be read: looked for `machine`, `default`, `login`, `password`, `account` or \
                 `macdef`, each with its word"
            ),
        }
    }
}

impl std::error::Error for BadCredential {}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(..)")
    }
}

impl Credentials {
    /// Adds a header, as `NAME: VALUE`. It takes the place of one that is sent anyway.
    pub fn header(&mut self, line: &str) -> Result<(), BadCredential> {
        let (name, value) = line.split_once(':').ok_or(BadCredential::NoColon)?;
        let name = HeaderName::from_bytes(name.trim().as_bytes()).map_err(|_| BadCredential::Name)?;
        self.headers.push((name, sensitive(value.trim())?));
        Ok(())
    }

    /// Adds cookies, as `NAME=VALUE`, with `;` between several.
    pub fn cookies(&mut self, text: &str) -> Result<(), BadCredential> {
        for cookie in text.split(';').map(str::trim).filter(|cookie| !cookie.is_empty()) {
            cookie.split_once('=').filter(|(name, _)| !name.is_empty()).ok_or(BadCredential::NoEquals)?;
            sensitive(cookie)?;
            self.cookies.push(cookie.to_owned());
        }
        Ok(())
    }

    /// Adds the logins of a `.netrc`: each is sent to its host alone.
    pub fn netrc(&mut self, text: &str) -> Result<(), BadCredential> {
        self.machines.extend(netrc::parse(text)?);
        Ok(())
    }

    /// Returns the headers to be sent with each request, without those of a login.
    pub(super) fn headers(&self) -> Vec<(HeaderName, HeaderValue)> {
        let mut headers = self.headers.clone();
        if !self.cookies.is_empty()
            && let Ok(cookies) = sensitive(&self.cookies.join("; "))
        {
            headers.push((header::COOKIE, cookies));
        }
        headers
    }

    /// Adds what is secret of these to the secrets of an address at a host. A login that stands in the address
    /// comes before one of the `.netrc`, and a header before both.
    pub(super) fn add_to(&self, secrets: &mut Secrets, host: &str) {
        let has_login = self.headers.iter().any(|(name, _)| *name == header::AUTHORIZATION);
        if has_login {
            secrets.drop_login();
        } else if secrets.login().is_none()
            && let Some(machine) = netrc::machine(&self.machines, host)
        {
            secrets.log_in(&machine.login, &machine.password);
        }
        let values = self.headers.iter().filter(|(name, _)| !HARMLESS.contains(name));
        let values = values.filter_map(|(_, value)| value.to_str().ok());
        let words = values.flat_map(|value| value.split([' ', ';', ',']).chain([value])).map(str::to_owned);
        let cookies = self.cookies.iter().filter_map(|cookie| cookie.split_once('='));
        secrets.hide_also(words.chain(cookies.map(|(_, value)| value.to_owned())));
    }
}

fn sensitive(value: &str) -> Result<HeaderValue, BadCredential> {
    let mut value = HeaderValue::from_str(value).map_err(|_| BadCredential::Value)?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_credential_is_said_without_it() {
        let mut credentials = Credentials::default();
        assert_eq!(credentials.header("Authorization Bearer S3cr3t"), Err(BadCredential::NoColon));
        assert_eq!(credentials.header("Autho rization: S3cr3t"), Err(BadCredential::Name));
        assert_eq!(credentials.header("X: S3cr3t\r\nHost: evil"), Err(BadCredential::Value));
        assert_eq!(credentials.cookies("S3cr3t"), Err(BadCredential::NoEquals));
        assert_eq!(credentials.cookies("a=b; =S3cr3t"), Err(BadCredential::NoEquals));
        assert!(!credentials.headers().iter().any(|(name, _)| name != header::COOKIE));
    }

    #[test]
    fn a_header_comes_before_the_address_and_that_before_the_netrc() {
        let mut credentials = Credentials::default();
        credentials.netrc("machine h login bob password S3cr3tP4ss").expect("a netrc");
        let given = |text: &str, credentials: &Credentials| {
            let (address, mut secrets) = crate::address::Address::given(text).expect("an address");
            credentials.add_to(&mut secrets, address.url().host_str().unwrap_or_default());
            secrets.login().map(str::to_owned)
        };
        assert_eq!(given("https://h/", &credentials).as_deref(), Some("Basic Ym9iOlMzY3IzdFA0c3M="));
        assert_eq!(given("https://other/", &credentials), None);
        assert_eq!(given("https://a:b@h/", &credentials).as_deref(), Some("Basic YTpi"));
        credentials.header("authorization: Bearer x").expect("a header");
        assert_eq!(given("https://a:b@h/", &credentials), None);
    }
}

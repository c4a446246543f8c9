//! Who calls: the credentials of a client, and which of them a call gets.

mod cookie;
mod login;
mod session;
mod token;

pub use login::Login;
pub use session::Waiting;
pub(super) use session::{Access, Turn, TurnOutcome};
pub(super) use token::Token;

use super::headers::Headers;
use crate::error::Error;
use crate::http::{Api, Authentication, Operation, encode_uri};
use ::http::{HeaderMap, HeaderValue, Method, Uri};
use cookie::CookieStore;
use session::TokenStore;
use std::fmt;
use std::sync::Arc;

/// What a request for a token is to a transport, which sees an operation in each request.
pub(super) static LOGIN: Operation = Operation::new(&Api::new("login"), "login", Method::POST, "Token");

/// The credentials of a client, in the order in which they were given.
#[derive(Clone, Default)]
pub(super) struct Credentials(Vec<Credential>);

#[derive(Clone)]
enum Credential {
    Header { scheme: Scheme, name: String, headers: Headers },
    Query(QueryKey),
    Cookie(Arc<CookieStore>),
    Login(Arc<TokenStore>),
}

/// How a header says who calls.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    Basic,
    Bearer,
    Key,
}

#[derive(Clone)]
struct QueryKey {
    name: String,
    key: String,
}

impl Credentials {
    /// Adds a header. It replaces one of the same name and scheme.
    pub(super) fn header(&mut self, scheme: Scheme, name: &str, value: &str) {
        self.0.retain(|known| {
            !matches!(known, Credential::Header { scheme: other, name: known, .. }
                if *other == scheme && known.eq_ignore_ascii_case(name))
        });
        let mut headers = Headers::default();
        headers.set(name, value, true);
        self.0.push(Credential::Header { scheme, name: name.to_owned(), headers });
    }

    /// Adds a key in the query. It replaces one of the same name.
    pub(super) fn query(&mut self, name: &str, key: &str) {
        self.0.retain(|known| !matches!(known, Credential::Query(known) if known.name == name));
        self.0.push(Credential::Query(QueryKey { name: name.to_owned(), key: key.to_owned() }));
    }

    /// Adds a cookie, which answers may set anew. It replaces the one before.
    pub(super) fn cookie(&mut self, name: &str, value: Option<&str>) {
        self.0.retain(|known| !matches!(known, Credential::Cookie(_)));
        self.0.push(Credential::Cookie(Arc::new(CookieStore::new(name, value))));
    }

    /// Adds a login. It replaces the one before.
    pub(super) fn login(&mut self, login: Login) {
        self.0.retain(|known| !matches!(known, Credential::Login(_)));
        self.0.push(Credential::Login(Arc::new(TokenStore::new(login))));
    }

    /// Puts the headers that an operation gets into its request, and returns what comes into each attempt.
    pub(super) fn apply(
        &self,
        operation: &Operation,
        headers: &mut HeaderMap,
    ) -> Result<CallCredentials, Error> {
        let mut call = CallCredentials::default();
        let is_anonymous = operation.authentication == Authentication::Anonymous;
        let has_named = self.0.iter().any(|known| known.is_meant_by(&operation.authentication));
        for credential in &self.0 {
            let is_sent = !is_anonymous && (!has_named || credential.is_meant_by(&operation.authentication));
            match credential {
                Credential::Cookie(store) => {
                    // What logs in needs none, and its answer has one.
                    call.cookies = Some(Arc::clone(store));
                    call.sends_cookie = is_sent;
                }
                _ if !is_sent => {}
                Credential::Header { headers: own, .. } => own.apply(headers)?,
                Credential::Query(key) => call.query.push(key.clone()),
                Credential::Login(store) => call.login = Some(Arc::clone(store)),
            }
        }
        Ok(call)
    }
}

impl Credential {
    /// Returns whether the documentation of an operation means it.
    fn is_meant_by(&self, authentication: &Authentication) -> bool {
        match (authentication, self) {
            (Authentication::Basic, Credential::Header { scheme, .. }) => *scheme == Scheme::Basic,
            (Authentication::Token(_), Credential::Header { scheme, .. }) => *scheme == Scheme::Bearer,
            (Authentication::Header(wanted), Credential::Header { name, .. }) => {
                wanted.eq_ignore_ascii_case(name)
            }
            (Authentication::Header(wanted), Credential::Login(_)) => {
                wanted.eq_ignore_ascii_case("Authorization")
            }
            (Authentication::Query(wanted), Credential::Query(key)) => *wanted == key.name,
            (Authentication::Cookie(wanted), Credential::Cookie(store)) => *wanted == store.name(),
            (Authentication::Token(_), Credential::Login(_)) => true,
            _ => false,
        }
    }
}

/// The names alone.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|credential| match credential {
            Credential::Header { name, .. } => format!("header {}", name.to_ascii_lowercase()),
            Credential::Query(key) => format!("query {}", key.name),
            Credential::Cookie(store) => format!("cookie {}", store.name()),
            Credential::Login(store) => format!("login at {}", store.login().path()),
        });
        f.debug_list().entries(names).finish()
    }
}

/// The credentials that come into each attempt of a call.
#[derive(Default)]
pub(super) struct CallCredentials {
    query: Vec<QueryKey>,
    cookies: Option<Arc<CookieStore>>,
    sends_cookie: bool,
    login: Option<Arc<TokenStore>>,
}

impl CallCredentials {
    /// Returns the access to the token, if the call needs one.
    pub(super) fn access(&self, waited: Option<u64>, takes_any: bool) -> Option<Access> {
        self.login.as_ref().map(|login| login.access(waited, takes_any))
    }

    /// Does without a login: the request says itself who calls.
    pub(super) fn without_login(&mut self) {
        self.login = None;
    }

    /// Takes note that the service did not accept a token.
    pub(super) fn turn_down(&self, token: &Token) {
        if let Some(login) = &self.login {
            login.turn_down(token);
        }
    }

    /// Puts keys and cookies into a request.
    pub(super) fn put_into(&self, uri: &mut Uri, headers: &mut HeaderMap) {
        for key in &self.query {
            if let Some(with_key) = key.put_into(uri) {
                *uri = with_key;
            }
        }
        if self.sends_cookie
            && let Some(cookies) = self.cookies.as_ref().and_then(|store| store.header(headers))
        {
            headers.insert(::http::header::COOKIE, cookies);
        }
    }

    /// Keeps the cookies that an answer sets.
    pub(super) fn keep_cookies(&self, headers: &HeaderMap) {
        if let Some(cookies) = &self.cookies {
            cookies.keep(headers);
        }
    }

    /// Returns the texts that no error shows.
    pub(super) fn secrets(&self, token: Option<&Token>) -> Vec<String> {
        let mut secrets: Vec<String> = self.query.iter().map(|key| key.key.clone()).collect();
        secrets.extend(token.map(|token| token.secret().to_owned()));
        if let Some(cookies) = &self.cookies {
            secrets.extend(cookies.values());
        }
        secrets
    }
}

impl QueryKey {
    /// Returns an address with the key, unless a redirect has kept it.
    fn put_into(&self, uri: &Uri) -> Option<Uri> {
        let mut pair = String::new();
        encode_uri(&mut pair, &self.name);
        pair.push('=');
        if uri.query().is_some_and(|query| query.split('&').any(|known| known.starts_with(&pair))) {
            return None;
        }
        encode_uri(&mut pair, &self.key);
        let mut parts = uri.clone().into_parts();
        let path = uri.path();
        let text = match uri.query() {
            Some(query) if !query.is_empty() => format!("{path}?{query}&{pair}"),
            _ => format!("{path}?{pair}"),
        };
        parts.path_and_query = Some(text.parse().ok()?);
        Uri::from_parts(parts).ok()
    }
}

/// Returns a header's value that no log shows.
fn secret_value(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

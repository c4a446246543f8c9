//! Addresses of pages, and the secrets in them.
//!
//! A login (`http://bob:password@host/`), a key in the query (`?key=`) or a session in the path (`/(S(..))/`)
//! is sent to the server and never written or printed. This module alone decides what of an address may be
//! seen: an [`Address`] shows nothing else, neither by `Display` nor by `Debug`.

mod body;

use std::fmt;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use datacontract_codegen::address::{Pair, is_session, is_unmistakable, pairs, without_parameters};
use url::Url;

#[cfg(feature = "fetch")]
pub(crate) use body::without_secrets;

/// What stands in a kept answer in the place of a secret.
const HIDDEN: &str = "hidden";

/// An address that can be asked for. It shows itself without its secrets.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// With the secrets of the query and the path, without a login and a fragment.
    url: Url,
    shown: String,
}

/// What a person gave in an address to be let in.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Secrets {
    /// The value of the header `Authorization`.
    login: Option<String>,
    /// Names in lower case and values of the query, as they stand in the address.
    query: Vec<(String, String)>,
    /// What is not to be found in an answer that is kept.
    texts: Vec<String>,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({})", self.shown)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(..)")
    }
}

impl Address {
    /// Reads an address that a person gave. The error says why it cannot be one, and shows nothing of it.
    pub(crate) fn given(text: &str) -> Result<(Self, Secrets), String> {
        let url = Url::parse(text.trim()).map_err(|error| error.to_string())?;
        if url.host_str().is_none() || !matches!(url.scheme(), "http" | "https") {
            return Err("looked for `https://host/path`".to_owned());
        }
        if has_lost_login(&url) {
            return Err(
                "it has an `@` after the host; in a password `/`, `?` and `#` are written `%2F`, `%3F` and \
                        `%23`, and elsewhere `@` is written `%40`"
                    .to_owned(),
            );
        }
        let secrets = Secrets::of(&url);
        Ok((Self::of(url), secrets))
    }

    /// Takes an address without its login and its fragment.
    pub(crate) fn of(mut url: Url) -> Self {
        // An address without a host has none of these, and is not asked for either.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_fragment(None);
        let shown = shown_url(&url);
        Self { url, shown }
    }

    /// Returns the address to be asked for: it has the secrets.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// Returns the address as it may be written and printed.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }
}

impl Secrets {
    fn of(url: &Url) -> Self {
        let decoded = |text: &str| percent_decoded(text);
        let mut secrets = Self::default();
        let (user, password) = (decoded(url.username()), url.password().map(decoded));
        if !user.is_empty() || password.is_some() {
            secrets.log_in(&user, &password.unwrap_or_default());
            secrets.hide_also(url.password().map(str::to_owned));
        }
        for pair in pairs(url.query().unwrap_or_default()).filter(Pair::is_secret) {
            secrets.query.push((pair.name.clone(), pair.raw_value.to_owned()));
            secrets.hide_also([pair.raw_value.to_owned(), pair.value]);
        }
        secrets.hide_also(url.path().split('/').filter(|segment| is_session(segment)).map(str::to_owned));
        secrets
    }

    /// Adds a login at the host of the address.
    pub(crate) fn log_in(&mut self, user: &str, password: &str) {
        let encoded = BASE64_STANDARD.encode(format!("{user}:{password}"));
        self.login = Some(format!("Basic {encoded}"));
        let password = if password.is_empty() { user } else { password };
        // Whoever shows the headers of a request shows it so.
        self.hide_also([encoded, password.to_owned()]);
    }

    /// Leaves out the login, as another one takes its place.
    pub(crate) fn drop_login(&mut self) {
        self.login = None;
    }

    /// Adds texts that are not to be found in an answer that is kept, or in a message.
    pub(crate) fn hide_also(&mut self, texts: impl IntoIterator<Item = String>) {
        self.texts.extend(texts.into_iter().filter(|text| is_unmistakable(text)));
        // The longest first: one may be a part of another.
        self.texts.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        self.texts.dedup();
    }

    /// Returns the value of the header `Authorization`.
    pub(crate) fn login(&self) -> Option<&str> {
        self.login.as_deref()
    }

    /// Returns an address that a kept answer links to, with the secrets that stood there.
    pub(crate) fn restored(&self, mut url: Url) -> Address {
        let query = url.query().unwrap_or_default();
        if pairs(query).any(|pair| is_hidden(&pair)) {
            let restored: Vec<String> = pairs(query)
                .filter_map(|pair| {
                    if !is_hidden(&pair) {
                        return Some(pair.raw.to_owned());
                    }
                    let (_, value) = self.query.iter().find(|(name, _)| *name == pair.name)?;
                    Some(format!("{}={value}", pair.raw_name))
                })
                .collect();
            let restored = restored.join("&");
            url.set_query(Some(restored.as_str()).filter(|query| !query.is_empty()));
        }
        Address::of(url)
    }

    /// Returns a message without the secrets that it may repeat.
    pub(crate) fn hide_in(&self, message: &str) -> String {
        self.texts.iter().fold(message.to_owned(), |message, secret| message.replace(secret, HIDDEN))
    }
}

/// Returns a text that is meant as an address as it may be written and printed.
pub(crate) fn shown(text: &str) -> String {
    match Url::parse(text.trim()) {
        Ok(url) if url.has_host() && !has_lost_login(&url) => {
            let shown = Address::of(url.clone()).shown;
            // Without secrets it stays as it is written.
            if shown == url.as_str() { text.trim().to_owned() } else { shown }
        }
        _ => {
            let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme.trim());
            if text.contains('@') {
                // Where a login ends is not certain.
                return if scheme.is_empty() || scheme.contains('@') {
                    "(an address with a login)".to_owned()
                } else {
                    format!("{scheme}://(an address with a login)")
                };
            }
            text.split(['?', '#']).next().unwrap_or_default().trim().to_owned()
        }
    }
}

/// Returns whether a word is an address, though perhaps one that cannot be asked for: `ftp://host/`,
/// `bob:password@host`.
pub(crate) fn is_address(word: &str) -> bool {
    let has_scheme = word.trim().split_once("://").is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    let login = word.split_once('@').map_or("", |(before, _)| before);
    has_scheme || login.split_once(':').is_some_and(|(user, _)| user.len() > 1 && !user.contains(['/', '\\']))
}

/// Returns whether a secret stood here before the answer was kept.
fn is_hidden(pair: &Pair<'_>) -> bool {
    pair.raw_value == HIDDEN && pair.is_secret()
}

/// Returns whether a text begins as a complete address of the web does.
pub(crate) fn begins_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// Returns whether a login was taken for something else: in `http://bob:1/2@host/` the host is `bob`.
fn has_lost_login(url: &Url) -> bool {
    let after_host = [Some(url.path()), url.query(), url.fragment()];
    after_host.into_iter().flatten().any(|part| part.contains('@'))
}

fn shown_url(url: &Url) -> String {
    let mut shown = url.clone();
    let path: Vec<String> =
        url.path().split('/').filter(|segment| !is_session(segment)).map(without_parameters).collect();
    if path.join("/") != url.path() {
        shown.set_path(&path.join("/"));
    }
    if let Some(query) = url.query()
        && pairs(query).any(|pair| pair.is_secret())
    {
        let kept: Vec<&str> = pairs(query).filter(|pair| !pair.is_secret()).map(|pair| pair.raw).collect();
        let kept = kept.join("&");
        shown.set_query(Some(kept.as_str()).filter(|query| !query.is_empty()));
    }
    shown.into()
}

/// Decodes `%41`; a `+` stays one.
fn percent_decoded(text: &str) -> String {
    let text = text.replace('+', "%2B");
    let decoded = url::form_urlencoded::parse(text.as_bytes()).next();
    // What stands before the first `=` is called the name.
    decoded
        .map(|(name, value)| if value.is_empty() { name.into_owned() } else { format!("{name}={value}") })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> (Address, Secrets) {
        Address::given(text).expect("an address")
    }

    #[test]
    fn secrets_are_sent_and_not_shown() {
        for (text, expected, sent) in
            include_str!("addresses.txt").lines().filter(|l| !l.starts_with('#')).map(|line| {
                let mut columns = line.split_whitespace();
                (columns.next().unwrap_or_default(), columns.next().unwrap_or_default(), columns.next())
            })
        {
            let (address, secrets) = given(text);
            assert_eq!(address.to_string(), expected, "{text}");
            assert_eq!(shown(text), expected);
            assert!(!format!("{address:?} {secrets:?}").contains("S3cr3t"), "{text}");
            if let Some(sent) = sent {
                assert_eq!(address.url().as_str(), sent);
            }
        }
    }

    #[test]
    fn a_login_becomes_a_header() {
        assert_eq!(given("http://bob:p%40w%2B+@h/").1.login(), Some("Basic Ym9iOnBAdysr"));
        assert_eq!(given("http://bob:a=b@h/").1.login(), Some("Basic Ym9iOmE9Yg=="));
        assert_eq!(given("http://h/").1.login(), None);
    }

    #[test]
    fn what_cannot_be_asked_for_shows_nothing_of_a_login() {
        for text in [
            "http://bob:S3cr3t@ho st/Help",
            "http://bob:S3/cr3t@host/Help",
            "http://bob:1/S3cr3t@host/Help",
            "http://bob:?S3cr3t@host/Help",
            "http://bob:#S3cr3t@host/Help",
            "ftp://bob:S3cr3t@host/Help",
            "bob:S3cr3t@host/Help",
            "http://host:99999/Help?key=S3cr3t",
        ] {
            assert!(is_address(text), "{text}");
            assert!(!shown(text).contains("S3"), "{text}: {}", shown(text));
            let error = Address::given(text).expect_err(text);
            assert!(!error.contains("S3") && !error.contains("cr3t"), "{text}: {error}");
        }
        for path in ["page.html", "C:\\pages\\a@b.html", "a/b:c@d.html", "-"] {
            assert!(!is_address(path), "{path}");
        }
    }

    #[test]
    fn what_a_server_repeats_of_a_login_is_hidden() {
        let (_, secrets) = given("http://bob:S3cr3tP4ss@h/");
        assert_eq!(
            secrets.hide_in("Authorization: Basic Ym9iOlMzY3IzdFA0c3M="),
            "Authorization: Basic hidden"
        );
        assert_eq!(secrets.hide_in("bob:S3cr3tP4ss"), "bob:hidden");
    }

    #[test]
    fn hidden_values_come_back() {
        let (_, secrets) = given("https://h/Help?key=S3cr3tS3cr3t");
        let link = Url::parse("https://h/Help/Api?apiId=GET-x&key=hidden&token=hidden").expect("an address");
        let restored = secrets.restored(link);
        assert_eq!(restored.url().as_str(), "https://h/Help/Api?apiId=GET-x&key=S3cr3tS3cr3t");
        assert_eq!(restored.shown(), "https://h/Help/Api?apiId=GET-x");
        assert_eq!(secrets.hide_in("no S3cr3tS3cr3t"), "no hidden");
    }
}

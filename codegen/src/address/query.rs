//! Which parts of an address are secrets.
//!
//! The keys that name a page of a help area are known. Others are secrets if their name says so, or if their
//! value looks like no word that a person would choose.

use std::fmt;

/// A key with its value in a query.
pub struct Pair<'a> {
    /// The pair as it stands in the query.
    pub raw: &'a str,
    /// The key as it stands in the query.
    pub raw_name: &'a str,
    /// The value as it stands in the query.
    pub raw_value: &'a str,
    /// The key, decoded and in lower case.
    pub name: String,
    /// The value, decoded.
    pub value: String,
}

/// The keys that say which page it is, and how it is shown.
const PAGE_KEYS: &[&str] = &[
    "action",
    "apiid",
    "apiversion",
    "area",
    "class",
    "controller",
    "culture",
    "format",
    "group",
    "id",
    "index",
    "lang",
    "language",
    "locale",
    "method",
    "model",
    "modelname",
    "name",
    "operation",
    "page",
    "search",
    "section",
    "tab",
    "type",
    "typename",
    "v",
    "version",
    "view",
];

/// Words that mean a secret wherever they stand in a name: `clientSecret`, `Ocp-Apim-Subscription-Key`.
const INSIDE: &[&str] = &[
    "accesskey",
    "apikey",
    "authkey",
    "bearer",
    "credential",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "secret",
    "session",
    "sharedkey",
    "signature",
    "subscriptionkey",
    "ticket",
    "token",
];

/// Words that mean a secret only as a word of their own: `sig`, `user_key`, but not `monkey`.
const WORDS: &[&str] = &[
    "auth",
    "authorization",
    "code",
    "cookie",
    "hash",
    "hmac",
    "key",
    "nonce",
    "otp",
    "pass",
    "pin",
    "pw",
    "pwd",
    "sas",
    "sid",
    "sig",
    "state",
];

/// Returns the pairs of a query, which some servers separate by `;`.
pub fn pairs(query: &str) -> impl Iterator<Item = Pair<'_>> {
    query.split(['&', ';']).filter(|raw| !raw.is_empty()).map(|raw| {
        let (raw_name, raw_value) = raw.split_once('=').unwrap_or((raw, ""));
        let (name, value) = form_urlencoded::parse(raw.as_bytes()).next().unwrap_or_default();
        Pair { raw, raw_name, raw_value, name: name.to_lowercase(), value: value.into_owned() }
    })
}

/// Shows the key alone: the value may be a secret.
impl fmt::Debug for Pair<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pair").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Pair<'_> {
    /// Returns whether nobody may see the value.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        let squeezed: String = self.name.chars().filter(char::is_ascii_alphanumeric).collect();
        if PAGE_KEYS.contains(&squeezed.as_str()) || is_operation(&self.value) {
            return false;
        }
        if self.value.is_empty() {
            return looks_random(self.raw_name);
        }
        if self.value.starts_with('{') && self.value.ends_with('}') {
            return false;
        }
        let spelled = form_urlencoded::parse(self.raw_name.as_bytes()).next().unwrap_or_default().0;
        INSIDE.iter().any(|word| squeezed.contains(word))
            || words(&spelled).iter().any(|word| WORDS.contains(&word.as_str()))
            || looks_random(&self.value)
            // An address in the value has secrets of its own.
            || (self.value.contains('=') && pairs(after_path(&self.value)).any(|pair| pair.is_secret()))
    }
}

fn after_path(text: &str) -> &str {
    text.split_once('?').map_or(text, |(_, query)| query)
}

/// Returns the words of a name, in lower case: `userKey`, `user-key` and `USER_KEY` have the same two.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && was_small) {
            words.push(String::new());
        }
        was_small = c.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words
}

/// Returns whether a value is the id of an operation: `GET-api-orders`.
fn is_operation(value: &str) -> bool {
    const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "MERGE"];
    value
        .split_once(['-', '_'])
        .is_some_and(|(method, _)| METHODS.contains(&method.to_ascii_uppercase().as_str()))
}

/// Returns whether a text is drawn by lot, as keys and tokens are: a GUID, hexadecimal digits, a JWT, base64.
fn looks_random(text: &str) -> bool {
    let count = |is: fn(&char) -> bool| text.chars().filter(is).count();
    let digits = count(char::is_ascii_digit);
    let letters = count(char::is_ascii_alphabetic);
    let is_hex = digits + letters >= 16
        && digits >= 3
        && text.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '-' | '{' | '}'));
    let is_jwt = text.starts_with("eyJ");
    let is_base64 = text.len() >= 20
        && digits >= 3
        && letters > 0
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '_' | '-'));
    is_hex || is_jwt || is_base64
}

/// Returns whether a secret can be told from the words of a page: one such as `admin` cannot.
#[must_use]
pub fn is_unmistakable(secret: &str) -> bool {
    let has = |is: fn(char) -> bool| secret.contains(is);
    secret.len() >= 8
        && (has(|c| c.is_ascii_digit()) || has(|c| !c.is_ascii_alphanumeric()))
        && has(char::is_alphabetic)
}

/// Returns whether a segment of a path is a session of ASP.NET without cookies:
/// `(S(lit3py55t21z5v55vlm25s55))`.
#[must_use]
pub fn is_session(segment: &str) -> bool {
    segment.starts_with('(') && segment.ends_with("))") && segment.get(2..3) == Some("(")
}

/// Returns a segment of a path without parameters that are secrets: `Help;jsessionid=1`.
#[must_use]
pub fn without_parameters(segment: &str) -> String {
    let (name, parameters) = segment.split_once(';').unwrap_or((segment, ""));
    let kept = pairs(parameters).filter(|pair| !pair.is_secret());
    kept.fold(name.to_owned(), |text, pair| text + ";" + pair.raw)
}

//! The cookie by which a service knows its callers.

use super::secret_value;
use crate::client::http_date::http_date;
use ::http::header::{COOKIE, SET_COOKIE};
use ::http::{HeaderMap, HeaderValue};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// A cookie, as the service has set it last. No other cookie is kept.
pub(super) struct CookieStore {
    name: String,
    /// One, or several if .NET has cut it in pieces: `name`, `nameC1`, `nameC2`.
    pieces: Mutex<Vec<(String, String)>>,
}

impl CookieStore {
    pub(super) fn new(name: &str, value: Option<&str>) -> Self {
        let pieces = value.map(|value| (name.to_owned(), value.to_owned())).into_iter().collect();
        CookieStore { name: name.to_owned(), pieces: Mutex::new(pieces) }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Returns the header `Cookie`, with the cookies that a request has already.
    pub(super) fn header(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        let own = pieces.iter().map(|(name, value)| format!("{name}={value}"));
        let given = headers.get(COOKIE).and_then(|cookies| cookies.to_str().ok()).map(str::to_owned);
        let text = given.into_iter().chain(own).collect::<Vec<_>>().join("; ");
        if pieces.is_empty() { None } else { secret_value(&text) }
    }

    /// Takes what an answer sets of it.
    pub(super) fn keep(&self, headers: &HeaderMap) {
        for set in headers.get_all(SET_COOKIE).iter().filter_map(|set| set.to_str().ok()) {
            let (pair, attributes) = set.split_once(';').unwrap_or((set, ""));
            let Some((name, value)) = pair.split_once('=') else { continue };
            let (name, value) = (name.trim(), value.trim());
            if !self.is_piece(name) {
                continue;
            }
            let mut pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
            pieces.retain(|(known, _)| known != name);
            if !value.is_empty() && !is_over(attributes) {
                pieces.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    pub(super) fn values(&self) -> Vec<String> {
        let pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        pieces.iter().map(|(_, value)| value.clone()).collect()
    }

    fn is_piece(&self, name: &str) -> bool {
        let Some(behind) = name.strip_prefix(&self.name) else { return false };
        behind.is_empty()
            || behind.strip_prefix('C').is_some_and(|number| {
                !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit())
            })
    }
}

/// Returns whether a cookie with these attributes is one that the service takes back.
fn is_over(attributes: &str) -> bool {
    let mut is_over = false;
    for attribute in attributes.split(';') {
        let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        let value = value.trim();
        if name.trim().eq_ignore_ascii_case("max-age") {
            // Goes before `expires`, which may stand on either side of it.
            return value.parse::<i64>().is_ok_and(|seconds| seconds <= 0);
        }
        if name.trim().eq_ignore_ascii_case("expires") {
            // ASP.NET takes a cookie back with a date in 1970 or in 1999; some write it with dashes.
            let date = http_date(&value.replace('-', " "));
            let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
            is_over = match (date, now) {
                (Some(date), Ok(now)) => date <= now.as_secs(),
                _ => false,
            };
        }
    }
    is_over
}

#[cfg(test)]
mod tests {
    use super::CookieStore;
    use ::http::header::{COOKIE, SET_COOKIE};
    use ::http::{HeaderMap, HeaderValue};

    fn sent(store: &CookieStore) -> Option<String> {
        store.header(&HeaderMap::new()).map(|value| value.to_str().unwrap().to_owned())
    }

    fn keep(store: &CookieStore, set: &[&'static str]) {
        let mut headers = HeaderMap::new();
        for set in set {
            headers.append(SET_COOKIE, HeaderValue::from_static(set));
        }
        store.keep(&headers);
    }

    #[test]
    fn the_last_value_counts() {
        let store = CookieStore::new(".AspNet.Cookies", None);
        assert_eq!(sent(&store), None);
        keep(&store, &["theme=dark; path=/", ".AspNet.Cookies=a=b; path=/; secure; HttpOnly"]);
        assert_eq!(sent(&store).as_deref(), Some(".AspNet.Cookies=a=b"));
        keep(&store, &[".AspNet.Cookies=c; expires=Thu, 01-Jan-2099 00:00:00 GMT"]);
        assert_eq!(sent(&store).as_deref(), Some(".AspNet.Cookies=c"));
    }

    #[test]
    fn a_service_takes_it_back() {
        for back in [
            "a=; path=/",
            "a=x; Max-Age=0",
            "a=x; expires=Thu, 01-Jan-1970 00:00:00 GMT",
            "a=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT; max-age=-1",
        ] {
            let store = CookieStore::new("a", Some("b"));
            keep(&store, &[back]);
            assert_eq!(sent(&store), None, "{back}");
        }
        let store = CookieStore::new("a", Some("b"));
        keep(&store, &["a=c; max-age=60; expires=Thu, 01 Jan 1970 00:00:00 GMT", "nonsense", "aC=1", "ab=1"]);
        assert_eq!(sent(&store).as_deref(), Some("a=c"));
    }

    #[test]
    fn pieces_stay_together() {
        let store = CookieStore::new("a", None);
        keep(&store, &["a=chunks:2", "aC1=x", "aC2=y"]);
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("theme=dark"));
        let header = store.header(&headers).unwrap();
        assert_eq!(header, "theme=dark; a=chunks:2; aC1=x; aC2=y");
        assert!(header.is_sensitive());
    }
}

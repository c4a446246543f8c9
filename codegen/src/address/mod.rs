//! Addresses in texts, and the secrets in them.
//!
//! A login (`http://bob:password@host/`) and a key in the query (`?key=`) are no part of a specification:
//! whoever calls a service brings them. No message shows them, no generated file has them.

mod query;

use std::{borrow::Cow, ops::Range};

pub use query::{Pair, is_session, is_unmistakable, pairs, without_parameters};

/// Returns whether an address has a login: `http://bob:password@host/`.
#[must_use]
pub fn has_login(text: &str) -> bool {
    addresses(text).any(|range| login(text, range).is_some())
}

/// Returns whether an address has a secret, be it a login or a key in the query.
#[must_use]
pub fn has_secrets(text: &str) -> bool {
    !secrets(text).is_empty()
}

/// Returns a text with asterisks for the secrets of all addresses in it. Every byte is where it was.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
    asterisks(text, &secrets(text))
}

/// Returns a text with an asterisk for each byte of these ranges, which are in order, but for line breaks.
pub(crate) fn asterisks<'t>(text: &'t str, ranges: &[Range<usize>]) -> Cow<'t, str> {
    if ranges.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for range in ranges {
        let start = range.start.max(out.len());
        if start >= range.end {
            continue;
        }
        out.push_str(&text[out.len()..start]);
        for c in text[start..range.end].chars() {
            if matches!(c, '\n' | '\r') {
                out.push(c);
            } else {
                out.extend(std::iter::repeat_n('*', c.len_utf8()));
            }
        }
    }
    out.push_str(&text[out.len()..]);
    Cow::Owned(out)
}

/// Returns an address without a login, and without the secrets of its query.
#[must_use]
pub fn without_secrets(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut end = 0;
    for range in secrets(text) {
        let (mut from, mut to) = (range.start, range.end);
        if text[to..].starts_with('@') {
            to += 1;
        } else {
            // The pair goes with its key, and with what separates it from the next one.
            from = text[..from].rfind(['?', '&', ';']).map_or(from, |before| before + 1);
            if text[to..].starts_with(['&', ';']) {
                to += 1;
            } else {
                from = from.saturating_sub(1);
            }
        }
        kept.push_str(text.get(end..from).unwrap_or_default());
        end = to;
    }
    if end == 0 {
        return Cow::Borrowed(text);
    }
    let ends_open = kept.ends_with(['&', ';', '?']) && (end == text.len() || text[end..].starts_with('#'));
    kept.truncate(kept.len() - usize::from(ends_open));
    Cow::Owned(kept + &text[end..])
}

/// Returns a text of documentation with `***` for the logins of the addresses in it. What looks like a key in
/// a query stays: documentation shows where one belongs.
pub(crate) fn documented(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut end = 0;
    for login in addresses(text).filter_map(|range| authority_login(text, &range)) {
        shown.push_str(&text[end..login.start]);
        shown.push_str("***");
        end = login.end;
    }
    if end == 0 { Cow::Borrowed(text) } else { Cow::Owned(shown + &text[end..]) }
}

/// Returns the secrets of all addresses in a text, in order.
fn secrets(text: &str) -> Vec<Range<usize>> {
    let mut secrets = Vec::new();
    for range in addresses(text) {
        let end = range.end;
        let mut rest = range.start;
        if let Some(login) = login(text, range) {
            rest = login.end;
            secrets.push(login);
        }
        let Some(question) = text[rest..end].find('?') else { continue };
        let start = rest + question + 1;
        let query = text[start..end].split('#').next().unwrap_or_default();
        for pair in pairs(query).filter(Pair::is_secret) {
            // The pair is a part of the query, so it stands where its bytes are.
            let at = start + (pair.raw.as_ptr().addr() - query.as_ptr().addr()) + pair.raw.len();
            let value = if pair.raw_value.is_empty() { pair.raw } else { pair.raw_value };
            secrets.push(at - value.len()..at);
        }
    }
    secrets
}

/// Returns what stands in a text behind `://`, up to what cannot be in an address. In JSON a slash may be
/// written `\/`.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let starts = text.match_indices(':').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let behind = rest.strip_prefix("//").or_else(|| rest.strip_prefix("\\/\\/"))?;
        Some(text.len() - behind.len())
    });
    let mut end = 0;
    starts.filter_map(move |start| {
        if start < end {
            return None;
        }
        let is_outside = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '`');
        end = text[start..].find(is_outside).map_or(text.len(), |length| start + length);
        Some(start..end)
    })
}

/// Returns the login of an address. A password may have a `/` that should have been encoded, so whatever has
/// a colon before the last `@` is one.
fn login(text: &str, address: Range<usize>) -> Option<Range<usize>> {
    authority_login(text, &address).or_else(|| {
        let lost = before_at(text, address.clone())?;
        let authority = authority(text, &address);
        text[authority].contains(':').then_some(lost)
    })
}

/// Returns the login of an address, where it belongs.
fn authority_login(text: &str, address: &Range<usize>) -> Option<Range<usize>> {
    before_at(text, authority(text, address))
}

/// Returns where host and port of an address stand, with the login.
fn authority(text: &str, address: &Range<usize>) -> Range<usize> {
    let end = text[address.clone()].find(['/', '?', '#', '\\']).map_or(address.end, |at| address.start + at);
    address.start..end
}

/// Returns what stands before the last `@`.
fn before_at(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let at = text[range.clone()].rfind('@')?;
    Some(range.start..range.start + at)
}

#[cfg(test)]
mod tests {
    use super::{documented, has_login, masked, without_secrets};

    #[test]
    fn secrets_are_masked_and_left_out() {
        for (text, shown, left) in [
            ("http://bob:pw@h/x", "http://******@h/x", "http://h/x"),
            ("http://bob:p@w@h/x", "http://*******@h/x", "http://h/x"),
            ("http://bob@h", "http://***@h", "http://h"),
            ("http://bob:1/2@h", "http://*******@h", "http://h"),
            (
                "https://h/Help?key=S3&apiId=GET-x",
                "https://h/Help?key=**&apiId=GET-x",
                "https://h/Help?apiId=GET-x",
            ),
            (
                "https://h/?apiId=GET-x&token=S3#top",
                "https://h/?apiId=GET-x&token=**#top",
                "https://h/?apiId=GET-x#top",
            ),
            ("https://h/?sig=S&key=S", "https://h/?sig=*&key=*", "https://h/"),
            (
                "https://h/?a=1&sig=S&b=2&key=S&c=3",
                "https://h/?a=1&sig=*&b=2&key=*&c=3",
                "https://h/?a=1&b=2&c=3",
            ),
            ("https://bob:pw@h/?key=S", "https://******@h/?key=*", "https://h/"),
            ("https://medium.com/@bob", "https://medium.com/@bob", "https://medium.com/@bob"),
            ("a <bob@h> b", "a <bob@h> b", "a <bob@h> b"),
            ("https://h/?id={id}&key={key}", "https://h/?id={id}&key={key}", "https://h/?id={id}&key={key}"),
        ] {
            assert_eq!(masked(text), shown);
            assert_eq!(without_secrets(text), left);
        }
        let json = r#"{ "a": "http:\/\/bob:pw\/1@h", "b": "https://ä:ß@h/" } `http://u:p@h`"#;
        let shown = r#"{ "a": "http:\/\/*********@h", "b": "https://*****@h/" } `http://***@h`"#;
        assert_eq!(masked(json), shown);
        assert!(has_login("http://bob@h/") && !has_login("http://h:80/"));
    }

    #[test]
    fn documentation_has_no_logins() {
        for (text, shown) in [
            ("Call http://bob:pw@h/x, or http://h2.", "Call http://***@h/x, or http://h2."),
            ("http://a:b@h http://c@h", "http://***@h http://***@h"),
            ("http://h:80/,bob@h?key=yours", "http://h:80/,bob@h?key=yours"),
        ] {
            assert_eq!(documented(text), shown);
        }
    }
}

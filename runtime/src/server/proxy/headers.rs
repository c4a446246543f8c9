//! The headers of one connection alone, which no proxy passes on (RFC 9110, section 7.6.1).

use ::http::header::{
    CONNECTION, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, PROXY_AUTHENTICATE, PROXY_AUTHORIZATION,
    TE, TRANSFER_ENCODING, UPGRADE,
};

const KEEP_ALIVE: HeaderName = HeaderName::from_static("keep-alive");
const PROXY_CONNECTION: HeaderName = HeaderName::from_static("proxy-connection");

/// Removes the headers of one connection: those that are known as such, and those that `Connection` names.
pub(super) fn remove_hop_by_hop(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in named {
        headers.remove(name);
    }
    // Where both stand the length means nothing, and would mean something to the next one.
    if headers.contains_key(TRANSFER_ENCODING) {
        headers.remove(CONTENT_LENGTH);
    }
    for name in [
        CONNECTION,
        KEEP_ALIVE,
        PROXY_AUTHENTICATE,
        PROXY_AUTHORIZATION,
        PROXY_CONNECTION,
        TE,
        TRANSFER_ENCODING,
        UPGRADE,
    ] {
        headers.remove(name);
    }
}

/// Returns whether a header is a list that has this word, in any case. What stands behind a semicolon or a
/// slash is left out of account.
pub(super) fn has_word(headers: &HeaderMap, name: &HeaderName, word: &str) -> bool {
    words(headers, name).any(|found| found.eq_ignore_ascii_case(word))
}

/// Returns the words of a header that is a list.
pub(super) fn words<'h>(headers: &'h HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'h str> {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    let words = values.flat_map(|value| value.split(','));
    words.map(|word| word.split([';', '/']).next().unwrap_or_default().trim()).filter(|word| !word.is_empty())
}

/// Returns whether a body was transferred in another coding than by chunks, which only the connection undoes.
pub(super) fn has_unknown_coding(headers: &HeaderMap) -> bool {
    words(headers, &TRANSFER_ENCODING).any(|coding| !coding.eq_ignore_ascii_case("chunked"))
}

/// Says that trailers are welcome.
pub(super) fn ask_for_trailers(headers: &mut HeaderMap) {
    headers.insert(TE, HeaderValue::from_static("trailers"));
    headers.insert(CONNECTION, HeaderValue::from_static("te"));
}

#[cfg(test)]
mod tests {
    use super::{has_word, remove_hop_by_hop};
    use ::http::header::{HeaderMap, HeaderName, HeaderValue, UPGRADE};

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        lines.iter().map(pair).collect()
    }

    #[test]
    fn headers_of_the_connection_are_removed_and_no_others() {
        let mut all = headers(&[
            ("connection", "close, X-Own"),
            ("connection", "keep-alive"),
            ("keep-alive", "timeout=5"),
            ("x-own", "1"),
            ("te", "trailers"),
            ("trailer", "X-Sum"),
            ("transfer-encoding", "chunked"),
            ("upgrade", "h2c"),
            ("proxy-authorization", "Basic x"),
            ("authorization", "Basic y"),
            ("cookie", "a=b"),
        ]);
        remove_hop_by_hop(&mut all);
        let mut left: Vec<&str> = all.keys().map(HeaderName::as_str).collect();
        left.sort_unstable();
        assert_eq!(left, ["authorization", "cookie", "trailer"]);
    }

    #[test]
    fn words_of_lists_are_found_in_any_case() {
        let all = headers(&[("upgrade", "h2c, WebSocket/13"), ("upgrade", "foo;q=1")]);
        for (word, expected) in
            [("websocket", true), ("h2c", true), ("foo", true), ("web", false), ("", false)]
        {
            assert_eq!(has_word(&all, &UPGRADE, word), expected, "{word}");
        }
    }
}

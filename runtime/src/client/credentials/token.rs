//! Tokens, and the answers that hold them.

use super::secret_value;
use crate::client::http_date::http_date;
use ::http::HeaderValue;
use serde_json::Value;
use std::time::{Duration, Instant};

/// How long before its end a token is renewed, at most.
const MARGIN: Duration = Duration::from_secs(30);

/// A token that a service has handed out.
#[derive(Clone)]
pub(in crate::client) struct Token {
    /// Tells it from the tokens before and after it.
    pub(super) id: u64,
    secret: String,
    header: HeaderValue,
    renewed_at: Option<Instant>,
}

/// What a service hands out.
pub(super) struct TokenAnswer {
    pub(super) token: Token,
    pub(super) refresh_token: Option<String>,
}

impl Token {
    /// Returns the value of `Authorization`.
    pub(in crate::client) fn header(&self) -> &HeaderValue {
        &self.header
    }

    pub(in crate::client) fn secret(&self) -> &str {
        &self.secret
    }

    /// Returns whether it lasts beyond this moment, or nobody knows for how long.
    pub(super) fn lasts(&self, now: Instant) -> bool {
        self.renewed_at.is_none_or(|end| now < end)
    }
}

impl TokenAnswer {
    /// Reads the answer to a request for a token.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read(id: u64, body: &[u8], now: Instant) -> Result<Self, &'static str> {
        let answer: Value = serde_json::from_slice(without_bom(body)).map_err(|_| "it is no JSON")?;
        let text = |name: &str| answer.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let secret = text("access_token").ok_or("it has no `access_token`")?;
        let scheme = match text("token_type") {
            Some(scheme) if !scheme.eq_ignore_ascii_case("bearer") => scheme,
            _ => "Bearer",
        };
        let header = secret_value(&format!("{scheme} {secret}"))
            .ok_or("its `access_token` has characters that no header may have")?;
        let lifetime = answer.get("expires_in").and_then(seconds).or_else(|| {
            // What ASP.NET's template says besides.
            let (issued, expires) = (http_date(text(".issued")?)?, http_date(text(".expires")?)?);
            Some(expires.saturating_sub(issued))
        });
        let renewed_at = lifetime
            .map(Duration::from_secs)
            .and_then(|lifetime| now.checked_add(lifetime.saturating_sub(MARGIN.min(lifetime / 10))));
        let token = Token { id, secret: secret.to_owned(), header, renewed_at };
        Ok(TokenAnswer { token, refresh_token: text("refresh_token").map(str::to_owned) })
    }
}

/// Returns OAuth's code of an error and its description, or ASP.NET's message.
pub(super) fn read_error(body: &[u8]) -> (Option<String>, Option<String>) {
    let Ok(answer) = serde_json::from_slice::<Value>(without_bom(body)) else { return (None, None) };
    let text = |name: &str| {
        let text = answer.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())?;
        Some(text.chars().take(500).collect())
    };
    (text("error"), text("error_description").or_else(|| text("Message")).or_else(|| text("message")))
}

fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// A number, which some services write as a text.
fn seconds(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{TokenAnswer, read_error};
    use std::time::{Duration, Instant};

    fn lifetime(body: &str) -> Option<Duration> {
        let now = Instant::now();
        let token = TokenAnswer::read(1, body.as_bytes(), now).map_err(str::to_owned).unwrap().token;
        token.renewed_at.map(|end| end - now)
    }

    #[test]
    fn tokens_are_renewed_before_they_end() {
        for (body, expected) in [
            (r#"{"access_token":"a","expires_in":1209599}"#, Some(1_209_569_000)),
            (r#"{"access_token":"a","expires_in":"100"}"#, Some(90_000)),
            (r#"{"access_token":"a","expires_in":1}"#, Some(900)),
            (
                r#"{"access_token":"a",".issued":"Sun, 06 Nov 1994 08:49:37 GMT",".expires":"Sun, 06 Nov 1994 08:49:47 GMT"}"#,
                Some(9_000),
            ),
            (r#"{"access_token":"a"}"#, None),
            (r#"{"access_token":"a","expires_in":-1}"#, None),
        ] {
            assert_eq!(lifetime(body), expected.map(Duration::from_millis), "{body}");
        }
        // Longer than any clock goes.
        let _ = lifetime(r#"{"access_token":"a","expires_in":18446744073709551615}"#);
    }

    #[test]
    fn what_is_no_token_says_why() {
        for (body, expected) in [
            ("<html>", "it is no JSON"),
            ("{}", "it has no `access_token`"),
            (r#"{"access_token":""}"#, "it has no `access_token`"),
            (r#"{"access_token":"a\nb"}"#, "its `access_token` has characters that no header may have"),
        ] {
            assert_eq!(TokenAnswer::read(1, body.as_bytes(), Instant::now()).err(), Some(expected), "{body}");
        }
    }

    #[test]
    fn errors_are_oauth_s_or_asp_net_s() {
        let both = |error: &str, text: &str| (Some(error.to_owned()), Some(text.to_owned()));
        assert_eq!(
            read_error(br#"{"error":"invalid_grant","error_description":"No."}"#),
            both("invalid_grant", "No.")
        );
        assert_eq!(read_error(br#"{"Message":"No."}"#), (None, Some("No.".to_owned())));
        assert_eq!(read_error(b"<html>"), (None, None));
    }
}

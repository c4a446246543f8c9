//! Requests to the real service.

use std::time::Instant;

use datacontract::http::BaseUrl;
use http::{HeaderName, HeaderValue, Uri};
use serde_json::{Value, json};

use super::MAX_ANSWER;
use crate::outgoing;
use crate::site::Site;

/// Headers that are the connection's, and none that a person sets.
const NOT_SENT: [&str; 8] =
    ["host", "connection", "content-length", "transfer-encoding", "upgrade", "te", "trailer", "expect"];

/// Answers `{"path": "/api/orders/5?x=1", "headers": [["Accept", "text/xml"]], "body": ".."}` with what the
/// service answers to this request of the endpoint.
pub(super) fn answer(site: &Site, place: usize, asked: &Value) -> Result<Value, String> {
    let spec = site.spec();
    let endpoint = spec.endpoints.get(place).ok_or("there is no such endpoint")?;
    let base =
        spec.base_url.as_ref().ok_or("the spec has no `baseUrl`: write the service's address there")?;
    let path = asked.get("path").and_then(Value::as_str).ok_or("there is no path")?;
    let address = address(&base.value, path)?;
    let mut request = http::Request::builder().method(endpoint.method.value.as_str()).uri(address);
    for pair in asked.get("headers").and_then(Value::as_array).into_iter().flatten() {
        let text = |place: usize| pair.get(place).and_then(Value::as_str);
        let (Some(name), Some(value)) = (text(0), text(1)) else { continue };
        let name: HeaderName = name.parse().map_err(|_| format!("`{name}` is no name of a header"))?;
        if NOT_SENT.contains(&name.as_str()) {
            return Err(format!("the header `{name}` is the connection's own"));
        }
        // What it holds may be a secret.
        let value = HeaderValue::from_str(value).map_err(|_| format!("`{name}` cannot have this value"))?;
        request = request.header(name, value);
    }
    let body = asked.get("body").and_then(Value::as_str).unwrap_or_default().to_owned();
    let request = request.body(body).map_err(|_| "this is no request".to_owned())?;
    exchange(request)
}

/// Returns the address of a path of the service, and of nothing else on its host.
fn address(base: &str, path: &str) -> Result<Uri, String> {
    let base = BaseUrl::new(base).map_err(|error| error.message().to_owned())?;
    let is_within = path.starts_with('/')
        && !path.split(['/', '?', '\\']).any(|part| matches!(part, "." | "..") || is_dots(part))
        && !path.contains(['\\', '#', '@'])
        && !path.chars().any(char::is_control);
    let whole = format!("{}{path}", base.as_str());
    let uri: Option<Uri> = whole.parse().ok();
    uri.filter(|_| is_within).ok_or_else(|| "the path is none below the service's address".to_owned())
}

/// Returns whether a part of a path is dots that are percent-encoded, which a server may undo.
fn is_dots(part: &str) -> bool {
    matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

fn exchange(request: http::Request<String>) -> Result<Value, String> {
    let began = Instant::now();
    let answer = outgoing::send(&outgoing::agent(), request, MAX_ANSWER)?;
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let headers = answer.headers.iter();
    let headers: Vec<Value> = headers
        .map(|(name, value)| json!([name.as_str(), String::from_utf8_lossy(value.as_bytes())]))
        .collect();
    Ok(json!({
        "status": answer.status,
        "headers": headers,
        "body": String::from_utf8_lossy(&answer.body),
        "length": answer.body.len(),
        "isCut": answer.is_cut,
        "milliseconds": milliseconds,
    }))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn only_what_is_below_the_service_is_asked() {
        let base = "https://example.com/shop";
        assert_eq!(address(base, "/api/orders/5?x=1").unwrap(), "https://example.com/shop/api/orders/5?x=1");
        for path in [
            "",
            "api",
            "/../admin",
            "/a/%2E%2e/b",
            "/..?x",
            "/a\\..\\b",
            "@evil.example/",
            "/@evil.example",
            "/a#b",
            "/a\r\nHost: evil",
            "//../x",
        ] {
            assert!(address(base, path).is_err(), "{path}");
        }
    }
}

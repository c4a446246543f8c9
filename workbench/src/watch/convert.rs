//! What went by as an exchange.

use std::time::{SystemTime, UNIX_EPOCH};

use datacontract::clr::DateTime;
use datacontract::server::{Watched, WatchedBody};
use http::HeaderMap;

use super::Options;
use crate::site::Site;
use crate::traffic::{Exchange, Message, header_lines};

/// How many bytes of a compressed body are read.
const MAX_CONTENT: usize = 4 << 20;

/// Returns the address below which the paths of a spec are, for a service at `target`: an address without a path has the
/// path of the spec's.
#[must_use]
pub fn base_of(site: &Site, target: &str) -> String {
    let path = |url: &str| {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        rest.split_once('/')
            .map_or_else(String::new, |(_, path)| format!("/{path}").trim_end_matches('/').to_owned())
    };
    let target = target.trim_end_matches('/');
    match &site.spec().base_url {
        Some(base) if path(target).is_empty() => format!("{target}{}", path(&base.value)),
        _ => target.to_owned(),
    }
}

pub(super) fn exchange(watched: &Watched, options: &Options) -> Exchange {
    let target = options.target.trim_end_matches('/');
    let path = watched.uri.path_and_query().map_or("/", |path| path.as_str());
    Exchange {
        name: String::new(),
        base_url: Some(options.base_url.clone()),
        started: rfc3339(watched.started),
        method: watched.method.to_string(),
        url: format!("{target}{path}"),
        request: message(&watched.request_headers, &watched.request_body),
        status: watched.status.as_u16(),
        response: message(&watched.response_headers, &watched.response_body),
    }
}

fn message(headers: &HeaderMap, body: &WatchedBody) -> Message {
    let content = body.content(headers, MAX_CONTENT);
    let left_out = match (&content, body) {
        (Some(_), _) => None,
        (None, WatchedBody::Whole(_)) => Some("it is too large, or compressed in a way that is not read"),
        (None, _) => Some("it is too large, or broke off"),
    };
    let message = Message::with_headers(header_lines(headers), content.map(|bytes| bytes.to_vec()));
    Message { left_out: left_out.map(str::to_owned), ..message }
}

/// Returns an instant as RFC 3339 writes it, in UTC and with milliseconds.
fn rfc3339(time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let ticks = i64::try_from(since.as_nanos() / 100).ok();
    let date = ticks.and_then(DateTime::from_unix_ticks_utc).unwrap_or_default().to_string();
    // .NET's text has as many digits of a second as there are.
    let seconds = date.get(..19).unwrap_or_default();
    format!("{seconds}.{:03}Z", since.subsec_millis())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::rfc3339;

    #[test]
    fn times_are_those_of_the_calendar() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399, "2000-02-28T23:59:59.000Z"),
            (951_782_400, "2000-02-29T00:00:00.000Z"),
            (1_735_689_599, "2024-12-31T23:59:59.000Z"),
            (4_107_542_400, "2100-03-01T00:00:00.000Z"),
        ] {
            assert_eq!(rfc3339(UNIX_EPOCH + Duration::from_secs(seconds)), expected);
        }
    }
}

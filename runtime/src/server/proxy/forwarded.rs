//! What the service behind learns of the caller: `Forwarded` (RFC 7239), its predecessors `X-Forwarded-*`, and
//! `Via`.

use super::super::peer::Peer;
use super::headers::words;
use ::http::Version;
use ::http::header::{FORWARDED, HOST, HeaderMap, HeaderName, HeaderValue, VIA};
use ::http::request::Parts;
use ::http::uri::{Authority, Scheme};
use std::net::IpAddr;

pub(super) const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
pub(super) const X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
pub(super) const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Who calls, and under which address.
pub(super) struct Caller {
    ip: Option<IpAddr>,
    pub(super) scheme: Scheme,
    /// Host and port as the caller knows them.
    pub(super) host: Option<Authority>,
}

impl Caller {
    /// Reads the caller out of a request. What `X-Forwarded-*` say counts only if they are trusted.
    pub(super) fn of(parts: &Parts, is_trusted: bool) -> Self {
        let forwarded = |name: &HeaderName| is_trusted.then(|| words(&parts.headers, name).next()).flatten();
        let host = forwarded(&X_FORWARDED_HOST)
            .or_else(|| parts.headers.get(HOST).and_then(|host| host.to_str().ok()))
            .and_then(|host| host.parse().ok())
            .or_else(|| parts.uri.authority().cloned())
            .filter(|host: &Authority| !host.as_str().contains('@'));
        let is_https = match forwarded(&X_FORWARDED_PROTO) {
            Some(scheme) => scheme.eq_ignore_ascii_case("https"),
            None => parts.uri.scheme() == Some(&Scheme::HTTPS),
        };
        Caller {
            ip: parts.extensions.get::<Peer>().map(|peer| peer.0.ip().to_canonical()),
            scheme: if is_https { Scheme::HTTPS } else { Scheme::HTTP },
            host,
        }
    }

    /// Tells the service behind who calls. What earlier proxies have told is kept if they are trusted.
    pub(super) fn tell(&self, headers: &mut HeaderMap, is_trusted: bool) {
        if !is_trusted {
            let told: Vec<HeaderName> =
                headers.keys().filter(|name| name.as_str().starts_with("x-forwarded-")).cloned().collect();
            for name in told.iter().chain([&FORWARDED]) {
                headers.remove(name);
            }
        }
        let mut element = match self.ip {
            Some(IpAddr::V4(ip)) => format!("for={ip}"),
            Some(IpAddr::V6(ip)) => format!("for=\"[{ip}]\""),
            None => "for=unknown".to_owned(),
        };
        if let Some(host) = &self.host {
            element = format!("{element};host=\"{host}\"");
        }
        element = format!("{element};proto={}", self.scheme);
        append(headers, &FORWARDED, &element);
        if let Some(ip) = self.ip {
            append(headers, &X_FORWARDED_FOR, &ip.to_string());
        }
        let host = self.host.as_ref().map_or("", Authority::as_str);
        for (name, value) in [(X_FORWARDED_HOST, host), (X_FORWARDED_PROTO, self.scheme.as_str())] {
            if let Ok(value) = HeaderValue::from_str(value)
                && !value.is_empty()
                && !headers.contains_key(&name)
            {
                headers.insert(name, value);
            }
        }
    }
}

/// Adds an element to a header that is a list.
fn append(headers: &mut HeaderMap, name: &HeaderName, element: &str) {
    let before: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    let all: Vec<&str> = before.into_iter().chain([element]).collect();
    if let Ok(value) = HeaderValue::from_str(&all.join(", ")) {
        headers.insert(name, value);
    }
}

/// Adds this proxy to those that the request came by.
pub(super) fn add_via(headers: &mut HeaderMap, version: Version, pseudonym: &str) {
    let version = if version == Version::HTTP_10 { "1.0" } else { "1.1" };
    append(headers, &VIA, &format!("{version} {pseudonym}"));
}

/// Returns whether a request has come by this proxy already.
pub(super) fn is_loop(headers: &HeaderMap, pseudonym: &str) -> bool {
    let values = headers.get_all(VIA).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split([',', ' '])).any(|word| word == pseudonym)
}

#[cfg(test)]
mod tests {
    use super::super::super::peer::Peer;
    use super::{Caller, add_via, is_loop};
    use ::http::{HeaderMap, Request, Version};

    fn told(lines: &[(&str, &str)], peer: Option<&str>, is_trusted: bool) -> Vec<String> {
        let mut request = Request::get("/x");
        for (name, value) in lines {
            request = request.header(*name, *value);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        if let Some(peer) = peer {
            parts.extensions.insert(Peer(peer.parse().unwrap()));
        }
        Caller::of(&parts, is_trusted).tell(&mut parts.headers, is_trusted);
        let mut shown: Vec<String> = parts
            .headers
            .iter()
            .filter(|(name, _)| name.as_str().contains("forwarded"))
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        shown.sort();
        shown
    }

    #[test]
    fn the_caller_is_told() {
        assert_eq!(
            told(&[("host", "shop.example:8080")], Some("192.0.2.7:5000"), false),
            [
                "forwarded: for=192.0.2.7;host=\"shop.example:8080\";proto=http",
                "x-forwarded-for: 192.0.2.7",
                "x-forwarded-host: shop.example:8080",
                "x-forwarded-proto: http",
            ]
        );
        // Without an address, and without a host that could stand in a header.
        assert_eq!(
            told(&[("host", "a\"b")], None, false),
            ["forwarded: for=unknown;proto=http", "x-forwarded-proto: http",]
        );
        let of_ipv6 = told(&[], Some("[2001:db8::1]:5000"), false);
        assert_eq!(of_ipv6[0], "forwarded: for=\"[2001:db8::1]\";proto=http");
        assert_eq!(told(&[], Some("[::ffff:192.0.2.7]:1"), false)[1], "x-forwarded-for: 192.0.2.7");
    }

    #[test]
    fn what_a_caller_claims_counts_only_if_it_is_trusted() {
        let claims = [
            ("host", "inner"),
            ("x-forwarded-for", "198.51.100.1"),
            ("x-forwarded-host", "shop.example"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-prefix", "/admin"),
            ("forwarded", "for=198.51.100.1"),
        ];
        assert_eq!(
            told(&claims, Some("192.0.2.7:5000"), false),
            [
                "forwarded: for=192.0.2.7;host=\"inner\";proto=http",
                "x-forwarded-for: 192.0.2.7",
                "x-forwarded-host: inner",
                "x-forwarded-proto: http",
            ]
        );
        assert_eq!(
            told(&claims, Some("192.0.2.7:5000"), true),
            [
                "forwarded: for=198.51.100.1, for=192.0.2.7;host=\"shop.example\";proto=https",
                "x-forwarded-for: 198.51.100.1, 192.0.2.7",
                "x-forwarded-host: shop.example",
                "x-forwarded-prefix: /admin",
                "x-forwarded-proto: https",
            ]
        );
    }

    #[test]
    fn a_request_that_comes_back_is_recognized() {
        let mut headers = HeaderMap::new();
        headers.insert("via", "1.1 edge".parse().unwrap());
        assert!(!is_loop(&headers, "me"));
        add_via(&mut headers, Version::HTTP_10, "me");
        add_via(&mut headers, Version::HTTP_11, "other");
        assert_eq!(headers["via"], "1.1 edge, 1.0 me, 1.1 other");
        assert!(is_loop(&headers, "me") && is_loop(&headers, "other") && !is_loop(&headers, "m"));
    }
}

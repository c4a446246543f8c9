//! Addresses of the service behind, which callers must see as addresses of the proxy.

use super::forwarded::Caller;
use ::http::header::{CONTENT_LOCATION, HeaderMap, HeaderName, HeaderValue, LOCATION, SET_COOKIE};
use ::http::uri::{Authority, Scheme};

/// A scheme, a host and a path below which a service stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) scheme: Scheme,
    /// Without a host, addresses have none either.
    pub(super) host: Option<Authority>,
    /// Empty, or a path that begins with a slash and does not end with one.
    pub(super) path: String,
}

impl Place {
    fn host_name(&self) -> Option<&str> {
        self.host.as_ref().map(Authority::host)
    }

    fn port(&self) -> u16 {
        self.host.as_ref().and_then(Authority::port_u16).unwrap_or_else(|| default_port(&self.scheme))
    }
}

fn default_port(scheme: &Scheme) -> u16 {
    if *scheme == Scheme::HTTPS { 443 } else { 80 }
}

/// How the addresses of an answer change.
pub(super) struct Rewriting<'r> {
    /// Where the service behind stands.
    pub(super) target: &'r Place,
    /// Where callers see it.
    pub(super) public: Place,
    /// The host that the service was asked by, if it is not the target's: its own for all that it knows.
    pub(super) asked_as: Option<Authority>,
    /// Whether callers are known to come without TLS.
    pub(super) is_plain: bool,
}

impl<'r> Rewriting<'r> {
    /// Returns the rewriting of answers to this caller.
    pub(super) fn new(target: &'r Place, public: Option<&Place>, caller: &Caller, keeps_host: bool) -> Self {
        let asked_as = caller.host.clone().filter(|_| keeps_host);
        let is_plain = public.is_some_and(|public| public.scheme == Scheme::HTTP);
        let seen = || Place { scheme: caller.scheme.clone(), host: caller.host.clone(), path: String::new() };
        Rewriting { target, public: public.cloned().unwrap_or_else(seen), asked_as, is_plain }
    }

    /// Rewrites the addresses in the headers of an answer. Those of other servers stay as they are.
    pub(super) fn apply(&self, headers: &mut HeaderMap) {
        for name in [LOCATION, CONTENT_LOCATION] {
            each(headers, &name, |value| self.address(value));
        }
        each(headers, &SET_COOKIE, |value| self.cookie(value));
    }

    /// Returns another address for callers; `None` if this one is theirs as well.
    fn address(&self, address: &str) -> Option<String> {
        let is_scheme = |text: &str| text.eq_ignore_ascii_case("http") || text.eq_ignore_ascii_case("https");
        let absolute = address.split_once("://").filter(|(scheme, _)| is_scheme(scheme));
        let (scheme, rest) = match absolute {
            Some((scheme, rest)) => (Some(scheme), rest),
            None => match address.strip_prefix("//") {
                Some(rest) => (None, rest),
                None => return self.path(address),
            },
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let host: Authority = host.parse().ok()?;
        let of_address = match scheme {
            Some(scheme) if scheme.eq_ignore_ascii_case("https") => Scheme::HTTPS,
            Some(_) => Scheme::HTTP,
            None => self.target.scheme.clone(),
        };
        if !self.is_own(&of_address, &host) {
            return None;
        }
        let path = self.path(path)?;
        let Some(public) = &self.public.host else { return Some(path) };
        Some(match scheme {
            Some(_) => format!("{}://{public}{path}", self.public.scheme),
            None => format!("//{public}{path}"),
        })
    }

    fn is_own(&self, scheme: &Scheme, host: &Authority) -> bool {
        if host.as_str().contains('@') {
            return false;
        }
        let is_asked_as = self.asked_as.as_ref().is_some_and(|asked| asked == host);
        let port = host.port_u16().unwrap_or_else(|| default_port(scheme));
        let is_target = *scheme == self.target.scheme
            && self.target.host_name().is_some_and(|name| name.eq_ignore_ascii_case(host.host()))
            && port == self.target.port();
        is_asked_as || is_target
    }

    /// Returns the path of callers for one of the service behind; `None` for one that is not below its own.
    fn path(&self, path: &str) -> Option<String> {
        if !(path.is_empty() || path.starts_with(['/', '?', '#'])) {
            // It is relative to the address that was asked, which changes with it.
            return None;
        }
        let own = &self.target.path;
        let behind = path.get(own.len()..)?;
        // Paths of IIS have no case.
        let is_below = path[..own.len()].eq_ignore_ascii_case(own)
            && (behind.is_empty() || behind.starts_with(['/', '?', '#']));
        is_below.then(|| format!("{}{behind}", self.public.path))
    }

    /// Returns another cookie for callers; `None` if this one is theirs as well.
    fn cookie(&self, cookie: &str) -> Option<String> {
        let mut is_changed = false;
        let attributes = cookie.split(';').enumerate().filter_map(|(place, attribute)| {
            let kept = || Some(attribute.to_owned());
            if place == 0 {
                return kept();
            }
            let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            let (name, value) = (name.trim(), value.trim());
            if name.eq_ignore_ascii_case("domain") && self.is_domain_of_target_alone(value) {
                is_changed = true;
                return None;
            }
            if name.eq_ignore_ascii_case("secure") && self.is_plain {
                is_changed = true;
                return None;
            }
            if name.eq_ignore_ascii_case("path")
                && value.starts_with('/')
                && let Some(path) = self.path(value)
                && path != value
            {
                is_changed = true;
                let path = if path.is_empty() { "/" } else { &path };
                return Some(format!(" {name}={path}"));
            }
            kept()
        });
        let attributes: Vec<String> = attributes.collect();
        is_changed.then(|| attributes.join(";"))
    }

    /// Returns whether a cookie's domain has the target in it, and not the host that callers know: they would
    /// refuse the cookie.
    fn is_domain_of_target_alone(&self, domain: &str) -> bool {
        let domain = domain.strip_prefix('.').unwrap_or(domain).to_ascii_lowercase();
        let has = |host: Option<&str>| {
            host.is_some_and(|host| {
                let host = host.to_ascii_lowercase();
                host == domain || host.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.'))
            })
        };
        let of_target = has(self.target.host_name()) || has(self.asked_as.as_ref().map(Authority::host));
        !domain.is_empty() && of_target && !has(self.public.host_name())
    }
}

/// Rewrites the values of a header.
fn each(headers: &mut HeaderMap, name: &HeaderName, rewrite: impl Fn(&str) -> Option<String>) {
    if !headers.contains_key(name) {
        return;
    }
    let rewritten = |value: &HeaderValue| {
        let rewritten = value.to_str().ok().and_then(&rewrite);
        rewritten.and_then(|text| text.try_into().ok()).unwrap_or_else(|| value.clone())
    };
    let values: Vec<HeaderValue> = headers.get_all(name).iter().map(rewritten).collect();
    headers.remove(name);
    for value in values {
        headers.append(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Rewriting};
    use ::http::uri::{Scheme, Uri};
    use proptest::prelude::*;

    fn place(address: &str) -> Place {
        let uri: Uri = address.parse().unwrap();
        let path = uri.path().trim_end_matches('/').to_owned();
        Place { scheme: uri.scheme().cloned().unwrap(), host: uri.authority().cloned(), path }
    }

    fn rewriting<'r>(target: &'r Place, public: &str, asked_as: Option<&str>) -> Rewriting<'r> {
        let public = place(public);
        let is_plain = public.scheme == Scheme::HTTP;
        Rewriting { target, public, asked_as: asked_as.map(|host| host.parse().unwrap()), is_plain }
    }

    #[test]
    fn addresses_of_the_target_become_those_of_the_proxy() {
        let target = place("https://old.example/app");
        let rewriting = rewriting(&target, "https://new.example/v2", None);
        for (address, expected) in [
            ("https://old.example/app/api/5", Some("https://new.example/v2/api/5")),
            ("HTTPS://OLD.example:443/APP?x=/app", Some("https://new.example/v2?x=/app")),
            ("//old.example/app/x#y", Some("//new.example/v2/x#y")),
            ("/app/x", Some("/v2/x")),
            ("/app", Some("/v2")),
            // What is not below the service is none of the proxy's.
            ("/apple", None),
            ("/other", None),
            ("https://old.example/other", None),
            ("http://old.example/app", None),
            ("https://old.example:8443/app", None),
            ("https://old.example.evil/app", None),
            ("https://u@old.example/app", None),
            ("https://elsewhere.example/app/", None),
            ("x/y", None),
            ("?page=2", None),
            ("mailto:a@old.example", None),
            ("", None),
        ] {
            assert_eq!(rewriting.address(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn the_host_that_the_service_was_asked_by_is_its_own() {
        let target = place("http://10.0.0.1:8080");
        let rewriting = rewriting(&target, "https://new.example", Some("new.example"));
        assert_eq!(rewriting.address("http://new.example/a").as_deref(), Some("https://new.example/a"));
        assert_eq!(rewriting.address("http://10.0.0.1:8080/a").as_deref(), Some("https://new.example/a"));
        assert_eq!(rewriting.address("http://10.0.0.1/a"), None);
    }

    #[test]
    fn cookies_are_those_of_the_proxy() {
        let target = place("https://old.example/app");
        let https = rewriting(&target, "https://new.test/v2", None);
        for (cookie, expected) in [
            ("a=b", None),
            ("a=/app; Path=/app; HttpOnly", Some("a=/app; Path=/v2; HttpOnly")),
            ("a=b; path=/app/x; Secure", Some("a=b; path=/v2/x; Secure")),
            ("a=b; Path=/", None),
            ("a=b; Domain=old.example; Secure", Some("a=b; Secure")),
            ("a=b;domain=.EXAMPLE", Some("a=b")),
            ("a=b; Domain=elsewhere.example", None),
            ("Domain=old.example", None),
        ] {
            assert_eq!(https.cookie(cookie).as_deref(), expected, "{cookie}");
        }
        let near = rewriting(&target, "http://new.example", None);
        assert_eq!(near.cookie("a=b; Domain=example"), None);
        assert_eq!(
            near.cookie("a=b; Secure; SameSite=Lax; Path=/app").as_deref(),
            Some("a=b; SameSite=Lax; Path=/")
        );
    }

    proptest! {
        #[test]
        fn any_text_is_taken_and_foreign_ones_stay(text in r"(https?:|//|/|old|new|\.|example|app|@|:443|[?#;= é]){0,10}") {
            let target = place("https://old.example/app");
            let rewriting = rewriting(&target, "https://new.example/v2", None);
            if let Some(address) = rewriting.address(&text) {
                prop_assert!(!address.contains("//old.example"), "{}", address);
                prop_assert!(address.contains("/v2"));
            }
            let _ = rewriting.cookie(&text);
        }
    }
}

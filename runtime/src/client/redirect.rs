//! Where a redirect leads.
//!
//! Transports follow none by themselves: what is right must not depend on which one is used.

use crate::error::{Error, ErrorKind};
use ::http::header::LOCATION;
use ::http::uri::Scheme;
use ::http::{HeaderMap, Method, StatusCode, Uri};

/// How many redirects in a row are followed.
pub(super) const MAX_REDIRECTS: u32 = 5;

/// Returns the address to which a request of a method that changes nothing is redirected; `None` if it is
/// not, or not to where it may go: from `https` there is no way to `http`.
pub(super) fn target(method: &Method, from: &Uri, status: StatusCode, headers: &HeaderMap) -> Option<Uri> {
    if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
        || !matches!(*method, Method::GET | Method::HEAD)
    {
        return None;
    }
    let to = resolve(from, headers.get(LOCATION)?.to_str().ok()?)?;
    let is_fine = to.scheme() == Some(&Scheme::HTTPS)
        || (to.scheme() == Some(&Scheme::HTTP) && from.scheme() == Some(&Scheme::HTTP));
    let has_user = to.authority().is_some_and(|authority| authority.as_str().contains('@'));
    (is_fine && !has_user).then_some(to)
}

/// Returns the address that a page gives of the next one. It is on the service's own server, because it gets the
/// credentials.
///
/// # Errors
/// If it is none, or leads to another server.
pub(super) fn next_page(from: &Uri, link: &str) -> Result<Uri, Error> {
    let refused = |message: &str| Error::new(ErrorKind::Unrepresentable, message.to_owned());
    let to = resolve(from, link.trim()).ok_or_else(|| refused("the link to the next page is no address"))?;
    let to = with_scheme_of(from, &to).unwrap_or(to);
    let has_user = to.authority().is_some_and(|authority| authority.as_str().contains('@'));
    if has_user || !is_same_origin(from, &to) {
        return Err(refused("the link to the next page leads to another server, which gets no credentials"));
    }
    Ok(to)
}

/// Returns an `http` address as `https` where the service was called so: behind a proxy that ends TLS, services know
/// only `http`.
fn with_scheme_of(from: &Uri, to: &Uri) -> Option<Uri> {
    let is_behind_proxy = from.scheme() == Some(&Scheme::HTTPS)
        && to.scheme() == Some(&Scheme::HTTP)
        && from.host() == to.host()
        && matches!(to.port_u16(), None | Some(80));
    if !is_behind_proxy {
        return None;
    }
    let path = to.path_and_query()?.clone();
    Uri::builder()
        .scheme(Scheme::HTTPS)
        .authority(from.authority()?.clone())
        .path_and_query(path)
        .build()
        .ok()
}

/// Returns whether both are on the same server: scheme, host and port.
pub(super) fn is_same_origin(a: &Uri, b: &Uri) -> bool {
    let port = |uri: &Uri| {
        uri.port_u16().or(if uri.scheme() == Some(&Scheme::HTTPS) { Some(443) } else { Some(80) })
    };
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    a.scheme() == b.scheme() && host(a) == host(b) && port(a) == port(b)
}

/// Returns a reference relative to an address (RFC 3986, section 5.2).
fn resolve(base: &Uri, reference: &str) -> Option<Uri> {
    let reference = reference.split('#').next().unwrap_or_default();
    let (scheme, authority) = (base.scheme_str()?, base.authority()?);
    let (path, query) =
        reference.split_once('?').map_or((reference, None), |(path, query)| (path, Some(query)));
    let text = if has_scheme(reference) {
        reference.to_owned()
    } else if reference.starts_with("//") {
        format!("{scheme}:{reference}")
    } else {
        let path = if path.starts_with('/') {
            without_dots(path)
        } else if path.is_empty() {
            base.path().to_owned()
        } else {
            let folder = base.path().rsplit_once('/').map_or("", |(folder, _)| folder);
            without_dots(&format!("{folder}/{path}"))
        };
        let query = if reference.is_empty() { base.query() } else { query };
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        format!("{scheme}://{authority}{path}{query}")
    };
    text.parse().ok().filter(|uri: &Uri| uri.host().is_some_and(|host| !host.is_empty()))
}

fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.'))
    })
}

/// Returns a path that begins with a slash, without `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut is_folder = false;
    for part in path.split('/').skip(1) {
        is_folder = matches!(part, "." | "..");
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if is_folder {
        parts.push("");
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::http::HeaderValue;
    use proptest::prelude::*;

    fn to(from: &str, location: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(LOCATION, HeaderValue::from_str(location).ok()?);
        let from = from.parse().ok()?;
        target(&Method::GET, &from, StatusCode::FOUND, &headers).map(|uri| uri.to_string())
    }

    /// The examples of RFC 3986, section 5.4, as far as they are HTTP.
    #[test]
    fn references_are_relative_to_the_address() {
        for (location, expected) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g/"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"),
            ("g#s", "http://a/b/c/g"),
            ("g?y#s", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("https://b/x?y", "https://b/x?y"),
            ("HTTP://a:80/", "http://a:80/"),
        ] {
            assert_eq!(to("http://a/b/c/d;p?q", location).as_deref(), Some(expected), "{location}");
        }
    }

    #[test]
    fn some_redirects_are_not_followed() {
        for location in ["http://a/", "ftp://a/", "mailto:x", "http://", "https://u:p@a/", "https://", "a b"]
        {
            assert_eq!(to("https://a/b", location), None, "{location}");
        }
        let mut headers = HeaderMap::new();
        let from = "https://a/b".parse().unwrap();
        assert_eq!(target(&Method::GET, &from, StatusCode::FOUND, &headers), None);
        headers.insert(LOCATION, HeaderValue::from_static("/c"));
        for (method, status) in
            [(Method::POST, 307), (Method::DELETE, 302), (Method::GET, 304), (Method::GET, 200)]
        {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(target(&method, &from, status, &headers), None, "{method} {status}");
        }
        assert!(target(&Method::HEAD, &from, StatusCode::SEE_OTHER, &headers).is_some());
    }

    #[test]
    fn origins_are_scheme_host_and_port() {
        let same = |a: &str, b: &str| is_same_origin(&a.parse().unwrap(), &b.parse().unwrap());
        assert!(same("http://a/x", "http://A:80/y"));
        assert!(same("https://a:443/", "https://a/"));
        assert!(!same("http://a/", "https://a/"));
        assert!(!same("http://a/", "http://a:8080/"));
        assert!(!same("http://a/", "http://b.a/"));
    }

    proptest! {
        #[test]
        fn any_location_is_taken_without_panic(location in "[a-c:/?#.@ %]{0,20}") {
            if let Some(uri) = to("https://a/b", &location) {
                prop_assert!(uri.starts_with("https://"));
            }
        }
    }
}

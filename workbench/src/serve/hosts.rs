//! The hosts for which the workbench answers.

use std::net::IpAddr;

use axum::http::{HeaderValue, Uri};

/// The hosts that requests may name: this machine's own, and those that were given.
///
/// ```
/// use datacontract_workbench::serve::Hosts;
///
/// let hosts = Hosts::loopback().with("test.example.com");
/// assert!(hosts.allow("localhost:8080") && hosts.allow("127.0.0.1") && hosts.allow("[::1]:80"));
/// assert!(hosts.allow("shop.localhost:8080") && hosts.allow("Test.example.com:8080"));
/// assert!(!hosts.allow("example.com") && !hosts.allow("127.0.0.1.example.com"));
/// assert!(Hosts::any().allow("example.com"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    given: Vec<String>,
    all: bool,
}

impl Hosts {
    /// Returns the names and addresses of this machine that nobody else can reach.
    #[must_use]
    pub fn loopback() -> Hosts {
        Hosts::default()
    }

    /// Returns all hosts.
    #[must_use]
    pub fn any() -> Hosts {
        Hosts { given: Vec::new(), all: true }
    }

    /// Adds a host.
    #[must_use]
    pub fn with(mut self, host: &str) -> Hosts {
        self.given.push(host.to_ascii_lowercase());
        self
    }

    /// Returns whether these are all hosts, so that others can reach the server.
    #[must_use]
    pub fn are_all(&self) -> bool {
        self.all
    }

    /// Returns whether a request may name this host, as the header `Host` does: with a port or without.
    #[must_use]
    pub fn allow(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        self.all || is_loopback(&name) || self.given.contains(&name)
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    }
}

fn is_loopback(name: &str) -> bool {
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name == "localhost" || name.ends_with(".localhost") || address.is_ok_and(|address| address.is_loopback())
}

/// Returns whether a page of this origin is one of this machine.
pub(super) fn is_loopback_origin(origin: &HeaderValue) -> bool {
    let uri = origin.to_str().ok().and_then(|origin| origin.parse::<Uri>().ok());
    uri.as_ref().and_then(Uri::host).is_some_and(|host| is_loopback(&host.to_ascii_lowercase()))
}

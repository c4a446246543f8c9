//! Lines that say at which address the service is: `Base URL: https://api.example.com/v1`.

use super::words;
use crate::address::begins_address;

/// The address that a line states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BaseAddress {
    /// What stands before the paths of the service.
    OfService(String),
    /// The line, whose host nobody else can call.
    Private(String),
}

/// What sites call it.
const LABELS: &[&str] = &[
    "base url",
    "base uri",
    "base address",
    "api base url",
    "api base uri",
    "api base address",
    "api url",
    "api root",
    "root url",
    "service url",
    "service base url",
    "service address",
    "server url",
    "basis-url",
    "basisadresse",
    "url de base",
    "url base",
    "url de la api",
    "url da api",
    "bas-url",
    "basis url",
    "базовый url",
];

/// Finds the line that states the address, on a page of the operation with the given path.
pub(super) fn of_lines(lines: &[String], path: &str) -> Option<BaseAddress> {
    lines.iter().enumerate().find_map(|(at, line)| {
        let (label, address) = match line.split_once(':') {
            Some((label, address)) if !address.trim_matches(is_mark).is_empty() => (label, address),
            _ => (line.trim_end_matches(':'), lines.get(at + 1)?.as_str()),
        };
        let label = words::undecorated(label).to_lowercase();
        let address = address.trim_matches(is_mark);
        let is_stated = LABELS.contains(&label.as_str())
            && begins_address(address)
            && !address.contains(|c: char| c.is_whitespace() || matches!(c, '?' | '#'));
        is_stated.then(|| base(address, path, line))
    })
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '`' | '<' | '>' | '"')
}

fn base(address: &str, path: &str, line: &str) -> BaseAddress {
    let address = address.trim_end_matches('/');
    let after = address.find("://").map_or(0, |at| at + 3);
    let (scheme, rest) = address.split_at_checked(after).unwrap_or(("", address));
    let mut folders: Vec<&str> = rest.split('/').collect();
    let host = folders.remove(0);
    // A name and a password may stand before it.
    let host = host.rsplit('@').next().unwrap_or(host);
    if !words::is_public_host(host) || rest.contains(['{', '}']) {
        return BaseAddress::Private(line.to_owned());
    }
    // What the paths begin with themselves.
    let path: Vec<&str> = path.split(['/', '?']).filter(|segment| !segment.is_empty()).collect();
    let shared = (1..=folders.len().min(path.len())).rev().find(|count| {
        let tail = folders.get(folders.len() - count..).unwrap_or_default();
        tail.iter().zip(&path).all(|(folder, segment)| folder.eq_ignore_ascii_case(segment))
    });
    folders.truncate(folders.len() - shared.unwrap_or_default());
    folders.insert(0, host);
    BaseAddress::OfService(format!("{scheme}{}", folders.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str]) -> Option<BaseAddress> {
        of_lines(&lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>(), "v1/orders/{id}")
    }

    #[test]
    fn lines_state_addresses() {
        let service = |address: &str| Some(BaseAddress::OfService(address.to_owned()));
        assert_eq!(of(&["Orders", "Base URL: https://a.example/shop/"]), service("https://a.example/shop"));
        assert_eq!(of(&["**API URL:** `https://a.example/api/v1`"]), service("https://a.example/api"));
        assert_eq!(of(&["Service URL", "https://bob:pw@a.example:8443"]), service("https://a.example:8443"));
        let private = "Base URL: http://localhost:5000";
        assert_eq!(of(&[private]), Some(BaseAddress::Private(private.to_owned())));
        for line in ["Support: https://a.example", "Base URL: see below", "Base URL", "https://a.example"] {
            assert_eq!(of(&[line]), None, "{line}");
        }
    }
}

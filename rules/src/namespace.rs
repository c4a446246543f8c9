//! Namespaces of contracts.

use crate::TextError;
use std::net::Ipv6Addr;

/// The namespace of the serializer's own names.
const OWN: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// Returns what `DataContractSerializer` has against a namespace, `this namespace` before it. An empty one is
/// fine, and so is a relative URI.
#[must_use]
pub fn error(namespace: &str) -> Option<TextError> {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    if namespace.starts_with(is_blank) || namespace.ends_with(is_blank) {
        return Some(TextError::of(namespace, "begins or ends with white space or a control character"));
    }
    // .NET takes `<`, `>` and `"`, and escapes them; control characters have no place in XML.
    if let Some((at, c)) = namespace.char_indices().find(|(_, c)| c.is_control()) {
        return Some(TextError::new(at..at + c.len_utf8(), "has a control character, which no URI has"));
    }
    if let Some(at) = namespace.find("##") {
        return Some(TextError::new(at..at + 2, "has `##`, and DataContractSerializer refuses that"));
    }
    if namespace == OWN {
        return Some(TextError::of(namespace, "is DataContractSerializer's own, and refused by it"));
    }
    let (scheme, rest) = namespace.split_once(':')?;
    let why = match (scheme, rest.strip_prefix("//")) {
        ("", _) => "the scheme before `:` is missing",
        ("http" | "https", None) => "`//` is missing after the scheme",
        (scheme, Some(rest)) if is_scheme(scheme) => authority_fault(&scheme.to_ascii_lowercase(), rest)?,
        _ => return None,
    };
    Some(TextError::of(namespace, format!("is no URI: {why}, and DataContractSerializer refuses it")))
}

/// Returns whether a text before `:` is a scheme. .NET takes one letter for a drive, and anything else for a
/// relative URI.
fn is_scheme(text: &str) -> bool {
    text.len() > 1
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Returns what `System.Uri` has against what stands behind `//`: the user, the host and the port.
fn authority_fault(scheme: &str, rest: &str) -> Option<&'static str> {
    const WRONG_HOST: &str = "the host has a character that no host has";
    const NO_HOST: &str = "the host is missing";
    const WRONG_PORT: &str = "the port behind the host is no number up to 65535";
    // Its parser for this scheme looks at nothing.
    if scheme == "news" {
        return None;
    }
    let is_net = matches!(scheme, "net.tcp" | "net.pipe");
    let is_known =
        is_net || matches!(scheme, "http" | "https" | "ftp" | "ws" | "wss" | "gopher" | "nntp" | "telnet");
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.is_empty() {
        return is_known.then_some(NO_HOST);
    }
    if authority.contains('\\') {
        return Some(WRONG_HOST);
    }
    let host = match authority.split_once('@') {
        Some(_) if is_net => return Some("no user may stand before the host"),
        Some((_, host)) => host,
        None => authority,
    };
    let port = if let Some(rest) = host.strip_prefix('[') {
        let Some((address, behind)) = rest.split_once(']') else { return Some(WRONG_HOST) };
        let address = address.split('%').next().unwrap_or_default();
        if address.parse::<Ipv6Addr>().is_err() {
            return Some("the address in brackets is no IPv6 address");
        }
        behind.strip_prefix(':').unwrap_or_default()
    } else {
        let (host, port) = host.split_once(':').unwrap_or((host, ""));
        if host.is_empty() {
            return Some(NO_HOST);
        }
        let is_relative = !is_known && !matches!(scheme, "file" | "ldap") && matches!(host, "." | "..");
        if !is_relative && !is_host(host, is_net) {
            return Some(WRONG_HOST);
        }
        port
    };
    let is_port =
        port.is_empty() || (port.bytes().all(|c| c.is_ascii_digit()) && port.parse::<u16>().is_ok());
    (!is_port).then_some(WRONG_PORT)
}

/// Returns whether `System.Uri` takes a host: labels between dots, the last of which may be missing.
fn is_host(host: &str, begins_with_letter: bool) -> bool {
    const DOTS: [char; 4] = ['.', '\u{3002}', '\u{ff0e}', '\u{ff61}'];
    let host = host.strip_suffix(DOTS).unwrap_or(host);
    host.split(DOTS).all(|label| {
        let is_start = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
        !label.is_empty()
            && (!begins_with_letter || label.starts_with(is_start))
            && label.chars().all(|c| is_start(c) || matches!(c, '-' | '_'))
    })
}

/// Returns what is wrong with a CLR namespace, as `Shop.Models` is one.
#[must_use]
pub fn clr_error(namespace: &str) -> Option<TextError> {
    let is_wrong = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '/' | ':');
    let (at, c) = namespace.char_indices().find(|(_, c)| is_wrong(*c))?;
    Some(TextError::new(
        at..at + c.len_utf8(),
        "this is no C# namespace, as `Shop.Models` is; a URI is given by `namespace`",
    ))
}

#[cfg(test)]
mod tests {
    use super::{clr_error, error};

    #[test]
    fn what_the_serializer_refuses() {
        for namespace in [
            "ftp://",
            "http://",
            "https:///a",
            "http:a",
            ":x",
            "urn:a##b",
            "##",
            " urn:a",
            "urn:a\u{2028}",
            "urn:a\u{1}b",
            "http://a b/",
            "http://schemas.microsoft.com/2003/10/Serialization/",
            "http://a&b/<x>",
            "foo://a&b/",
        ] {
            assert!(error(namespace).is_some(), "{namespace}");
        }
        for namespace in
            ["", "urn:a", "a/b", "http://a/b c", "file://", "http://a#b", "Shop.Models", "größe:ä", "a:"]
        {
            assert_eq!(error(namespace), None, "{namespace}");
        }
        assert_eq!(
            error("http://a&b/<x>").map(|error| error.message).as_deref(),
            Some(
                "is no URI: the host has a character that no host has, and DataContractSerializer refuses it"
            )
        );
    }

    #[test]
    fn one_letter_is_a_drive_and_what_is_no_scheme_is_relative() {
        for namespace in ["c://a&b", "1a://a&b", "a_b://a&b", "größe://a&b"] {
            assert_eq!(error(namespace), None, "{namespace}");
        }
        for namespace in ["ab://a&b", "a+b://a&b", "a-1.b://a&b"] {
            assert!(error(namespace).is_some(), "{namespace}");
        }
    }

    #[test]
    fn an_error_says_where_it_is() {
        for (namespace, wrong) in [("urn:a##b", "##"), ("urn:ä\u{1}b", "\u{1}"), ("urn:a\u{85}b", "\u{85}")]
        {
            let error = error(namespace).unwrap_or_else(|| panic!("`{namespace}` is refused"));
            assert_eq!(&namespace[error.at], wrong, "{namespace}");
        }
    }

    #[test]
    fn a_clr_namespace_is_names_with_dots() {
        assert_eq!(clr_error("Shop.Models"), None);
        for (namespace, at) in [("http://a", 4..5), ("a/b", 1..2), ("a b", 1..2), ("ä\u{85}", 2..4)] {
            assert_eq!(clr_error(namespace).map(|error| error.at), Some(at), "{namespace}");
        }
    }

    /// The lines of `namespaces.txt`: `0` or `1` for what .NET's `Uri.TryCreate` makes of the namespace
    /// behind it.
    #[test]
    fn what_a_uri_is() {
        let lines: Vec<&str> = include_str!("namespaces.txt").lines().collect();
        assert!(lines.len() > 300);
        let differing: Vec<&&str> = lines
            .iter()
            .filter(|line| {
                let (taken, namespace) = line.split_once(' ').unwrap_or(("", line));
                error(namespace).is_none() != (taken == "1")
            })
            .collect();
        assert!(differing.is_empty(), "{differing:#?}");
    }
}

//! Namespaces of contracts.

use crate::Fault;

/// The namespace of the serializer's own names.
const OWN: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// What `DataContractSerializer` has against a namespace, `this namespace` before it. An empty one is fine, and so is
/// a relative URI.
#[must_use]
pub fn fault(namespace: &str) -> Option<Fault> {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    if namespace.starts_with(is_blank) || namespace.ends_with(is_blank) {
        return Some(Fault::of(namespace, "begins or ends with white space or a control character"));
    }
    // .NET takes `<`, `>` and `"`, and escapes them; control characters have no place in XML.
    if let Some((at, c)) = namespace.char_indices().find(|(_, c)| c.is_control()) {
        return Some(Fault::new(at..at + c.len_utf8(), "has a control character, which no URI has"));
    }
    if let Some(at) = namespace.find("##") {
        return Some(Fault::new(at..at + 2, "has `##`, and DataContractSerializer refuses that"));
    }
    if namespace == OWN {
        return Some(Fault::of(namespace, "is DataContractSerializer's own, and refused by it"));
    }
    let (scheme, rest) = namespace.split_once(':')?;
    let why = match (scheme, rest.strip_prefix("//")) {
        ("", _) => "the scheme before `:` is missing",
        ("http" | "https", None) => "`//` is missing after the scheme",
        ("file", Some("")) => return None,
        (_, Some("")) => "the host is missing",
        ("http" | "https", Some(rest)) => {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            if host.is_empty() {
                "the host is missing"
            } else if host.contains(char::is_whitespace) {
                "there is white space in the host"
            } else {
                return None;
            }
        }
        _ => return None,
    };
    Some(Fault::of(namespace, format!("is no URI: {why}, and DataContractSerializer refuses it")))
}

/// What is wrong with a CLR namespace, as `Shop.Models` is one.
#[must_use]
pub fn clr_fault(namespace: &str) -> Option<Fault> {
    let is_wrong = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '/' | ':');
    let (at, c) = namespace.char_indices().find(|(_, c)| is_wrong(*c))?;
    Some(Fault::new(
        at..at + c.len_utf8(),
        "this is no C# namespace, as `Shop.Models` is; a URI is given by `namespace`",
    ))
}

#[cfg(test)]
mod tests {
    use super::{clr_fault, fault};

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
        ] {
            assert!(fault(namespace).is_some(), "{namespace}");
        }
        for namespace in
            ["", "urn:a", "a/b", "http://a/b c", "file://", "http://a#b", "Shop.Models", "größe:ä", "a:"]
        {
            assert_eq!(fault(namespace), None, "{namespace}");
        }
        assert_eq!(clr_fault("Shop.Models"), None);
        assert_eq!(clr_fault("http://a").map(|fault| fault.at), Some(4..5));
    }
}

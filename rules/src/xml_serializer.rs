//! Names of attributes of XML, as `XmlSerializer` takes them.

use crate::TextError;

/// The namespace of the prefix `xml`.
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Returns what `XmlSerializer` has against the name of an attribute. All characters but a colon are fine: they
/// are encoded.
#[must_use]
pub fn attribute_name_error(name: &str) -> Option<TextError> {
    if matches!(name, "xml:lang" | "xml:space") {
        return None;
    }
    let at = name.find(':')?;
    Some(TextError::new(
        at..at + 1,
        format!(
            "XmlSerializer refuses the colon in `{name}`: only `xml:lang` and `xml:space` have one; the prefix of a \
             `namespace` is not the name's to say"
        ),
    ))
}

/// Returns the name and the namespace that an attribute has in XML, of what its declaration says.
#[must_use]
pub fn attribute_name<'a>(name: &'a str, namespace: Option<&'a str>) -> (&'a str, &'a str) {
    match name.strip_prefix("xml:") {
        Some(local) => (local, XML),
        None => (name, namespace.unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_of_attributes_have_a_colon() {
        for name in ["id", "first name", "xml:lang", "xml:space", "xml"] {
            assert_eq!(attribute_name_error(name), None, "{name}");
        }
        for (name, at) in [("b:c", 1), (":", 0), ("xml:id", 3), ("XML:lang", 3), ("a:b:c", 1)] {
            let error = attribute_name_error(name).unwrap_or_else(|| panic!("`{name}` is refused"));
            assert_eq!(error.at, at..at + 1, "{name}");
        }
        assert_eq!(attribute_name("xml:lang", None), attribute_name("lang", Some(XML)));
        assert_eq!(attribute_name("id", None), ("id", ""));
    }
}

//! Rust names by Rust's conventions, from CLR names.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::{
    model::{Endpoint, Spec},
    names::page_name,
    template::Piece,
};

/// The modules beside an API's types.
pub const MODULES: [&str; 4] = ["endpoints", "client", "server", "samples"];

/// The methods that clients and servers have.
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// The name of a type or of an enum's variant: `generic_resp` becomes `GenericResp`.
#[must_use]
pub fn type_name(name: &str) -> String {
    identifier(&name.to_upper_camel_case())
}

/// The name of a field, a function or a module: `IDLeadBank` becomes `id_lead_bank`, `Type` becomes `r#type`.
#[must_use]
pub fn field_name(name: &str) -> String {
    identifier(&name.to_snake_case())
}

/// Makes a text an identifier and changes nothing if it is one: keywords get `r#` (or `_` at the end, where Rust
/// has no raw form), a digit at the start gets `_` before it, and what Rust does not take is left out.
#[must_use]
pub fn identifier(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut name: String = text.chars().filter(|&c| continues(c)).collect();
    if name.is_empty() {
        name.push_str("unnamed");
    }
    if !name.starts_with(|c| c == '_' || starts(c)) {
        name.insert(0, '_');
    }
    if is_identifier(&name) {
        return name;
    }
    let raw = format!("r#{name}");
    if is_identifier(&raw) { raw } else { format!("{name}_") }
}

/// Whether Rust takes a text as a name.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    is_plain(text) || syn::parse_str::<syn::Ident>(text).is_ok_and(|ident| ident == text)
}

/// Whether a text is surely a name: most are, and parsing takes long. Keywords are short, and but for `Self` they are
/// small letters alone.
fn is_plain(text: &str) -> bool {
    const LONGEST_KEYWORD: usize = 8;
    let bytes = text.as_bytes();
    bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        && bytes.first().is_some_and(|first| !first.is_ascii_digit())
        && (bytes.len() > LONGEST_KEYWORD
            || (text != "Self" && text != "_" && bytes.iter().any(|byte| !byte.is_ascii_lowercase())))
}

fn starts(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && is_identifier(c.encode_utf8(&mut [0; 4])))
}

fn continues(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || (!c.is_ascii() && is_identifier(&format!("a{c}")))
}

impl Spec {
    /// The Rust name of the type at this place of [`Spec::types`].
    #[must_use]
    pub fn rust_type_name(&self, index: usize) -> String {
        match self.rules_of_type(index).filter_map(|rule| rule.name.as_ref()).last() {
            Some(name) => name.value.clone(),
            None => self.types.get(index).map_or_else(String::new, |ty| type_name(&page_name(&ty.name))),
        }
    }

    /// The Rust name of a member, given by its CLR name, of the class at this place.
    #[must_use]
    pub fn rust_field_name(&self, index: usize, member: &str) -> String {
        self.rust_name_of_member(index, member).unwrap_or_else(|| field_name(member))
    }

    /// The Rust name of a member, given by its CLR name, of the enum at this place.
    #[must_use]
    pub fn rust_variant_name(&self, index: usize, member: &str) -> String {
        self.rust_name_of_member(index, member).unwrap_or_else(|| type_name(member))
    }

    fn rust_name_of_member(&self, index: usize, member: &str) -> Option<String> {
        self.rules_of_member(index, member)
            .filter_map(|rule| rule.name.as_ref())
            .last()
            .map(|name| name.value.clone())
    }
}

impl Endpoint {
    /// The name of its function: the one of the spec, else method and path, without `api` at its start:
    /// `GET api/orders/{id}` becomes `get_orders_by_id`.
    #[must_use]
    pub fn rust_name(&self) -> String {
        if let Some(name) = &self.rust_name {
            return name.value.clone();
        }
        let mut words = self.method.value.clone();
        for (index, piece) in self.template.path.iter().enumerate() {
            match piece {
                Piece::Text(text) => {
                    let text = if index == 0 { without_api(text) } else { text };
                    words.push('_');
                    words.push_str(text);
                }
                Piece::Parameter(name) => {
                    words.push_str("_by_");
                    words.push_str(name);
                }
            }
        }
        field_name(&words)
    }

    /// The name of its struct: that of its function in the case of types.
    #[must_use]
    pub fn rust_type_name(&self) -> String {
        type_name(self.rust_name().trim_start_matches("r#"))
    }

    /// Whether clients and servers are made for it, which depends on its method.
    #[must_use]
    pub fn has_code(&self) -> bool {
        METHODS.contains(&self.method.value.as_str())
    }
}

fn without_api(path: &str) -> &str {
    match path.split_once('/') {
        Some((first, rest)) if first.eq_ignore_ascii_case("api") => rest,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::{field_name, identifier, is_identifier, type_name};

    #[test]
    fn names_follow_rusts_conventions() {
        let fields = [
            "IDLeadBank",
            "oMId",
            "utm_source",
            "EmailAddress2",
            "Type",
            "Self",
            "1st",
            "Лид",
            "a b",
            "²",
            "",
        ]
        .map(field_name);
        assert_eq!(
            fields,
            [
                "id_lead_bank",
                "o_m_id",
                "utm_source",
                "email_address2",
                "r#type",
                "self_",
                "_1st",
                "лид",
                "a_b",
                "unnamed",
                "unnamed"
            ]
        );
        let types = ["generic_resp", "PageOfLead", "Self", "3D", "UTMTags"].map(type_name);
        assert_eq!(types, ["GenericResp", "PageOfLead", "Self_", "_3d", "UtmTags"]);
    }

    #[test]
    fn keywords_are_no_names() {
        for word in [
            "_", "Self", "self", "super", "crate", "abstract", "continue", "override", "unsized", "1", "a-b",
            "", "__-",
        ] {
            assert!(!is_identifier(word), "{word}");
        }
        for name in ["__", "_1", "Selfs", "SELF", "macro_rules", "continued", "union", "ß"] {
            assert!(is_identifier(name), "{name}");
        }
    }

    #[test]
    fn identifiers_stay() {
        for name in ["a", "_a", "r#type", "A1"] {
            assert_eq!(identifier(name.trim_start_matches("r#")), name);
        }
    }
}

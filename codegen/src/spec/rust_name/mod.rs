//! Rust names by Rust's conventions, from CLR names.

mod identifier;
mod words;

pub use identifier::{identifier, is_identifier, normalized};

use self::{identifier::spelled_out, words::Style};
use super::{
    model::{Endpoint, Spec},
    names::page_name,
    template::Piece,
};

/// The modules beside an API's types.
pub const MODULES: [&str; 4] = ["endpoints", "client", "server", "samples"];

/// The methods that clients and servers have.
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// Returns the name of a type or of an enum's variant: `generic_resp` becomes `GenericResp`.
#[must_use]
pub fn type_name(name: &str) -> String {
    in_style(name, Style::Camel)
}

/// Returns the name of a field, a function or a module: `IDLeadBank` becomes `id_lead_bank`, `Type` becomes
/// `r#type`.
#[must_use]
pub fn field_name(name: &str) -> String {
    in_style(name, Style::Snake)
}

/// Returns the name of a constant: `CanRead` becomes `CAN_READ`.
#[must_use]
pub fn constant_name(name: &str) -> String {
    in_style(name, Style::Shouty)
}

fn in_style(text: &str, style: Style) -> String {
    let mut name = style.apply(text);
    if name.is_empty() {
        name = style.apply(&spelled_out(text));
    }
    identifier(&name)
}

impl Spec {
    /// Returns the Rust name of the type at this place of [`Spec::types`].
    #[must_use]
    pub fn rust_type_name(&self, index: usize) -> String {
        match self.rules_of_type(index).filter_map(|rule| rule.name.as_ref()).last() {
            Some(name) => normalized(name),
            None => self.types.get(index).map_or_else(String::new, |ty| type_name(&page_name(&ty.name))),
        }
    }

    /// Returns the Rust name of a member, given by its CLR name, of the class at this place.
    #[must_use]
    pub fn rust_field_name(&self, index: usize, member: &str) -> String {
        self.rust_name_of_member(index, member).unwrap_or_else(|| field_name(member))
    }

    /// Returns the name of the constant of a flag, given by its CLR name, of the enum at this place.
    #[must_use]
    pub fn rust_constant_name(&self, index: usize, member: &str) -> String {
        self.rust_name_of_member(index, member).unwrap_or_else(|| constant_name(member))
    }

    /// Returns the Rust name of a member, given by its CLR name, of the enum at this place.
    #[must_use]
    pub fn rust_variant_name(&self, index: usize, member: &str) -> String {
        self.rust_name_of_member(index, member).unwrap_or_else(|| type_name(member))
    }

    fn rust_name_of_member(&self, index: usize, member: &str) -> Option<String> {
        self.rules_of_member(index, member)
            .filter_map(|rule| rule.name.as_ref())
            .last()
            .map(|name| normalized(name))
    }
}

impl Endpoint {
    /// Returns the name of its function: the one of the spec, else method and path, without `api` at its
    /// start: `GET api/orders/{id}` becomes `get_orders_by_id`.
    #[must_use]
    pub fn rust_name(&self) -> String {
        if let Some(name) = &self.rust_name {
            return normalized(name);
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

    /// Returns the name of its struct: that of its function in the case of types.
    #[must_use]
    pub fn rust_type_name(&self) -> String {
        type_name(self.rust_name().trim_start_matches("r#"))
    }

    /// Returns whether clients and servers are made for it, which depends on its method.
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
    use super::{constant_name, field_name, type_name};

    #[test]
    fn names_follow_rusts_conventions() {
        for (text, field, ty, constant) in [
            ("Type", "r#type", "Type", "TYPE"),
            ("Gen", "r#gen", "Gen", "GEN"),
            ("Self", "self_", "Self_", "SELF"),
            ("1st", "_1st", "_1st", "_1ST"),
            ("3D", "_3d", "_3d", "_3D"),
            ("UTMTags", "utm_tags", "UtmTags", "UTM_TAGS"),
            ("Лид", "лид", "Лид", "ЛИД"),
            ("a b", "a_b", "AB", "A_B"),
            ("²", "_2", "_2", "_2"),
        ] {
            assert_eq!(
                [field_name(text), type_name(text), constant_name(text)],
                [field, ty, constant],
                "{text}"
            );
        }
    }

    #[test]
    fn what_has_no_letters_is_named_after_its_code_points() {
        for (text, field, ty, constant) in [
            ("", "empty", "Empty", "EMPTY"),
            ("_", "u5f", "U5f", "U5F"),
            ("!?", "u21_u3f", "U21U3f", "U21_U3F"),
            ("😀", "u1f600", "U1f600", "U1F600"),
            ("\u{200d}", "u200d", "U200d", "U200D"),
        ] {
            assert_eq!(
                [field_name(text), type_name(text), constant_name(text)],
                [field, ty, constant],
                "{text}"
            );
        }
    }
}

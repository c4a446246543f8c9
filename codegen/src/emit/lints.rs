//! Lints that a name meets: names are mostly made by Rust's conventions, but someone may wish for others, and some
//! letters are small and have no capital.

use proc_macro2::TokenStream;
use quote::quote;

/// What something with a name is called by.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Named<'a> {
    /// A type or an enum's variant.
    Type(&'a str),
    /// A field, a variable, a function or a module.
    Value(&'a str),
    /// A constant.
    Constant(&'a str),
}

impl Named<'_> {
    /// Returns the lint of rustc that the name meets.
    fn lint(self) -> Option<Lint> {
        let (name, lint) = match self {
            Self::Type(name) => (plain(name), Lint::CamelCase),
            Self::Value(name) => (plain(name), Lint::SnakeCase),
            Self::Constant(name) => (plain(name), Lint::UpperCase),
        };
        let is_met = match self {
            Self::Type(_) => name.starts_with(char::is_lowercase) || name.contains('_'),
            Self::Value(_) => name.contains("__") || name.contains(char::is_uppercase),
            Self::Constant(_) => name.contains(char::is_lowercase),
        };
        is_met.then_some(lint)
    }
}

/// A name without what the lints do not look at.
fn plain(name: &str) -> &str {
    name.trim_start_matches("r#").trim_matches('_')
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lint {
    CamelCase,
    SnakeCase,
    UpperCase,
}

/// Returns the lints that some of the names meet, as [`attributes::allow`](super::attributes::allow) takes them.
pub(crate) fn of_names<'a>(names: impl IntoIterator<Item = Named<'a>>) -> [(bool, TokenStream); 3] {
    let mut met = [false; 3];
    for lint in names.into_iter().filter_map(Named::lint) {
        met[lint as usize] = true;
    }
    let [camel, snake, upper] = met;
    [
        (camel, quote!(non_camel_case_types)),
        (snake, quote!(non_snake_case)),
        (upper, quote!(non_upper_case_globals)),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Named, of_names};

    #[test]
    fn conventions_of_any_script_are_known() {
        for (named, is_met) in [
            (Named::Type("Lead"), false),
            (Named::Type("_3d"), false),
            (Named::Type("Заказ"), false),
            (Named::Type("注文"), false),
            (Named::Type("ĸappa"), true),
            (Named::Type("r#static"), true),
            (Named::Type("A_b"), true),
            (Named::Value("lead_id"), false),
            (Named::Value("r#type"), false),
            (Named::Value("_x_"), false),
            (Named::Value("注文"), false),
            (Named::Value("aB"), true),
            (Named::Value("a__b"), true),
            (Named::Constant("CAN_READ"), false),
            (Named::Constant("STRASSE"), false),
            (Named::Constant("CanRead"), true),
        ] {
            assert_eq!(of_names([named]).iter().any(|(met, _)| *met), is_met, "{named:?}");
        }
    }
}

//! Lints that a name meets: names are mostly made by Rust's conventions, but someone may wish for others, and some
//! letters are small and have no capital.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::model::RustType;

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
        let has_no_letters = matches!(self, Self::Value(_)) && name.bytes().all(|byte| byte.is_ascii_digit());
        if has_no_letters { Some(Lint::NoLetters) } else { is_met.then_some(lint) }
    }
}

/// Returns a name without what the lints do not look at.
fn plain(name: &str) -> &str {
    name.trim_start_matches("r#").trim_matches('_')
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lint {
    CamelCase,
    SnakeCase,
    UpperCase,
    NoLetters,
}

/// Returns the lints that some of the names meet, as [`attributes::allow`](super::attributes::allow) takes them.
pub(crate) fn of_names<'a>(names: impl IntoIterator<Item = Named<'a>>) -> [Option<TokenStream>; 4] {
    let mut met = [false; 4];
    for lint in names.into_iter().filter_map(Named::lint) {
        met[lint as usize] = true;
    }
    let [camel, snake, upper, no_letters] = met;
    [
        camel.then(|| quote!(non_camel_case_types)),
        snake.then(|| quote!(non_snake_case)),
        upper.then(|| quote!(non_upper_case_globals)),
        no_letters.then(|| quote!(clippy::just_underscores_and_digits)),
    ]
}

/// Returns the lint that a generic contract meets two of whose arguments are the same: clippy takes them for an attribute
/// that is there twice.
pub(crate) fn of_arguments(arguments: &[TokenStream]) -> Option<TokenStream> {
    let mut seen = HashSet::new();
    let is_met = !arguments.iter().all(|argument| seen.insert(argument.to_string()));
    is_met.then(|| quote!(clippy::duplicated_attributes))
}

/// Returns the lint that some of the types meet, which are as the spec has them.
pub(crate) fn of_types<'a>(types: impl IntoIterator<Item = &'a RustType>) -> Option<TokenStream> {
    let is_met = types.into_iter().any(|ty| complexity(ty, 1) > MOST_COMPLEX);
    is_met.then(|| quote!(clippy::type_complexity))
}

/// What clippy calls very complex.
const MOST_COMPLEX: usize = 250;

/// Returns the complexity of a type as clippy counts it: what is within another one counts more.
fn complexity(ty: &RustType, nesting: usize) -> usize {
    let inner = match ty {
        RustType::Option(inner)
        | RustType::Boxed(inner)
        | RustType::Shared(inner)
        | RustType::Secret(inner)
        | RustType::Vec(inner) => complexity(inner, nesting + 1),
        // One type with the arguments of what it wraps.
        RustType::ReadOnly(inner) => return complexity(inner, nesting),
        RustType::Dictionary(entry) => complexity(&entry.0, nesting + 1) + complexity(&entry.1, nesting + 1),
        RustType::Clr(_)
        | RustType::Value(_)
        | RustType::Own(_)
        | RustType::Family(_)
        | RustType::Library(_)
        | RustType::Custom(_) => 0,
    };
    10 * nesting + inner
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
            assert_eq!(of_names([named]).iter().any(Option::is_some), is_met, "{named:?}");
        }
    }
}

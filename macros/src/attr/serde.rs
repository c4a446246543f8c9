//! `#[serde(..)]`: what is declared for the derives of serde, and need not be said again in
//! `#[contract(..)]`.
//!
//! A type with such an attribute has serde's traits from serde's derives, so they are not implemented again.
//! Words that do not concern the form of a contract are left to serde.

use crate::ctxt::Ctxt;
use proc_macro2::{Ident, TokenStream};
use syn::meta::ParseNestedMeta;
use syn::{ExprPath, LitStr, Token};

/// What they say on a struct or enum, a field or a variant.
#[derive(Default)]
pub(crate) struct Serde {
    /// Whether there is any such attribute.
    pub(crate) is_there: bool,
    /// `rename = ".."`
    pub(crate) rename: Option<String>,
    /// `rename_all = ".."`
    pub(crate) rename_all: Option<RenameRule>,
    /// `alias = ".."`
    pub(crate) aliases: Vec<String>,
    /// `default` or `default = "path"`
    pub(crate) default: Option<SerdeDefault>,
    /// `flatten`, where it stands.
    pub(crate) flatten: Option<Ident>,
    /// What differs between reading and writing, where it stands: `rename(serialize = ".., deserialize = "..")`,
    /// `skip_serializing` and `skip_deserializing`.
    pub(crate) one_way: Option<Ident>,
    flags: Vec<SerdeFlag>,
}

/// What is said or not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SerdeFlag {
    /// `skip`
    Skip,
    /// `skip_serializing_if = "Option::is_none"`
    SkipsNone,
    /// `transparent`
    Transparent,
}

/// What a member begins with that a document does not have.
pub(crate) enum SerdeDefault {
    /// `default`
    OfType,
    /// `default = "path"`: what the function returns.
    OfFunction(ExprPath),
}

impl Serde {
    pub(crate) fn read(cx: &Ctxt, attrs: &[syn::Attribute]) -> Self {
        let mut serde = Serde::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("serde")) {
            serde.is_there = true;
            // What serde cannot read is serde's to report.
            let _ = attr.parse_nested_meta(|meta| serde.word(cx, &meta));
        }
        serde
    }

    /// Returns the function that makes the value of a field that a document does not have.
    pub(crate) fn default_function(&self) -> Option<&ExprPath> {
        match &self.default {
            Some(SerdeDefault::OfFunction(function)) => Some(function),
            Some(SerdeDefault::OfType) | None => None,
        }
    }

    /// Whether it says this.
    pub(crate) fn says(&self, flag: SerdeFlag) -> bool {
        self.flags.contains(&flag)
    }

    fn word(&mut self, cx: &Ctxt, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let Some(word) = meta.path.get_ident() else { return skip_value(meta) };
        match word.to_string().as_str() {
            "rename" => match text(meta)? {
                Some(name) => self.rename = Some(name),
                None => self.one_way = Some(word.clone()),
            },
            "alias" => self.aliases.extend(text(meta)?),
            "rename_all" => {
                let rule = text(meta)?;
                self.rename_all = rule.as_deref().and_then(RenameRule::from_word);
                if rule.is_some() && self.rename_all.is_none() {
                    cx.error(word, "this `rename_all` is none that serde knows");
                }
            }
            "skip" => self.flags.push(SerdeFlag::Skip),
            "skip_serializing_if" => {
                if text(meta)?.is_some_and(|function| function.ends_with("Option::is_none")) {
                    self.flags.push(SerdeFlag::SkipsNone);
                }
            }
            "transparent" => self.flags.push(SerdeFlag::Transparent),
            "default" => {
                self.default = Some(if meta.input.peek(Token![=]) {
                    SerdeDefault::OfFunction(meta.value()?.parse::<LitStr>()?.parse()?)
                } else {
                    SerdeDefault::OfType
                });
            }
            "skip_serializing" | "skip_deserializing" => self.one_way = Some(word.clone()),
            "flatten" => self.flatten = Some(word.clone()),
            _ => skip_value(meta)?,
        }
        Ok(())
    }
}

/// `word = ".."`, or `word(serialize = "..", deserialize = "..")` with the same text in both.
fn text(meta: &ParseNestedMeta<'_>) -> syn::Result<Option<String>> {
    if meta.input.peek(Token![=]) {
        return Ok(Some(meta.value()?.parse::<LitStr>()?.value()));
    }
    let mut texts = Vec::new();
    meta.parse_nested_meta(|meta| {
        texts.push(meta.value()?.parse::<LitStr>()?.value());
        Ok(())
    })?;
    texts.dedup();
    Ok(if texts.len() == 1 { texts.pop() } else { None })
}

/// Passes over the value of a word.
fn skip_value(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<syn::Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        meta.input.parse::<proc_macro2::Group>().map(|_: proc_macro2::Group| TokenStream::new())?;
    }
    Ok(())
}

/// How serde makes names of fields and variants.
#[derive(Clone, Copy)]
pub(crate) enum RenameRule {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl RenameRule {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "lowercase" => Self::Lower,
            "UPPERCASE" => Self::Upper,
            "PascalCase" => Self::Pascal,
            "camelCase" => Self::Camel,
            "snake_case" => Self::Snake,
            "SCREAMING_SNAKE_CASE" => Self::ScreamingSnake,
            "kebab-case" => Self::Kebab,
            "SCREAMING-KEBAB-CASE" => Self::ScreamingKebab,
            _ => return None,
        })
    }

    /// The name of a field, which is written in snake case.
    pub(crate) fn of_field(self, name: &str) -> String {
        match self {
            Self::Lower | Self::Snake => name.to_owned(),
            Self::Upper | Self::ScreamingSnake => name.to_uppercase(),
            Self::Pascal => name.split('_').map(capitalized).collect(),
            Self::Camel => uncapitalized(&Self::Pascal.of_field(name)),
            Self::Kebab => name.replace('_', "-"),
            Self::ScreamingKebab => name.to_uppercase().replace('_', "-"),
        }
    }

    /// The name of a variant, which is written in Pascal case.
    pub(crate) fn of_variant(self, name: &str) -> String {
        match self {
            Self::Pascal => name.to_owned(),
            Self::Lower => name.to_lowercase(),
            Self::Upper => name.to_uppercase(),
            Self::Camel => uncapitalized(name),
            Self::Snake => {
                let mut snake = String::new();
                for (place, c) in name.char_indices() {
                    if place > 0 && c.is_uppercase() {
                        snake.push('_');
                    }
                    snake.extend(c.to_lowercase());
                }
                snake
            }
            Self::ScreamingSnake => Self::Snake.of_variant(name).to_uppercase(),
            Self::Kebab => Self::Snake.of_variant(name).replace('_', "-"),
            Self::ScreamingKebab => Self::ScreamingSnake.of_variant(name).replace('_', "-"),
        }
    }
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn uncapitalized(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::RenameRule::{Camel, Kebab, Lower, Pascal, ScreamingKebab, ScreamingSnake, Snake, Upper};

    /// What serde's own tests say of its rules.
    #[test]
    fn names_are_those_of_serde() {
        for (rule, variant, field) in [
            (Lower, "verytasty", "very_tasty"),
            (Upper, "VERYTASTY", "VERY_TASTY"),
            (Pascal, "VeryTasty", "VeryTasty"),
            (Camel, "veryTasty", "veryTasty"),
            (Snake, "very_tasty", "very_tasty"),
            (ScreamingSnake, "VERY_TASTY", "VERY_TASTY"),
            (Kebab, "very-tasty", "very-tasty"),
            (ScreamingKebab, "VERY-TASTY", "VERY-TASTY"),
        ] {
            assert_eq!(rule.of_variant("VeryTasty"), variant);
            assert_eq!(rule.of_field("very_tasty"), field);
        }
        assert_eq!(Camel.of_field("z42"), "z42");
        assert_eq!(Snake.of_variant("Z42"), "z42");
    }
}

//! Rust names and Rust code.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;

use super::Checker;
use crate::{
    diagnostic::Code,
    spec::{
        model::{MemberSelection, RustRule, TypeKind, TypeSelection},
        rust_name::{MODULES, is_identifier},
        span::{Span, Spanned},
    },
};

/// More brackets than any type or attribute that is written by hand; the parser of Rust recurses.
const MAX_BRACKETS: usize = 50;

/// A Rust name, where its CLR name stands, and that name.
type Named = (String, Span, String);

impl Checker<'_> {
    pub(super) fn rust(&mut self) {
        self.names_are_rust();
        self.rust_names_differ();
        self.rules();
    }

    pub(super) fn rules(&mut self) {
        for rule in &self.spec.rust {
            self.one_name_for_one(rule);
            self.fits_target(rule);
            self.is_rust(rule);
        }
    }

    fn names_are_rust(&mut self) {
        let spec = self.spec;
        let module = Some(&spec.module).filter(|module| !module.is_empty());
        let rules = spec.rust.iter().filter_map(|rule| rule.name.as_ref());
        let endpoints = spec.endpoints.iter().filter_map(|endpoint| endpoint.rust_name.as_ref());
        for name in module.into_iter().chain(rules).chain(endpoints) {
            if !is_identifier(name) {
                let message = format!("`{}` cannot be a Rust name", name.value);
                let diagnostic = self.error(Code::BadRustName, name.span, message);
                self.report(if is_identifier(&format!("r#{}", name.value)) {
                    diagnostic.help(format!("it is a keyword: write `r#{}`, or another name", name.value))
                } else {
                    diagnostic.help("write letters, digits and underscores, no digit first and no keyword")
                });
            }
        }
    }

    /// No two types, members of a type, or endpoints become one Rust name.
    fn rust_names_differ(&mut self) {
        let spec = self.spec;
        let types = spec.types.iter().enumerate();
        let names = types
            .map(|(index, ty)| (spec.rust_type_name(index), ty.name.span, ty.name.to_string()))
            .collect();
        self.differ(names, "types", |name| format!("`\"rust\": {{\"{name}\": {{\"name\": \"...\"}}}}`"));
        for (index, ty) in spec.types.iter().enumerate() {
            let names: Vec<Named> = match &ty.kind {
                TypeKind::Class(class) => {
                    let names = class.members.iter().map(|member| &member.name);
                    names
                        .map(|name| (spec.rust_field_name(index, name), name.span, name.value.clone()))
                        .collect()
                }
                TypeKind::Enum(of) => {
                    let names = of.members.iter().map(|member| &member.name);
                    names
                        .map(|name| (spec.rust_variant_name(index, name), name.span, name.value.clone()))
                        .collect()
                }
                TypeKind::Collection(_) | TypeKind::Dictionary(_) => continue,
            };
            let owner = ty.name.to_string();
            self.differ(names, "members", |name| {
                format!("`\"rust\": {{\"{owner}.{name}\": {{\"name\": \"...\"}}}}`")
            });
        }
        let endpoints = spec.endpoints.iter();
        let names = endpoints
            .map(|endpoint| (endpoint.rust_name(), endpoint.heading.span, endpoint.heading.value.clone()));
        self.differ(names.collect(), "endpoints", |_| "`\"name\": \"...\"` in the endpoint".to_owned());
        self.structs_of_endpoints_differ();
        self.types_are_no_modules();
    }

    /// Each endpoint is a function, and a struct too: `get_a1` and `get_a_1` are both `GetA1`.
    fn structs_of_endpoints_differ(&mut self) {
        let spec = self.spec;
        let mut seen: BTreeMap<String, (&str, String)> = BTreeMap::new();
        for endpoint in &spec.endpoints {
            let (name, of) = (endpoint.rust_name(), endpoint.rust_type_name());
            let Some((first, _)) = seen.get(&of).filter(|(_, function)| *function != name) else {
                seen.insert(of, (&endpoint.heading, name));
                continue;
            };
            let message = format!(
                "the endpoints `{first}` and `{}` both become `{of}` in Rust",
                endpoint.heading.value
            );
            let diagnostic = self.error(Code::RustNameClash, endpoint.heading.span, message);
            self.report(diagnostic.help("name one of them by `\"name\": \"...\"` in the endpoint"));
        }
    }

    /// Beside the types there are modules of endpoints, client, server and samples.
    fn types_are_no_modules(&mut self) {
        let spec = self.spec;
        for (index, ty) in spec.types.iter().enumerate() {
            let name = spec.rust_type_name(index);
            if MODULES.contains(&name.as_str()) {
                let message = format!("`{name}` is the name of a module beside the types");
                let diagnostic = self.error(Code::RustNameClash, ty.name.span, message);
                self.report(diagnostic.help("give the type another name under `rust`"));
            }
        }
    }

    fn differ(&mut self, names: Vec<Named>, what: &str, way_out: impl Fn(&str) -> String) {
        let mut seen: BTreeMap<String, (Span, String)> = BTreeMap::new();
        for (rust, span, name) in names {
            let Some((first_span, first)) = seen.get(&rust).cloned() else {
                seen.insert(rust, (span, name));
                continue;
            };
            // One CLR name twice has its own message.
            if first_span != span && first != name {
                let message = format!("the {what} `{first}` and `{name}` both become `{rust}` in Rust");
                self.report(
                    self.error(Code::RustNameClash, span, message)
                        .related(first_span, "the first one")
                        .help(format!("name one of them by {}", way_out(&name))),
                );
            }
        }
    }

    fn one_name_for_one(&mut self, rule: &RustRule) {
        let Some(name) = &rule.name else { return };
        let many = match (&rule.target.member, rule.target.types) {
            (Some(MemberSelection::All), _) | (None, TypeSelection::All) => true,
            (Some(MemberSelection::One(_)), _) | (None, TypeSelection::One(_)) => false,
        };
        if many {
            let message =
                format!("`{}` is more than one thing, so it cannot have one name", rule.target.text);
            let diagnostic = self.error(Code::Misplaced, name.span, message);
            self.report(diagnostic.help("name each one in its own entry"));
        }
    }

    fn fits_target(&mut self, rule: &RustRule) {
        if rule.target.member.is_none() {
            return;
        }
        if let Some(derive) = rule.derive.first() {
            let diagnostic = self.error(Code::Misplaced, derive.span, "a member has no derives");
            self.report(diagnostic.help("derives belong to types: `*` or the type's name"));
        }
    }

    fn is_rust(&mut self, rule: &RustRule) {
        if let Some(ty) = &rule.ty {
            self.parses::<WrittenType>(ty, &ty.value, "a Rust type that fields can have");
        }
        for derive in &rule.derive {
            self.parses::<syn::Path>(derive, &derive.value, "the path of a derive macro");
        }
        for attribute in &rule.attributes {
            self.parses::<Attribute>(
                attribute,
                &format!("#[{}]", attribute.value),
                "the inside of an attribute",
            );
        }
    }

    fn parses<T: syn::parse::Parse>(&mut self, text: &Spanned<String>, code: &str, what: &str) {
        let brackets = code.matches(['(', '[', '{', '<', '&', '*', '!', '|']).count();
        if brackets <= MAX_BRACKETS && syn::parse_str::<T>(code).is_ok() {
            return;
        }
        let message = format!("`{}` is not {what}", text.value);
        let diagnostic = self.error(Code::BadRustCode, text.span, message);
        self.report(if text.starts_with("#[") {
            diagnostic.help("leave out `#[` and `]`")
        } else {
            diagnostic.help("write it as it is to stand in the generated code")
        });
    }
}

/// One attribute, and nothing after it.
struct Attribute;

impl syn::parse::Parse for Attribute {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        match input.call(syn::Attribute::parse_outer)?.len() {
            1 => Ok(Self),
            _ => Err(input.error("not one attribute")),
        }
    }
}

/// A type with all its parts written out. What is inferred, or depends on where it stands, is none for a
/// field.
struct WrittenType;

impl syn::parse::Parse for WrittenType {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let ty: syn::Type = input.parse()?;
        if is_written_out(ty.to_token_stream()) {
            return Ok(Self);
        }
        Err(syn::Error::new_spanned(ty, "not written out"))
    }
}

/// Whether nothing in a type has to be inferred (`_`, `impl`, a reference without lifetime), and whether each
/// path in it leads to something: `self` and `crate` alone do not, and `Self` is another type in each place.
fn is_written_out(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let next = tokens.peek();
        let is_punct = |token: Option<&TokenTree>, c| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == c);
        let is_fine = match &token {
            TokenTree::Ident(word) => match word.to_string().as_str() {
                "_" | "Self" | "impl" => false,
                "self" | "super" | "crate" => is_punct(next, ':'),
                _ => true,
            },
            TokenTree::Punct(punct) if punct.as_char() == '&' => is_punct(next, '\''),
            TokenTree::Punct(punct) if punct.as_char() == '_' => false,
            TokenTree::Group(group) => is_written_out(group.stream()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => true,
        };
        if !is_fine {
            return false;
        }
    }
    true
}

//! Attributes: `#[derive]`, `#[contract]`, `#[deprecated]`, and those that the user asked for.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use datacontract::contract::{DC, TypeNameHandling};

use super::{
    lints,
    model::{Model, Traits},
    settings,
};
use crate::spec::{
    Deprecated, RustRule, TypeDef,
    wire::{contract_pattern, json_type, levels},
};

/// How a type gets its `Default`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DefaultImpl {
    Derived,
    /// It is written out, or the type has none.
    WrittenOut,
}

impl DefaultImpl {
    /// Returns how a type gets it that may have one written out.
    pub(crate) fn beside(written_out: Option<&TokenStream>) -> Self {
        if written_out.is_some() { DefaultImpl::WrittenOut } else { DefaultImpl::Derived }
    }
}

/// `#[derive(..)]`
#[derive(Debug)]
pub(crate) struct Derives {
    paths: Vec<TokenStream>,
}

impl Derives {
    /// Returns what a type with these traits derives.
    pub(crate) fn new(traits: Traits, default: DefaultImpl) -> Self {
        let mut paths = vec![quote!(::datacontract::DataContract), quote!(Clone)];
        let rest = [
            (traits.copy, quote!(Copy)),
            (true, quote!(Debug)),
            (default == DefaultImpl::Derived, quote!(Default)),
            (true, quote!(PartialEq)),
            (traits.eq_hash, quote!(Eq)),
            (traits.eq_hash, quote!(Hash)),
        ];
        paths.extend(rest.into_iter().filter_map(|(wanted, path)| wanted.then_some(path)));
        Self { paths }
    }

    /// Adds those of the rules that are not there yet. `Eq` and `std::cmp::Eq` are taken for the same.
    pub(crate) fn and<'a>(mut self, rules: impl Iterator<Item = &'a RustRule>) -> Self {
        let last = |path: &TokenStream| path.to_string().rsplit(' ').next().unwrap_or_default().to_owned();
        for text in rules.flat_map(|rule| &rule.derive) {
            if let Ok(path) = syn::parse_str::<syn::Path>(text)
                && !self.paths.iter().any(|known| last(known) == last(&path.to_token_stream()))
            {
                self.paths.push(path.to_token_stream());
            }
        }
        self
    }
}

impl ToTokens for Derives {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let paths = &self.paths;
        tokens.extend(quote!(#[derive(#(#paths),*)]));
    }
}

/// The words of a `#[contract(..)]`; none, no attribute.
#[derive(Debug, Default)]
pub(crate) struct Words {
    words: Vec<TokenStream>,
}

impl Words {
    pub(crate) fn push(&mut self, word: TokenStream) {
        self.words.push(word);
    }

    pub(crate) fn push_if(&mut self, wanted: bool, word: TokenStream) {
        if wanted {
            self.push(word);
        }
    }

    /// Says that the type has a `Default`, so that the derive need not find out.
    pub(crate) fn has_default(&mut self) {
        self.push(quote!(default));
    }

    /// serde's traits, by the rules of Json.NET.
    pub(crate) fn serde(&mut self, model: &Model<'_>) {
        self.push_if(model.options.json, quote!(serde));
    }

    /// Name and namespace of a type whose Rust name is `rust`, and the arguments of a generic one.
    pub(crate) fn identity(model: &Model<'_>, ty: &TypeDef, rust: &str) -> Self {
        let mut words = Self::default();
        let name = contract_pattern(ty);
        let is_generic = ty.name.arguments().next().is_some();
        words.push_if(is_generic || name != rust.trim_start_matches("r#"), quote!(name = #name));
        words.extend(namespace(ty));
        let args: Vec<TokenStream> = ty.name.arguments().map(|arg| model.lower(arg).tokens(model)).collect();
        if !args.is_empty() {
            let levels: Vec<Literal> = levels(&ty.name).into_iter().map(Literal::u8_unsuffixed).collect();
            let levels = (levels.len() > 1).then(|| quote!(, levels(#(#levels),*)));
            words.push(quote!(generic(args(#(#args),*) #levels)));
        }
        if model.names_types() {
            let name = json_type(model.spec, ty);
            words.push(quote!(json_type = #name));
        }
        words
    }

    /// The naming in JSON, where it is not as declared, and what else the service's formatter is set to.
    pub(crate) fn json_settings(&mut self, model: &Model<'_>, ty: &TypeDef) {
        if !model.options.json {
            return;
        }
        if let Some(naming) = settings::naming_word(model.spec.json.with(ty.json).naming) {
            self.push(quote!(json_naming = #naming));
        }
        if settings::json(model.spec).is_some() {
            let name = format_ident!("{}", settings::JSON_SETTINGS);
            self.push(quote!(json_settings = #name));
        }
        if let Some(nulls) = ty.item_nulls {
            let word = settings::nulls_word(nulls);
            self.push(quote!(json_item_nulls = #word));
        }
    }
}

impl Model<'_> {
    /// Returns whether JSON has `$type`.
    pub(crate) fn names_types(&self) -> bool {
        self.options.json && self.spec.json_formatter.type_names != TypeNameHandling::None
    }

    /// The lint that the arguments of a generic type meet.
    pub(crate) fn lint_of_arguments(&self, ty: &TypeDef) -> Option<TokenStream> {
        let args: Vec<TokenStream> = ty.name.arguments().map(|arg| self.lower(arg).tokens(self)).collect();
        lints::of_arguments(&args)
    }
}

impl Extend<TokenStream> for Words {
    fn extend<T: IntoIterator<Item = TokenStream>>(&mut self, words: T) {
        self.words.extend(words);
    }
}

impl ToTokens for Words {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let words = &self.words;
        if !words.is_empty() {
            tokens.extend(quote!(#[contract(#(#words),*)]));
        }
    }
}

/// The namespace as the derive wants it: the CLR's where the contract's follows from it.
fn namespace(ty: &TypeDef) -> Option<TokenStream> {
    let clr = match &ty.namespace {
        None => ty.name.namespace.as_str(),
        Some(given) => match given.strip_prefix(DC) {
            Some(clr)
                if !clr.contains(|c: char| matches!(c, '/' | ':') || c.is_whitespace() || c.is_control()) =>
            {
                clr
            }
            _ => {
                let given = &given.value;
                return Some(quote!(namespace = #given));
            }
        },
    };
    (!clr.is_empty()).then(|| quote!(clr_namespace = #clr))
}

/// `#[deprecated]`
pub(crate) fn deprecated(deprecated: Option<&Deprecated>) -> Option<TokenStream> {
    Some(match deprecated? {
        Deprecated::Yes => quote!(#[deprecated]),
        Deprecated::Because(note) => quote!(#[deprecated(note = #note)]),
    })
}

/// The attributes that rules ask for.
pub(crate) fn given<'a>(rules: impl Iterator<Item = &'a RustRule>) -> TokenStream {
    let texts = rules.flat_map(|rule| &rule.attributes);
    texts.filter_map(|text| attribute(text)).collect()
}

/// An attribute from its inside.
fn attribute(text: &str) -> Option<TokenStream> {
    use syn::parse::Parser as _;
    let attributes = syn::Attribute::parse_outer.parse_str(&format!("#[{text}]")).ok()?;
    Some(quote!(#(#attributes)*))
}

/// `#[allow(..)]` of the lints that are met.
pub(crate) fn allow(lints: impl IntoIterator<Item = Option<TokenStream>>) -> TokenStream {
    let lints: Vec<TokenStream> = lints.into_iter().flatten().collect();
    if lints.is_empty() { TokenStream::new() } else { quote!(#[allow(#(#lints),*)]) }
}

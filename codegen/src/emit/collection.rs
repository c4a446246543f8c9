//! Lists and dictionaries of their own names.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{
    attributes::{self, DefaultImpl, Derives, Words},
    lints::{self, Named},
    model::{Model, RustType},
};
use crate::spec::{Spanned, TypeDef, TypeKind, wire::is_plain_collection};

/// A list or dictionary class of a spec.
pub(crate) struct Collection<'a> {
    model: &'a Model<'a>,
    index: usize,
    ty: &'a TypeDef,
}

impl<'a> Collection<'a> {
    pub(crate) fn new(model: &'a Model<'a>, index: usize, ty: &'a TypeDef) -> Self {
        Self { model, index, ty }
    }

    /// Returns the list or dictionary itself.
    fn inner(&self) -> Option<RustType> {
        match &self.ty.kind {
            TypeKind::Collection(of) => Some(RustType::Vec(Box::new(self.model.lower(&of.item)))),
            TypeKind::Dictionary(of) => {
                let entry = (self.model.lower(&of.key), self.model.lower(&of.value));
                Some(RustType::Dictionary(Box::new(entry)))
            }
            TypeKind::Class(_) | TypeKind::Enum(_) => None,
        }
    }

    fn words(&self) -> Words {
        let Self { model, index, ty } = *self;
        let mut words = Words::identity(model, ty, &model.name(index).to_string());
        let named = |word: TokenStream, name: &Option<Spanned<String>>| {
            name.as_ref().map(|name| {
                let name = &name.value;
                quote!(#word = #name)
            })
        };
        match &ty.kind {
            TypeKind::Collection(of) => {
                words.push_if(of.is_reference.value, quote!(is_reference));
                let names = named(quote!(item_name), &of.item_name);
                words.push(if names.is_some() { quote!(collection(#names)) } else { quote!(collection) });
            }
            TypeKind::Dictionary(of) => {
                words.json_settings(model, ty);
                words.push_if(of.is_reference.value, quote!(is_reference));
                let names: Vec<TokenStream> = [
                    named(quote!(item_name), &of.item_name),
                    named(quote!(key_name), &of.key_name),
                    named(quote!(value_name), &of.value_name),
                ]
                .into_iter()
                .flatten()
                .collect();
                words.push(if names.is_empty() {
                    quote!(dictionary)
                } else {
                    quote!(dictionary(#(#names),*))
                });
            }
            TypeKind::Class(_) | TypeKind::Enum(_) => {}
        }
        words.xml_of_type(model, index, ty);
        words.serde(model);
        words
    }
}

impl ToTokens for Collection<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { model, index, ty } = *self;
        let Some(inner) = self.inner() else { return };
        let kind = if matches!(ty.kind, TypeKind::Dictionary(_)) { "dictionary" } else { "list" };
        let docs = model.docs_of_type(index, kind);
        let deprecated = attributes::deprecated(ty.deprecated.as_ref());
        let given = attributes::given(model.spec.rules_of_type(index));
        let text = model.name(index).to_string();
        let lints = lints::of_names([Named::Type(&text)]);
        let deprecated_inner = inner.mentions_deprecated(model).then(|| quote!(deprecated));
        let others = [deprecated_inner, model.lint_of_arguments(ty), lints::of_types([&inner])];
        let allows = attributes::allow(others.into_iter().chain(lints));
        let (name, inner) = (model.name(index), inner.tokens(model));
        if is_plain_collection(ty) {
            tokens.extend(quote! {
                #docs
                #deprecated
                #given
                #allows
                pub type #name = #inner;
            });
            return;
        }
        let traits = model.traits_of(&RustType::Own(index));
        let derives = Derives::new(traits, DefaultImpl::Derived).and(model.spec.rules_of_type(index));
        let words = self.words();
        // A list is read item by item whatever it is called.
        let items = matches!(ty.kind, TypeKind::Collection(_)).then(|| quote!(#[contract(items)]));
        tokens.extend(quote! {
            #docs
            #deprecated
            #derives
            #words
            #given
            #allows
            pub struct #name(#items pub #inner);
        });
    }
}

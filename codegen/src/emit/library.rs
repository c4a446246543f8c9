//! Pairs and tuples of .NET.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{
    attributes::{self, DefaultImpl, Derives, Words},
    docs::{self, Docs},
    lints::{self, Named},
    model::{Library, LibraryField, Model, RustType},
    struct_::default_impl,
};
use crate::spec::{
    TypeExprKind,
    wire::{SYSTEM, json_type_of_tuple},
};

/// The CLR namespace of `KeyValuePair`.
const GENERIC: &str = "System.Collections.Generic";

/// A pair or tuple that a spec uses.
pub(crate) struct LibraryStruct<'a> {
    model: &'a Model<'a>,
    place: usize,
    library: &'a Library,
}

impl<'a> LibraryStruct<'a> {
    pub(crate) fn new(model: &'a Model<'a>, place: usize, library: &'a Library) -> Self {
        Self { model, place, library }
    }
}

impl ToTokens for LibraryStruct<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { model, place, library } = *self;
        let is_pair = matches!(library.ty.kind, TypeExprKind::Pair(..));
        let args: Vec<TokenStream> = match &library.ty.kind {
            TypeExprKind::Pair(key, value) => [key, value].map(|ty| model.lower(ty).tokens(model)).into(),
            TypeExprKind::Tuple(items) => items.iter().map(|ty| model.lower(ty).tokens(model)).collect(),
            _ => Vec::new(),
        };
        let (class, namespace) = if is_pair {
            ("KeyValuePair", GENERIC)
        } else {
            ("Tuple", SYSTEM.rsplit('/').next().unwrap_or_default())
        };
        let contract = datacontract::contract::generic_pattern(class, args.len());
        let mut words = Words::default();
        words.push(quote!(name = #contract));
        words.push(quote!(clr_namespace = #namespace));
        words.push_if(is_pair, quote!(value_type));
        words.push(quote!(generic(args(#(#args),*))));
        if !is_pair && model.names_types() {
            let name = json_type_of_tuple(args.len());
            words.push(quote!(json_type = #name));
        }
        if !is_pair && model.spec.uses_xml_serializer() {
            words.push(quote!(xml(refused = "a tuple has no constructor without arguments")));
        }
        words.serde(model);

        let docs = Docs::default().paragraph(&format!("A {}.", docs::name(&library.ty.to_string())));
        let traits = model.traits_of(&RustType::Library(place));
        let fields = library.fields.iter().map(|field| (field.name.clone(), &field.ty));
        let default = default_impl(model, &library.name.to_string(), fields, None);
        let derives = Derives::new(traits, DefaultImpl::beside(default.as_ref()));
        let deprecated = library.fields.iter().any(|field| field.ty.mentions_deprecated(model));
        let text = library.name.to_string();
        let lints = lints::of_names([Named::Type(&text)]);
        let types = library.fields.iter().map(|field| &field.ty);
        let others =
            [deprecated.then(|| quote!(deprecated)), lints::of_arguments(&args), lints::of_types(types)];
        let allows = attributes::allow(others.into_iter().chain(lints));
        let name = &library.name;
        let fields = library.fields.iter().map(|field| {
            let mut words = Words::default();
            let LibraryField { name, property, wire, json, .. } = field;
            words.push_if(name != wire, quote!(name = #wire));
            words.push_if(wire != json && model.options.json, quote!(json_name = #json));
            words.push_if(wire != property && model.has_annotations, quote!(xml(clr_name = #property)));
            let docs = Docs::default().paragraph(&format!("{}.", docs::name(property)));
            let ty = field.ty.tokens(model);
            quote! {
                #docs
                #words
                pub #name: #ty,
            }
        });
        tokens.extend(quote! {
            #docs
            #derives
            #words
            #allows
            pub struct #name {
                #(#fields)*
            }
            #default
        });
    }
}

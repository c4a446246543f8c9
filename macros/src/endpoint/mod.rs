//! `#[derive(Endpoint)]`: the attributes, what they mean together, and the code.

mod attr;
mod check;
mod expand;
mod paging;

use crate::ctxt::Ctxt;
use attr::Container;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{Data, DeriveInput, Type};

pub(crate) fn derive(item: &DeriveInput) -> TokenStream {
    let cx = Ctxt::new();
    let input = Input::read(&cx, item);
    if let Some(input) = &input {
        check::check(&cx, input);
    }
    match (cx.finish(), &input) {
        (None, Some(input)) => expand::expand(input),
        (errors, input) => {
            let fallback = expand::fallback(item, input.as_ref());
            quote::quote!(#errors #fallback)
        }
    }
}

/// What the derive is given.
struct Input<'a> {
    ident: &'a Ident,
    attrs: Container,
    /// In the order of their declaration.
    fields: Vec<Field<'a>>,
}

struct Field<'a> {
    ident: &'a Ident,
    ty: &'a Type,
    attrs: attr::Field,
    /// The name on the wire.
    name: String,
}

impl<'a> Input<'a> {
    /// `None` if nothing can be said of it; the mistakes are with `cx` then.
    fn read(cx: &Ctxt, item: &'a DeriveInput) -> Option<Self> {
        let attrs = Container::read(cx, item);
        if let Some(generics) = item.generics.params.first() {
            cx.error(
                generics,
                "an endpoint is a concrete type: its arguments have the types of one operation",
            );
        }
        let fields = match &item.data {
            Data::Struct(data) => &data.fields,
            Data::Enum(data) => {
                cx.error(data.enum_token, "an endpoint is a struct whose fields are the arguments");
                return None;
            }
            Data::Union(data) => {
                cx.error(data.union_token, "an endpoint is a struct whose fields are the arguments");
                return None;
            }
        };
        if let syn::Fields::Unnamed(fields) = fields {
            cx.error(fields, "the arguments of an endpoint have names: give the fields names");
            return None;
        }
        let fields = fields.iter().filter_map(|field| Field::read(cx, field)).collect();
        Some(Input { ident: &item.ident, attrs, fields })
    }

    /// All but the body and files.
    fn parameters(&self) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter().filter(|field| field.attrs.body.is_none() && field.attrs.file.is_none())
    }

    /// The body, unless it is the content of a file.
    fn body(&self) -> Option<&Field<'a>> {
        self.fields.iter().find(|field| field.attrs.body.is_some() && field.attrs.file.is_none())
    }

    /// The files that the request sends.
    fn files(&self) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter().filter(|field| field.attrs.file.is_some())
    }

    /// Whether the body has parts.
    fn has_parts(&self) -> bool {
        self.fields.iter().any(|field| field.attrs.part.is_some())
    }
}

impl<'a> Field<'a> {
    fn read(cx: &Ctxt, field: &'a syn::Field) -> Option<Self> {
        let attrs = attr::Field::read(cx, &field.attrs);
        let ident = field.ident.as_ref()?;
        let name = attrs.name.as_ref().map_or_else(|| ident.unraw().to_string(), |name| name.value.clone());
        Some(Field { ident, ty: &field.ty, attrs, name })
    }

    /// Where its wire name stands.
    fn name_place(&self) -> TokenStream {
        match &self.attrs.name {
            Some(given) => given.place.clone(),
            None => self.ident.to_token_stream(),
        }
    }
}

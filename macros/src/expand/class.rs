//! Classes and structs.

use super::{common, data_contract, field};
use crate::ast::{Field, Input};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

pub(super) fn expand(input: &Input<'_>, fields: &[Field<'_>]) -> TokenStream {
    let base = fields.iter().find(|field| field.attrs.base.is_some());
    let members: Vec<&Field<'_>> =
        fields.iter().filter(|field| field.attrs.base.is_none() && field.attrs.ignore.is_none()).collect();
    let is_struct = input.attrs.value_type.is_some();

    let object = object(input, base, &members);
    let field = field(
        input,
        is_struct,
        &quote!(::datacontract::value::View::Object(self)),
        &quote!(::datacontract::value::Slot::Object(self)),
    );
    let count = members.len();
    let of_base =
        base.map(|Field { ty, .. }| quote!(<#ty as ::datacontract::value::DataContract>::MEMBERS +));
    let count = quote!(#of_base #count);
    let contract = data_contract(input, &contract(input, base, &members), &count);
    quote!(#object #field #contract)
}

fn contract(input: &Input<'_>, base: Option<&Field<'_>>, members: &[&Field<'_>]) -> TokenStream {
    let Input { name, namespace, attrs, .. } = input;
    let mut contract = quote!(::datacontract::contract::Contract::class(#name, #namespace));
    if let Some(Field { ty, .. }) = base {
        contract.extend(quote_spanned!(ty.span()=> .base(::datacontract::__private::base::<#ty>())));
    }
    if !members.is_empty() {
        let members = members.iter().map(|field| member(field));
        contract.extend(quote!(.members(&[#(#members),*])));
    }
    if attrs.value_type.is_some() {
        contract.extend(quote!(.value_type()));
    }
    if attrs.abstract_class.is_some() {
        contract.extend(quote!(.abstract_class()));
    }
    contract.extend(common(input));
    contract
}

fn member(field: &Field<'_>) -> TokenStream {
    let Field { ty, attrs, name, .. } = field;
    // A type that can be no member is best reported where the type stands.
    let mut member = quote_spanned!(ty.span()=> ::datacontract::__private::member::<#ty>(#name));
    if let Some(array) = &attrs.array {
        member = quote_spanned!(array.word=> ::datacontract::__private::array(#member));
    }
    if let Some(secret) = &attrs.secret {
        member = quote_spanned!(secret.word=> ::datacontract::__private::secret(#member));
    }
    if let Some(order) = &attrs.order {
        let order = order.value;
        member.extend(quote!(.order(#order)));
    }
    if attrs.is_required.is_some() {
        member.extend(quote!(.required()));
    }
    if attrs.emit_default_value.as_ref().is_some_and(|emit| !emit.value) {
        member.extend(quote!(.skip_default()));
    }
    if attrs.nullable.as_ref().is_some_and(|nullable| !nullable.value) {
        member.extend(quote!(.skip_nil()));
    }
    if let Some(name) = &attrs.json_name {
        let name = &name.value;
        member.extend(quote!(.json_name(#name)));
    }
    if let Some(order) = &attrs.json_order {
        let order = order.value;
        member.extend(quote!(.json_order(#order)));
    }
    member
}

fn object(input: &Input<'_>, base: Option<&Field<'_>>, members: &[&Field<'_>]) -> TokenStream {
    let ident = input.ident;
    let views = members.iter().map(|Field { ident, ty, .. }| {
        quote_spanned!(ty.span()=> ::datacontract::value::Field::view(&self.#ident))
    });
    let slots = members.iter().map(|Field { ident, ty, .. }| {
        quote_spanned!(ty.span()=> ::datacontract::value::Field::slot(&mut self.#ident))
    });
    let (views, slots) = match base {
        None => (quote!(f(&[#(#views),*])), quote!(f(&mut [#(#slots),*]))),
        Some(Field { ident: base, ty, .. }) if members.is_empty() => (
            quote_spanned!(ty.span()=> ::datacontract::value::Object::views(&self.#base, f)),
            quote_spanned!(ty.span()=> ::datacontract::value::Object::slots(&mut self.#base, f)),
        ),
        Some(Field { ident: base, .. }) => (
            quote! {
                ::datacontract::value::views_with_base::<{ <Self as ::datacontract::value::DataContract>::MEMBERS }>(
                    &self.#base,
                    &[#(#views),*],
                    f,
                )
            },
            quote!(::datacontract::value::slots_with_base(&mut self.#base, &mut [#(#slots),*], f)),
        ),
    };
    quote! {
        #[automatically_derived]
        impl ::datacontract::value::Object for #ident {
            fn contract(&self) -> ::core::option::Option<&'static ::datacontract::contract::Contract> {
                ::core::option::Option::Some(<Self as ::datacontract::value::DataContract>::contract())
            }
            fn views(&self, f: &mut dyn ::core::ops::FnMut(&[::datacontract::value::View<'_>])) {
                #views
            }
            fn slots(
                &mut self,
                f: &mut ::datacontract::value::SlotsFn<'_>,
            ) -> ::core::result::Result<(), ::datacontract::Error> {
                #slots
            }
        }
    }
}

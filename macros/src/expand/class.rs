//! Classes and structs.

use super::initial::{Begins, begins, of_class};
use super::member::Member;
use super::{base_of, common, constant, data_contract, field, field_of, items, parts, xml};
use crate::ast::{Field, Input};
use crate::attr::SerdeFlag;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};

pub(super) fn expand(input: &Input<'_>, fields: &[Field<'_>]) -> TokenStream {
    let base = fields.iter().find(|field| field.attrs.base.is_some());
    let members: Vec<Member<'_>> = fields.iter().filter(|field| field.is_member()).map(Member::new).collect();

    let begins = begins(input, fields);

    let object = object(input, base, &members);
    let field = field(
        input,
        input.attrs.value_type.is_some(),
        &of_class(input, begins, fields, &members),
        &quote!(::datacontract::value::View::Object(self)),
        &quote!(::datacontract::value::Slot::Object(self)),
    );
    let count = members.len();
    let of_base = base.map(|field| {
        let base = base_of(field);
        quote!(#base::MEMBERS +)
    });
    let list = list(input, &members);
    let (_, this, _) = parts(input);
    // Only what may have to have a value asks its members for it.
    let (own, list, needs_value) = if begins == Begins::Default || (members.is_empty() && base.is_none()) {
        (None, list, quote!(false))
    } else {
        (
            Some(quote!(const OWN: &'static [::datacontract::contract::Member] = #list;)),
            quote!(<#this as ::datacontract::value::DataContract>::OWN),
            quote!(<#this as __Field>::NEEDS_VALUE),
        )
    };
    let contract = contract(input, base, &list, &needs_value);
    let contract = data_contract(input, &contract, &quote!(#of_base #count), own.as_ref());
    let converters = members.iter().filter_map(|member| Some(&member.converter.as_ref()?.items));
    let items = items::expand(input, fields);
    quote!(#(#converters)* #object #field #contract #items)
}

fn contract(
    input: &Input<'_>,
    base: Option<&Field<'_>>,
    members: &TokenStream,
    needs_value: &TokenStream,
) -> TokenStream {
    let Input { name, namespace, attrs, .. } = input;
    let mut contract =
        quote!(::datacontract::contract::Contract::derived(#name, #namespace, #members, #needs_value));
    if let Some(base) = base {
        let base = base_of(base);
        contract.extend(quote!(.base(#base::CONTRACT)));
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

/// The descriptions of the members. They get their names in one call: one for each took a quarter of the time in
/// which the compiler checks a class.
fn list(input: &Input<'_>, members: &[Member<'_>]) -> TokenStream {
    if members.is_empty() {
        return quote!(&[]);
    }
    let names = members.iter().map(|member| &member.field.name);
    let nameless = members.iter().map(|of| nameless(input, of));
    quote!(&::datacontract::__private::members([#(#names),*], [#(#nameless),*]))
}

/// The description of a member, without its name.
fn nameless(input: &Input<'_>, member: &Member<'_>) -> TokenStream {
    let attrs = &member.field.attrs;
    let ty = member.wire_field();
    let mut member = quote!(#ty::MEMBER);
    if attrs.serde.default_function().is_some() {
        member = quote!(::datacontract::__private::with_default(#member));
    }
    // What these refuse is reported where they are asked for.
    if let Some(array) = &attrs.array {
        member = quote_spanned!(array.word.span()=> ::datacontract::__private::array(#member));
    }
    if let Some(secret) = &attrs.secret {
        member = quote_spanned!(secret.word.span()=> ::datacontract::__private::secret(#member));
    }
    if let Some(order) = &attrs.order {
        let order = order.value;
        member.extend(quote!(.order(#order)));
    }
    if attrs.is_required.is_some() {
        member.extend(quote!(.required()));
    }
    let skips_none = attrs.emit_default_value.is_none() && attrs.serde.says(SerdeFlag::SkipsNone);
    if skips_none || attrs.emit_default_value.as_ref().is_some_and(|emit| !emit.value) {
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
    let mut json = TokenStream::new();
    for (field, ty, given) in [
        (quote!(nulls), quote!(NullValueHandling), &attrs.json_nulls),
        (quote!(defaults), quote!(DefaultValueHandling), &attrs.json_defaults),
        (quote!(enums), quote!(EnumForm), &attrs.json_enum),
    ] {
        if let Some(given) = given {
            let variant = proc_macro2::Ident::new(given.value, given.word.span());
            json.extend(quote!(.#field(::datacontract::contract::#ty::#variant)));
        }
    }
    if let Some(default) = &attrs.json_default_value {
        let default = &default.value;
        json.extend(quote!(.default_value(#default)));
    }
    if let Some(format) = &attrs.json_date_format {
        let format = &format.value;
        json.extend(quote!(.date_format(#format)));
    }
    if !json.is_empty() {
        member.extend(quote!(.json(::datacontract::contract::MemberJson::new() #json)));
    }
    if attrs.json_only.is_some() {
        member.extend(quote!(.json_only()));
    }
    if attrs.xml_only.is_some() {
        member.extend(quote!(.xml_only()));
    }
    if let Some(annotations) = &attrs.annotations {
        let annotations = annotations.tokens();
        let annotations = constant(input, &quote!(&#annotations));
        member.extend(quote!(.annotations(#annotations)));
    }
    member.extend(attrs.xml.as_ref().map(|xml| xml::of_field(input, xml)));
    member
}

fn object(input: &Input<'_>, base: Option<&Field<'_>>, members: &[Member<'_>]) -> TokenStream {
    let (impl_generics, own, clause) = parts(input);
    let of_members = |function: TokenStream, borrow: TokenStream| {
        let calls = members.iter().map(|Member { field, converter }| {
            let (ty, ident) = (field_of(field.ty), field.ident);
            let Some(converter) = converter else {
                return quote!(#ty::#function(#borrow self.#ident));
            };
            let (of, local) = (converter.of(&field.ty.to_token_stream()), local(ident));
            quote_spanned!(converter.span=> #of::#function(#borrow #local))
        });
        quote!([#(#calls),*])
    };
    let (views, slots) = (of_members(quote!(view), quote!(&)), of_members(quote!(slot), quote!(&mut)));
    let (local_views, local_slots) = locals(members);
    let (views, slots) = match base {
        None => (quote!(f(&#views)), quote!(f(&mut #slots))),
        Some(field) => {
            let (base, ident) = (base_of(field), field.ident);
            let (base_view, base_slot) =
                (quote!(#base::object(&self.#ident)), quote!(#base::object_mut(&mut self.#ident)));
            if members.is_empty() {
                (quote!(#base_view.views(f)), quote!(#base_slot.slots(f)))
            } else {
                let count = quote!(<Self as ::datacontract::value::DataContract>::MEMBERS);
                (
                    quote!(::datacontract::__private::views_with_base::<{ #count }>(#base_view, &#views, f)),
                    quote!(#base_slot.slots(&mut |base| {
                        f(&mut ::datacontract::__private::slots_with_base::<{ #count }, _>(base, #slots))
                    })),
                )
            }
        }
    };
    quote! {
        #[automatically_derived]
        #impl_generics ::datacontract::value::Object for #own #clause {
            fn actual_contract(&self) -> ::core::option::Option<&'static ::datacontract::contract::Contract> {
                ::core::option::Option::Some(<Self as ::datacontract::value::DataContract>::contract())
            }
            fn views(&self, f: &mut dyn ::core::ops::FnMut(&[::datacontract::value::View<'_>])) {
                #local_views
                #views
            }
            fn slots(
                &mut self,
                f: &mut ::datacontract::__private::SlotsFn<'_>,
            ) -> ::core::result::Result<(), ::datacontract::Error> {
                #local_slots
                #slots
            }
        }
    }
}

/// What stands for a converted member while all are looked at.
fn local(ident: &Ident) -> Ident {
    format_ident!("__converted_{ident}")
}

/// The converted members, for writing and for reading.
fn locals(members: &[Member<'_>]) -> (TokenStream, TokenStream) {
    let (mut views, mut slots) = (TokenStream::new(), TokenStream::new());
    for Member { field, converter } in members {
        let Some(converter) = converter else { continue };
        let (converter, ty, ident, local) = (&converter.ty, field.ty, field.ident, local(field.ident));
        views.extend(quote! {
            let #local = ::datacontract::__private::MemberView::<#ty, #converter>::new(&self.#ident);
        });
        slots.extend(quote! {
            let mut #local = ::datacontract::__private::MemberSlot::<#ty, #converter>::new(&mut self.#ident);
        });
    }
    (views, slots)
}

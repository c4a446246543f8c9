//! The converters of values that go over the wire as those of another type.

use crate::attr::{AttributeValue, Conversion};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{GenericArgument, PathArguments, Type};

/// A converter: its type, and the code that has to be there for it.
pub(super) struct Converter {
    pub(super) ty: TokenStream,
    /// Where it is asked for.
    pub(super) span: Span,
    pub(super) items: TokenStream,
}

/// Returns the converter of values of the type `converted`; `name` is for what has to be made for it.
pub(super) fn converter(
    conversion: &AttributeValue<Conversion>,
    converted: &TokenStream,
    name: &Ident,
) -> Converter {
    let span = conversion.word.span();
    let without_items = |ty| Converter { ty, span, items: TokenStream::new() };
    match &conversion.value {
        Conversion::As(wire) => without_items(as_converter(wire, span)),
        Conversion::Bytes => without_items(quote_spanned!(span=> ::datacontract::value::ByteArray)),
        Conversion::With(module) => {
            let ty = format_ident!("With_{name}", span = module.span());
            let span = module.span();
            let error = quote!(::datacontract::value::ConvertError);
            let outcome = quote!(::datacontract::__private::Outcome);
            let items = quote_spanned! {span=>
                #[allow(non_camel_case_types)]
                struct #ty;
                #[automatically_derived]
                impl ::datacontract::value::Converter<#converted> for #ty {
                    type Wire = #module::Wire;
                    fn to_wire(value: &#converted) -> ::core::result::Result<#module::Wire, #error> {
                        #outcome::<#module::Wire>::into_converted(#module::to_wire(value))
                    }
                    fn from_wire(wire: #module::Wire) -> ::core::result::Result<#converted, #error> {
                        #outcome::<#converted>::into_converted(#module::from_wire(wire))
                    }
                }
            };
            Converter { ty: quote!(#ty), span, items }
        }
    }
}

/// `As<Guid>`; what stands in an `Option`, a list or the values of a dictionary is converted one by one.
fn as_converter(wire: &Type, span: Span) -> TokenStream {
    let direct = quote_spanned!(span=> ::datacontract::value::As<#wire>);
    let Type::Path(path) = wire else { return direct };
    let Some(segment) = path.path.segments.last() else { return direct };
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return direct };
    let place = match segment.ident.to_string().as_str() {
        "Option" | "Vec" | "Secret" => 0,
        "HashMap" | "BTreeMap" => 1,
        _ => return direct,
    };
    match arguments.args.iter().nth(place) {
        Some(GenericArgument::Type(inner)) => {
            let inner = as_converter(inner, span);
            quote_spanned!(span=> ::datacontract::__private::Inside<#inner>)
        }
        _ => direct,
    }
}

impl Converter {
    /// Returns the converter as what it is for a type: in this one form and at this one place, so that the
    /// compiler complains once of a type that it is none for.
    pub(super) fn of(&self, converted: &TokenStream) -> TokenStream {
        let ty = &self.ty;
        quote_spanned!(self.span=> <#ty as ::datacontract::value::Converter<#converted>>)
    }

    /// The type on the wire, as a member.
    pub(super) fn wire_field(&self, converted: &TokenStream) -> TokenStream {
        let of = self.of(converted);
        quote_spanned!(self.span=> <#of::Wire as __Field>)
    }
}

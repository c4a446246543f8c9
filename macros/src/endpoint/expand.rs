//! The code that the derive stands for: a description, and three small functions.

use super::{Field, Input};
use crate::attr::AttributeValue;
use datacontract_rules::{Case, path};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::DeriveInput;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let (arguments, default, endpoint) = (arguments(input), default(input), endpoint(input));
    let paging = input.attrs.paging.as_ref().map(|paging| paging.value.expand(input));
    quote! {
        // What the code names may be deprecated, or the type itself.
        #[allow(deprecated, unused_qualifications)]
        const _: () = {
            #arguments
            #default
            #endpoint
            #paging
        };
    }
}

/// `Arguments`: the parameters, then the body.
fn arguments(input: &Input<'_>) -> TokenStream {
    let ident = input.ident;
    let all: Vec<_> = input
        .parameters()
        .chain(input.body())
        .map(|field| {
            let (ty, ident) = (field.ty, field.ident);
            (quote_spanned!(ty.span()=> <#ty as ::datacontract::value::Field>), ident)
        })
        .collect();
    let views = all.iter().map(|(field, ident)| quote!(#field::view(&self.#ident)));
    let slots = all.iter().map(|(field, ident)| quote!(#field::slot(&mut self.#ident)));
    let files = files(input);
    quote! {
        #[automatically_derived]
        impl ::datacontract::http::Arguments for #ident {
            #files
            fn views(&self, f: &mut dyn ::core::ops::FnMut(&[::datacontract::value::View<'_>])) {
                f(&[#(#views),*])
            }
            fn slots(
                &mut self,
                f: &mut ::datacontract::__private::SlotsFn<'_>,
            ) -> ::core::result::Result<(), ::datacontract::Error> {
                f(&mut [#(#slots),*])
            }
        }
    }
}

/// The functions that hand files over.
fn files(input: &Input<'_>) -> Option<TokenStream> {
    input.files().next()?;
    let all: Vec<_> = input
        .files()
        .map(|field| {
            let (ty, ident) = (field.ty, field.ident);
            (quote_spanned!(ty.span()=> <#ty as ::datacontract::http::FileField>), ident)
        })
        .collect();
    let given = all.iter().map(|(field, ident)| quote!(#field::files(&self.#ident)));
    let taken = all.iter().map(|(field, ident)| {
        quote! {
            if let ::core::option::Option::Some(found) = files.next() {
                #field::set_files(&mut self.#ident, found);
            }
        }
    });
    Some(quote! {
        fn files(&self) -> ::std::vec::Vec<&[::datacontract::http::File]> {
            ::std::vec![#(#given),*]
        }
        fn set_files(&mut self, files: ::std::vec::Vec<::std::vec::Vec<::datacontract::http::File>>) {
            let mut files = files.into_iter();
            #(#taken)*
        }
    })
}

/// `Default`: what the service takes for what is left out.
fn default(input: &Input<'_>) -> TokenStream {
    let ident = input.ident;
    let fields = input.fields.iter().map(|field| {
        let (ident, ty) = (field.ident, field.ty);
        let value = field.attrs.default.as_ref().map_or_else(
            || {
                if field.attrs.file.is_some() {
                    quote_spanned!(ty.span()=> <#ty as ::core::default::Default>::default())
                } else {
                    quote_spanned!(ty.span()=> <#ty as ::datacontract::value::Field>::initial())
                }
            },
            |given| given.value.to_token_stream(),
        );
        quote!(#ident: #value)
    });
    quote! {
        #[automatically_derived]
        impl ::core::default::Default for #ident {
            fn default() -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

fn endpoint(input: &Input<'_>) -> TokenStream {
    let Input { ident, attrs, .. } = input;
    let (response, status) = associated_types(Some(input));
    let operation = operation(input);
    let outcome = attrs.outcome.as_ref().map(|outcome| {
        let call = quote_spanned!(outcome.word.span()=> response.outcome());
        quote! {
            fn outcome(
                response: &<Self as ::datacontract::http::Endpoint>::Response,
            ) -> ::core::option::Option<::datacontract::outcome::Outcome<'_>> {
                ::core::option::Option::Some(#call)
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl ::datacontract::http::Endpoint for #ident {
            type Response = #response;
            type Status = #status;
            fn operation() -> &'static ::datacontract::http::Operation {
                // The name is not one that the service's description could have.
                static __OPERATION: ::datacontract::http::Operation = #operation;
                &__OPERATION
            }
            #outcome
        }
    }
}

/// Response and status codes.
fn associated_types(input: Option<&Input<'_>>) -> (TokenStream, TokenStream) {
    let attrs = input.map(|input| &input.attrs);
    let given = |given: Option<&AttributeValue<syn::Type>>| given.map(|given| given.value.to_token_stream());
    let response = given(attrs.and_then(|attrs| attrs.response.as_ref())).unwrap_or_else(|| quote!(()));
    let status = given(attrs.and_then(|attrs| attrs.status.as_ref()))
        .unwrap_or_else(|| quote!(::datacontract::__private::http::StatusCode));
    (response, status)
}

fn operation(input: &Input<'_>) -> TokenStream {
    let attrs = &input.attrs;
    // Both are there: `check` has seen to it.
    let (Some(api), Some(path)) = (&attrs.api, &attrs.path) else { return TokenStream::new() };
    let (api, method, text) = (&api.value, method(&path.word), &path.value);
    let name = match &attrs.name {
        Some(name) => name.value.clone(),
        None => Case::Snake.apply(&input.ident.unraw().to_string()),
    };
    let mut operation = quote! {
        ::datacontract::http::Operation::new(&#api, #name, ::datacontract::__private::http::Method::#method, #text)
    };
    let parameters: Vec<_> = input.parameters().map(|field| parameter(field, text)).collect();
    if !parameters.is_empty() {
        operation.extend(quote!(.parameters(&[#(#parameters),*])));
    }
    let files: Vec<_> = input.files().map(file_part).collect();
    if !files.is_empty() || input.has_parts() {
        let form = if input.has_parts() { quote!(Multipart) } else { quote!(Raw) };
        operation.extend(quote!(.files(::datacontract::http::RequestForm::#form, &[#(#files),*])));
    }
    if let Some(Field { ty, name, attrs, .. }) = input.body() {
        let field = quote_spanned!(ty.span()=> <#ty as ::datacontract::value::Field>);
        let body = quote!(.body(#name, #field::TYPE, !#field::TAKES_NULL).secret_body(#field::IS_SECRET));
        operation.extend(body);
        operation.extend(attrs.interface.as_ref().map(|_| quote!(.interface_body(true))));
    }
    if let Some(response) = &attrs.response {
        let ty = &response.value;
        let payload = quote_spanned!(ty.span()=> <#ty as ::datacontract::http::Payload>);
        operation.extend(quote!(.response(#payload::TYPE).returns_file(#payload::IS_FILE)));
    }
    if let Some(authentication) = &attrs.authentication {
        let value = &authentication.value;
        operation.extend(quote_spanned!(authentication.word.span()=> .authentication(#value)));
    }
    if let Some(serializer) = &attrs.serializer {
        let variant = Ident::new(serializer.value, serializer.word.span());
        operation.extend(quote!(.xml(#api.xml.serializer(::datacontract::contract::Serializer::#variant))));
    }
    operation
}

/// The method of a word, as `http` names its constants.
fn method(word: &Ident) -> Ident {
    Ident::new(&word.to_string().to_uppercase(), word.span())
}

/// A file that the request sends.
fn file_part(field: &Field<'_>) -> TokenStream {
    let Field { ty, attrs, name, .. } = field;
    let is_required = quote_spanned!(ty.span()=> <#ty as ::datacontract::http::FileField>::IS_REQUIRED);
    let media_type = attrs.media_type.as_ref().map(|given| {
        let media_type = &given.value;
        quote!(.media_type(#media_type))
    });
    quote!(::datacontract::http::FilePart::new(#name, #is_required) #media_type)
}

/// What the type cannot be is reported at the type.
fn parameter(field: &Field<'_>, path: &str) -> TokenStream {
    let Field { ty, attrs, name, .. } = field;
    let is_in_path = path::parameters(path).any(|parameter| parameter == name);
    let place = match &attrs.part {
        Some(_) => quote!(Part),
        None if is_in_path => quote!(Path),
        None => quote!(Query),
    };
    let mut parameter = quote_spanned! {ty.span()=>
        ::datacontract::__private::parameter::<#ty>(#name, ::datacontract::http::ParameterPlace::#place)
    };
    if attrs.default.is_some() || attrs.optional.is_some() {
        parameter.extend(quote!(.optional()));
    }
    if attrs.comma_separated.is_some() {
        parameter = quote_spanned!(ty.span()=> ::datacontract::__private::comma_separated(#parameter));
    }
    if attrs.required.is_some() {
        parameter = quote!(::datacontract::__private::required(#parameter));
    }
    if let Some(annotations) = &attrs.annotations {
        let annotations = annotations.tokens();
        parameter.extend(quote!(.annotations(&#annotations)));
    }
    parameter
}

/// What stands in for the code where the attributes have mistakes: without it, every use of the type would be
/// one more error.
pub(super) fn fallback(item: &DeriveInput, input: Option<&Input<'_>>) -> TokenStream {
    if !item.generics.params.is_empty() {
        return TokenStream::new();
    }
    let ty = &item.ident;
    let (response, status) = associated_types(input);
    quote! {
        #[automatically_derived]
        impl ::datacontract::http::Arguments for #ty {
            fn views(&self, _: &mut dyn ::core::ops::FnMut(&[::datacontract::value::View<'_>])) {}
            fn slots(
                &mut self,
                _: &mut ::datacontract::__private::SlotsFn<'_>,
            ) -> ::core::result::Result<(), ::datacontract::Error> {
                ::core::result::Result::Ok(())
            }
        }
        #[automatically_derived]
        impl ::core::default::Default for #ty {
            fn default() -> Self {
                ::core::unreachable!()
            }
        }
        #[automatically_derived]
        impl ::datacontract::http::Endpoint for #ty {
            type Response = #response;
            type Status = #status;
            fn operation() -> &'static ::datacontract::http::Operation {
                ::core::unreachable!()
            }
        }
    }
}

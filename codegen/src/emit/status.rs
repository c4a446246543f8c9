//! Status codes whose meaning the page says.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::{
    attributes,
    docs::Docs,
    lints::{self, Named},
    markdown,
    model::{Naming, Submodule},
    operation::Operation,
};

/// The enum of an endpoint's status codes.
pub(crate) struct StatusEnum<'a> {
    operation: &'a Operation<'a>,
    name: &'a Ident,
    at: &'a Submodule<'a>,
}

impl<'a> StatusEnum<'a> {
    /// Returns the status enum of an endpoint, if the page says of any status code what it means.
    pub(crate) fn of(operation: &'a Operation<'a>, at: &'a Submodule<'a>) -> Option<Self> {
        let name = operation.status.as_ref()?;
        Some(Self { operation, name, at })
    }
}

impl ToTokens for StatusEnum<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { operation, name, at } = *self;
        let docs = Docs::default().paragraph(&format!(
            "The status codes of [`{}`] other than success, and what they mean.",
            operation.name
        ));
        let other = Docs::default().paragraph("A status code that the help page does not explain.");
        let codes: Vec<(u16, Ident, &str)> = operation
            .documented_status()
            .map(|status| (status.code.value, variant(status.code.value), status.doc.as_str()))
            .collect();
        let variants = codes.iter().map(|(code, variant, doc)| {
            let docs = Docs::default().paragraph(&format!("{code}: {}", markdown::paragraph(doc)));
            quote! {
                #docs
                #variant,
            }
        });
        let arms = codes.iter().map(|(code, variant, _)| {
            let code = proc_macro2::Literal::u16_unsuffixed(*code);
            quote!(#code => Self::#variant,)
        });
        let texts = codes.iter().map(|(code, variant, doc)| {
            let text = format!("{code} ({})", doc.split_whitespace().collect::<Vec<_>>().join(" "));
            quote!(Self::#variant => f.write_str(#text),)
        });
        let from = at.prelude("From");
        let text = name.to_string();
        let allows = attributes::allow(lints::of_names([Named::Type(&text)]));
        tokens.extend(quote! {
            #docs
            #allows
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                #other
                Other(::datacontract::http::StatusCode),
            }

            impl #from<::datacontract::http::StatusCode> for #name {
                fn from(code: ::datacontract::http::StatusCode) -> Self {
                    match code.as_u16() {
                        #(#arms)*
                        _ => Self::Other(code),
                    }
                }
            }

            impl ::std::fmt::Display for #name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    match self {
                        #(#texts)*
                        Self::Other(code) => ::std::fmt::Display::fmt(code, f),
                    }
                }
            }
        });
    }
}

/// Returns the name of a status code, as RFC 9110 and its companions have it.
fn variant(code: u16) -> Ident {
    let name = match code {
        100 => "Continue",
        101 => "SwitchingProtocols",
        102 => "Processing",
        103 => "EarlyHints",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        305 => "UseProxy",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "PayloadTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        418 => "ImATeapot",
        421 => "MisdirectedRequest",
        422 => "UnprocessableEntity",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        506 => "VariantAlsoNegotiates",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        510 => "NotExtended",
        511 => "NetworkAuthenticationRequired",
        _ => return format_ident!("Status{code}"),
    };
    format_ident!("{name}")
}

//! The module of an API's endpoints: what is called, sent and answered.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, format_ident, quote};

use super::{
    annotations, attributes, authentication,
    docs::{self, Docs},
    format::Items,
    model::{Model, Naming as _, Submodule},
    operation::{Operation, summary},
    paging, settings,
    status::StatusEnum,
};
use crate::spec::{Endpoint, FileCount, FilePart, Format, Formatter, JsonNaming, ParameterPlace, UploadForm};

/// All endpoints of an API.
pub(crate) struct Endpoints<'a> {
    model: &'a Model<'a>,
    operations: &'a [Operation<'a>],
    at: Submodule<'a>,
}

impl<'a> Endpoints<'a> {
    pub(crate) fn new(model: &'a Model<'a>, operations: &'a [Operation<'a>]) -> Self {
        let names =
            operations.iter().flat_map(|operation| [Some(&operation.name), operation.status.as_ref()]);
        let names = names.flatten().map(ToString::to_string);
        Self { model, operations, at: Submodule::within(model, names) }
    }

    pub(crate) fn docs() -> Docs {
        Docs::default().paragraph("One struct per endpoint, holding its arguments.")
    }

    pub(crate) fn emit(&self, items: &mut Items) {
        items.push(self.api());
        for operation in self.operations {
            items.push(self.endpoint(operation));
            if let Some(status) = StatusEnum::of(operation, &self.at) {
                items.push(status.into_token_stream());
            }
        }
    }

    /// Returns the description of the service.
    fn api(&self) -> TokenStream {
        let spec = self.model.spec;
        let name = &spec.name.value;
        let base_url = spec.base_url.as_ref().map(|url| {
            let url = &url.value;
            quote!(.base_url(#url))
        });
        let formatters = (!is_usual(&spec.formatters)).then(|| {
            let formatters = spec.formatters.iter().map(formatter);
            quote!(.formatters(&[#(#formatters),*]))
        });
        let json = if settings::json(spec).is_some() {
            let settings = self.at.item(&format_ident!("{}", settings::JSON_SETTINGS));
            Some(quote!(.json(#settings)))
        } else {
            let naming = datacontract::contract::Naming::from(spec.json.naming);
            (spec.json.naming != JsonNaming::AsDeclared).then(|| {
                let naming = format_ident!("{naming:?}");
                quote!(.json_naming(::datacontract::contract::Naming::#naming))
            })
        };
        let xml = settings::xml_call(spec.xml);
        let authentication =
            authentication::value(&spec.authentication).map(|value| quote!(.authentication(#value)));
        let docs = Docs::default().paragraph(
            "The description of the service: its formats, its settings, and how callers authenticate.",
        );
        quote! {
            #docs
            pub static API: ::datacontract::http::Api =
                ::datacontract::http::Api::new(#name) #base_url #formatters #json #xml #authentication;
        }
    }

    fn endpoint(&self, operation: &Operation<'_>) -> TokenStream {
        let at = &self.at;
        let docs = operation.docs_of_response();
        let docs = summary(operation).block(docs.lines().to_vec()).paragraph(&operation.docs_of_source());
        let deprecated = operation.deprecated();
        let words = self.words(operation);
        let deprecated_inner = operation.mentions_deprecated().then(|| quote!(deprecated));
        let allows = attributes::allow([deprecated_inner].into_iter().chain(operation.lints_of_struct()));
        let name = &operation.name;
        let fields: Vec<TokenStream> = operation
            .arguments
            .iter()
            .map(|argument| {
                let mut words = Vec::new();
                words.extend(argument.wire_name().map(|wire| quote!(name = #wire)));
                words.extend(argument.default(at).map(|default| quote!(default = #default)));
                words.extend(argument.is_required_null().then(|| quote!(required)));
                words.extend(argument.parameter.comma_separated.value.then(|| quote!(comma_separated)));
                words.extend(annotations::word(&argument.parameter.annotations));
                words.extend((argument.parameter.place == ParameterPlace::Part).then(|| quote!(part)));
                let words = (!words.is_empty()).then(|| quote!(#[endpoint(#(#words),*)]));
                let (docs, name, ty) = (argument.docs(), &argument.name, argument.ty.tokens(at));
                quote! {
                    #docs
                    #words
                    pub #name: #ty,
                }
            })
            .chain(operation.body.iter().map(|body| {
                let docs = Docs::of(body.payload.doc.as_ref(), || "The body of the request.".to_owned());
                let wire = body.payload.name.as_ref().map(|name| &name.value);
                let wire = wire.filter(|wire| body.name != wire).map(|wire| quote!(, name = #wire));
                let (name, ty) = (&body.name, body.ty.tokens(at));
                let interface =
                    self.model.spec.is_refused_interface(operation.endpoint).then(|| quote!(, interface));
                quote! {
                    #docs
                    #[endpoint(body #wire #interface)]
                    pub #name: #ty,
                }
            }))
            .chain(operation.files.iter().map(|(file, name)| file_field(operation.endpoint, file, name)))
            .collect();
        let fields = if fields.is_empty() { quote!(;) } else { quote!({ #(#fields)* }) };
        quote! {
            #docs
            #deprecated
            #[derive(::datacontract::Endpoint, Clone, Debug, PartialEq)]
            #words
            #allows
            pub struct #name #fields
        }
    }

    /// Returns the words of the struct's `#[endpoint(..)]`.
    fn words(&self, operation: &Operation<'_>) -> TokenStream {
        let endpoint = operation.endpoint;
        let method = format_ident!("{}", endpoint.method.to_lowercase());
        let path = endpoint.route();
        let mut words = vec![quote!(api = API), quote!(#method = #path)];
        words.extend(operation.response_tokens(&self.at).map(|response| quote!(response = #response)));
        words.extend(operation.status.as_ref().map(|status| quote!(status = #status)));
        let function = operation.function.to_string();
        let function = function.trim_start_matches("r#");
        let derived =
            datacontract_rules::Case::Snake.apply(operation.name.to_string().trim_start_matches("r#"));
        words.extend((derived != function).then(|| quote!(name = #function)));
        let own = endpoint.serializer.as_ref().filter(|own| own.value != self.model.spec.xml.serializer);
        words.extend(own.map(|own| {
            let word = settings::serializer_word(own.value);
            quote!(serializer = #word)
        }));
        words.extend(endpoint.authentication.as_ref().map(|own| {
            let own = authentication::value_of_endpoint(own);
            quote!(authentication = #own)
        }));
        words.extend(paging::word(self.model, operation));
        words.extend(operation.has_outcome().then(|| quote!(outcome)));
        quote!(#[endpoint(#(#words),*)])
    }
}

/// Returns the field of a file that is sent.
fn file_field(endpoint: &Endpoint, file: &FilePart, name: &Ident) -> TokenStream {
    let docs = Docs::of(file.doc.as_ref(), || match &file.media {
        Some(media) => format!("The file, {}.", docs::name(media)),
        None => "The file.".to_owned(),
    });
    let is_part = endpoint.upload.as_ref().is_some_and(|upload| upload.form == UploadForm::Parts);
    let kind = if is_part { quote!(part) } else { quote!(body) };
    let wire = &file.name.value;
    let wire =
        (is_part && *wire != name.to_string().trim_start_matches("r#")).then(|| quote!(, name = #wire));
    let media = file.media.as_ref().map(|media| &media.value).filter(|media| !media.contains('*'));
    let media = media.map(|media| quote!(, media_type = #media));
    let ty = quote!(::datacontract::http::File);
    let ty = match file.count {
        FileCount::One => ty,
        FileCount::Optional => quote!(Option<#ty>),
        FileCount::Many => quote!(Vec<#ty>),
    };
    quote! {
        #docs
        #[endpoint(#kind, file #wire #media)]
        pub #name: #ty,
    }
}

/// Returns whether these are the formats that a service has unless it is configured otherwise.
fn is_usual(formatters: &[Formatter]) -> bool {
    formatters.iter().map(|formatter| formatter.format).eq(Format::ALL)
        && formatters.iter().all(has_usual_types)
}

fn has_usual_types(formatter: &Formatter) -> bool {
    formatter.media_types.iter().map(|media_type| media_type.as_str()).eq(formatter
        .format
        .usual_media_types()
        .iter()
        .copied())
}

fn formatter(formatter: &Formatter) -> TokenStream {
    let (name, variant) = match formatter.format {
        Format::Json => (quote!(JSON), quote!(Json)),
        Format::Xml => (quote!(XML), quote!(Xml)),
        Format::Form => (quote!(FORM), quote!(Form)),
    };
    if has_usual_types(formatter) {
        return quote!(::datacontract::http::Formatter::#name);
    }
    let types = formatter.media_types.iter().map(|media_type| &media_type.value);
    quote!(::datacontract::http::Formatter::new(::datacontract::http::Format::#variant, &[#(#types),*]))
}

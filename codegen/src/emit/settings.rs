//! What the service's formatters are set to, as constants.

use datacontract::contract::{
    DateFormatHandling, DateTimeZoneHandling, DefaultValueHandling, JsonSettings, LineEnd, Naming,
    NullValueHandling, PreserveReferencesHandling, Serializer, StringEscapeHandling, TypeNameHandling,
    XmlEncoding, XmlSettings,
};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{docs::Docs, integer};
use crate::spec::{JsonEnums, JsonNaming, Spec};

/// The name of the constant with the settings of the JSON formatter.
pub(crate) const JSON_SETTINGS: &str = "JSON_SETTINGS";

/// Returns the settings of the JSON formatter, if there is more to say of it than its naming.
pub(crate) fn json(spec: &Spec) -> Option<JsonSettings> {
    let settings = spec.json_settings();
    (settings != JsonSettings::new().naming(spec.json.naming.into())).then_some(settings)
}

/// Returns the constant with the settings of the JSON formatter, which types and clients share.
pub(crate) fn json_constant(spec: &Spec) -> Option<TokenStream> {
    let settings = json(spec)?;
    let (name, docs) = (
        format_ident!("{JSON_SETTINGS}"),
        Docs::default().paragraph("The settings of the service's JSON formatter."),
    );
    let calls = json_calls(&settings);
    Some(quote! {
        #docs
        pub const #name: ::datacontract::contract::JsonSettings =
            ::datacontract::contract::JsonSettings::new() #calls;
    })
}

fn json_calls(settings: &JsonSettings) -> TokenStream {
    let mut calls = TokenStream::new();
    let mut call = |method: &str, value: TokenStream| {
        let method = format_ident!("{method}");
        calls.extend(quote!(.#method(#value)));
    };
    if settings.naming != Naming::AsDeclared {
        call("naming", variant("Naming", &format!("{:?}", settings.naming)));
    }
    if settings.dictionary_keys != settings.naming.of_keys() {
        call("dictionary_keys", variant("Naming", &format!("{:?}", settings.dictionary_keys)));
    }
    if settings.dates.zone != DateTimeZoneHandling::default() {
        call("date_time_zone", variant("DateTimeZoneHandling", &format!("{:?}", settings.dates.zone)));
    }
    if let Some(offset) = settings.dates.local_offset {
        let offset = integer::literal(offset.into());
        call("local_offset", quote!(#offset));
    }
    if settings.dates.handling != DateFormatHandling::default() {
        let handling = format!("{:?}", settings.dates.handling);
        call("date_format_handling", variant("DateFormatHandling", &handling));
    }
    if let Some(format) = settings.dates.format {
        call("date_format", quote!(#format));
    }
    if settings.nulls != NullValueHandling::default() {
        call("nulls", variant("NullValueHandling", &format!("{:?}", settings.nulls)));
    }
    if settings.defaults != DefaultValueHandling::default() {
        call("defaults", variant("DefaultValueHandling", &format!("{:?}", settings.defaults)));
    }
    if settings.type_names != TypeNameHandling::default() {
        call("type_names", variant("TypeNameHandling", &format!("{:?}", settings.type_names)));
    }
    if settings.references != PreserveReferencesHandling::default() {
        let references = format!("{:?}", settings.references);
        call("references", variant("PreserveReferencesHandling", &references));
    }
    if settings.escapes != StringEscapeHandling::default() {
        call("escapes", variant("StringEscapeHandling", &format!("{:?}", settings.escapes)));
    }
    if settings.indented {
        call("indented", line_end(settings.line_end));
    }
    calls
}

/// Returns the call that sets the XML formatter of a service, if it is not set as Web API's.
pub(crate) fn xml_call(settings: XmlSettings) -> Option<TokenStream> {
    if settings == XmlSettings::new() {
        return None;
    }
    let mut calls = TokenStream::new();
    if settings.declaration {
        calls.extend(quote!(.declaration()));
    }
    if settings.indented {
        calls.extend(quote!(.indented()));
    }
    if settings.line_end != LineEnd::default() {
        let line_end = line_end(settings.line_end);
        calls.extend(quote!(.line_end(#line_end)));
    }
    if settings.encoding != XmlEncoding::default() {
        let encoding = variant("XmlEncoding", &format!("{:?}", settings.encoding));
        calls.extend(quote!(.encoding(#encoding)));
    }
    if settings.serializer != Serializer::default() {
        let serializer = variant("Serializer", &format!("{:?}", settings.serializer));
        calls.extend(quote!(.serializer(#serializer)));
    }
    Some(quote!(.xml(::datacontract::contract::XmlSettings::new() #calls)))
}

fn line_end(line_end: LineEnd) -> TokenStream {
    variant("LineEnd", &format!("{line_end:?}"))
}

fn variant(ty: &str, name: &str) -> TokenStream {
    let (ty, name) = (format_ident!("{ty}"), format_ident!("{name}"));
    quote!(::datacontract::contract::#ty::#name)
}

/// Returns the word of a naming in the derive.
pub(crate) fn naming_word(naming: JsonNaming) -> Option<&'static str> {
    match naming {
        JsonNaming::AsDeclared => None,
        JsonNaming::CamelCase => Some("camelCase"),
        JsonNaming::SnakeCase => Some("snakeCase"),
        JsonNaming::KebabCase => Some("kebabCase"),
    }
}

/// Returns the word of what writes and reads an endpoint's XML in the derive.
pub(crate) fn serializer_word(serializer: Serializer) -> &'static str {
    match serializer {
        Serializer::DataContractSerializer => "dataContractSerializer",
        Serializer::XmlSerializer => "xmlSerializer",
    }
}

/// Returns the word of what becomes of nulls in the derive.
pub(crate) fn nulls_word(nulls: NullValueHandling) -> &'static str {
    match nulls {
        NullValueHandling::Include => "include",
        NullValueHandling::Ignore => "ignore",
    }
}

/// Returns the word of what becomes of defaults in the derive.
pub(crate) fn defaults_word(defaults: DefaultValueHandling) -> &'static str {
    match defaults {
        DefaultValueHandling::Include => "include",
        DefaultValueHandling::Ignore => "ignore",
        DefaultValueHandling::Populate => "populate",
        DefaultValueHandling::IgnoreAndPopulate => "ignoreAndPopulate",
    }
}

/// Returns the word of an enum's form in the derive.
pub(crate) fn enum_word(enums: JsonEnums) -> &'static str {
    match enums {
        JsonEnums::Number => "number",
        JsonEnums::Text => "text",
        JsonEnums::CamelCaseText => "camelCaseText",
    }
}

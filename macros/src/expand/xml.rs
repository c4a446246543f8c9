//! What the contract says to `XmlSerializer`. Where there is no word of `xml(..)`, it is nothing.

use super::{constant, type_of};
use crate::ast::Input;
use crate::attr::{AttributeValue, WireName, XmlNode, XmlOfField, XmlOfType, XmlOfVariant};
use datacontract_rules::DataType;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

/// Returns the call that gives a contract what is said of the struct or enum.
pub(super) fn of_type(input: &Input<'_>) -> Option<TokenStream> {
    let XmlOfType { root, ty, clr_name, include, serializer, refused } = input.attrs.xml.as_ref()?;
    let (root, ty) = (root.as_ref().map(|root| &root.value), ty.as_ref().map(|ty| &ty.value));
    let mut calls = TokenStream::new();
    calls.extend(call("clr_name", clr_name.as_ref()));
    calls.extend(call("root_name", root.and_then(|root| root.name.as_ref())));
    calls.extend(call("root_namespace", root.and_then(|root| root.namespace.as_ref())));
    calls.extend(call("root_is_nullable", root.and_then(|root| root.is_nullable.as_ref())));
    calls.extend(call("type_name", ty.and_then(|ty| ty.name.as_ref())));
    calls.extend(call("type_namespace", ty.and_then(|ty| ty.namespace.as_ref())));
    if let Some(include) = include {
        let types = include.value.iter().map(type_of);
        let types = constant(input, &quote!(&[#(#types),*]));
        calls.extend(quote!(.includes(#types)));
    }
    if serializer.is_some() {
        calls.extend(quote!(.own_serializer()));
    }
    calls.extend(call("refused", refused.as_ref()));
    let xml = constant(input, &quote!(&::datacontract::contract::xml_serializer::TypeXml::new() #calls));
    Some(quote!(.xml(#xml)))
}

/// Returns the call that gives a member what is said of the field.
pub(super) fn of_field(input: &Input<'_>, xml: &XmlOfField) -> TokenStream {
    let mut calls = TokenStream::new();
    calls.extend(call("clr_name", xml.clr_name.as_ref()));
    if xml.is_field.is_some() {
        calls.extend(quote!(.field()));
    }
    if let Some(node) = node(input, xml) {
        calls.extend(quote!(.node(::datacontract::contract::xml_serializer::Node::#node)));
    }
    calls.extend(call("order", xml.order.as_ref()));
    calls.extend(call("choice_identifier", xml.choice_identifier.as_ref()));
    if xml.text.is_some() && xml.names_elements() {
        calls.extend(quote!(.mixed()));
    }
    let xml = constant(input, &quote!(&::datacontract::contract::xml_serializer::MemberXml::new() #calls));
    quote!(.xml(#xml))
}

/// Returns the variant of `Node` that the member becomes, where a word says it.
fn node(input: &Input<'_>, xml: &XmlOfField) -> Option<TokenStream> {
    if xml.ignore.is_some() {
        return Some(quote!(Ignored));
    }
    if xml.any_attribute.is_some() {
        return Some(quote!(AnyAttributes));
    }
    if xml.namespaces.is_some() {
        return Some(quote!(Namespaces));
    }
    if !xml.any_elements.is_empty() {
        let elements = xml.any_elements.iter().map(|element| settings("XmlAnyElement", &element.value));
        let elements = constant(input, &quote!(&[#(#elements),*]));
        return Some(quote!(AnyElements(#elements)));
    }
    if let Some(text) = xml.text.as_ref().filter(|_| xml.elements.is_empty()) {
        let data_type = text.value.data_type.as_ref().and_then(data_type);
        let none = || quote!(::core::option::Option::None);
        let data_type = data_type.map_or_else(none, |given| quote!(::core::option::Option::Some(#given)));
        return Some(quote!(Text(#data_type)));
    }
    if let Some(attribute) = &xml.attribute {
        let attribute = settings("XmlAttribute", &attribute.value);
        return Some(quote!(Attribute(#attribute)));
    }
    if !xml.elements.is_empty() {
        let elements = xml.elements.iter().map(|element| settings("XmlElement", &element.value));
        let elements = constant(input, &quote!(&[#(#elements),*]));
        return Some(quote!(Elements(#elements)));
    }
    if xml.array.is_none() && xml.items.is_empty() {
        return None;
    }
    let nothing = XmlNode::default();
    let array = settings("XmlArray", xml.array.as_ref().map_or(&nothing, |array| &array.value));
    let items = xml.items.iter().map(|AttributeValue { value, .. }| {
        let element = settings("XmlElement", value);
        let level = call("nesting_level", value.nesting_level.as_ref());
        quote!(::datacontract::contract::xml_serializer::XmlArrayItem::new(#element) #level)
    });
    let items = constant(input, &quote!(&[#(#items),*]));
    Some(quote!(Array(#array, #items)))
}

/// Returns what one attribute of C# sets, as a value of this type of `xml_serializer`.
fn settings(ty: &str, node: &XmlNode) -> TokenStream {
    let ty = Ident::new(ty, proc_macro2::Span::call_site());
    let mut calls = TokenStream::new();
    calls.extend(call("name", node.name.as_ref()));
    calls.extend(call("namespace", node.namespace.as_ref()));
    calls.extend(call("is_nullable", node.is_nullable.as_ref()));
    if let Some(form) = &node.form {
        let form = Ident::new(form.value, form.word.span());
        calls.extend(quote!(.form(::datacontract::contract::xml_serializer::Form::#form)));
    }
    if let Some(data_type) = node.data_type.as_ref().and_then(data_type) {
        calls.extend(quote!(.data_type(#data_type)));
    }
    if let Some(given) = &node.ty {
        let given = type_of(&given.value);
        calls.extend(quote!(.ty(#given)));
    }
    quote!(::datacontract::contract::xml_serializer::#ty::new() #calls)
}

/// Returns the `xml_serializer::DataType`, for a type that is none of C#'s own.
fn data_type(given: &AttributeValue<DataType>) -> Option<TokenStream> {
    let variant = Ident::new(given.value.variant?, given.word.span());
    Some(quote!(::datacontract::contract::xml_serializer::DataType::#variant))
}

/// Returns the call that gives a member of an enum what is said of the variant or flag.
pub(super) fn of_variant(xml: Option<&XmlOfVariant>) -> Option<TokenStream> {
    let xml = xml?;
    let what = match &xml.name {
        _ if xml.ignore.is_some() => quote!(Ignored),
        Some(AttributeValue { value, .. }) => quote!(Named(#value)),
        None => return None,
    };
    Some(quote!(.xml(::datacontract::contract::xml_serializer::EnumXml::#what)))
}

/// Returns the calls that give a member of an enum what is said of it besides its name on the wire.
pub(super) fn of_name(WireName { clr_name, xml, .. }: &WireName) -> TokenStream {
    let clr_name = clr_name.as_ref().map(|name| quote!(.clr_name(#name)));
    let xml = of_variant(xml.as_ref());
    quote!(#clr_name #xml)
}

/// Returns the call of a setter, where there is something to set.
fn call<T: ToTokens>(setter: &str, given: Option<&AttributeValue<T>>) -> Option<TokenStream> {
    let AttributeValue { value, word, .. } = given?;
    let setter = Ident::new(setter, word.span());
    Some(quote!(.#setter(#value)))
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    /// Types without these words are as small as before.
    #[test]
    fn without_words_nothing_is_said() {
        let plain = [
            parse_quote! {
                #[contract(name = "Order", known_types(Line))]
                struct Order { #[contract(base)] base: Base, #[contract(name = "No", order = 1)] number: i32 }
            },
            parse_quote! { struct Page<T> { items: Vec<T> } },
            parse_quote! { enum State { Open, #[contract(name = "shut", clr_name = "Closed", alias = "done")] Closed } },
            parse_quote! { #[contract(flags("Read" as "r" = 1))] struct Rights(u32); },
            parse_quote! { #[contract(collection(item_name = "Tag"))] struct Tags(Vec<String>); },
        ];
        for item in plain {
            let code = crate::derive(&item).to_string();
            assert!(!code.contains("compile_error"), "{code}");
            assert!(!code.contains("xml"), "{code}");
        }
        let said = crate::derive(&parse_quote! { struct Order { #[contract(xml(field))] number: i32 } });
        assert!(said.to_string().contains(". xml ("), "{said}");
    }
}

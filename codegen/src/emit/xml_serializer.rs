//! What the attributes of `XmlSerializer` say, in the words of the derive.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{attributes::Words, integer, model::Model};
use crate::spec::{
    EnumMember, Form, Member, MemberXml, Spanned, Spec, TypeDef, TypeExpr, TypeExprKind, XmlArrayItem,
    XmlElement,
    wire::{clr_name_of_member, clr_name_of_type, is_field_among_properties, is_plain_collection},
    xml_serializer::names::name_of_type,
};

impl Words {
    /// Adds what the attributes of a type say.
    pub(super) fn xml_of_type(&mut self, model: &Model<'_>, index: usize, ty: &TypeDef) {
        let mut words = Inner::default();
        if let Some(root) = &ty.xml.root {
            let mut inner = Inner::default();
            inner.text(&quote!(namespace), root.namespace.as_ref());
            inner.flag(&quote!(is_nullable), root.is_nullable.as_ref());
            words.word_if_any(&quote!(root), root.name.as_ref(), inner);
        }
        let mut inner = Inner::default();
        let of_type = ty.xml.ty.as_ref();
        inner.text(&quote!(namespace), of_type.and_then(|of_type| of_type.namespace.as_ref()));
        let given = of_type.and_then(|of_type| of_type.name.clone());
        // Rust has one type for all lists, so that it does not tell the name.
        let is_told = !model.is_of_xml_serializer(index)
            || !ty.name.arguments().any(|argument| has_other_list(model.spec, argument));
        let of_spec = || Spanned::new(name_of_type(model.spec, index), ty.name.span);
        let name = given.or_else(|| (!is_told).then(of_spec));
        words.word_if_any(&quote!(type), name.as_ref(), inner);
        if let Some(name) = clr_name_of_type(ty).filter(|_| model.is_of_xml_serializer(index)) {
            words.push(quote!(clr_name = #name));
        }
        if !ty.xml.includes.is_empty() {
            let includes = ty.xml.includes.iter().map(|include| model.lower_exactly(include).tokens(model));
            words.push(quote!(include(#(#includes),*)));
        }
        if ty.xml.own_serializer.is_some() {
            words.push(quote!(serializer));
        }
        if let Some(why) = model.spec.refusal_of(ty).filter(|_| model.xml_serializer_use.has(index)) {
            words.push(quote!(refused = #why));
        }
        self.extend(words.xml());
    }

    /// Adds what the attributes of a member say.
    pub(super) fn xml_of_member(&mut self, model: &Model<'_>, index: usize, member: &Member) {
        let ty = &model.spec.types[index];
        let mut words = Inner::default();
        words.node(model, &member.xml);
        words.text(&quote!(choice_identifier), member.xml.choice_identifier.as_ref());
        if let Some(order) = member.xml.order() {
            let order = integer::literal(order.value.into());
            words.push(quote!(order = #order));
        }
        if model.is_of_xml_serializer(index) && is_field_among_properties(ty, member) {
            words.push(quote!(field));
        }
        // Where services check arguments, their messages speak of members by C#'s names.
        if (model.is_of_xml_serializer(index) || model.has_annotations)
            && let Some(name) = clr_name_of_member(ty, member)
        {
            words.push(quote!(clr_name = #name));
        }
        self.extend(words.xml());
    }
}

/// Returns whether an argument of a generic class is a collection that Rust does not tell from a `List`, or has one in
/// it: an array, a list class without a contract of its own.
fn has_other_list(spec: &Spec, argument: &TypeExpr) -> bool {
    let has = |inner: &TypeExpr| has_other_list(spec, inner);
    match &argument.kind {
        TypeExprKind::Array(_) => true,
        TypeExprKind::Named(name) => {
            let ty = spec.named(argument).map(|index| &spec.types[index]);
            ty.is_some_and(is_plain_collection) || name.arguments().any(has)
        }
        TypeExprKind::Nullable(inner) | TypeExprKind::List(inner) | TypeExprKind::ReadOnly(inner) => {
            has(inner)
        }
        TypeExprKind::Dictionary(key, value) | TypeExprKind::Pair(key, value) => has(key) || has(value),
        TypeExprKind::Tuple(items) => items.iter().any(has),
        TypeExprKind::Clr(_) | TypeExprKind::Word(_) => false,
    }
}

/// Returns what the attributes of an enum's member say, if they say anything.
pub(super) fn xml_of_enum_member(member: &EnumMember) -> Option<TokenStream> {
    let mut words = Inner::default();
    words.text(&quote!(name), member.xml.name.as_ref());
    if member.xml.ignored {
        words.push(quote!(ignore));
    }
    words.xml()
}

impl Model<'_> {
    /// Returns whether `XmlSerializer` writes and reads the type at a place, so that C#'s names matter and defaults
    /// are left out.
    pub(super) fn is_of_xml_serializer(&self, index: usize) -> bool {
        self.xml_serializer_use.has(index) || self.spec.types[index].first_xml().is_some()
    }
}

/// The words within parentheses: of `xml(..)`, or of a word in it.
#[derive(Default)]
struct Inner {
    words: Vec<TokenStream>,
}

impl Inner {
    fn push(&mut self, word: TokenStream) {
        self.words.push(word);
    }

    fn text(&mut self, word: &TokenStream, text: Option<&Spanned<String>>) {
        if let Some(Spanned { value, .. }) = text {
            self.push(quote!(#word = #value));
        }
    }

    fn flag(&mut self, word: &TokenStream, flag: Option<&Spanned<bool>>) {
        if let Some(Spanned { value, .. }) = flag {
            self.push(quote!(#word = #value));
        }
    }

    fn form(&mut self, form: Form) {
        match form {
            Form::OfPlace => {}
            Form::Qualified => self.push(quote!(form = "qualified")),
            Form::Unqualified => self.push(quote!(form = "unqualified")),
        }
    }

    /// Adds what a member becomes.
    fn node(&mut self, model: &Model<'_>, xml: &MemberXml) {
        if xml.ignore.is_some() {
            self.push(quote!(ignore));
        }
        for element in &xml.elements {
            self.word(&quote!(element), element.name.as_ref(), Self::of_element(model, element));
        }
        if let Some(attribute) = &xml.attribute {
            let mut inner = Self::default();
            inner.text(&quote!(namespace), attribute.namespace.as_ref());
            inner.form(attribute.form.value);
            inner.text(&quote!(data_type), attribute.data_type.as_ref());
            self.word(&quote!(attribute), attribute.name.as_ref(), inner);
        }
        if let Some(text) = &xml.text {
            let mut inner = Self::default();
            inner.text(&quote!(data_type), text.data_type.as_ref());
            self.word(&quote!(text), None, inner);
        }
        for element in &xml.any_elements {
            let mut inner = Self::default();
            inner.text(&quote!(namespace), element.namespace.as_ref());
            self.word(&quote!(any_element), element.name.as_ref(), inner);
        }
        if xml.any_attribute.is_some() {
            self.push(quote!(any_attribute));
        }
        if xml.namespaces.is_some() {
            self.push(quote!(namespaces));
        }
        if let Some(array) = &xml.array {
            let mut inner = Self::default();
            inner.text(&quote!(namespace), array.namespace.as_ref());
            inner.flag(&quote!(is_nullable), array.is_nullable.as_ref());
            inner.form(array.form.value);
            self.word(&quote!(array), array.name.as_ref(), inner);
        }
        for XmlArrayItem { element, nesting_level } in &xml.items {
            let mut inner = Self::of_element(model, element);
            if *nesting_level > 0 {
                let level = Literal::u8_unsuffixed(*nesting_level);
                inner.push(quote!(nesting_level = #level));
            }
            self.word(&quote!(item), element.name.as_ref(), inner);
        }
    }

    /// Returns what `XmlElement` and `XmlArrayItem` both say, besides the name.
    fn of_element(model: &Model<'_>, element: &XmlElement) -> Self {
        let mut inner = Self::default();
        inner.text(&quote!(namespace), element.namespace.as_ref());
        inner.flag(&quote!(is_nullable), element.is_nullable.as_ref());
        inner.form(element.form.value);
        inner.text(&quote!(data_type), element.data_type.as_ref());
        if let Some(ty) = &element.ty {
            let ty = model.lower_exactly(ty).tokens(model);
            inner.push(quote!(type = #ty));
        }
        inner
    }

    /// Adds a word with a name and others in it, as short as it can be: `element`, `element = "tag"`,
    /// `element(name = "tag", is_nullable = true)`.
    fn word(&mut self, word: &TokenStream, name: Option<&Spanned<String>>, others: Self) {
        let words = others.words;
        let name = name.map(|name| &name.value);
        self.push(match (name, words.is_empty()) {
            (None, true) => quote!(#word),
            (Some(name), true) => quote!(#word = #name),
            (None, false) => quote!(#word(#(#words),*)),
            (Some(name), false) => quote!(#word(name = #name, #(#words),*)),
        });
    }

    /// Adds a word if there is a name or others in it: an attribute that sets nothing changes nothing there.
    fn word_if_any(&mut self, word: &TokenStream, name: Option<&Spanned<String>>, others: Self) {
        if name.is_some() || !others.words.is_empty() {
            self.word(word, name, others);
        }
    }

    fn xml(self) -> Option<TokenStream> {
        let words = self.words;
        (!words.is_empty()).then(|| quote!(xml(#(#words),*)))
    }
}

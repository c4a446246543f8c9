//! Parameters in path and query.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{super::docs, docs::sentences, value};
use crate::{
    emit::{
        docs::Docs,
        model::{Model, Naming, RustType, Scope, ident},
    },
    spec::{Endpoint, Literal, Parameter, TypeExprKind, rust_name::field_name},
};

/// A parameter on its way to Rust: a field of the endpoint.
pub(crate) struct Argument<'a> {
    pub(crate) parameter: &'a Parameter,
    /// The field.
    pub(crate) name: Ident,
    pub(crate) ty: RustType,
    /// What the service takes if it is left out, where that is a value.
    default: Option<&'a Literal>,
    /// Whether a call cannot do without it.
    pub(crate) is_required: bool,
}

impl<'a> Argument<'a> {
    pub(super) fn new(
        model: &'a Model<'a>,
        endpoint: &Endpoint,
        parameter: &'a Parameter,
        scope: &mut Scope,
    ) -> Self {
        let is_required = !endpoint.may_leave_out(parameter);
        let default = parameter.default.as_ref().map(|default| &default.value);
        let default = default.filter(|default| !is_required && **default != Literal::Null);
        let is_nullable = parameter.ty.without_nullable() != &parameter.ty;
        let mut ty = model.lower(parameter.ty.without_nullable());
        if parameter.secret {
            ty = RustType::Secret(Box::new(ty));
        }
        let is_left_out = !is_required && default.is_none();
        if !matches!(ty, RustType::Vec(_)) && (is_nullable || is_left_out) {
            ty = RustType::Option(Box::new(ty));
        }
        let name = ident(&scope.take(&field_name(&parameter.name), "_"));
        Self { parameter, name, ty, default, is_required }
    }

    /// Returns the name on the wire, where the field's is another one.
    pub(crate) fn wire_name(&self) -> Option<&'a str> {
        let wire = &self.parameter.name.value;
        (*wire != self.name.to_string().trim_start_matches("r#")).then_some(wire)
    }

    /// Returns what the service takes if it is left out, as Rust.
    pub(crate) fn default(&self, at: &dyn Naming) -> Option<TokenStream> {
        let mut value = value::of_literal(self.default?, &self.parameter.ty, at)?;
        let mut ty = &self.ty;
        let mut some = false;
        if let RustType::Option(inner) = ty {
            some = true;
            ty = inner;
        }
        if let RustType::Secret(_) = ty {
            value = quote!(::datacontract::Secret::from(#value));
        }
        if some {
            let prelude = at.prelude("Some");
            value = quote!(#prelude(#value));
        }
        Some(value)
    }

    /// Returns whether it must be in the request although it may be null.
    pub(crate) fn is_required_null(&self) -> bool {
        self.is_required && matches!(self.ty, RustType::Option(_))
    }

    /// Returns what a method takes for it: what makes the call short.
    pub(crate) fn taken(&self, at: &dyn Naming) -> TokenStream {
        match self.given() {
            ParameterForm::Into(ty) => {
                let ty = ty.tokens(at);
                quote!(impl Into<#ty>)
            }
            ParameterForm::Items(item) => {
                let is_text = text(item).is_some();
                let item = item.tokens(at);
                let item = if is_text { quote!(impl Into<#item>) } else { item };
                quote!(impl IntoIterator<Item = #item>)
            }
            ParameterForm::Value(RustType::Option(inner)) => {
                let inner = inner.tokens(at);
                quote!(impl Into<Option<#inner>>)
            }
            ParameterForm::Value(ty) => ty.tokens(at),
        }
    }

    /// Returns the field's value of what a method has taken.
    pub(crate) fn value(&self) -> TokenStream {
        let name = &self.name;
        let value = match self.given() {
            ParameterForm::Into(_) | ParameterForm::Value(RustType::Option(_)) => quote!(#name.into()),
            ParameterForm::Items(item) if text(item).is_some() => {
                quote!(#name.into_iter().map(Into::into).collect())
            }
            ParameterForm::Items(_) => quote!(#name.into_iter().collect()),
            ParameterForm::Value(_) => quote!(#name),
        };
        if self.is_option_of_given() { quote!(Some(#value)) } else { value }
    }

    /// Returns whether the value that a method takes is not the field's, but what is in its `Option`.
    fn is_option_of_given(&self) -> bool {
        matches!(self.ty, RustType::Option(_)) && !self.is_required_null()
    }

    fn given(&self) -> ParameterForm<'_> {
        match self.ty_of_value() {
            RustType::Vec(item) => ParameterForm::Items(item),
            ty => text(ty).map_or(ParameterForm::Value(ty), ParameterForm::Into),
        }
    }

    /// Returns the type of the value that a method takes.
    pub(crate) fn ty_of_value(&self) -> &RustType {
        match &self.ty {
            RustType::Option(inner) if self.is_option_of_given() => inner,
            ty => ty,
        }
    }

    /// Returns a value for examples: one that can stand in a path; none if the type has none that is short.
    pub(crate) fn placeholder(&self) -> Option<TokenStream> {
        match self.given() {
            ParameterForm::Into(_) => Some(quote!("sample")),
            ParameterForm::Items(item) => {
                let item = value::placeholder(item)?;
                Some(quote!([#item]))
            }
            ParameterForm::Value(RustType::Option(_)) => Some(quote!(None)),
            ParameterForm::Value(ty) => value::placeholder(ty),
        }
    }

    /// Returns what a method is given for a text that a person typed, with commas between items; none if it is no
    /// value of the type.
    pub(crate) fn given_of(&self, text: &str, at: &dyn Naming) -> Option<TokenStream> {
        match self.given() {
            ParameterForm::Into(_) => Some(quote!(#text)),
            ParameterForm::Items(_) => {
                let items = self.items_of(text, at)?;
                Some(quote!([#(#items),*]))
            }
            ParameterForm::Value(RustType::Option(_)) if text.is_empty() => Some(quote!(None)),
            ParameterForm::Value(_) => value::of_typed(text, &self.parameter.ty, at),
        }
    }

    /// Returns the field's value for a text that a person typed.
    pub(crate) fn field_of(&self, text: &str, at: &dyn Naming) -> Option<TokenStream> {
        let (mut ty, mut is_option) = (&self.ty, false);
        if let RustType::Option(inner) = ty {
            (ty, is_option) = (inner, true);
        }
        let mut value = if let RustType::Vec(_) = ty {
            let items = self.items_of(text, at)?;
            quote!(vec![#(#items),*])
        } else {
            value::of_typed(text, &self.parameter.ty, at)?
        };
        if let RustType::Secret(_) = ty {
            value = quote!(::datacontract::Secret::from(#value));
        }
        Some(if is_option { quote!(Some(#value)) } else { value })
    }

    fn items_of(&self, text: &str, at: &dyn Naming) -> Option<Vec<TokenStream>> {
        let (TypeExprKind::List(item) | TypeExprKind::Array(item)) =
            &self.parameter.ty.without_nullable().kind
        else {
            return None;
        };
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        items.map(|text| value::of_typed(text, item, at)).collect()
    }

    /// Returns the field's value of an endpoint that is ready to be sent; none if the default serves.
    pub(crate) fn sample(&self, at: &dyn Naming) -> Option<TokenStream> {
        self.is_required.then(|| value::sample(&self.ty, at)).flatten()
    }

    /// Returns what it is, and what the service takes if it is left out.
    pub(crate) fn docs(&self) -> Docs {
        let name = docs::name(&self.parameter.name);
        let docs = Docs::of(self.parameter.doc.as_ref(), || format!("The parameter {name}."));
        docs.paragraph(&self.fact_of_default().unwrap_or_default())
            .paragraph(self.fact_of_commas().unwrap_or_default())
    }

    /// Returns what the page says of it, as sentences.
    pub(super) fn facts(&self) -> Vec<String> {
        let mut facts = sentences(self.parameter.doc.as_ref());
        facts.extend(self.fact_of_default());
        facts.extend(self.fact_of_commas().map(str::to_owned));
        facts
    }

    fn fact_of_commas(&self) -> Option<&'static str> {
        let commas = self.parameter.comma_separated.value;
        commas.then_some("Sent as one value with commas between the items.")
    }

    fn fact_of_default(&self) -> Option<String> {
        let default = self.parameter.default.as_ref()?;
        Some(docs::if_left_out(&default.value, self.parameter.secret))
    }
}

/// What a method is given for an argument.
enum ParameterForm<'a> {
    /// What becomes this type: texts.
    Into(&'a RustType),
    /// Anything that has such items.
    Items(&'a RustType),
    /// The value itself.
    Value(&'a RustType),
}

/// Returns the type if it is a text, secret or not.
fn text(ty: &RustType) -> Option<&RustType> {
    let inner = match ty {
        RustType::Secret(inner) => inner,
        ty => ty,
    };
    inner.is_text().then_some(ty)
}

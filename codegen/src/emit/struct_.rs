//! Classes and structs.

use datacontract_rules::Case;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::{
    annotations,
    attributes::{self, DefaultImpl, Derives, Words},
    docs::{self, Docs},
    fields::base_field,
    integer,
    lints::{self, Named},
    model::{ListMark, Model, RustType, best_case, derived_name, ident},
    outcome::OutcomeImpl,
    settings,
};
use crate::spec::{
    Class, Format, Member, Nullability, TypeDef, TypeExprKind,
    wire::{given_json_name, json_default, member_name},
};

/// A class or struct of a spec.
pub(crate) struct Struct<'a> {
    model: &'a Model<'a>,
    index: usize,
    ty: &'a TypeDef,
    class: &'a Class,
}

impl<'a> Struct<'a> {
    pub(crate) fn new(model: &'a Model<'a>, index: usize, ty: &'a TypeDef, class: &'a Class) -> Self {
        Self { model, index, ty, class }
    }

    /// The members that are emitted, as Json.NET lists them: fields before properties.
    fn members(&self) -> Vec<(usize, &'a Member)> {
        let json = self.model.options.json;
        let mut members = self.ty.members_in_order();
        members.retain(|(_, member)| json || member.only != Some(Format::Json));
        members
    }

    fn fields(&self) -> Vec<Field<'a>> {
        let members = self.members().into_iter();
        members.map(|(place, member)| Field::new(self.model, self.index, self.ty, place, member)).collect()
    }

    fn words(&self, case: Option<Case>) -> Words {
        let Self { model, class, .. } = *self;
        let mut words = Words::identity(model, self.ty, &model.name(self.index).to_string());
        if let Some(case) = case {
            let case = case.word();
            words.push(quote!(rename_all = #case));
        }
        words.json_settings(model, self.ty);
        words.push_if(class.is_struct, quote!(value_type));
        words.push_if(class.is_abstract, quote!(abstract_class));
        words.push_if(class.is_reference.value, quote!(is_reference));
        if !class.known_types.is_empty() {
            let known = class.known_types.iter().map(|known| model.lower_exactly(known).tokens(model));
            words.push(quote!(known_types(#(#known),*)));
        }
        words.xml_of_type(model, self.index, self.ty);
        words.has_default();
        words.serde(model);
        words
    }

    /// The field of the base class.
    fn base(&self) -> Option<TokenStream> {
        let base = self.class.base.as_ref()?;
        let ty = self.model.lower_exactly(base).tokens(self.model);
        let name = ident(&base_field(self.model, self.index));
        let docs = Docs::default().paragraph("The members of the base class.");
        let items = (self.model.list_mark(self.index) == Some(ListMark::Base)).then(|| quote!(, items));
        Some(quote! {
            #docs
            #[contract(base #items)]
            pub #name: #ty,
        })
    }
}

impl ToTokens for Struct<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { model, index, ty, .. } = *self;
        let fields = self.fields();
        let names: Vec<_> = fields.iter().map(|field| (field.name.clone(), field.wire.clone())).collect();
        let case = best_case(&names);

        let docs = model.docs_of_type(index, "class");
        let deprecated = attributes::deprecated(ty.deprecated.as_ref());
        let traits = model.traits_of(&RustType::Own(index));
        let default = default_impl(
            model,
            &model.name(index).to_string(),
            fields.iter().map(|field| (ident(&field.name), &field.ty)),
            self.class.base.as_ref().map(|_| ident(&base_field(model, index))),
        );
        let derives =
            Derives::new(traits, DefaultImpl::beside(default.as_ref())).and(model.spec.rules_of_type(index));
        let words = self.words(case);
        let given = attributes::given(model.spec.rules_of_type(index));
        let allows = self.allows(&fields);
        let name = model.name(index);
        let base = self.base();
        let fields = fields.iter().map(|field| field.tokens(case));
        let outcome = OutcomeImpl::of(model, index);
        tokens.extend(quote! {
            #docs
            #deprecated
            #derives
            #words
            #given
            #allows
            pub struct #name {
                #base
                #(#fields)*
            }
            #default
            #outcome
        });
    }
}

impl Struct<'_> {
    /// Lints that the contract makes unavoidable.
    fn allows(&self, fields: &[Field<'_>]) -> TokenStream {
        let is_bool = |field: &&Field<'_>| matches!(field.ty, RustType::Clr(crate::spec::Clr::Bool));
        let base = self.class.base.as_ref().map(|base| self.model.lower_exactly(base));
        let mut types = fields.iter().map(|field| &field.ty).chain(&base);
        let deprecated = types.any(|ty| ty.mentions_deprecated(self.model));
        let lints = [
            deprecated.then(|| quote!(deprecated)),
            (fields.iter().filter(is_bool).count() > 3).then(|| quote!(clippy::struct_excessive_bools)),
            fields
                .iter()
                .any(|field| field.name.starts_with('_'))
                .then(|| quote!(clippy::pub_underscore_fields)),
        ];
        let base = self.class.base.as_ref().map(|_| base_field(self.model, self.index));
        let values = fields.iter().map(|field| &field.name).chain(&base);
        let name = self.model.name(self.index).to_string();
        let names = values.map(|name| Named::Value(name)).chain([Named::Type(&name)]);
        let others =
            [self.model.lint_of_arguments(self.ty), lints::of_types(fields.iter().map(|field| &field.ty))];
        attributes::allow(lints.into_iter().chain(others).chain(lints::of_names(names)))
    }
}

/// Returns `Default` of a struct where it cannot be derived: a type of another crate has none, or not .NET's.
pub(super) fn default_impl<'t>(
    model: &Model<'_>,
    name: &str,
    fields: impl Iterator<Item = (Ident, &'t RustType)>,
    base: Option<Ident>,
) -> Option<TokenStream> {
    let fields: Vec<(Ident, &RustType)> = fields.collect();
    if !fields.iter().any(|(_, ty)| ty.needs_initial()) {
        return None;
    }
    let default = model.scope.prelude("Default");
    let names = base.into_iter().chain(fields.into_iter().map(|(name, _)| name));
    let name = ident(name);
    Some(quote! {
        impl #default for #name {
            fn default() -> Self {
                Self { #(#names: ::datacontract::codegen::initial()),* }
            }
        }
    })
}

/// A member of a class.
struct Field<'a> {
    model: &'a Model<'a>,
    index: usize,
    /// Its index among the members of the class.
    place: usize,
    member: &'a Member,
    /// The Rust name.
    name: String,
    /// The name in XML, before it is encoded.
    wire: String,
    ty: RustType,
}

impl<'a> Field<'a> {
    fn new(model: &'a Model<'a>, index: usize, ty: &'a TypeDef, place: usize, member: &'a Member) -> Self {
        Self {
            model,
            index,
            place,
            member,
            name: model.spec.rust_field_name(index, &member.name),
            wire: member_name(ty, member),
            ty: model.member_type(index, place),
        }
    }

    fn words(&self, case: Option<Case>) -> Words {
        let Self { model, index, place, member, wire, .. } = self;
        let mut words = Words::default();
        words.push_if(derived_name(case, &self.name) != *wire, quote!(name = #wire));
        if let Some(order) = &member.order {
            let order = integer::literal(order.value.into());
            words.push(quote!(order = #order));
        }
        words.push_if(member.required.value, quote!(is_required));
        words.push_if(!member.emit_default.value, quote!(emit_default_value = false));
        let takes_nil = model.spec.nullability(member) == Nullability::Nullable;
        let is_plain = !matches!(self.ty, RustType::Option(_) | RustType::Custom(_));
        words.push_if(!takes_nil && !is_plain, quote!(nullable = false));
        if model.options.json {
            let owner = model.spec.types.get(*index);
            if let Some(name) = owner.and_then(|owner| given_json_name(model.spec, owner, member)) {
                words.push(quote!(json_name = #name));
            }
            if let Some(order) = &member.json_order {
                let order = integer::literal(order.value.into());
                words.push(quote!(json_order = #order));
            }
            words.extend(member_json(member));
        }
        if (model.options.json || model.is_of_xml_serializer(*index))
            && let Some(default) = json_default(model.spec, member)
        {
            words.push(quote!(json_default_value = #default));
        }
        let is_array = matches!(member.ty.without_nullable().kind, TypeExprKind::Array(_));
        words.push_if(is_array && !matches!(self.ty, RustType::Custom(_)), quote!(array));
        words.push_if(model.list_mark(*index) == Some(ListMark::Member(*place)), quote!(items));
        // A type of the user's need not know that its values are secret.
        words.push_if(member.secret && matches!(self.ty, RustType::Custom(_)), quote!(secret));
        words.push_if(member.only == Some(Format::Json), quote!(json_only));
        words.push_if(member.only == Some(Format::Xml), quote!(xml_only));
        words.extend(annotations::word(&member.annotations));
        words.xml_of_member(model, self.index, member);
        words
    }

    fn tokens(&self, case: Option<Case>) -> TokenStream {
        let Self { model, index, member, .. } = *self;
        let docs = Docs::of(member.doc.as_ref(), || format!("The member {}.", docs::name(&member.name)))
            .paragraph(&docs::demands(member));
        let deprecated = attributes::deprecated(member.deprecated.as_ref());
        let words = self.words(case);
        let given = attributes::given(model.spec.rules_of_member(index, &member.name));
        let (name, ty) = (ident(&self.name), self.ty.tokens(model));
        quote! {
            #docs
            #deprecated
            #words
            #given
            pub #name: #ty,
        }
    }
}

/// What a member says of its own JSON, besides its name and place.
fn member_json(member: &Member) -> impl Iterator<Item = TokenStream> {
    let json = &member.json;
    let nulls = json.nulls.map(|nulls| {
        let word = settings::nulls_word(nulls);
        quote!(json_nulls = #word)
    });
    let defaults = json.defaults.map(|defaults| {
        let word = settings::defaults_word(defaults);
        quote!(json_defaults = #word)
    });
    let format = json.date_format.as_ref().map(|format| quote!(json_date_format = #format));
    let enums = json.enums.map(|enums| {
        let word = settings::enum_word(enums);
        quote!(json_enum = #word)
    });
    [nulls, defaults, format, enums].into_iter().flatten()
}

//! Enums whose values are single members.

use std::collections::{HashMap, hash_map::Entry};

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::{
    attributes::{self, DefaultImpl, Derives, Words},
    docs::{self, Docs},
    integer,
    lints::{self, Named},
    model::{Model, RustType, ident},
    settings,
    xml_serializer::xml_of_enum_member,
};
use crate::spec::{Enum as SpecEnum, EnumMember, JsonEnums, TypeDef, TypeKind, Underlying};

/// An enum of a spec.
pub(crate) struct Enum<'a> {
    model: &'a Model<'a>,
    index: usize,
    ty: &'a TypeDef,
    of: &'a SpecEnum,
}

impl<'a> Enum<'a> {
    pub(crate) fn new(model: &'a Model<'a>, index: usize, ty: &'a TypeDef, of: &'a SpecEnum) -> Self {
        Self { model, index, ty, of }
    }

    fn words(&self) -> Words {
        let Self { model, index, ty, of } = *self;
        let mut words = Words::identity(model, ty, &model.name(index).to_string());
        if of.underlying.value != Underlying::Int {
            let underlying = of.underlying.value.word();
            words.push(quote!(underlying = #underlying));
        }
        words.extend(json_form(model, ty));
        words.xml_of_type(model, index, ty);
        words.has_default();
        words.serde(model);
        words
    }

    /// Returns the member that stands for nothing said: zero as in .NET. An open enum without one has zero all the
    /// same, of a closed one the first member has to do.
    fn default(&self) -> Option<&'a EnumMember> {
        let members = &self.of.members;
        let zero = members.iter().find(|member| member.value.value == 0);
        zero.or_else(|| members.first().filter(|_| !self.of.open))
    }
}

/// Returns the variant that keeps what has no name, if the enum at a place has one: one that no member has.
pub(crate) fn unknown_variant(model: &Model<'_>, index: usize) -> Option<String> {
    let TypeKind::Enum(of) = &model.spec.types.get(index)?.kind else { return None };
    let taken: Vec<String> =
        of.members.iter().map(|member| model.spec.rust_variant_name(index, &member.name)).collect();
    let mut name = "Unknown".to_owned();
    while taken.contains(&name) {
        name.push_str("Value");
    }
    of.open.then_some(name)
}

/// Returns the word for what JSON has of an enum, where it is not the number.
pub(crate) fn json_form(model: &Model<'_>, ty: &TypeDef) -> Option<TokenStream> {
    let enums = model.spec.json.with(ty.json).enums;
    let word = settings::enum_word(enums);
    (model.options.json && enums != JsonEnums::Number).then(|| quote!(json = #word))
}

impl ToTokens for Enum<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { model, index, ty, of } = *self;
        let default = self.default();
        let unknown = unknown_variant(model, index).map(|name| format_ident!("{name}"));

        let docs = model.docs_of_type(index, "enum");
        let deprecated = attributes::deprecated(ty.deprecated.as_ref());
        let traits = model.traits_of(&RustType::Own(index));
        let default_impl = if default.is_some() { DefaultImpl::Derived } else { DefaultImpl::WrittenOut };
        let derives = Derives::new(traits, default_impl).and(model.spec.rules_of_type(index));
        let words = self.words();
        let given = attributes::given(model.spec.rules_of_type(index));
        // `derive(Default)` names the type.
        let is_deprecated =
            ty.deprecated.is_some() || of.members.iter().any(|member| member.deprecated.is_some());
        let name = model.name(index);
        let names: Vec<String> = of
            .members
            .iter()
            .map(|member| model.spec.rust_variant_name(index, &member.name))
            .chain([name.to_string()])
            .collect();
        let lints = lints::of_names(names.iter().map(|name| Named::Type(name)));
        let others = [is_deprecated.then(|| quote!(deprecated)), model.lint_of_arguments(ty)];
        let allows = attributes::allow(others.into_iter().chain(lints));

        // Variants with data, and numbers that need not fit `isize`, have no discriminants of their own; and where one has
        // none, those after it would count from another number.
        let has_discriminants =
            unknown.is_none() && of.members.iter().all(|member| i32::try_from(member.value.value).is_ok());
        let mut next = 0;
        let mut aliases = aliases(of);
        let variants: Vec<TokenStream> = of
            .members
            .iter()
            .filter_map(|member| {
                let aliases = aliases.remove(&member.value.value)?;
                let is_default = default.is_some_and(|default| std::ptr::eq(default, member));
                let number = (member.value.value != next).then_some(member.value.value);
                next = member.value.value.saturating_add(1);
                Some(
                    Variant { model, index, member, aliases, number, is_default, has_discriminants }.tokens(),
                )
            })
            .collect();
        let keep = unknown.as_ref().map(|unknown| {
            let docs = Docs::default()
                .paragraph("A value that the spec does not name. It is kept, and written as it was read.");
            quote! {
                #docs
                #[contract(unknown)]
                #unknown(::datacontract::UnknownValue),
            }
        });
        let no_member = default.is_none().then_some(unknown).flatten().map(|unknown| {
            let default = model.scope.prelude("Default");
            let allows = attributes::allow([ty.deprecated.is_some().then(|| quote!(deprecated))]);
            quote! {
                #allows
                impl #default for #name {
                    fn default() -> Self {
                        Self::#unknown(::datacontract::UnknownValue::Number(0))
                    }
                }
            }
        });
        tokens.extend(quote! {
            #docs
            #deprecated
            #derives
            #words
            #given
            #allows
            pub enum #name {
                #(#variants)*
                #keep
            }
            #no_member
        });
    }
}

/// Returns the further names of each number, which belong to the first one's variant.
fn aliases(of: &SpecEnum) -> HashMap<i128, Vec<&EnumMember>> {
    let mut aliases: HashMap<i128, Vec<&EnumMember>> = HashMap::new();
    for member in &of.members {
        match aliases.entry(member.value.value) {
            Entry::Vacant(first) => _ = first.insert(Vec::new()),
            Entry::Occupied(mut first) => first.get_mut().push(member),
        }
    }
    aliases
}

/// A member of an enum.
struct Variant<'a> {
    model: &'a Model<'a>,
    index: usize,
    member: &'a EnumMember,
    /// Members with the same number, which .NET reads but never writes.
    aliases: Vec<&'a EnumMember>,
    /// The number, where it does not follow from the member before.
    number: Option<i128>,
    is_default: bool,
    /// Whether numbers are discriminants.
    has_discriminants: bool,
}

impl Variant<'_> {
    fn tokens(&self) -> TokenStream {
        let Self { model, index, member, .. } = *self;
        let rust = model.spec.rust_variant_name(index, &member.name);
        let (clr, wire) = (&member.name.value, &member.wire_name().unwrap_or(&member.name).value);
        let mut words = Words::default();
        words.push_if(*wire != rust.trim_start_matches("r#"), quote!(name = #wire));
        words.push_if(wire != clr, quote!(clr_name = #clr));
        let number = self.number.map(integer::literal);
        let discriminant = number.as_ref().filter(|_| self.has_discriminants).map(|number| quote!(= #number));
        if let Some(number) = number.as_ref().filter(|_| !self.has_discriminants) {
            words.push(quote!(value = #number));
        }
        for alias in &self.aliases {
            let clr = &alias.name.value;
            let wire = alias.wire_name().map(|wire| &wire.value).map(|wire| quote!(as #wire));
            words.push(match (wire, xml_of_enum_member(alias)) {
                (None, None) => quote!(alias = #clr),
                (wire, xml) => quote!(alias(#clr #wire #xml)),
            });
        }
        words.extend(xml_of_enum_member(member));
        let docs = Docs::of(member.doc.as_ref(), || format!("The value {}.", docs::name(&member.name)));
        let deprecated = attributes::deprecated(member.deprecated.as_ref());
        let default = self.is_default.then(|| quote!(#[default]));
        let given = attributes::given(model.spec.rules_of_member(index, &member.name));
        let name = ident(&rust);
        quote! {
            #docs
            #deprecated
            #default
            #words
            #given
            #name #discriminant,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::aliases;
    use crate::spec::{Spec, TypeKind};

    /// Would not end if the numbers of all members before were compared with each.
    #[test]
    fn further_names_of_very_many_numbers() {
        const MANY: usize = 200_000;
        let values: Vec<String> = (0..MANY).map(|at| format!("\"V{at}\": {}", at % (MANY - 2))).collect();
        let types = format!("\"types\": {{\"E\": {{\"enum\": {{{}}}}}}}", values.join(","));
        let text = format!("{{\"version\": 1, \"name\": \"Shop\", \"module\": \"shop\", {types}}}");
        let (spec, diagnostics) = Spec::from_text(Path::new("api.json"), &text);
        let spec = spec.unwrap_or_else(|| panic!("{diagnostics:?}"));
        let TypeKind::Enum(of) = &spec.types[0].kind else { panic!("no enum") };
        let aliases = aliases(of);
        assert_eq!(aliases.len(), MANY - 2);
        let names: Vec<&str> = aliases[&1].iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, [format!("V{}", MANY - 1)]);
        assert!(aliases[&2].is_empty());
    }
}

//! Enums whose values can be combined.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{
    attributes::{self, DefaultImpl, Derives, Words},
    docs::{self, Docs},
    enum_::json_form,
    integer,
    lints::{self, Named},
    model::{Model, RustType, Scope, ident},
    xml_serializer::xml_of_enum_member,
};
use crate::spec::{Clr, Enum, TypeDef, Underlying};

/// A flags enum of a spec.
pub(crate) struct Flags<'a> {
    model: &'a Model<'a>,
    index: usize,
    ty: &'a TypeDef,
    of: &'a Enum,
}

impl<'a> Flags<'a> {
    pub(crate) fn new(model: &'a Model<'a>, index: usize, ty: &'a TypeDef, of: &'a Enum) -> Self {
        Self { model, index, ty, of }
    }

    fn words(&self) -> Words {
        let Self { model, index, ty, of } = *self;
        let mut words = Words::identity(model, ty, &model.name(index).to_string());
        words.extend(json_form(model, ty));
        let flags = of.members.iter().map(|member| {
            let (name, number) = (&member.name.value, integer::literal(member.value.value));
            let wire = member.wire_name().map(|wire| &wire.value).map(|wire| quote!(as #wire));
            let xml = xml_of_enum_member(member);
            quote!(#name #wire #xml = #number)
        });
        words.push(quote!(flags(#(#flags),*)));
        words.xml_of_type(model, index, ty);
        words.serde(model);
        words
    }

    /// Returns a constant for each member, with its name.
    fn constants(&self) -> Vec<(String, TokenStream)> {
        let Self { model, index, of, .. } = *self;
        // Beside the constants there is a function.
        let mut taken = Scope::new(["contains".to_owned()]);
        let constants = of.members.iter().map(|member| {
            let name = taken.take(&model.spec.rust_constant_name(index, &member.name), "_");
            let docs = Docs::of(member.doc.as_ref(), || format!("The flag {}.", docs::name(&member.name)));
            let deprecated = attributes::deprecated(member.deprecated.as_ref());
            let given = attributes::given(model.spec.rules_of_member(index, &member.name));
            let (constant, number) = (ident(&name), integer::literal(member.value.value));
            let constant = quote! {
                #docs
                #deprecated
                #given
                pub const #constant: Self = Self(#number);
            };
            (name, constant)
        });
        constants.collect()
    }
}

impl ToTokens for Flags<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { model, index, ty, of } = *self;
        let docs = model.docs_of_type(index, "enum").paragraph("Values can be combined with `|`.");
        let deprecated = attributes::deprecated(ty.deprecated.as_ref());
        let traits = model.traits_of(&RustType::Own(index));
        let derives = Derives::new(traits, DefaultImpl::Derived).and(model.spec.rules_of_type(index));
        let words = self.words();
        let given = attributes::given(model.spec.rules_of_type(index));
        let name = model.name(index);
        let bool = model.scope.prelude("bool");
        let integer = RustType::Clr(integer(of.underlying.value)).tokens(model);
        let constants = self.constants();
        let is_deprecated = ty.deprecated.is_some().then(|| quote!(deprecated));
        let allows = attributes::allow([is_deprecated.clone()]);
        let names = constants.iter().map(|(name, _)| Named::Constant(name));
        let allows_of_constants =
            attributes::allow([is_deprecated].into_iter().chain(lints::of_names(names)));
        let text = name.to_string();
        let of_names = lints::of_names([Named::Type(&text)]);
        let allows_of_type = attributes::allow([model.lint_of_arguments(ty)].into_iter().chain(of_names));
        let constants = constants.iter().map(|(_, constant)| constant);
        tokens.extend(quote! {
            #docs
            #deprecated
            #derives
            #words
            #given
            #allows_of_type
            pub struct #name(pub #integer);

            #allows_of_constants
            impl #name {
                #(#constants)*

                /// Returns whether all flags of `other` are set.
                #[must_use]
                pub const fn contains(self, other: Self) -> #bool {
                    self.0 & other.0 == other.0
                }
            }

            #allows
            impl ::std::ops::BitOr for #name {
                type Output = Self;

                fn bitor(self, other: Self) -> Self {
                    Self(self.0 | other.0)
                }
            }
        });
    }
}

fn integer(underlying: Underlying) -> Clr {
    match underlying {
        Underlying::SByte => Clr::SByte,
        Underlying::Byte => Clr::Byte,
        Underlying::Short => Clr::Short,
        Underlying::UShort => Clr::UShort,
        Underlying::Int => Clr::Int,
        Underlying::UInt => Clr::UInt,
        Underlying::Long => Clr::Long,
        Underlying::ULong => Clr::ULong,
    }
}

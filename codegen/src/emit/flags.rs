//! Enums whose values can be combined.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{
    attributes::{self, Derives, Words},
    docs::{self, Docs},
    enum_::json_is_text,
    model::{Model, RustType, Scope, ident},
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
        words.push_if(json_is_text(model, ty), quote!(json = "text"));
        let flags = of.members.iter().map(|member| {
            let (name, number) = (&member.name.value, attributes::integer(member.value.value));
            let wire = member.wire_name().map(|wire| &wire.value).map(|wire| quote!(as #wire));
            quote!(#name #wire = #number)
        });
        words.push(quote!(flags(#(#flags),*)));
        words
    }

    /// A constant for each member.
    fn constants(&self) -> Vec<TokenStream> {
        let Self { model, index, of, .. } = *self;
        // Beside the constants there is a function.
        let mut taken = Scope::new(["contains".to_owned()]);
        let constants = of.members.iter().map(|member| {
            let name = taken.take(&model.spec.rust_constant_name(index, &member.name), "_");
            let docs = Docs::of(member.doc.as_ref(), || format!("The flag {}.", docs::name(&member.name)));
            let deprecated = attributes::deprecated(member.deprecated.as_ref());
            let given = attributes::given(model.spec.rules_of_member(index, &member.name));
            let (name, number) = (ident(&name), attributes::integer(member.value.value));
            quote! {
                #docs
                #deprecated
                #given
                pub const #name: Self = Self(#number);
            }
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
        let derives = Derives::new(traits, true).and(model.spec.rules_of_type(index));
        let words = self.words();
        let given = attributes::given(model.spec.rules_of_type(index));
        let name = model.name(index);
        let bool = model.scope.prelude("bool");
        let integer = RustType::Clr(integer(of.underlying.value)).tokens(model);
        let constants = self.constants();
        let allows = attributes::allow([(ty.deprecated.is_some(), quote!(deprecated))]);
        tokens.extend(quote! {
            #docs
            #deprecated
            #derives
            #words
            #given
            pub struct #name(pub #integer);

            #allows
            impl #name {
                #(#constants)*

                /// Whether all flags of `other` are set.
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

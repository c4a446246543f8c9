//! Rust types of members and items.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Model, Naming, ident};
use crate::spec::{Clr, OwnDefault, ValueType};

/// The Rust type of a member, an item, a payload.
#[derive(Clone)]
pub(crate) enum RustType {
    /// A built-in type.
    Clr(Clr),
    /// A type of another crate, in the place of a built-in type.
    Value(ValueType),
    /// The type at this place of the spec.
    Own(usize),
    /// The class at this place of the spec, or one that derives from it.
    Family(usize),
    /// The pair or tuple at this place of [`Model::library`].
    Library(usize),
    /// `Option<T>`
    Option(Box<RustType>),
    /// `Box<T>`
    Boxed(Box<RustType>),
    /// `Shared<T>`
    Shared(Box<RustType>),
    /// `Secret<T>`
    Secret(Box<RustType>),
    /// `Vec<T>`
    Vec(Box<RustType>),
    /// `Dictionary<K, V>`
    Dictionary(Box<(RustType, RustType)>),
    /// `ReadOnly<C>` over a list or dictionary.
    ReadOnly(Box<RustType>),
    /// Written by the user.
    Custom(Box<syn::Type>),
}

impl RustType {
    pub(super) fn option(self) -> Self {
        match self {
            Self::Option(_) => self,
            inner => Self::Option(Box::new(inner)),
        }
    }

    /// The types of the spec that a value has at least one value of, if every `Option` in it is filled.
    pub(super) fn each_inline(&self, model: &Model<'_>, visit: &mut dyn FnMut(usize)) {
        match self {
            Self::Own(index) => visit(*index),
            Self::Family(index) => {
                model.family(*index).into_iter().flat_map(|family| &family.variants).for_each(|i| visit(*i));
            }
            Self::Library(index) => {
                model.library(*index).into_iter().flat_map(|library| &library.fields).for_each(|field| {
                    field.ty.each_inline(model, visit);
                });
            }
            // A shared object is on the heap too, but has a default, which must have an end.
            Self::Option(inner) | Self::Secret(inner) | Self::Shared(inner) => {
                inner.each_inline(model, visit);
            }
            Self::Clr(_)
            | Self::Value(_)
            | Self::Boxed(_)
            | Self::Vec(_)
            | Self::Dictionary(_)
            | Self::ReadOnly(_)
            | Self::Custom(_) => {}
        }
    }

    /// Whether a type that is on its way out is mentioned.
    pub(crate) fn mentions_deprecated(&self, model: &Model<'_>) -> bool {
        match self {
            Self::Own(index) | Self::Family(index) => {
                model.spec.types.get(*index).is_some_and(|ty| ty.deprecated.is_some())
            }
            Self::Library(index) => model.library(*index).is_some_and(|library| {
                library.fields.iter().any(|field| field.ty.mentions_deprecated(model))
            }),
            Self::Option(inner)
            | Self::Boxed(inner)
            | Self::Shared(inner)
            | Self::Secret(inner)
            | Self::Vec(inner)
            | Self::ReadOnly(inner) => inner.mentions_deprecated(model),
            Self::Dictionary(entry) => {
                entry.0.mentions_deprecated(model) || entry.1.mentions_deprecated(model)
            }
            Self::Clr(_) | Self::Value(_) | Self::Custom(_) => false,
        }
    }

    /// Returns whether it is a text.
    pub(crate) fn is_text(&self) -> bool {
        match self {
            Self::Clr(clr) => *clr == Clr::String,
            Self::Value(ty) => ty.clr() == Clr::String,
            _ => false,
        }
    }

    /// Returns whether `Default` has to be written out where a value is: it gives something else than .NET has until a
    /// member is set, or there is none.
    pub(crate) fn needs_initial(&self) -> bool {
        match self {
            Self::Value(ty) => ty.facts().default == OwnDefault::Other,
            Self::Boxed(inner) | Self::Secret(inner) => inner.needs_initial(),
            Self::Clr(_)
            | Self::Own(_)
            | Self::Family(_)
            | Self::Library(_)
            | Self::Option(_)
            | Self::Shared(_)
            | Self::Vec(_)
            | Self::Dictionary(_)
            | Self::ReadOnly(_)
            | Self::Custom(_) => false,
        }
    }

    /// The type as Rust spells it in a module.
    pub(crate) fn tokens(&self, at: &dyn Naming) -> TokenStream {
        let generic = |name: &str, inner: &Self| {
            let (name, inner) = (at.prelude(name), inner.tokens(at));
            quote!(#name<#inner>)
        };
        match self {
            Self::Clr(clr) => clr_type(*clr, at),
            Self::Value(ty) => value_type(*ty, at),
            Self::Own(index) => at.own(*index),
            Self::Family(index) => match at.model().family(*index) {
                Some(family) => at.item(&family.name),
                None => at.own(*index),
            },
            Self::Library(index) => {
                at.model().library(*index).map(|library| at.item(&library.name)).unwrap_or_default()
            }
            Self::Option(inner) => generic("Option", inner),
            Self::Boxed(inner) => generic("Box", inner),
            Self::Vec(inner) => generic("Vec", inner),
            Self::Shared(inner) => {
                let inner = inner.tokens(at);
                quote!(::datacontract::Shared<#inner>)
            }
            Self::Secret(inner) => {
                let inner = inner.tokens(at);
                quote!(::datacontract::Secret<#inner>)
            }
            Self::Dictionary(entry) => {
                let (key, value) = (entry.0.tokens(at), entry.1.tokens(at));
                quote!(::datacontract::Dictionary<#key, #value>)
            }
            Self::ReadOnly(inner) => match &**inner {
                Self::Vec(item) => {
                    let item = item.tokens(at);
                    quote!(::datacontract::ReadOnlyCollection<#item>)
                }
                Self::Dictionary(entry) => {
                    let (key, value) = (entry.0.tokens(at), entry.1.tokens(at));
                    quote!(::datacontract::ReadOnlyDictionary<#key, #value>)
                }
                other => other.tokens(at),
            },
            Self::Custom(ty) => at.given(ty),
        }
    }
}

/// The path of a type of another crate, which begins in the runtime: it has these crates for code that does not depend
/// on them.
fn value_type(ty: ValueType, at: &dyn Naming) -> TokenStream {
    let text = at.prelude("str");
    match ty {
        ValueType::ChronoUtc => {
            quote!(::datacontract::types::chrono::DateTime<::datacontract::types::chrono::Utc>)
        }
        ValueType::ChronoOffset => {
            quote!(::datacontract::types::chrono::DateTime<::datacontract::types::chrono::FixedOffset>)
        }
        ValueType::ArcStr => quote!(::std::sync::Arc<#text>),
        ValueType::BoxStr => {
            let name = at.prelude("Box");
            quote!(#name<#text>)
        }
        ty => {
            let parts = ty.name().split("::").map(ident);
            let runtime = ty.feature().map(|_| quote!(::datacontract::types));
            quote!(#runtime #(::#parts)*)
        }
    }
}

fn clr_type(clr: Clr, at: &dyn Naming) -> TokenStream {
    let prelude = |name| at.prelude(name);
    match clr {
        Clr::Bool => prelude("bool"),
        Clr::SByte => prelude("i8"),
        Clr::Byte => prelude("u8"),
        Clr::Short => prelude("i16"),
        Clr::UShort => prelude("u16"),
        Clr::Int => prelude("i32"),
        Clr::UInt => prelude("u32"),
        Clr::Long => prelude("i64"),
        Clr::ULong => prelude("u64"),
        Clr::Float => prelude("f32"),
        Clr::Double => prelude("f64"),
        Clr::String => prelude("String"),
        Clr::Decimal => quote!(::datacontract::clr::Decimal),
        Clr::Char => quote!(::datacontract::clr::Char),
        Clr::DateTime => quote!(::datacontract::clr::DateTime),
        Clr::DateTimeOffset => quote!(::datacontract::clr::DateTimeOffset),
        Clr::TimeSpan => quote!(::datacontract::clr::TimeSpan),
        Clr::Guid => quote!(::datacontract::clr::Guid),
        Clr::Uri => quote!(::datacontract::clr::Uri),
        Clr::Bytes => quote!(::datacontract::clr::Bytes),
        Clr::Object => quote!(::datacontract::dynamic::Value),
    }
}

//! `as = ".."`, `with = ".."` and `bytes`: values that go over the wire as those of another type.

use super::{Item, Value};
use crate::ctxt::Ctxt;
use syn::{GenericArgument, Lit, Path, PathArguments, Type, parse_quote};

/// How a value is converted.
pub(crate) enum Conversion {
    /// By `TryFrom` and `TryInto`, to and from this type.
    As(Type),
    /// By the functions of this module.
    With(Path),
    /// A list of bytes as a `byte[]`.
    Bytes,
}

/// C#'s names of the types that Rust has others for.
fn clr_type(name: &str) -> Option<Type> {
    Some(match name {
        "bool" => parse_quote!(::core::primitive::bool),
        "sbyte" => parse_quote!(::core::primitive::i8),
        "byte" => parse_quote!(::core::primitive::u8),
        "short" => parse_quote!(::core::primitive::i16),
        "ushort" => parse_quote!(::core::primitive::u16),
        "int" => parse_quote!(::core::primitive::i32),
        "uint" => parse_quote!(::core::primitive::u32),
        "long" => parse_quote!(::core::primitive::i64),
        "ulong" => parse_quote!(::core::primitive::u64),
        "float" => parse_quote!(::core::primitive::f32),
        "double" => parse_quote!(::core::primitive::f64),
        "decimal" | "Decimal" => parse_quote!(::datacontract::clr::Decimal),
        "string" => parse_quote!(::std::string::String),
        "DateTime" => parse_quote!(::datacontract::clr::DateTime),
        "DateTimeOffset" => parse_quote!(::datacontract::clr::DateTimeOffset),
        "TimeSpan" => parse_quote!(::datacontract::clr::TimeSpan),
        "Guid" => parse_quote!(::datacontract::clr::Guid),
        "Uri" => parse_quote!(::datacontract::clr::Uri),
        "byte[]" => parse_quote!(::datacontract::clr::Bytes),
        "object" => parse_quote!(::datacontract::dynamic::Value),
        _ => return None,
    })
}

/// Puts Rust's types in the places of C#'s names.
fn name_clr_types(ty: &mut Type) {
    let Type::Path(path) = ty else { return };
    if let Some(clr) = path.path.get_ident().and_then(|ident| clr_type(&ident.to_string())) {
        *ty = clr;
        return;
    }
    for segment in &mut path.path.segments {
        if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
            for argument in &mut arguments.args {
                if let GenericArgument::Type(inner) = argument {
                    name_clr_types(inner);
                }
            }
        }
    }
}

impl Item {
    /// `as = "Guid"`, `as = "Vec<Guid>"`, `as = MyType`
    pub(crate) fn wire_type(&self, cx: &Ctxt) -> Option<Conversion> {
        let mut ty = match (&self.value, self.literal()) {
            (Value::Type(ty), _) => ty.clone(),
            (_, Some(Lit::Str(text))) => match clr_type(&text.value()) {
                Some(ty) => ty,
                None => match text.parse::<Type>() {
                    Ok(ty) => ty,
                    Err(_) => return self.wants(cx, "a type of C# or of Rust: `as = \"Guid\"`"),
                },
            },
            _ => return self.wants(cx, "a type of C# or of Rust: `as = \"Guid\"`"),
        };
        name_clr_types(&mut ty);
        Some(Conversion::As(ty))
    }

    /// `with = "module"`
    pub(crate) fn module(&self, cx: &Ctxt) -> Option<Conversion> {
        let what = "a module with `type Wire`, `fn to_wire` and `fn from_wire`: `with = \"percent\"`";
        match (&self.value, self.literal()) {
            (_, Some(Lit::Str(text))) => match text.parse::<Path>() {
                Ok(path) => Some(Conversion::With(path)),
                Err(_) => self.wants(cx, what),
            },
            _ => self.path(cx, what).map(Conversion::With),
        }
    }

    /// `bytes`
    pub(crate) fn byte_array(&self, cx: &Ctxt) -> Option<Conversion> {
        self.flag(cx).map(|()| Conversion::Bytes)
    }
}

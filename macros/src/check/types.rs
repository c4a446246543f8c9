//! Types of members that can never be in a contract, with those that can in their place.

use crate::ctxt::Ctxt;
use syn::{GenericArgument, PathArguments, Type};

/// Reports a type that has no form on the wire whatever features there are; other types are the trait's to
/// refuse.
pub(super) fn check(cx: &Ctxt, ty: &Type) {
    match ty {
        Type::Reference(reference) => cx.error(
            reference,
            "a contract owns its values, since reading makes them: `String` or `Arc<str>` in place of `&str`, `Vec<T>` \
             in place of `&[T]`",
        ),
        Type::Tuple(tuple) => cx.error(
            tuple,
            "the members of a contract have names, and those of a tuple have none: write a struct that derives \
             `DataContract`",
        ),
        Type::TraitObject(object) => cx.error(
            object,
            "a trait object does not say what it may be: write an enum over the types, with \
             `#[contract(polymorphic(Base))]`",
        ),
        Type::FnPtr(function) => {
            cx.error(function, "a function is no value of a contract: say `#[contract(ignore)]`");
        }
        Type::Slice(slice) => cx.error(slice, "a slice has no size: use `Vec<T>`, or an array `[T; N]`"),
        Type::Group(group) => check(cx, &group.elem),
        Type::Paren(paren) => check(cx, &paren.elem),
        Type::Array(array) => check(cx, &array.elem),
        Type::Path(path) if inside_option(ty).and_then(inside_option).is_some() => cx.error(
            path,
            "there is one null, so that `Some(None)` would be read back as `None`: `Option<T>`, or \
             `datacontract::Presence<T>`, which tells null from what is not there",
        ),
        Type::Path(path) => {
            for segment in &path.path.segments {
                if let PathArguments::AngleBracketed(arguments) = &segment.arguments {
                    for argument in &arguments.args {
                        match argument {
                            // `Box<str>` and the like.
                            GenericArgument::Type(Type::Slice(_)) => {}
                            GenericArgument::Type(inner) => check(cx, inner),
                            _ => {}
                        }
                    }
                }
            }
        }
        _ => {}
    }
}

/// Returns the type in an `Option`.
fn inside_option(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    })
}

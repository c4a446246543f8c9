//! The word `paging` of endpoints whose answers are pages.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    access::{Access, Root},
    model::{Model, RustType},
    operation::Operation,
};
use crate::spec::{PageStep, Spanned};

/// Returns the word. `None` also if a type of the user's own stands where the spec has a list or a member.
pub(super) fn word(model: &Model<'_>, operation: &Operation<'_>) -> Option<TokenStream> {
    let paging = operation.endpoint.paging.as_ref()?;
    let argument = |name: &Spanned<String>| {
        let mut arguments = operation.arguments.iter();
        let argument = arguments.find(|argument| argument.parameter.name.value == name.value)?;
        is_built_in(&argument.ty).then_some(&argument.name)
    };
    let response = operation.response.as_ref()?;
    if !model.has_items(response) {
        return None;
    }
    let (ty, root) = match response {
        RustType::Option(inner) => (&**inner, Root::Optional(quote!(answer))),
        ty => (ty, Root::Plain(quote!(answer))),
    };
    let class = if let RustType::Own(class) = ty { Some(*class) } else { None };
    let value = |path: &Spanned<String>| {
        let access = Access::of(model, class?, path)?;
        is_built_in(access.ty()).then(|| access.borrowed(&root))
    };
    let mut words = Vec::new();
    match &paging.step {
        PageStep::Page { parameter, first } => {
            let name = argument(parameter)?;
            words.push(quote!(page = #name));
            if *first != 1 {
                let first = proc_macro2::Literal::u64_unsuffixed(*first);
                words.push(quote!(first = #first));
            }
        }
        PageStep::Skip(parameter) => {
            let name = argument(parameter)?;
            words.push(quote!(skip = #name));
        }
        PageStep::Next(path) => {
            let value = value(path)?;
            words.push(quote!(next = |answer| #value));
        }
    }
    if let Some(size) = &paging.size {
        let name = argument(size)?;
        words.push(quote!(size = #name));
    }
    let told = [
        (quote!(total), paging.total.as_ref()),
        (quote!(pages), paging.pages.as_ref()),
        (quote!(more), paging.more.as_ref()),
    ];
    for (word, path) in told {
        let Some(path) = path else { continue };
        let value = value(path)?;
        words.push(quote!(#word = |answer| #value));
    }
    Some(quote!(paging(#(#words),*)))
}

/// Returns whether the runtime knows the type: it is none of another crate's in the place of a built-in one.
fn is_built_in(ty: &RustType) -> bool {
    match ty {
        RustType::Option(inner) | RustType::Boxed(inner) => is_built_in(inner),
        RustType::Clr(_) => true,
        _ => false,
    }
}

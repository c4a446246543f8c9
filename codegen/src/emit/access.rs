//! Expressions for a member of a class, or of what one of its members holds.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{
    fields::{MemberPath, member_path},
    model::{Model, RustType},
};

/// The way from a class to a member.
pub(super) struct Access {
    /// The fields, each with whether the next one is within its `Option`.
    steps: Vec<(Vec<Ident>, bool)>,
    ty: RustType,
}

/// The value of the class.
pub(super) enum Root {
    Plain(TokenStream),
    /// It is in an `Option`.
    Optional(TokenStream),
}

impl Access {
    /// By the CLR names of the members from the class at a place on; `None` if the way leads through a type
    /// of the user's, or through one whose class is not known.
    pub(super) fn of(model: &Model<'_>, index: usize, path: &str) -> Option<Self> {
        let mut steps = Vec::new();
        let mut owner = index;
        let mut parts = path.split('.').peekable();
        while let Some(part) = parts.next() {
            let MemberPath { fields, class: declaring, member: place } = member_path(model, owner, part)?;
            let mut ty = model.member_type(declaring, place);
            if parts.peek().is_none() {
                steps.push((fields, false));
                return Some(Self { steps, ty });
            }
            let mut is_optional = false;
            if let RustType::Option(inner) = ty {
                is_optional = true;
                ty = *inner;
            }
            if let RustType::Boxed(inner) = ty {
                ty = *inner;
            }
            let RustType::Own(next) = ty else { return None };
            owner = Some(next).filter(|next| model.external(*next).is_none())?;
            steps.push((fields, is_optional));
        }
        None
    }

    /// Returns the type of the member.
    pub(super) fn ty(&self) -> &RustType {
        &self.ty
    }

    /// Returns the field, if the class itself has the member.
    pub(super) fn field(&self) -> Option<&Ident> {
        match self.steps.as_slice() {
            // Rustdoc has no links to raw names.
            [(fields, _)] if fields.len() == 1 => {
                fields.first().filter(|field| !field.to_string().starts_with("r#"))
            }
            _ => None,
        }
    }

    pub(super) fn is_optional(&self) -> bool {
        self.steps.iter().any(|(_, is_optional)| *is_optional)
    }

    /// Returns a reference to the member, or an `Option` of one.
    pub(super) fn borrowed(&self, root: &Root) -> TokenStream {
        let (mut expression, mut within) = match root {
            Root::Plain(root) => (root.clone(), false),
            Root::Optional(root) => (quote!(#root .as_ref()), true),
        };
        let value = format_ident!("value");
        for (fields, is_optional) in &self.steps {
            let place = quote!(#(.#fields)*);
            expression = match (within, is_optional) {
                (false, false) => quote!(#expression #place),
                (false, true) => quote!(#expression #place .as_ref()),
                (true, false) => quote!(#expression.map(|#value| & #value #place)),
                (true, true) => quote!(#expression.and_then(|#value| #value #place .as_ref())),
            };
            within |= is_optional;
        }
        if within { expression } else { quote!(& #expression) }
    }
}

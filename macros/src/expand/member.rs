//! The members of a class.

use super::conversion::{Converter, converter};
use super::field_of;
use crate::ast::Field;
use proc_macro2::TokenStream;
use quote::ToTokens as _;

/// A field that is a member, with its converter if it has one.
pub(super) struct Member<'a> {
    pub(super) field: &'a Field<'a>,
    pub(super) converter: Option<Converter>,
}

impl<'a> Member<'a> {
    pub(super) fn new(field: &'a Field<'a>) -> Self {
        let converter = field
            .attrs
            .conversion
            .as_ref()
            .map(|conversion| converter(conversion, &field.ty.to_token_stream(), field.ident));
        Member { field, converter }
    }

    /// The type on the wire, as a member.
    pub(super) fn wire_field(&self) -> TokenStream {
        match &self.converter {
            None => field_of(self.field.ty),
            Some(converter) => converter.wire_field(&self.field.ty.to_token_stream()),
        }
    }
}

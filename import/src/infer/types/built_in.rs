//! The built-in types of .NET with their contracts.

use datacontract::contract::{SER, XSD};
use datacontract_codegen::spec::Clr;

use super::contract_names::{Argument, NamedType};
use crate::infer::{
    model::Ty,
    samples::{elements::element, form::system},
};

/// Returns a built-in type with its contract name.
pub(crate) fn built_in(clr: Clr) -> Option<NamedType> {
    let name = element(clr)?;
    let namespace = match clr {
        Clr::Char | Clr::TimeSpan | Clr::Guid => SER.to_owned(),
        Clr::DateTimeOffset => system(),
        _ => XSD.to_owned(),
    };
    Some(NamedType { ty: Ty::Clr(clr), name: Argument::new(name, namespace) })
}

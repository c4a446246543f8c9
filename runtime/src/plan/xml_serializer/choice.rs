//! `XmlChoiceIdentifier`: a member of an enum, or an array of such values, says which of several elements the value of
//! another member is.

use super::declared::{Declared, Level};
use super::{item_of, names};
use crate::contract::{Kind, Type};
use crate::plan::{Chooser, EnumPlan, MemberPlan};
use std::collections::HashMap;

/// Returns all members by C#'s names: those that are named as choosing are mostly none of the XML.
pub(super) fn identifiers(levels: &[Level]) -> HashMap<&'static str, Declared> {
    let members = levels.iter().flat_map(|level| &level.members);
    let is_any_named = members.clone().any(|declared| declared.xml.choice_identifier.is_some());
    let members = members.filter(|_| is_any_named);
    members.map(|declared| (declared.clr_name(), *declared)).collect()
}

/// Returns what says which of these elements a value is; an error where an element has no member of the enum.
/// `namespace` is that of the class.
pub(super) fn chooser(
    identifier: Declared,
    choices: &[MemberPlan],
    namespace: &str,
) -> Result<Chooser, String> {
    let ty = *identifier.ty();
    let of = match item_of(&ty).unwrap_or(ty) {
        Type::Contract(contract) => match *contract.get().kind() {
            Kind::Enum(of) => of,
            _ => return Err(no_enum(identifier)),
        },
        _ => return Err(no_enum(identifier)),
    };
    let plan = EnumPlan::for_xml_serializer(of);
    let number_of = |choice: &MemberPlan| {
        let is_it = |name: &str| {
            let (of, name) = name.rsplit_once(':').unwrap_or((namespace, name));
            names::encode(name) == choice.name && of == &*choice.namespace
        };
        plan.number_where(is_it).ok_or_else(|| {
            format!(
                "the enum of `{}` has no member for the element `{}`: give it one, by XmlEnum if the name is another",
                identifier.clr_name(),
                choice.name
            )
        })
    };
    let numbers = choices.iter().map(number_of).collect::<Result<_, _>>()?;
    Ok(Chooser { index: identifier.index, ty, numbers })
}

fn no_enum(identifier: Declared) -> String {
    format!("XmlChoiceIdentifier names `{}`, which is no enum", identifier.clr_name())
}

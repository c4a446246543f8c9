//! Names that all classes share: those of elements and attributes in another namespace than that of their class.
//!
//! In XML Schema they are declared once for all, so that all that have one name need one type.

use super::super::class::levels;
use super::super::declared::Declared;
use super::super::{item_of, names, value_type};
use crate::contract::xml_serializer::{DataType, Node};
use crate::contract::{Contract, Type};
use crate::plan::ObjectPlan;
use std::collections::HashMap;
use std::ptr;

/// The names that were met, with what they are declared as.
#[derive(Default)]
pub(super) struct Names {
    elements: HashMap<(&'static str, &'static str), Declaration>,
    attributes: HashMap<(&'static str, &'static str), Declaration>,
}

/// What a name is declared as.
#[derive(PartialEq)]
struct Declaration {
    of: DeclaredType,
    /// The text of `DefaultValue`.
    default: &'static str,
}

/// A type, as far as it tells two declarations of a name apart.
#[derive(PartialEq)]
enum DeclaredType {
    /// Any collection: their types need not be the same.
    Collection,
    /// The class or enum at this address.
    Contract(usize),
    /// A simple type, by its name in XML Schema.
    Simple(String),
}

impl DeclaredType {
    fn of(ty: &Type, data_type: Option<DataType>) -> Self {
        match (ty, data_type) {
            (_, Some(data_type)) => DeclaredType::Simple(data_type.name().to_owned()),
            (Type::Nullable(inner), None) => DeclaredType::of(inner, None),
            (ty, None) if item_of(ty).is_some() => DeclaredType::Collection,
            (Type::Contract(contract), None) => DeclaredType::Contract(ptr::from_ref(contract.get()).addr()),
            (ty, None) => DeclaredType::Simple(names::type_name(ty)),
        }
    }
}

impl Names {
    /// Adds the names of a class; returns why it is refused, if one of them is declared otherwise elsewhere.
    pub(super) fn refusal_of_class(
        &mut self,
        plan: &'static ObjectPlan,
        contract: &'static Contract,
    ) -> Option<String> {
        let levels = levels(contract, &plan.name.namespace);
        let own = levels.last().filter(|level| ptr::eq(level.contract, contract))?;
        let mut members = own.members.iter().filter(|declared| declared.takes_part());
        members.find_map(|declared| self.refusal_of_member(declared, &own.namespace, contract))
    }

    fn refusal_of_member(&mut self, declared: &Declared, outer: &str, contract: &Contract) -> Option<String> {
        let ty = declared.ty();
        let default = declared.member.json.default_value.filter(|text| *text != "\"\"").unwrap_or("");
        let mut found = Vec::new();
        let names = match &declared.xml.node {
            Node::Attribute(attribute) => {
                let of = DeclaredType::of(&value_type(ty), attribute.data_type);
                found.push((attribute.name, attribute.namespace, of));
                &mut self.attributes
            }
            Node::Elements(elements) => {
                let declared = value_type(ty);
                found.extend(elements.iter().map(|element| {
                    let ty = element.ty.as_ref().unwrap_or(&declared);
                    (element.name, element.namespace, DeclaredType::of(ty, element.data_type))
                }));
                &mut self.elements
            }
            Node::Array(array, _) => {
                found.push((array.name, array.namespace, DeclaredType::Collection));
                &mut self.elements
            }
            Node::Default
            | Node::Ignored
            | Node::Text(_)
            | Node::AnyElements(_)
            | Node::AnyAttributes
            | Node::Namespaces => return None,
        };
        for (name, namespace, of) in found {
            let Some(namespace) = namespace.filter(|namespace| *namespace != outer) else { continue };
            let name = names::given(name).unwrap_or(declared.clr_name());
            let declaration = Declaration { of, default };
            if let Some(other) = names.get(&(name, namespace)) {
                if *other != declaration {
                    return Some(format!(
                        "`{}.{}`: `{name}` in `{namespace}` is of another type or default elsewhere, and a name in \
                         another namespace than that of its class is one for all: give it another",
                        contract.declared_name(),
                        declared.clr_name(),
                    ));
                }
            } else {
                names.insert((name, namespace), declaration);
            }
        }
        None
    }
}

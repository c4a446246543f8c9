//! The classes of a spec by what objects call them that are of a derived class.

use std::collections::HashMap;

use datacontract_codegen::spec::json_type;

use super::document::{ActualType, without_assembly};
use crate::site::Site;

/// Finds the classes that objects name.
#[derive(Debug)]
pub(super) struct ActualTypes(HashMap<ActualType, usize>);

impl ActualTypes {
    pub(super) fn of(site: &Site) -> Self {
        let spec = site.spec();
        let mut types = HashMap::new();
        for (index, ty) in spec.types.iter().enumerate() {
            // Those of generic classes stand for many types.
            if ty.name.arguments().next().is_some() {
                continue;
            }
            types.insert(ActualType::Json(without_assembly(&json_type(spec, ty)).to_owned()), index);
            if let Some(contract) = site.graph().contract_at(index) {
                let name = contract.qualified_name();
                let (namespace, name) = (name.namespace.clone(), name.name.clone());
                types.insert(ActualType::Xml { namespace, name }, index);
            }
        }
        ActualTypes(types)
    }

    /// Returns the place of a class in the spec; `None` if the spec does not have it.
    pub(super) fn find(&self, ty: &ActualType) -> Option<usize> {
        self.0.get(ty).copied()
    }
}

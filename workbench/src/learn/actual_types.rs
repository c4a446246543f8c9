//! The classes of a spec by what objects call them that are of a derived class.

use std::collections::HashMap;

use datacontract_codegen::spec::json_type;

use super::document::{ActualType, Form, without_assembly};
use crate::site::Site;

/// Finds the classes that objects name.
#[derive(Debug)]
pub(super) struct ActualTypes {
    types: HashMap<ActualType, usize>,
    /// What `XmlSerializer` calls them. The namespace is not among it: a class may have that of where it stands.
    of_xml_serializer: HashMap<String, usize>,
}

impl ActualTypes {
    pub(super) fn of(site: &Site) -> Self {
        let spec = site.spec();
        let (mut types, mut of_xml_serializer) = (HashMap::new(), HashMap::new());
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
            of_xml_serializer.insert(spec.xml_serializer_type_name(index).name, index);
        }
        ActualTypes { types, of_xml_serializer }
    }

    /// Returns the place of a class in the spec; `None` if the spec does not have it.
    pub(super) fn find(&self, form: Form, ty: &ActualType) -> Option<usize> {
        match ty {
            // It refuses two classes of one name.
            ActualType::Xml { name, .. } if form == Form::XmlSerializer => {
                self.of_xml_serializer.get(name).copied()
            }
            ty => self.types.get(ty).copied(),
        }
    }
}

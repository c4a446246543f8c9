//! Plans of documents' roots.

#[cfg(feature = "json")]
use super::Shape;
use super::{ObjectPlan, TypePlan};
use crate::contract::{ContractRef, JsonNames, Type};
use std::ops::Deref;

/// The plan of a root: kept with its contract, or made for the document.
pub(crate) enum RootPlan {
    Kept(&'static TypePlan),
    Made(Box<TypePlan>),
}

impl RootPlan {
    /// Returns the plan of a root that is declared as `ty`.
    #[inline]
    pub(crate) fn new(ty: &Type) -> RootPlan {
        RootPlan::with_naming(ty, JsonNames::default())
    }

    /// Returns the plan of a root where a JSON formatter's naming applies: library types have none of their
    /// own.
    #[inline]
    pub(crate) fn with_naming(ty: &Type, naming: JsonNames) -> RootPlan {
        match *ty {
            Type::Contract(contract) => RootPlan::Kept(contract.get().plan().as_root(contract)),
            _ => RootPlan::Made(Box::new(TypePlan::of_root(ty, naming))),
        }
    }

    /// Returns the plan of a root for `XmlSerializer`.
    #[inline]
    pub(crate) fn for_xml_serializer(ty: &Type) -> RootPlan {
        match *ty {
            Type::Contract(contract) => RootPlan::Kept(&contract.get().xml_serializer_root(ty).ty),
            _ => RootPlan::Made(Box::new(TypePlan::root_for_xml_serializer(ty))),
        }
    }

    /// Returns the plan of the contract that the root is declared as.
    #[cfg(feature = "json")]
    #[inline]
    pub(crate) fn contract(&self) -> Option<&'static ObjectPlan> {
        match self {
            RootPlan::Kept(TypePlan { shape: Shape::Contract(link), .. }) => Some(link.plan()),
            _ => None,
        }
    }
}

impl Deref for RootPlan {
    type Target = TypePlan;

    #[inline]
    fn deref(&self) -> &TypePlan {
        match self {
            RootPlan::Kept(plan) => plan,
            RootPlan::Made(plan) => plan,
        }
    }
}

impl ObjectPlan {
    /// Returns the plan of a type that is this contract and nothing else.
    #[inline]
    fn as_root(&'static self, contract: ContractRef) -> &'static TypePlan {
        match self.root.get() {
            Some(plan) => plan,
            None => self.make_root(contract),
        }
    }

    #[cold]
    #[inline(never)]
    fn make_root(&'static self, contract: ContractRef) -> &'static TypePlan {
        self.root.get_or_init(|| Box::new(TypePlan::of_root(&Type::Contract(contract), JsonNames::default())))
    }
}

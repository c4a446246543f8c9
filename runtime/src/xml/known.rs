//! The types that may stand where a base class or `object` is declared.

use crate::contract::known_index::{find_in, find_named};
use crate::contract::{Contract, Type, type_name};
use crate::error::{Error, ErrorKind, Result};
use std::collections::BTreeMap;
use std::ptr;

/// The known types in scope: those given for the whole document, and those of the contracts around the place.
pub(crate) struct KnownTypes<'o> {
    given: &'o [Type],
    /// Whether their names were compared.
    is_checked: bool,
    around: Vec<&'static Contract>,
}

impl<'o> KnownTypes<'o> {
    pub(crate) fn new(given: &'o [Type]) -> Self {
        KnownTypes { given, is_checked: given.len() < 2, around: Vec::new() }
    }

    /// Refuses known types of which two have one contract name: `i:type` could not tell them apart. As in
    /// .NET, that is an error only where one is looked for.
    pub(crate) fn check(&mut self) -> Result<()> {
        if self.is_checked {
            return Ok(());
        }
        self.is_checked = true;
        let contracts = self.given.iter().filter_map(|ty| match ty {
            Type::Contract(contract) => Some(contract.get()),
            _ => None,
        });
        let mut known = BTreeMap::new();
        for contract in contracts {
            let name = contract.qualified_name();
            let other = *known.entry((&name.name, &name.namespace)).or_insert(contract);
            if !ptr::eq(other, contract) {
                let message =
                    format!("two known types have the contract name {} in `{}`", name.name, name.namespace);
                return Err(Error::new(ErrorKind::UnknownType, message));
            }
        }
        Ok(())
    }

    /// The `KnownType` attributes of a contract apply inside its objects.
    pub(crate) fn enter(&mut self, contract: Option<&'static Contract>) {
        if let Some(contract) = contract.filter(|contract| has_known_types(contract)) {
            self.around.push(contract);
        }
    }

    pub(crate) fn leave(&mut self, contract: Option<&'static Contract>) {
        if contract.is_some_and(has_known_types) {
            self.around.pop();
        }
    }

    /// Returns the contracts whose attributes apply, outermost first.
    pub(crate) fn around(&self) -> &[&'static Contract] {
        &self.around
    }

    pub(crate) fn contains_contract(&self, contract: &'static Contract) -> bool {
        let mut is_it =
            |known: &Type| matches!(known, Type::Contract(known) if ptr::eq(known.get(), contract));
        self.given.iter().any(|ty| find_in(ty, &mut is_it).is_some())
            || self.attributes().any(|around| around.knows(contract))
    }

    pub(crate) fn contains(&self, ty: &Type) -> bool {
        let name = type_name(ty);
        self.find(|known| type_name(known) == name).is_some()
    }

    /// Returns the known type with this contract name.
    pub(crate) fn find_name(&self, name: &str, namespace: &str) -> Option<Type> {
        let given = self.given.iter().find_map(|ty| find_named(ty, name, namespace));
        given.or_else(|| self.attributes().find_map(|contract| contract.find_known(name, namespace)))
    }

    /// Returns the contracts whose attributes apply: the innermost first; attributes are inherited.
    fn attributes(&self) -> impl Iterator<Item = &Contract> {
        self.around.iter().rev().flat_map(|contract| contract.with_bases())
    }

    fn find(&self, mut matches: impl FnMut(&Type) -> bool) -> Option<Type> {
        if let Some(found) = self.given.iter().find_map(|ty| find_in(ty, &mut matches)) {
            return Some(found);
        }
        self.attributes().flat_map(Contract::known).find_map(|ty| find_in(ty, &mut matches))
    }
}

fn has_known_types(contract: &'static Contract) -> bool {
    contract.with_bases().any(|contract| !contract.known().is_empty())
}

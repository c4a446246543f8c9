//! The types that may stand where a base class or `object` is declared.

use crate::contract::{Contract, Kind, Type, type_name};
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

    /// Refuses known types of which two have one contract name: `i:type` could not tell them apart. As in .NET, that is an
    /// error only where one is looked for.
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

    pub(crate) fn contains_contract(&self, contract: &'static Contract) -> bool {
        self.find(|known| matches!(known, Type::Contract(known) if ptr::eq(known.get(), contract))).is_some()
    }

    pub(crate) fn contains(&self, ty: &Type) -> bool {
        let name = type_name(ty);
        self.find(|known| type_name(known) == name).is_some()
    }

    /// The known type with this contract name.
    pub(crate) fn find_name(&self, name: &str, namespace: &str) -> Option<Type> {
        self.find(|known| {
            let known = type_name(known);
            known.name == name && known.namespace == namespace
        })
    }

    fn find(&self, mut matches: impl FnMut(&Type) -> bool) -> Option<Type> {
        if let Some(found) = self.given.iter().find_map(|ty| find_in(ty, &mut matches)) {
            return Some(found);
        }
        // The innermost first; attributes are inherited.
        for contract in self.around.iter().rev() {
            let mut attributes = contract.with_bases().flat_map(Contract::known);
            if let Some(found) = attributes.find_map(|ty| find_in(ty, &mut matches)) {
                return Some(found);
            }
        }
        None
    }
}

fn has_known_types(contract: &'static Contract) -> bool {
    contract.with_bases().any(|contract| !contract.known().is_empty())
}

/// A known collection makes its items known.
fn find_in(ty: &Type, matches: &mut impl FnMut(&Type) -> bool) -> Option<Type> {
    if matches(ty) {
        return Some(*ty);
    }
    match ty {
        Type::List(item) | Type::Array(item) | Type::Nullable(item) | Type::ReadOnlyCollection(item) => {
            find_in(item, matches)
        }
        Type::Dictionary(entry) | Type::Pair(entry) | Type::ReadOnlyDictionary(entry) => {
            find_in(&entry.0, matches).or_else(|| find_in(&entry.1, matches))
        }
        Type::Primitive(_) | Type::Object | Type::Contract(_) => None,
    }
}

/// The type with this contract name among all that the contracts behind `root` speak of. .NET knows fewer: those of the
/// contracts around a place.
pub(crate) fn find_reachable(root: &Type, name: &str, namespace: &str) -> Option<Type> {
    let mut seen: Vec<&'static Contract> = Vec::new();
    let mut open = vec![*root];
    while let Some(ty) = open.pop() {
        let contract = match ty {
            Type::Nullable(inner)
            | Type::List(inner)
            | Type::Array(inner)
            | Type::ReadOnlyCollection(inner) => {
                open.push(*inner);
                continue;
            }
            Type::Dictionary(entry) | Type::Pair(entry) | Type::ReadOnlyDictionary(entry) => {
                open.extend([entry.0, entry.1]);
                continue;
            }
            Type::Primitive(_) | Type::Object => continue,
            Type::Contract(contract) => contract.get(),
        };
        let own = contract.qualified_name();
        if own.name == name && own.namespace == namespace {
            return Some(ty);
        }
        if seen.iter().any(|other| ptr::eq(*other, contract)) {
            continue;
        }
        seen.push(contract);
        open.extend(contract.known());
        match *contract.kind() {
            Kind::Class(class) => {
                open.extend(class.members.iter().map(|member| member.ty));
                open.extend(class.base.map(Type::Contract));
            }
            Kind::Collection { item, .. } => open.push(item),
            Kind::Dictionary { key, value, .. } => open.extend([key, value]),
            Kind::Enum(_) => {}
        }
    }
    None
}

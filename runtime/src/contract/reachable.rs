//! The types that a type leads to.

use super::{Contract, Kind, Type};
use std::collections::HashSet;

/// Returns the first type that fits among all that the contracts behind `root` speak of. .NET knows fewer:
/// those of the contracts around a place.
pub(crate) fn find_reachable(root: &Type, mut fits: impl FnMut(&Type) -> bool) -> Option<Type> {
    let mut seen: HashSet<*const Contract> = HashSet::new();
    let mut open = vec![*root];
    while let Some(ty) = open.pop() {
        if fits(&ty) {
            return Some(ty);
        }
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
        if !seen.insert(contract) {
            continue;
        }
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

//! The names of generic classes in XML, which have a hash of their arguments' namespaces in them: an argument whose
//! namespace gives the hash is in it.

use super::{
    built_in::built_in,
    contract_names::{self, Argument, NamedType},
    each::{Known, Type},
    registry::Registry,
};
use crate::{
    clr_name::by_class,
    infer::{
        model::{Ty, TypeId},
        samples::form::system,
        wording::words::{PageType, is_identifier},
    },
    page::Row,
};

/// A generic class whose computed name is the one in XML.
pub(crate) struct GenericClass {
    pub(crate) class: String,
    pub(crate) arguments: Vec<Ty>,
}

impl GenericClass {
    /// Reads the name of a class with one argument whose name in XML is the page's, with what looks like the hash of a
    /// generic behind it.
    pub(crate) fn by_hash_alone(registry: &Registry, page: &str, contract: &str) -> Option<Self> {
        if !looks_like_hash(contract.strip_prefix(page)?) {
            return None;
        }
        let (class, part) =
            contract_names::split_page_name(page).into_iter().find_map(|(class, parts)| match parts[..] {
                [part] if is_identifier(class) => Some((class, part)),
                _ => None,
            })?;
        let id = registry.variants(part).first().copied()?;
        Some(Self { class: class.to_owned(), arguments: vec![Ty::Type(id)] })
    }

    /// Reads the name that help pages make of a generic class of built-in types, where no sample shows its name in XML:
    /// nobody calls a class `AnswerOfInt32` himself.
    pub(crate) fn of_built_in(page: Option<&str>, contract: Option<&str>) -> Option<Self> {
        let page = page.filter(|_| contract.is_none())?;
        contract_names::split_page_name(page).into_iter().find_map(|(class, parts)| {
            if !is_identifier(class) || class.contains("Of") || OF_DOTNET.contains(&class) {
                return None;
            }
            let arguments: Option<Vec<Ty>> = parts.iter().map(|part| by_class(part).map(Ty::Clr)).collect();
            Some(Self { class: class.to_owned(), arguments: arguments? })
        })
    }

    /// Reads the name that help pages make of a generic class, where no sample shows its name in XML: a member of it is
    /// of its argument, or its argument is called as a list is.
    pub(crate) fn of_members(registry: &Registry, ty: &Type, contract: Option<&str>) -> Option<Self> {
        let page = ty.page.as_deref().filter(|_| contract.is_none())?;
        let rows = ty.rows.as_deref().unwrap_or_default();
        let has_member_of = |part: &str| {
            rows.iter().any(|row| PageType::parse(&row.ty).innermost().is_some_and(|name| name == part))
        };
        contract_names::split_page_name(page).into_iter().find_map(|(class, parts)| {
            if !is_identifier(class) || class.contains("Of") || OF_DOTNET.contains(&class) {
                return None;
            }
            let is_argument =
                |part: &&str| item_of(part).is_some() || by_class(part).is_some() || has_member_of(part);
            let arguments: Option<Vec<Ty>> =
                parts.iter().map(|part| argument(registry, part).filter(|_| is_argument(part))).collect();
            Some(Self { class: class.to_owned(), arguments: arguments? })
        })
    }

    pub(crate) fn find(registry: &Registry, page: Option<&str>, contract: &str) -> Option<Self> {
        if let Some(page) = page {
            for (class, parts) in contract_names::split_page_name(page) {
                if let Some(choice) = choice_of(registry, class, &parts, contract, Offered::Known) {
                    let arguments = choice.into_iter().map(|argument| argument.named.ty).collect();
                    return Some(Self { class: class.to_owned(), arguments });
                }
            }
            return None;
        }
        // Pages without type names: one argument, any type.
        for (at, _) in contract.match_indices("Of").filter(|(at, _)| *at > 0) {
            let (Some(class), Some(rest)) = (contract.get(..at), contract.get(at + 2..)) else { continue };
            // What follows the argument's name is its hash: nothing, or eight characters of base64, some of
            // which are written as two.
            let ends = [0].into_iter().chain(8..=16).filter_map(|hash| rest.len().checked_sub(hash));
            let mut candidates: Vec<TypeId> =
                ends.filter_map(|end| rest.get(..end)).flat_map(|name| registry.called(name)).collect();
            candidates.sort_unstable();
            candidates.dedup();
            for id in candidates {
                let Some(ty) = registry.types.get(id) else { continue };
                let Some((namespace, name)) = ty.contract.clone().or_else(|| {
                    let (_, namespace) = ty.namespace.clone()?;
                    Some((namespace, ty.page.clone().unwrap_or_else(|| ty.made_up.clone())))
                }) else {
                    continue;
                };
                if rest.starts_with(&name)
                    && contract_names::generic(class, &[Argument::new(name, namespace)]) == contract
                {
                    return Some(Self { class: class.to_owned(), arguments: vec![Ty::Type(id)] });
                }
            }
        }
        None
    }
}

/// What the fields behind the properties of a tuple begin with.
pub(crate) const FIELD: &str = "m_";

/// Returns the types of the items of a `System.Tuple`, if a type has the name and the table of one: no service declares
/// it.
pub(crate) fn items_of_tuple(registry: &Registry, ty: &Type) -> Option<Vec<Ty>> {
    let page = ty.page.as_deref().filter(|page| page.starts_with("TupleOf"))?;
    let rows = ty.rows.as_deref()?;
    let is_item = |(number, row): (usize, &Row)| row.name == format!("Item{number}");
    let is_elsewhere = ty.contract.as_ref().is_some_and(|(namespace, _)| *namespace != system());
    if is_elsewhere || rows.is_empty() || !(1..).zip(rows).all(is_item) {
        return None;
    }
    let ways = contract_names::split_page_name(page).into_iter();
    ways.filter(|(class, parts)| *class == "Tuple" && parts.len() == rows.len())
        .find_map(|(_, parts)| parts.iter().map(|part| argument(registry, part)).collect())
}

/// Makes types of what the tables of tuples name, which no sample may show.
pub(crate) fn name_items_of_tuples(registry: &mut Registry) {
    let is_tuple = |ty: &&Type| ty.page.as_deref().is_some_and(|page| page.starts_with("TupleOf"));
    let rows = registry.types.iter().filter(is_tuple).flat_map(|ty| ty.rows.iter().flatten());
    let names: Vec<String> =
        rows.filter_map(|row| PageType::parse(&row.ty).innermost().map(str::to_owned)).collect();
    for name in names {
        registry.of_page(&name);
    }
}

/// The generic classes of .NET, which are known by other names, or are members of their own.
const OF_DOTNET: &[&str] = &["Tuple", "KeyValuePair", "Nullable", "List", "Dictionary", "Array"];

/// What the names of lists begin with in the name of a generic class.
const LISTS: [&str; 4] = ["ListOf", "IListOf", "IEnumerableOf", "ICollectionOf"];

/// Returns what pages call the items of a list that is an argument.
fn item_of(part: &str) -> Option<&str> {
    LISTS.iter().find_map(|prefix| part.strip_prefix(prefix))
}

/// Returns the argument that pages call so, if it is a type that they name elsewhere, a built-in one, or a list of
/// these.
fn argument(registry: &Registry, part: &str) -> Option<Ty> {
    if let Some(item) = item_of(part) {
        return argument(registry, item).map(|item| Ty::List(Box::new(item)));
    }
    if let Some(inner) = part.strip_prefix("NullableOf") {
        return argument(registry, inner).map(Ty::nullable);
    }
    by_class(part).map(Ty::Clr).or_else(|| registry.known_page(part).map(Ty::Type))
}

/// What the hash in the name of a generic class shows of the namespaces of its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ByHash {
    /// These are proven.
    Proven(Vec<(TypeId, String)>),
    /// The hash is of none of the namespaces that these may have as far as the pages show.
    OfOthers(Vec<TypeId>),
    /// There is no hash, or nothing is known of its arguments.
    Nothing,
}

impl ByHash {
    /// Reads the name in XML of a class that pages call `page`.
    pub(crate) fn find(registry: &Registry, page: &str, contract: &str) -> Self {
        if page == contract {
            return Self::Nothing;
        }
        let mut others = Vec::new();
        for (class, parts) in contract_names::split_page_name(page) {
            let Some(start) = contract.strip_prefix(class).and_then(|rest| rest.strip_prefix("Of")) else {
                continue;
            };
            for offered in [Offered::Known, Offered::Near] {
                if let Some(choice) = choice_of(registry, class, &parts, contract, offered) {
                    return Self::Proven(choice.into_iter().flat_map(|argument| argument.of).collect());
                }
            }
            let hash = parts.iter().try_fold(start, |rest, part| rest.strip_prefix(part));
            if is_identifier(class) && hash.is_some_and(looks_like_hash) {
                others.extend(parts.iter().filter_map(|part| registry.variants(part).first().copied()));
            }
        }
        if others.is_empty() { Self::Nothing } else { Self::OfOthers(others) }
    }
}

/// Reads the name in XML of a generic class that no page names: its argument's name and namespace, if the hash is
/// that of one that samples show.
pub(crate) fn argument_in_contract(registry: &Registry, contract: &str) -> Option<(String, String)> {
    contract.match_indices("Of").filter(|(at, _)| *at > 0).find_map(|(at, of)| {
        let (class, rest) = (contract.get(..at)?, contract.get(at + of.len()..)?);
        (8..=16).filter_map(|hash| rest.len().checked_sub(hash)).find_map(|end| {
            let name = rest
                .get(..end)
                .filter(|name| is_identifier(name) && looks_like_hash(rest.get(end..).unwrap_or_default()))?;
            let namespace = registry.namespaces.iter().take(ENOUGH).find(|namespace| {
                contract_names::generic(class, &[Argument::new(name, *namespace)]) == contract
            })?;
            Some((name.to_owned(), namespace.to_owned()))
        })
    })
}

/// Returns whether a text looks like the hash that ends the name of a generic class: eight characters of base64, some
/// of which are written as two.
fn looks_like_hash(text: &str) -> bool {
    let is_hash = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_word = text.chars().skip(1).all(|c| c.is_ascii_lowercase());
    (8..=16).contains(&text.len()) && text.chars().all(is_hash) && !is_word
}

/// Which namespaces are tried for a type of which samples show none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offered {
    /// Those that samples show of other types.
    Known,
    /// Those that are built as these are.
    Near,
}

/// What an argument of a generic class may be.
#[derive(Clone, Debug)]
struct Choice {
    named: NamedType,
    /// The types of pages that it is, or has as its items, and the namespaces in which these would be.
    of: Vec<(TypeId, String)>,
}

impl Choice {
    fn map(self, change: impl FnOnce(NamedType) -> NamedType) -> Self {
        Self { named: change(self.named), of: self.of }
    }
}

/// Finds the arguments of a generic class whose computed name is the one in XML.
fn choice_of(
    registry: &Registry,
    class: &str,
    parts: &[&str],
    contract: &str,
    offered: Offered,
) -> Option<Vec<Choice>> {
    let arguments: Option<Vec<Vec<Choice>>> = parts
        .iter()
        .map(|part| Some(of_part(registry, part, offered)).filter(|found| !found.is_empty()))
        .collect();
    choices(&arguments?).into_iter().find(|choice| {
        let named: Vec<Argument> = choice.iter().map(|argument| argument.named.name.clone()).collect();
        contract_names::generic(class, &named) == contract
    })
}

/// What a part of a generic's name on a page may be.
fn of_part(registry: &Registry, part: &str, offered: Offered) -> Vec<Choice> {
    if let Some(inner) = part.strip_prefix("NullableOf") {
        let found = of_part(registry, inner, offered).into_iter();
        return found.map(|choice| choice.map(NamedType::nullable)).collect();
    }
    if let Some(inner) = item_of(part) {
        let found = of_part(registry, inner, offered).into_iter();
        return found.map(|choice| choice.map(NamedType::list)).collect();
    }
    for prefix in ["DictionaryOf", "IDictionaryOf", "IReadOnlyDictionaryOf"] {
        if let Some(inner) = part.strip_prefix(prefix) {
            let ways = inner
                .match_indices("And")
                .filter_map(|(at, and)| Some((inner.get(..at)?, inner.get(at + and.len()..)?)));
            return ways
                .flat_map(|(key, value)| dictionaries(registry, key, value, offered))
                .take(ENOUGH)
                .collect();
        }
    }
    let built_in = by_class(part).and_then(built_in).map(|named| Choice { named, of: Vec::new() });
    let mut found: Vec<Choice> = built_in.into_iter().collect();
    let types = registry.variants(part).iter().filter_map(|id| registry.types.get(*id).map(|ty| (*id, ty)));
    let named = types.map(|(id, ty)| {
        let name = ty.contract.as_ref().map_or_else(|| part.to_owned(), |(_, name)| name.clone());
        (id, ty.namespace.as_ref(), name)
    });
    let named: Vec<_> = named.collect();
    let in_namespace = |id: TypeId, name: &str, namespace: &str| Choice {
        named: NamedType { ty: Ty::Type(id), name: Argument::new(name, namespace) },
        of: vec![(id, namespace.to_owned())],
    };
    for (id, own, name) in &named {
        found.extend(own.iter().map(|(_, namespace)| in_namespace(*id, name, namespace)));
    }
    // Where samples show none, it may be any that they show of other types.
    for (id, _, name) in
        named.iter().filter(|(_, own, _)| own.is_none_or(|(known, _)| *known < Known::Declared))
    {
        match offered {
            Offered::Known => {
                let namespaces = registry.namespaces.iter().take(ENOUGH);
                found.extend(namespaces.map(|namespace| in_namespace(*id, name, namespace)));
            }
            Offered::Near => {
                let namespaces = registry.namespaces.near(ENOUGH);
                found.extend(namespaces.iter().map(|namespace| in_namespace(*id, name, namespace)));
            }
        }
    }
    found
}

/// What a dictionary may be, given what stands for its keys and values in a generic's name.
fn dictionaries(registry: &Registry, key: &str, value: &str, offered: Offered) -> Vec<Choice> {
    let values = of_part(registry, value, offered);
    let of_key = |key: Choice| {
        let of_value = |value: &Choice| Choice {
            named: NamedType::dictionary(key.named.clone(), value.named.clone()),
            of: key.of.iter().chain(&value.of).cloned().collect(),
        };
        values.iter().map(of_value).collect::<Vec<_>>()
    };
    of_part(registry, key, offered).into_iter().flat_map(of_key).take(ENOUGH).collect()
}

/// How many choices are tried for the arguments of a generic's name.
const ENOUGH: usize = 4096;

/// Returns all ways to choose one of each list.
fn choices(of: &[Vec<Choice>]) -> Vec<Vec<Choice>> {
    let mut found: Vec<Vec<Choice>> = vec![Vec::new()];
    for candidates in of {
        found = found
            .iter()
            .flat_map(|start| {
                candidates.iter().map(|candidate| {
                    let mut next = start.clone();
                    next.push(candidate.clone());
                    next
                })
            })
            .take(ENOUGH)
            .collect();
    }
    found
}

//! Classes that the engine names in full where it could make no sample of them.

use std::collections::{BTreeSet, HashMap, HashSet};

use datacontract::contract::DC;

use crate::{
    clr_name::FullName,
    infer::{
        model::TypeId,
        pages::raw_endpoint::Failure,
        pairing::by_name::loosely,
        types::{
            each::{Known, Memberless},
            registry::Registry,
        },
        wording::words::PageType,
    },
};

/// A class that the engine names in full.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FailedClass {
    /// Its name with its namespace.
    name: String,
    named_as: NamedAs,
    /// How the graph leads back to it: the path of the failure, and the member at its end that holds it again.
    path_back: Option<String>,
}

/// What the words around a name say of what has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NamedAs {
    /// Nothing but that it is a type.
    Type,
    /// A graph leads through it, a getter of it fails, or it has no constructor: it is no enum.
    Class,
}

/// What stands in front of a class that the engine's words name in quotes, and what these say of it.
const IN_QUOTES: &[(&str, NamedAs)] = &[
    ("with type '", NamedAs::Class),
    ("graph for type '", NamedAs::Class),
    (" on '", NamedAs::Class),
    ("ype '", NamedAs::Type),
    ("of type '", NamedAs::Type),
];

/// What stands behind a class that they name without quotes, and what these say of it.
const BEHIND: &[(&str, NamedAs)] = &[
    (" cannot be serialized because", NamedAs::Class),
    (" was not expected. Use the XmlInclude", NamedAs::Type),
];

/// Arguments within arguments that are looked at.
const LEVELS: usize = 4;

/// Returns the service's own classes that failures name in full.
pub(crate) fn named(failures: &[Failure]) -> Vec<FailedClass> {
    let mut found: Vec<FailedClass> = Vec::new();
    for failure in failures {
        let words = failure.why.as_str();
        let quoted = IN_QUOTES.iter().flat_map(|(before, named_as)| {
            words.match_indices(before).filter_map(move |(at, _)| {
                let (name, _) = words.get(at + before.len()..)?.split_once('\'')?;
                Some((name, *named_as))
            })
        });
        let bare = BEHIND.iter().flat_map(|(behind, named_as)| {
            words.match_indices(behind).filter_map(move |(at, _)| {
                let name = words.get(..at)?.rsplit(|c: char| c.is_whitespace() || c == '\'').next()?;
                Some((name, *named_as))
            })
        });
        for (name, named_as) in quoted.chain(bare) {
            let Some(name) = FullName::parse(name) else { continue };
            let mut classes = Vec::new();
            own_classes(&name, LEVELS, &mut classes);
            for class in classes {
                // An argument is only a type.
                let is_argument = class != name.name;
                let named_as = if is_argument { NamedAs::Type } else { named_as };
                let path_back = path_back(words).filter(|_| !is_argument);
                found.push(FailedClass { name: class, named_as, path_back });
            }
        }
    }
    found
}

/// Returns the path of Json.NET's words on a graph that leads back, with the member at its end that does.
fn path_back(words: &str) -> Option<String> {
    let (_, words) = words.split_once("loop detected for property '")?;
    let (member, words) = words.split_once('\'')?;
    let (_, words) = words.split_once("Path '")?;
    let (path, _) = words.split_once('\'')?;
    Some(if path.is_empty() { member.to_owned() } else { format!("{path}.{member}") })
}

/// Adds the classes in a name that are none of .NET's.
fn own_classes(name: &FullName, levels: usize, found: &mut Vec<String>) {
    let is_dotnets = matches!(name.name.split('.').next(), Some("System" | "Microsoft"));
    if !is_dotnets && name.arguments.is_empty() && name.name.contains('.') {
        found.push(name.name.clone());
    }
    for argument in name.arguments.iter().filter(|_| levels > 0) {
        own_classes(argument, levels - 1, found);
    }
}

/// Gives the classes that failures name what these say of them, where no other class is called so: the namespace, if no
/// sample shows it, that it is a class, and how it leads back to itself.
pub(crate) fn settle(registry: &mut Registry, failed: &BTreeSet<FailedClass>) {
    if failed.is_empty() {
        return;
    }
    let members = MembersOfClasses::of(registry);
    for failed in failed {
        let Some((namespace, class)) = failed.name.rsplit_once('.') else { continue };
        let class = class.rsplit('+').next().unwrap_or_default();
        let Some(id) = only_called(registry, class, &members) else { continue };
        registry.set_namespace(id, Known::Named, &format!("{DC}{namespace}"));
        let leads_back = failed.path_back.as_deref().and_then(|path| members.within(class, path));
        if let Some(ty) = registry.get_mut(id) {
            if failed.named_as == NamedAs::Class {
                ty.memberless = ty.memberless.max(Memberless::Class);
            }
            if leads_back.is_some() {
                ty.leads_back = leads_back;
            }
        }
    }
}

/// Returns the only type that is called so. One that a table gives a member and that nothing else shows
/// becomes known by that.
fn only_called(registry: &mut Registry, class: &str, members: &MembersOfClasses) -> Option<TypeId> {
    let known: Vec<_> = registry.called(class).filter(|id| registry.actual(*id) == *id).collect();
    match known.as_slice() {
        [id] => Some(*id),
        [] => members.0.contains_key(class).then(|| registry.of_page(class)),
        _ => None,
    }
}

/// The names of the members to which tables give a class, or a list of it, by the class.
struct MembersOfClasses(HashMap<String, HashSet<String>>);

impl MembersOfClasses {
    fn of(registry: &Registry) -> Self {
        let mut found: HashMap<String, HashSet<String>> = HashMap::new();
        for row in registry.types.iter().filter_map(|ty| ty.rows.as_ref()).flatten() {
            if let Some(class) = PageType::parse(&row.ty).innermost() {
                found.entry(class.to_owned()).or_default().insert(loosely(&row.name));
            }
        }
        Self(found)
    }

    /// Returns the part of a path that lies within a class: behind the first member, if a table has that of this class.
    fn within(&self, class: &str, path: &str) -> Option<String> {
        let (first, rest) = path.split_once('.')?;
        let name = loosely(first.split('[').next().unwrap_or_default());
        self.0.get(class)?.contains(&name).then(|| rest.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_dotnet_name_classes() {
        for (why, names) in [
            ("Type 'Shop.Box' cannot be serialized. Consider marking it.", &["Shop.Box"][..]),
            ("Object graph for type 'Shop.Models.Box' contains cycles.", &["Shop.Models.Box"]),
            (
                "Object graph for type 'System.Collections.Generic.List`1[[Shop.Lid, Shop, Version=1.0.0.0]]' contains \
                 cycles.",
                &["Shop.Lid"],
            ),
            (
                "Shop.Box cannot be serialized because it does not have a parameterless constructor.",
                &["Shop.Box"],
            ),
            ("Type 'System.Exception' with data contract name 'x' is not expected.", &[]),
            ("Cannot use formatter 'XmlMediaTypeFormatter' to write type 'Box'.", &[]),
            ("Error getting value from 'Lid' on 'Shop.Box'.", &["Shop.Box"]),
        ] {
            let failure = Failure { media_types: Vec::new(), why: why.to_owned() };
            let found = named(&[failure]);
            let found: BTreeSet<&str> = found.iter().map(|failed| failed.name.as_str()).collect();
            assert_eq!(found, names.iter().copied().collect(), "{why}");
        }
    }

    #[test]
    fn loops_show_classes_and_the_way_back() {
        let of = |why: &str| {
            let failure = Failure { media_types: Vec::new(), why: why.to_owned() };
            named(&[failure]).into_iter().max()
        };
        let found = of(
            "Self referencing loop detected for property 'Lid' with type 'Shop.Lid'. Path 'Lid.Boxes[0]'.",
        );
        let expected = FailedClass {
            name: "Shop.Lid".to_owned(),
            named_as: NamedAs::Class,
            path_back: Some("Lid.Boxes[0].Lid".to_owned()),
        };
        assert_eq!(found, Some(expected));
        let found = of("Type 'Shop.Lid' with data contract name 'x' is not expected.");
        assert_eq!(found.map(|found| (found.named_as, found.path_back)), Some((NamedAs::Type, None)));
        let found = of("Object graph for type 'Shop.Lid' contains cycles.");
        assert_eq!(found.map(|found| found.named_as), Some(NamedAs::Class));
    }
}

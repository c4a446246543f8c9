//! Classes that the engine names in full where it could make no sample of them.

use datacontract::contract::DC;

use super::{
    raw_endpoint::Failure,
    types::{Known, Registry},
};
use crate::clr_name::FullName;

/// What stands in front of a class that the engine's words name in quotes.
const IN_QUOTES: &[&str] = &["ype '", "of type '", " on '"];

/// What stands behind a class that they name without quotes.
const BEHIND: &[&str] = &[" cannot be serialized because", " was not expected. Use the XmlInclude"];

/// Arguments within arguments that are looked at.
const LEVELS: usize = 4;

/// Returns the full names of the service's own classes that failures name.
pub(super) fn named(failures: &[Failure]) -> Vec<String> {
    let mut found = Vec::new();
    for failure in failures {
        let words = failure.why.as_str();
        let quoted = IN_QUOTES.iter().flat_map(|before| {
            words.match_indices(before).filter_map(move |(at, _)| {
                words.get(at + before.len()..)?.split_once('\'').map(|(name, _)| name)
            })
        });
        let bare = BEHIND.iter().flat_map(|behind| {
            words.match_indices(behind).filter_map(move |(at, _)| {
                words.get(..at)?.rsplit(|c: char| c.is_whitespace() || c == '\'').next()
            })
        });
        for name in quoted.chain(bare).filter_map(FullName::parse) {
            own_classes(&name, LEVELS, &mut found);
        }
    }
    found
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

/// Gives the classes of these full names their namespaces, where no sample shows them and no other class is
/// called so.
pub(crate) fn set_namespaces<'n>(registry: &mut Registry, names: impl Iterator<Item = &'n String>) {
    for name in names {
        let Some((namespace, class)) = name.rsplit_once('.') else { continue };
        let class = class.rsplit('+').next().unwrap_or_default();
        let known: Vec<_> = registry.called(class).filter(|id| registry.actual(*id) == *id).collect();
        if let [id] = known.as_slice() {
            registry.set_namespace(*id, Known::Named, &format!("{DC}{namespace}"));
        }
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
            assert_eq!(named(&[failure]), names, "{why}");
        }
    }
}

//! The members of a class and its bases, in the orders of XML and JSON.

use super::MemberPlan;
use super::member::Declared;
#[cfg(feature = "json")]
use crate::any_case::cmp_ignore_case;
use crate::contract::name_index::{FEW, NameIndex};
use crate::contract::namespaces::GENERIC;
use crate::contract::order::{json_order, xml_order};
use crate::contract::{Contract, QName, Serializer, encode_name};
use crate::xml::FastRoot;
#[cfg(feature = "json")]
use std::cmp::Ordering as NameOrdering;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The members of a class and its bases.
#[derive(Debug)]
pub(crate) struct ClassPlan {
    /// In XML's order; those that XML does not have come last.
    pub(crate) members: Box<[MemberPlan]>,
    /// How many of them XML has.
    pub(crate) in_xml: usize,
    /// Places in `members`, in JSON's order.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    pub(crate) json: Box<[usize]>,
    /// Its members by name, if they are many.
    pub(crate) index: Option<Box<MemberIndex>>,
    /// Who says what JSON leaves out.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    pub(crate) json_rules: JsonRules,
    /// Its members that are attributes, in `XmlSerializer`'s form.
    pub(crate) attributes: Box<[AttributePlan]>,
    /// The place among views and slots of the member that has the declarations of its element, in `XmlSerializer`'s
    /// form.
    pub(crate) namespaces: Option<usize>,
    /// Whether its objects consist of elements alone, each by itself: always, but for some of `XmlSerializer`'s.
    pub(crate) is_simple: bool,
    /// Whether `XmlSerializer` takes its elements in their order alone: they have `Order`.
    pub(crate) is_sequence: bool,
    /// Whether the members' tags are right inside of the root: always, but for some of `XmlSerializer`'s.
    pub(crate) has_fast_root: bool,
    /// Its tags as the root.
    pub(crate) root: FastRoot,
    /// Which of XML's members came last where each of them is expected, and behind the last.
    pub(super) followers: Box<[AtomicUsize]>,
}

/// A member that is an attribute.
#[derive(Debug)]
pub(crate) struct AttributePlan {
    /// Its name and value, as those of an element.
    pub(crate) member: MemberPlan,
    /// Whether it is in the namespace of the member, and so has a prefix.
    pub(crate) is_qualified: bool,
}

/// Where the members of a class are by their names.
#[derive(Debug)]
pub(crate) struct MemberIndex {
    /// XML's members by their local names.
    pub(crate) xml: NameIndex,
    /// Positions in JSON's order by JSON's names.
    #[cfg(feature = "json")]
    pub(crate) json: NameIndex,
    /// Positions in JSON's order by JSON's names in any case.
    #[cfg(feature = "json")]
    pub(crate) json_in_any_case: NameIndex,
}

/// Who says which members JSON leaves out because of their values, besides the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonRules {
    /// Nobody.
    Never,
    /// The formatter's settings.
    OfFormatter,
    /// A member, and the formatter's settings for the others.
    OfMembers,
}

impl ClassPlan {
    /// Returns the members that XML has, in its order.
    #[inline]
    pub(crate) fn xml(&self) -> &[MemberPlan] {
        &self.members[..self.in_xml]
    }

    /// Returns the member that is most likely to come where one is expected: documents of one writer have one
    /// order, be it .NET's or not. So this is never more than a guess.
    #[inline]
    pub(crate) fn likely(&self, expected: usize) -> usize {
        self.followers.get(expected).map_or(expected, |likely| likely.load(Ordering::Relaxed))
    }

    /// Another member came.
    pub(crate) fn learn(&self, expected: usize, found: usize) {
        if let Some(likely) = self.followers.get(expected) {
            likely.store(found, Ordering::Relaxed);
        }
    }

    pub(super) fn new(contract: &'static Contract) -> ClassPlan {
        let mut flat: Vec<Declared> = Vec::new();
        let mut index = 0;
        for (depth, (declaring, class)) in contract.classes().into_iter().enumerate() {
            let namespace: Arc<str> = declaring.qualified_name().namespace.as_str().into();
            let mut own: Vec<Declared> = Vec::with_capacity(class.members.len());
            for member in class.members {
                let (name, namespace) = (encode_name(member.name), Arc::clone(&namespace));
                own.push(Declared { index, depth, member, name, namespace });
                index += 1;
            }
            own.sort_by(|a, b| xml_order((a.member, &a.name), (b.member, &b.name)));
            flat.append(&mut own);
        }
        flat.sort_by_key(|declared| !declared.member.in_xml);
        let in_xml = flat.iter().filter(|declared| declared.member.in_xml).count();
        let mut json: Vec<usize> = (0..flat.len()).filter(|&place| flat[place].member.in_json).collect();
        // Json.NET lists the derived class's members first, each class's in the order of declaration, and
        // sorts them stably.
        json.sort_by_key(|&place| {
            let Declared { index, depth, member, .. } = &flat[place];
            (json_order(member), std::cmp::Reverse(*depth), *index)
        });
        let has_own_rules = contract.item_nulls().is_some()
            || flat.iter().any(|of| of.member.json.nulls.is_some() || of.member.json.defaults.is_some());
        let previous = std::iter::once("").chain(flat.iter().map(|declared| declared.name.as_str()));
        let members = flat.iter().zip(previous);
        let members = members.map(|(declared, previous)| MemberPlan::of_member(declared, contract, previous));
        let name = contract.qualified_name();
        let root = FastRoot::new(&name.name, &name.namespace, Serializer::DataContractSerializer);
        let rules = if is_pair(name) {
            JsonRules::Never
        } else if has_own_rules {
            JsonRules::OfMembers
        } else {
            JsonRules::OfFormatter
        };
        ClassPlan::of_members(members.collect(), in_xml, json.into(), rules, root)
    }

    pub(super) fn of_members(
        members: Box<[MemberPlan]>,
        in_xml: usize,
        json: Box<[usize]>,
        json_rules: JsonRules,
        root: FastRoot,
    ) -> Self {
        let index = (members.len() > FEW).then(|| {
            #[cfg(feature = "json")]
            let by_name = |compare: fn(&str, &str) -> NameOrdering| {
                NameIndex::new(json.len(), |a, b| {
                    compare(&members[json[a]].json_name, &members[json[b]].json_name)
                })
            };
            Box::new(MemberIndex {
                xml: NameIndex::new(in_xml, |a, b| members[a].name.cmp(&members[b].name)),
                #[cfg(feature = "json")]
                json: by_name(str::cmp),
                #[cfg(feature = "json")]
                json_in_any_case: by_name(cmp_ignore_case),
            })
        });
        ClassPlan {
            index,
            members,
            in_xml,
            json,
            json_rules,
            attributes: Box::new([]),
            namespaces: None,
            is_simple: true,
            is_sequence: false,
            has_fast_root: true,
            root,
            followers: followers(in_xml),
        }
    }
}

/// Returns whether a contract is that of a `KeyValuePair`, which a Rust type stands for.
pub(super) fn is_pair(name: &QName) -> bool {
    name.namespace == GENERIC && name.name.starts_with("KeyValuePairOf")
}

/// At first all members are likely to come in order.
fn followers(count: usize) -> Box<[AtomicUsize]> {
    (0..=count).map(AtomicUsize::new).collect()
}

//! What XML calls the members behind its cut, where it shows some names of the class in `PascalCase` and others as JSON
//! has them: then no naming of the service tells the others.
//!
//! A class has its members by name in XML, and side by side in JSON. A name in `PascalCase` that would stand before one
//! that XML shows, and does not, is not the member's.

use std::collections::HashMap;

use super::behind_cut::name_of_json;
use crate::infer::{
    members::{
        cut_order,
        facts::{Fact, Facts, NameBehindCut},
        order::ordinal,
    },
    samples::xml::decode,
    types::seen::{Seen, SeenMember},
    wording::plain_names::pascal_of_words,
};

/// A member that XML does not show.
struct Unseen<'s> {
    fact: usize,
    name: String,
    member: &'s SeenMember,
    place: usize,
}

/// Tells the names of the members behind the cut by the order of those before it, and leaves the others open, if those
/// that XML shows are of both kinds.
pub(crate) fn settle(result: &mut Facts, best: &Seen) {
    if best.is_of_xml_serializer() || !best.formats.json {
        return;
    }
    let Some(class) = CutClass::of(best) else { return };
    let members: HashMap<&str, &SeenMember> =
        best.members.iter().map(|member| (member.key.as_str(), member)).collect();
    let unseen = |(fact, of): (usize, &Fact)| {
        let name = name_of_json(of).filter(|_| of.xml.is_none() && of.only.is_none())?.to_owned();
        let member = *members.get(of.key.as_str())?;
        let (_, place) = member.json.as_ref()?;
        Some(Unseen { fact, name, member, place: *place })
    };
    let unseen: Vec<Unseen<'_>> = result.members.iter().enumerate().filter_map(unseen).collect();
    let is_told = |of: &&Unseen<'_>| class.has(of.place) && class.tells(&of.name);
    let shown = |is_so: &dyn Fn(&str, &str) -> bool| {
        let mut facts = result.members.iter();
        facts.any(|fact| {
            name_of_json(fact).zip(fact.xml.as_deref()).is_some_and(|(name, xml)| is_so(name, &decode(xml)))
        })
    };
    let has_pascal = shown(&|name, xml| pascal_of_words(name) == xml);
    let has_own = shown(&|name, xml| name == xml);
    // What a getter gives XML lacks, whatever it is called.
    let proves_own = unseen.iter().filter(is_told).any(|of| of.member.slot.was_set());
    if !has_pascal || !(has_own || proves_own) {
        return;
    }
    for of in &unseen {
        let Some(fact) = result.members.get_mut(of.fact) else { continue };
        if is_told(&of) {
            fact.name_behind_cut = NameBehindCut::ByOrder(of.name.clone());
        } else if fact.row.is_none() || !has_own {
            // A table's names are open anyhow where XML has both kinds of names.
            fact.name_behind_cut = NameBehindCut::Open;
        }
    }
}

/// A member that XML shows.
struct ShownMember<'s> {
    place: usize,
    namespace: &'s str,
    name: String,
    /// Its place in JSON.
    in_json: Option<usize>,
}

/// The class in whose members the XML sample ends: the last ones that stand there by name.
struct CutClass {
    /// The first of its members in JSON.
    first: usize,
    /// The last of its members in JSON; none if it is the root of its bases, which has all behind its first one.
    last: Option<usize>,
    /// The last of its names of which XML shows at least the start.
    last_name: String,
}

impl CutClass {
    fn of(seen: &Seen) -> Option<Self> {
        let mut shown: Vec<ShownMember<'_>> = seen
            .members
            .iter()
            .filter_map(|member| {
                let (place, namespace, name) = member.xml.as_ref()?;
                let in_json = member.json.as_ref().map(|(_, place)| *place);
                Some(ShownMember { place: *place, namespace, name: decode(name), in_json })
            })
            .collect();
        shown.sort_unstable_by_key(|member| member.place);
        let is_next = |a: &ShownMember<'_>, b: &ShownMember<'_>| {
            a.namespace != b.namespace || ordinal(&a.name, &b.name).is_gt()
        };
        let from = shown
            .windows(2)
            .rposition(|pair| matches!(pair, [a, b] if is_next(a, b)))
            .map_or(0, |before| before + 1);
        let (bases, own) = shown.split_at_checked(from)?;
        let last = own.last()?.name.as_str();
        let begun = seen.begun_name.as_deref();
        // What begins with an earlier name is another class.
        if begun.is_some_and(|begun| ordinal(begun, last).is_lt() && !last.starts_with(begun)) {
            return None;
        }
        let places = || own.iter().filter_map(|member| member.in_json);
        Some(Self {
            first: places().min()?,
            last: places().max().filter(|_| !bases.is_empty()),
            last_name: cut_order::later(last, begun).to_owned(),
        })
    }

    /// Returns whether the class has a member by its place in JSON.
    fn has(&self, place: usize) -> bool {
        place > self.first && self.last.is_none_or(|last| place < last)
    }

    /// Returns whether the order of XML shows that a member is not called in `PascalCase`, and may be called
    /// as in JSON.
    fn tells(&self, name: &str) -> bool {
        ordinal(&pascal_of_words(name), &self.last_name).is_lt() && ordinal(name, &self.last_name).is_ge()
    }
}

//! Members that may be one: JSON alone has the one, XML alone the other, and their values go together.
//!
//! `JsonProperty` renames a member in JSON and in the table. Where neither its name nor its value tells which element
//! it is in XML, the two look like a member that JSON ignores and one that cannot be set.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::{
    members::{
        cut_order::DerivedFirst,
        facts::{Facts, Presence},
    },
    model::Remark,
    pairing::by_name::loosely,
    samples::{
        form::{JsonForm, Text, XmlForm, as_in_xml},
        xml::decode,
    },
    types::{
        registry::Registry,
        seen::{Kind, Seen, SeenMember, Slot},
    },
    wording::words::is_identifier,
};

/// What samples show of members that may be one.
#[derive(Debug, Default)]
pub(crate) struct Doubts {
    /// The members that JSON alone has, each with those of XML alone that it may be.
    pairs: BTreeMap<String, BTreeSet<String>>,
    /// The elements that a sample shows which is cut off: whether JSON has them is behind the cut.
    behind_cut: BTreeSet<String>,
    /// The elements that another sample shows to be members which JSON calls otherwise.
    known: BTreeSet<String>,
}

/// More members are not held against each other.
const MOST: usize = 64;

/// Finds the members that may be one.
pub(crate) fn doubts(seen: &[Seen]) -> Doubts {
    let mut doubts = Doubts::default();
    for seen in seen.iter().filter(|seen| seen.formats.json && seen.formats.xml) {
        let of_json = |member: &&SeenMember| member.json.is_some() && member.xml.is_none();
        let of_xml = |member: &&SeenMember| member.json.is_none() && member.xml.is_some();
        let elements: Vec<&SeenMember> = seen.members.iter().filter(of_xml).take(MOST).collect();
        let is_whole = seen.whole.json && seen.whole.xml;
        // XML has the members of derived classes behind all that it shows.
        let is_any =
            |member: &SeenMember| elements.iter().any(|element| may_be_one(&member.slot, &element.slot));
        let derived = DerivedFirst::of_seen(seen, is_any).at_least;
        let of_shown = |member: &&SeenMember| member.json.as_ref().is_none_or(|(_, place)| *place >= derived);
        for member in seen.members.iter().filter(of_json).filter(of_shown).take(MOST) {
            for element in &elements {
                if may_be_one(&member.slot, &element.slot) {
                    doubts.pairs.entry(member.key.clone()).or_default().insert(element.key.clone());
                    if !is_whole {
                        doubts.behind_cut.insert(element.key.clone());
                    }
                }
            }
        }
    }
    // Another sample may show which they are.
    let members = || seen.iter().flat_map(|seen| &seen.members);
    let of_both = || members().filter(|member| member.json.is_some() && member.xml.is_some());
    let is_told = |key: &str| of_both().any(|member| member.key == key);
    let elements = members().filter(|member| member.json.is_none() && member.row.is_none());
    let is_known = |element: &&SeenMember| {
        let name = |member: &SeenMember| member.xml.as_ref().map(|(_, _, name)| name.clone());
        of_both().any(|member| member.key != element.key && name(member) == name(element))
    };
    doubts.known = elements.filter(is_known).map(|element| element.key.clone()).collect();
    doubts.pairs.retain(|member, elements| {
        elements.retain(|element| !is_told(element));
        !elements.is_empty() && !is_told(member)
    });
    let left: BTreeSet<String> = doubts.pairs.values().flatten().cloned().collect();
    doubts.behind_cut.retain(|element| left.contains(element));
    doubts
}

impl Doubts {
    /// Returns whether nothing tells that JSON lacks what XML has by this name, or the other way round.
    pub(crate) fn leave_open(&self, key: &str) -> bool {
        let is_of_json = self.pairs.get(key).is_some_and(|elements| !elements.is_disjoint(&self.behind_cut));
        is_of_json || self.is_no_member(key)
    }

    fn is_no_member(&self, key: &str) -> bool {
        self.behind_cut.contains(key) || self.known.contains(key)
    }

    /// Says which members may be one, and leaves out the elements of which JSON's name may be behind a cut.
    pub(crate) fn settle(&self, facts: &mut Facts) {
        for (member, elements) in &self.pairs {
            let names: Vec<String> = elements.iter().map(|name| format!("`{name}`")).collect();
            let text =
                format!("JSON alone has `{member}`, XML alone {}: they may be one member", names.join(", "));
            let advice = "if they are, write one member: XML's name, with `json` as JSON's";
            facts.remarks.push(Remark::open(text).advise(advice));
        }
        for fact in &mut facts.members {
            if self.is_no_member(&fact.key) && fact.json.is_none() && fact.row.is_none() {
                fact.presence = Presence::Open;
            }
        }
    }
}

/// Takes what JSON alone has and what XML alone has for one member where another class of the site has both
/// names on one member, and the values go together: it is that class's base class, or derived from it.
pub(crate) fn unite(registry: &mut Registry) {
    let names = |member: &SeenMember| {
        let (json, xml) = (&member.json.as_ref()?.0, decode(&member.xml.as_ref()?.2));
        (loosely(json) != loosely(&xml)).then(|| (json.clone(), xml))
    };
    let all = registry.types.iter().flat_map(|ty| &ty.seen).flat_map(|seen| &seen.members);
    let known: BTreeSet<(String, String)> = all.filter_map(names).collect();
    if known.is_empty() {
        return;
    }
    let both = |seen: &&mut Seen| seen.formats.json && seen.formats.xml;
    for seen in registry.types.iter_mut().flat_map(|ty| &mut ty.seen).filter(both) {
        let elements: Vec<SeenMember> = seen
            .members
            .iter()
            .filter(|member| member.json.is_none() && member.xml.is_some() && member.row.is_none())
            .take(MOST)
            .cloned()
            .collect();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for member in &mut seen.members {
            let Some((json, _)) = member.json.as_ref().filter(|_| member.xml.is_none()) else { continue };
            let is_one = |element: &&SeenMember| {
                let xml = element.xml.as_ref().map(|(_, _, name)| decode(name)).unwrap_or_default();
                known.contains(&(json.clone(), xml)) && may_be_one(&member.slot, &element.slot)
            };
            let mut fitting = elements.iter().filter(is_one);
            if let (Some(element), None) = (fitting.next(), fitting.next())
                && taken.insert(element.key.clone())
            {
                add_element(member, element);
            }
        }
        seen.members.retain(|member| member.json.is_some() || !taken.contains(&member.key));
    }
}

/// Adds to a member that JSON shows what XML shows of it.
fn add_element(member: &mut SeenMember, element: &SeenMember) {
    member.xml.clone_from(&element.xml);
    if member.row.is_none() {
        member.key.clone_from(&element.key);
    }
    let (slot, other) = (&mut member.slot, &element.slot);
    slot.xml.clone_from(&other.xml);
    slot.element.clone_from(&other.element);
    slot.node = other.node;
    slot.serializer = other.serializer;
    match (&mut slot.kind, &other.kind) {
        (Kind::List(items), Kind::List(more)) => items.extend(more.iter().cloned()),
        (kind @ (Kind::Unknown | Kind::Simple), other) => kind.clone_from(other),
        _ => {}
    }
}

/// Returns whether JSON's value and XML's may be one.
fn may_be_one(json: &Slot, xml: &Slot) -> bool {
    let is_cut = json.is_cut_off || xml.is_cut_off;
    match (&json.json, &xml.xml) {
        // What a cut leaves of two values may still tell them apart: JSON has no list in braces, and nothing in `{}`.
        (JsonForm::Object { .. }, XmlForm::Elements) if matches!(xml.kind, Kind::List(_)) => false,
        (JsonForm::Object { empty: true }, XmlForm::Elements) if !json.is_cut_off => false,
        (JsonForm::Array | JsonForm::Object { .. }, XmlForm::Elements | XmlForm::Empty) if is_cut => true,
        (JsonForm::Array | JsonForm::Object { empty: false }, XmlForm::Elements) => are_alike(json, xml),
        (JsonForm::Array, XmlForm::Empty) | (JsonForm::Object { empty: true }, XmlForm::Any) => true,
        // The number of an enum, and its name.
        (JsonForm::Whole(_), XmlForm::Text(Text::Other(word))) => is_identifier(word),
        (form, element) => as_in_xml(form.clone()).contains(element),
    }
}

/// Returns whether values that hold others are of one kind.
fn are_alike(json: &Slot, xml: &Slot) -> bool {
    matches!(
        (&json.kind, &xml.kind),
        (Kind::List(_), Kind::List(_))
            | (Kind::Dictionary(..), Kind::Dictionary(..))
            | (Kind::Type(_), Kind::Type(_) | Kind::Dictionary(..))
    )
}

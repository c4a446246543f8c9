//! What the order of an XML sample that is cut off shows of the members behind the cut.
//!
//! XML has the members of a base class before those of the classes derived from it, and JSON has them the other way
//! round. Within a class XML goes by name.

use super::order::ordinal;
use crate::infer::{
    samples::xml::decode,
    types::seen::{Seen, SeenMember},
    wording::plain_names::pascal,
};

/// Whether an XML sample that is cut off shows a member of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InCutXml {
    Shown,
    /// Not by its name, but by its value it may be an element that is called otherwise.
    MayBeRenamed,
    Missing,
}

/// A member that JSON has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InJson<'a> {
    pub(crate) name: &'a str,
    pub(crate) place: usize,
    pub(crate) in_xml: InCutXml,
    /// The engine set it, so that XML has it unless its setter is not public.
    pub(crate) is_set: bool,
}

/// How many of the first members of JSON belong to derived classes, of whose elements the XML sample shows none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DerivedFirst {
    /// So many do.
    pub(crate) at_least: usize,
    /// No more than these can.
    pub(crate) at_most: usize,
}

impl DerivedFirst {
    /// Finds it. `last` is the last name of which XML shows at least the start.
    ///
    /// A member that the engine has set and whose name sorts before that one is no member of the class that XML shows
    /// last. Of the classes before that it is none either if JSON has it before all that XML shows.
    pub(crate) fn of<'a>(members: impl Iterator<Item = InJson<'a>> + Clone, last: &str) -> Self {
        let first_shown = members.clone().filter(|member| member.in_xml == InCutXml::Shown);
        let first_shown = first_shown.map(|member| member.place).min();
        let Some(at_most) = first_shown else { return Self::default() };
        let is_missed = |member: &InJson<'_>| {
            member.in_xml == InCutXml::Missing
                && member.is_set
                && member.place < at_most
                && is_before(member.name, last)
        };
        match members.filter(is_missed).map(|member| member.place).max() {
            Some(place) => Self { at_least: place + 1, at_most },
            None => Self::default(),
        }
    }

    /// Finds it of a sample whose XML is cut off; none of another one. `may_be_renamed` says of a member of
    /// JSON whether one that XML alone has may be the same.
    pub(crate) fn of_seen(seen: &Seen, may_be_renamed: impl Fn(&SeenMember) -> bool) -> Self {
        let is_cut = seen.formats.xml && !seen.whole.xml && !seen.is_of_xml_serializer();
        let shown = seen.members.iter().filter_map(|member| member.xml.as_ref());
        let Some((.., last)) = shown.max_by_key(|(place, ..)| *place).filter(|_| is_cut && seen.counted)
        else {
            return Self::default();
        };
        let last = later(&decode(last), seen.begun_name.as_deref()).to_owned();
        let members = seen.members.iter().filter_map(|member| {
            let (name, place) = member.json.as_ref()?;
            Some(InJson {
                name,
                place: *place,
                in_xml: match &member.xml {
                    Some(_) => InCutXml::Shown,
                    None if may_be_renamed(member) => InCutXml::MayBeRenamed,
                    None => InCutXml::Missing,
                },
                is_set: member.slot.was_set(),
            })
        });
        Self::of(members.collect::<Vec<_>>().into_iter(), &last)
    }
}

/// Returns whether a name would stand before another one in XML, be it as JSON has it or in `PascalCase`.
fn is_before(name: &str, last: &str) -> bool {
    ordinal(name, last).is_lt() && ordinal(&pascal(name), last).is_lt()
}

/// Returns whether a member of this name may stand behind another one in XML, be it called as JSON has it or in
/// `PascalCase`.
pub(crate) fn may_stand_behind(name: &str, last: &str) -> bool {
    !is_before(name, last)
}

/// Returns the later one of the last name that XML has and the start of the one in which it ends: what begins with an
/// earlier one is the next class.
pub(crate) fn later<'a>(last: &'a str, begun: Option<&'a str>) -> &'a str {
    begun.filter(|begun| ordinal(last, begun).is_lt()).unwrap_or(last)
}

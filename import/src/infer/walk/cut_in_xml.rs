//! An object whose XML is cut off: which members of JSON it may have behind the cut.

use std::collections::HashSet;

use super::looks::{value_of, values_in_xml};
use crate::infer::{
    members::cut_order::{self, DerivedFirst, InCutXml, InJson},
    pairing::by_name::loosely,
    samples::{
        form::{JsonForm, Text, XmlForm},
        json::Json,
        xml::Element,
    },
};
use datacontract::contract::Serializer;

/// An object whose XML is cut off behind some of its members.
pub(super) struct CutInXml<'a> {
    pub(super) values: &'a [(String, Json)],
    /// The names of the members in JSON.
    pub(super) names: &'a [&'a str],
    /// The members of JSON that XML may have by other names.
    pub(super) renamed: HashSet<usize>,
    /// The last name of which XML shows at least the start.
    pub(super) last: &'a str,
    pub(super) is_engines: bool,
    pub(super) serializer: Serializer,
}

impl CutInXml<'_> {
    /// Returns which of the first members of JSON are a derived class's. `shown` are those that XML has.
    pub(super) fn derived_first(&self, shown: &HashSet<usize>) -> DerivedFirst {
        if self.serializer == Serializer::XmlSerializer {
            return DerivedFirst::default();
        }
        let members =
            self.values.iter().zip(self.names).enumerate().map(|(place, ((_, value), name))| InJson {
                name,
                place,
                in_xml: if shown.contains(&place) {
                    InCutXml::Shown
                } else if self.renamed.contains(&place) {
                    InCutXml::MayBeRenamed
                } else {
                    InCutXml::Missing
                },
                is_set: self.is_engines && JsonForm::of(Some(value)).is_set_value(),
            });
        DerivedFirst::of(members, self.last)
    }

    /// Returns the members of JSON that XML may have behind its cut by their own names. `shown` are those that it has
    /// before it.
    ///
    /// The engine gives each number but once to the members of an object; only the first one stands elsewhere as well:
    /// in what takes null, and in a public field.
    pub(super) fn behind_cut(&self, shown: &HashSet<usize>) -> HashSet<usize> {
        let last = shown.iter().max().copied();
        let derived = self.derived_first(shown).at_most;
        let is_behind = |at: usize, name: &str| match self.serializer {
            _ if shown.is_empty() => true,
            Serializer::XmlSerializer => Some(at) > last,
            Serializer::DataContractSerializer => {
                at < derived || cut_order::may_stand_behind(name, self.last)
            }
        };
        let members = self.names.iter().zip(self.values).enumerate();
        let behind =
            members.filter(|(at, (name, (_, value)))| number_of(value) <= Some(1) && is_behind(*at, name));
        behind.map(|(at, _)| at).collect()
    }
}

/// Returns the number that a value in JSON shows.
fn number_of(value: &Json) -> Option<u32> {
    match JsonForm::of(Some(value)) {
        JsonForm::Text(Text::Sample(number) | Text::Uri(number)) => Some(number),
        JsonForm::Whole(text) | JsonForm::Fraction(text) => text.split('.').next()?.parse().ok(),
        _ => None,
    }
}

/// Returns the places of the members of JSON of which XML has a value, and no name: an element that JSON has by no name
/// shows it.
pub(super) fn may_be_renamed(
    json: &[(String, Json)],
    names: &[&str],
    children: &[Element],
    elements: &[&str],
) -> HashSet<usize> {
    let in_json: HashSet<String> = names.iter().map(|name| loosely(name)).collect();
    let in_xml: HashSet<String> = elements.iter().map(|name| loosely(name)).collect();
    let others = children.iter().zip(elements).filter(|(_, name)| !in_json.contains(&loosely(name)));
    let values: HashSet<(XmlForm, bool)> = others.map(|(child, _)| value_of(Some(child))).collect();
    let is_of_other = |(value, name): &(&(String, Json), &&str)| {
        !in_xml.contains(&loosely(name))
            && values_in_xml(Some(&value.1)).iter().any(|value| values.contains(value))
    };
    let all = json.iter().zip(names).enumerate();
    all.filter(|(_, member)| is_of_other(member)).map(|(place, _)| place).collect()
}

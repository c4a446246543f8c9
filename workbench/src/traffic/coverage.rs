//! What of a spec the traffic has shown.

use std::collections::{BTreeMap, BTreeSet};

use datacontract::contract::Contract;
use datacontract::dynamic::Value;
use datacontract_codegen::spec::{Format, TypeKind, wire_name};

use crate::site::Site;

/// What of a spec the traffic has shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The endpoints, in the order of the spec.
    pub endpoints: Vec<EndpointCoverage>,
    /// The members that had a value, and all that there are.
    pub members: (usize, usize),
    /// The members that never had a value, by type and member: `Shop.Order.Note`.
    pub unseen_members: Vec<String>,
    /// The values of enums that were seen, and all that there are.
    pub enum_values: (usize, usize),
    /// The values of enums that were never seen: `Shop.State.Lost`.
    pub unseen_enum_values: Vec<String>,
}

/// What of an endpoint the traffic has shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointCoverage {
    /// Method and path.
    pub heading: String,
    /// How many exchanges there were.
    pub exchanges: usize,
    /// The statuses, with how often each was answered.
    pub statuses: BTreeMap<u16, usize>,
}

/// Collects which members and values were seen.
pub(super) struct Seen<'s> {
    site: &'s Site,
    /// The types by their contracts.
    types: BTreeMap<usize, usize>,
    /// Each class with all that are derived from it: their objects have its members.
    derived: Vec<Vec<usize>>,
    members: BTreeSet<(usize, String)>,
    numbers: BTreeSet<(usize, i64)>,
}

impl<'s> Seen<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        let of = |index: usize| Some((address(site.graph().contract_at(index)?), index));
        let types = (0..site.spec().types.len()).filter_map(of).collect();
        let mut derived = vec![Vec::new(); site.spec().types.len()];
        for index in 0..derived.len() {
            for base in site.spec().with_bases(index) {
                derived[base].push(index);
            }
        }
        Self { site, types, derived, members: BTreeSet::new(), numbers: BTreeSet::new() }
    }

    fn index(&self, contract: &'static Contract) -> Option<usize> {
        self.types.get(&address(contract)).copied()
    }

    /// Remembers which members of a value are there. Nothing of what they hold is kept.
    pub(super) fn add(&mut self, value: &Value) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Object(object) => {
                    let index = object.contract().and_then(|contract| self.index(contract));
                    for (name, value) in object.member_names().into_iter().zip(object.values()) {
                        if *value == Value::Null {
                            continue;
                        }
                        if let Some(index) = index {
                            self.members.insert((index, name));
                        }
                        open.push(value);
                    }
                }
                Value::List(list) => open.extend(&list.items),
                Value::Map(map) => open.extend(map.entries.iter().flat_map(|(key, value)| [key, value])),
                Value::Enum(of) => {
                    let contract = match of.ty() {
                        datacontract::contract::Type::Contract(contract) => Some(contract.get()),
                        _ => None,
                    };
                    let index = contract.and_then(|contract| self.index(contract));
                    if let (Some(index), Some(number)) = (index, of.number()) {
                        self.numbers.insert((index, number));
                    }
                }
                _ => {}
            }
        }
    }

    /// Returns what was seen and what was not, of all types of the spec.
    pub(super) fn coverage(&self, endpoints: Vec<EndpointCoverage>) -> Coverage {
        let spec = self.site.spec();
        let mut coverage = Coverage { endpoints, ..Coverage::default() };
        for (index, ty) in spec.types.iter().enumerate() {
            match &ty.kind {
                TypeKind::Class(class) => {
                    for member in &class.members {
                        let name = wire_name(spec, Format::Xml, index, member);
                        let mut of = self.derived[index].iter();
                        let is_seen = of.any(|of| self.members.contains(&(*of, name.clone())));
                        coverage.members.1 += 1;
                        if is_seen {
                            coverage.members.0 += 1;
                        } else {
                            let name = format!("{}.{}", ty.name.value, member.name.value);
                            coverage.unseen_members.push(name);
                        }
                    }
                }
                TypeKind::Enum(of) => {
                    for member in &of.members {
                        let number = i64::try_from(member.value.value).ok();
                        coverage.enum_values.1 += 1;
                        if number.is_some_and(|number| self.numbers.contains(&(index, number))) {
                            coverage.enum_values.0 += 1;
                        } else {
                            let name = format!("{}.{}", ty.name.value, member.name.value);
                            coverage.unseen_enum_values.push(name);
                        }
                    }
                }
                TypeKind::Collection(_) | TypeKind::Dictionary(_) => {}
            }
        }
        coverage
    }
}

fn address(contract: &'static Contract) -> usize {
    std::ptr::from_ref(contract).addr()
}

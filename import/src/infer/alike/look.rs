//! What a class looks like in the samples that have it: those that look alike may be one.

use super::json_look::plain;
use crate::infer::types::{
    each::{Known, Type},
    registry::Registry,
    seen::{Seen, Slot},
};

/// How many members it takes to know a class by them, where the namespace is shown too.
pub(super) const ENOUGH: usize = 2;

/// Whether classes were found to be others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Round {
    Changed,
    Settled,
}

/// What a class looks like: its namespace, and of each member the names in JSON and in XML and the value.
pub(super) type Look = (Option<String>, Vec<(Option<String>, Option<(String, String)>, Slot)>);

/// Returns what a class looks like in a sample. Members stand by their names, since pages may have them in
/// another order.
pub(super) fn look(registry: &Registry, ty: &Type, seen: &Seen) -> Look {
    let mut members: Vec<_> = seen
        .members
        .iter()
        .map(|member| {
            let json = member.json.as_ref().map(|(name, _)| name.clone());
            let xml = member.xml.as_ref().map(|(_, namespace, name)| (namespace.clone(), name.clone()));
            (json, xml, plain(registry, &member.slot))
        })
        .collect();
    members.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    (shown_namespace(ty).cloned(), members)
}

/// Returns the namespace of a class, if its content in a sample shows it.
pub(super) fn shown_namespace(ty: &Type) -> Option<&String> {
    ty.namespace.as_ref().filter(|(known, _)| *known >= Known::Content).map(|(_, namespace)| namespace)
}

//! The order of members, where it counts.

use std::collections::BTreeSet;

use datacontract::contract::Serializer;

use super::{
    context::{Comparer, TypePair},
    contracts::{Direction, named},
    effect::{Effect, Reading},
    rules::Rule,
    verdict::Verdict::{Breaks, Safe},
};
use crate::spec::Spec;

/// Finds out which members .NET loses because they come in another order.
///
/// What follows from a base class is reported there.
pub(super) fn compare(cx: &mut Comparer<'_>, pair: TypePair<'_>, subject: &str) {
    if are_spelled_alike(cx, pair) {
        return;
    }
    for (serializer, rule) in [
        (Serializer::DataContractSerializer, Rule::MembersReordered),
        (Serializer::XmlSerializer, Rule::XmlMembersReordered),
    ] {
        if !cx.uses(serializer) {
            continue;
        }
        let of =
            |pair: TypePair<'_>, direction| cx.contracts.lost_by_order(pair.indices, direction, serializer);
        let mut lost = [Direction::OldToNew, Direction::NewToOld].map(|direction| of(pair, direction));
        if let Some(base) = base(cx, pair) {
            for (lost, direction) in lost.iter_mut().zip([Direction::OldToNew, Direction::NewToOld]) {
                let of_base = of(base, direction);
                lost.retain(|name| !of_base.contains(name));
            }
        }
        if lost.iter().all(BTreeSet::is_empty) {
            continue;
        }
        let verdict = |lost: &BTreeSet<String>| if lost.is_empty() { Safe } else { Breaks };
        let effect = Effect {
            old_to_new: Reading::strict_xml(verdict(&lost[0])),
            new_to_old: Reading::strict_xml(verdict(&lost[1])),
        };
        let all: BTreeSet<String> = lost.into_iter().flatten().collect();
        let message = format!("members have another order: .NET loses {} in silence", named(&all));
        let at = pair.spans();
        cx.report(cx.changed(rule, subject, message, at[0], at[1]).wire(effect, pair.flow));
    }
}

/// Returns whether a class and its bases are spelled alike in both files: then their members have one order, and
/// nothing has to be tried.
fn are_spelled_alike(cx: &Comparer<'_>, pair: TypePair<'_>) -> bool {
    texts(cx.before, pair.indices[0]) == texts(cx.after, pair.indices[1])
}

/// Returns the entries of a class and its bases as they stand in the file.
fn texts(spec: &Spec, index: usize) -> Vec<Option<&str>> {
    let extents = spec.with_bases(index).into_iter().map(|of| spec.types[of].extent);
    extents.map(|extent| spec.file.text().get(extent.range())).collect()
}

/// Returns the base class that a class has in both states.
fn base<'a>(cx: &Comparer<'a>, pair: TypePair<'a>) -> Option<TypePair<'a>> {
    let (old, new) = (cx.before.base(pair.indices[0])?, cx.after.base(pair.indices[1])?);
    (cx.pairs.after(old) == Some(new)).then(|| TypePair {
        before: &cx.before.types[old],
        after: &cx.after.types[new],
        indices: [old, new],
        flow: pair.flow,
    })
}

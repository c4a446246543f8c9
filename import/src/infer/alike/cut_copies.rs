//! Copies of a class of which a JSON sample is cut off: what there is of one begins as another class does.

use std::collections::HashSet;

use super::json_look::of_place;
use crate::infer::{
    samples::cut_member::CutEnd,
    types::{
        each::Type,
        registry::Registry,
        seen::{Formats, Kind, Seen, Slot},
    },
};

/// How far the start of a class agrees with another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Agreement {
    /// The members of which both the name and the value are there.
    pub(crate) members: usize,
    /// One of them has more than the number of an object in it.
    pub(crate) is_telling: bool,
}

/// Returns whether JSON alone shows a class, and not to its end.
pub(crate) fn is_cut_copy(seen: &Seen) -> bool {
    seen.formats == (Formats { json: true, xml: false }) && !seen.whole.json
}

/// Returns how far a class whose sample is cut off begins as the whole samples of another one do, as far as
/// nothing that there is of it denies that they are one.
pub(crate) fn agreements(registry: &Registry, cut: &Seen, known: &Type) -> impl Iterator<Item = Agreement> {
    let whole = known.seen.iter().filter(|seen| seen.has_whole_json());
    whole.filter_map(move |whole| Comparison { registry, pairs: HashSet::new() }.agreement(cut, whole))
}

/// A comparison of two classes, and of those in them.
struct Comparison<'r> {
    registry: &'r Registry,
    /// The pairs of classes that were compared, or are being compared: classes can hold themselves.
    pairs: HashSet<(usize, usize)>,
}

impl Comparison<'_> {
    fn agreement(&mut self, cut: &Seen, whole: &Seen) -> Option<Agreement> {
        let (cut, whole) = (cut.in_json_order(), whole.in_json_order());
        let mut agreement = Agreement::default();
        let mut rest = whole.iter();
        for (name, member) in &cut {
            let (known, other) = rest.next()?;
            if member.slot.cut == Some(CutEnd::Name) {
                return known.starts_with(name).then_some(agreement);
            }
            if name != known || !self.may_be_one(&member.slot, &other.slot) {
                return None;
            }
            if !member.slot.is_cut_off {
                agreement.members += 1;
                agreement.is_telling |= !name.eq_ignore_ascii_case("id");
            }
        }
        Some(agreement)
    }

    /// Returns whether two places may be of one type: they show the same, as far as one of them goes.
    fn may_be_one(&mut self, cut: &Slot, whole: &Slot) -> bool {
        if !cut.is_cut_off {
            return of_place(self.registry, cut) == of_place(self.registry, whole);
        }
        match (&cut.kind, &whole.kind) {
            // Nothing is there of it but its name, or the start of a value.
            (Kind::Unknown, _) => cut.cut.is_some() || cut.json == whole.json,
            (Kind::Type(cut), Kind::Type(whole)) => {
                let (cut, whole) = (self.registry.actual(*cut), self.registry.actual(*whole));
                cut == whole || !self.pairs.insert((cut, whole)) || self.is_start(cut, whole)
            }
            (Kind::List(cut), Kind::List(whole)) => match (cut.first(), whole.first()) {
                (Some(cut), Some(whole)) => self.may_be_one(cut, whole),
                _ => true,
            },
            (cut, whole) => std::mem::discriminant(cut) == std::mem::discriminant(whole),
        }
    }

    /// Returns whether one class begins as another one in a whole sample does.
    fn is_start(&mut self, cut: usize, whole: usize) -> bool {
        let registry = self.registry;
        let (Some(cut), Some(whole)) = (registry.types.get(cut), registry.types.get(whole)) else {
            return false;
        };
        let is_whole = |seen: &&Seen| seen.has_whole_json();
        let mut begins_so =
            |cut: &Seen| whole.seen.iter().filter(is_whole).any(|whole| self.agreement(cut, whole).is_some());
        cut.seen.iter().all(&mut begins_so)
    }
}

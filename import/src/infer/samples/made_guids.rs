//! The Guids that the engine made for samples, by which objects are told apart.
//!
//! The engine makes one object of a class for each payload, and a new Guid for each member that has one. So
//! two objects of one payload with the same Guid are one, of one class, and two whose Guids differ in the
//! same member are of different classes.

use std::collections::BTreeMap;

/// The Guids of a class: by payload and member.
#[derive(Clone, Debug, Default)]
pub(crate) struct MadeGuids {
    guids: BTreeMap<(usize, String), String>,
}

/// Whether two places of a payload show one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Objects {
    /// They show the same one.
    Same,
    /// They show two.
    Different,
    /// Nothing tells: they have no Guid, or stand in different payloads.
    Open,
}

/// Pages repeat themselves: so many payloads tell enough of a class.
const MAX_GUIDS: usize = 64;

impl MadeGuids {
    /// Keeps a Guid. One of zeros tells nothing.
    pub(crate) fn add(&mut self, payload: usize, member: &str, guid: &str) {
        let is_zero = guid.bytes().all(|byte| matches!(byte, b'0' | b'-'));
        if !is_zero && self.guids.len() < MAX_GUIDS {
            self.guids.entry((payload, member.to_owned())).or_insert_with(|| guid.to_lowercase());
        }
    }

    /// Compares with the objects of another class.
    pub(crate) fn compare(&self, other: &Self) -> Objects {
        let both = self.guids.iter().filter_map(|(key, own)| Some(other.guids.get(key)? == own));
        both.fold(Objects::Open, |found, is_same| match (found, is_same) {
            (Objects::Different, _) | (_, false) => Objects::Different,
            (_, true) => Objects::Same,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(guids: &[(usize, &str, &str)]) -> MadeGuids {
        let mut made = MadeGuids::default();
        for (payload, member, guid) in guids {
            made.add(*payload, member, guid);
        }
        made
    }

    #[test]
    fn guids_tell_objects_apart() {
        let known = of(&[(1, "id", "aa-1"), (1, "owner", "bb-2")]);
        assert_eq!(known.compare(&of(&[(1, "id", "AA-1")])), Objects::Same);
        assert_eq!(known.compare(&of(&[(1, "id", "cc-3")])), Objects::Different);
        assert_eq!(known.compare(&of(&[(1, "id", "aa-1"), (1, "owner", "dd-4")])), Objects::Different);
        assert_eq!(known.compare(&of(&[(2, "id", "cc-3")])), Objects::Open);
        let zeros = of(&[(1, "id", "00-0")]);
        assert_eq!(zeros.compare(&zeros), Objects::Open);
    }
}

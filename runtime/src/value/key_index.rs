//! Finding keys quickly while a dictionary is read.

use super::{Field, View};
use std::collections::HashMap;
use std::hash::{BuildHasher as _, DefaultHasher, Hash as _, Hasher as _, RandomState};

/// So many keys are compared one by one, which is quicker than hashing them.
const FEW: usize = 16;

/// An index of the keys of a dictionary that is being read, so that a document with very many of them takes
/// no longer than any other of its size.
///
/// Readers make one for each dictionary and hand it to [`Map::insert`](super::Map::insert) and
/// [`Map::set`](super::Map::set). Keys need be neither hashable nor ordered: they are hashed by what is
/// written of them. So equal keys have to be written alike, as those of every derived and generated type are,
/// or they may be taken for different ones.
///
/// ```
/// use datacontract::value::KeyIndex;
///
/// let (mut entries, mut index) = (Vec::new(), KeyIndex::default());
/// for number in 0..100 {
///     assert_eq!(index.add(&mut entries, f64::from(number), "new"), None);
/// }
/// assert_eq!(index.add(&mut entries, -0.0, "newer"), Some((&mut "new", "newer")));
/// assert_eq!(entries.len(), 100);
/// ```
#[derive(Debug, Default)]
pub struct KeyIndex(Option<Box<Places>>);

impl KeyIndex {
    /// Adds an entry behind the others. If its key is there already, returns the value that the key has, and
    /// the one that was to be added. All calls are about the same entries, which nothing else changes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "to hand entries over costs more than to add them")]
    pub fn add<'e, K: Field + PartialEq, V>(
        &mut self,
        entries: &'e mut Vec<(K, V)>,
        key: K,
        value: V,
    ) -> Option<(&'e mut V, V)> {
        let found = if entries.len() < FEW {
            entries.iter().position(|(known, _)| *known == key)
        } else {
            self.find(entries, &key)
        };
        if let Some(place) = found {
            return Some((&mut entries[place].1, value));
        }
        entries.push((key, value));
        None
    }

    /// Finds a key among many.
    fn find<K: Field + PartialEq, V>(&mut self, entries: &[(K, V)], key: &K) -> Option<usize> {
        #[expect(
            clippy::eq_op,
            reason = "NaN is not equal to itself, so it is not found, however many there are"
        )]
        if key != key {
            return None;
        }
        let places = self.0.get_or_insert_default();
        for (known, _) in entries.get(places.previous.len()..).unwrap_or_default() {
            places.add(known.view());
        }
        places.find(key.view(), |place| entries.get(place).is_some_and(|(known, _)| known == key))
    }
}

/// All places by the hashes of their keys. The hashes are seeded at random, so that nobody can send keys that
/// collide.
#[derive(Debug, Default)]
struct Places {
    seed: RandomState,
    /// The last place with each hash.
    last: HashMap<u64, usize>,
    /// Of each place, the one before it with the same hash.
    previous: Vec<Option<usize>>,
}

impl Places {
    fn hash(&self, key: View<'_>) -> u64 {
        let mut state = self.seed.build_hasher();
        hash(key, Through::Shared, &mut state);
        state.finish()
    }

    fn add(&mut self, key: View<'_>) {
        let place = self.previous.len();
        let previous = self.last.insert(self.hash(key), place);
        self.previous.push(previous);
    }

    fn find(&self, key: View<'_>, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let last = self.last.get(&self.hash(key)).copied();
        std::iter::successors(last, |&place| self.previous.get(place).copied().flatten())
            .find(|&place| is_it(place))
    }
}

/// How far shared objects are looked into: references of references could make the same object be hashed any
/// number of times.
#[derive(Clone, Copy)]
enum Through {
    Shared,
    Nothing,
}

/// Hashes a value: the same for all that are equal.
fn hash(view: View<'_>, through: Through, state: &mut DefaultHasher) {
    match view {
        // Hashed as well, as are lengths: or the same values in other places would have the same hash.
        View::Absent | View::Null => state.write_u8(0),
        View::Bool(value) => value.hash(state),
        View::Int(value) => value.hash(state),
        View::UInt(value) => value.hash(state),
        // Both zeros are equal, and to add zero makes them the same.
        View::Single(value) => (value + 0.0).to_bits().hash(state),
        View::Double(value) => (value + 0.0).to_bits().hash(state),
        View::Decimal(value) => value.hash(state),
        View::Char(value) => value.hash(state),
        View::Str(value) => value.hash(state),
        View::DateTime(value) => value.hash(state),
        View::DateTimeOffset(value) => value.hash(state),
        View::TimeSpan(value) => value.hash(state),
        View::Guid(value) => value.hash(state),
        View::Uri(value) => value.hash(state),
        View::Bytes(value) => value.hash(state),
        View::Object(object) => {
            object.views(&mut |views| views.iter().for_each(|view| hash(*view, through, state)));
        }
        View::List(list) => {
            list.len().hash(state);
            (0..list.len()).for_each(|index| hash(list.item(index), through, state));
        }
        View::Map(map) => {
            // Maps without an order are equal in any order.
            let mut sum = 0_u64;
            let _ = map.entries(&mut |key, value| {
                let mut entry = state.clone();
                hash(key, through, &mut entry);
                hash(value, through, &mut entry);
                sum = sum.wrapping_add(entry.finish());
                Ok(())
            });
            sum.hash(state);
        }
        View::Shared(shared) => {
            if let Through::Shared = through
                && shared.is_owner()
            {
                shared.view(&mut |view| hash(view, Through::Nothing, state));
            }
        }
        View::Any(value) => hash(value.content(), through, state),
        View::Converted(value) => {
            let _ = value.view(&mut |view| hash(view, through, state));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Shared;
    use crate::clr::{DateTime, DateTimeKind, DateTimeOffset, Decimal};
    use std::collections::{BTreeMap, HashMap};

    /// What the index finds among many is what comparing one by one finds.
    fn check<K: Field + PartialEq + Clone>(keys: &[K]) {
        let entries: Vec<(K, usize)> =
            keys.iter().cycle().take(keys.len().max(FEW)).cloned().zip(0..).collect();
        for key in keys {
            let found = KeyIndex::default().find(&entries, key).map(|place| entries[place].0 == *key);
            assert_eq!(found, entries.iter().any(|(known, _)| known == key).then_some(true));
        }
    }

    #[test]
    fn equal_keys_have_the_same_hash() {
        check(&[0.0, -0.0, 1.5, f64::NAN, f64::INFINITY]);
        check(&[0.0_f32, -0.0, 1.5, f32::NAN]);
        check(&["1.0", "1.00", "0.0", "-0", "1"].map(|text| text.parse::<Decimal>().unwrap()));
        let at = DateTime::from_ticks(638_000_000_000_000_000, DateTimeKind::Utc).unwrap();
        check(&[0, 60].map(|offset| DateTimeOffset::from_utc_and_offset(at, offset).unwrap()));
        check(&[Some("a".to_owned()), None, Some(String::new())]);
        check(&[vec![1, 2], vec![2, 1], vec![]]);
        check(&[HashMap::from([(1, 2), (3, 4)]), HashMap::from([(3, 4), (1, 2)]), HashMap::new()]);
        check(&[BTreeMap::from([(1, 2)]), BTreeMap::from([(2, 1)])]);
    }

    #[test]
    fn shared_keys_are_hashed_by_what_they_own() {
        let (first, second) = (Shared::new(1), Shared::new(1));
        check(&[first.clone(), second.clone(), Shared::new(2)]);
        check(&[first.downgrade(), second.downgrade()]);
    }

    #[test]
    fn entries_are_added_as_they_come() {
        let (mut index, mut entries) = (KeyIndex::default(), Vec::new());
        for number in (0..500).chain(0..500) {
            if let Some((value, added)) = index.add(&mut entries, number, 1) {
                *value += added;
            }
        }
        assert_eq!(entries, (0..500).map(|number| (number, 2)).collect::<Vec<_>>());
    }
}

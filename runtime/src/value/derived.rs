//! What the code of the derives calls for values.

use super::{Object, Slot, UnknownValue, View};
use crate::error::Error;

/// A function that a reader calls with the slots of an object.
pub type SlotsFn<'f> = dyn FnMut(&mut [Slot<'_>]) -> Result<(), Error> + 'f;

/// A function that a reader calls with the slots of an entry of a dictionary: key, then value.
pub(crate) type EntrySlotsFn<'f> = dyn FnMut(Slot<'_>, Slot<'_>) -> Result<(), Error> + 'f;

/// Returns the unknown value of an enum that a reader found, or `None` if it is neither a number nor a text.
#[must_use]
pub fn unknown_value(value: View<'_>) -> Option<UnknownValue> {
    match value {
        View::Int(number) => Some(UnknownValue::Number(number)),
        View::Str(text) => Some(UnknownValue::Text(text.into())),
        _ => None,
    }
}

/// Returns the view of an unknown value of an enum.
#[must_use]
pub fn unknown_view(value: &UnknownValue) -> View<'_> {
    match value {
        UnknownValue::Number(number) => View::Int(*number),
        UnknownValue::Text(text) => View::Str(text),
    }
}

/// Calls `f` with the views of an object that holds its base class in a field: those of the base, then its
/// own. `N` is the number of both together.
pub fn views_with_base<const N: usize>(base: &dyn Object, own: &[View<'_>], f: &mut dyn FnMut(&[View<'_>])) {
    base.views(&mut |base| {
        let mut all = [View::Absent; N];
        for (place, view) in all.iter_mut().zip(base.iter().chain(own)) {
            *place = *view;
        }
        f(&all);
    });
}

/// Returns the slots of an object that holds its base class in a field: those of the base, then its own. `N`
/// is the number of both together.
pub fn slots_with_base<'s, const N: usize, const OWN: usize>(
    base: &'s mut [Slot<'_>],
    own: [Slot<'s>; OWN],
) -> [Slot<'s>; N] {
    let mut all = [const { Slot::Absent }; N];
    let (of_base, of_own) = all.split_at_mut(base.len().min(N));
    for (place, slot) in of_base.iter_mut().zip(base) {
        *place = slot.reborrow();
    }
    for (place, slot) in of_own.iter_mut().zip(own) {
        *place = slot;
    }
    all
}

//! Bullets that copies of lists, in forums mostly, have on lines of their own.

use std::borrow::Cow;

use super::{Item, words};

/// Takes such lines out.
pub(super) fn without(items: &[Item]) -> Cow<'_, [Item]> {
    let is_bullet = |item: &Item| matches!(item, Item::Line(line) if words::is_bullet(&line.text));
    if !items.iter().any(is_bullet) {
        return items.into();
    }
    items.iter().filter(|item| !is_bullet(item)).cloned().collect::<Vec<_>>().into()
}

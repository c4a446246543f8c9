//! The lengths that `[StringLength]`, `[MinLength]` and `[MaxLength]` speak of.

use crate::value::View;

/// Returns the length of a text, in UTF-16 code units.
pub(super) fn of_text(view: View<'_>) -> Option<usize> {
    match view {
        View::Str(text) => Some(text.encode_utf16().count()),
        _ => None,
    }
}

/// Returns the length of a text or collection.
pub(super) fn of(view: View<'_>) -> Option<usize> {
    match view {
        View::Bytes(bytes) => Some(bytes.len()),
        View::List(list) => Some(list.len()),
        View::Map(map) => Some(map.len()),
        // A read-only wrapper holds its collection.
        View::Object(object) => {
            let mut length = None;
            object.views(&mut |views| {
                if let [view @ (View::List(_) | View::Map(_))] = views {
                    length = of(*view);
                }
            });
            length
        }
        view => of_text(view),
    }
}

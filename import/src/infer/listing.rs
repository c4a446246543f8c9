//! Names in a sentence.

/// Returns the first of some names, and how many there are beside these: `` `Lid`, `Box` and 3 more ``.
pub(super) fn first_of(names: &[String], most: usize) -> String {
    let shown = names.iter().take(most).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

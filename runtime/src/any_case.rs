//! Names compared in any case, as .NET's `OrdinalIgnoreCase` does.

use std::cmp::Ordering;

/// Returns whether two names are the same in any case: characters are if their capitals are, one for one.
pub(crate) fn eq_ignore_case(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
        || !(a.is_ascii() && b.is_ascii()) && a.chars().map(capital).eq(b.chars().map(capital))
}

/// Orders names such that those are equal that [`eq_ignore_case`] takes for the same.
pub(crate) fn cmp_ignore_case(a: &str, b: &str) -> Ordering {
    // Nearly all names are ASCII, which needs no decoding.
    for (at, (x, y)) in a.bytes().zip(b.bytes()).enumerate() {
        if !x.is_ascii() || !y.is_ascii() {
            return a[at..].chars().map(capital).cmp(b[at..].chars().map(capital));
        }
        match x.to_ascii_uppercase().cmp(&y.to_ascii_uppercase()) {
            Ordering::Equal => {}
            order => return order,
        }
    }
    a.len().cmp(&b.len())
}

fn capital(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_uppercase();
    }
    let mut capitals = c.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        // .NET maps one character to one character; the few that Rust makes several stay as they are.
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{capital, cmp_ignore_case, eq_ignore_case};
    use proptest::prelude::*;

    #[test]
    fn case_is_ignored_as_dotnet_does() {
        assert!(eq_ignore_case("FirstName", "firstNAME"));
        assert!(eq_ignore_case("Återställ", "åTERSTÄLL"));
        assert!(eq_ignore_case("Имя", "иМЯ"));
        assert!(!eq_ignore_case("straße", "STRASSE"));
        assert!(!eq_ignore_case("İ", "i"));
        assert!(!eq_ignore_case("ab", "abc"));
    }

    proptest! {
        /// The order is that of the capitals, wherever the ASCII of two names ends.
        #[test]
        fn names_are_ordered_by_their_capitals(a in "[abAB_åÅıſя]{0,5}", b in "[abAB_åÅıſя]{0,5}") {
            prop_assert_eq!(cmp_ignore_case(&a, &b), a.chars().map(capital).cmp(b.chars().map(capital)));
            prop_assert_eq!(cmp_ignore_case(&a, &b).is_eq(), eq_ignore_case(&a, &b));
        }
    }
}

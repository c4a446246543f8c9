//! The words of a site's menu that a copy has behind the line with method and path.

use crate::outline::words;

/// A line with method and path, and the words behind it.
pub(super) struct Parted<'t> {
    /// Which of the lines it is.
    pub(super) at: usize,
    pub(super) operation: &'t str,
    pub(super) menu: &'t str,
}

/// Finds such a line: `GET api/kites   Kites   All services`. Lists have more than one operation, and what stands
/// behind those describes them.
pub(super) fn find<'t>(lines: &[&'t str]) -> Option<Parted<'t>> {
    let mut found = None;
    for (at, line) in lines.iter().enumerate() {
        let line = line.trim();
        let parts = parts(line);
        if parts.is_none() && words::operation(line).is_none() {
            continue;
        }
        let parted = parts.map(|(operation, menu)| Parted { at, operation, menu });
        if found.replace(parted).is_some() {
            return None;
        }
    }
    found.flatten()
}

/// What parts the words of a menu in a text.
const GAP: &str = "  ";

/// Parts a line at its first wide gap behind method and path, if nothing but a menu follows.
fn parts(line: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 1024;
    if line.len() > LONGEST || !line.contains(GAP) {
        return None;
    }
    let gaps = line.match_indices(GAP).map(|(at, _)| at);
    let (operation, behind) = gaps
        .filter_map(|at| line.split_at_checked(at))
        .find(|(before, _)| words::operation(before).is_some())?;
    let mut words = behind.split(GAP).map(str::trim).filter(|words| !words.is_empty());
    words.all(is_of_menu).then(|| (operation, behind.trim()))
}

/// Returns whether words can be a link of a menu: few, and no sentence.
fn is_of_menu(words: &str) -> bool {
    const MOST: usize = 3;
    words.split(' ').count() <= MOST
        && words.starts_with(char::is_uppercase)
        && !words.contains(['/', '{', '=', '&', '?'])
        && !words.ends_with(['.', '!', ':', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_menu_are_parted_from_the_operation() {
        let parted =
            |line| find(&["Home", line, "Returns kites."]).map(|found| (found.operation, found.menu));
        assert_eq!(
            parted("GET  api/kites/{id}   Kites   All Services"),
            Some(("GET  api/kites/{id}", "Kites   All Services"))
        );
        assert_eq!(parted("GET api/kites  All Services"), Some(("GET api/kites", "All Services")));
        for line in
            ["GET api/kites   Returns all of the kites.", "GET api/kites All Services", "GET   api/kites"]
        {
            assert_eq!(parted(line), None, "{line}");
        }
        assert!(find(&["GET api/kites   Kites", "GET api/tails   Tails"]).is_none());
    }
}

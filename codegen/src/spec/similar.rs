//! What was probably meant.

/// How many names all searches in one spec go through together.
const ALL_SEARCHES: usize = 200_000;

/// Looks for what was probably meant, as long as that does not take too long in all: each search for an
/// unknown name goes through all names that there are.
#[derive(Debug)]
pub(crate) struct Searches {
    left: usize,
}

impl Default for Searches {
    fn default() -> Self {
        Self { left: ALL_SEARCHES }
    }
}

impl Searches {
    /// Returns the names to look among for one that is unknown; none once the searches before have taken long
    /// enough.
    pub(crate) fn among<'a, T>(&mut self, names: &'a [T]) -> &'a [T] {
        let names = if self.left > 0 { names } else { &[] };
        self.left = self.left.saturating_sub(names.len());
        names
    }
}

/// Returns the candidate that `text` is most likely a slip of, if one is near enough.
#[must_use]
pub fn similar<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer texts are no words, and the distance takes quadratic time.
    const LONGEST: usize = 100;
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    let length = lower.chars().count();
    let distance = |candidate: &str| strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (candidate, candidate.chars().count()))
        // The distance is at least the difference of the lengths, which costs nothing. (Small letters may be
        // more than one for a capital, of ASCII they are not.)
        .filter(|(candidate, chars)| !candidate.is_ascii() || chars.abs_diff(length) <= chars / 3)
        .map(|(candidate, chars)| (distance(candidate), chars, candidate))
        .filter(|(distance, chars, _)| *distance <= chars / 3)
        .map(|(distance, _, candidate)| (distance, candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

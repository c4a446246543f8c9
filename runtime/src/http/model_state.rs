//! What is wrong with the arguments of a request.

use std::collections::HashMap;
use std::fmt;

/// The errors that a service finds in the arguments of a request, by argument.
///
/// A key is C#'s name of the argument and the way into it: `lead`, `lead.Name`, `lead.Lines[0].Sku`; texts
/// about the whole have the empty key.
///
/// ```
/// use datacontract::http::ModelState;
///
/// let mut state = ModelState::default();
/// state.add("lead.Name", "The Name field is required.");
/// state.add("lead.Name", "It has to be capitalised.");
/// assert_eq!(state.get("Lead.name").len(), 2);
/// assert!(!state.is_valid());
/// ```
#[derive(Clone, Default)]
pub struct ModelState {
    entries: Vec<(String, Vec<String>)>,
    /// Where the entry of a key is, by the key in small letters: a service may say very much.
    places: HashMap<String, usize>,
}

impl ModelState {
    /// Returns whether nothing is wrong.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds a text about an argument. Keys are the same in any case, as in Web API.
    pub fn add(&mut self, key: impl Into<String>, text: impl Into<String>) {
        let key = key.into();
        let place = *self.places.entry(key.to_ascii_lowercase()).or_insert(self.entries.len());
        match self.entries.get_mut(place) {
            Some((_, texts)) => texts.push(text.into()),
            None => self.entries.push((key, vec![text.into()])),
        }
    }

    /// Keeps the entries whose keys fit.
    #[cfg(feature = "server")]
    pub(crate) fn retain(&mut self, mut fits: impl FnMut(&str) -> bool) {
        self.entries.retain(|(key, _)| fits(key));
        self.find_places();
    }

    /// Notes where the entry of each key is.
    #[cfg(any(feature = "client", feature = "server"))]
    fn find_places(&mut self) {
        self.places.clear();
        for (place, (key, _)) in self.entries.iter().enumerate() {
            self.places.entry(key.to_ascii_lowercase()).or_insert(place);
        }
    }

    /// Calls `f` with each key and each text.
    #[cfg(feature = "client")]
    pub(crate) fn each_text(&mut self, f: &mut dyn FnMut(&mut String)) {
        for (key, texts) in &mut self.entries {
            f(key);
            texts.iter_mut().for_each(&mut *f);
        }
        self.find_places();
    }

    /// Returns the texts about an argument.
    #[must_use]
    pub fn get(&self, key: &str) -> &[String] {
        let place = self.places.get(&key.to_ascii_lowercase());
        place.and_then(|place| self.entries.get(*place)).map_or(&[], |(_, texts)| texts)
    }

    /// Returns all keys with their texts, in the order in which they came.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &[String])> {
        self.entries.iter().map(|(key, texts)| (key.as_str(), texts.as_slice()))
    }
}

/// The same keys and texts, in the same order.
impl PartialEq for ModelState {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Eq for ModelState {}

impl fmt::Debug for ModelState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ModelState").field("entries", &self.entries).finish_non_exhaustive()
    }
}

/// All of it on one line: `lead.Name: The Name field is required.`
impl fmt::Display for ModelState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = self.iter().flat_map(|(key, texts)| texts.iter().map(move |text| (key, text)));
        for (place, (key, text)) in texts.enumerate() {
            f.write_str(if place == 0 { "" } else { "; " })?;
            if !key.is_empty() {
                write!(f, "{key}: ")?;
            }
            f.write_str(text)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::ModelState;

    #[test]
    fn keys_are_the_same_in_any_case_and_keep_their_order() {
        let mut state = ModelState::default();
        for (key, text) in [("b", "1"), ("A", "2"), ("B", "3"), ("", "4"), ("\u{c5}", "5"), ("\u{e5}", "6")] {
            state.add(key, text);
        }
        let keys: Vec<&str> = state.iter().map(|(key, _)| key).collect();
        // As always only the letters of ASCII.
        assert_eq!(keys, ["b", "A", "", "\u{c5}", "\u{e5}"]);
        assert_eq!(
            (state.get("B"), state.get("a"), state.get("c").len()),
            (&["1", "3"].map(String::from)[..], &["2".to_owned()][..], 0)
        );
    }

    #[cfg(feature = "client")]
    #[test]
    fn keys_that_became_others_are_found() {
        let mut state = ModelState::default();
        state.add("first", "1");
        state.add("second", "2");
        state.each_text(&mut |text| {
            if text.len() > 1 {
                "same".clone_into(text);
            }
        });
        state.add("Same", "3");
        assert_eq!(state.get("SAME"), ["1", "3"]);
        assert_eq!((state.get("first").len(), state.iter().len()), (0, 2));
    }

    /// Would not end if each key were compared with all others.
    #[test]
    fn very_many_keys() {
        const MANY: usize = 300_000;
        let mut state = ModelState::default();
        for at in 0..MANY {
            state.add(format!("Key{at}"), "x");
        }
        assert!((0..MANY).all(|at| state.get(&format!("kEY{at}")).len() == 1));
    }
}

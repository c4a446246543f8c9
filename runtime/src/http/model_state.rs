//! What is wrong with the arguments of a request.

use std::fmt;

/// What a service finds wrong with the arguments of a request: texts by the argument that they are about.
///
/// A key is C#'s name of the argument and the way into it: `lead`, `lead.Name`, `lead.Lines[0].Sku`; texts about the
/// whole have the empty key.
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelState {
    entries: Vec<(String, Vec<String>)>,
}

impl ModelState {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds a text about an argument. Keys are the same in any case, as in Web API.
    pub fn add(&mut self, key: impl Into<String>, text: impl Into<String>) {
        let key = key.into();
        match self.entries.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&key)) {
            Some((_, texts)) => texts.push(text.into()),
            None => self.entries.push((key, vec![text.into()])),
        }
    }

    /// Calls `f` with each key and each text.
    #[cfg(feature = "client")]
    pub(crate) fn each_text(&mut self, f: &mut dyn FnMut(&mut String)) {
        for (key, texts) in &mut self.entries {
            f(key);
            texts.iter_mut().for_each(&mut *f);
        }
    }

    /// The texts about an argument.
    #[must_use]
    pub fn get(&self, key: &str) -> &[String] {
        self.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)).map_or(&[], |(_, texts)| texts)
    }

    /// All keys with their texts, in the order in which they came.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &[String])> {
        self.entries.iter().map(|(key, texts)| (key.as_str(), texts.as_slice()))
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

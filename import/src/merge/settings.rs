//! Where the pages of a spec came from, to fetch them anew.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::address;

/// What an import was given: enough to do it again. Nothing in it is secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportSettings {
    /// The sources, as [`Source::remembered`](crate::source::Source::remembered) writes them.
    pub sources: Vec<String>,
    /// Limits, by their words on the command line.
    pub options: BTreeMap<String, u64>,
}

impl ImportSettings {
    /// Adds what a further import was given.
    pub(super) fn add(&mut self, settings: &Self) {
        for source in &settings.sources {
            if !self.sources.contains(source) {
                self.sources.push(source.clone());
            }
        }
        self.options.extend(settings.options.clone());
    }

    pub(super) fn to_json(&self) -> Value {
        let mut object = Map::new();
        if !self.sources.is_empty() {
            object.insert("sources".to_owned(), json!(self.sources));
        }
        if !self.options.is_empty() {
            object.insert("options".to_owned(), json!(self.options));
        }
        Value::Object(object)
    }

    pub(super) fn from_json(value: &Value) -> Option<Self> {
        let sources = match value.get("sources") {
            None => Vec::new(),
            Some(sources) => serde_json::from_value::<Vec<String>>(sources.clone()).ok()?,
        };
        let options = match value.get("options") {
            None => BTreeMap::new(),
            Some(options) => serde_json::from_value(options.clone()).ok()?,
        };
        // Somebody may have written a login into it.
        let shown =
            |source: String| if address::is_address(&source) { address::shown(&source) } else { source };
        Some(Self { sources: sources.into_iter().map(shown).collect(), options })
    }
}

//! Why nothing came of an import.

use super::Report;
use crate::page::Content;

/// What the pages were about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageKinds {
    /// How many are about an operation.
    pub operations: usize,
    /// The types that have a page; without a name where the page has none.
    pub types: Vec<String>,
    /// How many list operations.
    pub indexes: usize,
}

impl PageKinds {
    pub(crate) fn count(&mut self, content: &Content) {
        match content {
            Content::Api(_) => self.operations += 1,
            Content::Model(model) => self.types.push(model.name.clone()),
            Content::Index(_) => self.indexes += 1,
        }
    }
}

/// How many types are named in a message.
const MOST_NAMES: usize = 5;

impl Report {
    /// Returns why the spec has neither an endpoint nor a type, with the probable cause; `None` if it has one.
    #[must_use]
    pub fn nothing_imported(&self) -> Option<String> {
        if !self.endpoints.is_empty() || self.types > 0 {
            return None;
        }
        let mut causes = Vec::new();
        if self.kinds.operations > 0 {
            causes.push(
                "there are sections or samples of an operation, but no heading with its method and path, such as \
                 `POST api/leads/{id}`: it may be worded otherwise, or the page be cut off"
                    .to_owned(),
            );
        }
        let names: Vec<String> =
            self.kinds.types.iter().take(MOST_NAMES).map(|name| format!("`{name}`")).collect();
        if !names.is_empty() {
            let more = if self.kinds.types.len() > names.len() { " and others" } else { "" };
            causes.push(format!(
                "there are only types ({}{more}), which no endpoint uses: import the pages of the endpoints as well; \
                 if this is the page of an endpoint, it lacks a heading with method and path, such as \
                 `POST api/leads/{{id}}`",
                names.join(", ")
            ));
        }
        if self.kinds.indexes > 0 {
            causes.push("there is only the list of operations: import the pages that it links to".to_owned());
        }
        let pages = if self.pages == 1 { "this page".to_owned() } else { format!("{} pages", self.pages) };
        Some(format!("no endpoint and no type was found on {pages}: {}", causes.join("; ")))
    }
}

//! Why nothing came of an import.

use super::Report;
use crate::page::Content;

/// How many pages there were of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageKinds {
    /// Pages of operations.
    pub operations: usize,
    /// Pages of types.
    pub types: usize,
    /// Lists of operations.
    pub indexes: usize,
}

impl PageKinds {
    pub(crate) fn count(&mut self, content: &Content) {
        match content {
            Content::Api(_) => self.operations += 1,
            Content::Model(_) => self.types += 1,
            Content::Index(_) => self.indexes += 1,
        }
    }
}

impl Report {
    /// Returns why the spec has neither an endpoint nor a type, with the probable cause; `None` if it has one.
    #[must_use]
    pub fn nothing_imported(&self) -> Option<String> {
        if !self.endpoints.is_empty() || self.types > 0 {
            return None;
        }
        let PageKinds { operations, types, indexes } = self.kinds;
        let mut causes = Vec::new();
        if operations > 0 {
            causes.push(format!(
                "{} sections or samples of an operation, but no heading with its method and path, such as \
                 `POST api/leads/{{id}}`: it may be worded otherwise, or be cut off",
                has(operations)
            ));
        }
        if types > 0 {
            causes.push(format!(
                "{} a type that no endpoint uses: import the pages of the endpoints with it",
                has(types)
            ));
        }
        if indexes > 0 {
            causes.push(format!(
                "{} the list of operations alone: import the pages that it links to as well",
                has(indexes)
            ));
        }
        let pages = if self.pages == 1 { "this page".to_owned() } else { format!("{} pages", self.pages) };
        Some(format!("no endpoint and no type was found on {pages}: {}", causes.join("; ")))
    }
}

fn has(pages: usize) -> String {
    if pages == 1 { "1 page has".to_owned() } else { format!("{pages} pages have") }
}

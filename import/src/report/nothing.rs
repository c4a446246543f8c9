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
            Content::Spec(_) => {}
        }
    }
}

/// How many types are named in a message.
const MOST_NAMES: usize = 5;

impl Report {
    /// Returns why the spec has neither an endpoint nor a type, with the probable cause; `None` if it has
    /// one.
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
        if !self.kinds.types.is_empty() {
            causes.push(format!(
                "there are only types{}, which no endpoint uses: import the pages of the endpoints as well; \
                 if this is the page of an endpoint, it lacks a heading with method and path, such as \
                 `POST api/leads/{{id}}`",
                in_brackets(&self.kinds.types)
            ));
        }
        if self.kinds.indexes > 0 {
            causes.push("there is only the list of operations: import the pages that it links to".to_owned());
        }
        let pages = if self.pages == 1 { "this page".to_owned() } else { format!("{} pages", self.pages) };
        Some(format!("no endpoint and no type was found on {pages}: {}", causes.join("; ")))
    }
}

/// Returns some of the names of types, in brackets; nothing if the pages name none of them.
fn in_brackets(types: &[String]) -> String {
    let named = types.iter().filter(|name| !name.trim().is_empty());
    let shown: Vec<String> = named.take(MOST_NAMES).map(|name| format!("`{name}`")).collect();
    match shown.len() {
        0 => " without a name".to_owned(),
        some if some < types.len() => format!(" ({} and others)", shown.join(", ")),
        _ => format!(" ({})", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(types: &[&str]) -> String {
        let types = types.iter().map(|name| (*name).to_owned()).collect();
        let report = Report { kinds: PageKinds { types, ..PageKinds::default() }, ..Report::default() };
        report.nothing_imported().expect("a message")
    }

    #[test]
    fn types_are_named_if_they_have_names() {
        assert!(message(&["A", "B"]).contains("only types (`A`, `B`), which"), "{}", message(&["A", "B"]));
        assert!(message(&[""]).contains("only types without a name, which"), "{}", message(&[""]));
        assert!(message(&["", "A"]).contains("only types (`A` and others), which"));
        assert!(message(&["A"; 6]).contains("`A` and others), which"));
    }
}

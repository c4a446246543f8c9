//! The pages of earlier imports, which are read beside those that are given: a spec is made of all its pages.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
};

use crate::{
    infer::{Imported, Options, import},
    page::{ApiPage, Content, Ending, ModelKind, ModelPage, Page},
};

/// Makes a spec of pages that are given, and of those of earlier imports, which are read behind them.
///
/// A newer copy of a page goes before an older one. A copy that is cut off replaces none: the other shows what it
/// lacks. What only a replaced copy had is gone, as if the copy had been given and did not have it any more.
///
/// ```
/// use datacontract_import::{Options, import_beside, page::{ApiPage, Content, Ending, Page, Provenance}};
///
/// let page = |location: &str, summary: &str, ending| Page {
///     provenance: Provenance { location: location.to_owned(), retrieved: None },
///     content: Content::Api(Box::new(ApiPage {
///         heading: "GET api/orders".to_owned(),
///         summary: summary.to_owned(),
///         ending,
///         ..ApiPage::default()
///     })),
///     notes: Vec::new(),
/// };
/// let old = || [page("old.html", "Lists orders.", Ending::Whole)].into_iter();
/// let new = [page("new.html", "Lists open orders.", Ending::Whole)].into_iter();
/// let imported = import_beside(new, old(), &Options::default());
/// assert!(imported.api_json.contains("Lists open orders."));
/// assert!(imported.origins.given.contains("old.html"));
///
/// let cut = [page("cut.html", "", Ending::CutOff)].into_iter();
/// let imported = import_beside(cut, old(), &Options::default());
/// assert!(imported.api_json.contains("Lists orders."));
/// ```
#[must_use]
pub fn import_beside(
    given: impl Iterator<Item = Page>,
    earlier: impl Iterator<Item = Page>,
    options: &Options,
) -> Imported {
    // Pages are read one after the other: however many there are, one is in memory at a time.
    let known = RefCell::new(Given::default());
    let mut replaced = Vec::new();
    let given = given.inspect(|page| known.borrow_mut().add(page));
    let earlier = earlier.filter(|page| {
        let is_replaced = known.borrow().replaces(page);
        if is_replaced {
            replaced.push(page.provenance.location.clone());
        }
        !is_replaced
    });
    let mut imported = import(given.chain(earlier), options);
    imported.origins.given.extend(replaced);
    imported
}

/// The pages that are given, as far as it tells which earlier ones they replace.
#[derive(Debug, Default)]
struct Given {
    locations: HashSet<String>,
    /// The operations whose pages are whole.
    operations: HashSet<Operation>,
    /// What is in the tables of types, by their names.
    types: HashMap<String, Vec<String>>,
    has_index: bool,
}

impl Given {
    /// Takes note of a page that is given.
    fn add(&mut self, page: &Page) {
        self.locations.insert(page.provenance.location.clone());
        match &page.content {
            Content::Api(page) if is_whole(page) => {
                self.operations.insert(Operation::of(page));
            }
            Content::Model(page) if !page.name.is_empty() => {
                self.types.insert(page.name.clone(), names(page));
            }
            Content::Index(_) => self.has_index = true,
            Content::Api(_) | Content::Model(_) | Content::Spec(_) => {}
        }
    }

    /// Returns whether a page of an earlier import has nothing to say beside those that are given.
    fn replaces(&self, earlier: &Page) -> bool {
        if self.locations.contains(&earlier.provenance.location) {
            return true;
        }
        match &earlier.content {
            Content::Api(page) => self.operations.contains(&Operation::of(page)),
            Content::Model(page) => {
                self.types.get(&page.name).is_some_and(|given| !is_cut_copy(given, &names(page)))
            }
            Content::Index(_) => self.has_index,
            Content::Spec(_) => false,
        }
    }
}

/// Returns whether nothing says that a page is cut off.
fn is_whole(page: &ApiPage) -> bool {
    !page.heading.is_empty() && page.ending != Ending::CutOff && page.half_line.is_none()
}

/// What tells an operation from others. Some sites leave the query out of their headings.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Operation {
    /// The heading, whose case a crawler may have changed.
    heading: String,
    parameters: Vec<String>,
}

impl Operation {
    fn of(page: &ApiPage) -> Self {
        Self {
            heading: page.heading.to_lowercase(),
            parameters: page.uri_parameters.iter().map(|row| row.name.clone()).collect(),
        }
    }
}

/// Returns the names in the table of a type.
fn names(page: &ModelPage) -> Vec<String> {
    match &page.kind {
        ModelKind::Members(rows) => rows.iter().map(|row| row.name.clone()).collect(),
        ModelKind::Enum(rows) => rows.iter().map(|row| row.name.clone()).collect(),
    }
}

/// Returns whether a table may be the beginning of another: pages of types have nothing that shows their end.
fn is_cut_copy(given: &[String], earlier: &[String]) -> bool {
    let Some((last, before)) = given.split_last() else { return true };
    given.len() <= earlier.len()
        && given != earlier
        && earlier.starts_with(before)
        && earlier[before.len()].starts_with(last.as_str())
}

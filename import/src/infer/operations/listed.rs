//! Operations that lists have, and of which no page was given.

use std::collections::{BTreeMap, BTreeSet};

use datacontract_codegen::spec::Untyped;

use super::{heading, site::Site};
use crate::{
    infer::{
        model::{Extent, Remark},
        pages::raw_endpoint::{Listed, key_of},
    },
    outline::words,
    page::{ApiPage, Ending},
};

impl Site {
    /// Makes an endpoint of each operation on lists of which no page was given: what the list does not say is
    /// open, as behind a cut. Where there is a page that says nothing of what its operation does, the list's
    /// words count.
    pub(crate) fn take_listed(&mut self) {
        let listed = self.index.clone();
        self.take_descriptions(&listed);
        let pages = self.endpoints.len();
        let with_page = self.endpoints.iter().filter(|endpoint| endpoint.has_heading());
        let mut known: BTreeSet<String> = with_page.map(|endpoint| endpoint.heading.to_lowercase()).collect();
        let by_other_queries = routes_of_unlisted(&known, &listed);
        for Listed { heading, description, source } in listed {
            let operation = heading::listed(&heading).to_lowercase();
            if by_other_queries.contains(route(&operation)) || !known.insert(operation) {
                continue;
            }
            let page =
                ApiPage { heading, summary: description, ending: Ending::CutOff, ..ApiPage::default() };
            self.add_api(page, source, Vec::new());
        }
        for endpoint in self.endpoints.iter_mut().skip(pages).filter(|endpoint| endpoint.has_heading()) {
            endpoint.extent = Extent::Listed;
            if words::takes_body(endpoint.heading.split(' ').next().unwrap_or_default()) {
                endpoint.untyped.push(Untyped::Request);
            }
            endpoint.untyped.push(Untyped::Response);
            endpoint.remarks.extend(endpoint.untyped.iter().copied().map(not_on_list));
        }
    }

    /// Takes what lists say of the operations whose pages do not say what they do.
    fn take_descriptions(&mut self, listed: &[Listed]) {
        let mut said: BTreeMap<String, &String> = BTreeMap::new();
        for Listed { heading, description, .. } in
            listed.iter().filter(|listed| !listed.description.is_empty())
        {
            said.entry(heading::listed(heading).to_lowercase()).or_insert(description);
        }
        for endpoint in self.endpoints.iter_mut().filter(|endpoint| endpoint.summary.is_empty()) {
            if let Some(description) = said.get(&endpoint.heading.to_lowercase()) {
                endpoint.summary.clone_from(description);
            }
        }
    }
}

/// Returns the routes of the pages whose headings no list has: a list or a page may have lost the query, so
/// that an operation of a list with such a route may be the page's.
fn routes_of_unlisted(pages: &BTreeSet<String>, listed: &[Listed]) -> BTreeSet<String> {
    let listed: BTreeSet<String> =
        listed.iter().map(|listed| heading::listed(&listed.heading).to_lowercase()).collect();
    pages.difference(&listed).map(|heading| route(heading).to_owned()).collect()
}

/// Returns an operation without its query.
fn route(operation: &str) -> &str {
    operation.split('?').next().unwrap_or_default()
}

/// Returns the remark on a payload of an operation of a list.
fn not_on_list(payload: Untyped) -> Remark {
    let does = match payload {
        Untyped::Request => "is sent",
        Untyped::Response => "comes back",
    };
    let advice = format!(
        "import its page as well, or write the type, or take `{}` out of `untyped` if nothing {does}",
        payload.word()
    );
    Remark::open(format!("only a list of operations has it: nothing shows what {does}")).write(
        &advice,
        key_of(payload),
        "\"…\"",
    )
}

//! Operations of which only the list is given, without the pages that it links to.

use std::collections::BTreeSet;

use datacontract_codegen::spec::Untyped;

use super::{heading, site::Site};
use crate::{
    infer::{
        model::{Extent, Remark},
        pages::raw_endpoint::{EndpointsFrom, Listed, RawEndpoint, key_of},
    },
    outline::words,
    page::{ApiPage, Ending},
};

impl Site {
    /// Makes an endpoint of each operation on lists if no page of an operation was given: what the list does not say is
    /// open, as behind a cut. Where pages were given, those that are missing are noted instead.
    pub(crate) fn take_listed_alone(&mut self) {
        if self.endpoints.iter().any(RawEndpoint::has_heading) {
            return;
        }
        self.endpoints_from = EndpointsFrom::Lists;
        let mut known = BTreeSet::new();
        for Listed { heading, description, source } in self.index.clone() {
            if !known.insert(heading::listed(&heading).to_lowercase()) {
                continue;
            }
            let page =
                ApiPage { heading, summary: description, ending: Ending::CutOff, ..ApiPage::default() };
            self.add_api(page, source, Vec::new());
        }
        for endpoint in self.endpoints.iter_mut().filter(|endpoint| endpoint.has_heading()) {
            endpoint.extent = Extent::Listed;
            if words::takes_body(endpoint.heading.split(' ').next().unwrap_or_default()) {
                endpoint.untyped.push(Untyped::Request);
            }
            endpoint.untyped.push(Untyped::Response);
            endpoint.remarks.extend(endpoint.untyped.iter().copied().map(listed_alone));
        }
    }
}

/// Returns the remark on a payload of an operation of a list.
fn listed_alone(payload: Untyped) -> Remark {
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

//! Pages that have lost the heading with method and path: they cannot become endpoints, but their tables and samples
//! show types all the same.

use indexmap::IndexSet;

use super::site::Site;
use crate::{
    infer::{
        model::{Extent, Remark, Topic},
        pages::raw_endpoint::{PageWithoutHeading, PayloadKey, RawEndpoint},
        samples::xml,
        wording::words::PageType,
    },
    outline,
    page::{Ending, MembersEnd, Payload, Provenance, Row, SampleContent},
};

/// Returns what a page says that only an endpoint could have.
fn of_endpoints(page: &PageWithoutHeading) -> Vec<String> {
    let mut said = Vec::new();
    if !page.summary.is_empty() {
        said.push(format!("the words `{}`", outline::collapse(&page.summary)));
    }
    let parameters: Vec<String> = page.uri_parameters.iter().map(parameter).collect();
    if !parameters.is_empty() {
        said.push(format!("the URI parameters {}", parameters.join(", ")));
    }
    for (what, payload) in [("request", &page.request), ("response", &page.response)] {
        let Some(payload) = payload else { continue };
        if !payload.doc.is_empty() {
            said.push(format!("what it says of the {what}: `{}`", outline::collapse(&payload.doc)));
        }
        if !payload.ty.is_empty() {
            said.push(format!("that the {what} is `{}`", payload.ty));
        }
        if payload.samples.iter().any(|sample| matches!(sample.content, SampleContent::Text(_))) {
            said.push(format!("the samples of the {what}"));
        }
    }
    let status: Vec<String> = page.status.iter().map(|(code, text)| entry(&code.to_string(), text)).collect();
    if !status.is_empty() {
        said.push(format!("the statuses {}", status.join(", ")));
    }
    said.extend(page.codes.iter().map(|codes| format!("the codes below `{}`", codes.title)));
    let is_of_page = |remark: &&Remark| !matches!(remark.topic, Topic::NotShown(_) | Topic::NothingComesBack);
    let remarks = page.remarks.iter().filter(is_of_page);
    said.extend(remarks.map(|remark| outline::collapse(&remark.text)));
    said
}

/// Returns what a page says of a parameter.
fn parameter(row: &Row) -> String {
    let row = Row { name: format!("`{}`", row.name), ..row.clone() };
    outline::collapse(&row.in_words())
}

/// Returns a code with what a page says of it.
fn entry(code: &str, text: &str) -> String {
    if text.is_empty() { code.to_owned() } else { format!("{code} (`{}`)", outline::collapse(text)) }
}

/// Returns whether a page's type has the name of a class in it, which its samples then show.
fn has_name(ty: &PageType) -> bool {
    match ty {
        PageType::Named(_) => !ty.is_framework(),
        PageType::List(item) => has_name(item),
        PageType::Dictionary(key, value) | PageType::Pair(key, value) => has_name(key) || has_name(value),
        PageType::Unknown | PageType::Word(_) => false,
    }
}

/// Returns whether a payload's type has a name, on the page or in XML.
fn is_named(payload: &Payload) -> bool {
    let has_root = |content: &SampleContent| match content {
        SampleContent::Text(text) => xml::root(text).is_some(),
        SampleContent::Failed(_) | SampleContent::NotAvailable => false,
    };
    has_name(&PageType::parse(&payload.ty)) || payload.samples.iter().any(|sample| has_root(&sample.content))
}

impl Site {
    /// Keeps what a page shows of types that has lost its operation.
    pub(crate) fn add_without_heading(
        &mut self,
        page: PageWithoutHeading,
        source: Provenance,
        notes: Vec<String>,
    ) {
        let mut notes: Vec<String> = notes.into_iter().filter(|note| note != outline::NO_HEADING).collect();
        notes.push(
            "the page has no heading with method and path: it cannot become an endpoint; add the heading as the first \
             line, as `GET api/leads/{id}`"
                .to_owned(),
        );
        let said = of_endpoints(&page);
        if !said.is_empty() {
            notes.push(format!("what only an endpoint can have is not kept: {}", said.join("; ")));
        }
        let PageWithoutHeading { request, response, ending, members_end, .. } = page;
        let index = self.endpoints.len();
        let is_cut = ending == Ending::CutOff;
        let ends_in_members = is_cut && members_end == MembersEnd::Open;
        let is_request_last = ends_in_members && response.is_none();
        let mut unusable = IndexSet::new();
        let mut payload = |payload: Option<Payload>, key: PayloadKey, is_last| {
            let payload = payload?;
            if !is_named(&payload) {
                if !payload.samples.is_empty() {
                    notes.push(format!(
                        "nothing names the type of the {}: it is left out",
                        key.direction.word()
                    ));
                }
                return None;
            }
            Some(self.payload(payload, key, &source, &mut notes, &mut unusable, is_last))
        };
        let request = payload(request, PayloadKey::request(index), is_request_last);
        let response = payload(response, PayloadKey::response(index), ends_in_members);
        self.endpoints.push(RawEndpoint {
            request,
            response,
            pages: vec![source.location.clone()],
            source,
            extent: if is_cut { Extent::CutOff } else { Extent::Whole },
            notes,
            ..RawEndpoint::default()
        });
    }
}

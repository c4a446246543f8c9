//! An operation as its pages have it, before its payloads are read.

use std::collections::BTreeSet;

use datacontract_codegen::spec::Untyped;
use indexmap::{IndexMap, IndexSet};

use super::files::Upload;
use crate::{
    infer::{
        direction::Direction,
        model::{Download, Extent, Remark, Topic, push_once},
        wording::words::PageType,
    },
    outline,
    page::{CodeTable, Ending, MembersEnd, Missing, Payload, Provenance, Row},
};

/// What a page has, but for its operation.
pub(crate) struct PageWithoutHeading {
    pub(crate) summary: String,
    pub(crate) uri_parameters: Vec<Row>,
    pub(crate) request: Option<Payload>,
    pub(crate) response: Option<Payload>,
    pub(crate) status: Vec<(u16, String)>,
    pub(crate) codes: Vec<CodeTable>,
    pub(crate) remarks: Vec<Remark>,
    pub(crate) ending: Ending,
    pub(crate) members_end: MembersEnd,
}

/// A payload of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PayloadKey {
    /// The operation's index.
    pub(crate) operation: usize,
    pub(crate) direction: Direction,
}

impl PayloadKey {
    pub(crate) fn request(operation: usize) -> Self {
        Self { operation, direction: Direction::Request }
    }

    pub(crate) fn response(operation: usize) -> Self {
        Self { operation, direction: Direction::Response }
    }
}

/// An operation of a list.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    /// Method and path, as the list has them.
    pub(crate) heading: String,
    /// What the operation does.
    pub(crate) description: String,
    /// The list.
    pub(crate) source: Provenance,
}

/// An operation as its page has it.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawEndpoint {
    /// Method and path; empty if the page has lost them.
    pub(crate) heading: String,
    pub(crate) summary: String,
    pub(crate) uri: Vec<Row>,
    /// The URI parameter in whose row the page ends.
    pub(crate) cut_row: Option<String>,
    /// The line in whose middle the page ends.
    pub(crate) half_line: Option<String>,
    pub(crate) request: Option<RawPayload>,
    pub(crate) response: Option<RawPayload>,
    /// The request, if no formatter reads it.
    pub(crate) upload: Option<Upload>,
    /// The response, if it is a file.
    pub(crate) download: Option<Download>,
    pub(crate) status: Vec<(u16, String)>,
    pub(crate) codes: Vec<CodeTable>,
    pub(crate) source: Provenance,
    /// All pages that have it.
    pub(crate) pages: Vec<String>,
    /// How much the most whole copy of its page shows.
    pub(crate) extent: Extent,
    /// The request or the response, if the page has one and shows nothing of what it is.
    pub(crate) untyped: Vec<Untyped>,
    /// What the page says that has no place in a spec, and what it leaves open.
    pub(crate) remarks: Vec<Remark>,
    pub(crate) notes: Vec<String>,
    /// What is noted of samples of other copies of the page, each with the place of its copy.
    pub(crate) notes_of_copies: Vec<(String, String)>,
}

/// A body or a response as its page has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RawPayload {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) ty: PageType,
    pub(crate) ty_text: String,
    pub(crate) json: Option<String>,
    pub(crate) xml: Option<String>,
    /// A form, where the page shows one.
    pub(crate) form: Option<String>,
    /// The page goes on behind the list of its samples, and has no place for one in XML there.
    pub(crate) lacks_xml: bool,
    /// The formats that the page lists for it, if it lists them all and not JSON.
    pub(crate) without_json: Option<&'static str>,
    /// Why samples in JSON and XML are missing.
    pub(crate) failures: Vec<Failure>,
    /// The other copies of the page that the samples in JSON and XML are of.
    pub(crate) copies: CopiesOfSamples,
}

/// The pages that samples come from, where these are other copies than the one of the operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CopiesOfSamples {
    pub(crate) json: Option<String>,
    pub(crate) xml: Option<String>,
}

/// Why the engine could make no sample.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Failure {
    /// What the sample would have been for.
    pub(crate) media_types: Vec<String>,
    /// The engine's words.
    pub(crate) why: String,
}

impl Failure {
    /// Returns the notes on what is missing of a payload: one for each cause.
    pub(crate) fn notes(failures: Vec<Self>, what: &str) -> Vec<String> {
        let mut causes: IndexMap<String, IndexSet<String>> = IndexMap::new();
        for Self { media_types, why } in failures {
            // The media type is named before the cause.
            let cause = why.split_once("'. ").map_or(why.as_str(), |(_, cause)| cause);
            let cause = cause.strip_prefix("Exception message: ").unwrap_or(cause);
            causes.entry(cause.to_owned()).or_default().extend(media_types);
        }
        let note = |(cause, media_types): (String, IndexSet<String>)| {
            let media_types: Vec<String> = media_types.into_iter().collect();
            let of = if media_types.is_empty() { "" } else { " in " };
            format!("the page has no sample of the {what}{of}{}: {cause}", media_types.join(", "))
        };
        causes.into_iter().map(note).collect()
    }
}

/// Keeps the sample of two copies of a page that shows more: a whole one, or the one that is cut off later.
/// `from` is the page that a sample is of, if it is another copy's.
fn keep_more_whole(
    own: &mut Option<String>,
    from: &mut Option<String>,
    theirs: Option<String>,
    their_page: &str,
) {
    /// The letters up to the cut.
    #[derive(PartialEq, Eq, PartialOrd, Ord)]
    enum Shown {
        Part(usize),
        Whole,
    }
    let shown = |text: &String| {
        if outline::samples::is_cut_off(text) {
            Shown::Part(text.chars().filter(|c| !c.is_whitespace()).count())
        } else {
            Shown::Whole
        }
    };
    let shows_more = match (&own, &theirs) {
        (Some(own), Some(theirs)) => shown(theirs) > shown(own),
        (None, Some(_)) => true,
        (_, None) => false,
    };
    if shows_more {
        *own = theirs;
        *from = Some(their_page.to_owned());
    }
}

/// Returns the key of a payload in the spec's entry of its operation.
pub(crate) fn key_of(payload: Untyped) -> &'static [&'static str] {
    match payload {
        Untyped::Request => &["body"],
        Untyped::Response => &["response"],
    }
}

/// Returns why a payload of an operation is open, if its page leaves that so.
fn why_open(payload: Untyped, missing: Missing) -> Option<&'static str> {
    match (missing, payload) {
        // Of a body the whole table of parameters would have the row.
        (Missing::Nothing, _) | (Missing::LeftOut, Untyped::Request) => None,
        (Missing::BehindEnd, Untyped::Request) => {
            Some("the page ends before its body: nothing shows what is sent")
        }
        (Missing::BehindEnd, Untyped::Response) => {
            Some("the page ends before its response: nothing shows what comes back")
        }
        (Missing::LeftOutOrBehindEnd, Untyped::Request) => Some(
            "the page ends inside its table of parameters, where a body would have a row: nothing shows whether the part \
             that is missing has one",
        ),
        (Missing::LeftOutOrBehindEnd, Untyped::Response) => Some(
            "the page does not mention a response: pages in this older layout leave the response out if nothing comes back, or an \
             `HttpResponseMessage`; it may also be missing because the page ends early",
        ),
        (Missing::LeftOut, Untyped::Response) => Some(
            "the page does not mention a response: pages in this older layout leave out an `HttpResponseMessage`, so \
             nothing shows what comes back",
        ),
    }
}

/// Returns the remark on a payload of an operation that its page leaves open; none if that is settled.
pub(crate) fn not_shown(payload: Untyped, missing: Missing) -> Option<Remark> {
    let what = payload.word();
    let advice = format!(
        "import the whole page, or write the type of the {what}, or take `{what}` out of `untyped` if it has none"
    );
    let remark = Remark::open(why_open(payload, missing)?).write(&advice, key_of(payload), "\"…\"");
    Some(remark.about(Topic::NotShown(payload)))
}

/// Returns the remark on an operation that is taken to answer with nothing.
fn nothing_comes_back() -> Remark {
    Remark::inferred(
        "it is taken to return nothing: the page is whole and does not mention a response; pages in this older layout leave \
         out an `HttpResponseMessage` as well, so write `response` if the service answers with content",
    )
    .about(Topic::NothingComesBack)
}

/// Returns whether statuses are all that comes back: one of them says that there is no content, and no other one is of
/// success.
fn have_no_content(status: &[(u16, String)]) -> bool {
    const WITHOUT_CONTENT: [u16; 2] = [204, 205];
    let mut of_success =
        status.iter().map(|(code, _)| code).filter(|code| (200..300).contains(*code)).peekable();
    of_success.peek().is_some() && of_success.all(|code| WITHOUT_CONTENT.contains(code))
}

/// Settles what a page leaves open of its payloads: returns those, and adds the remarks on them. Whoever
/// reads something gets something: of such operations a missing response is open in any case.
pub(crate) fn settle_missing(
    payloads: [(Untyped, Missing); 2],
    heading: &str,
    status: &[(u16, String)],
    remarks: &mut Vec<Remark>,
) -> Vec<Untyped> {
    let mut open = Vec::new();
    for (payload, missing) in payloads {
        let is_response = payload == Untyped::Response;
        if is_response && missing != Missing::BehindEnd && have_no_content(status) {
            continue;
        }
        if is_response && missing == Missing::LeftOut && !heading.starts_with("GET ") {
            remarks.push(nothing_comes_back());
        } else if let Some(remark) = not_shown(payload, missing) {
            remarks.push(remark);
            open.push(payload);
        }
    }
    open
}

impl RawEndpoint {
    /// Returns whether a page with the same heading may be another copy of this one. No two operations of a service
    /// have one heading, unless the pages have lost their queries: then each has parameters that the other lacks.
    pub(crate) fn may_be_copy(&self, heading: &str, uri: &[Row]) -> bool {
        let names = |rows: &[Row]| -> BTreeSet<String> {
            let rows = rows.iter().map(|row| row.name.to_lowercase());
            rows.filter(|name| !name.is_empty()).collect()
        };
        let (own, theirs) = (names(&self.uri), names(uri));
        heading.contains('?') || own.is_subset(&theirs) || theirs.is_subset(&own)
    }

    /// Returns whether its page has method and path: it is an endpoint then.
    pub(crate) fn has_heading(&self) -> bool {
        !self.heading.is_empty()
    }

    /// Returns the remark on another page of the same heading whose URI parameters are others: copies of one page have
    /// the same, up to where they are cut off, so its heading may have lost its query.
    fn other_parameters(&self, other: &Self) -> Option<Remark> {
        let lacks = |rows: &[Row], row: &Row| {
            !row.name.is_empty() && !rows.iter().any(|known| known.name.eq_ignore_ascii_case(&row.name))
        };
        let are_others = self.uri.iter().any(|row| lacks(&other.uri, row));
        let names: Vec<String> = other
            .uri
            .iter()
            .filter(|row| lacks(&self.uri, row))
            .map(|row| format!("`{}`", row.name))
            .collect();
        if names.is_empty() || !are_others {
            return None;
        }
        let said = if other.summary.is_empty() || other.summary == self.summary {
            String::new()
        } else {
            format!("; it says: {}", other.summary)
        };
        let text = format!(
            "{} has the same method and path, and other URI parameters: {}{said}",
            other.source.location,
            names.join(", ")
        );
        Some(Remark::open(text).advise(
            "if these are two operations, write the query into the heading of each page, and import them again",
        ))
    }

    /// Takes in what another copy of the page says; what is known already stays.
    pub(crate) fn merge(&mut self, other: Self) {
        let other_parameters = self.other_parameters(&other);
        let has_others = other_parameters.is_some();
        self.remarks.extend(other_parameters);
        self.pages.extend(other.pages);
        if self.summary.is_empty() {
            self.summary = other.summary;
        }
        // Of two operations the first stays what it is.
        let shows_more = self.uri.len() < other.uri.len()
            || (self.uri.len() == other.uri.len() && self.cut_row.is_some() && other.cut_row.is_none());
        if shows_more && !has_others {
            (self.uri, self.cut_row) = (other.uri, other.cut_row);
        }
        for (own, theirs, what) in
            [(&mut self.request, other.request, "request"), (&mut self.response, other.response, "response")]
        {
            match (own.as_mut(), theirs) {
                (None, theirs) => {
                    *own = theirs;
                    if let Some(own) = own {
                        let page = Some(other.source.location.clone());
                        own.copies = CopiesOfSamples { json: page.clone(), xml: page };
                    }
                }
                (Some(own), Some(theirs)) => {
                    if own.ty == PageType::Unknown {
                        own.ty = theirs.ty;
                        own.ty_text = theirs.ty_text;
                    } else if theirs.ty != PageType::Unknown && own.ty != theirs.ty {
                        self.notes.push(format!(
                            "the {what} is `{}` here and `{}` on {}",
                            own.ty_text, theirs.ty_text, other.source.location
                        ));
                    }
                    let RawPayload { json, xml, copies, .. } = &mut *own;
                    let page = &other.source.location;
                    keep_more_whole(json, &mut copies.json, theirs.json, page);
                    keep_more_whole(xml, &mut copies.xml, theirs.xml, page);
                    for (text, other) in [(&mut own.doc, theirs.doc), (&mut own.name, theirs.name)] {
                        if text.is_empty() {
                            *text = other;
                        }
                    }
                }
                (Some(_), None) => {}
            }
        }
        // What the page says of files counts more than samples of a copy that lacks the words.
        if other.upload.is_some() && self.upload.is_none() {
            (self.upload, self.request) = (other.upload, None);
        }
        if other.download.is_some() && self.download.is_none() {
            (self.download, self.response) = (other.download, None);
        }
        for remark in other.remarks {
            push_once(&mut self.remarks, remark);
        }
        if self.status.is_empty() {
            self.status = other.status;
        }
        if self.codes.is_empty() {
            self.codes = other.codes;
        }
        self.extent = self.extent.min(other.extent);
        // What one copy ends before another may show, or say that there is none.
        self.untyped.retain(|payload| other.untyped.contains(payload));
        let is_open = |remark: &Remark| match remark.topic {
            Topic::NotShown(payload) => self.untyped.contains(&payload),
            Topic::NothingComesBack => self.response.is_none() && self.download.is_none(),
            _ => true,
        };
        self.remarks.retain(is_open);
    }
}

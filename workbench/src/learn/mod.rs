//! What traffic teaches about a spec: edits, each with its evidence.
//!
//! A help page says little of null, of the numbers of enums, of what is left out and of errors. The service's own answers
//! show it. [`Learner`] collects what they show, [`Learner::lessons`] says what the spec ought to say, and
//! [`Learner::revise`] writes that into its text, with the counts as comments; what a person wrote stays.
//!
//! Two kinds of lessons are written: what a document *shows* (null stood there; a number does not fit), which nothing can
//! make wrong again, and what *counts*: something that never was otherwise, in at least so many values as the caller
//! wants. What the traffic leaves open is told, and not written.
//!
//! Only the answers of the service count. A request shows what its author believed.
//!
//! ```
//! use datacontract_workbench::{learn::Learner, site::Site, traffic::har};
//!
//! let spec = r#"{ "version": 1, "name": "Shop", "module": "shop",
//!   "endpoints": { "GET api/orders": { "response": "Order" } },
//!   "types": { "Shop.Order": { "members": { "Id": "int", "Sent": "date" } } } }"#;
//! let recording = r#"{ "log": { "entries": [{
//!     "startedDateTime": "2026-11-27T10:00:00Z",
//!     "request": { "method": "GET", "url": "https://example.com/api/orders", "headers": [] },
//!     "response": { "status": 200, "headers": [],
//!         "content": { "mimeType": "application/json", "text": "{\"Id\":1,\"Sent\":null}" } } }] } }"#;
//!
//! let site = Site::from_text(spec, &[]).0.unwrap();
//! let mut learner = Learner::new(&site);
//! for exchange in har::read(recording).unwrap() {
//!     learner.add(&exchange);
//! }
//! let lessons = learner.lessons(50);
//! assert_eq!(lessons[0].evidence, "null in 1 of 1 value");
//! let revised = learner.revise(spec, &lessons);
//! assert!(revised.text.contains("// seen: 2026-11-27, null in 1 of 1 value"));
//! assert!(revised.text.contains(r#""Sent": "date?""#));
//! ```

mod actual_types;
mod counting;
mod document;
mod errors;
mod found;
mod lesson;
mod observed;
mod orders;
mod pairs;
mod revise;
mod rules;
mod samples;
mod unknown;
mod walk;
mod wording;

use std::path::Path;

use datacontract_codegen::{
    prove,
    spec::{FILE_NAME, Format},
};

use actual_types::ActualTypes;
use document::Form;
use errors::{ErrorBodies, ErrorBody};
pub use lesson::{Certainty, Lesson, Topic};
use observed::{Observations, SlotOwner};
use pairs::Pairs;
pub use revise::Revised;
pub use samples::Samples;
pub use unknown::{MAX_ENDPOINTS, UnknownEndpoint};
use unknown::{UnknownEndpoints, UnknownErrors};
use walk::Walk;

use crate::{
    site::Site,
    traffic::{
        Exchange, Redaction,
        matching::{Match, Matcher},
        text::Text,
    },
};

/// Returns the text of a spec with lessons in it, each with its evidence as a comment, and the day on which it was seen, if that
/// is known.
#[must_use]
pub fn revise(text: &str, lessons: &[Lesson], day: Option<&str>) -> Revised {
    revise::revise(Path::new(FILE_NAME), text, lessons, day)
}

/// How many values have to be seen, unless the caller says otherwise, before it counts that something never was there.
pub const AT_LEAST: u64 = 50;

/// Collects what answers show.
pub struct Learner<'s> {
    site: &'s Site,
    matcher: Matcher,
    actual_types: ActualTypes,
    seen: Observations<'s>,
    pairs: Pairs,
    unknown: UnknownEndpoints,
    error_bodies: ErrorBodies,
    unknown_errors: UnknownErrors,
    redaction: Redaction,
    /// How many answers were looked at.
    answers: u64,
}

impl<'s> Learner<'s> {
    /// Creates one that has seen nothing yet.
    #[must_use]
    pub fn new(site: &'s Site) -> Self {
        Learner {
            site,
            matcher: Matcher::new(site),
            actual_types: ActualTypes::of(site),
            seen: Observations::default(),
            pairs: Pairs::default(),
            unknown: UnknownEndpoints::default(),
            error_bodies: ErrorBodies::of(site),
            unknown_errors: UnknownErrors::default(),
            redaction: Redaction::of(site),
            answers: 0,
        }
    }

    /// Returns how many answers were looked at.
    #[must_use]
    pub fn answers(&self) -> u64 {
        self.answers
    }

    /// Returns how many answers were not looked at, since they were at more than [`MAX_ENDPOINTS`] paths that the spec does not
    /// have.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.unknown.left_out()
    }

    /// Returns the endpoints that the service has and the spec has not, those of the spec whose payloads it has no types for, and
    /// bodies of errors that are of no class of the spec, as if there were an endpoint that answers with each of them.
    ///
    /// What they are sent and answer may be inferred from, and what that gives be added by
    /// [`lessons_of`](Self::lessons_of).
    #[must_use]
    pub fn unknown(&self) -> Vec<UnknownEndpoint> {
        let mut unknown = self.unknown.all(self.site.spec(), &self.matcher);
        unknown.extend(self.unknown_errors.all(self.site.spec()));
        unknown
    }

    /// Returns what to add to the spec of another one: its endpoints that this one does not have, and its types of payloads that
    /// this one leaves open.
    ///
    /// ```
    /// use datacontract_workbench::{learn::Learner, site::Site};
    ///
    /// let spec = r#"{ "version": 1, "name": "Shop", "module": "shop", "endpoints": {}, "types": {} }"#;
    /// let inferred = r#"{ "version": 1, "name": "Found", "module": "found",
    ///   "endpoints": { "GET api/orders": { "response": "Order" } },
    ///   "types": { "Shop.Order": { "members": { "Id": "int" } } } }"#;
    /// let site = Site::from_text(spec, &[]).0.unwrap();
    /// let learner = Learner::new(&site);
    /// let lessons = learner.lessons_of(inferred);
    /// assert_eq!(lessons[0].place, "GET api/orders");
    /// let (revised, _) = Site::from_text(&learner.revise(spec, &lessons).text, &[]);
    /// assert!(revised.is_some_and(|site| site.spec().types.len() == 1 && !site.has_errors()));
    /// ```
    #[must_use]
    pub fn lessons_of(&self, inferred: &str) -> Vec<Lesson> {
        found::lessons(self.site, inferred, &self.unknown(), &self.unknown_errors)
    }

    /// Takes an exchange; exchanges are to be given in their order, since a secret of one is hidden in the next. Requests teach
    /// nothing but what a body is of which the spec says nothing.
    pub fn add(&mut self, exchange: &Exchange) {
        // What is learnt is written, so that it is learnt from what may be.
        let shown = self.redaction.redact(exchange);
        let found = self.matcher.find(exchange);
        if found == Match::Foreign {
            return;
        }
        self.answers += 1;
        if let Some(day) = exchange.day()
            && self.seen.day.as_deref().is_none_or(|last| last < day)
        {
            self.seen.day = Some(day.to_owned());
        }
        let index = match found {
            Match::Endpoint(index) => index,
            Match::Unknown(_) => {
                let path = self.matcher.own_path(&shown).unwrap_or_default();
                self.unknown.add(&shown, &path, &self.matcher);
                return;
            }
            Match::Foreign => return,
        };
        let endpoint = &self.site.spec().endpoints[index];
        self.unknown.add_untyped(index, endpoint, &shown, &self.matcher);
        let seen = self.seen.endpoints.entry(index).or_default();
        *seen.statuses.entry(exchange.status).or_default() += 1;
        if exchange.status >= 400 {
            let errors = seen.errors.entry(exchange.status).or_default();
            let kind = self.error_bodies.add(&shown.response, &self.matcher, errors);
            if kind == Some(ErrorBody::Unknown) {
                self.unknown_errors.add(index, exchange.status, &shown.response, &self.matcher);
            }
        }
        if !(200..300).contains(&exchange.status) || exchange.method.eq_ignore_ascii_case("HEAD") {
            return;
        }
        if exchange.response.body.is_none() {
            // A body that was not recorded may have been there.
            let is_left_out = exchange.response.left_out.is_some();
            seen.empty += u64::from(exchange.response.media_type.is_empty() && !is_left_out);
            return;
        }
        seen.bodies += 1;
        let Some(body) = &shown.response.body else { return };
        let Some(response) = &endpoint.response else { return };
        let Some(format) = self.matcher.format(&exchange.response.media_type) else { return };
        let serializer = self.site.spec().serializer_of(endpoint, &response.ty);
        let Some(form) = Form::of(format, serializer) else { return };
        if format == Format::Xml
            && let Some(written_by) = Text::of(body).and_then(|text| prove::serializer_of(&text.content))
            && written_by != serializer
        {
            // Its names, its order and its nulls mean something else.
            seen.of_other_serializer += 1;
            return;
        }
        if !self.site.graph().is_sound(index) {
            return;
        }
        document::with_root(format, body, |node| {
            let mut walk = Walk::new(self.site, form, &self.actual_types, &mut self.seen);
            walk.root(node, &response.ty, SlotOwner::Response(index));
            let Walk { trace, orders, has_unknown_class, .. } = walk;
            if !orders.is_empty() {
                let written = walk::written_orders(self.site, &self.actual_types, index, form, body);
                orders.compare(&written, form, &mut self.seen);
            }
            if has_unknown_class {
                self.unknown.add_with_unknown_class(index, endpoint, &shown, &self.matcher);
            }
            self.pairs.add(index, format, trace);
        });
    }

    /// Returns what was learnt, in the order of the spec. What never was otherwise counts if it was so at least
    /// `at_least` times; [`AT_LEAST`] is a good number.
    pub fn lessons(&mut self, at_least: u64) -> Vec<Lesson> {
        for seen in self.seen.enums.values_mut() {
            seen.pairs.clear();
        }
        self.pairs.count(&mut self.seen);
        let doubts = revise::doubts(self.site.spec().file.text());
        rules::lessons(&rules::Context { site: self.site, seen: &self.seen, at_least, doubts })
    }

    /// Returns the last day on which something was seen, as `2026-11-27`; `None` if no recording says it.
    #[must_use]
    pub fn day(&self) -> Option<&str> {
        self.seen.day.as_deref()
    }

    /// Returns the text of the spec with what was learnt in it, each lesson with its evidence as a comment.
    #[must_use]
    pub fn revise(&self, text: &str, lessons: &[Lesson]) -> Revised {
        revise(text, lessons, self.day())
    }
}

//! The departures of traffic from a spec, collected.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use datacontract_codegen::accepted::AcceptedList;
use datacontract_codegen::diagnostic::Diagnostics;
use datacontract_codegen::payload::FormatterSettings;
use datacontract_codegen::spec::{Endpoint, Format, ParameterPlace};

use super::coverage::{Coverage, EndpointCoverage, Seen};
use super::exchange::{Exchange, Message};
use super::kinds::{DriftKind, Severity};
use super::matching::{Match, Matcher};
use super::reading::{self, Departure};
use super::redaction::Redaction;
use crate::sample::Side;
use crate::site::Site;

/// How many findings are kept: a service with addresses or members without end would fill the memory.
const MAX_FINDINGS: usize = 10_000;

/// Compares exchanges with a spec.
pub struct Drift<'s> {
    site: &'s Site,
    matcher: Matcher,
    /// The secrets that were seen: services repeat them as names, too.
    redaction: Redaction,
    findings: BTreeMap<Key, Finding>,
    seen: Seen<'s>,
    coverage: Vec<EndpointCoverage>,
    counts: Counts,
    /// The recording that is looked at, and how many exchanges of it were.
    recording: (String, usize),
    /// The findings of the exchange that was added last.
    latest: Vec<Finding>,
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    exchanges: usize,
    foreign: usize,
    left_out: usize,
}

type Key = (usize, String, Option<Side>, DriftKind, String, String);

/// A departure, with how often it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind it is.
    pub kind: DriftKind,
    /// The endpoint by method and path; of an unknown one what was asked for.
    pub endpoint: String,
    /// Whether it is of what was sent or of what came back.
    pub side: Option<Side>,
    /// The member from the root on, `/Order/Lines/*/Sku`; the name of a parameter; empty for the whole.
    pub path: String,
    /// What is different. No value of a document is in it but unknown names of enums.
    pub message: String,
    /// Why a person accepts it, if one does.
    pub accepted: Option<String>,
    /// In how many exchanges it was.
    pub count: usize,
    /// Where it was seen first.
    pub first: FirstSeen,
}

/// Where something was seen first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstSeen {
    /// The recording.
    pub recording: String,
    /// The number of the exchange in it, from 1.
    pub exchange: usize,
}

/// What the traffic shows.
#[derive(Clone, Debug)]
pub struct DriftReport {
    /// The departures: in the order of the spec's endpoints, then by kind and path.
    pub findings: Vec<Finding>,
    /// What of the spec was seen.
    pub coverage: Coverage,
    /// How many exchanges were compared.
    pub exchanges: usize,
    /// How many were none of this API's: pages, scripts and images, and what another host answered.
    pub foreign: usize,
    /// How many findings were left out, since there were too many.
    pub left_out: usize,
}

impl DriftReport {
    /// What the file is called that stands beside a spec and says which findings are accepted.
    pub const ACCEPTED: &'static str = "drift.json";

    /// Returns whether something is at least so bad, and not accepted.
    #[must_use]
    pub fn has(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.accepted.is_none() && finding.kind.severity() >= severity)
    }

    /// Marks the findings that a person accepts. What is said of findings that there are not is a warning.
    #[must_use]
    pub fn accept(&mut self, list: &AcceptedList) -> Diagnostics {
        for finding in &mut self.findings {
            finding.accepted = list.reason(finding.kind.code(), &finding.subject()).map(str::to_owned);
        }
        let subjects: Vec<_> =
            self.findings.iter().map(|finding| (finding.kind.code(), finding.subject())).collect();
        list.unused(&subjects)
    }

    /// Reads what is accepted of a spec: the file beside it, if there is one. There is no list if it has an error.
    #[must_use]
    pub fn accepted_beside(spec: &Path) -> (Option<AcceptedList>, Diagnostics) {
        let path = spec.with_file_name(Self::ACCEPTED);
        if !path.exists() {
            return (None, Diagnostics::new());
        }
        AcceptedList::load(&path, &DriftKind::ALL.map(DriftKind::code))
    }
}

impl Finding {
    /// Returns what it is about: `GET api/orders/{id} response/Order/Note`, `GET api/orders/{id} request page`.
    #[must_use]
    pub fn subject(&self) -> String {
        let side = self.side.map_or("", Side::word);
        // The path of a member begins with a slash; the name of a parameter stands by itself.
        let separator = if self.path.is_empty() || self.path.starts_with('/') { "" } else { " " };
        format!("{} {side}{separator}{}", self.endpoint, self.path).trim_end().to_owned()
    }
}

impl<'s> Drift<'s> {
    /// Creates a comparison with a spec that has seen nothing yet.
    #[must_use]
    pub fn new(site: &'s Site) -> Self {
        let coverage = site.endpoints().map(|(endpoint, _)| EndpointCoverage {
            heading: endpoint.heading.value.clone(),
            ..EndpointCoverage::default()
        });
        Drift {
            site,
            matcher: Matcher::new(site),
            redaction: Redaction::of(site),
            findings: BTreeMap::new(),
            seen: Seen::new(site),
            coverage: coverage.collect(),
            counts: Counts::default(),
            recording: (String::new(), 0),
            latest: Vec::new(),
        }
    }

    /// Compares an exchange of a recording, and returns its departures. Exchanges are to be added in their order.
    pub fn add(&mut self, recording: &str, exchange: &Exchange) -> Vec<Finding> {
        if self.recording.0 != recording {
            self.recording = (recording.to_owned(), 0);
        }
        self.recording.1 += 1;
        self.redaction.note(exchange);
        self.compare_exchange(exchange);
        std::mem::take(&mut self.latest)
    }

    /// Returns the endpoint that an exchange is of.
    #[must_use]
    pub fn endpoint_of(&self, exchange: &Exchange) -> Option<&'static Endpoint> {
        match self.matcher.find(exchange) {
            Match::Endpoint(index) => self.site.spec().endpoints.get(index),
            Match::Unknown(_) | Match::Foreign => None,
        }
    }

    fn compare_exchange(&mut self, exchange: &Exchange) {
        let first = FirstSeen { recording: self.recording.0.clone(), exchange: self.recording.1 };
        let index = match self.matcher.find(exchange) {
            Match::Endpoint(index) => index,
            Match::Unknown(path) => {
                self.counts.exchanges += 1;
                // As the heading of an endpoint.
                let path = without_values(path.trim_start_matches('/'));
                let endpoint = format!("{} {path}", exchange.method.to_ascii_uppercase());
                self.find(None, endpoint, None, whole(DriftKind::UnknownEndpoint), &first);
                return;
            }
            Match::Foreign => {
                self.counts.foreign += 1;
                return;
            }
        };
        self.counts.exchanges += 1;
        let endpoint = &self.site.spec().endpoints[index];
        let coverage = &mut self.coverage[index];
        coverage.exchanges += 1;
        *coverage.statuses.entry(exchange.status).or_default() += 1;
        let heading = endpoint.heading.value.clone();
        let mut departures: Vec<(Option<Side>, Departure)> = Vec::new();
        let is_refused = (400..500).contains(&exchange.status);
        // What the service has refused is no evidence of what it takes.
        if !is_refused {
            departures.extend(unknown_parameters(endpoint, exchange).map(|it| (Some(Side::Request), it)));
            let read = self.compare(index, Side::Request, &exchange.request, exchange);
            departures.extend(read.into_iter().map(|it| (Some(Side::Request), it)));
        }
        let is_listed = endpoint.status.iter().any(|status| status.code.value == exchange.status);
        if !endpoint.status.is_empty() && !is_listed && exchange.status >= 300 {
            let message = format!("{}: {}", DriftKind::UnknownStatus.title(), exchange.status);
            let departure = Departure { kind: DriftKind::UnknownStatus, path: String::new(), message };
            departures.push((Some(Side::Response), departure));
        }
        if (200..300).contains(&exchange.status) {
            let read = self.compare(index, Side::Response, &exchange.response, exchange);
            departures.extend(read.into_iter().map(|it| (Some(Side::Response), it)));
        }
        // In one exchange a departure counts once, however many items have it.
        let mut told = HashSet::new();
        for (side, departure) in departures {
            let key = (departure.kind, departure.path.clone(), departure.message.clone());
            if told.insert((side.map(|side| side as usize), key)) {
                self.find(Some(index), heading.clone(), side, departure, &first);
            }
        }
    }

    /// Returns the report of what was added.
    #[must_use]
    pub fn report(self) -> DriftReport {
        DriftReport {
            findings: self.findings.into_values().collect(),
            coverage: self.seen.coverage(self.coverage),
            exchanges: self.counts.exchanges,
            foreign: self.counts.foreign,
            left_out: self.counts.left_out,
        }
    }

    fn find(
        &mut self,
        index: Option<usize>,
        endpoint: String,
        side: Option<Side>,
        departure: Departure,
        first: &FirstSeen,
    ) {
        let Departure { kind, path, message } = departure;
        let hide = |text| self.redaction.hide(text);
        let (path, message) = (hide(path), hide(message));
        let endpoint = if index.is_none() { hide(endpoint) } else { endpoint };
        let finding =
            Finding { kind, endpoint, side, path, message, accepted: None, count: 1, first: first.clone() };
        self.latest.push(finding.clone());
        let Finding { endpoint, path, message, .. } = finding.clone();
        // What the spec does not have comes last.
        let key = (index.unwrap_or(usize::MAX), endpoint, side, kind, path, message);
        if let Some(known) = self.findings.get_mut(&key) {
            known.count += 1;
            return;
        }
        if self.findings.len() >= MAX_FINDINGS {
            self.counts.left_out += 1;
            return;
        }
        self.findings.insert(key, finding);
    }

    /// Compares a body with what the spec says of it.
    fn compare(
        &mut self,
        index: usize,
        side: Side,
        message: &Message,
        exchange: &Exchange,
    ) -> Vec<Departure> {
        let spec = self.site.spec();
        let endpoint = &spec.endpoints[index];
        let is_untyped = endpoint.untyped().any(|untyped| untyped.word() == side.word());
        let (payload, body) = match (side.payload(endpoint), &message.body) {
            (None, Some(_)) if !is_untyped && exchange.method != "HEAD" => {
                return vec![whole(DriftKind::UnexpectedBody)];
            }
            (None, _) => return Vec::new(),
            // A body that was not recorded is not one that is missing.
            (Some(_), None) if !message.media_type.is_empty() || exchange.status == 304 => return Vec::new(),
            (Some(_), None) => return vec![whole(DriftKind::MissingBody)],
            (Some(payload), Some(body)) => (payload, body),
        };
        let Some(format) = self.matcher.format(&message.media_type).filter(|format| *format != Format::Form)
        else {
            let is_form = message.media_type == "application/x-www-form-urlencoded";
            return if is_form { Vec::new() } else { vec![unknown_media_type(message)] };
        };
        let mut departures = Vec::new();
        let is_known = spec.formatters.iter().any(|formatter| {
            formatter.media_types.iter().any(|known| known.eq_ignore_ascii_case(&message.media_type))
        });
        if !is_known {
            let text = format!("{}: `{}`", DriftKind::UnknownMediaType.title(), message.media_type);
            departures.push(Departure {
                kind: DriftKind::UnknownMediaType,
                path: String::new(),
                message: text,
            });
        }
        if !self.site.graph().is_sound(index) {
            return departures;
        }
        let settings = FormatterSettings::of(spec, endpoint, &payload.ty);
        let read = reading::read(format, body, &self.site.type_of(&payload.ty), &settings);
        departures.extend(read.departures);
        if let Some(value) = &read.value {
            self.seen.add(value);
        }
        departures
    }
}

/// Returns a path in which `{}` stands for what is likely a value: nobody knows which parts of an unknown path are
/// parameters, and a value may be a secret.
pub(super) fn without_values(path: &str) -> String {
    const LONGEST_NAME: usize = 40;
    let parts = path.split('/').map(|part| {
        let is_version = part.strip_prefix(['v', 'V']).is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        });
        let is_value = part.len() > LONGEST_NAME
            || part.contains(['@', '=', '%'])
            || (part.bytes().any(|byte| byte.is_ascii_digit()) && !is_version);
        if is_value { "{}" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

fn unknown_media_type(message: &Message) -> Departure {
    let departure = whole(DriftKind::UnknownMediaType);
    Departure { message: format!("{}: `{}`", departure.message, message.media_type), ..departure }
}

fn whole(kind: DriftKind) -> Departure {
    Departure { kind, path: String::new(), message: kind.title().to_owned() }
}

/// Returns the names in the query that the endpoint does not have.
fn unknown_parameters(endpoint: &Endpoint, exchange: &Exchange) -> impl Iterator<Item = Departure> {
    let known: HashSet<String> = endpoint
        .parameters
        .iter()
        .filter(|parameter| parameter.place == ParameterPlace::Query)
        .map(|parameter| parameter.name.to_lowercase())
        .collect();
    let query = exchange.address().query().unwrap_or_default();
    let names: BTreeSet<String> =
        form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name.into_owned()).collect();
    let unknown = names.into_iter().filter(move |name| {
        // `ids[0]` and `filter.name` are of `ids` and `filter`.
        let whole = name.split(['[', '.']).next().unwrap_or_default().to_lowercase();
        !known.contains(&whole) && !known.contains(&name.to_lowercase())
    });
    unknown.map(|name| Departure {
        kind: DriftKind::UnknownParameter,
        path: name,
        message: DriftKind::UnknownParameter.title().to_owned(),
    })
}

//! Answers from recordings.
//!
//! A recording answers a request for the same endpoint with the same arguments in path and query, compared as values of
//! their types. Where several do, the one is taken whose body is nearest to what was sent: the fewest values differ. Both
//! sides are compared without their secrets, as recordings have them.

mod answer;
mod asked;

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use axum::response::IntoResponse as _;
use datacontract::http::decode_body;
use http::{Request, Response, StatusCode};
use http_body::Body as _;
use http_body_util::{BodyExt as _, Limited};

use crate::site::Site;
use crate::traffic::matching::{Match, Matcher};
use crate::traffic::{Exchange, Message, Redaction, header_lines};
use asked::{Asked, Binder};

/// How many bytes of a body are compared. ASP.NET takes no more by default.
const MAX_BODY: usize = 4 << 20;

/// What was recorded of services, for mocks that answer from it.
#[derive(Clone, Debug, Default)]
pub struct Recordings {
    exchanges: Arc<[Exchange]>,
    is_all: bool,
}

impl Recordings {
    /// Returns recordings in their order. Of equal ones the last is answered.
    #[must_use]
    pub fn new(exchanges: Vec<Exchange>) -> Self {
        Recordings { exchanges: exchanges.into(), is_all: false }
    }

    /// Sets whether recordings are all that is answered: other requests get 501 instead of a sample.
    #[must_use]
    pub fn are_all(self, is_all: bool) -> Self {
        Recordings { is_all, ..self }
    }

    /// Returns how many of them the mock of a site can answer with.
    #[must_use]
    pub fn count_of(&self, site: &Site) -> usize {
        let matcher = Matcher::new(site);
        self.exchanges.iter().filter(|exchange| is_of(&matcher, exchange) && is_whole(exchange)).count()
    }
}

/// Returns whether an exchange is of a site's API.
fn is_of(matcher: &Matcher, exchange: &Exchange) -> bool {
    matches!(matcher.find(exchange), Match::Endpoint(_) | Match::Unknown(_))
}

/// Returns whether an exchange can be answered again: its body was kept, and it stands by itself.
fn is_whole(exchange: &Exchange) -> bool {
    let is_of_conditions = matches!(exchange.status, 206 | 304 | 412 | 416);
    exchange.response.left_out.is_none() && (200..600).contains(&exchange.status) && !is_of_conditions
}

/// The recordings of a site.
pub(super) struct Replay {
    site: Arc<Site>,
    matcher: Matcher,
    redaction: Redaction,
    binder: Binder,
    recorded: Vec<Recorded>,
    /// Which recordings there are of an endpoint; of `None` those of endpoints that the spec does not have.
    by_endpoint: HashMap<Option<usize>, Vec<usize>>,
    is_all: bool,
}

/// A recording that can be answered.
struct Recorded {
    exchange: Exchange,
    asked: Asked,
}

/// The recording that answers a request.
struct Choice<'r> {
    recorded: &'r Recorded,
    /// How many values of the body are others.
    distance: usize,
}

/// What comes of a request.
pub(super) enum Replayed {
    Answer(Response<Body>),
    /// No recording is of the request.
    Unrecorded(Request<Body>),
}

impl Replay {
    pub(super) fn new(site: &Arc<Site>, recordings: &Recordings) -> Self {
        let mut replay = Replay {
            site: Arc::clone(site),
            matcher: Matcher::new(site),
            redaction: Redaction::of(site),
            binder: Binder::of(site),
            recorded: Vec::new(),
            by_endpoint: HashMap::new(),
            is_all: recordings.is_all,
        };
        for exchange in recordings.exchanges.iter().filter(|exchange| is_whole(exchange)) {
            if !is_of(&replay.matcher, exchange) {
                continue;
            }
            let asked = replay.asked(exchange);
            replay.by_endpoint.entry(asked.endpoint).or_default().push(replay.recorded.len());
            replay.recorded.push(Recorded { exchange: exchange.clone(), asked });
        }
        replay
    }

    fn asked(&self, exchange: &Exchange) -> Asked {
        let endpoint = match self.matcher.find(exchange) {
            Match::Endpoint(index) => Some(index),
            Match::Unknown(_) | Match::Foreign => None,
        };
        let shown = self.redaction.redact_alone(exchange);
        let path = self.matcher.own_path(&shown).unwrap_or_default();
        Asked::of(&shown, endpoint, &path, &self.binder)
    }

    /// Answers a request by a recording, with this status if it demands one.
    pub(super) async fn answer(&self, request: Request<Body>, status: Option<u16>) -> Replayed {
        if request.body().size_hint().lower() > MAX_BODY as u64 {
            return Replayed::Unrecorded(request);
        }
        let (parts, body) = request.into_parts();
        let Ok(body) = Limited::new(body, MAX_BODY).collect().await else {
            let message = "The mock compares no body as large as this, or the body broke off.\n";
            return Replayed::Answer((StatusCode::PAYLOAD_TOO_LARGE, message).into_response());
        };
        let bytes = body.to_bytes();
        // Recordings have bodies without their compression. What cannot be read is compared as it is.
        let content = decode_body(&parts.headers, bytes.clone(), MAX_BODY).unwrap_or_else(|| bytes.clone());
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let exchange = Exchange {
            base_url: Some("http://mock".to_owned()),
            method: parts.method.to_string(),
            url: format!("http://mock{path}"),
            request: Message::with_headers(header_lines(&parts.headers), Some(content.to_vec())),
            ..Exchange::default()
        };
        let asked = self.asked(&exchange);
        if let Some(choice) = self.choose(&asked, status) {
            return Replayed::Answer(self.response(&asked, &choice));
        }
        if self.is_all && status.is_none() && asked.endpoint.is_some() {
            return Replayed::Answer(self.unrecorded(&asked));
        }
        Replayed::Unrecorded(Request::from_parts(parts, Body::from(bytes)))
    }

    /// Returns the recording that is nearest to a request. Of equal ones success comes first, and then what came last.
    fn choose(&self, asked: &Asked, status: Option<u16>) -> Option<Choice<'_>> {
        let of_endpoint =
            self.by_endpoint.get(&asked.endpoint)?.iter().filter_map(|at| self.recorded.get(*at));
        let fitting = of_endpoint.filter(|recorded| {
            status.is_none_or(|status| recorded.exchange.status == status) && recorded.asked.answers(asked)
        });
        let choices = fitting.map(|recorded| Choice { recorded, distance: recorded.asked.distance(asked) });
        choices.rev().min_by_key(|choice| {
            let is_success = (200..300).contains(&choice.recorded.exchange.status);
            (choice.distance, self.is_in_other_format(asked, choice.recorded), !is_success)
        })
    }

    fn is_in_other_format(&self, asked: &Asked, recorded: &Recorded) -> bool {
        let format = self.matcher.format(&recorded.exchange.response.media_type);
        format.zip(asked.format).is_some_and(|(has, wants)| has != wants)
    }

    fn unrecorded(&self, asked: &Asked) -> Response<Body> {
        let endpoint = asked.endpoint.and_then(|index| self.site.spec().endpoints.get(index));
        let heading = endpoint.map_or("", |endpoint| endpoint.heading.as_str());
        let message = match self.by_endpoint.get(&asked.endpoint).map_or(0, Vec::len) {
            0 => format!("There is no recording of {heading}.\n"),
            1 => format!("The recording of {heading} has other arguments.\n"),
            count => format!("The {count} recordings of {heading} have other arguments.\n"),
        };
        (StatusCode::NOT_IMPLEMENTED, message).into_response()
    }
}

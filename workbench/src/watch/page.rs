//! The page of what goes by.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::routing::get;

use super::marks::{self, Piece};
use super::{Log, NOT_OF_THE_API, Seen};
use crate::help;
use crate::sample::Side;
use crate::traffic::recording::readable;
use crate::traffic::{Finding, Message, Severity};

/// Returns the pages of what has gone by: the list at the root, and one page for each exchange.
pub fn router(log: Log) -> Router {
    let one = log.clone();
    Router::new()
        .route("/", get(async move || help::page(List::of(&log).render().ok())))
        .route("/help.css", get(async || help::style()))
        .route(
            "/{number}",
            get(async move |Path(number): Path<u64>| {
                let seen = one.latest().into_iter().find(|seen| seen.number == number);
                help::page(seen.and_then(|seen| One::of(&seen).render().ok()))
            }),
        )
}

#[derive(Template)]
#[template(path = "watch.html")]
struct List {
    rows: Vec<Row>,
    dropped: u64,
    unrecorded: u64,
}

struct Row {
    number: u64,
    at: String,
    method: String,
    path: String,
    status: u16,
    milliseconds: u128,
    standing: &'static str,
    departures: String,
}

impl List {
    fn of(log: &Log) -> Self {
        let rows = log.latest().iter().map(Row::of).collect();
        List { rows, dropped: log.dropped(), unrecorded: log.unrecorded() }
    }
}

impl Row {
    fn of(seen: &Arc<Seen>) -> Self {
        let heading = seen.endpoint.as_deref().and_then(|heading| heading.split_once(' '));
        let (_, path) = heading.unwrap_or(("", &seen.exchange.url));
        Row {
            number: seen.number,
            at: seen.exchange.started.get(11..19).unwrap_or_default().to_owned(),
            method: seen.exchange.method.clone(),
            path: path.to_owned(),
            status: seen.exchange.status,
            milliseconds: seen.time.as_millis(),
            standing: standing(seen),
            departures: match seen.departures.len() {
                0 if !seen.is_of_the_api() => NOT_OF_THE_API.to_owned(),
                0 => "none".to_owned(),
                count => count.to_string(),
            },
        }
    }
}

/// Returns the colour of what is proven, partly proven, or failed; what is not of the API is none of these.
fn standing(seen: &Seen) -> &'static str {
    match seen.departures.iter().map(|finding| finding.kind.severity()).max() {
        None if !seen.is_of_the_api() => "foreign",
        None => "proven",
        Some(Severity::Note) => "partly",
        Some(Severity::Warning) => "unproven",
        Some(Severity::Error) => "failed",
    }
}

#[derive(Template)]
#[template(path = "watched.html")]
struct One<'s> {
    seen: &'s Seen,
    milliseconds: u128,
    /// The endpoint, or why there is none.
    endpoint: &'s str,
    messages: Vec<Shown>,
}

struct Shown {
    title: &'static str,
    headers: Vec<(String, String)>,
    left_out: Option<String>,
    pieces: Vec<(String, String)>,
}

impl<'s> One<'s> {
    fn of(seen: &'s Seen) -> Self {
        let sides = [(Side::Request, &seen.exchange.request), (Side::Response, &seen.exchange.response)];
        let messages = sides.map(|(side, message)| Shown::of(side, message, &seen.departures));
        let endpoint = match &seen.endpoint {
            Some(endpoint) => endpoint,
            None if seen.is_of_the_api() => "none of the spec",
            None => NOT_OF_THE_API,
        };
        One { seen, milliseconds: seen.time.as_millis(), endpoint, messages: messages.into() }
    }
}

impl Shown {
    fn of(side: Side, message: &Message, departures: &[Finding]) -> Self {
        let departures: Vec<&Finding> =
            departures.iter().filter(|finding| finding.side == Some(side)).collect();
        let (format, text) = readable(message);
        let pieces = marks::pieces(format, &text, &departures);
        let pieces = pieces.into_iter().map(|Piece { text, said }| (text.to_owned(), said));
        Shown {
            title: if side == Side::Request { "Request" } else { "Response" },
            headers: message.headers.clone(),
            left_out: message.left_out.clone(),
            pieces: pieces.collect(),
        }
    }
}

//! Requests, as they are compared.

use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use axum::body::Body;
use datacontract::dynamic::{DynamicObject, Value};
use datacontract::http::UntypedArguments;
use datacontract::server::{Endpoints, Request, Response, Router};
use datacontract_codegen::payload::size;
use datacontract_codegen::spec::Format;
use http::HeaderName;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, TRANSFER_ENCODING};
use percent_encoding::percent_decode_str;
use tower_service::Service as _;

use crate::site::Site;
use crate::traffic::Exchange;

/// A request without its secrets.
pub(super) struct Asked {
    /// The index of its endpoint; `None` if the spec does not have it.
    pub(super) endpoint: Option<usize>,
    /// The format that it is to be answered in, where that can be told.
    pub(super) format: Option<Format>,
    method: String,
    path: String,
    query: Vec<(String, String)>,
    /// Its arguments; `None` if it has none that its endpoint reads.
    arguments: Option<UntypedArguments>,
    body: Option<Vec<u8>>,
}

impl Asked {
    /// Takes an exchange without its secrets, with its path below the address of the service.
    pub(super) fn of(exchange: &Exchange, endpoint: Option<usize>, path: &str, binder: &Binder) -> Self {
        let query = exchange.query().unwrap_or_default();
        let mut pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
            .map(|(name, value)| (name.to_lowercase(), value.into_owned()))
            .filter(|(name, _)| name != crate::mock::demand::QUERY)
            .collect();
        pairs.sort();
        let bound = endpoint.and_then(|_| binder.bind(exchange, path, query));
        let (arguments, format) = bound.unzip();
        Asked {
            endpoint,
            format,
            method: exchange.method.to_ascii_uppercase(),
            path: percent_decode_str(path).decode_utf8_lossy().into_owned(),
            query: pairs,
            arguments,
            body: exchange.request.body.clone(),
        }
    }

    /// Returns whether this recorded request is one for the same thing as another one, as far as path and query say.
    pub(super) fn answers(&self, other: &Asked) -> bool {
        // The answer to a `GET` has the headers that one to a `HEAD` has.
        let is_method = self.method == other.method || (self.method == "GET" && other.method == "HEAD");
        if !is_method || self.endpoint != other.endpoint {
            return false;
        }
        match (&self.arguments, &other.arguments) {
            (Some(own), Some(others)) => {
                let mut parameters = own.operation().parameters.iter();
                parameters.all(|parameter| own.get(parameter.name) == others.get(parameter.name))
            }
            _ => self.path == other.path && self.query == other.query,
        }
    }

    /// Returns how many values of the bodies are not the same.
    pub(super) fn distance(&self, other: &Asked) -> usize {
        let body = |asked: &Asked| asked.arguments.as_ref().and_then(UntypedArguments::body).cloned();
        match (body(self), body(other)) {
            (Some(own), Some(others)) => distance(&own, &others),
            _ => usize::from(self.body != other.body),
        }
    }
}

/// Returns how many of the values in two values are not the same.
fn distance(a: &Value, b: &Value) -> usize {
    match (a, b) {
        _ if a == b => 0,
        (Value::Object(a), Value::Object(b)) if is_same_class(a, b) => {
            a.values().iter().zip(b.values()).map(|(a, b)| distance(a, b)).sum()
        }
        (Value::List(a), Value::List(b)) => {
            let shared = a.items.len().min(b.items.len());
            let rest = a.items.iter().skip(shared).chain(b.items.iter().skip(shared));
            a.items.iter().zip(&b.items).map(|(a, b)| distance(a, b)).sum::<usize>()
                + rest.map(|item| size(item).max(1)).sum::<usize>()
        }
        _ => 1,
    }
}

fn is_same_class(a: &DynamicObject, b: &DynamicObject) -> bool {
    matches!((a.contract(), b.contract()), (Some(a), Some(b)) if std::ptr::eq(a, b))
}

/// Reads the arguments of requests as the servers of a site do.
pub(super) struct Binder(Router);

/// Where the arguments of a request go, with the format of its answer.
type Slot = Arc<Mutex<Option<(UntypedArguments, Format)>>>;

impl Binder {
    pub(super) fn of(site: &Site) -> Self {
        let mut endpoints: Endpoints<()> = Router::of(());
        for operation in site.endpoints().filter_map(|(_, operation)| operation) {
            endpoints = endpoints.untyped(operation.initial.clone(), |_, request| {
                keep(request);
                std::future::ready(Ok(Response::new(Value::Null)))
            });
        }
        Binder(endpoints.build().validates(false))
    }

    fn bind(&self, exchange: &Exchange, path: &str, query: &str) -> Option<(UntypedArguments, Format)> {
        let uri = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        let mut request = http::Request::builder().method(exchange.method.as_str()).uri(uri);
        for (name, value) in &exchange.request.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).ok();
            // Of the body it is said how it was sent; it is kept without that.
            let name =
                name.filter(|name| ![CONTENT_ENCODING, CONTENT_LENGTH, TRANSFER_ENCODING].contains(name));
            if let Some(name) = name {
                request = request.header(name, value);
            }
        }
        let mut request = request.body(Body::from(exchange.request.body.clone().unwrap_or_default())).ok()?;
        let slot = Slot::default();
        request.extensions_mut().insert(Arc::clone(&slot));
        let mut router = self.0.clone();
        let mut answering = pin!(router.call(request));
        // The body is there, and no method waits.
        let Poll::Ready(_) = answering.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
            return None;
        };
        slot.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

fn keep(request: Request<UntypedArguments>) {
    let format = match request.answer_format() {
        datacontract::http::Format::Xml => Format::Xml,
        _ => Format::Json,
    };
    if let Some(slot) = request.extensions().get::<Slot>().cloned() {
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some((request.into_arguments(), format));
    }
}

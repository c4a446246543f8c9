//! A server that answers as a spec says: the router of generated servers, with the samples as its methods.

mod broken;
mod changed;
pub mod demand;
mod replay;
mod state;

use std::sync::{Arc, OnceLock};

use axum::body::Body;
use datacontract::dynamic::Value;
use datacontract::http::{HttpError, UntypedArguments};
use datacontract::server::{self, Endpoints, Request, Response, Router};
use datacontract_codegen::spec::{Endpoint, Format};
use http::StatusCode;

use crate::sample::{self, Side};
use crate::site::Site;
use demand::Demand;
pub use replay::Recordings;
use replay::Replay;
use state::State;
pub use state::Store;

/// What the mock knows besides the samples.
#[derive(Clone, Debug, Default)]
pub enum Memory {
    /// Every answer is the endpoint's sample.
    #[default]
    None,
    /// What is posted to a resource is given back.
    Stateful(Store),
    /// What was recorded is answered again.
    Recorded(Recordings),
}

/// Returns the mock of a site as an `axum` router, which is served at the site's place.
///
/// Endpoints are routed, bound, negotiated and answered as those of a generated server are; requests may
/// [demand] something else.
pub fn router(site: &Arc<Site>, memory: &Memory) -> axum::Router {
    let replay = match memory {
        Memory::Recorded(recordings) => Some(Arc::new(Replay::new(site, recordings))),
        Memory::None | Memory::Stateful(_) => None,
    };
    let mock = broken::Mock { router: endpoints(site, memory), replay };
    let service = tower::service_fn(move |request: http::Request<Body>| mock.clone().answer(request));
    axum::Router::new().fallback_service(service)
}

/// Returns the router of a site's endpoints, which knows nothing of demands: a generated server's, with samples
/// for answers.
#[must_use]
pub fn endpoints(site: &Arc<Site>, memory: &Memory) -> Router {
    let state = match memory {
        Memory::None | Memory::Recorded(_) => None,
        Memory::Stateful(store) => Some(store.state_of(site)),
    };
    let mut endpoints: Endpoints<()> = Router::of(());
    for (endpoint, operation) in site.endpoints() {
        let Some(operation) = operation else { continue };
        let mock = Arc::new(Mock {
            site: Arc::clone(site),
            endpoint,
            place: operation.place,
            samples: [OnceLock::new(), OnceLock::new()],
            state: state.clone(),
        });
        endpoints = endpoints
            .untyped(operation.initial.clone(), move |_, request| std::future::ready(mock.answer(&request)));
    }
    endpoints.build()
}

/// The method of an endpoint.
struct Mock {
    site: Arc<Site>,
    endpoint: &'static Endpoint,
    place: usize,
    /// What it answers in JSON and in XML, once it was asked.
    samples: [OnceLock<Value>; 2],
    state: Option<Arc<State>>,
}

impl Mock {
    fn answer(&self, request: &Request<UntypedArguments>) -> server::Result<Value> {
        let demand = request.extensions().get::<Demand>();
        let status =
            demand.and_then(|demand| demand.status).and_then(|status| StatusCode::from_u16(status).ok());
        if let Some(status) = status.filter(|status| !status.is_success()) {
            return Err(self.failure(status));
        }
        let format = match request.answer_format() {
            datacontract::http::Format::Xml => Format::Xml,
            _ => Format::Json,
        };
        let value = match demand.filter(|demand| demand.changes_value()) {
            Some(demand) => {
                // A sample may be shared, so that another one is changed.
                let mut value = self.fresh_sample(format);
                changed::change(&mut value, demand);
                value
            }
            None => match self.state.as_deref().map(|state| state.answer(self.place, request.arguments())) {
                Some(state::Answer::Value(value)) => value,
                Some(state::Answer::NotFound) => return Err(server::Error::not_found()),
                Some(state::Answer::Full) => return Err(full()),
                Some(state::Answer::Sample) | None => self.sample(format),
            },
        };
        let response = Response::new(value);
        Ok(match status {
            Some(status) => response.with_status(status),
            None => response,
        })
    }

    fn sample(&self, format: Format) -> Value {
        let [json, xml] = &self.samples;
        let known = if format == Format::Xml { xml } else { json };
        known.get_or_init(|| self.fresh_sample(format)).clone()
    }

    fn fresh_sample(&self, format: Format) -> Value {
        let sample = sample::sample(&self.site, self.place, Side::Response, format);
        sample.map(|sample| sample.value).unwrap_or_default()
    }

    /// Returns a status with the body that is documented for it: Web API's, with the page's words.
    fn failure(&self, status: StatusCode) -> server::Error {
        let documented = self.endpoint.status.iter().find(|known| known.code.value == status.as_u16());
        let reason = || status.canonical_reason().unwrap_or("An error has occurred.").to_owned();
        let message = documented.map_or_else(reason, |known| known.doc.value.clone());
        server::Error::with_body(status, HttpError::new(message))
    }
}

/// Returns the answer to a request with something that the memory has no room for.
fn full() -> server::Error {
    let message = "The mock keeps no more than this: delete something, or start it anew.";
    server::Error::with_body(StatusCode::INSUFFICIENT_STORAGE, HttpError::new(message))
}

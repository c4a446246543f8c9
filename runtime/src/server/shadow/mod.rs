//! Two services asked the same, and their answers compared.

mod compare;
mod difference;
mod report;
mod values;

pub use difference::Difference;
pub use report::{EndpointReport, Report, Verdict};

use super::Router;
use super::body::{self, Limits};
use super::inner::call;
use super::service::http_service;
use super::tee::{When, tee};
use crate::http::{Endpoint, Operation};
use ::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, EXPECT, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, RANGE,
};
use ::http::request::Parts;
use ::http::{Method, Request as HttpRequest, Response as HttpResponse, StatusCode};
use axum::body::Body;
use axum::response::IntoResponse as _;
use bytes::Bytes;
use compare::{Answer, differences};
use http_body::Body as _;
use report::Counts;
use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower_service::Service;

/// Which service's answer the caller gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Serving {
    /// Callers get the answer of the old service.
    #[default]
    Old,
    /// Callers get the answer of the new service.
    New,
}

/// A service that asks the old service and the new one, and compares what they answer.
///
/// It is a `tower` service as the [`Router`] is, and stands in its place until all endpoints are safe to switch:
///
/// ```no_run
/// # fn compare(ported: datacontract::server::Router) -> Result<axum::Router, datacontract::Error> {
/// use datacontract::server::{Proxy, Shadow};
///
/// let shadow = Shadow::new(ported, Proxy::to("http://old.example")?);
/// let reports = shadow.clone();
/// let app = axum::Router::new()
///     .route("/shadow", axum::routing::get(async move || reports.report().to_json()))
///     .fallback_service(shadow);
/// # Ok(app)
/// # }
/// ```
///
/// Callers get the old service's answer ([`Serving`]), and never wait for the other. `GET` and `HEAD` are
/// compared; other methods would take effect twice, and are compared only where [`endpoint`](Self::endpoint)
/// names them. What is not compared is answered as by the router with the old service as its fallback.
///
/// # What is equal
///
/// Answers are compared by the contract: the order of members, prefixes, the scale of decimals, dates of the
/// same instant, null and what is left out make no difference. The status, the media type, a value, a member
/// that is not in the contract, and members out of order, which .NET loses, do. Where answers differ, the old
/// service is asked once more (`GET` and `HEAD` alone): what differs between its own two answers, like the time
/// of the day, varies by itself and counts for nothing from then on.
///
/// # When it is safe
///
/// An endpoint is [safe to switch](Verdict::Safe) once 100 answers ([`enough`](Self::enough)) in a row were
/// equal.
///
/// # Limits
///
/// At most 32 comparisons are under way ([`at_once`](Self::at_once)), of answers of at most 1 MiB
/// ([`max_size`](Self::max_size)); what is beyond that is not compared, and counted as skipped.
#[derive(Clone)]
pub struct Shadow<S> {
    settings: Settings,
    /// The new service, with the old one for all that it does not have.
    moved: Router,
    sides: Sides<S>,
    permits: Arc<Semaphore>,
    /// By the addresses of the operations.
    counts: Arc<Mutex<HashMap<usize, (&'static Operation, Counts)>>>,
}

/// The two services.
#[derive(Clone)]
struct Sides<S> {
    old: S,
    /// It says where it has no method.
    new: Router,
}

#[derive(Clone)]
struct Settings {
    serving: Serving,
    enough: u64,
    max_size: usize,
    /// Endpoints that are compared whatever their method is, by the addresses of their operations.
    named: Vec<usize>,
    left_out: Vec<usize>,
}

/// How long a service may take to answer a comparison.
const PATIENCE: Duration = Duration::from_secs(100);

fn address(operation: &'static Operation) -> usize {
    std::ptr::from_ref(operation).addr()
}

/// In the extensions of an answer: the new service does not have the method.
#[derive(Clone, Copy)]
struct NotPorted;

/// A request that can be sent more than once.
#[derive(Clone)]
struct Question {
    operation: &'static Operation,
    parts: Parts,
    body: Bytes,
}

impl Question {
    fn request(&self) -> HttpRequest<Body> {
        HttpRequest::from_parts(self.parts.clone(), Body::from(self.body.clone()))
    }

    /// Whether it may be asked again without any harm.
    fn is_safe(&self) -> bool {
        matches!(self.parts.method, Method::GET | Method::HEAD)
    }

    /// Makes it one for a whole answer, as it is.
    fn ask_for_all(&mut self) {
        for name in PARTIAL {
            self.parts.headers.remove(name);
        }
    }
}

/// The headers by which callers want less than the whole answer, or another form of it.
const PARTIAL: [HeaderName; 6] = [ACCEPT_ENCODING, EXPECT, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, RANGE];

impl<S> Shadow<S>
where
    S: Service<HttpRequest<Body>, Response = HttpResponse<Body>, Error = Infallible>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send + 'static,
{
    /// Returns a service that asks both. The old one becomes the router's fallback, in the place of any other.
    #[must_use]
    pub fn new(router: Router, old: S) -> Self {
        let not_ported = axum::Router::new().fallback(async || {
            let mut response = StatusCode::NOT_IMPLEMENTED.into_response();
            response.extensions_mut().insert(NotPorted);
            response
        });
        let settings = Settings {
            serving: Serving::default(),
            enough: 100,
            max_size: 1 << 20,
            named: Vec::new(),
            left_out: Vec::new(),
        };
        Shadow {
            settings,
            moved: router.clone().fallback(old.clone()),
            sides: Sides { old, new: router.fallback(not_ported) },
            permits: Arc::new(Semaphore::new(32)),
            counts: Arc::default(),
        }
    }

    /// Sets whose answer callers get of the endpoints that are compared: by default the old service's.
    #[must_use]
    pub fn serving(mut self, serving: Serving) -> Self {
        self.settings.serving = serving;
        self
    }

    /// Compares this endpoint too, whatever its method is. What it does is done twice: by the old service, and by
    /// the new one.
    #[must_use]
    pub fn endpoint<E: Endpoint>(mut self) -> Self {
        self.settings.named.push(address(E::operation()));
        self
    }

    /// Leaves this endpoint out: it is answered by the new service, or by the old one if that does not have it.
    #[must_use]
    pub fn without<E: Endpoint>(mut self) -> Self {
        self.settings.left_out.push(address(E::operation()));
        self
    }

    /// Sets how many answers in a row have to be equal until an endpoint is safe to switch: by default 100.
    #[must_use]
    pub fn enough(mut self, answers: u64) -> Self {
        self.settings.enough = answers;
        self
    }

    /// Sets how many comparisons may be under way: by default 32.
    #[must_use]
    pub fn at_once(mut self, comparisons: usize) -> Self {
        self.permits = Arc::new(Semaphore::new(comparisons.min(Semaphore::MAX_PERMITS)));
        self
    }

    /// Sets how many bytes the body of a request or an answer may have to be compared: by default 1 MiB.
    #[must_use]
    pub fn max_size(mut self, bytes: usize) -> Self {
        self.settings.max_size = bytes;
        self
    }

    /// Returns what the comparison has found so far.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut endpoints: Vec<EndpointReport> = self
            .counts()
            .values()
            .map(|(operation, counts)| counts.report(operation, self.settings.enough))
            .collect();
        endpoints.sort_by(|a, b| a.endpoint.cmp(&b.endpoint));
        Report { endpoints }
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<usize, (&'static Operation, Counts)>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with_counts<R>(&self, operation: &'static Operation, f: impl FnOnce(&mut Counts) -> R) -> R {
        let mut counts = self.counts();
        let (_, counts) = counts.entry(address(operation)).or_insert_with(|| (operation, Counts::default()));
        f(counts)
    }

    fn is_compared(&self, operation: &'static Operation) -> bool {
        let address = address(operation);
        !self.settings.left_out.contains(&address)
            && (operation.method == Method::GET
                || operation.method == Method::HEAD
                || self.settings.named.contains(&address))
    }

    async fn answer(mut self, request: HttpRequest<Body>) -> HttpResponse<Body> {
        let operation = self.moved.operation_of(request.method(), request.uri());
        let Some(operation) = operation.filter(|operation| self.is_compared(operation)) else {
            return call(&mut self.moved, request).await;
        };
        let is_small = |body: &Body| {
            let size = body.size_hint().exact().and_then(|size| usize::try_from(size).ok());
            body.is_end_stream() || size.is_some_and(|size| size <= self.settings.max_size)
        };
        let permit = Arc::clone(&self.permits).try_acquire_owned();
        let (Ok(permit), true) = (permit, is_small(request.body())) else {
            self.with_counts(operation, |counts| counts.skipped += 1);
            return match self.settings.serving {
                Serving::Old => call(&mut self.sides.old, request).await,
                Serving::New => call(&mut self.moved, request).await,
            };
        };
        let (parts, body) = request.into_parts();
        let limits = Limits { size: self.settings.max_size, time: Some(Duration::from_secs(30)) };
        let body = match body::read_as_sent(body, limits).await {
            Ok(body) => body,
            Err(rejection) => return rejection.status.into_response(),
        };
        let question = Question { operation, parts, body };
        let answer = match self.settings.serving {
            Serving::Old => call(&mut self.sides.old, question.request()).await,
            Serving::New => {
                let answer = call(&mut self.sides.new, question.request()).await;
                if answer.extensions().get::<NotPorted>().is_some() {
                    self.with_counts(operation, Counts::not_ported);
                    return call(&mut self.sides.old, question.request()).await;
                }
                answer
            }
        };
        self.watched(question, answer, permit)
    }

    /// Returns an answer that is compared once the caller has it.
    fn watched(
        self,
        question: Question,
        answer: HttpResponse<Body>,
        permit: OwnedSemaphorePermit,
    ) -> HttpResponse<Body> {
        let (parts, body) = answer.into_parts();
        let head = parts.clone();
        let max_size = self.settings.max_size;
        let body = tee(body, max_size, When::AtOnce, move |copy| {
            let operation = question.operation;
            let (Some(body), Ok(runtime)) = (copy, tokio::runtime::Handle::try_current()) else {
                self.with_counts(operation, |counts| counts.skipped += 1);
                return;
            };
            let answer = Answer { parts: head, body };
            runtime.spawn(async move {
                if self.clone().compare(question, answer).await.is_none() {
                    self.with_counts(operation, |counts| counts.skipped += 1);
                }
                drop(permit);
            });
        });
        HttpResponse::from_parts(parts, Body::new(body))
    }

    /// Asks the other service and compares; `None` if there is nothing to compare.
    async fn compare(mut self, mut question: Question, first: Answer) -> Option<()> {
        question.ask_for_all();
        let operation = question.operation;
        let is_whole = !first.parts.headers.contains_key(CONTENT_ENCODING)
            && !matches!(first.parts.status, StatusCode::NOT_MODIFIED | StatusCode::PARTIAL_CONTENT);
        let first = match is_whole {
            true => first,
            false if !question.is_safe() => return None,
            false => self.ask(self.settings.serving, &question).await?,
        };
        let (old, new) = match self.settings.serving {
            Serving::Old => {
                let new = self.ask(Serving::New, &question).await?;
                if new.parts.extensions.get::<NotPorted>().is_some() {
                    self.with_counts(operation, Counts::not_ported);
                    return Some(());
                }
                (first, new)
            }
            Serving::New => (self.ask(Serving::Old, &question).await?, first),
        };
        let found = differences(operation, &old, &new);
        let is_new = |counts: &mut Counts| found.iter().any(|difference| !counts.is_varying(difference));
        if question.is_safe() && self.with_counts(operation, is_new) {
            let again = self.ask(Serving::Old, &question).await?;
            let varying = differences(operation, &old, &again);
            self.with_counts(operation, |counts| counts.learn(&varying));
        }
        self.with_counts(operation, |counts| counts.count(found));
        Some(())
    }

    /// Asks one of the services; `None` if it takes too long, breaks off or answers too much.
    async fn ask(&mut self, side: Serving, question: &Question) -> Option<Answer> {
        let limits = Limits { size: self.settings.max_size, time: None };
        let request = question.request();
        let answer = async {
            let answer = match side {
                Serving::Old => call(&mut self.sides.old, request).await,
                Serving::New => call(&mut self.sides.new, request).await,
            };
            let (parts, body) = answer.into_parts();
            body::read_as_sent(body, limits).await.ok().map(|body| Answer { parts, body })
        };
        tokio::time::timeout(PATIENCE, answer).await.ok().flatten()
    }
}

http_service!(impl [S] for Shadow<S> where [
    S: Service<HttpRequest<Body>, Response = HttpResponse<Body>, Error = Infallible>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send + 'static,
] Shadow::answer);

impl<S> fmt::Debug for Shadow<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shadow")
            .field("serving", &self.settings.serving)
            .field("enough", &self.settings.enough)
            .field("max_size", &self.settings.max_size)
            .field("router", &self.moved)
            .finish_non_exhaustive()
    }
}

//! One call as a sequence of steps, without any input or output: what to send, when to pause, when it is
//! done.

use super::config::Config;
use super::redirect::{MAX_REDIRECTS, is_same_origin, target};
use super::retry::{Retry, Retrying, retry_after};
use super::settings::Settings;
use super::trace::Span;
use super::{Error, ResponseNotice, TransportError, TransportKind};
use crate::http::response::{NoticeHook, Target, read_response};
use crate::http::secrets::Secrets;
use crate::http::{Arguments, Format, Operation, build_request};
use crate::notice::Notice;
use ::http::header::{ACCEPT, USER_AGENT};
use ::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Uri};
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The state of a call: counts attempts, redirects, pauses and time, so that all transports behave the same.
///
/// A [`Transport`](super::Transport) asks for the next [`step`](Self::step), does it, and passes on the
/// response ([`answered`](Self::answered)), until nothing is left to do; [`drive`](super::drive) and
/// [`drive_blocking`](super::drive_blocking) are that loop.
pub struct Exchange {
    operation: &'static Operation,
    config: Arc<Config>,
    /// What is sent first; redirects change its address.
    request: Request<Bytes>,
    asked: Format,
    timeout: Duration,
    retry: Retry,
    is_repeatable: bool,
    state: State,
    started: Option<Instant>,
    attempt_started: Option<Instant>,
    attempts: u32,
    redirects: u32,
    /// Whether a redirect has led to another server.
    is_abroad: bool,
    pub(super) span: Span,
}

enum State {
    Ready,
    Pausing(Duration),
    Done(Result<Response<Bytes>, Error>),
}

/// The next step of an exchange.
#[derive(Debug)]
pub enum Step {
    /// Send this request, and pass the response to [`Exchange::answered`].
    Attempt(Box<Attempt>),
    /// Wait this long.
    Pause(Duration),
    /// Do nothing more: the call is over.
    Done,
}

/// A request that is to be sent once.
#[non_exhaustive]
pub struct Attempt {
    /// The request with its absolute address.
    pub request: Request<Bytes>,
    /// The time limit up to the last byte of the response.
    pub timeout: Duration,
    /// The most bytes that the body of the response may have.
    pub max_response_size: usize,
    /// The operation that is called.
    pub operation: &'static Operation,
    /// How much of the path is the base address's.
    pub(super) base_path: usize,
}

impl Attempt {
    /// Returns whether the request has to state the length of its body even if it has none: hosts of .NET
    /// answer 411 to such methods otherwise.
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    pub(super) fn tells_length(&self) -> bool {
        !self.request.body().is_empty() || matches!(self.request.method().as_str(), "POST" | "PUT" | "PATCH")
    }
}

impl Exchange {
    pub(super) fn new(
        config: &Arc<Config>,
        operation: &'static Operation,
        arguments: &dyn Arguments,
        defaults: &dyn Arguments,
        settings: &Settings,
    ) -> Self {
        let asked = settings.format.or(config.format).unwrap_or_else(|| {
            let usual = operation.api.formatters.iter().find(|formatter| formatter.format != Format::Form);
            usual.map_or(Format::Json, |formatter| formatter.format)
        });
        let built =
            build_request(operation, arguments, defaults, &config.base, asked).and_then(|mut request| {
                let agent = HeaderValue::from_static(concat!("datacontract/", env!("CARGO_PKG_VERSION")));
                request.headers_mut().insert(USER_AGENT, agent);
                config.headers.apply(request.headers_mut())?;
                settings.headers.apply(request.headers_mut())?;
                Ok(request)
            });
        let (request, state) = match built {
            Ok(request) => (request, State::Ready),
            Err(error) => (Request::default(), State::Done(Err(Error::Arguments(error)))),
        };
        Exchange {
            operation,
            config: Arc::clone(config),
            is_repeatable: settings.is_repeatable || operation.method.is_idempotent(),
            request,
            asked,
            timeout: settings.timeout.unwrap_or(config.timeout),
            retry: settings.retry.unwrap_or(config.retry),
            state,
            started: None,
            attempt_started: None,
            attempts: 0,
            redirects: 0,
            is_abroad: false,
            span: Span::of(operation),
        }
    }

    /// Returns the next step. Time counts from the first step on.
    pub fn step(&mut self) -> Step {
        let started = *self.started.get_or_insert_with(Instant::now);
        match &self.state {
            State::Done(_) => return Step::Done,
            State::Pausing(pause) => {
                let pause = *pause;
                self.state = State::Ready;
                return Step::Pause(pause);
            }
            State::Ready => {}
        }
        let timeout = self.timeout.saturating_sub(started.elapsed());
        if timeout.is_zero() {
            self.fail(TransportError::of(TransportKind::Timeout, None));
            return Step::Done;
        }
        let request = self.attempt_request();
        self.attempt_started = Some(Instant::now());
        Step::Attempt(Box::new(Attempt {
            request,
            timeout: self.retry.time_of_attempt(timeout),
            max_response_size: self.config.max_response_size,
            operation: self.operation,
            base_path: self.config.base.path().len(),
        }))
    }

    fn attempt_request(&self) -> Request<Bytes> {
        let mut request = self.request.clone();
        for hook in &self.config.on_request {
            hook(&mut request);
        }
        if self.is_abroad {
            // Whatever the others are: they are meant for the service.
            let all = std::mem::take(request.headers_mut());
            for name in [ACCEPT, USER_AGENT] {
                if let Some(value) = all.get(&name) {
                    request.headers_mut().insert(name, value.clone());
                }
            }
        }
        request
    }

    /// Takes the outcome of the attempt.
    pub fn answered(&mut self, result: Result<Response<Bytes>, TransportError>) {
        let duration = self.attempt_started.take().map(|started| started.elapsed()).unwrap_or_default();
        match result {
            Ok(response) => {
                let (parts, body) = response.into_parts();
                for hook in &self.config.on_response {
                    hook(&parts, duration);
                }
                if let Some(to) = self.redirect(parts.status, &parts.headers) {
                    self.redirects += 1;
                    self.is_abroad |= !is_same_origin(self.request.uri(), &to);
                    *self.request.uri_mut() = to;
                    return;
                }
                self.attempts += 1;
                let may_retry = self.is_repeatable && self.retry.is_for(parts.status);
                if may_retry && self.goes_on(Some(parts.status), None, retry_after(&parts.headers)) {
                    return;
                }
                self.state = State::Done(Ok(Response::from_parts(parts, body)));
            }
            Err(error) => {
                self.attempts += 1;
                let kind = error.kind();
                let may_retry = kind == TransportKind::Connect || (self.is_repeatable && kind.is_transient());
                if !(may_retry && self.goes_on(None, Some(kind), None)) {
                    self.fail(error);
                }
            }
        }
    }

    fn redirect(&self, status: StatusCode, headers: &HeaderMap) -> Option<Uri> {
        let to = target(self.request.method(), self.request.uri(), status, headers)?;
        (self.redirects < MAX_REDIRECTS).then_some(to)
    }

    /// Goes on to another attempt, if there are any left and time for the pause.
    fn goes_on(
        &mut self,
        status: Option<StatusCode>,
        failure: Option<TransportKind>,
        wanted: Option<Duration>,
    ) -> bool {
        let left = self.timeout.saturating_sub(self.elapsed());
        let Some(pause) =
            self.retry.pause(self.attempts, wanted, fastrand::f64).filter(|pause| *pause < left)
        else {
            return false;
        };
        let retrying =
            Retrying { operation: self.operation, attempts: self.attempts, pause, status, failure };
        self.span.retry(&retrying);
        for hook in &self.config.on_retry {
            hook(&retrying);
        }
        self.state = State::Pausing(pause);
        true
    }

    fn fail(&mut self, error: TransportError) {
        let error = error.of_call(self.operation.name, self.attempts.max(1));
        self.state = State::Done(Err(Error::Transport(error)));
    }

    fn elapsed(&self) -> Duration {
        self.started.map(|started| started.elapsed()).unwrap_or_default()
    }

    /// Reads the answer to a request that was made of these arguments.
    pub(super) fn finish(
        &mut self,
        arguments: &dyn Arguments,
        target: Option<Target<'_>>,
    ) -> Result<(StatusCode, HeaderMap), Error> {
        let elapsed = self.elapsed();
        let state = std::mem::replace(&mut self.state, State::Ready);
        let Exchange { operation, config, span, asked, attempts, .. } = &*self;
        let result = match state {
            State::Done(result) => result,
            // A transport that gives up before it is done.
            State::Ready | State::Pausing(_) => Err(Error::Transport(
                TransportError::of(TransportKind::Other, None).of_call(operation.name, *attempts),
            )),
        };
        span.done(*attempts, result.as_ref().ok().map(Response::status), elapsed);
        let mut notify = |notice: &Notice<'_>| {
            span.notice(notice);
            for hook in &config.on_notice {
                hook(&ResponseNotice { operation, notice });
            }
        };
        let is_wanted = !config.on_notice.is_empty() || span.is_on();
        let hook: Option<&mut dyn FnMut(&Notice<'_>)> = if is_wanted { Some(&mut notify) } else { None };
        let notices = NoticeHook { hook, max: config.max_notices };
        read_response(operation, result?, *asked, target, notices)
            .map_err(|error| self.without_secrets(arguments, error))
    }

    /// Hides in an error what the service repeats of secrets among the arguments and in the headers.
    #[cold]
    pub(super) fn without_secrets<S>(&self, arguments: &dyn Arguments, mut error: Error<S>) -> Error<S> {
        error.hide(&Secrets::of(self.operation, arguments, self.request.headers()));
        error
    }
}

/// Without the request, which has secrets.
impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("operation", &self.operation.name)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

/// Without the request, which has secrets.
impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("operation", &self.operation.name)
            .field("timeout", &self.timeout)
            .field("max_response_size", &self.max_response_size)
            .finish_non_exhaustive()
    }
}

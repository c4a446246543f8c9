//! One call as a sequence of steps, without any input or output: what to send, when to pause, when it is
//! done.

use super::config::Config;
use super::credentials::{Access, CallCredentials, LOGIN, Token, Turn, TurnOutcome, Waiting};
use super::idempotency::random_key;
use super::limits::RateLimiter;
use super::redirect::{MAX_REDIRECTS, is_same_origin, next_page, target};
use super::retry::{Retry, Retrying, retry_after};
use super::settings::Settings;
use super::trace::{Ended, Span};
use super::{Attempt, Attempted, Error, ResponseNotice, TransportError, TransportKind};
use crate::http::coding::{self, CodingError};
use crate::http::content_encoding;
use crate::http::file::response::ResponseFile;
use crate::http::items::{ItemLimits, ResponseItems};
use crate::http::response::{NoticeHook, ResponseTarget, read_response, status_error};
use crate::http::secrets::Secrets;
use crate::http::{Arguments, BuiltRequest, Format, Operation, Upload, build_request};
use crate::items::HasItems;
use crate::notice::Notice;
use ::http::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, USER_AGENT};
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
    /// Its body, where that is read only when it is sent.
    upload: Option<Upload>,
    asked: Format,
    timeout: Duration,
    max_response_size: usize,
    retry: Retry,
    is_repeatable: bool,
    state: State,
    /// The pause before the next attempt.
    pause: Option<Duration>,
    /// Whether the client's own limit has a place for the next attempt.
    has_place: bool,
    /// How long to wait before the call begins.
    delay: Option<Duration>,
    credentials: CallCredentials,
    login: LoginProgress,
    started: Option<Instant>,
    attempt_started: Option<Instant>,
    attempts: u32,
    redirects: u32,
    /// Whether a redirect has led to another server.
    is_abroad: bool,
    body: BodyForm,
    pub(super) span: Span,
}

/// How far a call has got with its token.
#[derive(Default)]
struct LoginProgress {
    /// What the last attempt was sent with.
    token: Option<Token>,
    /// The request of another call for a token that this one has waited for.
    waited: Option<u64>,
    /// Whether the token is as new as it can be: this call got it, or the service has turned one down.
    has_new_token: bool,
    /// Whether the next token is taken however short it lasts, because it has just come.
    takes_any_token: bool,
    /// How many times a token was asked for.
    logins: u32,
}

/// How the body of an answer of success is handed over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BodyForm {
    Whole,
    /// While it comes.
    Streamed,
}

enum State {
    Ready,
    /// A token is asked for.
    LoggingIn(Turn),
    Done(Result<Response<Bytes>, Error>),
}

/// The next step of an exchange.
#[derive(Debug)]
pub enum Step {
    /// Send this request, and pass the response to [`Exchange::answered`].
    Attempt(Box<Attempt>),
    /// Wait this long.
    Pause(Duration),
    /// Wait until another call has logged in, at most as long as it says.
    Wait(Waiting),
    /// Do nothing more: the call is over.
    Done,
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
        let built = build_request(operation, arguments, defaults, &config.base, asked).and_then(|built| {
            let BuiltRequest { mut request, upload } = built;
            if let Some(link) = &settings.link {
                *request.uri_mut() = next_page(request.uri(), link)?;
            }
            own_headers(request.headers_mut());
            config.headers.apply(request.headers_mut())?;
            let mut credentials = config.credentials.apply(operation, request.headers_mut())?;
            settings.headers.apply(request.headers_mut())?;
            put_key(config, operation, request.headers_mut());
            if settings.headers.has(&AUTHORIZATION) {
                credentials.without_login();
            }
            Ok((request, upload, credentials))
        });
        let (request, upload, credentials, state) = match built {
            Ok((request, upload, credentials)) => (request, upload, credentials, State::Ready),
            Err(error) => {
                let state = State::Done(Err(Error::Arguments(error)));
                (Request::default(), None, CallCredentials::default(), state)
            }
        };
        if let Some(budget) = &config.retry_budget {
            budget.earn();
        }
        Exchange {
            is_repeatable: settings.is_repeatable
                || operation.method.is_idempotent()
                || has_key(config, &request),
            request,
            upload,
            asked,
            timeout: settings.timeout.unwrap_or(config.timeout),
            max_response_size: settings.max_response_size.unwrap_or(config.max_response_size),
            retry: settings.retry.unwrap_or(config.retry),
            state,
            delay: settings.delay,
            credentials,
            span: Span::of(operation, &config.base),
            ..Exchange::over(config, operation)
        }
    }

    /// Returns an exchange in which there is nothing to do.
    pub(super) fn over(config: &Arc<Config>, operation: &'static Operation) -> Self {
        Exchange {
            operation,
            config: Arc::clone(config),
            is_repeatable: false,
            request: Request::default(),
            upload: None,
            asked: Format::Json,
            timeout: config.timeout,
            max_response_size: config.max_response_size,
            retry: config.retry,
            state: State::Done(Err(Error::Transport(TransportError::of(TransportKind::Other, None)))),
            pause: None,
            has_place: false,
            delay: None,
            credentials: CallCredentials::default(),
            login: LoginProgress::default(),
            started: None,
            attempt_started: None,
            attempts: 0,
            redirects: 0,
            is_abroad: false,
            body: BodyForm::Whole,
            span: Span::none(),
        }
    }

    /// Lets the body of an answer of success be handed on while it comes.
    pub(super) fn streamed(mut self) -> Self {
        self.body = BodyForm::Streamed;
        // What the call sets is the limit of the list, not that of the body of an error.
        self.max_response_size = self.config.max_response_size;
        self
    }

    /// Returns the next step. Time counts from the first step on.
    pub fn step(&mut self) -> Step {
        if matches!(self.state, State::Done(_)) {
            return Step::Done;
        }
        if let Some(delay) = self.delay.take() {
            return Step::Pause(delay);
        }
        let started = *self.started.get_or_insert_with(Instant::now);
        if let Some(pause) = self.pause.take() {
            return Step::Pause(pause);
        }
        let timeout = self.timeout.saturating_sub(started.elapsed());
        if timeout.is_zero() {
            self.fail(TransportError::of(TransportKind::Timeout, None));
            return Step::Done;
        }
        if let Some(step) = self.place_step(timeout) {
            return step;
        }
        if let State::Ready = self.state
            && let Some(step) = self.token_step(timeout)
        {
            return step;
        }
        let request = match &self.state {
            State::LoggingIn(turn) => {
                let config = &*self.config;
                turn.request(&config.base, |address, headers| {
                    let is_own =
                        config.base.as_str().parse().is_ok_and(|base| is_same_origin(&base, address));
                    own_headers(headers);
                    // What is set for the service is nothing that another one gets.
                    if is_own { config.headers.apply(headers) } else { Ok(()) }
                })
            }
            _ => Ok(self.attempt_request()),
        };
        let mut request = match request {
            Ok(request) => request,
            Err(error) => {
                self.state = State::Done(Err(Error::Arguments(error)));
                return Step::Done;
            }
        };
        for hook in &self.config.on_request {
            hook(&mut request);
        }
        if self.is_abroad {
            // Whatever the others are: they are meant for the service.
            let all = std::mem::take(request.headers_mut());
            for name in [ACCEPT, ACCEPT_ENCODING, USER_AGENT] {
                if let Some(value) = all.get(&name) {
                    request.headers_mut().insert(name, value.clone());
                }
            }
        }
        self.has_place = false;
        self.attempt_started = Some(Instant::now());
        Step::Attempt(Box::new(Attempt {
            upload: match self.state {
                State::LoggingIn(_) => None,
                _ => self.upload.clone(),
            },
            request,
            // A body that is read while it comes takes as long as the call may.
            timeout: match self.body {
                BodyForm::Whole => self.retry.time_of_attempt(timeout),
                BodyForm::Streamed => timeout,
            },
            max_response_size: self.max_response_size,
            takes_stream: self.body == BodyForm::Streamed && !matches!(self.state, State::LoggingIn(_)),
            operation: match self.state {
                State::LoggingIn(_) => &LOGIN,
                _ => self.operation,
            },
            base_path: self.config.base.path().len(),
        }))
    }

    /// Gets a place for the next attempt among those of the client's own limit, and returns the pause before it.
    fn place_step(&mut self, timeout: Duration) -> Option<Step> {
        let limiter = self.config.rate_limiter.as_ref().filter(|_| !self.has_place)?;
        let Some(wait) = limiter.reserve(Instant::now(), timeout) else {
            let message = "the client's own rate limit has no place for the request within the time of the call: raise \
                           the limit (`Client::rate_limit`) or the time (`Client::timeout`)";
            self.fail(TransportError::new(TransportKind::Timeout, message));
            return Some(Step::Done);
        };
        self.has_place = true;
        (!wait.is_zero()).then_some(Step::Pause(wait))
    }

    /// Gets the token for the next attempt, and returns the step that has to be done for it first.
    fn token_step(&mut self, timeout: Duration) -> Option<Step> {
        self.login.token = None;
        if self.is_abroad {
            return None;
        }
        match self
            .credentials
            .access(self.login.waited.take(), std::mem::take(&mut self.login.takes_any_token))?
        {
            Access::Token(token) => {
                self.login.token = Some(token);
                None
            }
            Access::Ask(turn) => {
                self.state = State::LoggingIn(turn);
                self.login.has_new_token = true;
                None
            }
            Access::Wait(wait) => {
                self.login.waited = Some(wait.until());
                (self.login.has_new_token, self.login.takes_any_token) = (true, true);
                Some(Step::Wait(wait.at_most(timeout)))
            }
            Access::Failed(failure) => {
                self.state = State::Done(Err(failure.of_call(self.operation.name)));
                Some(Step::Done)
            }
        }
    }

    fn attempt_request(&self) -> Request<Bytes> {
        let mut request = self.request.clone();
        if !self.is_abroad {
            let mut uri = std::mem::take(request.uri_mut());
            self.credentials.put_into(&mut uri, request.headers_mut());
            *request.uri_mut() = uri;
        }
        if let Some(token) = &self.login.token {
            request.headers_mut().insert(AUTHORIZATION, token.header().clone());
        }
        request
    }

    /// Takes the outcome of the attempt.
    pub fn answered(&mut self, result: Result<Response<Bytes>, TransportError>) {
        let duration = self.attempt_started.take().map(|started| started.elapsed()).unwrap_or_default();
        let result = result.and_then(|response| self.decoded(response));
        self.report(duration, result.as_ref().map(Response::status).map_err(TransportError::kind));
        match std::mem::replace(&mut self.state, State::Ready) {
            State::LoggingIn(turn) => self.logged_in(turn, result, duration),
            state => {
                self.state = state;
                self.attempted(result, duration);
            }
        }
    }

    /// Tells the hooks and the span how an attempt ended.
    fn report(&self, duration: Duration, outcome: Result<StatusCode, TransportKind>) {
        let (operation, before) = match self.state {
            State::LoggingIn(_) => (&LOGIN, self.login.logins),
            _ => (self.operation, self.attempts),
        };
        let attempted = Attempted::new(operation, &self.config.base, before + 1, duration, outcome);
        self.span.attempted(&attempted);
        for hook in &self.config.on_attempt {
            hook(&attempted);
        }
    }

    /// Returns a response whose body is no longer compressed.
    fn decoded(&self, response: Response<Bytes>) -> Result<Response<Bytes>, TransportError> {
        if !content_encoding::is_coded(response.headers()) {
            return Ok(response);
        }
        let (mut parts, body) = response.into_parts();
        match coding::decode(&mut parts.headers, body.clone(), self.max_response_size) {
            Ok(body) => Ok(Response::from_parts(parts, body)),
            // The reader says which coding it is.
            Err(CodingError::Unknown) => Ok(Response::from_parts(parts, body)),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes the outcome of a request for a token.
    fn logged_in(&mut self, turn: Turn, result: Result<Response<Bytes>, TransportError>, duration: Duration) {
        self.login.logins += 1;
        let failure = match result {
            Ok(response) => {
                let (parts, body) = response.into_parts();
                for hook in &self.config.on_response {
                    hook(&parts, duration);
                }
                let wanted = retry_after(&parts.headers);
                if self.retry.is_for(parts.status)
                    && self.goes_on(self.login.logins, Some(parts.status), None, wanted)
                {
                    self.state = State::LoggingIn(turn);
                    return;
                }
                match turn.answered(parts.status, &body) {
                    TurnOutcome::Token => {
                        self.login.takes_any_token = true;
                        return;
                    }
                    TurnOutcome::Again(turn) => {
                        self.state = State::LoggingIn(turn);
                        return;
                    }
                    TurnOutcome::Failed(failure) => failure,
                }
            }
            Err(error) => {
                let kind = error.kind();
                if kind.is_transient() && self.goes_on(self.login.logins, None, Some(kind), None) {
                    self.state = State::LoggingIn(turn);
                    return;
                }
                turn.failed(&error, self.login.logins)
            }
        };
        self.state = State::Done(Err(failure.of_call(self.operation.name)));
    }

    /// Takes the outcome of an attempt at the call itself.
    fn attempted(&mut self, result: Result<Response<Bytes>, TransportError>, duration: Duration) {
        match result {
            Ok(response) => {
                let (parts, body) = response.into_parts();
                for hook in &self.config.on_response {
                    hook(&parts, duration);
                }
                if !self.is_abroad {
                    self.credentials.keep_cookies(&parts.headers);
                }
                if let Some(to) = self.redirect(parts.status, &parts.headers) {
                    self.redirects += 1;
                    self.is_abroad |= !is_same_origin(self.request.uri(), &to);
                    *self.request.uri_mut() = to;
                    return;
                }
                if parts.status == StatusCode::UNAUTHORIZED && self.can_send_again() && self.gets_new_token()
                {
                    return;
                }
                self.attempts += 1;
                let may_retry =
                    self.is_repeatable && self.can_send_again() && self.retry.is_for(parts.status);
                if may_retry
                    && self.goes_on(self.attempts, Some(parts.status), None, retry_after(&parts.headers))
                {
                    return;
                }
                self.state = State::Done(Ok(Response::from_parts(parts, body)));
            }
            Err(error) => {
                self.attempts += 1;
                let kind = error.kind();
                let may_retry = kind == TransportKind::Connect || (self.is_repeatable && kind.is_transient());
                if !(may_retry
                    && self.can_send_again()
                    && self.goes_on(self.attempts, None, Some(kind), None))
                {
                    self.fail(error);
                }
            }
        }
    }

    /// Returns whether the body can be sent once more.
    fn can_send_again(&self) -> bool {
        self.upload.as_ref().is_none_or(Upload::is_unread)
    }

    /// Returns whether the call is sent once more, with another token, after the service has turned one down. It
    /// has done nothing then, so that any method may be sent again.
    fn gets_new_token(&mut self) -> bool {
        let Some(token) = self.login.token.as_ref().filter(|_| !self.login.has_new_token) else {
            return false;
        };
        self.credentials.turn_down(token);
        self.login.has_new_token = true;
        true
    }

    fn redirect(&self, status: StatusCode, headers: &HeaderMap) -> Option<Uri> {
        let to = target(self.request.method(), self.request.uri(), status, headers)?;
        (self.redirects < MAX_REDIRECTS).then_some(to)
    }

    /// Goes on to another attempt, if there are any left and time for the pause.
    fn goes_on(
        &mut self,
        attempts: u32,
        status: Option<StatusCode>,
        failure: Option<TransportKind>,
        wanted: Option<Duration>,
    ) -> bool {
        let left = self.timeout.saturating_sub(self.elapsed());
        let Some(pause) = self.retry.pause(attempts, wanted, fastrand::f64).filter(|pause| *pause < left)
        else {
            return false;
        };
        // What the service said is worth more than that there was no time for another attempt.
        let Config { rate_limiter, retry_budget, .. } = &*self.config;
        let has_place = |limiter: &Arc<RateLimiter>| {
            Instant::now()
                .checked_add(pause)
                .is_some_and(|at| limiter.has_place(at, left.saturating_sub(pause)))
        };
        if !rate_limiter.as_ref().is_none_or(has_place)
            || retry_budget.as_ref().is_some_and(|budget| !budget.spend())
        {
            return false;
        }
        let retrying = Retrying { operation: self.operation, attempts, pause, status, failure };
        self.span.retry(&retrying);
        for hook in &self.config.on_retry {
            hook(&retrying);
        }
        self.pause = Some(pause);
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
        target: ResponseTarget<'_>,
    ) -> Result<(StatusCode, HeaderMap), Error> {
        let result = self.outcome();
        let failure = result.as_ref().err().and_then(Error::transport_kind);
        self.ended(result.as_ref().ok().map(Response::status), failure);
        let mut notify = |notice: &Notice<'_>| self.notify(notice);
        let hook: Option<&mut dyn FnMut(&Notice<'_>)> =
            if self.wants_notices() { Some(&mut notify) } else { None };
        let notices = NoticeHook { hook, max: self.config.max_notices };
        read_response(self.operation, result?, self.asked, target, notices)
            .map_err(|error| self.without_secrets(arguments, error))
    }

    /// Begins to read the answer item by item, and returns its body if that has come as a whole.
    pub(super) fn begin_items<L: HasItems>(
        &mut self,
        arguments: &dyn Arguments,
        max_size: usize,
    ) -> Result<(ResponseItems<L>, Bytes), Error> {
        self.begin(arguments, |exchange, head| {
            let limits = ItemLimits {
                size: max_size,
                item_size: exchange.config.max_response_size,
                notices: exchange.config.max_notices,
            };
            ResponseItems::new(exchange.operation, exchange.asked, head, limits)
        })
    }

    /// Begins to read the answer as a file, and returns its body if that has come as a whole.
    pub(super) fn begin_file(
        &mut self,
        arguments: &dyn Arguments,
        max_size: usize,
    ) -> Result<(ResponseFile, Bytes), Error> {
        self.begin(arguments, |exchange, head| ResponseFile::new(exchange.operation, head, max_size))
    }

    /// Begins to read an answer of success, of which `read` gets the head.
    fn begin<T>(
        &mut self,
        arguments: &dyn Arguments,
        read: impl FnOnce(&Self, (StatusCode, HeaderMap)) -> Result<T, Error>,
    ) -> Result<(T, Bytes), Error> {
        let (parts, body) = self.outcome()?.into_parts();
        let begun = if parts.status.is_success() {
            read(self, (parts.status, parts.headers)).map(|reading| (reading, body))
        } else {
            Err(status_error(self.operation, parts, body, self.asked))
        };
        begun.map_err(|error| self.without_secrets(arguments, error))
    }

    /// Returns the answer, or why there is none.
    fn outcome(&mut self) -> Result<Response<Bytes>, Error> {
        match std::mem::replace(&mut self.state, State::Ready) {
            State::Done(result) => result,
            // A transport that gives up before it is done.
            State::Ready | State::LoggingIn(_) => Err(Error::Transport(
                TransportError::of(TransportKind::Other, None).of_call(self.operation.name, self.attempts),
            )),
        }
    }

    /// Says of an error of the transport which call it ended.
    pub(super) fn of_call(&self, error: TransportError) -> Error {
        Error::Transport(error.of_call(self.operation.name, self.attempts.max(1)))
    }

    /// Records the end of the call.
    pub(super) fn ended(&self, status: Option<StatusCode>, failure: Option<TransportKind>) {
        self.span.done(self.attempts, Ended { status, failure, duration: self.elapsed() });
    }

    /// Returns whether someone wants to know of notices.
    pub(super) fn wants_notices(&self) -> bool {
        !self.config.on_notice.is_empty() || self.span.is_on()
    }

    /// Hands on a notice about the response.
    pub(super) fn notify(&self, notice: &Notice<'_>) {
        self.span.notice(notice);
        for hook in &self.config.on_notice {
            hook(&ResponseNotice { operation: self.operation, notice });
        }
    }

    /// Hides in an error what the service repeats of secrets among the arguments and in the headers.
    #[cold]
    pub(super) fn without_secrets<S>(&self, arguments: &dyn Arguments, mut error: Error<S>) -> Error<S> {
        let credentials = self.credentials.secrets(self.login.token.as_ref());
        error.hide(&Secrets::of(self.operation, arguments, self.request.headers(), &credentials));
        error
    }
}

/// Puts in the key by which a service knows a request that it gets twice, unless the call has one of its own.
fn put_key(config: &Config, operation: &Operation, headers: &mut HeaderMap) {
    if let Some(name) = &config.idempotency_key
        && !operation.method.is_idempotent()
        && !headers.contains_key(name)
        && let Some(key) = random_key()
    {
        headers.insert(name.clone(), key);
    }
}

fn has_key(config: &Config, request: &Request<Bytes>) -> bool {
    config.idempotency_key.as_ref().is_some_and(|name| request.headers().contains_key(name))
}

/// Puts in what all requests of all clients have.
fn own_headers(headers: &mut HeaderMap) {
    headers.insert(USER_AGENT, HeaderValue::from_static(concat!("datacontract/", env!("CARGO_PKG_VERSION"))));
    if let Some(accepted) = coding::accepted() {
        headers.insert(ACCEPT_ENCODING, accepted.clone());
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

//! The token that all calls of a client share. One of them asks for it, the others wait.

use super::login::Login;
use super::token::{Token, TokenAnswer, read_error};
use crate::http::secrets::Secrets;
use crate::http::{BaseUrl, Error, LoginError, TransportError, TransportKind};
use ::http::header::{ACCEPT, CONTENT_TYPE};
use ::http::{HeaderMap, HeaderValue, Request, StatusCode, Uri};
use bytes::Bytes;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

/// A login, and the token that came of it.
pub(super) struct TokenStore {
    login: Login,
    state: Mutex<State>,
    /// Is told when a request for a token has ended.
    ended: Condvar,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    refresh_token: Option<String>,
    /// Whether a call asks for a token.
    is_asking: bool,
    /// How many requests for a token have ended.
    ended: u64,
    /// Why the last one failed.
    failure: Option<LoginFailure>,
    wakers: Vec<Waker>,
}

/// How a call gets a token.
pub(in crate::client) enum Access {
    /// It is there.
    Token(Token),
    /// The call asks for it, for all others too.
    Ask(Turn),
    /// Another call asks for it.
    Wait(Wait),
    /// The other call that was waited for got none.
    Failed(LoginFailure),
}

/// Why there is no token.
#[derive(Clone)]
pub(in crate::client) enum LoginFailure {
    Refused(LoginError),
    Transport { kind: TransportKind, attempts: u32, message: String },
}

impl LoginFailure {
    /// Returns the error of a call that has no token.
    pub(in crate::client) fn of_call(self, operation: &'static str) -> Error {
        match self {
            LoginFailure::Refused(error) => Error::Login(Box::new(LoginError { operation, ..error })),
            LoginFailure::Transport { kind, attempts, message } => {
                Error::Transport(TransportError::new(kind, message).of_call(operation, attempts))
            }
        }
    }
}

impl TokenStore {
    pub(super) fn new(login: Login) -> Self {
        TokenStore { login, state: Mutex::default(), ended: Condvar::new() }
    }

    pub(super) fn login(&self) -> &Login {
        &self.login
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns how a call gets a token. `waited` says which request of another call it has waited for.
    /// `takes_any` is for a call for which a token has just come, however short that lasts.
    pub(super) fn access(self: &Arc<Self>, waited: Option<u64>, takes_any: bool) -> Access {
        let mut state = self.lock();
        if let Some(token) = state.token.as_ref().filter(|token| takes_any || token.lasts(Instant::now())) {
            return Access::Token(token.clone());
        }
        if state.is_asking {
            return Access::Wait(Wait { store: Arc::clone(self), until: state.ended + 1 });
        }
        // A refused password is not sent once more for each call that waits.
        if let Some(failure) = state.failure.as_ref().filter(|_| waited == Some(state.ended)) {
            return Access::Failed(failure.clone());
        }
        state.is_asking = true;
        let refresh_token = state.refresh_token.take();
        Access::Ask(Turn { store: Arc::clone(self), refresh_token, is_over: false })
    }

    /// Takes note that the service did not accept a token.
    pub(super) fn turn_down(&self, token: &Token) {
        let mut state = self.lock();
        if state.token.as_ref().is_some_and(|known| known.id == token.id) {
            state.token = None;
        }
    }

    /// Ends a request for a token, and wakes all that wait for it.
    fn end(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.lock();
        state.failure = None;
        change(&mut state);
        state.is_asking = false;
        state.ended += 1;
        let wakers = std::mem::take(&mut state.wakers);
        drop(state);
        self.ended.notify_all();
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// The right to ask for a token. If it is dropped, because its call was, another call gets it.
pub(in crate::client) struct Turn {
    store: Arc<TokenStore>,
    refresh_token: Option<String>,
    is_over: bool,
}

/// What came of a request for a token.
pub(in crate::client) enum TurnOutcome {
    /// The token is there.
    Token,
    /// The refresh token was refused: the password is asked for.
    Again(Turn),
    Failed(LoginFailure),
}

impl Turn {
    /// Returns the request for a token, with these headers besides.
    ///
    /// # Errors
    /// If the path makes no address, or a header cannot be sent.
    pub(in crate::client) fn request(
        &self,
        base: &BaseUrl,
        headers: impl FnOnce(&Uri, &mut HeaderMap) -> Result<(), crate::Error>,
    ) -> Result<Request<Bytes>, crate::Error> {
        let login = &self.store.login;
        let path = login.path();
        let address = if path.starts_with("https://") || path.starts_with("http://") {
            path.to_owned()
        } else {
            format!("{}/{}", base.as_str(), path.trim_start_matches('/'))
        };
        let form = login.form(self.refresh_token.as_deref());
        let mut request = Request::post(address).body(Bytes::from(form)).map_err(|_| {
            let message = format!("the login's path `{path}` and the base address make no valid address");
            crate::Error::new(crate::ErrorKind::Unrepresentable, message)
        })?;
        let address = request.uri().clone();
        headers(&address, request.headers_mut())?;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        Ok(request)
    }

    /// Takes the answer to the request.
    pub(in crate::client) fn answered(mut self, status: StatusCode, body: &Bytes) -> TurnOutcome {
        let (error, description, unreadable) = if status.is_success() {
            let id = self.store.lock().ended + 1;
            match TokenAnswer::read(id, body, Instant::now()) {
                Ok(answer) => {
                    // Some services hand out a new one each time, some only the first time.
                    let refresh_token = answer.refresh_token.or(self.refresh_token.take());
                    self.is_over = true;
                    self.store.end(|state| {
                        state.token = Some(answer.token);
                        state.refresh_token = refresh_token;
                    });
                    return TurnOutcome::Token;
                }
                Err(why) => (None, None, Some(why)),
            }
        } else if self.refresh_token.is_some() && status.is_client_error() {
            self.refresh_token = None;
            return TurnOutcome::Again(self);
        } else {
            let (error, description) = read_error(body);
            (error, description, None)
        };
        let secrets = Secrets::of_texts(&self.secrets());
        let hide = |text: Option<String>| text.map(|text| secrets.hide(&text));
        let failure = LoginFailure::Refused(LoginError {
            operation: "",
            path: self.store.login.path().to_owned(),
            status,
            error: hide(error),
            description: hide(description),
            unreadable,
        });
        TurnOutcome::Failed(self.fail(failure))
    }

    /// Ends the request without an answer.
    pub(in crate::client) fn failed(self, error: &TransportError, attempts: u32) -> LoginFailure {
        let mut message = format!("no token came from `{}`", self.store.login.path());
        let mut source = std::error::Error::source(error);
        while let Some(error) = source {
            message.push_str(": ");
            message.push_str(&error.to_string());
            source = error.source();
        }
        self.fail(LoginFailure::Transport { kind: error.kind(), attempts, message })
    }

    fn fail(mut self, failure: LoginFailure) -> LoginFailure {
        self.is_over = true;
        self.store.end(|state| state.failure = Some(failure.clone()));
        failure
    }

    fn secrets(&self) -> Vec<String> {
        self.store.login.secrets().into_iter().chain(self.refresh_token.clone()).collect()
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if !self.is_over {
            let refresh_token = self.refresh_token.take();
            self.store.end(|state| state.refresh_token = refresh_token);
        }
    }
}

/// The wait for the token that another call asks for.
pub(in crate::client) struct Wait {
    store: Arc<TokenStore>,
    until: u64,
}

impl Wait {
    /// Returns which request is waited for.
    pub(in crate::client) fn until(&self) -> u64 {
        self.until
    }

    pub(in crate::client) fn at_most(self, limit: Duration) -> Waiting {
        Waiting { wait: self, limit }
    }
}

/// The wait for another call of the same client, which logs in for both: a future, or [`block`](Self::block).
pub struct Waiting {
    wait: Wait,
    limit: Duration,
}

impl Waiting {
    /// Returns how long to wait at most. The future itself knows no time.
    #[must_use]
    pub fn limit(&self) -> Duration {
        self.limit
    }

    /// Blocks until the other call is done, or time is up.
    pub fn block(self) {
        let Waiting { wait: Wait { store, until }, limit } = self;
        let state = store.lock();
        let _ = store
            .ended
            .wait_timeout_while(state, limit, |state| state.ended < until)
            .unwrap_or_else(PoisonError::into_inner);
    }
}

impl Future for Waiting {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Wait { store, until } = &self.wait;
        let mut state = store.lock();
        if state.ended >= *until {
            return Poll::Ready(());
        }
        if !state.wakers.iter().any(|waker| waker.will_wake(context.waker())) {
            state.wakers.push(context.waker().clone());
        }
        Poll::Pending
    }
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting").field("limit", &self.limit).finish_non_exhaustive()
    }
}

//! Bodies on their way, which may not stand still for too long.

use ::http::header::{EXPECT, HeaderMap};
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::error::Error;
use std::fmt;
use std::future::Future as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::{Instant, Sleep, sleep};

type BoxError = Box<dyn Error + Send + Sync>;

/// A body of which nothing came for too long.
#[derive(Debug)]
pub(super) struct Stalled;

impl fmt::Display for Stalled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing of the body came for too long")
    }
}

impl Error for Stalled {}

/// A timer that runs while a body is waited for.
struct Patience {
    limit: Option<Duration>,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Patience {
    fn new(limit: Option<Duration>) -> Self {
        Patience { limit, waiting: None }
    }

    /// Passes on what was polled, or [`Stalled`] if nothing came for too long.
    fn watch<E: Into<BoxError>>(
        &mut self,
        polled: Poll<Option<Result<Frame<Bytes>, E>>>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = polled {
            self.waiting = None;
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let Some(limit) = self.limit else { return Poll::Pending };
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(limit)));
        waiting.as_mut().poll(context).map(|()| Some(Err(Stalled.into())))
    }
}

/// What is known of the way of a request's body.
#[derive(Clone)]
pub(super) struct Progress(Arc<Mutex<State>>);

struct State {
    last: Instant,
    waits_for_caller: bool,
}

impl Progress {
    pub(super) fn new() -> Self {
        Progress(Arc::new(Mutex::new(State { last: Instant::now(), waits_for_caller: false })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns when something last went on to the service behind.
    pub(super) fn last(&self) -> Instant {
        self.state().last
    }

    /// Returns whether it is the caller who is waited for.
    pub(super) fn waits_for_caller(&self) -> bool {
        self.state().waits_for_caller
    }
}

/// What becomes of a body that is held back.
pub(super) enum Signal {
    /// The service behind wants it.
    Wanted,
    /// The service has answered without it.
    Unwanted,
}

/// Holds a body back until the service behind wants it, for a caller that asked first
/// (`Expect: 100-continue`).
pub(super) struct Gate {
    signal: oneshot::Receiver<Signal>,
    /// A service that does not know the question gets the body after a while.
    latest: Pin<Box<Sleep>>,
}

/// Opens a gate, or shuts it for good.
#[derive(Clone)]
pub(super) struct GateKeeper(Arc<Mutex<Option<oneshot::Sender<Signal>>>>);

impl Gate {
    /// Returns a gate for a request that has the question.
    pub(super) fn of(headers: &HeaderMap) -> Option<(Self, GateKeeper)> {
        let expect = headers.get(EXPECT)?;
        expect.as_bytes().eq_ignore_ascii_case(b"100-continue").then(|| {
            let (sender, signal) = oneshot::channel();
            let latest = Box::pin(sleep(Duration::from_secs(1)));
            (Gate { signal, latest }, GateKeeper(Arc::new(Mutex::new(Some(sender)))))
        })
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Signal> {
        if self.latest.as_mut().poll(context).is_ready() {
            return Poll::Ready(Signal::Wanted);
        }
        Pin::new(&mut self.signal).poll(context).map(|signal| signal.unwrap_or(Signal::Unwanted))
    }
}

impl GateKeeper {
    /// Says what becomes of the body. Only the first word counts.
    pub(super) fn say(&self, signal: Signal) {
        if let Some(sender) = self.0.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = sender.send(signal);
        }
    }
}

/// The body of a request.
///
/// It ends with an error once the whole answer has come: nobody waits for the rest then.
pub(super) struct Upload {
    body: axum::body::Body,
    gate: Option<Gate>,
    is_unwanted: bool,
    answered: oneshot::Receiver<()>,
    progress: Progress,
    patience: Patience,
}

impl Upload {
    pub(super) fn new(
        body: axum::body::Body,
        gate: Option<Gate>,
        answered: oneshot::Receiver<()>,
        progress: Progress,
        limit: Option<Duration>,
    ) -> Self {
        Upload { body, gate, is_unwanted: false, answered, progress, patience: Patience::new(limit) }
    }
}

impl Body for Upload {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if this.answered.is_terminated() || Pin::new(&mut this.answered).poll(context).is_ready() {
            return Poll::Ready(Some(Err("the answer has come before the end of the request".into())));
        }
        if let Some(gate) = &mut this.gate {
            if matches!(ready!(gate.poll(context)), Signal::Unwanted) {
                this.is_unwanted = true;
                // The caller need not wait for somebody to ask for it.
                this.body = axum::body::Body::empty();
            }
            this.gate = None;
        }
        if this.is_unwanted {
            return Poll::Pending;
        }
        let polled = Pin::new(&mut this.body).poll_frame(context);
        {
            let mut state = this.progress.state();
            state.waits_for_caller = polled.is_pending();
            if polled.is_ready() {
                state.last = Instant::now();
            }
        }
        this.patience.watch(polled, context)
    }

    fn is_end_stream(&self) -> bool {
        !self.is_unwanted && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        if self.is_unwanted { SizeHint::default() } else { self.body.size_hint() }
    }
}

/// The body of an answer.
pub(super) struct Download<B> {
    body: B,
    /// Whether the answer has no body by its nature, as one to `HEAD`: what its length would be, nobody knows.
    is_bodiless: bool,
    patience: Patience,
    /// Tells the request's body that the answer was taken.
    _answered: oneshot::Sender<()>,
}

impl<B> Download<B> {
    pub(super) fn new(
        body: B,
        is_bodiless: bool,
        answered: oneshot::Sender<()>,
        limit: Option<Duration>,
    ) -> Self {
        Download { body, is_bodiless, patience: Patience::new(limit), _answered: answered }
    }
}

impl<B> Body for Download<B>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        let polled = Pin::new(&mut this.body).poll_frame(context);
        this.patience.watch(polled, context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        if self.is_bodiless { SizeHint::default() } else { self.body.size_hint() }
    }
}

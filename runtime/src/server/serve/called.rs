//! The service of one connection: it says where requests come from, and notes which are being answered.

use super::activity::{Activity, Answering};
use crate::server::passing::{Passing, Sees};
use crate::server::peer::Peer;
use axum::body::Body;
use bytes::Bytes;
use http::{Request, Response};
use http_body::Frame;
use hyper::body::Incoming;
use pin_project_lite::pin_project;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower_service::Service;

/// A service that learns where its requests come from.
#[derive(Clone)]
pub(super) struct Called<S> {
    pub(super) service: S,
    pub(super) peer: Peer,
    pub(super) activity: Arc<Activity>,
}

impl<S> Service<Request<Incoming>> for Called<S>
where
    S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible>,
{
    type Response = Response<Answer>;
    type Error = Infallible;
    type Future = Call<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Incoming>) -> Self::Future {
        request.extensions_mut().insert(self.peer);
        Call { future: self.service.call(request), answering: Some(self.activity.call()) }
    }
}

pin_project! {
    /// A request that the service is called with.
    pub(super) struct Call<F> {
        #[pin]
        future: F,
        answering: Option<Answering>,
    }
}

impl<F: Future<Output = Result<Response<Body>, Infallible>>> Future for Call<F> {
    type Output = Result<Response<Answer>, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let Poll::Ready(Ok(response)) = this.future.poll(context) else { return Poll::Pending };
        let being_answered = BeingAnswered { _answering: this.answering.take() };
        Poll::Ready(Ok(response.map(|body| Passing::new(body, being_answered))))
    }
}

/// The body of an answer, which is being answered until it is dropped.
pub(super) type Answer = Passing<BeingAnswered>;

pub(super) struct BeingAnswered {
    _answering: Option<Answering>,
}

impl Sees for BeingAnswered {
    fn see(&mut self, _: Option<&Result<Frame<Bytes>, axum::Error>>, _: &Body) {}
}

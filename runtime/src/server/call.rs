//! From a request that is for an operation to the answer of its method.

use super::error::{ErrorAnswer, internal_body};
use super::invalid::Invalid;
use super::response;
use super::trace;
use super::unread::Unread;
use super::validation::Annotated;
use crate::contract::Type;
use crate::http::answer::{Content, Negotiated, file_headers, write_error, write_value};
use crate::http::bind::template::Template;
use crate::http::bind::values::Values;
use crate::http::bind::{BodyOptions, Bound, ERROR_OCCURRED, Rejection, RequestParts};
use crate::http::{
    Api, Arguments, Endpoint, File, HttpError, ModelState, Operation, Parameter, ParameterPlace, Payload,
    UntypedArguments,
};
use crate::value::View;
use crate::value::dynamic::Value;
use ::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use ::http::request::Parts;
use ::http::{HeaderValue, Response as HttpResponse, StatusCode};
use axum::body::Body;
use bytes::Bytes;
use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// What comes of a call.
pub(super) enum Reply {
    Answer(HttpResponse<Body>),
    /// The fallback is to answer.
    Fallback(Box<Parts>, Unread),
}

pub(super) type ReplyFuture = Pin<Box<dyn Future<Output = Reply> + Send>>;

/// Handles the requests for one operation.
pub(super) type Handler = Arc<dyn Fn(Incoming) -> ReplyFuture + Send + Sync>;

/// A request that is for an operation.
pub(super) struct Incoming {
    pub(super) parts: Box<Parts>,
    pub(super) body: Bytes,
    /// The body, if there is a fallback that may need it.
    pub(super) unread: Option<Unread>,
    pub(super) context: Answering,
}

/// What a handler needs to know to answer.
#[derive(Clone, Copy)]
pub(super) struct Answering {
    pub(super) api: &'static Api,
    /// What the operation's value is answered in.
    pub(super) of_value: Negotiated,
    /// What an error is answered in, which XML has of every operation.
    pub(super) of_error: Negotiated,
    pub(super) details: bool,
    pub(super) invalid: Invalid,
    pub(super) strict_xml: bool,
    /// Whether arguments are checked by the attributes of their types.
    pub(super) validates: bool,
}

/// Returns the handler of an endpoint with a Rust type.
pub(super) fn handler<S, E, F, R>(service: Arc<S>, method: F) -> Handler
where
    S: Send + Sync + 'static,
    E: Endpoint,
    F: Fn(Arc<S>, super::Request<E>) -> R + Send + Sync + 'static,
    R: Future<Output = super::Result<E::Response>> + Send + 'static,
{
    let endpoint =
        Described { operation: E::operation(), initial: E::default, content: content_of::<E::Response> };
    endpoint.handler(service, method)
}

/// What a method returns, as its answer needs it.
#[derive(Clone, Copy)]
enum Returned<'v> {
    Nothing,
    Value(Type, View<'v>),
    File(&'v File),
}

fn content_of<'v, P: Payload>(_: &Operation, value: &'v P) -> Returned<'v> {
    match (value.file(), P::TYPE) {
        (Some(file), _) => Returned::File(file),
        (None, Some(ty)) => Returned::Value(ty, value.view()),
        (None, None) => Returned::Nothing,
    }
}

/// Returns the handler of an endpoint without a Rust type.
pub(super) fn untyped_handler<S, F, R>(
    service: Arc<S>,
    operation: &'static Operation,
    initial: UntypedArguments,
    method: F,
) -> Handler
where
    S: Send + Sync + 'static,
    F: Fn(Arc<S>, super::Request<UntypedArguments>) -> R + Send + Sync + 'static,
    R: Future<Output = super::Result<Value>> + Send + 'static,
{
    let endpoint = Described { operation, initial: move || initial.clone(), content: content_of_value };
    endpoint.handler(service, method)
}

fn content_of_value<'v>(operation: &Operation, value: &'v Value) -> Returned<'v> {
    operation.response.map_or(Returned::Nothing, |ty| Returned::Value(ty, value.view_as(&ty)))
}

/// An endpoint as its handler needs it.
struct Described<V, I> {
    operation: &'static Operation,
    /// The arguments before a request is read.
    initial: I,
    /// What the writer sees of a value that the method returns.
    content: for<'v> fn(&Operation, &'v V) -> Returned<'v>,
}

impl<V: Send + 'static, I> Described<V, I> {
    /// Returns the handler. What depends on the types of an endpoint is here, and no more than that.
    fn handler<S, A, F, R>(self, service: Arc<S>, method: F) -> Handler
    where
        S: Send + Sync + 'static,
        A: Arguments + 'static,
        I: Fn() -> A + Send + Sync + 'static,
        F: Fn(Arc<S>, super::Request<A>) -> R + Send + Sync + 'static,
        R: Future<Output = super::Result<V>> + Send + 'static,
    {
        let Described { operation, initial, content } = self;
        let route =
            Route { operation, template: Template::new(operation), annotated: Annotated::of(operation) };
        Arc::new(move |incoming| {
            let context = incoming.context;
            let request = match incoming.bind(&route, &initial) {
                Binding::Call(request) => request,
                Binding::Reply(reply) => return Box::pin(std::future::ready(*reply)),
            };
            let future = method(Arc::clone(&service), request);
            Box::pin(async move {
                match future.await {
                    Ok(response) => {
                        let response::Parts { value, status, headers, items } = response.into_parts();
                        Reply::Answer(match items {
                            None => context.answer(operation, content(operation, &value), status, headers),
                            Some(items) => {
                                let body = items.body(value, operation, &context.of_value);
                                context.answer_items(body, status, headers)
                            }
                        })
                    }
                    Err(error) => context.fail(error.into_inner()),
                }
            })
        })
    }
}

/// What is known of an operation before requests for it come.
struct Route {
    operation: &'static Operation,
    template: Template,
    annotated: Annotated,
}

/// What becomes of a request once its arguments were read.
enum Binding<E> {
    /// The method is called.
    Call(super::Request<E>),
    /// The method is not called.
    Reply(Box<Reply>),
}

impl Incoming {
    /// Reads the arguments, and decides by the settings of the router whether the method is called.
    fn bind<A: Arguments>(self, route: &Route, initial: &impl Fn() -> A) -> Binding<A> {
        let reply = match self.arguments(route, initial) {
            Ok(bound) => match self.context.refusal(&bound.model_state, bound.lacks_value) {
                None => {
                    let format = self.context.of_value.format;
                    return Binding::Call(super::Request::new(bound, self.parts, format, self.unread));
                }
                Some(response) => Reply::Answer(response),
            },
            Err(rejection) => match self.unread {
                Some(unread) => Reply::Fallback(self.parts, unread),
                None => Reply::Answer(self.context.refuse(&rejection)),
            },
        };
        Binding::Reply(Box::new(reply))
    }

    /// Reads the arguments, with what is wrong with them.
    ///
    /// # Errors
    /// If the request is none that the operation reads, such as one with a body of a foreign media type.
    fn arguments<A: Arguments>(
        &self,
        route: &Route,
        initial: &impl Fn() -> A,
    ) -> Result<Bound<A>, Rejection> {
        let Route { operation, template, annotated } = route;
        let uri = &self.parts.uri;
        let query = Values::parse(uri.query().unwrap_or_default()).ok_or_else(Rejection::too_many_values)?;
        let is_in_path = |parameter: &Parameter| parameter.place == ParameterPlace::Path;
        // The router has matched the path already: without parameters there is nothing to find in it.
        let captures = if operation.parameters.iter().any(is_in_path) {
            template.captures(uri.path(), operation.parameters.len()).unwrap_or_default()
        } else {
            Vec::new()
        };
        let parts = RequestParts {
            operation,
            captures: &captures,
            query: &query,
            headers: &self.parts.headers,
            body: &self.body,
            options: BodyOptions { strict_xml: self.context.strict_xml, details: self.context.details },
        };
        let mut bound = parts.bind(initial)?;
        if self.context.validates {
            annotated.check(&parts, &mut bound);
        }
        Ok(bound)
    }
}

impl Answering {
    /// Returns the answer to a request whose arguments no method is called with.
    fn refusal(&self, state: &ModelState, lacks_value: bool) -> Option<HttpResponse<Body>> {
        let error = match self.invalid {
            _ if state.is_valid() => return None,
            Invalid::Refuse => HttpError::of_model_state(state.clone()),
            Invalid::PassOn if lacks_value => HttpError::new("The request is invalid."),
            Invalid::PassOn => return None,
        };
        Some(self.error(StatusCode::BAD_REQUEST, &error))
    }

    /// Returns the answer of a method.
    fn answer(
        &self,
        operation: &Operation,
        value: Returned<'_>,
        status: Option<StatusCode>,
        headers: HeaderMap,
    ) -> HttpResponse<Body> {
        let (ty, view) = match value {
            Returned::Nothing => return response(status.unwrap_or(StatusCode::NO_CONTENT), headers, None),
            Returned::File(file) => return self.file(file, status.unwrap_or(StatusCode::OK), headers),
            Returned::Value(ty, view) => (ty, view),
        };
        match write_value(operation, &ty, view, &self.of_value) {
            Ok(content) => response(status.unwrap_or(StatusCode::OK), headers, Some(content)),
            Err(error) => self.internal(&error, std::any::type_name::<crate::Error>()),
        }
    }

    /// Returns the answer of a method whose list is written while it is sent.
    fn answer_items(
        &self,
        body: Option<crate::Result<Body>>,
        status: Option<StatusCode>,
        headers: HeaderMap,
    ) -> HttpResponse<Body> {
        let sent_twice = || {
            let message = "the items of the response were sent already, and can be sent only once";
            Err(crate::Error::new(crate::ErrorKind::Value, message))
        };
        match body.unwrap_or_else(sent_twice) {
            Ok(body) => {
                let mut answer = response(status.unwrap_or(StatusCode::OK), headers, None);
                answer.headers_mut().insert(CONTENT_TYPE, self.of_value.content_type());
                *answer.body_mut() = body;
                answer
            }
            Err(error) => self.internal(&error, std::any::type_name::<crate::Error>()),
        }
    }

    /// Returns the answer of a method that returns a file, which is read while it is sent.
    fn file(&self, file: &File, status: StatusCode, headers: HeaderMap) -> HttpResponse<Body> {
        let body = match file.body() {
            Ok(body) => Body::new(body),
            Err(error) => return self.internal(&error, std::any::type_name::<std::io::Error>()),
        };
        let mut answer = response(status, headers, None);
        if let Err(error) = file_headers(file, answer.headers_mut()) {
            return self.internal(&error, std::any::type_name::<crate::Error>());
        }
        if let Some(length) = file.length() {
            answer.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        *answer.body_mut() = body;
        answer
    }

    /// Returns the reply of a method that has no answer.
    fn fail(&self, error: ErrorAnswer) -> Reply {
        Reply::Answer(match error {
            ErrorAnswer::Status { status, body, headers } => {
                let content = body.map(|body| write_error(self.api, &body, &self.of_error));
                response(status, headers, content)
            }
            ErrorAnswer::Internal { source, class } => self.internal(&*source, class),
            ErrorAnswer::Response(response) => response,
            ErrorAnswer::NotImplemented { parts, unread: Some(unread) } => {
                return Reply::Fallback(parts, unread);
            }
            ErrorAnswer::NotImplemented { unread: None, .. } => {
                self.error(StatusCode::NOT_IMPLEMENTED, &HttpError::new("The method is not implemented."))
            }
        })
    }

    /// Answers 500 for an error that the caller does not see.
    fn internal(&self, error: &(dyn std::error::Error + 'static), class: &str) -> HttpResponse<Body> {
        trace::failed(&error);
        let body = internal_body(error, class, self.details);
        self.error(StatusCode::INTERNAL_SERVER_ERROR, &body)
    }

    /// 500, for a method that panicked.
    pub(super) fn panicked(&self, panic: &(dyn Any + Send)) -> HttpResponse<Body> {
        let message = panic.downcast_ref::<&str>().copied();
        let message =
            message.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic");
        trace::failed(&message);
        let mut body = HttpError::new(ERROR_OCCURRED);
        if self.details {
            body.exception_message = Some(message.to_owned());
        }
        self.error(StatusCode::INTERNAL_SERVER_ERROR, &body)
    }

    /// Answers a request that no method is called for.
    pub(super) fn refuse(&self, rejection: &Rejection) -> HttpResponse<Body> {
        self.error(rejection.status, &rejection.error)
    }

    /// Returns a status with Web API's body.
    pub(super) fn error(&self, status: StatusCode, error: &HttpError) -> HttpResponse<Body> {
        error_response(self.api, &self.of_error, status, error)
    }
}

/// Returns a status with Web API's body.
pub(super) fn error_response(
    api: &Api,
    negotiated: &Negotiated,
    status: StatusCode,
    error: &HttpError,
) -> HttpResponse<Body> {
    response(status, HeaderMap::new(), Some(write_error(api, error, negotiated)))
}

fn response(status: StatusCode, headers: HeaderMap, content: Option<Content>) -> HttpResponse<Body> {
    let mut response = HttpResponse::new(Body::empty());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    if !response.headers().is_empty() {
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    if let Some(Content { bytes, media_type }) = content {
        *response.body_mut() = Body::from(bytes);
        response.headers_mut().insert(CONTENT_TYPE, media_type);
    }
    response
}

/// Calls a handler; a panic does not get out.
pub(super) async fn guarded(handler: &Handler, incoming: Incoming) -> Result<Reply, Box<dyn Any + Send>> {
    let future = catch_unwind(AssertUnwindSafe(|| handler(incoming)))?;
    Guarded(future).await
}

struct Guarded(ReplyFuture);

impl Future for Guarded {
    type Output = Result<Reply, Box<dyn Any + Send>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // The future is dropped after a panic; what it shares with others has locks, which know of panics.
        match catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(panic) => Poll::Ready(Err(panic)),
        }
    }
}

//! Answers that are broken on their way: held back, without their end, or cut off.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::response::IntoResponse as _;
use datacontract::server::Router;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Request, Response, StatusCode};
use http_body::Frame;
use http_body_util::{BodyExt as _, Collected};
use tower_service::Service as _;

use super::demand::Demand;
use super::replay::{Replay, Replayed};

/// What answers: the recordings, and then the samples.
#[derive(Clone)]
pub(super) struct Mock {
    pub(super) router: Router,
    pub(super) replay: Option<Arc<Replay>>,
}

impl Mock {
    /// Answers, and does to the answer what the request demands.
    pub(super) async fn answer(mut self, request: Request<Body>) -> Result<Response<Body>, Infallible> {
        let (mut parts, body) = request.into_parts();
        let demand = match Demand::of(&parts) {
            Ok(demand) => demand,
            Err(message) => return Ok((StatusCode::BAD_REQUEST, message + "\n").into_response()),
        };
        if let Some(delay) = demand.delay {
            tokio::time::sleep(delay).await;
        }
        parts.extensions.insert(demand.clone());
        let request = Request::from_parts(parts, body);
        let response = match self.replay {
            Some(replay) if !demand.changes_value() => match replay.answer(request, demand.status).await {
                Replayed::Answer(response) => response,
                Replayed::Unrecorded(request) => self.router.call(request).await?,
            },
            _ => self.router.call(request).await?,
        };
        if demand.malformed || demand.cut { Ok(broken(response, &demand).await) } else { Ok(response) }
    }
}

async fn broken(response: Response<Body>, demand: &Demand) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    // The mock's bodies are whole.
    let mut bytes = body.collect().await.map(Collected::to_bytes).unwrap_or_default();
    if demand.malformed {
        bytes.truncate(without_end(&bytes));
    }
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    if demand.cut {
        bytes.truncate(bytes.len() / 2);
        return Response::from_parts(parts, Body::new(Cut(Some(bytes))));
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Returns where the last tag or the last brace of a document begins.
fn without_end(bytes: &[u8]) -> usize {
    let end = match bytes.iter().rposition(|byte| !byte.is_ascii_whitespace()) {
        Some(last) if bytes[last] == b'>' => bytes.iter().rposition(|byte| *byte == b'<'),
        last => last,
    };
    end.unwrap_or_default()
}

/// A body that breaks off.
struct Cut(Option<bytes::Bytes>);

impl http_body::Body for Cut {
    type Data = bytes::Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<bytes::Bytes>, io::Error>>> {
        Poll::Ready(Some(match self.0.take() {
            Some(bytes) => Ok(Frame::data(bytes)),
            None => Err(io::Error::other("the answer is cut off, as the request demands")),
        }))
    }
}

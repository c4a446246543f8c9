//! Answers that are broken on their way: held back, without their end, or cut off.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
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

/// Lets the mock answer, and does to the answer what the request demands.
pub(super) async fn answer(mut router: Router, request: Request<Body>) -> Result<Response<Body>, Infallible> {
    let (mut parts, body) = request.into_parts();
    let demand = match Demand::of(&parts) {
        Ok(demand) => demand,
        Err(message) => return Ok((StatusCode::BAD_REQUEST, message + "\n").into_response()),
    };
    if let Some(delay) = demand.delay {
        tokio::time::sleep(delay).await;
    }
    parts.extensions.insert(demand.clone());
    let response = router.call(Request::from_parts(parts, body)).await?;
    if demand.malformed || demand.cut { Ok(broken(response, &demand).await) } else { Ok(response) }
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

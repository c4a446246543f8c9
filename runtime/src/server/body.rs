//! Reading the body of a request, with limits.

use crate::http::bind::Rejection;
use crate::http::coding::{self, CodingError};
use crate::http::content_encoding;
use ::http::{HeaderMap, StatusCode};
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use http_body_util::BodyExt as _;
use std::future::{Future as _, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// How much of a body is read, and for how long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// In bytes.
    pub(super) size: usize,
    pub(super) time: Option<Duration>,
}

/// Reads a body to its end, and takes its compression away. The limit is for both, what comes and what comes out.
/// A compression that is not read stays, for the binding to refuse.
pub(super) async fn read(headers: &mut HeaderMap, body: Body, limits: Limits) -> Result<Bytes, Rejection> {
    let bytes = read_as_sent(body, limits).await?;
    if !content_encoding::is_coded(headers) {
        return Ok(bytes);
    }
    match coding::decode(headers, bytes.clone(), limits.size) {
        Ok(bytes) => Ok(bytes),
        Err(CodingError::Unknown) => Ok(bytes),
        Err(CodingError::TooLarge) => Err(too_large()),
        Err(CodingError::Broken) => {
            let message = "The request entity is not compressed as its Content-Encoding says.";
            Err(Rejection::new(StatusCode::BAD_REQUEST, message))
        }
    }
}

/// Reads a body to its end, whatever its compression.
pub(super) async fn read_as_sent(body: Body, limits: Limits) -> Result<Bytes, Rejection> {
    let mut reading = pin!(read_all(body, limits.size));
    // Most bodies are there by now, and need no timer.
    if let Poll::Ready(read) = poll_fn(|context| Poll::Ready(reading.as_mut().poll(context))).await {
        return read;
    }
    match limits.time {
        Some(time) => tokio::time::timeout(time, reading).await.unwrap_or_else(|_| {
            Err(Rejection::new(StatusCode::REQUEST_TIMEOUT, "The request entity took too long to arrive."))
        }),
        None => reading.await,
    }
}

async fn read_all(mut body: Body, limit: usize) -> Result<Bytes, Rejection> {
    let announced = body.size_hint().lower();
    if usize::try_from(announced).is_ok_and(|announced| announced > limit) {
        return Err(too_large());
    }
    // Most bodies are one piece, which need not be copied.
    let Some(first) = next(&mut body).await? else { return Ok(Bytes::new()) };
    if first.len() > limit {
        return Err(too_large());
    }
    let Some(second) = next(&mut body).await? else { return Ok(first) };
    let mut all = BytesMut::with_capacity(first.len() + second.len());
    all.extend_from_slice(&first);
    let mut piece = second;
    loop {
        if all.len() + piece.len() > limit {
            return Err(too_large());
        }
        all.extend_from_slice(&piece);
        match next(&mut body).await? {
            Some(next) => piece = next,
            None => return Ok(all.freeze()),
        }
    }
}

/// Returns the next piece that has any bytes. Trailers are skipped.
async fn next(body: &mut Body) -> Result<Option<Bytes>, Rejection> {
    loop {
        if body.is_end_stream() {
            return Ok(None);
        }
        match body.frame().await {
            None => return Ok(None),
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) if !data.is_empty() => return Ok(Some(data)),
                _ => {}
            },
            Some(Err(error)) => return Err(broken(&error)),
        }
    }
}

/// Rejects a body that ends too soon or is no HTTP. One that a layer around the router found too large is
/// 413.
fn broken(error: &axum::Error) -> Rejection {
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = source {
        if error.is::<http_body_util::LengthLimitError>() {
            return too_large();
        }
        source = error.source();
    }
    Rejection::new(StatusCode::BAD_REQUEST, "The request entity could not be read.")
}

fn too_large() -> Rejection {
    Rejection::new(StatusCode::PAYLOAD_TOO_LARGE, "The request entity is too large.")
}

#[cfg(test)]
mod tests {
    use super::{Limits, read_as_sent as read};
    use ::http::StatusCode;
    use axum::body::Body;
    use bytes::Bytes;
    use http_body::Frame;
    use std::collections::VecDeque;
    use std::fmt;
    use std::future::Future;
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};

    /// Nothing here waits.
    fn now<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waits"),
        }
    }

    /// A body of these pieces, of which one may be an error.
    struct Pieces(VecDeque<Result<Bytes, fmt::Error>>);

    impl http_body::Body for Pieces {
        type Data = Bytes;
        type Error = fmt::Error;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, fmt::Error>>> {
            Poll::Ready(self.0.pop_front().map(|piece| piece.map(Frame::data)))
        }
    }

    fn read_pieces(pieces: &[Result<&'static str, fmt::Error>], size: usize) -> Result<Bytes, StatusCode> {
        let body = Body::new(Pieces(pieces.iter().map(|piece| piece.map(Bytes::from)).collect()));
        now(read(body, Limits { size, time: None })).map_err(|rejection| rejection.status)
    }

    #[test]
    fn pieces_are_joined() {
        assert_eq!(read_pieces(&[], 4).unwrap(), "");
        assert_eq!(read_pieces(&[Ok(""), Ok("ab"), Ok(""), Ok("cd")], 4).unwrap(), "abcd");
    }

    #[test]
    fn size_is_limited() {
        assert_eq!(read_pieces(&[Ok("abcde")], 4), Err(StatusCode::PAYLOAD_TOO_LARGE));
        assert_eq!(read_pieces(&[Ok("ab"), Ok("cde")], 4), Err(StatusCode::PAYLOAD_TOO_LARGE));
        // What is announced is refused before it is read.
        let body = Body::from("abcde");
        let refused = now(read(body, Limits { size: 4, time: None })).unwrap_err();
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    }

    #[test]
    fn what_breaks_is_a_bad_request() {
        assert_eq!(read_pieces(&[Ok("ab"), Err(fmt::Error)], 4), Err(StatusCode::BAD_REQUEST));
    }
}

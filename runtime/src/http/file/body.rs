//! An upload, or a file of a server's answer, as an asynchronous body.

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use tokio::task::JoinHandle;

/// How much is read at once.
const PIECE: usize = 64 << 10;

/// A body that is read on the threads of tokio that may block.
pub(crate) struct ReadBody {
    state: State,
    length: Option<u64>,
}

enum State {
    /// Behind a lock only because bodies are shared between threads, and readers need not be.
    Idle(Mutex<Box<dyn Read + Send>>),
    Reading(JoinHandle<(io::Result<Bytes>, Box<dyn Read + Send>)>),
    Done,
}

impl ReadBody {
    pub(crate) fn new(reader: impl Read + Send + 'static, length: Option<u64>) -> Self {
        ReadBody { state: State::Idle(Mutex::new(Box::new(reader))), length }
    }
}

fn read(mut reader: Box<dyn Read + Send>) -> (io::Result<Bytes>, Box<dyn Read + Send>) {
    let mut bytes = vec![0; PIECE];
    let read = loop {
        match reader.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read,
        }
    };
    let piece = read.map(|length| {
        bytes.truncate(length);
        Bytes::from(bytes)
    });
    (piece, reader)
}

impl http_body::Body for ReadBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Poll::Ready(None),
                State::Idle(reader) => {
                    let reader = reader.into_inner().unwrap_or_else(PoisonError::into_inner);
                    self.state = State::Reading(tokio::task::spawn_blocking(move || read(reader)));
                }
                State::Reading(mut handle) => {
                    let Poll::Ready(result) = Pin::new(&mut handle).poll(context) else {
                        self.state = State::Reading(handle);
                        return Poll::Pending;
                    };
                    let (piece, reader) = result.map_err(io::Error::other)?;
                    let piece = piece?;
                    if piece.is_empty() {
                        return Poll::Ready(None);
                    }
                    self.state = State::Idle(Mutex::new(reader));
                    return Poll::Ready(Some(Ok(Frame::data(piece))));
                }
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

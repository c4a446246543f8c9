//! An upload, or a file of a server's answer, as an asynchronous body.

use super::stream::Pieces;
#[cfg(feature = "client")]
use super::upload::{Piece, Upload};
use super::{Content, File, sent_before, too_short};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
#[cfg(feature = "client")]
use std::collections::VecDeque;
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use tokio::task::JoinHandle;

/// How much is read at once.
const PIECE: usize = 64 << 10;

/// Returns what a body says of its length.
fn size_hint(length: Option<u64>) -> SizeHint {
    length.map_or_else(SizeHint::default, SizeHint::with_exact)
}

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
        size_hint(self.length)
    }
}

/// The content of a file as a body.
pub(crate) enum FileBody {
    Bytes(Option<Bytes>),
    Read(ReadBody),
    Stream(StreamBody),
}

impl File {
    /// Returns the content as a body.
    ///
    /// # Errors
    /// If it cannot be read, or was sent before and can be sent only once.
    pub(crate) fn body(&self) -> io::Result<FileBody> {
        Ok(match &self.content {
            Content::Bytes(bytes) => FileBody::of_bytes(bytes.clone()),
            Content::Path { .. } | Content::Reader { .. } => {
                FileBody::Read(ReadBody::new(self.reader()?, self.length()))
            }
            Content::Stream { stream, length } => FileBody::Stream(StreamBody {
                pieces: Mutex::new(Box::into_pin(stream.take().ok_or_else(sent_before)?)),
                left: *length,
            }),
        })
    }
}

impl FileBody {
    fn of_bytes(bytes: Bytes) -> Self {
        FileBody::Bytes(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

impl http_body::Body for FileBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match &mut *self {
            FileBody::Bytes(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            FileBody::Read(body) => Pin::new(body).poll_frame(context),
            FileBody::Stream(body) => {
                body.poll_piece(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        let length = match self {
            FileBody::Bytes(bytes) => u64::try_from(bytes.as_ref().map_or(0, Bytes::len)).ok(),
            FileBody::Read(body) => body.length,
            FileBody::Stream(body) => body.left,
        };
        size_hint(length)
    }
}

/// The pieces of a stream: as many bytes as its length says, if that is known.
pub(crate) struct StreamBody {
    /// Behind a lock only because bodies are shared between threads, and streams need not be.
    pieces: Mutex<Pin<Box<Pieces>>>,
    left: Option<u64>,
}

impl StreamBody {
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if self.left == Some(0) {
            return Poll::Ready(None);
        }
        let pieces = self.pieces.get_mut().unwrap_or_else(PoisonError::into_inner);
        let piece = ready!(pieces.as_mut().poll_next(context)).transpose()?;
        let Some(left) = &mut self.left else { return Poll::Ready(piece.map(Ok)) };
        Poll::Ready(Some(match piece {
            None => Err(too_short()),
            Some(mut piece) => {
                piece.truncate(usize::try_from(*left).unwrap_or(usize::MAX));
                *left -= u64::try_from(piece.len()).unwrap_or(*left);
                Ok(piece)
            }
        }))
    }
}

/// The body of a request, piece by piece.
#[cfg(feature = "client")]
pub(crate) struct UploadBody {
    pieces: VecDeque<Piece>,
    current: Option<FileBody>,
    length: Option<u64>,
}

#[cfg(feature = "client")]
impl UploadBody {
    pub(crate) fn new(upload: Upload) -> Self {
        UploadBody { length: upload.length(), pieces: upload.pieces.into(), current: None }
    }
}

#[cfg(feature = "client")]
impl http_body::Body for UploadBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        loop {
            if let Some(current) = &mut self.current {
                if let Some(frame) = ready!(Pin::new(current).poll_frame(context)) {
                    return Poll::Ready(Some(frame));
                }
                self.current = None;
            }
            self.current = Some(match self.pieces.pop_front() {
                None => return Poll::Ready(None),
                Some(Piece::Bytes(bytes)) => FileBody::of_bytes(bytes),
                Some(Piece::File(file)) => file.body()?,
            });
        }
    }

    fn size_hint(&self) -> SizeHint {
        size_hint(self.length)
    }
}

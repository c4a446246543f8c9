//! The bytes that a decoder reads, as far as they have come.

use bytes::Bytes;
use std::collections::VecDeque;
use std::io::{self, BufRead, ErrorKind, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The end at which bytes are put in.
#[derive(Clone, Default)]
pub(super) struct Feed(Arc<Mutex<Fed>>);

#[derive(Default)]
struct Fed {
    chunks: VecDeque<Bytes>,
    /// Whether no more follow.
    is_last: bool,
}

impl Feed {
    pub(super) fn push(&self, bytes: Bytes) {
        self.fed().chunks.push_back(bytes);
    }

    pub(super) fn finish(&self) {
        self.fed().is_last = true;
    }

    fn fed(&self) -> MutexGuard<'_, Fed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Source {
    Feed(Feed),
    /// What another coding was applied to.
    Decoder(Box<dyn Read + Send>),
}

/// The end from which a decoder reads. Where more bytes have to come first, that is [`ErrorKind::WouldBlock`].
pub(super) struct Input {
    source: Source,
    buffer: Vec<u8>,
    /// How many bytes of the buffer were read.
    pos: usize,
}

/// How many bytes of another decoder are read at once.
const PIECE: usize = 16 << 10;

impl Input {
    pub(super) fn of_feed(feed: Feed) -> Self {
        Input { source: Source::Feed(feed), buffer: Vec::new(), pos: 0 }
    }

    pub(super) fn of_decoder(decoder: Box<dyn Read + Send>) -> Self {
        Input { source: Source::Decoder(decoder), buffer: Vec::new(), pos: 0 }
    }

    /// Returns the next bytes: as many as asked for at least, unless the input ends before.
    pub(super) fn peek(&mut self, len: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.pos < len && self.more()? == More::Yes {}
        Ok(&self.buffer[self.pos..])
    }

    /// Reads more bytes into the buffer.
    fn more(&mut self) -> io::Result<More> {
        self.buffer.drain(..self.pos);
        self.pos = 0;
        match &mut self.source {
            Source::Feed(feed) => {
                let mut fed = feed.fed();
                match fed.chunks.pop_front() {
                    Some(chunk) => self.buffer.extend_from_slice(&chunk),
                    None if fed.is_last => return Ok(More::No),
                    None => return Err(ErrorKind::WouldBlock.into()),
                }
                Ok(More::Yes)
            }
            Source::Decoder(decoder) => {
                let before = self.buffer.len();
                self.buffer.resize(before + PIECE, 0);
                let read = decoder.read(&mut self.buffer[before..]);
                self.buffer.truncate(before + read.as_ref().copied().unwrap_or(0));
                Ok(if read? == 0 { More::No } else { More::Yes })
            }
        }
    }
}

/// Whether there were more bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum More {
    Yes,
    /// The input ends.
    No,
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    fn consume(&mut self, len: usize) {
        self.pos = (self.pos + len).min(self.buffer.len());
    }
}

impl Read for Input {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let len = bytes.len().min(out.len());
        out[..len].copy_from_slice(&bytes[..len]);
        self.consume(len);
        Ok(len)
    }
}

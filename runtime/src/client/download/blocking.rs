//! Downloads by a transport that blocks.

use super::Download;
use crate::client::body::BodyEnd;
use crate::client::{BlockingBody, Error, TransportError, TransportKind};
use crate::http::coding::BodyPiece;
use bytes::Bytes;
use std::io::{self, Read};

/// An error of reading holds the [`Error`] of the call.
impl Read for Download<BlockingBody> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while self.rest.is_empty() {
            match self.next_piece().map_err(io::Error::other)? {
                Some(piece) => self.rest = piece,
                None => return Ok(0),
            }
        }
        let len = self.rest.len().min(buffer.len());
        buffer[..len].copy_from_slice(&self.rest.split_to(len));
        Ok(len)
    }
}

impl Download<BlockingBody> {
    /// Returns the next bytes, or `None` at the end.
    fn next_piece(&mut self) -> Result<Option<Bytes>, Error> {
        while self.body.is_some() {
            match self.next_bytes()? {
                BodyPiece::Bytes(piece) => return Ok(Some(piece)),
                BodyPiece::End => return Ok(None),
                BodyPiece::Waiting => {}
            }
            let Some(body) = &mut self.body else { break };
            let piece = body.next();
            if piece.is_none() && body.end() == BodyEnd::Unknown {
                let message = "the file has no length and may be cut off: this client does not tell a connection that was \
                               cut from one that was closed (one by reqwest does)";
                return Err(self.fail(TransportError::new(TransportKind::Interrupted, message)));
            }
            self.push(piece)?;
        }
        Ok(None)
    }
}

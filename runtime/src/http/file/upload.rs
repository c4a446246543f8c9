//! What a request sends that is larger than memory may be: pieces, some of which are read when they are sent.

use super::File;
use bytes::Bytes;
use std::collections::VecDeque;
use std::io::{self, Read};

/// The body of a request in pieces.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    pub(super) pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
pub(super) enum Piece {
    Bytes(Bytes),
    File(File),
}

impl Upload {
    pub(crate) fn push(&mut self, bytes: impl Into<Bytes>) {
        self.pieces.push(Piece::Bytes(bytes.into()));
    }

    pub(crate) fn push_file(&mut self, file: &File) {
        self.pieces.push(Piece::File(file.clone()));
    }

    /// Returns whether all of it is in memory.
    pub(crate) fn is_in_memory(&self) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Bytes(_) => true,
            Piece::File(file) => file.bytes().is_some(),
        })
    }

    /// Returns whether it can be sent now: once more, if it was sent before.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Bytes(_) => true,
            Piece::File(file) => file.is_unread(),
        })
    }

    /// Returns whether a file of it is a [stream](File::from_stream), which only an async program can read.
    #[must_use]
    pub fn has_stream(&self) -> bool {
        self.pieces.iter().any(|piece| match piece {
            Piece::Bytes(_) => false,
            Piece::File(file) => file.is_stream(),
        })
    }

    /// Returns the number of bytes, if it is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.pieces.iter().try_fold(0_u64, |sum, piece| {
            let length = match piece {
                Piece::Bytes(bytes) => u64::try_from(bytes.len()).ok()?,
                Piece::File(file) => file.length()?,
            };
            sum.checked_add(length)
        })
    }

    /// Returns all of it in memory.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn read_all(&self) -> io::Result<Bytes> {
        let mut all = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Bytes(bytes) => all.extend_from_slice(bytes),
                Piece::File(file) => all.extend_from_slice(&file.read()?),
            }
        }
        Ok(all.into())
    }

    /// Returns what reads it, piece by piece.
    #[must_use]
    pub fn reader(&self) -> UploadReader {
        UploadReader { pieces: self.pieces.iter().cloned().collect(), current: None }
    }
}

/// Reads the body of a request, piece by piece.
pub struct UploadReader {
    pieces: VecDeque<Piece>,
    current: Option<Box<dyn Read + Send>>,
}

impl Read for UploadReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(current) = &mut self.current {
                match current.read(buffer)? {
                    0 if !buffer.is_empty() => self.current = None,
                    read => return Ok(read),
                }
            }
            self.current = match self.pieces.pop_front() {
                None => return Ok(0),
                Some(Piece::Bytes(bytes)) => Some(Box::new(io::Cursor::new(bytes))),
                Some(Piece::File(file)) => Some(file.reader()?),
            };
        }
    }
}

impl std::fmt::Debug for UploadReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UploadReader").field("pieces", &self.pieces.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{File, Upload};
    use std::io::Read as _;

    #[test]
    fn pieces_are_read_one_after_the_other() {
        let mut upload = Upload::default();
        upload.push("ab");
        upload.push_file(&File::new(""));
        upload.push_file(&File::from_reader(&b"cde"[..]).with_length(3));
        upload.push("f");
        assert_eq!((upload.length(), upload.is_in_memory(), upload.is_unread()), (Some(6), false, true));
        let mut text = String::new();
        upload.reader().read_to_string(&mut text).unwrap();
        assert_eq!(text, "abcdef");
        // It was a reader, which is at its end now.
        assert!(!upload.is_unread());
        assert!(upload.read_all().is_err());
    }
}

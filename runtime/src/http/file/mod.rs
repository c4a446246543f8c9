//! Files that requests send and responses hold: bytes with a name and a media type.

#[cfg(any(feature = "reqwest", feature = "server"))]
pub(crate) mod body;
pub(crate) mod disposition;
#[cfg(feature = "client")]
pub(crate) mod response;
#[cfg(any(feature = "reqwest", feature = "server"))]
mod stream;
pub(crate) mod upload;

use disposition::name_in;

use super::MediaType;
use super::once::Once;
use crate::error::{Error, ErrorKind, Result};
use ::http::HeaderMap;
use ::http::header::CONTENT_TYPE;
use bytes::Bytes;
use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file that a request sends or a response holds: its content, and perhaps a name and a media type.
///
/// As the [`response`](super::Endpoint::Response) of an endpoint it is a download. As a field of an endpoint it is an
/// upload: the whole body (`#[endpoint(body, file)]`), or one part of several (`#[endpoint(part, file)]`).
///
/// ```
/// use datacontract::http::File;
///
/// let photo = File::new("...").named("ada.jpg").with_media_type("image/jpeg");
/// assert_eq!(photo.name(), Some("ada.jpg"));
/// assert_eq!(photo.bytes().map(|bytes| bytes.len()), Some(3));
/// ```
#[derive(Clone, Default)]
pub struct File {
    name: Option<String>,
    media_type: Option<String>,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Path {
        path: PathBuf,
        length: u64,
    },
    Reader {
        reader: Once<dyn Read + Send>,
        length: Option<u64>,
    },
    #[cfg(any(feature = "reqwest", feature = "server"))]
    Stream {
        stream: Once<stream::Pieces>,
        length: Option<u64>,
    },
}

impl Default for Content {
    fn default() -> Self {
        Content::Bytes(Bytes::new())
    }
}

impl File {
    /// Returns a file with this content.
    #[must_use]
    pub fn new(content: impl Into<Bytes>) -> Self {
        File { content: Content::Bytes(content.into()), ..File::default() }
    }

    /// Returns a file of the disk, which is read when it is sent: piece by piece, and again if the request is.
    ///
    /// # Errors
    /// If there is none that can be read.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let found = fs::metadata(path)?;
        if !found.is_file() {
            return Err(io::Error::other("this is no file"));
        }
        // That it can be read shows here, not in the middle of a request.
        fs::File::open(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let content = Content::Path { path: path.to_owned(), length: found.len() };
        Ok(File { name, media_type: None, content })
    }

    /// Returns a file that is read from somewhere when it is sent, piece by piece. It can be sent once, so that its
    /// request is not retried once it was read from.
    #[must_use]
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        let content = Content::Reader { reader: Once::new(Box::new(reader)), length: None };
        File { content, ..File::default() }
    }

    /// Sets the length of what is read from a reader or a stream, which some services want to know in advance. No more
    /// than that is read, and less is an error.
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        match &mut self.content {
            Content::Bytes(_) | Content::Path { .. } => {}
            Content::Reader { length, .. } => *length = Some(bytes),
            #[cfg(any(feature = "reqwest", feature = "server"))]
            Content::Stream { length, .. } => *length = Some(bytes),
        }
        self
    }

    /// Sets the name. What is sent of a path is its last part.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type, such as `image/jpeg`.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// Returns the name. That of a file which a response or a request has is no path: it has no folders, no drive and no
    /// control characters. The other side has chosen it all the same, so that a file of that name may be there already.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Returns the media type.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    /// Returns the content, if it is in memory: that of a download is.
    #[must_use]
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Returns the content, wherever it is from.
    ///
    /// # Errors
    /// If it cannot be read: that of a stream cannot be without an async runtime.
    pub fn read(&self) -> io::Result<Bytes> {
        if let Some(bytes) = self.bytes() {
            return Ok(bytes.clone());
        }
        let mut bytes = Vec::new();
        self.reader()?.read_to_end(&mut bytes)?;
        Ok(bytes.into())
    }

    /// Returns the body of a message, with the name and the media type that its headers say.
    pub(crate) fn of_message(headers: &HeaderMap, body: Bytes) -> Self {
        File {
            name: name_in(headers),
            media_type: media_type_in(headers).map(str::to_owned),
            content: Content::Bytes(body),
        }
    }

    /// Returns the media type as a header says it, which is `usual` if the file has none.
    ///
    /// # Errors
    /// If it is none: a line break in it would begin a header of its own.
    pub(crate) fn header_media_type<'a>(&'a self, usual: &'a str) -> Result<&'a str> {
        let text = self.media_type().unwrap_or(usual);
        let is_one = text.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~'))
            && MediaType::parse(text).is_some_and(|found| !found.essence().contains('*'));
        if is_one {
            return Ok(text);
        }
        let message = "the media type of a file is none: write it as `image/jpeg`";
        Err(Error::new(ErrorKind::Unrepresentable, message))
    }

    /// Returns what reads the content: as many bytes as its length says, if that is known.
    pub(crate) fn reader(&self) -> io::Result<Box<dyn Read + Send>> {
        let reader: Box<dyn Read + Send> = match &self.content {
            Content::Bytes(bytes) => return Ok(Box::new(io::Cursor::new(bytes.clone()))),
            Content::Path { path, .. } => Box::new(fs::File::open(path)?),
            Content::Reader { reader, .. } => reader.take().ok_or_else(sent_before)?,
            #[cfg(any(feature = "reqwest", feature = "server"))]
            Content::Stream { .. } => {
                return Err(io::Error::other(
                    "the file is a stream, which only async clients and servers send",
                ));
            }
        };
        Ok(match self.length() {
            Some(left) => Box::new(Exact { reader, left }),
            None => reader,
        })
    }

    /// Returns whether only an async program can read the content.
    pub(crate) fn is_stream(&self) -> bool {
        match &self.content {
            Content::Bytes(_) | Content::Path { .. } | Content::Reader { .. } => false,
            #[cfg(any(feature = "reqwest", feature = "server"))]
            Content::Stream { .. } => true,
        }
    }

    /// Returns whether the content can be read now: once more, if it was read before.
    pub(crate) fn is_unread(&self) -> bool {
        match &self.content {
            Content::Bytes(_) | Content::Path { .. } => true,
            Content::Reader { reader, .. } => reader.is_there(),
            #[cfg(any(feature = "reqwest", feature = "server"))]
            Content::Stream { stream, .. } => stream.is_there(),
        }
    }

    pub(crate) fn length(&self) -> Option<u64> {
        match &self.content {
            Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Path { length, .. } => Some(*length),
            Content::Reader { length, .. } => *length,
            #[cfg(any(feature = "reqwest", feature = "server"))]
            Content::Stream { length, .. } => *length,
        }
    }
}

/// Returns the media type that the headers of a message say.
fn media_type_in(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE)?.to_str().ok()
}

/// The error of a file that can be read only once.
fn sent_before() -> io::Error {
    io::Error::other("the file was sent already, and can be read only once")
}

/// The error of a file that has fewer bytes than were said in advance.
fn too_short() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "the file ends before its length")
}

/// Reads as many bytes as were said in advance. The other side would wait for those that are missing, so that they are
/// an error; a file of the disk may have become shorter.
struct Exact<R> {
    reader: R,
    left: u64,
}

impl<R: Read> Read for Exact<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.reader.read(&mut buffer[..most])?;
        if read == 0 && most > 0 {
            return Err(too_short());
        }
        self.left -= u64::try_from(read).unwrap_or(self.left);
        Ok(read)
    }
}

/// Files are equal if their names and media types are, and their content: the same bytes, the same file of the
/// disk, the same reader or stream.
impl PartialEq for File {
    fn eq(&self, other: &Self) -> bool {
        let is_same = match (&self.content, &other.content) {
            (Content::Bytes(a), Content::Bytes(b)) => a == b,
            (Content::Path { path: a, .. }, Content::Path { path: b, .. }) => a == b,
            (Content::Reader { reader: a, .. }, Content::Reader { reader: b, .. }) => a.is_same(b),
            #[cfg(any(feature = "reqwest", feature = "server"))]
            (Content::Stream { stream: a, .. }, Content::Stream { stream: b, .. }) => a.is_same(b),
            _ => false,
        };
        is_same && self.name == other.name && self.media_type == other.media_type
    }
}

impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        File::new(bytes)
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        File::new(bytes)
    }
}

/// Prints no content.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("length", &self.length())
            .finish_non_exhaustive()
    }
}

/// A field of an endpoint that holds files: [`File`], `Option<File>`, `Vec<File>`.
pub trait FileField: Default {
    /// Whether there has to be a file.
    const IS_REQUIRED: bool;

    /// Returns the files.
    fn files(&self) -> &[File];

    /// Takes the files that a request has.
    fn set_files(&mut self, files: Vec<File>);
}

impl FileField for File {
    const IS_REQUIRED: bool = true;

    fn files(&self) -> &[File] {
        std::slice::from_ref(self)
    }

    fn set_files(&mut self, files: Vec<File>) {
        *self = files.into_iter().next().unwrap_or_default();
    }
}

impl FileField for Option<File> {
    const IS_REQUIRED: bool = false;

    fn files(&self) -> &[File] {
        self.as_slice()
    }

    fn set_files(&mut self, files: Vec<File>) {
        *self = files.into_iter().next();
    }
}

impl FileField for Vec<File> {
    const IS_REQUIRED: bool = false;

    fn files(&self) -> &[File] {
        self
    }

    fn set_files(&mut self, files: Vec<File>) {
        *self = files;
    }
}

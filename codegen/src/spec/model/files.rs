//! Files that requests send and responses hold.

use crate::spec::span::Spanned;

/// What a request sends that no formatter writes.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The form of the body.
    pub form: UploadForm,
    /// The files. The texts beside them are parameters of the endpoint.
    pub files: Vec<FilePart>,
}

/// The form of a body that no formatter writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadForm {
    /// The content of a file.
    Raw,
    /// Parts: `multipart/form-data`.
    Parts,
}

/// A file of a request.
#[derive(Clone, Debug)]
pub struct FilePart {
    /// Its name on the wire.
    pub name: Spanned<String>,
    /// What it is.
    pub doc: Option<Spanned<String>>,
    /// How many there are.
    pub count: FileCount,
    /// The media type of files that have none of their own.
    pub media: Option<Spanned<String>>,
}

/// How many files a part may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileCount {
    /// One.
    One,
    /// One or none.
    Optional,
    /// Any number.
    Many,
}

impl FileCount {
    /// Reads the word that stands for it in place of a type: `file`, `file?`, `List<file>`.
    #[must_use]
    pub fn of_word(text: &str) -> Option<Self> {
        match text {
            "file" => Some(Self::One),
            "file?" => Some(Self::Optional),
            "List<file>" => Some(Self::Many),
            _ => None,
        }
    }
}

/// What comes back, if it is a file.
#[derive(Clone, Debug)]
pub struct Download {
    /// Its media type, as the page says it.
    pub media: Spanned<String>,
    /// What it is.
    pub doc: Option<Spanned<String>>,
}

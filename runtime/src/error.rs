//! Errors of reading and writing.

use std::fmt;

/// The kind of an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is no well-formed XML or JSON.
    Syntax,
    /// The root has another name or namespace than the contract.
    Root,
    /// A text is no value of its member's type.
    Value,
    /// Nil where the type has no null.
    Nil,
    /// A required member is missing.
    Missing,
    /// `i:type` names a type that is not known here, or a value is of such a type.
    UnknownType,
    /// `z:Id` or `z:Ref` do not fit.
    Reference,
    /// Text or an element where the contract has none.
    Unexpected,
    /// Too deep, or too large.
    Limit,
    /// The value cannot be written: `DataContractSerializer` would refuse it too.
    Unrepresentable,
    /// The document could not be read from where it is, or not be written there.
    Io,
}

/// The error of reading or writing: what is wrong, and where.
///
/// The message holds no value, so that it can be logged: values may be secret. A conversion of your own words
/// its errors itself; for a secret value its words are left out where they are made at run time.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<ErrorData>);

#[derive(Clone, PartialEq, Eq)]
struct ErrorData {
    kind: ErrorKind,
    message: String,
    path: Vec<String>,
    offset: Option<usize>,
    line_column: Option<(usize, usize)>,
    /// What is said instead of a message that may repeat the value, if that is secret.
    if_secret: Option<String>,
}

/// The result of reading or writing.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Returns an error of this kind; the message says what is wrong and what would be right, without the
    /// value.
    #[cold]
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error(Box::new(ErrorData {
            kind,
            message: message.into(),
            path: Vec::new(),
            offset: None,
            line_column: None,
            if_secret: None,
        }))
    }

    /// Returns an error whose message may repeat the value, with what is said instead if that is secret.
    #[cold]
    pub(crate) fn of_value(kind: ErrorKind, message: String, if_secret: String) -> Self {
        let mut error = Error::new(kind, message);
        error.0.if_secret = Some(if_secret);
        error
    }

    /// Returns the error of a secret value, whose message does not repeat it.
    #[cold]
    pub(crate) fn of_secret(mut self) -> Self {
        if let Some(message) = self.0.if_secret.take() {
            self.0.message = message;
        }
        self
    }

    /// Returns the error of a value that is secret or not.
    #[cold]
    pub(crate) fn of_secret_if(self, is_secret: bool) -> Self {
        if is_secret { self.of_secret() } else { self }
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns what is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns the place in the document: the names of the elements or members from the root on,
    /// `/Order/Lines/OrderLine`. Empty where it is not inside the root.
    #[must_use]
    pub fn path(&self) -> String {
        self.0.path.iter().fold(String::new(), |path, name| path + "/" + name)
    }

    /// Returns the place in the input, in bytes from its start. None when writing.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    /// Returns the line and the column in characters, both from 1. None when writing.
    #[must_use]
    pub fn line_column(&self) -> Option<(usize, usize)> {
        self.0.line_column
    }

    /// Calls `f` with the message and each name of the path.
    #[cfg(feature = "client")]
    pub(crate) fn each_text(&mut self, f: &mut dyn FnMut(&mut String)) {
        f(&mut self.0.message);
        self.0.path.iter_mut().for_each(f);
    }

    /// Says where in the document it is: the names from the root on.
    pub(crate) fn in_path<'a>(mut self, path: impl IntoIterator<Item = &'a str>) -> Self {
        if self.0.path.is_empty() {
            self.0.path = path.into_iter().map(str::to_owned).collect();
        }
        self
    }

    /// Says that the place is inside of another one, which has this name.
    pub(crate) fn inside(mut self, name: impl Into<String>) -> Self {
        self.0.path.insert(0, name.into());
        self
    }

    pub(crate) fn at(mut self, offset: usize) -> Self {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// Says where in the input it is: the offset, and line and column from 1.
    pub(crate) fn move_to(mut self, offset: usize, line_column: (usize, usize)) -> Self {
        self.0.offset = Some(offset);
        self.0.line_column = Some(line_column);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        if !self.0.path.is_empty() {
            write!(f, ", in {}", self.path())?;
        }
        match (self.0.line_column, self.0.offset) {
            (Some((line, column)), Some(offset)) => {
                write!(f, " (line {line}, column {column}, byte {offset})")
            }
            (Some((line, column)), None) => write!(f, " (line {line}, column {column})"),
            (None, Some(offset)) => write!(f, " (byte {offset})"),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {self}", self.0.kind)
    }
}

impl std::error::Error for Error {}

/// Returns the text of a document's bytes.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str> {
    std::str::from_utf8(bytes).map_err(|error| no_utf8(error.valid_up_to()))
}

/// Returns the error for a document that is no UTF-8 from this offset on.
#[cold]
pub(crate) fn no_utf8(offset: usize) -> Error {
    Error::new(ErrorKind::Syntax, "the document is no UTF-8, the only encoding that is read").at(offset)
}

/// Returns the message for a null where there can be none: by .NET's type, or by the Rust type alone.
pub(crate) fn no_null(null: &str, is_nullable: bool) -> String {
    if is_nullable {
        format!(
            "{null}, but the Rust type has no null: `Option` gives it one, as `?` does in a spec, `List<Shape?>`"
        )
    } else {
        format!("{null}, but the type has no null")
    }
}

/// Returns the message for an object of an abstract class that is not there: nothing can stand for it.
pub(crate) fn nothing_for(member: &str) -> String {
    format!(
        "the member `{member}` is missing, whose class is abstract and whose Rust type has no null: `Option` gives it \
         one, as `?` does in a spec"
    )
}

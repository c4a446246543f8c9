//! What can be wrong with a source.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// A document that is no help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAHelpPage {
    /// What makes a help page.
    pub looked_for: String,
    /// What is there instead.
    pub found: String,
    /// What to do next, where that is known.
    pub advice: Option<&'static str>,
}

impl fmt::Display for NotAHelpPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.advice {
            Some(advice) => write!(f, "no help page: found {}; {advice}", self.found),
            None => write!(f, "no help page: found {}; looked for {}", self.found, self.looked_for),
        }
    }
}

impl std::error::Error for NotAHelpPage {}

/// A page that could not be read. Other pages of the same run go on.
#[derive(Debug)]
pub struct SourceError {
    /// The address, or the path of the file, or `-` for standard input.
    pub location: String,
    /// What is wrong.
    pub kind: SourceErrorKind,
}

/// What is wrong with a source.
#[derive(Debug)]
#[non_exhaustive]
pub enum SourceErrorKind {
    /// It could not be read.
    Io(io::Error),
    /// It is empty.
    Empty,
    /// It is larger than [`Options::most_bytes`](super::Options::most_bytes).
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// It is no text: what it is instead.
    Binary(Binary),
    /// It is text, but no help page.
    NotAHelpPage(NotAHelpPage),
    /// A folder without any page.
    NothingInFolder {
        /// Files of other kinds in it, by the ends of their names, with how many there are of each.
        others: Vec<(String, usize)>,
    },
    /// The address cannot be one.
    BadAddress(String),
    /// The server answered with this status.
    Status {
        /// The status code.
        status: u16,
        /// How often it was asked.
        tries: u32,
    },
    /// No answer.
    Network {
        /// What went wrong.
        reason: String,
        /// How often it was asked.
        tries: u32,
    },
    /// The answer took longer than [`Options::timeout`](crate::fetch::Options::timeout).
    TooSlow {
        /// The limit.
        limit: Duration,
        /// How often it was asked.
        tries: u32,
    },
    /// The server sends to another host or port, which is not followed.
    OtherHost(String),
    /// The server sends from https to http, which is not followed.
    Insecure(String),
    /// The server sends to what is no help page, which is not followed.
    NoPage(String),
    /// The cache cannot be used.
    Cache {
        /// The folder, or the file in it.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The site's `robots.txt` asks programs not to fetch the page.
    Robots,
    /// The site's `robots.txt` could not be read, so nobody knows what it asks for.
    RobotsUnreadable {
        /// The status of the answer.
        status: u16,
    },
    /// The whole run has reached a limit: this is its last error.
    #[cfg(feature = "fetch")]
    Limit(crate::fetch::Limit),
    /// The page is not in the cache, and nothing may be asked for.
    NotCached,
    /// The crate was built without the feature `fetch`.
    NoFetch,
}

/// What a document is that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Binary {
    /// A picture.
    Picture,
    /// A PDF document.
    Pdf,
    /// A ZIP archive, which many office documents are too.
    Zip,
    /// An office document of the old make.
    Office,
    /// A document in Rich Text Format.
    RichText,
    /// A web archive of Safari.
    SafariArchive,
    /// Data compressed with gzip.
    Gzip,
    /// A program.
    Program,
    /// Anything else.
    Unknown,
}

impl Binary {
    fn name(self) -> &'static str {
        match self {
            Binary::Picture => "a picture",
            Binary::Pdf => "a PDF document",
            Binary::Zip => "a ZIP archive or an office document",
            Binary::Office => "an office document",
            Binary::RichText => "a document in Rich Text Format",
            Binary::SafariArchive => "a web archive of Safari",
            Binary::Gzip => "compressed data (gzip)",
            Binary::Program => "a program",
            Binary::Unknown => "binary data",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Binary::Pdf => {
                "save the page as HTML; or make text of it (`pdftotext -layout page.pdf page.txt`), and import that"
            }
            Binary::Zip => "unpack it and import the folder, or save the document as HTML or text",
            Binary::Office | Binary::RichText => "save it as HTML or text, and import that",
            Binary::SafariArchive => "save the page as page source (HTML), and import that",
            Binary::Gzip => "unpack it (`gunzip`), and import what is in it",
            Binary::Picture | Binary::Program | Binary::Unknown => "looked for a help page in HTML or text",
        }
    }
}

impl SourceError {
    pub(crate) fn new(location: impl Into<String>, kind: SourceErrorKind) -> Self {
        SourceError { location: location.into(), kind }
    }
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.location, self.kind)
    }
}

impl fmt::Display for SourceErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let times = |tries: &u32| if *tries == 1 { String::new() } else { format!(" (asked {tries} times)") };
        match self {
            SourceErrorKind::Io(error) => write!(f, "{error}"),
            SourceErrorKind::Empty => f.write_str("it is empty; looked for a help page in HTML or text"),
            SourceErrorKind::TooLarge { limit } => {
                let most = limit.div_ceil(1024 * 1024);
                write!(
                    f,
                    "it is larger than {most} MiB, which no help page is (raise this by `--max-page-bytes`)"
                )
            }
            SourceErrorKind::Binary(what) => write!(f, "it is {}; {}", what.name(), what.advice()),
            SourceErrorKind::NotAHelpPage(error) => write!(f, "{error}"),
            SourceErrorKind::NothingInFolder { others } => {
                f.write_str(
                    "no page in this folder: looked for `.html`, `.htm`, `.mhtml`, `.mht`, `.md` and `.txt`",
                )?;
                let others: Vec<String> =
                    others.iter().map(|(end, count)| format!("{count} {end}")).collect();
                if others.is_empty() { Ok(()) } else { write!(f, "; found {}", others.join(", ")) }
            }
            SourceErrorKind::BadAddress(reason) => write!(f, "no address that can be asked: {reason}"),
            SourceErrorKind::Status { status, tries } => {
                let why = match status {
                    401 | 403 => {
                        ": it wants a login; give one (`--header`, `--cookie`, `--netrc`), or save the pages from a \
                         browser and import the folder"
                    }
                    404 | 410 => ": there is no such page",
                    429 => ": it wants to be asked more slowly; a longer delay may help",
                    500..=599 => ": it has a fault of its own",
                    _ => "",
                };
                write!(f, "the server answered with status {status}{}{why}", times(tries))
            }
            SourceErrorKind::Network { reason, tries } => write!(f, "no answer: {reason}{}", times(tries)),
            SourceErrorKind::OtherHost(to) => {
                write!(f, "it sends to another host or port, {to}; give that address if it is the right one")
            }
            SourceErrorKind::TooSlow { limit, tries } => write!(
                f,
                "no answer within {} seconds, which is the limit of an answer{}",
                limit.as_secs_f32(),
                times(tries)
            ),
            SourceErrorKind::Insecure(to) => {
                write!(
                    f,
                    "it sends from https to http, {to}, where anybody can read along; it is not followed"
                )
            }
            SourceErrorKind::NoPage(to) => write!(
                f,
                "it sends to {to}, which is no help page; if that is a login, save the pages from a browser and \
                 import the folder"
            ),
            SourceErrorKind::Cache { path, error } => write!(
                f,
                "the cache cannot be used: `{}`: {error}; give another folder for it",
                path.display()
            ),
            SourceErrorKind::Robots => f.write_str(
                "the site's `robots.txt` asks programs not to fetch it; save the page from a browser and import that, \
                 or ask whoever runs the site",
            ),
            SourceErrorKind::RobotsUnreadable { status } => write!(
                f,
                "the site's `robots.txt` was answered with status {status}, so it is not known whether programs may \
                 fetch the page"
            ),
            #[cfg(feature = "fetch")]
            SourceErrorKind::Limit(limit) => write!(f, "{limit}"),
            SourceErrorKind::NotCached => f.write_str("it is not in the cache, and nothing may be asked for"),
            SourceErrorKind::NoFetch => {
                f.write_str("addresses cannot be followed: built without the feature `fetch`")
            }
        }
    }
}

impl std::error::Error for SourceError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            SourceErrorKind::Io(error) | SourceErrorKind::Cache { error, .. } => Some(error),
            SourceErrorKind::NotAHelpPage(error) => Some(error),
            _ => None,
        }
    }
}

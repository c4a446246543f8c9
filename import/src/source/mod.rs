//! Where pages come from: files, folders, standard input, addresses.
//!
//! Pages are read one after the other, while they are asked for: however many there are, one is in memory at
//! a time.
//!
//! ```no_run
//! use datacontract_import::source::{self, Options, Source};
//!
//! let sources = vec![Source::Folder("saved".into()), Source::Address("https://example.com/Help".to_owned())];
//! for page in source::read(sources, &Options::default(), |progress| eprintln!("{}", progress.location)) {
//!     match page {
//!         Ok(page) => println!("{:?}", page.content),
//!         Err(error) => eprintln!("{error}"),
//!     }
//! }
//! ```

mod aligned;
mod archive;
mod capture;
mod entities;
mod error;
mod folder;
mod location;
mod printed;
mod saved;
mod sniff;

pub use error::{Binary, NotAHelpPage, SourceError, SourceErrorKind};

use std::collections::VecDeque;
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
#[cfg(feature = "fetch")]
use std::sync::Arc;

use crate::address;
use crate::page::{Page, Provenance};
use folder::Walk;

/// Where pages come from.
#[derive(Clone, PartialEq, Eq)]
pub enum Source {
    /// A page in HTML, flattened text or a web archive.
    File(PathBuf),
    /// All pages in a folder and in the folders in it.
    Folder(PathBuf),
    /// The address of an index page or of one page of a help area: all pages of the area.
    Address(String),
    /// One page on standard input.
    Stdin,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::File(path) => f.debug_tuple("File").field(path).finish(),
            Source::Folder(path) => f.debug_tuple("Folder").field(path).finish(),
            // The login is for the server alone.
            Source::Address(address) => f.debug_tuple("Address").field(&address::shown(address)).finish(),
            Source::Stdin => f.write_str("Stdin"),
        }
    }
}

impl Source {
    /// Returns what a word on the command line means: `-`, an address, a folder, a file.
    ///
    /// ```
    /// use datacontract_import::source::Source;
    /// assert_eq!(Source::of("-"), Source::Stdin);
    /// assert_eq!(Source::of("https://example.com/Help"), Source::Address("https://example.com/Help".to_owned()));
    /// assert_eq!(Source::of("page.html"), Source::File("page.html".into()));
    /// ```
    #[must_use]
    pub fn of(word: &str) -> Source {
        match word {
            "-" => Source::Stdin,
            _ if Path::new(word).is_dir() => Source::Folder(word.into()),
            _ if Path::new(word).exists() => Source::File(word.into()),
            _ if address::is_address(word) => Source::Address(word.to_owned()),
            _ => Source::File(word.into()),
        }
    }
}

impl Source {
    /// Returns the source as it can be written down, to be found again with [`Source::recall`]: addresses without their
    /// secrets, paths from `folder`, which is the spec's.
    #[must_use]
    pub fn remembered(&self, folder: Option<&Path>) -> String {
        match self {
            Source::File(path) | Source::Folder(path) => location::of_file(path, folder),
            Source::Address(address) => address::shown(address),
            Source::Stdin => "-".to_owned(),
        }
    }

    /// Returns the source that was written down. A mere name, which no path leads to from `folder`, and standard input
    /// cannot be found again.
    #[must_use]
    pub fn recall(text: &str, folder: &Path) -> Option<Source> {
        if address::is_address(text) {
            return Some(Source::Address(text.to_owned()));
        }
        let path = folder.join(text);
        crate::origins::is_traceable(text)
            .then(|| if path.is_dir() { Source::Folder(path) } else { Source::File(path) })
    }

    /// Returns scheme, host and port of an address.
    #[must_use]
    pub fn origin(&self) -> Option<String> {
        let Source::Address(address) = self else { return None };
        url::Url::parse(address.trim()).ok().map(|url| url.origin().ascii_serialization())
    }
}

/// How pages are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The most bytes that a page can have, unpacked: 16 MiB.
    pub most_bytes: usize,
    /// The folder to which the paths of files in [`Provenance`] are relative: the spec's.
    pub relative_to: Option<PathBuf>,
    /// How addresses are followed.
    #[cfg(feature = "fetch")]
    pub fetch: crate::fetch::Options,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            most_bytes: 16 * 1024 * 1024,
            relative_to: None,
            #[cfg(feature = "fetch")]
            fetch: crate::fetch::Options::default(),
        }
    }
}

/// How far reading is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The page that was read.
    pub location: String,
    /// How many have been read.
    pub done: usize,
    /// How many are known of; more may be found.
    pub known: usize,
    /// It came from the cache.
    pub cached: bool,
}

/// Reads the pages of some sources, in their order.
pub fn read<P>(sources: impl IntoIterator<Item = Source>, options: &Options, progress: P) -> Pages<P>
where
    P: FnMut(&Progress),
{
    let sources: VecDeque<Source> = sources.into_iter().collect();
    Pages {
        #[cfg(feature = "fetch")]
        budget: Arc::new(crate::fetch::Budget::new(&options.fetch)),
        known: sources.len(),
        sources,
        read: VecDeque::new(),
        current: Current::Nothing,
        options: options.clone(),
        done: 0,
        progress,
    }
}

/// The pages of some sources.
pub struct Pages<P> {
    sources: VecDeque<Source>,
    /// The further pages of a document that has several.
    read: VecDeque<Page>,
    current: Current,
    options: Options,
    #[cfg(feature = "fetch")]
    budget: Arc<crate::fetch::Budget>,
    done: usize,
    known: usize,
    progress: P,
}

/// A source of which not all pages have been read.
enum Current {
    Nothing,
    Folder {
        walk: Walk,
        path: PathBuf,
        any: bool,
    },
    #[cfg(feature = "fetch")]
    Address(Box<crate::fetch::Crawl>),
}

impl<P: FnMut(&Progress)> Iterator for Pages<P> {
    type Item = Result<Page, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(page) = self.read.pop_front() {
            return Some(Ok(page));
        }
        loop {
            match &mut self.current {
                Current::Nothing => {}
                Current::Folder { walk, path, any } => match walk.next() {
                    Some(found) => {
                        // The folder itself was counted as one.
                        self.known += usize::from(*any);
                        *any = true;
                        let (item, location) = match found {
                            Ok(file) => (self.file(&file), name(&file)),
                            Err((path, error)) => {
                                (Err(SourceError::new(name(&path), SourceErrorKind::Io(error))), name(&path))
                            }
                        };
                        return Some(self.report(ReadPages::anew(item), &location));
                    }
                    None if !*any => {
                        let others = walk.others();
                        let error = SourceError::new(name(path), SourceErrorKind::NothingInFolder { others });
                        let location = name(path);
                        self.current = Current::Nothing;
                        return Some(self.report(ReadPages::anew(Err(error)), &location));
                    }
                    None => self.current = Current::Nothing,
                },
                #[cfg(feature = "fetch")]
                Current::Address(crawl) => {
                    let before = crawl.known();
                    if let Some(fetched) = crawl.next() {
                        let location = match &fetched {
                            Ok(answer) => answer.address.clone(),
                            Err(error) => error.location.clone(),
                        };
                        let fetched = self.fetched(fetched, before);
                        return Some(self.report(fetched, &location));
                    }
                    self.current = Current::Nothing;
                }
            }
            match self.sources.pop_front()? {
                Source::File(path) => {
                    let item = self.file(&path);
                    return Some(self.report(ReadPages::anew(item), &name(&path)));
                }
                Source::Stdin => {
                    let item = self.document(std::io::stdin().lock(), "-".to_owned(), "-".to_owned());
                    return Some(self.report(ReadPages::anew(item), "-"));
                }
                Source::Folder(path) => {
                    self.current = Current::Folder { walk: Walk::new(path.clone()), path, any: false };
                }
                Source::Address(address) => {
                    if let Err(error) = self.start(&address) {
                        // The address itself may hold a password.
                        let location = error.location.clone();
                        return Some(self.report(ReadPages::anew(Err(error)), &location));
                    }
                }
            }
        }
    }
}

/// The pages of a document that was read.
struct ReadPages {
    pages: Result<Vec<Page>, SourceError>,
    /// The document came from the cache.
    cached: bool,
}

impl ReadPages {
    /// The pages of a document that did not come from the cache.
    fn anew(pages: Result<Vec<Page>, SourceError>) -> Self {
        Self { pages, cached: false }
    }
}

impl<P: FnMut(&Progress)> Pages<P> {
    /// Reports a document that was read, and returns its first page; the others come next.
    fn report(&mut self, read: ReadPages, location: &str) -> Result<Page, SourceError> {
        let ReadPages { pages, cached } = read;
        #[cfg(feature = "fetch")]
        if let Err(SourceError { kind: SourceErrorKind::Limit(_), .. }) = &pages {
            // Nothing more is asked for.
            self.current = Current::Nothing;
            self.sources.clear();
        }
        self.done += 1;
        self.known = self.known.max(self.done);
        (self.progress)(&Progress {
            location: location.to_owned(),
            done: self.done,
            known: self.known,
            cached,
        });
        self.read.extend(pages?);
        self.read.pop_front().ok_or_else(|| SourceError::new(location, SourceErrorKind::Empty))
    }

    /// Reads a file. If it only frames a page, its frames are read, which browsers save into a folder beside
    /// it.
    fn file(&self, path: &Path) -> Result<Vec<Page>, SourceError> {
        let result = self.single_file(path);
        if !matches!(&result, Err(SourceError { kind: SourceErrorKind::NotAHelpPage(_), .. })) {
            return result;
        }
        let frames: Vec<Page> =
            folder::frames(path).iter().filter_map(|frame| self.single_file(frame).ok()).flatten().collect();
        if frames.is_empty() { result } else { Ok(frames) }
    }

    fn single_file(&self, path: &Path) -> Result<Vec<Page>, SourceError> {
        let location = name(path);
        match std::fs::File::open(path) {
            Ok(file) => {
                let from = location::of_file(path, self.options.relative_to.as_deref());
                self.document(file, location, from)
            }
            Err(error) => Err(SourceError::new(location, SourceErrorKind::Io(error))),
        }
    }

    /// Reads a document. Errors are about `location`; the page is from `from`.
    fn document(&self, reader: impl Read, location: String, from: String) -> Result<Vec<Page>, SourceError> {
        let limit = self.options.most_bytes;
        let mut bytes = Vec::new();
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        if let Err(error) = reader.take(most).read_to_end(&mut bytes) {
            return Err(SourceError::new(location, SourceErrorKind::Io(error)));
        }
        if bytes.len() > limit {
            return Err(SourceError::new(location, SourceErrorKind::TooLarge { limit }));
        }
        let provenance = Provenance { location: from, retrieved: None };
        let document = sniff::read(&bytes, None, provenance);
        document.map(|document| document.pages).map_err(|kind| SourceError::new(location, kind))
    }

    #[cfg(feature = "fetch")]
    fn start(&mut self, address: &str) -> Result<(), SourceError> {
        let crawl =
            crate::fetch::Crawl::new(address, &self.options.fetch, self.options.most_bytes, &self.budget)?;
        self.current = Current::Address(Box::new(crawl));
        Ok(())
    }

    #[cfg(not(feature = "fetch"))]
    #[expect(clippy::unused_self, reason = "the other of the pair needs it")]
    fn start(&mut self, address: &str) -> Result<(), SourceError> {
        Err(SourceError::new(address::shown(address), SourceErrorKind::NoFetch))
    }

    /// Reads an answer, and gives the crawl the links in it.
    #[cfg(feature = "fetch")]
    fn fetched(&mut self, fetched: Result<crate::fetch::Answer, SourceError>, before: usize) -> ReadPages {
        let answer = match fetched {
            Ok(answer) => answer,
            Err(error) => return ReadPages::anew(Err(error)),
        };
        let location = answer.address.clone();
        let provenance = Provenance { location: location.clone(), retrieved: Some(answer.date.clone()) };
        let document = sniff::read(&answer.body, answer.charset.as_deref(), provenance);
        if let (Current::Address(crawl), Ok(document)) = (&mut self.current, &document) {
            for page in &document.pages {
                crawl.found(&answer, page, &document.links);
            }
            self.known += crawl.known().saturating_sub(before);
        }
        let pages = document.map(|document| document.pages);
        let pages = pages.map_err(|kind| SourceError::new(location, kind));
        ReadPages { pages, cached: answer.cached }
    }
}

fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

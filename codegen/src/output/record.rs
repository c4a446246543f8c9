//! The record of a configuration: which files its last run wrote, and what was in them.
//!
//! It is checked in beside the configuration, so that it holds on every machine. There is a line for each
//! file, in the order of their paths, which are relative to the configuration. A path may have several lines:
//! then the file is as it was written if any of them is true. So a record says, while files are being
//! written, what they were and what they are to be, and in a merge the lines of both sides can stay.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    path::{Component, Path, PathBuf},
};

use super::{FileError, text::with_unix_line_breaks, write::read};

/// What every record has in a line of its own, with the version behind it.
const TITLE: &str = "# The files that `cargo datacontract generate` wrote, with their SHA-256; version ";
const VERSION: u32 = 1;
const ADVICE: &str = "# Check this in, and do not edit it. In a merge keep the lines of both sides.";

/// The marks that a merge leaves where it could not decide. Between them are the lines of both sides.
const CONFLICT_MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// The SHA-256 of a file's contents, whatever its line breaks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hash(String);

impl Hash {
    pub(super) fn of(contents: &[u8]) -> Self {
        let digest = hmac_sha256::Hash::hash(&with_unix_line_breaks(contents));
        let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
        Self(digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect())
    }

    fn parse(text: &str) -> Option<Self> {
        let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        (text.len() == 64 && text.chars().all(is_digit)).then(|| Self(text.to_owned()))
    }
}

/// Files by their paths as a record has them, with the hashes of what they may hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record(BTreeMap<String, BTreeSet<Hash>>);

/// Why a record cannot be relied on.
#[derive(Debug)]
#[non_exhaustive]
pub enum RecordError {
    /// It cannot be read.
    File(FileError),
    /// It is of a later version of this program.
    Newer(PathBuf),
    /// It is not what a record looks like.
    Damaged {
        /// The record.
        path: PathBuf,
        /// What is wrong, and in which line.
        what: String,
    },
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Newer(path) => {
                write!(f, "`{}` was written by a newer version of `cargo datacontract`", path.display())
            }
            Self::Damaged { path, what } => {
                write!(f, "`{}`, the record of what was generated, is damaged: {what}", path.display())
            }
        }
    }
}

impl std::error::Error for RecordError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File(error) => Some(&error.source),
            Self::Newer(_) | Self::Damaged { .. } => None,
        }
    }
}

impl RecordError {
    /// Returns what to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::File(_) => "make it readable: without it nobody knows which files may be overwritten",
            Self::Newer(_) => "use that version, or a later one",
            Self::Damaged { .. } => {
                "restore it from version control; or delete it, and whatever is exactly as it would be generated now \
                 is recorded again"
            }
        }
    }
}

impl Record {
    /// Reads a record; `None` if there is none.
    pub(super) fn load(path: &Path) -> Result<Option<Self>, RecordError> {
        let Some(bytes) = read(path).map_err(RecordError::File)? else { return Ok(None) };
        let damaged = |what: String| RecordError::Damaged { path: path.to_owned(), what };
        let text = std::str::from_utf8(&bytes).map_err(|_| damaged("it is not UTF-8".to_owned()))?;
        let mut files: BTreeMap<String, BTreeSet<Hash>> = BTreeMap::new();
        let mut is_titled = false;
        for (line, number) in text.lines().zip(1..) {
            if let Some(version) = line.strip_prefix(TITLE) {
                match version.trim_end().parse() {
                    Ok(VERSION) => is_titled = true,
                    Ok(version) if version > VERSION => return Err(RecordError::Newer(path.to_owned())),
                    _ => return Err(damaged(format!("line {number} names no version"))),
                }
            } else if !is_beside_the_point(line) {
                let (file, hash) =
                    entry(line).ok_or_else(|| damaged(format!("line {number} is no hash with a path")))?;
                files.entry(file.to_owned()).or_default().insert(hash);
            }
        }
        if is_titled { Ok(Some(Self(files))) } else { Err(damaged("its first line is missing".to_owned())) }
    }

    /// Returns the text of the record's file.
    pub(super) fn to_text(&self) -> String {
        let mut text = format!("{TITLE}{VERSION}\n{ADVICE}\n");
        for (path, hashes) in &self.0 {
            for Hash(hash) in hashes {
                // As `sha256sum` prints it.
                text.extend([hash, "  ", path, "\n"]);
            }
        }
        text
    }

    pub(super) fn add(&mut self, path: String, hash: Hash) {
        self.0.entry(path).or_default().insert(hash);
    }

    /// Returns a record in which what either says is true.
    pub(super) fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (path, hashes) in &other.0 {
            both.0.entry(path.clone()).or_default().extend(hashes.iter().cloned());
        }
        both
    }

    /// Returns whether a file with these contents is as it was written.
    pub(super) fn is_as_written(&self, path: &str, contents: &[u8]) -> bool {
        self.0.get(path).is_some_and(|hashes| hashes.contains(&Hash::of(contents)))
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

fn is_beside_the_point(line: &str) -> bool {
    line.is_empty() || line.starts_with('#') || CONFLICT_MARKS.iter().any(|mark| line.starts_with(mark))
}

fn entry(line: &str) -> Option<(&str, Hash)> {
    let (hash, path) = line.split_once("  ")?;
    let hash = Hash::parse(hash)?;
    (!path.is_empty()).then_some((path, hash))
}

/// Returns a path as records have it: with `/`, and without what means nothing.
pub(super) fn recorded(path: &Path) -> String {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    let path: PathBuf = parts.collect();
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Hash, Record, RecordError, recorded};
    use std::{fs, path::Path};

    const HASH: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn load(text: &str) -> Result<Option<Record>, RecordError> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), text).expect("a text");
        Record::load(file.path())
    }

    fn record() -> Record {
        let mut record = Record::default();
        record.add("b/c d.rs".to_owned(), Hash::of(b"abc"));
        record.add("a.rs".to_owned(), Hash::of(b"abc"));
        record
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let text = record().to_text();
        assert!(text.ends_with(&format!("{HASH}  a.rs\n{HASH}  b/c d.rs\n")), "{text}");
        assert_eq!(load(&text).expect("a record"), Some(record()));
        assert_eq!(load(&text.replace('\n', "\r\n")).expect("a record"), Some(record()));
        assert!(Record::load(Path::new("no/such/record")).expect("no error").is_none());
    }

    /// Git leaves this where both sides changed one file.
    #[test]
    fn both_sides_of_a_merge_count() {
        let mut both = record();
        both.add("a.rs".to_owned(), Hash::of(b"theirs"));
        let text = both.to_text();
        let mine = format!("{HASH}  a.rs\n");
        let merged = text.replace(&mine, &format!("<<<<<<< HEAD\n{mine}=======\n"));
        let merged = merged.replace(&format!("{HASH}  b/"), &format!(">>>>>>> theirs\n{HASH}  b/"));
        assert_ne!(merged, text);
        let read = load(&merged).expect("a record").expect("a record");
        assert_eq!(read, both);
        assert!(read.is_as_written("a.rs", b"abc") && read.is_as_written("a.rs", b"theirs"));
        assert!(!read.is_as_written("a.rs", b"mine") && !read.is_as_written("c.rs", b"abc"));
    }

    #[test]
    fn what_is_no_record_is_an_error() {
        let text = record().to_text();
        for (damaged, what) in [
            ("", "its first line is missing"),
            ("version = 4\n", "line 1 is no hash"),
            (&*text.replace(HASH, "ba78"), "line 3 is no hash"),
            (&text.replace(HASH, &HASH.to_uppercase()), "line 3 is no hash"),
            (&text.replace("  a.rs", ""), "line 3 is no hash"),
            (&text.replace("version 1", "version one"), "line 1 names no version"),
            (&text[text.find('\n').unwrap_or_default()..], "its first line is missing"),
        ] {
            let error = load(damaged).expect_err(what).to_string();
            assert!(error.contains(what), "{error}");
        }
        let newer = load(&text.replace("version 1", "version 2")).expect_err("a newer version");
        assert!(matches!(newer, RecordError::Newer(_)), "{newer}");
    }

    #[test]
    fn hashes_do_not_depend_on_line_breaks() {
        assert_eq!(Hash::of(b"a\nb\n"), Hash::of(b"a\r\nb\r\n"));
        assert_ne!(Hash::of(b"a\nb\n"), Hash::of(b"a\rb\n"));
    }

    #[test]
    fn paths_have_one_spelling() {
        for (path, expected) in
            [("./gen//src/a.rs", "gen/src/a.rs"), ("gen/./a.rs", "gen/a.rs"), ("../gen/a.rs", "../gen/a.rs")]
        {
            assert_eq!(recorded(Path::new(path)), expected);
        }
    }
}

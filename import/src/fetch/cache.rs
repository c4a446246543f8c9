//! The cache: a folder with a file for each address.
//!
//! A file has some lines about the answer, an empty line, and the answer. It is written under another name
//! and then renamed, so that an interrupted run leaves no half of one. Addresses stand in it without their
//! secrets. A file that is not of this kind stays as it is, whatever its name.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::CacheUse;
use crate::source::SourceErrorKind;

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The address that answered, after redirects.
    pub(super) last: String,
    pub(super) status: u16,
    pub(super) date: String,
    pub(super) content_type: String,
    pub(super) validators: Validators,
    /// The renewal in which the server was last asked about it.
    pub(super) renewal: Option<String>,
    pub(super) body: Vec<u8>,
}

/// What a server is asked by whether an answer has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Validators {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

impl Entry {
    /// Returns whether the answer stays the same: one that refuses a login does not.
    pub(super) fn is_lasting(&self) -> bool {
        matches!(self.status, 200 | 404 | 410)
    }
}

#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    written: AtomicU64,
    /// The renewal that is under way.
    pub(super) renewal: Option<String>,
    /// New answers are not kept.
    is_read_only: bool,
}

const FIRST_LINE: &str = "datacontract help page 1";

/// The file that says since when all answers are being asked for again.
const RENEWAL: &str = "renewal";

/// How long an interrupted renewal can be gone on with.
const LONGEST_RENEWAL: Duration = Duration::from_secs(24 * 60 * 60);

/// Returns the name of the renewal that is under way in a folder, or begins one.
fn renewal(folder: &Path) -> io::Result<String> {
    let path = folder.join(RENEWAL);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    if let Ok(text) = fs::read_to_string(&path)
        && let Ok(begun) = text.trim().parse().map(Duration::from_millis)
        && begun <= now
        && now.saturating_sub(begun) < LONGEST_RENEWAL
    {
        return Ok(text.trim().to_owned());
    }
    let name = now.as_millis().to_string();
    fs::write(path, format!("{name}\n"))?;
    Ok(name)
}

/// Ends the renewal of a folder: the next one asks about all answers again.
pub(super) fn end_renewal(folder: &Path) -> io::Result<()> {
    match fs::remove_file(folder.join(RENEWAL)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl Cache {
    pub(super) fn new(folder: PathBuf, usage: CacheUse) -> Result<Self, SourceErrorKind> {
        let is_read_only = usage == CacheUse::Compare;
        let made = if is_read_only { Ok(()) } else { fs::create_dir_all(&folder) };
        let renewal = made.and_then(|()| match usage {
            CacheUse::Renew => renewal(&folder).map(Some),
            CacheUse::First | CacheUse::Only | CacheUse::Compare => Ok(None),
        });
        match renewal {
            Ok(renewal) => Ok(Cache { folder, written: AtomicU64::new(0), renewal, is_read_only }),
            Err(error) => Err(SourceErrorKind::Cache { path: folder, error }),
        }
    }

    fn path(&self, address: &str) -> PathBuf {
        self.folder.join(format!("{:x}.page", md5::compute(address)))
    }

    /// The answer of an address, if there is one. What cannot be read is asked for again.
    pub(super) fn get(&self, address: &str) -> Option<Entry> {
        let bytes = fs::read(self.path(address)).ok()?;
        let end = bytes.windows(2).position(|pair| pair == b"\n\n")?;
        let head = std::str::from_utf8(bytes.get(..end)?).ok()?;
        let mut lines = head.lines();
        if lines.next() != Some(FIRST_LINE) {
            return None;
        }
        let field = |name: &str| {
            head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).map(str::to_owned)
        };
        let body = bytes.get(end + 2..)?;
        let whole = field("length")?.parse() == Ok(body.len());
        // Two addresses could have one name.
        let same = field("address")? == address;
        (whole && same).then_some(())?;
        Some(Entry {
            last: field("last")?,
            status: field("status")?.parse().ok()?,
            date: field("date")?,
            content_type: field("type").unwrap_or_default(),
            validators: Validators { etag: field("etag"), last_modified: field("modified") },
            renewal: field("renewal"),
            body: body.to_vec(),
        })
    }

    /// Keeps an answer. A file of this name that is no kept answer stays, and the answer is not kept.
    pub(super) fn put(&self, address: &str, entry: &Entry) -> Result<(), SourceErrorKind> {
        let path = self.path(address);
        if self.is_read_only || is_foreign(&path) {
            return Ok(());
        }
        self.replace(&path, address, entry).map_err(|error| SourceErrorKind::Cache { path, error })
    }

    fn replace(&self, path: &Path, address: &str, entry: &Entry) -> io::Result<()> {
        let (draft, mut file) = self.draft(path)?;
        // A header's value cannot have line ends; one line stays one line.
        let line = |text: &str| text.replace(['\n', '\r'], " ");
        let mut head = format!(
            "{FIRST_LINE}\naddress: {}\nlast: {}\nstatus: {}\ndate: {}\ntype: {}\nlength: {}\n",
            line(address),
            line(&entry.last),
            entry.status,
            line(&entry.date),
            line(&entry.content_type),
            entry.body.len()
        );
        let more = [
            ("etag", &entry.validators.etag),
            ("modified", &entry.validators.last_modified),
            ("renewal", &entry.renewal),
        ];
        for (name, value) in more {
            if let Some(value) = value {
                head.extend([name, ": ", &line(value), "\n"]);
            }
        }
        let written = writeln!(file, "{head}")
            .and_then(|()| file.write_all(&entry.body))
            .and_then(|()| file.sync_data());
        drop(file);
        let written = written.and_then(|()| fs::rename(&draft, path));
        if written.is_err() {
            // The first error is the one to report.
            let _ = fs::remove_file(&draft);
        }
        written
    }

    /// Makes a file that nobody else has.
    fn draft(&self, path: &Path) -> io::Result<(PathBuf, fs::File)> {
        loop {
            let number = self.written.fetch_add(1, Ordering::Relaxed);
            let draft = path.with_extension(format!("{}-{number}.new", std::process::id()));
            match fs::File::create_new(&draft) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => return made.map(|file| (draft, file)),
            }
        }
    }
}

/// Returns whether there is a file, a folder or a link that is no kept answer.
fn is_foreign(path: &Path) -> bool {
    let Ok(kind) = fs::symlink_metadata(path).map(|found| found.file_type()) else { return false };
    let mut start = [0; FIRST_LINE.len()];
    let is_ours = kind.is_file()
        && fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok()
        && start == *FIRST_LINE.as_bytes();
    !is_ours
}

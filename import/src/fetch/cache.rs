//! The cache: a folder with a file for each address.
//!
//! A file has some lines about the answer, an empty line, and the answer. It is written under another name and then
//! renamed, so that an interrupted run leaves no half of one.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The address that answered, after redirects.
    pub(super) last: String,
    pub(super) status: u16,
    pub(super) date: String,
    pub(super) content_type: String,
    pub(super) body: Vec<u8>,
}

#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    written: AtomicU64,
}

const FIRST_LINE: &str = "datacontract help page 1";

impl Cache {
    pub(super) fn new(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Cache { folder, written: AtomicU64::new(0) })
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
            body: body.to_vec(),
        })
    }

    pub(super) fn put(&self, address: &str, entry: &Entry) -> io::Result<()> {
        let path = self.path(address);
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let draft = path.with_extension(format!("{}-{number}.new", std::process::id()));
        // A header's value cannot have line ends; one line stays one line.
        let line = |text: &str| text.replace(['\n', '\r'], " ");
        let mut file = fs::File::create(&draft)?;
        write!(
            file,
            "{FIRST_LINE}\naddress: {}\nlast: {}\nstatus: {}\ndate: {}\ntype: {}\nlength: {}\n\n",
            line(address),
            line(&entry.last),
            entry.status,
            line(&entry.date),
            line(&entry.content_type),
            entry.body.len()
        )?;
        file.write_all(&entry.body)?;
        file.sync_data()?;
        drop(file);
        fs::rename(&draft, &path)
    }
}

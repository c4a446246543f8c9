//! Web archives: a page with all that belongs to it in one file, as MIME (RFC 2557). Browsers write `.mhtml`
//! and `.mht`; a mail (`.eml`) and an answer saved with its headers (`curl -i`) are of the same make.
//!
//! Only parts that can be a page are decoded; pictures and style sheets are passed over where they stand. The
//! file is gone through once, line by line.

mod decode;
mod header;

use std::borrow::Cow;

use header::Header;

/// How many multiparts can stand in each other: pages have one, mails three.
const MOST_LEVELS: usize = 8;

/// What an archive holds of pages.
#[derive(Debug, Default)]
pub(super) struct Archive<'a> {
    /// The parts that can be a page; the one that the browser showed stands first.
    pub(super) parts: Vec<Part<'a>>,
    /// The day on which it was saved.
    pub(super) saved: Option<String>,
    /// How many parts are no pages: pictures, style sheets and the like.
    pub(super) others: usize,
    /// The end is missing.
    pub(super) cut: bool,
}

/// A part that can be a page.
#[derive(Debug)]
pub(super) struct Part<'a> {
    /// The address that the page came from.
    pub(super) address: Option<String>,
    /// What the header says of the encoding.
    pub(super) charset: Option<String>,
    /// Its bytes, without the encoding of the transfer.
    pub(super) body: Cow<'a, [u8]>,
    id: Option<String>,
    html: bool,
}

/// Opens an archive; `None` if the bytes are none.
pub(super) fn open(bytes: &[u8]) -> Option<Archive<'_>> {
    let (header, body) = Header::read(bytes)?;
    let kind = header.media_type();
    let is_multipart = kind.starts_with("multipart/");
    let is_single = header.is_of_mail_or_answer() && is_page(&kind);
    if !is_multipart && !is_single {
        return None;
    }
    let mut archive =
        Archive { saved: header.get("date").and_then(crate::date::day_of), ..Archive::default() };
    if is_multipart {
        let mut splitter = Splitter { archive: &mut archive, open: Vec::new() };
        splitter.enter(&header, body);
        splitter.split(body);
    } else {
        archive.add(&header, body);
    }
    let shown = header.get("snapshot-content-location").or_else(|| header.get("content-location"));
    archive.order(header.parameter("content-type", "start").as_deref(), shown);
    Some(archive)
}

fn is_page(media_type: &str) -> bool {
    matches!(media_type, "text/html" | "application/xhtml+xml" | "text/plain")
}

impl<'a> Archive<'a> {
    fn add(&mut self, header: &Header, body: &'a [u8]) {
        // A part without a type is text, by the rules of mail.
        let kind = header.media_type();
        if !is_page(&kind) || header.is_attachment() {
            self.others += 1;
            return;
        }
        self.parts.push(Part {
            address: header.get("content-location").map(str::to_owned),
            charset: header.parameter("content-type", "charset"),
            body: decode::transfer(body, header.get("content-transfer-encoding")),
            id: header.get("content-id").map(str::to_owned),
            html: kind != "text/plain",
        });
    }

    /// Puts the page that was shown first, and leaves out text that stands beside HTML.
    fn order(&mut self, start: Option<&str>, shown: Option<&str>) {
        if self.parts.iter().any(|part| part.html) {
            let before = self.parts.len();
            self.parts.retain(|part| part.html);
            self.others += before - self.parts.len();
        }
        let by_id = |part: &Part| start.is_some() && part.id.as_deref() == start;
        let by_address = |part: &Part| shown.is_some() && part.address.as_deref() == shown;
        let first = self.parts.iter().position(by_id).or_else(|| self.parts.iter().position(by_address));
        if let Some(first) = first {
            let part = self.parts.remove(first);
            self.parts.insert(0, part);
        }
        if let Some(part) = self.parts.first_mut()
            && let Some(shown) = shown
        {
            part.address = Some(shown.to_owned());
        }
    }
}

/// A line between the parts of a multipart.
struct Boundary {
    /// Which of the open multiparts it belongs to, from the outermost on.
    level: usize,
    kind: BoundaryKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BoundaryKind {
    /// A part follows.
    BetweenParts,
    /// The multipart ends.
    Closing,
}

/// Cuts a body at its boundaries.
struct Splitter<'a, 's> {
    archive: &'s mut Archive<'a>,
    /// The boundaries of the multiparts that are open, the innermost last; `--` stands before each.
    open: Vec<Vec<u8>>,
}

impl<'a> Splitter<'a, '_> {
    /// Opens a multipart.
    fn enter(&mut self, header: &Header, body: &[u8]) {
        let declared = header.parameter("content-type", "boundary").filter(|boundary| !boundary.is_empty());
        // A header that has lost its boundary: the first line that looks like one.
        let boundary = declared.map(|boundary| format!("--{boundary}").into_bytes()).or_else(|| {
            let line = body.split(|byte| *byte == b'\n').take(100).find(|line| line.starts_with(b"--"))?;
            Some(line.trim_ascii_end().to_vec())
        });
        if let Some(boundary) = boundary
            && self.open.len() < MOST_LEVELS
        {
            self.open.push(boundary);
        }
    }

    fn split(&mut self, body: &'a [u8]) {
        let mut at = 0;
        let mut part: Option<usize> = None;
        while at < body.len() {
            let rest = body.get(at..).unwrap_or_default();
            let length = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
            let (line, after) = rest.split_at(length);
            if let Some(boundary) = self.boundary(line.trim_ascii_end()) {
                self.end(part.take(), at, body);
                self.open.truncate(boundary.level + 1);
                if boundary.kind == BoundaryKind::Closing {
                    self.open.pop();
                    if self.open.is_empty() {
                        return;
                    }
                } else {
                    part = Some(at + length);
                    if let Some((header, inner)) = Header::read(after)
                        && header.media_type().starts_with("multipart/")
                        && self.open.len() < MOST_LEVELS
                    {
                        self.enter(&header, inner);
                        part = None;
                        at = body.len() - inner.len();
                        continue;
                    }
                }
            }
            at += length;
        }
        self.archive.cut = true;
        self.end(part, body.len(), body);
    }

    /// Returns the boundary that a line is, if it is one.
    fn boundary(&self, line: &[u8]) -> Option<Boundary> {
        if !line.starts_with(b"--") {
            return None;
        }
        self.open.iter().enumerate().rev().find_map(|(level, boundary)| {
            let kind = match line.strip_prefix(boundary.as_slice())? {
                b"" => BoundaryKind::BetweenParts,
                b"--" => BoundaryKind::Closing,
                _ => return None,
            };
            Some(Boundary { level, kind })
        })
    }

    /// Takes the part that began at one place and ends before another.
    fn end(&mut self, part: Option<usize>, end: usize, body: &'a [u8]) {
        let Some(bytes) = part.and_then(|start| body.get(start..end)) else { return };
        // The line end before a boundary belongs to the boundary.
        let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        match Header::read(bytes) {
            Some((header, content)) => self.archive.add(&header, content),
            None => self.archive.others += 1,
        }
    }
}

//! Finds out what a document is, and reads it as that.

use datacontract_codegen::spec::Bundle;

use super::archive::{self, Archive};
use super::error::{Binary, NotAHelpPage, SourceErrorKind};
use super::{aligned, capture, entities, printed, saved};
use crate::outline::{LOOKED_FOR, Pages};
use crate::page::{Content, Page, Provenance};
use crate::{
    html::{self, Links, ReadDocument},
    text,
};

/// The pages of a document: one, but for archives.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) pages: Vec<Page>,
    /// The addresses that it links to.
    #[cfg_attr(not(feature = "fetch"), expect(dead_code, reason = "only addresses are followed"))]
    pub(super) links: Links,
}

/// Reads a document of unknown kind.
pub(super) fn read(
    bytes: &[u8],
    charset: Option<&str>,
    provenance: Provenance,
) -> Result<Document, SourceErrorKind> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(SourceErrorKind::Empty);
    }
    match archive::open(bytes) {
        Some(archive) => read_archive(archive, &provenance),
        None => read_page(bytes, charset, provenance),
    }
}

/// Returns the spec that a site's help pages were made from.
fn spec(bytes: &[u8], provenance: &Provenance) -> Option<Page> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.starts_with('{'))?;
    let content = Content::Spec(Bundle::parse(text)?);
    Some(Page { provenance: provenance.clone(), content, notes: Vec::new() })
}

fn read_page(
    bytes: &[u8],
    charset: Option<&str>,
    mut provenance: Provenance,
) -> Result<Document, SourceErrorKind> {
    if let Some(what) = binary(bytes) {
        return Err(SourceErrorKind::Binary(what));
    }
    if let Some(page) = spec(bytes, &provenance) {
        return Ok(Document { pages: vec![page], links: Links::default() });
    }
    let decoded = html::decode(bytes, charset);
    let text = entities::with_parameters(&decoded.text);
    let read = if is_html(&text) {
        saved::complete(&text, &mut provenance);
        html::read_linked(&text, &provenance)
    } else if let Some(parts) = capture::parts(&text) {
        return read_parts(&parts, &provenance);
    } else {
        read_captured(&text, provenance)
    };
    let mut pages = read.pages.map_err(SourceErrorKind::NotAHelpPage)?;
    pages.first.notes.extend(decoded.notes());
    Ok(Document { pages: pages.into_vec(), links: read.links })
}

/// Reads a text, in Markdown or not.
fn read_captured(text: &str, mut provenance: Provenance) -> ReadDocument {
    let text = capture::uncovered(text, &mut provenance);
    match of_markdown(&text) {
        Some(Marked::Page(html)) => html::read_linked(&html, &provenance),
        Some(Marked::Text(text)) => {
            ReadDocument { pages: read_text(&text, provenance), links: Links::default() }
        }
        None => ReadDocument { pages: read_text(&text, provenance), links: Links::default() },
    }
}

/// Reads pages that stand one below the other in one text. What is none of them is left out.
fn read_parts(parts: &[&str], provenance: &Provenance) -> Result<Document, SourceErrorKind> {
    let mut pages = Vec::new();
    let mut first_error = None;
    for part in parts {
        match read_captured(part, provenance.clone()).pages {
            Ok(of_part) => pages.extend(of_part.into_vec()),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    match first_error.filter(|_| pages.is_empty()) {
        Some(error) => Err(SourceErrorKind::NotAHelpPage(error)),
        None => Ok(Document { pages, links: Links::default() }),
    }
}

fn read_text(text: &str, mut provenance: Provenance) -> Result<Pages, NotAHelpPage> {
    let Some(printed) = printed::clean(text) else {
        return text::read_all(&aligned::with_pipes(text), &provenance);
    };
    if let Some(address) = printed.address.as_deref().and_then(saved::shown) {
        provenance.location = address;
    }
    let mut pages = text::read_all(&aligned::with_pipes(&printed.text), &provenance)?;
    if printed.left_out > 0 {
        let count = printed.left_out;
        pages.first.notes.push(format!("Lines that a printer puts on every sheet are left out: {count}."));
    }
    Ok(pages)
}

/// What a page in Markdown is read as.
#[cfg_attr(not(feature = "markdown"), expect(dead_code, reason = "no text is taken for Markdown"))]
enum Marked {
    /// HTML.
    Page(String),
    /// A flattened text: only its headings are Markdown.
    Text(String),
}

/// Returns what a page in Markdown is read as; `None` for other texts.
#[cfg(feature = "markdown")]
fn of_markdown(text: &str) -> Option<Marked> {
    if !crate::markdown::is_markdown(text) {
        return None;
    }
    let flattened = crate::markdown::text_of_flattened(text).map(Marked::Text);
    Some(flattened.unwrap_or_else(|| Marked::Page(crate::markdown::to_html(text))))
}

#[cfg(not(feature = "markdown"))]
fn of_markdown(_text: &str) -> Option<Marked> {
    None
}

/// Reads the pages of a web archive: the one that was shown, and the frames in it.
fn read_archive(archive: Archive, provenance: &Provenance) -> Result<Document, SourceErrorKind> {
    let mut pages = Vec::new();
    let mut first_error = None;
    let saved = archive.saved.filter(|_| provenance.retrieved.is_none());
    for part in archive.parts {
        let address = part.address.as_deref().and_then(saved::shown);
        let provenance = Provenance {
            location: address.unwrap_or_else(|| provenance.location.clone()),
            retrieved: saved.clone().or_else(|| provenance.retrieved.clone()),
        };
        match read_page(&part.body, part.charset.as_deref(), provenance) {
            Ok(document) => pages.extend(document.pages),
            // What the shown page is says most.
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    if pages.is_empty() {
        return Err(first_error.unwrap_or_else(|| {
            let found = format!("a web archive without a page, {} parts of other kinds", archive.others);
            SourceErrorKind::NotAHelpPage(NotAHelpPage {
                looked_for: LOOKED_FOR.to_owned(),
                found,
                advice: None,
            })
        }));
    }
    if archive.cut
        && let Some(last) = pages.last_mut()
    {
        last.notes.push("The web archive has no end: it may be cut off.".to_owned());
    }
    Ok(Document { pages, links: Links::default() })
}

/// What a document is that is no text.
fn binary(bytes: &[u8]) -> Option<Binary> {
    const KNOWN: &[(&[u8], Binary)] = &[
        (b"\x89PNG", Binary::Picture),
        (b"\xff\xd8\xff", Binary::Picture),
        (b"GIF8", Binary::Picture),
        (b"%PDF", Binary::Pdf),
        (b"PK\x03\x04", Binary::Zip),
        (b"\xd0\xcf\x11\xe0", Binary::Office),
        (b"{\\rtf", Binary::RichText),
        (b"bplist00", Binary::SafariArchive),
        (b"\x1f\x8b", Binary::Gzip),
        (b"\x7fELF", Binary::Program),
    ];
    if let Some((_, what)) = KNOWN.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(*what);
    }
    if html::is_utf_16(bytes) {
        return None;
    }
    let head = bytes.get(..8192).unwrap_or(bytes);
    let zeros = head.contains(&0);
    let controls = head.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0c)).count();
    match controls * 20 > head.len() {
        _ if zeros && head.starts_with(b"MZ") => Some(Binary::Program),
        true => Some(Binary::Unknown),
        false => None,
    }
}

/// Pages of text have tags in their samples only.
fn is_html(text: &str) -> bool {
    let start = text.trim_start();
    // Descriptions in JSON can have tags.
    if start.starts_with(['{', '[']) {
        return false;
    }
    let mut end = start.len().min(256 * 1024);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let head = start.get(..end).unwrap_or(start).to_ascii_lowercase();
    let declared = ["<!doctype html", "<html"].iter().any(|tag| head.contains(tag));
    let begins = ["<head>", "<body", "<title>", "<meta ", "<script", "<style", "<link ", "<div", "<h1"]
        .iter()
        .any(|tag| head.starts_with(tag));
    let closed: usize = ["</p>", "</div>", "</td>", "</h1>", "</h2>", "</h3>", "</table>", "</pre>"]
        .iter()
        .map(|tag| head.matches(tag).take(3).count())
        .sum();
    (declared && head.starts_with('<')) || begins || (closed >= 3 && !begins_as_text(&head))
}

/// Returns whether lines of text come before the first tag of HTML: then the tags stand in descriptions or samples.
/// The source of a page that was copied in part begins with words in the middle of an element.
fn begins_as_text(head: &str) -> bool {
    /// Lines without a tag before the first one that has one.
    const ENOUGH: usize = 5;
    head.lines().filter(|line| !line.trim().is_empty()).take_while(|line| !line.contains('<')).count()
        >= ENOUGH
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(bytes: &[u8]) -> String {
        read(bytes, None, Provenance::default()).err().map(|p| p.to_string()).unwrap_or_default()
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert!(error(b"").starts_with("it is empty"));
        assert!(error(b" \r\n").starts_with("it is empty"));
        assert!(error(b"\x89PNG\r\n\x1a\n").starts_with("it is a picture"));
        assert!(error(b"PK\x03\x04....").contains("ZIP"));
        assert!(error(b"abc\0def").starts_with("it is binary data"));
        assert!(error(b"%PDF-1.7\n").contains("pdftotext"));
        let archive = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\n--x--";
        assert!(error(archive).contains("a web archive without a page, 1 parts"), "{}", error(archive));
    }

    #[test]
    fn tells_html_from_text() {
        assert!(is_html("<!DOCTYPE html>\n<html>"));
        assert!(is_html("<h1>POST api/x</h1>"));
        assert!(!is_html("POST api/x\n<Box xmlns=\"x\"><p>1</p></Box>"));
        assert!(!is_html("<Box><Head>1</Head></Box>\nPOST api/x"));
        let page = "GET api/x\nRequest Information\nURI Parameters\nNone.\nResponse Information\n";
        assert!(!is_html(&format!("{page}<html><body><p><h1>No</h1></p><p>More</p></body></html>")));
        assert!(is_html("<td>x</td><p>1</p><p>2</p><p>3</p>"));
    }
}

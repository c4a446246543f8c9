//! Tells what a document is, and reads it as that.

use super::error::{NotAHelpPage, Problem};
use crate::outline::LOOKED_FOR;
use crate::page::{Page, Provenance};
use crate::{html, text};

/// Reads a document of unknown kind; also the addresses that it links to.
pub(super) fn read(
    bytes: &[u8],
    charset: Option<&str>,
    provenance: Provenance,
) -> (Result<Page, Problem>, Vec<String>) {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return (Err(Problem::Empty), Vec::new());
    }
    if let Some(what) = binary(bytes) {
        return (Err(Problem::Binary(what)), Vec::new());
    }
    let decoded = html::decode(bytes, charset);
    let (result, links) = if is_html(&decoded.text) {
        html::read_linked(&decoded.text, provenance)
    } else if is_web_archive(&decoded.text) {
        let found = "a web archive (MHTML); save the page as HTML".to_owned();
        (Err(NotAHelpPage { looked_for: LOOKED_FOR.to_owned(), found }), Vec::new())
    } else {
        (text::read(&decoded.text, provenance), Vec::new())
    };
    let result = result.map_err(Problem::NotAHelpPage).map(|mut page| {
        if decoded.damaged {
            let encoding = decoded.encoding;
            page.notes.push(format!("Some bytes are no {encoding}: they stand as `\u{fffd}`."));
        }
        page
    });
    (result, links)
}

/// What a document is that is no text.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: &[(&[u8], &str)] = &[
        (b"\x89PNG", "a picture (PNG)"),
        (b"\xff\xd8\xff", "a picture (JPEG)"),
        (b"GIF8", "a picture (GIF)"),
        (b"%PDF", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x1f\x8b", "compressed data (gzip)"),
        (b"\x7fELF", "a program"),
        (b"MZ", "a program"),
    ];
    let head = bytes.get(..8192).unwrap_or(bytes);
    let marked = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let zeros = head.contains(&0) && !marked;
    let controls = head.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0c)).count();
    let known = KNOWN.iter().find(|(start, _)| bytes.starts_with(start));
    match known {
        Some((start, what)) if start.len() > 2 || zeros => Some(what),
        _ if !marked && (zeros || controls * 20 > head.len()) => Some("binary data"),
        _ => None,
    }
}

/// Pages of text have tags in their samples only.
fn is_html(text: &str) -> bool {
    let start = text.trim_start();
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
    (declared && head.starts_with('<')) || begins || closed >= 3
}

fn is_web_archive(text: &str) -> bool {
    let head: String = text.chars().take(2000).collect();
    head.contains("MIME-Version:") && head.contains("multipart/related")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(bytes: &[u8]) -> String {
        read(bytes, None, Provenance::default()).0.err().map(|p| p.to_string()).unwrap_or_default()
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert!(problem(b"").starts_with("it is empty"));
        assert!(problem(b" \r\n").starts_with("it is empty"));
        assert!(problem(b"\x89PNG\r\n\x1a\n").starts_with("it is a picture (PNG)"));
        assert!(problem(b"PK\x03\x04....").contains("ZIP"));
        assert!(problem(b"abc\0def").starts_with("it is binary data"));
        assert!(problem(b"MIME-Version: 1.0\nContent-Type: multipart/related;").contains("web archive"));
    }

    #[test]
    fn tells_html_from_text() {
        assert!(is_html("<!DOCTYPE html>\n<html>"));
        assert!(is_html("<h1>POST api/x</h1>"));
        assert!(!is_html("POST api/x\n<Box xmlns=\"x\"><p>1</p></Box>"));
        assert!(!is_html("<Box><Head>1</Head></Box>\nPOST api/x"));
    }
}

//! Pages of real engines, put into each form by a program, are read as they were.

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use datacontract_import::page::Page;

use super::{fixtures, read};

/// Every so many of the fixtures are taken: they are alike.
const STEP: usize = 7;

/// The HTML of some pages, without what they say of their encoding.
fn pages() -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> = ["pages", "pages-camel"]
        .iter()
        .flat_map(|folder| fs::read_dir(fixtures().join(folder)).expect("pages"))
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.sort();
    let text = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("UTF-8").replace(r#"<meta charset="utf-8" />"#, "");
        (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text)
    };
    files.iter().step_by(STEP).map(text).collect()
}

/// Writes each page in a form, and reads it again.
fn same_in(form: &str, make: impl Fn(&str) -> Option<Vec<u8>>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut read_in_form = 0;
    for (name, html) in pages() {
        let plain = folder.path().join("plain.html");
        fs::write(&plain, &html).expect("written");
        let (expected, errors) = read(&plain);
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let Some(bytes) = make(&html) else { continue };
        let path = folder.path().join("page");
        fs::write(&path, bytes).expect("written");
        let (pages, errors) = read(&path);
        assert!(errors.is_empty(), "{form}, {name}: {errors:?}");
        let contents = |pages: Vec<Page>| pages.into_iter().map(|page| page.content).collect::<Vec<_>>();
        assert_eq!(contents(pages), contents(expected), "{form}, {name}");
        read_in_form += 1;
    }
    assert!(read_in_form > 5, "{form}: {read_in_form} pages");
}

fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.split('\n') {
        let mut width = 0;
        for byte in line.trim_end_matches('\r').bytes() {
            let piece = match byte {
                b'\t' | 0x20..=0x3c | 0x3e..=0x7e => char::from(byte).to_string(),
                _ => format!("={byte:02X}"),
            };
            if width + piece.len() > 75 {
                out.push_str("=\r\n");
                width = 0;
            }
            width += piece.len();
            out.push_str(&piece);
        }
        out.push_str("\r\n");
    }
    out
}

fn archive(encoding: &str, body: &str) -> Vec<u8> {
    let part = |header: &str, body: &str| format!("--b\r\n{header}\r\n\r\n{body}\r\n");
    let header = format!("Content-Type: text/html\r\nContent-Transfer-Encoding: {encoding}");
    let style = part("Content-Type: text/css", "p {}");
    let page = part(&header, body);
    format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n{style}{page}--b--\r\n")
        .into_bytes()
}

#[test]
fn in_web_archives() {
    same_in("quoted-printable", |html| Some(archive("quoted-printable", &quoted_printable(html))));
    same_in("base64", |html| Some(archive("base64", &BASE64_STANDARD.encode(html))));
    same_in("8bit", |html| Some(archive("8bit", html)));
}

#[test]
fn in_utf_16() {
    let wide =
        |html: &str, order: fn(u16) -> [u8; 2]| html.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    same_in("little-endian", |html| Some(wide(html, u16::to_le_bytes)));
    same_in("big-endian", |html| Some(wide(html, u16::to_be_bytes)));
    same_in("with a mark", |html| Some(wide(&format!("\u{feff}{html}"), u16::to_be_bytes)));
}

#[test]
fn in_declared_encodings() {
    for label in ["windows-1252", "windows-1251", "koi8-r", "shift_jis", "gbk", "euc-kr", "big5", "gb18030"] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label");
        same_in(label, |html| {
            let html = html.replacen("<head>", &format!("<head><meta charset='{label}'>"), 1);
            let (bytes, _, lost) = encoding.encode(&html);
            (!lost).then(|| bytes.into_owned())
        });
    }
}

#[test]
fn with_line_ends_of_windows() {
    same_in("CRLF", |html| Some(html.replace('\n', "\r\n").into_bytes()));
}

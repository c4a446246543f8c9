//! Bodies in parts, read.

use crate::http::file::disposition::{self, name_of};
use bytes::Bytes;

/// More parts than this are refused, as ASP.NET refuses more names in a form.
const MAX_PARTS: usize = 1000;

/// Headers of a part that are longer are refused: nobody writes more than a few names.
const MAX_HEAD: usize = 16 << 10;

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    pub(crate) media_type: Option<String>,
    pub(crate) content: Bytes,
}

/// Reads the parts of a body.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn read(body: &Bytes, boundary: &str) -> Result<Vec<Part>, &'static str> {
    if boundary.is_empty() || boundary.len() > 70 {
        return Err("its `boundary` is missing, or longer than 70 characters");
    }
    let line = format!("\r\n--{boundary}");
    let mut parts = Vec::new();
    // The first line may have nothing before it.
    let mut rest = if body.starts_with(&line.as_bytes()[2..]) {
        line.len() - 2
    } else {
        find(body, 0, line.as_bytes()).ok_or(NO_BOUNDARY)? + line.len()
    };
    loop {
        if body[rest..].starts_with(b"--") {
            return Ok(parts);
        }
        // Blanks may stand behind a boundary.
        let blanks = body[rest..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let start = rest + blanks;
        if !body[start..].starts_with(b"\r\n") {
            return Err("a line between its parts does not end");
        }
        let end = find(body, start, line.as_bytes()).ok_or(NO_BOUNDARY)?;
        if parts.len() == MAX_PARTS {
            return Err("it has more than 1000 parts");
        }
        parts.extend(part(&body.slice((start + 2).min(end)..end))?);
        rest = end + line.len();
    }
}

const NO_BOUNDARY: &str = "it ends before its last boundary";

/// Reads a part: headers, an empty line, content. One without a name is nobody's.
fn part(bytes: &Bytes) -> Result<Option<Part>, &'static str> {
    let (head, content) = if bytes.starts_with(b"\r\n") {
        (&[][..], bytes.slice(2..))
    } else {
        let searched = bytes.get(..MAX_HEAD + 4).unwrap_or(bytes);
        let end = find(searched, 0, b"\r\n\r\n").ok_or(if searched.len() < bytes.len() {
            "the headers of a part have more than 16 KiB"
        } else {
            "a part has no end of its headers"
        })?;
        (&bytes[..end], bytes.slice(end + 4..))
    };
    let head = std::str::from_utf8(head).map_err(|_| "the headers of a part are no UTF-8")?;
    let header = |name: &str| {
        let mut headers = head.split("\r\n").filter_map(|line| line.split_once(':'));
        headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    let Some(disposition) = header("Content-Disposition") else { return Ok(None) };
    let Some(name) = disposition::parameter(disposition, "name") else { return Ok(None) };
    let media_type = header("Content-Type").map(str::to_owned);
    Ok(Some(Part { name, file_name: name_of(disposition), media_type, content }))
}

/// Returns where something is, from a place on. Each byte is looked at twice at most: what is looked for begins with
/// a line break, which stands nowhere else in it.
fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let mut at = from;
    while at + wanted.len() <= bytes.len() {
        let next = bytes[at..].iter().position(|byte| *byte == wanted[0])?;
        at += next;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Part, read};
    use bytes::Bytes;
    use proptest::prelude::*;

    fn part(name: &str, content: &'static str) -> Part {
        Part { name: name.to_owned(), file_name: None, media_type: None, content: Bytes::from(content) }
    }

    #[test]
    fn parts_have_names_types_and_content() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nÅsa\r\n--x\r\ncontent-type: image/png\r\n\
                    content-disposition: form-data; name=photo; filename=\"C:\\a.png\"\r\n\r\n\r\n--y\r\n\r\n--x--\r\n";
        let photo = Part {
            file_name: Some("a.png".to_owned()),
            media_type: Some("image/png".to_owned()),
            ..part("photo", "\r\n--y\r\n")
        };
        assert_eq!(read(&body.into(), "x"), Ok(vec![part("title", "Åsa"), photo]));
    }

    #[test]
    fn what_is_around_the_parts_does_not_count() {
        let body = "preamble\r\n--x  \r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x\r\n\r\nnobody's\r\n--x--epilogue";
        assert_eq!(read(&body.into(), "x"), Ok(vec![part("a", "1")]));
        assert_eq!(read(&"--x--".into(), "x"), Ok(Vec::new()));
    }

    #[test]
    fn what_is_cut_is_an_error() {
        let body = "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--";
        for end in 0..body.len() {
            assert!(read(&Bytes::from(&body[..end]), "x").is_err(), "{}", &body[..end]);
        }
        assert!(read(&body.into(), "").is_err());
    }

    #[test]
    fn parts_are_limited() {
        let one = "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n";
        assert!(read(&format!("{}--x--", one.repeat(1000)).into(), "x").is_ok());
        assert!(read(&format!("{}--x--", one.repeat(1001)).into(), "x").is_err());
    }

    #[test]
    fn headers_of_parts_are_limited() {
        let with_head = |length: usize| {
            let head = format!("Content-Disposition: form-data; name=a; x=\"{}\"", "y".repeat(length - 44));
            assert_eq!(head.len(), length);
            read(&format!("--x\r\n{head}\r\n\r\n1\r\n--x--").into(), "x")
        };
        assert_eq!(with_head(16 << 10).map(|parts| parts.len()), Ok(1));
        assert_eq!(with_head((16 << 10) + 1), Err("the headers of a part have more than 16 KiB"));
        let endless = format!("--x\r\n{}\r\n--x--", "A: b\r\n".repeat(100_000));
        assert_eq!(read(&endless.into(), "x"), Err("the headers of a part have more than 16 KiB"));
    }

    proptest! {
        #[test]
        fn any_body_is_read_without_panic(body in "(--x|\r\n|--|a|: |Content-Disposition: form-data; name=a){0,30}") {
            let _ = read(&body.into(), "x");
        }
    }
}

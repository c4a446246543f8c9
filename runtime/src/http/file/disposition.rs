//! The names of files in `Content-Disposition` (RFC 6266, RFC 7578, and what .NET writes).

use crate::http::MediaType;
use ::http::HeaderMap;
use ::http::header::CONTENT_DISPOSITION;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encoding_rs::Encoding;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// Returns the value of a part's header: `form-data; name="photo"; filename="ada.jpg"`.
///
/// It is UTF-8, and characters that would end a name are escaped, as browsers do. A file's name with letters other
/// than those of ASCII is there twice, as .NET's `HttpClient` sends it.
pub(crate) fn of_part(name: &str, file_name: Option<&str>) -> String {
    let mut out = "form-data; name=\"".to_owned();
    push_escaped(&mut out, name);
    out.push('"');
    if let Some(file_name) = file_name {
        let file_name = without_folders(file_name);
        out.push_str("; filename=\"");
        push_escaped(&mut out, &file_name);
        out.push('"');
        push_extended(&mut out, &file_name);
    }
    out
}

/// Returns the value of a message's header: `attachment; filename="ada.jpg"`.
///
/// A name with letters other than those of ASCII is there twice: for readers that know RFC 8187, and with `_` for each
/// of these letters.
pub(crate) fn of_attachment(file_name: &str) -> String {
    let file_name = without_folders(file_name);
    let mut out = "attachment; filename=\"".to_owned();
    for c in file_name.chars() {
        match c {
            '"' => out.push_str("\\\""),
            c if c.is_ascii() => out.push(c),
            _ => out.push('_'),
        }
    }
    out.push('"');
    push_extended(&mut out, &file_name);
    out
}

fn push_escaped(out: &mut String, value: &str) {
    for c in value.chars() {
        match c {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            c if c.is_control() => out.push('_'),
            c => out.push(c),
        }
    }
}

fn push_extended(out: &mut String, file_name: &str) {
    if !file_name.is_ascii() {
        out.push_str("; filename*=UTF-8''");
        crate::http::uri::encode(out, file_name);
    }
}

/// Returns the file's name in the headers of a message, without folders.
pub(crate) fn name_in(headers: &HeaderMap) -> Option<String> {
    let bytes = headers.get(CONTENT_DISPOSITION)?.as_bytes();
    // The standard has Latin-1 there, and services write UTF-8.
    let text =
        std::str::from_utf8(bytes).map_or_else(|_| encoding_rs::mem::decode_latin1(bytes), Cow::Borrowed);
    name_of(&text)
}

/// Returns the file's name in such a value, without folders.
pub(crate) fn name_of(disposition: &str) -> Option<String> {
    let name = parameter(disposition, "filename*")
        .and_then(|value| extended(&value))
        .or_else(|| parameter(disposition, "filename").map(|name| encoded_word(&name).unwrap_or(name)))?;
    let name = without_folders(&name);
    // Windows passes over dots and blanks at the end of a name, and nothing is left of these.
    let is_name = !name.trim_matches(['.', ' ']).is_empty();
    is_name.then(|| name.into_owned())
}

/// Returns what `UTF-8''%C3%85sa.pdf` means (RFC 8187).
fn extended(value: &str) -> Option<String> {
    let (charset, value) = value.split_once('\'')?;
    let (_, value) = value.split_once('\'')?;
    decoded(charset, &Cow::from(percent_decode_str(value)))
}

/// Returns what `=?utf-8?B?w4VzYS5wZGY=?=` means (RFC 2047), which is how .NET writes a `FileName` with other letters
/// than those of ASCII.
fn encoded_word(name: &str) -> Option<String> {
    let mut parts = name.strip_prefix("=?")?.strip_suffix("?=")?.split('?');
    let (charset, encoding, content) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || !encoding.eq_ignore_ascii_case("b") {
        return None;
    }
    decoded(charset, &STANDARD.decode(content).ok()?)
}

fn decoded(charset: &str, bytes: &[u8]) -> Option<String> {
    let encoding = Encoding::for_label(charset.as_bytes())?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// Returns a parameter of a value: `name` of `form-data; name="photo"`.
pub(crate) fn parameter(disposition: &str, name: &str) -> Option<String> {
    // Its grammar is that of a media type's parameters, but paths of Windows have backslashes that escape nothing.
    let (_, parameters) = disposition.split_once(';')?;
    let mut text = String::from("x/x;");
    let mut chars = parameters.chars().peekable();
    while let Some(c) = chars.next() {
        text.push(c);
        if c == '\\' {
            let escaped = chars.next_if(|next| matches!(next, '"' | '\\'));
            text.push(escaped.unwrap_or('\\'));
        }
    }
    MediaType::parse(&text)?.parameter(name).map(str::to_owned)
}

/// Returns a name without folders and drives, and without control characters: a service or a browser may send whole
/// paths, or worse.
fn without_folders(name: &str) -> Cow<'_, str> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut name = if name.contains(char::is_control) {
        Cow::Owned(name.replace(char::is_control, "_"))
    } else {
        Cow::Borrowed(name)
    };
    // `C:x` is a path as well.
    while let [drive, b':', ..] = name.as_bytes()
        && drive.is_ascii_alphabetic()
    {
        name = match name {
            Cow::Borrowed(name) => Cow::Borrowed(&name[2..]),
            Cow::Owned(name) => Cow::Owned(name[2..].to_owned()),
        };
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{name_of, of_attachment, of_part, parameter};
    use proptest::prelude::*;

    #[test]
    fn names_are_written_for_all_readers() {
        assert_eq!(of_part("photo", Some("ada.jpg")), r#"form-data; name="photo"; filename="ada.jpg""#);
        assert_eq!(
            of_part("a\"\r\nX: 1", Some("C:\\x\\Åsa\"\r\n.pdf")),
            "form-data; name=\"a%22%0D%0AX: 1\"; filename=\"Åsa%22__.pdf\"; filename*=UTF-8''%C3%85sa%22__.pdf"
        );
        assert_eq!(of_attachment("a\"b\r\nc.txt"), "attachment; filename=\"a\\\"b__c.txt\"");
        assert_eq!(
            of_attachment("C:\\x\\Åsa.pdf"),
            "attachment; filename=\"_sa.pdf\"; filename*=UTF-8''%C3%85sa.pdf"
        );
    }

    #[test]
    fn names_are_read_without_folders() {
        for (text, expected) in [
            ("attachment; filename=invoice.pdf", Some("invoice.pdf")),
            ("attachment; FileName=\"in voice.pdf\"", Some("in voice.pdf")),
            ("attachment; filename=\"Invoice 12:30.pdf\"", Some("Invoice 12:30.pdf")),
            (r#"attachment; filename="the \"best\".pdf""#, Some("the \"best\".pdf")),
            ("attachment; filename=x.pdf; filename*=UTF-8''%C3%85sa.pdf", Some("Åsa.pdf")),
            ("attachment; filename*=UTF-8''%C3%85sa.pdf; filename=x.pdf", Some("Åsa.pdf")),
            ("attachment; filename*=iso-8859-1'en'%C5sa.pdf", Some("Åsa.pdf")),
            // What cannot be read falls back to the other name.
            ("attachment; filename=x.pdf; filename*=utf-8''%FF.pdf", Some("x.pdf")),
            ("attachment; filename=x.pdf; filename*=klingon''y.pdf", Some("x.pdf")),
            // As .NET writes it.
            ("attachment; filename=\"=?utf-8?B?w4VzYS5wZGY=?=\"", Some("Åsa.pdf")),
            ("attachment; filename=\"=?utf-8?B?!?=\"", Some("=?utf-8?B?!?=")),
            ("attachment; filename=\"../../etc/passwd\"", Some("passwd")),
            (r#"attachment; filename="C:\photos\ada.jpg""#, Some("ada.jpg")),
            (r#"attachment; filename="\\\\host\\share\\ada.jpg""#, Some("ada.jpg")),
            ("attachment; filename=\"C:D:ada.jpg\"", Some("ada.jpg")),
            ("attachment; filename*=utf-8''..%2F..%5Cboot.ini", Some("boot.ini")),
            ("attachment; filename*=utf-8''a%00%0D%0Ab", Some("a___b")),
            ("attachment; filename=\"=?utf-8?B?Li4vLi4vYQ==?=\"", Some("a")),
            ("attachment; filename=\"..\"", None),
            ("attachment; filename=\"x/.. \"", None),
            ("attachment; filename=\"C:\"", None),
            ("attachment; filename=\"\"", None),
            ("inline", None),
            ("", None),
        ] {
            assert_eq!(name_of(text).as_deref(), expected, "{text}");
        }
        assert_eq!(parameter("form-data; name=\"a;b\"", "name").as_deref(), Some("a;b"));
    }

    proptest! {
        #[test]
        fn names_are_read_as_they_were_written(name in "[^/\\\\\\p{Cc}]{1,12}") {
            prop_assume!(name.as_bytes().get(1) != Some(&b':') && !name.trim_matches(['.', ' ']).is_empty());
            prop_assume!(!name.starts_with("=?"));
            let read = name_of(&of_attachment(&name));
            prop_assert_eq!(read.as_deref(), Some(name.as_str()));
        }

        #[test]
        fn no_name_is_a_path(text in "(attachment|;|=|\"|filename|\\*|utf-8''|%2F|%5C|%00|\\.|/|\\\\|C:| |\r|é){0,16}") {
            if let Some(name) = name_of(&text) {
                prop_assert!(!name.contains(['/', '\\', '\0', '\r']), "{}", name);
                prop_assert!(name.as_bytes().get(1) != Some(&b':') || !name.as_bytes()[0].is_ascii_alphabetic());
                prop_assert!(!matches!(name.as_str(), "" | "." | ".."));
            }
        }
    }
}

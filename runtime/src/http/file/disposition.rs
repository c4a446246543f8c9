//! The names of files in `Content-Disposition`.

use crate::http::MediaType;
use percent_encoding::percent_decode_str;

/// Returns the header's value: `form-data; name="photo"; filename="ada.jpg"`.
///
/// Characters that would end a name are escaped as browsers do; one with other letters than those of ASCII is there
/// twice, as .NET's `HttpClient` sends it.
pub(crate) fn disposition_of(kind: &str, name: Option<&str>, file_name: Option<&str>) -> String {
    let mut out = kind.to_owned();
    for (key, value) in [("name", name), ("filename", file_name)] {
        let Some(value) = value else { continue };
        let value = if key == "filename" { last_segment(value) } else { value };
        out.push_str("; ");
        out.push_str(key);
        out.push_str("=\"");
        for c in value.chars() {
            match c {
                '"' => out.push_str("%22"),
                '\r' => out.push_str("%0D"),
                '\n' => out.push_str("%0A"),
                c if c.is_control() => out.push('_'),
                c => out.push(c),
            }
        }
        out.push('"');
        if key == "filename" && !value.is_ascii() {
            out.push_str("; filename*=utf-8''");
            crate::http::uri::encode(&mut out, value);
        }
    }
    out
}

/// Returns the file's name in such a value, without folders.
pub(crate) fn name_of(disposition: &str) -> Option<String> {
    let extended = parameter(disposition, "filename*").and_then(|value| {
        let (charset, value) = value.split_once('\'')?;
        let (_, value) = value.split_once('\'')?;
        let bytes = percent_decode_str(value);
        match charset.to_ascii_lowercase().as_str() {
            "utf-8" => bytes.decode_utf8().ok().map(std::borrow::Cow::into_owned),
            "iso-8859-1" => Some(bytes.map(char::from).collect()),
            _ => None,
        }
    });
    let name = extended.or_else(|| parameter(disposition, "filename"))?;
    let name: String = last_segment(&name).chars().filter(|c| !c.is_control()).collect();
    Some(name).filter(|name| !matches!(name.as_str(), "" | "." | ".."))
}

/// Returns a parameter of a value: `name` of `form-data; name="photo"`.
pub(crate) fn parameter(disposition: &str, name: &str) -> Option<String> {
    // Its grammar is that of a media type's parameters.
    let (_, parameters) = disposition.split_once(';')?;
    MediaType::parse(&format!("x/x;{parameters}"))?.parameter(name).map(str::to_owned)
}

/// Returns a name without folders: a service or a browser may send whole paths.
fn last_segment(name: &str) -> &str {
    name.rsplit(['/', '\\', ':']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{disposition_of, name_of, parameter};

    #[test]
    fn names_are_written_for_all_readers() {
        assert_eq!(
            disposition_of("form-data", Some("photo"), Some("ada.jpg")),
            r#"form-data; name="photo"; filename="ada.jpg""#
        );
        assert_eq!(
            disposition_of("attachment", None, Some("a\"b\r\nc.txt")),
            r#"attachment; filename="a%22b%0D%0Ac.txt""#
        );
        assert_eq!(
            disposition_of("attachment", None, Some("C:\\x\\Åsa.pdf")),
            "attachment; filename=\"Åsa.pdf\"; filename*=utf-8''%C3%85sa.pdf"
        );
    }

    #[test]
    fn names_are_read_without_folders() {
        for (text, expected) in [
            ("attachment; filename=invoice.pdf", Some("invoice.pdf")),
            ("attachment; FileName=\"in voice.pdf\"", Some("in voice.pdf")),
            ("attachment; filename=x.pdf; filename*=UTF-8''%C3%85sa.pdf", Some("Åsa.pdf")),
            ("attachment; filename*=iso-8859-1'en'%C5sa.pdf", Some("Åsa.pdf")),
            ("attachment; filename=\"../../etc/passwd\"", Some("passwd")),
            ("attachment; filename*=utf-8''..%2F..%5Cboot.ini", Some("boot.ini")),
            ("attachment; filename=\"..\"", None),
            ("attachment; filename=\"\"", None),
            ("inline", None),
            ("", None),
        ] {
            assert_eq!(name_of(text).as_deref(), expected, "{text}");
        }
        assert_eq!(parameter("form-data; name=\"a;b\"", "name").as_deref(), Some("a;b"));
    }
}

//! The header of a part, of a mail, or of an answer of a server.

/// The most lines of a header.
const MOST_LINES: usize = 200;

/// The longest line of a header.
const LONGEST: usize = 16 * 1024;

/// The fields of a header: names in lower case, unfolded values.
#[derive(Debug, Default)]
pub(super) struct Header {
    fields: Vec<(String, String)>,
    /// It begins with the status of an answer: `HTTP/1.1 200 OK`.
    answer: bool,
}

impl Header {
    /// Reads a header up to the empty line after it, and returns what follows; `None` if the bytes begin with
    /// none.
    pub(super) fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let mut header = Header::default();
        let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        for number in 0..MOST_LINES {
            let end = rest.iter().take(LONGEST).position(|byte| *byte == b'\n');
            let end = end.or((rest.len() < LONGEST).then_some(rest.len()))?;
            let line = rest.get(..end).unwrap_or_default();
            let after = rest.get(end + 1..).unwrap_or_default();
            let text: String = line.trim_ascii_end().iter().map(|byte| char::from(*byte)).collect();
            rest = after;
            if text.is_empty() {
                if !header.fields.is_empty() {
                    return Some((header, rest));
                }
                // Some tools leave an empty line before the header.
                if rest.is_empty() {
                    return None;
                }
            } else if number == 0 && (text.starts_with("HTTP/") || text.starts_with("From ")) {
                header.answer = text.starts_with("HTTP/");
            } else if text.starts_with([' ', '\t']) {
                let (_, value) = header.fields.last_mut()?;
                value.push(' ');
                value.push_str(text.trim());
            } else {
                let (name, value) = text.split_once(':')?;
                let name = name.trim_end();
                if !name.starts_with(|c: char| c.is_ascii_alphanumeric())
                    || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                {
                    return None;
                }
                header.fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        None
    }

    /// Returns the value of a field.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Returns the media type in lower case; that of plain text if there is none.
    pub(super) fn media_type(&self) -> String {
        let value = self.get("content-type").unwrap_or("text/plain");
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Returns a parameter of a field: `boundary` of `multipart/related; boundary="x"`.
    pub(super) fn parameter(&self, field: &str, name: &str) -> Option<String> {
        let mut rest = self.get(field)?.split_once(';')?.1;
        loop {
            rest = rest.trim_start_matches([';', ' ', '\t']);
            let (key, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let (value, more) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => after.split_once(';').unwrap_or((after, "")),
            };
            if key.trim().eq_ignore_ascii_case(name) {
                return Some(value.trim().to_owned());
            }
            rest = more;
        }
    }

    /// Returns whether the header is that of a whole mail, web archive or answer, and not of a text with
    /// colons.
    pub(super) fn is_of_mail_or_answer(&self) -> bool {
        self.get("content-type").is_some() && (self.answer || self.get("mime-version").is_some())
    }

    /// Returns whether it is of a file that is attached to a mail.
    pub(super) fn is_attachment(&self) -> bool {
        self.get("content-disposition").is_some_and(|value| {
            let kind = value.split(';').next().unwrap_or_default();
            kind.trim().eq_ignore_ascii_case("attachment") && !self.media_type().contains("html")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_fields_and_parameters() {
        let text = b"\nMIME-Version : 1.0\r\nContent-Type: Multipart/Related;\r\n\tboundary=\"a;b\";  type=text/html\r\n\r\nx";
        let (header, rest) = Header::read(text).expect("a header");
        assert_eq!(header.media_type(), "multipart/related");
        assert_eq!(header.parameter("content-type", "boundary").as_deref(), Some("a;b"));
        assert_eq!(header.parameter("content-type", "TYPE").as_deref(), Some("text/html"));
        assert_eq!(header.parameter("content-type", "charset"), None);
        assert_eq!(rest, b"x");
    }

    #[test]
    fn takes_no_page_for_a_header() {
        assert!(Header::read(b"<!DOCTYPE html>\n<p style='a: b'>\n").is_none());
        assert!(Header::read(b"POST api/x?a={a}\nRequest Information\n\n").is_none());
        assert!(Header::read(&vec![b'a'; 100_000]).is_none());
        assert!(Header::read(b"\n\n\n").is_none());
    }
}

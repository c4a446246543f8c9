//! The address of a request, for people.

use ::http::header::HOST;
use ::http::request::Parts;
use percent_encoding::percent_decode;
use std::fmt;
use std::fmt::Write as _;

/// The whole address of a request as .NET shows it: the encoding of letters, digits and blanks is undone.
pub(super) struct Address<'r>(pub(super) &'r Parts);

impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let uri = &self.0.uri;
        if uri.authority().is_none()
            && let Some(host) = self.0.headers.get(HOST).and_then(|host| host.to_str().ok())
        {
            write!(f, "http://{host}")?;
        }
        write_decoded(&uri.to_string(), f)
    }
}

fn write_decoded(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, run) = rest.split_at(at);
        f.write_str(before)?;
        let is_encoded =
            |part: &&[u8]| matches!(part, [b'%', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
        let length = 3 * run.as_bytes().chunks(3).take_while(is_encoded).count();
        if length == 0 {
            f.write_char('%')?;
            rest = &run[1..];
            continue;
        }
        let bytes: Vec<u8> = percent_decode(&run.as_bytes()[..length]).collect();
        for chunk in bytes.utf8_chunks() {
            for c in chunk.valid().chars() {
                if c.is_alphanumeric() || c == ' ' { f.write_char(c)? } else { write_encoded(c, f)? }
            }
            chunk.invalid().iter().try_for_each(|byte| write!(f, "%{byte:02X}"))?;
        }
        rest = &run[length..];
    }
    f.write_str(rest)
}

fn write_encoded(c: char, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    c.encode_utf8(&mut [0; 4]).bytes().try_for_each(|byte| write!(f, "%{byte:02X}"))
}

#[cfg(test)]
mod tests {
    use super::Address;
    use ::http::Request;
    use proptest::prelude::*;

    fn shown(uri: &str, host: Option<&str>) -> String {
        let mut request = Request::get(uri);
        if let Some(host) = host {
            request = request.header("host", host);
        }
        Address(&request.body(()).unwrap().into_parts().0).to_string()
    }

    #[test]
    fn letters_and_blanks_are_decoded() {
        let host = Some("localhost:8080");
        for (uri, expected) in [
            ("/api/%C3%85sa%20%2F%41?x=%25", "http://localhost:8080/api/Åsa %2FA?x=%25"),
            ("/%ff%zz%", "http://localhost:8080/%FF%zz%"),
            ("https://example.com/a", "https://example.com/a"),
        ] {
            assert_eq!(shown(uri, host), expected);
        }
        assert_eq!(shown("/a", None), "/a");
    }

    proptest! {
        #[test]
        fn any_address_is_shown_without_panic(path in r"(%|[0-9a-fC]{2}|/|%C3%A5|%F0%9F|\?){0,12}") {
            let _ = shown(&format!("/{path}"), None);
        }
    }
}

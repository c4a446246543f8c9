//! Answers that are kept: without the secrets that the server repeats in them.

use datacontract_codegen::address::pairs;

use super::{HIDDEN, Secrets};

/// The attributes that have addresses.
const ATTRIBUTES: [&[u8]; 3] = [b"href", b"action", b"src"];

/// Returns an answer without the secrets in the addresses that it links to, and without those that were
/// given.
pub(crate) fn without_secrets(body: Vec<u8>, secrets: &Secrets) -> Vec<u8> {
    let body = links(body);
    secrets.texts.iter().fold(body, |body, secret| replaced(body, secret.as_bytes()))
}

fn replaced(body: Vec<u8>, secret: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(rest) = body.get(at..).filter(|rest| rest.len() >= secret.len()) {
        if rest.starts_with(secret) {
            out.extend_from_slice(body.get(from..at).unwrap_or_default());
            out.extend_from_slice(HIDDEN.as_bytes());
            at += secret.len();
            from = at;
        } else {
            at += 1;
        }
    }
    if from == 0 {
        return body;
    }
    out.extend_from_slice(body.get(from..).unwrap_or_default());
    out
}

/// Hides the secrets in the addresses of attributes.
fn links(body: Vec<u8>) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = body.get(at..).and_then(|rest| rest.iter().position(|b| *b == b'=')) {
        at += found + 1;
        let before = body.get(..at - 1).unwrap_or_default().trim_ascii_end();
        let is_link = ATTRIBUTES.iter().any(|name| {
            before.len() > name.len()
                && before.get(before.len() - name.len()..).is_some_and(|end| end.eq_ignore_ascii_case(name))
        });
        if !is_link {
            continue;
        }
        let rest = body.get(at..).unwrap_or_default();
        let start = at + (rest.len() - rest.trim_ascii_start().len());
        let (start, end) = match body.get(start) {
            Some(quote @ (b'"' | b'\'')) => (start + 1, *quote),
            _ => (start, b' '),
        };
        let value = body.get(start..).unwrap_or_default();
        let is_end = |b: &u8| if end == b' ' { b.is_ascii_whitespace() || *b == b'>' } else { *b == end };
        let value = value.iter().position(is_end).and_then(|length| value.get(..length)).unwrap_or_default();
        at = start + value.len();
        if let Some(hidden) = std::str::from_utf8(value).ok().and_then(link) {
            out.extend_from_slice(body.get(from..start).unwrap_or_default());
            out.extend_from_slice(hidden.as_bytes());
            from = at;
        }
    }
    if from == 0 {
        return body;
    }
    out.extend_from_slice(body.get(from..).unwrap_or_default());
    out
}

/// Returns the address of an attribute without its secrets; `None` if it has none.
fn link(address: &str) -> Option<String> {
    let (before, query) = address.split_once('?').unwrap_or((address, ""));
    let mut text = before.to_owned();
    if let Some((scheme, rest)) = before.split_once("//")
        && let Some((login, host)) = rest.split_once('@')
        && !login.contains('/')
    {
        text = format!("{scheme}//{host}");
    }
    let (query, fragment) = query.split_once('#').unwrap_or((query, ""));
    let mut sign = '?';
    // `&amp;` is what HTML makes of `&`.
    for part in query.split("&amp;").flat_map(|part| part.split('&')).filter(|part| !part.is_empty()) {
        text.push(std::mem::replace(&mut sign, '&'));
        match pairs(part).next() {
            Some(pair) if pair.is_secret() => text.extend([pair.raw_name, "=", HIDDEN]),
            _ => text.push_str(part),
        }
    }
    if !fragment.is_empty() {
        text.extend(["#", fragment]);
    }
    (text.replace("&amp;", "&") != address.replace("&amp;", "&")).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Address;

    #[test]
    fn secrets_that_a_server_repeats_are_hidden() {
        let (_, secrets) = Address::given("https://h/Help?key=S3cr3tS3cr3t").expect("an address");
        let page = concat!(
            "<p title=key>Your key: S3cr3tS3cr3t, admin</p><a href=\"/Help/Api/GET-x?apiId=1&amp;key=S3cr3tS3cr3t#a\">",
            "<A HREF = '/x?token=other'><a href=/y?sig=z>href=<a href='//u:p@h/z'><a href=\"/Help?apiId=GET-key\">"
        );
        let expected = concat!(
            "<p title=key>Your key: hidden, admin</p><a href=\"/Help/Api/GET-x?apiId=1&key=hidden#a\">",
            "<A HREF = '/x?token=hidden'><a href=/y?sig=hidden>href=<a href='//h/z'><a href=\"/Help?apiId=GET-key\">"
        );
        let hidden = without_secrets(page.as_bytes().to_vec(), &secrets);
        assert_eq!(String::from_utf8_lossy(&hidden), expected);
    }

    #[test]
    fn other_pages_stay_byte_for_byte() {
        let page = b"<a href=\"/Help?apiId=GET-x&amp;b=%7bc%7d\">\xff\xfe<a href='".to_vec();
        assert_eq!(without_secrets(page.clone(), &Secrets::default()), page);
    }
}

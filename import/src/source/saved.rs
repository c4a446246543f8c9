//! What tools leave in a page that they save: where it came from, and when.

use crate::{address::Address, page::Provenance};

/// How much of a page is looked at: the comments stand at its beginning.
const HEAD: usize = 4096;

/// Completes what is known of a page by the words of the browser that saved it.
pub(super) fn complete(html: &str, provenance: &mut Provenance) {
    let mut end = html.len().min(HEAD);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let mut rest = html.get(..end).unwrap_or(html);
    while let Some((_, after)) = rest.split_once("<!--") {
        let Some((comment, more)) = after.split_once("-->") else { return };
        rest = more;
        if let Some(Saved { address, day }) = internet_explorer(comment).or_else(|| single_file(comment))
            && let Some(address) = shown(address)
        {
            provenance.location = address;
            provenance.retrieved = provenance.retrieved.take().or(day);
            return;
        }
    }
}

/// What a browser says of a page that it saved.
struct Saved<'c> {
    address: &'c str,
    day: Option<String>,
}

/// Reads `saved from url=(0042)https://host/Help`, which all browsers write for Windows.
fn internet_explorer(comment: &str) -> Option<Saved<'_>> {
    let (_, after) = comment.trim().strip_prefix("saved from url=(")?.split_once(')')?;
    after.split_whitespace().next().map(|address| Saved { address, day: None })
}

/// Reads the lines `url: ..` and `saved date: ..` of the extension `SingleFile`.
fn single_file(comment: &str) -> Option<Saved<'_>> {
    if !comment.trim_start().starts_with("Page saved with SingleFile") {
        return None;
    }
    let line = |name: &str| comment.lines().find_map(|line| line.trim().strip_prefix(name)).map(str::trim);
    Some(Saved { address: line("url:")?, day: line("saved date:").and_then(crate::date::day_of) })
}

/// Returns an address that a tool wrote into a page as it may be written: [`Address`] knows what of it is a
/// secret. `None` for what is no address of the web, such as a path on another machine.
pub(super) fn shown(address: &str) -> Option<String> {
    let address = address.trim();
    let is_clean = |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '"' | '<' | '>' | '\\');
    let (address, _) = Address::given(address).ok().filter(|_| address.chars().all(is_clean))?;
    Some(address.shown().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(html: &str) -> Provenance {
        let mut provenance = Provenance { location: "page.html".to_owned(), retrieved: None };
        complete(html, &mut provenance);
        provenance
    }

    #[test]
    fn finds_where_a_page_was_saved_from() {
        let of = |html: &str| location(html).location;
        assert_eq!(
            of("<!DOCTYPE html>\n<!-- saved from url=(0034)https://a.example/Help/Api/GET-api-x -->\n<html>"),
            "https://a.example/Help/Api/GET-api-x"
        );
        assert_eq!(of("<!-- saved from url=(0014)about:internet -->"), "page.html");
        assert_eq!(of("<!-- saved from url=(0030)file:///C:/Users/a/page.html -->"), "page.html");
        let single = "<html><!--\n Page saved with SingleFile \n url: https://a.example/Help \n \
                      saved date: Tue Oct 15 2024 12:00:00 GMT+0200\n-->";
        assert_eq!(of(single), "https://a.example/Help");
        assert_eq!(location(single).retrieved.as_deref(), Some("2024-10-15"));
    }

    #[test]
    fn secrets_of_an_address_are_not_shown() {
        let cases = [
            ("http://bob:pw@a.example/Help", Some("http://a.example/Help")),
            (
                "https://a.example/(S(abc))/Help/ResourceModel?key=s3cret&modelName=Box#top",
                Some("https://a.example/Help/ResourceModel?modelName=Box"),
            ),
            ("https://a.example?token=x", Some("https://a.example/")),
            ("https://a.example/Help?apiId=GET-x;jsessionid=1", Some("https://a.example/Help?apiId=GET-x")),
            ("http://bob:1/2@a.example/Help", None),
            ("https://@/x", None),
            ("cid:frame@mhtml.blink", None),
            ("https://a.example/\u{7}", None),
        ];
        for (address, expected) in cases {
            assert_eq!(shown(address).as_deref(), expected, "{address}");
        }
    }
}

//! Content negotiation: the format of an answer, as Web API's `DefaultContentNegotiator` finds it.
//!
//! 1. A script that says so (`X-Requested-With: XMLHttpRequest`) and accepts anything gets JSON.
//! 2. `Accept`, by quality; of equal ones a media type comes before `type/*`, that before `*/*`, and for the
//!    rest the service's order decides.
//! 3. The media type of the request's body, where the service has it.
//! 4. The service's first format: also for a client that accepts nothing the service has, unless it is to
//!    answer 406.

use super::answer::{Negotiated, Writers};
use super::charset::Charset;
use super::media_type::plain;
use super::{Api, Format, Formatter, MediaType};
use ::http::HeaderMap;
use ::http::header::{ACCEPT, ACCEPT_CHARSET, CONTENT_TYPE, HeaderName};
use std::cmp::Ordering;

/// How well a format matches; the first is best where the qualities are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Mapping,
    Literal,
    Subtypes,
    All,
    RequestType,
    Order,
}

/// How much a client prefers a format.
#[derive(Clone, Copy)]
struct Preference {
    rank: Rank,
    quality: f64,
}

impl Preference {
    /// Makes the preference for a format that `Accept` does not name.
    fn unnamed(rank: Rank) -> Self {
        Preference { rank, quality: 1.0 }
    }

    /// Returns whether this is better than another one.
    ///
    /// Among what is accepted the quality decides, then the rank; everything accepted is better than what is
    /// not.
    fn is_better_than(self, other: Preference) -> bool {
        if self.rank.max(other.rank) <= Rank::All {
            return self.quality > other.quality
                || (self.quality.total_cmp(&other.quality).is_eq() && self.rank < other.rank);
        }
        self.rank < other.rank
    }
}

/// Returns what a request is answered in. `None` is 406, which only a service that is `strict` answers, or one that
/// has no format for what is to be written.
pub(crate) fn negotiate(writers: Writers<'_>, headers: &HeaderMap, strict: bool) -> Option<Negotiated> {
    let api = writers.api;
    let accept = match only(headers, &ACCEPT) {
        Only::None => Vec::new(),
        Only::One(text) => {
            // What most clients send needs no parser.
            if let Some(found) = exactly(writers, text)
                && !headers.contains_key(ACCEPT_CHARSET)
            {
                return Some(Negotiated { charset: charset(api, found.format, headers), ..found });
            }
            parse(text)
        }
        Only::Many => list(headers, &ACCEPT).flat_map(parse).collect(),
    };
    let sorted = sorted(accept);
    let content_type = text_of(headers, &CONTENT_TYPE).and_then(MediaType::parse);
    let wants_script = wants_script(headers, &sorted);

    let mut best: Option<(Preference, Negotiated)> = None;
    for formatter in writers.formatters() {
        let of = |media_type| Negotiated { media_type, ..Negotiated::first_of(api, formatter) };
        let (preference, found) = if wants_script && formatter.format == Format::Json {
            (Preference::unnamed(Rank::Mapping), of("application/json"))
        } else if let Some((preference, media_type)) = accepted(formatter, &sorted) {
            (preference, of(media_type))
        } else if let Some(media_type) = content_type.as_ref().and_then(|found| same(formatter, found)) {
            (Preference::unnamed(Rank::RequestType), of(media_type))
        } else if strict && !sorted.is_empty() {
            continue;
        } else {
            (Preference::unnamed(Rank::Order), Negotiated::first_of(api, formatter))
        };
        if best.is_none_or(|(known, _)| preference.is_better_than(known)) {
            best = Some((preference, found));
        }
    }
    best.map(|(_, found)| Negotiated { charset: charset(api, found.format, headers), ..found })
}

/// Returns the media types of an `Accept`; nothing if one of them is malformed, as in .NET.
fn parse(text: &str) -> Vec<MediaType> {
    let found = MediaType::parse_list(text);
    let is_whole = found.len() >= text.split(',').filter(|item| !item.trim().is_empty()).count();
    // A comma within quotes makes the count wrong, which nobody sends.
    if is_whole || text.contains('"') { found } else { Vec::new() }
}

/// Returns the format whose media type stands alone in `Accept`.
fn exactly(writers: Writers<'_>, text: &str) -> Option<Negotiated> {
    writers.formatters().find_map(|formatter| {
        let media_type = formatter.media_types.iter().find(|media_type| **media_type == text)?;
        Some(Negotiated { media_type, ..Negotiated::first_of(writers.api, formatter) })
    })
}

/// Sorts media types by quality, the best first; of equal ones a media type comes before ranges.
fn sorted(accept: Vec<MediaType>) -> Vec<(MediaType, f64)> {
    let mut sorted: Vec<_> = accept
        .into_iter()
        .map(|found| {
            let quality = found.quality().unwrap_or(1.0);
            (found, quality)
        })
        .collect();
    sorted.sort_by(|(a, a_quality), (b, b_quality)| match b_quality.total_cmp(a_quality) {
        Ordering::Equal => range(a).cmp(&range(b)),
        order => order,
    });
    sorted
}

fn range(media_type: &MediaType) -> Rank {
    match (media_type.main_type(), media_type.subtype()) {
        ("*", "*") => Rank::All,
        (_, "*") => Rank::Subtypes,
        _ => Rank::Literal,
    }
}

fn accepted(formatter: &Formatter, sorted: &[(MediaType, f64)]) -> Option<(Preference, &'static str)> {
    sorted.iter().filter(|(_, quality)| *quality > 0.0).find_map(|(accepted, quality)| {
        let rank = range(accepted);
        let media_type = formatter.media_types.iter().find(|text| match rank {
            Rank::All => true,
            Rank::Subtypes => text
                .split_once('/')
                .is_some_and(|(main_type, _)| main_type.eq_ignore_ascii_case(accepted.main_type())),
            _ => text.eq_ignore_ascii_case(accepted.essence()),
        })?;
        Some((Preference { rank, quality: *quality }, *media_type))
    })
}

fn same(formatter: &Formatter, media_type: &MediaType) -> Option<&'static str> {
    formatter.media_types.iter().find(|text| text.eq_ignore_ascii_case(media_type.essence())).copied()
}

fn wants_script(headers: &HeaderMap, accept: &[(MediaType, f64)]) -> bool {
    const REQUESTED_WITH: HeaderName = HeaderName::from_static("x-requested-with");
    let is_script =
        || text_of(headers, &REQUESTED_WITH).is_some_and(|text| text.eq_ignore_ascii_case("XMLHttpRequest"));
    match accept {
        [] => is_script(),
        [(one, _)] => one.essence() == "*/*" && is_script(),
        _ => false,
    }
}

/// UTF-8 or UTF-16, the two that Web API writes: by `Accept-Charset`, else as the body of the request, else
/// the first one of the formatter.
fn charset(api: &Api, format: Format, headers: &HeaderMap) -> Charset {
    let first = Charset::first_of(api, format);
    let asked = if headers.contains_key(ACCEPT_CHARSET) { asked_charset(first, headers) } else { None };
    asked.unwrap_or_else(|| {
        // What most clients send says UTF-8 or nothing, and needs no parser where that is the first one.
        let says_nothing = |text: &&str| first == Charset::Utf8 && plain(text).is_some();
        let content_type = text_of(headers, &CONTENT_TYPE).filter(|text| !says_nothing(text));
        let media_type = content_type.and_then(MediaType::parse);
        media_type.as_ref().and_then(MediaType::charset).and_then(known_charset).unwrap_or(first)
    })
}

fn known_charset(name: &str) -> Option<Charset> {
    [Charset::Utf8, Charset::Utf16Le].into_iter().find(|known| known.name().eq_ignore_ascii_case(name))
}

/// Returns the best one of `Accept-Charset` that is known; `*` is the first one of the formatter.
fn asked_charset(first: Charset, headers: &HeaderMap) -> Option<Charset> {
    let mut asked: Vec<(&str, f64)> = list(headers, &ACCEPT_CHARSET)
        .flat_map(|text| text.split(','))
        .filter_map(|item| {
            let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
            let quality =
                parameters.trim().strip_prefix("q=").map_or(Some(1.0), |text| text.trim().parse().ok());
            quality.filter(|quality: &f64| *quality > 0.0).map(|quality| (name.trim(), quality))
        })
        .collect();
    asked.sort_by(|(a, a_quality), (b, b_quality)| {
        b_quality.total_cmp(a_quality).then_with(|| (*a == "*").cmp(&(*b == "*")))
    });
    asked.iter().find_map(|(name, _)| if *name == "*" { Some(first) } else { known_charset(name) })
}

/// How often a header stands there.
enum Only<'h> {
    None,
    One(&'h str),
    Many,
}

fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Only<'h> {
    let mut found = list(headers, name);
    match (found.next(), found.next()) {
        (None, _) => Only::None,
        (Some(text), None) => Only::One(text),
        _ => Only::Many,
    }
}

fn list<'h>(headers: &'h HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'h str> {
    headers.get_all(name).iter().filter_map(|value| value.to_str().ok())
}

fn text_of<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::{Negotiated, Writers, negotiate};
    use crate::http::charset::Charset;
    use crate::http::{Api, Format, Formatter};
    use ::http::{HeaderMap, HeaderName, HeaderValue};
    use proptest::prelude::*;

    static USUAL: Api = Api::new("Usual");
    static XML_FIRST: Api =
        Api::new("XmlFirst").formatters(&[Formatter::FORM, Formatter::XML, Formatter::JSON]);

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())
        };
        pairs.iter().map(pair).collect()
    }

    fn content_type(api: &Api, pairs: &[(&'static str, &str)]) -> String {
        let found = negotiate(Writers::of_errors(api), &headers(pairs), false).unwrap();
        found.content_type().to_str().unwrap().to_owned()
    }

    /// `tests/aspnet/observed` and the source of the negotiator.
    #[test]
    fn accept_decides() {
        for (accept, expected) in [
            ("application/json", "application/json"),
            ("text/json", "text/json"),
            ("application/xml", "application/xml"),
            ("TEXT/XML", "text/xml"),
            ("application/xml;q=0.5", "application/xml"),
            ("text/xml;q=0.5, application/json;q=0.4", "text/xml"),
            ("application/xml, application/json", "application/json"),
            ("application/json;q=0.9, application/xml", "application/xml"),
            ("*/*", "application/json"),
            ("text/*", "text/json"),
            ("text/xml, text/*", "text/xml"),
            ("text/*, application/xml", "application/xml"),
            ("text/*, application/xml;q=0.9", "text/json"),
            ("application/xml;q=0, */*", "application/json"),
            ("application/json;q=0, */*;q=0.1", "application/json"),
            ("text/html", "application/json"),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
            ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
            ("application/json;odata=verbose", "application/json"),
            ("image/png", "application/json"),
            ("nonsense", "application/json"),
            ("nonsense, application/xml", "application/json"),
            (", application/xml", "application/xml"),
        ] {
            let expected = format!("{expected}; charset=utf-8");
            assert_eq!(content_type(&USUAL, &[("accept", accept)]), expected, "{accept}");
        }
    }

    #[test]
    fn without_accept_the_body_or_the_first_format_decides() {
        assert_eq!(content_type(&USUAL, &[]), "application/json; charset=utf-8");
        assert_eq!(content_type(&XML_FIRST, &[]), "application/xml; charset=utf-8");
        let xml = ("content-type", "text/xml; charset=utf-8");
        assert_eq!(content_type(&USUAL, &[xml]), "text/xml; charset=utf-8");
        assert_eq!(content_type(&USUAL, &[xml, ("accept", "image/png")]), "text/xml; charset=utf-8");
        assert_eq!(content_type(&USUAL, &[xml, ("accept", "*/*")]), "application/json; charset=utf-8");
        let form = ("content-type", "application/x-www-form-urlencoded");
        assert_eq!(content_type(&XML_FIRST, &[form]), "application/xml; charset=utf-8");
    }

    #[test]
    fn scripts_get_json() {
        let script = ("x-requested-with", "XMLHttpRequest");
        assert_eq!(content_type(&XML_FIRST, &[script]), "application/json; charset=utf-8");
        assert_eq!(content_type(&XML_FIRST, &[script, ("accept", "*/*")]), "application/json; charset=utf-8");
        assert_eq!(content_type(&XML_FIRST, &[script, ("accept", "text/xml")]), "text/xml; charset=utf-8");
    }

    #[test]
    fn utf_16_is_written_on_demand() {
        let json = |charset| format!("application/json; charset={charset}");
        for (asked, charset) in [
            ("utf-16", "utf-16"),
            ("UTF-8;q=0.5, UTF-16", "utf-16"),
            ("utf-16;q=0, *", "utf-8"),
            ("*, utf-16", "utf-16"),
            ("klingon", "utf-8"),
        ] {
            let pairs = [("accept", "application/json"), ("accept-charset", asked)];
            assert_eq!(content_type(&USUAL, &pairs), json(charset), "{asked}");
        }
        assert_eq!(
            content_type(&USUAL, &[("content-type", "application/json; charset=utf-16")]),
            json("utf-16")
        );
        assert_eq!(
            content_type(&USUAL, &[("content-type", "application/json; charset=iso-8859-16")]),
            json("utf-8")
        );
    }

    /// `SelectResponseCharacterEncoding` and `SelectCharacterEncoding` of Web API.
    #[test]
    fn the_first_encoding_of_the_formatter_is_written_unless_asked_for_another() {
        static UTF_16: Api = Api::new("Utf16")
            .xml(crate::contract::XmlSettings::new().encoding(crate::contract::XmlEncoding::Utf16));
        for (pairs, expected) in [
            (&[("accept", "text/xml")][..], "text/xml; charset=utf-16"),
            (&[("accept", "text/xml"), ("accept-charset", "*")], "text/xml; charset=utf-16"),
            (&[("accept", "text/xml"), ("accept-charset", "klingon")], "text/xml; charset=utf-16"),
            (&[("accept", "text/xml"), ("accept-charset", "utf-8")], "text/xml; charset=utf-8"),
            (
                &[("accept", "text/xml"), ("accept-charset", "utf-8;q=0.5, *;q=0.1")],
                "text/xml; charset=utf-8",
            ),
            (
                &[("accept", "text/xml"), ("content-type", "text/xml; charset=utf-8")],
                "text/xml; charset=utf-8",
            ),
            (&[("content-type", "text/xml")], "text/xml; charset=utf-16"),
            (&[("accept", "application/json")], "application/json; charset=utf-8"),
            (&[("accept", "application/json"), ("accept-charset", "*")], "application/json; charset=utf-8"),
        ] {
            assert_eq!(content_type(&UTF_16, pairs), expected, "{pairs:?}");
        }
    }

    #[test]
    fn what_cannot_be_answered_is_406_only_where_that_is_wanted() {
        let usual = Writers::of_errors(&USUAL);
        let accepted = |accept| negotiate(usual, &headers(&[("accept", accept)]), true);
        assert_eq!(accepted("image/png"), None);
        let json =
            Negotiated { format: Format::Json, media_type: "application/json", charset: Charset::Utf8 };
        assert_eq!(accepted("*/*"), Some(json));
        assert_eq!(negotiate(usual, &HeaderMap::new(), true), Some(json));
    }

    proptest! {
        #[test]
        fn any_header_is_read_without_panic(
            accept in r#"(application/(json|xml)|text/[*]|[*]/[*]|;q=[0-9.]{0,3}|[,; "a]|\u{e5}){0,9}"#,
            charset in r"(utf-(8|16)|;q=[0-9.]{0,3}|[,;*]){0,6}",
        ) {
            let mut headers = HeaderMap::new();
            headers.append("accept", HeaderValue::from_bytes(accept.as_bytes()).unwrap());
            headers.append("accept-charset", HeaderValue::from_bytes(charset.as_bytes()).unwrap());
            prop_assert!(negotiate(Writers::of_errors(&USUAL), &headers, false).is_some());
        }
    }
}

//! Paths with parameters in braces, and what stands there in a request.

use super::values::decode_path;
use crate::any_case::eq_ignore_case;
use crate::http::{Operation, ParameterPlace};
use std::borrow::Cow;

/// The path of an operation: `api/orders/{id}`, `files/{name}.{extension}`, `api/files/{*path}`.
///
/// The last parameters may be left out where their arguments may be; one with a star takes all that is left
/// of a path.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    segments: Vec<Segment>,
    /// How many segments a request has at least.
    required: usize,
}

/// What stands between two slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    /// A text, the same in any case, without percent-encoding.
    Literal(Cow<'static, str>),
    /// A parameter, by its place among the operation's; one that is not declared has none.
    Parameter(Option<usize>),
    /// Texts and parameters in turns.
    Mixed(Vec<Part>),
    /// A parameter that takes all that is left.
    Rest(Option<usize>),
}

/// A part of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Literal(Cow<'static, str>),
    Parameter(Option<usize>),
}

/// What stands in a path for each parameter of an operation.
pub(crate) type Captures<'p> = Vec<Option<Cow<'p, str>>>;

impl Template {
    pub(crate) fn new(operation: &Operation) -> Self {
        let segments: Vec<Segment> =
            segments_of(operation.path).map(|text| segment(text, operation)).collect();
        let is_optional = |segment: &Segment| match segment {
            Segment::Parameter(Some(place)) | Segment::Rest(Some(place)) => {
                !operation.parameters[*place].is_required
            }
            // Nobody reads it.
            Segment::Rest(None) => true,
            _ => false,
        };
        let optional = segments.iter().rev().take_while(|segment| is_optional(segment)).count();
        let required = segments.len() - optional;
        Template { segments, required }
    }

    #[cfg(feature = "server")]
    pub(crate) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Returns how many segments a request has at least.
    #[cfg(feature = "server")]
    pub(crate) fn required(&self) -> usize {
        self.required
    }

    /// Returns what stands in a path for each of `count` parameters; `None` if it is none of this template.
    pub(crate) fn captures<'p>(&self, path: &'p str, count: usize) -> Option<Captures<'p>> {
        let mut captures = vec![None; count];
        let mut put = |place: &Option<usize>, text: Cow<'p, str>| {
            if let Some(place) = place {
                captures[*place] = Some(text);
            }
        };
        let mut rest = without_start(path);
        for (index, segment) in self.segments.iter().enumerate() {
            // Slashes are a value as well, where they may stand.
            if let Segment::Rest(place) = segment
                && !rest.is_empty()
            {
                put(place, decode_path(rest));
                return Some(captures);
            }
            if rest.bytes().all(|c| c == b'/') {
                return (index >= self.required).then_some(captures);
            }
            let (text, behind) = first_segment(rest);
            if text.is_empty() {
                return None;
            }
            match segment {
                Segment::Literal(literal) if eq_ignore_case(literal, &text) => {}
                Segment::Parameter(place) => put(place, text),
                Segment::Mixed(parts) => {
                    for (place, range) in match_parts(parts, &text)? {
                        let found = match &text {
                            Cow::Borrowed(text) => Cow::Borrowed(&text[range]),
                            Cow::Owned(text) => Cow::Owned(text[range].to_owned()),
                        };
                        put(&place, found);
                    }
                }
                _ => return None,
            }
            rest = behind;
        }
        rest.bytes().all(|c| c == b'/').then_some(captures)
    }
}

/// Returns the first segment of a path, decoded, and what stands behind its slash.
pub(crate) fn first_segment(path: &str) -> (Cow<'_, str>, &str) {
    let end = path.bytes().position(|c| c == b'/').unwrap_or(path.len());
    let (text, behind) = path.split_at(end);
    (decode_path(text), behind.get(1..).unwrap_or_default())
}

/// Returns a path without the slashes at its start.
pub(crate) fn without_start(path: &str) -> &str {
    path.trim_start_matches('/')
}

/// Returns what stands between the slashes of a template.
fn segments_of(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

fn segment(text: &'static str, operation: &Operation) -> Segment {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((name, behind)) = behind.split_once('}') else { break };
        if !before.is_empty() {
            parts.push(Part::Literal(decode_path(before)));
        }
        let place = |name: &str| {
            operation.parameters.iter().position(|parameter| {
                parameter.place == ParameterPlace::Path && eq_ignore_case(parameter.name, name)
            })
        };
        if let Some(name) = name.strip_prefix('*') {
            return Segment::Rest(place(name));
        }
        parts.push(Part::Parameter(place(name)));
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(Part::Literal(decode_path(rest)));
    }
    match parts.as_slice() {
        [] => Segment::Literal(decode_path(text)),
        [Part::Literal(text)] => Segment::Literal(text.clone()),
        [Part::Parameter(place)] => Segment::Parameter(*place),
        _ => Segment::Mixed(parts),
    }
}

/// Returns the ranges of a segment's parameters, each of at least one character; the last text is looked for
/// from the end, as in Web API: of `{name}.{extension}` the first takes as much as it can.
pub(crate) fn match_parts(
    parts: &[Part],
    text: &str,
) -> Option<Vec<(Option<usize>, std::ops::Range<usize>)>> {
    let mut found = Vec::new();
    let mut end = text.len();
    let mut pending = None;
    for (index, part) in parts.iter().enumerate().rev() {
        match part {
            Part::Parameter(place) => {
                if pending.replace(*place).is_some() {
                    // Two parameters without a text between them.
                    return None;
                }
            }
            Part::Literal(literal) => {
                let at = match pending {
                    // The parameter behind it needs a character.
                    Some(_) => last_of(text.get(..end)?, literal, Behind::Character)?,
                    None if index + 1 == parts.len() => {
                        last_of(text, literal, Behind::Anything).filter(|at| at + literal.len() == end)?
                    }
                    None => last_of(text.get(..end)?, literal, Behind::Anything)?,
                };
                if let Some(place) = pending.take() {
                    found.push((place, at + literal.len()..end));
                }
                end = at;
            }
        }
    }
    match pending {
        Some(place) if end > 0 => found.push((place, 0..end)),
        None if end == 0 => {}
        _ => return None,
    }
    Some(found)
}

/// What has to follow a literal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    Anything,
    /// At least one character.
    Character,
}

/// Returns the index at which a literal stands last, in any case, with `behind` after it.
fn last_of(text: &str, literal: &str, behind: Behind) -> Option<usize> {
    let last = text.len().checked_sub(literal.len() + usize::from(behind == Behind::Character))?;
    (0..=last)
        .rev()
        .find(|&at| text.get(at..at + literal.len()).is_some_and(|part| eq_ignore_case(part, literal)))
}

#[cfg(test)]
mod tests {
    use super::Template;
    use crate::contract::{Primitive, Type};
    use crate::http::{Api, Operation, Parameter};
    use ::http::Method;
    use proptest::prelude::*;

    static API: Api = Api::new("Test");
    const TEXT: Type = Type::Primitive(Primitive::String);
    const PARAMETERS: &[Parameter] =
        &[Parameter::path("a", TEXT), Parameter::path("b", TEXT).optional(), Parameter::query("c", TEXT)];

    fn captures(template: &'static str, path: &str) -> Option<(Option<String>, Option<String>)> {
        let operation = Operation::new(&API, "test", Method::GET, template).parameters(PARAMETERS);
        let captures = Template::new(&operation).captures(path, 3)?;
        let text = |index: usize| captures[index].as_ref().map(ToString::to_string);
        Some((text(0), text(1)))
    }

    fn assert_captures(template: &'static str, path: &str, a: Option<&str>, b: Option<&str>) {
        let expected = Some((a.map(str::to_owned), b.map(str::to_owned)));
        assert_eq!(captures(template, path), expected, "{template} {path}");
    }

    #[test]
    fn texts_are_the_same_in_any_case() {
        assert_captures("api/Lead/New", "/API/lead/new", None, None);
        assert_captures("api/Lead/New", "/api/Lead/New/", None, None);
        assert_captures("api/Åsa", "/api/%C3%A5sa", None, None);
        assert_captures("", "/", None, None);
        assert_captures("api/Lead/New", "//api/Lead/New", None, None);
        for path in ["/api/lead", "/api/lead/new/x", "/api//lead/new", "/api/leads/new", "/"] {
            assert_eq!(captures("api/lead/new", path), None, "{path}");
        }
    }

    #[test]
    fn parameters_take_a_segment() {
        assert_captures("x/{A}", "/x/a%2Fb%20c+d", Some("a/b c+d"), None);
        assert_captures("x/{A}", "/x/a%fFb", Some("a%FFb"), None);
        assert_captures("x/{a}/y/{b}", "/x/1/y/2", Some("1"), Some("2"));
        assert_eq!(captures("x/{a}", "/x/"), None);
        assert_eq!(captures("x/{a}/y", "/x//y"), None);
    }

    #[test]
    fn the_last_ones_may_be_left_out() {
        assert_captures("x/{a}/{b}", "/x/1", Some("1"), None);
        assert_captures("x/{a}/{b}", "/x/1/", Some("1"), None);
        assert_captures("x/{b}", "/x", None, None);
        assert_eq!(captures("x/{b}/y", "/x"), None);
        assert_eq!(captures("x/{b}/y", "/x/y"), None);
    }

    #[test]
    fn segments_may_be_mixed() {
        assert_captures("{a}.{b}", "/a.b.c", Some("a.b"), Some("c"));
        assert_captures("x-{a}-y", "/X-1-2-Y", Some("1-2"), None);
        assert_captures("{a}@{b}", "/@@x", Some("@"), Some("x"));
        assert_eq!(captures("{a}{b}", "/xy"), None);
    }

    #[test]
    fn mixed_segments_need_all_their_parts() {
        for path in ["/.b", "/a.", "/ab", "/."] {
            assert_eq!(captures("{a}.{b}", path), None, "{path}");
        }
        for path in ["/x--y", "/ax-1-y", "/x-1-yb", "/x-y"] {
            assert_eq!(captures("x-{a}-y", path), None, "{path}");
        }
    }

    #[test]
    fn a_star_takes_all_that_is_left() {
        assert_captures("x/{*a}", "/x/1/2%2f3/", Some("1/2/3/"), None);
        assert_captures("x/{*b}", "/x", None, None);
        assert_captures("x/{*other}", "/x/1/2", None, None);
        assert_eq!(captures("x/{*a}", "/x/"), None);
        // As ASP.NET does.
        for (path, rest) in
            [("/x//", "/"), ("/x///", "//"), ("/x/%2f", "/"), ("/x//a", "/a"), ("/x/a//b", "a//b")]
        {
            assert_captures("x/{*a}", path, Some(rest), None);
        }
    }

    proptest! {
        #[test]
        fn any_path_is_read_without_panic(path in r"(/|%2[fF5]|%|[a-c.@\-]|\u{e5}){0,20}") {
            for template in ["{a}.{b}", "x-{a}-y", "a/{a}/{b}", "a/{*a}", "å{a}å", ""] {
                let _ = captures(template, &path);
            }
        }
    }
}

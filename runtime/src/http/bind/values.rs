//! Names with values, as they stand in a query and in a form.

use crate::any_case::eq_ignore_case;
use percent_encoding::percent_decode;
use std::borrow::Cow;
use std::fmt::Write as _;

/// How many names with values may stand in a query or in a form: ASP.NET's `MaxHttpCollectionKeys`.
pub(crate) const MAX_VALUES: usize = 1000;

/// Names with values in the order in which they came, decoded. Names are the same in any case.
#[derive(Debug, Default)]
pub(crate) struct Values<'a> {
    pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> Values<'a> {
    /// Reads `a=1&b=2`; `None` if there are more than ASP.NET takes.
    ///
    /// As .NET does: `+` is a blank, a name without `=` has an empty value, what is no UTF-8 becomes U+FFFD,
    /// and names of jQuery are those of the model binder: `lines[0][sku]` is `lines[0].sku`, `codes[]` is
    /// `codes`.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let mut pairs = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            if pairs.len() == MAX_VALUES {
                return None;
            }
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            pairs.push((without_brackets(decode(name)), decode(value)));
        }
        Some(Values { pairs })
    }

    /// Returns names with values that are no longer encoded.
    pub(crate) fn of_pairs(pairs: Vec<(String, String)>) -> Values<'static> {
        let pairs =
            pairs.into_iter().map(|(name, value)| (without_brackets(Cow::Owned(name)), Cow::Owned(value)));
        Values { pairs: pairs.collect() }
    }

    /// Returns the values of a name, which is `ids` as well as `ids[]`.
    pub(crate) fn get(&self, name: &str) -> impl Iterator<Item = &str> {
        let name = without_brackets(Cow::Borrowed(name));
        self.pairs.iter().filter(move |(found, _)| eq_ignore_case(found, &name)).map(|(_, value)| &**value)
    }

    /// Returns whether there is a value of this name.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.get(name).next().is_some()
    }

    /// Returns whether there is a value of this name, or of one that begins with it: `lead` is in `lead.Name`
    /// and `lead[0]`.
    pub(crate) fn contains_prefix(&self, prefix: &str) -> bool {
        if prefix.is_empty() {
            return !self.pairs.is_empty();
        }
        self.pairs.iter().any(|(name, _)| {
            let (Some(start), Some(rest)) = (name.get(..prefix.len()), name.get(prefix.len()..)) else {
                return false;
            };
            eq_ignore_case(start, prefix) && matches!(rest.as_bytes().first(), None | Some(b'.' | b'['))
        })
    }
}

/// Returns a text of a query without percent-encoding: `+` is a blank, what is no UTF-8 becomes U+FFFD.
fn decode(text: &str) -> Cow<'_, str> {
    if text.contains('+') {
        Cow::Owned(percent_decode(text.replace('+', " ").as_bytes()).decode_utf8_lossy().into_owned())
    } else if text.contains('%') {
        percent_decode(text.as_bytes()).decode_utf8_lossy()
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns a text of a path without percent-encoding: `+` is a plus, what is no UTF-8 stays as it is, `%FF`.
pub(crate) fn decode_path(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|c| c == b'%') {
        return Cow::Borrowed(text);
    }
    let bytes: Vec<u8> = percent_decode(text.as_bytes()).collect();
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Nothing fails on a `String`.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Cow::Owned(out)
}

/// jQuery's names as the model binder has them: brackets with a name in them become dots, empty ones vanish.
fn without_brackets(name: Cow<'_, str>) -> Cow<'_, str> {
    if !name.contains('[') {
        return name;
    }
    let mut text = String::with_capacity(name.len());
    let mut rest: &str = &name;
    while let Some((before, behind)) = rest.split_once('[') {
        // Web API fails on a bracket that is never closed; here the name is no one's.
        let Some((key, behind)) = behind.split_once(']') else { return name };
        text.push_str(before);
        match key.as_bytes().first() {
            None => {}
            Some(c) if c.is_ascii_digit() => {
                text.push('[');
                text.push_str(key);
                text.push(']');
            }
            Some(_) => {
                text.push('.');
                text.push_str(key);
            }
        }
        rest = behind;
    }
    text.push_str(rest);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::{MAX_VALUES, Values};
    use proptest::prelude::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        let values = Values::parse(text).unwrap();
        values.pairs.into_iter().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
    }

    fn assert_pairs(text: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        assert_eq!(pairs(text), expected, "{text}");
    }

    #[test]
    fn names_and_values_are_decoded() {
        assert_pairs("a=1&b=&c&=5&&d==", &[("a", "1"), ("b", ""), ("c", ""), ("", "5"), ("d", "=")]);
        assert_pairs(
            "a%20b=%C3%85+x%2By",
            &[("a b", "Åx y".replace('x', " x+").replace(" y", "y").as_str())],
        );
        assert_pairs("a=%&b=%zz&c=%C3", &[("a", "%"), ("b", "%zz"), ("c", "\u{fffd}")]);
    }

    #[test]
    fn names_of_jquery_are_those_of_the_binder() {
        assert_pairs(
            "a[]=1&b[0]=2&c[0][sku]=3&d[x][y]=4&e[=5&f]=6",
            &[("a", "1"), ("b[0]", "2"), ("c[0].sku", "3"), ("d.x.y", "4"), ("e[", "5"), ("f]", "6")],
        );
    }

    #[test]
    fn names_are_found_in_any_case() {
        let values = Values::parse("Codes=a&codes=b&lead.Name=x&lines[0].Sku=y&lines[7]=z").unwrap();
        assert_eq!(values.get("CODES").collect::<Vec<_>>(), ["a", "b"]);
        assert!(
            values.contains_prefix("Lead")
                && values.contains_prefix("LINES[0]")
                && values.contains_prefix("lines")
        );
        assert!(!values.contains_prefix("lea") && !values.contains_prefix("lines[1]"));
    }

    #[test]
    fn their_number_is_bounded() {
        assert!(Values::parse(&"a&".repeat(MAX_VALUES)).is_some());
        assert!(Values::parse(&"a&".repeat(MAX_VALUES + 1)).is_none());
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in r"([\[\]&=%+.\u{e5}]|[0-9a-f]{1,2}|name){0,30}") {
            let values = Values::parse(&text).unwrap();
            let _ = (values.contains_prefix("name"), values.contains(&text));
        }
    }
}

//! JSON samples, as pages have them: some are damaged, some were never JSON.
//!
//! Numbers keep their spelling, since `8.0` and `8` tell types apart, and objects keep the order of their
//! members.

use std::collections::BTreeSet;

use super::cut_member::{CutEnd, CutMember};
use crate::clr_name::AssemblyQualifiedName;

/// How deeply values may nest.
const MAX_DEPTH: usize = 128;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    /// As spelled.
    Number(String),
    Text(String),
    Array(Array),
    Object(Object),
}

/// A list: its items, and its class, if Json.NET says that.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Array {
    pub(crate) items: Vec<Json>,
    /// What `$type` says of it, once [`crate::infer::settings::metadata::lift`] has unwrapped it.
    pub(crate) class: Option<AssemblyQualifiedName>,
}

impl From<Vec<Json>> for Array {
    fn from(items: Vec<Json>) -> Self {
        Self { items, class: None }
    }
}

/// An object: its members, and what Json.NET says of it besides.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Object {
    pub(crate) members: Vec<(String, Json)>,
    /// What stands before the members, once [`crate::infer::settings::metadata::lift`] has taken it out of them.
    pub(crate) metadata: Metadata,
    /// The member that the text ends in, if no more than the start of its value is there.
    pub(crate) cut: Option<CutMember>,
}

/// What Json.NET writes before the members of an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Metadata {
    /// Its own identity: `"$id": "1"`.
    pub(crate) id: Option<String>,
    /// The identity of the object that stands here too: `"$ref": "1"`.
    pub(crate) refers_to: Option<String>,
    /// The class: `"$type": "Shop.Order, Shop"`.
    pub(crate) class: Option<AssemblyQualifiedName>,
}

impl Object {
    /// Returns whether nothing is said of the object at all.
    pub(crate) fn says_nothing(&self) -> bool {
        *self == Object::default()
    }
}

impl From<Vec<(String, Json)>> for Object {
    fn from(members: Vec<(String, Json)>) -> Self {
        Self { members, ..Self::default() }
    }
}

/// A sample that was read.
#[derive(Clone, Debug)]
pub(crate) struct Parsed {
    pub(crate) value: Json,
    /// What had to be repaired, in words; each kind once.
    pub(crate) repairs: Vec<&'static str>,
    /// How many objects and arrays are open where the text is cut off, one in the other; 0 if it is whole.
    pub(crate) open: usize,
    /// The text ends in the middle.
    pub(crate) cut_off: bool,
}

const QUOTES: &str = "typographic quotes were made plain ones";
const COMMENTS: &str = "comments were taken out";
const COMMAS: &str = "commas after the last entry were taken out";
const BRACES: &str = "its braces are missing and were put around it";
const KEYS: &str = "names without quotes were given quotes";

/// Reads a sample. Gives nothing if it is no JSON by any stretch.
///
/// What writers of pages do to JSON is undone: typographic quotes, comments, names without quotes, commas
/// after the last entry. Of a sample that is cut off, what there is counts.
pub(crate) fn parse(text: &str) -> Option<Parsed> {
    let text = text.trim_start_matches('\u{feff}');
    let mut parser =
        Parser { chars: text.char_indices().peekable(), text, repairs: Vec::new(), cut_off: false, open: 0 };
    parser.skip();
    let value = parser.value(0)?;
    parser.skip();
    if parser.chars.peek().is_some() {
        return None;
    }
    let Parser { repairs, cut_off, open, .. } = parser;
    Some(Parsed { value, repairs, open, cut_off })
}

/// Reads an object without its braces: extractors drop lines that have nothing else. Gives nothing if one of an object
/// in it is missing as well: nothing shows where that begins and ends.
pub(crate) fn parse_without_braces(text: &str) -> Option<Parsed> {
    let inner = text.trim();
    let mut parsed = parse(&format!("{{{inner}}}")).filter(|_| inner.starts_with('"'))?;
    let Json::Object(object) = &parsed.value else { return None };
    // Names that come again are those of the next object.
    let mut names = BTreeSet::new();
    let is_one = object.members.iter().all(|(name, _)| names.insert(name.as_str()));
    let is_whole = !parsed.cut_off && parsed.repairs.is_empty() && is_one;
    parsed.repairs.push(BRACES);
    Some(parsed).filter(|_| is_whole)
}

struct Parser<'a> {
    chars: std::iter::Peekable<std::str::CharIndices<'a>>,
    text: &'a str,
    repairs: Vec<&'static str>,
    cut_off: bool,
    open: usize,
}

impl<'a> Parser<'a> {
    fn peek(&mut self) -> Option<char> {
        self.chars.peek().map(|(_, c)| *c)
    }

    fn rest(&mut self) -> &'a str {
        let at = self.chars.peek().map_or(self.text.len(), |(at, _)| *at);
        self.text.get(at..).unwrap_or_default()
    }

    fn repair(&mut self, what: &'static str) {
        if !self.repairs.contains(&what) {
            self.repairs.push(what);
        }
    }

    fn skip(&mut self) {
        loop {
            while self.chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            let Some(&(at, '/')) = self.chars.peek() else { return };
            let rest = self.text.get(at..).unwrap_or_default();
            let length = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                return;
            };
            self.repair(COMMENTS);
            while self.chars.next_if(|(here, _)| *here < at + length).is_some() {}
        }
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > MAX_DEPTH {
            return None;
        }
        match self.peek()? {
            '{' => self.object(depth),
            '[' => self.array(depth),
            c if is_quote(c) => self.text().map(Json::Text),
            '-' | '+' | '0'..='9' => self.number(depth),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        self.chars.next();
        let mut members = Vec::new();
        let mut cut = None;
        loop {
            self.skip();
            let key = match self.peek() {
                None => {
                    self.cut_off = true;
                    break;
                }
                Some('}') => {
                    self.chars.next();
                    break;
                }
                Some(',') => {
                    self.chars.next();
                    self.skip();
                    if self.peek() == Some('}') {
                        self.repair(COMMAS);
                    }
                    continue;
                }
                Some(c) if is_quote(c) => self.text()?,
                Some(_) => {
                    self.repair(KEYS);
                    self.bare_key()?
                }
            };
            if self.cut_off {
                cut = CutMember::of(&key, CutEnd::Name);
                break;
            }
            self.skip();
            match self.peek() {
                Some(':') => {
                    self.chars.next();
                }
                Some(_) => return None,
                None => {
                    self.cut_off = true;
                    cut = CutMember::of(&key, CutEnd::Value);
                    break;
                }
            }
            self.skip();
            if self.peek().is_none() {
                self.cut_off = true;
                cut = CutMember::of(&key, CutEnd::Value);
                break;
            }
            let start = self.rest();
            let value = self.value(depth + 1)?;
            // A value that is cut off itself says nothing certain, unless something of it is there.
            if !self.cut_off || has_parts(&value) {
                members.push((key, value));
            } else {
                cut = CutMember::of(&key, CutEnd::in_value(start));
                self.open = 0;
            }
            if self.cut_off {
                break;
            }
        }
        self.open += usize::from(self.cut_off);
        Some(Json::Object(Object { members, cut, ..Object::default() }))
    }

    fn array(&mut self, depth: usize) -> Option<Json> {
        self.chars.next();
        let mut items = Vec::new();
        loop {
            self.skip();
            match self.peek() {
                None => {
                    self.cut_off = true;
                    break;
                }
                Some(']') => {
                    self.chars.next();
                    break;
                }
                Some(',') => {
                    self.chars.next();
                    self.skip();
                    if self.peek() == Some(']') {
                        self.repair(COMMAS);
                    }
                }
                Some(_) => {
                    let item = self.value(depth + 1)?;
                    if !self.cut_off || has_parts(&item) {
                        items.push(item);
                    } else {
                        self.open = 0;
                    }
                    if self.cut_off {
                        break;
                    }
                }
            }
        }
        self.open += usize::from(self.cut_off);
        Some(Json::Array(items.into()))
    }

    fn text(&mut self) -> Option<String> {
        let (_, quote) = self.chars.next()?;
        if quote != '"' {
            self.repair(QUOTES);
        }
        let mut text = String::new();
        loop {
            match self.chars.next() {
                None => {
                    self.cut_off = true;
                    return Some(text);
                }
                Some((_, c)) if (quote == '"' && c == '"') || (quote != '"' && is_quote(c)) => {
                    return Some(text);
                }
                Some((_, '\\')) => self.escape(&mut text)?,
                Some((_, c)) => text.push(c),
            }
        }
    }

    fn escape(&mut self, text: &mut String) -> Option<()> {
        let Some((_, c)) = self.chars.next() else {
            self.cut_off = true;
            return Some(());
        };
        text.push(match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let mut unit = self.unit()?;
                if (0xd800..0xdc00).contains(&unit)
                    && self.chars.next_if(|(_, c)| *c == '\\').is_some()
                    && self.chars.next_if(|(_, c)| *c == 'u').is_some()
                {
                    let low = self.unit()?;
                    unit = 0x1_0000 + ((unit - 0xd800) << 10) + low.checked_sub(0xdc00)?;
                }
                char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            c => c,
        });
        Some(())
    }

    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + self.chars.next()?.1.to_digit(16)?;
        }
        Some(unit)
    }

    /// Reads a number. One at the very end of what is open may have lost its last digits; a line end behind
    /// it may be no part of the page, but what ends the text that was stored of it.
    fn number(&mut self, depth: usize) -> Option<Json> {
        let mut text = String::new();
        while let Some((_, c)) =
            self.chars.next_if(|(_, c)| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E'))
        {
            text.push(c);
        }
        if depth > 0 && self.rest().trim_start().is_empty() {
            self.skip();
            self.cut_off = true;
            return Some(Json::Null);
        }
        if text.parse::<f64>().is_err() {
            return None;
        }
        Some(Json::Number(text))
    }

    fn word(&mut self) -> Option<Json> {
        let mut text = String::new();
        while let Some((_, c)) = self.chars.next_if(|(_, c)| c.is_ascii_alphabetic()) {
            text.push(c);
        }
        match text.as_str() {
            "null" => Some(Json::Null),
            "true" => Some(Json::Bool(true)),
            "false" => Some(Json::Bool(false)),
            _ if self.peek().is_none() && !text.is_empty() => {
                self.cut_off = true;
                Some(Json::Null)
            }
            _ => None,
        }
    }

    fn bare_key(&mut self) -> Option<String> {
        let mut text = String::new();
        while let Some((_, c)) =
            self.chars.next_if(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '$' | '@'))
        {
            text.push(c);
        }
        (!text.is_empty()).then_some(text)
    }
}

fn has_parts(value: &Json) -> bool {
    match value {
        Json::Object(object) => !object.members.is_empty() || object.cut.is_some(),
        Json::Array(array) => !array.items.is_empty(),
        _ => false,
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2033}' | '\u{ff02}')
}

/// A valid sample in the indentation of help pages: two spaces, every token spelled as it stands.
pub(crate) fn indent(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut chars = text.chars().filter(|c| *c != '\u{feff}').peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                out.push(c);
                while let Some(c) = chars.next() {
                    out.push(c);
                    if c == '"' {
                        break;
                    }
                    if c == '\\' {
                        out.extend(chars.next());
                    }
                }
            }
            '{' | '[' => {
                out.push(c);
                while chars.next_if(|c| c.is_whitespace()).is_some() {}
                if let Some(close) = chars.next_if(|c| matches!(c, '}' | ']')) {
                    out.push(close);
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out.push('\n');
    out
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// A value in the indentation of help pages.
pub(crate) fn print(value: &Json) -> String {
    let mut compact = String::new();
    write(value, &mut compact);
    indent(&compact)
}

fn write(value: &Json, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => out.push_str(number),
        Json::Text(text) => out.push_str(&quoted(text)),
        Json::Array(Array { items, .. }) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Json::Object(object) => {
            out.push('{');
            for (place, (name, value)) in object.members.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                out.push_str(&quoted(name));
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}

/// A text as a JSON literal.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::samples::cut_member::Begun;

    #[test]
    fn numbers_keep_their_spelling() {
        let parsed = parse(r#"{"a": 8.0, "b": [1, 1E+300]}"#).expect("JSON");
        let members = vec![
            ("a".into(), Json::Number("8.0".into())),
            ("b".into(), Json::Array(vec![Json::Number("1".into()), Json::Number("1E+300".into())].into())),
        ];
        let expected = Json::Object(members.into());
        assert_eq!(parsed.value, expected);
        assert!(parsed.repairs.is_empty() && !parsed.cut_off);
    }

    #[test]
    fn what_writers_of_pages_do_is_undone() {
        let parsed = parse("{ kind: 97, // colour\n \"name\": \u{201c}\u{201d}, }").expect("JSON");
        assert_eq!(print(&parsed.value), "{\n  \"kind\": 97,\n  \"name\": \"\"\n}\n");
        assert_eq!(parsed.repairs, [KEYS, COMMENTS, QUOTES, COMMAS]);
    }

    #[test]
    fn of_a_sample_that_is_cut_off_the_start_counts() {
        let parsed = parse(r#"{"a": 1, "b": {"c": "sample str"#).expect("JSON");
        let cut = |name: &str, end| Some(CutMember { name: name.to_owned(), end });
        let c = Object { cut: cut("c", CutEnd::InValue(Begun::SampleString)), ..Object::default() };
        let members = vec![("a".into(), Json::Number("1".into())), ("b".into(), Json::Object(c))];
        assert_eq!(parsed.value, Json::Object(members.into()));
        assert_eq!((parsed.cut_off, parsed.open), (true, 2));
        // The key of an entry is no member.
        for (text, member) in [
            ("{\"na", cut("na", CutEnd::Name)),
            ("{\"name\"", cut("name", CutEnd::Value)),
            ("{\"name\": [", cut("name", CutEnd::InValue(Begun::List))),
            ("{\"name\": \"sam", cut("name", CutEnd::InValue(Begun::Text))),
            ("{\"name\": \"sample string", cut("name", CutEnd::InValue(Begun::SampleString))),
            ("{\"name\": \"sample string 12", cut("name", CutEnd::InValue(Begun::SampleString))),
            ("{\"name\": \"sample strings", cut("name", CutEnd::InValue(Begun::Text))),
            ("{\"sample st", None),
            ("{\"1", None),
            ("{\"$id\": \"", None),
            ("{\"", None),
        ] {
            let Some(Parsed { value: Json::Object(object), .. }) = parse(text) else { panic!("{text}") };
            assert_eq!(object.cut, member, "{text}");
        }
        // What was closed before the end is whole.
        let open = |text: &str| parse(text).expect("JSON").open;
        assert_eq!(
            [open("{\"a\": {}"), open("[[1], [2,"), open("[]"), open("{\"a\": 1, \"b\"")],
            [1, 2, 0, 1]
        );
    }

    #[test]
    fn a_number_at_the_end_may_have_lost_digits() {
        let parsed = parse(r#"{"a": 19.0, "b": 2"#).expect("JSON");
        let expected = Json::Object(Object {
            members: vec![("a".into(), Json::Number("19.0".into()))],
            cut: Some(CutMember { name: "b".into(), end: CutEnd::InValue(Begun::Number) }),
            ..Object::default()
        });
        assert_eq!((parsed.value, parsed.cut_off), (expected, true));
        assert!(parse(r#"{"a": 1, "b": -"#).is_some_and(|parsed| parsed.cut_off));
        assert_eq!(parse("25").map(|parsed| parsed.cut_off), Some(false));
    }

    #[test]
    fn other_text_is_no_json() {
        for text in ["", "Sample not available.", "<a/>", "{\"a\" 1}", &"[".repeat(1000)] {
            assert!(parse(text).is_none(), "{text:.20}");
        }
    }

    #[test]
    fn indentation_spells_every_token_as_it_stands() {
        let text = "{\"a\":\"x\\u2028\",\"b\":[],\"c\":[1,{ }]}";
        assert_eq!(
            indent(text),
            "{\n  \"a\": \"x\\u2028\",\n  \"b\": [],\n  \"c\": [\n    1,\n    {}\n  ]\n}\n"
        );
    }
}

//! Documents without the values of secret members, which others may read.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    ops::Range,
};

use serde_json::from_str;

use super::{
    format,
    mask::{HIDDEN, SecretRange, Secrets},
    token::{Kind, Token},
    xml,
};
use crate::spec::{
    Clr, Format, Spec, TypeDef, TypeKind, is_secret_name, secret_names::SecretMember, wire_name,
};

/// Finds the values of secret members in documents and hides them.
///
/// Secret are the members that the spec marks, whatever class an object is of, those whose names say so (`access_token`,
/// `NewPassword`), and tokens in the form of a JWT. A placeholder of the same type takes the place of each value, so that
/// the document can still be read by its contract.
pub struct SecretValues {
    secrets: Secrets,
    /// The names of all members on the wire. Within a secret dictionary other names are secrets too.
    names: HashSet<String>,
    /// The first name of each enum on the wire, by its index among the types.
    enums: HashMap<usize, String>,
}

/// A text of a document, decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentText<'t> {
    /// The value of a secret member.
    Secret(&'t str),
    /// Any other value, and the name of a member in JSON.
    Open(&'t str),
}

impl SecretValues {
    /// Returns what finds the secrets of documents of a service.
    #[must_use]
    pub fn of(spec: &Spec) -> Self {
        let mut names = HashSet::new();
        let mut enums = HashMap::new();
        for (index, ty) in spec.types.iter().enumerate() {
            for member in TypeDef::class(ty).map_or(&[][..], |class| &class.members) {
                for format in [Format::Json, Format::Xml] {
                    names.insert(wire_name(spec, format, index, member).to_lowercase());
                }
            }
            if let TypeKind::Enum(of) = &ty.kind
                && let Some(first) = of.members.first()
            {
                let name = first.contract_name.as_ref().unwrap_or(&first.name);
                enums.insert(index, name.value.clone());
            }
        }
        Self { secrets: Secrets::with_further(spec, is_secret), names, enums }
    }

    /// Returns whether a member or a field of a form with this name is secret.
    #[must_use]
    pub fn is_secret(&self, name: &str) -> bool {
        self.secrets.has(name)
    }

    /// Returns whether a document can be taken apart: of one that is malformed nobody knows where a secret ends.
    #[must_use]
    pub fn is_well_formed(format: Format, text: &str) -> bool {
        match format {
            Format::Xml => xml::check(text).is_ok(),
            _ => from_str::<&serde_json::value::RawValue>(text).is_ok(),
        }
    }

    /// Calls a function with each text of a document.
    pub fn each_text(&self, format: Format, text: &str, f: &mut dyn FnMut(DocumentText<'_>)) {
        self.walk(format, text, &mut |piece| {
            let text = &*piece.text;
            f(if piece.is_secret() { DocumentText::Secret(text) } else { DocumentText::Open(text) });
            None
        });
    }

    /// Returns a document with placeholders for secrets. `other` returns what stands in the place of any other text, or
    /// `None` if that stays.
    #[must_use]
    pub fn hide(&self, format: Format, text: &str, other: &dyn Fn(&str) -> Option<String>) -> String {
        self.walk(format, text, &mut |piece| match &piece.place {
            Place::Key { is_secret: true } if self.names.contains(&piece.text.to_lowercase()) => None,
            Place::Value(Secrecy::Secret(member)) if !piece.text.trim().is_empty() => {
                Some(self.placeholder(format, piece, *member))
            }
            Place::Key { is_secret: true } => Some(HIDDEN.to_owned()),
            Place::Value(_) | Place::Key { .. } if is_signed_token(&piece.text) => Some(HIDDEN.to_owned()),
            Place::Value(_) | Place::Key { .. } => other(&piece.text).map(|with| match piece.is_word {
                true => "0".to_owned(),
                // All of it is a secret that stands elsewhere too.
                false if with == HIDDEN => by_form(&piece.text, format == Format::Xml),
                false => with,
            }),
        })
    }

    /// Calls a function with each text of a document, and returns the document with what it returns instead.
    fn walk(&self, format: Format, text: &str, f: &mut dyn FnMut(&Piece<'_>) -> Option<String>) -> String {
        let tokens = format::tokens(format, text);
        let ranges = self.secrets.ranges(format, text, &tokens);
        let mut ranges = Ranges { rest: &ranges };
        let mut out = Output { text, done: 0, out: String::with_capacity(text.len()) };
        for token in &tokens {
            if format == Format::Xml {
                walk_xml(token, &mut ranges, f, &mut out);
            } else {
                walk_json(token, &mut ranges, f, &mut out);
            }
        }
        out.finish()
    }

    fn placeholder(&self, format: Format, piece: &Piece<'_>, member: Option<SecretMember>) -> String {
        let text = &*piece.text;
        if piece.is_word {
            // A number, or `true` and `false`.
            return if text.bytes().any(|byte| byte.is_ascii_digit()) { "0" } else { "false" }.to_owned();
        }
        let first = member.and_then(|member| member.enumeration).and_then(|index| self.enums.get(&index));
        if let Some(first) = first {
            return first.clone();
        }
        let is_xml = format == Format::Xml;
        match member.and_then(|member| member.clr) {
            Some(Clr::String) => HIDDEN,
            Some(Clr::Bytes) => "",
            Some(Clr::Char) => return if is_xml { "42" } else { "*" }.to_owned(),
            Some(Clr::TimeSpan) => return if is_xml { "PT0S" } else { "00:00:00" }.to_owned(),
            Some(Clr::Uri) => "http://secret.invalid/",
            _ => return by_form(text, is_xml),
        }
        .to_owned()
    }
}

/// Returns what stands for a secret in the text of an address or a form, where all values are texts: another one of the
/// same form.
#[must_use]
pub fn placeholder(secret: &str) -> String {
    by_form(secret, true)
}

/// Returns a text of the same form as a secret whose type nobody knows.
fn by_form(text: &str, is_xml: bool) -> String {
    let text = text.trim();
    let bytes = text.as_bytes();
    let is_date = bytes.len() >= 10
        && bytes.get(4) == Some(&b'-')
        && bytes.get(7) == Some(&b'-')
        && bytes.iter().take(4).all(u8::is_ascii_digit);
    let is_guid = bytes.len() == 36
        && [8, 13, 18, 23].iter().all(|at| bytes.get(*at) == Some(&b'-'))
        && bytes.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-');
    if is_guid {
        "00000000-0000-0000-0000-000000000000".to_owned()
    } else if is_date {
        let zone = if text.ends_with('Z') { "Z" } else { "" };
        format!("0001-01-01T00:00:00{zone}")
    } else if text.starts_with("/Date(") {
        "/Date(0)/".to_owned()
    } else if is_xml && text.parse::<f64>().is_ok() {
        "0".to_owned()
    } else if is_xml && matches!(text, "true" | "false") {
        "false".to_owned()
    } else {
        HIDDEN.to_owned()
    }
}

/// Further names than those that make a member of a spec secret: those of protocols.
fn is_secret(name: &str) -> bool {
    const PROTOCOLS: &[&str] = &[
        "antiforgerytoken",
        "assertion",
        "clientassertion",
        "codeverifier",
        "connectionstring",
        "csrftoken",
        "idtoken",
        "requestverificationtoken",
        "xsrftoken",
    ];
    let squeezed: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    is_secret_name(name, true) || PROTOCOLS.iter().any(|known| squeezed.ends_with(known))
}

/// Returns whether a text is a signed token (JWT), whatever it is called.
#[must_use]
pub fn is_signed_token(text: &str) -> bool {
    let text = text.rsplit(' ').next().unwrap_or(text);
    text.starts_with("eyJ") && text.len() >= 20 && text.matches('.').count() >= 1
}

/// A text of a document.
struct Piece<'t> {
    text: Cow<'t, str>,
    /// A number, `true` or `false` of JSON.
    is_word: bool,
    place: Place,
}

enum Place {
    /// The name of a member in JSON.
    Key { is_secret: bool },
    /// A value.
    Value(Secrecy),
}

/// Whether a value is a secret.
#[derive(Clone, Copy)]
enum Secrecy {
    Open,
    /// It is one, of which the spec says this, or nothing.
    Secret(Option<SecretMember>),
}

impl Piece<'_> {
    fn is_secret(&self) -> bool {
        matches!(self.place, Place::Value(Secrecy::Secret(_)))
    }
}

/// The places of secrets that are still to come.
struct Ranges<'r> {
    rest: &'r [SecretRange],
}

impl Ranges<'_> {
    /// Returns whether a secret is at a place, which is behind all that was asked for.
    fn at(&mut self, place: usize) -> Secrecy {
        while let Some((first, rest)) = self.rest.split_first() {
            if place < first.range.end {
                let is_in = place >= first.range.start;
                return if is_in { Secrecy::Secret(first.member) } else { Secrecy::Open };
            }
            self.rest = rest;
        }
        Secrecy::Open
    }
}

/// A document with some of its texts replaced.
struct Output<'t> {
    text: &'t str,
    done: usize,
    out: String,
}

impl Output<'_> {
    fn replace(&mut self, range: Range<usize>, with: &str) {
        self.out.push_str(self.text.get(self.done..range.start).unwrap_or_default());
        self.out.push_str(with);
        self.done = range.end;
    }

    fn finish(mut self) -> String {
        self.out.push_str(self.text.get(self.done..).unwrap_or_default());
        self.out
    }
}

fn walk_json(
    token: &Token<'_>,
    ranges: &mut Ranges<'_>,
    f: &mut dyn FnMut(&Piece<'_>) -> Option<String>,
    out: &mut Output<'_>,
) {
    let span = token.span();
    let secret = ranges.at(span.start);
    let is_text = token.text.starts_with('"');
    let place = match token.kind {
        Kind::Key => Place::Key { is_secret: matches!(secret, Secrecy::Secret(_)) },
        Kind::Value if token.text == "null" => return,
        Kind::Value => Place::Value(secret),
        _ => return,
    };
    let text = if is_text {
        from_str::<String>(token.text).map_or(Cow::Borrowed(token.text), Cow::Owned)
    } else {
        Cow::Borrowed(token.text)
    };
    if let Some(with) = f(&Piece { text, is_word: !is_text, place }) {
        let with = if is_text { serde_json::Value::String(with).to_string() } else { with };
        out.replace(span.start..span.end, &with);
    }
}

fn walk_xml(
    token: &Token<'_>,
    ranges: &mut Ranges<'_>,
    f: &mut dyn FnMut(&Piece<'_>) -> Option<String>,
    out: &mut Output<'_>,
) {
    let span = token.span();
    match token.kind {
        Kind::Value => {
            let secret = ranges.at(span.start);
            let bare = token.text.strip_prefix("<![CDATA[").and_then(|text| text.strip_suffix("]]>"));
            let text = bare.map_or_else(|| unescaped(token.text), Cow::Borrowed);
            if let Some(with) = f(&Piece { text, is_word: false, place: Place::Value(secret) }) {
                out.replace(span.start..span.end, &escaped(&with));
            }
        }
        Kind::Open | Kind::Empty => {
            for (name, at) in xml::attributes_in_place(token.text) {
                let at = span.start + at.start..span.start + at.end;
                let secret = ranges.at(at.start);
                // They are the words of serializers, not of documents.
                let is_of_format = name == "xmlns"
                    || name.starts_with("xmlns:")
                    || [":nil", ":type", ":Id", ":Ref"].iter().any(|end| name.ends_with(end));
                if is_of_format {
                    continue;
                }
                let text = unescaped(out.text.get(at.clone()).unwrap_or_default());
                if let Some(with) = f(&Piece { text, is_word: false, place: Place::Value(secret) }) {
                    out.replace(at, &escaped(&with));
                }
            }
        }
        Kind::Other if token.text.starts_with("<!--") => {
            let secret = ranges.at(span.start);
            let text = Cow::Borrowed(token.text);
            if f(&Piece { text, is_word: false, place: Place::Value(secret) }).is_some() {
                out.replace(span.start..span.end, "");
            }
        }
        _ => {}
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Returns a text or the value of an attribute without references. One that is unknown stays as it is.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let decoded = behind.split_once(';').and_then(|(name, rest)| Some((referenced(name)?, rest)));
        let (c, after) = decoded.unwrap_or(('&', behind));
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn referenced(name: &str) -> Option<char> {
    match name {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => {}
    }
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::SecretValues;
    use crate::spec::{Format, Spec};

    fn values() -> SecretValues {
        let text = r#"{ "version": 1, "name": "A", "module": "a", "types": {
            "N.A": { "contract": "dataContract", "members": {
                "Word": { "type": "string", "secret": true }, "Pin": { "type": "int", "secret": true },
                "Key": { "type": "Guid", "secret": true }, "Since": { "type": "DateTime", "secret": true },
                "Flag": { "type": "bool", "secret": true }, "Raw": { "type": "byte[]", "secret": true },
                "Level": { "type": "L", "secret": true }, "Inside": { "type": "B", "secret": true },
                "Words": { "type": "Dictionary<string, int>", "secret": true }, "Open": "string" } },
            "N.B": { "members": { "Id": "int", "Name": "string" } },
            "N.L": { "enum": { "Low": 0, "High": 1 } } } }"#;
        let (spec, diagnostics) = Spec::from_text(Path::new("api.json"), text);
        SecretValues::of(&spec.unwrap_or_else(|| panic!("{diagnostics:?}")))
    }

    fn hide(format: Format, text: &str) -> String {
        assert!(SecretValues::is_well_formed(format, text), "{text}");
        values().hide(format, text, &|text| text.contains("4711").then(|| text.replace("4711", "[secret]")))
    }

    #[test]
    fn placeholders_have_the_type_of_what_they_hide() {
        for (text, expected) in [
            (r#"{"Word": "12", "Open": "12"}"#, r#"{"Word": "[secret]", "Open": "12"}"#),
            (r#"{"word": "", "Pin": null}"#, r#"{"word": "", "Pin": null}"#),
            (r#"{"Pin": 12, "Flag": true}"#, r#"{"Pin": 0, "Flag": false}"#),
            (
                r#"{"Key":"6f9619ff-8b86-d011-b42d-00c04fc964ff","Since":"2026-11-29T10:00:00Z"}"#,
                r#"{"Key":"00000000-0000-0000-0000-000000000000","Since":"0001-01-01T00:00:00Z"}"#,
            ),
            (r#"{"Raw":"QUJD","Level":"High"}"#, r#"{"Raw":"","Level":"Low"}"#),
            (r#"{"Inside":{"Id":5,"Name":"x"}}"#, r#"{"Inside":{"Id":0,"Name":"[secret]"}}"#),
            (r#"{"Words":{"hunter2":5}}"#, r#"{"Words":{"[secret]":0}}"#),
            (
                r#"{"access_token":"x","token_type":"bearer"}"#,
                r#"{"access_token":"[secret]","token_type":"bearer"}"#,
            ),
            (r#"{"Message":"no \u00344711, x"}"#, r#"{"Message":"no 4[secret], x"}"#),
            (r#"{"X":"eyJhbGciOiJIUzI1NiJ9.e30.x"}"#, r#"{"X":"[secret]"}"#),
        ] {
            assert_eq!(hide(Format::Json, text), expected);
        }
    }

    #[test]
    fn xml_keeps_its_tags() {
        for (text, expected) in [
            ("<A><Open>1</Open><Pin>12</Pin></A>", "<A><Open>1</Open><Pin>0</Pin></A>"),
            (
                "<A xmlns='n'><x:Word xmlns:x='m'>a&amp;b</x:Word></A>",
                "<A xmlns='n'><x:Word xmlns:x='m'>[secret]</x:Word></A>",
            ),
            ("<A><Word><![CDATA[a<b]]></Word></A>", "<A><Word>[secret]</Word></A>"),
            ("<A><Flag>true</Flag><Raw>QUJD</Raw></A>", "<A><Flag>false</Flag><Raw></Raw></A>"),
            ("<A><Level>High</Level><Word/></A>", "<A><Level>Low</Level><Word/></A>"),
            ("<A><Inside><Id>4</Id></Inside><!-- 4711 --></A>", "<A><Inside><Id>0</Id></Inside></A>"),
            ("<A b=\"x4711\">&#52;711</A>", "<A b=\"x[secret]\">0</A>"),
        ] {
            assert_eq!(hide(Format::Xml, text), expected);
        }
    }
}

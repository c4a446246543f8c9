//! The parser of type words.

use super::{Clr, ClrName, ClrSegment, TypeExpr, TypeExprKind, Word};
use crate::spec::span::Span;

/// Types may nest this deep, so that no text can exhaust the stack.
const MAX_DEPTH: usize = 32;

/// Generic types of .NET that are a list on the wire.
const LISTS: [&str; 10] = [
    "List",
    "IList",
    "IEnumerable",
    "ICollection",
    "HashSet",
    "SortedSet",
    "Collection",
    "ObservableCollection",
    "LinkedList",
    "ConcurrentBag",
];

/// Generic types of .NET that are a dictionary on the wire.
const DICTIONARIES: [&str; 5] =
    ["Dictionary", "IDictionary", "SortedDictionary", "SortedList", "ConcurrentDictionary"];

/// Classes of .NET that wrap a list or a dictionary. They are collections to Json.NET alone: to
/// `DataContractSerializer` they are classes, as they have no method `Add`.
const READ_ONLY_LIST: &str = "ReadOnlyCollection";
const READ_ONLY_DICTIONARY: &str = "ReadOnlyDictionary";

/// Interfaces of .NET that are no collections to `DataContractSerializer`: it takes them for `object`, and
/// refuses every list in them that is not among the known types. What they are to Json.NET.
const INTERFACES: [(&str, usize, &str); 4] = [
    ("IReadOnlyList", 1, "List<T>"),
    ("IReadOnlyCollection", 1, "List<T>"),
    ("ISet", 1, "List<T>"),
    ("IReadOnlyDictionary", 2, "Dictionary<K, V>"),
];

/// What C# has other names for.
const ALIASES: [(&str, Clr); 18] = [
    ("Boolean", Clr::Bool),
    ("SByte", Clr::SByte),
    ("Byte", Clr::Byte),
    ("Int16", Clr::Short),
    ("UInt16", Clr::UShort),
    ("Int32", Clr::Int),
    ("UInt32", Clr::UInt),
    ("Int64", Clr::Long),
    ("UInt64", Clr::ULong),
    ("Single", Clr::Float),
    ("Double", Clr::Double),
    ("Decimal", Clr::Decimal),
    ("Char", Clr::Char),
    ("String", Clr::String),
    ("DateTime", Clr::DateTime),
    ("DateTimeOffset", Clr::DateTimeOffset),
    ("TimeSpan", Clr::TimeSpan),
    ("Object", Clr::Object),
];

/// Why a text is no type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeError {
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

pub(super) fn type_expr(text: &str, at: usize) -> Result<TypeExpr, TypeError> {
    let mut parser = Parser { text, pos: 0, at, depth: 0 };
    let found = parser.ty()?;
    parser.end("the type")?;
    Ok(found)
}

pub(super) fn clr_name(text: &str, at: usize) -> Result<ClrName, TypeError> {
    let mut parser = Parser { text, pos: 0, at, depth: 0 };
    let found = parser.name()?;
    parser.end("the name")?;
    Ok(found)
}

/// Returns the built-in type of a CLR name that is no C# word: `int` of `Int32`.
pub(in crate::spec) fn clr_alias(name: &str) -> Option<Clr> {
    ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, clr)| *clr)
}

/// Returns the read-only class over this list or dictionary.
fn read_only(wrapped: TypeExprKind, span: Span) -> TypeExprKind {
    TypeExprKind::ReadOnly(Box::new(TypeExpr { kind: wrapped, span }))
}

fn starts_identifier(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn continues_identifier(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

struct Parser<'a> {
    text: &'a str,
    pos: usize,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn ty(&mut self) -> Result<TypeExpr, TypeError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error_here(format!("more than {MAX_DEPTH} types within each other"), None));
        }
        let found = self.ty_of_any_depth();
        self.depth -= 1;
        found
    }

    fn ty_of_any_depth(&mut self) -> Result<TypeExpr, TypeError> {
        self.skip_space();
        let start = self.pos;
        let kind = if self.take_words("Collection of") {
            let item = self.ty()?;
            // The page's text for `byte[]`; a list of bytes has the same text but is hardly ever met.
            match item.kind {
                TypeExprKind::Clr(Clr::Byte) => TypeExprKind::Clr(Clr::Bytes),
                _ => TypeExprKind::List(Box::new(item)),
            }
        } else if self.take_words("Dictionary of") {
            let (key, value) = self.key_and_value()?;
            TypeExprKind::Dictionary(key, value)
        } else if self.take_words("Pair of") {
            let (key, value) = self.key_and_value()?;
            TypeExprKind::Pair(key, value)
        } else {
            return self.postfixed();
        };
        Ok(TypeExpr { kind, span: self.since(start) })
    }

    /// `K [key] and V [value]`.
    fn key_and_value(&mut self) -> Result<(Box<TypeExpr>, Box<TypeExpr>), TypeError> {
        let key = self.ty()?;
        self.expect("[key]")?;
        self.expect("and")?;
        let value = self.ty()?;
        self.expect("[value]")?;
        Ok((Box::new(key), Box::new(value)))
    }

    /// Reads a type with `?` and `[]` after it.
    fn postfixed(&mut self) -> Result<TypeExpr, TypeError> {
        let start = self.pos;
        let mut found = self.atom()?;
        let mut wraps = 0;
        loop {
            let before = self.pos;
            self.skip_space();
            let kind = if self.take("?") {
                self.nullable(found)?
            } else if self.take("[]") {
                match found.kind {
                    TypeExprKind::Clr(Clr::Byte) => TypeExprKind::Clr(Clr::Bytes),
                    _ => TypeExprKind::Array(Box::new(found)),
                }
            } else if self.rest().starts_with("[,") {
                return Err(self.error_here(
                    "no serialiser of Web API takes arrays of several dimensions".to_owned(),
                    Some("write an array of arrays, `T[][]`, if that is what the sample shows".to_owned()),
                ));
            } else {
                self.pos = before;
                return Ok(found);
            };
            wraps += 1;
            if self.depth + wraps > MAX_DEPTH {
                return Err(self.error_here(format!("more than {MAX_DEPTH} types within each other"), None));
            }
            found = TypeExpr { kind, span: self.since(start) };
        }
    }

    fn nullable(&self, inner: TypeExpr) -> Result<TypeExprKind, TypeError> {
        match &inner.kind {
            TypeExprKind::Nullable(_) => {
                Err(self.error_here("a second `?`".to_owned(), Some("one is enough".to_owned())))
            }
            _ => Ok(TypeExprKind::Nullable(Box::new(inner))),
        }
    }

    /// Reads a page's word, a built-in type, a generic type of .NET, or a name of the spec.
    fn atom(&mut self) -> Result<TypeExpr, TypeError> {
        let start = self.pos;
        for word in Word::ALL {
            if self.take_words(word.text()) {
                return Ok(TypeExpr { kind: TypeExprKind::Word(word), span: self.since(start) });
            }
        }
        let name = self.name()?;
        let span = name.span;
        Ok(TypeExpr { kind: Self::known(name)?, span })
    }

    /// Returns what a name means: a type of .NET, else one of the spec.
    fn known(mut name: ClrName) -> Result<TypeExprKind, TypeError> {
        let [segment] = name.segments.as_mut_slice() else { return Ok(TypeExprKind::Named(name)) };
        let of_system = ["System", "System.Collections.Generic", "System.Collections.ObjectModel"]
            .contains(&name.namespace.as_str());
        if !name.namespace.is_empty() && !of_system {
            return Ok(TypeExprKind::Named(name));
        }
        if segment.arguments.is_empty() {
            // CLR names that are no C# words count only with `System.`: a spec can have a class `String` of
            // its own.
            let alias = clr_alias(&segment.name).filter(|_| of_system);
            return Ok(match alias.or_else(|| simple(&segment.name)) {
                Some(clr) => TypeExprKind::Clr(clr),
                None => TypeExprKind::Named(name),
            });
        }
        let text = segment.name.as_str();
        let count = segment.arguments.len();
        if let Some((_, _, written)) =
            INTERFACES.iter().find(|(interface, arguments, _)| *interface == text && *arguments == count)
        {
            return Err(TypeError {
                span: name.span,
                message: format!(
                    "`{text}` is no collection to DataContractSerializer, so the service has no XML of it"
                ),
                help: Some(format!(
                    "write `{written}`: in JSON it is the same; if an XML sample has `i:type` there, write `object` and name \
                     the type under `knownTypes`"
                )),
            });
        }
        let wanted = match text {
            "Nullable" | READ_ONLY_LIST => 1,
            "KeyValuePair" | READ_ONLY_DICTIONARY => 2,
            _ if LISTS.contains(&text) => 1,
            _ if DICTIONARIES.contains(&text) => 2,
            "Tuple" => count,
            _ => return Ok(TypeExprKind::Named(name)),
        };
        if count != wanted {
            return Err(TypeError {
                span: name.span,
                message: format!("`{text}` takes {}, not {count}", arguments(wanted)),
                help: Some(format!("write `{text}<{}>`", if wanted == 1 { "T" } else { "K, V" })),
            });
        }
        let text = text.to_owned();
        let mut arguments = std::mem::take(&mut segment.arguments).into_iter().map(Box::new);
        Ok(match (text.as_str(), arguments.next(), arguments.next()) {
            ("Tuple", first, second) => TypeExprKind::Tuple(
                first.into_iter().chain(second).chain(arguments).map(|item| *item).collect(),
            ),
            ("Nullable", Some(inner), _) => TypeExprKind::Nullable(inner),
            ("KeyValuePair", Some(key), Some(value)) => TypeExprKind::Pair(key, value),
            (READ_ONLY_LIST, Some(item), _) => read_only(TypeExprKind::List(item), name.span),
            (READ_ONLY_DICTIONARY, Some(key), Some(value)) => {
                read_only(TypeExprKind::Dictionary(key, value), name.span)
            }
            (_, Some(key), Some(value)) => TypeExprKind::Dictionary(key, value),
            (_, Some(item), None) => TypeExprKind::List(item),
            (_, None, _) => TypeExprKind::Named(name),
        })
    }

    /// `Site.Models.Outer<int>+Inner<string>`.
    fn name(&mut self) -> Result<ClrName, TypeError> {
        self.skip_space();
        let start = self.pos;
        let mut parts = vec![self.identifier()?];
        while self.take(".") {
            parts.push(self.identifier()?);
        }
        let mut own = parts.pop().unwrap_or_default();
        let mut segments = Vec::new();
        loop {
            let arguments = self.arguments()?;
            segments.push(ClrSegment { name: own.to_owned(), arguments });
            if !self.take("+") {
                break;
            }
            own = self.identifier()?;
        }
        Ok(ClrName { namespace: parts.join("."), segments, span: self.since(start) })
    }

    /// `<A, B>`, or nothing.
    fn arguments(&mut self) -> Result<Vec<TypeExpr>, TypeError> {
        let mut arguments = Vec::new();
        if !self.take("<") {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.ty()?);
            self.skip_space();
            if self.take(">") {
                return Ok(arguments);
            }
            if !self.take(",") {
                return Err(self.error_here(
                    "expected `,` or `>`".to_owned(),
                    Some("a generic type is written as in C#, `Page<Lead>`".to_owned()),
                ));
            }
        }
    }

    fn identifier(&mut self) -> Result<&'a str, TypeError> {
        let rest = self.rest();
        let mut chars = rest.char_indices();
        match chars.next() {
            Some((_, c)) if starts_identifier(c) => {
                let length = chars.find(|(_, c)| !continues_identifier(*c)).map_or(rest.len(), |(at, _)| at);
                self.pos += length;
                Ok(&rest[..length])
            }
            found => {
                let found =
                    found.map_or_else(String::new, |(_, c)| format!(", found `{}`", c.escape_debug()));
                Err(self.error_here(
                    format!("expected the name of a type{found}"),
                    Some("names are C#'s: a letter or `_`, then letters, digits and `_`".to_owned()),
                ))
            }
        }
    }

    fn expect(&mut self, text: &str) -> Result<(), TypeError> {
        self.skip_space();
        if self.take(text) {
            Ok(())
        } else {
            Err(self.error_here(
                format!("expected `{text}`"),
                Some(
                    "write it as the page does, `Dictionary of K [key] and V [value]`, or as C# does, \
                     `Dictionary<K, V>`"
                        .to_owned(),
                ),
            ))
        }
    }

    fn end(&mut self, what: &str) -> Result<(), TypeError> {
        self.skip_space();
        if self.rest().is_empty() {
            return Ok(());
        }
        let span = Span::new(self.at + self.pos, self.at + self.text.trim_end().len());
        let rest = self.rest().trim_end();
        let help = if rest.starts_with('.') {
            "a class within a class is written as `Outer+Inner`"
        } else {
            "write a C# type or the page's words, such as `long?`, `List<Lead>`, `unsigned integer`"
        };
        Err(TypeError { span, message: format!("unexpected text after {what}"), help: Some(help.to_owned()) })
    }

    /// Takes words if they stand here as whole words, with any white space between them.
    fn take_words(&mut self, words: &str) -> bool {
        let before = self.pos;
        for (index, word) in words.split(' ').enumerate() {
            let gap = self.pos;
            self.skip_space();
            let apart = index == 0 || self.pos > gap;
            let ends = self.rest()[..].strip_prefix(word).is_some_and(|after| {
                // `integer.X` and `date<T>` are names of the spec.
                !after.starts_with(|c| continues_identifier(c) || matches!(c, '.' | '<' | '+'))
            });
            if !apart || !ends {
                self.pos = before;
                return false;
            }
            self.pos += word.len();
        }
        true
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.pos += text.len();
        }
        found
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.pos += rest.len() - rest.trim_start().len();
    }

    fn rest(&self) -> &'a str {
        &self.text[self.pos..]
    }

    /// From `start` up to here.
    fn since(&self, start: usize) -> Span {
        Span::new(self.at + start, self.at + self.pos)
    }

    /// Returns an error about the next character (or the end).
    fn error_here(&self, message: String, help: Option<String>) -> TypeError {
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        let start = self.at + self.pos;
        TypeError { span: Span::new(start, start + length), message, help }
    }
}

/// Reads a built-in type by its name in C#.
fn simple(name: &str) -> Option<Clr> {
    match name {
        "URI" => return Some(Clr::Uri),
        "Object" => return Some(Clr::Object),
        _ => {}
    }
    Clr::ALL.into_iter().find(|clr| clr.name() == name)
}

fn arguments(count: usize) -> String {
    match count {
        1 => "one type argument".to_owned(),
        _ => format!("{count} type arguments"),
    }
}

//! Values as plain trees: what a document says, without its format.
//!
//! Our values become trees by their own descriptions, not by the writers that are to be proven. What the
//! server says of what it understood is JSON of C#'s names, with enums as numbers; the trees are the same.

use crate::canned::classes;
use datacontract::contract::{Contract, Kind, Type};
use datacontract::dynamic::Value;
use datacontract::value::{Object, View};
use std::fmt;

/// A value without a type. Numbers keep their texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plain {
    /// Nothing.
    Null,
    /// Truth.
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A text, and all that is written as one.
    Text(String),
    /// A list.
    List(Vec<Plain>),
    /// Members with their names, in their order.
    Members(Vec<(String, Plain)>),
}

impl Plain {
    /// A value as C# has it.
    #[must_use]
    pub fn of(ty: &Type, view: View<'_>) -> Self {
        of(ty, view, 0)
    }

    /// A JSON document.
    #[must_use]
    pub fn parse(json: &str) -> Option<Self> {
        let mut parser = Parser { bytes: json.as_bytes(), text: json, at: 0 };
        let value = parser.value()?;
        parser.blanks();
        (parser.at == json.len()).then_some(value)
    }

    /// A member by its name: the exact one, else one in another case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Plain> {
        let Plain::Members(members) = self else { return None };
        let exact = members.iter().find(|(found, _)| found == name);
        let found =
            exact.or_else(|| members.iter().find(|(found, _)| found.to_lowercase() == name.to_lowercase()));
        found.map(|(_, value)| value)
    }

    /// The same by a path of names with dots between them.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Plain> {
        path.split('.').try_fold(self, |value, name| value.get(name))
    }
}

const MAX_DEPTH: usize = 40;

fn of(ty: &Type, view: View<'_>, depth: usize) -> Plain {
    let inner = if let Type::Nullable(inner) = ty { inner } else { ty };
    let text = |value: &dyn ToString| Plain::Text(value.to_string());
    let number = |value: &dyn ToString| Plain::Number(value.to_string());
    match view {
        _ if depth > MAX_DEPTH => Plain::Text("too deep".to_owned()),
        View::Absent | View::Null => Plain::Null,
        View::Bool(value) => Plain::Bool(value),
        View::Int(value) => number(&value),
        View::UInt(value) => number(&value),
        View::Single(value) => float(value.is_finite(), &value, f64::from(value)),
        View::Double(value) => float(value.is_finite(), &value, value),
        View::Decimal(value) => number(value),
        View::Char(value) => Plain::Text(value.to_json_text().unwrap_or_default()),
        View::Str(value) => text(&value),
        View::DateTime(value) => text(value),
        View::DateTimeOffset(value) => text(value),
        View::TimeSpan(value) => Plain::Text(value.to_json_text()),
        View::Guid(value) => text(value),
        View::Uri(value) => text(value),
        View::Bytes(value) => {
            let mut out = String::new();
            datacontract::clr::write_base64(&mut out, value);
            Plain::Text(out)
        }
        View::List(list) => {
            let item = item_type(inner);
            Plain::List((0..list.len()).map(|index| of(&item, list.item(index), depth + 1)).collect())
        }
        View::Map(map) => {
            let (key_type, value_type) = entry_type(inner);
            let mut members = Vec::new();
            let handed = map.entries(&mut |key, value| {
                let key = match of(&key_type, key, depth + 1) {
                    Plain::Text(text) | Plain::Number(text) => text,
                    other => other.to_string(),
                };
                members.push((key, of(&value_type, value, depth + 1)));
                Ok(())
            });
            handed.expect("entries are handed out");
            Plain::Members(members)
        }
        View::Object(object) => self::object(inner, object, depth),
        View::Shared(shared) => {
            let mut found = Plain::Null;
            shared.view(&mut |view| found = of(inner, view, depth + 1));
            found
        }
        View::Any(value) => any(value, depth),
        _ => Plain::Text("a view that this test does not know".to_owned()),
    }
}

fn float(is_finite: bool, shown: &dyn ToString, value: f64) -> Plain {
    match value {
        _ if is_finite => Plain::Number(shown.to_string()),
        f64::INFINITY => Plain::Text("Infinity".to_owned()),
        f64::NEG_INFINITY => Plain::Text("-Infinity".to_owned()),
        _ => Plain::Text("NaN".to_owned()),
    }
}

fn object(ty: &Type, object: &dyn Object, depth: usize) -> Plain {
    let mut members = Vec::new();
    let mut names = Vec::new();
    match (object.actual_contract(), ty) {
        (Some(contract), _) => names = members_of(contract),
        (None, Type::Contract(contract)) => names = members_of(contract.get()),
        (None, Type::Pair((key, value))) => names = vec![("Key", *key), ("Value", *value)],
        _ => {}
    }
    object.views(&mut |views| {
        members = names
            .iter()
            .zip(views)
            .map(|((name, ty), view)| ((*name).to_owned(), of(ty, *view, depth + 1)))
            .collect();
    });
    Plain::Members(members)
}

fn any(value: &Value, depth: usize) -> Plain {
    match (value, value.ty()) {
        (Value::Empty, _) => Plain::Members(Vec::new()),
        (_, None) => Plain::Null,
        (Value::Boolean(value), _) => Plain::Bool(*value),
        (Value::Int32(value), _) => Plain::Number(value.to_string()),
        (Value::Int64(value), _) => Plain::Number(value.to_string()),
        (Value::Double(value), _) => float(value.is_finite(), value, *value),
        (Value::Decimal(value), _) => Plain::Number(value.to_string()),
        (Value::String(value), _) => Plain::Text(value.clone()),
        (Value::Object(object), Some(ty)) => self::object(&ty, &**object, depth + 1),
        (Value::List(list), Some(ty)) => of(&ty, View::List(&**list), depth + 1),
        (Value::Map(map), Some(ty)) => of(&ty, View::Map(&**map), depth + 1),
        (value, _) => Plain::Text(format!("{value:?}")),
    }
}

/// The names and types of all members, base classes first.
pub(crate) fn members_of(contract: &'static Contract) -> Vec<(&'static str, Type)> {
    let own = classes(contract).into_iter().flat_map(|(members, _)| members);
    own.map(|member| (member.json_name.unwrap_or(member.name), member.ty)).collect()
}

/// The type of a list's items; `object` for what is no list.
pub(crate) fn item_type(ty: &Type) -> Type {
    match ty {
        Type::List(item) | Type::Array(item) => **item,
        Type::Contract(contract) => match contract.get().kind() {
            Kind::Collection { item, .. } => *item,
            _ => Type::Object,
        },
        _ => Type::Object,
    }
}

/// The types of a dictionary's keys and values.
pub(crate) fn entry_type(ty: &Type) -> (Type, Type) {
    match ty {
        Type::Dictionary((key, value)) => (*key, *value),
        Type::Contract(contract) => match contract.get().kind() {
            Kind::Dictionary { key, value, .. } => (*key, *value),
            _ => (Type::Object, Type::Object),
        },
        _ => (Type::Object, Type::Object),
    }
}

/// As JSON.
impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Plain::Null => f.write_str("null"),
            Plain::Bool(value) => value.fmt(f),
            Plain::Number(text) => f.write_str(text),
            Plain::Text(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
            Plain::List(items) => {
                f.write_str("[")?;
                for (place, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if place == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Plain::Members(members) => {
                f.write_str("{")?;
                for (place, (name, value)) in members.iter().enumerate() {
                    let name = serde_json::Value::from(name.as_str());
                    write!(f, "{}{name}:{value}", if place == 0 { "" } else { "," })?;
                }
                f.write_str("}")
            }
        }
    }
}

/// A parser of well-formed JSON that leaves numbers as they are.
struct Parser<'t> {
    bytes: &'t [u8],
    text: &'t str,
    at: usize,
}

impl Parser<'_> {
    fn blanks(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        self.blanks();
        let found = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self) -> Option<Plain> {
        self.blanks();
        match self.bytes.get(self.at)? {
            b'{' => self
                .items(b'}', |parser| {
                    let name = parser.string()?;
                    parser.eat(b':').then(|| parser.value())?.map(|value| (name, value))
                })
                .map(Plain::Members),
            b'[' => self.items(b']', Self::value).map(Plain::List),
            b'"' => self.string().map(Plain::Text),
            _ => {
                let rest = &self.text[self.at..];
                let end = rest.find([',', ']', '}', ' ', '\n', '\r', '\t']).unwrap_or(rest.len());
                self.at += end;
                Some(match &rest[..end] {
                    "null" => Plain::Null,
                    "true" => Plain::Bool(true),
                    "false" => Plain::Bool(false),
                    number => Plain::Number(number.to_owned()),
                })
            }
        }
    }

    fn items<T>(&mut self, close: u8, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.at += 1;
        let mut items = Vec::new();
        if self.eat(close) {
            return Some(items);
        }
        loop {
            items.push(item(self)?);
            if self.eat(close) {
                return Some(items);
            }
            if !self.eat(b',') {
                return None;
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        self.blanks();
        let start = self.at;
        self.at += 1;
        loop {
            match self.bytes.get(self.at)? {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        serde_json::from_str(&self.text[start..self.at]).ok()
    }
}

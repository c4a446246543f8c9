//! The samples of help pages: values by the rules of their generator, in JSON and in XML.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::contract::*;
use super::service::Service;

const ARRAYS: &str = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
const SCHEMA: &str = "http://www.w3.org/2001/XMLSchema";
const SYSTEM: &str = "http://schemas.datacontract.org/2004/07/System";

/// A sample value.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Its text in JSON, and in XML.
    Text(String, String),
    /// `new object()`.
    Object,
    /// The time of day, in UTC and with an hour more.
    Offset(u32),
    Null,
    List(Vec<Value>),
    Dictionary(Vec<(Value, Value)>),
    /// The values of properties and fields, in the order of the table.
    Class(usize, Vec<(usize, Member, Value)>),
}

/// Makes the values of one body.
pub(crate) struct Generator<'s> {
    service: &'s Service,
    made: HashMap<usize, Value>,
    now: u32,
}

impl<'s> Generator<'s> {
    pub(crate) fn new(service: &'s Service) -> Self {
        Self { service, made: HashMap::new(), now: 1 }
    }

    pub(crate) fn value(&mut self, ty: &Type, count: &mut u32) -> Value {
        match ty {
            Type::Simple(simple) => {
                if !ty.counts() {
                    return Value::Text("\"QEA=\"".to_owned(), "QEA=".to_owned());
                }
                *count += 1;
                self.simple(simple, *count)
            }
            Type::Nullable(ty) => self.value(ty, &mut 0),
            Type::List(item) => {
                let mut of_list = 0;
                Value::List((0..2).map(|_| self.value(item, &mut of_list)).collect())
            }
            Type::Dictionary(key, value) => {
                let mut of_both = 0;
                let entry = |_| {
                    let key = self.value(&Type::Simple(key), &mut of_both);
                    (key, self.value(value, &mut of_both))
                };
                Value::Dictionary((0..2).map(entry).collect())
            }
            Type::Enum(index) => {
                let (name, value) = self.service.enums[*index].lowest();
                let json =
                    if self.service.has_enum_texts { format!("\"{name}\"") } else { value.to_string() };
                Value::Text(json, name.clone())
            }
            Type::Class(index) => self.class(*index),
        }
    }

    fn class(&mut self, index: usize) -> Value {
        if let Some(made) = self.made.get(&index) {
            return made.clone();
        }
        let mut values = Vec::new();
        for fields in [false, true] {
            let mut count = 0;
            let mut of = Some(index);
            while let Some(declaring) = of {
                let class = &self.service.classes[declaring];
                for member in class.members.iter().filter(|it| (it.kind == Kind::Field) == fields) {
                    let value = match member.kind {
                        Kind::ReadOnly => self.default(&member.ty),
                        _ => self.value(&member.ty, &mut count),
                    };
                    values.push((declaring, member.clone(), value));
                }
                of = class.base;
            }
        }
        let value = Value::Class(index, values);
        self.made.insert(index, value.clone());
        value
    }

    /// What a property without a setter has.
    fn default(&self, ty: &Type) -> Value {
        let text = |text: &str| Value::Text(text.to_owned(), String::new());
        match ty {
            Type::Simple(simple) => match simple.word {
                "integer" | "unsigned integer" | "byte" | "signed byte" => text("0"),
                "decimal number" => text("0.0"),
                "boolean" => text("false"),
                "globally unique identifier" => text("\"00000000-0000-0000-0000-000000000000\""),
                "time interval" => text("\"00:00:00\""),
                "date" if simple.item == "dateTime" => text("\"0001-01-01T00:00:00\""),
                "date" => text("\"0001-01-01T00:00:00+00:00\""),
                "character" => text("\"\\u0000\""),
                _ => Value::Null,
            },
            // `StringEnumConverter` writes the name of a number that has one.
            Type::Enum(index) => {
                let of = &self.service.enums[*index];
                let name =
                    of.members.iter().find(|(_, value)| *value == 0).filter(|_| self.service.has_enum_texts);
                name.map_or_else(|| text("0"), |(name, _)| text(&format!("\"{name}\"")))
            }
            _ => Value::Null,
        }
    }

    fn simple(&mut self, simple: &Simple, n: u32) -> Value {
        let both = |text: String| Value::Text(text.clone(), text);
        let quoted = |text: String| Value::Text(format!("\"{text}\""), text);
        match simple.item {
            "string" => quoted(format!("sample string {n}")),
            "short" | "int" | "long" | "unsignedInt" => both(n.to_string()),
            "unsignedByte" | "byte" => both("64".to_owned()),
            "char" => Value::Text("\"A\"".to_owned(), "65".to_owned()),
            "boolean" => both("true".to_owned()),
            "double" => both(format!("{n}.1")),
            "decimal" => Value::Text(format!("{n}.0"), n.to_string()),
            "guid" => {
                self.now += 1;
                quoted(format!("5f3c{:04x}-6a1e-4c9b-8d7e-0f1a2b3c4d5e", self.now))
            }
            "duration" => Value::Text("\"00:00:00.1234567\"".to_owned(), "PT0.1234567S".to_owned()),
            "dateTime" => {
                self.now += 1;
                quoted(format!("2026-11-21T20:33:33.85{:05}+01:00", self.now * 10 + 1))
            }
            "DateTimeOffset" => {
                self.now += 1;
                Value::Offset(self.now * 10 + 1)
            }
            "anyURI" => {
                let text = format!("http://webapihelppage{n}.com");
                Value::Text(format!("\"{text}\""), format!("{text}/"))
            }
            _ => Value::Object,
        }
    }
}

/// Writes JSON as Json.NET does, indented.
pub(crate) fn json(service: &Service, value: &Value) -> String {
    let mut text = String::new();
    write_json(service, value, 0, &mut text);
    text
}

fn camel(name: &str) -> String {
    // Json.NET: leading capitals become small, the last one only if no small letter follows.
    let chars: Vec<char> = name.chars().collect();
    let mut text = String::new();
    for (index, c) in chars.iter().enumerate() {
        let is_followed_by_small = chars.get(index + 1).is_some_and(|next| !next.is_uppercase());
        if !c.is_uppercase() || (index > 0 && is_followed_by_small) {
            text.extend(&chars[index..]);
            break;
        }
        text.extend(c.to_lowercase());
    }
    text
}

fn write_json(service: &Service, value: &Value, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth + 1);
    let name_of = |name: &str| if service.is_camel { camel(name) } else { name.to_owned() };
    let block = |open: char, close: char, parts: Vec<String>, text: &mut String| {
        if parts.is_empty() {
            text.extend([open, close]);
            return;
        }
        text.push(open);
        text.push('\n');
        let parts: Vec<String> = parts.into_iter().map(|part| format!("{indent}{part}")).collect();
        text.push_str(&parts.join(",\n"));
        let _ = write!(text, "\n{}{close}", "  ".repeat(depth));
    };
    let part = |value: &Value| {
        let mut part = String::new();
        write_json(service, value, depth + 1, &mut part);
        part
    };
    match value {
        Value::Text(json, _) => text.push_str(json),
        Value::Object => text.push_str("{}"),
        Value::Null => text.push_str("null"),
        Value::Offset(now) => {
            let _ = write!(text, "\"2026-11-21T20:33:33.85{now:05}+01:00\"");
        }
        Value::List(items) => block('[', ']', items.iter().map(part).collect(), text),
        Value::Dictionary(entries) => {
            let entry = |(key, value): &(Value, Value)| {
                let Value::Text(_, key) = key else { unreachable!("keys are simple") };
                format!("\"{}\": {}", name_of(key), part(value))
            };
            block('{', '}', entries.iter().map(entry).collect(), text);
        }
        Value::Class(_, values) => {
            let mut shown: Vec<&(usize, Member, Value)> =
                values.iter().filter(|(_, member, _)| member.is_in_table()).collect();
            shown.sort_by_key(|(_, member, _)| {
                (member.order.map_or(-1, i64::from), member.kind != Kind::Field)
            });
            let member = |(_, member, value): &&(usize, Member, Value)| {
                format!("\"{}\": {}", name_of(member.table_name()), part(value))
            };
            block('{', '}', shown.iter().map(member).collect(), text);
        }
    }
}

/// Returns the contract's name and namespace.
pub(crate) fn contract(service: &Service, ty: &Type) -> (String, String) {
    match ty {
        Type::Simple(simple) if simple.item == "DateTimeOffset" => {
            (simple.item.to_owned(), SYSTEM.to_owned())
        }
        Type::Simple(simple) => (simple.item.to_owned(), ARRAYS.to_owned()),
        Type::Nullable(ty) => contract(service, ty),
        Type::Enum(index) => {
            let of = &service.enums[*index];
            (of.name.clone(), clr_namespace(&of.clr_namespace))
        }
        Type::Class(index) => {
            let class = &service.classes[*index];
            (class.name.clone(), class.xml_namespace())
        }
        Type::List(item) => {
            let (name, namespace) = contract(service, item);
            (format!("ArrayOf{name}"), namespace)
        }
        Type::Dictionary(key, value) => {
            (format!("ArrayOfKeyValueOf{}{}", key.item, contract(service, value).0), ARRAYS.to_owned())
        }
    }
}

/// Returns the namespace of what is inside of a value, unless it is plain text.
fn inner_namespace(service: &Service, ty: &Type) -> Option<String> {
    match ty {
        Type::Simple(simple) if simple.item == "DateTimeOffset" => Some(SYSTEM.to_owned()),
        Type::Simple(_) | Type::Enum(_) => None,
        Type::Nullable(ty) => inner_namespace(service, ty),
        Type::List(item) => Some(contract(service, item).1),
        Type::Dictionary(..) => Some(ARRAYS.to_owned()),
        Type::Class(_) => Some(contract(service, ty).1),
    }
}

/// Writes XML as `DataContractSerializer` does, indented.
pub(crate) fn xml(service: &Service, ty: &Type, value: &Value) -> String {
    let (name, namespace) = contract(service, ty);
    let of = if let Type::Nullable(ty) = ty { ty } else { ty };
    let is_simple = matches!(of, Type::Simple(simple) if simple.item != "DateTimeOffset");
    let namespace = if is_simple { SERIALIZATION.to_owned() } else { namespace };
    let mut writer = Writer { service, text: String::new(), scope: Vec::new() };
    // Every root but that of a simple value declares it.
    if !is_simple && !matches!(of, Type::Enum(_)) || matches!(value, Value::Object) {
        writer.scope.push(("i".to_owned(), INSTANCE.to_owned()));
    }
    writer.element(&name, &namespace, ty, value, 1);
    writer.text.trim_start().to_owned()
}

struct Writer<'s> {
    service: &'s Service,
    text: String,
    scope: Vec<(String, String)>,
}

impl Writer<'_> {
    fn prefix(&self, namespace: &str) -> Option<&str> {
        let found = self.scope.iter().enumerate().rev().find(|(index, (prefix, of))| {
            of == namespace && !self.scope[index + 1..].iter().any(|(later, _)| later == prefix)
        });
        found.map(|(_, (prefix, _))| prefix.as_str())
    }

    fn element(&mut self, name: &str, namespace: &str, ty: &Type, value: &Value, depth: usize) {
        let outer = self.scope.len();
        let mut attributes = String::new();
        if depth == 1 && !self.scope.is_empty() {
            let _ = write!(attributes, " xmlns:i=\"{INSTANCE}\"");
        }
        // An element whose namespace has no prefix declares it as the default one, behind all else.
        let mut default = String::new();
        let known = self.prefix(namespace).map(str::to_owned);
        if known.is_none() {
            self.scope.push((String::new(), namespace.to_owned()));
            default = format!(" xmlns=\"{namespace}\"");
        }
        let prefix = known.unwrap_or_default();
        let mut declared = 0;
        let mut declare = |this: &mut Self, namespace: &str, attributes: &mut String| {
            declared += 1;
            let prefix = format!("d{depth}p{declared}");
            let _ = write!(attributes, " xmlns:{prefix}=\"{namespace}\"");
            this.scope.push((prefix.clone(), namespace.to_owned()));
            prefix
        };
        let inner = inner_namespace(self.service, ty).filter(|_| depth > 1 || !matches!(ty, Type::Class(_)));
        if let Some(inner) = inner.filter(|inner| self.prefix(inner).is_none()) {
            declare(self, &inner, &mut attributes);
        }
        match value {
            Value::Null => attributes.push_str(" i:nil=\"true\""),
            Value::Object => {
                let prefix = declare(self, SCHEMA, &mut attributes);
                let _ = write!(attributes, " i:type=\"{prefix}:anyType\"");
            }
            _ => {}
        }
        attributes.push_str(&default);
        let tag = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}:{name}") };
        let _ = write!(self.text, "\n{}<{tag}{attributes}", "  ".repeat(depth - 1));
        let before = self.text.len();
        self.text.push('>');
        let is_nested = self.content(ty, value, depth);
        if self.text.len() == before + 1 && !matches!(value, Value::Text(..)) {
            self.text.truncate(before);
            self.text.push_str(" />");
        } else {
            if is_nested {
                let _ = write!(self.text, "\n{}", "  ".repeat(depth - 1));
            }
            let _ = write!(self.text, "</{tag}>");
        }
        self.scope.truncate(outer);
    }

    /// Writes what is inside, and returns whether these are elements.
    fn content(&mut self, ty: &Type, value: &Value, depth: usize) -> bool {
        match (value, ty) {
            (_, Type::Nullable(ty)) => return self.content(ty, value, depth),
            (Value::Text(_, text), _) => {
                self.text.push_str(text);
                return false;
            }
            (Value::Offset(now), _) => {
                let date = Value::Text(String::new(), format!("2026-11-21T19:33:33.85{now:05}Z"));
                self.element("DateTime", SYSTEM, &Type::Simple(&DATE), &date, depth + 1);
                let minutes = Value::Text(String::new(), "60".to_owned());
                self.element("OffsetMinutes", SYSTEM, &Type::Simple(&SHORT), &minutes, depth + 1);
            }
            (Value::List(items), Type::List(of)) => {
                let (name, namespace) = contract(self.service, of);
                for item in items {
                    self.element(&name, &namespace, of, item, depth + 1);
                }
            }
            (Value::Dictionary(entries), Type::Dictionary(key, of)) => {
                let name = contract(self.service, ty).0["ArrayOf".len()..].to_owned();
                for (k, v) in entries {
                    let tag = format!("{}:{name}", self.prefix(ARRAYS).unwrap_or_default());
                    let tag = tag.trim_start_matches(':').to_owned();
                    let _ = write!(self.text, "\n{}<{tag}>", "  ".repeat(depth));
                    self.element("Key", ARRAYS, &Type::Simple(key), k, depth + 2);
                    self.element("Value", ARRAYS, of, v, depth + 2);
                    let _ = write!(self.text, "\n{}</{tag}>", "  ".repeat(depth));
                }
            }
            (Value::Class(class, values), _) => {
                let mut levels = vec![*class];
                while let Some(base) = self.service.classes[levels[levels.len() - 1]].base {
                    levels.push(base);
                }
                for level in levels.into_iter().rev() {
                    let namespace = self.service.classes[level].xml_namespace();
                    let mut members: Vec<&(usize, Member, Value)> = values
                        .iter()
                        .filter(|(declaring, member, _)| *declaring == level && member.is_in_xml())
                        .collect();
                    members.sort_by_key(|(_, member, _)| {
                        (member.order.map_or(-1, i64::from), member.xml_name().to_owned())
                    });
                    for (_, member, value) in members {
                        self.element(member.xml_name(), &namespace, &member.ty, value, depth + 1);
                    }
                }
            }
            _ => {}
        }
        true
    }
}

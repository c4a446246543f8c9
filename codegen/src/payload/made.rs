//! Values made as ASP.NET's help page makes its samples.
//!
//! Each object counts its simple members from 1, in the order of the page's table, and shows the number where it
//! can. What is nullable, an enum, a collection or an object has a count of its own and does not advance the
//! object's; public fields are counted after the properties, from 1 again. Collections have two items. A class
//! is made once, and stands wherever it is needed.
//!
//! Dates, and identifiers of which the page shows new ones each time, are always the same here.

use std::collections::HashMap;

use datacontract::clr::{Bytes, Char, DateTime, DateTimeOffset, Decimal, Guid, TimeSpan, Uri};
use datacontract::contract::Type;
use datacontract::dynamic::{DynamicEnum, Value};

use crate::graph::ContractGraph;
use crate::spec::{Clr, Format, Member, Nullability, Spec, TypeDef, TypeExpr, TypeExprKind, TypeKind};

/// What the help page calls now.
const NOW: &str = "2024-10-15T17:29:06.9841212+00:00";
/// How many values a sample may have. A class that holds another twice, which holds a third twice, and so on,
/// would have a sample of any size.
const MAX_VALUES: usize = 20_000;
/// How deep a sample goes: a class may hold another, which holds a third, and so on, deeper than the stack is.
const MAX_DEPTH: usize = 64;

/// Returns a value of a type, made by the rules of help pages.
///
/// Where the type contains itself the page has no sample; here the value ends there, with null.
#[must_use]
pub fn made_value(graph: &ContractGraph<'_>, ty: &TypeExpr) -> Value {
    let mut maker = Maker { graph, classes: HashMap::new(), made: 0, depth: 0 };
    maker.value(ty, &mut Counter::default())
}

/// The count of an object.
#[derive(Clone, Copy, Debug, Default)]
struct Counter(u32);

impl Counter {
    fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

struct Maker<'g> {
    graph: &'g ContractGraph<'g>,
    /// The classes by their places in the spec; none while a class is being made.
    classes: HashMap<usize, Option<Value>>,
    made: usize,
    /// How many values are around the one that is being made.
    depth: usize,
}

impl<'g> Maker<'g> {
    fn spec(&self) -> &'g Spec {
        self.graph.spec()
    }

    fn value(&mut self, ty: &TypeExpr, counter: &mut Counter) -> Value {
        self.made += 1;
        match &ty.kind {
            _ if self.made > MAX_VALUES => Value::Null,
            TypeExprKind::Clr(clr) => simple(*clr, counter),
            TypeExprKind::Word(word) => simple(word.clr(), counter),
            TypeExprKind::Nullable(inner) if self.is_value_type(inner) => {
                self.value(inner, &mut Counter::default())
            }
            TypeExprKind::Nullable(inner) => self.value(inner, counter),
            TypeExprKind::Named(name) => match self.spec().resolve(name) {
                Ok(place) => self.of_spec(place),
                Err(_) => Value::Null,
            },
            TypeExprKind::List(item) | TypeExprKind::Array(item) => self.list(self.graph.type_of(ty), item),
            TypeExprKind::Dictionary(key, value) => self.map(self.graph.type_of(ty), key, value),
            TypeExprKind::ReadOnly(inner) => {
                let wrapped = self.value(inner, counter);
                object(self.graph.type_of(ty), vec![wrapped])
            }
            TypeExprKind::Pair(key, value) => {
                let mut counter = Counter::default();
                let values = vec![self.value(key, &mut counter), self.value(value, &mut counter)];
                object(self.graph.type_of(ty), values)
            }
            TypeExprKind::Tuple(items) => {
                let mut counter = Counter::default();
                let values = items.iter().map(|item| self.value(item, &mut counter)).collect();
                object(self.graph.type_of(ty), values)
            }
        }
    }

    fn of_spec(&mut self, place: usize) -> Value {
        if self.depth >= MAX_DEPTH {
            return Value::Null;
        }
        self.depth += 1;
        let made = self.of_spec_within(place);
        self.depth -= 1;
        made
    }

    fn of_spec_within(&mut self, place: usize) -> Value {
        let Some(ty) = self.spec().types.get(place) else { return Value::Null };
        let Some(wire) = self.graph.type_at(place) else { return Value::Null };
        match &ty.kind {
            TypeKind::Class(class) if class.is_abstract => Value::Null,
            TypeKind::Class(_) => self.class(place, wire),
            TypeKind::Enum(of) => {
                let number = lowest(of.members.iter().map(|member| member.value.value));
                Value::Enum(DynamicEnum::with_number(wire, number))
            }
            TypeKind::Collection(of) => self.list(wire, &of.item),
            TypeKind::Dictionary(of) => self.map(wire, &of.key, &of.value),
        }
    }

    fn class(&mut self, place: usize, wire: Type) -> Value {
        if let Some(known) = self.classes.get(&place) {
            // Within itself a class ends with null.
            let known = known.clone().unwrap_or_default();
            self.made += size(&known);
            return known;
        }
        self.classes.insert(place, None);
        let levels = self.spec().with_bases(place);
        // Counted in the page's order, the class's own members first, properties before fields; kept in the
        // contract's order, the outermost base first.
        let mut counters = [Counter::default(), Counter::default()];
        let mut of_levels: Vec<Vec<(usize, Value)>> = levels.iter().map(|_| Vec::new()).collect();
        for (level, &of) in levels.iter().enumerate() {
            let Some(class) = self.spec().types.get(of).and_then(TypeDef::class) else { continue };
            for (index, member) in class.members.iter().enumerate() {
                let counter = &mut counters[usize::from(member.field)];
                let value = self.member(member, counter);
                of_levels[level].push((index, value));
            }
        }
        let mut values = Vec::new();
        for (&of, mut made) in levels.iter().zip(of_levels).rev() {
            let Some(of) = self.spec().types.get(of) else { continue };
            for (index, _) in of.members_in_order() {
                let value = made.iter_mut().find(|(of, _)| *of == index);
                values.push(value.map(|(_, value)| std::mem::take(value)).unwrap_or_default());
            }
        }
        let made = object(wire, values);
        self.classes.insert(place, Some(made.clone()));
        made
    }

    fn member(&mut self, member: &Member, counter: &mut Counter) -> Value {
        if member.only == Some(Format::Json) {
            // It has no setter, so that nothing was put there.
            return match self.spec().nullability(member) {
                Nullability::Never => Value::default_of(&self.graph.type_of(&member.ty)),
                _ => Value::Null,
            };
        }
        if self.is_value_type(&member.ty) && self.spec().nullability(member) == Nullability::Nullable {
            return self.value(&member.ty, &mut Counter::default());
        }
        self.value(&member.ty, counter)
    }

    /// Returns whether .NET wraps a value of the type to give it null.
    fn is_value_type(&self, ty: &TypeExpr) -> bool {
        self.spec().nullability_of_type(ty) != Nullability::Nullable
    }

    fn list(&mut self, wire: Type, item: &TypeExpr) -> Value {
        let mut counter = Counter::default();
        let items: Vec<Value> = (0..2).map(|_| self.value(item, &mut counter)).collect();
        let mut made = Value::new(&wire);
        change(&mut made, |made| {
            if let Value::List(list) = made {
                // A list of what contains the list ends here.
                list.items = if items.contains(&Value::Null) { Vec::new() } else { items };
            }
        });
        made
    }

    fn map(&mut self, wire: Type, key: &TypeExpr, value: &TypeExpr) -> Value {
        let mut counter = Counter::default();
        let entries: Vec<(Value, Value)> =
            (0..2).map(|_| (self.value(key, &mut counter), self.value(value, &mut counter))).collect();
        let mut made = Value::new(&wire);
        change(&mut made, |made| {
            if let Value::Map(map) = made {
                map.entries = entries;
                map.entries.dedup_by(|a, b| a.0 == b.0);
            }
        });
        made
    }
}

/// Returns an object with these values, in the order of its members.
fn object(wire: Type, values: Vec<Value>) -> Value {
    let mut made = Value::new(&wire);
    change(&mut made, |made| {
        if let Value::Object(object) = made {
            for (place, value) in object.values_mut().iter_mut().zip(values) {
                *place = value;
            }
        }
    });
    made
}

/// Changes a value, or what is behind a pointer to one.
fn change(value: &mut Value, f: impl FnOnce(&mut Value)) {
    match value {
        Value::Shared(shared) => {
            shared.pointer().with_mut(|node| f(node.value_mut()));
        }
        value => f(value),
    }
}

/// Returns how many values are in a value. What is shared is written once.
#[must_use]
pub fn size(value: &Value) -> usize {
    match value {
        Value::Object(object) => 1 + object.values().iter().map(size).sum::<usize>(),
        Value::List(list) => 1 + list.items.iter().map(size).sum::<usize>(),
        Value::Map(map) => 1 + map.entries.iter().map(|(key, value)| size(key) + size(value)).sum::<usize>(),
        _ => 1,
    }
}

/// Returns the lowest of an enum's numbers as .NET compares them, as 64 bits without a sign.
fn lowest(numbers: impl Iterator<Item = i128>) -> i64 {
    let bits = |number: i128| {
        i64::try_from(number).unwrap_or_else(|_| u64::try_from(number).unwrap_or_default().cast_signed())
    };
    numbers.map(bits).min_by_key(|number| number.cast_unsigned()).unwrap_or_default()
}

fn simple(clr: Clr, counter: &mut Counter) -> Value {
    if clr == Clr::Bytes {
        return Value::Bytes(Bytes::from(vec![64, 64]));
    }
    let n = counter.next();
    match clr {
        Clr::Object => Value::Empty,
        Clr::Bool => Value::Boolean(true),
        Clr::SByte => Value::SByte(64),
        Clr::Byte => Value::Byte(64),
        Clr::Short => Value::Int16(i16::try_from(n).unwrap_or(i16::MAX)),
        Clr::UShort => Value::UInt16(u16::try_from(n).unwrap_or(u16::MAX)),
        Clr::Int => Value::Int32(i32::try_from(n).unwrap_or(i32::MAX)),
        Clr::UInt => Value::UInt32(n),
        Clr::Long => Value::Int64(n.into()),
        Clr::ULong => Value::UInt64(n.into()),
        #[expect(clippy::cast_possible_truncation, reason = "so does .NET")]
        Clr::Float => Value::Single((f64::from(n) + 0.1) as f32),
        Clr::Double => Value::Double(f64::from(n) + 0.1),
        Clr::Decimal => Value::Decimal(Decimal::from(n)),
        Clr::Char => Value::Char(Char::from(u16::from(b'A'))),
        Clr::String => Value::String(format!("sample string {n}")),
        Clr::DateTime => DateTime::from_json_text(NOW).map_or(Value::Null, Value::DateTime),
        Clr::DateTimeOffset => DateTimeOffset::from_json_text(NOW).map_or(Value::Null, Value::DateTimeOffset),
        Clr::TimeSpan => TimeSpan::from_json_text("00:00:00.1234567").map_or(Value::Null, Value::TimeSpan),
        Clr::Guid => {
            format!("{n:08x}-9d0c-4b5e-8a63-5f1d2c7e{n:04x}").parse::<Guid>().map_or(Value::Null, Value::Guid)
        }
        Clr::Uri => format!("http://webapihelppage{n}.com").parse::<Uri>().map_or(Value::Null, Value::Uri),
        Clr::Bytes => Value::Null,
    }
}

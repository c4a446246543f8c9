//! How values of types are made.

use super::{Variant, classes};
use datacontract::Error;
use datacontract::clr::{Char, DateTime, DateTimeKind, DateTimeOffset, Decimal, Guid, TimeSpan, Uri};
use datacontract::contract::{Contract, EnumContract, Kind, Primitive, Type};
use datacontract::dynamic::Value;
use datacontract::http::{Format, ParameterPlace};
use datacontract::value::{KeyIndex, Slot, View};
use std::collections::HashMap;

const TEXTS: [&str; 8] = [
    "Анна Петрова",
    "Åsa Öberg",
    "lead-0042",
    "ООО \"Ромашка\"",
    "x@example.org",
    "+7 495 000-00-00",
    "日本",
    "two words",
];
const EDGE_TEXTS: [&str; 8] = [
    "",
    " leading and trailing ",
    "a<b>&c\"d'e",
    "tab\tnl\ncr\rend",
    "🙂 ]]> <!-- --> &amp;",
    "\u{a0}\u{200b}\u{feff}",
    "/\\ \u{2028} {}",
    "null",
];
/// Blanks alone are null in a URI.
const QUERY_TEXTS: [&str; 5] =
    ["a=b&c+d%20e#f", " leading and trailing ", "🙂 ]]> <!-- --> &amp;", "/\\ \u{2028} {}", "null"];
/// A slash separates, wherever it comes from; a blank at the end is no part of a path on Windows.
const PATH_TEXTS: [&str; 3] = ["a=b&c+d%20e#f?g", "🙂 ]]> !-- -- &amp;", "null"];

const DOUBLES: [f64; 8] = [1e300, -0.1, f64::NAN, 1e-7, f64::INFINITY, 123_456_789.125, 1e21, 100.0];
const DECIMALS: [&str; 5] = ["79228162514264337593543950335", "-0.10", "1.500", "0.0000001", "100"];
const TICKS_PER_SECOND: i64 = 10_000_000;

/// Makes values of one variant.
pub(super) struct Maker {
    variant: Variant,
    /// In JSON nothing says that an object is of a derived class.
    format: Option<Format>,
    /// The smallest and the greatest `integer` of a help page, which may be a `short`, `int` or `long`.
    integers: Option<[i64; 2]>,
    count: usize,
    depths: HashMap<usize, usize>,
}

impl Maker {
    /// Makes a maker; `integers` are the smallest and the greatest `integer` of a help page, if types are
    /// known from there alone.
    pub(super) fn new(variant: Variant, format: Option<Format>, integers: Option<[i64; 2]>) -> Self {
        Maker { variant, format, integers, count: 0, depths: HashMap::new() }
    }

    fn next(&mut self) -> usize {
        self.count += 1;
        self.count - 1
    }

    fn of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.next() % items.len()]
    }

    /// Takes turns: two nulls, a value.
    fn null(&mut self) -> bool {
        self.variant == Variant::Sparse && self.next() % 3 != 2
    }

    fn pick<T>(&self, filled: T, sparse: T, edge: T) -> T {
        match self.variant {
            Variant::Filled => filled,
            Variant::Sparse => sparse,
            Variant::Edges => edge,
        }
    }

    pub(super) fn parameter(&mut self, place: ParameterPlace, ty: &Type, slot: Slot<'_>) {
        match (ty, slot) {
            (Type::Nullable(inner), Slot::Nullable(nullable)) => {
                self.parameter(place, inner, nullable.fill());
            }
            (_, Slot::Nullable(nullable)) => self.parameter(place, ty, nullable.fill()),
            (Type::Primitive(Primitive::String), slot) => {
                let text = match (self.variant, place) {
                    (Variant::Edges, ParameterPlace::Path) => self.of(&PATH_TEXTS),
                    (Variant::Edges, ParameterPlace::Query | ParameterPlace::Part) => self.of(&QUERY_TEXTS),
                    (_, ParameterPlace::Path) => "Åsa Öberg",
                    (_, ParameterPlace::Query | ParameterPlace::Part) => "Åsa Öberg&co/x",
                };
                put(slot, View::Str(text));
            }
            (Type::List(item) | Type::Array(item), Slot::List(items)) => {
                for _ in 0..2 {
                    self.parameter(place, item, items.push());
                }
            }
            (ty, slot) => self.make(ty, slot, 0),
        }
    }

    pub(super) fn make(&mut self, ty: &Type, slot: Slot<'_>, level: usize) {
        if let Type::Nullable(inner) = ty {
            let Slot::Nullable(nullable) = slot else { return self.make(inner, slot, level) };
            if level > 0 && self.null() {
                nullable.set_null();
            } else {
                self.make(inner, nullable.fill(), level);
            }
            return;
        }
        let is_leaf = match ty {
            Type::Primitive(primitive) => primitive.is_value_type(),
            Type::Contract(contract) => matches!(contract.get().kind(), Kind::Enum(_)),
            _ => false,
        };
        // Structs are never null, but take their turn.
        let is_null = !is_leaf && level > 0 && self.null() && !ty.is_value_type();
        match slot {
            Slot::Nullable(nullable) if is_null || self.is_too_deep(ty) => nullable.set_null(),
            Slot::Nullable(nullable) => self.content(ty, nullable.fill(), level),
            Slot::Value(value) if is_null => *value = Value::Null,
            slot => self.content(ty, slot, level),
        }
    }

    fn content(&mut self, ty: &Type, slot: Slot<'_>, level: usize) {
        match (ty, slot) {
            (Type::Object, Slot::Value(value)) => {
                *value = self.pick(Value::String("текст".to_owned()), Value::Int32(5), Value::Boolean(true));
            }
            (Type::Object, Slot::Nullable(nullable)) => self.content(ty, nullable.fill(), level),
            (ty, Slot::Shared(shared)) => {
                shared.fresh();
                shared
                    .fill(&mut |slot| {
                        self.content(ty, slot, level);
                        Ok(())
                    })
                    .expect("slots are handed out");
            }
            (Type::Primitive(primitive), slot) => self.primitive(*primitive, slot, level),
            (Type::List(item) | Type::Array(item), Slot::List(items)) => {
                items.clear();
                for _ in 0..self.length(item) {
                    self.make(item, items.push(), level + 1);
                }
            }
            (Type::Dictionary((key, value)), Slot::Map(map)) => {
                map.clear();
                let mut index = KeyIndex::default();
                for _ in 0..self.length(value) {
                    let entry = map.insert(&mut index, &mut |key_slot, value_slot| {
                        self.make(key, key_slot, 0);
                        self.make(value, value_slot, level + 1);
                        Ok(())
                    });
                    entry.expect("slots are handed out");
                }
            }
            (Type::Pair((key, value)), Slot::Object(object)) => handed(object, &mut |slots| {
                if let [key_slot, value_slot] = slots {
                    self.make(key, key_slot.reborrow(), 0);
                    self.make(value, value_slot.reborrow(), level + 1);
                }
                Ok(())
            }),
            (Type::Contract(contract), slot) => self.contract(contract.get(), slot, level),
            _ => {}
        }
    }

    fn contract(&mut self, contract: &'static Contract, slot: Slot<'_>, level: usize) {
        match (contract.kind(), slot) {
            (Kind::Enum(members), slot) => self.enumeration(members, slot),
            (Kind::Class(_), Slot::Polymorphic(slot)) => {
                let mut known: Vec<&'static Contract> = slot
                    .known_types()
                    .iter()
                    .map(|known| known.get())
                    .filter(|known| !std::ptr::eq(*known, contract))
                    .collect();
                known.sort_by(|a, b| a.qualified_name().name.cmp(&b.qualified_name().name));
                let says_types = self.format != Some(Format::Json);
                let chosen = if says_types && level > 0 && self.variant != Variant::Sparse {
                    known[self.count % known.len()]
                } else {
                    contract
                };
                let is_derived = usize::from(!std::ptr::eq(chosen, contract));
                *self.depths.entry(key_of(contract)).or_default() += is_derived;
                if let Some(slot) = slot.choose(chosen) {
                    self.contract(chosen, slot, level);
                }
                *self.depths.entry(key_of(contract)).or_default() -= is_derived;
            }
            (Kind::Class(_), Slot::Object(object)) => {
                *self.depths.entry(key_of(contract)).or_default() += 1;
                let classes = classes(contract);
                handed(object, &mut |slots| {
                    // Reflection gives the properties of a base class last.
                    for (own, start) in classes.iter().rev() {
                        for (member, slot) in own.iter().zip(slots.iter_mut().skip(*start)) {
                            let ty = match &member.ty {
                                // The page says that it is never null.
                                Type::Nullable(inner) if !member.takes_nil => inner,
                                ty => ty,
                            };
                            if member.in_xml && !self.is_up(contract, ty) {
                                self.make(ty, slot.reborrow(), level + 1);
                            }
                        }
                    }
                    Ok(())
                });
                *self.depths.entry(key_of(contract)).or_default() -= 1;
            }
            _ => {}
        }
    }

    /// A parent that is being made: neither format can write the cycle.
    fn is_up(&self, contract: &'static Contract, member: &Type) -> bool {
        matches!(member, Type::Contract(found)
            if !std::ptr::eq(found.get(), contract) && self.depths.get(&key_of(found.get())).is_some_and(|depth| *depth > 0))
    }

    fn is_too_deep(&self, ty: &Type) -> bool {
        matches!(ty, Type::Contract(contract) if self.depths.get(&key_of(contract.get())).is_some_and(|depth| *depth >= 2))
    }

    fn length(&mut self, item: &Type) -> usize {
        if self.is_too_deep(item) {
            return 0;
        }
        match self.variant {
            Variant::Filled => 2,
            Variant::Sparse => self.next() % 2,
            Variant::Edges => 3,
        }
    }

    fn enumeration(&mut self, members: &EnumContract, slot: Slot<'_>) {
        let mut numbers: Vec<i64> = members.members.iter().map(|member| member.number).collect();
        // As `Enum.GetValues` has them: negative ones last.
        numbers.sort_by_key(|number| number.cast_unsigned());
        let number = match self.variant {
            Variant::Filled => numbers.last().copied().unwrap_or_default(),
            _ if numbers.is_empty() => {
                self.next();
                0
            }
            _ => self.of(&numbers),
        };
        if !numbers.is_empty() {
            put(slot, View::Int(number));
        }
    }

    #[expect(clippy::too_many_lines, reason = "a line for each type")]
    fn primitive(&mut self, primitive: Primitive, slot: Slot<'_>, level: usize) {
        match primitive {
            Primitive::String => {
                let text = match self.variant {
                    Variant::Edges => self.of(&EDGE_TEXTS),
                    _ => self.of(&TEXTS),
                };
                put(slot, View::Str(text));
            }
            Primitive::Boolean => {
                let value = self.variant != Variant::Sparse && self.next().is_multiple_of(2);
                put(slot, View::Bool(value));
            }
            Primitive::Byte => put(slot, View::UInt(self.pick(7, 0, 255))),
            Primitive::SByte => put(slot, View::Int(self.pick(-7, 0, -128))),
            Primitive::Int16 => put(slot, View::Int(self.pick(-300, 0, i16::MIN.into()))),
            Primitive::UInt16 => put(slot, View::UInt(self.pick(300, 0, u16::MAX.into()))),
            Primitive::UInt32 => put(slot, View::UInt(self.pick(70_000, 0, u32::MAX.into()))),
            // The early Json.NET of the server reads no larger one.
            Primitive::UInt64 => put(slot, View::UInt(self.pick(5_000_000_000, 0, i64::MAX.cast_unsigned()))),
            Primitive::Int32 => {
                let number = match self.variant {
                    Variant::Filled => 1000 + i64::try_from(self.next()).unwrap_or_default(),
                    Variant::Sparse => 0,
                    Variant::Edges => self.of(&[i32::MIN.into(), i32::MAX.into()]),
                };
                put(slot, View::Int(number));
            }
            Primitive::Int64 => {
                let of_page = self.integers;
                let number = match self.variant {
                    Variant::Filled if of_page.is_some() => {
                        1000 + i64::try_from(self.next()).unwrap_or_default()
                    }
                    Variant::Filled => 79_161_234_567 + i64::try_from(self.next()).unwrap_or_default(),
                    Variant::Sparse => 0,
                    Variant::Edges => self.of(&of_page.unwrap_or([i64::MAX, i64::MIN])),
                };
                put(slot, View::Int(number));
            }
            Primitive::Single => {
                let number = match self.variant {
                    Variant::Filled => 0.75,
                    Variant::Sparse => 0.0,
                    Variant::Edges => self.of(&[3.4e38, 1.1]),
                };
                put(slot, View::Single(number));
            }
            Primitive::Double => {
                let number = match self.variant {
                    Variant::Filled => 55.7558 + f64::from(u32::try_from(self.next()).unwrap_or_default()),
                    Variant::Sparse => 0.0,
                    Variant::Edges => self.of(&DOUBLES),
                };
                put(slot, View::Double(number));
            }
            Primitive::Decimal => {
                let text = match self.variant {
                    Variant::Filled => "1990.50",
                    Variant::Sparse => "0",
                    Variant::Edges => self.of(&DECIMALS),
                };
                put(slot, View::Decimal(&text.parse::<Decimal>().expect("a decimal")));
            }
            Primitive::Char => {
                let c = self.pick('Ж', 'a', '<');
                put(slot, View::Char(Char::try_from(c).expect("one unit")));
            }
            Primitive::DateTime => {
                let date = match self.variant {
                    Variant::Filled => date("2024-10-15T05:29:19", DateTimeKind::Utc),
                    Variant::Sparse => date("2020-01-02T00:00:00", DateTimeKind::Unspecified),
                    Variant::Edges => match self.next() % 4 {
                        0 => date("0001-01-01T00:00:00", DateTimeKind::Unspecified),
                        1 => date("2024-02-29T23:59:59.9999999", DateTimeKind::Utc),
                        2 => date("2023-07-01T12:00:00.12", DateTimeKind::Unspecified),
                        _ => DateTime::from_json_text("2023-07-01T12:30:00+00:00").expect("a date"),
                    },
                };
                put(slot, View::DateTime(&date));
            }
            Primitive::DateTimeOffset => {
                let text = match self.variant {
                    Variant::Filled => "2024-10-15T05:29:19.514+02:00",
                    Variant::Sparse => "2020-01-02T00:00:00+00:00",
                    Variant::Edges => self.of(&[
                        "0001-01-01T00:00:00+00:00",
                        "2024-02-29T23:59:59.5-09:30",
                        "1999-12-31T00:00:00+00:00",
                    ]),
                };
                put(slot, View::DateTimeOffset(&DateTimeOffset::from_json_text(text).expect("a date")));
            }
            Primitive::TimeSpan => {
                let filled = (((2 * 24 + 3) * 60 + 4) * 60 + 5) * TICKS_PER_SECOND + 678 * 10_000;
                let edges = [i64::MIN, i64::MAX, 10_000, -((60 + 2) * 60 + 3) * TICKS_PER_SECOND, 1];
                let ticks = match self.variant {
                    Variant::Filled => filled,
                    Variant::Sparse => 0,
                    Variant::Edges => self.of(&edges),
                };
                put(slot, View::TimeSpan(TimeSpan::from_ticks(ticks)));
            }
            Primitive::Guid => {
                let text = self.pick(
                    "0f8fad5b-d9cb-469f-a165-70867728950e",
                    "00000000-0000-0000-0000-000000000000",
                    "ffffffff-ffff-ffff-ffff-ffffffffffff",
                );
                put(slot, View::Guid(&text.parse::<Guid>().expect("a guid")));
            }
            Primitive::Uri => {
                let text = match self.variant {
                    Variant::Filled => "https://example.org/a?b=c&d=е",
                    Variant::Sparse if level > 0 => "rel/ative",
                    _ => "http://example.org/%D0%B0/%20?q=<x>",
                };
                put(slot, View::Uri(&Uri::new(text)));
            }
            Primitive::Bytes => {
                let bytes = self.pick(vec![1, 2, 3, 250], Vec::new(), (0..=255).collect());
                put(slot, View::Bytes(&bytes));
            }
            _ => {}
        }
    }
}

fn date(text: &str, kind: DateTimeKind) -> DateTime {
    let date = DateTime::from_json_text(text).expect("a date");
    date.with_kind(kind).expect("within range")
}

fn key_of(contract: &'static Contract) -> usize {
    std::ptr::from_ref(contract).addr()
}

fn handed(
    object: &mut dyn datacontract::value::Object,
    f: &mut dyn FnMut(&mut [Slot<'_>]) -> datacontract::Result<()>,
) {
    let handed: Result<(), Error> = object.slots(f);
    handed.expect("slots are handed out");
}

fn put(slot: Slot<'_>, value: View<'_>) {
    let fits = match (slot, value) {
        (Slot::Bool(place), View::Bool(value)) => {
            *place = value;
            true
        }
        (Slot::Int32(place), View::Int(value)) => i32::try_from(value).map(|value| *place = value).is_ok(),
        (Slot::Int64(place), View::Int(value)) => {
            *place = value;
            true
        }
        (Slot::Str(place), View::Str(value)) => {
            value.clone_into(place);
            true
        }
        (Slot::Scalar(place), value) => place.set(value),
        (Slot::Nullable(nullable), value) => {
            put(nullable.fill(), value);
            true
        }
        _ => false,
    };
    assert!(fits, "a value of another type than the slot's");
}

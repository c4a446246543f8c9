//! Whether two values are the same, as far as their types and a format can tell.
//!
//! The same are, in the words of the contract:
//!
//! - decimals of different scale (`1.50`, `1.5`), numbers in other digits (`1E+300`);
//! - dates of the same instant, whether in UTC or in local time; what has no zone is the same only as such;
//! - enums by number and by name;
//! - addresses (`Uri`) that differ in their encoding alone;
//! - a member that is null or zero, and one that is not there;
//! - in XML line ends: .NET writes each as that of its platform.
//!
//! Members that a format does not have are not compared, nor those that C# computes (`"only": "json"`).

use crate::canned::classes;
use crate::plain::{Plain, entry_type, item_type};
use datacontract::clr::{DateTime, DateTimeKind, DateTimeOffset, Decimal, TimeSpan, Uri};
use datacontract::contract::{EnumContract, Kind, Primitive, Type};
use datacontract::http::Format;
use datacontract::value::View;

/// Where two values differ; empty if they are the same.
#[must_use]
pub fn differences(ty: &Type, sent: &Plain, found: &Plain, format: Format) -> Vec<String> {
    let mut comparison = Comparison { format, path: String::new(), found: Vec::new() };
    comparison.values(ty, sent, found);
    comparison.found
}

struct Comparison {
    format: Format,
    path: String,
    found: Vec<String>,
}

impl Comparison {
    fn differ(&mut self, sent: &Plain, found: &Plain) {
        self.found.push(format!("{}: {sent} became {found}", self.path));
    }

    fn inside(&mut self, name: &str, f: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(name);
        f(self);
        self.path.truncate(length);
    }

    fn values(&mut self, ty: &Type, sent: &Plain, found: &Plain) {
        let ty = if let Type::Nullable(inner) = ty { inner } else { ty };
        match (sent, found) {
            (Plain::Null, Plain::Null) => {}
            (Plain::List(items), Plain::List(others)) if items.len() == others.len() => {
                let ty = item_type(ty);
                for (place, (item, other)) in items.iter().zip(others).enumerate() {
                    self.inside(&place.to_string(), |it| it.values(&ty, item, other));
                }
            }
            (Plain::Members(_), Plain::Members(_)) => self.members(ty, sent, found),
            (sent, found) if self.same(ty, sent, found) => {}
            (sent, found) => self.differ(sent, found),
        }
    }

    fn members(&mut self, ty: &Type, sent: &Plain, found: &Plain) {
        let (Plain::Members(members), Plain::Members(others)) = (sent, found) else { return };
        if let Type::Contract(contract) = ty
            && matches!(contract.get().kind(), Kind::Class(_))
        {
            for member in classes(contract.get()).into_iter().flat_map(|(members, _)| members) {
                let name = member.json_name.unwrap_or(member.name);
                let of = |value: &Plain| value.get(name).or_else(|| value.get(member.name)).cloned();
                let absent =
                    if member.ty.is_value_type() { Plain::of(&member.ty, View::Int(0)) } else { Plain::Null };
                let (sent, found) = (of(sent).unwrap_or(Plain::Null), of(found).unwrap_or(absent));
                let is_there = match self.format {
                    Format::Json | Format::Form => member.in_json && member.in_xml,
                    Format::Xml => member.in_xml && (member.in_json || found != Plain::Null),
                };
                if is_there {
                    self.inside(name, |it| it.values(&member.ty, &sent, &found));
                }
            }
            return;
        }
        let (_, value_type) = entry_type(ty);
        if members.len() != others.len() {
            return self.differ(sent, found);
        }
        for (name, value) in members {
            let other = match self.format {
                Format::Xml => {
                    others.iter().find(|(other, _)| lines(other) == lines(name)).map(|(_, value)| value)
                }
                _ => found.get(name),
            };
            let other = other.unwrap_or(&Plain::Null);
            self.inside(name, |it| it.values(&value_type, value, other));
        }
    }

    fn same(&self, ty: &Type, sent: &Plain, found: &Plain) -> bool {
        if let Type::Contract(contract) = ty
            && let Kind::Enum(members) = contract.get().kind()
        {
            return number_of(members, sent).is_some_and(|number| Some(number) == number_of(members, found));
        }
        let (Plain::Text(a) | Plain::Number(a), Plain::Text(b) | Plain::Number(b)) = (sent, found) else {
            return sent == found;
        };
        match ty {
            _ if a == b => true,
            Type::Primitive(Primitive::DateTime) => match (a.parse(), b.parse()) {
                (Ok(a), Ok(b)) => same_date(&a, &b),
                _ => false,
            },
            Type::Primitive(Primitive::DateTimeOffset) => {
                let read = |text: &str| DateTimeOffset::from_json_text(text).ok();
                read(a).zip(read(b)).is_some_and(|(a, b)| a.equals_exact(&b))
            }
            Type::Primitive(Primitive::TimeSpan) => {
                let read = |text: &str| TimeSpan::from_json_text(text).ok();
                read(a).is_some_and(|a| Some(a) == read(b))
            }
            Type::Primitive(Primitive::Uri) => {
                Uri::new(a.as_str()).to_xml_text() == Uri::new(b.as_str()).to_xml_text()
            }
            Type::Primitive(Primitive::Guid) => a.eq_ignore_ascii_case(b),
            Type::Primitive(Primitive::Single) => {
                a.parse::<f32>().ok().zip(b.parse().ok()).is_some_and(|(a, b)| a.total_cmp(&b).is_eq())
            }
            Type::Primitive(Primitive::String | Primitive::Char | Primitive::Bytes) | Type::Object => {
                self.format == Format::Xml && lines(a) == lines(b)
            }
            _ => same_number(a, b),
        }
    }
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn same_number(a: &str, b: &str) -> bool {
    if let (Ok(a), Ok(b)) = (Decimal::from_json_text(a), Decimal::from_json_text(b)) {
        return a == b;
    }
    a.parse::<f64>().ok().zip(b.parse::<f64>().ok()).is_some_and(|(a, b)| a.total_cmp(&b).is_eq())
}

fn same_date(a: &DateTime, b: &DateTime) -> bool {
    match (a.kind(), b.kind()) {
        (DateTimeKind::Unspecified, DateTimeKind::Unspecified) => a.ticks() == b.ticks(),
        (DateTimeKind::Unspecified, _) | (_, DateTimeKind::Unspecified) => false,
        _ => a.to_unix_ticks_utc() == b.to_unix_ticks_utc(),
    }
}

fn number_of(members: &EnumContract, value: &Plain) -> Option<i64> {
    match value {
        Plain::Number(text) => text.parse().ok(),
        Plain::Text(text) => members
            .members
            .iter()
            .find(|member| member.name == text || member.clr_name == Some(text.as_str()))
            .map(|member| member.number),
        _ => None,
    }
}

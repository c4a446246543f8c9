//! Whether two values are the same, as far as their types and a format can tell.
//!
//! The same are, in the words of the contract:
//!
//! - decimals of different scale (`1.50`, `1.5`), numbers in other digits (`1E+300`);
//! - dates of the same instant, whether in UTC or in local time; what has no zone is the same only as such;
//! - enums by number and by name;
//! - addresses (`Uri`) that differ in their encoding alone;
//! - a member that is null or zero, and one that is not there;
//! - in XML line ends: .NET writes each as that of its platform;
//! - in `XmlSerializer`'s form what it loses: a list that is null becomes an empty one, a `DateTimeOffset` and a
//!   `KeyValuePair` have no content, nor on Mono a `TimeSpan`.
//!
//! Members that a format does not have are not compared, nor those that C# computes (`"only": "json"`).

use crate::canned::classes;
use crate::plain::{Plain, entry_type, item_type};
use datacontract::clr::{DateTime, DateTimeKind, DateTimeOffset, Decimal, TimeSpan, Uri};
use datacontract::contract::Serializer;
use datacontract::contract::{Contract, EnumContract, Kind, Primitive, Type};
use datacontract::http::{Format, Operation};
use datacontract::value::View;

/// The form of a document, as far as it decides what is kept of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON, and the form of web pages.
    Json,
    /// The XML of `DataContractSerializer`.
    DataContract,
    /// The XML of `XmlSerializer`.
    XmlSerializer,
}

impl Form {
    /// Returns the form that an operation has in a format.
    #[must_use]
    pub fn of(operation: &Operation, format: Format) -> Self {
        match (format, operation.xml.serializer) {
            (Format::Json | Format::Form, _) => Form::Json,
            (Format::Xml, Serializer::DataContractSerializer) => Form::DataContract,
            (Format::Xml, Serializer::XmlSerializer) => Form::XmlSerializer,
        }
    }
}

/// Where two values differ; empty if they are the same.
#[must_use]
pub fn differences(ty: &Type, sent: &Plain, found: &Plain, form: Form) -> Vec<String> {
    let mut comparison = Comparison { form, path: String::new(), found: Vec::new() };
    comparison.values(ty, sent, found);
    comparison.found
}

struct Comparison {
    form: Form,
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
            (sent, found) if self.form == Form::XmlSerializer && is_lost(ty, sent, found) => {}
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
                let is_there = match self.form {
                    Form::Json => member.in_json && member.in_xml,
                    Form::XmlSerializer if is_pair(contract.get()) => false,
                    Form::DataContract | Form::XmlSerializer => {
                        member.in_xml && (member.in_json || found != Plain::Null)
                    }
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
            let other = match self.form {
                Form::Json => found.get(name),
                _ => others.iter().find(|(other, _)| lines(other) == lines(name)).map(|(_, value)| value),
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
                self.form != Form::Json && lines(a) == lines(b)
            }
            _ => same_number(a, b),
        }
    }
}

/// Returns whether what was found is what `XmlSerializer` leaves of a value, which it cannot say.
fn is_lost(ty: &Type, sent: &Plain, found: &Plain) -> bool {
    match ty {
        Type::List(_) => *sent == Plain::Null && *found == Plain::List(Vec::new()),
        Type::Primitive(Primitive::DateTimeOffset) => {
            *found == Plain::Text("0001-01-01T00:00:00+00:00".to_owned())
        }
        // On Mono, as on earlier versions of .NET.
        Type::Primitive(Primitive::TimeSpan) => *found == Plain::Text("00:00:00".to_owned()),
        _ => false,
    }
}

/// Returns whether a contract is that of a `KeyValuePair`, none of whose members `XmlSerializer` writes.
fn is_pair(contract: &Contract) -> bool {
    contract.qualified_name().name.starts_with("KeyValuePairOf")
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

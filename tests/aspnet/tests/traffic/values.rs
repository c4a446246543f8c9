//! JSON values of all that the types of a spec take.

use datacontract_codegen::spec::{
    Clr, Format, Member, Nullability, Spec, TypeExpr, TypeExprKind, TypeKind, wire_name,
};
use serde_json::{Map, Value, json};

/// Makes JSON values of all that a type takes.
pub(crate) struct Values {
    pub(crate) spec: &'static Spec,
    pub(crate) state: u64,
}

impl Values {
    fn below(&mut self, limit: u64) -> u64 {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % limit
    }

    pub(crate) fn of(&mut self, ty: &TypeExpr, depth: usize) -> Value {
        let is_nullable = matches!(ty.kind, TypeExprKind::Nullable(_));
        if is_nullable && (depth == 0 || self.below(3) == 0) {
            return Value::Null;
        }
        let below = depth.saturating_sub(1);
        match &ty.without_nullable().kind {
            TypeExprKind::Named(name) => self.named(self.spec.resolve(name).expect("a type"), depth),
            TypeExprKind::List(item) | TypeExprKind::Array(item) => {
                let count = if depth == 0 { 0 } else { self.below(3) };
                (0..count).map(|_| self.of(item, below)).collect()
            }
            TypeExprKind::Dictionary(key, value) => {
                let count = if depth == 0 { 0 } else { self.below(3) };
                let key_of = |values: &mut Self| match values.of(key, 0) {
                    Value::String(text) => text,
                    other => other.to_string(),
                };
                Value::Object((0..count).map(|_| (key_of(self), self.of(value, below))).collect())
            }
            TypeExprKind::Pair(key, value) => {
                json!({ "Key": self.of(key, below), "Value": self.of(value, below) })
            }
            TypeExprKind::Tuple(items) => {
                let items = items.iter().enumerate();
                Value::Object(
                    items.map(|(at, ty)| (format!("m_Item{}", at + 1), self.of(ty, below))).collect(),
                )
            }
            TypeExprKind::ReadOnly(inner) => self.of(inner, depth),
            _ => ty.clr().map_or(Value::Null, |clr| self.scalar(clr)),
        }
    }

    fn named(&mut self, index: usize, depth: usize) -> Value {
        match &self.spec.types[index].kind {
            TypeKind::Enum(of) => match usize::try_from(self.below(of.members.len().max(1) as u64)) {
                Ok(at) if at < of.members.len() => {
                    json!(i64::try_from(of.members[at].value.value).unwrap_or_default())
                }
                _ => json!(0),
            },
            TypeKind::Collection(list) => (0..self.below(3)).map(|_| self.of(&list.item, depth)).collect(),
            TypeKind::Dictionary(_) => json!({}),
            TypeKind::Class(_) => {
                let mut members = Map::new();
                for owner in self.spec.with_bases(index) {
                    let class = self.spec.types[owner].class().expect("a class");
                    for member in class.members.iter().filter(|member| member.only != Some(Format::Xml)) {
                        let name = wire_name(self.spec, Format::Json, owner, member);
                        members.insert(name, self.member(member, depth));
                    }
                }
                Value::Object(members)
            }
        }
    }

    fn member(&mut self, member: &Member, depth: usize) -> Value {
        let takes_null = self.spec.nullability(member) == Nullability::Nullable;
        if takes_null && (depth == 0 || self.below(3) == 0) {
            return Value::Null;
        }
        self.of(&member.ty, depth.saturating_sub(1))
    }

    fn scalar(&mut self, clr: Clr) -> Value {
        let number = self.below(100);
        let fraction = |parts: f64| f64::from(u32::try_from(number).unwrap_or_default()) / parts;
        match clr {
            Clr::Bool => json!(number.is_multiple_of(2)),
            Clr::SByte | Clr::Byte => json!(number),
            Clr::Short | Clr::UShort => json!(number * 300),
            Clr::Int | Clr::UInt => json!(number * 20_000_000),
            Clr::Long | Clr::ULong => json!(number * 90_000_000_000_000_000),
            Clr::Float => json!(fraction(4.0)),
            Clr::Double => json!(fraction(7.0)),
            Clr::Decimal => json!(fraction(8.0)),
            Clr::Char => json!(char::from(b'a' + u8::try_from(number % 26).unwrap_or_default())),
            Clr::String => json!(format!("text {number} {}", self.below(1_000_000))),
            Clr::DateTime => json!(format!("20{:02}-01-02T03:04:05", number)),
            Clr::DateTimeOffset => json!(format!("20{:02}-01-02T03:04:05+02:00", number)),
            Clr::TimeSpan => json!(format!("00:{:02}:00", number % 60)),
            Clr::Guid => json!(format!("6f9619ff-8b86-d011-b42d-00c04fc9{:04}", number)),
            Clr::Uri => json!(format!("https://example.com/{number}")),
            Clr::Bytes => json!("AQID"),
            Clr::Object => Value::Null,
        }
    }
}

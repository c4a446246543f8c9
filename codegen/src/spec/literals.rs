//! Literals as values of types.

use std::str::FromStr;

use datacontract::clr;

use super::{
    model::{EnumMember, Literal, Spec, TypeKind},
    type_expr::{Clr, Nullability, TypeExpr},
};

impl Spec {
    /// Returns whether a literal is a value of a type: numbers of numbers, texts of texts and of whatever
    /// else is written as text, members' names (or their numbers) of enums, null of what takes null.
    #[must_use]
    pub fn is_value(&self, literal: &Literal, ty: &TypeExpr) -> bool {
        if *literal == Literal::Null {
            return ty.without_nullable() != ty || self.nullability_of_type(ty) != Nullability::Never;
        }
        match ty.clr() {
            Some(clr) => is_clr_value(literal, clr),
            None => self.is_enum_value(literal, ty),
        }
    }

    fn is_enum_value(&self, literal: &Literal, ty: &TypeExpr) -> bool {
        let of = self.named(ty).and_then(|index| match &self.types.get(index)?.kind {
            TypeKind::Enum(of) => Some(of),
            _ => None,
        });
        let Some(of) = of else { return false };
        match literal {
            Literal::Number(text) => {
                let (min, max) = of.underlying.range();
                text.parse::<i128>().is_ok_and(|number| {
                    (min..=max).contains(&number)
                        && (of.open
                            || of.flags
                            || of.members.iter().any(|member| member.value.value == number))
                })
            }
            Literal::Text(text) => self.enum_member(literal, ty).is_some() || (of.open && !text.is_empty()),
            Literal::Null | Literal::Bool(_) => false,
        }
    }

    /// Returns the member of an enum that a literal names, or whose number it is.
    #[must_use]
    pub fn enum_member(&self, literal: &Literal, ty: &TypeExpr) -> Option<&EnumMember> {
        let TypeKind::Enum(of) = &self.types.get(self.named(ty)?)?.kind else { return None };
        of.members.iter().find(|member| match literal {
            Literal::Text(text) => member.name.value == *text,
            Literal::Number(text) => text.parse() == Ok(member.value.value),
            Literal::Null | Literal::Bool(_) => false,
        })
    }
}

fn is_clr_value(literal: &Literal, clr: Clr) -> bool {
    match literal {
        Literal::Null => false,
        Literal::Bool(_) => clr == Clr::Bool,
        Literal::Number(text) => is_number(text, clr),
        Literal::Text(text) => is_text(text, clr),
    }
}

fn is_number(text: &str, clr: Clr) -> bool {
    match clr {
        Clr::SByte => reads::<i8>(text),
        Clr::Byte => reads::<u8>(text),
        Clr::Short => reads::<i16>(text),
        Clr::UShort => reads::<u16>(text),
        Clr::Int => reads::<i32>(text),
        Clr::UInt => reads::<u32>(text),
        Clr::Long => reads::<i64>(text),
        Clr::ULong => reads::<u64>(text),
        Clr::Float => text.parse::<f32>().is_ok_and(f32::is_finite),
        Clr::Double => text.parse::<f64>().is_ok_and(f64::is_finite),
        Clr::Decimal => reads::<clr::Decimal>(text),
        _ => false,
    }
}

fn is_text(text: &str, clr: Clr) -> bool {
    match clr {
        Clr::String => true,
        Clr::Char => clr::Char::from_json_text(text).is_ok(),
        // As in addresses and in JSON, where these texts are read.
        Clr::DateTime => clr::DateTime::from_json_text(text).is_ok(),
        Clr::DateTimeOffset => clr::DateTimeOffset::from_json_text(text).is_ok(),
        Clr::TimeSpan => clr::TimeSpan::from_json_text(text).is_ok(),
        Clr::Guid => reads::<clr::Guid>(text),
        Clr::Uri => reads::<clr::Uri>(text),
        _ => false,
    }
}

fn reads<T: FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::{Literal, Spec, TypeExpr};

    #[test]
    fn literals_are_values_of_their_types() {
        let text = r#"{ "version": 1, "name": "A", "module": "a", "types": {
            "Open": { "enum": { "A": 0, "B": 1 } },
            "Closed": { "enum": { "A": 0, "B": 1 }, "underlying": "byte", "open": false },
            "Lead": { "members": { "Id": "int" } } } }"#;
        let (spec, _) = Spec::from_text(Path::new("api.json"), text);
        let spec = spec.expect("a spec");
        let number = |text: &str| Literal::Number(text.to_owned());
        let text = |text: &str| Literal::Text(text.to_owned());
        for (ty, good, bad) in [
            ("int", vec![number("-1")], vec![Literal::Null, number("3000000000"), number("1.5"), text("1")]),
            ("int?", vec![Literal::Null, number("1")], vec![Literal::Bool(true)]),
            ("integer", vec![Literal::Null, number("3000000000")], vec![]),
            ("byte", vec![number("255")], vec![number("-1"), number("256")]),
            ("double", vec![number("1e3"), number("1")], vec![number("1e999")]),
            ("decimal", vec![number("1.50")], vec![text("1.50"), number("1e40")]),
            ("bool", vec![Literal::Bool(false)], vec![number("0"), text("false")]),
            ("string", vec![Literal::Null, text("")], vec![number("1")]),
            ("char", vec![text("A")], vec![text("AB"), text("")]),
            ("DateTime", vec![text("2024-10-15T00:00:00")], vec![text("yesterday")]),
            ("TimeSpan", vec![text("01:30:00"), text("-1.00:00:00.5")], vec![text("PT1H30M")]),
            ("Guid", vec![text("00000000-0000-0000-0000-000000000001")], vec![text("1")]),
            ("Open", vec![text("B"), text("C"), number("7")], vec![Literal::Null, Literal::Bool(true)]),
            ("Closed", vec![text("B"), number("1")], vec![text("C"), number("7"), number("300")]),
            ("Lead", vec![Literal::Null], vec![text("A")]),
            ("List<int>", vec![], vec![number("1")]),
        ] {
            let of = TypeExpr::parse(ty, 0).expect("a type");
            for literal in good {
                assert!(spec.is_value(&literal, &of), "{ty}: {literal:?}");
            }
            for literal in bad {
                assert!(!spec.is_value(&literal, &of), "{ty}: {literal:?}");
            }
        }
    }
}

//! Literals of pages as specs have them: defaults and the bounds of ranges.
//!
//! The engine prints values in the invariant culture. What the type cannot hold would make the spec unsound.

use std::{path::Path, sync::LazyLock};

use datacontract_codegen::spec::{Clr, Literal, Spec, TypeExpr, Word};

use crate::infer::{model::Ty, samples::json};

/// What becomes of a text as a value of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// A JSON literal that is a value of the type.
    Value(String),
    /// The type is a `double` after all; with the literal, unless it is no number (`NaN`).
    Double(Option<String>),
    /// No value of the type.
    Misfit,
}

/// Returns the literal for a text that a page has as a value of a type.
pub(crate) fn fit(text: &str, ty: &Ty) -> Fit {
    let text = text.trim();
    match ty {
        Ty::Nullable(inner) => return fit(text, inner),
        // What an enum's members are called pages do not always say.
        Ty::Type(_) if text.is_empty() => return Fit::Misfit,
        Ty::Type(_) => return Fit::Value(json::quoted(text)),
        _ => {}
    }
    let candidates = [number(text), boolean(text), date(text), Some(Literal::Text(text.to_owned()))];
    if let Some(literal) = candidates.into_iter().flatten().find(|literal| is_value(literal, ty)) {
        return Fit::Value(match literal {
            Literal::Number(number) => number,
            Literal::Bool(value) => value.to_string(),
            Literal::Text(text) => json::quoted(&text),
            Literal::Null => return Fit::Misfit,
        });
    }
    let is_decimal =
        matches!(ty, Ty::Clr(Clr::Decimal | Clr::Float | Clr::Double) | Ty::Word(Word::DecimalNumber));
    let double = Ty::Clr(Clr::Double);
    match number(text) {
        Some(Literal::Number(number))
            if is_decimal && is_value(&Literal::Number(number.clone()), &double) =>
        {
            Fit::Double(Some(number))
        }
        None if is_decimal && matches!(text, "NaN" | "Infinity" | "-Infinity" | "∞" | "-∞") => {
            Fit::Double(None)
        }
        _ => Fit::Misfit,
    }
}

/// Returns the bounds of a range as literals, if a value of the type can be compared with both.
pub(crate) fn bounds(low: &str, high: &str, ty: &Ty) -> Option<(String, String)> {
    let bound = |text: &str| match (number(greatest_double(text)), fit(text, ty)) {
        // A bound may be beyond the type: `[Range(0, 1e19)]` of an `int`.
        (Some(Literal::Number(number)), _) if is_number(ty) => Some(number),
        (_, Fit::Value(literal)) if !matches!(ty, Ty::Clr(Clr::String)) => Some(literal),
        _ => None,
    };
    bound(low).zip(bound(high))
}

/// .NET Framework prints 15 digits of a `double`: of the greatest and the lowest one, more than any has.
fn greatest_double(text: &str) -> &str {
    match text.trim() {
        "1.79769313486232E+308" => "1.7976931348623157E+308",
        "-1.79769313486232E+308" => "-1.7976931348623157E+308",
        other => other,
    }
}

fn is_number(ty: &Ty) -> bool {
    match ty {
        Ty::Nullable(inner) => is_number(inner),
        // An enum: no class has a range.
        Ty::Type(_) => true,
        ty => is_value(&Literal::Number("1".to_owned()), ty),
    }
}

/// The checks of specs decide what is a value; built-in types need no spec of their own.
fn is_value(literal: &Literal, ty: &Ty) -> bool {
    static EMPTY: LazyLock<Option<Spec>> = LazyLock::new(|| {
        Spec::from_text(Path::new("api.json"), r#"{ "version": 1, "name": "A", "module": "a" }"#).0
    });
    let text = ty.text(&|_| "object".to_owned());
    match (&*EMPTY, TypeExpr::parse(&text, 0)) {
        (Some(spec), Ok(ty)) => spec.is_value(literal, &ty),
        _ => false,
    }
}

fn number(text: &str) -> Option<Literal> {
    let is_number = matches!(serde_json::from_str(text), Ok(serde_json::Value::Number(_)));
    is_number.then(|| Literal::Number(text.to_owned()))
}

fn boolean(text: &str) -> Option<Literal> {
    match text {
        "True" | "true" => Some(Literal::Bool(true)),
        "False" | "false" => Some(Literal::Bool(false)),
        _ => None,
    }
}

/// `01/15/2015 00:00:00`, a date in the invariant culture, with an offset or not.
fn date(text: &str) -> Option<Literal> {
    let (day, time) = text.split_once(' ').unwrap_or((text, "00:00:00"));
    let mut parts = day.split('/').map(|part| part.parse::<u16>().ok());
    let (month, day, year) = (parts.next()??, parts.next()??, parts.next()??);
    let (time, offset) = time.split_once(' ').unwrap_or((time, ""));
    let is_plain = parts.next().is_none() && (1..=12).contains(&month) && (1..=31).contains(&day) && year > 0;
    is_plain.then(|| Literal::Text(format!("{year:04}-{month:02}-{day:02}T{time}{offset}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_fit_or_do_not() {
        let value = |text: &str| Fit::Value(text.to_owned());
        for (text, ty, expected) in [
            ("True", Ty::Clr(Clr::Bool), value("true")),
            ("", Ty::Clr(Clr::String), value("\"\"")),
            ("5", Ty::Clr(Clr::String), value("\"5\"")),
            ("5", Ty::Word(Word::Integer), value("5")),
            ("5.5", Ty::Word(Word::Integer), Fit::Misfit),
            (
                "1.7976931348623157E+308",
                Ty::Word(Word::DecimalNumber),
                Fit::Double(Some("1.7976931348623157E+308".to_owned())),
            ),
            ("3.40282347E+38", Ty::Word(Word::DecimalNumber), Fit::Double(Some("3.40282347E+38".to_owned()))),
            ("0.1", Ty::Word(Word::DecimalNumber), value("0.1")),
            ("NaN", Ty::Word(Word::DecimalNumber), Fit::Double(None)),
            ("01/15/2015 00:00:00", Ty::Word(Word::Date), value("\"2015-01-15T00:00:00\"")),
            ("1/1/0001 12:30:00 AM", Ty::Word(Word::Date), Fit::Misfit),
            ("yesterday", Ty::Word(Word::Date), Fit::Misfit),
            ("00:00:05", Ty::Clr(Clr::TimeSpan), value("\"00:00:05\"")),
            ("PT5S", Ty::Clr(Clr::TimeSpan), Fit::Misfit),
            ("5", Ty::List(Box::new(Ty::Clr(Clr::Int))), Fit::Misfit),
        ] {
            assert_eq!(fit(text, &ty), expected, "{text}");
        }
    }
}

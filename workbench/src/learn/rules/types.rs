//! Which type numbers have, and the items of lists.

use datacontract_codegen::spec::{Clr, TypeExprKind, remarks::doubts};

use super::{Context, times};
use crate::learn::{
    lesson::{Certainty, Edit, Lesson, Topic},
    observed::{Slot, SlotOwner},
};

pub(super) fn learn(context: &Context<'_, '_>, lessons: &mut Vec<Lesson>) {
    for slot in context.seen.slots.values() {
        lessons.extend(of_slot(context, slot));
    }
}

fn of_slot(context: &Context<'_, '_>, slot: &Slot<'_>) -> Option<Lesson> {
    let clr = slot.ty.clr()?;
    let word = slot.ty.without_nullable();
    let is_exact = !matches!(word.kind, TypeExprKind::Word(_));
    let entry = || context.owner_entry(slot.owner);
    let shown = |clr: Clr, why: String| {
        let text = clr.name().to_owned();
        let edits = vec![Edit::Word { span: word.span, text }];
        Some(entry().lesson(Topic::Type, Certainty::Shown, format!("is `{}`", clr.name()), why, edits))
    };
    if !is_exact && let Some(named) = named_by_element(slot) {
        return shown(named, format!("its elements are called `{}`", slot.element_names.first()?));
    }
    let numbers = slot.numbers;
    if numbers.fractions > 0 && clr.integer_range().is_some() {
        let finding = "is `decimal` or `double`: write which";
        let why = format!(
            "{} with a fraction, which `{}` never has",
            times(numbers.fractions, "number"),
            clr.name()
        );
        return Some(entry().lesson(Topic::Type, Certainty::Open, finding, why, Vec::new()));
    }
    if let Some((low, high)) = numbers.range
        && let Some((min, max)) = clr.integer_range()
        && (low < min || high > max)
    {
        let beyond = if high > max { "is greater" } else { "is less" };
        let why = format!("a number {beyond} than `{}` holds", clr.name());
        return match wider(clr, low, high) {
            Some(wider) => shown(wider, why),
            // Both hold it. That it never is less than 0 nor has a fraction counts if it was so often enough.
            None if slot.values >= context.at_least => {
                let why = format!(
                    "{why}, and none of {} is negative or has a fraction",
                    times(slot.values, "value")
                );
                let lesson = shown(Clr::ULong, why)?;
                Some(Lesson { certainty: Certainty::Counted, ..lesson })
            }
            None => {
                let finding = "is `ulong` or `decimal`: write which";
                Some(entry().lesson(Topic::Type, Certainty::Open, finding, why, Vec::new()))
            }
        };
    }
    match clr {
        Clr::Decimal if numbers.floating > 0 => {
            let why =
                format!("{} with an exponent, which `decimal` never has", times(numbers.floating, "number"));
            shown(Clr::Double, why)
        }
        Clr::Float if numbers.finer_than_float > 0 && numbers.scaled == 0 => {
            let why =
                format!("{} with more digits than `float` has", times(numbers.finer_than_float, "number"));
            shown(Clr::Double, why)
        }
        Clr::Double | Clr::Float if numbers.scaled > 0 => {
            let why = format!(
                "{} with zeros at the end, which only `decimal` has",
                times(numbers.scaled, "number")
            );
            let mut lesson = shown(Clr::Decimal, why)?;
            lesson.edits.extend(settle(context, slot.owner));
            Some(lesson)
        }
        Clr::Decimal if !is_exact && numbers.scaled > 0 => {
            let why = format!(
                "{} with zeros at the end, which only `decimal` has",
                times(numbers.scaled, "number")
            );
            shown(Clr::Decimal, why)
        }
        Clr::Double if numbers.finer_than_float > 0 => {
            let settled = settle(context, slot.owner)?;
            let why =
                format!("{} with more digits than `float` has", times(numbers.finer_than_float, "number"));
            Some(entry().lesson(Topic::Type, Certainty::Shown, "is `double`", why, vec![settled]))
        }
        _ => None,
    }
}

/// Returns the type that numbers beyond an integer are of; `None` if `ulong` and `decimal` hold them alike.
fn wider(clr: Clr, low: i128, high: i128) -> Option<Clr> {
    let holds = |clr: &Clr| clr.integer_range().is_some_and(|(min, max)| min <= low && high <= max);
    if clr == Clr::UInt && holds(&Clr::ULong) {
        // What has no sign keeps none.
        return Some(Clr::ULong);
    }
    let signed = [Clr::Int, Clr::Long].into_iter().find(holds);
    signed.or_else(|| (!holds(&Clr::ULong)).then_some(Clr::Decimal))
}

/// Settles the doubt whether a member is `double` or `float`, if there is one.
fn settle(context: &Context<'_, '_>, owner: SlotOwner) -> Option<Edit> {
    let at = context.owner_entry(owner).at;
    context.is_doubted(at, doubts::FLOAT).then_some(Edit::Settle {
        entry: at,
        words: doubts::FLOAT,
        member: None,
    })
}

/// Returns the type that .NET names all elements of a list by, if it is a built-in one.
fn named_by_element(slot: &Slot<'_>) -> Option<Clr> {
    let [name] = slot.element_names.iter().map(String::as_str).collect::<Vec<_>>()[..] else { return None };
    match name {
        // XML Schema has no such types, or .NET another one for it.
        "char" => Some(Clr::Char),
        "duration" | "TimeSpan" => Some(Clr::TimeSpan),
        "guid" => Some(Clr::Guid),
        name => Clr::of_schema_type(name),
    }
}

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
    if let Some((low, high)) = numbers.range
        && let Some((min, max)) = clr.integer_range()
        && (low < min || high > max)
    {
        let wider = [Clr::Int, Clr::Long, Clr::ULong]
            .into_iter()
            .find(|clr| clr.integer_range().is_some_and(|(min, max)| min <= low && high <= max));
        let beyond = if high > max { "is greater" } else { "is less" };
        return shown(
            wider.unwrap_or(Clr::Decimal),
            format!("a number {beyond} than `{}` holds", clr.name()),
        );
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
        "duration" => Some(Clr::TimeSpan),
        "guid" => Some(Clr::Guid),
        name => Clr::of_schema_type(name),
    }
}

//! What it means that a type word has become another one.

use super::{
    effect::{Effect, Reading},
    pairs::{TypePairs, word_before},
    verdict::Verdict::{Breaks, Risky, Safe},
};
use crate::spec::{Clr, JsonEnums, Nullability, Spec, TypeExpr, TypeExprKind, TypeKind, Word};

/// What has become of a type word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TypeChangeKind {
    /// All old values are values of the new type, and there are more.
    Widened,
    /// All new values are values of the old type, and there were more.
    Narrowed,
    /// The page's word became the exact type that it stood for, or the other way round.
    Learned,
    /// It is spelled otherwise, or takes null otherwise within it.
    Alike,
    /// It is another one.
    Other,
}

/// A type word that has become another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TypeChange {
    pub(super) kind: TypeChangeKind,
    pub(super) effect: Effect,
}

impl TypeChange {
    fn of(kind: TypeChangeKind, effect: Effect) -> Self {
        Self { kind, effect }
    }

    const OTHER: Self = Self { kind: TypeChangeKind::Other, effect: Effect::both(Reading::all(Breaks)) };
}

/// Compares type words of two states of a spec.
#[derive(Clone, Copy)]
pub(super) struct TypeWords<'a> {
    pub(super) before: &'a Spec,
    pub(super) after: &'a Spec,
    pub(super) pairs: &'a TypePairs,
}

impl TypeWords<'_> {
    /// Returns what has changed between two type words, apart from whether the whole takes null; `None` if nothing.
    pub(super) fn change(&self, before: &TypeExpr, after: &TypeExpr) -> Option<TypeChange> {
        let (before, after) = (before.without_nullable(), after.without_nullable());
        if word_before(self.before, before) == self.pairs.word_after(self.after, after) {
            return None;
        }
        let change = match (&before.kind, &after.kind) {
            (TypeExprKind::Word(word), TypeExprKind::Clr(clr))
            | (TypeExprKind::Clr(clr), TypeExprKind::Word(word))
                if may_mean(*word, *clr) =>
            {
                TypeChange::of(TypeChangeKind::Learned, Effect::NONE)
            }
            (
                TypeExprKind::List(old) | TypeExprKind::Array(old),
                TypeExprKind::List(new) | TypeExprKind::Array(new),
            )
            | (TypeExprKind::ReadOnly(old), TypeExprKind::ReadOnly(new)) => self.within(old, new),
            (TypeExprKind::ReadOnly(old), _) => self.unwrapped(old, after),
            (_, TypeExprKind::ReadOnly(new)) => self.unwrapped(before, new),
            (TypeExprKind::Dictionary(old_key, old), TypeExprKind::Dictionary(new_key, new))
            | (TypeExprKind::Pair(old_key, old), TypeExprKind::Pair(new_key, new)) => {
                both(self.within(old_key, new_key), self.within(old, new))
            }
            (TypeExprKind::Tuple(old), TypeExprKind::Tuple(new)) if old.len() == new.len() => {
                let changes = old.iter().zip(new).map(|(old, new)| self.within(old, new));
                changes.reduce(both).unwrap_or(TypeChange::OTHER)
            }
            _ => self.of_simple(before, after),
        };
        Some(change)
    }

    /// Returns what has changed between the types of items or arguments, whether they take null included.
    fn within(&self, before: &TypeExpr, after: &TypeExpr) -> TypeChange {
        let change =
            self.change(before, after).unwrap_or(TypeChange::of(TypeChangeKind::Alike, Effect::NONE));
        let effect =
            null_effect(self.before.nullability_of_type(before), self.after.nullability_of_type(after));
        TypeChange { effect: change.effect.and(effect), ..change }
    }

    /// A list or dictionary lost or got the class around it that .NET's read-only ones have in XML alone.
    fn unwrapped(&self, before: &TypeExpr, after: &TypeExpr) -> TypeChange {
        let change = self.within(before, after);
        let effect = change.effect.and(Effect::both(Reading::xml(Breaks)));
        TypeChange::of(TypeChangeKind::Other, effect)
    }

    fn of_simple(&self, before: &TypeExpr, after: &TypeExpr) -> TypeChange {
        let (Some(old), Some(new)) = (simple(self.before, before), simple(self.after, after)) else {
            return TypeChange::OTHER;
        };
        let effect = Effect { old_to_new: reading(old, new), new_to_old: reading(new, old) };
        let is_fine = |reading: Reading| reading == Reading::all(Safe);
        let kind = match (is_fine(effect.old_to_new), is_fine(effect.new_to_old)) {
            (true, true) => TypeChangeKind::Alike,
            (true, false) => TypeChangeKind::Widened,
            (false, true) => TypeChangeKind::Narrowed,
            (false, false) => TypeChangeKind::Other,
        };
        TypeChange::of(kind, effect)
    }
}

fn both(a: TypeChange, b: TypeChange) -> TypeChange {
    let kind = match (a.kind, b.kind) {
        (TypeChangeKind::Alike, kind) | (kind, TypeChangeKind::Alike) => kind,
        (a, b) if a == b => a,
        _ => TypeChangeKind::Other,
    };
    TypeChange::of(kind, a.effect.and(b.effect))
}

/// Returns what it does to documents that a value takes null, or no longer.
pub(super) fn null_effect(before: Nullability, after: Nullability) -> Effect {
    match (before, after) {
        (Nullability::Never, Nullability::Nullable) => Effect::new_to_old(Reading::all(Breaks)),
        (Nullability::Nullable, Nullability::Never) => Effect::old_to_new(Reading::all(Breaks)),
        _ => Effect::NONE,
    }
}

/// A type whose values are one text or one number.
#[derive(Clone, Copy)]
enum Simple {
    Clr(Clr),
    Enum {
        /// It is a name in JSON.
        is_text: bool,
    },
}

fn simple(spec: &Spec, ty: &TypeExpr) -> Option<Simple> {
    if let Some(clr) = ty.clr() {
        return Some(Simple::Clr(clr));
    }
    let ty = spec.types.get(spec.named(ty)?)?;
    let TypeKind::Enum(_) = ty.kind else { return None };
    Some(Simple::Enum { is_text: spec.json.with(ty.json).enums != JsonEnums::Number })
}

/// Returns how values that were written as one type are read as another.
fn reading(writer: Simple, reader: Simple) -> Reading {
    match (writer, reader) {
        (Simple::Clr(writer), Simple::Clr(reader)) => clr_reading(writer, reader),
        (Simple::Enum { is_text }, Simple::Clr(Clr::String)) => {
            Reading::json(if is_text { Safe } else { Risky })
        }
        (Simple::Clr(Clr::String), Simple::Enum { .. }) => {
            Reading { json: Risky, xml: Risky, strict_xml: Breaks }
        }
        (Simple::Enum { is_text }, Simple::Clr(clr)) if clr.integer_range().is_some() => {
            Reading { json: if is_text { Breaks } else { Safe }, xml: Breaks, strict_xml: Breaks }
        }
        // A number may be that of no name.
        (Simple::Clr(clr), Simple::Enum { is_text }) if clr.integer_range().is_some() => {
            Reading { json: if is_text { Breaks } else { Risky }, xml: Breaks, strict_xml: Breaks }
        }
        (Simple::Enum { is_text: writer }, Simple::Enum { is_text: reader }) => {
            let json = if writer == reader { Breaks } else { Risky };
            Reading { json, xml: Risky, strict_xml: Breaks }
        }
        _ => Reading::all(Breaks),
    }
}

fn clr_reading(writer: Clr, reader: Clr) -> Reading {
    if writer == reader {
        return Reading::default();
    }
    if let (Some(writer), Some(reader)) = (writer.integer_range(), reader.integer_range()) {
        let fits = reader.0 <= writer.0 && writer.1 <= reader.1;
        return Reading::all(if fits { Safe } else { Risky });
    }
    if let (Some(range), Some(bits)) = (writer.integer_range(), mantissa(reader)) {
        let fits = range.1 <= 1 << bits;
        return Reading::all(if fits { Safe } else { Risky });
    }
    match (writer, reader) {
        // JSON has a decimal point in every such number.
        (Clr::Float | Clr::Double | Clr::Decimal, _) if reader.integer_range().is_some() => {
            Reading { json: Breaks, xml: Risky, strict_xml: Risky }
        }
        (Clr::Float, Clr::Double) => Reading::default(),
        (Clr::Float | Clr::Double | Clr::Decimal, Clr::Float | Clr::Double | Clr::Decimal) => {
            Reading::all(Risky)
        }
        (Clr::Uri | Clr::Guid | Clr::TimeSpan | Clr::DateTime | Clr::Bytes, Clr::String) => {
            Reading::default()
        }
        // In XML it is the number of the character.
        (Clr::Char, Clr::String) => Reading::xml(Risky),
        // In XML a date with an offset is an object of two members, and an `object` without the name of its type has no
        // value.
        (Clr::DateTimeOffset, Clr::String) | (Clr::DateTime, Clr::DateTimeOffset) | (_, Clr::Object) => {
            Reading::xml(Breaks)
        }
        (_, Clr::String) if writer != Clr::Object => Reading::json(Risky),
        (Clr::DateTimeOffset, Clr::DateTime) => Reading { json: Risky, xml: Breaks, strict_xml: Breaks },
        (Clr::Object, _) | (Clr::String, Clr::Uri) => Reading::all(Risky),
        _ => Reading::all(Breaks),
    }
}

/// Returns up to how many bits a number with a point holds integers exactly.
fn mantissa(clr: Clr) -> Option<u32> {
    match clr {
        Clr::Float => Some(24),
        Clr::Double => Some(53),
        Clr::Decimal => Some(96),
        _ => None,
    }
}

/// Returns whether help pages show this word for the type.
fn may_mean(word: Word, clr: Clr) -> bool {
    match word {
        Word::Integer => matches!(clr, Clr::Short | Clr::Int | Clr::Long),
        Word::UnsignedInteger => matches!(clr, Clr::UShort | Clr::UInt | Clr::ULong),
        Word::SignedByte => clr == Clr::SByte,
        Word::Character => clr == Clr::Char,
        Word::DecimalNumber => matches!(clr, Clr::Float | Clr::Double | Clr::Decimal),
        Word::Boolean => clr == Clr::Bool,
        Word::GloballyUniqueIdentifier => clr == Clr::Guid,
        Word::TimeInterval => clr == Clr::TimeSpan,
        Word::Date => matches!(clr, Clr::DateTime | Clr::DateTimeOffset),
    }
}

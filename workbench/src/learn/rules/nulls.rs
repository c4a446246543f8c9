//! Whether null may stand somewhere.
//!
//! That it stood there shows that it may. That it never did counts if it was so often enough.

use datacontract_codegen::spec::{Clr, Member, Nullability, Span, TypeExprKind, remarks::doubts};
use serde_json::Value;

use super::{Context, times};
use crate::learn::{
    document::Form,
    lesson::{Certainty, Edit, Lesson, Topic},
    observed::{Slot, SlotOwner},
    revise::Doubt,
    wording::begins_with,
};

/// What is a guess of a member that `XmlSerializer` leaves out.
const LEFT_OUT: &str = "it is left out, as null is, which attributes may say too";

pub(super) fn learn(context: &Context<'_, '_>, lessons: &mut Vec<Lesson>) {
    for slot in context.seen.slots.values() {
        lessons.extend(of_slot(context, slot));
    }
}

fn of_slot(context: &Context<'_, '_>, slot: &Slot<'_>) -> Option<Lesson> {
    let spec = context.spec();
    if slot.ty.clr() == Some(Clr::Object) {
        // An `object` may be anything, null too.
        return None;
    }
    let member = match slot.owner {
        SlotOwner::Member { ty, member } => {
            context.member(ty, member).filter(|member| member.ty.span == slot.ty.span)
        }
        _ => None,
    };
    let has_mark = matches!(slot.ty.kind, TypeExprKind::Nullable(_));
    let all = slot.values + slot.nulls;
    let takes_null = match member {
        Some(member) => spec.nullability(member),
        // What is an item, or an answer as a whole, is null only with a `?`.
        None if has_mark => Nullability::Nullable,
        None => Nullability::Never,
    };
    let entry = context.owner_entry(slot.owner);
    let mut edits = member.map_or_else(Vec::new, |member| settle(context, slot.owner, member));
    let is_doubted = !edits.is_empty();
    let left_out = member.map_or(0, |member| left_out_as_null(context, slot, member));
    if slot.nulls + left_out > 0 {
        if takes_null == Nullability::Nullable && !is_doubted {
            return None;
        }
        // A reference type takes it as it is; of items the mark says so.
        let takes_it_unmarked =
            member.is_some() && spec.nullability_of_type(slot.ty) == Nullability::Nullable;
        if !has_mark && !takes_it_unmarked {
            edits.push(Edit::Nullable { span: slot.ty.span });
        }
        if member.is_some_and(|member| member.nullable.is_some()) {
            edits.push(Edit::Without { key: "nullable" });
        }
        if slot.nulls > 0 {
            let evidence = format!("null in {} of {}", slot.nulls, times(all, "value"));
            return Some(entry.lesson(Topic::Null, Certainty::Shown, "takes null", evidence, edits));
        }
        let evidence = format!("missing in {} of {}", left_out, times(all + left_out, "object"));
        let lesson = entry.lesson(Topic::Null, Certainty::Shown, "takes null", evidence, edits);
        return Some(Lesson { guess: Some(LEFT_OUT.to_owned()), ..lesson });
    }
    // Only of members is there a doubt that counting can settle.
    member?;
    let SlotOwner::Member { ty, member: index } = slot.owner else { return None };
    let is_left_out =
        context.seen.members.get(&(ty, index)).is_some_and(|presence| presence.absent.sum() > 0);
    if is_left_out || slot.values < context.at_least || !(is_doubted || takes_null == Nullability::Unknown) {
        return None;
    }
    match &slot.ty.kind {
        // The page's words do not tell.
        TypeExprKind::Word(_) => edits.push(Edit::Key { key: "nullable", value: Value::Bool(false) }),
        TypeExprKind::Nullable(inner) if spec.nullability_of_type(inner) == Nullability::Never => {
            let span = slot.ty.span;
            edits.push(Edit::Word { span: Span::new(inner.span.end, span.end), text: String::new() });
        }
        TypeExprKind::Nullable(_) => return None,
        _ => {}
    }
    let evidence = format!("never null in {}", times(slot.values, "value"));
    Some(entry.lesson(Topic::Null, Certainty::Counted, "does not take null", evidence, edits))
}

/// Returns how often `XmlSerializer` left out a member as it leaves out null: of reference types it writes none, and `xsi:nil` where
/// a value type may be null.
fn left_out_as_null(context: &Context<'_, '_>, slot: &Slot<'_>, member: &Member) -> u64 {
    let SlotOwner::Member { ty, member: index } = slot.owner else { return 0 };
    let is_null = context.is_reference(member) && member.json.default_value.is_none();
    let presence = context.seen.members.get(&(ty, index)).filter(|_| is_null);
    presence.map_or(0, |presence| presence.absent[Form::XmlSerializer])
}

/// Returns what settles the remarks that doubt whether a member takes null.
fn settle(context: &Context<'_, '_>, owner: SlotOwner, member: &Member) -> Vec<Edit> {
    let SlotOwner::Member { ty, .. } = owner else { return Vec::new() };
    let (class, own) = (context.ty(ty).name.span.start, member.name.span.start);
    let name = &member.name.value;
    let mut edits = Vec::new();
    let listed = format!("`{name}`");
    let is_listed = |doubt: &Doubt| {
        doubt.is_of(class) && begins_with(&doubt.text, doubts::NULL) && doubt.text.contains(&listed)
    };
    if context.doubts.iter().any(is_listed) {
        edits.push(Edit::Settle { entry: class, words: doubts::NULL, member: Some(name.clone()) });
    }
    if context.is_doubted(own, doubts::TAKEN_TO_TAKE_NULL) {
        edits.push(Edit::Settle { entry: own, words: doubts::TAKEN_TO_TAKE_NULL, member: None });
    }
    edits
}

//! Whether null may stand somewhere.
//!
//! That it stood there shows that it may. That it never did counts if it was so often enough.

use datacontract_codegen::spec::{Nullability, Span, TypeExprKind, remarks::doubts};
use serde_json::Value;

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
    let spec = context.spec();
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
    let settled = member.into_iter().filter_map(|member| settle(context, slot.owner, &member.name.value));
    if slot.nulls > 0 {
        let is_doubted = member.is_some_and(|member| is_doubted(context, slot.owner, &member.name.value));
        if takes_null == Nullability::Nullable && !is_doubted {
            return None;
        }
        let mut edits: Vec<Edit> = settled.collect();
        if !has_mark {
            edits.push(Edit::Nullable { span: slot.ty.span });
        }
        if member.is_some_and(|member| member.nullable.is_some()) {
            edits.push(Edit::Without { key: "nullable" });
        }
        let evidence = format!("null in {} of {}", slot.nulls, times(all, "value"));
        return Some(entry.lesson(Topic::Null, Certainty::Shown, "takes null", evidence, edits));
    }
    // Only of members is there a doubt that counting can settle.
    let member = member?;
    let SlotOwner::Member { ty, member: index } = slot.owner else { return None };
    let is_doubted = is_doubted(context, slot.owner, &member.name.value);
    let is_left_out =
        context.seen.members.get(&(ty, index)).is_some_and(|presence| presence.absent.iter().any(|n| *n > 0));
    if is_left_out || slot.values < context.at_least || !(is_doubted || takes_null == Nullability::Unknown) {
        return None;
    }
    let mut edits: Vec<Edit> = settled.collect();
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

/// Returns whether a remark of the spec doubts whether a member takes null.
fn is_doubted(context: &Context<'_, '_>, owner: SlotOwner, member: &str) -> bool {
    let SlotOwner::Member { ty, .. } = owner else { return false };
    let at = context.ty(ty).name.span.start;
    context.doubts.iter().any(|doubt| {
        doubt.is_of(at) && doubt.text.starts_with(doubts::NULL) && doubt.text.contains(&format!("`{member}`"))
    })
}

/// Takes a member out of the remark of its type.
fn settle(context: &Context<'_, '_>, owner: SlotOwner, member: &str) -> Option<Edit> {
    let SlotOwner::Member { ty, .. } = owner else { return None };
    let entry = context.ty(ty).name.span.start;
    is_doubted(context, owner, member).then(|| Edit::Settle {
        entry,
        words: doubts::NULL,
        member: Some(member.to_owned()),
    })
}

//! What documents lack for its value: `EmitDefaultValue = false`, and Json.NET's `NullValueHandling`.
//!
//! A member that is sometimes there, and then never null nor the default of its type, is left out for its value. That it
//! never is counts if it was so often enough.

use datacontract::contract::{DefaultValueHandling, NullValueHandling};
use datacontract_codegen::spec::{Contract, Nullability};
use serde_json::{Value, json};

use super::{Context, times};
use crate::learn::{
    lesson::{Certainty, Edit, Lesson, Topic},
    observed::{Presence, SlotOwner},
};

pub(super) fn learn(context: &Context<'_, '_>, lessons: &mut Vec<Lesson>) {
    for ((ty, member), presence) in &context.seen.members {
        lessons.extend(of_member(context, *ty, *member, presence));
    }
}

fn of_member(context: &Context<'_, '_>, ty: usize, index: usize, presence: &Presence) -> Option<Lesson> {
    let member = context.member(ty, index)?;
    let objects: u64 = presence.there.iter().chain(&presence.absent).sum();
    let is_there = presence.there.iter().any(|there| *there > 0);
    if presence.defaults > 0 || !is_there || objects < context.at_least {
        return None;
    }
    let is_left_out = |format: usize| presence.absent[format] > 0;
    let had = |format: usize| presence.there[format] + presence.absent[format] > 0;
    let entry = context.owner_entry(SlotOwner::Member { ty, member: index });
    let evidence = format!(
        "there in {} of {}, and never null or the default",
        presence.there.iter().sum::<u64>(),
        times(objects, "object")
    );
    let is_contract = context.ty(ty).contract == Contract::DataContract;
    let everywhere = (0..2).filter(|format| had(*format)).all(is_left_out);
    if is_contract && everywhere && is_left_out(1) && member.emit_default.value {
        let edits = vec![Edit::Key { key: "emitDefault", value: Value::Bool(false) }];
        let finding = "is left out for its default";
        return Some(entry.lesson(Topic::LeftOut, Certainty::Counted, finding, evidence, edits));
    }
    let is_known = member.json.nulls.is_some()
        || member.json.defaults.is_some()
        || context.spec().json_formatter.nulls != NullValueHandling::default()
        || context.spec().json_formatter.defaults != DefaultValueHandling::default()
        || !member.emit_default.value;
    if !is_left_out(0) || is_left_out(1) || is_known {
        return None;
    }
    let finding = "is left out of JSON for its value";
    if member.json_name.is_some() {
        let evidence =
            format!("{evidence}: write `nullValueHandling` or `defaultValueHandling` into its `json`");
        return Some(entry.lesson(Topic::LeftOut, Certainty::Open, finding, evidence, Vec::new()));
    }
    let is_nullable = context.spec().nullability(member) == Nullability::Nullable;
    let key = if is_nullable { "nullValueHandling" } else { "defaultValueHandling" };
    let edits = vec![Edit::Key { key: "json", value: json!({ key: "ignore" }) }];
    Some(entry.lesson(Topic::LeftOut, Certainty::Counted, finding, evidence, edits))
}

//! What documents lack for its value: `EmitDefaultValue = false`, and Json.NET's `NullValueHandling`.
//!
//! A member that is sometimes there, and then never null nor the default of its type, is left out for its value. That it
//! never is counts if it was so often enough. Null, which `XmlSerializer` never writes of reference types, is the subject of another
//! rule.

use datacontract::contract::{DefaultValueHandling, NullValueHandling};
use datacontract_codegen::spec::{Contract, Member, Nullability};
use serde_json::{Value, json};

use super::{Context, Entry, times};
use crate::learn::{
    document::Form,
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
    let entry = context.owner_entry(SlotOwner::Member { ty, member: index });
    by_contract(context, ty, member, presence, entry.clone())
        .or_else(|| by_xml_serializer(context, member, presence, entry))
}

/// Returns how often a member was there or not in documents of some forms, and in how many of them it was; `None` if that is too
/// little, or if it was null or the default: then it is not left out for that.
fn counts(context: &Context<'_, '_>, presence: &Presence, forms: &[Form]) -> Option<(u64, u64)> {
    let there: u64 = forms.iter().map(|form| presence.there[*form]).sum();
    let absent: u64 = forms.iter().map(|form| presence.absent[*form]).sum();
    let defaults: u64 = forms.iter().map(|form| presence.defaults[*form]).sum();
    (defaults == 0 && there > 0 && there + absent >= context.at_least).then_some((there, there + absent))
}

fn evidence(there: u64, objects: u64) -> String {
    format!("there in {there} of {}, and never null or the default", times(objects, "object"))
}

/// What `DataMember(EmitDefaultValue)` and Json.NET's attributes leave out.
fn by_contract(
    context: &Context<'_, '_>,
    ty: usize,
    member: &Member,
    presence: &Presence,
    entry: Entry,
) -> Option<Lesson> {
    let forms = [Form::Json, Form::DataContract];
    let (there, objects) = counts(context, presence, &forms)?;
    let is_left_out = |form: Form| presence.absent[form] > 0;
    let had = |form: Form| presence.there[form] + presence.absent[form] > 0;
    let evidence = evidence(there, objects);
    let is_contract = context.ty(ty).contract == Contract::DataContract;
    let everywhere = forms.into_iter().filter(|form| had(*form)).all(is_left_out);
    if is_contract && everywhere && is_left_out(Form::DataContract) && member.emit_default.value {
        let edits = vec![Edit::Key { key: "emitDefault", value: Value::Bool(false) }];
        let finding = "is left out for its default";
        return Some(entry.lesson(Topic::LeftOut, Certainty::Counted, finding, evidence, edits));
    }
    let is_known = member.json.nulls.is_some()
        || member.json.defaults.is_some()
        || context.spec().json_formatter.nulls != NullValueHandling::default()
        || context.spec().json_formatter.defaults != DefaultValueHandling::default()
        || !member.emit_default.value;
    if !is_left_out(Form::Json) || is_left_out(Form::DataContract) || is_known {
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

/// What `XmlSerializer` leaves out that is never null: for its `DefaultValue`, or since the service says so by `XSpecified` or
/// `ShouldSerializeX()`, which nothing on the wire tells from each other.
fn by_xml_serializer(
    context: &Context<'_, '_>,
    member: &Member,
    presence: &Presence,
    entry: Entry,
) -> Option<Lesson> {
    let is_null = context.is_reference(member);
    if presence.absent[Form::XmlSerializer] == 0 || is_null || member.json.default_value.is_some() {
        return None;
    }
    let (there, objects) = counts(context, presence, &[Form::XmlSerializer])?;
    let evidence = format!(
        "{}: if that is for a `DefaultValue`, write `defaultValue` into its `json`",
        evidence(there, objects)
    );
    let finding = "is left out of XML for its value";
    Some(entry.lesson(Topic::LeftOut, Certainty::Open, finding, evidence, Vec::new()))
}

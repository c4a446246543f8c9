//! Enums: their values, and how these are called.

use super::{
    context::{Comparer, Prose, TypePair},
    effect::{Effect, Reading, WireEffect},
    pairs::Matches,
    rules::Rule,
    verdict::Verdict::{Breaks, Risky, Safe},
    words::is_and_was,
};
use crate::spec::{Enum, EnumMember, JsonEnums, Spec};

/// Compares two enums.
pub(super) fn compare(cx: &mut Comparer<'_>, pair: TypePair<'_>, subject: &str, [before, after]: [&Enum; 2]) {
    // Every part of an enum is named here, so that one that is new cannot be forgotten.
    let Enum { members, underlying, flags, open } = before;
    let at = pair.spans();
    let items = pair.items(cx);
    let is_text = cx.after.json.with(pair.after.json).enums != JsonEnums::Number;
    compare_members(cx, pair, subject, [members, &after.members], is_text);
    if *underlying != after.underlying {
        let message = is_and_was("it", Some(underlying.value.word()), Some(after.underlying.value.word()));
        let effect = Effect::both(Reading::json(Risky));
        let change = cx.changed(Rule::UnderlyingChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(effect, pair.flow).items(items.clone()));
    }
    if *flags != after.flags {
        let (message, effect) = if after.flags {
            ("its values can be combined", Effect::new_to_old(reading(is_text, Risky, Breaks)))
        } else {
            ("its values can no longer be combined", Effect::old_to_new(reading(is_text, Risky, Breaks)))
        };
        let change = cx.changed(Rule::FlagsChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(effect, pair.flow).items(items.clone()));
    }
    if *open != after.open {
        let message = if after.open { "unknown values are kept" } else { "unknown values are errors" };
        cx.report(cx.changed(Rule::OpenChanged, subject, message, at[0], at[1]).items(items));
    }
}

/// Returns what readers make of a name that they do not know: as a number in JSON it stays one.
fn reading(is_text: bool, lenient: super::Verdict, strict: super::Verdict) -> Reading {
    Reading { json: if is_text { strict } else { lenient }, xml: lenient, strict_xml: strict }
}

fn compare_members(
    cx: &mut Comparer<'_>,
    pair: TypePair<'_>,
    subject: &str,
    [before, after]: [&[EnumMember]; 2],
    is_text: bool,
) {
    let at = pair.spans();
    let item = |spec: &Spec, index: usize, name: &str| {
        let ty = spec.rust_type_name(index);
        [
            format!("{ty}::{}", spec.rust_variant_name(index, name)),
            format!("{ty}::{}", spec.rust_constant_name(index, name)),
        ]
    };
    let pairs = pairs(before, after);
    for (index, member) in after.iter().enumerate() {
        let subject = &format!("{subject}.{}", member.name.value);
        let items = item(cx.after, pair.indices[1], &member.name);
        if let Some(old) = pairs.before(index) {
            let old = &before[old];
            let items = items.into_iter().chain(item(cx.before, pair.indices[0], &old.name)).collect();
            compare_pair(cx, pair, subject, [old, member], is_text, items);
            continue;
        }
        let message = format!("the value is new: {}", member.value.value);
        let change = cx.changed(Rule::EnumMemberAdded, subject, message, at[0], member.name.span);
        let effect = Effect::new_to_old(reading(is_text, Risky, Breaks));
        cx.report(change.wire(effect, pair.flow).items(items));
    }
    for (index, member) in before.iter().enumerate() {
        if pairs.after(index).is_some() {
            continue;
        }
        let subject = &format!("{subject}.{}", member.name.value);
        let message = format!("the value is gone: {}", member.value.value);
        let change = cx.changed(Rule::EnumMemberRemoved, subject, message, member.name.span, at[1]);
        let effect = Effect::old_to_new(reading(is_text, Risky, Breaks));
        // What callers send is refused, whatever a lenient reader would make of it.
        let effect =
            WireEffect::from(effect).and(WireEffect::requests(Effect::old_to_new(Reading::all(Breaks))));
        let items = item(cx.before, pair.indices[0], &member.name);
        cx.report(change.wire(effect, pair.flow).items(items));
    }
    if pairs.are_reordered() {
        let message = "its values stand in another order";
        cx.report(cx.changed(Rule::EnumOrderChanged, subject, message, at[0], at[1]));
    }
}

/// Pairs values by their names, then by their numbers and what they are called on the wire.
fn pairs(before: &[EnumMember], after: &[EnumMember]) -> Matches {
    let mut matches = Matches::new(before.len(), after.len());
    let keys: [fn(&EnumMember) -> String; 2] = [
        |member| member.name.value.clone(),
        |member| format!("{} {}", member.value.value, wire_name(member)),
    ];
    for key in keys {
        matches.join(|index| Some(key(&before[index])), |index| Some(key(&after[index])));
    }
    matches
}

fn wire_name(member: &EnumMember) -> &str {
    member.wire_name().map_or(&member.name.value, |name| &name.value)
}

fn compare_pair(
    cx: &mut Comparer<'_>,
    pair: TypePair<'_>,
    subject: &str,
    [before, after]: [&EnumMember; 2],
    is_text: bool,
    items: Vec<String>,
) {
    // Every part of a value is named here, so that one that is new cannot be forgotten.
    let EnumMember { name, value, contract_name: _, xml, doc, deprecated } = before;
    let at = [name.span, after.name.span];
    cx.compare_prose(
        subject,
        at,
        items.clone(),
        [
            &Prose { doc, source: None, deprecated: deprecated.as_ref() },
            &Prose { doc: &after.doc, source: None, deprecated: after.deprecated.as_ref() },
        ],
    );
    if *name != after.name {
        let message = is_and_was("its name in C#", Some(&name.value), Some(&after.name.value));
        cx.report(cx.changed(Rule::EnumMemberRenamed, subject, message, at[0], at[1]).items(items));
    }
    if *value != after.value {
        let message = is_and_was("its number", Some(value.value), Some(after.value.value));
        let change = cx.changed(Rule::EnumNumberChanged, subject, message, at[0], at[1]);
        let effect = Effect::both(Reading::json(if is_text { Risky } else { Breaks }));
        cx.report(change.wire(effect, pair.flow));
    }
    let names = [wire_name(before), wire_name(after)];
    if names[0] != names[1] {
        let message = is_and_was("its name on the wire", Some(names[0]), Some(names[1]));
        let change = cx.changed(Rule::EnumTextChanged, subject, message, at[0], at[1]);
        let json = if is_text { Breaks } else { Safe };
        let effect = Effect::both(Reading { json, xml: Breaks, strict_xml: Breaks });
        let effect = cx.data_contract(effect);
        cx.report(change.wire(effect, pair.flow));
    }
    let crate::spec::EnumMemberXml { span: _, name: xml_name, ignored } = xml;
    if (xml_name.as_deref(), *ignored) != (after.xml.name.as_deref(), after.xml.ignored) {
        let message = is_and_was("`XmlEnum`", xml_name.as_deref(), after.xml.name.as_deref());
        let change = cx.changed(Rule::EnumTextChanged, subject, message, at[0], at[1]);
        let effect = cx.xml_serializer(Effect::both(Reading::xml(Breaks)));
        cx.report(change.wire(effect, pair.flow));
    }
}

//! The members of a class.

use super::{
    context::{Comparer, Prose, TypePair},
    effect::{Effect, Flow, Reading, WireEffect},
    pairs::{Matches, full_name, word_before},
    rules::Rule,
    type_words::{TypeChangeKind, null_effect},
    validation,
    verdict::Verdict::{Breaks, Risky, Safe},
    words::{default_message, is_and_was, shown},
};
use crate::spec::{Class, Format, Literal, Member, MemberJson, Nullability, Span, Spanned, Spec, wire_name};

/// A member in one state of a spec.
#[derive(Clone, Copy)]
struct Place<'a> {
    spec: &'a Spec,
    /// The index of the class that declares it.
    owner: usize,
    member: &'a Member,
}

impl Place<'_> {
    fn wire_name(&self, format: Format) -> String {
        wire_name(self.spec, format, self.owner, self.member)
    }

    /// Returns the item of the generated code that it is.
    fn item(&self) -> String {
        let ty = self.spec.rust_type_name(self.owner);
        format!("{ty}.{}", self.spec.rust_field_name(self.owner, &self.member.name))
    }

    fn is_needed(&self) -> bool {
        self.member.required.value
    }
}

/// Compares the members that a class itself declares; where it has another base class, those of all its bases too.
pub(super) fn compare(cx: &mut Comparer<'_>, pair: TypePair<'_>, classes: [&Class; 2]) {
    let [before, after] = pair.indices;
    let (old_spec, new_spec) = (cx.before, cx.after);
    let has_other_base = classes[0].base.as_ref().map(|base| word_before(old_spec, base))
        != classes[1].base.as_ref().map(|base| cx.pairs.word_after(new_spec, base));
    let old_all = places(old_spec, before);
    let new_all = places(new_spec, after);
    let subject = full_name(new_spec, after);
    let pairs = pairs(&old_all, &new_all);
    for (index, place) in new_all.iter().enumerate() {
        if !has_other_base && place.owner != after {
            continue;
        }
        match pairs.before(index) {
            Some(old) => {
                let old = old_all[old];
                // What a base class says of a member is compared there.
                let is_of_base = place.owner != after && cx.pairs.after(old.owner) == Some(place.owner);
                if !is_of_base {
                    compare_pair(cx, pair.flow, &subject, [old, *place]);
                }
            }
            None => added(cx, pair, &subject, *place),
        }
    }
    for (index, place) in old_all.iter().enumerate() {
        // A member that moved to a base class is still there.
        if pairs.after(index).is_none() && (has_other_base || place.owner == before) {
            removed(cx, pair, &subject, *place);
        }
    }
    let own: Vec<usize> = pairs
        .iter()
        .filter(|(old, new)| old_all[*old].owner == before && new_all[*new].owner == after)
        .map(|(old, _)| old)
        .collect();
    if !own.is_sorted() {
        let message = "its members stand in another order in the source";
        let at = pair.spans();
        cx.report(cx.changed(Rule::JsonMembersReordered, &subject, message, at[0], at[1]));
    }
}

/// Returns all members of a class, its own first.
fn places(spec: &Spec, index: usize) -> Vec<Place<'_>> {
    let classes = spec.with_bases(index).into_iter();
    let members = classes.filter_map(|owner| Some((owner, spec.types.get(owner)?.class()?)));
    members
        .flat_map(|(owner, class)| class.members.iter().map(move |member| Place { spec, owner, member }))
        .collect()
}

/// Pairs members by their names, then by what they are called on the wire, then by their names in any case of letters.
fn pairs(before: &[Place<'_>], after: &[Place<'_>]) -> Matches {
    let mut matches = Matches::new(before.len(), after.len());
    let keys: [fn(&Place<'_>) -> String; 3] = [
        |place| place.member.name.value.clone(),
        |place| format!("{} {}", place.wire_name(Format::Xml), place.wire_name(Format::Json)),
        |place| place.member.name.to_lowercase(),
    ];
    for key in keys {
        matches.join(|index| Some(key(&before[index])), |index| Some(key(&after[index])));
    }
    matches
}

fn added(cx: &mut Comparer<'_>, pair: TypePair<'_>, class: &str, place: Place<'_>) {
    let member = place.member;
    let subject = format!("{class}.{}", member.name.value);
    let must_be_sent = member.annotations.required;
    let (rule, message) = if place.is_needed() || must_be_sent {
        (Rule::RequiredMemberAdded, format!("the member is new, and has to be there: `{}`", member.ty))
    } else {
        (Rule::MemberAdded, format!("the member is new: `{}`", member.ty))
    };
    let missing = Effect::old_to_new(Reading::all(Breaks));
    let mut effect = WireEffect::default();
    if place.is_needed() {
        effect = effect.and(cx.data_contract(missing));
    }
    if must_be_sent {
        effect = effect.and(WireEffect::requests(missing));
    }
    let change = cx.changed(rule, &subject, message, pair.spans()[0], member.name.span);
    cx.report(change.wire(effect, pair.flow).items([place.item()]));
}

fn removed(cx: &mut Comparer<'_>, pair: TypePair<'_>, class: &str, place: Place<'_>) {
    let member = place.member;
    let subject = format!("{class}.{}", member.name.value);
    let was_needed = place.is_needed() || member.annotations.required;
    let effect = WireEffect {
        requests: Effect {
            old_to_new: in_its_formats(member, Risky),
            new_to_old: in_its_formats(member, if was_needed { Breaks } else { Risky }),
        },
        responses: Effect::new_to_old(in_its_formats(member, Breaks)),
    };
    let message = format!("the member is gone: `{}`", member.ty);
    let change = cx.changed(Rule::MemberRemoved, &subject, message, member.name.span, pair.spans()[1]);
    cx.report(change.wire(effect, pair.flow).items([place.item()]));
}

/// Returns a verdict for the formats that have a member.
fn in_its_formats(member: &Member, verdict: crate::compare::Verdict) -> Reading {
    match member.only {
        Some(Format::Json) => Reading::json(verdict),
        Some(Format::Xml) => Reading::xml(verdict),
        _ => Reading::all(verdict),
    }
}

/// Returns what readers read of a member.
fn prose(Member { doc, deprecated, .. }: &Member) -> Prose<'_> {
    Prose { doc, source: None, deprecated: deprecated.as_ref() }
}

fn compare_pair(cx: &mut Comparer<'_>, flow: Flow, class: &str, [old, new]: [Place<'_>; 2]) {
    let (before, after) = (old.member, new.member);
    // Every part of a member is named here, so that one that is new cannot be forgotten.
    let Member {
        name,
        ty: _,
        doc: _,
        contract_name: _,
        order,
        required,
        emit_default,
        json_name: _,
        json,
        json_order: _,
        xml: _,
        nullable: _,
        secret,
        deprecated: _,
        annotations,
        default,
        only,
        field,
    } = before;
    let subject = &format!("{class}.{}", after.name.value);
    let at = [name.span, after.name.span];
    let items = [old.item(), new.item()];
    let changed = |cx: &Comparer<'_>, rule, message: String| {
        cx.changed(rule, subject, message, at[0], at[1]).items(items.clone())
    };
    cx.compare_prose(subject, at, items.clone(), [&prose(before), &prose(after)]);
    if *name != after.name {
        let message = is_and_was("its name in C#", Some(&name.value), Some(&after.name.value));
        cx.report(changed(cx, Rule::MemberRenamed, message));
    }
    compare_names(cx, flow, subject, at, [old, new]);
    compare_types(cx, flow, subject, &items, [old, new]);
    if *required != after.required {
        let (rule, message, effect) = if after.required.value {
            let effect = Effect::old_to_new(Reading { json: Risky, xml: Risky, strict_xml: Breaks });
            (Rule::MemberNowRequired, "it has to be there", effect)
        } else {
            let effect = Effect::new_to_old(Reading { json: Risky, xml: Risky, strict_xml: Breaks });
            (Rule::MemberNoLongerRequired, "it need not be there any more", effect)
        };
        let effect = cx.data_contract(effect);
        cx.report(changed(cx, rule, message.to_owned()).wire(effect, flow));
    }
    if *emit_default != after.emit_default {
        let (message, effect) = if after.emit_default.value {
            ("its default is written", Effect::NONE)
        } else {
            ("its default is left out", Effect::new_to_old(Reading::json(Risky)))
        };
        cx.report(changed(cx, Rule::EmitDefaultChanged, message.to_owned()).wire(effect, flow));
    }
    if *order != after.order {
        let number = |order: &Option<crate::spec::Spanned<i32>>| order.as_ref().map(|order| order.value);
        let message = is_and_was("`Order`", number(order), number(&after.order));
        cx.report(changed(cx, Rule::MemberOrderChanged, message));
    }
    let values = [(*secret, json.default_value.as_ref()), (after.secret, after.json.default_value.as_ref())];
    compare_json(cx, flow, [json, &after.json], values, &changed);
    if *only != after.only {
        let formats = |only: Option<Format>| {
            only.map_or("all formats".to_owned(), |only| format!("`{}` alone", only.key()))
        };
        let message = format!("it is in {}; it was in {}", formats(after.only), formats(*only));
        let lost = |from: Option<Format>, to: Option<Format>| {
            let is_in = |only: Option<Format>, format| only.is_none_or(|only| only == format);
            let gone = |format| if is_in(from, format) && !is_in(to, format) { Breaks } else { Safe };
            Reading { json: gone(Format::Json), xml: gone(Format::Xml), strict_xml: gone(Format::Xml) }
        };
        let effect = WireEffect {
            requests: Effect {
                old_to_new: lost(*only, after.only).at_most(Risky),
                new_to_old: lost(*only, after.only).at_most(Risky),
            },
            responses: Effect { old_to_new: lost(after.only, *only), new_to_old: lost(*only, after.only) },
        };
        cx.report(changed(cx, Rule::OnlyChanged, message).wire(effect, flow));
    }
    if *field != after.field {
        let message = if after.field { "it is a field" } else { "it is a property" };
        cx.report(changed(cx, Rule::MemberFieldChanged, message.to_owned()));
    }
    if *secret != after.secret {
        let message = if after.secret { "it is secret" } else { "it is no longer secret" };
        cx.report(changed(cx, Rule::MemberSecrecyChanged, message.to_owned()));
    }
    if *default != after.default {
        let message = default_message([(*secret, default.as_ref()), (after.secret, after.default.as_ref())]);
        let effect = WireEffect::requests(Effect::old_to_new(Reading::all(Risky)));
        cx.report(changed(cx, Rule::MemberDefaultChanged, message).wire(effect, flow));
    }
    validation::compare(cx, subject, at, [annotations, &after.annotations], flow, &items);
    super::xml_serializer::compare_member(cx, flow, subject, at, [before, after]);
}

/// Compares what a member is called on the wire.
fn compare_names(
    cx: &mut Comparer<'_>,
    flow: Flow,
    subject: &str,
    at: [Span; 2],
    [old, new]: [Place<'_>; 2],
) {
    let xml = [old, new].map(|place| place.wire_name(Format::Xml));
    if xml[0] != xml[1] {
        let message = is_and_was("its name in XML", Some(&xml[0]), Some(&xml[1]));
        let effect = cx.data_contract(Effect::both(Reading::xml(Breaks)));
        cx.report(cx.changed(Rule::MemberXmlNameChanged, subject, message, at[0], at[1]).wire(effect, flow));
    }
    let json = [old, new].map(|place| place.wire_name(Format::Json));
    let style =
        |place: &Place<'_>| place.spec.types.get(place.owner).map(|ty| place.spec.json.with(ty.json).naming);
    // Where all names are spelled otherwise, that is reported once.
    let is_by_style = style(&old) != style(&new)
        && (&old.member.name, &old.member.contract_name, &old.member.json_name)
            == (&new.member.name, &new.member.contract_name, &new.member.json_name);
    if json[0] != json[1] && !is_by_style {
        let message = is_and_was("its name in JSON", Some(&json[0]), Some(&json[1]));
        let by_case = json[0].to_lowercase() == json[1].to_lowercase();
        let effect = WireEffect {
            requests: Effect::both(Reading::json(if by_case { Risky } else { Breaks })),
            responses: Effect::both(Reading::json(Breaks)),
        };
        cx.report(cx.changed(Rule::MemberJsonNameChanged, subject, message, at[0], at[1]).wire(effect, flow));
    }
    let orders = [old, new].map(|place| place.member.json_order.as_ref().map(|order| order.value));
    if orders[0] != orders[1] {
        let message = is_and_was("its order in JSON", orders[0], orders[1]);
        cx.report(cx.changed(Rule::JsonMembersReordered, subject, message, at[0], at[1]));
    }
}

/// Compares the type of a member, and whether it takes null.
fn compare_types(
    cx: &mut Comparer<'_>,
    flow: Flow,
    subject: &str,
    items: &[String; 2],
    [old, new]: [Place<'_>; 2],
) {
    let (before, after) = (old.member, new.member);
    let at = [before.ty.span, after.ty.span];
    let change = cx.words().change(&before.ty, &after.ty);
    if let Some(change) = change {
        let rule = match change.kind {
            TypeChangeKind::Widened => Rule::MemberTypeWidened,
            TypeChangeKind::Narrowed => Rule::MemberTypeNarrowed,
            TypeChangeKind::Learned => Rule::MemberTypeLearned,
            TypeChangeKind::Alike | TypeChangeKind::Other => Rule::MemberTypeChanged,
        };
        let message = is_and_was("its type", Some(&before.ty), Some(&after.ty));
        let reported = cx.changed(rule, subject, message, at[0], at[1]);
        cx.report(reported.wire(change.effect, flow).items(items.clone()));
    }
    let nulls = [cx.before.nullability(before), cx.after.nullability(after)];
    // That another type takes null otherwise goes without saying.
    if nulls[0] == nulls[1] || change.is_some_and(|change| change.kind == TypeChangeKind::Other) {
        return;
    }
    let (rule, message) = match nulls {
        [Nullability::Unknown, _] | [_, Nullability::Unknown] => {
            let word = |nullability| match nullability {
                Nullability::Never => "never null",
                Nullability::Nullable => "perhaps null",
                Nullability::Unknown => "not known to be null",
            };
            let message = format!("it is {}; it was {}", word(nulls[1]), word(nulls[0]));
            (Rule::MemberNullabilityLearned, message)
        }
        [_, Nullability::Nullable] => (Rule::MemberNowNullable, "it may be null".to_owned()),
        _ => (Rule::MemberNoLongerNullable, "it is never null any more".to_owned()),
    };
    let reported = cx.changed(rule, subject, message, at[0], at[1]);
    cx.report(reported.wire(null_effect(nulls[0], nulls[1]), flow).items(items.clone()));
}

/// Compares what the attributes of Json.NET say of a member.
fn compare_json(
    cx: &mut Comparer<'_>,
    flow: Flow,
    [before, after]: [&MemberJson; 2],
    values: [(bool, Option<&Spanned<Literal>>); 2],
    changed: &dyn Fn(&Comparer<'_>, Rule, String) -> super::Change,
) {
    // Every part is named here, so that one that is new cannot be forgotten.
    let MemberJson { nulls, defaults, default_value, date_format, enums } = before;
    let mut report = |message: String, verdict| {
        let effect = Effect::both(Reading::json(verdict));
        cx.report(changed(cx, Rule::MemberJsonChanged, message).wire(effect, flow));
    };
    if *nulls != after.nulls || *defaults != after.defaults {
        report("what is left out for its value changed".to_owned(), Risky);
    }
    if *default_value != after.default_value {
        report(default_message(values), Risky);
    }
    if *date_format != after.date_format {
        let message = format!(
            "the format of its date is {}; it was {}",
            shown(after.date_format.as_ref()),
            shown(date_format.as_ref())
        );
        report(message, Breaks);
    }
    if *enums != after.enums {
        report("the form of its enum changed".to_owned(), Breaks);
    }
}

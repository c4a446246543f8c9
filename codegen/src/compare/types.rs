//! Types: what they are called, and what kind of type they are.

use super::{
    api::{enums as json_enums, naming},
    context::{Comparer, Prose, TypePair},
    effect::{Effect, Reading},
    pairs::{Likeness, full_name, word_before},
    rules::Rule,
    type_words::TypeChangeKind,
    usage::Naming,
    verdict::Verdict::{Breaks, Risky, Safe},
    words::{is_and_was, literal},
};
use crate::spec::{Class, Collection, Dictionary, Outcome, TypeDef, TypeExpr, TypeKind, wire};

/// Compares all types.
pub(super) fn compare(cx: &mut Comparer<'_>) {
    let (before, after) = (cx.before, cx.after);
    for (index, ty) in before.types.iter().enumerate() {
        if cx.pairs.after(index).is_none() {
            let change =
                cx.removed(Rule::TypeRemoved, &full_name(before, index), "the type is gone", ty.name.span);
            cx.report(change.items([before.rust_type_name(index)]));
        }
    }
    for (index, ty) in after.types.iter().enumerate() {
        if cx.pairs.before(index).is_none() {
            let change = cx.added(Rule::TypeAdded, &full_name(after, index), "the type is new", ty.name.span);
            cx.report(change.items([after.rust_type_name(index)]));
        }
    }
    for (old, new, likeness) in cx.pairs.iter() {
        let pair = TypePair {
            before: &before.types[old],
            after: &after.types[new],
            indices: [old, new],
            flow: cx.flow(Some(old), Some(new)),
        };
        compare_pair(cx, pair, likeness);
    }
}

fn compare_pair(cx: &mut Comparer<'_>, pair: TypePair<'_>, likeness: Likeness) {
    // Every part of a type is named here, so that one that is new cannot be forgotten.
    let TypeDef {
        name,
        extent: _,
        doc,
        source,
        page,
        contract,
        contract_name: _,
        namespace: _,
        deprecated,
        json,
        assembly,
        item_nulls,
        xml: _,
        kind,
    } = pair.before;
    let after = pair.after;
    let subject = &full_name(cx.after, pair.indices[1]);
    let at = pair.spans();
    let items = pair.items(cx);
    compare_names(cx, pair, likeness, subject, &items);
    cx.compare_prose(
        subject,
        at,
        items.clone(),
        [
            &Prose { doc, source: Some(source), deprecated: deprecated.as_ref() },
            &Prose { doc: &after.doc, source: Some(&after.source), deprecated: after.deprecated.as_ref() },
        ],
    );
    if *page != after.page && name.value == after.name.value {
        let message = is_and_was("its name on the page", page.as_deref(), after.page.as_deref());
        cx.report(cx.changed(Rule::TypePageNameChanged, subject, message, at[0], at[1]).items(items.clone()));
    }
    if *contract != after.contract {
        let message = is_and_was(
            "what says what is serialised",
            Some(format!("{contract:?}")),
            Some(format!("{:?}", after.contract)),
        );
        let change = cx.changed(Rule::SerialisationRulesChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(cx.data_contract(Effect::both(Reading::strict_xml(Risky))), pair.flow));
    }
    let styles = [cx.before.json.with(*json), cx.after.json.with(after.json)];
    // What the whole API says is reported there.
    if *json != after.json {
        let found =
            [naming(styles[0].naming, styles[1].naming), json_enums(styles[0].enums, styles[1].enums)];
        for (message, effect) in found.into_iter().flatten() {
            let change = cx.changed(Rule::TypeJsonChanged, subject, message, at[0], at[1]);
            cx.report(change.wire(effect, pair.flow).items(items.clone()));
        }
    }
    if *assembly != after.assembly {
        let message = is_and_was("its assembly", assembly.as_deref(), after.assembly.as_deref());
        let has_names = cx.after.json_formatter.type_names != datacontract::contract::TypeNameHandling::None;
        let verdict = if has_names { Risky } else { Safe };
        let change = cx.changed(Rule::AssemblyChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(Effect::both(Reading::json(verdict)), pair.flow));
    }
    if *item_nulls != after.item_nulls {
        let message = "what nulls of its members become in JSON changed";
        let change = cx.changed(Rule::JsonNullsChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(Effect::both(Reading::json(Risky)), pair.flow));
    }
    super::xml_serializer::compare_type(cx, pair, subject);
    match (kind, &after.kind) {
        (TypeKind::Class(old), TypeKind::Class(new)) => {
            compare_class(cx, pair, subject, [old, new]);
            super::members::compare(cx, pair, [old, new]);
            super::order::compare(cx, pair, subject);
        }
        (TypeKind::Enum(old), TypeKind::Enum(new)) => super::enums::compare(cx, pair, subject, [old, new]),
        (TypeKind::Collection(old), TypeKind::Collection(new)) => {
            compare_collection(cx, pair, subject, [old, new]);
        }
        (TypeKind::Dictionary(old), TypeKind::Dictionary(new)) => {
            compare_dictionary(cx, pair, subject, [old, new]);
        }
        _ => {
            let word = |kind: &TypeKind| match kind {
                TypeKind::Class(_) => "a class",
                TypeKind::Enum(_) => "an enum",
                TypeKind::Collection(_) => "a list",
                TypeKind::Dictionary(_) => "a dictionary",
            };
            let message = format!("it is {}; it was {}", word(&after.kind), word(kind));
            let change = cx.changed(Rule::KindChanged, subject, message, at[0], at[1]);
            cx.report(change.wire(Effect::both(Reading::all(Breaks)), pair.flow).items(items));
        }
    }
}

/// Compares what a type is called in C# and on the wire.
fn compare_names(
    cx: &mut Comparer<'_>,
    pair: TypePair<'_>,
    likeness: Likeness,
    subject: &str,
    items: &[String; 2],
) {
    let (before, after) = (pair.before, pair.after);
    let at = pair.spans();
    let names = [full_name(cx.before, pair.indices[0]), full_name(cx.after, pair.indices[1])];
    let (old, new) = (wire_identity(before), wire_identity(after));
    let namespaces = cx.data_contract(Effect::both(Reading::xml(Breaks)));
    // The name of a type is that of the root and of items; within a class, members have names of their own.
    let name_effect = cx.data_contract(Effect::both(match cx.naming(pair.indices) {
        Naming::Items => Reading::xml(Breaks),
        Naming::Roots => Reading { json: Safe, xml: Risky, strict_xml: Breaks },
        Naming::Nothing => Reading::xml(Risky),
    }));
    if names[0] != names[1] {
        let message = is_and_was("it", Some(&names[0]), Some(&names[1]));
        let rule =
            if likeness == Likeness::ClassName { Rule::ClrNamespaceChanged } else { Rule::TypeRenamed };
        let mut effect = Effect::NONE;
        if old.namespace != new.namespace && before.namespace == after.namespace {
            effect = effect.and(namespaces);
        }
        if old.name != new.name && before.contract_name == after.contract_name {
            effect = effect.and(name_effect);
        }
        let change = cx.changed(rule, subject, message, at[0], at[1]);
        cx.report(change.wire(effect, pair.flow).items(items.clone()));
    }
    if before.contract_name != after.contract_name {
        let message = is_and_was(
            "its name on the wire",
            before.contract_name.as_deref(),
            after.contract_name.as_deref(),
        );
        let effect = if old.name == new.name { Effect::NONE } else { name_effect };
        let change = cx.changed(Rule::ContractNameChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(effect, pair.flow));
    }
    if before.namespace != after.namespace {
        let message = is_and_was("its namespace", before.namespace.as_deref(), after.namespace.as_deref());
        let effect = if old.namespace == new.namespace { Effect::NONE } else { namespaces };
        let change = cx.changed(Rule::ContractNamespaceChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(effect, pair.flow));
    }
}

/// What a type is called on the wire.
struct WireIdentity {
    name: String,
    namespace: String,
}

fn wire_identity(ty: &TypeDef) -> WireIdentity {
    WireIdentity { name: wire::contract_pattern(ty), namespace: wire::contract_namespace(ty) }
}

fn compare_class(cx: &mut Comparer<'_>, pair: TypePair<'_>, subject: &str, [before, after]: [&Class; 2]) {
    // Every part of a class is named here, so that one that is new cannot be forgotten.
    let Class { base, members: _, is_reference, known_types, is_abstract, is_struct, outcome } = before;
    let at = pair.spans();
    let items = pair.items(cx);
    let bases = [
        base.as_ref().map(|base| word_before(cx.before, base)),
        after.base.as_ref().map(|base| cx.pairs.word_after(cx.after, base)),
    ];
    if bases[0] != bases[1] {
        let message = is_and_was("its base class", base.as_ref(), after.base.as_ref());
        let change = cx.changed(
            Rule::BaseChanged,
            subject,
            message,
            base.as_ref().map_or(at[0], |base| base.span),
            after.base.as_ref().map_or(at[1], |base| base.span),
        );
        let effect = cx.data_contract(Effect::both(Reading::strict_xml(Risky)));
        cx.report(change.wire(effect, pair.flow).items(items.clone()));
    }
    compare_reference(cx, pair, subject, [is_reference.value, after.is_reference.value]);
    compare_known_types(cx, pair, subject, [known_types, &after.known_types]);
    if *is_abstract != after.is_abstract {
        let (message, effect) = if after.is_abstract {
            ("it is abstract: there are no objects of it", Effect::old_to_new(Reading::all(Breaks)))
        } else {
            ("it is no longer abstract", Effect::new_to_old(Reading::all(Breaks)))
        };
        let change = cx.changed(Rule::AbstractChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(effect, pair.flow).items(items.clone()));
    }
    if *is_struct != after.is_struct {
        let (message, effect) = if after.is_struct {
            ("it is a struct: null is no value of it", Effect::old_to_new(Reading::all(Risky)))
        } else {
            ("it is a class: it may be null", Effect::new_to_old(Reading::all(Risky)))
        };
        let change = cx.changed(Rule::StructChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(effect, pair.flow).items(items.clone()));
    }
    compare_outcome(cx, pair, subject, [outcome.as_ref(), after.outcome.as_ref()]);
}

fn compare_reference(cx: &mut Comparer<'_>, pair: TypePair<'_>, subject: &str, [before, after]: [bool; 2]) {
    if before == after {
        return;
    }
    let at = pair.spans();
    let message = if after {
        "its objects have identities on the wire"
    } else {
        "its objects no longer have identities on the wire"
    };
    let effect = Effect {
        old_to_new: Reading::strict_xml(if after { Risky } else { Breaks }),
        new_to_old: Reading::xml(if after { Breaks } else { Safe }),
    };
    let change = cx.changed(Rule::IsReferenceChanged, subject, message, at[0], at[1]);
    cx.report(change.wire(cx.data_contract(effect), pair.flow));
}

fn compare_known_types(
    cx: &mut Comparer<'_>,
    pair: TypePair<'_>,
    subject: &str,
    [before, after]: [&[TypeExpr]; 2],
) {
    let at = pair.spans();
    let old: Vec<String> = before.iter().map(|ty| word_before(cx.before, ty)).collect();
    let new: Vec<String> = after.iter().map(|ty| cx.pairs.word_after(cx.after, ty)).collect();
    let items = pair.items(cx);
    for (ty, word) in after.iter().zip(&new) {
        if !old.contains(word) {
            let message = format!("`{ty}` may stand for it");
            let change = cx.changed(Rule::KnownTypeAdded, subject, message, at[0], ty.span);
            let effect = Effect::new_to_old(Reading { json: Risky, xml: Risky, strict_xml: Breaks });
            cx.report(change.wire(effect, pair.flow).items(items.clone()));
        }
    }
    for (ty, word) in before.iter().zip(&old) {
        if !new.contains(word) {
            let message = format!("`{ty}` may no longer stand for it");
            let change = cx.changed(Rule::KnownTypeRemoved, subject, message, ty.span, at[1]);
            let effect = Effect::old_to_new(Reading { json: Risky, xml: Risky, strict_xml: Breaks });
            cx.report(change.wire(effect, pair.flow).items(items.clone()));
        }
    }
}

fn compare_outcome(
    cx: &mut Comparer<'_>,
    pair: TypePair<'_>,
    subject: &str,
    [before, after]: [Option<&Outcome>; 2],
) {
    let said = |outcome: Option<&Outcome>| {
        outcome.map(|Outcome { span: _, code, success, message, codes: _ }| {
            let success = success
                .as_ref()
                .map(|values| values.iter().map(|value| format!("{:?}", value.value)).collect::<Vec<_>>());
            (code.value.clone(), success, message.as_ref().map(|message| message.value.clone()))
        })
    };
    let meanings = |outcome: Option<&Outcome>| {
        outcome.map(|outcome| {
            let codes = outcome.codes.iter().map(|code| (code.code.value.clone(), code.doc.value.clone()));
            codes.collect::<Vec<_>>()
        })
    };
    let at = pair.spans();
    let items = pair.items(cx);
    if said(before) != said(after) {
        let words = |outcome: Option<&Outcome>| {
            outcome.map(|outcome| match &outcome.success {
                None => outcome.code.value.clone(),
                Some(values) => {
                    let values: Vec<String> =
                        values.iter().filter_map(|value| literal(Some(value))).collect();
                    format!("{} = {}", outcome.code.value, values.join(" or "))
                }
            })
        };
        let message = is_and_was("what means success", words(before), words(after));
        let change = cx.changed(Rule::OutcomeChanged, subject, message, at[0], at[1]);
        let effect = Effect::both(Reading::all(Risky));
        cx.report(change.wire(super::effect::WireEffect::responses(effect), pair.flow).items(items));
    } else if meanings(before) != meanings(after) {
        let message = "what its codes mean is described otherwise";
        cx.report(cx.changed(Rule::Documentation, subject, message, at[0], at[1]));
    }
}

/// Compares the types of items, keys or values.
fn compare_part(
    cx: &mut Comparer<'_>,
    pair: TypePair<'_>,
    subject: &str,
    rule: Rule,
    [before, after]: [&TypeExpr; 2],
) {
    let change = cx.words().change(before, after);
    let nulls = super::type_words::null_effect(
        cx.before.nullability_of_type(before),
        cx.after.nullability_of_type(after),
    );
    if change.is_none() && nulls == Effect::NONE {
        return;
    }
    let rule = match change {
        Some(change) if change.kind == TypeChangeKind::Learned => Rule::MemberTypeLearned,
        _ => rule,
    };
    let effect = change.map_or(Effect::NONE, |change| change.effect).and(nulls);
    let message = is_and_was("the type", Some(before), Some(after));
    let items = pair.items(cx);
    let reported = cx.changed(rule, subject, message, before.span, after.span);
    cx.report(reported.wire(effect, pair.flow).items(items));
}

/// Compares a name that `CollectionDataContract` gives.
fn compare_name(
    cx: &mut Comparer<'_>,
    pair: TypePair<'_>,
    subject: &str,
    rule: Rule,
    [before, after]: [Option<&str>; 2],
) {
    if before != after {
        let at = pair.spans();
        let message = is_and_was("the name", before, after);
        let effect = cx.data_contract(Effect::both(Reading::xml(Breaks)));
        cx.report(cx.changed(rule, subject, message, at[0], at[1]).wire(effect, pair.flow));
    }
}

fn compare_collection(
    cx: &mut Comparer<'_>,
    pair: TypePair<'_>,
    subject: &str,
    [before, after]: [&Collection; 2],
) {
    let Collection { item, item_name, is_reference } = before;
    compare_part(cx, pair, subject, Rule::ItemTypeChanged, [item, &after.item]);
    compare_name(
        cx,
        pair,
        subject,
        Rule::ItemNameChanged,
        [item_name.as_ref(), after.item_name.as_ref()].map(|it| it.map(|it| it.as_str())),
    );
    compare_reference(cx, pair, subject, [is_reference.value, after.is_reference.value]);
}

fn compare_dictionary(
    cx: &mut Comparer<'_>,
    pair: TypePair<'_>,
    subject: &str,
    [before, after]: [&Dictionary; 2],
) {
    let Dictionary { key, value, item_name, key_name, value_name, is_reference } = before;
    compare_part(cx, pair, subject, Rule::KeyTypeChanged, [key, &after.key]);
    compare_part(cx, pair, subject, Rule::ValueTypeChanged, [value, &after.value]);
    for names in [[item_name, &after.item_name], [key_name, &after.key_name], [value_name, &after.value_name]]
    {
        let names = names.map(|name| name.as_ref().map(|name| name.as_str()));
        compare_name(cx, pair, subject, Rule::EntryNameChanged, names);
    }
    compare_reference(cx, pair, subject, [is_reference.value, after.is_reference.value]);
}

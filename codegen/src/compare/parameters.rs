//! The parameters of an endpoint.

use super::{
    context::Comparer,
    effect::{Effect, Flow, Reading},
    items,
    pairs::Matches,
    rules::Rule,
    type_words::{TypeChangeKind, null_effect},
    validation,
    verdict::{
        Side,
        Verdict::{Breaks, Risky},
    },
    words::{default_message, is_and_was},
};
use crate::spec::{Endpoint, Parameter, ParameterPlace, Piece};

/// Compares the parameters of an endpoint.
pub(super) fn compare(cx: &mut Comparer<'_>, before: &Endpoint, after: &Endpoint) {
    let at = [before.heading.span, after.heading.span];
    let pairs = pairs(before, after);
    for (index, parameter) in after.parameters.iter().enumerate() {
        if let Some(old) = pairs.before(index) {
            compare_pair(cx, [before, after], [&before.parameters[old], parameter]);
            continue;
        }
        let is_required = !after.may_leave_out(parameter);
        let (rule, message) = if is_required {
            (Rule::RequiredParameterAdded, "the parameter is new, and has to be given")
        } else {
            (Rule::ParameterAdded, "the parameter is new")
        };
        let change = cx.changed(rule, &subject(after, parameter), message, at[0], parameter.name.span);
        let change = change.on_the_wire(Side::Servers, Risky);
        let change = if is_required { change.on_the_wire(Side::Clients, Breaks) } else { change };
        cx.report(change.items(items::of_parameter(after, parameter)));
    }
    for (index, parameter) in before.parameters.iter().enumerate() {
        if pairs.after(index).is_some() {
            continue;
        }
        let verdict = if before.may_leave_out(parameter) { Risky } else { Breaks };
        let subject = subject(before, parameter);
        let change =
            cx.changed(Rule::ParameterRemoved, &subject, "the parameter is gone", parameter.name.span, at[1]);
        let change = change.on_the_wire(Side::Clients, Risky).on_the_wire(Side::Servers, verdict);
        cx.report(change.items(items::of_parameter(before, parameter)));
    }
    if pairs.are_reordered() {
        let message = "its parameters stand in another order";
        let change = cx.changed(Rule::ParameterOrderChanged, &after.heading, message, at[0], at[1]);
        cx.report(change.items(items::of_endpoint(before).into_iter().chain(items::of_endpoint(after))));
    }
}

/// Pairs parameters by their names, which differ by more than the case of letters; then by the part of the path that
/// they stand at.
fn pairs(before: &Endpoint, after: &Endpoint) -> Matches {
    let mut matches = Matches::new(before.parameters.len(), after.parameters.len());
    let name = |endpoint: &Endpoint, index: usize| Some(endpoint.parameters[index].name.to_lowercase());
    matches.join(|index| name(before, index), |index| name(after, index));
    let in_path = |endpoint: &Endpoint| -> Vec<String> {
        let pieces = endpoint.template.path.iter().filter_map(|piece| match piece {
            Piece::Parameter(name) => Some(name.value.clone()),
            Piece::Text(_) => None,
        });
        pieces.collect()
    };
    let (old, new) = (in_path(before), in_path(after));
    if old.len() == new.len() {
        let part = |endpoint: &Endpoint, names: &[String], index: usize| {
            let at = names.iter().position(|name| *name == endpoint.parameters[index].name.value)?;
            Some(at.to_string())
        };
        matches.join(|index| part(before, &old, index), |index| part(after, &new, index));
    }
    matches
}

fn subject(endpoint: &Endpoint, parameter: &Parameter) -> String {
    format!("{}: {}", endpoint.heading.value, parameter.name.value)
}

fn compare_pair(
    cx: &mut Comparer<'_>,
    [old_endpoint, new_endpoint]: [&Endpoint; 2],
    [before, after]: [&Parameter; 2],
) {
    // Every part of a parameter is named here, so that one that is new cannot be forgotten.
    let Parameter {
        name,
        place,
        ty,
        doc,
        required: _,
        default,
        secret,
        catch_all,
        comma_separated,
        annotations,
    } = before;
    let subject = &subject(new_endpoint, after);
    let at = [name.span, after.name.span];
    let all = || {
        items::of_parameter(old_endpoint, before).into_iter().chain(items::of_parameter(new_endpoint, after))
    };
    let changed = |cx: &Comparer<'_>, rule, message: String| {
        cx.changed(rule, subject, message, at[0], at[1]).items(all())
    };
    if *name != after.name {
        let message = is_and_was("its name", Some(&name.value), Some(&after.name.value));
        cx.report(changed(cx, Rule::ParameterRenamed, message));
    }
    if *place != after.place {
        let word = |place| match place {
            ParameterPlace::Path => "the path",
            ParameterPlace::Query => "the query",
            ParameterPlace::Part => "a part of the body",
        };
        let message = format!("it stands in {}; it stood in {}", word(after.place), word(*place));
        let change = changed(cx, Rule::ParameterMoved, message);
        cx.report(change.on_the_wire(Side::Clients, Breaks).on_the_wire(Side::Servers, Breaks));
    }
    match (old_endpoint.may_leave_out(before), new_endpoint.may_leave_out(after)) {
        (true, false) => {
            let change = changed(cx, Rule::ParameterNowRequired, "it has to be given".to_owned());
            cx.report(change.on_the_wire(Side::Clients, Breaks));
        }
        (false, true) => {
            let change = changed(cx, Rule::ParameterNowOptional, "it may be left out".to_owned());
            cx.report(change.on_the_wire(Side::Servers, Breaks));
        }
        _ => {}
    }
    let effect = null_effect(cx.before.nullability_of_type(ty), cx.after.nullability_of_type(&after.ty));
    let type_change = cx.words().change(ty, &after.ty);
    if type_change.is_some() || effect != Effect::NONE {
        let kind = type_change.map(|change| change.kind);
        let rule = if kind == Some(TypeChangeKind::Learned) {
            Rule::MemberTypeLearned
        } else {
            Rule::ParameterTypeChanged
        };
        let message = is_and_was("its type", Some(ty), Some(&after.ty));
        let in_text = type_change.map_or(Effect::NONE, |change| as_text(change.effect));
        cx.report(changed(cx, rule, message).wire(in_text.and(effect), Flow::REQUESTS));
    }
    if *default != after.default {
        let message = default_message([(*secret, default.as_ref()), (after.secret, after.default.as_ref())]);
        cx.report(changed(cx, Rule::ParameterDefaultChanged, message).on_the_wire(Side::Clients, Risky));
    }
    if *secret != after.secret {
        let message = if after.secret { "it is secret" } else { "it is no longer secret" };
        cx.report(changed(cx, Rule::ParameterSecrecyChanged, message.to_owned()));
    }
    if *catch_all != after.catch_all {
        let (message, side) = if after.catch_all.value {
            ("it takes the rest of the path", Side::Servers)
        } else {
            ("it no longer takes the rest of the path", Side::Clients)
        };
        cx.report(changed(cx, Rule::CatchAllChanged, message.to_owned()).on_the_wire(side, Breaks));
    }
    if *comma_separated != after.comma_separated {
        let message = "the items of the list are written otherwise".to_owned();
        let change = changed(cx, Rule::ListFormChanged, message);
        cx.report(change.on_the_wire(Side::Clients, Breaks).on_the_wire(Side::Servers, Breaks));
    }
    if *doc != after.doc {
        cx.report(changed(cx, Rule::Documentation, "its docs changed".to_owned()));
    }
    let items: Vec<String> = all().collect();
    validation::compare(cx, subject, at, [annotations, &after.annotations], Flow::REQUESTS, &items);
}

/// Returns an effect on values in an address: they are texts, the same whatever format the bodies have.
fn as_text(effect: Effect) -> Effect {
    let text = |reading: Reading| Reading::all(reading.xml);
    Effect { old_to_new: text(effect.old_to_new), new_to_old: text(effect.new_to_old) }
}

//! What an endpoint is sent and what it answers.

use super::{
    change::Change,
    context::Comparer,
    effect::{Effect, Flow, Reading, WireEffect},
    items,
    rules::Rule,
    type_words::TypeChangeKind,
    verdict::Verdict::{Breaks, Risky},
    words::is_and_was,
};
use crate::spec::{Endpoint, Payload, Span, TypeExprKind, Untyped};

/// What differs between the rules for bodies and those for responses.
struct Kind {
    which: Untyped,
    flow: Flow,
    /// What it is called in messages: `body`.
    noun: &'static str,
    /// What an endpoint does with it now, and what it did: `takes`, `took`.
    verbs: [&'static str; 2],
    added: Rule,
    /// What one that is new does to documents, given whether it may be null.
    added_effect: fn(bool) -> Effect,
    removed: Rule,
    removed_effect: Effect,
    other_type: Rule,
    now_nullable: Rule,
    no_longer_nullable: Rule,
    never_null: &'static str,
}

const BODY: Kind = Kind {
    which: Untyped::Request,
    flow: Flow::REQUESTS,
    noun: "body",
    verbs: ["takes", "took"],
    added: Rule::BodyAdded,
    added_effect: |may_be_null| Effect::old_to_new(Reading::all(if may_be_null { Risky } else { Breaks })),
    removed: Rule::BodyRemoved,
    removed_effect: Effect { old_to_new: Reading::all(Risky), new_to_old: Reading::all(Breaks) },
    other_type: Rule::BodyTypeChanged,
    now_nullable: Rule::BodyNowNullable,
    no_longer_nullable: Rule::BodyNoLongerNullable,
    never_null: "the body may no longer be null",
};

const RESPONSE: Kind = Kind {
    which: Untyped::Response,
    flow: Flow::RESPONSES,
    noun: "response",
    verbs: ["answers", "answered"],
    added: Rule::ResponseAdded,
    added_effect: |_| Effect::old_to_new(Reading::all(Breaks)),
    removed: Rule::ResponseRemoved,
    removed_effect: Effect::new_to_old(Reading::all(Breaks)),
    other_type: Rule::ResponseTypeChanged,
    now_nullable: Rule::ResponseNowNullable,
    no_longer_nullable: Rule::ResponseNoLongerNullable,
    never_null: "the response is never null any more",
};

/// Compares the body and the response of an endpoint.
pub(super) fn compare(cx: &mut Comparer<'_>, at: [Span; 2], endpoints: [&Endpoint; 2]) {
    let of = [
        (BODY, endpoints.map(|endpoint| endpoint.body.as_ref())),
        (RESPONSE, endpoints.map(|endpoint| endpoint.response.as_ref())),
    ];
    for (kind, payloads) in of {
        if !compare_known(cx, at, &kind, endpoints, payloads) {
            compare_kind(cx, at, &kind, endpoints, payloads);
        }
    }
}

/// Reports that the type of a payload became known, or is no longer: the service need not have changed. Returns whether
/// it is so.
fn compare_known(
    cx: &mut Comparer<'_>,
    at: [Span; 2],
    kind: &Kind,
    endpoints: [&Endpoint; 2],
    payloads: [Option<&Payload>; 2],
) -> bool {
    let unknown = endpoints.map(|endpoint| endpoint.untyped().any(|untyped| untyped == kind.which));
    let what = kind.which.word();
    let message = match (unknown, payloads) {
        ([true, false], [None, Some(after)]) => {
            format!("the type of its {what} is `{}`; it was not known", after.ty)
        }
        ([false, true], [Some(before), None]) => {
            format!("the type of its {what} is no longer known; it was `{}`", before.ty)
        }
        ([true, false], [None, None]) => format!("it has no {what}; its type was not known"),
        ([false, true], [None, None]) => format!("it has a {what}, whose type is not known"),
        _ => return false,
    };
    let subject = endpoints[1].heading.value.as_str();
    let change = cx.changed(Rule::UntypedChanged, subject, message, at[0], at[1]);
    cx.report(change.items(items_of(endpoints)));
    true
}

fn compare_kind(
    cx: &mut Comparer<'_>,
    at: [Span; 2],
    kind: &Kind,
    endpoints: [&Endpoint; 2],
    payloads: [Option<&Payload>; 2],
) {
    let subject = endpoints[1].heading.value.as_str();
    let report = |cx: &mut Comparer<'_>, change: Change| cx.report(change.items(items_of(endpoints)));
    let [does, did] = kind.verbs;
    let (before, after) = match payloads {
        [Some(before), Some(after)] => (before, after),
        [None, Some(after)] => {
            let message = match kind.which {
                Untyped::Request => format!("it {does} a body, `{}`", after.ty),
                Untyped::Response => format!("it {does} `{}`; it {did} nothing", after.ty),
            };
            let change = cx.changed(kind.added, subject, message, at[0], after.ty.span);
            return report(cx, change.wire((kind.added_effect)(is_nullable(after)), kind.flow));
        }
        [Some(before), None] => {
            let nothing = match kind.which {
                Untyped::Request => "no body",
                Untyped::Response => "nothing",
            };
            let message = format!("it {does} {nothing} any more; it {did} `{}`", before.ty);
            let change = cx.changed(kind.removed, subject, message, before.ty.span, at[1]);
            return report(cx, change.wire(kind.removed_effect, kind.flow));
        }
        [None, None] => return,
    };
    let spans = [before.ty.span, after.ty.span];
    let changed =
        |cx: &Comparer<'_>, rule, message: String| cx.changed(rule, subject, message, spans[0], spans[1]);
    if let Some(change) = cx.words().change(&before.ty, &after.ty) {
        let is_learned = change.kind == TypeChangeKind::Learned;
        let rule = if is_learned { Rule::MemberTypeLearned } else { kind.other_type };
        let message = is_and_was("it", Some(&before.ty), Some(&after.ty));
        let change = changed(cx, rule, message).wire(WireEffect::from(change.effect), kind.flow);
        report(cx, change);
    }
    let noun = kind.noun;
    match (is_nullable(before), is_nullable(after)) {
        (false, true) => {
            let change = changed(cx, kind.now_nullable, format!("the {noun} may be null"));
            report(cx, change.wire(Effect::new_to_old(Reading::all(Breaks)), kind.flow));
        }
        (true, false) => {
            let change = changed(cx, kind.no_longer_nullable, kind.never_null.to_owned());
            report(cx, change.wire(Effect::old_to_new(Reading::all(Breaks)), kind.flow));
        }
        _ => {}
    }
    if before.name != after.name {
        let message = is_and_was("the argument", before.name.as_deref(), after.name.as_deref());
        let change = changed(cx, Rule::BodyNameChanged, message);
        report(cx, change);
    }
    if before.doc != after.doc {
        cx.report(changed(cx, Rule::Documentation, format!("the {noun}'s docs changed")));
    }
}

fn items_of(endpoints: [&Endpoint; 2]) -> impl Iterator<Item = String> {
    endpoints.into_iter().flat_map(items::of_endpoint)
}

fn is_nullable(payload: &Payload) -> bool {
    matches!(payload.ty.kind, TypeExprKind::Nullable(_))
}

//! Endpoints: what is called, sent and answered.

use super::{
    api::authentications,
    context::{Comparer, Words},
    effect::{Effect, Flow, Reading, WireEffect},
    files, items,
    pairs::Matches,
    parameters,
    rules::Rule,
    type_words::TypeChangeKind,
    verdict::{
        Side,
        Verdict::{Breaks, Risky},
    },
    words::is_and_was,
};
use crate::spec::{Endpoint, Payload, Piece, SampleFiles, Samples, Span, Status, TypeExprKind, Untyped};

/// Compares all endpoints.
pub(super) fn compare(cx: &mut Comparer<'_>) {
    let (before, after) = (&cx.before.endpoints, &cx.after.endpoints);
    let pairs = pairs(before, after);
    for (index, endpoint) in before.iter().enumerate() {
        if pairs.after(index).is_none() {
            let change = cx.removed(
                Rule::EndpointRemoved,
                &endpoint.heading,
                "the endpoint is gone",
                endpoint.heading.span,
            );
            cx.changes.push(change.on_the_wire(Side::Clients, Breaks).items(items::of_endpoint(endpoint)));
        }
    }
    for (index, endpoint) in after.iter().enumerate() {
        if let Some(old) = pairs.before(index) {
            compare_pair(cx, &before[old], endpoint);
        } else {
            let change = cx.added(
                Rule::EndpointAdded,
                &endpoint.heading,
                "the endpoint is new",
                endpoint.heading.span,
            );
            cx.changes.push(change.on_the_wire(Side::Servers, Risky).items(items::of_endpoint(endpoint)));
        }
    }
    if pairs.are_reordered()
        && let (Some(old), Some(new)) = (before.first(), after.first())
    {
        let message = "endpoints stand in another order";
        let change =
            cx.changed(Rule::EndpointOrderChanged, "API", message, old.heading.span, new.heading.span);
        cx.report(change);
    }
}

/// Pairs endpoints by their headings, then by method and path whatever their parameters are called, then by their Rust
/// names.
pub(super) fn pairs(before: &[Endpoint], after: &[Endpoint]) -> Matches {
    let mut matches = Matches::new(before.len(), after.len());
    let keys: [fn(&Endpoint) -> String; 3] = [
        |endpoint| endpoint.heading.value.clone(),
        |endpoint| format!("{} {}", endpoint.method.value, route(endpoint)),
        Endpoint::rust_name,
    ];
    for key in keys {
        matches.join(|index| Some(key(&before[index])), |index| Some(key(&after[index])));
    }
    matches
}

/// Returns the path as routes see it: in any case of letters, whatever the parameters are called.
fn route(endpoint: &Endpoint) -> String {
    let pieces = endpoint.template.path.iter().map(|piece| match piece {
        Piece::Text(text) => text.to_lowercase(),
        Piece::Parameter(_) => "{}".to_owned(),
    });
    pieces.collect()
}

fn compare_pair(cx: &mut Comparer<'_>, before: &Endpoint, after: &Endpoint) {
    // Every part of an endpoint is named here, so that one that is new cannot be forgotten.
    let Endpoint {
        heading,
        extent: _,
        method,
        template: _,
        doc,
        source,
        deprecated,
        parameters: _,
        body,
        upload: _,
        response,
        download: _,
        untyped: _,
        status,
        serializer,
        authentication,
        samples,
        rust_name: _,
    } = before;
    let at = [heading.span, after.heading.span];
    let subject = after.heading.value.as_str();
    let both = || items::of_endpoint(before).into_iter().chain(items::of_endpoint(after));
    cx.compare_words(
        subject,
        at,
        &Words { doc, source: Some(source), deprecated: deprecated.as_ref() },
        &Words { doc: &after.doc, source: Some(&after.source), deprecated: after.deprecated.as_ref() },
    );
    if method.value != after.method.value || route(before) != route(after) {
        let message = is_and_was("the endpoint", Some(&heading.value), Some(&after.heading.value));
        let change = cx.changed(Rule::EndpointMoved, subject, message, at[0], at[1]);
        cx.changes
            .push(change.on_the_wire(Side::Clients, Breaks).on_the_wire(Side::Servers, Breaks).items(both()));
    }
    if before.rust_name() != after.rust_name() {
        let message = is_and_was("its Rust name", Some(before.rust_name()), Some(after.rust_name()));
        let change = cx.changed(Rule::EndpointRustName, subject, message, at[0], at[1]);
        cx.report(change.items(both()));
    }
    parameters::compare(cx, before, after);
    let of_payloads = cx.changes.len();
    let bodies = [body.as_ref(), after.body.as_ref()];
    if !compare_known(cx, at, Untyped::Request, [before, after], bodies) {
        compare_body(cx, at, subject, bodies);
    }
    let responses = [response.as_ref(), after.response.as_ref()];
    if !compare_known(cx, at, Untyped::Response, [before, after], responses) {
        compare_response(cx, at, subject, responses);
    }
    for change in cx.changes.get_mut(of_payloads..).into_iter().flatten() {
        if change.rule != Rule::Documentation {
            change.items.extend(both());
        }
    }
    files::compare(cx, at, [before, after]);
    compare_status(cx, at, [before, after], [status, &after.status]);
    let serializers = [before, after].map(|endpoint| endpoint.serializer.as_ref().map(|it| it.value));
    if serializer.as_ref().map(|it| it.value) != serializers[1] {
        let of = |index: usize| {
            let api = [cx.before, cx.after][index].xml.serializer;
            serializers[index].unwrap_or(api)
        };
        let message = is_and_was("its XML", Some(format!("{:?}", of(0))), Some(format!("{:?}", of(1))));
        let effect = if of(0) == of(1) { Effect::NONE } else { Effect::both(Reading::xml(Breaks)) };
        let change = cx.changed(Rule::EndpointXmlChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(effect, Flow::BOTH));
    }
    if *authentication != after.authentication {
        let of = [cx.before.authentication_of(before), cx.after.authentication_of(after)];
        authentications(cx, subject, at, of);
    }
    if sample_names(samples) != sample_names(&after.samples) {
        cx.report(cx.changed(Rule::Documentation, subject, "its samples changed", at[0], at[1]));
    }
}

fn sample_names<'a>(samples: &'a Samples) -> [Option<&'a str>; 4] {
    let Samples { request, response } = samples;
    let names = |SampleFiles { json, xml }: &'a SampleFiles| [json.as_ref(), xml.as_ref()];
    let [[a, b], [c, d]] = [names(request), names(response)];
    [a, b, c, d].map(|name| name.map(|name| name.as_str()))
}

/// Reports that the type of a payload became known, or is no longer: the service need not have changed. Returns whether
/// it is so.
fn compare_known(
    cx: &mut Comparer<'_>,
    at: [Span; 2],
    which: Untyped,
    endpoints: [&Endpoint; 2],
    payloads: [Option<&Payload>; 2],
) -> bool {
    let unknown = endpoints.map(|endpoint| endpoint.untyped().any(|untyped| untyped == which));
    let what = which.word();
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
    cx.report(cx.changed(Rule::UntypedChanged, subject, message, at[0], at[1]));
    true
}

fn is_nullable(payload: &Payload) -> bool {
    matches!(payload.ty.kind, TypeExprKind::Nullable(_))
}

fn payload_span(payload: &Payload) -> Span {
    payload.ty.span
}

fn compare_body(cx: &mut Comparer<'_>, at: [Span; 2], subject: &str, bodies: [Option<&Payload>; 2]) {
    let (before, after) = match bodies {
        [Some(before), Some(after)] => (before, after),
        [None, Some(after)] => {
            let message = format!("it takes a body, `{}`", after.ty);
            let effect = Effect::old_to_new(Reading::all(if is_nullable(after) { Risky } else { Breaks }));
            let change = cx.changed(Rule::BodyAdded, subject, message, at[0], payload_span(after));
            return cx.report(change.wire(effect, Flow::REQUESTS));
        }
        [Some(before), None] => {
            let message = format!("it takes no body any more; it took `{}`", before.ty);
            let effect = Effect { old_to_new: Reading::all(Risky), new_to_old: Reading::all(Breaks) };
            let change = cx.changed(Rule::BodyRemoved, subject, message, payload_span(before), at[1]);
            return cx.report(change.wire(effect, Flow::REQUESTS));
        }
        [None, None] => return,
    };
    compare_types(cx, subject, [before, after], Rule::BodyTypeChanged, Flow::REQUESTS);
    let spans = [payload_span(before), payload_span(after)];
    match (is_nullable(before), is_nullable(after)) {
        (false, true) => {
            let change =
                cx.changed(Rule::BodyNowNullable, subject, "the body may be null", spans[0], spans[1]);
            cx.report(change.wire(Effect::new_to_old(Reading::all(Breaks)), Flow::REQUESTS));
        }
        (true, false) => {
            let message = "the body may no longer be null";
            let change = cx.changed(Rule::BodyNoLongerNullable, subject, message, spans[0], spans[1]);
            cx.report(change.wire(Effect::old_to_new(Reading::all(Breaks)), Flow::REQUESTS));
        }
        _ => {}
    }
    if before.name != after.name {
        let message = is_and_was("the argument", before.name.as_deref(), after.name.as_deref());
        cx.report(cx.changed(Rule::BodyNameChanged, subject, message, spans[0], spans[1]));
    }
    if before.doc != after.doc {
        cx.report(cx.changed(Rule::Documentation, subject, "the body's docs changed", spans[0], spans[1]));
    }
}

fn compare_response(cx: &mut Comparer<'_>, at: [Span; 2], subject: &str, responses: [Option<&Payload>; 2]) {
    let (before, after) = match responses {
        [Some(before), Some(after)] => (before, after),
        [None, Some(after)] => {
            let message = format!("it answers `{}`; it answered nothing", after.ty);
            let change = cx.changed(Rule::ResponseAdded, subject, message, at[0], payload_span(after));
            let effect = Effect::old_to_new(Reading::all(Breaks));
            return cx.report(change.wire(effect, Flow::RESPONSES));
        }
        [Some(before), None] => {
            let message = format!("it answers nothing any more; it answered `{}`", before.ty);
            let change = cx.changed(Rule::ResponseRemoved, subject, message, payload_span(before), at[1]);
            return cx.report(change.wire(Effect::new_to_old(Reading::all(Breaks)), Flow::RESPONSES));
        }
        [None, None] => return,
    };
    compare_types(cx, subject, [before, after], Rule::ResponseTypeChanged, Flow::RESPONSES);
    let spans = [payload_span(before), payload_span(after)];
    match (is_nullable(before), is_nullable(after)) {
        (false, true) => {
            let change = cx.changed(
                Rule::ResponseNowNullable,
                subject,
                "the response may be null",
                spans[0],
                spans[1],
            );
            cx.report(change.wire(Effect::new_to_old(Reading::all(Breaks)), Flow::RESPONSES));
        }
        (true, false) => {
            let message = "the response is never null any more";
            let change = cx.changed(Rule::ResponseNoLongerNullable, subject, message, spans[0], spans[1]);
            cx.report(change.wire(Effect::old_to_new(Reading::all(Breaks)), Flow::RESPONSES));
        }
        _ => {}
    }
    if before.doc != after.doc {
        cx.report(cx.changed(
            Rule::Documentation,
            subject,
            "the response's docs changed",
            spans[0],
            spans[1],
        ));
    }
}

fn compare_types(
    cx: &mut Comparer<'_>,
    subject: &str,
    [before, after]: [&Payload; 2],
    rule: Rule,
    flow: Flow,
) {
    let Some(change) = cx.words().change(&before.ty, &after.ty) else { return };
    let rule = if change.kind == TypeChangeKind::Learned { Rule::MemberTypeLearned } else { rule };
    let message = is_and_was("it", Some(&before.ty), Some(&after.ty));
    let reported = cx.changed(rule, subject, message, payload_span(before), payload_span(after));
    cx.report(reported.wire(WireEffect::from(change.effect), flow));
}

fn compare_status(
    cx: &mut Comparer<'_>,
    at: [Span; 2],
    endpoints: [&Endpoint; 2],
    [before, after]: [&[Status]; 2],
) {
    let subject = endpoints[1].heading.value.as_str();
    let find = |among: &[Status], code: u16| among.iter().any(|status| status.code.value == code);
    let all = || endpoints.into_iter().flat_map(items::of_endpoint);
    for Status { code, doc } in before {
        match after.iter().find(|other| other.code == *code) {
            None => {
                let message = format!("`{}` is gone", code.value);
                let change = cx.changed(Rule::StatusRemoved, subject, message, code.span, at[1]);
                cx.report(change.items(all()));
            }
            Some(other) if other.doc != *doc => {
                let message = format!("what `{}` means is described otherwise", code.value);
                cx.report(cx.changed(Rule::Documentation, subject, message, code.span, other.code.span));
            }
            Some(_) => {}
        }
    }
    for Status { code, .. } in after {
        if !find(before, code.value) {
            let message = format!("`{}` is new", code.value);
            let change = cx.changed(Rule::StatusAdded, subject, message, at[0], code.span);
            cx.report(change.on_the_wire(Side::Clients, Risky).items(all()));
        }
    }
}

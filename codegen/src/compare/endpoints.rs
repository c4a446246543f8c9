//! Endpoints: what is called, sent and answered.

use super::{
    api::authentications,
    context::{Comparer, Prose},
    effect::{Effect, Flow, Reading},
    files, items,
    pairs::Matches,
    parameters, payloads,
    rules::Rule,
    verdict::{
        Side,
        Verdict::{Breaks, Risky},
    },
    words::is_and_was,
};
use crate::spec::{Endpoint, Piece, SampleFiles, Samples, Span, Status};

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
        body: _,
        upload: _,
        response: _,
        download: _,
        untyped: _,
        paging: _,
        status,
        serializer,
        authentication,
        samples,
        rust_name: _,
    } = before;
    let at = [heading.span, after.heading.span];
    let subject = after.heading.value.as_str();
    let both = || items::of_endpoint(before).into_iter().chain(items::of_endpoint(after));
    cx.compare_prose(
        subject,
        at,
        both(),
        [
            &Prose { doc, source: Some(source), deprecated: deprecated.as_ref() },
            &Prose { doc: &after.doc, source: Some(&after.source), deprecated: after.deprecated.as_ref() },
        ],
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
    payloads::compare(cx, at, [before, after]);
    files::compare(cx, at, [before, after]);
    files::compare_paging(cx, at, [before, after]);
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

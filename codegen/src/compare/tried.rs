//! Changes that nothing else explains: made-up documents of all bodies and responses are read by the other contract.

use super::{
    context::Comparer,
    contracts::try_reading,
    effect::{Effect, Flow, Reading, WireEffect, verdicts},
    endpoints,
    rules::Rule,
    verdict::{Side, Surface, Verdict, Verdicts},
};
use crate::{
    graph::ContractGraph,
    payload::{FormatterSettings, made_value},
    spec::{Endpoint, Format, Payload, Spec, TypeExpr},
};

/// Tries made-up documents of all bodies and responses, and reports what no other change explains.
pub(super) fn report_unexplained(cx: &mut Comparer<'_>) {
    let mut explained = Verdicts::default();
    for change in &cx.changes {
        for (surface, side, verdict) in change.verdicts.iter() {
            explained.raise(surface, side, verdict);
        }
    }
    let pairs = endpoints::pairs(&cx.before.endpoints, &cx.after.endpoints);
    for (old, new) in pairs.iter() {
        let endpoints = [&cx.before.endpoints[old], &cx.after.endpoints[new]];
        let payloads = [
            (endpoints.map(|endpoint| endpoint.body.as_ref()), Flow::REQUESTS),
            (endpoints.map(|endpoint| endpoint.response.as_ref()), Flow::RESPONSES),
        ];
        for (payloads, flow) in payloads {
            let [Some(before), Some(after)] = payloads else { continue };
            let effect = tried_effect(cx, endpoints, [before, after]);
            let found = verdicts(&WireEffect::from(effect), flow);
            let unexplained: Vec<(Surface, Side, Verdict)> = found
                .iter()
                .filter(|(surface, side, verdict)| {
                    cx.has(*surface) && *verdict > explained.get(*surface, *side)
                })
                .collect();
            if !unexplained.is_empty() {
                let message = "made-up documents are not read as they were written";
                let mut change = cx.changed(
                    Rule::UnexplainedLoss,
                    &endpoints[1].heading,
                    message,
                    before.ty.span,
                    after.ty.span,
                );
                for (surface, side, verdict) in unexplained {
                    change.verdicts.raise(surface, side, verdict);
                }
                cx.report(change);
            }
        }
    }
}

/// Returns what trying shows of a payload's documents. A doubt is what a reader takes otherwise than it was written.
fn tried_effect(cx: &Comparer<'_>, endpoints: [&Endpoint; 2], [before, after]: [&Payload; 2]) -> Effect {
    let settings = |spec: &Spec, endpoint: &Endpoint, payload: &Payload| {
        FormatterSettings::of(spec, endpoint, &payload.ty)
    };
    let old = settings(cx.before, endpoints[0], before);
    let new = settings(cx.after, endpoints[1], after);
    let of = |writer: &ContractGraph<'_>,
              written: &TypeExpr,
              reader: &ContractGraph<'_>,
              read: &TypeExpr,
              settings: &[FormatterSettings; 2]| {
        let value = made_value(writer, written);
        let types = [writer.type_of(written), reader.type_of(read)];
        let verdict = |surface| {
            let (format, strict) = match surface {
                Surface::Json => (Format::Json, false),
                Surface::Xml => (Format::Xml, false),
                Surface::StrictXml => (Format::Xml, true),
                Surface::Rust => return Verdict::Safe,
            };
            if !cx.has(surface) {
                return Verdict::Safe;
            }
            match try_reading(format, strict, (&value, &types[0]), &types[1], settings, false) {
                Some(read) if read.is_refused || !read.lost.is_empty() || read.is_doubtful => Verdict::Risky,
                _ => Verdict::Safe,
            }
        };
        Reading {
            json: verdict(Surface::Json),
            xml: verdict(Surface::Xml),
            strict_xml: verdict(Surface::StrictXml),
        }
    };
    Effect {
        old_to_new: of(cx.contracts.before, &before.ty, cx.contracts.after, &after.ty, &[old, new]),
        new_to_old: of(cx.contracts.after, &after.ty, cx.contracts.before, &before.ty, &[new, old]),
    }
}

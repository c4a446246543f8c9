//! What one contract reads of documents that another has written: found by trying it with the engines that clients and
//! servers run.

use std::collections::BTreeSet;

use datacontract::{
    NoticeKind,
    contract::{Serializer, Type},
    dynamic::Value,
};

use super::{
    context::Comparer,
    effect::{Effect, Flow, Reading, WireEffect, verdicts},
    endpoints,
    rules::Rule,
    types::TypePair,
    verdict::{Side, Surface, Verdict, Verdicts},
};
use crate::{
    graph::ContractGraph,
    payload::{self, FormatterSettings, Noticing, made_value},
    spec::{Endpoint, Format, Payload, Spec, TypeExpr, TypeExprKind},
};

/// How deep a member may stand whose loss is told.
const SHOWN_LOSSES: usize = 8;

/// The contracts of both states of a spec.
pub(super) struct Contracts<'g> {
    pub(super) before: &'g ContractGraph<'g>,
    pub(super) after: &'g ContractGraph<'g>,
}

/// Whose documents are read by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    OldToNew,
    NewToOld,
}

/// What a reader made of a document.
#[derive(Debug, Default)]
struct Read {
    is_refused: bool,
    /// The members that came too late, and that .NET loses.
    lost: BTreeSet<String>,
    /// Names of enums that the reader does not have, and nulls where it has none.
    is_doubtful: bool,
}

impl Contracts<'_> {
    /// Returns which members of the type at these indices .NET loses for their order, of documents of one serializer.
    pub(super) fn lost_by_order(
        &self,
        pair: TypePair<'_>,
        direction: Direction,
        serializer: Serializer,
    ) -> BTreeSet<String> {
        let [before, after] = pair.indices;
        let (writer, reader, at) = match direction {
            Direction::OldToNew => (self.before, self.after, [before, after]),
            Direction::NewToOld => (self.after, self.before, [after, before]),
        };
        let (Some(written), Some(read)) = (writer.type_at(at[0]), reader.type_at(at[1])) else {
            return BTreeSet::new();
        };
        let Some(ty) = writer.spec().types.get(at[0]) else { return BTreeSet::new() };
        let word = TypeExpr { kind: TypeExprKind::Named(ty.name.value.clone()), span: ty.name.span };
        let value = made_value(writer, &word);
        let settings = [writer, reader].map(|graph| {
            let spec = graph.spec();
            let xml = spec.xml.serializer(serializer);
            FormatterSettings { json: spec.json_settings(), xml, indented: false }
        });
        let tried = try_reading(Format::Xml, true, (&value, &written), &read, &settings, true);
        tried.map(|read| read.lost).unwrap_or_default()
    }
}

/// Writes a value by one contract and reads it by another; nothing if it cannot be written at all.
fn try_reading(
    format: Format,
    strict: bool,
    (value, written): (&Value, &Type),
    read: &Type,
    [writer, reader]: &[FormatterSettings; 2],
    own_alone: bool,
) -> Option<Read> {
    let text = payload::write(format, value, written, writer).ok()?;
    // What the contract that wrote it cannot read says nothing of the other one.
    let mut nothing = |_: &datacontract::Notice<'_>| {};
    let noticing = Noticing { strict, max_size: None, notice: &mut nothing };
    payload::read_text_noticing(format, &text, written, writer, noticing).ok()?;
    let mut found = Read::default();
    let mut notice = |notice: &datacontract::Notice<'_>| match notice.kind {
        NoticeKind::OutOfOrder => {
            let is_own = notice.path.matches('/').count() <= 1;
            if is_own || !own_alone {
                found.lost.insert(notice.name.to_owned());
            }
        }
        NoticeKind::UnknownEnumValue | NoticeKind::Null => found.is_doubtful = true,
        _ => {}
    };
    let noticing = Noticing { strict, max_size: None, notice: &mut notice };
    let result = payload::read_text_noticing(format, &text, read, reader, noticing);
    found.is_refused = result.is_err();
    Some(found)
}

/// Tries made-up documents of all bodies and responses, and reports what no other change explains.
pub(super) fn report_unexplained(cx: &mut Comparer<'_>, contracts: &Contracts<'_>) {
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
            let effect = tried_effect(cx, contracts, endpoints, [before, after]);
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
fn tried_effect(
    cx: &Comparer<'_>,
    contracts: &Contracts<'_>,
    endpoints: [&Endpoint; 2],
    [before, after]: [&Payload; 2],
) -> Effect {
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
        old_to_new: of(contracts.before, &before.ty, contracts.after, &after.ty, &[old, new]),
        new_to_old: of(contracts.after, &after.ty, contracts.before, &before.ty, &[new, old]),
    }
}

/// Returns names as they stand in a message.
pub(super) fn named(names: &BTreeSet<String>) -> String {
    let mut shown: Vec<String> = names.iter().take(SHOWN_LOSSES).map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN_LOSSES {
        shown.push(format!("and {} more", names.len() - SHOWN_LOSSES));
    }
    shown.join(", ")
}

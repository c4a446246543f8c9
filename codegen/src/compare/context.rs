//! What the comparison of all parts of a spec shares.

use datacontract::contract::Serializer;

use super::{
    change::Change,
    contracts::Contracts,
    effect::{Effect, Flow, Reading},
    pairs::TypePairs,
    rules::Rule,
    type_words::TypeWords,
    usage::{self, Naming},
    verdict::{Side, Surface, Verdict},
};
use crate::spec::{Deprecated, Format, Source, Span, Spanned, Spec, TypeDef};

/// Collects the changes between two states of a spec.
pub(super) struct Comparer<'a> {
    pub(super) before: &'a Spec,
    pub(super) after: &'a Spec,
    pub(super) pairs: &'a TypePairs,
    pub(super) contracts: &'a Contracts<'a>,
    flows_before: Vec<Flow>,
    flows_after: Vec<Flow>,
    namings: Vec<Naming>,
    /// The serializers whose XML both have.
    serializers: Vec<Serializer>,
    pub(super) changes: Vec<Change>,
}

/// What readers read of something: nothing that is called or written depends on it.
pub(super) struct Prose<'s> {
    pub(super) doc: &'s Option<Spanned<String>>,
    pub(super) source: Option<&'s Source>,
    pub(super) deprecated: Option<&'s Deprecated>,
}

/// One type in both states of a spec.
#[derive(Clone, Copy)]
pub(super) struct TypePair<'a> {
    pub(super) before: &'a TypeDef,
    pub(super) after: &'a TypeDef,
    /// Its indices in the old spec and in the new one.
    pub(super) indices: [usize; 2],
    pub(super) flow: Flow,
}

impl TypePair<'_> {
    pub(super) fn spans(&self) -> [Span; 2] {
        [self.before.name.span, self.after.name.span]
    }

    /// Returns the items of the generated code that it is.
    pub(super) fn items(&self, cx: &Comparer<'_>) -> [String; 2] {
        [cx.before.rust_type_name(self.indices[0]), cx.after.rust_type_name(self.indices[1])]
    }
}

impl<'a> Comparer<'a> {
    pub(super) fn new(
        before: &'a Spec,
        after: &'a Spec,
        pairs: &'a TypePairs,
        contracts: &'a Contracts<'a>,
    ) -> Self {
        Self {
            before,
            after,
            pairs,
            contracts,
            flows_before: usage::flows(before),
            flows_after: usage::flows(after),
            namings: usage::namings(before),
            serializers: serializers_of(after, serializers(before)),
            changes: Vec::new(),
        }
    }

    pub(super) fn words(&self) -> TypeWords<'a> {
        TypeWords { before: self.before, after: self.after, pairs: self.pairs }
    }

    /// Returns where a type is used in either state.
    pub(super) fn flow(&self, before: Option<usize>, after: Option<usize>) -> Flow {
        let of = |flows: &[Flow], index: Option<usize>| {
            index.and_then(|index| flows.get(index).copied()).unwrap_or_default()
        };
        let (old, new) = (of(&self.flows_before, before), of(&self.flows_after, after));
        Flow { requests: old.requests || new.requests, responses: old.responses || new.responses }
    }

    /// Returns what has the name of a type on the wire.
    pub(super) fn naming(&self, [before, _]: [usize; 2]) -> Naming {
        self.namings.get(before).copied().unwrap_or_default()
    }

    /// Adds a change of something that both have: formats that one of them lacks are not touched by it.
    pub(super) fn report(&mut self, mut change: Change) {
        for surface in [Surface::Json, Surface::Xml, Surface::StrictXml] {
            if !self.has(surface) {
                for side in Side::ALL {
                    change.verdicts.set(surface, side, Verdict::Safe);
                }
            }
        }
        self.changes.push(change);
    }

    /// Returns whether both states have a format.
    pub(super) fn has(&self, surface: Surface) -> bool {
        let has = |spec: &Spec, wanted: &[Format]| {
            spec.formatters.iter().any(|formatter| wanted.contains(&formatter.format))
        };
        match surface {
            Surface::Rust => true,
            Surface::Json => {
                [self.before, self.after].iter().all(|spec| has(spec, &[Format::Json, Format::Form]))
            }
            Surface::Xml | Surface::StrictXml => {
                [self.before, self.after].iter().all(|spec| has(spec, &[Format::Xml]))
            }
        }
    }

    /// Returns whether documents of this serializer are there in both states.
    pub(super) fn uses(&self, serializer: Serializer) -> bool {
        self.serializers.contains(&serializer)
    }

    /// Returns an effect whose part about XML holds for documents of one serializer alone.
    pub(super) fn of_serializer(&self, serializer: Serializer, effect: Effect) -> Effect {
        if self.uses(serializer) {
            return effect;
        }
        let json = |reading: Reading| Reading::json(reading.json);
        Effect { old_to_new: json(effect.old_to_new), new_to_old: json(effect.new_to_old) }
    }

    /// Returns an effect whose part about XML holds for documents of `DataContractSerializer` alone.
    pub(super) fn data_contract(&self, effect: Effect) -> Effect {
        self.of_serializer(Serializer::DataContractSerializer, effect)
    }

    /// Returns an effect whose part about XML holds for documents of `XmlSerializer` alone.
    pub(super) fn xml_serializer(&self, effect: Effect) -> Effect {
        self.of_serializer(Serializer::XmlSerializer, effect)
    }

    /// Returns a change of something that stands in both files.
    pub(super) fn changed(
        &self,
        rule: Rule,
        subject: &str,
        message: impl Into<String>,
        before: Span,
        after: Span,
    ) -> Change {
        Change::new(rule, subject, message).before(&self.before.file, before).after(&self.after.file, after)
    }

    /// Returns a change of something that is new.
    pub(super) fn added(&self, rule: Rule, subject: &str, message: impl Into<String>, after: Span) -> Change {
        Change::new(rule, subject, message).after(&self.after.file, after)
    }

    /// Returns a change of something that is gone.
    pub(super) fn removed(
        &self,
        rule: Rule,
        subject: &str,
        message: impl Into<String>,
        before: Span,
    ) -> Change {
        Change::new(rule, subject, message).before(&self.before.file, before)
    }

    /// Compares what readers read of something whose items in the generated code are `items`.
    pub(super) fn compare_prose(
        &mut self,
        subject: &str,
        at: [Span; 2],
        items: impl IntoIterator<Item = String>,
        [before, after]: [&Prose<'_>; 2],
    ) {
        let sources = [before.source, after.source].map(|source| {
            source.map(|Source { page, retrieved, note }| [page, retrieved, note].map(|it| it.as_deref()))
        });
        let mut parts = Vec::new();
        if before.doc.as_deref() != after.doc.as_deref() {
            parts.push("its docs");
        }
        if sources[0] != sources[1] {
            parts.push("its source");
        }
        if !parts.is_empty() {
            let message = format!("{} changed", parts.join(" and "));
            self.report(self.changed(Rule::Documentation, subject, message, at[0], at[1]));
        }
        if before.deprecated != after.deprecated {
            let message = match (before.deprecated, after.deprecated) {
                (None, Some(_)) => "it is deprecated now",
                (Some(_), None) => "it is no longer deprecated",
                _ => "what is said of its deprecation changed",
            };
            self.report(self.changed(Rule::DeprecationChanged, subject, message, at[0], at[1]).items(items));
        }
    }
}

/// Returns the serializers whose XML a spec has.
fn serializers(spec: &Spec) -> Vec<Serializer> {
    serializers_of(spec, vec![Serializer::DataContractSerializer, Serializer::XmlSerializer])
}

fn serializers_of(spec: &Spec, mut among: Vec<Serializer>) -> Vec<Serializer> {
    let of_endpoints = spec.endpoints.iter().filter_map(|endpoint| Some(endpoint.serializer.as_ref()?.value));
    let has_own_types = spec.types.iter().any(|ty| ty.xml.own_serializer.is_some());
    let of_types = has_own_types.then_some(Serializer::XmlSerializer);
    let used: Vec<Serializer> =
        std::iter::once(spec.xml.serializer).chain(of_endpoints).chain(of_types).collect();
    among.retain(|serializer| used.contains(serializer));
    among
}

//! `stats`: how much of specs is proven, inferred and open.

use std::{fmt::Write as _, path::Path};

use datacontract_codegen::{
    diagnostic::Diagnostics,
    graph::ContractGraph,
    prove::{self, EndpointReport, Report, SampleState, Verdict},
    spec::{
        Span, Spec, TypeKind,
        remarks::{RemarkKind, remarks},
        tokens::{TokenKind, tokens},
    },
};
use serde_json::{Value, json};

use crate::{
    args::{StatsArgs, StatsFormat},
    failure::{Failure, Outcome},
    report::{Output, count},
    specs,
};

pub(crate) fn run(args: &StatsArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let (paths, of_project) = specs::meant(&args.paths)?;
    output.diagnostics(&of_project);
    let mut outcome = if of_project.has_errors() { Outcome::Findings } else { Outcome::Good };
    let project = specs::OwnProject::load();
    for path in &paths {
        let (spec, diagnostics) = Spec::load_despite_errors(path);
        let Some(mut spec) = spec else {
            output.diagnostics(&diagnostics);
            outcome = Outcome::Findings;
            continue;
        };
        project.choose_types(&mut spec, path);
        let stats = Stats::of(&spec, &diagnostics);
        output.print(&match args.format {
            StatsFormat::Text => stats.text(path, &spec),
            StatsFormat::Json => format!("{}\n", stats.json(path, &spec)),
        });
    }
    Ok(outcome)
}

/// How many comments say that something is not certain.
#[derive(Clone, Copy, Debug, Default)]
struct Uncertain {
    open: usize,
    inferred: usize,
    conflicts: usize,
}

impl Uncertain {
    fn count(&mut self, kind: RemarkKind) {
        match kind {
            RemarkKind::Open => self.open += 1,
            RemarkKind::Inferred => self.inferred += 1,
            RemarkKind::Conflict => self.conflicts += 1,
        }
    }

    fn add(&mut self, other: Self) {
        self.open += other.open;
        self.inferred += other.inferred;
        self.conflicts += other.conflicts;
    }

    /// `2 open, 1 inferred`
    fn words(self) -> String {
        let parts = [(self.open, "open"), (self.inferred, "inferred"), (self.conflicts, "conflicts")];
        let parts =
            parts.iter().filter(|(number, _)| *number > 0).map(|(number, word)| format!("{number} {word}"));
        parts.collect::<Vec<_>>().join(", ")
    }
}

struct Stats {
    report: Report,
    /// By endpoint, with the types that it leads to.
    endpoints: Vec<Uncertain>,
    all: Uncertain,
    members: usize,
}

impl Stats {
    fn of(spec: &Spec, diagnostics: &Diagnostics) -> Self {
        let report = prove::prove(spec, &ContractGraph::of_sound_part(spec, diagnostics));
        let text = spec.file.text();
        // A comment is about what stands after it.
        let solid: Vec<Span> = tokens(text)
            .into_iter()
            .filter(|token| !matches!(token.kind, TokenKind::LineComment | TokenKind::BlockComment))
            .map(|token| token.span)
            .collect();
        let (mut own, mut of_types) =
            (vec![Uncertain::default(); spec.endpoints.len()], vec![Uncertain::default(); spec.types.len()]);
        let mut all = Uncertain::default();
        for remark in remarks(text) {
            all.count(remark.kind);
            let next = solid.partition_point(|span| span.start < remark.span.end);
            let Some(place) = solid.get(next) else { continue };
            // An entry begins within the quotes of its key.
            let holds = |extent: Span| extent.start < place.end && place.start < extent.end;
            if let Some(at) = spec.endpoints.iter().position(|endpoint| holds(endpoint.extent)) {
                own[at].count(remark.kind);
            } else if let Some(at) = spec.types.iter().position(|ty| holds(ty.extent)) {
                of_types[at].count(remark.kind);
            }
        }
        for (uncertain, endpoint) in own.iter_mut().zip(&spec.endpoints) {
            let used = spec.used_types([endpoint]);
            of_types.iter().zip(used).filter(|(_, is_used)| *is_used).for_each(|(of, _)| uncertain.add(*of));
        }
        let members = spec.types.iter().map(|ty| match &ty.kind {
            TypeKind::Class(class) => class.members.len(),
            TypeKind::Enum(of) => of.members.len(),
            TypeKind::Collection(_) | TypeKind::Dictionary(_) => 0,
        });
        Self { report, endpoints: own, all, members: members.sum() }
    }

    fn text(&self, path: &Path, spec: &Spec) -> String {
        let mut text = format!("{}: {}\n", path.display(), spec.name.value);
        for (endpoint, uncertain) in self.report.endpoints.iter().zip(&self.endpoints) {
            let (reproduced, all) = samples(endpoint);
            let words = [format!("{reproduced} of {}", count(all, "sample")), uncertain.words()];
            let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
            let verdict = endpoint.verdict().word();
            // Writing to a string does not fail.
            let _ = writeln!(text, "  {verdict:8}  {}  {}", endpoint.heading, words.join("; "));
        }
        let verdicts: Vec<String> = Verdict::ALL
            .into_iter()
            .filter(|verdict| self.report.count(*verdict) > 0)
            .map(|verdict| format!("{} {verdict}", self.report.count(verdict)))
            .collect();
        let uncertain = self.all.words();
        let _ = writeln!(
            text,
            "  {} ({}), {} with {}, {} reproduced; {}",
            count(spec.endpoints.len(), "endpoint"),
            verdicts.join(", "),
            count(spec.types.len(), "type"),
            count(self.members, "member"),
            count(self.report.samples(SampleState::Reproduced), "sample"),
            if uncertain.is_empty() { "nothing open, nothing inferred" } else { &uncertain },
        );
        text
    }

    fn json(&self, path: &Path, spec: &Spec) -> Value {
        let uncertain =
            |of: &Uncertain| json!({ "open": of.open, "inferred": of.inferred, "conflicts": of.conflicts });
        let endpoints: Vec<Value> = self
            .report
            .endpoints
            .iter()
            .zip(&self.endpoints)
            .map(|(endpoint, of)| {
                let (reproduced, all) = samples(endpoint);
                json!({
                    "heading": endpoint.heading,
                    "verdict": endpoint.verdict().word(),
                    "samples": { "all": all, "reproduced": reproduced },
                    "uncertain": uncertain(of),
                })
            })
            .collect();
        let verdicts: serde_json::Map<String, Value> = Verdict::ALL
            .into_iter()
            .map(|verdict| (verdict.word().to_owned(), self.report.count(verdict).into()))
            .collect();
        json!({
            "spec": path.display().to_string(),
            "name": spec.name.value,
            "verdicts": verdicts,
            "types": spec.types.len(),
            "members": self.members,
            "samplesReproduced": self.report.samples(SampleState::Reproduced),
            "uncertain": uncertain(&self.all),
            "endpoints": endpoints,
        })
    }
}

/// Returns how many samples of an endpoint are reproduced, and how many it has.
fn samples(endpoint: &EndpointReport) -> (usize, usize) {
    let payloads = || endpoint.payloads().map(|(_, payload)| payload);
    let reproduced = payloads().map(|payload| payload.in_state(SampleState::Reproduced).count()).sum();
    let all = payloads().flat_map(|payload| &payload.formats);
    (reproduced, all.filter(|(_, state)| *state != SampleState::Missing).count())
}

//! What came of an import: what the samples prove, and what a person has to decide.

mod nothing;
mod text;

pub use nothing::PageKinds;

use std::{borrow::Cow, collections::HashMap, io, path::Path};

use datacontract_codegen::{
    diagnostic::Severity,
    graph::ContractGraph,
    prove::{self, SampleState, Settings, Verdict},
    spec::Spec,
};
use serde_json::{Value, json};

use crate::infer::{Confidence, full_name, model::Api};

/// What came of an import.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many pages were read.
    pub pages: usize,
    /// How many of them were of which kind.
    pub kinds: PageKinds,
    /// The operations, in the order of the spec.
    pub endpoints: Vec<EndpointReport>,
    /// What is inferred or open, in the order of the spec.
    pub facts: Vec<Fact>,
    /// What is wrong with pages: where, and what.
    pub notes: Vec<(String, String)>,
    /// What the checks of the spec say, one message each.
    pub diagnostics: Vec<Message>,
    /// How many types the spec has.
    pub types: usize,
    /// How many samples are reproduced, and how many are not.
    pub samples: (usize, usize),
    /// What the samples show of how the service's JSON formatter is set.
    pub settings: Settings,
}

/// A message of the checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// `DC502`
    pub code: &'static str,
    /// In words.
    pub text: String,
}

/// What came of an operation.
#[derive(Clone, Debug)]
pub struct EndpointReport {
    /// The heading, as in the spec.
    pub heading: String,
    /// Where it is from.
    pub page: String,
    /// All in one word.
    pub verdict: Verdict,
    /// What is not proven, and why.
    pub lacking: Vec<String>,
}

/// Something that the samples do not prove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// How certain it is.
    pub confidence: Confidence,
    /// The endpoint, type or member: `Shop.Order.State`.
    pub about: String,
    /// The reason, or what is not known.
    pub text: String,
}

impl Report {
    /// How many operations have this verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.endpoints.iter().filter(|endpoint| endpoint.verdict == verdict).count()
    }

    /// Whether the spec is sound: it has no errors, and every sample is reproduced.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.diagnostics.iter().all(|message| message.severity != Severity::Error.word())
    }

    /// As JSON, for programs.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let endpoint = |of: &EndpointReport| json!({ "heading": of.heading, "page": of.page, "verdict": of.verdict.word(), "lacking": of.lacking });
        let fact =
            |of: &Fact| json!({ "confidence": of.confidence.word(), "about": of.about, "text": of.text });
        let note = |(page, text): &(String, String)| json!({ "page": page, "text": text });
        let message = |of: &Message| json!({ "severity": of.severity, "code": of.code, "text": of.text });
        json!({
            "pages": self.pages,
            "types": self.types,
            "samples": { "reproduced": self.samples.0, "failed": self.samples.1 },
            "endpoints": self.endpoints.iter().map(endpoint).collect::<Vec<_>>(),
            "facts": self.facts.iter().map(fact).collect::<Vec<_>>(),
            "notes": self.notes.iter().map(note).collect::<Vec<_>>(),
            "diagnostics": self.diagnostics.iter().map(message).collect::<Vec<_>>(),
        })
    }
}

/// Checks the spec and proves its samples.
pub(crate) fn make(
    api: &Api,
    pages: usize,
    notes: Vec<(String, String)>,
    api_json: &str,
    samples: &[(String, String)],
) -> Report {
    let mut report = Report { pages, notes, types: api.types.len(), facts: facts(api), ..Report::default() };
    let (spec, mut diagnostics) = Spec::from_text_despite_errors(Path::new("api.json"), api_json);
    let mut proofs = prove::Report::default();
    if let Some(spec) = &spec {
        let mut texts: HashMap<&str, &String> = HashMap::new();
        for (name, text) in samples {
            texts.entry(name).or_insert(text);
        }
        let read = |path: &Path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let found = texts.get(name);
            found.map(|text| text.as_bytes().to_vec()).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
        };
        let graph = ContractGraph::of_sound_part(spec, &diagnostics);
        proofs = prove::prove_with(spec, &graph, &read);
        diagnostics.extend(proofs.diagnostics.clone());
    }
    report.settings.clone_from(&proofs.settings);
    report.samples = (proofs.samples(SampleState::Reproduced), proofs.samples(SampleState::Failed));
    report.diagnostics = diagnostics
        .iter()
        .map(|diagnostic| Message {
            severity: diagnostic.severity.word(),
            code: diagnostic.code.code(),
            text: diagnostic.to_string(),
        })
        .collect();
    let mut by_heading: HashMap<&str, &prove::EndpointReport> = HashMap::new();
    for proof in &proofs.endpoints {
        by_heading.entry(&proof.heading).or_insert(proof);
    }
    for endpoint in &api.endpoints {
        let proof = by_heading.get(endpoint.heading.as_str()).copied();
        let mut lacking = Vec::new();
        for (what, payload) in proof.iter().flat_map(|proof| proof.payloads()) {
            for (state, why) in [
                (SampleState::Missing, "no sample"),
                (SampleState::Failed, "not reproduced"),
                (SampleState::Untried, "not tried because of the errors"),
            ] {
                let formats: Vec<&str> =
                    payload.in_state(state).map(datacontract_codegen::spec::Format::key).collect();
                if !formats.is_empty() {
                    lacking.push(format!("{what}: {why} in {}", formats.join(" and ")));
                }
            }
        }
        let mut verdict = proof.map_or(Verdict::Unproven, prove::EndpointReport::verdict);
        if endpoint.cut_off {
            lacking.push("the page may be cut off".to_owned());
            verdict = match verdict {
                Verdict::Proven => Verdict::Partly,
                Verdict::Empty => Verdict::Unproven,
                other => other,
            };
        }
        report.endpoints.push(EndpointReport {
            heading: endpoint.heading.clone(),
            page: endpoint.source.location.clone(),
            verdict,
            lacking,
        });
    }
    report
}

/// A heading as facts show it: one of thousands of parameters would stand in thousands of facts.
fn start_of(heading: &str) -> Cow<'_, str> {
    const SHOWN: usize = 1000;
    match heading.char_indices().nth(SHOWN) {
        Some((end, _)) => Cow::Owned(format!("{}…", heading.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(heading),
    }
}

/// Whatever is not proven.
pub(crate) fn facts(api: &Api) -> Vec<Fact> {
    use crate::infer::model::{Remark, TypeKind};
    let mut facts = Vec::new();
    let mut add = |about: &str, remarks: &[Remark]| {
        for remark in remarks {
            facts.push(Fact {
                confidence: remark.confidence,
                about: about.to_owned(),
                text: remark.text.clone(),
            });
        }
    };
    add("the API", &api.json_remarks);
    for setting in &api.json_settings {
        add(&format!("json.{}", setting.key), std::slice::from_ref(&setting.remark));
    }
    add("baseUrl", &api.base_url_remarks);
    if let Some(remark) = &api.name_remark {
        add(&api.name, std::slice::from_ref(remark));
    }
    for endpoint in &api.endpoints {
        let heading = start_of(&endpoint.heading);
        add(&heading, &endpoint.remarks);
        for parameter in endpoint.parameters.iter().filter(|parameter| !parameter.remarks.is_empty()) {
            add(&format!("{heading}, `{}`", parameter.name), &parameter.remarks);
        }
    }
    for def in &api.types {
        let name = full_name(&def.namespace, &def.class);
        add(&name, &def.remarks);
        if let TypeKind::Class(class) = &def.kind {
            for member in &class.members {
                add(&format!("{name}.{}", member.name), &member.remarks);
            }
            if let Some(outcome) = &class.outcome {
                add(&format!("{name}, outcome"), std::slice::from_ref(&outcome.remark));
            }
        }
    }
    facts
}

//! Checks a spec and proves its samples: what that says of each operation.

use std::{
    collections::{HashMap, HashSet},
    io,
    path::Path,
};

use datacontract_codegen::{
    diagnostic::{Code, Diagnostic, Diagnostics, LineColumn, Severity},
    graph::ContractGraph,
    prove::{self, SampleState, Verdict},
    spec::{FILE_NAME, Format, SAMPLES, Spec, Untyped},
};
use serde_json::{Value, json};

use super::{Fact, Report, SpecEntry};
use crate::{
    infer::model::{self, Confidence, Extent, Topic},
    keys::Keys,
};

/// A spec, and all that is to be said of it.
pub(crate) struct Examination {
    diagnostics: Diagnostics,
    proofs: prove::Report,
    keys: Keys,
}

/// The text of a spec, parsed and checked.
pub(crate) struct CheckedSpec {
    pub(crate) text: String,
    spec: Option<Spec>,
    pub(crate) diagnostics: Diagnostics,
}

impl CheckedSpec {
    /// Parses and checks the text of a spec that is not on disk.
    pub(crate) fn parse(text: String) -> Self {
        let (spec, diagnostics) = Spec::from_text_despite_errors(Path::new(FILE_NAME), &text);
        Self { text, spec, diagnostics }
    }
}

impl Examination {
    /// Proves the samples of a spec. `read` gives the content of a sample by its name.
    pub(crate) fn new(checked: &CheckedSpec, read: &dyn Fn(&str) -> io::Result<Vec<u8>>) -> Self {
        let CheckedSpec { text, spec, diagnostics } = checked;
        let mut diagnostics = diagnostics.clone();
        let mut proofs = prove::Report::default();
        if let Some(spec) = spec {
            let graph = ContractGraph::of_sound_part(spec, &diagnostics);
            proofs = prove::prove_with(spec, &graph, &|path| {
                let name = path.strip_prefix(SAMPLES).unwrap_or(path);
                read(name.to_str().unwrap_or_default())
            });
            diagnostics.extend(proofs.diagnostics.clone());
        }
        Self { diagnostics, proofs, keys: Keys::of(text) }
    }

    /// Returns how many samples are not reproduced.
    pub(crate) fn failed(&self) -> usize {
        self.proofs.samples(SampleState::Failed)
    }

    /// Returns the samples that are not reproduced: the operation, `request` or `response`, and the format.
    pub(crate) fn failed_samples(&self) -> HashSet<(&str, &'static str, Format)> {
        let payloads = self.proofs.endpoints.iter().flat_map(|endpoint| {
            endpoint.payloads().map(move |(what, payload)| (endpoint.heading.as_str(), what, payload))
        });
        payloads
            .flat_map(|(heading, what, payload)| {
                payload.in_state(SampleState::Failed).map(move |format| (heading, what, format))
            })
            .collect()
    }

    /// Returns the first message of the proofs about each sample, by the sample's name.
    pub(crate) fn first_messages(&self) -> HashMap<&str, &str> {
        let mut first = HashMap::new();
        for diagnostic in &self.proofs.diagnostics {
            if let Some(name) = sample_of(diagnostic) {
                first.entry(name).or_insert(diagnostic.message.as_str());
            }
        }
        first
    }

    /// Returns where the two samples of a payload differ although both are reproduced, by the name of one of them.
    pub(crate) fn disagreements(&self) -> Vec<(&str, &str)> {
        let disagree = |diagnostic: &&Diagnostic| {
            diagnostic.code == Code::SamplesDisagree && diagnostic.severity == Severity::Warning
        };
        let found = self.proofs.diagnostics.iter().filter(disagree);
        found.filter_map(|diagnostic| Some((sample_of(diagnostic)?, diagnostic.message.as_str()))).collect()
    }

    /// Returns what the samples show of how the service's JSON formatter is set.
    pub(crate) fn settings(&self) -> &prove::Settings {
        &self.proofs.settings
    }
}

/// Returns the name of the sample that a message is about.
fn sample_of(diagnostic: &Diagnostic) -> Option<&str> {
    Path::new(diagnostic.file.path()).strip_prefix(SAMPLES).ok()?.to_str()
}

/// A message of the checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// `DC502`
    pub code: &'static str,
    /// The whole line: `api.json:3:5: error[DC102]: unknown type ..`.
    pub text: String,
    /// The way out.
    pub help: Option<String>,
    at: MessagePlace,
    /// What is wrong, without the place.
    words: String,
}

/// The place that a message is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum MessagePlace {
    /// An entry of the spec, by its keys.
    Spec(Vec<String>),
    /// A file beside the spec, with line and column.
    File(String),
}

impl Message {
    fn new(diagnostic: &Diagnostic, keys: &Keys) -> Self {
        let path = diagnostic.file.path();
        let at = if path == FILE_NAME {
            MessagePlace::Spec(keys.path_at(diagnostic.span.start))
        } else {
            let LineColumn { line, column } = diagnostic.file.line_column(diagnostic.span.start);
            MessagePlace::File(format!("{path}:{line}:{column}"))
        };
        Self {
            severity: diagnostic.severity.word(),
            code: diagnostic.code.code(),
            text: diagnostic.to_string(),
            help: diagnostic.help.clone(),
            at,
            words: diagnostic.message.clone(),
        }
    }

    /// Puts the line into the text. `file` is the path of the spec.
    pub(super) fn locate(&mut self, file: &str, keys: &Keys) {
        let folder = file.strip_suffix(FILE_NAME).unwrap_or_default();
        let place = match &self.at {
            MessagePlace::Spec(path) => format!("{file}:{}", keys.nearest_line(path)),
            MessagePlace::File(place) => format!("{folder}{place}"),
        };
        self.text = format!("{place}: {}[{}]: {}", self.severity, self.code, self.words);
    }

    pub(super) fn to_json(&self) -> Value {
        json!({ "severity": self.severity, "code": self.code, "text": self.text, "help": self.help })
    }

    pub(super) fn is_error_of_spec(&self) -> bool {
        self.severity == Severity::Error.word() && self.path().is_some()
    }

    /// The entry of the spec that it is about.
    fn path(&self) -> Option<&[String]> {
        match &self.at {
            MessagePlace::Spec(path) => Some(path),
            MessagePlace::File(_) => None,
        }
    }
}

/// Whether it is known that the service speaks XML, or that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum XmlIs {
    Known,
    Open,
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
    /// What to do about it; empty if there is nothing to do.
    pub next: Vec<String>,
    /// The line of the spec that it begins on; `None` if the spec does not have it.
    pub line: Option<usize>,
    extent: Extent,
    /// The request or the response, if the page does not even say whether there is one.
    not_mentioned: Vec<Untyped>,
}

impl EndpointReport {
    pub(super) fn new(endpoint: &model::Endpoint) -> Self {
        let report = Self::unproven(&endpoint.heading, &endpoint.source.location);
        let not_mentioned = endpoint.remarks.iter().filter_map(|remark| match remark.topic {
            Topic::NotShown(payload) => Some(payload),
            _ => None,
        });
        Self { extent: endpoint.extent, not_mentioned: not_mentioned.collect(), ..report }
    }

    /// Returns what is said of an operation before anything is proven.
    pub(super) fn unproven(heading: &str, page: &str) -> Self {
        Self {
            heading: heading.to_owned(),
            page: page.to_owned(),
            verdict: Verdict::Unproven,
            lacking: Vec::new(),
            next: Vec::new(),
            line: None,
            extent: Extent::Whole,
            not_mentioned: Vec::new(),
        }
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "heading": self.heading,
            "page": self.page,
            "line": self.line,
            "verdict": self.verdict.word(),
            "lacking": self.lacking,
            "next": self.next,
        })
    }

    /// Judges by what was proven.
    fn judge(&mut self, proof: Option<&prove::EndpointReport>, xml: XmlIs) {
        self.lacking.clear();
        self.next.clear();
        self.verdict = proof.map_or(Verdict::Unproven, prove::EndpointReport::verdict);
        let mut states = Vec::new();
        for (what, payload) in proof.iter().flat_map(|proof| proof.payloads()) {
            for (state, why) in [
                (SampleState::Missing, "no sample"),
                (SampleState::ChangedByTypes, "changed by the chosen Rust types"),
                (SampleState::Failed, "not reproduced"),
                (SampleState::Untried, "not tried because of the errors"),
            ] {
                let formats: Vec<&str> = payload.in_state(state).map(Format::key).collect();
                if !formats.is_empty() {
                    self.lacking.push(format!("{what}: {why} in {}", formats.join(" and ")));
                    states.push(state);
                }
            }
        }
        if self.verdict == Verdict::Empty {
            self.lacking.push("no body is known, so there is nothing to prove".to_owned());
        }
        // What stands behind the end of a page nobody knows, and that it ends early is said below.
        let untyped = proof.iter().flat_map(|proof| &proof.untyped);
        for payload in untyped.filter(|_| self.extent == Extent::Whole) {
            let what = payload.word();
            let why = if self.not_mentioned.contains(payload) {
                "the page does not say whether there is one"
            } else {
                "the page has one, and shows nothing of what it is"
            };
            self.lacking.push(format!("{what}: {why}"));
            self.next.push(format!("write the type of the {what}, as `To decide` below says"));
        }
        let mut next = |step: &str| self.next.push(step.to_owned());
        if states.contains(&SampleState::Failed) {
            next("`Checks` below says where the sample differs: mend the spec there");
        }
        if states.contains(&SampleState::Untried) {
            next("mend the errors under `Checks` first");
        }
        let cut = match self.extent {
            Extent::Whole => None,
            Extent::CutOff => {
                Some(("the page may be cut off", "import the whole page: this copy may have lost its end"))
            }
            Extent::Listed => Some(("only a list of operations has it", "import its page as well")),
        };
        if let Some((lacking, step)) = cut {
            next(step);
            self.lacking.push(lacking.to_owned());
            self.verdict = match self.verdict {
                Verdict::Proven => Verdict::Partly,
                Verdict::Empty => Verdict::Unproven,
                other => other,
            };
        } else if states.contains(&SampleState::Missing) && xml == XmlIs::Open {
            next("see `formatters` under `To decide`: it is open whether the service speaks XML");
        } else if states.contains(&SampleState::Missing) {
            next(
                "save what the service sends as a file in `samples`, and name it in the endpoint's `samples`; \
                 or leave out in `formatters` what the service does not speak",
            );
        }
    }
}

impl Report {
    /// Examines the spec as it is written, which a person may have edited, in place of what was imported.
    ///
    /// `read` gives the content of a sample by its name. Operations that the spec does not have are left out.
    pub fn examine(&mut self, api_json: &str, read: &dyn Fn(&str) -> io::Result<Vec<u8>>) {
        let examination = Examination::new(&CheckedSpec::parse(api_json.to_owned()), read);
        self.endpoints.retain(|endpoint| examination.keys.line(&["endpoints", &endpoint.heading]).is_some());
        self.take_in(&examination);
    }

    /// Takes in what came of an examination, in place of what was known before.
    pub(super) fn take_in(&mut self, examination: &Examination) {
        let Examination { diagnostics, proofs, keys } = examination;
        self.settings.clone_from(&proofs.settings);
        self.samples =
            (proofs.samples(SampleState::Reproduced), proofs.samples(SampleState::Failed) + self.left_out);
        let unused: HashSet<Vec<&str>> = self
            .facts
            .iter()
            .filter(|fact| fact.confidence == Confidence::Open && fact.text == model::UNUSED)
            .map(|fact| fact.place.path())
            .collect();
        self.diagnostics = diagnostics
            .iter()
            .map(|diagnostic| Message::new(diagnostic, keys))
            // That no endpoint uses a type is reported already, with what to do.
            .filter(|message| {
                let path = message.path().map(|path| path.iter().map(String::as_str).collect::<Vec<_>>());
                message.code != Code::UnusedType.code() || path.is_none_or(|path| !unused.contains(&path))
            })
            .collect();
        let is_of_formats = |fact: &Fact| fact.place == SpecEntry::Key("formatters");
        let is_open = |fact: &Fact| is_of_formats(fact) && fact.confidence == Confidence::Open;
        let xml = if self.facts.iter().any(is_open) { XmlIs::Open } else { XmlIs::Known };
        let mut by_heading: HashMap<&str, &prove::EndpointReport> = HashMap::new();
        for proof in &proofs.endpoints {
            by_heading.entry(&proof.heading).or_insert(proof);
        }
        for endpoint in &mut self.endpoints {
            endpoint.judge(by_heading.get(endpoint.heading.as_str()).copied(), xml);
        }
    }
}

//! What came of an import: what the samples prove, and what a person has to decide.

mod examine;
mod facts;
mod nothing;
mod place;
mod text;

use datacontract_codegen::{
    diagnostic::Severity,
    prove::{Settings, Verdict},
};
use serde_json::{Value, json};

use crate::{
    infer::model::{Api, LOST_NAME},
    keys::Keys,
    outline,
};
pub(crate) use examine::{CheckedSpec, Examination};
pub use examine::{EndpointReport, Message};
pub use facts::Fact;
pub(crate) use facts::facts;
pub use nothing::PageKinds;
pub use place::SpecEntry;

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
    /// How many samples are reproduced, and how many are not; those that were left out because they are not count as
    /// well.
    pub samples: (usize, usize),
    /// What the samples show of how the service's JSON formatter is set.
    pub settings: Settings,
    /// The path of the spec, as messages have it.
    pub file: String,
    /// How many samples are left out of the spec because they are not reproduced.
    left_out: usize,
}

impl Report {
    /// Makes the report of what was inferred and what came of examining it. Lines are told by
    /// [`Report::locate`].
    pub(crate) fn new(
        api: &Api,
        pages: usize,
        notes: Vec<(String, String)>,
        left_out: usize,
        examination: &Examination,
    ) -> Self {
        let mut report = Self {
            pages,
            left_out,
            types: api.types.len(),
            facts: facts(api),
            endpoints: api.endpoints.iter().map(EndpointReport::new).collect(),
            file: datacontract_codegen::spec::FILE_NAME.to_owned(),
            ..Self::default()
        };
        // Members that have lost their names are listed one by one where they stand in the spec.
        let lost = report.facts.iter().any(|fact| fact.text == LOST_NAME);
        report.notes = once(notes);
        report.notes.retain(|(_, note)| !lost || !outline::is_of_lost_members(note));
        report.take_in(examination);
        report
    }

    /// Returns how many operations have this verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.endpoints.iter().filter(|endpoint| endpoint.verdict == verdict).count()
    }

    /// Returns whether the spec is sound: it has no errors, and every sample is reproduced.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.diagnostics.iter().all(|message| message.severity != Severity::Error.word())
    }

    /// Returns whether the checks refuse the spec itself, whatever its samples are.
    #[must_use]
    pub fn has_spec_errors(&self) -> bool {
        self.diagnostics.iter().any(Message::is_error_of_spec)
    }

    /// Leaves what a spec's comments say of what is not proven.
    pub(crate) fn retain_said(&mut self, api_json: &str) {
        let comments = api_json.lines().filter_map(|line| line.trim().strip_prefix("//"));
        let said = comments.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
        self.facts.retain(|fact| {
            let sentence = format!("{}: {}", fact.confidence.word(), fact.sentence());
            said.contains(&sentence.split_whitespace().collect::<Vec<_>>().join(" "))
        });
    }

    /// Brings the operations into the order of a spec; those that no page was given of are from `location`.
    pub(crate) fn hold<'a>(&mut self, headings: impl Iterator<Item = &'a str>, location: &str) {
        let mut known: std::collections::HashMap<String, EndpointReport> =
            std::mem::take(&mut self.endpoints)
                .into_iter()
                .map(|endpoint| (endpoint.heading.to_lowercase(), endpoint))
                .collect();
        self.endpoints = headings
            .map(|heading| {
                let known = known.remove(&heading.to_lowercase());
                known.unwrap_or_else(|| EndpointReport::unproven(heading, location))
            })
            .collect();
    }

    /// Adds the lines of the spec. `file` is its path as the user may follow it.
    pub fn locate(&mut self, file: &str, api_json: &str) {
        file.clone_into(&mut self.file);
        let keys = Keys::of(api_json);
        for fact in &mut self.facts {
            fact.locate(&keys);
        }
        for endpoint in &mut self.endpoints {
            endpoint.line = keys.line(&["endpoints", &endpoint.heading]);
        }
        for message in &mut self.diagnostics {
            message.locate(file, &keys);
        }
    }

    /// Returns the report as JSON, for programs.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let note = |(page, text): &(String, String)| json!({ "page": page, "text": text });
        json!({
            "file": self.file,
            "pages": self.pages,
            "types": self.types,
            "samples": { "reproduced": self.samples.0, "failed": self.samples.1 },
            "endpoints": self.endpoints.iter().map(EndpointReport::to_json).collect::<Vec<_>>(),
            "facts": self.facts.iter().map(Fact::to_json).collect::<Vec<_>>(),
            "notes": self.notes.iter().map(note).collect::<Vec<_>>(),
            "diagnostics": self.diagnostics.iter().map(Message::to_json).collect::<Vec<_>>(),
        })
    }
}

/// Copies of one page say one thing.
fn once(notes: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut known = std::collections::HashSet::new();
    notes.into_iter().filter(|note| known.insert(note.clone())).collect()
}

//! Importing again into a spec that a person has edited since.
//!
//! Three texts meet: what the importer wrote last time, what the spec is now, and what the importer would
//! write today. Where a person changed nothing, today's wins; where the pages changed nothing, the person's
//! does; where both did, the person's stays, and both are reported. The spec is edited in place, so comments
//! and layout stay as they are.
//!
//! A page that is not given says nothing: what is from other pages stays. What the pages do not have any more
//! goes only if its page was given again and nobody touched it; what has a person's words stays, and is
//! reported.
//!
//! Everything is decided before anything is written: see [`plan`].

mod apply;
mod change;
mod conflicts;
mod edits;
mod layout;
mod lines;
mod moved;
mod prepare;
mod record;
mod remarks;
mod render;
mod same;
mod sections;
mod settings;
mod uses;
mod value;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use jsonc_parser::{ParseOptions, cst::CstRootNode};
use serde_json::Value;

use crate::{infer::Imported, report::Fact};
pub use change::{Change, ChangeKind, Why};
pub use conflicts::CONFLICT;
use moved::Moved;
use record::Record;
pub use settings::ImportSettings;

/// The file with the record of what was imported, which is kept beside the spec.
pub const FACTS_FILE: &str = ".import.json";

/// What is in the spec's folder.
#[derive(Clone, Debug, Default)]
pub struct Existing {
    /// The spec: `api.json`.
    pub spec: Option<String>,
    /// The record of the last import.
    pub record: Option<String>,
}

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The spec: `api.json`.
    pub api_json: String,
    /// The samples that the spec names: names of files, and contents.
    pub samples: BTreeMap<String, String>,
    /// What the pages changed, and where a person's edits stayed.
    pub changes: Vec<Change>,
    /// What a person edited since the last import, where the pages stayed as they were.
    pub edits: Vec<Change>,
    /// The pages of earlier imports that were not given.
    pub missing: Vec<String>,
    /// What is not proven, and what nobody has decided yet.
    pub facts: Vec<Fact>,
    record: Record,
}

/// What becomes of the file of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleFile {
    /// It is missing, or as the last import wrote it: it is to be written.
    Write,
    /// It has this text already.
    Same,
    /// A person edited it, and the pages are as they were: it stays.
    Edited,
    /// A person edited it, or wrote it, and the pages have something new: it stays.
    Keep,
}

/// How what was imported is merged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeOptions {
    /// Which pages were given.
    pub extent: Extent,
    /// What becomes of conflicts, where a person and the pages changed the same.
    pub conflicts: Conflicts,
}

/// Which pages were given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Some: what is from others stays.
    #[default]
    Some,
    /// All that there are: what is from others is gone.
    All,
}

/// What becomes of conflicts. A person's words stay in either case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Conflicts {
    /// They are reported.
    #[default]
    Report,
    /// They are reported, and marked in the spec by a comment.
    Mark,
}

/// Why importing again failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeError {
    /// The spec is no JSON with comments.
    Spec(String),
    /// The record of the last import is damaged.
    Facts(String),
    /// The record is of this version, which only a newer program reads.
    Newer(u64),
    /// What was imported is no JSON: a mistake of the importer.
    Imported(String),
}

impl fmt::Display for MergeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(why) => write!(f, "the spec that is there cannot be read: {why}"),
            Self::Facts(why) => write!(
                f,
                "`{FACTS_FILE}`, which says what the last import wrote, cannot be read: {why}; {}",
                record::way_out()
            ),
            Self::Newer(version) => write!(
                f,
                "`{FACTS_FILE}` has version {version}, which a newer `cargo datacontract` wrote: use that one"
            ),
            Self::Imported(why) => write!(f, "what was imported cannot be read again: {why}"),
        }
    }
}

impl std::error::Error for MergeError {}

/// Returns what a record remembers of the imports that wrote it.
pub fn settings_of(record: &str) -> Result<ImportSettings, MergeError> {
    Ok(Record::parse(record)?.settings)
}

/// Brings what was imported into what is there. Without a record, nobody knows what a person edited, so only
/// what is new is taken.
pub fn plan(existing: &Existing, imported: &Imported) -> Result<Plan, MergeError> {
    plan_with(existing, imported, MergeOptions::default())
}

/// Brings what was imported into what is there, as the options say.
pub fn plan_with(
    existing: &Existing,
    imported: &Imported,
    options: MergeOptions,
) -> Result<Plan, MergeError> {
    let (written, now) = parse(&imported.api_json).map_err(MergeError::Imported)?;
    let mut record = existing.record.as_deref().map(Record::parse).transpose()?.unwrap_or_else(Record::none);
    let lines = words::lines(&written);
    let Some(text) = &existing.spec else {
        // What a record has of a spec that a person removed is of no use, but for the samples.
        record = Record {
            samples: record.samples,
            settings: record.settings,
            spec: now,
            comments: Some(lines),
            ..Record::none()
        };
        record.remarks = Some(remarks::written(&imported.report.facts));
        record.learn(&imported.origins, &BTreeSet::new());
        return Ok(Plan {
            api_json: imported.api_json.clone(),
            samples: imported.samples.iter().cloned().collect(),
            changes: Vec::new(),
            edits: Vec::new(),
            missing: Vec::new(),
            facts: imported.report.facts.clone(),
            record,
        });
    };
    let (root, spec) = parse(text).map_err(MergeError::Spec)?;
    let given = &imported.origins.given;
    let moved = Moved::find(&record, &spec, &now, |pages| {
        options.extent == Extent::All || (!pages.is_empty() && pages.iter().all(|page| given.contains(page)))
    });
    if let Some(known) = existing.record.as_ref().filter(|_| !moved.is_empty())
        && let (Some(spec), Some(known)) = (moved.in_spec(text), moved.in_record(known))
    {
        let renamed = Existing { spec: Some(spec), record: Some(known) };
        let mut plan = plan_with(&renamed, imported, options)?;
        let moves = moved.0.into_iter().map(|(from, to)| Change {
            path: vec!["types".to_owned(), to],
            kind: ChangeKind::Moved { from },
        });
        plan.changes.splice(0..0, moves);
        return Ok(plan);
    }
    let object = root.object_value().ok_or_else(|| MergeError::Spec("it is no object".to_owned()))?;
    sections::hide_secrets(&object);
    let spec = root.to_serde_value().unwrap_or_default();
    let known = record.comments.take();
    let mut origins = imported.origins.clone();
    if options.extent == Extent::All {
        origins.given.extend(record.pages().cloned());
    }
    let missing: BTreeSet<String> =
        record.pages().filter(|page| !origins.given.contains(*page)).cloned().collect();
    let name = now.get("name").cloned();
    let prepared = prepare::prepare(imported, now, origins, &record, &spec, &missing);
    let mut apply =
        apply::Apply { changes: Vec::new(), comments: known.as_ref(), conflicts: options.conflicts };
    let last = record.remarks.take();
    let last_spec = record.spec.clone();
    let was = spec;
    let mut lacking = sections::merge(&mut apply, &object, &mut record, &prepared.now, &prepared.origins);
    lacking.extend(prepared.only_listed);
    let changes = apply.changes;
    let edits = edits::edits(&last_spec, &was, &changes);
    // What came into the tree as text is in its text alone.
    let api_json = root.to_string();
    let spec = parse(&api_json).map_err(MergeError::Spec)?.1;
    let given = remarks::MergeInput {
        now: &prepared.now,
        name,
        earlier_name: last_spec.get("name"),
        spec: &spec,
        last: last.as_ref(),
        lines: known.as_ref(),
        lacking: &lacking,
        is_whole: missing.is_empty(),
    };
    let merged = remarks::merge(&api_json, &imported.report.facts, &given);
    record.remarks = Some(merged.written);
    let marked = match options.conflicts {
        Conflicts::Report => conflicts::Marked { text: merged.text, added: Vec::new() },
        Conflicts::Mark => conflicts::mark(&merged.text, &changes, &spec, &mut record),
    };
    let lines = lines.into_iter().chain(known.unwrap_or_default()).chain(merged.added).chain(marked.added);
    record.comments = Some(lines.collect());
    let named = samples_of(&spec);
    let samples = prepared.samples.into_iter().filter(|(name, _)| named.contains(name)).collect();
    Ok(Plan {
        api_json: marked.text,
        samples,
        changes,
        edits,
        missing: missing.into_iter().collect(),
        facts: merged.facts,
        record,
    })
}

impl Plan {
    /// Decides what becomes of the file of a sample, given what is in it; takes note of what will be.
    pub fn sample_file(&mut self, name: &str, there: Option<&[u8]>) -> SampleFile {
        let Some(text) = self.samples.get(name) else { return SampleFile::Keep };
        let new = record::hash(text.as_bytes());
        let decided = match there {
            Some(there) if there == text.as_bytes() => SampleFile::Same,
            Some(there) if self.record.samples.get(name) != Some(&record::hash(there)) => {
                let is_as_it_was = self.record.samples.get(name) == Some(&new);
                return if is_as_it_was { SampleFile::Edited } else { SampleFile::Keep };
            }
            // A page makes them anew each time that it is asked for.
            Some(there) if same::but_for_moments(there, text.as_bytes()) => return SampleFile::Same,
            _ => SampleFile::Write,
        };
        self.record.samples.insert(name.to_owned(), new);
        decided
    }

    /// Takes note of where the pages came from, for the next time.
    pub fn remember(&mut self, settings: &ImportSettings) {
        self.record.settings.add(settings);
    }

    /// Returns the text of the record, once all samples are decided on.
    pub fn record(&self) -> Result<String, MergeError> {
        self.record.text()
    }
}

fn parse(text: &str) -> Result<(CstRootNode, Value), String> {
    let root = CstRootNode::parse(text, &ParseOptions::default()).map_err(|error| error.to_string())?;
    let value = root.to_serde_value().ok_or_else(|| "it is empty".to_owned())?;
    Ok((root, value))
}

/// Returns the files that endpoints name.
fn samples_of(spec: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (_, endpoint) in spec.get("endpoints").and_then(Value::as_object).into_iter().flatten() {
        prepare::each_sample(endpoint, &mut |_, name| {
            names.insert(name.to_owned());
        });
    }
    names
}

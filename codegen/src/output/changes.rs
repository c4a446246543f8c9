//! What is to be done to the files of a plan, found out before anything is done.

mod apply;
mod survey;

use std::path::PathBuf;

use self::survey::Survey;
use super::{
    Change, Conflict, Plan,
    record::{Hash, Record, RecordError},
    text::with_unix_line_breaks,
    write::read,
};

/// What is done about files that a person may have written or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// They are conflicts.
    Keep,
    /// They are overwritten, or removed.
    Replace,
}

/// The differences between a plan and what there is.
#[derive(Debug)]
pub struct Changes {
    /// The folder of the configuration.
    base: PathBuf,
    /// The folder that everything is generated into.
    output: PathBuf,
    steps: Vec<Step>,
    conflicts: Vec<Conflict>,
    left_behind: Vec<PathBuf>,
    record: RecordChange,
}

/// What is to be done to one file.
#[derive(Debug)]
struct Step {
    change: Change,
    /// The file itself, behind all links.
    target: PathBuf,
    /// What was in it; `None` if it was missing.
    before: Option<Hash>,
}

/// What is to be done to the record.
#[derive(Debug)]
struct RecordChange {
    path: PathBuf,
    old: Record,
    new: Record,
    change: Option<Change>,
}

impl Plan {
    /// Returns what is to be done, and what is in the way. Nothing is written.
    pub fn changes(&self, existing: Existing) -> Result<Changes, RecordError> {
        Changes::of(self, existing)
    }
}

impl Changes {
    pub(super) fn of(plan: &Plan, existing: Existing) -> Result<Self, RecordError> {
        let record = RecordChange::of(plan)?;
        let mut survey = Survey::new(plan, &record.old, existing);
        survey.look_at_planned_files(plan);
        survey.look_at_superfluous_files();
        let (mut steps, mut conflicts, left_behind) = survey.finish();
        steps.sort_by(|a, b| a.change.path.cmp(&b.change.path));
        conflicts.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self {
            base: plan.base.clone(),
            output: plan.folder.clone(),
            steps,
            conflicts,
            left_behind,
            record,
        })
    }

    /// Returns what is to be done to files, in the order of paths; nothing if none is stale.
    #[must_use]
    pub fn files(&self) -> impl ExactSizeIterator<Item = &Change> {
        self.steps.iter().map(|step| &step.change)
    }

    /// Returns what is to be done to the record, if it is stale.
    #[must_use]
    pub fn record(&self) -> Option<&Change> {
        self.record.change.as_ref()
    }

    /// Returns what is in the way, in the order of paths.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Returns files of an earlier output that are outside the project, so that they stay, though the record
    /// forgets them.
    #[must_use]
    pub fn left_behind(&self) -> &[PathBuf] {
        &self.left_behind
    }

    /// Returns whether everything is as it is to be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.conflicts.is_empty() && self.record.change.is_none()
    }
}

impl RecordChange {
    fn of(plan: &Plan) -> Result<Self, RecordError> {
        let old = Record::load(&plan.record)?;
        let new = plan.to_record();
        let text = new.to_text();
        let before = read(&plan.record).map_err(RecordError::File)?;
        let is_current = before.as_deref().is_some_and(|before| is_same(before, &text));
        let change = (!is_current).then(|| Change {
            path: plan.record.clone(),
            before: before.as_deref().map(lossy),
            after: Some(text),
        });
        Ok(Self { path: plan.record.clone(), old: old.unwrap_or_default(), new, change })
    }
}

/// Returns whether a file holds a text, whatever its line breaks.
fn is_same(contents: &[u8], text: &str) -> bool {
    *with_unix_line_breaks(contents) == *with_unix_line_breaks(text.as_bytes())
}

/// Returns contents to be shown.
fn lossy(contents: &[u8]) -> String {
    String::from_utf8_lossy(contents).into_owned()
}

//! What came of an import: for people, or as one JSON object.

use std::path::{Path, PathBuf};

use datacontract_codegen::spec::SAMPLES;
use datacontract_import::{
    merge::{Change, ChangeKind},
    report::Report,
    visible,
};
use serde_json::{Map, Value, json};

use super::shown;
use crate::{
    args::ImportFormat,
    failure::{Failure, Outcome},
    report::{Output, argument, count, styled_diff, styled_report},
};

/// The most lines of a difference that are shown.
const MOST_LINES: usize = 20;

/// A sample that a person wrote or edited, and that stays.
pub(in crate::commands) struct KeptSample {
    pub(in crate::commands) path: PathBuf,
    /// What the pages say.
    pub(in crate::commands) pages: String,
    pub(in crate::commands) diff: String,
    /// The pages have changed it since as well.
    pub(in crate::commands) is_conflict: bool,
}

/// A sample that is written as the pages have it.
pub(in crate::commands) struct WrittenSample {
    pub(in crate::commands) path: PathBuf,
    pub(in crate::commands) is_new: bool,
}

/// What is known of an import, be it that it failed.
pub(in crate::commands) struct Summary {
    folder: Option<PathBuf>,
    pub(in crate::commands) is_dry_run: bool,
    pub(in crate::commands) report: Option<Report>,
    /// The text of the spec, with what was edited by hand.
    pub(in crate::commands) spec: Option<String>,
    pub(in crate::commands) changes: Vec<Change>,
    /// What a person edited since the last import.
    pub(in crate::commands) edits: Vec<Change>,
    pub(in crate::commands) samples: Vec<WrittenSample>,
    pub(in crate::commands) kept: Vec<KeptSample>,
    pub(in crate::commands) written: Vec<PathBuf>,
    /// The pages of earlier imports that are not at hand any more.
    pub(in crate::commands) missing: Vec<String>,
    /// Pages that could not be read: where, and the whole message.
    pub(in crate::commands) errors: Vec<(String, String)>,
}

impl Summary {
    pub(in crate::commands) fn new(folder: Option<&Path>, is_dry_run: bool) -> Self {
        Self {
            folder: folder.map(Path::to_owned),
            is_dry_run,
            report: None,
            spec: None,
            changes: Vec::new(),
            edits: Vec::new(),
            samples: Vec::new(),
            kept: Vec::new(),
            written: Vec::new(),
            missing: Vec::new(),
            errors: Vec::new(),
        }
    }

    pub(in crate::commands) fn outcome(&self) -> Outcome {
        let is_good = self.errors.is_empty() && self.report.as_ref().is_some_and(Report::is_sound);
        if is_good { Outcome::Good } else { Outcome::Findings }
    }

    pub(in crate::commands) fn print(
        &self,
        format: ImportFormat,
        failure: Option<&Failure>,
        output: &mut Output,
    ) {
        match format {
            ImportFormat::Text => self.print_text(failure.is_some(), output),
            ImportFormat::Json => {
                output.print(&(visible::escaped_json(&self.json(failure).to_string()) + "\n"));
            }
        }
    }

    fn print_text(&self, has_failed: bool, output: &mut Output) {
        let mut text = self.report.as_ref().map(ToString::to_string).unwrap_or_default();
        if !self.changes.is_empty() {
            text += "\nChanges:\n";
        }
        for change in &self.changes {
            text.extend(["  ", &change.to_string(), "\n"]);
        }
        output.print(&styled_report(&visible::escaped(&text)));
        for KeptSample { path, diff, .. } in &self.kept {
            let path = shown(path);
            output.print(&visible::escaped(&format!(
                "\n{path} stays: import did not write it as it is; remove it and import again to take what the pages \
                 say:\n"
            )));
            output.print(&styled_diff(&visible::escaped(diff), MOST_LINES));
        }
        let mut text = String::new();
        if self.is_dry_run
            && let Some(spec) = &self.spec
        {
            text.extend(["\n", spec]);
        }
        text += &self.written_words();
        if let (Some(folder), false, false) = (&self.folder, self.is_dry_run, has_failed) {
            text.extend(["next: cargo datacontract check ", &argument(&shown(folder)), "\n"]);
        }
        output.print(&visible::escaped(&text));
        if !self.errors.is_empty() {
            output.print_error(&format!("{} could not be read\n", count(self.errors.len(), "page")));
        }
    }

    /// Returns which files were written; samples are counted.
    pub(in crate::commands) fn written_words(&self) -> String {
        let is_sample =
            |path: &&PathBuf| path.parent().and_then(Path::file_name).is_some_and(|folder| folder == SAMPLES);
        let (samples, others): (Vec<&PathBuf>, Vec<&PathBuf>) = self.written.iter().partition(is_sample);
        let mut text = String::new();
        for path in others {
            text.extend(["wrote ", &shown(path), "\n"]);
        }
        if let Some(folder) = samples.first().and_then(|sample| sample.parent()) {
            text.extend(["wrote ", &count(samples.len(), "sample"), " to ", &shown(folder), "\n"]);
        }
        text
    }

    fn json(&self, failure: Option<&Failure>) -> Value {
        let mut object = match self.report.as_ref().map(Report::to_json) {
            Some(Value::Object(report)) => report,
            _ => Map::new(),
        };
        let kept = |of: &KeptSample| json!({ "path": shown(&of.path), "pages": of.pages, "diff": of.diff });
        let error = |(location, text): &(String, String)| json!({ "page": location, "text": text });
        let more = [
            ("dryRun", Value::Bool(self.is_dry_run)),
            ("spec", self.spec.clone().into()),
            ("changes", self.changes.iter().map(change).collect()),
            ("keptSamples", self.kept.iter().map(kept).collect()),
            ("written", self.written.iter().map(|path| shown(path)).collect()),
            ("missing", self.missing.clone().into()),
            ("errors", self.errors.iter().map(error).collect()),
            ("error", failure.map_or(Value::Null, |of| json!({ "message": of.message, "help": of.help }))),
        ];
        object.extend(more.map(|(key, value)| (key.to_owned(), value)));
        Value::Object(object)
    }
}

pub(in crate::commands) fn change(of: &Change) -> Value {
    let mut object = json!({ "path": of.path, "text": of.to_string() });
    let more = match &of.kind {
        ChangeKind::Added => json!({ "kind": "added" }),
        ChangeKind::Removed => json!({ "kind": "removed" }),
        ChangeKind::Moved { from } => json!({ "kind": "moved", "from": from }),
        ChangeKind::Changed { from, to } => json!({ "kind": "changed", "from": from, "to": to }),
        ChangeKind::Kept { spec, pages, why } => {
            json!({ "kind": "kept", "spec": spec, "pages": pages, "why": why.word() })
        }
    };
    if let (Some(object), Value::Object(more)) = (object.as_object_mut(), more) {
        object.extend(more);
    }
    object
}

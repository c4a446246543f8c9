//! What a pull found, in three groups: the service changed, a person edited, both.

use std::path::{Path, PathBuf};

use datacontract_codegen::{prove::Verdict, spec::SAMPLES};
use datacontract_import::{
    merge::{Change, ChangeKind, Why},
    visible,
};
use serde_json::{Value, json};

use super::super::import::{
    shown,
    summary::{KeptSample, Summary, change},
};
use crate::{
    failure::Failure,
    report::{Output, count, styled_diff, styled_report},
};

/// The most lines of a difference that are shown.
const MOST_LINES: usize = 20;

/// The most entries of a group that are shown.
const MOST_ENTRIES: usize = 100;

pub(super) struct Groups<'a> {
    service: Vec<&'a Change>,
    /// Samples that the pages changed.
    samples: Vec<&'a PathBuf>,
    edits: Vec<&'a Change>,
    edited_samples: Vec<&'a KeptSample>,
    pub(super) conflicts: Vec<&'a Change>,
    kept_samples: Vec<&'a KeptSample>,
}

impl<'a> Groups<'a> {
    pub(super) fn of(summary: &'a Summary) -> Self {
        // What is from pages that could not be read is no conflict.
        let is_conflict = |change: &&Change| match &change.kind {
            ChangeKind::Kept { why, .. } => !matches!(why, Why::OtherPages(_)),
            _ => false,
        };
        let (conflicts, service) = summary.changes.iter().partition(is_conflict);
        let (kept_samples, edited_samples) = summary.kept.iter().partition(|kept| kept.is_conflict);
        let samples = summary.samples.iter().filter(|sample| !sample.is_new).map(|sample| &sample.path);
        Self {
            service,
            samples: samples.collect(),
            edits: summary.edits.iter().collect(),
            edited_samples,
            conflicts,
            kept_samples,
        }
    }

    pub(super) fn has_service_changed(&self) -> bool {
        !self.service.is_empty()
            || !self.samples.is_empty()
            || !self.conflicts.is_empty()
            || self.has_kept_samples()
    }

    pub(super) fn has_kept_samples(&self) -> bool {
        !self.kept_samples.is_empty()
    }

    pub(super) fn print(&self, folder: &Path, summary: &Summary, is_done: bool, output: &mut Output) {
        if !is_done {
            return;
        }
        let mut text = format!("{}:\n", shown(folder));
        let samples = |samples: &[&PathBuf]| -> Vec<String> {
            samples.iter().map(|path| format!("{}: changed", sample_name(path))).collect()
        };
        let kept = |kept: &[&KeptSample], words: &str| -> Vec<String> {
            kept.iter().map(|kept| format!("{}: {words}", sample_name(&kept.path))).collect()
        };
        let words =
            |changes: &[&Change]| -> Vec<String> { changes.iter().map(ToString::to_string).collect() };
        group(&mut text, "The service changed:", [words(&self.service), samples(&self.samples)].concat());
        let edits = [words(&self.edits), kept(&self.edited_samples, "edited")].concat();
        group(&mut text, "You edited:", edits);
        let title = if summary.is_dry_run {
            "Both (yours stays):"
        } else {
            "Both (yours stays; marked by `// conflict:` in the spec):"
        };
        let conflicts = kept(&self.kept_samples, "yours stays; the pages have another one");
        group(&mut text, title, [words(&self.conflicts), conflicts].concat());
        if !self.has_service_changed() {
            text += "the service has not changed\n";
        }
        text += &proof(summary);
        text += &summary.written_words();
        output.print(&styled_report(&visible::escaped(&text)));
        for kept in &self.kept_samples {
            output.print(&styled_diff(&visible::escaped(&kept.diff), MOST_LINES));
        }
        if !summary.errors.is_empty() {
            output.print_error(&format!("{} could not be read\n", count(summary.errors.len(), "page")));
        }
    }

    pub(super) fn json(&self, folder: &Path, summary: &Summary, failure: Option<&Failure>) -> String {
        let list = |changes: &[&Change]| -> Value { changes.iter().map(|of| change(of)).collect() };
        let paths =
            |samples: &[&KeptSample]| -> Value { samples.iter().map(|kept| shown(&kept.path)).collect() };
        let endpoints = summary.report.iter().flat_map(|report| &report.endpoints);
        let endpoints: Value = endpoints
            .map(|endpoint| json!({ "heading": endpoint.heading, "verdict": endpoint.verdict.word() }))
            .collect();
        let object = json!({
            "spec": shown(folder),
            "check": summary.is_dry_run,
            "serviceChanged": self.has_service_changed(),
            "service": list(&self.service),
            "samples": self.samples.iter().map(|path| shown(path)).collect::<Value>(),
            "edited": list(&self.edits),
            "editedSamples": paths(&self.edited_samples),
            "conflicts": list(&self.conflicts),
            "conflictingSamples": paths(&self.kept_samples),
            "endpoints": endpoints,
            "written": summary.written.iter().map(|path| shown(path)).collect::<Value>(),
            "errors": summary.errors.iter().map(|(page, text)| json!({ "page": page, "text": text })).collect::<Value>(),
            "error": failure.map(|of| json!({ "message": of.message, "help": of.help })),
        });
        visible::escaped_json(&object.to_string()) + "\n"
    }
}

fn group(text: &mut String, title: &str, entries: Vec<String>) {
    if entries.is_empty() {
        return;
    }
    text.extend([title, "\n"]);
    let left = entries.len().saturating_sub(MOST_ENTRIES);
    for entry in entries.into_iter().take(MOST_ENTRIES) {
        text.extend(["  ", &entry, "\n"]);
    }
    if left > 0 {
        text.extend(["  … and ", &left.to_string(), " more: `--format json` lists them\n"]);
    }
}

/// Returns the verdicts, and the endpoints that need work.
fn proof(summary: &Summary) -> String {
    let Some(report) = &summary.report else { return String::new() };
    let mut text = String::new();
    for endpoint in report.endpoints.iter().filter(|endpoint| endpoint.verdict == Verdict::Failed) {
        text.extend([Verdict::Failed.word(), "   ", &endpoint.heading, "\n"]);
    }
    let verdicts: Vec<String> = Verdict::ALL
        .into_iter()
        .filter(|verdict| report.count(*verdict) > 0)
        .map(|verdict| format!("{} {verdict}", report.count(verdict)))
        .collect();
    let endpoints = count(report.endpoints.len(), "endpoint");
    text + &format!("{endpoints}: {}\n", verdicts.join(", "))
}

fn sample_name(path: &Path) -> String {
    format!("{SAMPLES} / {}", path.file_name().unwrap_or_default().to_string_lossy())
}

//! What a person has decided about changes: which of them are meant, and how bad each kind is.

use std::{collections::BTreeMap, fs, path::Path};

use jsonc_parser::ast::Value;

use super::{Change, Comparison, Rule, Verdict};
use crate::{
    accepted::{self, Accepted, Words},
    diagnostic::{Code, Diagnostics, SourceFile},
    spec::{
        Spanned,
        parse::{self, reader::Reader},
    },
};

/// What a person has decided about changes.
///
/// ```json
/// {
///   "ignore": [
///     { "code": "CH403", "subject": "Shop.Models.Order.Note", "reason": "nobody has ever read it" },
///     { "subject": "GET api/old/*", "reason": "switched off with the partners' consent" }
///   ],
///   "severity": { "CH501": "safe" }
/// }
/// ```
///
/// In `subject` a `*` stands for any text. Each has a `reason`, and at least one of `code` and `subject`.
#[derive(Clone, Debug)]
pub struct Policy {
    file: SourceFile,
    ignored: Vec<Accepted>,
    severities: BTreeMap<Rule, Verdict>,
}

impl Policy {
    /// What the file is called that stands beside a spec.
    pub const FILE_NAME: &'static str = "breaking.json";

    /// Reads a file. There is a policy only if no error was found.
    #[must_use]
    pub fn load(path: &Path) -> (Option<Self>, Diagnostics) {
        match fs::read_to_string(path) {
            Ok(text) => Self::from_text(path, &text),
            Err(error) => (None, accepted::unreadable(path, &error)),
        }
    }

    /// Reads a file's text; `path` is for messages alone.
    #[must_use]
    pub fn from_text(path: &Path, text: &str) -> (Option<Self>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let file = SourceFile::new(path, text.strip_prefix('\u{feff}').unwrap_or(text));
        let policy = parse::read(&file, &mut diagnostics, Self::read);
        (policy.flatten().filter(|_| !diagnostics.has_errors()), diagnostics)
    }

    fn read(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Self> {
        let fields = reader.fields(value, "what is decided about changes", &["ignore", "severity"])?;
        let ignored = Accepted::read_all(reader, fields.get("ignore"), words());
        let mut severities = BTreeMap::new();
        if let Some(value) = fields.get("severity") {
            for (code, value) in reader.entries(value, "`severity`", Code::DuplicateKey) {
                let choices = Verdict::ALL.map(|verdict| (verdict.word(), verdict));
                let verdict = reader.choice(Some(value), "a severity", &choices);
                if let (Some(rule), Some(verdict)) = (rule(reader, &code), verdict) {
                    severities.insert(rule, verdict.value);
                }
            }
        }
        Some(Self { file: reader.file.clone(), ignored, severities })
    }

    /// Applies what was decided to the changes. What is decided of a change that there is not is a warning.
    #[must_use]
    pub fn apply(&self, comparison: &mut Comparison) -> Diagnostics {
        for change in &mut comparison.changes {
            if let Some(verdict) = self.severities.get(&change.rule) {
                set_severity(change, *verdict);
            }
            let ignored = self.ignored.iter().find(|ignored| is_about(ignored, change));
            change.ignored = ignored.map(|ignored| ignored.reason.clone());
        }
        let mut diagnostics = Diagnostics::new();
        for ignored in &self.ignored {
            if !comparison.changes.iter().any(|change| is_about(ignored, change)) {
                diagnostics.push(ignored.unused(&self.file, "change"));
            }
        }
        diagnostics
    }
}

/// What ignored changes are called in messages.
fn words() -> Words<'static> {
    let is_code = &|code: &str| Rule::find(code).is_some_and(|rule| rule.code() == code);
    Words { entry: "an ignored change", what: "change", is_code }
}

fn is_about(accepted: &Accepted, change: &Change) -> bool {
    accepted.is_about(change.rule.code(), &change.subject)
}

fn rule(reader: &mut Reader<'_>, code: &Spanned<String>) -> Option<Rule> {
    Rule::find(&accepted::known_code(reader, code, words())?)
}

/// Makes a change as bad as a person says: no worse, and for somebody as bad.
fn set_severity(change: &mut Change, verdict: Verdict) {
    let (worst, verdicts) = (change.verdict(), change.verdicts);
    for (surface, side, old) in verdicts.iter() {
        let is_worst = worst == Verdict::Safe || old == worst;
        change.verdicts.set(surface, side, if is_worst { verdict } else { old.min(verdict) });
    }
}

//! What a person has decided about changes: which of them are meant, and how bad each kind is.

use std::{collections::BTreeMap, fs, path::Path};

use jsonc_parser::ast::Value;

use super::{Change, Comparison, Rule, Verdict};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFile},
    spec::{
        Span, Spanned,
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
    ignored: Vec<Ignored>,
    severities: BTreeMap<Rule, Verdict>,
}

/// Changes that are meant.
#[derive(Clone, Debug)]
struct Ignored {
    span: Span,
    code: Option<Rule>,
    subject: Option<String>,
    reason: String,
}

impl Policy {
    /// What the file is called that stands beside a spec.
    pub const FILE_NAME: &'static str = "breaking.json";

    /// Reads a file. There is a policy only if no error was found.
    #[must_use]
    pub fn load(path: &Path) -> (Option<Self>, Diagnostics) {
        match fs::read_to_string(path) {
            Ok(text) => Self::from_text(path, &text),
            Err(error) => {
                let mut diagnostics = Diagnostics::new();
                let file = SourceFile::new(path, "");
                let message = format!("the file cannot be read: {error}");
                diagnostics.push(Diagnostic::error(Code::Unreadable, &file, Span::default(), message));
                (None, diagnostics)
            }
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
        let ignored = reader.array(fields.get("ignore"), "`ignore`");
        let ignored = ignored.map(|array| array.elements.as_slice()).unwrap_or_default();
        let ignored = ignored.iter().filter_map(|value| Ignored::read(reader, value)).collect();
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
            let ignored = self.ignored.iter().find(|ignored| ignored.is_about(change));
            change.ignored = ignored.map(|ignored| ignored.reason.clone());
        }
        let mut diagnostics = Diagnostics::new();
        for ignored in &self.ignored {
            if !comparison.changes.iter().any(|change| ignored.is_about(change)) {
                let message = "there is no such change";
                let diagnostic = Diagnostic::warning(Code::BadValue, &self.file, ignored.span, message);
                diagnostics.push(diagnostic.help("take it out"));
            }
        }
        diagnostics
    }
}

impl Ignored {
    fn read(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Self> {
        let what = "an ignored change";
        let fields = reader.fields(value, what, &["code", "subject", "reason"])?;
        let code = reader.filled_string(fields.get("code"), "`code`");
        let code = code.and_then(|code| rule(reader, &code));
        let subject = reader.filled_string(fields.get("subject"), "`subject`");
        let reason = reader.required(&fields, "reason", what, "say why the change is meant");
        let reason = reader.filled_string(reason, "`reason`")?;
        let span = Span::new(fields.span.start, fields.span.start + 1);
        if fields.get("code").is_none() && fields.get("subject").is_none() {
            let message = "it is not said which changes are meant";
            let diagnostic = Diagnostic::error(Code::MissingKey, reader.file, span, message);
            reader.report(diagnostic.help("write a `code`, a `subject` or both"));
            return None;
        }
        Some(Self { span, code, subject: subject.map(|subject| subject.value), reason: reason.value })
    }

    fn is_about(&self, change: &Change) -> bool {
        self.code.is_none_or(|code| code == change.rule)
            && self.subject.as_ref().is_none_or(|pattern| matches(pattern, &change.subject))
    }
}

fn rule(reader: &mut Reader<'_>, code: &Spanned<String>) -> Option<Rule> {
    let rule = Rule::find(code).filter(|rule| rule.code() == code.value);
    if rule.is_none() {
        let message = format!("there is no change `{}`", code.value);
        let diagnostic = Diagnostic::error(Code::BadValue, reader.file, code.span, message);
        reader.report(diagnostic.help("`cargo datacontract explain` lists all codes"));
    }
    rule
}

/// Makes a change as bad as a person says: no worse, and for somebody as bad.
fn set_severity(change: &mut Change, verdict: Verdict) {
    let (worst, verdicts) = (change.verdict(), change.verdicts);
    for (surface, side, old) in verdicts.iter() {
        let is_worst = worst == Verdict::Safe || old == worst;
        change.verdicts.set(surface, side, if is_worst { verdict } else { old.min(verdict) });
    }
}

/// Returns whether a text is what a pattern says, in which a `*` stands for any text.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text, expected) in [
            ("a", "a", true),
            ("a", "ab", false),
            ("*", "", true),
            ("a*", "abc", true),
            ("a*c", "abc", true),
            ("a*c", "abd", false),
            ("*b*", "abc", true),
            ("a*b*c", "a1b2c", true),
            ("a*b*c", "acb", false),
            ("ab*ba", "aba", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}

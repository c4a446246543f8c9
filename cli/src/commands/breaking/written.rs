//! The reports for programs, and for a changelog.

use std::fmt::Write as _;

use datacontract_codegen::compare::{Change, Location, Side, Surface, Verdict};
use serde_json::{Map, Value, json};

use super::{Audiences, Compared, NextVersion, next_versions, text::whom, version_line};
use crate::findings::{self, Finding, Level, Suite};

/// One object a line: each change, and after those of a spec what it comes to.
pub(super) fn json(compared: &[Compared], audiences: &Audiences) -> String {
    let mut text = String::new();
    for one in compared {
        for change in &one.comparison.changes {
            let _ = writeln!(text, "{}", json_change(one, change, audiences));
        }
        let number = |verdict| {
            one.comparison.changes.iter().filter(|change| audiences.verdict(change) == verdict).count()
        };
        let versions = next_versions(one).map(|version| {
            let NextVersion { what: _, bump, was, is, next } = version;
            json!({ "bump": bump.word(), "was": was, "is": is, "next": next })
        });
        let [api, package] = versions;
        let line = json!({
            "spec": path(one),
            "changes": one.comparison.changes.len(),
            "breaks": number(Verdict::Breaks),
            "risky": number(Verdict::Risky),
            "safe": number(Verdict::Safe),
            "api": api,
            "crate": package,
        });
        let _ = writeln!(text, "{line}");
    }
    text
}

fn path(compared: &Compared) -> String {
    compared.path.display().to_string().replace('\\', "/")
}

fn json_change(compared: &Compared, change: &Change, audiences: &Audiences) -> Value {
    let verdicts: Map<String, Value> = Surface::ALL
        .into_iter()
        .map(|surface| {
            let sides = Side::ALL
                .map(|side| (side.word().to_owned(), json!(change.verdicts.get(surface, side).word())));
            (surface.word().to_owned(), Value::Object(sides.into_iter().collect()))
        })
        .collect();
    json!({
        "code": change.rule.code(),
        "title": change.rule.title(),
        "verdict": audiences.verdict(change).word(),
        "spec": path(compared),
        "subject": change.subject,
        "message": change.message,
        "before": change.before.as_ref().map(json_place),
        "after": change.after.as_ref().map(json_place),
        "verdicts": verdicts,
        "rust": change.rust,
        "ignored": change.ignored,
    })
}

fn json_place(location: &Location) -> Value {
    let start = location.file.line_column(location.span.start);
    let end = location.file.line_column(location.span.end);
    json!({
        "file": location.file.path(),
        "line": start.line,
        "column": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// Returns the changes as findings, spec by spec.
fn suites(compared: &[Compared], audiences: &Audiences) -> Vec<Suite> {
    let finding = |change: &Change| {
        let verdict = audiences.verdict(change);
        Finding {
            level: match verdict {
                Verdict::Breaks => Level::Error,
                Verdict::Risky => Level::Warning,
                Verdict::Safe => Level::Note,
            },
            code: change.rule.code(),
            title: change.rule.title(),
            subject: change.subject.clone(),
            message: change.message.clone(),
            details: match verdict {
                Verdict::Safe => String::new(),
                level => format!("{level} {}", whom(change, level)),
            },
            place: change.after.as_ref().map(|at| (at.file.clone(), at.span)),
        }
    };
    compared
        .iter()
        .map(|one| Suite { name: path(one), findings: one.comparison.changes.iter().map(finding).collect() })
        .collect()
}

/// One annotation a line.
pub(super) fn github(compared: &[Compared], audiences: &Audiences) -> String {
    findings::github(&suites(compared, audiences))
}

/// A suite for each spec, a case for each change; one that breaks something has failed.
pub(super) fn junit(compared: &[Compared], audiences: &Audiences) -> String {
    findings::junit(&suites(compared, audiences), Level::Error)
}

/// An entry for a changelog.
pub(super) fn markdown(compared: &[Compared], audiences: &Audiences) -> String {
    let mut text = String::new();
    for one in compared {
        let _ = writeln!(text, "## {}\n", escaped(&path(one)));
        let versions = next_versions(one);
        for line in versions.iter().filter_map(version_line) {
            let _ = writeln!(text, "- {line}");
        }
        if versions.iter().any(|version| version_line(version).is_some()) {
            text.push('\n');
        }
        let changes = &one.comparison.changes;
        if changes.is_empty() {
            text.push_str("Nothing has changed.\n\n");
        }
        for (verdict, title) in
            [(Verdict::Breaks, "Breaking"), (Verdict::Risky, "Risky"), (Verdict::Safe, "Other")]
        {
            let mut of_verdict =
                changes.iter().filter(|change| audiences.verdict(change) == verdict).peekable();
            if of_verdict.peek().is_none() {
                continue;
            }
            let _ = writeln!(text, "### {title}\n");
            for change in of_verdict {
                let _ = write!(
                    text,
                    "- **{}**: {} ({}",
                    escaped(&change.subject),
                    escaped(&change.message),
                    change.rule
                );
                let whom = whom(change, verdict);
                if verdict != Verdict::Safe && !whom.is_empty() {
                    let _ = write!(text, "; {whom}");
                }
                if let Some(reason) = &change.ignored {
                    let _ = write!(text, "; meant: {}", escaped(reason));
                }
                text.push_str(")\n");
            }
            text.push('\n');
        }
    }
    text
}

/// Returns a text in which nothing is Markdown but what stands between backticks.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    let mut is_code = false;
    for c in text.chars() {
        is_code ^= c == '`';
        if !is_code && matches!(c, '*' | '_' | '<' | '>' | '[' | ']' | '\\' | '#') {
            escaped.push('\\');
        }
        escaped.push(if c.is_control() { ' ' } else { c });
    }
    escaped
}

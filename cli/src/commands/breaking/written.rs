//! The reports for programs, and for a changelog.

use std::fmt::Write as _;

use datacontract_codegen::compare::{Change, Location, Side, Surface, Verdict};
use serde_json::{Map, Value, json};

use super::{Audiences, Compared, NextVersion, next_versions, text::whom, version_line};

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

/// One annotation a line.
pub(super) fn github(compared: &[Compared], audiences: &Audiences) -> String {
    let mut text = String::new();
    for change in compared.iter().flat_map(|one| &one.comparison.changes) {
        let level = match audiences.verdict(change) {
            Verdict::Breaks => "error",
            Verdict::Risky => "warning",
            Verdict::Safe => "notice",
        };
        let mut place = String::new();
        if let Some(at) = &change.after {
            let start = at.file.line_column(at.span.start);
            let end = at.file.line_column(at.span.end);
            place = format!(
                "file={},line={},col={},endLine={},endColumn={},",
                property(at.file.path()),
                start.line,
                start.column,
                end.line,
                end.column
            );
        }
        let title = property(&format!("{}: {}", change.rule, change.rule.title()));
        let message = data(&format!("{}: {}", change.subject, change.message));
        let _ = writeln!(text, "::{level} {place}title={title}::{message}");
    }
    text
}

/// Escapes a text as GitHub's commands want it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property as GitHub's commands want it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A suite for each spec, a case for each change; one that breaks something has failed.
pub(super) fn junit(compared: &[Compared], audiences: &Audiences) -> String {
    let breaks = |change: &&Change| audiences.verdict(change) == Verdict::Breaks;
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for one in compared {
        let changes = &one.comparison.changes;
        let _ = writeln!(
            text,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">",
            xml(&path(one)),
            changes.len(),
            changes.iter().filter(breaks).count()
        );
        for change in changes {
            let name = xml(&format!("{} {}", change.rule, change.subject));
            let class = xml(change.rule.title());
            if breaks(&change) {
                let message = xml(&change.message);
                let whom = xml(&whom(change, Verdict::Breaks));
                let _ = writeln!(
                    text,
                    "    <testcase classname=\"{class}\" name=\"{name}\">\n      <failure message=\"{message}\">breaks \
                     {whom}</failure>\n    </testcase>"
                );
            } else {
                let _ = writeln!(text, "    <testcase classname=\"{class}\" name=\"{name}\"/>");
            }
        }
        text.push_str("  </testsuite>\n");
    }
    text + "</testsuites>\n"
}

/// Escapes a text for XML; what XML cannot hold is left out.
fn xml(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
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

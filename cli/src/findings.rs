//! Findings in the forms that other programs read.

use std::fmt::Write as _;

use datacontract_codegen::{diagnostic::SourceFile, spec::Span};
use serde_json::{Value, json};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Note,
    Warning,
    Error,
}

/// Something that was found.
pub(crate) struct Finding {
    pub(crate) level: Level,
    pub(crate) code: &'static str,
    pub(crate) title: &'static str,
    /// What it is about.
    pub(crate) subject: String,
    pub(crate) message: String,
    /// What else there is to know; may be empty.
    pub(crate) details: String,
    pub(crate) place: Option<Place>,
}

/// Where something stands.
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) end_line: usize,
    pub(crate) end_column: usize,
}

/// The findings about one thing.
pub(crate) struct Suite {
    pub(crate) name: String,
    pub(crate) findings: Vec<Finding>,
}

impl Place {
    pub(crate) fn of(file: &SourceFile, span: Span) -> Self {
        let (start, end) = (file.line_column(span.start), file.line_column(span.end));
        Self {
            file: file.path().to_owned(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

impl Level {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// GitHub's workflows: one annotation a line.
pub(crate) fn github(suites: &[Suite]) -> String {
    let mut text = String::new();
    for finding in suites.iter().flat_map(|suite| &suite.findings) {
        let level = match finding.level {
            Level::Note => "notice",
            level => level.word(),
        };
        let place = finding.place.as_ref().map(|place| {
            format!(
                "file={},line={},col={},endLine={},endColumn={},",
                property(&place.file),
                place.line,
                place.column,
                place.end_line,
                place.end_column
            )
        });
        let title = property(&format!("{}: {}", finding.code, finding.title));
        let message = data(&format!("{}: {}", finding.subject, finding.message));
        let _ = writeln!(text, "::{level} {}title={title}::{message}", place.unwrap_or_default());
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

/// CI servers: a suite for each thing, a case for each finding. Those of this level and above have failed.
pub(crate) fn junit(suites: &[Suite], failing: Level) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for suite in suites {
        let failures = suite.findings.iter().filter(|finding| finding.level >= failing).count();
        let _ = writeln!(
            text,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\">",
            xml(&suite.name),
            suite.findings.len(),
        );
        for finding in &suite.findings {
            let name = xml(&format!("{} {}", finding.code, finding.subject));
            let class = xml(finding.title);
            if finding.level >= failing {
                let (message, details) = (xml(&finding.message), xml(&finding.details));
                let _ = writeln!(
                    text,
                    "    <testcase classname=\"{class}\" name=\"{name}\">\n      <failure \
                     message=\"{message}\">{details}</failure>\n    </testcase>"
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

/// Code scanning: SARIF 2.1.0.
pub(crate) fn sarif(suites: &[Suite]) -> String {
    let findings = || suites.iter().flat_map(|suite| &suite.findings);
    let mut rules: Vec<(&str, &str)> = findings().map(|finding| (finding.code, finding.title)).collect();
    rules.sort_unstable();
    rules.dedup();
    let rules: Vec<Value> = rules
        .into_iter()
        .map(|(code, title)| json!({ "id": code, "shortDescription": { "text": title } }))
        .collect();
    let results: Vec<Value> = findings()
        .map(|finding| {
            let locations: Vec<Value> = finding
                .place
                .iter()
                .map(|place| {
                    json!({ "physicalLocation": {
                        "artifactLocation": { "uri": place.file },
                        "region": {
                            "startLine": place.line,
                            "startColumn": place.column,
                            "endLine": place.end_line,
                            "endColumn": place.end_column,
                        },
                    } })
                })
                .collect();
            let details =
                if finding.details.is_empty() { String::new() } else { format!(" ({})", finding.details) };
            json!({
                "ruleId": finding.code,
                "level": finding.level.word(),
                "message": { "text": format!("{}: {}{details}", finding.subject, finding.message) },
                "locations": locations,
            })
        })
        .collect();
    let report = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cargo-datacontract",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "results": results,
        }],
    });
    format!("{report:#}\n")
}

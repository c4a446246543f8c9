//! Findings in the forms that other programs read.

use std::fmt::Write as _;

use datacontract_codegen::{
    diagnostic::{SourceFile, github_annotation},
    spec::Span,
};

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
    /// Where it stands.
    pub(crate) place: Option<(SourceFile, Span)>,
}

/// The findings about one thing.
pub(crate) struct Suite {
    pub(crate) name: String,
    pub(crate) findings: Vec<Finding>,
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
    let annotation = |finding: &Finding| {
        let level = match finding.level {
            Level::Note => "notice",
            level => level.word(),
        };
        let place = finding.place.as_ref().map(|(file, span)| (file, *span));
        let title = format!("{}: {}", finding.code, finding.title);
        let message = format!("{}: {}", finding.subject, finding.message);
        github_annotation(level, place, &title, &message)
    };
    suites.iter().flat_map(|suite| &suite.findings).map(annotation).collect()
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

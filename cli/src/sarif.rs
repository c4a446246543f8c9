//! Findings for code scanning.

use serde_json::{Value, json};

use crate::findings::Suite;

/// Returns findings as a log of SARIF 2.1.0.
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
                .map(|(file, span)| {
                    let (start, end) = (file.line_column(span.start), file.line_column(span.end));
                    json!({ "physicalLocation": {
                        "artifactLocation": { "uri": file.path() },
                        "region": {
                            "startLine": start.line,
                            "startColumn": start.column,
                            "endLine": end.line,
                            "endColumn": end.column,
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

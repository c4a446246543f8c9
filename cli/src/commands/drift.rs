//! `drift`: recorded traffic against a spec.

use std::{fmt::Write as _, path::Path};

use datacontract_codegen::{accepted::AcceptedList, spec::Span};
use datacontract_workbench::{
    sample::Side,
    site::Site,
    traffic::{Coverage, Drift, DriftReport, Finding as Departure, Severity},
};
use serde_json::{Value, json};

use crate::{
    args::{DriftArgs, DriftFormat},
    failure::{Failure, Outcome},
    findings::{self, Finding, Level, Suite},
    recordings,
    report::{Output, count},
    sarif, specs,
};

/// How many members that were never seen are listed.
const SHOWN_UNSEEN: usize = 20;

pub(crate) fn run(args: &DriftArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let site = specs::site(&args.spec, output)?;
    let mut drift = Drift::new(&site);
    let (exchanges, recordings) = recordings::read_all(&site, &args.recordings, output)?;
    for (exchange, recording) in exchanges.iter().zip(recordings) {
        drift.add(&recording.to_string_lossy(), exchange);
    }
    let mut report = drift.report();
    if let Some(accepted) = accepted(&site, output)? {
        output.diagnostics(&report.accept(&accepted));
    }
    output.print(&match args.format {
        DriftFormat::Text => text(&report),
        DriftFormat::Json => json_report(&report),
        DriftFormat::Sarif => sarif::sarif(&[suite(&site, &args.spec, &report)]),
        DriftFormat::Github => findings::github(&[suite(&site, &args.spec, &report)]),
        DriftFormat::Junit => findings::junit(&[suite(&site, &args.spec, &report)], Level::Warning),
    });
    Ok(if report.has(Severity::Warning) { Outcome::Findings } else { Outcome::Good })
}

/// Reads which findings a person accepts, where that stands beside the spec.
pub(super) fn accepted(site: &Site, output: &mut Output) -> Result<Option<AcceptedList>, Failure> {
    let (accepted, diagnostics) = DriftReport::accepted_beside(Path::new(site.spec().file.path()));
    output.diagnostics(&diagnostics);
    if diagnostics.has_errors() {
        return Err(Failure::usage("what is accepted cannot be read, so nothing is compared"));
    }
    Ok(accepted)
}

/// Returns a report for people.
pub(super) fn text(report: &DriftReport) -> String {
    let mut text = String::new();
    let mut endpoint = None;
    for finding in report.findings.iter().filter(|finding| finding.accepted.is_none()) {
        if endpoint != Some(&finding.endpoint) {
            let _ = writeln!(text, "{}", finding.endpoint);
            endpoint = Some(&finding.endpoint);
        }
        let side = finding.side.map_or("", Side::word);
        let _ = writeln!(
            text,
            "  {:7}  {}  {side:8}  {}{}  (in {}, first in {} #{})",
            finding.kind.severity().word(),
            finding.kind.code(),
            if finding.path.is_empty() { String::new() } else { format!("{}: ", finding.path) },
            finding.message,
            count(finding.count, "exchange"),
            finding.first.recording,
            finding.first.exchange,
        );
    }
    let accepted = report.findings.iter().filter(|finding| finding.accepted.is_some()).count();
    let findings = report.findings.len() - accepted;
    if findings > 0 {
        text.push('\n');
    }
    let Coverage { endpoints, members, unseen_members, enum_values, unseen_enum_values } = &report.coverage;
    let seen = endpoints.iter().filter(|endpoint| endpoint.exchanges > 0).count();
    let _ = writeln!(
        text,
        "{} compared, {} not of this API; {}{}",
        count(report.exchanges, "exchange"),
        report.foreign,
        count(findings, "finding"),
        if accepted > 0 { format!(", and {accepted} accepted") } else { String::new() }
    );
    let _ = writeln!(
        text,
        "seen: {seen} of {}, {} of {}, {} of {} of enums",
        count(endpoints.len(), "endpoint"),
        members.0,
        count(members.1, "member"),
        enum_values.0,
        count(enum_values.1, "value"),
    );
    for endpoint in endpoints.iter().filter(|endpoint| endpoint.exchanges == 0) {
        let _ = writeln!(text, "  never seen: {}", endpoint.heading);
    }
    for name in unseen_members.iter().chain(unseen_enum_values).take(SHOWN_UNSEEN) {
        let _ = writeln!(text, "  never seen: {name}");
    }
    let more = (unseen_members.len() + unseen_enum_values.len()).saturating_sub(SHOWN_UNSEEN);
    if more > 0 {
        let _ = writeln!(text, "  and {more} more: `--format json` lists all");
    }
    if report.left_out > 0 {
        let _ = writeln!(text, "{} left out: there are too many", count(report.left_out, "finding"));
    }
    text
}

fn json_report(report: &DriftReport) -> String {
    let finding = |finding: &Departure| {
        json!({
            "code": finding.kind.code(),
            "severity": finding.kind.severity().word(),
            "endpoint": finding.endpoint,
            "side": finding.side.map(Side::word),
            "path": finding.path,
            "message": finding.message,
            "accepted": finding.accepted,
            "count": finding.count,
            "recording": finding.first.recording,
            "exchange": finding.first.exchange,
        })
    };
    let coverage = &report.coverage;
    let endpoints: Vec<Value> = coverage
        .endpoints
        .iter()
        .map(|endpoint| {
            json!({
                "endpoint": endpoint.heading,
                "exchanges": endpoint.exchanges,
                "statuses": endpoint.statuses,
            })
        })
        .collect();
    let report = json!({
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
        "leftOut": report.left_out,
        "exchanges": report.exchanges,
        "foreign": report.foreign,
        "coverage": {
            "endpoints": endpoints,
            "members": { "seen": coverage.members.0, "all": coverage.members.1, "unseen": coverage.unseen_members },
            "enumValues": {
                "seen": coverage.enum_values.0,
                "all": coverage.enum_values.1,
                "unseen": coverage.unseen_enum_values,
            },
        },
    });
    format!("{report:#}\n")
}

/// Returns the findings at the endpoints' places in the spec.
fn suite(site: &Site, path: &Path, report: &DriftReport) -> Suite {
    let spec = site.spec();
    let place = |heading: &str| {
        let endpoint = spec.endpoints.iter().find(|endpoint| endpoint.heading.value == heading);
        // An endpoint that is not there is missing in the file: code scanning takes no finding without a place.
        (spec.file.clone(), endpoint.map_or(Span::new(0, 1), |endpoint| endpoint.heading.span))
    };
    let finding = |finding: &Departure| Finding {
        level: match finding.kind.severity() {
            Severity::Note => Level::Note,
            Severity::Warning => Level::Warning,
            Severity::Error => Level::Error,
        },
        code: finding.kind.code(),
        title: finding.kind.title(),
        subject: finding.subject(),
        message: finding.message.clone(),
        details: format!("in {}", count(finding.count, "exchange")),
        place: Some(place(&finding.endpoint)),
    };
    let findings = report.findings.iter().filter(|finding| finding.accepted.is_none());
    Suite { name: path.display().to_string(), findings: findings.map(finding).collect() }
}

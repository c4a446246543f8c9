//! `check`: specs and their proofs.

use std::path::Path;

use datacontract_codegen::{
    diagnostic::{Diagnostics, Format, Severity},
    graph::ContractGraph,
    prove::{self, EndpointReport, Report, SampleState, Verdict},
    spec::Spec,
};
use serde_json::{Map, json};

use crate::{
    args::{BreakingArgs, BreakingFormat, CheckArgs, CheckFormat},
    commands::breaking,
    failure::{Failure, Outcome},
    report::{Output, count, endpoint_line},
    specs::{self, OwnProject},
};

pub(crate) fn run(args: &CheckArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let (paths, of_project) = specs::meant(&args.paths)?;
    let mut totals = Totals::default();
    totals.count(&of_project);
    print(args.format, &of_project, None, output);
    let project = OwnProject::load();
    for path in &paths {
        let (diagnostics, report) = check(path, &project, output);
        totals.add(&diagnostics, report.as_ref());
        print(args.format, &diagnostics, report.as_ref(), output);
    }
    if args.format != CheckFormat::Json {
        output.print(&totals.summary());
    }
    if totals.errors > 0 {
        return Ok(Outcome::Findings);
    }
    match &args.against {
        Some(against) => breaking::run(&of_check(args, against), output),
        None => Ok(Outcome::Good),
    }
}

/// Returns what is to be compared of the specs that were checked.
fn of_check(args: &CheckArgs, against: &str) -> BreakingArgs {
    let format = match args.format {
        CheckFormat::Text => BreakingFormat::Text,
        CheckFormat::Json => BreakingFormat::Json,
        CheckFormat::Github => BreakingFormat::Github,
    };
    BreakingArgs {
        paths: args.paths.clone(),
        against: against.to_owned(),
        audience: Vec::new(),
        policy: None,
        format,
    }
}

/// Returns all that is wrong with a spec, and the proofs of what its mistakes leave alone.
fn check(path: &Path, project: &OwnProject, output: &mut Output) -> (Diagnostics, Option<Report>) {
    let (spec, mut diagnostics) = Spec::load_despite_errors(path);
    let Some(mut spec) = spec else { return (diagnostics, None) };
    project.choose_types(&mut spec, path);
    specs::warn_of_untried_types([&spec], output);
    let report = prove::prove(&spec, &ContractGraph::of_sound_part(&spec, &diagnostics));
    diagnostics.extend(report.diagnostics.clone());
    (diagnostics, Some(report))
}

fn print(format: CheckFormat, diagnostics: &Diagnostics, report: Option<&Report>, output: &mut Output) {
    let endpoints = report.map_or(&[][..], |report| &report.endpoints);
    match format {
        CheckFormat::Text => output.diagnostics(diagnostics),
        CheckFormat::Json => output.print(&diagnostics.render(Format::Json)),
        CheckFormat::Github => output.print(&diagnostics.render(Format::Github)),
    }
    if let (CheckFormat::Text, Some(report)) = (format, report) {
        for (setting, example) in &report.settings {
            output.print(&format!("note: in JSON {}: {example}\n", setting.text()));
        }
    }
    for endpoint in endpoints {
        output.print(&match format {
            CheckFormat::Json => json_line(endpoint),
            CheckFormat::Text | CheckFormat::Github => endpoint_line(endpoint),
        });
    }
}

/// `{"endpoint":"POST api/x","verdict":"proven","request":{"json":"reproduced"},"response":null}`
fn json_line(endpoint: &EndpointReport) -> String {
    let mut line = Map::new();
    line.insert("endpoint".to_owned(), json!(endpoint.heading));
    line.insert("verdict".to_owned(), json!(endpoint.verdict().word()));
    for what in ["request", "response"] {
        let payload = endpoint.payloads().find(|(name, _)| *name == what).map(|(_, payload)| {
            let states = payload.formats.iter().map(|(format, state)| {
                let word = match state {
                    SampleState::Reproduced => "reproduced",
                    SampleState::ChangedByTypes => "changedByTypes",
                    SampleState::Failed => "failed",
                    SampleState::Missing => "missing",
                    SampleState::Untried => "untried",
                };
                (format.key().to_owned(), json!(word))
            });
            states.collect::<Map<_, _>>()
        });
        line.insert(what.to_owned(), json!(payload));
    }
    format!("{}\n", serde_json::Value::Object(line))
}

/// What is counted over all specs.
#[derive(Debug, Default)]
struct Totals {
    specs: usize,
    broken: usize,
    endpoints: usize,
    verdicts: [usize; Verdict::ALL.len()],
    reproduced: usize,
    changed: usize,
    failed: usize,
    errors: usize,
    warnings: usize,
}

impl Totals {
    fn count(&mut self, diagnostics: &Diagnostics) {
        self.errors += diagnostics.count(Severity::Error);
        self.warnings += diagnostics.count(Severity::Warning);
    }

    fn add(&mut self, diagnostics: &Diagnostics, report: Option<&Report>) {
        self.specs += 1;
        self.count(diagnostics);
        let Some(report) = report else {
            self.broken += 1;
            return;
        };
        self.endpoints += report.endpoints.len();
        for (total, verdict) in self.verdicts.iter_mut().zip(Verdict::ALL) {
            *total += report.count(verdict);
        }
        self.reproduced += report.samples(SampleState::Reproduced);
        self.changed += report.samples(SampleState::ChangedByTypes);
        self.failed += report.samples(SampleState::Failed);
    }

    /// `5 specs, 5 endpoints: 5 proven; 16 samples reproduced`
    fn summary(&self) -> String {
        let verdicts: Vec<String> = Verdict::ALL
            .iter()
            .zip(self.verdicts)
            .filter(|(_, number)| *number > 0)
            .map(|(verdict, number)| format!("{number} {verdict}"))
            .collect();
        let endpoints = count(self.endpoints, "endpoint");
        let endpoints =
            if verdicts.is_empty() { endpoints } else { format!("{endpoints}: {}", verdicts.join(", ")) };
        let changed = if self.changed > 0 {
            format!(", {} changed by the Rust types", self.changed)
        } else {
            String::new()
        };
        let failed = if self.failed > 0 { format!(", {} not", self.failed) } else { String::new() };
        let reproduced = count(self.reproduced, "sample");
        let mut parts = vec![
            format!("{}, {endpoints}", count(self.specs, "spec")),
            format!("{reproduced} reproduced{changed}{failed}"),
        ];
        if self.broken > 0 {
            parts.push(format!("{} cannot be proven", count(self.broken, "spec")));
        }
        let findings = [(self.errors, "error"), (self.warnings, "warning")];
        let findings =
            findings.iter().filter(|(number, _)| *number > 0).map(|(number, what)| count(*number, what));
        parts.extend(findings);
        parts.join("; ") + "\n"
    }
}

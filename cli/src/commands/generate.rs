//! `generate`: Rust from specs.

use datacontract_codegen::{
    CONFIG_FILE, Project,
    output::{Change, ChangeKind},
};

use crate::{
    args::GenerateArgs,
    failure::{Failure, Outcome},
    report::{Output, count, styled_diff},
};

/// More of a file's differences do not help to see what is stale.
const SHOWN_LINES: usize = 60;

pub(crate) fn run(args: &GenerateArgs, output: &mut Output) -> Result<Outcome, Failure> {
    if let Err(error) = std::fs::metadata(&args.config) {
        return Err(Failure::unreadable(&args.config, &error).help(format!(
            "a `{CONFIG_FILE}` says which specs become which files: \
             `{{\"specs\": [\"specs/*\"], \"output\": \"src/apis\"}}`"
        )));
    }
    let (project, diagnostics) = Project::load(&args.config);
    output.diagnostics(&diagnostics);
    let Some(project) = project else { return Ok(Outcome::Findings) };
    let (plan, diagnostics) = project.plan();
    output.diagnostics(&diagnostics);
    let Some(plan) = plan else { return Ok(Outcome::Findings) };
    let changes = plan.changes().map_err(|error| Failure::finding(error.to_string()))?;
    if args.diff {
        for change in &changes {
            output.print(&styled_diff(&change.diff(), usize::MAX));
        }
        return Ok(Outcome::Good);
    }
    if args.check {
        return check(&changes, plan.files().len(), output);
    }
    for change in &changes {
        let verb = verb(change);
        if args.dry_run {
            output.print(&format!("would {verb} {}\n", change.path.display()));
        } else {
            change.apply().map_err(|error| Failure::finding(error.to_string()))?;
            output.print(&format!("{verb}d {}\n", change.path.display()));
        }
    }
    let stale = changes.iter().filter(|change| change.kind() != ChangeKind::Remove).count();
    let current = plan.files().len().saturating_sub(stale);
    if current > 0 || changes.is_empty() {
        output.print(&up_to_date(current));
    }
    Ok(Outcome::Good)
}

fn check(changes: &[Change], files: usize, output: &mut Output) -> Result<Outcome, Failure> {
    if changes.is_empty() {
        output.print(&up_to_date(files));
        return Ok(Outcome::Good);
    }
    for change in changes {
        output.print(&styled_diff(&change.diff(), SHOWN_LINES));
    }
    let are = if changes.len() == 1 { "is" } else { "are" };
    Err(Failure::finding(format!("{} {are} stale", count(changes.len(), "file")))
        .help("run `cargo datacontract generate`, and check in what it writes"))
}

fn up_to_date(files: usize) -> String {
    let are = if files == 1 { "is" } else { "are" };
    format!("{} {are} up to date\n", count(files, "file"))
}

/// What is done to the file.
fn verb(change: &Change) -> &'static str {
    match change.kind() {
        ChangeKind::Create => "create",
        ChangeKind::Update => "update",
        ChangeKind::Remove => "remove",
    }
}

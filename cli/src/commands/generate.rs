//! `generate`: Rust from specs.

use datacontract_codegen::{
    CONFIG_FILE, Project,
    output::{Change, ChangeKind, Plan},
};

use crate::{
    args::GenerateArgs,
    failure::{Failure, Outcome},
    report::{Output, count, rendered, styled_diff},
    stamp::Generation,
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
    // What only looks does all the work: nobody has to trust a stamp to trust a check.
    let writes = !(args.check || args.diff || args.dry_run);
    let generation = if writes { Generation::of(&args.config, &project) } else { None };
    if let Some((files, said)) = generation.as_ref().and_then(Generation::unchanged) {
        output.print_error(said);
        output.print(&format!("nothing has changed: {}", up_to_date(files)));
        return Ok(Outcome::Good);
    }
    let (specs, diagnostics) = project.read_specs();
    output.diagnostics(&diagnostics);
    let Some(specs) = specs else { return Ok(Outcome::Findings) };
    let modules = project.modules(&specs, |spec| generation.as_ref()?.module(spec));
    let frame = project.frame(&specs);
    let stamp = generation.map(|generation| {
        let modules = specs.iter().zip(modules.iter().map(Vec::as_slice));
        generation.done(modules, &frame, rendered(&diagnostics))
    });
    let plan = Plan::new(&project.output(), modules.into_iter().flatten().chain(frame));
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
    if let Some((path, stamp)) = stamp {
        stamp.write(&path);
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

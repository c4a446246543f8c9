//! `generate`: Rust from specs.

#[cfg(feature = "watch")]
mod watch;

use std::path::PathBuf;

use datacontract_codegen::{
    CONFIG_FILE, Project,
    compare::{Verdict, rust_changes},
    output::{
        Access, ApplyError, Change, ChangeKind, Changes, Conflict, Existing, RunLock, remove_leftovers,
    },
    prove,
};

use crate::{
    args::GenerateArgs,
    failure::{Failure, Outcome},
    report::{Output, count, rendered, styled_diff},
    stamp::Generation,
};

/// More of a file's differences do not help to see what is stale.
const SHOWN_LINES: usize = 60;

/// Where the ways out are described.
const GUIDE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/HEAD/docs/guide/generated-files.md");

pub(crate) fn run(args: &GenerateArgs, output: &mut Output) -> Result<Outcome, Failure> {
    #[cfg(feature = "watch")]
    if args.watch {
        return watch::run(args, output);
    }
    generate(args, output)
}

fn generate(args: &GenerateArgs, output: &mut Output) -> Result<Outcome, Failure> {
    if let Err(error) = std::fs::metadata(&args.config) {
        return Err(Failure::unreadable(&args.config, &error).help(format!(
            "a `{CONFIG_FILE}` says which specs become which files: \
             `{{\"specs\": [\"specs/*\"], \"output\": \"src/apis\"}}`"
        )));
    }
    let writes = !(args.check || args.diff || args.dry_run);
    let access = if writes { Access::Write } else { Access::Look };
    let _lock = RunLock::take(&args.config, access, || {
        output.print_error("waiting for another `generate` of this configuration to end\n");
    });
    let (project, diagnostics) = Project::load(&args.config);
    output.diagnostics(&diagnostics);
    let Some(project) = project else { return Ok(Outcome::Findings) };
    if writes {
        remove_leftovers(&project.output());
        remove_leftovers(project.folder());
    }
    // What only looks does all the work: nobody has to trust a stamp to trust a check.
    let generation = if writes { Generation::of(&args.config, &project) } else { None };
    if let Some((files, said)) = generation.as_ref().and_then(Generation::unchanged) {
        output.print_error(said);
        output.print(&format!("nothing has changed: {}", up_to_date(files)));
        return Ok(Outcome::Good);
    }
    let (specs, mut diagnostics) = project.read_specs();
    crate::specs::warn_of_untried_types(specs.iter().flatten(), output);
    let losses = specs.iter().flatten().map(prove::losses);
    losses.for_each(|losses| diagnostics.extend(losses));
    output.diagnostics(&diagnostics);
    let Some(specs) = specs.filter(|_| !diagnostics.has_errors()) else { return Ok(Outcome::Findings) };
    let modules = project.modules(&specs, |spec| generation.as_ref()?.module(spec));
    let frame = project.frame(&specs);
    let plan = project.plan_of(modules.iter().flatten().chain(&frame).cloned());
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let changes = plan.changes(existing).map_err(|error| {
        Failure::finding(error.to_string()).help(format!("{}; see {GUIDE}", error.help()))
    })?;
    let files = plan.files().len();
    if !changes.left_behind().is_empty() {
        output.warning(&left_behind(changes.left_behind()));
    }
    if args.diff {
        return show(&changes, usize::MAX, output);
    }
    if args.check {
        return check(&changes, files, output);
    }
    if args.dry_run {
        return list(&changes, files, output);
    }
    changes.apply().map_err(|error| failed(&error))?;
    for change in all(&changes) {
        output.print(&format!("{}d {}\n", verb(change), change.path.display()));
    }
    if let Some(generation) = generation {
        let modules = specs.iter().zip(modules.iter().map(Vec::as_slice));
        let (path, stamp) = generation.done(modules, &frame, &plan.record(), rendered(&diagnostics));
        stamp.write(&path);
    }
    print_current(&changes, files, output);
    Ok(Outcome::Good)
}

/// Names the files that stay where the output was.
fn left_behind(paths: &[PathBuf]) -> String {
    let lines: Vec<String> = paths.iter().map(|path| format!("\n  {}", path.display())).collect();
    format!(
        "the output was outside the project, where nothing is removed; delete these if nobody needs them:{}",
        lines.concat()
    )
}

/// Shows the differences of all files, also of those that something is in the way of.
fn show(changes: &Changes, lines: usize, output: &mut Output) -> Result<Outcome, Failure> {
    let conflicting = changes.conflicts().iter().filter_map(|conflict| conflict.change.as_ref());
    let mut shown: Vec<&Change> = changes.files().chain(conflicting).collect();
    shown.sort_by(|a, b| a.path.cmp(&b.path));
    for change in shown.iter().copied().chain(changes.record()) {
        output.print(&styled_diff(&change.diff(), lines));
    }
    print_breaking(&shown, output);
    nothing_in_the_way(changes)
}

/// Names what of the changes code that uses the generated one does not survive.
fn print_breaking(changes: &[&Change], output: &mut Output) {
    let mut lines = Vec::new();
    for change in changes {
        let (Some(before), Some(after)) = (&change.before, &change.after) else { continue };
        for found in rust_changes(before, after) {
            if found.verdict == Verdict::Breaks {
                lines.push(format!("{}: {}\n", change.path.display(), found.message));
            }
        }
    }
    if !lines.is_empty() {
        let title = count(lines.len(), "breaking change");
        output.print(&format!("\n{title} for code that uses what is generated:\n{}", lines.concat()));
        output.print("whom it breaks on the wire is said by `cargo datacontract breaking --against HEAD`\n");
    }
}

fn check(changes: &Changes, files: usize, output: &mut Output) -> Result<Outcome, Failure> {
    if changes.is_empty() {
        output.print(&up_to_date(files));
        return Ok(Outcome::Good);
    }
    show(changes, SHOWN_LINES, output)?;
    let stale = all(changes).count();
    let are = if stale == 1 { "is" } else { "are" };
    Err(Failure::finding(format!("{} {are} stale", count(stale, "file")))
        .help("run `cargo datacontract generate`, and check in what it writes"))
}

fn list(changes: &Changes, files: usize, output: &mut Output) -> Result<Outcome, Failure> {
    for change in all(changes) {
        output.print(&format!("would {} {}\n", verb(change), change.path.display()));
    }
    nothing_in_the_way(changes)?;
    print_current(changes, files, output);
    Ok(Outcome::Good)
}

/// Returns the changes of files, and that of the record.
fn all(changes: &Changes) -> impl Iterator<Item = &Change> {
    changes.files().chain(changes.record())
}

fn nothing_in_the_way(changes: &Changes) -> Result<Outcome, Failure> {
    match changes.conflicts() {
        [] => Ok(Outcome::Good),
        conflicts => Err(in_the_way(conflicts)),
    }
}

fn failed(error: &ApplyError) -> Failure {
    match error {
        ApplyError::Conflicts(conflicts) => in_the_way(conflicts),
        error => Failure::finding(error.to_string()).help(
            "no file is half written, and those that are written are recorded: mend that, and run it again",
        ),
    }
}

/// Names everything that is in the way, and the way out.
fn in_the_way(conflicts: &[Conflict]) -> Failure {
    let verb = if conflicts.len() == 1 { "stands" } else { "stand" };
    let lines: Vec<String> = conflicts.iter().map(|conflict| format!("\n  {conflict}")).collect();
    let message = format!(
        "{} {verb} in the way, so nothing is written:{}",
        count(conflicts.len(), "file"),
        lines.concat()
    );
    let help = if conflicts.iter().all(Conflict::is_about_text) {
        "move what is to be kept, or let it be overwritten or removed by `--force` \
         (`--force --diff` shows what would be lost)"
    } else {
        "move or mend these, or give the configuration another `output`"
    };
    Failure::finding(message).help(format!("{help}; see {GUIDE}"))
}

fn print_current(changes: &Changes, files: usize, output: &mut Output) {
    let stale = changes.files().filter(|change| change.kind() != ChangeKind::Remove).count();
    let current = files.saturating_sub(stale);
    if current > 0 || changes.is_empty() {
        output.print(&up_to_date(current));
    }
}

fn up_to_date(files: usize) -> String {
    let are = if files == 1 { "is" } else { "are" };
    format!("{} {are} up to date\n", count(files, "file"))
}

/// Returns what is done to the file.
fn verb(change: &Change) -> &'static str {
    match change.kind() {
        ChangeKind::Create => "create",
        ChangeKind::Update => "update",
        ChangeKind::Remove => "remove",
    }
}

//! Measures `datacontract` against its peers, all in one run: `docs/performance.md`.

mod args;
mod contenders;
mod goals;
mod group;
mod harness;
mod mirror;
mod report;
mod shape;
mod values;

use args::Args;
use group::{Direction, Group, Shape, Size};
use harness::Effort;
use report::Circumstances;
use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    let done = Args::parse(std::env::args().skip(1)).and_then(|args| {
        if let Some(name) = &args.once {
            return once(name, args.times.unwrap_or(100));
        }
        if args.list { list(&args) } else { run(&args) }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    let circumstances = Circumstances::now(args.quick);
    let mut results = Vec::new();
    for group in groups(args) {
        let mut built = contenders::build(group, None)?;
        eprintln!("{group}: {} contenders, {} bytes", built.contenders.len(), built.bytes);
        let measured = harness::measure(&mut built.contenders, effort(group, args.quick));
        results.push(goals::Result { group, bytes: built.bytes, measured });
    }
    let rows = goals::rows(&results);
    if args.details {
        for (direction, size) in
            [Direction::Write, Direction::Read].map(|d| Size::ALL.map(|s| (d, s))).concat()
        {
            if let Some(table) = report::all_contenders(&results, direction, size) {
                println!("{direction} ({}), and how often our time goes into it", size.letter());
                println!("{}", report::plain(&table));
            }
        }
    }
    println!("{circumstances}\n\n{}\n{}", report::plain(&report::goals(&rows)), report::summary(&rows));
    if let Some(path) = &args.json {
        let json = report::to_json(&circumstances, &results, &rows);
        std::fs::write(path, format!("{json:#}\n"))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    if args.update_docs {
        report::update_docs(&circumstances, &results, &rows).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn groups(args: &Args) -> Vec<Group> {
    let wanted = |group: &Group| {
        let too_long = args.quick && group.size == Size::Large && group.shape != Shape::Compact;
        !too_long && args.filter.as_ref().is_none_or(|filter| group.to_string().contains(filter))
    };
    Group::all().into_iter().filter(wanted).collect()
}

fn effort(group: Group, quick: bool) -> Effort {
    let (rounds, micros) = match group.size {
        Size::Small => (400, 250),
        Size::Medium => (120, 1000),
        Size::Large => (20, 1000),
    };
    Effort { rounds: if quick { rounds / 5 } else { rounds }, batch: Duration::from_micros(micros) }
}

fn list(args: &Args) -> Result<(), String> {
    for group in groups(args) {
        for contender in contenders::build(group, None)?.contenders {
            println!("{}", group.full_name(&contender.name));
        }
    }
    Ok(())
}

/// Runs one contender: once to warm it up, then as often as asked, in a function that can be told from the
/// rest.
fn once(name: &str, times: u64) -> Result<(), String> {
    let group = Group::all().into_iter().find(|group| name.starts_with(&format!("{group}/")));
    let unknown = || format!("{name} is no contender: --list has all");
    let group = group.ok_or_else(unknown)?;
    let mut contenders = contenders::build(group, Some(name))?.contenders;
    let contender = contenders.iter_mut().find(|contender| group.full_name(&contender.name) == name);
    let contender = contender.ok_or_else(unknown)?;
    contender.warm_up();
    contender.counted(times);
    Ok(())
}

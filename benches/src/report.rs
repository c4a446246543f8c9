//! Tables for the terminal and for `docs/performance.md`, and JSON for programs.

use crate::contenders::{EXCLUSIONS, OURS};
use crate::goals::{Goal, Result, Row};
use crate::group::{Direction, Shape, Size};
use crate::harness::Measured;
use serde_json::{Value, json};
use std::process::Command;
use std::{env, fs, io};

/// Where and when.
pub struct Circumstances {
    pub date: String,
    pub machine: String,
    pub rustc: String,
    pub commit: String,
    pub load: String,
    pub quick: bool,
}

impl Circumstances {
    pub fn now(quick: bool) -> Self {
        let file = |path| fs::read_to_string(path).unwrap_or_default();
        let cpu = file("/proc/cpuinfo");
        let model =
            cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("an unknown processor");
        let model = model.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let commit = output("git", &["-C", env!("CARGO_MANIFEST_DIR"), "rev-parse", "--short", "HEAD"]);
        let changed = output("git", &["-C", env!("CARGO_MANIFEST_DIR"), "status", "--porcelain", "-uno"]);
        Circumstances {
            date: output("date", &["-u", "+%F"]),
            machine: format!("{model}, {cores} cores"),
            rustc: output("rustc", &["--version"]),
            commit: if changed.is_empty() { commit } else { format!("{commit} and changes") },
            load: file("/proc/loadavg").split(' ').next().unwrap_or_default().to_owned(),
            quick,
        }
    }
}

impl std::fmt::Display for Circumstances {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Circumstances { date, machine, rustc, commit, load, quick } = self;
        let quick = if *quick { "; a quick run" } else { "" };
        write!(f, "{date}, {machine}, {rustc}, commit {commit}; load at the start {load}{quick}")
    }
}

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}

const GOALS_HEAD: [&str; 8] = ["what", "payload", "ours", "against", "theirs", "ratio", "goal", "met"];

/// The table of goals.
pub fn goals(rows: &[Row]) -> Vec<[String; 8]> {
    let row = |row: &Row| {
        [
            row.what.clone(),
            format!("({})", row.size.letter()),
            time(row.ours),
            row.against.clone(),
            time(row.theirs),
            ratio(row.ratio(), row.tells_faster()),
            match row.goal {
                Some(Goal::Faster(1.0)) => "never slower".to_owned(),
                Some(Goal::Faster(least)) => format!("at least {least:.0}x faster"),
                Some(Goal::AtMost(most)) => format!("at most {most:.2}x the time"),
                None => String::new(),
            },
            match row.met() {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            }
            .to_owned(),
        ]
    };
    std::iter::once(GOALS_HEAD.map(str::to_owned)).chain(rows.iter().map(row)).collect()
}

/// One line that says how many goals are met.
pub fn summary(rows: &[Row]) -> String {
    let met = rows.iter().filter(|row| row.met() == Some(true)).count();
    let goals = rows.iter().filter(|row| row.goal.is_some()).count();
    format!("{met} of {goals} goals are met")
}

fn ratio(ratio: f64, faster: bool) -> String {
    let (ratio, word) = match faster {
        true if ratio < 1.0 => (1.0 / ratio, "slower"),
        true => (ratio, "faster"),
        false => (ratio, "the time"),
    };
    let digits = if ratio < 10.0 { 2 } else { 1 };
    format!("{ratio:.digits$}x {word}")
}

/// Nanoseconds as people read them.
fn time(nanos: f64) -> String {
    let (value, unit) = match nanos {
        ..1e3 => (nanos, "ns"),
        ..1e6 => (nanos / 1e3, "µs"),
        _ => (nanos / 1e6, "ms"),
    };
    let digits = match value {
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    format!("{value:.digits$} {unit}")
}

/// A table of all contenders of a direction and a payload: a column for each shape.
pub fn all_contenders(results: &[Result], direction: Direction, size: Size) -> Option<Vec<Vec<String>>> {
    let columns: Vec<&Result> =
        results.iter().filter(|r| r.group.direction == direction && r.group.size == size).collect();
    let mut names: Vec<&str> = Vec::new();
    for measured in columns.iter().flat_map(|result| &result.measured) {
        if !names.contains(&measured.name.as_str()) {
            names.push(&measured.name);
        }
    }
    if names.is_empty() {
        return None;
    }
    let shape = |result: &&Result| format!("{}, {}", result.group.shape.name(), bytes(result.bytes));
    let head = std::iter::once(String::new()).chain(columns.iter().map(shape)).collect();
    let row = |name: &str| {
        let cell = |result: &&Result| {
            let ours = find(&result.measured, OURS);
            match (find(&result.measured, name), ours) {
                (Some(measured), _) if name == OURS => time(measured.nanos),
                (Some(measured), Some(ours)) => {
                    let ratio = measured.nanos / ours.nanos;
                    let digits = if ratio < 10.0 { 2 } else { 1 };
                    format!("{} ({ratio:.digits$})", time(measured.nanos))
                }
                (Some(measured), None) => time(measured.nanos),
                (None, _) => "–".to_owned(),
            }
        };
        std::iter::once(name.to_owned()).chain(columns.iter().map(cell)).collect()
    };
    Some(std::iter::once(head).chain(names.iter().map(|name| row(name))).collect())
}

fn find<'m>(measured: &'m [Measured], name: &str) -> Option<&'m Measured> {
    measured.iter().find(|measured| measured.name == name)
}

fn bytes(bytes: usize) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..1_000_000 => format!("{} KB", bytes / 1000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// A table with columns of even width.
pub fn plain<R: AsRef<[String]>>(table: &[R]) -> String {
    let columns = table.first().map_or(0, |row| row.as_ref().len());
    let width =
        |column: usize| table.iter().map(|row| row.as_ref()[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in table {
        let cells = row.as_ref().iter().zip(&widths);
        let line: Vec<String> =
            cells.map(|(cell, width)| format!("{cell:<width$}", width = *width)).collect();
        out.push_str(line.join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// The same in Markdown.
pub fn markdown<R: AsRef<[String]>>(table: &[R]) -> String {
    let mut out = String::new();
    for (index, row) in table.iter().enumerate() {
        let row = row.as_ref();
        out.push_str(&format!("| {} |\n", row.join(" | ")));
        if index == 0 {
            out.push_str(&format!("|{}\n", "---|".repeat(row.len())));
        }
    }
    out
}

/// Everything, for programs.
pub fn to_json(circumstances: &Circumstances, results: &[Result], rows: &[Row]) -> Value {
    let contender =
        |m: &Measured| json!({ "name": m.name, "nanos": m.nanos, "median": m.median, "rounds": m.rounds });
    let group = |result: &Result| {
        let contenders: Vec<Value> = result.measured.iter().map(contender).collect();
        json!({ "group": result.group.to_string(), "bytes": result.bytes, "contenders": contenders })
    };
    let row = |row: &Row| {
        let goal = match row.goal {
            Some(Goal::Faster(least)) => json!({ "faster": least }),
            Some(Goal::AtMost(most)) => json!({ "atMost": most }),
            None => Value::Null,
        };
        json!({
            "what": row.what, "payload": row.size.letter(), "ours": row.ours, "against": row.against,
            "theirs": row.theirs, "ratio": row.ratio(), "goal": goal, "met": row.met(),
        })
    };
    json!({
        "date": circumstances.date,
        "machine": circumstances.machine,
        "rustc": circumstances.rustc,
        "commit": circumstances.commit,
        "load": circumstances.load,
        "quick": circumstances.quick,
        "goals": rows.iter().map(row).collect::<Vec<_>>(),
        "groups": results.iter().map(group).collect::<Vec<_>>(),
    })
}

/// The pinned versions: `quick-xml 0.42.0, ..`.
fn versions() -> String {
    let pinned = |line: &str| {
        let (name, rest) = line.split_once(" = ")?;
        let (_, version) = rest.split_once("\"=")?;
        Some(format!("{name} {}", version.split('"').next()?))
    };
    let versions: Vec<String> = include_str!("../Cargo.toml").lines().filter_map(pinned).collect();
    versions.join(", ")
}

/// Writes the tables into `docs/performance.md`, between its markers.
pub fn update_docs(circumstances: &Circumstances, results: &[Result], rows: &[Row]) -> io::Result<()> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/performance.md");
    let (summary, goals) = (summary(rows), markdown(&goals(rows)));
    let mut text = format!("{circumstances}.\nPeers: {}.\n\n{summary}.\n\n{goals}", versions());
    for (direction, ways) in [(Direction::Write, "Writing"), (Direction::Read, "Reading")] {
        for size in Size::ALL {
            if let Some(table) = all_contenders(results, direction, size) {
                text.push_str(&format!("\n### {ways} ({})\n\n{}", size.letter(), markdown(&table)));
            }
        }
    }
    text.push_str("\n### Who is left out\n\nThe program proves each of these in every run.\n\n");
    for exclusion in EXCLUSIONS {
        let shapes: Vec<&str> = exclusion.shapes.iter().map(|shape: &Shape| shape.name()).collect();
        let sizes: Vec<String> = exclusion.sizes.iter().map(|size| format!("({})", size.letter())).collect();
        let (peer, direction, why) = (exclusion.peer, exclusion.direction, exclusion.why);
        text.push_str(&format!(
            "- {peer}, {direction} {} of {}: {why}.\n",
            shapes.join(", "),
            sizes.join(", ")
        ));
    }
    let docs = fs::read_to_string(path)?;
    fs::write(path, replace_between(&docs, "<!-- runtime -->", "<!-- /runtime -->", &text)?)
}

fn replace_between(docs: &str, start: &str, end: &str, text: &str) -> io::Result<String> {
    let missing = || io::Error::other(format!("docs/performance.md has no {start} .. {end}"));
    let (before, rest) = docs.split_once(start).ok_or_else(missing)?;
    let (_, after) = rest.split_once(end).ok_or_else(missing)?;
    Ok(format!("{before}{start}\n{text}{end}{after}"))
}

//! The table.

use crate::measure::{Measured, Spread};
use std::fmt::Write as _;
use std::process::Command;
use std::{fs, io};

/// A group that was measured, with its contenders.
pub struct Row {
    pub name: &'static str,
    pub bytes: usize,
    pub goal: f64,
    pub measured: Vec<Measured>,
}

const HEAD: [&str; 10] = [
    "",
    "answer",
    "by hand",
    "ours",
    "ours / by hand",
    "the same by processor's time",
    "ours in axum / by hand",
    "ours with limits / by hand",
    "axum alone",
    "goal",
];

/// Where and when.
pub fn circumstances() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or("an unknown processor", |(_, model)| model.trim());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    let (date, rustc) = (output("date", &["-u", "+%F"]), output("rustc", &["--version"]));
    format!("{date}, {model}, {cores} cores, {rustc}; load at the start {load}")
}

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}

fn table(rows: &[Row]) -> Vec<Vec<String>> {
    let mut table = vec![HEAD.map(str::to_owned).to_vec()];
    for row in rows {
        let [ours, by_hand, in_axum, limited, alone] = row.measured.as_slice() else { continue };
        let rate =
            |of: &Measured| format!("{:.0}/s", Spread::of(of.requests_per_second.iter().copied()).median);
        let rates = Spread::of_ratios(&ours.requests_per_second, &by_hand.requests_per_second);
        let times = Spread::of_ratios(&by_hand.micros, &ours.micros);
        let ratio = |ratio: &Spread| format!("{:.2} ({:.2}–{:.2})", ratio.median, ratio.low, ratio.high);
        let met = if rates.median >= row.goal { "met" } else { "not met" };
        table.push(vec![
            row.name.to_owned(),
            format!("{} bytes", row.bytes),
            rate(by_hand),
            rate(ours),
            ratio(&rates),
            ratio(&times),
            ratio(&Spread::of_ratios(&in_axum.requests_per_second, &by_hand.requests_per_second)),
            ratio(&Spread::of_ratios(&limited.requests_per_second, &by_hand.requests_per_second)),
            rate(alone),
            format!("{:.2}: {met}", row.goal),
        ]);
    }
    table
}

/// For people.
pub fn plain(rows: &[Row]) -> String {
    let table = table(rows);
    let width = |column: usize| table.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
    let mut out = String::new();
    for row in &table {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// Writes the table into `docs/performance-http.md`, between its markers.
pub fn write_docs(circumstances: &str, rows: &[Row]) -> io::Result<()> {
    let mut text = format!("{circumstances}.\n\n");
    for (index, row) in table(rows).iter().enumerate() {
        let _ = writeln!(text, "| {} |", row.join(" | "));
        if index == 0 {
            let _ = writeln!(text, "|{}", "---|".repeat(row.len()));
        }
    }
    write_between("table", &text)
}

/// Writes the table of the proxy, between the markers of that.
pub fn write_proxy_docs(circumstances: &str, table: &str) -> io::Result<()> {
    write_between("proxy", &format!("{circumstances}.\n\n{table}"))
}

fn write_between(name: &str, text: &str) -> io::Result<()> {
    const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/performance-http.md");
    let docs = fs::read_to_string(PATH)?;
    let missing = || io::Error::other(format!("docs/performance-http.md has no markers `{name}`"));
    let (begin, end) = (format!("<!-- begin {name} -->\n"), format!("<!-- end {name} -->"));
    let (before, rest) = docs.split_once(&begin).ok_or_else(missing)?;
    let (_, after) = rest.split_once(&end).ok_or_else(missing)?;
    fs::write(PATH, format!("{before}{begin}{text}{end}{after}"))
}

//! The report for people.

use std::fmt::Write as _;

use datacontract_codegen::compare::{Change, Location, Side, Surface, Verdict};

use super::{Audiences, Compared, next_versions, version_line};
use crate::report::{count, styled_verdict};

/// Returns the report of all specs.
pub(super) fn of_all(compared: &[Compared], audiences: &Audiences) -> String {
    let mut text = String::new();
    for one in compared {
        of_one(one, audiences, &mut text);
    }
    text
}

fn of_one(compared: &Compared, audiences: &Audiences, text: &mut String) {
    let changes = &compared.comparison.changes;
    let _ = write!(text, "{}: ", compared.path.display());
    if changes.is_empty() {
        text.push_str("nothing has changed\n");
        return;
    }
    let of = |verdict| changes.iter().filter(|change| audiences.verdict(change) == verdict).count();
    let numbers: Vec<String> =
        [(Verdict::Breaks, "breaking"), (Verdict::Risky, "risky"), (Verdict::Safe, "safe")]
            .into_iter()
            .filter(|(verdict, _)| of(*verdict) > 0)
            .map(|(verdict, word)| format!("{} {word}", of(verdict)))
            .collect();
    let _ = writeln!(text, "{}: {}", count(changes.len(), "change"), numbers.join(", "));
    // The worst come first; among equals the order of the file stays.
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort_by_key(|change| std::cmp::Reverse(audiences.verdict(change)));
    for change in sorted {
        text.push('\n');
        of_change(change, audiences, text);
    }
    text.push('\n');
    for line in next_versions(compared).iter().filter_map(version_line) {
        let _ = writeln!(text, "{line}");
    }
}

fn of_change(change: &Change, audiences: &Audiences, text: &mut String) {
    let verdict = audiences.verdict(change);
    let _ = writeln!(
        text,
        "{}  {}  {}: {}",
        styled_verdict(verdict),
        change.rule,
        change.subject,
        change.message
    );
    let places: Vec<String> = change.after.iter().chain(&change.before).map(place).collect();
    if !places.is_empty() {
        let _ = writeln!(text, "        at {}", places.join(", was at "));
    }
    for level in [Verdict::Breaks, Verdict::Risky] {
        let whom = whom(change, level);
        if !whom.is_empty() {
            let verb = if level == Verdict::Breaks { "breaks" } else { "may break" };
            let _ = writeln!(text, "        {verb} {whom}");
        }
    }
    for line in &change.rust {
        let _ = writeln!(text, "        in Rust: {line}");
    }
    if let Some(reason) = &change.ignored {
        let _ = writeln!(text, "        meant: {reason}");
    }
}

/// `clients: rust, json; servers: rust`
pub(super) fn whom(change: &Change, level: Verdict) -> String {
    let of_side = |side: Side| {
        let surfaces: Vec<&str> = Surface::ALL
            .into_iter()
            .filter(|surface| change.verdicts.get(*surface, side) == level)
            .map(Surface::word)
            .collect();
        (!surfaces.is_empty()).then(|| format!("{} ({})", side.word(), surfaces.join(", ")))
    };
    Side::ALL.into_iter().filter_map(of_side).collect::<Vec<_>>().join(" and ")
}

fn place(location: &Location) -> String {
    let at = location.file.line_column(location.span.start);
    format!("{}:{}:{}", location.file.path(), at.line, at.column)
}

//! The report for people.

use std::{
    collections::HashMap,
    fmt::{self, Display, Formatter},
};

use datacontract_codegen::prove::Verdict;

use super::{EndpointReport, Report, facts::Cause, facts::causes};
use crate::infer::Confidence;

/// How many endpoints are listed before the proven ones are only counted.
const MOST_ENDPOINTS: usize = 30;

/// How many places of one cause are listed.
const MOST_PLACES: usize = 8;

/// How many messages of the checks are listed.
const MOST_MESSAGES: usize = 30;

/// The order in which endpoints are listed: what needs work first.
const BY_NEED: [Verdict; 5] =
    [Verdict::Failed, Verdict::Unproven, Verdict::Partly, Verdict::Empty, Verdict::Proven];

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.endpoints(f)?;
        self.facts(f, Confidence::Open, "To decide:", "open")?;
        self.facts(f, Confidence::Inferred, "Inferred:", "inferred")?;
        self.notes(f)?;
        if !self.diagnostics.is_empty() {
            writeln!(f, "\nChecks:")?;
        }
        for message in self.diagnostics.iter().take(MOST_MESSAGES) {
            writeln!(f, "  {}", message.text)?;
            if let Some(help) = &message.help {
                writeln!(f, "    next: {help}")?;
            }
        }
        more(f, "  ", self.diagnostics.len(), MOST_MESSAGES, "`cargo datacontract check` lists them")?;
        self.summary(f)
    }
}

/// Writes how many of a list were left out, and where they are.
fn more(f: &mut Formatter<'_>, indent: &str, all: usize, shown: usize, way: &str) -> fmt::Result {
    match all.saturating_sub(shown) {
        0 => Ok(()),
        left => writeln!(f, "{indent}… and {left} more: {way}"),
    }
}

/// Returns a count with its noun: `1 page`, `2 pages`.
fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

impl Report {
    fn endpoints(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let is_long = self.endpoints.len() > MOST_ENDPOINTS;
        for verdict in BY_NEED {
            let mut groups: Vec<Vec<&EndpointReport>> = Vec::new();
            let mut known: HashMap<(&[String], &[String]), usize> = HashMap::new();
            for endpoint in self.endpoints.iter().filter(|endpoint| endpoint.verdict == verdict) {
                let at = *known.entry((&endpoint.lacking, &endpoint.next)).or_insert_with(|| {
                    groups.push(Vec::new());
                    groups.len() - 1
                });
                groups.get_mut(at).into_iter().for_each(|group| group.push(endpoint));
            }
            for group in groups {
                endpoint_group(f, &group, is_long)?;
            }
        }
        Ok(())
    }

    fn facts(&self, f: &mut Formatter<'_>, confidence: Confidence, title: &str, word: &str) -> fmt::Result {
        let causes = causes(&self.facts, confidence);
        if !causes.is_empty() {
            writeln!(f, "\n{title}")?;
        }
        for run in causes.chunk_by(|a, b| a.advice == b.advice) {
            for cause in run {
                self.cause(f, cause, word)?;
            }
            let Some(advice) = run.first().and_then(|cause| cause.advice) else { continue };
            let these = if run.len() > 1 { format!("for these {}: ", run.len()) } else { String::new() };
            writeln!(f, "    next: {these}{}", advice.text)?;
            if let Some(entry) = &advice.entry {
                let at = if entry.at_root { "   at the top of the spec" } else { "" };
                writeln!(f, "      {}{at}", entry.json())?;
            }
        }
        Ok(())
    }

    fn cause(&self, f: &mut Formatter<'_>, cause: &Cause<'_>, word: &str) -> fmt::Result {
        let text = cause.text.replace('\n', "\n    ");
        if let [(place, line)] = cause.places.as_slice() {
            writeln!(f, "  {}:{line}: {}: {text}", self.file, place.beside_line())?;
        } else {
            writeln!(f, "  {text}:")?;
            for (place, line) in cause.places.iter().take(MOST_PLACES) {
                writeln!(f, "    {}:{line}: {}", self.file, place.beside_line())?;
            }
            let way = format!("look for `{word}:` in {}", self.file);
            more(f, "    ", cause.places.len(), MOST_PLACES, &way)?;
        }
        Ok(())
    }

    fn notes(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.notes.is_empty() {
            writeln!(f, "\nPages:")?;
        }
        let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (page, note) in &self.notes {
            let at = *known.entry(note).or_insert_with(|| {
                groups.push((note, Vec::new()));
                groups.len() - 1
            });
            groups.get_mut(at).into_iter().for_each(|(_, pages)| pages.push(page));
        }
        for (note, pages) in groups {
            if let [page] = pages.as_slice() {
                writeln!(f, "  {page}: {note}")?;
                continue;
            }
            writeln!(f, "  {} pages: {note}", pages.len())?;
            for page in pages.iter().take(MOST_PLACES) {
                writeln!(f, "    {page}")?;
            }
            more(f, "    ", pages.len(), MOST_PLACES, "`--format json` lists them")?;
        }
        Ok(())
    }

    fn summary(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let verdicts: Vec<String> = Verdict::ALL
            .into_iter()
            .filter(|verdict| self.count(*verdict) > 0)
            .map(|verdict| format!("{} {verdict}", self.count(verdict)))
            .collect();
        let verdicts =
            if verdicts.is_empty() { String::new() } else { format!(" ({})", verdicts.join(", ")) };
        let (reproduced, failed) = self.samples;
        let open = causes(&self.facts, Confidence::Open).len();
        let open = if open > 0 { format!(" {open} to decide.") } else { String::new() };
        writeln!(
            f,
            "\n{}: {}{verdicts}, {}, {} reproduced, {failed} not.{open}",
            count(self.pages, "page"),
            count(self.endpoints.len(), "endpoint"),
            count(self.types, "type"),
            count(reproduced, "sample"),
        )
    }
}

/// Endpoints of one verdict for one reason.
fn endpoint_group(f: &mut Formatter<'_>, group: &[&EndpointReport], is_long: bool) -> fmt::Result {
    let Some(first) = group.first() else { return Ok(()) };
    let word = first.verdict.word();
    if is_long && first.lacking.is_empty() {
        return writeln!(f, "{word:<8} {}: `--format json` lists them", count(group.len(), "endpoint"));
    }
    let reason = first.lacking.join("; ");
    let is_alone = group.len() == 1 && !reason.is_empty();
    let shown = if is_long { MOST_PLACES } else { group.len() };
    for endpoint in group.iter().take(shown) {
        let why = if is_alone { format!(" ({reason})") } else { String::new() };
        writeln!(f, "{word:<8} {}{why}", endpoint.heading)?;
    }
    more(f, "         ", group.len(), shown, "`--format json` lists them")?;
    if !is_alone && !reason.is_empty() {
        writeln!(f, "         these {}: {reason}", group.len())?;
    }
    first.next.iter().try_for_each(|next| writeln!(f, "         next: {next}"))
}

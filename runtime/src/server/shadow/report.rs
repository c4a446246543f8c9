//! What the comparison has found so far.

use super::difference::Difference;
use crate::http::Operation;
use crate::notice::without_indexes;
use std::collections::BTreeSet;
use std::fmt;

/// How many differences of an endpoint are kept, and how many paths that vary.
const MOST: usize = 20;

/// Whether an endpoint can be switched to the new service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// Enough answers in a row were equal, and none differed since.
    Safe,
    /// No answer has differed yet, or not for a while, but this many more have to be equal.
    TooFew(u64),
    /// The last answer that was compared differed.
    Differs,
    /// The new service does not have the method yet.
    NotPorted,
}

/// What was found of an endpoint.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EndpointReport {
    /// The endpoint: `GET api/orders/{id}`.
    pub endpoint: String,
    /// How many answers were compared.
    pub compared: u64,
    /// How many of them were equal.
    pub equal: u64,
    /// How many were equal since the last one that was not.
    pub equal_in_a_row: u64,
    /// How many were not compared: too many at once, too large, broken off, or one side had no answer in time.
    pub skipped: u64,
    /// The members that differ between two answers of the old service itself, and count for nothing.
    pub varying: Vec<String>,
    /// The first differences, one for each path.
    pub differences: Vec<Difference>,
    /// What follows from this.
    pub verdict: Verdict,
}

/// What was found of all endpoints that were asked for.
///
/// It prints as a table for people; [`to_json`](Self::to_json) and [`to_metrics`](Self::to_metrics) are for
/// programs.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// By endpoint, in the order of their names.
    pub endpoints: Vec<EndpointReport>,
}

impl Report {
    /// Returns the report as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let endpoint = |report: &EndpointReport| {
            let difference = |found: &Difference| serde_json::json!({"path": found.path, "old": found.old, "new": found.new});
            serde_json::json!({
                "endpoint": report.endpoint,
                "verdict": report.verdict.to_string(),
                "compared": report.compared,
                "equal": report.equal,
                "equalInARow": report.equal_in_a_row,
                "skipped": report.skipped,
                "varying": report.varying,
                "differences": report.differences.iter().map(difference).collect::<Vec<_>>(),
            })
        };
        let endpoints: Vec<_> = self.endpoints.iter().map(endpoint).collect();
        serde_json::json!({ "endpoints": endpoints }).to_string()
    }

    /// Returns the numbers in the text format of Prometheus.
    #[must_use]
    pub fn to_metrics(&self) -> String {
        type Number = fn(&EndpointReport) -> u64;
        let metrics: [(&str, &str, Number); 5] = [
            ("compared_total", "counter", |report| report.compared),
            ("equal_total", "counter", |report| report.equal),
            ("different_total", "counter", |report| report.compared - report.equal),
            ("skipped_total", "counter", |report| report.skipped),
            ("safe", "gauge", |report| u64::from(report.verdict == Verdict::Safe)),
        ];
        let mut text = String::new();
        for (name, kind, number) in metrics {
            text.push_str("# TYPE datacontract_shadow_");
            text.push_str(name);
            text.push(' ');
            text.push_str(kind);
            text.push('\n');
            for report in &self.endpoints {
                let endpoint = report.endpoint.replace('\\', "\\\\").replace('"', "\\\"");
                let line =
                    format!("datacontract_shadow_{name}{{endpoint=\"{endpoint}\"}} {}\n", number(report));
                text.push_str(&line);
            }
        }
        text
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Safe => f.write_str("safe to switch"),
            Verdict::TooFew(count) => write!(f, "{count} more equal answers are needed"),
            Verdict::Differs => f.write_str("differs"),
            Verdict::NotPorted => f.write_str("not ported"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for report in &self.endpoints {
            let EndpointReport { endpoint, compared, equal, skipped, verdict, .. } = report;
            writeln!(f, "{endpoint}: {verdict} ({equal} of {compared} equal, {skipped} skipped)")?;
            for Difference { path, old, new } in &report.differences {
                writeln!(f, "  {path}: {old} became {new}")?;
            }
            if !report.varying.is_empty() {
                writeln!(f, "  varies by itself: {}", report.varying.join(", "))?;
            }
        }
        Ok(())
    }
}

/// What is counted of an endpoint.
#[derive(Default)]
pub(super) struct Counts {
    compared: u64,
    equal: u64,
    equal_in_a_row: u64,
    pub(super) skipped: u64,
    is_unported: bool,
    varying: BTreeSet<String>,
    differences: Vec<Difference>,
}

impl Counts {
    /// Notes that the new service does not have the method.
    pub(super) fn not_ported(&mut self) {
        self.is_unported = true;
    }

    /// Learns what differs between two answers of the old service.
    pub(super) fn learn(&mut self, varying: &[Difference]) {
        for difference in varying {
            if self.varying.len() < MOST {
                self.varying.insert(without_indexes(&difference.path));
            }
        }
    }

    /// Returns whether a difference is one that the old service has with itself.
    pub(super) fn is_varying(&self, difference: &Difference) -> bool {
        self.varying.contains(&without_indexes(&difference.path))
    }

    /// Counts a comparison, and returns whether the answers were equal but for what varies.
    pub(super) fn count(&mut self, found: Vec<Difference>) {
        let found: Vec<Difference> = found.into_iter().filter(|it| !self.is_varying(it)).collect();
        self.compared += 1;
        if found.is_empty() {
            self.equal += 1;
            self.equal_in_a_row += 1;
            return;
        }
        self.equal_in_a_row = 0;
        for difference in found {
            let path = without_indexes(&difference.path);
            let is_known = self.differences.iter().any(|known| without_indexes(&known.path) == path);
            if !is_known && self.differences.len() < MOST {
                self.differences.push(difference);
            }
        }
    }

    pub(super) fn report(&self, operation: &Operation, enough: u64) -> EndpointReport {
        let verdict = match self.equal_in_a_row {
            _ if self.is_unported && self.compared == 0 => Verdict::NotPorted,
            0 if self.compared > 0 => Verdict::Differs,
            count if count >= enough => Verdict::Safe,
            count => Verdict::TooFew(enough - count),
        };
        EndpointReport {
            endpoint: format!("{} {}", operation.method, operation.path),
            compared: self.compared,
            equal: self.equal,
            equal_in_a_row: self.equal_in_a_row,
            skipped: self.skipped,
            varying: self.varying.iter().cloned().collect(),
            differences: self.differences.clone(),
            verdict,
        }
    }
}

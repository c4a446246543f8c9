//! The report for people.

use std::fmt::{self, Display, Formatter};

use datacontract_codegen::prove::Verdict;

use super::Report;
use crate::infer::Confidence;

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for endpoint in &self.endpoints {
            write!(f, "{:<8} {}", endpoint.verdict.word(), endpoint.heading)?;
            if !endpoint.lacking.is_empty() {
                write!(f, " ({})", endpoint.lacking.join("; "))?;
            }
            writeln!(f)?;
        }
        for (confidence, title) in [(Confidence::Open, "To decide:"), (Confidence::Inferred, "Inferred:")] {
            let facts: Vec<_> = self.facts.iter().filter(|fact| fact.confidence == confidence).collect();
            if !facts.is_empty() {
                writeln!(f, "\n{title}")?;
            }
            for fact in facts {
                writeln!(f, "  {}: {}", fact.about, fact.text.replace('\n', "\n    "))?;
            }
        }
        if !self.notes.is_empty() {
            writeln!(f, "\nPages:")?;
        }
        for (page, note) in &self.notes {
            writeln!(f, "  {page}: {note}")?;
        }
        if !self.diagnostics.is_empty() {
            writeln!(f, "\nChecks:")?;
        }
        for message in &self.diagnostics {
            writeln!(f, "  {}", message.text)?;
        }
        let verdicts: Vec<String> = Verdict::ALL
            .into_iter()
            .filter(|verdict| self.count(*verdict) > 0)
            .map(|verdict| format!("{} {verdict}", self.count(verdict)))
            .collect();
        let (reproduced, failed) = self.samples;
        writeln!(
            f,
            "\n{} pages: {} endpoints ({}), {} types, {reproduced} samples reproduced, {failed} not.",
            self.pages,
            self.endpoints.len(),
            verdicts.join(", "),
            self.types,
        )
    }
}

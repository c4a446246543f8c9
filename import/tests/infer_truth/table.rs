//! The table of what came of each layout.

use std::fmt;

use super::compare::Counts;

#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<(String, Counts)>,
}

impl Table {
    pub(crate) fn add(&mut self, layout: &str, counts: Counts) {
        self.rows.push((layout.to_owned(), counts));
    }

    pub(crate) fn check(&self) {}
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (layout, counts) in &self.rows {
            for problem in &counts.problems {
                writeln!(f, "{layout}: {problem}")?;
            }
        }
        writeln!(
            f,
            "{:<18} {:>12} {:>12} {:>12} {:>12}  verdicts",
            "layout", "endpoints", "bodies", "pairs", "samples"
        )?;
        for (layout, of) in &self.rows {
            let of_all = |right: usize, all: usize| format!("{right}/{all}");
            let verdicts: Vec<String> = of
                .verdicts
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(verdict, count)| format!("{count} {verdict}"))
                .collect();
            writeln!(
                f,
                "{layout:<18} {:>12} {:>12} {:>12} {:>12}  {}",
                of_all(of.endpoints_right, of.endpoints),
                of_all(of.bodies_right, of.bodies),
                of_all(of.pairs_right, of.pairs),
                of_all(of.samples_proven, of.samples),
                verdicts.join(", ")
            )?;
        }
        Ok(())
    }
}

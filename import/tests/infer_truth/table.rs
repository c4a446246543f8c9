//! The table of what came of each layout.

use std::fmt;

use super::{compare::Counts, limits};

#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<(String, Counts)>,
}

impl Table {
    pub(crate) fn add(&mut self, layout: &str, counts: Counts) {
        self.rows.push((layout.to_owned(), counts));
    }

    /// Everything is right but what no page shows.
    pub(crate) fn check(&self) {
        for (layout, of) in &self.rows {
            assert_eq!(of.endpoints_right, of.endpoints, "{layout}: endpoints");
            assert_eq!(of.types_right, of.types, "{layout}: types");
            assert_eq!(of.samples_proven, of.samples, "{layout}: samples");
            for (clr, variant) in &of.pairs_wrong {
                assert!(limits::reason(clr, *variant).is_some(), "{layout}: `{clr}`, variant {variant}");
            }
        }
    }
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
            "{:<18} {:>10} {:>8} {:>8} {:>10} {:>10}  verdicts",
            "layout", "endpoints", "types", "bodies", "pairs", "samples"
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
                "{layout:<18} {:>10} {:>8} {:>8} {:>10} {:>10}  {}",
                of_all(of.endpoints_right, of.endpoints),
                of_all(of.types_right, of.types),
                of_all(of.bodies_right, of.bodies),
                of_all(of.pairs_right, of.pairs),
                of_all(of.samples_proven, of.samples),
                verdicts.join(", ")
            )?;
        }
        for (name, count) in limits::count(self.rows.iter().flat_map(|(_, of)| &of.pairs_wrong)) {
            writeln!(f, "{count:>4} pairs do not convert: {name}")?;
        }
        Ok(())
    }
}

//! What stands in place of a sample.

use crate::outline::{samples, words};

/// Cuts what stands in place of a sample, words that are neither JSON nor XML, before the first heading of
/// the site's own below it.
pub(super) fn before_own_heading(text: &str) -> (&str, &str) {
    if samples::Shape::of(text.trim_start()) != samples::Shape::Other {
        return (text, "");
    }
    let lines = text.match_indices('\n').map(|(at, _)| at);
    let cut = lines.filter_map(|at| text.split_at_checked(at)).find(|(before, below)| {
        let heading = below.trim_start().lines().next().unwrap_or_default();
        !before.trim().is_empty() && words::meaning(heading).is_some()
    });
    cut.unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_headings_end_what_stands_in_place_of_a_sample() {
        let binary = "Binary JSON content.\n\nRemarks\n\nOnce a day.";
        assert_eq!(before_own_heading(binary), ("Binary JSON content.", "\n\nRemarks\n\nOnce a day."));
        for whole in ["a=1\n\nb=2", "{ \"a\": 1 }\n\nRemarks", "Remarks\n\nOnce a day.", ""] {
            assert_eq!(before_own_heading(whole), (whole, ""));
        }
    }
}

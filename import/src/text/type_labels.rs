//! The type of a payload behind the site's label for it, in one row of a table: `Return type | Kite |`.

use std::borrow::Cow;

use crate::outline::words;

/// What sites write before a type, in small letters.
const LABELS: [&str; 4] = ["return type", "response type", "result type", "returns"];

/// Leaves the type alone of such rows, and nothing of the empty cells below.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    if !text.lines().any(|line| labelled(line).is_some()) {
        return text.into();
    }
    let mut out: Vec<&str> = Vec::new();
    // The type directly above.
    let mut above: Option<&str> = None;
    for line in text.lines() {
        let is_empty = line.contains('|') && line.chars().all(|c| matches!(c, '|' | ' '));
        // Its name once more, above the table of its members: `Kite:`.
        let is_label = |ty: &str| line.trim().strip_suffix(':') == Some(ty.trim_end_matches("[]"));
        if above.is_some_and(|ty| is_empty || is_label(ty)) {
            continue;
        }
        let ty = labelled(line);
        if !line.trim().is_empty() {
            above = ty;
        }
        out.push(ty.unwrap_or(line));
    }
    out.join("\n").into()
}

/// Returns the type in a row of a label and a type.
fn labelled(line: &str) -> Option<&str> {
    const LONGEST: usize = 400;
    let line = line.trim().trim_start_matches('|').trim_start();
    if line.len() > LONGEST {
        return None;
    }
    let label = LABELS
        .iter()
        .find(|label| line.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label)))?;
    // The cells are apart, or have run together.
    let rest = line.get(label.len()..)?;
    let ty = rest.trim_start_matches([' ', '|']).trim_end_matches([' ', '|']);
    let is_apart = rest.trim_start().starts_with('|') || rest.starts_with(char::is_uppercase);
    let is_type = words::is_stock_type(ty) || words::is_class_name(ty.trim_end_matches("[]"));
    (is_apart && is_type).then_some(ty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_left_alone() {
        assert_eq!(
            without("Return Type\nReturn type | KiteDto | ||||\n|\nText |"),
            "Return Type\nKiteDto\nText |"
        );
        assert_eq!(without("Return typeKiteDto[]\nKiteDto:"), "KiteDto[]");
        for same in [
            "Return Type\nKiteDto",
            "Return types differ",
            "Returns | all of them |",
            "| Returns | date | None. |",
        ] {
            assert_eq!(without(same), same);
        }
    }
}

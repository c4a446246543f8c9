//! What stands in the last column: annotations, or a word for none.

const NONE: &[&str] = &[
    "none.", "none", "inga.", "ingen.", "inget.", "keine.", "keine", "aucun.", "aucune.", "ninguno.",
    "ninguna.", "nenhum.", "nenhuma.", "нет.", "nessuno.", "nessuna.", "geen.", "brak.", "无。", "无",
];

/// `None.` in its variants: without the stop, in other languages.
pub(crate) fn is_none(text: &str) -> bool {
    text.len() <= 16 && NONE.contains(&text.trim().to_lowercase().as_str())
}

/// The words that stand where nothing is documented.
pub(crate) fn is_no_documentation(text: &str) -> bool {
    text.eq_ignore_ascii_case("No documentation available.")
}

/// The beginnings of annotations, each with what follows it.
const ANNOTATIONS: &[(&str, Follows)] = &[
    ("Required.", Follows::Nothing),
    ("Required", Follows::Nothing),
    ("Krävs", Follows::Nothing),
    ("Max length: ", Follows::Number),
    ("Min length: ", Follows::Number),
    ("String length: inclusive between ", Follows::Bounds),
    ("Range: inclusive between ", Follows::Bounds),
    ("Data type: ", Follows::Text),
    ("Matching regular expression pattern: ", Follows::Text),
    ("Default value is ", Follows::Text),
    ("Default value is", Follows::Nothing),
    ("Nullable", Follows::Nothing),
    ("Null values possible.", Follows::Nothing),
    ("Optional", Follows::Nothing),
    ("Define this parameter in the request", Follows::Text),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    Nothing,
    Number,
    Bounds,
    Text,
}

/// One or several annotations by their beginnings.
pub(crate) fn is_annotation(text: &str) -> bool {
    let mut rest = text.trim();
    // Some have nothing after them, so they are followed by another one, or by nothing.
    loop {
        let found = ANNOTATIONS.iter().find(|(start, follows)| match follows {
            Follows::Nothing => {
                rest.strip_prefix(start).is_some_and(|more| more.is_empty() || more.starts_with(' '))
            }
            Follows::Number | Follows::Bounds | Follows::Text => rest.starts_with(start),
        });
        match found {
            Some((start, Follows::Nothing)) if *start == rest => return true,
            Some((start, Follows::Nothing)) => {
                rest = rest.get(start.len()..).unwrap_or_default().trim_start();
            }
            Some(_) => return true,
            None => return false,
        }
    }
}

/// Cuts `Required Max length: 20`, several annotations that a layout put on one line.
pub(crate) fn split_annotations(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text.trim();
    // No cell of annotations is as long as that.
    if rest.len() > 4096 {
        return vec![rest.to_owned()];
    }
    while !rest.is_empty() {
        let end = annotation_end(rest).unwrap_or(rest.len());
        let (one, more) = rest.split_at(end);
        let one = one.trim();
        if !one.is_empty() {
            // "Required." is one site's spelling of "Required".
            out.push(if one == "Required." { "Required".to_owned() } else { one.to_owned() });
        }
        rest = more.trim();
    }
    out
}

/// Where the first annotation of a line ends.
fn annotation_end(text: &str) -> Option<usize> {
    let (start, follows) = ANNOTATIONS.iter().find(|(start, _)| text.starts_with(start))?;
    let rest = text.get(start.len()..)?;
    let length = match follows {
        Follows::Nothing => 0,
        Follows::Number => rest.find(' ').unwrap_or(rest.len()),
        Follows::Bounds => {
            let and = rest.find(" and ")?;
            let after = rest.get(and + 5..)?;
            and + 5 + next_annotation(after).unwrap_or(after.len())
        }
        // A pattern can have blanks in it; the next annotation's beginning ends it.
        Follows::Text => next_annotation(rest).unwrap_or(rest.len()),
    };
    Some(start.len() + length)
}

fn next_annotation(text: &str) -> Option<usize> {
    ANNOTATIONS
        .iter()
        .filter(|(_, follows)| *follows != Follows::Nothing)
        .filter_map(|(start, _)| {
            let found = text.find(start)?;
            let before = text.get(..found)?;
            before.ends_with(' ').then_some(found)
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_annotations() {
        assert_eq!(split_annotations("Required Max length: 20"), ["Required", "Max length: 20"]);
        assert_eq!(
            split_annotations("Required Matching regular expression pattern: ^(a | b)$ Max length: 3"),
            ["Required", "Matching regular expression pattern: ^(a | b)$", "Max length: 3"]
        );
        assert_eq!(
            split_annotations(
                "Range: inclusive between 0 and 1.84467440737096E+19 String length: inclusive between 0 and 5"
            ),
            [
                "Range: inclusive between 0 and 1.84467440737096E+19",
                "String length: inclusive between 0 and 5"
            ]
        );
        assert_eq!(split_annotations("En leadskälla måste anges"), ["En leadskälla måste anges"]);
    }
}

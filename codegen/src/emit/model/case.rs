//! The case of the derive's `rename_all` that suits a class.

use datacontract_rules::case::{Case, words};

/// Returns the case that spares most of these fields (Rust name, wire name) their attribute; `None` if the derive's
/// default does.
pub(crate) fn best_case(fields: &[(String, String)]) -> Option<Case> {
    let kept = fields.iter().filter(|(rust, wire)| rust.trim_start_matches("r#") != wire).count();
    let mut best = (None, kept);
    if kept == 0 {
        return None;
    }
    let fields: Vec<(Vec<String>, &str)> =
        fields.iter().map(|(rust, wire)| (words(rust.trim_start_matches("r#")), wire.as_str())).collect();
    for case in Case::ALL {
        let count = fields.iter().filter(|(words, wire)| case.join(words) != *wire).count();
        if count < best.1 {
            best = (Some(case), count);
        }
    }
    best.0
}

/// Returns the wire name that the derive makes of a field's name with this case or without one.
pub(crate) fn derived_name(case: Option<Case>, name: &str) -> String {
    let name = name.trim_start_matches("r#");
    case.map_or_else(|| name.to_owned(), |case| case.apply(name))
}

#[cfg(test)]
mod tests {
    use super::{Case, best_case};

    #[test]
    fn the_case_with_the_fewest_exceptions_is_taken() {
        let best = |fields: &[(&str, &str)]| {
            let fields: Vec<_> =
                fields.iter().map(|(rust, wire)| ((*rust).to_owned(), (*wire).to_owned())).collect();
            best_case(&fields)
        };
        assert_eq!(best(&[("first_name", "FirstName"), ("id_lead", "IDLead")]), Some(Case::Pascal));
        assert_eq!(best(&[("record_id", "recordId"), ("status", "status")]), Some(Case::Camel));
        assert_eq!(best(&[("utm_source", "utm_source"), ("r#type", "type")]), None);
        assert_eq!(best(&[]), None);
    }
}

//! The cases of the derive's `rename_all`.

/// How the derive makes a wire name of a Rust name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// `FirstName`
    Pascal,
    /// `firstName`
    Camel,
    /// `first_name`
    Snake,
}

impl Case {
    /// All of them, the preferred one first.
    pub(crate) const ALL: [Self; 3] = [Self::Pascal, Self::Camel, Self::Snake];

    /// As the attribute has it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Pascal => "PascalCase",
            Self::Camel => "camelCase",
            Self::Snake => "snake_case",
        }
    }

    /// The wire name that the derive makes of a field's or variant's name.
    pub(crate) fn apply(self, name: &str) -> String {
        self.join(&words(name.trim_start_matches("r#")))
    }

    fn join(self, words: &[String]) -> String {
        match self {
            Self::Pascal => words.iter().map(|word| capitalized(word)).collect(),
            Self::Camel => {
                let words = words.iter().enumerate();
                words.map(|(at, word)| if at == 0 { word.clone() } else { capitalized(word) }).collect()
            }
            Self::Snake => words.join("_"),
        }
    }

    /// The case that spares most of these fields (Rust name, wire name) their attribute; `None` if the derive's
    /// default does.
    pub(crate) fn best(fields: &[(String, String)]) -> Option<Self> {
        let kept = fields.iter().filter(|(rust, wire)| rust.trim_start_matches("r#") != wire).count();
        let mut best = (None, kept);
        if kept == 0 {
            return None;
        }
        let fields: Vec<(Vec<String>, &str)> =
            fields.iter().map(|(rust, wire)| (words(rust.trim_start_matches("r#")), wire.as_str())).collect();
        for case in Self::ALL {
            let count = fields.iter().filter(|(words, wire)| case.join(words) != *wire).count();
            if count < best.1 {
                best = (Some(case), count);
            }
        }
        best.0
    }

    /// The wire name that the derive makes with this case or without one.
    pub(crate) fn apply_or_keep(case: Option<Self>, name: &str) -> String {
        case.map_or_else(|| name.trim_start_matches("r#").to_owned(), |case| case.apply(name))
    }
}

/// The words of a name in small letters: split at `_`, and before a capital that follows something else.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_capital = false;
    for c in name.chars() {
        let is_capital = c.is_uppercase();
        if (c == '_' || (is_capital && !after_capital)) && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c != '_'
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        after_capital = is_capital;
    }
    words.retain(|word| !word.is_empty());
    words
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::Case;

    #[test]
    fn the_case_with_the_fewest_exceptions_is_taken() {
        let best = |fields: &[(&str, &str)]| {
            let fields: Vec<_> =
                fields.iter().map(|(rust, wire)| ((*rust).to_owned(), (*wire).to_owned())).collect();
            Case::best(&fields)
        };
        assert_eq!(best(&[("first_name", "FirstName"), ("id_lead", "IDLead")]), Some(Case::Pascal));
        assert_eq!(best(&[("record_id", "recordId"), ("status", "status")]), Some(Case::Camel));
        assert_eq!(best(&[("utm_source", "utm_source"), ("r#type", "type")]), None);
        assert_eq!(best(&[]), None);
    }
}

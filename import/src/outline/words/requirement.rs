//! Headings that say whether what they list must be given: `Required Parameters`, `Parámetros opcionales`.

/// Whether what a heading lists must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Requirement {
    Required,
    Optional,
}

impl Requirement {
    /// Returns the engine's word for it, as it stands among annotations.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Requirement::Required => "Required",
            Requirement::Optional => "Optional",
        }
    }
}

const REQUIRED: &[&str] = &[
    "required",
    "mandatory",
    "obligatory",
    "erforderliche",
    "obligatorische",
    "obligatoires",
    "requis",
    "obligatorios",
    "requeridos",
    "obrigatórios",
    "obligatoriska",
    "obligatoriske",
    "verplichte",
    "obbligatori",
    "wymagane",
    "обязательные",
];

const OPTIONAL: &[&str] = &[
    "optional",
    "optionale",
    "facultatifs",
    "optionnels",
    "opcionales",
    "opcionais",
    "valfria",
    "frivillige",
    "optionele",
    "facoltativi",
    "opzionali",
    "opcjonalne",
    "необязательные",
];

/// Cuts the word that says so, at either end of a heading in small letters; the rest says what is listed.
pub(super) fn cut(plain: &str) -> Option<(Requirement, &str)> {
    let word = |word: &str| {
        let of = |words: &[&str], requirement| words.contains(&word).then_some(requirement);
        of(REQUIRED, Requirement::Required).or_else(|| of(OPTIONAL, Requirement::Optional))
    };
    let first = plain.split_once(' ').and_then(|(first, rest)| Some((word(first)?, rest)));
    first.or_else(|| plain.rsplit_once(' ').and_then(|(rest, last)| Some((word(last)?, rest))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_end_says_it() {
        for (heading, found) in [
            ("required parameters", Some((Requirement::Required, "parameters"))),
            ("optional query parameters", Some((Requirement::Optional, "query parameters"))),
            ("parámetros opcionales", Some((Requirement::Optional, "parámetros"))),
            ("required", None),
            ("parameters required here", None),
        ] {
            assert_eq!(cut(heading), found, "{heading}");
        }
    }
}

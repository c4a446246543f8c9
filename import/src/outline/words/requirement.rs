//! Words that say whether something must be given: those of values, and those of headings, as in `Required
//! Parameters` and `Parámetros opcionales`.

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

/// `Required` as the engine writes it, and what localised sites write for it.
const REQUIRED_VALUE: &[&str] = &[
    "required",
    "mandatory",
    "krävs",
    "obligatorisk",
    "obligatoriskt",
    "erforderlich",
    "pflichtfeld",
    "obligatoire",
    "requis",
    "requerido",
    "obligatorio",
    "obrigatório",
    "obbligatorio",
    "verplicht",
    "vereist",
    "requerida",
    "obligatoria",
    "obrigatória",
    "necessário",
    "obbligatoria",
    "richiesto",
    "requise",
    "benötigt",
    "pflicht",
    "kræves",
    "kreves",
    "wymagany",
    "обязателен",
    "необходимо",
    "påkrævet",
    "påkrevd",
    "wymagane",
    "обязательный",
    "обязательно",
    "обязательное",
    "必需",
    "必須",
    "必填",
];

/// What localised sites write for `Optional`.
const OPTIONAL_VALUE: &[&str] = &[
    "opcional",
    "facultativo",
    "facultatif",
    "facultative",
    "optionnel",
    "optionnelle",
    "valfri",
    "valfritt",
    "frivillig",
    "valgfri",
    "valgfritt",
    "optioneel",
    "facoltativo",
    "opzionale",
    "opcjonalny",
    "opcjonalne",
    "необязательно",
    "необязательный",
    "необязательное",
    "可选",
    "可選",
    "选填",
    "選填",
];

/// Returns whether a text is the word for `Required` of one language or other.
pub(crate) fn is_required(text: &str) -> bool {
    is_one_of(text, REQUIRED_VALUE)
}

/// Returns whether a text is the word for `Optional` of another language than English.
pub(crate) fn is_optional(text: &str) -> bool {
    is_one_of(text, OPTIONAL_VALUE)
}

fn is_one_of(text: &str, words: &[&str]) -> bool {
    let plain = text.trim().trim_end_matches(['.', '!', '。']);
    plain.len() <= 40 && words.contains(&plain.to_lowercase().as_str())
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

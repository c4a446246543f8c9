//! What stands in the last column: annotations, or a word for none.

use super::requirement::{is_optional, is_required};

const NONE: &[&str] = &[
    "none.",
    "none",
    "inga.",
    "ingen.",
    "inget.",
    "keine.",
    "keine",
    "aucun.",
    "aucune.",
    "ninguno.",
    "ninguna.",
    "nenhum.",
    "nenhuma.",
    "нет.",
    "nessuno.",
    "nessuna.",
    "geen.",
    "brak.",
    "无。",
    "无",
    "geen",
    "brak",
    "keiner.",
    "keiner",
    "inga",
    "ingen",
    "aucun",
    "aucune",
    "ninguno",
    "ninguna",
    "ningún",
    "nenhum",
    "nenhuma",
    "nessuno",
    "nessuna",
    "niente",
    "žádné.",
    "žádný.",
    "žádná.",
    "žádné",
    "žádný",
    "žádná",
    "žiadne.",
    "žiadny.",
    "žiadna.",
    "žiadne",
    "žiadny",
    "žiadna",
    "нет",
    "n/a",
    "n.a.",
];

/// `None.` in its variants: without the stop, in other languages.
pub(crate) fn is_none(text: &str) -> bool {
    (text.len() <= 16 && NONE.contains(&text.trim().to_lowercase().as_str())) || says_none(text)
}

/// Words that say no.
const NOT: &[&str] = &[
    "no", "not", "without", "kein", "keine", "ohne", "aucun", "aucune", "sans", "sin", "sem", "não", "inga",
    "inget", "ingen", "saknar", "geen", "zonder", "nessun", "nessuno", "nessuna", "brak", "ikke", "нет",
    "без",
];

/// What a section can be without.
const THINGS: &[&str] = &[
    "parameter",
    "parameters",
    "parametern",
    "argument",
    "arguments",
    "argumente",
    "attribute",
    "attributes",
    "body",
    "content",
    "paramètre",
    "paramètres",
    "attributs",
    "corps",
    "parámetro",
    "parámetros",
    "atributo",
    "atributos",
    "argumento",
    "argumentos",
    "cuerpo",
    "parâmetro",
    "parâmetros",
    "corpo",
    "parametrar",
    "parametre",
    "parametri",
    "parametro",
    "argomenti",
    "parametrów",
    "parametry",
    "параметров",
    "параметры",
];

/// The small words of sentences that say so.
const SMALL: &[&str] = &[
    "the",
    "there",
    "is",
    "are",
    "has",
    "have",
    "does",
    "any",
    "this",
    "a",
    "for",
    "in",
    "takes",
    "take",
    "method",
    "operation",
    "request",
    "response",
    "uri",
    "url",
    "la",
    "el",
    "los",
    "se",
    "tiene",
    "tienen",
    "hay",
    "existen",
    "requiere",
    "petición",
    "solicitud",
    "respuesta",
    "die",
    "der",
    "es",
    "gibt",
    "hat",
    "anfrage",
    "antwort",
    "de",
    "le",
    "il",
    "n'y",
    "pas",
    "requête",
    "réponse",
    "det",
    "finns",
    "har",
    "anropet",
    "svaret",
    "o",
    "os",
    "tem",
    "há",
    "resposta",
    "solicitação",
    "requisição",
];

/// Returns whether a short sentence only says that there is nothing: `There are no parameters.`
fn says_none(text: &str) -> bool {
    if text.len() > 64 {
        return false;
    }
    let text = text.trim().trim_end_matches(['.', '!']).to_lowercase();
    let (mut says_no, mut says_what) = (false, false);
    for word in text.split_whitespace() {
        let is_no = NOT.contains(&word);
        let is_thing = THINGS.contains(&word);
        if !is_no && !is_thing && !SMALL.contains(&word) {
            return false;
        }
        says_no |= is_no;
        says_what |= is_thing;
    }
    says_no && says_what
}

const NO_DOCUMENTATION: &str = "No documentation available.";

/// Returns whether a text is the start of the engine's words for no documentation.
pub(crate) fn begins_no_documentation(text: &str) -> bool {
    text.contains(' ') && NO_DOCUMENTATION.starts_with(text)
}

/// The words that stand where nothing is documented.
pub(crate) fn is_no_documentation(text: &str) -> bool {
    // The second is what a well-known example of a documentation provider says of everything.
    let is_placeholder = text
        .strip_prefix("Documentation for '")
        .and_then(|rest| rest.strip_suffix("'."))
        .is_some_and(super::is_identifier);
    text.eq_ignore_ascii_case(NO_DOCUMENTATION) || is_placeholder
}

/// What an annotation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Required,
    MaxLength,
    MinLength,
    Length,
    Range,
    DataType,
    Pattern,
    Default,
    /// Something that specs do not hold.
    Other,
}

/// The beginnings of annotations, each with what follows it.
const ANNOTATIONS: &[(&str, Follows, Rule)] = &[
    ("Required.", Follows::Nothing, Rule::Required),
    ("Required", Follows::Nothing, Rule::Required),
    ("Is Required.", Follows::Nothing, Rule::Required),
    ("Is Required", Follows::Nothing, Rule::Required),
    ("Max length: ", Follows::Number, Rule::MaxLength),
    ("Min length: ", Follows::Number, Rule::MinLength),
    ("String length: inclusive between ", Follows::Bounds, Rule::Length),
    ("Range: inclusive between ", Follows::Bounds, Rule::Range),
    ("Data type: ", Follows::Text, Rule::DataType),
    ("Matching regular expression pattern: ", Follows::Text, Rule::Pattern),
    ("Matching: ", Follows::Text, Rule::Pattern),
    ("Default value is ", Follows::Text, Rule::Default),
    ("Default value: ", Follows::Text, Rule::Default),
    ("Example value: ", Follows::Text, Rule::Other),
    ("Max items: ", Follows::Number, Rule::Other),
    ("Min items: ", Follows::Number, Rule::Other),
    ("Unique items", Follows::Nothing, Rule::Other),
    ("Default value is", Follows::Nothing, Rule::Default),
    ("Nullable", Follows::Nothing, Rule::Other),
    ("Null values possible.", Follows::Nothing, Rule::Other),
    ("Is Optional.", Follows::Nothing, Rule::Other),
    ("Is Optional", Follows::Nothing, Rule::Other),
    ("Optional.", Follows::Text, Rule::Other),
    ("Optional,", Follows::Text, Rule::Other),
    ("Optional", Follows::Nothing, Rule::Other),
    ("Define this parameter in the request", Follows::Text, Rule::Other),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    Nothing,
    Number,
    Bounds,
    Text,
}

/// Returns what one annotation says, with what follows its beginning; nothing if it is none.
pub(crate) fn rule_of(text: &str) -> Option<(Rule, &str)> {
    let text = text.trim_start();
    if is_required(text) {
        return Some((Rule::Required, ""));
    }
    if is_optional(text) {
        return Some((Rule::Other, ""));
    }
    ANNOTATIONS.iter().find_map(|(start, follows, rule)| {
        let rest = text.strip_prefix(start)?;
        (*follows != Follows::Nothing || matches!(rest.trim(), "" | ".")).then_some((*rule, rest))
    })
}

/// Returns whether a text is one or several annotations, by their beginnings.
pub(crate) fn is_annotation(text: &str) -> bool {
    let mut rest = text.trim();
    if is_required(rest) || is_optional(rest) {
        return true;
    }
    // Some have nothing after them, so they are followed by another one, or by nothing.
    loop {
        let found = ANNOTATIONS.iter().find(|(start, follows, _)| match follows {
            Follows::Nothing => rest
                .strip_prefix(start)
                .is_some_and(|more| more.is_empty() || more.starts_with([' ', ',']) || begins_glued(more)),
            Follows::Number => rest.strip_prefix(start).is_some_and(|more| {
                // `Max length: 20 for names` is a text.
                let number = more.trim_start_matches(|c: char| c.is_ascii_digit());
                number.len() < more.len()
                    && (number.is_empty() || (number.len() <= LONGEST && is_annotation(number)))
            }),
            Follows::Bounds | Follows::Text => rest.starts_with(start),
        });
        match found {
            Some((start, Follows::Nothing, _)) if *start == rest => return true,
            Some((start, Follows::Nothing, _)) => {
                rest = rest.get(start.len()..).unwrap_or_default().trim_start_matches([' ', ',']);
            }
            Some(_) => return true,
            None => return false,
        }
    }
}

/// Returns whether a text is what stands in the last column of stock pages: annotations, or the word for none.
pub(crate) fn is_note(text: &str) -> bool {
    is_none(text) || is_annotation(text)
}

/// Returns whether a text is only the start of an annotation, or of the word for none.
pub(crate) fn is_half_annotation(text: &str) -> bool {
    let starts = ANNOTATIONS.iter().map(|(start, ..)| start.trim_end()).chain(["None."]);
    let is_start = |whole: &str| whole.len() > text.len() && whole.starts_with(text);
    !text.is_empty() && !is_none(text) && !is_annotation(text) && starts.into_iter().any(is_start)
}

/// Parts several annotations, in the last of which a page may end: `Required` and `Max len`.
pub(crate) fn half_of_annotations(text: &str) -> Option<(&str, &str)> {
    /// No annotation has more blanks in front of what a page can end in.
    const MOST: usize = 4;
    let parts = |(at, _)| {
        let (whole, half) = text.split_at_checked(at)?;
        let half = half.trim_start();
        let is_half = is_half_annotation(half) || is_annotation(half);
        (is_annotation(whole) && is_half).then_some((whole, half))
    };
    text.rmatch_indices(' ').take(MOST).find_map(parts)
}

/// No cell of several annotations is longer, in bytes.
const LONGEST: usize = 4096;

/// Cuts `Required Max length: 20`, several annotations that a layout put on one line; a text of the site's
/// own may stand before them.
pub(crate) fn split_annotations(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text.trim();
    if rest.len() > LONGEST {
        return vec![rest.to_owned()];
    }
    while !rest.is_empty() {
        let end = annotation_end(rest).or_else(|| own_text_end(rest)).unwrap_or(rest.len());
        let (one, more) = rest.split_at(end);
        let one = one.trim();
        if !one.is_empty() {
            // "Required." is one site's spelling of "Required".
            out.push(if one == "Required." { "Required".to_owned() } else { one.to_owned() });
        }
        // Some sites put commas between them.
        rest = more.trim().trim_start_matches(", ");
    }
    out
}

/// Returns the annotations of a text in which the page ends that are whole: the last of them may go on, but for the
/// word for `Required`.
pub(crate) fn whole_annotations(text: &str) -> Vec<String> {
    if let Some((whole, _)) = half_of_annotations(text) {
        return split_annotations(whole);
    }
    let mut annotations = split_annotations(text);
    annotations.pop_if(|last| !is_required(last));
    annotations.retain(|text| is_annotation(text));
    annotations
}

/// Returns whether the last of the annotations in a text in which the page ends may go on: `Max length: 3`.
pub(crate) fn may_go_on(text: &str) -> bool {
    // Those that are sentences end in a stop.
    if !is_annotation(text) || text.ends_with('.') {
        return false;
    }
    let is_without_more = |last: &String| {
        ANNOTATIONS.iter().any(|(start, follows, _)| *follows == Follows::Nothing && start == last)
    };
    let annotations = split_annotations(text);
    whole_annotations(text).len() < annotations.len() && !annotations.last().is_some_and(is_without_more)
}

/// Returns where a text of the site's own ends before the engine's annotations. `Required` counts if another
/// one comes after it, or if the text before it has ended; a sentence can have the word as well
/// (`is Required`).
fn own_text_end(text: &str) -> Option<usize> {
    let next = next_annotation(text);
    let required = text.match_indices(" Required").map(|(at, _)| at + 1).find(|at| {
        let before = text.get(..*at).unwrap_or_default().trim_end();
        let after = text.get(at + "Required".len()..).unwrap_or_default();
        let ends = before.ends_with(['.', '!', '?', ')', ';', ':']);
        let verb =
            before.rsplit(' ').next().is_some_and(|word| VERBS.contains(&word.to_lowercase().as_str()));
        let followed = after.starts_with(' ')
            && next.is_some_and(|next| {
                text.get(at + "Required".len()..next).is_some_and(|gap| gap.trim().is_empty())
            });
        (followed && !verb) || (ends && (after.is_empty() || followed))
    });
    match (required, next) {
        (Some(required), Some(next)) => Some(required.min(next)),
        (found, None) | (None, found) => found,
    }
}

/// Words after which `Required` is no annotation.
const VERBS: &[&str] = &["is", "are", "be", "not", "if", "when", "as", "isn't", "conditionally"];

/// Where the first annotation of a line ends.
fn annotation_end(text: &str) -> Option<usize> {
    let (start, follows, _) = ANNOTATIONS.iter().find(|(start, follows, _)| {
        let rest = text.strip_prefix(start);
        // `Required if there is no other` is a sentence.
        rest.is_some_and(|rest| {
            *follows != Follows::Nothing
                || rest.is_empty()
                || rest.strip_prefix(", ").is_some_and(|more| annotation_end(more).is_some())
                || begins_glued(rest)
                || (rest.starts_with(' ') && !rest.trim_start().starts_with(char::is_lowercase))
        })
    })?;
    let rest = text.get(start.len()..)?;
    let length = match follows {
        Follows::Nothing => 0,
        Follows::Number => {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let is_glued = digits > 0 && rest.get(digits..).is_some_and(begins_glued);
            if is_glued { digits } else { rest.find(' ').unwrap_or(rest.len()) }
        }
        Follows::Bounds => {
            let and = rest.find(" and ")?;
            let after = rest.get(and + 5..)?;
            and + 5 + next_or_glued(after)
        }
        // A pattern can have blanks in it; the next annotation's beginning ends it.
        Follows::Text => next_or_glued(rest),
    };
    Some(start.len() + length)
}

/// The beginnings of annotations that nothing else has in it. Layouts that join paragraphs put them directly behind the
/// annotation before.
const GLUED: &[&str] = &[
    "Data type: ",
    "Matching regular expression pattern: ",
    "Max length: ",
    "Min length: ",
    "Range: inclusive between ",
    "String length: inclusive between ",
];

/// Returns whether a text begins as an annotation does that may be glued to the one before it.
fn begins_glued(text: &str) -> bool {
    GLUED.iter().any(|start| text.starts_with(start))
}

/// Returns where the next annotation begins behind the start of one, be it glued to that; else the text's end.
fn next_or_glued(text: &str) -> usize {
    // A pattern may have the words of another annotation in it, with something else behind them.
    let is_whole = |at: &usize| *at > 0 && text.get(*at..).is_some_and(is_annotation);
    let places = |start: &&str| text.match_indices(*start).map(|(at, _)| at).find(is_whole);
    let glued = GLUED.iter().filter_map(places);
    glued.chain(next_annotation(text)).min().unwrap_or(text.len())
}

fn next_annotation(text: &str) -> Option<usize> {
    ANNOTATIONS
        .iter()
        // One word alone can be a part of any text.
        .filter(|(start, follows, _)| *follows != Follows::Nothing || start.contains(' '))
        .filter_map(|(start, ..)| {
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
    fn annotations_before_the_end_of_a_page_are_whole() {
        for (text, whole) in [
            ("Required String length: inclusive between 0 and 5", &["Required"][..]),
            ("Required Max length: 20 Min", &["Required", "Max length: 20"]),
            ("Required Max len", &["Required"]),
            ("Required Max length: 20 Data type: E", &["Required", "Max length: 20"]),
            ("Required", &["Required"]),
            ("Max length: 2", &[]),
            ("Requ", &[]),
            ("See the letter Required Max length: 2", &["Required"]),
        ] {
            assert_eq!(whole_annotations(text), whole, "{text}");
        }
    }

    #[test]
    fn numbers_and_words_at_the_end_of_a_page_may_go_on() {
        for (text, may) in [
            ("Max length: 3", true),
            ("Required Range: inclusive between 0 and 9", true),
            ("Data type: Email", true),
            ("Required", false),
            ("None.", false),
            ("Default value is", false),
            ("Define this parameter in the request body.", false),
            ("The number", false),
        ] {
            assert_eq!(may_go_on(text), may, "{text}");
        }
    }

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
        for alone in [
            "En leadskälla måste anges",
            "Optional. Only without OAuth.",
            "Required if there is no other",
            "It is Required",
        ] {
            assert_eq!(split_annotations(alone), [alone]);
        }
        for (text, parts) in [
            ("RequiredMax length: 20", &["Required", "Max length: 20"][..]),
            (
                "RequiredRange: inclusive between 1 and 9String length: inclusive between 0 and 5",
                &["Required", "Range: inclusive between 1 and 9", "String length: inclusive between 0 and 5"],
            ),
            ("Max length: 20Min length: 3", &["Max length: 20", "Min length: 3"]),
            (
                "RequiredData type: EmailMatching regular expression pattern: ^a$Max length: 3",
                &[
                    "Required",
                    "Data type: Email",
                    "Matching regular expression pattern: ^a$",
                    "Max length: 3",
                ],
            ),
        ] {
            assert!(is_annotation(text), "{text}");
            assert_eq!(split_annotations(text), parts, "{text}");
        }
        assert!(!is_annotation("RequiredBy"));
        assert_eq!(
            split_annotations("You find it in the letter Required Max length: 20"),
            ["You find it in the letter", "Required", "Max length: 20"]
        );
        assert_eq!(split_annotations("See the letter. Required"), ["See the letter.", "Required"]);
        assert_eq!(split_annotations("Required See the letter"), ["Required", "See the letter"]);
        assert_eq!(
            split_annotations("Optional, Default value is False"),
            ["Optional,", "Default value is False"]
        );
        assert_eq!(
            split_annotations("Is Optional. Default value is 1000."),
            ["Is Optional.", "Default value is 1000."]
        );
    }
}

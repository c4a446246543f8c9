//! Recognises the headings of sections, however they are decorated.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::heading_words::{HEADINGS, Meaning};
use super::requirement::{self, Requirement};
use super::sides::{BODY, FORMATS, INFORMATION, LISTED, RETURNED, RETURNED_AS_WELL, SENT, SENT_AS_WELL};
use super::types::TYPES;
use crate::clr_name::is_class_in_any_case;

static MEANINGS: LazyLock<BTreeMap<&'static str, Meaning>> = LazyLock::new(|| {
    HEADINGS.iter().flat_map(|(meaning, words)| words.split('|').map(|word| (word, *meaning))).collect()
});

/// The headings that layouts glue to the text before them, as they are spelled on stock pages, and those that
/// sites put in their places most often.
const GLUED: &[&str] = &[
    "Request Formats",
    "Response Formats",
    "Request body formats",
    "Response body formats",
    "Response Information",
    "Request Information",
    "Body Parameters",
    "URI Parameters",
    "Resource Description",
    "Request formats",
    "Response formats",
    "Sample Request",
    "Sample Response",
    "Response Codes",
    "Response Status Codes",
    "HTTP Status Codes",
    "Status Codes",
    "Error Codes",
];

/// What sites write above each sample in place of `Sample:`, in the languages of [`HEADINGS`].
const SAMPLE_LABELS: &[&str] = &[
    "sample",
    "example",
    "beispiel",
    "exemple",
    "ejemplo",
    "exemplo",
    "exempel",
    "eksempel",
    "voorbeeld",
    "esempio",
    "przykład",
    "příklad",
    "ukázka",
    "príklad",
    "ukážka",
    "пример",
    "示例",
    "範例",
];

/// The longest heading of the list has some forty letters; a paragraph need not be put in lower case.
const LONGEST: usize = 96;

/// Returns a line without the bullet or the marks before it.
pub(crate) fn undecorated_start(line: &str) -> &str {
    line.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '*' | '-' | '–' | '—' | '•' | '·' | '►' | '»' | '◦' | '▪' | '■' | '●' | '○' | '#')
    })
    .trim_end()
}

/// Returns whether a text is nothing but a bullet or dashes, as copies of lists have them on lines of their own, and
/// empty cells of tables.
pub(crate) fn is_bullet(text: &str) -> bool {
    !text.trim().is_empty() && undecorated_start(text).is_empty()
}

/// Returns a heading without its decoration: a number (`1.`, `2)`), bullets, dashes, marks of Markdown, a
/// colon.
pub(crate) fn undecorated(heading: &str) -> &str {
    let is_mark = |c: char| {
        c.is_whitespace()
            || matches!(c, '#' | '*' | '=' | '-' | '~' | '–' | '—' | '―' | '•' | '·' | '►' | '▶' | '»' | '«')
            || matches!(c, '◦' | '▪' | '■' | '●' | '○' | '▼' | '▾' | '→' | '【' | '】')
    };
    let mut text = heading.trim_matches(is_mark);
    let numberless = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = text.get(..text.len() - numberless.len()).unwrap_or_default();
    if number.starts_with(|c: char| c.is_ascii_digit()) && number.len() <= 6 {
        let is_status = number.len() == 3 && !number.contains('.');
        match numberless.strip_prefix(')') {
            Some(rest) => text = rest.trim_start_matches(is_mark),
            None if !is_status => text = numberless.trim_start_matches(is_mark),
            None => {}
        }
    }
    text.trim_end_matches(|c: char| {
        is_mark(c) || matches!(c, ':' | '：' | '.' | '!' | '?' | '…' | '¶' | '§' | '🔗')
    })
}

/// Returns whether a text says, in place of a sample, that there is none: `Exemple non disponible.`
pub(crate) fn is_no_sample(text: &str) -> bool {
    const AVAILABLE: &[&str] = &[
        "availab",
        "verfügbar",
        "dispon",
        "tillgänglig",
        "tilgængelig",
        "tilgjengelig",
        "beschikbaar",
        "dostępn",
        "доступ",
        "可用",
    ];
    const NOT: &[&str] = &["not", "nicht", "non", "no", "não", "inte", "ikke", "niet", "nie", "не"];
    if text.len() > LONGEST {
        return false;
    }
    let plain = undecorated(text).to_lowercase();
    SAMPLE_LABELS.iter().any(|label| plain.starts_with(label))
        && AVAILABLE.iter().any(|word| plain.contains(word))
        && (plain.split_whitespace().any(|word| NOT.contains(&word)) || plain.ends_with("不可用"))
}

/// Returns whether a line is no more than the word above a sample: `Sample`, `Example:`.
pub(crate) fn is_sample_label(line: &str) -> bool {
    line.len() <= LONGEST && SAMPLE_LABELS.contains(&undecorated(line).to_lowercase().as_str())
}

/// Returns what a heading announces, by its words.
pub(crate) fn meaning(heading: &str) -> Option<Meaning> {
    if heading.len() > LONGEST {
        return None;
    }
    let plain = undecorated(heading).to_lowercase();
    let known = |words: &str| MEANINGS.get(words).copied();
    // `Request Body (application/json)`.
    known(&plain)
        .or_else(|| {
            let (words, more) = plain.split_once(" (")?;
            let words = words.trim_end();
            let found = known(words).or_else(|| composed(words)).filter(|_| more.ends_with(')'))?;
            // `Status (active or not)` describes a member, and `Note (String)` tells its type.
            let is_word =
                more.split_whitespace().count() == 1 && !is_class_in_any_case(more.trim_end_matches(')'));
            (found.is_stock() || is_word).then_some(found)
        })
        .or_else(|| with_status(&plain))
        .or_else(|| composed(&plain))
        .or_else(|| composed_in_chinese(&plain))
        .or_else(|| required_or_not(&plain).map(|(_, meaning)| meaning))
}

/// Reads the heading of an answer with its status: `Response 200`, `200 Response`. What stands below that of an error
/// is none of the response's.
fn with_status(plain: &str) -> Option<Meaning> {
    let (first, last) = (plain.split_once(' ')?, plain.rsplit_once(' ')?);
    let is_status = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (status, words) = if is_status(first.0) {
        first
    } else if is_status(last.1) {
        (last.1, last.0)
    } else {
        return None;
    };
    let is_response = |meaning: &Meaning| {
        matches!(meaning, Meaning::ResponseInfo | Meaning::ResourceDescription | Meaning::ResponseFormats)
    };
    MEANINGS.get(words).copied().filter(|meaning| is_response(meaning) && status.starts_with('2'))
}

/// Returns whether a sentence announces the table of an enum's values, as some templates have it in place of the
/// engine's words: `The following table shows the possible enumeration values.`
pub(crate) fn announces_enum_values(text: &str) -> bool {
    const PLACES: &[&str] = &["following", "below", "table", "list"];
    let text = text.to_lowercase();
    text.contains("enumeration values") && PLACES.iter().any(|place| text.contains(place))
}

/// Returns whether a heading is no more than the word for a body: `Body`.
pub(crate) fn is_body(heading: &str) -> bool {
    BODY.contains(&undecorated(heading).to_lowercase().as_str())
}

/// Returns whether a heading says that what it lists must be given, or that it need not.
pub(crate) fn requirement(heading: &str) -> Option<Requirement> {
    if heading.len() > LONGEST {
        return None;
    }
    required_or_not(&undecorated(heading).to_lowercase()).map(|(requirement, _)| requirement)
}

/// Reads a heading in small letters that says whether what it lists must be given.
fn required_or_not(plain: &str) -> Option<(Requirement, Meaning)> {
    let (requirement, listed) = requirement::cut(plain)?;
    let known = MEANINGS.get(listed).copied().or_else(|| composed(listed));
    let meaning = match known {
        Some(Meaning::UriParameters | Meaning::Parameters | Meaning::BodyParameters) => known,
        None if LISTED.contains(&listed) => Some(Meaning::Parameters),
        _ => None,
    };
    Some((requirement, meaning?))
}

/// Words that say nothing of what a heading announces.
const PARTICLES: &[&str] = &[
    "of", "the", "de", "del", "la", "da", "do", "des", "der", "di", "della", "du", "av", "van", "sobre",
    "sur", "zur", "zum", "om", "sulla", "over",
];

/// Returns what a heading of a site's own announces that puts together what stock pages call by one name:
/// `Request attributes`, `Argumentos de respuesta`, `Paramètres du corps de la requête`.
fn composed(plain: &str) -> Option<Meaning> {
    let (mut listed, mut side, mut is_of_body) = (None, None, false);
    for word in plain.split_whitespace() {
        if LISTED.contains(&word) && listed.is_none() {
            listed = Some(word);
        } else if SENT.contains(&word) && side.is_none() {
            side = Some(Meaning::BodyParameters);
        } else if RETURNED.contains(&word) && side.is_none() {
            side = Some(Meaning::ResourceDescription);
        } else if BODY.contains(&word) && !is_of_body {
            is_of_body = true;
        } else if !PARTICLES.contains(&word) {
            return told_of_side(plain);
        }
    }
    // Parameters of a request may be its query's as well.
    let is_parameter = !is_of_body && (listed?.starts_with("par") || listed? == "параметры");
    side.map(|side| if is_parameter && side == Meaning::BodyParameters { Meaning::Parameters } else { side })
}

/// What a heading stands above.
#[derive(Clone, Copy)]
enum Told {
    Everything,
    Samples,
}

/// Reads a heading above all that is told of a side, or above its samples: `Informações de Retorno`, `Return format`.
fn told_of_side(plain: &str) -> Option<Meaning> {
    // Every line of a text is looked at, most of them of samples.
    if !plain.starts_with(char::is_alphabetic) {
        return None;
    }
    let (mut side, mut told) = (None, None);
    for word in plain.split_whitespace() {
        if side.is_none() && (SENT.contains(&word) || SENT_AS_WELL.contains(&word)) {
            side = Some(Meaning::RequestInfo);
        } else if side.is_none() && (RETURNED.contains(&word) || RETURNED_AS_WELL.contains(&word)) {
            side = Some(Meaning::ResponseInfo);
        } else if told.is_none() && INFORMATION.contains(&word) {
            told = Some(Told::Everything);
        } else if told.is_none() && FORMATS.contains(&word) {
            told = Some(Told::Samples);
        } else if !PARTICLES.contains(&word) {
            return None;
        }
    }
    Some(match (side?, told?) {
        (side, Told::Everything) => side,
        (Meaning::RequestInfo, Told::Samples) => Meaning::RequestFormats,
        (_, Told::Samples) => Meaning::ResponseFormats,
    })
}

/// Returns what a Chinese heading announces that puts together whose information it is, the side, what is on
/// it, and what is said of that: `服务请求信息`, `返回数据说明`.
fn composed_in_chinese(plain: &str) -> Option<Meaning> {
    const OWNERS: &[&str] = &["服务", "接口", ""];
    const THINGS: &[&str] = &["数据", "结果", "内容", ""];
    let cut = |text: &mut &str, words: &[&str]| {
        let rest = words.iter().find_map(|word| text.strip_prefix(word));
        rest.map(|rest| *text = rest)
    };
    let mut rest = plain;
    cut(&mut rest, OWNERS)?;
    let is_request = cut(&mut rest, &["请求"]).is_some();
    if !is_request {
        cut(&mut rest, &["返回", "响应"])?;
    }
    cut(&mut rest, THINGS)?;
    Some(match (rest, is_request) {
        ("信息", true) => Meaning::RequestInfo,
        ("信息", false) => Meaning::ResponseInfo,
        ("说明" | "描述", true) => Meaning::BodyParameters,
        ("说明" | "描述", false) => Meaning::ResourceDescription,
        ("格式" | "示例" | "范例" | "样例", true) => Meaning::RequestFormats,
        ("格式" | "示例" | "范例" | "样例", false) => Meaning::ResponseFormats,
        _ => return None,
    })
}

/// Returns what a line of a flattened text announces if it is a heading wherever it stands: one word alone
/// can be a type's name or a member's, unless it is decorated.
pub(crate) fn line_meaning(line: &str) -> Option<Meaning> {
    let found = meaning(line)?;
    let line = line.trim();
    let words = undecorated(line);
    // Compounds as `Ressourcenbeschreibung` or `服务请求信息` are no names.
    let long = if words.is_ascii() || words.starts_with(|c: char| c < '\u{2E80}') { 14 } else { 6 };
    let is_compound = found.is_stock() && words.chars().count() >= long;
    let is_common = words.split_whitespace().count() < 2
        && found != Meaning::Parameters
        && !words.contains('-')
        && !is_compound;
    let is_decorated = !line.starts_with(words) || line.ends_with(['—', '–', '-', '=', '*', '#']);
    // `Output format` describes a member as well.
    let is_of_common_words = is_of_common_words(words) && !line.ends_with(':');
    (!(is_common || is_of_common_words) || is_decorated).then_some(found)
}

/// Returns whether a heading tells its side by a word that has other senses as well.
fn is_of_common_words(heading: &str) -> bool {
    let plain = heading.to_lowercase();
    let is_common = |word: &str| SENT_AS_WELL.contains(&word) || RETURNED_AS_WELL.contains(&word);
    !MEANINGS.contains_key(plain.as_str()) && plain.split_whitespace().any(is_common)
}

/// Cuts a line that ends with a heading without a blank before it: `integerRequest Formats`, `stringRemarks`,
/// `Collection of stringStatus Codes`.
pub(crate) fn glued_heading(line: &str) -> Option<(&str, &str)> {
    for heading in GLUED {
        if let Some(before) = line.strip_suffix(heading)
            && before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ']' | '.' | ')' | ':'))
        {
            return Some((before, heading));
        }
    }
    if line.len() > LONGEST {
        return None;
    }
    let value = line.rfind("[value]").map(|at| at + "[value]".len());
    let item = line.trim_start_matches("Collection of ");
    let word =
        TYPES.iter().copied().chain(["None."]).filter(|word| item.starts_with(word)).map(str::len).max();
    let word = word.map(|length| line.len() - item.len() + length);
    let Some(at) = value.or(word) else { return heading_after_class(item, line) };
    let (before, heading) = line.split_at_checked(at)?;
    let begins = heading.starts_with(|c: char| c.is_uppercase() || !c.is_ascii());
    (begins && meaning(heading).is_some()).then_some((before, heading))
}

/// Cuts a line that is a class and a heading of several words: `LeadStateFormats de réponse`. `item` is the
/// line without the words for collections.
fn heading_after_class<'l>(item: &str, line: &'l str) -> Option<(&'l str, &'l str)> {
    // The class ends before the first blank.
    let end = line.len() - item.len() + item.find(' ')?;
    let start = line.len() - item.len();
    let capitals = line.char_indices().filter(|(at, c)| (start + 1..end).contains(at) && c.is_uppercase());
    capitals.filter_map(|(at, _)| line.split_at_checked(at)).find(|(before, heading)| {
        before.ends_with(|c: char| c.is_alphanumeric()) && meaning(heading).is_some_and(is_below_type)
    })
}

/// Whether a type can stand directly above such a heading. `RefundRequest model` is no class `Refund` above a heading
/// of parameters.
fn is_below_type(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::RequestFormats | Meaning::ResponseFormats | Meaning::ResponseInfo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_of_a_side_stands_below_common_words_too() {
        for (heading, found) in [
            ("Informações de Envio", Meaning::RequestInfo),
            ("Informações de Retorno", Meaning::ResponseInfo),
            ("Formato de Envio", Meaning::RequestFormats),
            ("Return format", Meaning::ResponseFormats),
            ("Output information", Meaning::ResponseInfo),
        ] {
            assert_eq!(meaning(heading), Some(found), "{heading}");
            // A line of a text may be a description, unless it is marked as a heading.
            assert_eq!(line_meaning(heading), None, "{heading}");
            assert_eq!(line_meaning(&format!("{heading}:")), Some(found), "{heading}");
            assert_eq!(line_meaning(&format!("## {heading}")), Some(found), "{heading}");
        }
        assert_eq!(meaning("Return the format of the file"), None);
    }

    #[test]
    fn headings_may_be_decorated() {
        for (heading, found) in [
            ("URI Parameters:", Some(Meaning::UriParameters)),
            ("1. Request", Some(Meaning::RequestInfo)),
            ("2) Body Parameters", Some(Meaning::BodyParameters)),
            ("2.1 Response Formats", Some(Meaning::ResponseFormats)),
            ("— Response —", Some(Meaning::ResponseInfo)),
            ("## Response Information", Some(Meaning::ResponseInfo)),
            ("**Remarks**", Some(Meaning::Own)),
            ("Request Body (application/json)", Some(Meaning::BodyParameters)),
            ("Status Codes (HTTP)", Some(Meaning::Status)),
            ("Status (open or closed)", None),
            ("Textkörperparameter", Some(Meaning::BodyParameters)),
            ("Atributos de la petición", Some(Meaning::BodyParameters)),
            ("Argumentos de respuesta", Some(Meaning::ResourceDescription)),
            ("Response fields", Some(Meaning::ResourceDescription)),
            ("Request parametri", Some(Meaning::Parameters)),
            ("Required Parameters", Some(Meaning::Parameters)),
            ("Optional query parameters:", Some(Meaning::UriParameters)),
            ("Parámetros obligatorios", Some(Meaning::Parameters)),
            ("Mandatory fields", Some(Meaning::Parameters)),
            ("Required headers", Some(Meaning::Own)),
            ("Required things", None),
            ("Fields", None),
            ("Response and its fields", None),
            ("404 Response", None),
            ("A response", None),
            ("URI параметры", Some(Meaning::UriParameters)),
            ("Описание ресурсов", Some(Meaning::ResourceDescription)),
            ("服务请求信息", Some(Meaning::RequestInfo)),
            ("返回数据说明", Some(Meaning::ResourceDescription)),
            ("接口返回结果示例", Some(Meaning::ResponseFormats)),
            ("返回消息状态", None),
            ("返回数据", None),
        ] {
            assert_eq!(meaning(heading), found, "{heading}");
        }
        assert_eq!(line_meaning("— Response —"), Some(Meaning::ResponseInfo));
        assert_eq!(line_meaning("Response"), None);
        assert_eq!(line_meaning("服务返回信息"), Some(Meaning::ResponseInfo));
        assert_eq!(line_meaning("返回信息"), None);
        assert_eq!(line_meaning("Response Codes"), Some(Meaning::Status));
    }

    #[test]
    fn headings_may_be_glued() {
        assert_eq!(glued_heading("integerRequest Formats"), Some(("integer", "Request Formats")));
        assert_eq!(glued_heading("stringRemarks"), Some(("string", "Remarks")));
        assert_eq!(glued_heading("None.Return Codes"), Some(("None.", "Return Codes")));
        assert_eq!(glued_heading("string"), None);
        assert_eq!(glued_heading("stringRequired"), None);
    }

    #[test]
    fn no_heading_means_two_things() {
        let mut seen = BTreeMap::new();
        for (meaning, words) in HEADINGS {
            for word in words.split('|') {
                assert_eq!(word, word.to_lowercase());
                assert_eq!(seen.insert(word, meaning), None, "{word}");
            }
        }
    }

    #[test]
    fn templates_announce_values_in_sentences() {
        for (text, announces) in [
            ("The following table shows the possible enumeration values.", true),
            ("Enumeration values are listed below:", true),
            ("The enumeration values of a kite", false),
            ("The following kites fly.", false),
        ] {
            assert_eq!(announces_enum_values(text), announces, "{text}");
        }
    }
}

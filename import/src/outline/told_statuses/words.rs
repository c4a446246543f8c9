//! The words with which sentences tell of statuses.

/// What calls a number a status.
pub(super) const NAMES: &[&str] =
    &["http", "status", "statuscode", "http-status", "httpstatuscode", "http/1.1", "code"];

/// What may call it one.
pub(super) const ERROR: &[&str] = &["error", "errors", "code", "codes", "fehler", "erreur", "erro"];

/// Verbs that say that a status comes back.
pub(super) const RETURNS: &[&str] = &[
    "returns",
    "return",
    "returned",
    "responds",
    "respond",
    "answers",
    "answer",
    "yields",
    "gives",
    "throws",
    "sends",
    "fails",
    "response",
    "responses",
    "devuelve",
    "retorna",
    "responde",
    "retourne",
    "renvoie",
    "répond",
    "liefert",
    "gibt",
    "returnerar",
    "svarar",
    "returnerer",
    "geeft",
    "restituisce",
    "zwraca",
    "возвращает",
];

/// What may stand between the verb and the number.
pub(super) const SMALL: &[&str] =
    &["a", "an", "the", "with", "un", "une", "ein", "eine", "con", "avec", "mit", "med", "met", "com"];

/// What goes on with another status.
pub(super) const AND: &[&str] =
    &["and", "or", "else", "otherwise", "und", "oder", "et", "ou", "y", "o", "e", "och", "eller", "en"];

/// What stands before one code in a list of several.
pub(super) const ARTICLES_OF_CODES: &[&str] =
    &["a", "an", "un", "une", "ein", "eine", "einen", "um", "uma", "en", "et"];

/// What stands before a thing.
pub(super) const ARTICLES: &[&str] = &["a", "an", "the", "no"];

/// What begins the condition under which a status comes back.
pub(super) const CONDITIONS: &[&str] = &[
    "if",
    "when",
    "once",
    "unless",
    "after",
    "whenever",
    "upon",
    "on success",
    "on failure",
    "on error",
    "in case",
    "in the case",
    "in rare cases",
    "wenn",
    "falls",
    "si",
    "lorsque",
    "cuando",
    "se",
    "quando",
    "om",
    "när",
    "hvis",
    "als",
    "wanneer",
    "jeśli",
    "если",
];

/// What begins a condition in front of a status; behind a number it tells what this is for, or counts.
pub(super) const FOR: &[&str] = &["for", "bei", "für", "para", "pour", "vid", "ved", "voor"];

/// What begins a sentence on all errors that were not named before.
pub(super) const ALL: &[&str] = &["all", "any", "every", "other"];

/// What says that a status does not come back.
pub(super) const DENIALS: &[&str] = &[" never ", " no longer ", " not return", " instead of "];

/// Returns the last word of a text in small letters.
pub(super) fn last_word(text: &str) -> String {
    let word = text.rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '/')).next();
    word.unwrap_or_default().to_lowercase()
}

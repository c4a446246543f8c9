//! The names of types, and what names look like at all.

use crate::clr_name::FullName;

pub(super) const TYPES: &[&str] = &[
    "integer",
    "unsigned integer",
    "byte",
    "signed byte",
    "character",
    "decimal number",
    "string",
    "boolean",
    "globally unique identifier",
    "time interval",
    "date",
    "URI",
    "Object",
];

/// Returns whether a text is a type's name as the engine writes it: not a class's, which can be any word.
pub(crate) fn is_stock_type(text: &str) -> bool {
    let text = text.trim();
    TYPES.contains(&text) || OF_SITES.contains(&text) || is_composed_type(text) || is_full_name(text)
}

/// What sites write in place of the engine's words, as nothing else is called.
const OF_SITES: &[&str] = &[
    "date time",
    "datetime",
    "date-time",
    "integer16",
    "integer32",
    "integer64",
    "integer (16 bits)",
    "integer (32 bits)",
    "integer (64 bits)",
    "int32",
    "int64",
];

/// Returns whether a text is only the start of one of the engine's words for types.
pub(crate) fn is_half_stock_type(text: &str) -> bool {
    !text.is_empty()
        && TYPES.iter().any(|word| word.len() > text.len() && word.starts_with(text))
        && !is_stock_type(text)
}

/// Returns whether a text is a generic class with its arguments, an array, or the full name of one of .NET's
/// own types.
fn is_full_name(text: &str) -> bool {
    // A path with braces or an index is none, and neither is a text.
    let is_likely = text.starts_with("System.") || text.contains(['<', '`']) || text.ends_with("[]");
    is_likely && FullName::parse(text).is_some_and(|name| name.is_telling())
}

/// `Collection of X`, `Dictionary of K [key] and V [value]`, `Pair of K [key] and V [value]`.
fn is_composed_type(text: &str) -> bool {
    if let Some(of) = text.strip_prefix("Collection of ") {
        // Nested collections are walked, not recursed into: their depth is the page's choice.
        let mut of = of;
        while let Some(inner) = of.strip_prefix("Collection of ") {
            of = inner;
        }
        return TYPES.contains(&of) || is_identifier(of) || is_pair(of) || is_full_name(of);
    }
    is_pair(text)
}

/// Returns the type of the engine's words with which a sentence ends: `Collection of Lead`, `integer`.
pub(crate) fn type_at_end(text: &str) -> Option<&str> {
    const OPENINGS: [&str; 3] = ["Collection of ", "Dictionary of ", "Pair of "];
    let begins =
        |start: usize| text.get(..start).is_some_and(|before| before.is_empty() || before.ends_with(' '));
    let composed = OPENINGS.iter().flat_map(|opening| text.match_indices(opening)).map(|(start, _)| start);
    let composed =
        composed.filter(|start| begins(*start) && text.get(*start..).is_some_and(is_composed_type));
    let start = composed.min().or_else(|| {
        let word = |word: &&str| text.strip_suffix(*word).map(str::len).filter(|start| begins(*start));
        TYPES.iter().filter_map(word).min()
    });
    text.get(start?..)
}

fn is_pair(text: &str) -> bool {
    (text.starts_with("Dictionary of ") || text.starts_with("Pair of ")) && text.ends_with("[value]")
}

/// Returns whether a text can be a type: a word of the engine's, or a name. A text of several words is a
/// text.
pub(crate) fn is_type(text: &str) -> bool {
    is_stock_type(text) || is_identifier(text.trim())
}

/// Returns whether a word can be the name of a class or a member: `Lead`, `utm_source`, `Outer+Inner`,
/// `$filter`, `codes[0]`.
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '@'))
        && text.len() <= 256
        && !text.ends_with(['.', ':', '-'])
        && chars
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '@' | '-' | '.' | '+' | '[' | ']' | '`'))
}

/// Returns a name without the quotes around it.
pub(crate) fn unquoted(text: &str) -> &str {
    let inner = |open: char, close: char| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    inner('"', '"').or_else(|| inner('“', '”')).or_else(|| inner('\'', '\'')).unwrap_or(text)
}

/// `PublicAdvertisingPersonLead`: an identifier that is no word of any language.
pub(crate) fn is_class_name(text: &str) -> bool {
    is_full_name(text)
        || is_identifier(text)
            && text.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit() || c == '_')
}

//! Which texts are names to Rust.

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// The keywords of all editions that names can have after `r#`, in order.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The words that no name can be, not even after `r#`.
const NEVER: [&str; 5] = ["Self", "_", "crate", "self", "super"];

/// Makes a text an identifier and changes nothing if it is one: keywords get `r#` (or `_` at the end, where
/// Rust has no raw form), a digit at the start gets `_` before it, and what Rust does not take is left out.
#[must_use]
pub fn identifier(text: &str) -> String {
    let mut name: String = text.chars().filter(|&c| continues(c)).collect();
    if !name.starts_with(|c| c == '_' || starts(c)) {
        name.insert(0, '_');
    }
    if NEVER.contains(&name.as_str()) {
        name.push('_');
    } else if KEYWORDS.binary_search(&name.as_str()).is_ok() {
        name.insert_str(0, "r#");
    }
    name
}

/// Returns whether Rust takes a text as a name in all editions.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    let (name, is_raw) = text.strip_prefix("r#").map_or((text, false), |name| (name, true));
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c == '_' || starts(c))
        && chars.all(continues)
        && !NEVER.contains(&name)
        && (is_raw || KEYWORDS.binary_search(&name).is_err())
}

/// Returns whether a name can begin with a letter.
fn starts(c: char) -> bool {
    unicode_ident::is_xid_start(c) && is_known(c)
}

/// Returns whether a letter, digit or mark can be within a name.
pub(super) fn continues(c: char) -> bool {
    unicode_ident::is_xid_continue(c) && is_known(c)
}

/// Returns whether compilers know a character: their tables may be older than this crate's, but hardly older
/// than the compiler that built it. That knows letters and digits; of the others, which are marks, nothing
/// new is to be expected in the first plane.
fn is_known(c: char) -> bool {
    const SECOND_PLANE: u32 = 0x1_0000;
    c.is_alphanumeric() || u32::from(c) < SECOND_PLANE
}

/// Returns the one spelling of a name that the compiler has: two names that differ in how accents are
/// spelled, or in an `r#` that is not needed, are one to it.
#[must_use]
pub fn normalized(name: &str) -> String {
    let name: String = if is_nfc(name) { name.to_owned() } else { name.nfc().collect() };
    match name.strip_prefix("r#") {
        Some(plain) if KEYWORDS.binary_search(&plain).is_err() => plain.to_owned(),
        _ => name,
    }
}

/// Returns a name for a text of which no character can be in a name: its code points.
pub(super) fn spelled_out(text: &str) -> String {
    let points: Vec<String> = text.chars().map(|c| format!("u{:x}", u32::from(c))).collect();
    if points.is_empty() { "empty".to_owned() } else { points.join("_") }
}

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, identifier, is_identifier, normalized};

    #[test]
    fn keywords_are_no_names() {
        assert!(KEYWORDS.is_sorted());
        for word in
            ["_", "Self", "self", "super", "crate", "1", "a-b", "", "__-", "r#", "r#self", "r#_", "r#1"]
        {
            assert!(!is_identifier(word), "{word}");
        }
        for word in KEYWORDS {
            assert!(!is_identifier(word), "{word}");
            assert!(is_identifier(&format!("r#{word}")), "{word}");
        }
        for name in
            ["__", "_1", "Selfs", "SELF", "macro_rules", "continued", "union", "ß", "r#a", "raw", "auto"]
        {
            assert!(is_identifier(name), "{name}");
        }
    }

    /// What the compiler's own parser of names takes is a name here, but for the keywords that it does not
    /// know yet.
    #[test]
    fn syn_agrees() {
        for word in KEYWORDS.into_iter().filter(|word| *word != "gen").chain(super::NEVER) {
            assert!(syn::parse_str::<syn::Ident>(word).is_err(), "{word}");
        }
        for name in
            ["__", "_1", "Selfs", "SELF", "macro_rules", "union", "ß", "raw", "auto", "safe", "default"]
        {
            assert!(syn::parse_str::<syn::Ident>(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn identifiers_stay() {
        for name in ["a", "_a", "r#type", "r#gen", "A1"] {
            assert_eq!(identifier(name.trim_start_matches("r#")), name);
        }
        assert_eq!(["e\u{301}", "r#base", "r#type"].map(normalized), ["é", "base", "r#type"]);
    }
}

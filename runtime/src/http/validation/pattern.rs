//! `[RegularExpression]`: .NET's patterns, as far as the crate `regex` can find them.

use super::value_text::{ValueText, why_unknown};
use crate::contract::Type;
use crate::value::View;
use regex::Regex;
use std::collections::HashMap;
use std::fmt;
use std::iter::Peekable;
use std::str::Chars;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// Returns whether a pattern matches the whole text of a value of a type. The empty text is always taken; so is a
/// value whose text the culture of the server or a class decides, and any value if the pattern is none of ours.
pub(super) fn matches(pattern: &'static str, view: View<'_>, ty: &Type) -> bool {
    // .NET looks for the first match, which has to be the whole: `a|ab` does not match `ab`.
    let is_whole = |text: &str| {
        let is_match = |regex: Arc<Regex>| regex.find(text).is_some_and(|found| found.len() == text.len());
        text.is_empty() || compiled(pattern).is_none_or(is_match)
    };
    match ValueText::of(view, ty) {
        ValueText::Known(text) => is_whole(&text),
        // One of the two is that of the server's culture.
        ValueText::Number { point, comma } => is_whole(&point) || is_whole(&comma),
        ValueText::Unknown => true,
    }
}

/// Returns the reason why a pattern of .NET is not checked here for values of a type, or `None` if it is.
///
/// .NET matches the text of any value. That of a date depends on the culture of the server, which is not known here.
///
/// ```
/// use datacontract::contract::{Primitive, Type};
/// use datacontract::http::pattern_error;
///
/// let [text, int, date] = [Primitive::String, Primitive::Int32, Primitive::DateTime].map(Type::Primitive);
/// assert_eq!(pattern_error(r"^[A-Z]{2}\d+$", &text), None);
/// assert_eq!(pattern_error("^[1-9]$", &int), None);
/// assert!(pattern_error(r"^(?=.*\d).{8,}$", &text).unwrap().contains("looks ahead"));
/// assert!(pattern_error("^2024", &date).unwrap().contains("culture"));
/// ```
#[must_use]
pub fn pattern_error(pattern: &str, ty: &Type) -> Option<String> {
    let of_type = || why_unknown(ty).map(str::to_owned);
    compile(pattern).err().map(|error| error.to_string()).or_else(of_type)
}

/// A pattern that is compiled, if it is one of ours. It is shared: a clone of a `Regex` would have to warm up its
/// caches anew.
type Compiled = Option<Arc<Regex>>;

/// Returns the compiled form of a pattern, which is made once.
fn compiled(pattern: &'static str) -> Compiled {
    static PATTERNS: OnceLock<RwLock<HashMap<&'static str, Compiled>>> = OnceLock::new();
    let patterns = PATTERNS.get_or_init(RwLock::default);
    if let Some(known) = patterns.read().unwrap_or_else(PoisonError::into_inner).get(pattern) {
        return known.clone();
    }
    let regex = compile(pattern).ok().map(Arc::new);
    patterns.write().unwrap_or_else(PoisonError::into_inner).insert(pattern, regex.clone());
    regex
}

/// Why a pattern is not checked.
#[derive(Debug)]
enum PatternError {
    /// It has a construct that `regex` does not have.
    Construct(&'static str),
    /// It is no pattern to `regex`.
    Regex(regex::Error),
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PatternError::Construct(what) => f.write_str(what),
            PatternError::Regex(regex::Error::CompiledTooBig(_)) => f.write_str("it is too large"),
            // The crate's own message shows the pattern over several lines.
            PatternError::Regex(error) => {
                let text = error.to_string();
                f.write_str(text.lines().last().unwrap_or_default().trim_start_matches("error: "))
            }
        }
    }
}

fn compile(pattern: &str) -> Result<Regex, PatternError> {
    Regex::new(&translate(pattern)?).map_err(PatternError::Regex)
}

/// .NET's `\w`: letters, marks that take no room, decimal digits, connectors.
const WORD: &str = r"\p{L}\p{Mn}\p{Nd}\p{Pc}";

/// Writes a pattern of .NET in the syntax of `regex`, where the two differ.
fn translate(pattern: &str) -> Result<String, PatternError> {
    let mut translated = String::with_capacity(pattern.len() + 16);
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => translated.push_str(&escape(&mut chars, false)?),
            '[' => class(&mut chars, &mut translated)?,
            '(' if chars.peek() == Some(&'?') => group(&mut chars, &mut translated)?,
            '{' if !is_quantifier(chars.clone()) => translated.push_str(r"\{"),
            c => translated.push(c),
        }
    }
    Ok(translated)
}

/// Returns whether what follows a brace makes a quantifier of it: `2}`, `2,}`, `2,3}`.
fn is_quantifier(chars: Peekable<Chars<'_>>) -> bool {
    let inside: String = chars.take_while(|c| *c != '}').take(12).collect();
    let (min, max) = inside.split_once(',').unwrap_or((&inside, ""));
    let is_number = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
    !min.is_empty() && is_number(min) && is_number(max)
}

/// Translates what stands behind a backslash.
fn escape(chars: &mut Peekable<Chars<'_>>, is_in_class: bool) -> Result<String, PatternError> {
    let Some(c) = chars.next() else {
        return Err(PatternError::Construct("it ends with a backslash"));
    };
    Ok(match c {
        'w' if is_in_class => WORD.to_owned(),
        'w' => format!("[{WORD}]"),
        'W' if is_in_class => return Err(PatternError::Construct("it has `\\W` in a class")),
        'W' => format!("[^{WORD}]"),
        'Z' => r"\z".to_owned(),
        'e' => r"\x1b".to_owned(),
        '1'..='9' => return Err(PatternError::Construct("it refers back to a group")),
        'k' => return Err(PatternError::Construct("it refers back to a group by its name")),
        'G' => return Err(PatternError::Construct("it has `\\G`")),
        'c' => return Err(PatternError::Construct("it has a control character by its letter")),
        '0' => return Err(PatternError::Construct("it has a character by its octal number")),
        c if c.is_alphanumeric() => format!("\\{c}"),
        c => regex::escape(c.encode_utf8(&mut [0; 4])),
    })
}

/// Translates a class, whose first bracket is read. Brackets, `&&` and `~~` mean themselves to .NET.
fn class(chars: &mut Peekable<Chars<'_>>, translated: &mut String) -> Result<(), PatternError> {
    translated.push('[');
    if chars.next_if_eq(&'^').is_some() {
        translated.push('^');
    }
    let mut is_first = true;
    loop {
        let Some(c) = chars.next() else {
            return Err(PatternError::Construct("a class has no end"));
        };
        match c {
            ']' if !is_first => break,
            '-' if chars.peek() == Some(&'[') => {
                return Err(PatternError::Construct("it takes one class from another"));
            }
            '\\' => translated.push_str(&escape(chars, true)?),
            '[' | ']' | '&' | '~' | '^' => {
                translated.push('\\');
                translated.push(c);
            }
            // A hyphen that makes no range.
            '-' if is_first || chars.peek() == Some(&']') => translated.push_str(r"\-"),
            c => translated.push(c),
        }
        is_first = false;
    }
    translated.push(']');
    Ok(())
}

/// Translates the beginning of a group behind its parenthesis.
fn group(chars: &mut Peekable<Chars<'_>>, translated: &mut String) -> Result<(), PatternError> {
    let mut ahead = chars.clone();
    ahead.next();
    let what = match (ahead.next(), ahead.next()) {
        (Some('=' | '!'), _) => "it looks ahead",
        (Some('<'), Some('=' | '!')) => "it looks behind",
        (Some('>'), _) => "it has a group that does not go back",
        (Some('('), _) => "it has an alternative by condition",
        (Some('\''), _) => "it has a group with its name in quotes",
        (Some('#'), _) => "it has a comment",
        _ => {
            translated.push('(');
            return Ok(());
        }
    };
    Err(PatternError::Construct(what))
}

#[cfg(test)]
mod tests {
    use super::{matches, pattern_error};
    use crate::contract::{Primitive, Type};
    use crate::value::View;

    const TEXT: Type = Type::Primitive(Primitive::String);

    #[test]
    fn a_match_is_the_whole_text() {
        for (pattern, text, is_match) in [
            ("^x+$", "xxx", true),
            ("^x+$", "xxy", false),
            ("x", "xx", false),
            ("a|ab", "ab", false),
            ("ab|a", "ab", true),
            (r"\d+", "\u{664}2", true),
            (r"[\w.-]+", "å_1.-", true),
            (r"\w+", "a\u{2160}", false),
            ("[[]a&&b~]+", "[a&b~]", false),
            (r"[[a&&b~\]]+", "[a&b~]", true),
            ("a{,2}", "a{,2}", true),
            (r"\/\-\'\ \_", "/-' _", true),
            (r"^a\Z", "a", true),
            ("^.+$", "", true),
            ("^a$", "a\n", false),
        ] {
            assert_eq!(matches(pattern, View::Str(text), &TEXT), is_match, "{pattern} {text}");
        }
    }

    #[test]
    fn a_value_of_any_type_has_a_text() {
        for (pattern, view, is_match) in [
            ("^[1-9]$", View::Int(7), true),
            ("^[1-9]$", View::Int(12), false),
            ("^True$", View::Bool(true), true),
            (r"^\d+\.\d{2}$", View::Double(1.25), true),
            (r"^\d+,\d{2}$", View::Double(1.25), true),
            (r"^\d+[.,]\d{2}$", View::Double(1.5), false),
            ("^[A-Z]$", View::Bytes(&[]), true),
        ] {
            assert_eq!(matches(pattern, view, &Type::Object), is_match, "{pattern}");
        }
    }

    #[test]
    fn what_is_not_checked_says_why() {
        for (pattern, why) in [
            (r"^(?=.*\d).{8,}$", "looks ahead"),
            ("(?<!a)b", "looks behind"),
            (r"(a)\1", "refers back"),
            ("[a-z-[aeiou]]", "one class from another"),
            ("(?>a)b", "does not go back"),
            ("[a", "has no end"),
            ("(a", "unclosed group"),
            ("a\\", "ends with a backslash"),
            ("a{9999999}", ""),
        ] {
            let error = pattern_error(pattern, &TEXT).unwrap_or_else(|| panic!("{pattern} is checked"));
            assert!(error.contains(why), "{pattern}: {error}");
            assert!(matches(pattern, View::Str("anything"), &TEXT), "{pattern}");
        }
    }
}

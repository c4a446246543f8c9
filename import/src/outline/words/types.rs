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

/// Returns whether a text is a type's name as the engine writes it, or as sites do in its place: not a
/// class's, which can be any word.
pub(crate) fn is_stock_type(text: &str) -> bool {
    let text = text.trim();
    is_word(text) || is_composed_type(text) || is_full_name(text) || with_question_mark(text).is_some()
}

/// What sites write behind a type that takes null, in small letters.
const TAKES_NULL: &[&str] =
    &[", null", " or null", " | null", "|null", "/null", " / null", ", nullable", " (nullable)", " (null)"];

/// Returns a type that takes null by a site's words as C# writes it: `boolean?` for `Boolean, Null`,
/// `Collection of Kite` for `Collection, Null of Kite`, since lists take null anyhow.
pub(crate) fn with_question_mark(text: &str) -> Option<String> {
    // Other texts, and longer ones, need not be put in small letters.
    const LONGEST: usize = 200;
    if text.len() > LONGEST || !(text.contains("ull") || text.contains("ULL")) || !text.is_ascii() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let composed = ["collection", "list", "array", "dictionary"].iter().find_map(|word| {
        let rest = lower.strip_prefix(word)?;
        let of = TAKES_NULL.iter().find_map(|ending| rest.strip_prefix(ending))?;
        let (word, of) = (text.get(..word.len())?, text.get(text.len() - of.len()..)?);
        of.starts_with(" of ").then(|| format!("{word}{of}"))
    });
    if composed.is_some() {
        return composed;
    }
    let before = TAKES_NULL.iter().find_map(|ending| text.get(..lower.strip_suffix(ending)?.len()));
    let behind = lower.strip_prefix("nullable ").and_then(|rest| text.get(text.len() - rest.len()..));
    let inner = before.or(behind)?.trim();
    let short = SHORT.iter().find(|(words, _)| inner.eq_ignore_ascii_case(words));
    match short {
        Some((_, name)) => Some(format!("{name}?")),
        None if is_composed_type(inner) => Some(inner.to_owned()),
        None => is_identifier(inner).then(|| format!("{inner}?")),
    }
}

/// What a column of a site's own says of null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NullColumn {
    /// Null may stand there.
    Takes,
    /// Null may not stand there.
    Refuses,
}

impl NullColumn {
    /// Reads the annotation that stands for the column: `Nullable: True`.
    pub(crate) fn of(annotation: &str) -> Option<Self> {
        let (heading, said) = annotation.split_once(": ")?;
        if !heading.eq_ignore_ascii_case("nullable") {
            return None;
        }
        match said.trim().to_lowercase().as_str() {
            "true" | "yes" | "y" => Some(Self::Takes),
            "false" | "no" | "n" => Some(Self::Refuses),
            _ => None,
        }
    }
}

/// Returns whether an annotation says in a site's words that null may stand there: `Null values possible.`
pub(crate) fn says_null(text: &str) -> bool {
    const SAID: &[&str] = &[
        "null values possible",
        "null value possible",
        "null possible",
        "null allowed",
        "null is allowed",
        "nulls allowed",
        "allows null",
        "allow null",
        "accepts null",
        "can be null",
        "may be null",
        "nullable",
        "null values allowed",
        "null values are allowed",
    ];
    text.len() <= 32 && SAID.contains(&text.trim().trim_end_matches('.').to_lowercase().as_str())
}

/// The engine's words of several words, and one name for each in C#.
const SHORT: &[(&str, &str)] = &[
    ("decimal number", "decimal"),
    ("globally unique identifier", "guid"),
    ("time interval", "timespan"),
    ("unsigned integer", "uint"),
    ("signed byte", "sbyte"),
    ("date time", "datetime"),
];

/// What sites write in place of the engine's words, as nothing else is called.
const OF_SITES: &[&str] = &["date time", "datetime", "date-time", "universally unique identifier"];

/// Returns whether a text is one of the engine's own words for built-in types.
pub(crate) fn is_engines_word(text: &str) -> bool {
    TYPES.contains(&text)
}

/// Returns whether a text is one word for a built-in type. Members can be called `Int32` as well.
fn is_word(text: &str) -> bool {
    let is_sized = !text.starts_with(char::is_uppercase) && SizedInteger::parse(text).is_some();
    is_sized || is_engines_word(text) || OF_SITES.contains(&text)
}

/// An integer of which a site tells how many bits it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SizedInteger {
    pub(crate) sign: Sign,
    pub(crate) bits: Bits,
}

/// Whether an integer can be below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sign {
    Signed,
    Unsigned,
}

/// How many bits an integer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Bits {
    Sixteen,
    ThirtyTwo,
    SixtyFour,
}

impl SizedInteger {
    /// Reads `integer (32 bits)`, `integer, 64 bit`, `32-bit unsigned integer`, `integer32`, `uint64`, `Int16`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let of_dotnet = |sign: Sign, words: [&str; 2]| {
            let digits = words.iter().find_map(|word| text.strip_prefix(word))?;
            Some(Self { sign, bits: Bits::parse(digits)? })
        };
        of_dotnet(Sign::Signed, ["Int", "int"])
            .or_else(|| of_dotnet(Sign::Unsigned, ["UInt", "uint"]))
            .or_else(|| Self::of_words(text))
    }

    fn of_words(text: &str) -> Option<Self> {
        let (bits, integer) = if let Some((bits, integer)) = text.split_once("bit ") {
            (bits, integer)
        } else if let Some((integer, bits)) =
            text.strip_suffix(')').and_then(|rest| rest.split_once(" (")).or_else(|| text.split_once(", "))
        {
            (bits.strip_suffix("bits").or_else(|| bits.strip_suffix("bit"))?, integer)
        } else {
            text.split_at_checked(text.len().checked_sub(2)?).map(|(integer, bits)| (bits, integer))?
        };
        let sign = match integer {
            "integer" | "signed integer" => Sign::Signed,
            "unsigned integer" => Sign::Unsigned,
            _ => return None,
        };
        Some(Self { sign, bits: Bits::parse(bits.trim_end_matches([' ', '-']))? })
    }
}

impl Bits {
    fn parse(digits: &str) -> Option<Self> {
        match digits {
            "16" => Some(Self::Sixteen),
            "32" => Some(Self::ThirtyTwo),
            "64" => Some(Self::SixtyFour),
            _ => None,
        }
    }
}

/// Returns whether a text is only the start of one of the engine's words for types.
pub(crate) fn is_half_stock_type(text: &str) -> bool {
    !text.is_empty()
        && TYPES.iter().any(|word| word.len() > text.len() && word.starts_with(text))
        && !is_stock_type(text)
}

/// Returns whether a page may end in a text as in one of the engine's names for types: `inte`, `Collect`,
/// `Collection of str`.
pub(crate) fn may_become_stock_type(text: &str) -> bool {
    let text = text.trim();
    let begins = OPENINGS.iter().any(|opening| !text.is_empty() && opening.starts_with(text));
    begins || is_half_stock_type(text) || is_half_list(text)
}

/// Returns whether a text is words with which one of the engine's names for types begins that goes on behind them:
/// `Collection`, `decimal`.
pub(crate) fn begins_stock_type(text: &str) -> bool {
    is_half_stock_type(text) || OPENINGS.iter().any(|opening| opening.starts_with(&format!("{text} ")))
}

/// Returns whether a text is the engine's words for a list of which the last may be the start of one of its words for
/// types: `Collection of str`.
pub(crate) fn is_half_list(text: &str) -> bool {
    begins_composed_type(text) && text.rsplit(' ').next().is_some_and(is_half_stock_type)
}

/// Returns the engine's words for a list without those for its items, if a text is a list whose items a page
/// may end in:
/// `Collection of` of `Collection of Kit`.
pub(crate) fn list_of_open_items(text: &str) -> Option<&'static str> {
    const LIST: &str = "Collection of";
    text.strip_prefix(LIST).filter(|rest| rest.is_empty() || rest.starts_with(' ')).map(|_| LIST)
}

/// Returns whether a text is a generic class with its arguments, an array, or the full name of one of .NET's
/// own types.
fn is_full_name(text: &str) -> bool {
    // A path with braces or an index is none, and neither is a text.
    let is_likely = text.starts_with("System.")
        || text.contains(['<', '`'])
        || text.contains("(Of ")
        || text.ends_with("[]");
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
        return is_word(of) || is_identifier(of) || is_pair(of) || is_full_name(of);
    }
    is_pair(text)
}

/// The words with which the engine's names of collections and pairs begin.
const OPENINGS: [&str; 3] = ["Collection of ", "Dictionary of ", "Pair of "];

/// Returns whether a text begins as the engine's names of collections and pairs do.
pub(crate) fn begins_composed_type(text: &str) -> bool {
    OPENINGS.iter().any(|opening| text.starts_with(opening))
}

/// Returns the type of the engine's words with which a sentence ends: `Collection of Lead`, `integer`.
pub(crate) fn type_at_end(text: &str) -> Option<&str> {
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

/// Returns the text before the words that make a list of the type behind them: `All kites, a list of`.
pub(crate) fn before_words_of_list(text: &str) -> Option<&str> {
    const WORDS: &[&str] = &[
        "a list of",
        "list of",
        "a collection of",
        "collection of",
        "an array of",
        "array of",
        "liste von",
        "une liste de",
        "liste de",
        "una lista de",
        "lista de",
        "uma lista de",
        "een lijst van",
        "lijst van",
        "en lista över",
        "lista över",
        "un elenco di",
        "elenco di",
        "список",
    ];
    let lower = text.to_lowercase();
    // Small letters may be longer than capitals.
    let cut = |words: &&&str| text.len().checked_sub(words.len()).and_then(|at| text.split_at_checked(at));
    let is_end = |words: &&&str| {
        lower.ends_with(**words)
            && cut(words).is_some_and(|(before, end)| {
                end.to_lowercase() == **words && !before.ends_with(char::is_alphanumeric)
            })
    };
    let words = WORDS.iter().filter(is_end).max_by_key(|words| words.len())?;
    cut(&words).map(|(before, _)| before.trim_end())
}

/// Returns the type that a few words put together with an article or as a list: `The Order`, `An array of Order`.
pub(crate) fn type_in_words(text: &str) -> Option<String> {
    const MOST: usize = 6;
    let text = text.trim();
    if is_type(text) || text.split_whitespace().count() > MOST {
        return None;
    }
    text.match_indices(' ').find_map(|(at, _)| {
        let (before, name) = (text.get(..at)?, text.get(at + 1..)?);
        // A word of a language begins with a small letter.
        let is_class = is_type(name) && name.starts_with(char::is_uppercase);
        match before_words_of_list(before) {
            Some(more) => {
                ((is_class || is_stock_type(name)) && is_lead(more)).then(|| format!("Collection of {name}"))
            }
            None => (is_class && is_lead(before)).then(|| name.to_owned()),
        }
    })
}

/// Returns the class behind a label directly above the table of its members: `Response Content : OrderDto`.
pub(crate) fn type_behind_label(text: &str) -> Option<&str> {
    const MOST: usize = 3;
    const LAST: &[&str] = &[
        "type", "content", "model", "body", "object", "class", "response", "request", "result", "returns",
        "data",
    ];
    let (label, name) = text.split_once([':', '：'])?;
    let name = name.trim();
    let last = label.split_whitespace().next_back()?.to_lowercase();
    let is_label = LAST.contains(&last.as_str()) && label.split_whitespace().count() <= MOST;
    (is_label && is_type(name) && name.starts_with(char::is_uppercase)).then_some(name)
}

/// Returns whether words before a type say nothing of it: an article, the verb of a comment.
pub(crate) fn is_lead(words: &str) -> bool {
    const LEADS: &[&str] =
        &["a", "an", "the", "one", "returns", "return", "returns a", "returns an", "returns the"];
    words.is_empty() || LEADS.contains(&words.to_lowercase().as_str())
}

/// Types of the framework that pages show although nothing of them is on the wire.
const FRAMEWORK: &[&str] =
    &["IHttpActionResult", "HttpResponseMessage", "ActionResult", "IActionResult", "HttpRequestMessage"];

/// Returns whether an action answers with whatever it likes: pages show the type with or without its namespace.
pub(crate) fn is_framework_result(name: &str) -> bool {
    let own = ["System.Web.Http.", "System.Net.Http."].iter().find_map(|of| name.strip_prefix(of));
    FRAMEWORK.contains(&own.unwrap_or(name))
}

fn is_pair(text: &str) -> bool {
    (text.starts_with("Dictionary of ") || text.starts_with("Pair of ")) && text.ends_with("[value]")
}

/// Returns whether a text can be a type: a word of the engine's, or a name. A text of several words is a
/// text, and so is one word of another alphabet: code is written in ours.
pub(crate) fn is_type(text: &str) -> bool {
    let is_latin = |c: char| c.is_ascii_alphanumeric();
    is_stock_type(text) || (is_identifier(text.trim()) && text.contains(is_latin))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_among_words() {
        for (text, found) in [
            ("The Order", Some("Order")),
            ("An array of Order", Some("Collection of Order")),
            ("Returns a list of Order", Some("Collection of Order")),
            ("A list of decimal number", Some("Collection of decimal number")),
            ("The order", None),
            ("A list of orders", None),
            ("All of the Order", None),
            ("Collection of Order", None),
            ("Order", None),
            ("", None),
        ] {
            assert_eq!(type_in_words(text).as_deref(), found, "{text}");
        }
    }

    #[test]
    fn types_that_take_null_in_words_of_sites() {
        for (text, found) in [
            ("String, Null", Some("String?")),
            ("integer or null", Some("integer?")),
            ("nullable decimal number", Some("decimal?")),
            ("Kite | null", Some("Kite?")),
            ("boolean (nullable)", Some("boolean?")),
            ("Collection, Null of branches", Some("Collection of branches")),
            ("Collection of Kite, null", Some("Collection of Kite")),
            ("Null", None),
            ("the number, or null", None),
            ("", None),
            (", Null", None),
        ] {
            assert_eq!(with_question_mark(text).as_deref(), found, "{text}");
        }
    }

    #[test]
    fn integers_with_their_bits() {
        let int = |sign, bits| Some(SizedInteger { sign, bits });
        for (text, expected) in [
            ("integer (16 bits)", int(Sign::Signed, Bits::Sixteen)),
            ("integer (32 bit)", int(Sign::Signed, Bits::ThirtyTwo)),
            ("integer (32-bit)", int(Sign::Signed, Bits::ThirtyTwo)),
            ("unsigned integer (64 bits)", int(Sign::Unsigned, Bits::SixtyFour)),
            ("64-bit unsigned integer", int(Sign::Unsigned, Bits::SixtyFour)),
            ("32 bit integer", int(Sign::Signed, Bits::ThirtyTwo)),
            ("integer32", int(Sign::Signed, Bits::ThirtyTwo)),
            ("UInt16", int(Sign::Unsigned, Bits::Sixteen)),
            ("int64", int(Sign::Signed, Bits::SixtyFour)),
            ("integer", None),
            ("integer (8 bits)", None),
            ("integer (32 kites)", None),
            ("Integer (32 bits)", None),
            ("kite32", None),
            ("é2", None),
        ] {
            assert_eq!(SizedInteger::parse(text), expected, "{text}");
        }
    }
}

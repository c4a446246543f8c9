//! What must hold of a value, in words of a site's own: `Required, max length 20`, `min 3 chars`, `between 1 and 90`.

use super::requirement::is_required;

/// What a text says of a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OwnRules {
    pub(crate) required: bool,
    pub(crate) min_length: Option<u32>,
    pub(crate) max_length: Option<u32>,
    /// The least number and the greatest one, as they are written.
    pub(crate) range: Option<(String, String)>,
    /// How much of the text is understood.
    pub(crate) extent: Understood,
}

/// How much of a text is understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Understood {
    #[default]
    Wholly,
    InPart,
}

/// No annotation is as long as that.
const LONGEST: usize = 400;

impl OwnRules {
    /// Reads a text of clauses between commas, semicolons and stops; `None` if no clause is understood.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut found = Self::default();
        let (mut least, mut greatest) = (None, None);
        for clause in clauses(text) {
            let behind = behind_required(clause);
            found.required |= behind.is_some();
            match behind.or_else(|| Said::of(clause)) {
                Some(Said::Required) => found.required = true,
                Some(Said::Optional) => {}
                Some(Said::MinLength(length)) => found.min_length = Some(length),
                Some(Said::MaxLength(length)) => found.max_length = Some(length),
                Some(Said::Length(min, max)) => {
                    (found.min_length, found.max_length) = (Some(min), Some(max));
                }
                Some(Said::Range(low, high)) => found.range = Some((low, high)),
                Some(Said::Least(number)) => least = Some(number),
                Some(Said::Greatest(number)) => greatest = Some(number),
                // What holds on a condition is no rule.
                None if is_condition(clause) => return None,
                None => found.extent = Understood::InPart,
            }
        }
        match (least, greatest) {
            (Some(low), Some(high)) => found.range = Some((low, high)),
            (None, None) => {}
            // Specs have no range that is open at an end.
            _ => found.extent = Understood::InPart,
        }
        let says_something = found.required
            || found.min_length.is_some()
            || found.max_length.is_some()
            || found.range.is_some();
        says_something.then_some(found)
    }
}

/// Reads the rule behind the word for `Required`: `Required max length: 8`.
fn behind_required(clause: &str) -> Option<Said> {
    let (word, rest) = clause.split_once(' ')?;
    Some(rest).filter(|_| is_required(word)).and_then(Said::of)
}

/// The parts of a text: a comma or a stop within a number ends none, nor does the stop of `max.`.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.'));
        if rest.is_empty() {
            return None;
        }
        let ends = |at: usize, c: char| {
            let behind = rest.get(at + c.len_utf8()..).unwrap_or_default();
            let word = rest.get(..at).unwrap_or_default().rsplit(' ').next().unwrap_or_default();
            match c {
                ';' | '\n' => true,
                ',' => behind.is_empty() || behind.starts_with(char::is_whitespace),
                '.' => {
                    let is_short = matches!(Token::of_word(&word.to_lowercase()), Token::Max | Token::Min);
                    (behind.is_empty() || behind.starts_with(char::is_whitespace)) && !is_short
                }
                _ => false,
            }
        };
        let end = rest.char_indices().find(|(at, c)| ends(*at, *c)).map_or(rest.len(), |(at, _)| at);
        let (clause, more) = rest.split_at_checked(end)?;
        rest = more;
        Some(clause.trim())
    })
}

/// Returns whether a clause begins with a word that limits what stands before it.
fn is_condition(clause: &str) -> bool {
    const WORDS: &[&str] = &[
        "if",
        "when",
        "unless",
        "except",
        "only",
        "but",
        "or",
        "either",
        "where",
        "for",
        "in",
        "on",
        "as",
        "without",
        "until",
        "otherwise",
        "depending",
        "depends",
        "not",
        "wenn",
        "falls",
        "nur",
        "außer",
        "sauf",
        "si",
        "sinon",
        "om",
        "bara",
        "hvis",
        "als",
        "alleen",
        "se",
        "solo",
        "sólo",
        "jeśli",
        "если",
    ];
    let lower = clause.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    first.is_some_and(|first| WORDS.contains(&first))
}

/// What one clause says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Required,
    Optional,
    MinLength(u32),
    MaxLength(u32),
    Length(u32, u32),
    Range(String, String),
    Least(String),
    Greatest(String),
}

/// A word, as far as it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Number(String),
    Max,
    Min,
    Length,
    /// What texts consist of.
    Unit,
    Between,
    /// What stands between two bounds.
    To,
    Exactly,
    Range,
    Value,
    /// A word that says nothing here.
    Filler,
    Other,
}

impl Token {
    fn of_word(word: &str) -> Self {
        match word {
            "max" | "maximum" | "maximal" | "maximale" | "maximaal" | "máximo" | "máxima" | "máx"
            | "maximalt" | "massimo" | "massima" | "maks" | "höchstens" | "högst" | "høyst" | "макс"
            | "максимум" | "<=" | "≤" => Self::Max,
            "min" | "minimum" | "minimal" | "minimale" | "minimaal" | "mínimo" | "mínima" | "mín"
            | "minimo" | "minima" | "minst" | "mindestens" | "мин" | "минимум" | ">=" | "≥" => {
                Self::Min
            }
            "length" | "len" | "länge" | "längd" | "længde" | "lengde" | "longueur" | "longitud"
            | "comprimento" | "lunghezza" | "lengte" | "długość" | "длина" => Self::Length,
            "characters" | "character" | "chars" | "char" | "letters" | "symbols" | "zeichen" | "tecken"
            | "tegn" | "tekens" | "caractères" | "caracteres" | "caratteri" | "znaków" | "символов" => {
                Self::Unit
            }
            "between" | "from" | "zwischen" | "mellan" | "mellom" | "entre" | "tra" | "tussen" | "von" => {
                Self::Between
            }
            "and" | "to" | "und" | "bis" | "och" | "og" | "till" | "til" | "et" | "à" | "y" | "e" | "en"
            | "-" => Self::To,
            "exactly" | "genau" | "exakt" | "exactement" => Self::Exactly,
            "range" => Self::Range,
            "value" | "number" => Self::Value,
            "is" | "of" | "the" | "a" | "be" | "must" | "should" | "can" | "may" | "has" | "have" | "it"
            | "this" | "string" | "text" | "allowed" | "inclusive" | "contain" | "einschließlich"
            | "inklusive" | "inclusief" | "inclus" | "inclusivo" | "incluso" | "включно" => {
                Self::Filler
            }
            _ => Self::Other,
        }
    }
}

/// What several words say that none of them says alone.
const PHRASES: &[(&[&str], Token)] = &[
    (&["no", "more", "than"], Token::Max),
    (&["not", "more", "than"], Token::Max),
    (&["up", "to"], Token::Max),
    (&["at", "most"], Token::Max),
    (&["or", "less"], Token::Max),
    (&["or", "fewer"], Token::Max),
    (&["no", "less", "than"], Token::Min),
    (&["not", "less", "than"], Token::Min),
    (&["at", "least"], Token::Min),
    (&["or", "more"], Token::Min),
    (&["au", "moins"], Token::Min),
    (&["au", "plus"], Token::Max),
];

impl Said {
    fn of(clause: &str) -> Option<Self> {
        let plain = clause.trim().trim_end_matches('!').to_lowercase();
        let around = ["this field is ", "this is ", "is "].iter().find_map(|start| plain.strip_prefix(start));
        let word = around.or_else(|| plain.strip_suffix(" field")).unwrap_or(&plain);
        if is_required(word) {
            return Some(Self::Required);
        }
        if word == "optional" {
            return Some(Self::Optional);
        }
        let tokens = tokens(&plain);
        if tokens.contains(&Token::Other) {
            return None;
        }
        let tokens: Vec<&Token> = tokens.iter().filter(|token| **token != Token::Filler).collect();
        Self::of_tokens(&tokens)
    }

    fn of_tokens(tokens: &[&Token]) -> Option<Self> {
        use Token::{Between, Exactly, Length, Max, Min, Number, Range, To, Unit, Value};
        let has = |token: &Token| tokens.contains(&token);
        let is_length = has(&Length) || has(&Unit);
        let is_range = is_length || has(&Range) || has(&Value);
        let is_core = |token: &&&Token| !matches!(token, Length | Unit | Range | Value);
        let core: Vec<&Token> = tokens.iter().filter(is_core).copied().collect();
        let length = |number: &String| number.parse::<u32>().ok();
        let both = |low: &String, high: &String| {
            if is_length {
                Some(Self::Length(length(low)?, length(high)?))
            } else {
                Some(Self::Range(low.clone(), high.clone()))
            }
        };
        match core.as_slice() {
            [Max, Number(number)] | [Number(number), Max] if is_length => {
                Some(Self::MaxLength(length(number)?))
            }
            [Min, Number(number)] | [Number(number), Min] if is_length => {
                Some(Self::MinLength(length(number)?))
            }
            [Max, Number(number)] => Some(Self::Greatest(number.clone())),
            [Min, Number(number)] => Some(Self::Least(number.clone())),
            [Between, Number(low), To, Number(high)]
            | [Min, Number(low), Max, Number(high)]
            | [Min, Number(low), To, Max, Number(high)] => both(low, high),
            [Number(low), To, Number(high)] if is_range => both(low, high),
            [Exactly, Number(number)] if is_length => both(number, number),
            _ => None,
        }
    }
}

/// Splits a clause in small letters into words and numbers.
fn tokens(clause: &str) -> Vec<Token> {
    let mut words: Vec<&str> = Vec::new();
    let mut rest = clause;
    while let Some(first) = rest.chars().next() {
        let length = |is_part: &dyn Fn(char) -> bool| rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let end = match first {
            c if c.is_ascii_digit() || (c == '-' && is_minus(&words, rest)) => {
                let sign = usize::from(c == '-');
                let number = rest.get(sign..).unwrap_or_default();
                let end = number.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(number.len());
                // `2..30`, and a stop at the end.
                sign + number.get(..end).and_then(|number| number.find("..")).unwrap_or(end)
            }
            '<' | '>' => length(&|c| matches!(c, '<' | '>' | '=')),
            c if c.is_alphabetic() => length(&char::is_alphabetic),
            c => c.len_utf8(),
        };
        let (word, more) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if more.starts_with("..") && word.ends_with(|c: char| c.is_ascii_digit()) {
            words.extend([word, "-"]);
            rest = more.trim_start_matches('.');
            continue;
        }
        rest = more;
        match word {
            "–" | "—" => words.push("-"),
            "maxlength" => words.extend(["max", "length"]),
            "minlength" => words.extend(["min", "length"]),
            "stringlength" => words.push("length"),
            _ if word.trim().is_empty() || matches!(word, ":" | "=" | "(" | ")" | "." | "\"" | "'") => {}
            word => words.push(word),
        }
    }
    let mut tokens = Vec::new();
    let mut words = words.as_slice();
    while let [first, others @ ..] = words {
        if let Some((phrase, token)) = PHRASES.iter().find(|(phrase, _)| words.starts_with(phrase)) {
            tokens.push(token.clone());
            words = words.get(phrase.len()..).unwrap_or_default();
            continue;
        }
        let is_number = first.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
        tokens.push(if is_number {
            Token::Number(first.trim_end_matches('.').to_owned())
        } else {
            Token::of_word(first)
        });
        words = others;
    }
    tokens
}

/// Returns whether a dash stands before a number, and not between two.
fn is_minus(before: &[&str], rest: &str) -> bool {
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let is_first = !before.last().is_some_and(is_number);
    is_first && rest.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(bool, Option<u32>, Option<u32>, Understood)> {
        OwnRules::parse(text).map(|rules| (rules.required, rules.min_length, rules.max_length, rules.extent))
    }

    #[test]
    fn lengths_in_many_words() {
        use Understood::{InPart, Wholly};
        for (text, expected) in [
            ("Required, max length 20", Some((true, None, Some(20), Wholly))),
            ("Required; maximum 40 characters.", Some((true, None, Some(40), Wholly))),
            ("Max length: 50", Some((false, None, Some(50), Wholly))),
            ("MaxLength(50)", Some((false, None, Some(50), Wholly))),
            ("min 3 chars", Some((false, Some(3), None, Wholly))),
            ("Mandatory. Max. 12 characters", Some((true, None, Some(12), Wholly))),
            ("at least 3 characters, no more than 8 characters", Some((false, Some(3), Some(8), Wholly))),
            ("Between 2 and 30 characters", Some((false, Some(2), Some(30), Wholly))),
            ("2-30 chars", Some((false, Some(2), Some(30), Wholly))),
            ("Length: 2..30", Some((false, Some(2), Some(30), Wholly))),
            ("exactly 5 characters", Some((false, Some(5), Some(5), Wholly))),
            ("20 characters or less", Some((false, None, Some(20), Wholly))),
            ("Pflicht, höchstens 20 Zeichen", Some((true, None, Some(20), Wholly))),
            ("Required max length: 8", Some((true, None, Some(8), Wholly))),
            ("Required, 5 digits", Some((true, None, None, InPart))),
            ("Max 200 chars, no line breaks", Some((false, None, Some(200), InPart))),
            ("The name. Max length: 50.", Some((false, None, Some(50), InPart))),
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
    }

    #[test]
    fn conditions_and_other_texts_are_no_rules() {
        for text in [
            "Required, if there is no other",
            "Required if there is no other",
            "Not required, max length 20 only with a name",
            "max length 20 for names",
            "Optional",
            "length 5",
            "max 20",
            "See the letter",
            "",
            "3",
            "20 characters",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn ranges_of_numbers() {
        let range = |text: &str| OwnRules::parse(text).and_then(|rules| rules.range);
        let of = |low: &str, high: &str| Some((low.to_owned(), high.to_owned()));
        for (text, expected) in [
            ("Required, between 1 and 90", of("1", "90")),
            ("from -5 to 5.5", of("-5", "5.5")),
            ("range: -5..5", of("-5", "5")),
            ("Range: 1-90", of("1", "90")),
            ("min 1, max 90", of("1", "90")),
            ("min value: 1; max value: 90", of("1", "90")),
            ("Required, min 1", None),
        ] {
            assert_eq!(range(text), expected, "{text}");
        }
        let rules = OwnRules::parse("Required, min 1").expect("a rule");
        assert!(rules.required && rules.extent == Understood::InPart);
    }
}

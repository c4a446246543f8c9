//! Parameters of a query that programs have taken for characters: HTML knows some names without a semicolon behind
//! them, so that `&currency={currency}` became `¤cy={currency}`.

use std::borrow::Cow;

/// The characters, with the names that HTML knows without a semicolon.
const NAMES: &[(char, &str)] = &[
    ('´', "acute"),
    ('¦', "brvbar"),
    ('¸', "cedil"),
    ('¢', "cent"),
    ('©', "copy"),
    ('¤', "curren"),
    ('°', "deg"),
    ('÷', "divide"),
    ('ð', "eth"),
    ('>', "gt"),
    ('¡', "iexcl"),
    ('¿', "iquest"),
    ('«', "laquo"),
    ('<', "lt"),
    ('¯', "macr"),
    ('µ', "micro"),
    ('·', "middot"),
    ('¬', "not"),
    ('ª', "ordf"),
    ('º', "ordm"),
    ('¶', "para"),
    ('±', "plusmn"),
    ('£', "pound"),
    ('"', "quot"),
    ('»', "raquo"),
    ('®', "reg"),
    ('§', "sect"),
    ('¹', "sup1"),
    ('²', "sup2"),
    ('³', "sup3"),
    ('ß', "szlig"),
    ('þ', "thorn"),
    ('×', "times"),
    ('¨', "uml"),
    ('¥', "yen"),
];

/// Gives the parameters of queries their names back: such a character stands between the braces of one parameter and
/// the rest of the next one's name.
pub(super) fn with_parameters(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for (at, _) in text.match_indices('}') {
        let Some((name, end)) = text.get(at + 1..).and_then(name_at) else { continue };
        out.push_str(text.get(copied..=at).unwrap_or_default());
        out.push('&');
        out.push_str(name);
        copied = at + 1 + end;
    }
    if copied == 0 {
        return text.into();
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out.into()
}

/// Returns the name for the character at the start of a text, and its length, if the rest of a parameter follows.
fn name_at(text: &str) -> Option<(&'static str, usize)> {
    /// More letters than the name of any parameter has.
    const LONGEST: usize = 100;
    let first = text.chars().next()?;
    let (_, name) = NAMES.iter().find(|(c, _)| *c == first)?;
    let rest = text.get(first.len_utf8()..)?;
    let end =
        rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']' | '-' | '$')))?;
    let parameter = format!("{name}{}", rest.get(..end).filter(|more| more.len() < LONGEST)?);
    let is_one = rest.get(end..)?.strip_prefix("={")?.starts_with(&format!("{parameter}}}"));
    is_one.then_some((*name, first.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_have_their_names() {
        for (text, whole) in [
            ("GET a?b={b}¤cy={currency}&c={c}", "GET a?b={b}&currency={currency}&c={c}"),
            (
                "GET a?b={b}®ion={region}×tamp={timestamp}",
                "GET a?b={b}&region={region}&timestamp={timestamp}",
            ),
            ("GET a?b={b}§ion[0].Id={section[0].Id}", "GET a?b={b}&section[0].Id={section[0].Id}"),
            ("GET a?b={b}©={copy}", "GET a?b={b}&copy={copy}"),
        ] {
            assert_eq!(with_parameters(text), whole);
        }
        for text in ["{a}¤cy={other}", "{a}¤", "{\"a\": {}}<b>", "{x}×{y}", "GET a?b={b}&c={c}"] {
            assert_eq!(with_parameters(text), text);
        }
    }
}

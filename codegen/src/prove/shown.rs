//! Tokens in messages.

use super::{token::Token, xml};

/// Returns a token in backticks; of a long one what is around the first difference.
pub(super) fn shown(token: Option<&Token<'_>>, other: Option<&Token<'_>>) -> String {
    const AROUND: usize = 40;
    let Some(token) = token else { return "the end".to_owned() };
    let text = token.text;
    if text.chars().count() <= 3 * AROUND {
        return format!("`{}`", one_line(text));
    }
    let same =
        other.map_or(0, |other| text.chars().zip(other.text.chars()).take_while(|(a, b)| a == b).count());
    let start = same.saturating_sub(AROUND);
    let part: String = text.chars().skip(start).take(2 * AROUND).collect();
    let before = if start > 0 { ".." } else { "" };
    let after = if text.chars().count() > start + 2 * AROUND { ".." } else { "" };
    format!("`{before}{}{after}`", one_line(&part))
}

/// `<Lead>`, whatever attributes the tag has.
pub(super) fn name(token: Option<&Token<'_>>) -> String {
    match token {
        Some(tag) if tag.is_member() && tag.text.starts_with('<') && !xml::is_nil(tag.text) => {
            format!("`<{}>`", xml::name(tag.text))
        }
        token => shown(token, None),
    }
}

fn one_line(text: &str) -> String {
    text.replace('\r', "\\r").replace('\n', "\\n").replace('\t', "\\t")
}

//! `[EmailAddress]`, `[Url]`, `[Phone]` and `[CreditCard]`: which texts are none, to .NET Framework 4.5 and later.
//!
//! .NET says so with regular expressions, which are read here for what they mean. Each takes one line end at the
//! end of the text.

/// Returns whether a text is an e-mail address: a local part of words with dots between them, or in quotes, then
/// a domain of at least two labels.
pub(super) fn is_email_address(text: &str) -> bool {
    let text = text.strip_suffix('\n').unwrap_or(text);
    if text.starts_with('"') {
        return quoted_end(text).is_some_and(is_domain);
    }
    text.split_once('@').is_some_and(|(local, domain)| {
        local.split('.').all(|word| !word.is_empty() && word.chars().all(is_of_word)) && is_domain(domain)
    })
}

/// Returns the domain behind a local part in quotes, `"Ada L."@example.com`.
fn quoted_end(text: &str) -> Option<&str> {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((place, c)) = chars.next() {
        match c {
            '"' => return text.get(place + 1..)?.strip_prefix('@'),
            '\\' => {
                let (_, escaped) = chars.next()?;
                if escaped == '\0' || (escaped.is_control() && !escaped.is_ascii()) {
                    return None;
                }
            }
            // A line end is white space if more of that follows.
            '\r' if matches!(chars.peek(), Some((_, '\n'))) => {
                chars.next();
                if !matches!(chars.peek(), Some((_, ' ' | '\t'))) {
                    return None;
                }
            }
            '\0' | '\n' | '\r' => return None,
            c if c.is_ascii() || is_beyond_ascii(c) => {}
            _ => return None,
        }
    }
    None
}

fn is_of_word(c: char) -> bool {
    is_letter_or_digit(c) || "!#$%&'*+-/=?^_`{|}~".contains(c)
}

/// The letters of other scripts, as the attributes know them: any character that is no control character, none
/// for private use and none outside the basic plane.
fn is_beyond_ascii(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{ffef}')
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || is_beyond_ascii(c)
}

fn is_letter_or_digit(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit()
}

/// Returns whether a text is a domain of at least two labels, the last of which begins with a letter. A dot may
/// stand at the end.
fn is_domain(text: &str) -> bool {
    let text = text.strip_suffix('.').unwrap_or(text);
    let chars: Vec<char> = text.chars().collect();
    let is_at = |place: usize, fits: fn(char) -> bool| chars.get(place).copied().is_some_and(fits);
    let dots = chars.iter().enumerate().filter(|(_, c)| **c == '.').map(|(place, _)| place);
    is_at(0, is_letter_or_digit)
        && chars.last().copied().is_some_and(is_letter)
        && chars.iter().all(|c| is_letter_or_digit(*c) || "-._~".contains(*c))
        && dots.into_iter().any(|dot| {
            dot.checked_sub(1).is_some_and(|before| is_at(before, is_letter_or_digit))
                && is_at(dot + 1, is_letter)
        })
}

/// Returns whether a text is an absolute address of `http`, `https` or `ftp`, whose host is an IPv4 address or
/// has at least two labels.
pub(super) fn is_url(text: &str) -> bool {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    if !["http", "https", "ftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return false;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let (user, host) =
        authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    let (host, port) = host.split_once(':').map_or((host, ""), |(host, port)| (host, port));
    let (rest, fragment) = rest.split_once('#').map_or((rest, ""), |(rest, fragment)| (rest, fragment));
    let (path, query) = rest.split_once('?').map_or((rest, ""), |(path, query)| (path, query));
    user.is_none_or(|user| is_of_url(user, ":"))
        && (is_ipv4(host) || is_domain(host))
        && port.bytes().all(|c| c.is_ascii_digit())
        // Two slashes at the beginning leave nothing between them, which a path does not begin with.
        && !path.starts_with("//")
        && is_of_url(path, ":@/")
        && is_of_query(query)
        && is_of_url(fragment, ":@/?")
}

/// Returns whether a text has only characters that an address has, besides `others`, or escapes.
fn is_of_url(text: &str, others: &str) -> bool {
    let is_known = |c| is_letter_or_digit(c) || "-._~!$&'()*+,;=".contains(c) || others.contains(c);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let is_escape = |c: Option<char>| c.is_some_and(|c| c.is_ascii_hexdigit());
        let is_there = is_known(c) || (c == '%' && is_escape(chars.next()) && is_escape(chars.next()));
        if !is_there {
            return false;
        }
    }
    true
}

/// A query may also have characters for private use.
fn is_of_query(text: &str) -> bool {
    text.split(|c| matches!(c, '\u{e000}'..='\u{f8ff}')).all(|part| is_of_url(part, ":@/?"))
}

fn is_ipv4(host: &str) -> bool {
    let is_number = |part: &str| part.parse::<u8>().is_ok_and(|number| number.to_string() == part);
    host.split('.').count() == 4 && host.split('.').all(is_number)
}

/// Returns whether a text is a telephone number: groups of digits, some in parentheses, with an extension.
pub(super) fn is_phone(text: &str) -> bool {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let (has_plus, mut rest) = match text.strip_prefix('+') {
        Some(rest) => (true, without_blank(rest)),
        None => (false, text),
    };
    // Behind a plus the first group has no parentheses.
    match phone_group(rest).filter(|_| !(has_plus && rest.starts_with('('))) {
        Some(behind) => rest = behind,
        None => return false,
    }
    loop {
        let behind = rest.strip_prefix(|c: char| is_blank(c) || matches!(c, '-' | '.')).unwrap_or(rest);
        match phone_group(behind) {
            Some(behind) => rest = behind,
            None => break,
        }
    }
    rest.is_empty() || is_extension(rest)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

fn without_blank(text: &str) -> &str {
    text.strip_prefix(is_blank).unwrap_or(text)
}

/// Returns what stands behind a run of digits.
fn digits(text: &str) -> Option<&str> {
    let behind = text.trim_start_matches(char::is_numeric);
    (behind.len() < text.len()).then_some(behind)
}

/// Returns what stands behind `12` or `(+12-34)`.
fn phone_group(text: &str) -> Option<&str> {
    let Some(inside) = text.strip_prefix('(') else { return digits(text) };
    let behind = digits(inside.strip_prefix('+').unwrap_or(inside))?;
    let second = behind.strip_prefix(|c: char| is_blank(c) || matches!(c, '-' | '.')).unwrap_or(behind);
    digits(second).unwrap_or(behind).strip_prefix(')')
}

/// `x12`, `ext. 12`
fn is_extension(text: &str) -> bool {
    let text = without_blank(text);
    let lower = text.to_ascii_lowercase();
    let word = ["ext.", "ext", "x"].into_iter().find(|word| lower.starts_with(word));
    let number = word.and_then(|word| text.get(word.len()..)).map(without_blank);
    number.and_then(digits).is_some_and(str::is_empty)
}

/// Returns whether the digits of a text, without blanks and hyphens, have the check digit of a card's number.
pub(super) fn is_credit_card(text: &str) -> bool {
    let mut sum = 0;
    let mut is_doubled = false;
    for c in text.chars().rev().filter(|c| !matches!(c, '-' | ' ')) {
        let Some(digit) = c.to_digit(10) else { return false };
        let value = if is_doubled { digit * 2 } else { digit };
        sum = (sum + value / 10 + value % 10) % 10;
        is_doubled = !is_doubled;
    }
    sum == 0
}

#[cfg(test)]
mod tests {
    use super::{is_credit_card, is_email_address, is_phone, is_url};

    fn all(is_one: fn(&str) -> bool, taken: &[&str], refused: &[&str]) {
        for text in taken {
            assert!(is_one(text), "{text:?} is one");
        }
        for text in refused {
            assert!(!is_one(text), "{text:?} is none");
        }
    }

    #[test]
    fn email_addresses() {
        all(
            is_email_address,
            &["a@b.co", "ada.l+x@mail.example.com", "\"a b\"@b.co", "å@ä.ö", "a@b.co.", "a@1.co"],
            &["", "a", "a@b", "a@b.1", "a..b@c.de", ".a@b.co", "a@b@c.de", "a b@c.de", "a@-b.co", "a@b.c-"],
        );
    }

    #[test]
    fn urls() {
        all(
            is_url,
            &["http://a.co", "HTTPS://a.co:80/x/%20?q=/#f", "ftp://u:p@10.0.0.1/", "http://a.co/a//b"],
            &[
                "",
                "a.co",
                "http://localhost",
                "mailto:a@b.co",
                "http://a b.co",
                "http://a.co//b",
                "http://a.co/%2",
            ],
        );
    }

    #[test]
    fn phones() {
        all(
            is_phone,
            &["1", "+46 70-123 45 67", "(08) 12 34", "123 x5", "123ext. 45", "+1 (555) 123", "(+46)70"],
            &["", "+", "abc", "12a", "+(46) 70", "1--2", "12 ext"],
        );
    }

    #[test]
    fn credit_cards() {
        all(
            is_credit_card,
            &["4111 1111-1111 1111", "0", "", "79927398713"],
            &["4111111111111112", "a", "1"],
        );
    }
}

//! Text of a spec as the Markdown of rustdoc: what it says is shown, and nothing else.

use crate::address;

/// Words in mixed case that are no names of code.
const ORDINARY: [&str; 22] = [
    "DevOps",
    "GitHub",
    "GitLab",
    "GraphQL",
    "IPv4",
    "IPv6",
    "JavaScript",
    "MacOS",
    "NaN",
    "OAuth",
    "OpenDNS",
    "OpenGL",
    "OpenSSH",
    "OpenSSL",
    "OpenStreetMap",
    "OpenTelemetry",
    "PostScript",
    "TypeScript",
    "WebAssembly",
    "WebP",
    "WebSocket",
    "CoffeeScript",
];

/// Returns the paragraphs of a text, each on one line. Logins in addresses are left out. Code between backticks stays
/// code, addresses become links, names of code get backticks, and all else that Markdown or HTML would take for markup
/// is escaped.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    text.split("\n\n").map(paragraph).filter(|paragraph| !paragraph.is_empty()).collect()
}

/// Returns a text as one paragraph.
pub(crate) fn paragraph(text: &str) -> String {
    let text = address::documented(text);
    let mut out = String::new();
    let mut rest = &*text;
    while let Some(start) = rest.find('`') {
        let fence = run(&rest[start..]);
        let after = &rest[start + fence..];
        let Some(end) = closing(after, fence) else {
            prose(&rest[..start + fence], &mut out);
            rest = after;
            continue;
        };
        prose(&rest[..start], &mut out);
        // Code must not be split where lines are wrapped, and has no line breaks of its own.
        if let Some(code) = code(&after[..end]) {
            out.push_str(&code);
        }
        rest = &after[end + fence..];
    }
    prose(rest, &mut out);
    out.trim().to_owned()
}

/// Returns a text in backticks, whatever it holds; `None` if nothing of it can be seen.
pub(crate) fn code(text: &str) -> Option<String> {
    let text: String = text.split_whitespace().map(visible).collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return None;
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    Some(format!("{fence}{space}{text}{space}{fence}"))
}

/// Returns the number of backticks at the start.
fn run(text: &str) -> usize {
    text.bytes().take_while(|&byte| byte == b'`').count()
}

/// Returns where exactly this many backticks stand together.
fn closing(text: &str, fence: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let length = run(&text[at + found..]);
        if length == fence {
            return Some(at + found);
        }
        at += found + length;
    }
    None
}

/// Adds text without code. White space at its ends becomes one space.
fn prose(text: &str, out: &mut String) {
    if text.starts_with(char::is_whitespace) && !out.is_empty() {
        out.push(' ');
    }
    let mut has_words = false;
    for text in text.split_whitespace() {
        if has_words {
            out.push(' ');
        }
        has_words = true;
        out.push_str(&word(text));
    }
    if text.ends_with(char::is_whitespace) && has_words {
        out.push(' ');
    }
}

fn word(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return text.to_owned();
    }
    let text = visible(text);
    let schemes = ["https://", "http://"];
    if text.contains(':')
        && let Some(start) = schemes.iter().find_map(|scheme| text.find(scheme))
    {
        let (before, address) = text.split_at(start);
        let end = end_of_address(address);
        let (address, after) = address.split_at(end);
        return format!("{}<{address}>{}", escape(before), escape(after));
    }
    if let Some(at) = list_marker(&text) {
        return format!("{}\\{}", &text[..at], &text[at..]);
    }
    let parts: Vec<String> = text.split('\'').map(part).collect();
    parts.join("'")
}

/// Returns where an address ends: before what belongs to the sentence around it.
fn end_of_address(text: &str) -> usize {
    let text = text.split(['<', '>', '"', '`', '\\']).next().unwrap_or_default();
    let mut address = text.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    for (open, close) in [('(', ')'), ('[', ']')] {
        let count = |c: char| address.matches(c).count();
        if count(close) > count(open) {
            address = address.strip_suffix(close).unwrap_or(address);
        }
    }
    address.len()
}

/// Returns a part of a word: in backticks if it looks like a name of code.
fn part(text: &str) -> String {
    let is_edge = |c: char| !c.is_alphanumeric() && c != ':';
    let core = text.trim_matches(is_edge).trim_matches(':');
    let start = text.find(core).unwrap_or_default();
    let mut end = start + core.len();
    let is_call = !core.is_empty() && text[end..].starts_with("()");
    if !is_call && !looks_like_code(core) {
        return escape(text);
    }
    end += if is_call { 2 } else { 0 };
    match code(&text[start..end]) {
        Some(code) => format!("{}{code}{}", escape(&text[..start]), escape(&text[end..])),
        None => escape(text),
    }
}

/// Lints want such words in backticks: `resp_code`, `LeadUpdate`, `a::b`.
fn looks_like_code(word: &str) -> bool {
    !ORDINARY.contains(&word) && (word.contains('_') || word.contains("::") || is_camel_case(word))
}

fn is_camel_case(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    !word.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_lowercase())
        && word.chars().all(char::is_alphanumeric)
        && word.chars().filter(|c| c.is_uppercase()).count() > 1
        && word.chars().any(char::is_lowercase)
}

/// Returns where to escape a word with which a line would begin an item of a list, or be one under a heading.
fn list_marker(word: &str) -> Option<usize> {
    let number = word.strip_suffix(['.', ')']).unwrap_or_default();
    if !number.is_empty() && number.len() < 10 && number.bytes().all(|b| b.is_ascii_digit()) {
        return Some(number.len());
    }
    let is_line = ['-', '=', '+'].iter().any(|sign| !word.is_empty() && word.chars().all(|c| c == *sign));
    is_line.then_some(0)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_markup = match c {
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '|' | '~' => true,
            '&' => text[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
            '#' => at == 0,
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Without characters that are not seen, or that turn the direction of what follows: the compiler refuses these in
/// comments.
pub(super) fn visible(text: &str) -> String {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().filter(|c| !is_hidden(*c)).collect()
}

/// Breaks a paragraph into lines of at most `width` characters where that is possible.
pub(crate) fn wrap(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in unbroken(paragraph) {
        let length = line.chars().count();
        if length > 0 && length + 1 + word.chars().count() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Returns the parts of a paragraph between which a line may break: not within code.
fn unbroken(paragraph: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < paragraph.len() {
        let rest = &paragraph[at..];
        if rest.starts_with('`') && !paragraph[..at].ends_with('\\') {
            let fence = run(rest);
            at += fence + closing(&rest[fence..], fence).map_or(0, |end| end + fence);
        } else if rest.starts_with(' ') {
            parts.push(&paragraph[start..at]);
            at += 1;
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    parts.push(&paragraph[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::{code, paragraph, paragraphs, wrap};

    #[test]
    fn text_is_shown_as_it_is() {
        for (text, expected) in [
            ("A lead.", "A lead."),
            ("the `Authorization` header", "the `Authorization` header"),
            (
                "a *b* [c](d) <e> &copy; R&D & f|g ~h~ \\",
                r"a \*b\* \[c\](d) \<e\> \&copy; R\&D & f\|g \~h\~ \\",
            ),
            ("# no heading", r"\# no heading"),
            ("- no list", r"\- no list"),
            ("1. no list 2) either", r"1\. no list 2\) either"),
            ("=== --- --", r"\=== \--- \--"),
            ("an ` alone", r"an \` alone"),
            ("`` a ` b ``!", "``a ` b``!"),
            ("see LeadUpdate's resp_code, OAuth (a::b).", "see `LeadUpdate`'s `resp_code`, OAuth (`a::b`)."),
            ("call() parse_it() or _this_", r"`call()` `parse_it()` or \_this\_"),
            (
                "at https://a.example/b_c?d=[e]. Or (http://f)",
                "at <https://a.example/b_c?d=[e]>. Or (<http://f>)",
            ),
            ("ends \u{202e}here\u{0}", "ends here"),
            ("NASA and IDs", "NASA and IDs"),
        ] {
            assert_eq!(paragraph(text), expected);
        }
        assert_eq!(paragraphs("a\nb\r\n\r\n\n c "), ["a b", "c"]);
        assert_eq!(code("a`b"), Some("``a`b``".to_owned()));
        assert_eq!(code("`"), Some("`` ` ``".to_owned()));
        assert_eq!(code(" \n"), None);
    }

    #[test]
    fn a_login_in_an_address_is_not_shown() {
        let shown = paragraph("Call `http://bob:Hush1@h/` or http://bob:Hush2@h/x.");
        assert!(!shown.contains("Hush") && shown.contains("@h/x"), "{shown}");
    }

    #[test]
    fn lines_break_between_words_but_not_in_code() {
        assert_eq!(wrap("one two `three four` five", 9), ["one two", "`three four`", "five"]);
        assert_eq!(wrap("", 9), Vec::<String>::new());
    }
}

//! Keeps what a site says in its own words: sections that it adds, and paragraphs where the stock pages have
//! none.

use super::draft::Draft;
use super::{Line, words};
use crate::page::OwnText;

/// A text of more characters is named, and only its start is kept: code examples and whole manuals.
const LONG: usize = 2000;

/// Keeps the lines below a heading as a text of the site's own.
pub(super) fn keep(title: &str, lines: &[&Line], draft: &mut Draft) {
    // The label of a sample that has gone to its side.
    let labels = lines.iter().rev().take_while(|line| words::is_sample_label(&line.text)).count();
    let lines = lines.get(..lines.len() - labels).unwrap_or_default();
    let texts: Vec<&str> = lines
        .iter()
        .map(|line| line.text.as_str())
        .filter(|text| !words::is_none(text) && !is_frame(text) && !words::is_no_documentation(text))
        .collect();
    add(title, &texts.join("\n"), draft);
}

/// Keeps the rest of a section: its first line is a heading of the site's own if it looks like one.
pub(super) fn keep_rest(title: &str, lines: &[&Line], draft: &mut Draft) {
    match lines {
        [first, second, ..] if is_title(&first.text) && !is_title(&second.text) => {
            keep(words::undecorated(&first.text), lines.get(1..).unwrap_or_default(), draft);
        }
        _ => keep(title, lines, draft),
    }
}

/// Returns where the site's own sections begin below the comment of an operation, in a text whose headings
/// are lines. The first line is the comment's, and a line that goes on in small letters is no heading's text.
pub(super) fn first_title(lines: &[&Line]) -> Option<usize> {
    (1..lines.len()).find(|at| begins_section(lines, *at))
}

/// Keeps lines that are headings of the site's own with their texts.
pub(super) fn keep_titled(lines: &[&Line], draft: &mut Draft) {
    let mut starts: Vec<usize> = (0..lines.len()).filter(|at| begins_section(lines, *at)).collect();
    starts.push(lines.len());
    for bounds in starts.windows(2) {
        let [start, end] = bounds else { continue };
        if let Some((title, texts)) = lines.get(*start..*end).and_then(<[&Line]>::split_first) {
            keep(words::undecorated(&title.text), texts, draft);
        }
    }
}

/// Returns whether the line at a position is a heading with a text below it.
fn begins_section(lines: &[&Line], at: usize) -> bool {
    let Some([title, text]) = lines.get(at..).and_then(<[&Line]>::first_chunk) else { return false };
    // A comment has lists and short sentences of its own: the words of a heading tell.
    let is_known = words::meaning(&title.text).is_some();
    is_known && is_title(&title.text) && !is_title(&text.text) && !text.text.starts_with(char::is_lowercase)
}

pub(super) fn add(title: &str, text: &str, draft: &mut Draft) {
    if text.is_empty() {
        return;
    }
    let text = if text.chars().count() > LONG {
        let start: String = text.chars().take(200).collect();
        format!("{}… ({} lines in all: see the page)", without_secrets(&start), text.lines().count())
    } else {
        without_secrets(text)
    };
    let own = OwnText { title: words::undecorated(title).to_owned(), text };
    if draft.own_seen.insert((own.title.clone(), own.text.clone())) {
        draft.page.texts.push(own);
    }
}

/// Returns whether a line looks like a heading: some words with a capital before them, and no stop behind.
pub(super) fn is_title(text: &str) -> bool {
    let ended = text.ends_with(['.', '!', '?', ',', ';', ')']);
    text.split_whitespace().count() <= 5
        && text.chars().count() <= 48
        && text.starts_with(char::is_uppercase)
        && !ended
}

/// Returns whether a line belongs to the frame of the page: links, the footer.
pub(crate) fn is_frame(text: &str) -> bool {
    const FRAME: &[&str] = &[
        "help page home",
        "home",
        "back",
        "back to top",
        "top",
        "next",
        "previous",
        "print",
        "contact us",
        "privacy policy",
        "terms of use",
        "terms of service",
        "imprint",
        "impressum",
        "log in",
        "login",
        "log out",
        "sign in",
        "register",
        "api",
        "help",
        "api help",
        "copy",
        "edit",
    ];
    let plain = words::undecorated(text).to_lowercase();
    FRAME.contains(&plain.as_str()) || is_footer(text) || plain.is_empty()
}

/// Returns whether a line stands at the foot of a site's pages.
pub(crate) fn is_footer(text: &str) -> bool {
    const COMPANIES: &[&str] =
        &[" ltd", " ltd.", " inc", " inc.", " llc", " gmbh", " limited", " corp", " corp."];
    let plain = words::undecorated(text).to_lowercase();
    let is_company = text.len() <= 60 && COMPANIES.iter().any(|form| text.to_lowercase().ends_with(form));
    // `Version 3.1`, `Build 20`, and a year before a name.
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let is_version = plain
        .strip_prefix("version ")
        .or_else(|| plain.strip_prefix("build "))
        .is_some_and(|rest| number(rest.trim_start_matches('v')));
    let has_year = text.split_once(' ').is_some_and(|(year, name)| {
        is_year(year) && name.trim_start_matches(['-', '–', ' ']).starts_with(char::is_uppercase)
    });
    is_company
        || is_version
        || has_year
        || text.starts_with('©')
        || text.contains("All rights reserved")
        || plain.starts_with("(c) ")
        || plain.starts_with("copyright ")
        || plain.starts_with("powered by ")
        || plain.ends_with("my asp.net application")
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// Returns whether a line is a picture without a text, as a text browser names it: `[logo.png]`.
pub(crate) fn is_image(text: &str) -> bool {
    let name = text.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let ending =
        name.filter(|name| !name.contains(char::is_whitespace)).and_then(|name| name.rsplit_once('.'));
    ending.is_some_and(|(_, ending)| {
        matches!(
            ending.to_ascii_lowercase().as_str(),
            "png" | "gif" | "jpg" | "jpeg" | "svg" | "webp" | "bmp" | "ico"
        )
    })
}

/// Returns a text without what lets others in: names and passwords in addresses, tokens behind `Basic` and
/// `Bearer`.
fn without_secrets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, mark)) = MARKS.iter().filter_map(|mark| rest.find(mark).map(|at| (at, *mark))).min() {
        let (before, after) = rest.split_at_checked(at + mark.len()).unwrap_or((rest, ""));
        out.push_str(before);
        let end = after
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '/' | '<' | '`'))
            .unwrap_or(after.len());
        let (word, more) = after.split_at_checked(end).unwrap_or((after, ""));
        rest = match word.rsplit_once('@') {
            Some((_, host)) if mark == "://" => {
                out.push_str("…@");
                out.push_str(host);
                more
            }
            None if mark != "://" && is_token(word) => {
                out.push('…');
                more
            }
            _ => after,
        };
    }
    out.push_str(rest);
    out
}

/// What secrets stand behind.
const MARKS: &[&str] = &["://", "Basic ", "Bearer ", "basic ", "bearer "];

/// Returns whether a word is a token and no word of a language.
fn is_token(word: &str) -> bool {
    word.len() >= 8
        && word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'.' | b'_' | b'-'))
        && word.bytes().any(|b| b.is_ascii_digit() || b == b'=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feet_of_pages_are_known() {
        for text in ["© Kites", "2019 - Kite Works", "Kite Works Ltd", "Version 3.1", "(c) 2019 Kites"] {
            assert!(is_footer(text), "{text}");
        }
        for text in ["Six sides", "Version", "2019", "2019 kites flew", "Limited to ten", "Build"] {
            assert!(!is_footer(text), "{text}");
        }
    }

    #[test]
    fn secrets_are_not_kept() {
        for (text, kept) in [
            ("curl https://bob:pw@host.io/a", "curl https://…@host.io/a"),
            (
                "-H \"Authorization: Basic Ym9iOnB3MTIz\" https://host.io/a@b",
                "-H \"Authorization: Basic …\" https://host.io/a@b",
            ),
            ("Bearer authentication, Basic knowledge", "Bearer authentication, Basic knowledge"),
            ("Authorization: Bearer eyJ0.eyJ1.x_9", "Authorization: Bearer …"),
        ] {
            assert_eq!(without_secrets(text), kept);
        }
    }
}

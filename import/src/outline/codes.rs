//! Tables and lists of codes: statuses of the protocol, and a site's own.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::section::{tables, texts};
use super::words::{self, Meaning};
use super::{Cell, Column, Item, Line, Table, own, reasons};
use crate::page::CodeTable;

/// Reads a section that a site added: codes with their meaning, tables, texts.
pub(super) fn read(title: &str, items: &[Item], meaning: Option<Meaning>, draft: &mut Draft) {
    let title = words::undecorated(title);
    for found in tables(items) {
        table(title, found, meaning, draft);
    }
    let lines = texts(items);
    let rest = statuses(title, &lines, meaning, draft);
    if meaning != Some(Meaning::Own)
        && let Some(rows) = pairs_of_lines(&rest, meaning)
    {
        draft.page.codes.push(CodeTable { title: title.to_owned(), rows });
        return;
    }
    own::keep(title, &rest, draft);
}

fn table(title: &str, table: &Table, meaning: Option<Meaning>, draft: &mut Draft) {
    // Members and parameters are found by their names; a table of headers looks the same.
    if table.column(&Column::Type).is_some() && meaning != Some(Meaning::Status) {
        draft.own_tables.push((title.to_owned(), table.clone()));
        return;
    }
    let scope = Scope::of(title, meaning);
    let width = table.columns.len();
    let code_column = (0..width).find(|at| {
        !table.rows.is_empty()
            && table
                .rows
                .iter()
                .all(|row| row.get(*at).is_some_and(|cell| status(&cell.text(), scope).is_some()))
    });
    if let Some(at) = code_column {
        for row in &table.rows {
            let Some((code, more)) = row.get(at).and_then(|cell| status(&cell.text(), scope)) else {
                continue;
            };
            let texts: Vec<String> =
                std::iter::once(more).chain(others(row, at)).filter(|text| !text.is_empty()).collect();
            add_status(code, texts.join(": "), draft);
        }
        return;
    }
    let rows: Vec<(String, String)> = table
        .rows
        .iter()
        .filter_map(|row| Some((row.first()?.text(), others(row, 0).collect::<Vec<_>>().join(" | "))))
        .collect();
    // A table of the site's own that is not about codes has words in its first column.
    let are_codes = rows
        .iter()
        .all(|(code, text)| !code.is_empty() && code.len() <= 20 && !code.contains(' ') && !text.is_empty());
    if !rows.is_empty() && (meaning == Some(Meaning::Status) || are_codes) && meaning != Some(Meaning::Own) {
        draft.page.codes.push(CodeTable { title: title.to_owned(), rows });
    } else {
        own::add(title, &text_of(table), draft);
    }
}

/// Returns a table as lines of text.
pub(super) fn text_of(table: &Table) -> String {
    let line = |row: &Vec<Cell>| {
        let cells: Vec<String> = row.iter().map(Cell::text).filter(|text| !text.is_empty()).collect();
        cells.join(" | ")
    };
    table.rows.iter().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn others(row: &[Cell], but: usize) -> impl Iterator<Item = String> {
    row.iter()
        .enumerate()
        .filter(move |(at, _)| *at != but)
        .map(|(_, cell)| cell.text())
        .filter(|text| !text.is_empty() && !cell_says_none(text))
}

/// Returns whether a cell has nothing but the word for none, once or more.
fn cell_says_none(text: &str) -> bool {
    text.split_whitespace().all(words::is_none)
}

fn add_status(code: u16, text: String, draft: &mut Draft) {
    if !draft.page.status.iter().any(|(other, _)| *other == code) {
        draft.page.status.push((code, text));
        return;
    }
    // One code, several reasons.
    if let Some((_, known)) =
        draft.page.status.iter_mut().find(|(other, known)| *other == code && *known != text)
        && !text.is_empty()
    {
        known.push('\n');
        known.push_str(&text);
    }
}

/// Which numbers are HTTP's below a heading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// All from 100 to 599: the heading says that they are.
    Http,
    /// Those that HTTP knows: the heading does not say.
    Registered,
    /// None: the heading says that the codes are the site's own.
    Own,
}

impl Scope {
    fn of(title: &str, meaning: Option<Meaning>) -> Self {
        let title = title.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
        if says(&["internal", "application", "business", "custom", "own ", "api error"]) {
            Self::Own
        } else if says(&["http", "status"])
            || (meaning == Some(Meaning::Status) && says(&["response", "return"]))
        {
            Self::Http
        } else {
            Self::Registered
        }
    }
}

/// Takes the status codes out of lines; hands back the other lines.
fn statuses<'a>(
    title: &str,
    lines: &[&'a Line],
    meaning: Option<Meaning>,
    draft: &mut Draft,
) -> Vec<&'a Line> {
    let scope = Scope::of(title, meaning);
    if let Some(entries) = glued(lines, scope) {
        for (code, text) in entries {
            add_status(code, text, draft);
        }
        return Vec::new();
    }
    let last = lines.iter().rposition(|line| status(&line.text, scope).is_some());
    let found = lines.iter().filter(|line| status(&line.text, scope).is_some()).count();
    // `HTTP Status returned:` above them says what they are.
    let first = lines.iter().position(|line| status(&line.text, scope).is_some()).unwrap_or_default();
    let above = first.checked_sub(1).and_then(|at| lines.get(at)).map(|line| line.text.to_lowercase());
    let is_said = above.is_some_and(|text| text.ends_with(':') && text.contains("status"));
    // In a section that is not about codes a line may begin with a number by chance.
    if last.is_none() || (meaning != Some(Meaning::Status) && !is_said && found * 2 < lines.len()) {
        return lines.to_vec();
    }
    let mut rest = Vec::new();
    let mut entries: Vec<(u16, Vec<String>)> = Vec::new();
    // How many texts the codes above have: the last one may have as many.
    let mut most = 1;
    // A list below a code that stands in none is the code's.
    let mut has_list = false;
    for (at, line) in lines.iter().enumerate() {
        if (is_said && at + 1 == first) || (at < first && is_header(&line.text)) || is_label(&line.text) {
            continue;
        }
        if let Some((code, text)) = status(&line.text, scope) {
            has_list = !is_of_list(&line.text);
            entries.push((code, if text.is_empty() { Vec::new() } else { vec![text] }));
        } else if let Some((_, texts)) = entries.last_mut()
            && (texts.len() < most
                || last.is_some_and(|last| at < last)
                || (has_list && is_of_list(&line.text)))
        {
            // A meaning on lines of its own, or one that goes on.
            texts.push(words::undecorated_start(&line.text).to_owned());
            if last.is_some_and(|last| at < last) {
                most = most.max(texts.len());
            }
        } else {
            rest.push(*line);
        }
    }
    for (code, texts) in entries {
        add_status(code, texts.join("\n"), draft);
    }
    rest
}

/// Returns whether a line begins with a bullet.
fn is_of_list(text: &str) -> bool {
    words::undecorated_start(text).len() < text.trim().len()
}

/// Returns the code of a text that says no more than that the response has a status and no content:
/// `204 - No Content`.
pub(super) fn without_content(text: &str) -> Option<(u16, String)> {
    const CODES: [u16; 2] = [204, 205];
    const LONGEST: usize = 40;
    let (code, said) = status(text, Scope::Registered)?;
    let says_more = text.len() > LONGEST || text.contains('\n');
    (CODES.contains(&code) && !says_more).then_some((code, said))
}

/// Reads a list whose lines end where the next code ends: `200`, `– There is one404`, `– There is none`.
fn glued(lines: &[&Line], scope: Scope) -> Option<Vec<(u16, String)>> {
    let code_of = |text: &str| match status(text, scope) {
        Some((code, more)) if more.is_empty() && text.len() == 3 => Some(code),
        _ => None,
    };
    let (first, texts) = lines.split_first()?;
    let mut code = code_of(first.text.trim())?;
    let mut entries = Vec::new();
    let mut texts = texts.iter().peekable();
    while let Some(line) = texts.next() {
        let text = line.text.trim().strip_prefix(['–', '—', '-'])?.trim_start();
        if texts.peek().is_none() {
            entries.push((code, text.to_owned()));
            break;
        }
        let (text, next) = text.split_at_checked(text.len().checked_sub(3)?)?;
        // A number may end the text: `At most 100` before `401`.
        let is_glued = text.ends_with(|c: char| !c.is_whitespace());
        entries.push((code, text.to_owned()));
        code = code_of(next).filter(|_| is_glued)?;
    }
    (entries.len() > 1).then_some(entries)
}

/// Reads `404 - There is none`, `404: There is none`, `• 404 – There is none`, `HTTP 404 Not Found`,
/// `Not found (404)`.
fn status(text: &str, scope: Scope) -> Option<(u16, String)> {
    if scope == Scope::Own {
        return None;
    }
    let is_known =
        |code: &u16| (100..600).contains(code) && (scope == Scope::Http || reasons::is_registered(*code));
    let mut rest = words::undecorated_start(text);
    for word in [
        "http/1.1",
        "http/1.0",
        "http/2",
        "http",
        "status",
        "response",
        "error",
        "code",
        "fehler",
        "statuscode",
    ] {
        let start = rest.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word));
        let after = rest.get(word.len()..).unwrap_or_default();
        if start.is_some() && after.starts_with([' ', ':', '-', '=', '(']) {
            rest = after.trim_start_matches([' ', ':', '-', '=']);
        }
    }
    let rest = rest.trim_start_matches(['(', '[']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 3 {
        let (code, after) = rest.split_at_checked(digits)?;
        let code: u16 = code.parse().ok().filter(is_known)?;
        let ends = after.is_empty()
            // Some layouts glue the cells of a table: `404Not found`.
            || after.starts_with(char::is_uppercase)
            || after.starts_with(|c: char| {
                c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '=' | ')' | ']' | '|' | '→' | '*' | '/')
            })
            || (after.starts_with(['.', ','])
                && !after.get(1..).is_some_and(|more| more.starts_with(|c: char| c.is_ascii_digit())));
        let text = after.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '-' | '–' | '—' | ':' | '=' | ')' | ']' | '|' | '→' | '>' | '.' | ',' | '*' | '/'
                )
        });
        let text = text.trim_end_matches([':', ' ']);
        // The reason phrase may be a cell of its own: `404Not FoundThere is none`.
        let cells = reasons::split_glued(code, text);
        let text = cells.map_or_else(|| text.to_owned(), |(reason, more)| format!("{reason}: {more}"));
        return ends.then_some((code, text));
    }
    // `OK (200) - All of them.`
    if let Some((before, code, after)) = code_in_brackets(rest)
        && is_known(&code)
    {
        return Some((code, format!("{before} - {after}")));
    }
    let (before, code) = rest.trim_end_matches(['.', ')', ']']).rsplit_once(['(', '['])?;
    let code: u16 = code.trim_start_matches("HTTP").trim().parse().ok().filter(is_known)?;
    Some((code, before.trim_end().to_owned()))
}

/// Returns whether a line names the codes below it and says nothing else: `Failed Status(es):`.
fn is_label(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    text.ends_with(':') && text.contains("status") && text.split_whitespace().count() <= 3
}

/// Returns whether a line is no more than the headings of a table of codes: `Code Description`, or glued
/// `CodeDescription`.
fn is_header(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "http",
        "status",
        "response",
        "code",
        "name",
        "description",
        "meaning",
        "reason",
        "message",
        "text",
        "additional",
        "information",
        "error",
        "number",
        "condition",
    ];
    let mut spaced = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.extend(c.to_lowercase());
        before = c;
    }
    spaced.contains(' ') && spaced.split_whitespace().all(|word| WORDS.contains(&word))
}

/// Cuts `OK (200) - All of them` and `OK (200), all of them` at their code.
fn code_in_brackets(text: &str) -> Option<(&str, u16, &str)> {
    let (before, rest) = text.split_once(" (")?;
    let (code, after) = rest.split_once(')')?;
    let code: u16 = code.parse().ok().filter(|_| code.len() == 3)?;
    let after = after.trim_start();
    let text = match after.strip_prefix(['-', '–', '—', ':']) {
        Some(text) => text,
        // A sentence has commas too: only HTTP's own phrase before the code says what this one is.
        None => after.strip_prefix([',', ';']).filter(|_| reasons::is_reason(code, before.trim()))?,
    };
    let text = text.trim_start();
    let fits = !text.is_empty() && before.split_whitespace().count() <= 4;
    fits.then_some((before, code, text))
}

/// Reads codes of the site's own: `N`, `Contact`, `R`, `Resource` on lines of their own, or `106: NotFound`
/// on one.
fn pairs_of_lines(lines: &[&Line], meaning: Option<Meaning>) -> Option<Vec<(String, String)>> {
    let texts: Vec<&str> = lines
        .iter()
        .map(|line| words::undecorated_start(&line.text))
        .filter(|text| !words::is_none(text))
        .collect();
    let is_code = |text: &str| !text.is_empty() && text.len() <= 20 && !text.contains(' ');
    if meaning == Some(Meaning::Status) {
        let one_line: Option<Vec<(String, String)>> = texts
            .iter()
            .map(|text| {
                let (code, meaning) = text.split_once([' ', ':', '=', '–'])?;
                let meaning = meaning.trim_start_matches([' ', '-', ':', '=', '–', '—']);
                let is_code = is_code(code) && code.contains(|c: char| c.is_ascii_digit());
                (is_code && !meaning.is_empty()).then(|| (code.to_owned(), meaning.to_owned()))
            })
            .collect();
        if let Some(pairs) = one_line.filter(|pairs| !pairs.is_empty()) {
            return Some(pairs);
        }
    }
    let mut seen = BTreeSet::new();
    let fits = !texts.is_empty()
        && texts.len().is_multiple_of(2)
        && texts.iter().step_by(2).all(|code| is_code(code) && seen.insert((*code).to_owned()));
    let pair = |pair: &[&str]| {
        if let [code, text] = pair { Some(((*code).to_owned(), (*text).to_owned())) } else { None }
    };
    fits.then(|| texts.chunks(2).filter_map(pair).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_in_any_form() {
        for text in [
            "404 - None",
            "404: None",
            "404 None",
            "• 404 – None",
            "- 404 None",
            "HTTP 404 None",
            "HTTP/1.1 404 None",
            "(404) None",
            "404 = None",
            "None (404)",
            "Status code: 404 - None",
            "404. None",
            "* **404** None",
            "Error 404: None",
            "404None",
            "404/None",
            "404 None:",
        ] {
            assert_eq!(status(text, Scope::Registered), Some((404, "None".to_owned())), "{text}");
        }
        for text in ["4042 - None", "106: None", "404.5 m", "There are 404 of them", "None"] {
            assert_eq!(status(text, Scope::Registered), None, "{text}");
        }
        let ok = Some((200, "OK - All kites.".to_owned()));
        assert_eq!(status("- OK (200) - All kites.", Scope::Registered), ok);
        let created = Some((201, "Created - see Location.".to_owned()));
        assert_eq!(status("- Created (201), see Location.", Scope::Registered), created);
        assert_eq!(status("All kites (200) in the sky", Scope::Registered), None);
        assert_eq!(status("All kites (200), and more", Scope::Registered), None);
        let glued = Some((404, "Not Found: There is none".to_owned()));
        assert_eq!(status("404Not FoundThere is none", Scope::Registered), glued);
        assert_eq!(status("460 - None", Scope::Http), Some((460, "None".to_owned())));
        assert_eq!(status("404", Scope::Http), Some((404, String::new())));
    }
}

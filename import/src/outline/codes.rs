//! Tables and lists of codes: statuses of the protocol, and a site's own.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::section::{tables, texts};
use super::words::{self, Meaning, Status, StatusScope, status};
use super::{Cell, Column, Item, Line, Table, own};
use crate::page::CodeTable;

/// Reads a section that a site added: codes with their meaning, tables, texts.
pub(super) fn read(title: &str, items: &[Item], meaning: Option<Meaning>, draft: &mut Draft) {
    let title = words::undecorated(title);
    for found in tables(items) {
        table(title, found, meaning, draft);
    }
    let lines = texts(items);
    // `Response 404`.
    let of_heading = status(title, StatusScope::Registered).filter(Status::is_bare);
    if let Some(found) = of_heading.filter(|_| meaning.is_none() && !lines.is_empty()) {
        let said = std::iter::once(found.text.as_str()).chain(lines.iter().map(|line| line.text.as_str()));
        let said: Vec<&str> = said.filter(|text| !text.is_empty()).collect();
        add_status(Status { code: found.code, text: said.join(": ") }, draft);
        return;
    }
    let rest = statuses(title, &lines, meaning, draft);
    if meaning != Some(Meaning::Own)
        && let Some(rows) = pairs_of_lines(&rest, meaning)
    {
        draft.page.codes.push(CodeTable { title: title.to_owned(), rows });
        return;
    }
    own::keep(title, &rest, draft);
}

pub(super) fn table(title: &str, table: &Table, meaning: Option<Meaning>, draft: &mut Draft) {
    // Members and parameters are found by their names; a table of headers looks the same.
    if table.column(&Column::Type).is_some() && meaning != Some(Meaning::Status) {
        draft.own_tables.push((title.to_owned(), table.clone()));
        return;
    }
    let scope = scope_of(title, meaning);
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
            let Some(found) = row.get(at).and_then(|cell| status(&cell.text(), scope)) else {
                continue;
            };
            let texts: Vec<String> =
                std::iter::once(found.text).chain(others(row, at)).filter(|text| !text.is_empty()).collect();
            add_status(Status { code: found.code, text: texts.join(": ") }, draft);
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

pub(super) fn add_status(Status { code, text }: Status, draft: &mut Draft) {
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

/// Returns which numbers are HTTP's below a heading.
fn scope_of(title: &str, meaning: Option<Meaning>) -> StatusScope {
    let title = title.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if says(&["internal", "application", "business", "custom", "own ", "api error"]) {
        StatusScope::Own
    } else if says(&["http", "status"]) || (meaning == Some(Meaning::Status) && says(&["response", "return"]))
    {
        StatusScope::Http
    } else {
        StatusScope::Registered
    }
}

/// Takes the status codes out of lines; hands back the other lines.
fn statuses<'a>(
    title: &str,
    lines: &[&'a Line],
    meaning: Option<Meaning>,
    draft: &mut Draft,
) -> Vec<&'a Line> {
    let scope = scope_of(title, meaning);
    if let Some(entries) = glued(lines, scope) {
        for found in entries {
            add_status(found, draft);
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
        if let Some(Status { code, text }) = status(&line.text, scope) {
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
        add_status(Status { code, text: texts.join("\n") }, draft);
    }
    rest
}

/// Returns whether a line begins with a bullet.
fn is_of_list(text: &str) -> bool {
    words::undecorated_start(text).len() < text.trim().len()
}

/// Returns the code of a text that says no more than that the response has a status and no content:
/// `204 - No Content`.
pub(super) fn without_content(text: &str) -> Option<Status> {
    const CODES: [u16; 2] = [204, 205];
    const LONGEST: usize = 40;
    let says_more = text.len() > LONGEST || text.contains('\n');
    status(text, StatusScope::Registered).filter(|found| CODES.contains(&found.code) && !says_more)
}

/// Reads a list whose lines end where the next code ends: `200`, `– There is one404`, `– There is none`.
fn glued(lines: &[&Line], scope: StatusScope) -> Option<Vec<Status>> {
    let code_of = |text: &str| match status(text, scope) {
        Some(Status { code, text: more }) if more.is_empty() && text.len() == 3 => Some(code),
        _ => None,
    };
    let (first, texts) = lines.split_first()?;
    let mut code = code_of(first.text.trim())?;
    let mut entries = Vec::new();
    let mut texts = texts.iter().peekable();
    while let Some(line) = texts.next() {
        let text = line.text.trim().strip_prefix(['–', '—', '-'])?.trim_start();
        if texts.peek().is_none() {
            entries.push(Status { code, text: text.to_owned() });
            break;
        }
        let (text, next) = text.split_at_checked(text.len().checked_sub(3)?)?;
        // A number may end the text: `At most 100` before `401`.
        let is_glued = text.ends_with(|c: char| !c.is_whitespace());
        entries.push(Status { code, text: text.to_owned() });
        code = code_of(next).filter(|_| is_glued)?;
    }
    (entries.len() > 1).then_some(entries)
}

/// Returns whether a line names the codes below it and says nothing else: `Failed Status(es):`.
fn is_label(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    text.ends_with(':') && text.contains("status") && text.split_whitespace().count() <= 3
}

/// Returns whether a line is no more than the headings of a table of codes: `Code Description`, or glued
/// `CodeDescription`.
pub(super) fn is_header(text: &str) -> bool {
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

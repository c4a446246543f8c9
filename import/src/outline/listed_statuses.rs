//! Statuses that pages list where the stock pages have comments: below a line `Returns:`, as a list, or as a table
//! without a heading.

use super::draft::{Draft, Which, which};
use super::section::Section;
use super::words::{self, Meaning, Status, StatusScope};
use super::{Item, Line, Table, codes, told_statuses};

/// Takes the statuses out of the items of a section that is none of statuses; hands back the other items.
pub(super) fn take(items: &[Item], side: Option<Which>, draft: &mut Draft) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut rest = items;
    let mut is_taken = false;
    while let Some((first, more)) = rest.split_first() {
        rest = more;
        match first {
            Item::Table(table) if is_of_statuses(table) => {
                codes::table("", table, Some(Meaning::Status), draft);
                out.pop_if(|above| matches!(above, Item::Line(line) if is_label(&line.text)));
                is_taken = true;
            }
            Item::Line(line) => {
                let list = if begins(&line.text) {
                    let lines = std::iter::once(line).chain(more.iter().map_while(line_of));
                    let lines: Vec<&Line> = lines.take(MOST_LINES).collect();
                    List::of(&lines, side).filter(List::is_sure)
                } else {
                    None
                };
                let Some(list) = list else {
                    out.push(first.clone());
                    continue;
                };
                rest = more.get(list.lines - 1..).unwrap_or_default();
                list.entries.into_iter().for_each(|entry| codes::add_status(entry.status, draft));
                is_taken = true;
            }
            item => out.push(item.clone()),
        }
    }
    // It says what comes back, and nothing of its type.
    if is_taken && out.is_empty() && side == Some(Which::Response) {
        draft.response.present = true;
    }
    out
}

/// Makes headings of statuses of those that announce what comes back and have nothing but statuses below them, on a page
/// that has another heading for that.
pub(super) fn settle_headings(sections: &mut [Section]) {
    let is_announced = |section: &Section| is_announced(section.meaning, &section.title, &section.items);
    let is_of_response = |section: &Section| section.meaning.and_then(which) == Some(Which::Response);
    if sections.iter().any(|section| is_of_response(section) && !is_announced(section)) {
        for section in sections.iter_mut().filter(|section| is_announced(section)) {
            section.meaning = Some(Meaning::Status);
        }
    }
}

/// Returns whether a section below a word such as `Returns:` is nothing but a list of statuses.
pub(super) fn is_announced(meaning: Option<Meaning>, title: &str, items: &[Item]) -> bool {
    matches!(meaning, Some(Meaning::ResourceDescription | Meaning::ResponseInfo))
        && !title.contains(' ')
        && are_statuses(items)
}

fn are_statuses(items: &[Item]) -> bool {
    let lines: Vec<&Line> = items.iter().map_while(line_of).collect();
    !lines.is_empty()
        && lines.len() == items.len()
        && List::below_label(&lines, 0).is_some_and(|list| list.lines == lines.len() && list.is_sure())
}

/// So many lines a list has at most, so that a page takes no longer than it is long.
const MOST_LINES: usize = 200;

/// Returns whether a list may begin with a line.
fn begins(text: &str) -> bool {
    words::status(text, StatusScope::Registered).is_some() || is_label(text) || codes::is_header(text)
}

fn line_of(item: &Item) -> Option<&Line> {
    if let Item::Line(line) = item { Some(line) } else { None }
}

/// Returns whether each row of a table has a code of HTTP as one of its cells, and one of them its reason phrase.
pub(super) fn is_of_statuses(table: &Table) -> bool {
    let code = |cell: &super::Cell| {
        let text = cell.text();
        text.parse::<u16>().ok().filter(|code| text.len() == 3 && words::is_registered(*code))
    };
    let width = table.columns.len();
    let is_code_column =
        |at: &usize| table.rows.iter().all(|row| row.get(*at).is_some_and(|cell| code(cell).is_some()));
    let Some(at) = (0..width).find(|at| !table.rows.is_empty() && is_code_column(at)) else { return false };
    table.rows.iter().any(|row| {
        let code = row.get(at).and_then(code).unwrap_or_default();
        row.iter().any(|cell| words::behind_reason(code, &cell.text()).is_some())
    })
}

/// Returns whether a line announces the statuses below it: `Returns:`.
fn is_label(text: &str) -> bool {
    let is_of_answers =
        |meaning| matches!(meaning, Meaning::Status | Meaning::ResourceDescription | Meaning::ResponseInfo);
    text.trim_end_matches(['*', ' ']).ends_with(':') && words::meaning(text).is_some_and(is_of_answers)
}

/// A list of statuses.
struct List {
    entries: Vec<Entry>,
    /// How many lines it has, with its label.
    lines: usize,
    is_labelled: bool,
}

struct Entry {
    status: Status,
    form: Form,
    /// What is said of the code stands on the lines below it, as far as there are any.
    is_open: bool,
}

impl Entry {
    /// Adds what stands on a line below the code.
    fn add(&mut self, text: &str) {
        if words::behind_reason(self.status.code, text).is_some() {
            self.form = Form::Named;
        }
        let said = &mut self.status.text;
        if !said.is_empty() {
            said.push_str(": ");
        }
        said.push_str(text);
    }
}

/// Returns how many lines stand below each code that is open: as many as below the first.
fn lines_of_text(lines: &[&Line]) -> usize {
    const MOST: usize = 2;
    let status = |line: &&Line| words::status(&line.text, StatusScope::Registered);
    let first_has_words = lines.first().and_then(status).is_some_and(|status| !status.text.is_empty());
    let next = lines.iter().skip(1).position(|line| status(line).is_some());
    match next {
        Some(next) => next.min(MOST),
        None if first_has_words => 0,
        None => 1,
    }
}

/// What stands behind the code of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Its reason phrase, or what calls it a status stands before it.
    Named,
    /// A dash or a colon.
    Apart,
    /// Nothing: what is said of it stands on the next line.
    Alone,
    /// Words, which it may as well count.
    Words,
}

impl List {
    fn of(lines: &[&Line], side: Option<Which>) -> Option<Self> {
        let (first, more) = lines.split_first()?;
        // What comes back is nothing then, which is found out where its type would stand.
        if side == Some(Which::Response) && more.is_empty() && codes::without_content(&first.text).is_some() {
            return None;
        }
        if is_label(&first.text) {
            Self::below_label(more, 1)
        } else if codes::is_header(&first.text) {
            // Of a table whose cells have a line each: the reason phrases show what it is.
            Self::read(more, false).map(|list| Self { lines: list.lines + 1, ..list })
        } else {
            Self::read(lines, false)
        }
    }

    fn below_label(lines: &[&Line], label: usize) -> Option<Self> {
        let list = Self::read(lines, true)?;
        Some(Self { lines: list.lines + label, ..list })
    }

    fn read(lines: &[&Line], is_labelled: bool) -> Option<Self> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut count = 0;
        let texts = lines_of_text(lines);
        // How many lines the last code has below it.
        let mut below = 0;
        for line in lines {
            let text = line.text.as_str();
            match words::status(text, StatusScope::Registered) {
                // A sentence tells of several.
                Some(status) if told_statuses::in_line(text).len() < 2 => {
                    let form = Form::of(text, &status);
                    let is_open = status.is_bare();
                    entries.push(Entry { status, form, is_open });
                    below = 0;
                }
                _ => match entries.last_mut() {
                    Some(entry) if entry.is_open && below < texts => {
                        below += 1;
                        entry.add(text);
                    }
                    _ => break,
                },
            }
            count += 1;
        }
        (!entries.is_empty()).then_some(Self { entries, lines: count, is_labelled })
    }

    /// Returns whether the numbers are statuses for sure.
    fn is_sure(&self) -> bool {
        let has = |form: Form| self.entries.iter().any(|entry| entry.form == form);
        if self.is_labelled {
            self.entries.len() > 1 || !has(Form::Words)
        } else {
            has(Form::Named) && !has(Form::Words) && !has(Form::Alone)
        }
    }
}

impl Form {
    fn of(text: &str, status: &Status) -> Self {
        let text = words::undecorated_start(text).trim_start_matches(['(', '[']);
        let behind = text.strip_prefix(status.code.to_string().as_str());
        let Some(behind) = behind else { return Form::Named };
        let behind = behind.trim_start_matches([' ', '*', '`', ')', ']']);
        if behind.is_empty() {
            Form::Alone
        } else if words::behind_reason(status.code, &status.text).is_some() {
            Form::Named
        } else if behind.starts_with(['-', '–', '—', ':', '=', '→']) {
            Form::Apart
        } else {
            Form::Words
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(lines: &[&str]) -> (Vec<(u16, String)>, usize) {
        let mut draft = Draft::default();
        let items: Vec<Item> = lines.iter().map(|text| Item::line(*text)).collect();
        let rest = take(&items, None, &mut draft);
        (draft.page.status, rest.len())
    }

    #[test]
    fn lists_are_taken() {
        let ok = |text: &str| (200, text.to_owned());
        let none = |text: &str| (404, text.to_owned());
        for (lines, statuses, rest) in [
            (
                &["Finds one.", "Returns:", "200 OK - the kite", "404 - no kite"][..],
                vec![ok("OK - the kite"), none("no kite")],
                1,
            ),
            (
                &["• 200 OK: the kite", "• 404: no kite", "Once a day."],
                vec![ok("OK: the kite"), none("no kite")],
                1,
            ),
            (&["Responses:", "200", "The kite", "404", "No kite"], vec![ok("The kite"), none("No kite")], 0),
            (&["404 Not Found", "Once a day."], vec![none("Not Found")], 1),
            (&["Response 404", "No kite."], vec![none("No kite.")], 0),
            (
                &["200 OK", "The kite", "404 Not Found", "No kite", "Once a day."],
                vec![ok("OK: The kite"), none("Not Found: No kite")],
                1,
            ),
            (
                &["CodeReasonMeaning", "200", "OK", "The kite", "404", "Not Found", "No kite", "Once a day."],
                vec![ok("OK: The kite"), none("Not Found: No kite")],
                1,
            ),
        ] {
            assert_eq!(taken(lines), (statuses, rest), "{lines:?}");
        }
    }

    #[test]
    fn other_numbers_stay() {
        for lines in [
            &["200 - open", "404 - lost"][..],
            &["Returns:", "200 kites at most"],
            &["200", "The kite", "404", "No kite"],
            &["Returns 200 OK, or 404 Not Found"],
            &["See 404"],
        ] {
            assert_eq!(taken(lines), (Vec::new(), lines.len()), "{lines:?}");
        }
    }
}

//! Makes tables of lists: sites and people write parameters and members one below the other, each with its
//! type in brackets, and its comment and annotations below it. Where the heading or a sample has the names, a
//! name and its comment will do.

use std::collections::BTreeSet;

use super::words::{self, Meaning};
use super::{Cell, Column, Item, Line, Table, samples};
use crate::page::SampleContent;

/// Puts a table in the place of each list of parameters or members; all other items stay as they are.
pub(super) fn settle(items: Vec<Item>) -> Vec<Item> {
    let names = names(&items);
    let is_of_list = |line: &Line| {
        Entry::of(line, &names).is_some()
            || type_line(line).is_some()
            || words::column(&line.text) == Some(Column::Name)
    };
    if !items.iter().any(|item| matches!(item, Item::Line(line) if is_of_list(line))) {
        return items;
    }
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut has_rows = false;
    let mut lines: Vec<Line> = Vec::new();
    for item in with_names(items) {
        match item {
            Item::Line(line) if has_rows => lines.push(line),
            Item::Heading { ref text, .. } => {
                out.extend(listed(std::mem::take(&mut lines), &names));
                has_rows = words::meaning(text).is_some_and(can_have_rows);
                out.push(item);
            }
            // The section has its table.
            item => {
                out.extend(listed(std::mem::take(&mut lines), &names));
                has_rows = false;
                out.push(item);
            }
        }
    }
    out.extend(listed(lines, &names));
    out
}

/// Makes names of the lines that are headings by their words alone, where the type of a member stands below them: a
/// member may be called `Links`.
fn with_names(mut items: Vec<Item>) -> Vec<Item> {
    const MOST: usize = 3;
    for at in 0..items.len() {
        let Some([Item::Heading { level: 0, text }, below @ ..]) = items.get(at..) else { continue };
        let mut lines = below
            .iter()
            .take(MOST)
            .map_while(|item| if let Item::Line(line) = item { Some(line) } else { None });
        let is_own = words::meaning(text).is_some_and(|meaning| !meaning.is_stock());
        if is_own && lines.any(|line| type_line(line).is_some()) {
            let line = Item::line(text);
            if let Some(item) = items.get_mut(at) {
                *item = line;
            }
        }
    }
    items
}

/// Returns the names that the heading and the samples have, folded.
fn names(items: &[Item]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in items {
        match item {
            Item::Sample(SampleContent::Text(text)) => samples::names(text, &mut names),
            Item::Line(Line { text, .. }) | Item::Heading { text, .. } => {
                if let Some((_, path)) = words::operation(text) {
                    let braces = path.split('{').skip(1).filter_map(|part| part.split('}').next());
                    names.extend(braces.map(samples::folded));
                }
            }
            Item::Table(_) | Item::Media(_) | Item::Sample(_) => {}
        }
    }
    names
}

fn can_have_rows(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::RequestInfo
            | Meaning::UriParameters
            | Meaning::Parameters
            | Meaning::BodyParameters
            | Meaning::ResponseInfo
            | Meaning::ResourceDescription
    )
}

/// Returns the lines of a section with the table that they make, if they do.
fn listed(lines: Vec<Line>, names: &BTreeSet<String>) -> Vec<Item> {
    let entry = |(at, line)| Entry::of(line, names).map(|entry| (at, entry));
    let mut entries: Vec<(usize, Entry)> = lines.iter().enumerate().filter_map(entry).collect();
    // One line alone may as well be a sentence with a word in brackets.
    let is_open = |entry: &Entry| entry.is_sure && entry.comment_is == CommentIs::Open;
    if entries.iter().filter(|(_, entry)| is_open(entry)).count() < 2 {
        entries.retain(|(_, entry)| entry.comment_is == CommentIs::Apart);
    }
    if let Some(items) = typed_below(&lines).or_else(|| cells_on_lines(&lines)) {
        return items;
    }
    // A word in brackets can be any word: one that is certainly a type shows that the others are.
    let Some((first, _)) = entries.first().filter(|_| entries.iter().any(|(_, entry)| entry.is_sure)) else {
        return lines.into_iter().map(Item::Line).collect();
    };
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(entries.len());
    // How many paragraphs of comment stand below the rows: the last one has no row below it that ends them.
    let mut most = usize::from(entries.len() == 1);
    let mut end = *first;
    let mut starts = entries.iter().map(|(at, _)| *at).skip(1);
    for (at, entry) in &entries {
        let next = starts.next();
        let mut comment: Vec<&str> = Vec::new();
        let mut annotations: Vec<String> = entry.annotations.iter().map(|text| (*text).to_owned()).collect();
        end = at + 1;
        for line in lines.get(at + 1..next.unwrap_or(lines.len())).unwrap_or_default() {
            let text = line.text.as_str();
            if words::is_annotation(text) || words::is_required(text) {
                annotations.push(text.to_owned());
            } else if words::undecorated(text).is_empty() || words::is_none(text) {
                // Decoration of the site's.
            } else if next.is_some() || comment.len() < most {
                comment.push(text);
            } else {
                break;
            }
            end += 1;
        }
        most = most.max(comment.len());
        comment.insert(0, entry.comment);
        let annotations = Cell { parts: annotations, link: None };
        let comment = Cell::of(comment.join(" ").trim());
        rows.push(vec![Cell::of(entry.name), comment, Cell::of(entry.ty), annotations]);
    }
    let columns = vec![Column::Name, Column::Description, Column::Type, Column::Annotations];
    let table = Table { columns, rows, ..Table::default() };
    let first = *first;
    let mut lines: Vec<Item> = lines.into_iter().map(Item::Line).collect();
    lines.splice(first..end, [Item::Table(table)]);
    lines
}

/// Returns the type that a line says it has: `Type integer`, `Type: Kite`.
fn type_line(line: &Line) -> Option<&str> {
    let rest = words::undecorated_start(&line.text).strip_prefix("Type")?;
    let ty = rest.trim_start_matches([':', ' ']);
    (ty.len() < rest.len() && words::is_type(ty)).then_some(ty)
}

/// Returns lines with the table that a list of them makes in which each entry ends with its type: the name, what it
/// is for, and `Type integer`.
fn typed_below(lines: &[Line]) -> Option<Vec<Item>> {
    const LEAST: usize = 2;
    let ends: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).and_then(type_line).is_some()).collect();
    if ends.len() < LEAST {
        return None;
    }
    let is_name = |line: &Line| words::is_identifier(&line.text) && !words::is_stock_type(&line.text);
    // Above the first entry a comment on all of them may stand.
    let first_end = *ends.first()?;
    let start = lines.get(..first_end)?.iter().rposition(is_name)?;
    let mut rows = Vec::with_capacity(ends.len());
    let mut begin = start;
    for end in &ends {
        let [name, comment @ .., ty] = lines.get(begin..=*end)? else { return None };
        if !is_name(name) {
            return None;
        }
        let comment: Vec<&str> = comment.iter().map(|line| line.text.as_str()).collect();
        rows.push(vec![Cell::of(&name.text), Cell::of(comment.join(" ")), Cell::of(type_line(ty)?)]);
        begin = end + 1;
    }
    let columns = vec![Column::Name, Column::Description, Column::Type];
    let table = Table { columns, rows, ..Table::default() };
    let mut items: Vec<Item> = lines.iter().cloned().map(Item::Line).collect();
    items.splice(start..begin, [Item::Table(table)]);
    Some(items)
}

/// Returns lines with the table that they make if the words of its columns stand below each other, and then all cells of
/// each row.
fn cells_on_lines(lines: &[Line]) -> Option<Vec<Item>> {
    const LEAST: usize = 3;
    let columns_at = |start: usize| -> Vec<Column> {
        let texts = lines.get(start..).unwrap_or_default().iter().map(|line| words::column(&line.text));
        let mut found: Vec<Column> = Vec::new();
        for column in texts.map_while(|column| column) {
            if found.contains(&column) {
                break;
            }
            found.push(column);
        }
        found
    };
    let (start, columns) =
        (0..lines.len()).map(|at| (at, columns_at(at))).find(|(_, columns)| columns.len() >= LEAST)?;
    let name = columns.iter().position(|column| *column == Column::Name)?;
    let ty = columns.iter().position(|column| *column == Column::Type)?;
    let cells = lines.get(start + columns.len()..)?;
    let is_row = |row: &[Line]| {
        let is = |at: usize, fits: fn(&str) -> bool| row.get(at).is_some_and(|line| fits(&line.text));
        is(name, words::is_identifier) && is(ty, words::is_type)
    };
    let rows = cells.chunks(columns.len());
    if cells.is_empty() || !cells.len().is_multiple_of(columns.len()) || !rows.clone().all(is_row) {
        return None;
    }
    let row = |row: &[Line]| row.iter().map(|line| Cell::of(&line.text)).collect();
    let table = Table { rows: rows.map(row).collect(), columns, ..Table::default() };
    let above = lines.iter().take(start).cloned().map(Item::Line);
    Some(above.chain([Item::Table(table)]).collect())
}

/// The first line of a row: `Id (integer)`, `Id (integer, required): Number of the kite`.
struct Entry<'t> {
    name: &'t str,
    ty: &'t str,
    /// The type is one of the engine's words, or a link to a type's page; or the heading or a sample has the
    /// name.
    is_sure: bool,
    annotations: Vec<&'t str>,
    comment: &'t str,
    comment_is: CommentIs,
}

/// How the comment of an entry stands behind its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CommentIs {
    /// Behind a mark, or its name is one of the heading's or a sample's.
    Apart,
    /// As the rest of a sentence would.
    Open,
}

impl<'t> Entry<'t> {
    fn of(line: &'t Line, names: &BTreeSet<String>) -> Option<Self> {
        let text = words::undecorated_start(&line.text);
        Self::typed(line, text, names).or_else(|| Self::untyped(text, names))
    }

    /// `Id: Number of the kite`, `Id - Number of the kite`.
    fn untyped(text: &'t str, names: &BTreeSet<String>) -> Option<Self> {
        let (name, rest) = text.split_once([':', '-', '–', '—', '='])?;
        let comment = rest.trim();
        let is_apart = name.ends_with(' ') || rest.starts_with(' ');
        let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '`'));
        // Values of an enum are listed as `1 = open`, and a dictionary may have such a key.
        let is_name = words::is_identifier(name) && !name.starts_with(|c: char| c.is_ascii_digit());
        let is_entry = is_name && is_apart && !comment.is_empty() && names.contains(&samples::folded(name));
        let comment_is = CommentIs::Apart;
        is_entry.then_some(Entry {
            name,
            ty: "",
            is_sure: true,
            annotations: Vec::new(),
            comment,
            comment_is,
        })
    }

    fn typed(line: &'t Line, text: &'t str, names: &BTreeSet<String>) -> Option<Self> {
        let (name, rest) = text.split_once('(')?;
        let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '`'));
        if name.is_empty() || !words::is_identifier(name) {
            return None;
        }
        let (inner, rest) = rest.split_once(')')?;
        let mut inner = inner.split(',').map(str::trim);
        let ty = inner.next().unwrap_or_default();
        // A site's own words may stand before the link to a class, or nothing at all in place of a type.
        let linked = line.type_link.as_deref().filter(|link| words::is_type(link) && ty.ends_with(link));
        if !ty.is_empty() && !words::is_type(ty) && linked.is_none() {
            return None;
        }
        let annotations: Vec<&str> = inner.collect();
        let is_known = |text: &&str| words::is_required(text) || words::is_annotation(text);
        if !annotations.iter().all(is_known) {
            return None;
        }
        let is_mark = |c: char| c.is_whitespace() || matches!(c, '*' | '`');
        let is_bold = rest.starts_with("**");
        let rest = rest.trim_matches(is_mark);
        let comment = rest.trim_start_matches([':', '-', '–', '—']);
        let is_sure = linked.is_some() || words::is_stock_type(ty);
        let is_apart = rest.is_empty()
            || comment.len() < rest.len()
            || is_bold
            || (is_sure && names.contains(&samples::folded(name)));
        let comment_is = if is_apart { CommentIs::Apart } else { CommentIs::Open };
        Some(Entry { name, ty, is_sure, annotations, comment: comment.trim_matches(is_mark), comment_is })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Item {
        Item::line(text)
    }

    fn heading(text: &str) -> Item {
        Item::Heading { level: 3, text: text.to_owned() }
    }

    /// The rows of the first table, a cell a text.
    fn rows(items: Vec<Item>) -> Vec<Vec<String>> {
        let table =
            items.into_iter().find_map(|item| if let Item::Table(table) = item { Some(table) } else { None });
        let rows = table.map(|table| table.rows).unwrap_or_default();
        rows.into_iter().map(|row| row.iter().map(Cell::text).collect()).collect()
    }

    #[test]
    fn each_entry_may_end_with_its_type() {
        let lines = ["The kite.", "Id", "Its number.", "Type integer", "Tail", "Type: Tail", "More."];
        let items = std::iter::once(heading("Body Parameters")).chain(lines.map(line)).collect();
        assert_eq!(rows(settle(items)), [["Id", "Its number.", "integer"], ["Tail", "", "Tail"]]);
        let lines = ["Id", "Type integer", "Two words", "Type: Tail"];
        let items = std::iter::once(heading("Body Parameters")).chain(lines.map(line)).collect();
        assert!(rows(settle(items)).is_empty());
    }

    #[test]
    fn a_list_is_a_table() {
        let items = vec![
            heading("Body Parameters"),
            line("The kite"),
            line("Id ( integer )"),
            line("Its number"),
            line("Required"),
            line("** **"),
            line("`Label` (string, required): Its name"),
            line("Tail (Tail)"),
            line("What hangs on it"),
            line("Only this is about the whole."),
        ];
        let settled = settle(items);
        assert_eq!(settled.get(1), Some(&line("The kite")));
        assert_eq!(settled.last(), Some(&line("Only this is about the whole.")));
        assert_eq!(
            rows(settled),
            [
                ["Id", "Its number", "integer", "Required"],
                ["Label", "Its name", "string", "required"],
                ["Tail", "What hangs on it", "Tail", ""]
            ]
        );
    }

    #[test]
    fn names_of_the_heading_need_no_type() {
        let items = vec![
            line("GET api/kites/{owner}?wind={wind}"),
            heading("Required Parameters"),
            line("• owner - Who flies them"),
            line("wind: From 0 to 12"),
            line("Note: only once a day"),
        ];
        let rows = rows(settle(items));
        assert_eq!(rows.first(), Some(&["owner", "Who flies them", "", ""].map(str::to_owned).to_vec()));
        assert_eq!(rows.get(1).and_then(|row| row.first()).map(String::as_str), Some("wind"));
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn cells_may_have_a_line_each() {
        let lines = [
            "Kite",
            "Name",
            "Type",
            "Description",
            "Id",
            "integer",
            "Its number",
            "Tail",
            "Tail",
            "What hangs on it",
        ];
        let items = std::iter::once(heading("Body Parameters")).chain(lines.map(line)).collect();
        assert_eq!(
            rows(settle(items)),
            [["Id", "integer", "Its number"], ["Tail", "Tail", "What hangs on it"]]
        );
        let lines = ["Name", "Type", "Description", "Id", "integer"];
        let items: Vec<Item> = std::iter::once(heading("Body Parameters")).chain(lines.map(line)).collect();
        assert_eq!(settle(items.clone()), items);
    }

    #[test]
    fn comments_may_stand_behind_the_type() {
        for mark in ["", "**"] {
            let entry =
                |name: &str, ty: &str, comment: &str| line(&format!("{name} {mark}({ty}){mark} {comment}"));
            let items = vec![
                heading("Body Parameters"),
                entry("Id", "integer", "Its number"),
                entry("Tails", "Collection of Tail", "What hangs on it"),
            ];
            assert_eq!(
                rows(settle(items)),
                [
                    ["Id", "Its number", "integer", ""],
                    ["Tails", "What hangs on it", "Collection of Tail", ""]
                ]
            );
        }
    }

    #[test]
    fn sentences_are_no_list() {
        for items in [
            vec![heading("Body Parameters"), line("Kite (new)"), line("Tail (string) hangs on it")],
            vec![heading("Remarks"), line("Id (integer)")],
            vec![heading("Body Parameters"), line("See kites (page 3)")],
            vec![line("GET api/kites/{id}"), heading("Parameters"), line("id-card: what it is"), line("id")],
            vec![
                heading("Body Parameters"),
                line("1 = open, 2 = shut"),
                Item::Sample(SampleContent::Text("{ \"1\": true }".to_owned())),
            ],
        ] {
            assert_eq!(settle(items.clone()), items);
        }
    }
}

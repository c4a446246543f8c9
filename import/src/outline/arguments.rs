//! A site's own table of the members of the body's argument, with their types in .NET's words: the name of the
//! argument, and below it `Total (Decimal)`, `Count (Int32)`.

use std::ops::Range;

use super::draft::Draft;
use super::{Column, Item, Table, own, text_of, words};

/// The table of an argument.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Argument {
    name: String,
    members: Vec<Member>,
}

#[derive(Debug, Default, PartialEq)]
struct Member {
    name: String,
    clr_type: String,
    description: String,
}

const TITLE: &str = "Parameter Information";

/// Takes the table of the argument out of the items of a page, wherever it stands: some sites have it below the response
/// once more.
pub(super) fn take(items: &mut Vec<Item>) -> Option<Argument> {
    let first = find(items, 0)?;
    items.drain(first.place.clone());
    let mut from = first.place.start;
    while let Some(again) = find(items, from).filter(|again| again.argument.repeats(&first.argument)) {
        from = again.place.start;
        items.drain(again.place);
    }
    Some(first.argument)
}

/// The table of an argument, and where it stands.
struct Found {
    argument: Argument,
    place: Range<usize>,
}

/// Finds the first table of an argument from a position on.
fn find(items: &[Item], from: usize) -> Option<Found> {
    let (start, (name, begin)) = (from..items.len()).find_map(|at| Some((at, title(items.get(at..)?)?)))?;
    let mut argument = Argument { name, members: Vec::new() };
    let mut count = begin;
    for item in items.get(start + begin..)? {
        let is_read = match item {
            Item::Table(table) => read_table(table, &mut argument.members),
            Item::Line(line) => read(&line.text, &mut argument.members),
            Item::Heading { .. } | Item::Media(_) | Item::Sample(_) => Outcome::Other,
        };
        if is_read == Outcome::Other {
            break;
        }
        count += 1;
    }
    let is_typed = argument.members.iter().all(|member| !member.clr_type.is_empty());
    (is_typed && !argument.members.is_empty()).then_some(Found { argument, place: start..start + count })
}

impl Argument {
    /// Returns whether it says nothing that the other one does not say. The page may end in it.
    fn repeats(&self, other: &Self) -> bool {
        self.name == other.name && other.members.starts_with(&self.members)
    }
}

/// Reads the title with the argument's name below it; returns the name, and how many items they are.
fn title(items: &[Item]) -> Option<(String, usize)> {
    match items {
        [first, second, Item::Table(_), ..]
            if text_of(first).is_some_and(|text| words::undecorated(text).eq_ignore_ascii_case(TITLE)) =>
        {
            let name = words::undecorated(text_of(second)?).trim_start_matches(['#', ' ']);
            words::is_identifier(name).then(|| (name.to_owned(), 2))
        }
        // The words of the title are those of columns as well.
        [Item::Table(table), Item::Table(_), ..] => Some((name_in_table(table)?, 1)),
        _ => None,
    }
}

fn name_in_table(table: &Table) -> Option<String> {
    let [row] = table.rows.as_slice() else { return None };
    let texts: Vec<&String> = row.iter().flat_map(|cell| &cell.parts).collect();
    let is_title = table.columns == [Column::Name, Column::Annotations] && table.title.is_empty();
    match texts.as_slice() {
        [name] if is_title && words::is_identifier(name) => Some((*name).clone()),
        _ => None,
    }
}

/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Read,
    /// It is no part of the table.
    Other,
}

fn read_table(table: &Table, members: &mut Vec<Member>) -> Outcome {
    let before = members.len();
    for text in table.rows.iter().flatten().flat_map(|cell| &cell.parts) {
        if read(text, members) == Outcome::Read {
            continue;
        }
        // A layout parts `Total (Decimal)` at its blank.
        if words::is_identifier(text) {
            members.push(Member { name: text.clone(), ..Member::default() });
            continue;
        }
        match members.last_mut() {
            Some(member) if member.clr_type.is_empty() => match in_brackets(text) {
                Some(ty) => ty.clone_into(&mut member.clr_type),
                None => return Outcome::Other,
            },
            Some(member) => {
                let gap = if member.description.is_empty() { "" } else { "\n" };
                member.description = format!("{}{gap}{text}", member.description);
            }
            None => return Outcome::Other,
        }
    }
    if members.len() > before { Outcome::Read } else { Outcome::Other }
}

/// Reads `Total (Decimal)`.
fn read(text: &str, members: &mut Vec<Member>) -> Outcome {
    let member = text.split_once(' ').and_then(|(name, ty)| Some((name, in_brackets(ty)?)));
    let Some((name, ty)) = member.filter(|(name, _)| words::is_identifier(name)) else {
        return Outcome::Other;
    };
    members.push(Member { name: name.to_owned(), clr_type: ty.to_owned(), ..Member::default() });
    Outcome::Read
}

fn in_brackets(text: &str) -> Option<&str> {
    let ty = text.strip_prefix('(')?.strip_suffix(')')?;
    words::is_identifier(ty).then_some(ty)
}

/// Puts what the table says at its places in the request: the argument's name, and the types of members where they
/// say more than the engine's words.
pub(super) fn settle(argument: Argument, draft: &mut Draft) {
    let payload = &mut draft.request.payload;
    if payload.name.is_empty() {
        payload.name = argument.name;
    }
    let mut unknown = Vec::new();
    for member in argument.members {
        let row =
            payload.members.iter_mut().flatten().find(|row| row.name.eq_ignore_ascii_case(&member.name));
        let Some(row) = row else {
            unknown.push(format!("{} ({})", member.name, member.clr_type));
            continue;
        };
        if is_more(&row.ty, &member.clr_type) {
            row.ty = member.clr_type;
        }
        if row.description.is_empty() {
            row.description = member.description;
        } else if !member.description.is_empty() && row.description != member.description {
            row.description = format!("{}\n{}", row.description, member.description);
        }
    }
    own::add(TITLE, &unknown.join("\n"), draft);
}

/// Returns whether .NET's name of a type is one of those that the engine has one word for.
fn is_more(words: &str, clr_type: &str) -> bool {
    let names: &[&str] = match words {
        "integer" => &["Int16", "Int32", "Int64"],
        "unsigned integer" => &["UInt16", "UInt32", "UInt64"],
        "decimal number" => &["Single", "Double", "Decimal"],
        "date" => &["DateTime", "DateTimeOffset"],
        _ => &[],
    };
    names.contains(&clr_type)
}

//! The page of a type.

use super::draft::Assembled;
use super::lacking::{self, Lacking};
use super::section::text_of;
use super::words::{self, Meaning};
use super::{Column, Item, Table, finish, own, rows, values};
use crate::page::{Content, ModelKind, ModelPage, SampleContent};

/// The note on a page of a type without its name.
pub(crate) const NO_TYPE_NAME: &str = "The page has lost the type's name.";

/// A page of a type: a name, a comment, and a table of members or of values.
pub(super) fn model(items: &[Item]) -> Option<Assembled> {
    let mut notes = Vec::new();
    lacking::note_torn(items, &mut notes);
    let tables: Vec<(usize, &Table)> = items
        .iter()
        .enumerate()
        .filter_map(|(at, i)| if let Item::Table(t) = i { Some((at, t)) } else { None })
        .collect();
    let announced =
        items.iter().position(|i| text_of(i).is_some_and(|t| words::meaning(t) == Some(Meaning::EnumValues)));
    let found = tables.iter().find(|(at, t)| {
        t.column(&Column::Value).is_some()
            || (t.column(&Column::Type).is_some() && t.column(&Column::Name).is_some())
            || announced.is_some_and(|announced| *at > announced)
    });
    let (end, kind) = match found {
        Some((at, table)) if table.column(&Column::Value).is_some() || announced.is_some() => {
            (*at, ModelKind::Enum(values::of_table(table)))
        }
        Some((at, table)) => (*at, ModelKind::Members(rows::rows(table))),
        None if let Some(announced) = announced => {
            let listed = values::of_lines(items, announced + 1);
            if listed.is_none() {
                notes.push("The table of enumeration values is missing.".to_owned());
            }
            let (last, rows) = listed.unwrap_or((items.len(), Vec::new()));
            (last, ModelKind::Enum(rows))
        }
        // A type without members: its name, perhaps a comment, and `None.`.
        None => {
            let at = items.iter().position(|i| text_of(i).is_some_and(words::is_none))?;
            let name = items.get(..at)?.iter().filter_map(text_of).any(words::is_identifier);
            let nothing_else = items.len() <= 6 && at + 1 == items.len();
            (name && nothing_else).then_some((at, ModelKind::Members(Vec::new())))?
        }
    };
    let title = found.map(|(_, t)| t.title.clone()).unwrap_or_default();
    let announced = announced.or_else(|| {
        let is_template = |item: &Item| text_of(item).is_some_and(words::announces_enum_values);
        items.iter().position(is_template).filter(|_| matches!(kind, ModelKind::Enum(_)))
    });
    let above = announced.map_or(end, |announced| announced.min(end));
    let TypeHeading { name, summary } = name_and_summary(items.get(..above).unwrap_or_default(), title);
    if name.is_empty() {
        notes.push(NO_TYPE_NAME.to_owned());
    }
    let below: Vec<&str> = items
        .get(end + 1..)
        .unwrap_or_default()
        .iter()
        .filter_map(text_of)
        .filter(|text| !words::is_none(text) && !own::is_frame(text))
        .collect();
    if end < items.len() && !below.is_empty() {
        notes.push(format!("The page says below the table of `{name}`: {}", below.join(" | ")));
    }
    let is_sample = |item: &Item| matches!(item, Item::Sample(SampleContent::Text(_)));
    if items.iter().any(is_sample) {
        notes
            .push(format!("Not kept: the sample beside the table of `{name}`, as pages of types have none."));
    }
    if let ModelKind::Members(rows) = &kind {
        finish::note_lost_names(rows, "of the type's members", &mut notes);
        finish::note_hidden_members(rows, &name, &mut notes);
    }
    Some(Assembled {
        content: Content::Model(ModelPage { name, summary, kind }),
        notes,
        lacking: Lacking::default(),
    })
}

/// The items below the link that stands above each stock page; what is above it is the site's menu.
fn below_menu(items: &[Item]) -> &[Item] {
    let is_link = |item: &Item| {
        text_of(item).is_some_and(|text| words::undecorated(text).eq_ignore_ascii_case("Help Page Home"))
    };
    let start = items.iter().rposition(is_link).map_or(0, |at| at + 1);
    items.get(start..).filter(|below| below.iter().any(|item| text_of(item).is_some())).unwrap_or(items)
}

/// What the page of a type says above its table.
struct TypeHeading {
    name: String,
    summary: String,
}

fn name_and_summary(items: &[Item], title: String) -> TypeHeading {
    let texts: Vec<(bool, &str)> = below_menu(items)
        .iter()
        .filter_map(|item| Some((matches!(item, Item::Heading { level: 1.., .. }), text_of(item)?)))
        .filter(|(_, text)| words::meaning(text) != Some(Meaning::EnumValues))
        .collect();
    // The last heading of the HTML, else the first line: a menu's lines stand before headings only.
    let heading = texts.iter().rposition(|(heading, text)| *heading && words::is_type(text));
    // A menu's words can be a type's too, where nothing else can.
    let is_name = |(_, text): &(bool, &str)| words::is_type(text);
    let line = texts.iter().position(|of| is_name(of) && !own::is_frame(of.1));
    let line = line.or_else(|| texts.iter().position(is_name));
    let (name, from) = match heading.or(line) {
        Some(at) if title.is_empty() => (texts.get(at).map_or("", |t| t.1).to_owned(), at + 1),
        at => (title, at.unwrap_or(0)),
    };
    let summary: Vec<&str> = texts
        .iter()
        .skip(from)
        .map(|t| t.1)
        .filter(|t| !words::is_no_documentation(t) && *t != name)
        .collect();
    // A type's comment can be just its name: only a second line of the same text is the comment.
    let repeated = texts.iter().skip(from).any(|t| t.1 == name);
    let summary = if summary.is_empty() && repeated { name.clone() } else { summary.join("\n") };
    TypeHeading { name, summary }
}

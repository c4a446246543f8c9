//! The titles of tables with words around the class: `Box (the box to add)`, `The box to add BoxInput`.
//!
//! The engine writes the bare name, and no name of C# has a blank: the words are a site's, on what is sent or comes
//! back, or the comment above the name that an extractor has put on the same line.

use super::words;
use super::{Column, Item, Line, Table};

/// Puts the words of such titles on a line of their own above the table, which has the class alone for its title.
pub(super) fn settle(items: Vec<Item>) -> Vec<Item> {
    let found: Vec<(usize, String, String)> = (0..items.len())
        .filter_map(|at| {
            let Titled { class, said } = titled(&items, at)?;
            Some((at, class.to_owned(), said.to_owned()))
        })
        .collect();
    let mut items = items;
    for (at, class, said) in found.into_iter().rev() {
        match items.get_mut(at) {
            Some(Item::Line(line)) => line.text = said,
            Some(Item::Table(_)) => items.insert(at, Item::line(said)),
            _ => continue,
        }
        if let Some(Item::Table(table)) = items.get_mut(at + 1) {
            table.title = class;
        }
    }
    items
}

/// A title with its words.
struct Titled<'t> {
    class: &'t str,
    said: &'t str,
}

/// Reads the title of a table at a position, which is the table's own or the line directly above.
fn titled(items: &[Item], at: usize) -> Option<Titled<'_>> {
    match items.get(at..)? {
        [Item::Table(table), ..] if is_of_members(table) => {
            parts(&table.title).or_else(|| behind_comment(&table.title))
        }
        [Item::Line(Line { text, .. }), Item::Table(table), ..]
            if is_of_members(table) && table.title.is_empty() =>
        {
            parts(text)
        }
        _ => None,
    }
}

fn is_of_members(table: &Table) -> bool {
    table.column(&Column::Name).is_some() && table.column(&Column::Type).is_some()
}

/// Parts `Box (the box to add)`.
fn parts(text: &str) -> Option<Titled<'_>> {
    let text = text.trim();
    if words::is_type(text) {
        return None;
    }
    let (class, said) = text.strip_suffix([')', '）'])?.split_once(['(', '（'])?;
    let (class, said) = (class.trim(), said.trim());
    let has_brackets = said.contains(['(', '（', ')', '）']);
    let is_titled = words::is_type(class) && !said.is_empty() && !has_brackets;
    is_titled.then_some(Titled { class, said })
}

/// Parts `The box to add BoxInput`.
fn behind_comment(text: &str) -> Option<Titled<'_>> {
    let text = text.trim();
    if words::is_type(text) || words::type_in_words(text).is_some() {
        return None;
    }
    let composed = words::type_at_end(text).filter(|ty| words::begins_composed_type(ty));
    let class = composed.or_else(|| {
        let (_, last) = text.rsplit_once(' ')?;
        // Of a name of several words each may be written with a capital.
        let is_named =
            words::is_class_name(last) || (words::is_type(last) && last.starts_with(char::is_uppercase));
        is_named.then_some(last)
    })?;
    let said = text.strip_suffix(class)?.trim();
    let is_comment =
        said.ends_with(['.', '!', ':']) || said.split(' ').any(|word| word.starts_with(char::is_lowercase));
    (is_comment && !words::is_lead(said)).then_some(Titled { class, said })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(title: &str) -> Item {
        let columns = vec![Column::Name, Column::Type];
        Item::Table(Table { title: title.to_owned(), columns, ..Table::default() })
    }

    #[test]
    fn words_before_a_class_are_a_comment() {
        let line = |text: &str| Item::line(text);
        for (title, class, said) in [
            ("The new box BoxInput", "BoxInput", "The new box"),
            ("What is added. BoxInput", "BoxInput", "What is added."),
            ("All boxes Collection of Box", "Collection of Box", "All boxes"),
        ] {
            assert_eq!(settle(vec![table(title)]), [line(said), table(class)]);
        }
        assert_eq!(settle(vec![table("What is in a Box")]), [line("What is in a"), table("Box")]);
        for same in [
            vec![table("Box Input")],
            vec![table("the box")],
            vec![table("Collection of Box")],
            // The class may be lost.
            vec![line("It depends on the BoxKind"), table("")],
        ] {
            assert_eq!(settle(same.clone()), same);
        }
    }

    #[test]
    fn words_behind_a_class_are_a_comment() {
        let line = |text: &str| Item::line(text);
        for (title, class, said) in [
            ("Box (the box to add)", "Box", "the box to add"),
            ("Collection of Box (all boxes)", "Collection of Box", "all boxes"),
            ("Box（箱子对象）", "Box", "箱子对象"),
        ] {
            assert_eq!(settle(vec![table(title)]), [line(said), table(class)]);
            assert_eq!(settle(vec![line(title), table("")]), [line(said), table(class)]);
        }
        for same in [
            vec![table("Box")],
            vec![table("Page(Of Box)")],
            vec![line("All of the boxes (the new ones)"), table("")],
            vec![line("Box (the box to add)"), table("Box")],
            vec![line("Box (the box to add)"), line("None."), table("")],
            vec![table("")],
        ] {
            assert_eq!(settle(same.clone()), same);
        }
    }
}

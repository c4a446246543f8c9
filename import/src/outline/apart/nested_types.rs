//! Types that a site lists on the page of an operation, below the table that names them: each is what other
//! sites have a page of its own for.

use std::collections::HashSet;

use crate::outline::{Column, Item, Table, text_of, words};

/// How many lines of comment stand between a type's name and its table.
const MOST_BETWEEN: usize = 2;

/// Takes the types out of the items of an operation: each has its name, its comment and its table.
pub(super) fn take(items: Vec<Item>) -> (Vec<Item>, Vec<Vec<Item>>) {
    let named = named(&items);
    let mut types: Vec<std::ops::Range<usize>> = Vec::new();
    let mut has_table = false;
    let mut at = 0;
    while let Some(item) = items.get(at) {
        let begins = has_table
            && match item {
                Item::Table(table) => named.contains(table.title.as_str()) && is_of_type(table),
                _ => text_of(item).is_some_and(|text| named.contains(words::undecorated(text))),
            };
        if begins && let Some(length) = length_of(items.get(at..).unwrap_or_default()) {
            types.push(at..at + length);
            at += length;
            continue;
        }
        match item {
            Item::Table(table) => has_table |= is_of_type(table),
            Item::Heading { text, .. } if words::meaning(text).is_some() => has_table = false,
            _ => {}
        }
        at += 1;
    }
    if types.is_empty() {
        return (items, Vec::new());
    }
    let mut rest = Vec::with_capacity(items.len());
    let mut taken: Vec<Vec<Item>> = vec![Vec::new(); types.len()];
    let mut next = 0;
    for (at, item) in items.into_iter().enumerate() {
        while types.get(next).is_some_and(|range| range.end <= at) {
            next += 1;
        }
        match types.get(next).filter(|range| range.contains(&at)).and_then(|_| taken.get_mut(next)) {
            Some(of_type) => of_type.push(item),
            None => rest.push(item),
        }
    }
    (rest, taken)
}

/// The classes that tables name as the types of members or parameters.
fn named(items: &[Item]) -> HashSet<String> {
    let tables =
        items.iter().filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None });
    let types = tables.flat_map(|table| {
        let at = table.column(&Column::Type);
        table.rows.iter().filter_map(move |row| row.get(at?)?.parts.first())
    });
    let last = types.filter_map(|ty| ty.rsplit(' ').next());
    last.filter(|name| words::is_identifier(name) && !words::is_stock_type(name)).map(str::to_owned).collect()
}

fn is_of_type(table: &Table) -> bool {
    let has = |column: &Column| table.column(column).is_some();
    has(&Column::Value) || (has(&Column::Type) && has(&Column::Name))
}

/// Returns how many items there are from a type's name to its table.
fn length_of(items: &[Item]) -> Option<usize> {
    let table = items.iter().take(MOST_BETWEEN + 2).position(|item| matches!(item, Item::Table(_)))?;
    let (above, rest) = items.split_at_checked(table)?;
    let are_lines = above.iter().skip(1).all(|item| matches!(item, Item::Line(_)));
    let fits = matches!(rest.first(), Some(Item::Table(of)) if is_of_type(of) && (table == 0 || of.title.is_empty()));
    (are_lines && fits).then_some(table + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::Cell;

    fn line(text: &str) -> Item {
        Item::line(text)
    }

    fn table(title: &str, second: Column, rows: &[[&str; 2]]) -> Item {
        let cell = |text: &&str| Cell::of(*text);
        Item::Table(Table {
            title: title.to_owned(),
            columns: vec![Column::Name, second],
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            ..Table::default()
        })
    }

    #[test]
    fn types_below_the_table_that_names_them_are_taken() {
        let heading = |text: &str| Item::Heading { level: 3, text: text.to_owned() };
        let kite = table("", Column::Type, &[["Colour", "Colour"], ["Tails", "Collection of Tail"]]);
        let colour = table("", Column::Value, &[["Red", "0"]]);
        let tail = table("Tail", Column::Type, &[["Length", "integer"]]);
        let codes = table("", Column::Value, &[["Bad", "400"]]);
        let items = vec![
            heading("Body Parameters"),
            line("Kite"),
            kite.clone(),
            heading("Colour"),
            line("What it looks like."),
            colour.clone(),
            tail.clone(),
            line("Codes"),
            codes.clone(),
            heading("Response Information"),
            line("Colour"),
            colour.clone(),
        ];
        let (rest, types) = take(items.clone());
        assert_eq!(types, [items.get(3..6).unwrap_or_default().to_vec(), vec![tail]]);
        let mut left = items.get(..3).unwrap_or_default().to_vec();
        left.extend(items.get(7..).unwrap_or_default().iter().cloned());
        assert_eq!(rest, left);
    }
}

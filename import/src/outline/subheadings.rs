//! Headings that sites put below those of the engine: the class above the table of its members, the word for
//! members, and `Body` below `Response`.

use super::draft::{Which, which};
use super::words::{self, Meaning};
use super::{Column, Item, Line};

/// Makes of each what stands in its place on stock pages.
pub(super) fn settle(items: Vec<Item>) -> Vec<Item> {
    let found = found(&items);
    if found.iter().all(|found| *found == Subheading::None) {
        return items;
    }
    items.into_iter().zip(found).filter_map(|(item, found)| in_place_of(item, found)).collect()
}

/// Returns what each of the items is.
fn found(items: &[Item]) -> Vec<Subheading> {
    let mut above = Above::default();
    let mut rest = items;
    let mut found = Vec::with_capacity(items.len());
    while let Some((item, below)) = rest.split_first() {
        rest = below;
        found.push(above.go_on(item, below));
    }
    found
}

fn in_place_of(item: Item, found: Subheading) -> Option<Item> {
    match (found, item) {
        (Subheading::Members, _) => None,
        (Subheading::RequestBody, _) => Some(Item::Heading { level: 0, text: "Request Body".to_owned() }),
        (Subheading::ResponseBody, Item::Heading { level, text }) => {
            Some(Item::Heading { level, text: format!("Response {text}") })
        }
        (Subheading::Class, Item::Heading { text, .. }) => {
            Some(Item::Line(Line::loose(words::undecorated(&text))))
        }
        (_, item) => Some(item),
    }
}

/// What a heading or a line is that stands below a heading of the engine's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subheading {
    /// None of these.
    None,
    /// `Body`, below `Response`.
    ResponseBody,
    /// The word for the model below the heading of the whole request: what stands above it is not the body's.
    RequestBody,
    /// The name of the class whose members the table below lists.
    Class,
    /// The word for what the table below lists.
    Members,
}

/// What stands above an item.
#[derive(Default)]
struct Above {
    /// The engine's heading.
    section: Option<Meaning>,
    /// Whose heading was the last one that says `Request` or `Response` alone.
    side: Option<Which>,
    /// What comes back has a heading of its own already.
    is_described: bool,
    /// A table has stood below the section's heading.
    has_table: bool,
}

impl Above {
    /// Returns what an item is, and takes it in.
    fn go_on(&mut self, item: &Item, below: &[Item]) -> Subheading {
        match item {
            Item::Heading { text, .. } => {
                let found = self.what_is(text, below);
                match found {
                    Subheading::None => self.enter(text),
                    Subheading::ResponseBody => {
                        self.section = Some(Meaning::ResourceDescription);
                        (self.is_described, self.has_table) = (true, false);
                    }
                    Subheading::Class | Subheading::Members | Subheading::RequestBody => {}
                }
                found
            }
            Item::Line(line) if self.is_word_for_members(&line.text, below) => {
                let is_model = words::is_word_for_model(words::undecorated(&line.text));
                if !(is_model && self.section == Some(Meaning::RequestInfo)) {
                    return Subheading::Members;
                }
                self.section = Some(Meaning::BodyParameters);
                Subheading::RequestBody
            }
            Item::Table(_) => {
                self.has_table = true;
                Subheading::None
            }
            Item::Line(_) | Item::Media(_) | Item::Sample(_) => Subheading::None,
        }
    }

    fn enter(&mut self, heading: &str) {
        self.section = words::meaning(heading);
        self.has_table = false;
        match self.section {
            Some(Meaning::RequestInfo) => self.side = Some(Which::Request),
            Some(Meaning::ResponseInfo) => self.side = Some(Which::Response),
            Some(Meaning::ResourceDescription | Meaning::ResponseFormats) => self.is_described = true,
            _ => {}
        }
    }

    /// Returns whether a table of members can stand here.
    fn awaits_members(&self) -> bool {
        let is_of_members = matches!(
            self.section,
            Some(
                Meaning::BodyParameters
                    | Meaning::ResourceDescription
                    | Meaning::RequestInfo
                    | Meaning::ResponseInfo
            )
        );
        is_of_members && !self.has_table
    }

    fn is_word_for_members(&self, text: &str, below: &[Item]) -> bool {
        let text = words::undecorated(text);
        // A class of that name stands right above its table.
        let is_model = words::is_word_for_model(text) && matches!(below.first(), Some(Item::Line(_)));
        self.awaits_members() && (words::is_listed(text) || is_model) && next_is_of_members(below)
    }

    fn what_is(&self, heading: &str, below: &[Item]) -> Subheading {
        if words::is_body(heading) && self.side == Some(Which::Response) && !self.is_described {
            return Subheading::ResponseBody;
        }
        if !self.awaits_members() || words::meaning(heading).is_some() {
            return Subheading::None;
        }
        let name = words::undecorated(heading);
        let lists_members = next_is_of_members(below);
        if self.is_word_for_members(heading, below) {
            return Subheading::Members;
        }
        let is_sure = words::is_class_name(name) || (words::is_stock_type(name) && name.contains(' '));
        // A word of a language is a class only where nothing else can stand.
        let is_in_place =
            matches!(self.section, Some(Meaning::BodyParameters | Meaning::ResourceDescription));
        let is_word = is_in_place && words::is_type(name) && !words::is_of_headers(name);
        let is_class =
            if lists_members { is_sure || is_word } else { is_sure && is_in_place && ends_section(below) };
        if is_class && self.section.and_then(which).is_some() { Subheading::Class } else { Subheading::None }
    }
}

/// Returns whether a table of members is next, below no more than a comment.
fn next_is_of_members(items: &[Item]) -> bool {
    const MOST: usize = 2;
    let at = items.iter().take(MOST + 1).position(|item| !matches!(item, Item::Line(_)));
    matches!(at.and_then(|at| items.get(at)), Some(Item::Table(table))
        if table.column(&Column::Name).is_some() && table.column(&Column::Type).is_some())
}

/// Returns whether nothing is below that belongs to a class.
fn ends_section(items: &[Item]) -> bool {
    matches!(items.first(), None | Some(Item::Heading { .. } | Item::Media(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::{Cell, Table};

    fn heading(text: &str) -> Item {
        Item::Heading { level: 3, text: text.to_owned() }
    }

    fn table() -> Item {
        let cell = |text: &str| Cell::of(text);
        Item::Table(Table {
            columns: vec![Column::Name, Column::Type],
            rows: vec![vec![cell("Id"), cell("integer")]],
            ..Table::default()
        })
    }

    #[test]
    fn a_class_above_its_table_is_the_type() {
        let class = |text: &str| Item::Line(Line::loose(text));
        for name in ["OrderModel", "Order", "Collection of Order"] {
            let items = vec![heading("Body Parameters"), heading(name), table()];
            assert_eq!(settle(items), [heading("Body Parameters"), class(name), table()], "{name}");
        }
        for name in ["Headers", "How to call it", "Remarks", "Status codes"] {
            let items = vec![heading("Body Parameters"), heading(name), table()];
            assert_eq!(settle(items.clone()), items, "{name}");
        }
        // Below the table another one begins.
        let items = vec![heading("Body Parameters"), table(), heading("OrderModel"), table()];
        assert_eq!(settle(items.clone()), items);
    }

    #[test]
    fn the_word_for_members_is_no_section() {
        let items = vec![heading("Request Body"), heading("Properties"), table()];
        assert_eq!(settle(items), [heading("Request Body"), table()]);
    }

    #[test]
    fn the_word_for_a_model_is_none_either_unless_it_is_the_class() {
        let class = || Item::Line(Line::loose("Order"));
        let items = vec![heading("Request Body"), Item::line("Modelo:"), class(), table()];
        assert_eq!(settle(items), [heading("Request Body"), class(), table()]);
        let items = vec![heading("Request Body"), Item::line("Model"), table()];
        assert_eq!(settle(items.clone()), items);
    }

    #[test]
    fn the_word_for_a_model_begins_the_body_below_the_whole_request() {
        let class = || Item::Line(Line::loose("Order"));
        let items = vec![
            heading("Request Information"),
            Item::line("Log in."),
            Item::line("Model:"),
            class(),
            table(),
        ];
        let settled = settle(items);
        let texts: Vec<&str> = settled.iter().filter_map(crate::outline::text_of).collect();
        assert_eq!(texts, ["Request Information", "Log in.", "Request Body", "Order"]);
    }

    #[test]
    fn a_body_below_the_response_is_the_response_s() {
        let items = ["Request", "Body", "Response", "Body"].map(heading).to_vec();
        assert_eq!(settle(items), ["Request", "Body", "Response", "Response Body"].map(heading));
    }
}

//! The types of payloads whose pages do not name them: what XML calls the root is the name.

use std::collections::HashSet;

use super::site::{LooseRows, Site};
use crate::{
    infer::{
        model::Remark,
        pages::raw_endpoint::PayloadKey,
        samples::{
            cut_xml::CutRoot,
            json::Json,
            xml::{Element, decode},
        },
        wording::words::PageType,
    },
    page::{NameEnd, Row},
};

/// The type of a payload whose table has lost its title.
pub(crate) struct LooseType {
    /// What the table's type is called.
    pub(crate) name: String,
    /// The payload's type: the table's, or a list of it.
    pub(crate) ty: PageType,
}

/// Whether a payload is one value or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PayloadShape {
    One,
    List,
}

impl PayloadShape {
    /// Finds it in the samples.
    pub(crate) fn find(json: Option<&Json>, xml: Option<&Element>) -> Self {
        let is_list = matches!(json, Some(Json::Array(_)))
            || (json.is_none() && xml.is_some_and(|root| root.name.starts_with("ArrayOf")));
        if is_list { Self::List } else { Self::One }
    }

    /// Returns the payload's type, given that of its value or of its items.
    pub(crate) fn of(self, ty: PageType) -> PageType {
        match self {
            Self::One => ty,
            Self::List => PageType::List(Box::new(ty)),
        }
    }
}

/// Finds the type of a table that has lost its title: it is called as XML calls the root, or the items of a
/// list, else by a name of our own.
pub(crate) fn of_loose_rows(
    site: &mut Site,
    key: PayloadKey,
    made_up: &str,
    json: Option<&Json>,
    xml: Option<&Element>,
    cut_root: Option<&CutRoot<'_>>,
) -> Option<LooseType> {
    let LooseRows { rows, end } = site.loose_rows.remove(&key)?;
    if !matches!(json, Some(Json::Object(_) | Json::Array(_)) | None) {
        return None;
    }
    let shape = PayloadShape::find(json, xml);
    let (element, own) = match shape {
        PayloadShape::One => (xml, made_up.to_owned()),
        PayloadShape::List => (xml.and_then(|root| root.children.first()), format!("{made_up}Item")),
    };
    // XML that is cut off in the root's tag shows the root's name all the same.
    let cut_root = cut_root.filter(|root| shape == PayloadShape::One && root.name_end == NameEnd::Shown);
    let title = match (element, cut_root) {
        (Some(element), _) => decode(&element.name),
        (None, Some(root)) => decode(root.name),
        (None, None) => name_of_rows(site, own, &rows),
    };
    let id = site.registry.of_page(&title);
    let source =
        site.endpoints.get(key.operation).map(|endpoint| endpoint.source.clone()).unwrap_or_default();
    if let Some(of) = site.registry.get_mut(id) {
        match &mut of.rows {
            // What one table says, the other may be cut before.
            Some(known) if goes_on(&rows, known) && rows.len() > known.len() => {
                (*known, of.table_end) = (rows, end);
            }
            Some(known) if goes_on(known, &rows) => {}
            // XML calls both so: they are one class.
            Some(known) => {
                let names: HashSet<String> = known.iter().map(|row| row.name.clone()).collect();
                known.extend(rows.into_iter().filter(|row| !names.contains(&row.name)));
            }
            none => (*none, of.table_end) = (Some(rows), end),
        }
        if of.source.location.is_empty() {
            of.source = source;
        }
    }
    if let Some(endpoint) = site.endpoints.get_mut(key.operation) {
        let what = key.direction.word();
        let text = format!("the page does not name the {what}'s type: `{title}` is taken");
        endpoint.remarks.push(Remark::inferred(text));
    }
    let ty = shape.of(PageType::Named(title.clone()));
    Some(LooseType { name: title, ty })
}

/// Returns the name of our own for the type of a table: the next free one if another table with other members has it.
fn name_of_rows(site: &mut Site, name: String, rows: &[Row]) -> String {
    let is_of = |site: &Site, name: &str| {
        let known =
            site.registry.known_page(name).and_then(|id| site.registry.types.get(id)?.rows.as_deref());
        known.is_none_or(|known| goes_on(known, rows) || goes_on(rows, known))
    };
    if is_of(site, &name) {
        return name;
    }
    for number in 2..=site.registry.types.len() {
        let other = format!("{name}{number}");
        if !site.registry.is_taken(&other) {
            break;
        }
        if is_of(site, &other) {
            return other;
        }
    }
    site.registry.numbered(&name)
}

/// Returns whether a table begins with all rows of another one, the last of which may be cut.
fn goes_on(table: &[Row], start: &[Row]) -> bool {
    let mut pairs = start.iter().zip(table).enumerate();
    start.len() <= table.len()
        && pairs.all(|(at, (row, other))| {
            row.name == other.name
                && (row.ty == other.ty || (at + 1 == start.len() && start.len() < table.len()))
        })
}

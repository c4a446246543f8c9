//! Fills a page of one operation from its sections.

use super::assemble::Section;
use super::words::{self, Meaning};
use super::{Cell, Column, Item, Line, Table, codes, samples};
use crate::page::{ApiPage, Payload, Row, Sample, SampleContent};

/// A page in the making.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) page: ApiPage,
    pub(crate) notes: Vec<String>,
    pub(crate) request: Side,
    pub(crate) response: Side,
    /// The headings that were met.
    pub(crate) met: Vec<Meaning>,
    /// Tables that stand where none belongs.
    pub(crate) loose_tables: Vec<Table>,
    /// Samples without media types, with the side they stand on.
    pub(crate) loose_samples: Vec<(Option<Which>, Sample)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Request,
    Response,
}

/// Body or response.
#[derive(Default)]
pub(crate) struct Side {
    pub(crate) payload: Payload,
    /// The page says that there is something, even if it does not say what.
    pub(crate) present: bool,
}

impl Draft {
    pub(crate) fn side(&mut self, which: Which) -> &mut Side {
        match which {
            Which::Request => &mut self.request,
            Which::Response => &mut self.response,
        }
    }

    pub(crate) fn method(&self) -> &str {
        self.page.heading.split(' ').next().unwrap_or_default()
    }

    /// A name is one of the braces in the path or query.
    pub(crate) fn in_heading(&self, name: &str) -> bool {
        let name = samples::folded(name);
        self.page.heading.split('{').skip(1).any(|part| {
            let inner = part.split('}').next().unwrap_or_default();
            // `codes[0]` in the heading is `codes` in the table, `a.A` is `A`.
            let plain = inner.split('[').next().unwrap_or_default();
            samples::folded(plain) == name
                || plain.rsplit('.').next().is_some_and(|last| samples::folded(last) == name)
        })
    }
}

fn which(meaning: Meaning) -> Option<Which> {
    match meaning {
        Meaning::RequestInfo
        | Meaning::UriParameters
        | Meaning::Parameters
        | Meaning::BodyParameters
        | Meaning::RequestFormats => Some(Which::Request),
        Meaning::ResponseInfo | Meaning::ResourceDescription | Meaning::ResponseFormats => {
            Some(Which::Response)
        }
        Meaning::Status | Meaning::EnumValues => None,
    }
}

/// `POST https://host/api/x` is method and path, and the service's address.
pub(crate) fn heading(text: &str, draft: &mut Draft) {
    let Some((method, path)) = words::operation(text) else {
        text.clone_into(&mut draft.page.heading);
        return;
    };
    let mut path = path;
    if path.starts_with("http://") || path.starts_with("https://") {
        let after = path.find("://").map_or(0, |at| at + 3);
        let host_end = path.get(after..).and_then(|rest| rest.find('/')).map_or(path.len(), |at| after + at);
        if let Some((base, rest)) = path.split_at_checked(host_end) {
            draft.page.base_url = Some(base.to_owned());
            path = rest.trim_start_matches('/');
        }
    }
    draft.page.heading = format!("{method} {path}");
}

/// What stands before the heading: menus, mostly, but samples and tables too where a scraper has put them first.
pub(crate) fn preamble(items: Vec<Item>, draft: &mut Draft) {
    for item in items {
        match item {
            Item::Table(table) => draft.loose_tables.push(table),
            Item::Sample(content) => loose_sample(content, None, draft),
            Item::Heading { .. } | Item::Line(_) | Item::Media(_) => {}
        }
    }
}

fn loose_sample(content: SampleContent, which: Option<Which>, draft: &mut Draft) {
    if let SampleContent::Text(text) = &content
        && let Some(media) = samples::Shape::of(text).media_type()
    {
        draft.loose_samples.push((which, Sample { media_types: vec![media.to_owned()], content }));
    }
}

pub(crate) fn sections(sections: Vec<Section>, draft: &mut Draft) {
    for section in sections {
        if let Some(meaning) = section.meaning {
            draft.met.push(meaning);
        }
        one(section, draft);
    }
}

fn one(section: Section, draft: &mut Draft) {
    let side = section.meaning.and_then(which);
    let rest = take_samples(section.items, side, draft);
    match section.meaning {
        None if draft.met.is_empty() => {
            draft.page.summary = doc(&texts(&rest));
            // Their headings are lost.
            draft.loose_tables.extend(tables(&rest).cloned());
        }
        None | Some(Meaning::Status | Meaning::EnumValues) => {
            codes::read(&section.title, &rest, section.meaning, draft);
        }
        Some(Meaning::UriParameters) => {
            for table in tables(&rest) {
                uri_parameters(rows(table), draft);
            }
        }
        Some(Meaning::RequestInfo | Meaning::Parameters) => {
            for table in tables(&rest) {
                parameters(table, draft);
            }
        }
        Some(Meaning::BodyParameters) => payload(&rest, Which::Request, draft),
        Some(Meaning::ResourceDescription) => payload(&rest, Which::Response, draft),
        Some(Meaning::ResponseInfo) => {
            if tables(&rest).next().is_some() {
                payload(&rest, Which::Response, draft);
            } else {
                // The comment of 5.0's pages, which have no type.
                let doc = doc(&texts(&rest));
                if !doc.is_empty() && !words::is_none(&doc) {
                    draft.response.payload.doc = doc;
                    draft.response.present = true;
                }
            }
        }
        Some(Meaning::RequestFormats | Meaning::ResponseFormats) => {
            draft.loose_tables.extend(tables(&rest).cloned());
        }
    }
}

/// One extractor writes short tables twice.
fn uri_parameters(rows: Vec<Row>, draft: &mut Draft) {
    for row in rows {
        if !draft.page.uri_parameters.contains(&row) {
            draft.page.uri_parameters.push(row);
        }
    }
}

pub(super) fn tables(items: &[Item]) -> impl Iterator<Item = &Table> {
    items.iter().filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None })
}

pub(super) fn texts(items: &[Item]) -> Vec<&Line> {
    items.iter().filter_map(|item| if let Item::Line(line) = item { Some(line) } else { None }).collect()
}

/// A comment; "No documentation available." is none.
fn doc(lines: &[&Line]) -> String {
    let texts: Vec<&str> = lines
        .iter()
        .map(|line| line.text.as_str())
        .filter(|text| !words::is_no_documentation(text))
        .collect();
    texts.join("\n")
}

/// Moves the samples of a section to its side; hands back everything else.
fn take_samples(items: Vec<Item>, side: Option<Which>, draft: &mut Draft) -> Vec<Item> {
    let mut rest = Vec::new();
    let mut media: Option<Vec<String>> = None;
    let mut pending = false;
    for item in items {
        match item {
            Item::Media(types) => {
                close(&mut pending, media.as_deref(), side, draft);
                media = Some(types);
                pending = true;
            }
            Item::Sample(content) => match (&media, side) {
                (Some(types), Some(which)) => {
                    pending = false;
                    draft.side(which).payload.samples.push(Sample { media_types: types.clone(), content });
                }
                _ => loose_sample(content, side, draft),
            },
            // The words in place of a sample; the label before it is none.
            Item::Line(line) if pending && !is_label(&line.text) => {
                pending = false;
                let content = match samples::content(&line.text) {
                    SampleContent::Text(text) if samples::Shape::of(&text) == samples::Shape::Other => {
                        SampleContent::Failed(text)
                    }
                    content => content,
                };
                if let (Some(types), Some(which)) = (&media, side) {
                    draft.side(which).payload.samples.push(Sample { media_types: types.clone(), content });
                }
            }
            Item::Line(line) if pending && is_label(&line.text) => {}
            other => rest.push(other),
        }
    }
    close(&mut pending, media.as_deref(), side, draft);
    rest
}

/// Media types with nothing below them: some layouts drop the warning box in which the engine says why.
fn close(pending: &mut bool, media: Option<&[String]>, side: Option<Which>, draft: &mut Draft) {
    if *pending && let (Some(types), Some(which)) = (media, side) {
        let sample = Sample { media_types: types.to_vec(), content: SampleContent::NotAvailable };
        draft.side(which).payload.samples.push(sample);
    }
    *pending = false;
}

pub(crate) fn is_label(text: &str) -> bool {
    text.ends_with(':') && text.split_whitespace().count() <= 3
}

/// Comment, type and members of a body or response.
fn payload(items: &[Item], which: Which, draft: &mut Draft) {
    let at = items.iter().position(|item| matches!(item, Item::Table(_)));
    let lines = texts(items.get(..at.unwrap_or(items.len())).unwrap_or_default());
    let table =
        at.and_then(|at| items.get(at)).and_then(|i| if let Item::Table(t) = i { Some(t) } else { None });
    // More tables below the first are another's (status codes, headers) unless nothing else can be.
    let more: Vec<Table> =
        items.iter().skip(at.map_or(items.len(), |at| at + 1)).filter_map(as_table).collect();
    draft.loose_tables.extend(more);
    let side = draft.side(which);
    let (doc_lines, ty) = match table {
        Some(table) if !table.title.is_empty() => (lines, table.title.clone()),
        Some(_) => type_above_table(lines),
        None => type_alone(lines),
    };
    let text = doc(&doc_lines);
    if side.payload.doc.is_empty() {
        side.payload.doc = text;
    }
    if let Some(ty) = Some(ty).filter(|ty| !ty.is_empty()) {
        side.payload.ty = ty;
        side.present = true;
    }
    if let Some(table) = table {
        side.payload.members = Some(rows(table));
        side.present = true;
    }
}

fn as_table(item: &Item) -> Option<Table> {
    if let Item::Table(table) = item { Some(table.clone()) } else { None }
}

/// The type directly above the table of its members.
fn type_above_table(mut lines: Vec<&Line>) -> (Vec<&Line>, String) {
    if let Some(at) = lines.iter().rposition(|line| line.loose) {
        let line = lines.remove(at);
        return (lines, line.text.clone());
    }
    match lines.last() {
        Some(line) if words::is_stock_type(&line.text) || words::is_identifier(&line.text) => {
            let ty = line.text.clone();
            lines.pop();
            (lines, ty)
        }
        _ => (lines, String::new()),
    }
}

/// A type without a table, or `None.` for no type at all.
fn type_alone(mut lines: Vec<&Line>) -> (Vec<&Line>, String) {
    let none = lines.iter().rposition(|line| words::is_none(&line.text));
    if let Some(at) = lines.iter().rposition(|line| line.loose && !words::is_none(&line.text)) {
        let ty = lines.remove(at).text.clone();
        lines.retain(|line| !words::is_none(&line.text));
        return (lines, ty);
    }
    if let Some(at) = none {
        lines.truncate(at);
        // `IHttpActionResult`, `Object`: complex, but without members. A comment of one plain word is a comment.
        let ty = match lines.last() {
            Some(line) if words::is_stock_type(&line.text) || words::is_class_name(&line.text) => {
                line.text.clone()
            }
            _ => return (lines, String::new()),
        };
        lines.pop();
        return (lines, ty);
    }
    let stock = lines.iter().rposition(|line| words::is_stock_type(&line.text));
    let named = lines.iter().rposition(|line| words::is_identifier(&line.text));
    match stock.or(named) {
        Some(at) => {
            let ty = lines.get(at).map(|line| line.text.clone()).unwrap_or_default();
            // Lines below the type are the site's own.
            lines.truncate(at);
            (lines, ty)
        }
        None => (lines, String::new()),
    }
}

/// The one table of the pages of 5.0, for URI and body: its last column says which.
fn parameters(table: &Table, draft: &mut Draft) {
    let typed = table.column(&Column::Type).is_some();
    let mut members = Vec::new();
    for mut row in rows(table) {
        let source = row.annotations.join(" ").to_lowercase();
        if row.annotations.iter().any(|a| a.starts_with("Define this parameter in the request")) {
            row.annotations.clear();
        }
        let in_body =
            ["body", "brödtext", "corps", "cuerpo", "corpo", "тел"].iter().any(|w| source.contains(w));
        let in_uri = draft.in_heading(&row.name) || source.contains("uri") || source.contains("url");
        let bodiless = matches!(draft.method(), "GET" | "HEAD" | "DELETE" | "OPTIONS");
        if (in_uri || bodiless) && !in_body {
            uri_parameters(vec![row], draft);
        } else if typed && !in_body {
            members.push(row);
        } else {
            draft.request.present = true;
            if draft.request.payload.doc.is_empty() {
                draft.request.payload.doc = row.description;
            }
        }
    }
    if !members.is_empty() {
        draft.request.present = true;
        draft.request.payload.members = Some(members);
    }
}

/// The rows of a table of parameters or members.
pub(crate) fn rows(table: &Table) -> Vec<Row> {
    table.rows.iter().map(|cells| row(table, cells)).filter(|row| *row != Row::default()).collect()
}

fn row(table: &Table, cells: &[Cell]) -> Row {
    let mut out = Row::default();
    for (column, cell) in table.columns.iter().zip(cells) {
        match column {
            Column::Name | Column::Api => out.name = cell.text(),
            Column::Description => {
                let text = cell.text();
                out.description = if words::is_no_documentation(&text) { String::new() } else { text };
            }
            Column::Type => out.ty = cell.text(),
            Column::Annotations => {
                let parts = cell.parts.iter().filter(|part| !words::is_none(part));
                out.annotations.extend(parts.flat_map(|part| words::split_annotations(part)));
            }
            Column::Value | Column::Other(_) => {}
        }
    }
    // What only this site's tables have is kept as an annotation, after the engine's own.
    for (column, cell) in table.columns.iter().zip(cells) {
        if let Column::Other(heading) = column {
            let text = cell.text();
            if !text.is_empty() && !words::is_none(&text) {
                out.annotations.push(format!("{heading}: {text}"));
            }
        }
    }
    out
}

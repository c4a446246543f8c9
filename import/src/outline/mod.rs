//! A page as a row of items, whatever it was written in: what [`html`](crate::html) and [`text`](crate::text)
//! make of a source, and what a [`Page`](crate::page::Page) is put together from.

mod apart;
mod arguments;
mod assemble;
mod authentication;
mod base_address;
mod bullets;
mod codes;
mod cut;
mod draft;
mod fill;
mod finish;
mod float;
mod formats_headings;
mod header_lines;
mod headers;
mod inline_headings;
mod labelled;
mod lacking;
mod listed;
mod listed_members;
mod listed_statuses;
mod lost_escapes;
mod lost_headings;
mod method_column;
mod model;
mod own;
mod parameters;
mod place;
mod rows;
mod sample_lines;
pub(crate) mod samples;
mod section;
mod status_headings;
mod subheadings;
mod table_titles;
mod tabs;
mod title;
mod title_behind;
mod title_labels;
mod told_statuses;
mod unnamed_types;
mod values;
pub(crate) mod words;

pub(crate) use apart::{Pages, apart};
pub(crate) use assemble::{NO_HEADING, PageMetadata, assemble};
pub(crate) use cut::settle_above_half_line;
pub(crate) use draft::Assembled;
pub(crate) use finish::is_of_lost_members;
pub(crate) use lacking::{
    Behind, is_behind_type, is_in_row, is_in_row_of, is_of_cut_sample, note_half_line, says_where_it_ends,
    tell_cut_once,
};
pub(crate) use model::NO_TYPE_NAME;
pub(crate) use own::{is_footer, is_frame, is_image};
pub(crate) use section::text_of;

use crate::page::SampleContent;

/// A piece of a page, in the page's order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Item {
    /// A heading of the HTML (level 1 to 6), or a line of a text that is one by its words (level 0).
    Heading { level: u8, text: String },
    /// A paragraph, or a line of a text.
    Line(Line),
    /// A table.
    Table(Table),
    /// The media types that the samples after it are for.
    Media(Vec<String>),
    /// A sample.
    Sample(SampleContent),
}

/// A paragraph, or a line of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// It stands outside of any paragraph: stock pages write comments as paragraphs and types as loose text.
    pub(crate) loose: bool,
    /// The text of the link to a type's page with which it ends.
    pub(crate) type_link: Option<String>,
}

impl Item {
    /// A line with nothing but its text.
    pub(crate) fn line(text: impl Into<String>) -> Self {
        Self::Line(Line::of(text))
    }

    /// A heading that the page has as a line: it stands below all that are marked as headings.
    pub(crate) fn heading_of_line(text: impl Into<String>) -> Self {
        Self::Heading { level: 6, text: text.into() }
    }
}

impl Line {
    pub(crate) fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A line outside of any paragraph, as types are.
    pub(crate) fn loose(text: impl Into<String>) -> Self {
        Self { loose: true, ..Self::of(text) }
    }
}

/// A table with its cells in their columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table {
    /// The type's name, where a layout glues it to the table.
    pub(crate) title: String,
    pub(crate) columns: Vec<Column>,
    /// As many cells a row as there are columns.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// The cells of a row in whose middle the page ends.
    pub(crate) torn: Vec<String>,
    /// What its headings say of its rows.
    pub(crate) rows_of: RowsOf,
}

/// What the headings of a table say of its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RowsOf {
    /// Nothing: they are members, parameters, or what else the page has below each other.
    #[default]
    Anything,
    /// They are headers of HTTP.
    Headers,
}

impl RowsOf {
    /// Returns what the headings of a table say of its rows: that of the first column names them.
    pub(crate) fn of_headings(headings: &[String]) -> Self {
        match headings {
            [first, _, ..] if words::names_header(first) => Self::Headers,
            _ => Self::Anything,
        }
    }
}

/// What a column is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Name,
    Description,
    Type,
    Annotations,
    /// The number of an enum's member.
    Value,
    /// Method and path, on an index page.
    Api,
    /// A column that only this site has, with its heading.
    Other(String),
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    /// Its paragraphs.
    pub(crate) parts: Vec<String>,
    /// The address that it links to.
    pub(crate) link: Option<String>,
}

impl Cell {
    /// A cell of one paragraph.
    pub(crate) fn of(text: impl Into<String>) -> Self {
        Self { parts: vec![text.into()], link: None }
    }

    pub(crate) fn text(&self) -> String {
        self.parts.join(" ")
    }
}

impl Table {
    pub(crate) fn column(&self, column: &Column) -> Option<usize> {
        self.columns.iter().position(|c| c == column)
    }
}

/// What makes a page one that can be read, for messages.
pub(crate) const LOOKED_FOR: &str = "a heading such as `POST api/leads/{id}` with request or response information, \
     a table of members or of enumeration values, or a list of operations";

/// Returns whether a line is the label of a sample, as `Sample:`.
pub(crate) fn is_label(text: &str) -> bool {
    (text.ends_with(':') && text.split_whitespace().count() <= 3) || words::is_sample_label(text)
}

/// Runs of white space become one blank, as a browser shows them; the places where it may break a word go.
pub(crate) fn collapse(text: &str) -> String {
    const BREAKS: [char; 3] = ['\u{ad}', '\u{200b}', '\u{2060}'];
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            out.push_str(word);
        } else {
            out.extend(word.split(BREAKS));
        }
    }
    out
}

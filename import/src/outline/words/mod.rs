//! The words of help pages: headings, column headings, type names, annotations, media types.
//!
//! Everything here is only a help to tell pieces apart; pages with none of these words are read by
//! [place](super::place).

mod annotations;
mod columns;
mod headings;
mod operations;
mod types;

pub(crate) use annotations::{is_annotation, is_no_documentation, is_none, split_annotations};
pub(crate) use columns::{column, columns, glued_columns};
pub(crate) use headings::{Meaning, glued_heading, line_meaning, meaning};
pub(crate) use operations::{is_method, media_types, operation};
pub(crate) use types::{is_class_name, is_identifier, is_stock_type};

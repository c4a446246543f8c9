//! Imports as a user starts them: one program, since each one more is linked with all that the crate needs.
//!
//! `cargo test -p datacontract-import field::` runs the tests of one subject.

mod contracts;
mod cut_values;
mod cuts;
#[cfg(feature = "fetch")]
mod fetch;
mod field;
mod forms;
mod html_text_bad_input;
mod html_text_layouts;
mod html_text_quirks;
mod html_text_seeds;
mod infer_large;
mod infer_rules;
mod infer_seeds;
mod infer_stored;
mod infer_truth;
mod merge;
mod mutations;
mod page_after_page;
mod parts;
mod report;
mod variants;
mod xml_serializer;

//! The words of help pages: headings, column headings, type names, annotations, media types.
//!
//! Everything here is only a help to tell pieces apart; pages with none of these words are read by
//! [place](super::place).

mod annotations;
mod columns;
mod heading_words;
mod headings;
mod hosts;
mod operations;
mod requirement;
mod sample_labels;
mod sides;
mod types;

pub(crate) use annotations::{
    Rule, is_annotation, is_half_annotation, is_no_documentation, is_none, is_note, is_required, rule_of,
    split_annotations,
};
pub(crate) use columns::{
    are_of_members, column, column_of_table, columns, columns_of, glued_columns, is_flag, is_of_lengths,
};
pub(crate) use heading_words::Meaning;
pub(crate) use headings::{
    announces_enum_values, glued_heading, is_body, is_bullet, is_no_sample, is_sample_label, line_meaning,
    meaning, requirement, undecorated, undecorated_start,
};
pub(crate) use hosts::is_public_host;
pub(crate) use operations::{
    in_braces, is_caption_of_path, is_caption_of_template, is_labelled_operation, is_of_address, is_version,
    media_types, method, method_and_words, operation, operation_and_words, takes_body,
};
pub(crate) use requirement::Requirement;
pub(crate) use sample_labels::{SampleOf, sample_label};
pub(crate) use sides::{is_listed, is_of_headers};
pub(crate) use types::{
    Bits, NullColumn, Sign, SizedInteger, before_words_of_list, begins_composed_type, is_class_name,
    is_engines_word, is_framework_result, is_half_stock_type, is_identifier, is_stock_type, is_type,
    says_null, type_at_end, unquoted, with_question_mark,
};

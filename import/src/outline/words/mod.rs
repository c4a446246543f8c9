//! The words of help pages: headings, column headings, type names, annotations, media types.
//!
//! Everything here is only a help to tell pieces apart; pages with none of these words are read by
//! [place](super::place).

mod annotations;
mod columns;
mod examples;
mod heading_words;
mod headings;
mod hosts;
mod operations;
mod own_rules;
mod reasons;
mod requirement;
mod sample_labels;
mod sides;
mod status;
mod types;

pub(crate) use annotations::{
    Rule, begins_no_documentation, half_of_annotations, is_annotation, is_half_annotation,
    is_no_documentation, is_none, is_note, may_go_on, rule_of, split_annotations, whole_annotations,
};
pub(crate) use columns::{
    are_of_members, are_words_for_columns, before_first_column, before_nameless_columns,
    begins_as_columns_of_members, column, column_of_table, columns, columns_of, glued_columns, is_flag,
    is_of_lengths,
};
pub(crate) use examples::{announces_example, is_header, is_header_of_request};
pub(crate) use heading_words::Meaning;
pub(crate) use headings::{
    announces_enum_values, glued_heading, is_body, is_bullet, is_no_sample, is_sample_label, line_meaning,
    meaning, requirement, undecorated, undecorated_start,
};
pub(crate) use hosts::is_public_host;
pub(crate) use operations::{
    LABEL_ENDS, in_braces, is_caption_of_path, is_caption_of_template, is_labelled_cell,
    is_labelled_operation, is_of_address, is_of_method, is_version, link, media_types, method,
    method_and_words, operation, operation_and_words, takes_body,
};
pub(crate) use own_rules::{OwnRules, Understood};
pub(crate) use reasons::{before_reason, behind_phrase_of_any, behind_reason, is_registered};
pub(crate) use requirement::{Requirement, is_required};
pub(crate) use sample_labels::{SampleOf, label_of_sample, sample_label};
pub(crate) use sides::{begins_with_headers, is_listed, is_of_headers, is_word_for_model, names_header};
pub(crate) use status::{Status, StatusScope, begins_with_status, status, status_of_heading};
pub(crate) use types::{
    Bits, NullColumn, Sign, SizedInteger, before_words_of_list, begins_composed_type, begins_stock_type,
    is_class_name, is_engines_word, is_framework_result, is_half_list, is_half_stock_type, is_identifier,
    is_lead, is_stock_type, is_type, list_of_open_items, may_become_stock_type, says_null, type_at_end,
    type_behind_label, type_in_words, unquoted, with_question_mark,
};

/// What stands behind the start of a text whose end a page has lost.
pub(crate) const CUT: char = '…';

/// Returns whether a text is the start of another one, and marked as that.
pub(crate) fn is_start_of(text: &str, whole: &str) -> bool {
    text.strip_suffix(CUT).is_some_and(|start| whole.len() > text.len() && whole.starts_with(start))
}

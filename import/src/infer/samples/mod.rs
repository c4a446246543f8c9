//! Samples by themselves: the two formats, whole and cut off, and what a value shows of its type.

pub(crate) mod cut_member;
pub(crate) mod cut_xml;
pub(crate) mod elements;
pub(crate) mod form;
pub(crate) mod json;
pub(crate) mod made_guids;
pub(crate) mod other_samples;
pub(crate) mod own_sample_words;
pub(crate) mod sample_formats;
pub(crate) mod type_words;
pub(crate) mod xml;

//! What pages call types: the words, and the names of classes as texts.

pub(crate) mod plain_names;
pub(crate) mod words;

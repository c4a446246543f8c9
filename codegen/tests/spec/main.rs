//! Spec files: good ones, wrong ones, and what is said about them.

mod catalogue;
mod good;
mod large;
mod layout;
mod properties;
mod rendering;
#[cfg(feature = "schema")]
mod schema;
mod type_words;
mod wrong;

//! The names of members, ready made: most of what a document consists of.

use super::output::Output;
use crate::raw::Literal;

/// What is written before a member's value, where there is no white space.
#[derive(Debug)]
pub(crate) struct Key {
    /// `,"Name":`
    pub(super) name: Literal,
    /// `,"Name":"`, before a text
    pub(super) text_name: Literal,
}

impl Key {
    pub(crate) fn new(name: &str) -> Self {
        let name = format!(",{}:", Output::text_of(name));
        Key { text_name: Literal::new(&format!("{name}\"")), name: Literal::new(&name) }
    }
}

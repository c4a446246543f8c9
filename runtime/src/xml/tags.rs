//! The start tags of members that are written as text, ready made: most of what a document consists of.
//!
//! A member whose content is text declares nothing and has no attributes. So its tags depend on one thing
//! alone: what prefix its namespace has where it stands. Where that is none, or where the namespace becomes
//! the default of the element, the tags are literals.

use super::output::Output;
use crate::raw::Literal;

/// The start tags of a member that is written as text.
#[derive(Debug)]
pub(crate) struct Tags {
    /// `<Name>`
    pub(crate) start: Literal,
    /// `<Name xmlns="..">`
    pub(crate) start_declared: String,
    /// `:Name>`, behind a prefix; so the end tag ends too.
    pub(crate) prefixed: Literal,
}

impl Tags {
    pub(crate) fn new(name: &str, namespace: &str) -> Self {
        let start_declared = Output::text_of(|out| {
            out.push_str(&format!("<{name} xmlns=\""));
            super::text::write_attribute(out, namespace);
            out.push_str("\">");
        });
        Tags {
            start: Literal::new(&format!("<{name}>")),
            start_declared,
            prefixed: Literal::new(&format!(":{name}>")),
        }
    }
}

//! What can be wrong with a source.

use std::fmt;

/// A document that is no help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAHelpPage {
    /// What makes a help page.
    pub looked_for: String,
    /// What is there instead.
    pub found: String,
}

impl fmt::Display for NotAHelpPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no help page: found {}; looked for {}", self.found, self.looked_for)
    }
}

impl std::error::Error for NotAHelpPage {}

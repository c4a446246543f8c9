//! Where pages come from.
mod error;
pub use error::NotAHelpPage;

//! The operations of a site: their headings, and what their bodies and responses show.

pub(crate) mod braces;
pub(crate) mod by_address;
pub(crate) mod copies_of_tables;
pub(crate) mod envelope;
pub(crate) mod failed_classes;
pub(crate) mod heading;
pub(crate) mod last_names;
pub(crate) mod listed;
mod notes_on_samples;
pub(crate) mod payload_type;
pub(crate) mod payloads;
pub(crate) mod site;
mod types_of_rows;
mod unlisted_rows;
pub(crate) mod without_heading;

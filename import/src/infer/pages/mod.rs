//! What pages say besides samples: tables, remarks in words, and the operations as they are listed.

pub(crate) mod annotations;
pub(crate) mod doc;
pub(crate) mod files;
pub(crate) mod literals;
pub(crate) mod page_name;
pub(crate) mod raw_endpoint;
pub(crate) mod results;
pub(crate) mod width;
pub(crate) mod words_instead;

//! Which row of a table, which member of JSON and which element of XML belong together.

pub(crate) mod by_name;
pub(crate) mod by_value;

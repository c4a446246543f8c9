//! How the service's formatters are set, as far as samples show it.

pub(crate) mod dictionary_keys;
pub(crate) mod enums_shown;
pub(crate) mod formatter;
pub(crate) mod left_out;
pub(crate) mod metadata;
pub(crate) mod naming;
pub(crate) mod spelling;

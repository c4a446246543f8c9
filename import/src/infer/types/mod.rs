//! The types of a site: what pages and samples show of each, and which exact types that leaves.

pub(crate) mod built_in;
pub(crate) mod candidates;
pub(crate) mod contract_names;
pub(crate) mod dotnet_enums;
pub(crate) mod each;
pub(crate) mod generic_names;
pub(crate) mod known_namespaces;
pub(crate) mod member_types;
pub(crate) mod registry;
pub(crate) mod resolve;
pub(crate) mod seen;
pub(crate) mod variants;

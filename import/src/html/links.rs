//! The links of a page.

/// The addresses that a page links to.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// The address that they are relative to, if it is not the page's.
    pub(crate) base: Option<String>,
    /// The addresses as they are in the page.
    pub(crate) addresses: Vec<String>,
    /// The address of the spec that the page was made from, with the spec's samples.
    pub(crate) spec: Option<String>,
}

/// A link in a line.
#[derive(Clone, Copy)]
pub(super) struct LineLink {
    /// Where its text begins.
    pub(super) start: usize,
    /// Where its text ends, once that has been met.
    pub(super) end: Option<usize>,
    pub(super) leads_to: LeadsTo,
}

/// Where a link leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LeadsTo {
    /// An anchor on the same page.
    Anchor,
    /// The page of a type.
    Type,
    Elsewhere,
}

impl LeadsTo {
    pub(super) fn of(address: &str) -> Self {
        // Converters that complete addresses put the host before an anchor of the page.
        let path = address.split_once("://").map_or(address, |(_, rest)| {
            rest.find(['/', '#', '?']).and_then(|end| rest.get(end..)).unwrap_or_default()
        });
        if path.starts_with('#') {
            LeadsTo::Anchor
        } else if is_of_type(address) {
            LeadsTo::Type
        } else {
            LeadsTo::Elsewhere
        }
    }
}

/// Returns whether an address is that of a type's page.
pub(crate) fn is_of_type(address: &str) -> bool {
    let address = address.to_lowercase();
    address.contains("resourcemodel") || address.contains("modelname=")
}

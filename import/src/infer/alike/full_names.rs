//! Names of one type in two lengths: pages that say `Kite` beside pages that say `Windy.Kite`.
//!
//! They are one type if one full name alone ends so, and what the pages show of both is the same: the rows of
//! their tables, and the namespace that samples beside them have.

use std::collections::{BTreeMap, BTreeSet};

use datacontract::contract::DC;

use crate::{
    infer::{
        types::each::Contract,
        wording::{plain_names::parts, words::PageType},
    },
    page::Row,
};

/// What a page shows of a type under a name.
pub(crate) struct Shown<'s> {
    pub(crate) name: &'s str,
    /// The rows of its table; none of an enum.
    pub(crate) rows: Option<&'s [Row]>,
    pub(crate) root: Option<&'s Contract>,
}

/// Finds the names that are the ends of full ones, with the full one. `mentions` are the types that pages
/// refer to.
pub(crate) fn ends(shown: &[Shown], mentions: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut of_name: BTreeMap<&str, Vec<&Shown>> = BTreeMap::new();
    for one in shown {
        of_name.entry(one.name).or_default().push(one);
    }
    let mut full: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for name in of_name.keys().copied().chain(mentions.iter().map(String::as_str)) {
        if let Some((_, class)) = parts(name) {
            full.entry(class).or_default().insert(name);
        }
    }
    let mut found = BTreeMap::new();
    for (name, ones) in &of_name {
        let Some(names) = full.get(name).filter(|names| names.len() == 1) else { continue };
        let Some(long) = names.first() else { continue };
        let others = of_name.get(long).map_or(&[][..], Vec::as_slice);
        if ones.iter().all(|one| is_in_namespace(one, long) && others.iter().all(|other| is_same(one, other)))
        {
            found.insert((*name).to_owned(), (*long).to_owned());
        }
    }
    found
}

/// Adds the names that a type's words refer to.
pub(crate) fn mentions(ty: &PageType, into: &mut BTreeSet<String>) {
    match ty {
        PageType::Named(name) => {
            into.insert(name.clone());
        }
        PageType::List(item) => mentions(item, into),
        PageType::Dictionary(key, value) | PageType::Pair(key, value) => {
            mentions(key, into);
            mentions(value, into);
        }
        PageType::Unknown | PageType::Word(_) => {}
    }
}

fn is_in_namespace(one: &Shown, full: &str) -> bool {
    let namespace = parts(full).map_or("", |(namespace, _)| namespace);
    one.root.is_none_or(|root| root.namespace.strip_prefix(DC).is_none_or(|shown| shown == namespace))
}

fn is_same(one: &Shown, other: &Shown) -> bool {
    let roots_agree = match (one.root, other.root) {
        (Some(one), Some(other)) => one.namespace == other.namespace,
        _ => true,
    };
    let rows_agree = match (one.rows, other.rows) {
        (Some(one), Some(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| one.name == other.name && is_same_type(one, other))
        }
        (None, None) => true,
        _ => false,
    };
    roots_agree && rows_agree
}

/// Returns whether two rows' types are one, whichever of the two lengths their names have.
fn is_same_type(one: &Row, other: &Row) -> bool {
    let (one, other) = (PageType::parse(&one.ty), PageType::parse(&other.ty));
    one == PageType::Unknown || other == PageType::Unknown || is_same_page_type(&one, &other)
}

fn is_same_page_type(one: &PageType, other: &PageType) -> bool {
    match (one, other) {
        (PageType::Named(one), PageType::Named(other)) => {
            let ends_so = |long: &str, short: &str| parts(long).is_some_and(|(_, class)| class == short);
            one == other || ends_so(one, other) || ends_so(other, one)
        }
        (PageType::List(one), PageType::List(other)) => is_same_page_type(one, other),
        (PageType::Dictionary(key, value), PageType::Dictionary(other_key, other_value))
        | (PageType::Pair(key, value), PageType::Pair(other_key, other_value)) => {
            is_same_page_type(key, other_key) && is_same_page_type(value, other_value)
        }
        (one, other) => one == other,
    }
}

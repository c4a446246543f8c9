//! What samples show of a place, without what a table says of it: two places that look alike may be of one type.

use crate::infer::{
    samples::form::JsonForm,
    types::{
        registry::Registry,
        seen::{Digits, Kind, Slot},
    },
    wording::words::PageType,
};

/// Returns a place without what a table says of it.
pub(crate) fn plain(registry: &Registry, slot: &Slot) -> Slot {
    let kind = match &slot.kind {
        Kind::Unknown | Kind::Simple => Kind::Simple,
        Kind::Type(id) => Kind::Type(registry.actual(*id)),
        Kind::List(items) => Kind::List(items.iter().map(|item| plain(registry, item)).collect()),
        Kind::Dictionary(entries, name) => {
            let entries = entries.iter().map(|(key, value)| (plain(registry, key), plain(registry, value)));
            Kind::Dictionary(entries.collect(), name.clone())
        }
        Kind::Pair(parts) => Kind::Pair(Box::new((plain(registry, &parts.0), plain(registry, &parts.1)))),
    };
    let digits = Digits::default();
    Slot { page: PageType::Unknown, kind, is_engines: false, digits, is_cut_off: false, ..slot.clone() }
}

/// Returns a place without what a table and XML show of it.
pub(crate) fn of_place(registry: &Registry, slot: &Slot) -> Slot {
    in_json_alone(plain(registry, slot))
}

/// Returns whether JSON shows a place to be a class, a list or a dictionary: of what is null or empty XML may show the
/// class, and of a number or a text that it is an enum.
fn has_content(json: &JsonForm) -> bool {
    matches!(json, JsonForm::Object { .. } | JsonForm::Array)
}

/// Returns a place without what XML shows of it.
fn in_json_alone(slot: Slot) -> Slot {
    let kind = match slot.kind {
        _ if !has_content(&slot.json) => Kind::Simple,
        Kind::List(items) => {
            let items = items.into_iter().filter(|item| item.json != JsonForm::Absent);
            Kind::List(items.map(in_json_alone).collect())
        }
        Kind::Dictionary(entries, _) => {
            let entries = entries.into_iter().map(|(key, value)| (in_json_alone(key), in_json_alone(value)));
            Kind::Dictionary(entries.collect(), None)
        }
        Kind::Pair(parts) => Kind::Pair(Box::new((in_json_alone(parts.0), in_json_alone(parts.1)))),
        kind => kind,
    };
    Slot { json: slot.json, kind, ..Slot::default() }
}

//! Collections and dictionaries.

use super::member::{PlainMember, declared_namespace};
use super::{CollectionPlan, DictionaryPlan, MemberPlan};
use crate::contract::{JsonNames, Primitive, Type, encode_name};
use crate::value::List;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Returns whether .NET has a reader of its own for arrays of these items.
fn is_read_in_one_go(item: &Type) -> bool {
    use Primitive::{Boolean, DateTime, Decimal, Double, Int32, Int64, Single};
    matches!(item, Type::Primitive(Boolean | DateTime | Decimal | Double | Int32 | Int64 | Single))
}

/// A collection as its plan is made from it.
pub(super) struct CollectionType<'a> {
    pub(super) item: &'a Type,
    pub(super) item_name: String,
    pub(super) namespace: &'a str,
    pub(super) naming: JsonNames,
    /// Whether it is an array of .NET, not another collection.
    pub(super) is_array: bool,
}

/// A dictionary as its plan is made from it.
pub(super) struct DictionaryType<'a> {
    pub(super) key: &'a Type,
    pub(super) value: &'a Type,
    pub(super) entry_name: String,
    pub(super) key_name: &'a str,
    pub(super) value_name: &'a str,
    pub(super) namespace: &'a str,
    pub(super) naming: JsonNames,
}

impl CollectionPlan {
    pub(super) fn new(collection: CollectionType<'_>) -> Self {
        let CollectionType { item, item_name, namespace, naming, is_array } = collection;
        let previous = item_name.clone();
        let declares = declared_namespace(item, namespace);
        CollectionPlan {
            is_fast: declares.is_none(),
            // The collection declares the namespace for all its items; they do not for themselves.
            item: MemberPlan::plain(PlainMember {
                index: 0,
                name: item_name,
                namespace,
                ty: item,
                naming,
                declares: None,
                previous: &previous,
            }),
            declares,
            choices: Box::new([]),
            is_mixed: false,
            is_read_in_one_go: is_array && is_read_in_one_go(item),
            last_len: AtomicUsize::new(0),
        }
    }

    /// Makes room for as many items as the last one had, within reason.
    pub(crate) fn reserve(&self, list: &mut dyn List) {
        list.reserve(self.last_len.load(Ordering::Relaxed).min(16));
    }

    pub(crate) fn remember_len(&self, len: usize) {
        self.last_len.store(len, Ordering::Relaxed);
    }
}

impl DictionaryPlan {
    pub(super) fn new(dictionary: DictionaryType<'_>) -> Self {
        let DictionaryType { key, value, entry_name, key_name, value_name, namespace, naming } = dictionary;
        let member = |index, name, ty| {
            MemberPlan::plain(PlainMember {
                index,
                name: encode_name(name),
                namespace,
                ty,
                naming,
                declares: declared_namespace(ty, namespace),
                previous: "",
            })
        };
        DictionaryPlan {
            entry_name,
            entry_namespace: namespace.to_owned(),
            key: member(0, key_name, key),
            value: member(1, value_name, value),
            key_naming: naming.keys,
        }
    }
}

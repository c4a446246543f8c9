//! Collections and dictionaries.

use super::MemberPlan;
use super::member::{PlainMember, declared_namespace};
use crate::contract::{JsonNames, Naming, Primitive, Type, encode_name};
use crate::value::List;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A library or named collection.
#[derive(Debug)]
pub(crate) struct CollectionPlan {
    pub(crate) item: MemberPlan,
    /// The namespace that the collection's element declares for its items' content.
    pub(crate) declares: Option<String>,
    /// The elements that items choose from by their types, in `XmlSerializer`'s form; the first is `item`.
    pub(crate) choices: Box<[MemberPlan]>,
    /// Whether nothing but the items is written in the element.
    pub(crate) is_fast: bool,
    /// An array of one of the types that .NET reads in one go: it refuses foreign items there, and looks at
    /// no attributes of its items.
    pub(crate) is_read_in_one_go: bool,
    /// How many items the last one had that was read.
    pub(super) last_len: AtomicUsize,
}

/// A dictionary: its entries are elements with two children.
#[derive(Debug)]
pub(crate) struct DictionaryPlan {
    pub(crate) entry_name: String,
    pub(crate) entry_namespace: String,
    pub(crate) key: MemberPlan,
    pub(crate) value: MemberPlan,
    /// The JSON formatter's naming, which applies to keys too.
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    pub(crate) key_naming: Naming,
}

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

//! Read-only lists and dictionaries: to JSON they are what they wrap, to XML classes with a member for it.

use super::{ValueContext, Walk};
use crate::infer::{
    samples::{form::OBJECT_MODEL, json::Json, xml::Element},
    types::seen::Kind,
    wording::words::PageType,
};

/// What XML shows of one.
enum Shown<'x> {
    /// The member with the items.
    List(&'x Element),
    /// The member with the entries.
    Dictionary(&'x Element),
    /// Null: the element declares the namespace of the class, as it does for all members of such a type.
    Null,
}

impl Walk<'_> {
    /// Returns what stands in a read-only list or dictionary, if XML shows that it is one.
    pub(super) fn read_only(
        &mut self,
        page: &PageType,
        json: Option<&Json>,
        xml: Option<&Element>,
        context: ValueContext<'_>,
    ) -> Option<Kind> {
        let outer = xml?;
        let shown = shown(outer)?;
        let (key, value, item) = match (page, &shown) {
            // A list of them declares the same namespace.
            (PageType::List(item), Shown::Null)
                if matches!(**item, PageType::List(_) | PageType::Dictionary(..)) =>
            {
                return None;
            }
            (PageType::List(item), Shown::List(_) | Shown::Null) => (None, None, Some(&**item)),
            (PageType::Dictionary(key, value), Shown::Dictionary(_) | Shown::Null) => {
                (Some(&**key), Some(&**value), None)
            }
            (PageType::Unknown, Shown::List(_)) => (None, None, Some(&PageType::Unknown)),
            (PageType::Unknown, Shown::Dictionary(_)) => {
                (Some(&PageType::Unknown), Some(&PageType::Unknown), None)
            }
            _ => return None,
        };
        let wrapped = match shown {
            Shown::List(wrapped) | Shown::Dictionary(wrapped) => Some(wrapped),
            Shown::Null => None,
        };
        let scope = self.enter(&context, Some(outer));
        let context = ValueContext {
            named: false,
            contract: None,
            items: None,
            namespace: wrapped.map_or(context.namespace, |_| Some(OBJECT_MODEL)),
            scope: &scope,
            depth: context.depth + 1,
            ..context
        };
        Some(match (key, value, item) {
            (Some(key), Some(value), _) => self.dictionary(key, value, json, wrapped, context),
            (.., item) => self.list(item.unwrap_or(&PageType::Unknown), json, wrapped, context),
        })
    }
}

fn shown(element: &Element) -> Option<Shown<'_>> {
    match element.children.as_slice() {
        [only] if only.namespace == OBJECT_MODEL => match only.name.as_str() {
            "list" => Some(Shown::List(only)),
            "m_dictionary" => Some(Shown::Dictionary(only)),
            _ => None,
        },
        [] if element.nil && element.declared.iter().any(|declared| declared == OBJECT_MODEL) => {
            Some(Shown::Null)
        }
        _ => None,
    }
}

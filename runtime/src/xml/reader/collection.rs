//! The items of collections, the entries of dictionaries.

use super::super::tokenizer::{Next, Tag};
use super::Decoder;
use super::fast_path::{FastPath, NameForm};
use super::progress::Element;
use crate::contract::Serializer;
use crate::error::{ErrorKind, Result};
use crate::notice::NoticeKind;
use crate::plan::{CollectionPlan, DictionaryPlan, MemberPlan};
use crate::value::{KeyIndex, List, Map, Slot};

impl<'x> Decoder<'x, '_> {
    /// Reads the items of a collection, up to its end tag, behind those that are there.
    pub(super) fn items(
        &mut self,
        collection: &CollectionPlan,
        list: &mut dyn List,
        element: Element,
        names: &NameForm<'x>,
    ) -> Result<()> {
        if element.is_empty {
            return Ok(());
        }
        collection.reserve(list);
        while self.fast_items(collection, list, names)? == FastPath::SwitchToSlow {
            match self.tokens.next()? {
                Next::Start => self.item(collection, list)?,
                Next::End => break,
            }
        }
        collection.remember_len(list.len());
        Ok(())
    }

    /// Reads one item, or skips an element that is none.
    pub(super) fn item(&mut self, collection: &CollectionPlan, list: &mut dyn List) -> Result<()> {
        let item = &collection.item;
        let tag = self.tokens.start_tag()?;
        if !collection.choices.is_empty() {
            return self.chosen_item(collection, list, &tag);
        }
        if tag.local == item.name && *self.tokens.namespace_of(&tag) == *item.namespace {
            if self.serializer == Serializer::XmlSerializer {
                self.member_or_nil(item, list.push(), &tag)?;
            } else if collection.is_read_in_one_go {
                self.value_without_attributes(list.push(), &item.ty, &tag)?;
            } else {
                self.value(list.push(), &item.ty, &tag)?;
            }
            self.tokens.finish(&tag)
        } else if self.options.strict && collection.is_read_in_one_go {
            let found = self.tokens.shown(tag.local);
            let message =
                format!("`{found}` is no item of this array, whose items are named `{}`", item.name);
            Err(self.tokens.error(ErrorKind::Unexpected, message))
        } else {
            self.skip_with_notice(&tag, NoticeKind::Unknown)
        }
    }

    /// Reads the entries of a dictionary, up to its end tag.
    pub(super) fn entries(
        &mut self,
        dictionary: &DictionaryPlan,
        map: &mut dyn Map,
        tag: &Tag<'x>,
    ) -> Result<()> {
        map.clear();
        if tag.is_empty {
            return Ok(());
        }
        let mut keys = KeyIndex::default();
        while let Next::Start = self.tokens.next()? {
            let tag = self.tokens.start_tag()?;
            if tag.local != dictionary.entry_name
                || self.tokens.namespace_of(&tag) != dictionary.entry_namespace
            {
                self.skip_with_notice(&tag, NoticeKind::Unknown)?;
                continue;
            }
            let is_new = map.insert(&mut keys, &mut |mut key, mut value| {
                self.entry(dictionary, &mut key, &mut value, &tag)
            })?;
            if !is_new {
                if self.options.strict {
                    return Err(self.tokens.error(ErrorKind::Value, "the dictionary has this key already"));
                }
                self.notify(NoticeKind::Duplicate, &tag, None);
            }
            self.tokens.finish(&tag)?;
        }
        Ok(())
    }

    /// Reads key and value of an entry, both of which it must have.
    fn entry(
        &mut self,
        dictionary: &DictionaryPlan,
        key: &mut Slot<'_>,
        value: &mut Slot<'_>,
        tag: &Tag<'x>,
    ) -> Result<()> {
        let (mut has_key, mut has_value) = (false, false);
        while !tag.is_empty
            && let Next::Start = self.tokens.next()?
        {
            let tag = self.tokens.start_tag()?;
            let namespace = self.tokens.namespace_of(&tag);
            let is = |member: &MemberPlan| tag.local == member.name && *namespace == *member.namespace;
            // In strict mode a key behind its value is lost like any member out of order.
            if is(&dictionary.key) && !has_key && !(self.options.strict && has_value) {
                if tag.is_nil {
                    return Err(self.tokens.error(ErrorKind::Nil, "the key of a dictionary cannot be nil"));
                }
                self.value(key.reborrow(), &dictionary.key.ty, &tag)?;
                has_key = true;
            } else if is(&dictionary.value) && !has_value {
                self.value(value.reborrow(), &dictionary.value.ty, &tag)?;
                has_value = true;
            } else {
                let why = match (is(&dictionary.key), is(&dictionary.value)) {
                    (true, _) if !has_key => NoticeKind::OutOfOrder,
                    (false, false) => NoticeKind::Unknown,
                    _ => NoticeKind::Duplicate,
                };
                self.skip_with_notice(&tag, why)?;
                continue;
            }
            self.tokens.finish(&tag)?;
        }
        if has_key && has_value {
            return Ok(());
        }
        Err(self.missing(if has_key { &dictionary.value } else { &dictionary.key }))
    }
}

//! The members of classes, the items of collections, the entries of dictionaries.

use super::Reader;
use super::content::Next;
use super::tag::Tag;
use crate::contract::plan::{ClassPlan, CollectionPlan, DictionaryPlan, MemberPlan, TypePlan};
use crate::error::{Error, ErrorKind, Result};
use crate::notice::NoticeKind;
use crate::value::{KeyIndex, List, Map, Seen, Slot};
use std::sync::Arc;

/// The prefix of the namespace that was looked for last. It stays the same for all members of an object.
#[derive(Default)]
struct Foretold<'p, 'x>(Option<(&'p Arc<str>, Option<&'x str>)>);

impl<'x> Reader<'x, '_> {
    /// The members of a class, up to its end tag.
    pub(super) fn members(&mut self, class: &ClassPlan, slots: &mut [Slot<'_>], tag: &Tag<'x>) -> Result<()> {
        let mut seen = Seen::new(class.xml().len());
        let mut expected = 0;
        let mut prefix = Foretold::default();
        if !tag.is_empty {
            while let Next::Start = self.next()? {
                let (tag, found) = if let Some(tag) = self.foretell(class, expected, &mut prefix) {
                    (tag, expected)
                } else {
                    let tag = self.start_tag()?;
                    let Some(found) = self.find_member(class, &tag, expected) else {
                        self.skip(&tag, NoticeKind::Unknown)?;
                        continue;
                    };
                    (tag, found)
                };
                if self.options.strict {
                    if found < expected {
                        self.skip(&tag, NoticeKind::OutOfOrder)?;
                        continue;
                    }
                    // .NET raises the error as soon as a later member shows that a required one is missing.
                    if self.options.require
                        && let Some(missing) =
                            class.xml()[expected..found].iter().find(|member| member.is_required)
                    {
                        return Err(self.missing(missing));
                    }
                }
                if seen.mark(found) {
                    self.skip(&tag, NoticeKind::Duplicate)?;
                    continue;
                }
                let member = &class.xml()[found];
                match slots.get_mut(member.index) {
                    Some(slot) if member.is_secret => self.secret(slot.reborrow(), &member.ty, &tag)?,
                    Some(slot) => self.value(slot.reborrow(), &member.ty, &tag)?,
                    None => {
                        return Err(self.error(ErrorKind::Value, "the value has no place for this member"));
                    }
                }
                self.finish(&tag)?;
                expected = found + 1;
            }
        }
        let tells = self.options.notices.is_some();
        for place in seen.unmarked(class.xml().len()) {
            let member = &class.xml()[place];
            if member.is_required && self.options.require {
                return Err(self.missing(member));
            }
            if tells && !member.may_be_left_out() && !slots.get(member.index).is_some_and(Slot::tells_absent)
            {
                self.tell_missing(member, tag);
            }
        }
        Ok(())
    }

    /// Reads the value of a member that must not be told of.
    fn secret(&mut self, slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        let was_secret = std::mem::replace(&mut self.is_secret, true);
        let result = self.value(slot, ty, tag);
        self.is_secret = was_secret;
        result
    }

    /// The start tag of the member that is expected next, if it is there as .NET writes it.
    #[inline]
    fn foretell<'p>(
        &mut self,
        class: &'p ClassPlan,
        expected: usize,
        prefix: &mut Foretold<'p, 'x>,
    ) -> Option<Tag<'x>> {
        let member = class.xml().get(expected)?;
        let prefix = match prefix.0 {
            Some((namespace, prefix)) if Arc::ptr_eq(namespace, &member.namespace) => prefix,
            _ => {
                let found = self.find_prefix(&member.namespace);
                prefix.0 = Some((&member.namespace, found));
                found
            }
        };
        match prefix {
            Some(prefix) => self.expected_tag(prefix, &member.name),
            None => self.expected_declared_tag(member.tags.as_ref()?, &member.name),
        }
    }

    fn missing(&self, member: &MemberPlan) -> Error {
        self.error(ErrorKind::Missing, format!("the required member `{}` is missing", member.name))
    }

    /// The member that an element is: the expected one or one behind it, else one before it.
    fn find_member(&self, class: &ClassPlan, tag: &Tag<'x>, expected: usize) -> Option<usize> {
        let namespace = self.namespace_of(tag);
        let is_it = |member: &MemberPlan| member.name == tag.local && *member.namespace == *namespace;
        let (before, behind) = class.xml().split_at(expected.min(class.xml().len()));
        match behind.iter().position(is_it) {
            Some(place) => Some(before.len() + place),
            None => before.iter().position(is_it),
        }
    }

    /// The items of a collection, up to its end tag.
    pub(super) fn items(
        &mut self,
        collection: &CollectionPlan,
        list: &mut dyn List,
        tag: &Tag<'x>,
    ) -> Result<()> {
        list.clear();
        if tag.is_empty {
            return Ok(());
        }
        let item = &collection.item;
        let prefix = self.find_prefix(&item.namespace);
        while let Next::Start = self.next()? {
            if let Some(tag) = prefix.and_then(|prefix| self.expected_tag(prefix, &item.name)) {
                self.value(list.push(), &item.ty, &tag)?;
                self.finish(&tag)?;
                continue;
            }
            let tag = self.start_tag()?;
            if tag.local == item.name && *self.namespace_of(&tag) == *item.namespace {
                self.value(list.push(), &item.ty, &tag)?;
                self.finish(&tag)?;
            } else if self.options.strict && collection.is_array {
                return Err(self.error(
                    ErrorKind::Unexpected,
                    format!(
                        "`{}` is no item of this array, whose items are named `{}`",
                        tag.local, item.name
                    ),
                ));
            } else {
                self.skip(&tag, NoticeKind::Unknown)?;
            }
        }
        Ok(())
    }

    /// The entries of a dictionary, up to its end tag.
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
        while let Next::Start = self.next()? {
            let tag = self.start_tag()?;
            if tag.local != dictionary.entry_name || self.namespace_of(&tag) != dictionary.entry_namespace {
                self.skip(&tag, NoticeKind::Unknown)?;
                continue;
            }
            let is_new = map.insert(&mut keys, &mut |mut key, mut value| {
                self.entry(dictionary, &mut key, &mut value, &tag)
            })?;
            if !is_new {
                if self.options.strict {
                    return Err(self.error(ErrorKind::Value, "the dictionary has this key already"));
                }
                self.tell(NoticeKind::Duplicate, &tag, None);
            }
            self.finish(&tag)?;
        }
        Ok(())
    }

    /// Key and value, both required.
    fn entry(
        &mut self,
        dictionary: &DictionaryPlan,
        key: &mut Slot<'_>,
        value: &mut Slot<'_>,
        tag: &Tag<'x>,
    ) -> Result<()> {
        let (mut has_key, mut has_value) = (false, false);
        while !tag.is_empty
            && let Next::Start = self.next()?
        {
            let tag = self.start_tag()?;
            let namespace = self.namespace_of(&tag);
            let is = |member: &MemberPlan| tag.local == member.name && *namespace == *member.namespace;
            // In strict mode a key behind its value is lost like any member out of order.
            if is(&dictionary.key) && !has_key && !(self.options.strict && has_value) {
                if tag.is_nil {
                    return Err(self.error(ErrorKind::Nil, "the key of a dictionary cannot be nil"));
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
                self.skip(&tag, why)?;
                continue;
            }
            self.finish(&tag)?;
        }
        if has_key && has_value {
            return Ok(());
        }
        Err(self.missing(if has_key { &dictionary.value } else { &dictionary.key }))
    }
}

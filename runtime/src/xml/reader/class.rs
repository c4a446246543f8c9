//! The members of classes, the items of collections, the entries of dictionaries.

use super::Reader;
use super::content::Next;
use super::foretold::Names;
use super::out_of_order::MemberOutcome;
use super::tag::Tag;
use crate::contract::name_index::NEAR;
use crate::contract::plan::{ClassPlan, CollectionPlan, DictionaryPlan, MemberPlan, ObjectPlan, TypePlan};
use crate::error::{Error, ErrorKind, Result, nothing_for};
use crate::notice::NoticeKind;
use crate::value::{KeyIndex, List, Map, Marks, Object, Seen, Slot};
use std::ops::Range;

/// An element whose start tag was read.
#[derive(Clone, Copy)]
pub(super) struct Element {
    /// The place of its `<`.
    pub(super) start: usize,
    /// `<X />`
    pub(super) is_empty: bool,
}

impl From<&Tag<'_>> for Element {
    fn from(tag: &Tag<'_>) -> Self {
        Element { start: tag.start, is_empty: tag.is_empty }
    }
}

/// How far an object was read.
pub(super) struct Progress<'s> {
    marks: Marks<'s>,
    expected: usize,
}

impl Progress<'_> {
    /// The place of the member that is expected next.
    pub(super) fn expected(&self) -> usize {
        self.expected
    }

    /// Whether a member was not read yet.
    #[inline]
    pub(super) fn lacks(&self, place: usize) -> bool {
        self.marks.lack(place)
    }

    /// How many of so many members were not read yet, from one on up to one that was.
    #[inline]
    pub(super) fn lacking(&self, first: usize, members: usize) -> usize {
        self.marks.lacking(first, members)
    }

    /// Whether a member that comes after this one was read, so that .NET would pass over this one.
    pub(super) fn is_past(&self, place: usize, members: usize) -> bool {
        place + 1 + self.lacking(place + 1, members) < members
    }

    /// A member was read.
    #[inline]
    pub(super) fn mark(&mut self, place: usize) {
        self.expected = place + 1;
        self.marks.mark(place);
    }

    /// Members were read, in their order.
    #[inline]
    pub(super) fn mark_all(&mut self, places: Range<usize>) {
        self.expected = places.end;
        self.marks.mark_all(places);
    }
}

impl<'x> Reader<'x, '_> {
    /// An object of just this class, up to its end tag.
    pub(super) fn class_members(
        &mut self,
        (plan, class): (&ObjectPlan, &ClassPlan),
        object: &mut dyn Object,
        element: Element,
        names: &Names<'x>,
    ) -> Result<()> {
        if !plan.has_known_types {
            return object.slots(&mut |slots| self.members(class, slots, element, names));
        }
        self.known.enter(plan.contract);
        let result = object.slots(&mut |slots| self.members(class, slots, element, names));
        self.known.leave(plan.contract);
        result
    }

    fn members(
        &mut self,
        class: &ClassPlan,
        slots: &mut [Slot<'_>],
        element: Element,
        names: &Names<'x>,
    ) -> Result<()> {
        let count = if element.is_empty { 0 } else { self.foretold_in_order(class, slots, names)? };
        if count > 0 && count == class.xml().len() && self.rest().starts_with(b"</") {
            return Ok(());
        }
        let mut seen = Seen::new(class.xml().len());
        let mut progress = Progress { marks: seen.marks(), expected: 0 };
        progress.mark_all(0..count);
        // What is not foretold is read by the rules, and then the next may be foretold again.
        while !element.is_empty && !self.foretold_members(class, slots, names, &mut progress)? {
            match self.next()? {
                Next::Start => self.member(class, slots, &mut progress)?,
                Next::End => break,
            }
        }
        self.missing_members(class, slots, &seen, element)
    }

    /// A member by the rules.
    fn member(
        &mut self,
        class: &ClassPlan,
        slots: &mut [Slot<'_>],
        progress: &mut Progress<'_>,
    ) -> Result<()> {
        let expected = progress.expected;
        let tag = self.start_tag()?;
        let Some(found) = self.find_member(class, &tag, expected) else {
            return self.pass_over(&tag, NoticeKind::Unknown);
        };
        if self.options.strict {
            if found < expected {
                return self.pass_over(&tag, NoticeKind::OutOfOrder);
            }
            // .NET raises the error as soon as a later member shows that a required one is missing.
            if self.options.require
                && let Some(missing) = class.xml()[expected..found].iter().find(|member| member.is_required)
            {
                return Err(self.missing(missing));
            }
        }
        if !progress.lacks(found) {
            return self.pass_over(&tag, NoticeKind::Duplicate);
        }
        let member = &class.xml()[found];
        match slots.get_mut(member.index) {
            None | Some(Slot::Absent) => {
                return Err(self.error(ErrorKind::Value, "the value has no place for this member"));
            }
            Some(slot) if !member.is_required && progress.is_past(found, class.xml().len()) => {
                if self.out_of_order(member, slot.reborrow(), &tag)? == MemberOutcome::PassedOver {
                    return self.finish(&tag);
                }
            }
            Some(slot) => self.member_value(member, slot.reborrow(), &tag)?,
        }
        self.finish(&tag)?;
        progress.mark(found);
        Ok(())
    }

    /// Reads the value of a member, which may be secret.
    pub(super) fn member_value(&mut self, member: &MemberPlan, slot: Slot<'_>, tag: &Tag<'x>) -> Result<()> {
        if member.is_secret { self.secret(slot, &member.ty, tag) } else { self.value(slot, &member.ty, tag) }
    }

    /// What became of the members that an object lacks.
    fn missing_members(
        &mut self,
        class: &ClassPlan,
        slots: &[Slot<'_>],
        seen: &Seen,
        element: Element,
    ) -> Result<()> {
        let tells = self.options.notices.is_some();
        for place in seen.unmarked(class.xml().len()) {
            let member = &class.xml()[place];
            if member.is_required && self.options.require {
                return Err(self.missing(member));
            }
            if member.ty.is_abstract() && matches!(slots.get(member.index), Some(Slot::Polymorphic(_))) {
                return Err(self.error(ErrorKind::Missing, nothing_for(&member.name)));
            }
            if tells && !member.may_be_left_out() && !slots.get(member.index).is_some_and(Slot::tells_absent)
            {
                self.tell_missing(member, element.start);
            }
        }
        Ok(())
    }

    /// Reads the value of a member that must not be told of.
    fn secret(&mut self, slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        let outer = self.secret_depth;
        self.secret_depth = outer.or(Some(self.path.len()));
        // After an error nothing more is read, and the path has to end here.
        self.value(slot, ty, tag)?;
        self.secret_depth = outer;
        Ok(())
    }

    fn missing(&self, member: &MemberPlan) -> Error {
        self.error(ErrorKind::Missing, format!("the required member `{}` is missing", member.name))
    }

    /// The member that an element is: the expected one or one behind it, else one before it.
    fn find_member(&self, class: &ClassPlan, tag: &Tag<'x>, expected: usize) -> Option<usize> {
        let namespace = self.namespace_of(tag);
        let is_it = |member: &MemberPlan| member.name == tag.local && *member.namespace == *namespace;
        let (before, behind) = class.xml().split_at(expected.min(class.xml().len()));
        if let Some(index) = &class.index {
            let near = behind.iter().take(NEAR).position(is_it).map(|place| before.len() + place);
            let members = class.xml();
            return near.or_else(|| {
                index.xml.find(
                    expected,
                    |place| members[place].name.as_str().cmp(tag.local),
                    |place| is_it(&members[place]),
                )
            });
        }
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
        element: Element,
        names: &Names<'x>,
    ) -> Result<()> {
        list.clear();
        if element.is_empty {
            return Ok(());
        }
        collection.reserve(list);
        while !self.foretold_items(collection, list, names)? {
            match self.next()? {
                Next::Start => self.item(collection, list)?,
                Next::End => break,
            }
        }
        collection.remember_len(list.len());
        Ok(())
    }

    /// An item by the rules.
    fn item(&mut self, collection: &CollectionPlan, list: &mut dyn List) -> Result<()> {
        let item = &collection.item;
        let tag = self.start_tag()?;
        if tag.local == item.name && *self.namespace_of(&tag) == *item.namespace {
            if collection.is_read_in_one_go {
                self.value_without_attributes(list.push(), &item.ty, &tag)?;
            } else {
                self.value(list.push(), &item.ty, &tag)?;
            }
            self.finish(&tag)
        } else if self.options.strict && collection.is_read_in_one_go {
            let found = self.shown(tag.local);
            let message =
                format!("`{found}` is no item of this array, whose items are named `{}`", item.name);
            Err(self.error(ErrorKind::Unexpected, message))
        } else {
            self.pass_over(&tag, NoticeKind::Unknown)
        }
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
                self.pass_over(&tag, NoticeKind::Unknown)?;
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
                self.pass_over(&tag, why)?;
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

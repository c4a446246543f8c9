//! Runs of members and items.

use super::super::super::direct::Content;
use super::super::super::raw;
use super::super::Reader;
use super::super::class::{Element, Progress};
use super::super::out_of_order::{OnError, can_be_reset};
use super::content::{filled_object, set_null};
use super::{Around, Names};
use crate::contract::plan::{ClassPlan, CollectionPlan, MemberPlan, ObjectPlan};
use crate::error::Result;
use crate::value::{List, Slot};

impl<'x> Reader<'x, '_> {
    /// Reads members from the first one on, as most objects have them: all, in the contract's order, and each close behind
    /// the one before it. How many there are of these.
    pub(in super::super) fn foretold_in_order(
        &mut self,
        class: &ClassPlan,
        slots: &mut [Slot<'_>],
        names: &Names<'x>,
    ) -> Result<usize> {
        let members = class.xml();
        let Some(first) = members.first().map(|first| &first.direct.start) else { return Ok(0) };
        if !names.is_plain || class.likely(0) != 0 || !raw::starts_with(self.rest(), first) {
            return Ok(0);
        }
        self.pos += first.len();
        Ok(self.run::<true>(members, slots, names, OnError::Stop)?.1)
    }

    /// Reads members for as long as they are foretold. Whether it got to the object's end tag.
    #[inline(never)]
    pub(in super::super) fn foretold_members(
        &mut self,
        class: &ClassPlan,
        slots: &mut [Slot<'_>],
        names: &Names<'x>,
        progress: &mut Progress<'_>,
    ) -> Result<bool> {
        let members = class.xml();
        let mut before = self.pos;
        while !self.is_at_end() {
            let at = self.pos;
            if names.prefix.is_none() {
                return Ok(false);
            }
            let Some((place, start)) = self.foretell(class, names, progress) else { return Ok(false) };
            self.pos += start.length;
            // Where there is white space between elements, or another order, one at a time.
            let is_read = if start.is_nil || at > before || place != progress.expected() {
                let member = &members[place];
                let is_read = match slots.get_mut(member.index) {
                    Some(slot) if start.is_nil => set_null(slot),
                    Some(slot) => {
                        let is_past = || progress.is_past(place, members.len());
                        self.foretold_member(member, slot, names, is_past)?
                    }
                    None => false,
                };
                if is_read {
                    progress.mark(place);
                } else {
                    self.pos = at;
                }
                is_read
            } else {
                // No further than to a member that was read already.
                let ahead = &members[place..][..progress.lacking(place, members.len())];
                let is_past = place + ahead.len() < members.len();
                let on_error = if is_past { OnError::GiveBack } else { OnError::Stop };
                let (is_read, count) = if names.is_plain {
                    self.run::<true>(ahead, slots, names, on_error)?
                } else {
                    self.run::<false>(ahead, slots, names, on_error)?
                };
                if count > 0 {
                    progress.mark_all(place..place + count);
                }
                is_read
            };
            if !is_read {
                return Ok(false);
            }
            before = self.pos;
        }
        Ok(true)
    }

    /// Reads one member, of which the start tag was read: whether it could be.
    #[inline(always)]
    fn foretold_member(
        &mut self,
        member: &MemberPlan,
        slot: &mut Slot<'_>,
        names: &Names<'x>,
        is_past: impl FnOnce() -> bool,
    ) -> Result<bool> {
        if let Some((_, end)) = self.foretold_short::<false>(member, slot, self.pos, (None, names)) {
            self.pos = end;
            return Ok(true);
        }
        let has_content = matches!(member.direct.content, Content::Object | Content::List);
        let on_error = if has_content && is_past() { OnError::GiveBack } else { OnError::Stop };
        Ok(self.foretold_or_given_back(member, slot, (None, names), on_error)?.is_some())
    }

    /// Reads the content of an element, and its end tag, as [`Self::foretold_other`] does. What cannot be read of a member
    /// out of order is left to the general way, which passes over it.
    #[inline(always)]
    fn foretold_or_given_back(
        &mut self,
        member: &MemberPlan,
        slot: &mut Slot<'_>,
        around: Around<'_, 'x>,
        on_error: OnError,
    ) -> Result<Option<bool>> {
        if on_error == OnError::Stop {
            return self.foretold_other(member, slot, around);
        }
        self.foretold_out_of_order(member, slot, around)
    }

    #[cold]
    fn foretold_out_of_order(
        &mut self,
        member: &MemberPlan,
        slot: &mut Slot<'_>,
        around: Around<'_, 'x>,
    ) -> Result<Option<bool>> {
        if member.is_required {
            return self.foretold_other(member, slot, around);
        }
        if !can_be_reset(slot) || self.options.notices.is_some() {
            return Ok(None);
        }
        let checkpoint = self.checkpoint();
        match self.foretold_other(member, slot, around) {
            Err(error) if OnError::GiveBack.gives_back(&error) => {
                self.go_back(&checkpoint);
                Ok(None)
            }
            result => result,
        }
    }

    /// Reads members for as long as one follows the other at once, of which the start tag of the first was read. Whether the
    /// last one could be read, and how many were; the position is at the start of the one that could not.
    #[inline(never)]
    fn run<const PLAIN: bool>(
        &mut self,
        members: &[MemberPlan],
        slots: &mut [Slot<'_>],
        names: &Names<'x>,
        on_error: OnError,
    ) -> Result<(bool, usize)> {
        let (mut content, mut ahead) = (self.pos, members);
        while let [member, behind @ ..] = ahead {
            let next = behind.first();
            let Some(slot) = slots.get_mut(member.index) else { break };
            let read = self.foretold_short::<PLAIN>(member, slot, content, (next, names));
            let (is_next, end) = if let Some(read) = read {
                read
            } else {
                self.pos = content;
                let read = self.foretold_or_given_back(member, slot, (next, names), on_error)?;
                let Some(is_next) = read else { break };
                (is_next, self.pos)
            };
            (content, ahead) = (end, behind);
            if !is_next {
                self.pos = content;
                return Ok((true, members.len() - ahead.len()));
            }
        }
        self.pos = content - ahead.first().map_or(0, |failed| self.start_length(failed, names));
        Ok((false, members.len() - ahead.len()))
    }

    /// Reads items, as above.
    pub(in super::super) fn foretold_items(
        &mut self,
        collection: &CollectionPlan,
        list: &mut dyn List,
        names: &Names<'x>,
    ) -> Result<bool> {
        let item = &collection.item;
        let objects = self.foretold_class(item);
        while !self.is_at_end() {
            if names.prefix.is_none() {
                return Ok(false);
            }
            let Some(start) = self.foretold_start(item, names) else { return Ok(false) };
            if start.is_nil {
                if !set_null(&mut list.push()) {
                    list.pop();
                    return Ok(false);
                }
                self.pos += start.length;
                continue;
            }
            let at = self.pos;
            self.pos += start.length;
            let are_read = match objects {
                Some(objects) => self.run_of_objects((item, objects), list, at, names)?,
                None => self.run_of_items(item, list, names)?,
            };
            if !are_read {
                self.pos -= start.length;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Reads items for as long as one follows the other at once, of which the start tag of the first was read. Whether the
    /// last one could be read; else the position is behind its start tag.
    #[inline]
    fn run_of_items(&mut self, item: &MemberPlan, list: &mut dyn List, names: &Names<'x>) -> Result<bool> {
        let mut content = self.pos;
        loop {
            let mut slot = list.push();
            let read = self.foretold_short::<false>(item, &mut slot, content, (Some(item), names));
            let (is_next, end) = if let Some(read) = read {
                read
            } else {
                self.pos = content;
                let Some(is_next) = self.foretold_other(item, &mut slot, (Some(item), names))? else {
                    list.pop();
                    self.pos = content;
                    return Ok(false);
                };
                (is_next, self.pos)
            };
            content = end;
            if !is_next {
                self.pos = content;
                return Ok(true);
            }
        }
    }

    /// The same for items that are objects of one class. The first one's start tag is at `first`.
    fn run_of_objects(
        &mut self,
        (item, (plan, class)): (&MemberPlan, (&ObjectPlan, &ClassPlan)),
        list: &mut dyn List,
        first: usize,
        names: &Names<'x>,
    ) -> Result<bool> {
        let length = self.pos - first;
        let name = &self.text[first + 1..self.pos - 1];
        // All of them have the same name, so it is the path of each.
        self.path.push(&name[names.extra()..]);
        loop {
            let element = Element { start: self.pos - length, is_empty: false };
            let mut slot = list.push();
            let object = filled_object(&mut slot, &item.ty).filter(|object| plan.is_exactly(*object));
            let Some(object) = object else {
                list.pop();
                self.path.pop();
                return Ok(false);
            };
            self.class_members((plan, class), object, element, names)?;
            if !self.end_of_nested(item, name, (Some(item), names))? {
                break;
            }
        }
        self.path.pop();
        Ok(true)
    }
}

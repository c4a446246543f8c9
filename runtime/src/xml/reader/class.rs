//! The members of objects.

use super::super::tokenizer::{Next, Tag};
use super::Decoder;
use super::fast_path::{FastPath, NameForm};
use super::out_of_order::MemberOutcome;
use super::progress::{ClassType, Element, Progress};
use crate::contract::Serializer;
use crate::contract::name_index::NEAR;
use crate::error::{Error, ErrorKind, Result, nothing_for};
use crate::notice::NoticeKind;
use crate::plan::{ClassPlan, MemberPlan, Placement};
use crate::value::{Object, Seen, Slot};

impl<'x> Decoder<'x, '_> {
    /// Reads the members of an object of just this class, up to its end tag.
    pub(super) fn class_members(
        &mut self,
        ty: ClassType<'_>,
        object: &mut dyn Object,
        element: Element,
        names: &NameForm<'x>,
    ) -> Result<()> {
        if !ty.plan.has_known_types {
            return object.slots(&mut |slots| self.members(ty.class, slots, element, names));
        }
        self.known.enter(ty.plan.contract);
        let result = object.slots(&mut |slots| self.members(ty.class, slots, element, names));
        self.known.leave(ty.plan.contract);
        result
    }

    pub(super) fn members(
        &mut self,
        class: &ClassPlan,
        slots: &mut [Slot<'_>],
        element: Element,
        names: &NameForm<'x>,
    ) -> Result<()> {
        let read = if element.is_empty { 0 } else { self.fast_members_in_order(class, slots, names)? };
        if read > 0 && read == class.xml().len() && self.tokens.rest().starts_with(b"</") {
            return Ok(());
        }
        let mut seen = Seen::new(class.xml().len());
        let mut progress = Progress::new(&mut seen, read);
        // An element that the fast path does not know is read by name, and then the next may be known again.
        while !element.is_empty
            && self.fast_members(class, slots, names, &mut progress)? == FastPath::SwitchToSlow
        {
            match self.tokens.next()? {
                Next::Start => self.member(class, slots, &mut progress)?,
                Next::End => break,
            }
        }
        self.missing_members(class, slots, &seen, element)?;
        if self.serializer == Serializer::XmlSerializer && self.options.strict {
            Self::fill_missing_lists(class, slots, &seen);
        }
        Ok(())
    }

    /// Reads one member, whichever stands here, or skips an element that is none.
    pub(super) fn member(
        &mut self,
        class: &ClassPlan,
        slots: &mut [Slot<'_>],
        progress: &mut Progress<'_>,
    ) -> Result<()> {
        if self.serializer == Serializer::XmlSerializer {
            return self.member_for_xml_serializer(class, slots, progress);
        }
        let expected = progress.expected();
        let tag = self.tokens.start_tag()?;
        let Some(found) = self.find_member(class, &tag, expected) else {
            return self.skip_with_notice(&tag, NoticeKind::Unknown);
        };
        if self.options.strict {
            if found < expected {
                return self.skip_with_notice(&tag, NoticeKind::OutOfOrder);
            }
            // .NET raises the error as soon as a later member shows that a required one is missing.
            if self.options.require
                && let Some(missing) = class.xml()[expected..found].iter().find(|member| member.is_required)
            {
                return Err(self.missing(missing));
            }
        }
        if !progress.lacks(found) {
            return self.skip_with_notice(&tag, NoticeKind::Duplicate);
        }
        let member = &class.xml()[found];
        match slots.get_mut(member.index) {
            None | Some(Slot::Absent) => {
                return Err(self.tokens.error(ErrorKind::Value, "the value has no place for this member"));
            }
            Some(slot) if !member.is_required && progress.is_past(found, class.xml().len()) => {
                if self.out_of_order(member, slot.reborrow(), &tag)? == MemberOutcome::PassedOver {
                    return self.tokens.finish(&tag);
                }
            }
            Some(slot) => self.member_value(member, slot.reborrow(), &tag)?,
        }
        self.tokens.finish(&tag)?;
        progress.mark(found);
        Ok(())
    }

    /// Reads the value of a member, which may be secret.
    pub(super) fn member_value(&mut self, member: &MemberPlan, slot: Slot<'_>, tag: &Tag<'x>) -> Result<()> {
        if member.is_secret { self.secret(member, slot, tag) } else { self.value(slot, &member.ty, tag) }
    }

    /// What became of the members that an object lacks.
    pub(super) fn missing_members(
        &mut self,
        class: &ClassPlan,
        slots: &[Slot<'_>],
        seen: &Seen,
        element: Element,
    ) -> Result<()> {
        let wants_notices = self.options.notices.is_some();
        for place in seen.unmarked(class.xml().len()) {
            let member = &class.xml()[place];
            if !matches!(member.placement, Placement::Element) {
                continue;
            }
            if member.is_required && self.options.require {
                return Err(self.missing(member));
            }
            if member.ty.is_abstract() && matches!(slots.get(member.index), Some(Slot::Polymorphic(_))) {
                return Err(self.tokens.error(ErrorKind::Missing, nothing_for(&member.name)));
            }
            if wants_notices
                && !member.may_be_left_out()
                && !slots.get(member.index).is_some_and(Slot::has_absent)
            {
                self.notify_of_missing(member, element.start);
            }
        }
        Ok(())
    }

    /// Reads the value of a member of which nothing may be said.
    fn secret(&mut self, member: &MemberPlan, slot: Slot<'_>, tag: &Tag<'x>) -> Result<()> {
        let outer = self.hide(member);
        // After an error nothing more is read, and the path has to end here.
        self.value(slot, &member.ty, tag)?;
        self.tokens.secret_depth = outer;
        Ok(())
    }

    /// Hides what is read from here on, if the member is secret; returns what was hidden before.
    pub(super) fn hide(&mut self, member: &MemberPlan) -> Option<usize> {
        let outer = self.tokens.secret_depth;
        if member.is_secret {
            self.tokens.secret_depth = outer.or(Some(self.tokens.path.len()));
        }
        outer
    }

    pub(super) fn missing(&self, member: &MemberPlan) -> Error {
        self.tokens.error(ErrorKind::Missing, format!("the required member `{}` is missing", member.name))
    }

    /// Returns the member that an element is: the expected one or one behind it, else one before it.
    pub(super) fn find_member(&self, class: &ClassPlan, tag: &Tag<'x>, expected: usize) -> Option<usize> {
        let namespace = self.tokens.namespace_of(tag);
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
}

//! Members that follow each other.

use super::super::super::fast_tags::Content;
use super::super::Decoder;
use super::super::out_of_order::{OnError, can_be_reset};
use super::super::progress::Progress;
use super::element::set_null;
use super::{FastPath, Following, Lookahead, NameForm, RowEnd, StartTag};
use crate::error::Result;
use crate::plan::{ClassPlan, MemberPlan};
use crate::raw;
use crate::value::Slot;

/// A member whose start tag stands at the position.
#[derive(Clone, Copy)]
struct PredictedMember {
    index: usize,
    tag: StartTag,
}

/// Members that were read in a row.
#[derive(Clone, Copy)]
struct Row {
    read: usize,
    end: RowEnd,
}

impl<'x> Decoder<'x, '_> {
    /// Reads members as most objects have them: from the first one on, in the contract's order, each close
    /// behind the one before it. Returns how many were read; the position is behind the last of them.
    pub(in super::super) fn fast_members_in_order(
        &mut self,
        class: &ClassPlan,
        slots: &mut [Slot<'_>],
        names: &NameForm<'x>,
    ) -> Result<usize> {
        let members = class.xml();
        let Some(first) = members.first().map(|first| &first.fast.start) else { return Ok(0) };
        if !names.is_plain || class.likely(0) != 0 || !raw::starts_with(self.tokens.rest(), first) {
            return Ok(0);
        }
        self.tokens.pos += first.len();
        Ok(self.fast_row::<true>(members, slots, names, OnError::Stop)?.read)
    }

    /// Reads members for as long as they are predicted.
    #[inline(never)]
    pub(in super::super) fn fast_members(
        &mut self,
        class: &ClassPlan,
        slots: &mut [Slot<'_>],
        names: &NameForm<'x>,
        progress: &mut Progress<'_>,
    ) -> Result<FastPath> {
        let members = class.xml();
        let mut before = self.tokens.pos;
        while !self.is_at_end() {
            let start = self.tokens.pos;
            if names.prefix.is_none() {
                return Ok(FastPath::SwitchToSlow);
            }
            let Some(PredictedMember { index, tag }) = self.predict_member(class, names, progress) else {
                return Ok(FastPath::SwitchToSlow);
            };
            self.tokens.pos += tag.len;
            // Where there is white space between elements, or another order, one at a time.
            let end = if tag.is_nil || start > before || index != progress.expected() {
                let member = &members[index];
                let end = match slots.get_mut(member.index) {
                    Some(slot) if tag.is_nil => {
                        if set_null(slot) {
                            RowEnd::Read
                        } else {
                            RowEnd::Unreadable
                        }
                    }
                    Some(slot) => {
                        let knows_order = self.knows_order();
                        let is_past = || knows_order && progress.is_past(index, members.len());
                        self.fast_member(member, slot, names, is_past)?
                    }
                    None => RowEnd::Unreadable,
                };
                match end {
                    RowEnd::Read => progress.mark(index),
                    RowEnd::Unreadable => self.tokens.pos = start,
                }
                end
            } else {
                // No further than to a member that was read already.
                let ahead = &members[index..][..progress.lacking(index, members.len())];
                let is_past = index + ahead.len() < members.len() && self.knows_order();
                let on_error = if is_past { OnError::GiveBack } else { OnError::Stop };
                let row = if names.is_plain {
                    self.fast_row::<true>(ahead, slots, names, on_error)?
                } else {
                    self.fast_row::<false>(ahead, slots, names, on_error)?
                };
                if row.read > 0 {
                    progress.mark_all(index..index + row.read);
                }
                row.end
            };
            if end == RowEnd::Unreadable {
                return Ok(FastPath::SwitchToSlow);
            }
            before = self.tokens.pos;
        }
        Ok(FastPath::Done)
    }

    /// Finds the member that stands at the position: the likely one, or the one that the slow path would
    /// find.
    #[inline(always)]
    fn predict_member(
        &self,
        class: &ClassPlan,
        names: &NameForm<'x>,
        progress: &Progress<'_>,
    ) -> Option<PredictedMember> {
        let expected = progress.expected();
        // In strict mode all but the expected one are for the slow path.
        let likely = if self.options.strict { expected } else { class.likely(expected) };
        let found = match class.xml().get(likely).and_then(|member| self.match_start_tag(member, names)) {
            Some(tag) => PredictedMember { index: likely, tag },
            None if self.options.strict => return None,
            None => self.search_member(class, names, expected)?,
        };
        progress.lacks(found.index).then_some(found)
    }

    /// Finds a member that is not the likely one, in the order in which the slow path looks.
    #[inline(never)]
    fn search_member(
        &self,
        class: &ClassPlan,
        names: &NameForm<'x>,
        expected: usize,
    ) -> Option<PredictedMember> {
        let (members, rest) = (class.xml(), self.tokens.rest());
        // `<`, a name, and what is in the tag besides. Few names are as long, and only those have to be
        // compared.
        let tag = raw::plain_len(rest.get(1..)?) + 2;
        let expected = expected.min(members.len());
        let found = (expected..members.len()).chain(0..expected).find_map(|index| {
            let member = &members[index];
            let fits = if names.is_plain {
                tag == member.fast.start.len() || tag == member.fast.nil.len()
            } else {
                tag > member.name.len() + 2
            };
            if fits {
                Some(PredictedMember { index, tag: self.match_start_tag(member, names)? })
            } else {
                None
            }
        })?;
        class.learn(expected, found.index);
        Some(found)
    }

    /// Reads one member, of which the start tag was read.
    #[inline(always)]
    fn fast_member(
        &mut self,
        member: &MemberPlan,
        slot: &mut Slot<'_>,
        names: &NameForm<'x>,
        is_past: impl FnOnce() -> bool,
    ) -> Result<RowEnd> {
        let lookahead = Lookahead { next: None, names };
        if let Some(end) = self.fast_scalar::<false>(member, slot, self.tokens.pos, lookahead) {
            self.tokens.pos = end.pos;
            return Ok(RowEnd::Read);
        }
        let has_content = matches!(member.fast.content, Content::Object | Content::List);
        let on_error = if has_content && is_past() { OnError::GiveBack } else { OnError::Stop };
        Ok(match self.fast_content_or_give_back(member, slot, lookahead, on_error)? {
            Some(_) => RowEnd::Read,
            None => RowEnd::Unreadable,
        })
    }

    /// Reads the content of an element, and its end tag, as [`Self::fast_content`] does. A member out of
    /// order that cannot be read is given back to the slow path, which skips it.
    #[inline(always)]
    fn fast_content_or_give_back(
        &mut self,
        member: &MemberPlan,
        slot: &mut Slot<'_>,
        lookahead: Lookahead<'_, 'x>,
        on_error: OnError,
    ) -> Result<Option<Following>> {
        if on_error == OnError::Stop {
            return self.fast_content(member, slot, lookahead);
        }
        self.fast_content_out_of_order(member, slot, lookahead)
    }

    #[cold]
    fn fast_content_out_of_order(
        &mut self,
        member: &MemberPlan,
        slot: &mut Slot<'_>,
        lookahead: Lookahead<'_, 'x>,
    ) -> Result<Option<Following>> {
        if member.is_required {
            return self.fast_content(member, slot, lookahead);
        }
        if !can_be_reset(slot) || self.options.notices.is_some() {
            return Ok(None);
        }
        let checkpoint = self.checkpoint();
        match self.fast_content(member, slot, lookahead) {
            Err(error) if OnError::GiveBack.gives_back(&error) => {
                self.go_back(&checkpoint);
                Ok(None)
            }
            result => result,
        }
    }

    /// Reads members for as long as one follows the other at once; the start tag of the first was read. At
    /// the end the position is behind the last one that was read, or at the start of the one that could not
    /// be.
    #[inline(never)]
    fn fast_row<const PLAIN: bool>(
        &mut self,
        members: &[MemberPlan],
        slots: &mut [Slot<'_>],
        names: &NameForm<'x>,
        on_error: OnError,
    ) -> Result<Row> {
        let (mut content, mut ahead) = (self.tokens.pos, members);
        while let [member, behind @ ..] = ahead {
            let lookahead = Lookahead { next: behind.first(), names };
            let Some(slot) = slots.get_mut(member.index) else { break };
            let following = if let Some(end) = self.fast_scalar::<PLAIN>(member, slot, content, lookahead) {
                content = end.pos;
                end.following
            } else {
                self.tokens.pos = content;
                let read = self.fast_content_or_give_back(member, slot, lookahead, on_error)?;
                let Some(following) = read else { break };
                content = self.tokens.pos;
                following
            };
            ahead = behind;
            if following == Following::Other {
                self.tokens.pos = content;
                return Ok(Row { read: members.len() - ahead.len(), end: RowEnd::Read });
            }
        }
        self.tokens.pos = content - ahead.first().map_or(0, |failed| self.start_tag_len(failed, names));
        Ok(Row { read: members.len() - ahead.len(), end: RowEnd::Unreadable })
    }
}

//! What the reader tells of.

use super::Reading;
use crate::json::NullValueHandling;
use crate::json::place::Place;
use crate::notice::{HIDDEN_NAME, Notice, NoticeKind};
use crate::plan::MemberPlan;

impl Reading<'_> {
    /// Whether anybody wants to be told.
    #[inline]
    pub(super) fn tells(&self) -> bool {
        self.notices.is_some()
    }

    /// Tells of a member that the object at a place has or lacks.
    #[cold]
    pub(super) fn tell(&self, kind: NoticeKind, place: &Place<'_>, name: &str, offset: Option<usize>) {
        if self.tells() {
            let is_hidden = kind == NoticeKind::Unknown && place.is_secret();
            let name = if is_hidden { HIDDEN_NAME } else { name };
            let notice = Notice { kind, path: "", name, namespace: None, value: None, offset };
            self.hand_over(&place.names(), &notice);
        }
    }

    /// Tells of the value at a place, and what it is, unless that is secret.
    #[cold]
    pub(super) fn tell_value(
        &self,
        kind: NoticeKind,
        place: &Place<'_>,
        value: Option<(&str, Option<usize>)>,
    ) {
        if !self.tells() {
            return;
        }
        let mut names = place.names();
        let name = names.pop().unwrap_or_default();
        let offset = value.and_then(|(_, offset)| offset);
        let value = value.map(|(value, _)| value).filter(|_| !place.is_secret());
        self.hand_over(&names, &Notice { kind, path: "", name: &name, namespace: None, value, offset });
    }

    /// Tells how many notices were left out, if any were.
    pub(in crate::json) fn tell_omitted(&self) {
        if let (Some(last), Some(told)) = (self.notice_budget.last(), &self.notices) {
            (told.borrow_mut())(&last);
        }
    }

    /// Completes a notice by the path and the byte-order mark.
    fn hand_over(&self, path: &[String], notice: &Notice<'_>) {
        if let Some(told) = self.notices.as_ref().filter(|_| self.notice_budget.take()) {
            let path = path.iter().fold(String::new(), |path, name| path + "/" + name);
            let offset = notice.offset.map(|offset| offset + self.mark);
            (told.borrow_mut())(&Notice { path: &path, offset, ..*notice });
        }
    }

    /// Whether a document may lack a member, besides what holds for every format.
    pub(super) fn may_lack(&self, member: &MemberPlan) -> bool {
        let rules = &member.ty.json;
        let ignores_null =
            rules.nulls.unwrap_or(self.settings.nulls) == NullValueHandling::Ignore && member.ty.is_nullable;
        let ignores_default = rules.defaults.unwrap_or(self.settings.defaults).leaves_out();
        member.may_be_left_out() || ((ignores_null || ignores_default) && !member.is_required)
    }

    /// Keeps the place of the name that is being read.
    pub(super) fn note_name(&self, name: &str) {
        self.last_name.set(self.offset_of_text(name.as_ptr().addr()));
    }

    /// The place of the name that was read last, with its quote.
    pub(super) fn last_name(&self) -> Option<usize> {
        self.last_name.get()
    }

    /// The place of a text with its quote by the address behind that, if the text was not made from escapes.
    pub(super) fn offset_of_text(&self, address: usize) -> Option<usize> {
        self.offset_of(address)?.checked_sub(1)
    }

    /// The place of a part of the document by its address, which tells whether it is one.
    pub(super) fn offset_of(&self, address: usize) -> Option<usize> {
        self.document.contains(&address).then(|| address - self.document.start)
    }
}

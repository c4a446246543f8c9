//! Notices about a document.

use super::Reading;
use crate::contract::NullValueHandling;
use crate::json::path::JsonPath;
use crate::notice::{HIDDEN_NAME, Notice, NoticeKind};
use crate::plan::MemberPlan;

impl Reading<'_, '_> {
    /// Returns whether there is a hook for notices.
    #[inline]
    pub(super) fn wants_notices(&self) -> bool {
        self.notices.is_some()
    }

    /// Gives notice of a member that the object at a path has or lacks.
    #[cold]
    pub(super) fn notify(&self, kind: NoticeKind, path: &JsonPath<'_>, name: &str, offset: Option<usize>) {
        if self.wants_notices() {
            let is_hidden = kind == NoticeKind::Unknown && path.is_secret();
            let name = if is_hidden { HIDDEN_NAME } else { name };
            let notice = Notice { kind, path: "", name, namespace: None, value: None, offset };
            self.pass_on(&path.names(), &notice);
        }
    }

    /// Gives notice of the value at a path, and says what it is, unless that is secret.
    #[cold]
    pub(super) fn notify_of_value(
        &self,
        kind: NoticeKind,
        path: &JsonPath<'_>,
        value: Option<(&str, Option<usize>)>,
    ) {
        if !self.wants_notices() {
            return;
        }
        let mut names = path.names();
        let name = names.pop().unwrap_or_default();
        let offset = value.and_then(|(_, offset)| offset);
        let value = value.map(|(value, _)| value).filter(|_| !path.is_secret());
        self.pass_on(&names, &Notice { kind, path: "", name: &name, namespace: None, value, offset });
    }

    /// Gives notice of how many notices were left out, if any were.
    pub(in crate::json) fn notify_of_omitted(&self) {
        if let (Some(last), Some(hook)) = (self.notice_budget.last(), &self.notices) {
            (hook.borrow_mut())(&last);
        }
    }

    /// Passes a notice to the hook, with its path, and with its offset from the start of the input.
    fn pass_on(&self, path: &[String], notice: &Notice<'_>) {
        if let Some(hook) = self.notices.as_ref().filter(|_| self.notice_budget.take()) {
            let path = path.iter().fold(String::new(), |path, name| path + "/" + name);
            let offset = notice.offset.map(|offset| self.positions.offset(offset));
            (hook.borrow_mut())(&Notice { path: &path, offset, ..*notice });
        }
    }

    /// Returns whether a document may lack a member without a notice.
    pub(super) fn may_lack(&self, member: &MemberPlan) -> bool {
        let rules = &member.ty.json;
        let ignores_null =
            rules.nulls.unwrap_or(self.settings.nulls) == NullValueHandling::Ignore && member.ty.is_nullable;
        let ignores_default = rules.defaults.unwrap_or(self.settings.defaults).leaves_out();
        member.may_be_left_out() || ((ignores_null || ignores_default) && !member.is_required)
    }

    /// Keeps the offset of the name that is being read.
    pub(super) fn note_name(&self, name: &str) {
        self.last_name.set(self.offset_of_text(name.as_ptr().addr()));
    }

    /// Returns the offset of the name that was read last, with its quote.
    pub(super) fn last_name(&self) -> Option<usize> {
        self.last_name.get()
    }

    /// Returns the offset of a text's quote by the address of the text, if it was not made from escapes.
    pub(super) fn offset_of_text(&self, address: usize) -> Option<usize> {
        self.offset_of(address)?.checked_sub(1)
    }

    /// Returns the offset of a text by its address, if it is a part of the document.
    pub(super) fn offset_of(&self, address: usize) -> Option<usize> {
        self.document.contains(&address).then(|| address - self.document.start)
    }
}

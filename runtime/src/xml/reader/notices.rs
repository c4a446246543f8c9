//! What the reader tells of.

use super::Reader;
use super::tag::Tag;
use crate::contract::plan::MemberPlan;
use crate::notice::{Notice, NoticeKind};

impl<'x> Reader<'x, '_> {
    /// Tells of an element that is open, and what its text is, unless that is secret.
    #[cold]
    pub(super) fn tell(&mut self, kind: NoticeKind, tag: &Tag<'x>, value: Option<&str>) {
        if self.options.notices.is_none() {
            return;
        }
        let namespace = self.namespace_of(tag).to_owned();
        let around = self.path.len().saturating_sub(1);
        let value = value.filter(|_| !self.is_secret);
        let (name, namespace, offset) = (tag.local, Some(&*namespace), Some(tag.start));
        self.hand_over(around, &Notice { kind, path: "", name, namespace, value, offset });
    }

    /// Tells of a member that the element of an object lacks.
    #[cold]
    pub(super) fn tell_missing(&mut self, member: &MemberPlan, start: usize) {
        let (kind, name, namespace) = (NoticeKind::Missing, &*member.name, Some(&*member.namespace));
        let notice = Notice { kind, path: "", name, namespace, value: None, offset: Some(start) };
        self.hand_over(self.path.len(), &notice);
    }

    /// Completes a notice by the path, which has so many names, and the byte-order mark.
    fn hand_over(&mut self, around: usize, notice: &Notice<'_>) {
        if let Some(told) = &mut self.options.notices {
            let path = self.path[..around].iter().fold(String::new(), |path, name| path + "/" + name);
            told(&Notice { path: &path, offset: notice.offset.map(|offset| offset + self.mark), ..*notice });
        }
    }
}

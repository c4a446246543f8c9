//! What the reader tells of, and what it passes over.

use super::super::tokenizer::Tag;
use super::Decoder;
use crate::error::Result;
use crate::notice::{HIDDEN_NAME, Notice, NoticeKind};
use crate::plan::MemberPlan;

impl<'x> Decoder<'x, '_> {
    /// Tells of an element that is open, and what its text is, unless that is secret.
    #[cold]
    pub(super) fn tell(&mut self, kind: NoticeKind, tag: &Tag<'x>, value: Option<&str>) {
        if self.options.notices.is_none() {
            return;
        }
        let namespace = self.tokens.namespace_of(tag).to_owned();
        let around = self.tokens.path.len().saturating_sub(1);
        let value = value.filter(|_| self.tokens.secret_depth.is_none());
        let (name, namespace, offset) = (tag.local, Some(&*namespace), Some(tag.start));
        self.hand_over(around, Notice { kind, path: "", name, namespace, value, offset });
    }

    /// Tells of a member that the element of an object lacks.
    #[cold]
    pub(super) fn tell_missing(&mut self, member: &MemberPlan, start: usize) {
        let (kind, name, namespace) = (NoticeKind::Missing, &*member.name, Some(&*member.namespace));
        let notice = Notice { kind, path: "", name, namespace, value: None, offset: Some(start) };
        self.hand_over(self.tokens.path.len(), notice);
    }

    /// Passes over an element whose start tag was read, with all that is in it. .NET looks at its attributes,
    /// but not at those inside.
    pub(super) fn pass_over(&mut self, tag: &Tag<'x>, why: NoticeKind) -> Result<()> {
        if self.options.strict {
            self.refuse_invalid(tag)?;
        }
        self.tell(why, tag, None);
        self.tokens.skip_content(tag)?;
        self.tokens.finish(tag)
    }

    /// Completes a notice by the path, which has `around` names, and the byte-order mark. Names that are not
    /// the contract's are not told inside a secret member.
    fn hand_over(&mut self, around: usize, mut notice: Notice<'_>) {
        let is_secret = self.tokens.secret_depth.is_some_and(|depth| depth <= around);
        if is_secret && notice.kind == NoticeKind::Unknown {
            (notice.name, notice.namespace) = (HIDDEN_NAME, None);
        }
        if let Some(told) = self.options.notices.as_mut().filter(|_| self.notice_budget.take()) {
            let path = self.tokens.path[..around].iter().fold(String::new(), |path, name| path + "/" + name);
            told(&Notice {
                path: &path,
                offset: notice.offset.map(|offset| offset + self.bom_len),
                ..notice
            });
        }
    }
}

//! Notices about a document, and elements that are skipped.

use super::super::tokenizer::Tag;
use super::Decoder;
use crate::contract::Serializer;
use crate::error::Result;
use crate::notice::{HIDDEN_NAME, Notice, NoticeKind};
use crate::plan::MemberPlan;

impl<'x> Decoder<'x, '_> {
    /// Gives notice of an element that is open, and says what its text is, unless that is secret.
    #[cold]
    pub(super) fn notify(&mut self, kind: NoticeKind, tag: &Tag<'x>, value: Option<&str>) {
        if self.options.notices.is_none() {
            return;
        }
        let namespace = self.tokens.namespace_of(tag).to_owned();
        let depth = self.tokens.path.len().saturating_sub(1);
        let value = value.filter(|_| self.tokens.secret_depth.is_none());
        let (name, namespace, offset) = (tag.local, Some(&*namespace), Some(tag.start));
        self.pass_on(depth, Notice { kind, path: "", name, namespace, value, offset });
    }

    /// Gives notice of a member that the element of an object lacks.
    #[cold]
    pub(super) fn notify_of_missing(&mut self, member: &MemberPlan, start: usize) {
        let (kind, name, namespace) = (NoticeKind::Missing, &*member.name, Some(&*member.namespace));
        let notice = Notice { kind, path: "", name, namespace, value: None, offset: Some(start) };
        self.pass_on(self.tokens.path.len(), notice);
    }

    /// Skips an element whose start tag was read, with all that is in it, and gives notice of it. .NET checks
    /// its attributes, but not those inside.
    pub(super) fn skip_with_notice(&mut self, tag: &Tag<'x>, why: NoticeKind) -> Result<()> {
        if self.options.strict && self.serializer == Serializer::DataContractSerializer {
            self.refuse_invalid(tag)?;
        }
        self.notify(why, tag, None);
        self.tokens.skip_content(tag)?;
        self.tokens.finish(tag)
    }

    /// Passes a notice to the hook, with the first `depth` names of the path, and with its offset from the
    /// start of the input. Inside a secret member, a name that the contract does not have is hidden.
    pub(super) fn pass_on(&mut self, depth: usize, mut notice: Notice<'_>) {
        let is_secret = self.tokens.secret_depth.is_some_and(|secret_depth| secret_depth <= depth);
        if is_secret && notice.kind == NoticeKind::Unknown {
            (notice.name, notice.namespace) = (HIDDEN_NAME, None);
        }
        if let Some(hook) = self.options.notices.as_mut().filter(|_| self.notice_budget.take()) {
            let path = self.tokens.path[..depth].iter().fold(String::new(), |path, name| path + "/" + name);
            hook(&Notice {
                path: &path,
                offset: notice.offset.map(|offset| self.positions.offset(offset)),
                ..notice
            });
        }
    }
}

//! Members that stand behind one that comes after them. .NET skips such a member, whatever is in it.
//! The lenient reader takes its value; where that cannot be read, the member is skipped here as well.

use super::super::tokenizer::Tag;
use super::Decoder;
use crate::error::{Error, ErrorKind, Result};
use crate::notice::NoticeKind;
use crate::plan::MemberPlan;
use crate::value::Slot;
use crate::value::dynamic::Value;

/// What became of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MemberOutcome {
    /// Its slot has the value.
    Read,
    /// Its slot has a default.
    PassedOver,
}

/// Whether an error leaves the rest of the document to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnError {
    /// It ends the reading.
    Stop,
    /// The element is given back, to be skipped.
    GiveBack,
}

/// Where the reader stands, to go back there.
#[derive(Clone, Copy)]
pub(super) struct Checkpoint {
    pos: usize,
    scope: usize,
    path: usize,
    references: usize,
    secret_depth: Option<usize>,
}

impl OnError {
    /// Returns whether an element is to be given back because of an error. A document that is malformed or
    /// too large is not read further, so nothing is read more than twice.
    pub(super) fn gives_back(self, error: &Error) -> bool {
        self == OnError::GiveBack && !matches!(error.kind(), ErrorKind::Syntax | ErrorKind::Limit)
    }
}

impl<'x> Decoder<'x, '_> {
    pub(super) fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            pos: self.tokens.pos,
            scope: self.tokens.scope.len(),
            path: self.tokens.path.len(),
            references: self.references.as_ref().map_or(0, super::reference::References::len),
            secret_depth: self.tokens.secret_depth,
        }
    }

    #[cold]
    pub(super) fn go_back(&mut self, checkpoint: &Checkpoint) {
        self.tokens.pos = checkpoint.pos;
        self.tokens.scope.truncate(checkpoint.scope);
        self.tokens.path.truncate(checkpoint.path);
        self.tokens.secret_depth = checkpoint.secret_depth;
        if let Some(references) = &mut self.references {
            references.truncate(checkpoint.references);
        }
    }

    /// Reads a member that stands out of order, whose start tag was read, or skips it.
    pub(super) fn out_of_order(
        &mut self,
        member: &MemberPlan,
        mut slot: Slot<'_>,
        tag: &Tag<'x>,
    ) -> Result<MemberOutcome> {
        let checkpoint = self.checkpoint();
        // What a struct has read of it could not be taken back, nor the notices about it. So it is tried
        // first, but only once whatever nests in it.
        let needs_trial = !can_be_reset(&slot) || (self.options.notices.is_some() && !self.is_tried);
        let result = if needs_trial {
            let mut trial = Value::default_of(&member.ty.ty);
            let notices = self.options.notices.take();
            let result = self.member_value(member, Slot::Value(&mut trial), tag);
            self.options.notices = notices;
            match result {
                Ok(()) => {
                    self.go_back(&checkpoint);
                    let outer = std::mem::replace(&mut self.is_tried, true);
                    let result = self.member_value(member, slot.reborrow(), tag);
                    self.is_tried = outer;
                    if result.is_err() && !can_be_reset(&slot) {
                        return result.map(|()| MemberOutcome::Read);
                    }
                    result
                }
                Err(error) => Err(error),
            }
        } else {
            self.member_value(member, slot.reborrow(), tag)
        };
        match result {
            Ok(()) => Ok(MemberOutcome::Read),
            Err(error) if OnError::GiveBack.gives_back(&error) => {
                self.go_back(&checkpoint);
                reset(slot, member);
                self.notify(NoticeKind::OutOfOrder, tag, None);
                self.tokens.skip_content(tag)?;
                Ok(MemberOutcome::PassedOver)
            }
            Err(error) => Err(error),
        }
    }
}

/// Returns whether a slot can get its default back.
pub(super) fn can_be_reset(slot: &Slot<'_>) -> bool {
    !matches!(slot, Slot::Object(_) | Slot::Polymorphic(_))
}

/// Gives a slot its default back. A text or number is put only once all of it was read.
fn reset(slot: Slot<'_>, member: &MemberPlan) {
    match slot {
        Slot::Nullable(nullable) => nullable.set_null(),
        Slot::Value(value) => *value = Value::default_of(&member.ty.ty),
        Slot::List(list) => list.clear(),
        Slot::Map(map) => map.clear(),
        Slot::Shared(shared) => {
            shared.fresh();
        }
        _ => {}
    }
}

//! What one contract reads of documents that another has written: found by trying it with the engines that clients and
//! servers run.

use std::collections::BTreeSet;

use datacontract::{
    NoticeKind,
    contract::{Serializer, Type},
    dynamic::Value,
};

use crate::{
    graph::ContractGraph,
    payload::{self, FormatterSettings, Noticing, made_value},
    spec::{Format, TypeExpr, TypeExprKind},
};

/// How many names a message has.
const SHOWN_LOSSES: usize = 8;

/// The contracts of both states of a spec.
pub(super) struct Contracts<'g> {
    pub(super) before: &'g ContractGraph<'g>,
    pub(super) after: &'g ContractGraph<'g>,
}

/// Whose documents are read by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    OldToNew,
    NewToOld,
}

/// What a reader made of a document.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) is_refused: bool,
    /// The members that came too late, and that .NET loses.
    pub(super) lost: BTreeSet<String>,
    /// Names of enums that the reader does not have, and nulls where it has none.
    pub(super) is_doubtful: bool,
}

impl Contracts<'_> {
    /// Returns which members of the type at these indices .NET loses for their order, of documents of one serializer.
    pub(super) fn lost_by_order(
        &self,
        [before, after]: [usize; 2],
        direction: Direction,
        serializer: Serializer,
    ) -> BTreeSet<String> {
        let (writer, reader, at) = match direction {
            Direction::OldToNew => (self.before, self.after, [before, after]),
            Direction::NewToOld => (self.after, self.before, [after, before]),
        };
        let (Some(written), Some(read)) = (writer.type_at(at[0]), reader.type_at(at[1])) else {
            return BTreeSet::new();
        };
        let Some(ty) = writer.spec().types.get(at[0]) else { return BTreeSet::new() };
        let word = TypeExpr { kind: TypeExprKind::Named(ty.name.value.clone()), span: ty.name.span };
        let value = made_value(writer, &word);
        let settings = [writer, reader].map(|graph| {
            let spec = graph.spec();
            let xml = spec.xml.serializer(serializer);
            FormatterSettings { json: spec.json_settings(), xml, indented: false }
        });
        let tried = try_reading(Format::Xml, true, (&value, &written), &read, &settings, true);
        tried.map(|read| read.lost).unwrap_or_default()
    }
}

/// Writes a value by one contract and reads it by another; nothing if it cannot be written at all.
pub(super) fn try_reading(
    format: Format,
    strict: bool,
    (value, written): (&Value, &Type),
    read: &Type,
    [writer, reader]: &[FormatterSettings; 2],
    own_alone: bool,
) -> Option<Read> {
    let text = payload::write(format, value, written, writer).ok()?;
    let read_by = |ty: &Type, settings: &FormatterSettings| {
        let mut found = Read::default();
        let mut notice = |notice: &datacontract::Notice<'_>| match notice.kind {
            NoticeKind::OutOfOrder => {
                let is_own = notice.path.matches('/').count() <= 1;
                if is_own || !own_alone {
                    found.lost.insert(notice.name.to_owned());
                }
            }
            NoticeKind::UnknownEnumValue | NoticeKind::Null => found.is_doubtful = true,
            _ => {}
        };
        let noticing = Noticing { strict, max_size: None, notice: &mut notice };
        let result = payload::read_text_noticing(format, &text, ty, settings, noticing);
        found.is_refused = result.is_err();
        found
    };
    // What the contract that wrote it does not read as it was says nothing of the other one: of an enum without names,
    // all values are unknown.
    let own = read_by(written, writer);
    if own.is_refused {
        return None;
    }
    let mut found = read_by(read, reader);
    found.lost.retain(|name| !own.lost.contains(name));
    found.is_doubtful &= !own.is_doubtful;
    Some(found)
}

/// Returns names as they stand in a message.
pub(super) fn named(names: &BTreeSet<String>) -> String {
    let mut shown: Vec<String> = names.iter().take(SHOWN_LOSSES).map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN_LOSSES {
        shown.push(format!("and {} more", names.len() - SHOWN_LOSSES));
    }
    shown.join(", ")
}

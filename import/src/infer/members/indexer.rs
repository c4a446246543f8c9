//! C#'s indexers: reflection lists them as properties called `Item`, so that tables have them, and no serializer writes
//! them.

use super::facts::{Fact, Facts, Presence};
use crate::{
    infer::{
        model::Remark,
        types::seen::Seen,
        wording::words::{PageType, Word},
    },
    page::Row,
};

/// What C# calls an indexer, unless an attribute says otherwise.
const NAME: &str = "Item";

/// The property of `IDataErrorInfo` that stands beside its indexer.
const ERROR: &str = "Error";

/// Leaves out a row that is taken to be the indexer of `IDataErrorInfo`: samples show the class to its end and lack it,
/// although the engine sets every property of such a type that can be set.
pub(crate) fn leave_out(result: &mut Facts, seen: &[Seen]) {
    let is_of = |row: &Option<Row>, name: &str, fits: fn(Word) -> bool| {
        row.as_ref().is_some_and(|row| {
            row.name == name && matches!(PageType::parse(&row.ty), PageType::Word(word) if fits(word))
        })
    };
    let has_error = result.members.iter().any(|fact| is_of(&fact.row, ERROR, |word| word == Word::Text));
    let shows_all = |seen: &Seen| {
        seen.counted && if seen.formats.json { seen.whole.json } else { seen.formats.xml && seen.whole.xml }
    };
    if !has_error || !seen.iter().any(shows_all) {
        return;
    }
    let is_indexer =
        |fact: &&mut Fact| fact.json.is_none() && fact.xml.is_none() && is_of(&fact.row, NAME, |_| true);
    if let Some(indexer) = result.members.iter_mut().find(is_indexer) {
        indexer.presence = Presence::Indexer;
        result.remarks.push(Remark::inferred(
            "the table has `Item` beside `Error`, and no sample has it: it is taken to be the indexer of `IDataErrorInfo`, \
             which no serializer writes, and left out",
        ));
    }
}

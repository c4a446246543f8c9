//! A list whose items are written one by one.
//!
//! What is around the list is written by the ordinary writer, which notes where the items would begin, and what is in
//! scope there ([`write_around`]). In this scope another writer then writes the items ([`write_items`]).

use super::super::prefixes::KeptScope;
use super::super::{Root, WriteOptions};
use super::{Plans, Writer};
use crate::contract::Contract;
use crate::error::Result;
use crate::items::{Around, ListAddress};
use crate::plan::CollectionPlan;
use crate::value::List;

/// The numbers that go on through a whole document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// The number of the last object of a contract with `IsReference`.
    references: u32,
    /// The number of the last prefix `q{k}`.
    types: u32,
}

/// Where the items of a list belong in a document.
#[derive(Debug)]
pub(crate) struct ItemPlace {
    /// The position of the first item.
    pub(crate) pos: usize,
    /// The numbers before the first item.
    pub(crate) numbers: Numbers,
    scope: KeptScope,
    /// The names of the elements that are open, outermost first.
    path: Vec<String>,
    /// The contracts around the items whose known types apply.
    contracts: Vec<&'static Contract>,
}

/// The list whose items are written one by one.
pub(super) struct ListMark {
    address: ListAddress,
    /// The numbers behind the items, once these were written.
    numbers: Option<Numbers>,
    place: Option<ItemPlace>,
}

/// Writes a document without the items of its list. `numbers` are those behind the items, once these were written.
///
/// Returns where the items belong; `None` if the list was not met.
pub(crate) fn write_around(
    root: Root<'_>,
    around: Around<'_>,
    options: &WriteOptions<'_>,
    numbers: Option<Numbers>,
    out: &mut Vec<u8>,
) -> Result<Option<ItemPlace>> {
    let plans = Plans::default();
    let mut writer = Writer::new(&plans, root, options, out);
    writer.list = Some(Box::new(ListMark { address: around.list, numbers, place: None }));
    // Where something else than the root's declarations may be in scope, there is the slow path alone.
    let result = writer.root(root.ty, None, around.document);
    let place = writer.list.take().and_then(|list| list.place);
    writer.finish(result).map(|()| place)
}

/// Writes items at their place in a document, and returns the numbers behind them.
pub(crate) fn write_items(
    root: Root<'_>,
    place: &ItemPlace,
    (collection, list): (&CollectionPlan, &dyn List),
    options: &WriteOptions<'_>,
    numbers: Numbers,
    out: &mut Vec<u8>,
) -> Result<Numbers> {
    let plans = Plans::default();
    let mut writer = Writer::new(&plans, root, options, out);
    for contract in &place.contracts {
        writer.known.enter(Some(contract));
    }
    writer.set_numbers(numbers);
    let result = if let Some(result) = writer.fast_items_of(collection, list, &place.scope) {
        // The fast path says where an error is from the inside to the outside.
        writer.path.splice(0..0, place.path.iter().map(String::as_str));
        result
    } else {
        writer.prefixes.enter_kept(&place.scope);
        writer.path.extend(place.path.iter().map(String::as_str));
        writer.items(collection, list)
    };
    let numbers = writer.numbers();
    writer.finish(result).map(|()| numbers)
}

impl Writer<'_, '_> {
    /// Returns whether the items of this list are written one by one.
    #[cold]
    pub(super) fn is_marked(&self, list: &dyn List) -> bool {
        self.list.as_ref().is_some_and(|mark| mark.address == ListAddress::of(list))
    }

    /// Notes that the items would begin here.
    #[cold]
    pub(super) fn find_items(&mut self) {
        self.close_tag();
        let Some(mut mark) = self.list.take() else { return };
        let place = ItemPlace {
            pos: self.out.len(),
            numbers: self.numbers(),
            scope: self.prefixes.keep(),
            path: self.path.iter().map(|name| (*name).to_owned()).collect(),
            contracts: self.known.around().to_vec(),
        };
        if let Some(numbers) = mark.numbers {
            self.set_numbers(numbers);
        }
        mark.place = Some(place);
        self.list = Some(mark);
    }

    fn numbers(&self) -> Numbers {
        Numbers { references: self.last_reference, types: self.prefixes.types() }
    }

    fn set_numbers(&mut self, numbers: Numbers) {
        self.last_reference = numbers.references;
        self.prefixes.set_types(numbers.types);
    }
}

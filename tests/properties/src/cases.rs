//! Contracts with values of them, from numbers. They are made once: their parts live as long as the process.

use crate::arbitrary::{self, Choices};
use datacontract::contract::{Serializer, Type};
use datacontract::dynamic::Value;
use std::cell::RefCell;
use std::collections::HashMap;

/// How many contracts there are in each form.
const COUNT: u16 = 512;

thread_local! {
    static TYPES: RefCell<HashMap<(u16, bool), Type>> = RefCell::default();
}

/// Returns the contract of a number in a form of XML.
pub(crate) fn contract(number: u16, serializer: Serializer) -> Type {
    let key = (number % COUNT, serializer == Serializer::XmlSerializer);
    let made = || arbitrary::contracts_for(&mut Choices::new(key.0.into()), serializer);
    TYPES.with_borrow_mut(|types| *types.entry(key).or_insert_with(made))
}

/// Returns values of the contract of a number.
pub(crate) fn values(number: u16, serializer: Serializer) -> impl Iterator<Item = Value> {
    let ty = contract(number, serializer);
    (0..3).map(move |seed| arbitrary::value(&mut Choices::new(1000 + seed), &ty, 4))
}

/// Splits an input into the number of a contract and the document.
pub(crate) fn split(data: &[u8]) -> Option<(u16, &str)> {
    let (number, document) = data.split_first_chunk()?;
    Some((u16::from_le_bytes(*number), std::str::from_utf8(document).ok()?))
}

/// Joins what [`split`] takes apart.
pub(crate) fn join(number: u16, document: &str) -> Vec<u8> {
    [&number.to_le_bytes(), document.as_bytes()].concat()
}

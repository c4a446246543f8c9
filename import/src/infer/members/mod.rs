//! What samples show of the members of one class: their order, and by the numbers of the engine whether they take
//! null.

pub(crate) mod agreed_order;
pub(crate) mod counted_order;
pub(crate) mod counter;
pub(crate) mod cut_order;
pub(crate) mod facts;
pub(crate) mod gaps;
pub(crate) mod indexer;
pub(crate) mod not_settable;
pub(crate) mod nullability;
pub(crate) mod order;
pub(crate) mod solution;

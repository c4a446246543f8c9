//! Who made a sample: the engine or a person.

pub(crate) mod hand;
pub(crate) mod login;
pub(crate) mod made_dates;
pub(crate) mod own_dates;

//! Types that are one, though pages or samples show them in several places.

pub(crate) mod cut_copies;
pub(crate) mod full_names;
pub(crate) mod json_look;
mod look;
mod places;
pub(crate) mod same;
pub(crate) mod same_name;
pub(crate) mod same_place;
mod same_unnamed;
pub(crate) mod starts;

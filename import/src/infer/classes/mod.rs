//! What is known of each class and enum once all samples were gone through.

pub(crate) mod bases;
pub(crate) mod behind_cut;
pub(crate) mod class;
pub(crate) mod clr;
pub(crate) mod codes;
pub(crate) mod enums;
pub(crate) mod names_behind_cut;
pub(crate) mod names_in_json;
pub(crate) mod nulls_left_out;
pub(crate) mod renamed;
pub(crate) mod tuples;

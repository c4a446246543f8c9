//! The workbench as a browser and clients see it: one program, since each one more is linked with all that it needs.
//!
//! `cargo test -p datacontract-workbench mock::` runs the tests of one subject.

mod browser;
mod code;
mod learn;
mod made_samples;
mod mock;
mod pages;
mod round_trip;
mod served;
#[cfg(feature = "shadow")]
mod shadow;
mod traffic;
mod try_it;

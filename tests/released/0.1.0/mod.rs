//! What the generator of 0.1.0 wrote.

#[rustfmt::skip]
pub mod bases;
#[rustfmt::skip]
pub mod collections;
#[rustfmt::skip]
pub mod enums;
#[rustfmt::skip]
pub mod flags;
#[rustfmt::skip]
pub mod generics;
#[rustfmt::skip]
pub mod polymorphism;
#[rustfmt::skip]
pub mod references;
#[rustfmt::skip]
pub mod settings;
#[rustfmt::skip]
pub mod shop;

//! Samples that are reproduced, and samples that are not, with what is said about them.

#![cfg(feature = "prove")]

mod differences;
mod limits;
mod lost;
mod metadata;
mod mistakes;
mod orders;
mod repository;
mod same;
mod secrets;
mod value_types;
mod verdicts;
mod xml_serializer;

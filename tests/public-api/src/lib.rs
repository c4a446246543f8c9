//! See `tests/listings.rs`.

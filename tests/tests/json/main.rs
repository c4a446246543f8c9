//! The JSON engine, by contracts made at run time.

mod truth;

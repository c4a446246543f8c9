//! Wrong uses of `#[derive(DataContract)]` and `#[derive(Endpoint)]`: each gives one error for each mistake, at its place.
//!
//! After a change of a message: `TRYBUILD=overwrite cargo test -p datacontract-tests-ui`, then read the diff.

#[test]
fn ui() {
    trybuild::TestCases::new().compile_fail("cases/*/*.rs");
}

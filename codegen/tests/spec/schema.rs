//! The JSON Schema beside the specs.

use std::{fs, path::Path};

use datacontract_codegen::spec::schema::schema;

/// With `UPDATE_SCHEMA=1` in the environment the file is written anew.
#[test]
fn the_file_is_the_schema() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../specs/schema.json"));
    let wanted = schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(path, &wanted).expect("specs/schema.json can be written");
    }
    let found = fs::read_to_string(path).expect("specs/schema.json");
    assert!(found == wanted, "specs/schema.json is stale: run this test with UPDATE_SCHEMA=1");
}

//! Running the command.

pub(crate) mod project;

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

/// Runs the command in a folder.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
        .args(args)
        .current_dir(folder)
        // What is kept from one generation to the next is kept in the folder of the test.
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET_DIR")
        .stdin(Stdio::null())
        .output()
        .expect("the command")
}

/// What a command prints that ends with this code.
pub(crate) fn printed(folder: &Path, args: &[&str], code: i32) -> String {
    let output = run(folder, args);
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {text}");
    text.into_owned()
}

/// Returns the files of a folder with their texts.
#[allow(dead_code, reason = "not every test file asks for it")]
pub(crate) fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name =
                    path.strip_prefix(folder).expect("a path in it").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read_to_string(path).expect("a text"));
            }
        }
    }
    found
}

//! Running the command.

use std::{
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

//! `completions` and `man`.

use std::{fs, path::Path, process::Command};

use crate::common::{files, printed};

/// What bash proposes behind these words.
#[cfg(unix)]
fn proposed(script: &Path, words: &str) -> String {
    let program = r#"
        source "$0"
        COMP_WORDS=($1 "$2"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        $(complete -p cargo-datacontract | sed 's/.*-F \([^ ]*\).*/\1/') cargo-datacontract "$2" "${COMP_WORDS[COMP_CWORD-1]}"
        echo "${COMPREPLY[@]}"
    "#;
    let (before, last) = words.rsplit_once(' ').expect("two words");
    let bash =
        Command::new("bash").args(["-c", program]).arg(script).args([before, last]).output().expect("bash");
    assert!(bash.stderr.is_empty(), "{}", String::from_utf8_lossy(&bash.stderr));
    String::from_utf8_lossy(&bash.stdout).trim().to_owned()
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_options_and_values() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("completions");
    fs::write(&script, printed(folder.path(), &["completions", "bash"], 0)).expect("a file");
    for (words, expected) in [
        ("cargo-datacontract gen", "generate"),
        ("cargo-datacontract generate --che", "--check"),
        ("cargo-datacontract drift --format s", "sarif"),
        ("cargo-datacontract new cl", "client"),
    ] {
        assert_eq!(proposed(&script, words), expected, "{words}");
    }
}

#[test]
fn each_shell_has_a_script() {
    let folder = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(folder.path(), &["completions", shell], 0);
        assert!(script.contains("cargo-datacontract") && script.contains("breaking"), "{shell}");
    }
}

#[test]
fn each_command_has_a_page() {
    let folder = tempfile::tempdir().expect("a folder");
    printed(folder.path(), &["man", "--out", "man1"], 0);
    let pages = files(&folder.path().join("man1"));
    assert_eq!(pages["cargo-datacontract-import.1"], printed(folder.path(), &["man", "import"], 0));
    assert_eq!(pages["cargo-datacontract.1"], printed(folder.path(), &["man"], 0));
    for name in pages["cargo-datacontract.1"].split("cargo\\-datacontract\\-").skip(1) {
        let name = name.split('(').next().unwrap_or_default();
        assert!(name == "help" || pages.contains_key(&format!("cargo-datacontract-{name}.1")), "{name}");
    }
    let said = printed(folder.path(), &["man", "--out", "man1"], 0);
    assert!(said.ends_with(": 0 written\n"), "{said}");
    let said = printed(folder.path(), &["man", "imprt"], 2);
    assert!(said.contains("there is no command `imprt`"), "{said}");
}

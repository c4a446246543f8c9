//! How commands end.

use std::path::Path;

/// How a command ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing is wrong.
    Good,
    /// Something is, and it was said.
    Findings,
}

/// Why a command could not do its work.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) message: String,
    /// The way out.
    pub(crate) help: Option<String>,
    is_usage: bool,
    /// Another process has said it already.
    pub(crate) is_told: bool,
}

impl Failure {
    /// Returns the failure of a command line that asks for something that does not exist.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, is_usage: true, is_told: false }
    }

    /// Returns the failure of a command that went wrong.
    pub(crate) fn finding(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, is_usage: false, is_told: false }
    }

    /// Returns the failure to read a file that the command line names.
    pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::usage(format!("`{}` cannot be read: {error}", path.display()))
    }

    /// Returns the failure to write a file.
    pub(crate) fn unwritable(path: &Path, error: &std::io::Error) -> Self {
        Self::finding(format!("`{}` cannot be written: {error}", path.display()))
    }

    /// Returns the failure of a process that was started for the command, and that has said why with this exit code; `None` if it
    /// ended without a word.
    #[cfg(feature = "serve")]
    pub(crate) fn told(exit_code: Option<i32>) -> Option<Self> {
        let is_usage = match exit_code? {
            1 => false,
            2 => true,
            _ => return None,
        };
        Some(Self { message: String::new(), help: None, is_usage, is_told: true })
    }

    /// Adds what the user can do about the failure.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn exit_code(&self) -> u8 {
        if self.is_usage { 2 } else { 1 }
    }
}

/// Returns the failure of a command that this build does not have, or that there is not.
#[cfg(not(all(feature = "completions", feature = "import", feature = "schema", feature = "serve")))]
pub(crate) fn left_out(words: &[std::ffi::OsString]) -> Failure {
    let name = words.first().map(|name| name.to_string_lossy()).unwrap_or_default();
    let feature = match &*name {
        "completions" | "man" => "completions",
        "import" | "pull" => "import",
        "schema" => "schema",
        "serve" | "docs" | "sample" | "drift" | "learn" | "probe" | "proxy" => "serve",
        _ => return Failure::usage(format!("there is no command `{name}`")).help("`--help` lists them"),
    };
    Failure::usage(format!("`{name}` is left out of this build of `cargo datacontract`"))
        .help(format!("build it with the feature `{feature}`, or with the default features"))
}

//! `completions` and `man`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

pub(super) const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  cargo datacontract completions bash > ~/.local/share/bash-completion/completions/cargo-datacontract
  cargo datacontract completions zsh > ~/.zfunc/_cargo-datacontract
  cargo datacontract completions fish > ~/.config/fish/completions/cargo-datacontract.fish
  cargo datacontract completions powershell >> $PROFILE

Shells complete the program by its own name, `cargo-datacontract check`, which means the same as `cargo datacontract check`.";

pub(super) const MAN_EXAMPLES: &str = "\
Examples:
  cargo datacontract man | man -l -
  cargo datacontract man import | man -l -
  cargo datacontract man --out ~/.local/share/man/man1";

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The command; without it the page of the program
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    pub(crate) command: Option<String>,
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

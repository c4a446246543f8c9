//! `completions` and `man`: what shells and `man` are told of the command line, from its own declaration.

use std::{fs, io, path::Path};

use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;
use datacontract_codegen::output::write_if_changed;

use crate::{
    args::{Cli, CompletionsArgs, ManArgs},
    failure::{Failure, Outcome},
    report::{Output, count},
};

/// What the program is called where it is a file.
const PROGRAM: &str = "cargo-datacontract";
const WITHOUT_HYPHEN: &str = "cargo_datacontract";

#[expect(clippy::unnecessary_wraps, reason = "all commands end alike")]
pub(crate) fn completions(args: &CompletionsArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let script = match args.shell {
        // clap_complete 4.6.12 writes a hyphen in the name of a program in two ways, so that no command is found.
        Shell::Bash => script(Shell::Bash, WITHOUT_HYPHEN)
            .replace(&format!(" {WITHOUT_HYPHEN}\n"), &format!(" {PROGRAM}\n")),
        shell => script(shell, PROGRAM),
    };
    output.print(&script);
    Ok(Outcome::Good)
}

fn script(shell: Shell, program: &str) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), program, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

pub(crate) fn man(args: &ManArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let mut program = Cli::command();
    // Names such as `cargo datacontract import`, and what all commands have.
    program.build();
    if let Some(folder) = &args.out {
        return write_all(&program, folder, output);
    }
    let page = match &args.command {
        None => page(&program),
        Some(name) => {
            let command = commands(&program).find(|command| command.get_name() == name);
            page(command.ok_or_else(|| unknown(&program, name))?)
        }
    };
    output.print(&page.map_err(|error| Failure::finding(error.to_string()))?);
    Ok(Outcome::Good)
}

/// Writes the pages of the program and of its commands.
fn write_all(program: &Command, folder: &Path, output: &mut Output) -> Result<Outcome, Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::unwritable(folder, &error))?;
    let mut pages = 0;
    let mut written = 0;
    for command in std::iter::once(program).chain(commands(program)) {
        let page = page(command).map_err(|error| Failure::finding(error.to_string()))?;
        let path = folder.join(format!("{}.1", file_stem(command)));
        let is_changed =
            write_if_changed(&path, &page).map_err(|error| Failure::unwritable(&path, &error.source))?;
        pages += 1;
        written += usize::from(is_changed);
    }
    output.print(&format!("{} in `{}`: {written} written\n", count(pages, "page"), folder.display()));
    Ok(Outcome::Good)
}

/// Returns the commands that are shown, without `help`, whose page says nothing.
fn commands(program: &Command) -> impl Iterator<Item = &Command> {
    program.get_subcommands().filter(|command| !command.is_hide_set() && command.get_name() != "help")
}

/// Returns the name of a command as pages of `man` are called: `cargo-datacontract-import`.
fn file_stem(command: &Command) -> String {
    match command.get_bin_name() {
        Some(name) => name.replace(' ', "-"),
        None => PROGRAM.to_owned(),
    }
}

fn page(command: &Command) -> io::Result<String> {
    let mut page = Vec::new();
    Man::new(command.clone()).title(file_stem(command)).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn unknown(program: &Command, name: &str) -> Failure {
    let names: Vec<&str> = commands(program).map(Command::get_name).collect();
    Failure::usage(format!("there is no command `{name}`; there are {}", names.join(", ")))
}

//! `explain`: what a code means.

use datacontract_codegen::{compare::Rule, diagnostic::Code};
#[cfg(feature = "serve")]
use datacontract_workbench::traffic::DriftKind;

use crate::{
    args::ExplainArgs,
    failure::{Failure, Outcome},
    report::Output,
};

pub(crate) fn run(args: &ExplainArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let Some(text) = &args.code else {
        let codes = Code::ALL.iter().map(|code| format!("{code}  {}", code.title()));
        let changes = Rule::ALL.iter().map(|rule| format!("{rule}  {}", rule.title()));
        let lines: Vec<String> = codes.chain(changes).chain(departures()).collect();
        output.print(&(lines.join("\n") + "\n"));
        return Ok(Outcome::Good);
    };
    if let Some(rule) = Rule::find(text.trim()) {
        output.print(&format!("{rule}: {}\n\n{}\n", rule.title(), wrapped(rule.explanation())));
        return Ok(Outcome::Good);
    }
    #[cfg(feature = "serve")]
    if let Some(kind) = DriftKind::find(text.trim()) {
        output.print(&format!("{}: {}\n\n{}\n", kind.code(), kind.title(), wrapped(kind.explanation())));
        return Ok(Outcome::Good);
    }
    let Some(code) = Code::find(text.trim()) else {
        return Err(Failure::usage(format!("there is no code `{text}`"))
            .help("`cargo datacontract explain` lists all codes"));
    };
    output.print(&format!("{code}: {}\n\n{}\n", code.title(), wrapped(code.explanation())));
    Ok(Outcome::Good)
}

/// Returns a line for each kind of departure of traffic from a spec.
#[cfg(feature = "serve")]
fn departures() -> impl Iterator<Item = String> {
    DriftKind::ALL.iter().map(|kind| format!("{}  {}", kind.code(), kind.title()))
}

/// There is nothing that finds departures.
#[cfg(not(feature = "serve"))]
fn departures() -> impl Iterator<Item = String> {
    std::iter::empty()
}

/// Breaks a text into lines of at most 80 characters.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 80;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

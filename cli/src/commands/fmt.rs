//! `fmt`: the layout of specs.

use std::{
    fs,
    io::{Read as _, stdin},
    path::{Path, PathBuf},
};

use datacontract_codegen::{
    diagnostic::Code,
    output::{Change, write_if_changed},
    spec::{FILE_NAME, Spec, format::formatted},
};

use crate::{
    args::FmtArgs,
    failure::{Failure, Outcome},
    report::{Output, count, print_document, styled_diff},
    specs,
};

/// The most lines of a difference that are shown.
const SHOWN_LINES: usize = 60;

pub(crate) fn run(args: &FmtArgs, output: &mut Output) -> Result<Outcome, Failure> {
    if let [path] = args.paths.as_slice()
        && path.as_os_str() == "-"
    {
        return standard_input(args.check, output);
    }
    let (paths, of_project) = specs::meant(&args.paths)?;
    output.diagnostics(&of_project);
    let mut outcome = if of_project.has_errors() { Outcome::Findings } else { Outcome::Good };
    let mut changed = 0;
    for path in paths {
        let file = if path.is_dir() { path.join(FILE_NAME) } else { path };
        let text = fs::read_to_string(&file).map_err(|error| Failure::unreadable(&file, &error))?;
        let Some(new) = layout(&file, &text, output) else {
            outcome = Outcome::Findings;
            continue;
        };
        if new == text {
            continue;
        }
        changed += 1;
        if args.check {
            let change = Change { path: file, before: Some(text), after: Some(new) };
            output.print(&styled_diff(&change.diff(), SHOWN_LINES));
            continue;
        }
        write_if_changed(&file, &new).map_err(|error| Failure::finding(error.to_string()))?;
        output.print(&format!("formatted {}\n", file.display()));
    }
    if args.check && changed > 0 {
        let are = if changed == 1 { "is" } else { "are" };
        return Err(Failure::finding(format!("{} {are} laid out otherwise", count(changed, "spec")))
            .help("run `cargo datacontract fmt`"));
    }
    Ok(outcome)
}

fn standard_input(is_check: bool, output: &mut Output) -> Result<Outcome, Failure> {
    let path = PathBuf::from("standard input");
    let mut text = String::new();
    stdin().lock().read_to_string(&mut text).map_err(|error| Failure::unreadable(&path, &error))?;
    let Some(new) = layout(&path, &text, output) else { return Ok(Outcome::Findings) };
    if is_check {
        return Ok(if new == text { Outcome::Good } else { Outcome::Findings });
    }
    print_document(&new).map(|()| Outcome::Good)
}

/// Returns a spec laid out; what is no JSON with comments is reported instead.
fn layout(path: &Path, text: &str, output: &mut Output) -> Option<String> {
    let (_, diagnostics) = Spec::from_text(path, text);
    let is_broken =
        diagnostics.iter().any(|diagnostic| matches!(diagnostic.code, Code::Syntax | Code::TooDeep));
    if is_broken {
        output.diagnostics(&diagnostics);
        return None;
    }
    Some(formatted(text))
}

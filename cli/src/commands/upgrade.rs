//! `upgrade`: specs in the newest version of their format.

use datacontract_codegen::{diagnostic::Code, spec::Spec};

use crate::{
    args::UpgradeArgs,
    failure::{Failure, Outcome},
    report::Output,
    specs,
};

pub(crate) fn run(args: &UpgradeArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let (paths, of_project) = specs::meant(&args.paths)?;
    output.diagnostics(&of_project);
    let mut outcome = if of_project.has_errors() { Outcome::Findings } else { Outcome::Good };
    for path in &paths {
        let (spec, diagnostics) = Spec::load_despite_errors(path);
        let is_unknown = diagnostics.iter().any(|diagnostic| diagnostic.code == Code::UnsupportedVersion);
        match spec {
            Some(spec) if !is_unknown => {
                let version = spec.version.value;
                let path = path.display();
                output.print(&format!("{path} has version {version}, which is the newest: nothing to do\n"));
            }
            _ => {
                output.diagnostics(&diagnostics);
                outcome = Outcome::Findings;
            }
        }
    }
    Ok(outcome)
}

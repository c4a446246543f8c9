//! `docs`: the help page of a spec as files.

use std::sync::Arc;

use datacontract_codegen::output::{ChangeKind, Existing};
use datacontract_workbench::{help, site::Site};

use crate::{
    args::DocsArgs,
    failure::{Failure, Outcome},
    report::{Output, argument, count},
};

pub(crate) fn run(args: &DocsArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let (site, diagnostics) = Site::load(&args.spec);
    output.diagnostics(&diagnostics);
    let Some(site) = site.filter(|_| !diagnostics.has_errors()) else { return Ok(Outcome::Findings) };
    let plan = help::plan(&Arc::new(site), &args.out);
    let changes = plan
        .changes(Existing::Keep)
        .map_err(|error| Failure::finding(error.to_string()).help(error.help()))?;
    let of_kind = |kind| changes.files().filter(|change| change.kind() == kind).count();
    let (written, removed) =
        (of_kind(ChangeKind::Create) + of_kind(ChangeKind::Update), of_kind(ChangeKind::Remove));
    changes.apply().map_err(|error| {
        Failure::finding(error.to_string())
            .help("move what is to be kept, or name another folder by `--out`: nothing is overwritten")
    })?;
    let removed = if removed == 0 { String::new() } else { format!(", {} removed", count(removed, "file")) };
    output.print(&format!(
        "{} in `{}`: {written} written{removed}\n",
        count(plan.files().len(), "file"),
        args.out.display()
    ));
    output.print(&format!("open {}\n", argument(&args.out.join("index.html").to_string_lossy())));
    Ok(Outcome::Good)
}

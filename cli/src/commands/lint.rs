//! `lint`: what is no mistake, and still worth a look.

use datacontract_codegen::{
    diagnostic::{Diagnostics, Format},
    lint::{self, Rules},
    spec::Spec,
};

use crate::{
    args::{CheckFormat, LintArgs},
    failure::{Failure, Outcome},
    report::{Output, count},
    specs,
};

pub(crate) fn run(args: &LintArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let (paths, of_project) = specs::meant(&args.paths)?;
    let mut rules = project_rules();
    args.on.iter().for_each(|rule| rules.switch(*rule, true));
    args.off.iter().for_each(|rule| rules.switch(*rule, false));
    print(args.format, &of_project, output);
    let (mut found, mut unreadable) = (0, of_project.has_errors());
    for path in &paths {
        let (spec, diagnostics) = Spec::load_despite_errors(path);
        let Some(spec) = spec else {
            // Only what keeps it from being read: the rest is for `check`.
            print(args.format, &diagnostics, output);
            unreadable = true;
            continue;
        };
        let findings = lint::lint(&spec, &rules);
        found += findings.len();
        print(args.format, &findings, output);
    }
    if args.format != CheckFormat::Json {
        output.print(&format!("{}: {}\n", count(paths.len(), "spec"), count(found, "finding")));
    }
    Ok(if found > 0 || unreadable { Outcome::Findings } else { Outcome::Good })
}

/// Returns the rules that the project in the current folder has switched on.
fn project_rules() -> Rules {
    let own = specs::OwnProject::load();
    own.project().map(|project| project.lint_rules().clone()).unwrap_or_default()
}

fn print(format: CheckFormat, diagnostics: &Diagnostics, output: &mut Output) {
    match format {
        CheckFormat::Text => output.diagnostics(diagnostics),
        CheckFormat::Json => output.print(&diagnostics.render(Format::Json)),
        CheckFormat::Github => output.print(&diagnostics.render(Format::Github)),
    }
}

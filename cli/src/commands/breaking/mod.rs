//! `breaking`: what has changed between two states of specs, and whom it breaks.

mod against;
mod text;
mod written;

use std::path::{Path, PathBuf};

use datacontract_codegen::{
    Project,
    compare::{self, Bump, Change, CompareOptions, Comparison, Policy, Side, Surface, Verdict},
    diagnostic::Diagnostics,
    spec::Spec,
};

use self::against::{Against, OtherState};
use crate::{
    args::{Audience, BreakingArgs, BreakingFormat},
    failure::{Failure, Outcome},
    report::Output,
    specs::{self, OwnProject},
};

/// What was found of one spec.
pub(crate) struct Compared {
    /// The spec as it is called on the command line.
    pub(crate) path: PathBuf,
    pub(crate) comparison: Comparison,
    pub(crate) versions: Versions,
}

/// The versions of the other state, and those that are there.
#[derive(Default)]
pub(crate) struct Versions {
    /// Of the API, if the spec says it.
    api: [Option<String>; 2],
    /// Of the crate that is generated, if there is one that says it.
    package: [Option<String>; 2],
}

/// Which version comes next.
pub(crate) struct NextVersion {
    /// Of what: `API` or `crate`.
    pub(crate) what: &'static str,
    pub(crate) bump: Bump,
    /// The version of the other state.
    pub(crate) was: Option<String>,
    /// The version that is there.
    pub(crate) is: Option<String>,
    pub(crate) next: Option<String>,
}

/// For whom something has to break to be a finding.
pub(crate) struct Audiences {
    surfaces: Vec<Surface>,
    sides: Vec<Side>,
}

impl Audiences {
    /// Returns those that are named; where no surface or no side is, all of them.
    fn new(named: &[Audience]) -> Self {
        let mut surfaces = Vec::new();
        let mut sides = Vec::new();
        for audience in named {
            match audience {
                Audience::Rust => surfaces.push(Surface::Rust),
                Audience::Json => surfaces.push(Surface::Json),
                Audience::Xml => surfaces.push(Surface::Xml),
                Audience::StrictXml => surfaces.push(Surface::StrictXml),
                Audience::Clients => sides.push(Side::Clients),
                Audience::Servers => sides.push(Side::Servers),
            }
        }
        if surfaces.is_empty() {
            surfaces = Surface::ALL.to_vec();
        }
        if sides.is_empty() {
            sides = Side::ALL.to_vec();
        }
        Self { surfaces, sides }
    }

    pub(crate) fn has(&self, surface: Surface, side: Side) -> bool {
        self.surfaces.contains(&surface) && self.sides.contains(&side)
    }

    /// Returns the worst that a change does to them; nothing if it is meant.
    pub(crate) fn verdict(&self, change: &Change) -> Verdict {
        if change.ignored.is_some() {
            return Verdict::Safe;
        }
        change.verdicts.worst(|surface, side| self.has(surface, side))
    }
}

pub(crate) fn run(args: &BreakingArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let (paths, diagnostics) = match args.paths.as_slice() {
        [] => specs::of_project()?,
        paths => (specs::find(paths)?, Diagnostics::new()),
    };
    output.diagnostics(&diagnostics);
    if diagnostics.has_errors() {
        return Err(Failure::usage("what is to be compared is not known"));
    }
    let against = Against::new(&args.against, &paths)?;
    let project = OwnProject::load();
    let audiences = Audiences::new(&args.audience);
    let mut compared = Vec::new();
    for path in &paths {
        let other = against.state_of(path, paths.len() == 1)?;
        compared.push(compare_one(args, path, other, &project, output)?);
    }
    if args.paths.is_empty() {
        for gone in against.gone(&paths)? {
            let before = loaded(&gone.path, &gone.text, output)?;
            let comparison = compare::removed(&before);
            compared.push(Compared { path: gone.path, comparison, versions: Versions::default() });
        }
    }
    output.print(&match args.format {
        BreakingFormat::Text => text::of_all(&compared, &audiences),
        BreakingFormat::Json => written::json(&compared, &audiences),
        BreakingFormat::Github => written::github(&compared, &audiences),
        BreakingFormat::Junit => written::junit(&compared, &audiences),
        BreakingFormat::Markdown => written::markdown(&compared, &audiences),
    });
    let changes = compared.iter().flat_map(|compared| &compared.comparison.changes);
    let breaks = changes.map(|change| audiences.verdict(change)).any(|verdict| verdict == Verdict::Breaks);
    Ok(if breaks { Outcome::Findings } else { Outcome::Good })
}

/// Reads a state of a spec. One that has errors cannot be compared.
fn loaded(path: &Path, text: &str, output: &mut Output) -> Result<Spec, Failure> {
    let (spec, diagnostics) = Spec::from_text(path, text);
    spec.ok_or_else(|| {
        output.diagnostics(&diagnostics);
        Failure::usage(format!("`{}` has errors, so that it cannot be compared", path.display()))
    })
}

fn compare_one(
    args: &BreakingArgs,
    path: &Path,
    other: Option<OtherState>,
    project: &OwnProject,
    output: &mut Output,
) -> Result<Compared, Failure> {
    let (after, diagnostics) = Spec::load(path);
    let Some(mut after) = after else {
        output.diagnostics(&diagnostics);
        return Err(Failure::usage(format!(
            "`{}` has errors, so that it cannot be compared",
            path.display()
        ))
        .help("`cargo datacontract check` shows them"));
    };
    project.choose_types(&mut after, path);
    let versions = |before: &Spec| Versions {
        api: [before, &after].map(|spec| spec.api_version.as_ref().map(|version| version.value.clone())),
        package: [before, &after].map(|spec| crate_version(project, spec)),
    };
    let (mut comparison, versions) = match other {
        None => (compare::added(&after), Versions::default()),
        // The usual case in CI, which needs no contracts and no code.
        Some(OtherState { text, .. }) if text == after.file.text() => {
            (Comparison::default(), versions(&after))
        }
        Some(OtherState { path: other_path, text }) => {
            let mut before = loaded(&other_path, &text, output)?;
            project.choose_types(&mut before, path);
            let comparison = compare::compare(&before, &after, &options(project.project()));
            let versions = versions(&before);
            (comparison, versions)
        }
    };
    if let Some(policy) = policy(args, &after, output)? {
        let unused = policy.apply(&mut comparison);
        output.diagnostics(&unused);
    }
    Ok(Compared { path: path.to_owned(), comparison, versions })
}

/// Returns which parts of the generated code count: those that the project generates.
fn options(project: Option<&Project>) -> CompareOptions {
    let mut options = CompareOptions::default();
    if let Some(project) = project {
        options.parts = project.parts();
        options.parts.samples = false;
    }
    options
}

/// Returns what a person has decided about the changes of a spec.
fn policy(args: &BreakingArgs, spec: &Spec, output: &mut Output) -> Result<Option<Policy>, Failure> {
    let beside = Path::new(spec.file.path()).with_file_name(Policy::FILE_NAME);
    let path = match &args.policy {
        Some(path) => path.clone(),
        None if beside.is_file() => beside,
        None => return Ok(None),
    };
    let (policy, diagnostics) = Policy::load(&path);
    output.diagnostics(&diagnostics);
    match policy {
        Some(policy) => Ok(Some(policy)),
        None => Err(Failure::usage(format!("`{}` cannot be used", path.display()))),
    }
}

/// Returns the version of the crate that is generated; `None` if it is that of the workspace around it.
fn crate_version(own: &OwnProject, spec: &Spec) -> Option<String> {
    let package = own.project()?.package().filter(|package| !package.workspace)?;
    Some(package.version_for(if own.count() == 1 { std::slice::from_ref(spec) } else { &[] }))
}

/// Returns the next version of the API and that of the crate.
pub(crate) fn next_versions(compared: &Compared) -> [NextVersion; 2] {
    let of = |what, bump: Bump, [was, is]: &[Option<String>; 2]| {
        let next = was.as_ref().and_then(|version| bump.apply(version));
        NextVersion { what, bump, was: was.clone(), is: is.clone(), next }
    };
    [
        of("API", compared.comparison.api_bump(), &compared.versions.api),
        of("crate", compared.comparison.crate_bump(), &compared.versions.package),
    ]
}

/// Returns what is said of a next version; nothing if nothing has changed.
pub(crate) fn version_line(version: &NextVersion) -> Option<String> {
    let NextVersion { what, bump, was, is, next } = version;
    if *bump == Bump::None {
        return None;
    }
    let word = bump.word();
    Some(match (was, is, next) {
        (Some(was), Some(is), Some(next)) if is != was && is != next => {
            format!("next version of the {what}: {next} ({word}; it was {was}, and is {is} now)")
        }
        (Some(was), _, Some(next)) => format!("next version of the {what}: {next} ({word}; it was {was})"),
        _ => format!("next version of the {what}: {word}"),
    })
}

//! `conformance [--xml-serializer] [--compiled] [--sample N] [--filter TEXT] FILE..`: checks files of the neutral
//! format against the engine.
//!
//! The files are those of `DataContractSerializer`, or with `--xml-serializer` those of `XmlSerializer`.
//! Without `--compiled` values have no Rust type. With it, the contracts of all cases (or of every Nth)
//! become specs, the generator's output is compiled in a folder of `target/conformance`, and the compiled
//! types do the work.

use datacontract::contract::Serializer;
use datacontract_tests::conformance::{Dynamic, Outcome, Report, cases, check_with, compiled, load};
use datacontract_tests::neutral::Contracts;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

const USAGE: &str = "usage: conformance [--xml-serializer] [--compiled] [--sample N] [--filter TEXT] FILE..";

#[derive(Default)]
struct Args {
    compiled: bool,
    serializer: Serializer,
    sample: usize,
    filter: Option<String>,
    files: Vec<String>,
}

fn main() -> ExitCode {
    match args().and_then(|args| if args.compiled { run_compiled(&args) } else { run(&args) }) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn args() -> Result<Args, String> {
    let mut made = Args { sample: 1, ..Args::default() };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--compiled" => made.compiled = true,
            "--xml-serializer" => made.serializer = Serializer::XmlSerializer,
            "--filter" => made.filter = Some(args.next().ok_or(USAGE)?),
            "--sample" => {
                let number = args.next().and_then(|number| number.parse().ok()).filter(|number| *number > 0);
                made.sample = number.ok_or(USAGE)?;
            }
            arg if arg.starts_with('-') => return Err(USAGE.to_owned()),
            _ => made.files.push(arg),
        }
    }
    if made.files.is_empty() { Err(USAGE.to_owned()) } else { Ok(made) }
}

fn run(args: &Args) -> Result<ExitCode, String> {
    let mut report = Report::default();
    for file in &args.files {
        let json = load(file)?;
        for (types, case) in cases(&json) {
            let id = case["id"].as_str().unwrap_or("?");
            if args.filter.as_ref().is_none_or(|filter| id.contains(filter)) {
                report
                    .add(case, check_with(&Dynamic, Contracts::of_serializer(types, args.serializer), case));
            }
        }
    }
    Ok(report.finish())
}

fn run_compiled(args: &Args) -> Result<ExitCode, String> {
    let files = args.files.iter().map(|file| load(file)).collect::<Result<Vec<_>, _>>()?;
    let source = compiled::source(args.serializer, &files, args.filter.as_deref(), args.sample);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("the workspace has a folder")?;
    let name = match args.serializer {
        Serializer::DataContractSerializer => "data-contract-cases",
        Serializer::XmlSerializer => "xml-serializer-cases",
    };
    let folder = root.join("target/conformance").join(name);
    write(&folder.join("src/main.rs"), &source.main)?;
    let path = |name: &str| root.join(name).display().to_string();
    write(
        &folder.join("Cargo.toml"),
        &format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\ndatacontract = {{ path = {:?}, default-features = false, features = [\"derive\"] }}\n\
             datacontract-tests = {{ path = {:?} }}\n\n[workspace]\n",
            path("runtime"),
            path("tests")
        ),
    )?;
    // The same versions as the workspace's.
    std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(|error| error.to_string())?;
    let files: Vec<PathBuf> = args
        .files
        .iter()
        .map(|file| std::path::absolute(file).map_err(|error| format!("{file}: {error}")))
        .collect::<Result<_, _>>()?;
    let mut report = Report::default();
    for (id, why) in source.left_out {
        let outcome = match why.strip_prefix("refused: ") {
            // .NET refuses these contracts too, which is what such a case is about.
            Some(why) => match case_of(&args.files, &id)?.get("error") {
                Some(_) => Outcome::Passed,
                None => Outcome::Failed(format!("the spec is refused: {why}")),
            },
            None => Outcome::OutOfScope(why),
        };
        report.add(&json!({"id": id}), outcome);
    }
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--offline", "--target-dir"])
        .arg(root.join("target/conformance/target"))
        .arg("--manifest-path")
        .arg(folder.join("Cargo.toml"))
        .arg("--")
        .args(files)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let (lines, last) = printed.trim_end().rsplit_once('\n').unwrap_or(("", printed.trim_end()));
    if !lines.is_empty() {
        println!("{lines}");
    }
    let numbers: Vec<usize> =
        last.split(", ").filter_map(|part| part.split(' ').next()?.parse().ok()).collect();
    let [passed, failed, out_of_scope] = numbers[..] else {
        return Err(format!("the compiled cases ended with: {last}"));
    };
    report.count(passed, failed, out_of_scope);
    Ok(report.finish())
}

fn case_of(files: &[String], id: &str) -> Result<serde_json::Value, String> {
    for file in files {
        let json = load(file)?;
        if let Some((_, case)) = cases(&json).into_iter().find(|(_, case)| case["id"] == id) {
            return Ok(case.clone());
        }
    }
    Err(format!("no case {id}"))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    std::fs::write(path, text).map_err(failed)
}

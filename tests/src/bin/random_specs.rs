//! `random_specs [--seed N] [--count N] [--batch N] [--edition 2021|2024] [--clippy] [--examples]`: makes
//! random specs, compiles the modules of those that `check` passes, and shows which fail.
//!
//! Each batch is one crate. With `--examples` the examples in the documentation are compiled too. The crate
//! and the specs of what failed stay in `target/random-specs`.

use std::fs;
use std::process::ExitCode;

use datacontract_tests::random_specs::{Batch, Edition, Task, Verdict, module, spec, target, verdict};

const USAGE: &str =
    "usage: random_specs [--seed N] [--count N] [--batch N] [--edition 2021|2024] [--clippy] [--examples]";

struct Args {
    seed: u64,
    count: usize,
    batch: usize,
    edition: Edition,
    task: Task,
}

fn main() -> ExitCode {
    match args().and_then(|args| run(&args)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn args() -> Result<Args, String> {
    let mut made = Args { seed: 1, count: 100, batch: 200, edition: Edition::E2024, task: Task::Check };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut number = || args.next().and_then(|number| number.parse().ok()).ok_or(USAGE);
        match arg.as_str() {
            "--seed" => made.seed = number()?,
            "--count" => made.count = usize::try_from(number()?).map_err(|error| error.to_string())?,
            "--batch" => made.batch = usize::try_from(number()?).map_err(|error| error.to_string())?.max(1),
            "--edition" => made.edition = if number()? == 2021 { Edition::E2021 } else { Edition::E2024 },
            "--clippy" => made.task = Task::Clippy,
            "--examples" => made.task = Task::Examples,
            _ => return Err(USAGE.to_owned()),
        }
    }
    Ok(made)
}

fn run(args: &Args) -> Result<ExitCode, String> {
    let (mut seed, mut passed, mut failed) = (args.seed, 0, 0);
    while passed < args.count {
        let folder = format!("batch{}", args.seed);
        let mut batch = Batch::new(target().join(folder));
        let wanted = args.batch.min(args.count - passed);
        let mut modules = 0;
        while modules < wanted {
            let text = spec(seed);
            if verdict(&text) == Verdict::Passed && batch.add(&module(seed), text) {
                modules += 1;
            }
            seed += 1;
        }
        passed += wanted;
        let texts: Vec<(String, String)> = batch.specs().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
        let failures = batch.failures(args.edition, args.task, &target())?;
        failed += failures.len();
        for failure in &failures {
            println!("{}: {}", failure.module, failure.error);
            let folder = target().join("failed").join(&failure.module);
            let text =
                texts.iter().find(|(module, _)| *module == failure.module).map_or("", |(_, text)| text);
            let kept = fs::create_dir_all(&folder)
                .and_then(|()| fs::write(folder.join("api.json"), text))
                .and_then(|()| fs::write(folder.join("error.txt"), &failure.rendered));
            kept.map_err(|error| error.to_string())?;
        }
        println!("{passed} specs of {} passed the check, {failed} of them do not compile", seed - args.seed);
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

//! What the command line asks for.

use std::path::PathBuf;

pub const USAGE: &str = "\
Measures datacontract against its peers: docs/performance.md.

cargo run --release --manifest-path benches/Cargo.toml -- [OPTIONS]

  --quick            fewer rounds, and of (c) the compact document alone
  --filter TEXT      only groups whose name holds TEXT, such as read/b or compact
  --details          prints all contenders, not the goals alone
  --json FILE        writes everything that was measured
  --update-docs      writes the tables into docs/performance.md
  --list             prints the names of all contenders, and so proves each of them
  --once NAME        runs one contender, for `valgrind --tool=callgrind` and `perf`
  --times N          how often `--once` runs it, 100 unless given
";

#[derive(Debug, Default)]
pub struct Args {
    pub quick: bool,
    pub filter: Option<String>,
    pub details: bool,
    pub json: Option<PathBuf>,
    pub update_docs: bool,
    pub list: bool,
    pub once: Option<String>,
    pub times: Option<u64>,
}

impl Args {
    pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Args, String> {
        let mut args = Args::default();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value\n\n{USAGE}"));
            match word.as_str() {
                "--quick" => args.quick = true,
                "--filter" => args.filter = Some(value()?),
                "--details" => args.details = true,
                "--json" => args.json = Some(value()?.into()),
                "--update-docs" => args.update_docs = true,
                "--list" => args.list = true,
                "--once" => args.once = Some(value()?),
                "--times" => {
                    let times = value()?.parse().map_err(|_| "--times needs a number".to_owned())?;
                    args.times = Some(times);
                }
                "--help" | "-h" => return Err(USAGE.to_owned()),
                _ => return Err(format!("{word} is not known\n\n{USAGE}")),
            }
        }
        if args.update_docs && args.filter.is_some() {
            return Err("--update-docs needs all groups: leave out --filter".to_owned());
        }
        Ok(args)
    }
}

//! The programs in C#: a server, and a client that calls every endpoint.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

/// Where the programs are built, and whether they can be.
#[derive(Clone, Debug)]
pub struct Mono {
    folder: PathBuf,
}

impl Mono {
    /// `None`, and a line that says so, where Mono is missing.
    ///
    /// # Panics
    /// If it is missing in CI (`CI` or `DATACONTRACT_REQUIRE_MONO` is set), or the programs cannot be built.
    #[must_use]
    pub fn find(target: &str) -> Option<Self> {
        let has = |program: &str| {
            Command::new(program)
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_ok()
        };
        let library = Path::new("/usr/lib/mono/4.5/System.Web.Http.dll");
        if !(has("mono") && has("mcs") && library.exists()) {
            let is_required =
                ["CI", "DATACONTRACT_REQUIRE_MONO"].iter().any(|name| env::var_os(name).is_some());
            assert!(!is_required, "mono is not installed (tests/aspnet/install.sh installs it)");
            say("skipped: mono is not installed (tests/aspnet/install.sh installs it)");
            return None;
        }
        let mono = Mono { folder: Path::new(target).join("aspnet") };
        fs::create_dir_all(&mono.folder).expect("a folder for the programs");
        let built = mono.script("build.sh", &[]).status().expect("a shell");
        assert!(built.success(), "the programs in C# cannot be built");
        Some(mono)
    }

    /// Serves a site until it is dropped.
    ///
    /// # Panics
    /// If the server does not start.
    #[must_use]
    pub fn serve(&self, site: &str) -> Server {
        let mut command = self.script("serve.sh", &["0", site]);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a shell");
        let mut line = String::new();
        let output = process.stdout.take().expect("it is piped");
        BufReader::new(output).read_line(&mut line).expect("text");
        let base_url = line.trim().strip_prefix("listening on ").unwrap_or_default().to_owned();
        let server = Server { process, base_url };
        assert!(!server.base_url.is_empty(), "the server of {site} does not start: {line}");
        server
    }

    /// Lets the .NET client call every endpoint of a site at an address, in `json` or `xml`: a line of JSON
    /// for each.
    ///
    /// # Panics
    /// If the client cannot be started.
    #[must_use]
    pub fn call(&self, base_url: &str, format: &str, site: &str) -> Vec<serde_json::Value> {
        let run = || self.script("call.sh", &[base_url, format, site]).output().expect("a shell");
        // Mono aborts now and then, by a signal, when its threads end.
        let mut output = run();
        for _ in 0..2 {
            if output.status.code().is_some() {
                break;
            }
            say("mono was aborted; the calls are made again");
            output = run();
        }
        let text = String::from_utf8(output.stdout).expect("text");
        let errors = String::from_utf8_lossy(&output.stderr);
        let line = |line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}\n{errors}"));
        let lines: Vec<_> = text.lines().map(line).collect();
        assert!(!lines.is_empty(), "the client of {site} does not start: {errors}");
        lines
    }

    fn script(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(name));
        // Mono leaves a file where it is aborted.
        command.arg(&self.folder).args(arguments).current_dir(&self.folder);
        command
    }
}

/// A server that runs.
#[derive(Debug)]
pub struct Server {
    process: Child,
    /// Its address: `http://127.0.0.1:8000`.
    pub base_url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Prints a text that is seen even if the test passes.
pub fn say(text: &str) {
    // Nobody may be there to see it.
    let _ = writeln!(std::io::stderr(), "{text}");
}

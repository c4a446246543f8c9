//! The process that accepts connections, and starts a worker for each state of the specs.

use std::{net::SocketAddr, path::PathBuf, process::Stdio, time::Duration};

use datacontract_codegen::diagnostic::Severity;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, copy_bidirectional},
    net::{TcpListener, TcpStream},
    process::{Child, ChildStdin, ChildStdout, Command},
    sync::{mpsc, watch},
};

use super::LOADED;
use crate::{
    args::ServeArgs,
    failure::{Failure, Outcome},
    report::Output,
    specs,
    watching::{Watching, is_of_spec, is_of_spec_or_recording, state_of, state_of_recordings},
};

/// How long a change of the specs may go on before it counts as made.
const SETTLED: Duration = Duration::from_millis(150);

pub(super) async fn run(args: &ServeArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let paths = paths_of(args, output)?;
    let listener = TcpListener::bind(args.addr).await.map_err(|error| {
        Failure::usage(format!("`{}` cannot be opened: {error}", args.addr))
            .help("`--addr 127.0.0.1:0` takes a port that is free")
    })?;
    let addr = listener.local_addr().unwrap_or(args.addr);
    // Before anything is read of the specs, so that no change is missed.
    let (changes, mut changed) = mpsc::channel(1);
    let _watching = if args.no_watch { None } else { Some(watch_files(&paths, &args.recordings, changes)?) };
    let mut state = served_state(args, &paths);
    let mut worker = Worker::load(args, addr, &paths).await?;
    let first = worker.start("").await?;
    let (port, ports) = watch::channel(Some(first));
    tokio::spawn(accept(listener, ports));
    announce(args, addr, &paths, output);
    let mut stop = std::pin::pin!(datacontract::server::stop_signal());
    loop {
        tokio::select! {
            () = &mut stop => return Ok(Outcome::Good),
            Some(()) = changed.recv() => {
                // Editors write a file in several steps, and touch others.
                let now = served_state(args, &paths);
                if std::mem::replace(&mut state, now) == now {
                    continue;
                }
                // What it says of the specs stands on the terminal already.
                let Ok(mut new) = Worker::load(args, addr, &paths).await else {
                    output.print("the last state that could be read is served on\n");
                    continue;
                };
                let mut kept = String::new();
                if args.stateful {
                    // Until the new one has what the old one keeps, connections wait.
                    let _ = port.send(None);
                    kept = worker.hand_over().await;
                }
                let at = new.start(&kept).await?;
                let _ = port.send(Some(at));
                std::mem::replace(&mut worker, new).retire();
                output.print("reloaded\n");
            },
        }
    }
}

/// Returns a number that is another one when what is served is.
fn served_state(args: &ServeArgs, paths: &[PathBuf]) -> (u64, u64) {
    (state_of(paths), state_of_recordings(&args.recordings))
}

/// Returns the specs to be served.
fn paths_of(args: &ServeArgs, output: &mut Output) -> Result<Vec<PathBuf>, Failure> {
    let (paths, diagnostics) = specs::meant(&args.paths)?;
    output.diagnostics(&diagnostics);
    if diagnostics.count(Severity::Error) > 0 {
        return Err(Failure::finding("the project's configuration has errors"));
    }
    if paths.is_empty() {
        return Err(Failure::usage("there is no spec to serve"));
    }
    Ok(paths)
}

fn announce(args: &ServeArgs, addr: SocketAddr, paths: &[PathBuf], output: &mut Output) {
    let name =
        if addr.ip().is_unspecified() { format!("localhost:{}", addr.port()) } else { addr.to_string() };
    let address = format!("http://{name}/");
    let specs = crate::report::count(paths.len(), "spec");
    output.print(&format!("serving {specs} at {address}\n"));
    if args.open
        && let Err(error) = open::that_detached(&address)
    {
        output.print(&format!("no browser can be opened: {error}\n"));
    }
}

/// How long a worker may take to hand over what it keeps.
const HANDING_OVER: Duration = Duration::from_secs(5);

/// A worker, which lives as long as its standard input is open.
struct Worker {
    child: Child,
    input: Option<ChildStdin>,
    out: BufReader<ChildStdout>,
}

impl Worker {
    /// Starts a worker, which has read the specs when this returns.
    async fn load(args: &ServeArgs, addr: SocketAddr, specs: &[PathBuf]) -> Result<Worker, Failure> {
        let failed = |error: std::io::Error| cannot_start(&error);
        let program = std::env::current_exe().map_err(failed)?;
        let mut child = Command::new(program)
            .args(args.of_worker(addr, specs))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let input = child.stdin.take();
        let Some(out) = child.stdout.take() else {
            return Err(Failure::finding("the server cannot start: it has no output"));
        };
        let mut worker = Worker { child, input, out: BufReader::new(out) };
        if worker.line().await? == LOADED {
            return Ok(worker);
        }
        worker.input = None;
        let ended = worker.child.wait().await.map_err(|error| cannot_start(&error))?;
        Err(Failure::told(ended.code()).unwrap_or_else(|| Failure::finding("the specs cannot be served")))
    }

    /// Lets the worker serve with what an earlier one kept, and returns its port.
    async fn start(&mut self, kept: &str) -> Result<u16, Failure> {
        if let Some(input) = &mut self.input {
            let line = format!("{kept}\n");
            input.write_all(line.as_bytes()).await.map_err(|error| cannot_start(&error))?;
        }
        self.line().await?.parse().map_err(|_| Failure::finding("the specs cannot be served"))
    }

    /// Lets the worker end with its last requests, and returns what it keeps.
    async fn hand_over(&mut self) -> String {
        self.input = None;
        let line = tokio::time::timeout(HANDING_OVER, self.line()).await;
        line.ok().and_then(Result::ok).unwrap_or_default()
    }

    /// Reads the next line that the worker prints.
    async fn line(&mut self) -> Result<String, Failure> {
        let mut line = String::new();
        self.out.read_line(&mut line).await.map_err(|error| cannot_start(&error))?;
        Ok(line.trim().to_owned())
    }

    /// Lets the worker end with its last request.
    fn retire(self) {
        let Worker { mut child, input, out } = self;
        drop(input);
        tokio::spawn(async move {
            let mut out = out;
            // A worker that has nowhere to print to would end with an error.
            let _ = tokio::io::copy(&mut out, &mut tokio::io::sink()).await;
            child.wait().await
        });
    }
}

fn cannot_start(error: &std::io::Error) -> Failure {
    Failure::finding(format!("the server cannot start: {error}"))
}

/// Accepts connections for ever, and passes each on to the worker that is the current one when it comes.
async fn accept(listener: TcpListener, ports: watch::Receiver<Option<u16>>) {
    loop {
        let Ok((mut stream, _)) = listener.accept().await else {
            // Too many open files: some will be closed.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let mut ports = ports.clone();
        tokio::spawn(async move {
            let _ = stream.set_nodelay(true);
            // While one worker hands over to the next, there is none.
            let Ok(port) = ports.wait_for(Option::is_some).await.map(|port| *port) else { return };
            let Some(port) = port else { return };
            if let Ok(mut worker) = TcpStream::connect(("127.0.0.1", port)).await {
                let _ = worker.set_nodelay(true);
                let _ = copy_bidirectional(&mut stream, &mut worker).await;
            }
        });
    }
}

/// Sends a message whenever a file of a spec or a recording may have changed. It does so for as long as what is returned lives.
fn watch_files(
    paths: &[PathBuf],
    recordings: &[PathBuf],
    changes: mpsc::Sender<()>,
) -> Result<Watching, Failure> {
    let failed = |failure: Failure| failure.help("`--no-watch` serves them as they are");
    let on_change = move || {
        // One that waits already stands for this one too.
        let _ = changes.try_send(());
    };
    let is_watched = if recordings.is_empty() { is_of_spec } else { is_of_spec_or_recording };
    let mut watching = Watching::start(SETTLED, is_watched, on_change).map_err(failed)?;
    for path in paths {
        watching.add_spec(path).map_err(failed)?;
    }
    // What is not there is said by who reads it.
    for path in recordings.iter().filter(|path| path.exists()) {
        watching.add_recording(path).map_err(failed)?;
    }
    Ok(watching)
}

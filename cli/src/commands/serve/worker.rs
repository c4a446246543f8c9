//! The process that serves one state of the specs.

use std::{io::Write as _, time::Duration};

use datacontract::server;
use datacontract_workbench::{
    mock::{Memory, Recordings, Store},
    serve::{self, Hosts, Options},
    site::Site,
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader, Stdin},
    net::TcpListener,
    sync::oneshot,
};

use super::LOADED;
use crate::{
    args::ServeArgs,
    failure::{Failure, Outcome},
    recordings,
    report::{Output, count},
};

/// How long a worker that is not wanted any longer waits for its last requests before it hands over what it keeps.
const LAST_REQUESTS: Duration = Duration::from_secs(1);

/// Serves the specs at a port of its own until its standard input ends, in the steps that [the module](super) has.
pub(super) async fn run(args: &ServeArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let sites = sites(args, output)?;
    let recordings = recorded(args, &sites, output)?;
    let mut input = BufReader::new(tokio::io::stdin());
    print(LOADED).map_err(|error| failed(&error))?;
    let mut earlier = String::new();
    input.read_line(&mut earlier).await.map_err(|error| failed(&error))?;
    let store = args.stateful.then(|| Store::of(&earlier));
    let app = app(args, sites, store.clone(), recordings, output);
    let listener = TcpListener::bind("127.0.0.1:0").await.and_then(|listener| {
        print(&listener.local_addr()?.port().to_string())?;
        Ok(listener)
    });
    let listener = listener.map_err(|error| Failure::finding(format!("no port can be opened: {error}")))?;
    let (ended, end) = oneshot::channel();
    let serving = server::serve(listener, app).shutdown(async move {
        end_of_input(input).await;
        let _ = ended.send(());
    });
    let mut serving = std::pin::pin!(serving.into_future());
    let handing_over = async {
        let _ = end.await;
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    let served = tokio::select! {
        served = &mut serving => Some(served),
        () = handing_over => None,
    };
    if let Some(store) = store {
        // Nobody may be there any more.
        let _ = print(&store.to_json());
    }
    let served = match served {
        Some(served) => served,
        None => serving.await,
    };
    served.map_err(|error| Failure::finding(format!("the server stopped: {error}")))?;
    Ok(Outcome::Good)
}

/// Prints a line for the process that has started this one.
fn print(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

fn failed(error: &std::io::Error) -> Failure {
    Failure::finding(format!("the server cannot start: {error}"))
}

/// Waits until nobody can write to standard input any more: the process that started this one does not want it
/// any longer, or is gone.
async fn end_of_input(mut input: BufReader<Stdin>) {
    let mut buffer = [0; 64];
    while input.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
}

/// Reads the specs.
fn sites(args: &ServeArgs, output: &mut Output) -> Result<Vec<Site>, Failure> {
    let mut sites = Vec::new();
    // They were found by the process that has started this one.
    for path in &args.paths {
        let (site, diagnostics) = Site::load(path);
        output.diagnostics(&diagnostics);
        sites.extend(site);
    }
    if sites.is_empty() {
        return Err(Failure::finding("no spec can be read, so that there is nothing to serve"));
    }
    Ok(sites)
}

/// Reads what is to be answered again, and says how much of it can be.
fn recorded(args: &ServeArgs, sites: &[Site], output: &mut Output) -> Result<Option<Recordings>, Failure> {
    if args.recordings.is_empty() {
        return Ok(None);
    }
    let mut exchanges = Vec::new();
    for path in &args.recordings {
        exchanges.extend(recordings::read(path)?);
    }
    let all = exchanges.len();
    let recordings = Recordings::new(exchanges).are_all(args.recorded_only);
    let usable: usize = sites.iter().map(|site| recordings.count_of(site)).sum();
    output.print_error(&format!("answering with {} of {}\n", usable.min(all), count(all, "recording")));
    Ok(Some(recordings))
}

fn app(
    args: &ServeArgs,
    sites: Vec<Site>,
    store: Option<Store>,
    recordings: Option<Recordings>,
    output: &mut Output,
) -> axum::Router {
    let hosts = if args.addr.ip().is_loopback() { Hosts::loopback() } else { Hosts::any() };
    let options = Options {
        memory: match (store.clone(), recordings) {
            (Some(store), _) => Memory::Stateful(store),
            (None, Some(recordings)) => Memory::Recorded(recordings),
            (None, None) => Memory::None,
        },
        hosts: args.hosts.iter().fold(hosts, |hosts, host| hosts.with(host)),
    };
    let app = serve::app(&serve::placed(sites), &options);
    match store.map_or(0, |store| store.lost()) {
        0 => {}
        1 => {
            output.warning("an object that the mock kept does not fit the specs as they are now: it is lost");
        }
        lost => output.warning(&format!(
            "{lost} objects that the mock kept do not fit the specs as they are now: they are lost"
        )),
    }
    app
}

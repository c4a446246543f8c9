//! A client as it is in production: it logs in, sends a photo, gets an invoice, and walks a million leads in little
//! memory, while the service asks it to slow down; a log says what it does.
//!
//! ```sh
//! cargo run --release -p datacontract-examples --bin production -- async
//! cargo run --release -p datacontract-examples --bin production -- blocking 1000
//! cargo run --release -p datacontract-examples --bin production -- async 1000 http://127.0.0.1:8080
//! ```
//!
//! The service is the same program in a process of its own, so that the memory that is shown is the client's alone; or what
//! is at the address that is given, such as the ASP.NET server of `tests/aspnet` (`serve.sh /tmp/leaddesk 8080 leaddesk`).

mod service;
mod tour_async;
mod tour_blocking;

use datacontract::client::{Client, RateLimit, Retry, RetryBudget};
use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tracing::level_filters::LevelFilter;

/// What goes wrong on the tour.
type TourError = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), TourError> {
    let mut arguments = std::env::args().skip(1);
    let which = arguments.next().unwrap_or_else(|| "async".to_owned());
    let leads = arguments.next().map_or(Ok(1_000_000), |leads| leads.parse())?;
    if which == "serve" {
        return service::run();
    }
    tracing_subscriber::fmt().with_max_level(LevelFilter::INFO).with_writer(std::io::stderr).init();
    let (address, _service) = match arguments.next() {
        Some(address) => (address, None),
        None => Service::start().map(|service| (service.address.clone(), Some(service)))?,
    };
    match which.as_str() {
        "async" => tour_async::run(&address, leads)?,
        "blocking" => tour_blocking::run(&address, leads)?,
        _ => return Err("say `async` or `blocking`, and how many leads, and where the service is".into()),
    }
    if let Some(peak) = peak_memory() {
        println!("at most {peak} kB of memory");
    }
    Ok(())
}

/// Sets what all clients in production should have, whatever carries their requests.
fn for_production<T>(http: Client<T>) -> Client<T> {
    http.timeout(Duration::from_secs(30))
        // 429 and 503 are tried again, when the service says that it may be (`Retry-After`).
        .retry(Retry::default().attempts(4))
        // Not more often than the service can bear, however many calls there are.
        .rate_limit(RateLimit::per_second(20))
        .retry_budget(RetryBudget::percent(20))
        // With it, what must not happen twice may be sent twice.
        .idempotency_key("Idempotency-Key")
        .on_retry(|retrying| println!("slowing down: {:?}", retrying.status))
        .on_notice(|notice| eprintln!("the service has changed: {notice}"))
}

/// The service, in a process that ends with this value.
struct Service {
    process: Child,
    address: String,
}

impl Service {
    fn start() -> Result<Self, TourError> {
        let mut process =
            Command::new(std::env::current_exe()?).arg("serve").stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut address)?;
        }
        Ok(Service { process, address: address.trim().to_owned() })
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Returns the most kilobytes that the process has had in memory, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

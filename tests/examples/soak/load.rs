//! The load, and what it does to the server's memory.

use std::{
    error::Error,
    fmt::Write as _,
    io, iter,
    net::SocketAddr,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    clients,
    faults::{Fault, QUICK, SLOW},
    process::Process,
};

const GOOD_CLIENTS: usize = 4;
const QUICK_CLIENTS: usize = 4;
const SLOW_CLIENTS: usize = 64;
/// How long the server waits for clients that do nothing.
const PATIENCE: Duration = Duration::from_secs(2);

/// What has been done.
#[derive(Default)]
struct Done {
    good: AtomicU64,
    faulty: AtomicU64,
    /// What went wrong with good clients.
    wrong: Mutex<Vec<String>>,
    is_over: AtomicBool,
}

/// What was seen of the server at a time.
struct Seen {
    memory: u64,
    open_files: usize,
}

pub(crate) fn run(time: Duration) -> Result<(), Box<dyn Error>> {
    let server = Process::start(PATIENCE)?;
    clients::visit(server.address)?;
    let at_rest = server.open_files()?;
    let done = Done::default();
    let seen = thread::scope(|scope| {
        for _ in 0..GOOD_CLIENTS {
            scope.spawn(|| visits(server.address, &done));
        }
        for (count, faults) in [(QUICK_CLIENTS, &QUICK[..]), (SLOW_CLIENTS, &SLOW)] {
            for seed in 0..count {
                let done = &done;
                let address = server.address;
                scope.spawn(move || is_faulty(address, faults, seed, done));
            }
        }
        let seen = watch(&server, time);
        done.is_over.store(true, Ordering::Relaxed);
        seen
    })?;
    // The last ones are hung up on.
    thread::sleep(2 * PATIENCE + Duration::from_secs(1));
    clients::visit(server.address)?;
    let report = Report::of(&seen, &done, time)?;
    print!("{}", report.text);
    let left = server.open_files()?.saturating_sub(at_rest);
    println!("connections left behind: {left}");
    let wrong = done.wrong.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(first) = wrong.first() {
        return Err(format!("{} good clients were disappointed; the first:\n{first}", wrong.len()).into());
    }
    // Connections to the old service are kept for the next requests.
    if left > 2 * (GOOD_CLIENTS + QUICK_CLIENTS + SLOW_CLIENTS) {
        return Err("connections were left behind".into());
    }
    if report.has_grown { Err("memory grew".into()) } else { Ok(()) }
}

fn visits(address: SocketAddr, done: &Done) {
    while !done.is_over.load(Ordering::Relaxed) {
        match clients::visit(address) {
            Ok(count) => {
                done.good.fetch_add(count, Ordering::Relaxed);
            }
            Err(error) => {
                done.wrong.lock().unwrap_or_else(PoisonError::into_inner).push(error.to_string());
                return;
            }
        }
    }
}

fn is_faulty(address: SocketAddr, faults: &[Fault], seed: usize, done: &Done) {
    let mut random = fastrand::Rng::with_seed(seed as u64);
    while !done.is_over.load(Ordering::Relaxed) {
        if let Some(fault) = random.choice(faults) {
            // That they are hung up on is as it should be.
            let _ = fault(address, &mut random);
            done.faulty.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Looks at the server each second.
fn watch(server: &Process, time: Duration) -> io::Result<Vec<Seen>> {
    let start = Instant::now();
    let looks = iter::from_fn(|| {
        thread::sleep(Duration::from_secs(1));
        (start.elapsed() < time)
            .then(|| Ok(Seen { memory: server.memory()?, open_files: server.open_files()? }))
    });
    looks.collect()
}

struct Report {
    text: String,
    has_grown: bool,
}

impl Report {
    /// The first quarter is for warming up. In the last one memory may be a tenth and 4 MB more than in the second.
    fn of(seen: &[Seen], done: &Done, time: Duration) -> Result<Self, Box<dyn Error>> {
        let quarter = seen.len() / 4;
        if quarter < 5 {
            return Err("20 seconds are the least that says something".into());
        }
        let mut text = String::new();
        let [good, faulty] = [&done.good, &done.faulty].map(|count| count.load(Ordering::Relaxed));
        writeln!(
            text,
            "{} s: {good} good requests ({}/s), {faulty} faulty clients",
            time.as_secs(),
            good / time.as_secs().max(1)
        )?;
        writeln!(text, "| quarter | memory, median | largest | open files, largest |\n|---|---|---|---|")?;
        let mut medians = Vec::new();
        for (index, looks) in seen.chunks_exact(quarter).take(4).enumerate() {
            let mut memory: Vec<u64> = looks.iter().map(|look| look.memory).collect();
            memory.sort_unstable();
            let median = memory[memory.len() / 2];
            let largest = memory[memory.len() - 1];
            let files = looks.iter().map(|look| look.open_files).max().unwrap_or_default();
            writeln!(text, "| {} | {} | {} | {files} |", index + 1, megabytes(median), megabytes(largest))?;
            medians.push(median);
        }
        let has_grown = medians[3] > medians[1] + medians[1] / 10 + (4 << 20);
        Ok(Self { text, has_grown })
    }
}

/// `41.3 MB`
pub(crate) fn megabytes(bytes: u64) -> String {
    let tenths = bytes * 10 / 1_000_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

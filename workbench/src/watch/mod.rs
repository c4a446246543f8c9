//! Traffic, read against the contract while it goes by.
//!
//! A [`Watcher`] takes what a [`server::Watch`](datacontract::server::Watch) tells it into a bounded queue, and reads it on a
//! thread of its own: no caller waits for it. What finds no place in the queue is counted, and not read. What it keeps and
//! shows has no secrets ([`Redaction`]).

mod convert;
mod marks;
mod page;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvError, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use datacontract::server::{Watched, WatchedBody};

use crate::site::Site;
use crate::traffic::recording::{Recorder, RecordingError};
use crate::traffic::{Drift, DriftReport, Exchange, Finding, Redaction};

pub use convert::base_of;
pub use page::router;

/// How many exchanges may wait to be read, and how many bytes of bodies they may have.
const QUEUE: usize = 1024;
const QUEUE_BYTES: usize = 64 << 20;
/// How long reading goes on, and how long it then rests, while it does not catch up with what goes by.
const TURN: Duration = Duration::from_millis(2);
/// How many exchanges are shown, and how many bytes of bodies they may have.
const SHOWN: usize = 500;
const SHOWN_BYTES: usize = 32 << 20;

/// What a watcher is to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address of the service, below which the paths of the spec are.
    pub base_url: String,
    /// The address that the paths of requests are put behind.
    pub target: String,
    /// Where exchanges are recorded.
    pub record: Option<PathBuf>,
}

/// An exchange that went by, without its secrets.
#[derive(Clone)]
pub struct Seen {
    /// Its number, from 1.
    pub number: u64,
    /// What went by.
    pub exchange: Exchange,
    /// The endpoint of the spec by method and path; `None` if it has none.
    pub endpoint: Option<String>,
    /// How long it took.
    pub time: Duration,
    /// How it departs from the contract.
    pub departures: Vec<Finding>,
}

/// What is said of an exchange in the place of its endpoint or its departures if the service's API has nothing to do with it.
pub const NOT_OF_THE_API: &str = "not of this API";

impl Seen {
    /// Returns whether it is of the API: at an endpoint of the spec, or at one that the spec lacks. Pages, scripts and images are
    /// not.
    #[must_use]
    pub fn is_of_the_api(&self) -> bool {
        self.endpoint.is_some() || !self.departures.is_empty()
    }
}

/// What has gone by lately.
#[derive(Clone, Default)]
pub struct Log(Arc<Shared>);

#[derive(Default)]
struct Shared {
    seen: Mutex<Latest>,
    dropped: AtomicU64,
    /// How many exchanges could not be recorded.
    unrecorded: AtomicU64,
    queued_bytes: AtomicUsize,
}

/// The latest exchanges, in the order in which they were read.
#[derive(Default)]
struct Latest {
    seen: VecDeque<Arc<Seen>>,
    /// Of all bodies together.
    bytes: usize,
}

impl Log {
    /// Returns how many exchanges were not read, since there were too many at once.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.0.dropped.load(Ordering::Relaxed)
    }

    /// Returns how many exchanges could not be recorded.
    #[must_use]
    pub fn unrecorded(&self) -> u64 {
        self.0.unrecorded.load(Ordering::Relaxed)
    }

    /// Returns the latest exchanges, the last one first.
    #[must_use]
    pub fn latest(&self) -> Vec<Arc<Seen>> {
        let latest = self.0.seen.lock().unwrap_or_else(PoisonError::into_inner);
        latest.seen.iter().rev().cloned().collect()
    }

    fn push(&self, new: Arc<Seen>) {
        let mut latest = self.0.seen.lock().unwrap_or_else(PoisonError::into_inner);
        latest.bytes += body_size(&new.exchange);
        latest.seen.push_back(new);
        while latest.seen.len() > SHOWN || latest.bytes > SHOWN_BYTES {
            let Some(oldest) = latest.seen.pop_front() else { break };
            latest.bytes -= body_size(&oldest.exchange);
        }
    }
}

fn body_size(exchange: &Exchange) -> usize {
    let size = |body: &Option<Vec<u8>>| body.as_ref().map_or(0, Vec::len);
    size(&exchange.request.body) + size(&exchange.response.body)
}

enum Order {
    Read(Box<Watched>),
    Finish,
}

/// Reads what goes by on a thread of its own.
pub struct Watcher {
    log: Log,
    sender: SyncSender<Order>,
    thread: JoinHandle<DriftReport>,
}

impl Watcher {
    /// Starts to read. `told` is called for each exchange, on the thread that reads.
    ///
    /// # Errors
    /// If the folder for recordings cannot be made.
    pub fn start(
        site: Arc<Site>,
        options: Options,
        told: impl FnMut(&Seen) + Send + 'static,
    ) -> Result<Self, RecordingError> {
        if let Some(folder) = &options.record {
            Recorder::create(&site, folder)?;
        }
        let (sender, receiver) = sync_channel(QUEUE);
        let log = Log::default();
        let own = log.clone();
        let thread = std::thread::spawn(move || read(&site, &options, &own, &receiver, told));
        Ok(Watcher { log, sender, thread })
    }

    /// Returns what a [`server::Watch`](datacontract::server::Watch) is to be given.
    pub fn observer(&self) -> impl Fn(Watched) + Send + Sync + 'static {
        let (sender, log) = (self.sender.clone(), self.log.clone());
        move |watched| {
            let bytes = size(&watched);
            let queued = log.0.queued_bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
            if queued > QUEUE_BYTES || sender.try_send(Order::Read(Box::new(watched))).is_err() {
                log.0.queued_bytes.fetch_sub(bytes, Ordering::Relaxed);
                log.0.dropped.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// Returns what has gone by lately.
    #[must_use]
    pub fn log(&self) -> Log {
        self.log.clone()
    }

    /// Reads what still waits, and returns the report of all that was read; `None` if the thread broke off.
    #[must_use]
    pub fn finish(self) -> Option<DriftReport> {
        let _ = self.sender.send(Order::Finish);
        self.thread.join().ok()
    }
}

fn size(watched: &Watched) -> usize {
    let size = |body: &WatchedBody| match body {
        WatchedBody::Whole(bytes) => bytes.len(),
        _ => 0,
    };
    size(&watched.request_body) + size(&watched.response_body)
}

fn read(
    site: &Site,
    options: &Options,
    log: &Log,
    receiver: &Receiver<Order>,
    mut told: impl FnMut(&Seen),
) -> DriftReport {
    let mut drift = Drift::new(site);
    let mut redaction = Redaction::of(site);
    let mut recorder = options.record.as_ref().and_then(|folder| Recorder::create(site, folder).ok());
    let mut number = 0;
    let mut turn = Turn::start();
    while let Ok(Order::Read(watched)) = turn.next(receiver) {
        log.0.queued_bytes.fetch_sub(size(&watched), Ordering::Relaxed);
        number += 1;
        let exchange = convert::exchange(&watched, options);
        let departures = drift.add("traffic", &exchange);
        let written = recorder.as_mut().map(|recorder| recorder.write(&exchange));
        let shown = match written {
            Some(Ok((_, shown))) => shown,
            Some(Err(_)) => {
                log.0.unrecorded.fetch_add(1, Ordering::Relaxed);
                redaction.redact(&exchange)
            }
            None => redaction.redact(&exchange),
        };
        let endpoint = drift.endpoint_of(&exchange).map(|endpoint| endpoint.heading.value.clone());
        let seen = Seen { number, exchange: shown, endpoint, time: watched.time, departures };
        told(&seen);
        log.push(Arc::new(seen));
    }
    drift.report()
}

/// The time in which exchanges are read one after the other. Passing on comes first: where reading does not catch up, it
/// takes at most half of a processor's time, and what then finds no place in the queue is not read.
struct Turn(Instant);

impl Turn {
    fn start() -> Self {
        Self(Instant::now())
    }

    /// Waits for what is to be read next.
    fn next(&mut self, receiver: &Receiver<Order>) -> Result<Order, RecvError> {
        if self.0.elapsed() > TURN {
            std::thread::sleep(TURN);
            *self = Self::start();
        }
        match receiver.try_recv() {
            Ok(order) => Ok(order),
            Err(TryRecvError::Disconnected) => Err(RecvError),
            Err(TryRecvError::Empty) => {
                let order = receiver.recv();
                *self = Self::start();
                order
            }
        }
    }
}

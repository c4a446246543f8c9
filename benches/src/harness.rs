//! Measures contenders against each other on a machine that does other things as well.
//!
//! Each round runs every contender for a short while, each round in another order; so whatever disturbs the
//! machine, disturbs all of them alike. Others can only make a program slower. So of the rounds of a
//! contender its fastest decile counts, and ratios are made of these.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Something to measure.
pub struct Contender {
    pub name: String,
    /// What it is to the goals.
    pub role: Role,
    run: Box<dyn FnMut(u64)>,
}

/// What a contender is to the goals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// This project.
    Ours,
    /// A crate that reads or writes the same XML.
    Peer {
        /// Whether it takes namespaces for what they are when it reads.
        namespaces: bool,
    },
    /// The same into memory that an earlier document was in.
    Reused,
    /// The same value as JSON.
    Json,
    /// What cannot be beaten, or does only a part of the work.
    Floor,
}

impl Contender {
    pub fn new<R>(name: impl Into<String>, role: Role, mut f: impl FnMut() -> R + 'static) -> Self {
        let run = move |times| {
            for _ in 0..times {
                black_box(f());
            }
        };
        Contender { name: name.into(), role, run: Box::new(run) }
    }

    /// Runs it this many times. Its name is what `counts.sh` looks for.
    #[inline(never)]
    pub fn counted(&mut self, times: u64) {
        (self.run)(times);
    }

    /// Runs it once, which computes what is kept for later runs.
    pub fn warm_up(&mut self) {
        (self.run)(1);
    }

    fn time(&mut self, times: u64) -> Duration {
        let start = Instant::now();
        (self.run)(times);
        start.elapsed()
    }
}

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    pub rounds: usize,
    /// How long a contender runs in a round, at least one iteration.
    pub batch: Duration,
}

/// What was measured of a contender.
#[derive(Clone, Debug)]
pub struct Measured {
    pub name: String,
    pub role: Role,
    /// Nanoseconds an iteration takes in the fastest decile of rounds.
    pub nanos: f64,
    /// What it takes in the median round.
    pub median: f64,
    pub rounds: usize,
}

/// A contender that is this slow takes part in every fourth round.
const SLOW: Duration = Duration::from_millis(300);

/// One that is faster than this runs once before its time is taken, so that what its forerunner left in the
/// caches does not count.
const WARMED: Duration = Duration::from_millis(20);

/// Measures contenders in rounds.
pub fn measure(contenders: &mut [Contender], effort: Effort) -> Vec<Measured> {
    let estimates: Vec<Duration> = contenders.iter_mut().map(estimate).collect();
    let mut samples: Vec<Vec<f64>> = vec![Vec::with_capacity(effort.rounds); contenders.len()];
    for round in 0..effort.rounds {
        for place in 0..contenders.len() {
            // Another order in each round: another start, and forth and back.
            let index = match round % 2 {
                0 => (place + round / 2) % contenders.len(),
                _ => (contenders.len() - 1 - place + round / 2) % contenders.len(),
            };
            let estimate = estimates[index];
            if estimate > SLOW && round % 4 != 0 {
                continue;
            }
            let contender = &mut contenders[index];
            if estimate < WARMED {
                contender.time(1);
            }
            let times = (effort.batch.as_nanos() / estimate.as_nanos().max(1)).clamp(1, 1 << 20) as u64;
            samples[index].push(contender.time(times).as_nanos() as f64 / times as f64);
        }
    }
    let measured = |(contender, mut samples): (&mut Contender, Vec<f64>)| {
        samples.sort_by(f64::total_cmp);
        Measured {
            name: contender.name.clone(),
            role: contender.role,
            nanos: samples[samples.len() / 10],
            median: samples[samples.len() / 2],
            rounds: samples.len(),
        }
    };
    contenders.iter_mut().zip(samples).map(measured).collect()
}

/// How long an iteration takes, roughly.
fn estimate(contender: &mut Contender) -> Duration {
    let once = contender.time(1);
    if once > Duration::from_millis(50) {
        return once;
    }
    let mut times = 1;
    loop {
        let taken = contender.time(times);
        if taken > Duration::from_millis(1) {
            return Duration::from_nanos((taken.as_nanos() as u64 / times).max(1));
        }
        times *= 2;
    }
}

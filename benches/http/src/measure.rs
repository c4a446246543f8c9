//! Contenders side by side on a machine that does other things as well: short slices in turns, ratios of
//! neighbours.

use crate::load::Load;
use crate::server::Server;
use std::io;
use std::time::Duration;

/// The approximate length of a slice.
const SLICE: Duration = Duration::from_millis(50);

/// What a contender did in its slices.
#[derive(Default)]
pub struct Measured {
    pub requests_per_second: Vec<f64>,
    /// Microseconds of the server's thread for a request.
    pub micros: Vec<f64>,
}

/// The median and the quartiles of several numbers.
pub struct Spread {
    pub low: f64,
    pub median: f64,
    pub high: f64,
}

impl Spread {
    pub fn of(numbers: impl IntoIterator<Item = f64>) -> Self {
        let mut numbers: Vec<f64> = numbers.into_iter().collect();
        numbers.sort_by(f64::total_cmp);
        let at = |quarter: usize| {
            numbers.get(numbers.len().saturating_sub(1) * quarter / 4).copied().unwrap_or(f64::NAN)
        };
        Spread { low: at(1), median: at(2), high: at(3) }
    }

    /// Returns the spread of the ratios of numbers that were measured one after the other.
    pub fn of_ratios(ours: &[f64], theirs: &[f64]) -> Self {
        Spread::of(ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs))
    }
}

/// Measures all loads in rounds, forth and back.
pub fn measure(server: &Server, loads: &mut [Load], rounds: usize) -> io::Result<Vec<Measured>> {
    let mut measured: Vec<Measured> = loads.iter().map(|_| Measured::default()).collect();
    let requests = calibrate(loads)?;
    for round in 0..rounds {
        for place in 0..loads.len() {
            let index = if round % 2 == 0 { place } else { loads.len() - 1 - place };
            let before = server.processor_time()?;
            let taken = loads[index].run(requests)?;
            let busy = server.processor_time()?.saturating_sub(before);
            // No slice has as many requests as numbers lose digits.
            #[expect(clippy::cast_precision_loss)]
            let requests = requests as f64;
            measured[index].requests_per_second.push(requests / taken.as_secs_f64());
            measured[index].micros.push(busy.as_secs_f64() * 1e6 / requests);
        }
    }
    Ok(measured)
}

/// How many requests make a slice of the first contender.
fn calibrate(loads: &mut [Load]) -> io::Result<usize> {
    let mut requests = 64;
    loop {
        let mut longest = Duration::ZERO;
        for load in &mut *loads {
            longest = longest.max(load.run(requests)?);
        }
        if longest >= SLICE {
            return Ok(requests);
        }
        requests *= 2;
    }
}

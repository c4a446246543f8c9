//! Connections that do nothing.

use std::{error::Error, thread, time::Duration};

use super::{
    load::megabytes,
    process::Process,
    wire::{Connection, get},
};

/// Longer than this takes.
const PATIENCE: Duration = Duration::from_secs(600);

pub(crate) fn run(count: usize) -> Result<(), Box<dyn Error>> {
    let server = Process::start(PATIENCE)?;
    let before = server.memory()?;
    let mut connections = Vec::new();
    for _ in 0..count {
        connections.push(Connection::open(server.address)?);
    }
    // The last of them is accepted when it has its answer.
    let mut last = Connection::open(server.address)?;
    last.write(&get("/api/orders/7", "application/json"))?;
    last.answer()?;
    let silent = server.memory()?;
    // Not all at once: what is asked takes more until it rests.
    for some in connections.chunks_mut(100) {
        for connection in some {
            connection.write(&get("/api/orders/7", "application/json"))?;
            connection.answer()?;
        }
        thread::sleep(Duration::from_millis(50));
    }
    let asked = server.memory()?;
    thread::sleep(Duration::from_secs(4));
    let rested = server.memory()?;
    println!("{count} connections, {} without them", megabytes(before));
    for (what, memory) in [
        ("that have sent nothing", silent),
        ("after a request and its answer each, 2,000 a second at most", asked),
        ("four seconds later", rested),
    ] {
        let each = memory.saturating_sub(before) / count.max(1) as u64;
        println!("{what}: {} ({each} bytes each)", megabytes(memory));
    }
    Ok(())
}

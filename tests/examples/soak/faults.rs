//! Clients that are slow, break off, lie or mean harm. What becomes of them does not matter, only what is left of them.

use std::{
    io::{self, Write as _},
    net::SocketAddr,
    thread,
    time::Duration,
};

use flate2::{Compression, write::DeflateEncoder};

use super::{
    clients::{ORDER_JSON, ORDER_XML},
    wire::{Connection, get, with_body},
};

const JSON: &str = "application/json";

/// A kind of faulty client.
pub(crate) type Fault = fn(SocketAddr, &mut fastrand::Rng) -> io::Result<()>;

/// Those that are done at once.
pub(crate) const QUICK: [Fault; 8] = [
    breaks_off,
    hangs_up_while_waiting,
    sends_too_much,
    sends_nonsense,
    contradicts_itself,
    nests,
    packs,
    pipelines,
];

/// Those that make the server wait.
pub(crate) const SLOW: [Fault; 5] = [says_nothing, announces, drips, never_reads, sends_endless_headers];

fn breaks_off(address: SocketAddr, random: &mut fastrand::Rng) -> io::Result<()> {
    let method = if random.bool() { "POST" } else { "PUT" };
    let target = if method == "POST" { "/api/orders" } else { "/api/orders/7" };
    let whole = with_body(method, target, "application/xml", "", ORDER_XML.as_bytes());
    Connection::open(address)?.write(&whole[..random.usize(..whole.len())])
}

fn hangs_up_while_waiting(address: SocketAddr, random: &mut fastrand::Rng) -> io::Result<()> {
    let target = if random.bool() { "/api/orders/504" } else { "/api/orders/503" };
    let mut connection = Connection::open(address)?;
    connection.write(&get(target, JSON))?;
    connection.wait(Duration::from_millis(random.u64(1..30)));
    Ok(())
}

fn sends_too_much(address: SocketAddr, random: &mut fastrand::Rng) -> io::Result<()> {
    let mut connection = Connection::open(address)?;
    let target = if random.bool() { "/api/orders" } else { "/api/orders/x" };
    let head = format!(
        "POST {target} HTTP/1.1\r\nHost: a\r\nContent-Type: {JSON}\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    connection.write(head.as_bytes())?;
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    for _ in 0..40 {
        connection.write(chunk.as_bytes())?;
    }
    connection.answer().map(|_| ())
}

fn sends_nonsense(address: SocketAddr, random: &mut fastrand::Rng) -> io::Result<()> {
    let mut bytes = vec![0; random.usize(1..5000)];
    random.fill(&mut bytes);
    let mut connection = Connection::open(address)?;
    connection.write(&bytes)?;
    connection.wait(Duration::from_millis(50));
    Ok(())
}

fn contradicts_itself(address: SocketAddr, random: &mut fastrand::Rng) -> io::Result<()> {
    let heads = [
        "Content-Length: 1\r\nContent-Length: 2\r\n\r\n55",
        "Content-Length: -1\r\n\r\n5",
        "Transfer-Encoding: gzip\r\n\r\n5",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n5\r\n0\r\n\r\n",
        "Expect: 100-continue\r\nContent-Length: 4000000\r\n\r\n",
        "Upgrade: websocket\r\nConnection: upgrade\r\n\r\n",
    ];
    let mut connection = Connection::open(address)?;
    let rest = random.choice(heads).unwrap_or_default();
    connection.write(
        format!("POST /api/orders HTTP/1.1\r\nHost: a\r\nContent-Type: {JSON}\r\n{rest}").as_bytes(),
    )?;
    connection.wait(Duration::from_millis(20));
    Ok(())
}

fn nests(address: SocketAddr, random: &mut fastrand::Rng) -> io::Result<()> {
    let mut connection = Connection::open(address)?;
    let (media_type, text) = match random.u8(..3) {
        0 => (JSON, "[".repeat(100_000)),
        1 => (JSON, format!("{}{{}}{}", r#"{"Parent":"#.repeat(10_000), "}".repeat(10_000))),
        _ => ("application/xml", "<a>".repeat(100_000)),
    };
    connection.write(&with_body("POST", "/api/orders", media_type, "", text.as_bytes()))?;
    connection.answer().map(|_| ())
}

fn packs(address: SocketAddr, random: &mut fastrand::Rng) -> io::Result<()> {
    // Eight kilobytes that would become eight megabytes, or an order.
    let text = if random.bool() { " ".repeat(8 << 20) } else { ORDER_JSON.to_owned() };
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes())?;
    let packed = encoder.finish()?;
    let end = if random.bool() { packed.len() } else { packed.len() / 2 };
    let mut connection = Connection::open(address)?;
    connection.write(&with_body(
        "POST",
        "/api/orders",
        JSON,
        "Content-Encoding: deflate\r\n",
        &packed[..end],
    ))?;
    connection.answer().map(|_| ())
}

/// Sends many requests at once, and reads some of the answers.
fn pipelines(address: SocketAddr, random: &mut fastrand::Rng) -> io::Result<()> {
    let mut connection = Connection::open(address)?;
    connection.write(&get("/api/orders", JSON).repeat(20))?;
    for _ in 0..random.usize(..20) {
        connection.answer()?;
    }
    Ok(())
}

fn says_nothing(address: SocketAddr, random: &mut fastrand::Rng) -> io::Result<()> {
    let mut connection = Connection::open(address)?;
    if random.bool() {
        connection.write(&get("/api/orders/7", JSON))?;
    }
    connection.wait(Duration::from_secs(5));
    Ok(())
}

/// Announces a body that does not come.
fn announces(address: SocketAddr, random: &mut fastrand::Rng) -> io::Result<()> {
    let mut connection = Connection::open(address)?;
    let target = if random.bool() { "/api/orders" } else { "/nowhere" };
    let head = format!(
        "POST {target} HTTP/1.1\r\nHost: a\r\nContent-Type: {JSON}\r\nContent-Length: 1000000\r\n\r\n{{"
    );
    connection.write(head.as_bytes())?;
    connection.wait(Duration::from_secs(5));
    Ok(())
}

fn drips(address: SocketAddr, _: &mut fastrand::Rng) -> io::Result<()> {
    let mut connection = Connection::open(address)?;
    for byte in with_body("PUT", "/api/orders/7", JSON, "", ORDER_JSON.as_bytes()) {
        connection.write(&[byte])?;
        thread::sleep(Duration::from_millis(20));
    }
    connection.answer().map(|_| ())
}

fn never_reads(address: SocketAddr, random: &mut fastrand::Rng) -> io::Result<()> {
    let mut connection = Connection::open(address)?;
    // More than all buffers on the way hold.
    connection.write(&get("/api/orders", JSON).repeat(60))?;
    thread::sleep(Duration::from_secs(random.u64(1..4)));
    Ok(())
}

fn sends_endless_headers(address: SocketAddr, _: &mut fastrand::Rng) -> io::Result<()> {
    let mut connection = Connection::open(address)?;
    connection.write(b"GET /api/orders/7 HTTP/1.1\r\nHost: a\r\n")?;
    for number in 0..10_000 {
        connection.write(format!("X-{number}: {number}\r\n").as_bytes())?;
        thread::sleep(Duration::from_millis(2));
    }
    Ok(())
}

//! Measures lists that are read and written item by item: documents of a gigabyte, and how much memory they take.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --bin items`

use datacontract::{UnknownValue, json, xml};
use datacontract_apis::leadbank::{Lead, LeadResponse, LeadState};
use std::error::Error;
use std::hint::black_box;
use std::io::{BufReader, Read, Write};
use std::process::Command;
use std::time::Duration;

/// How long the documents are.
const SIZE: usize = 1 << 30;

/// How many items the document has that is read in memory: 16 MB of XML.
const ITEMS: usize = 10_000;

/// What is measured, each in a process of its own.
const CONTENDERS: [(&str, fn() -> Result<usize, Box<dyn Error>>); 12] = [
    ("XML, whole, in memory", xml_in_memory),
    ("XML, item by item", xml_item_by_item),
    ("XML, quick-xml events", xml_events),
    ("XML with prefixes, whole, in memory", prefixed_in_memory),
    ("XML with prefixes, item by item", prefixed_item_by_item),
    ("JSON, whole, in memory", json_in_memory),
    ("JSON, item by item", json_item_by_item),
    ("JSON, serde_json::Value, whole, in memory", json_values),
    ("XML, written whole, to memory", xml_written_whole),
    ("XML, written item by item", xml_written_by_item),
    ("JSON, written whole, to memory", json_written_whole),
    ("JSON, written item by item", json_written_by_item),
];

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(name) = std::env::args().nth(1) {
        let (_, run) = CONTENDERS.iter().find(|(known, _)| *known == name).ok_or("no such contender")?;
        let start = cpu_time()?;
        let bytes = run()?;
        let seconds = (cpu_time()? - start).as_secs_f64();
        println!("{name:45} {:7.0} MB/s {:7.1} MB at most", bytes as f64 / seconds / 1e6, peak_memory()?);
        return Ok(());
    }
    let program = std::env::current_exe()?;
    for (name, _) in CONTENDERS {
        Command::new(&program).arg(name).status()?;
    }
    Ok(())
}

/// Returns the processor time that this process took, which does not depend on what else the machine does.
fn cpu_time() -> Result<Duration, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/schedstat")?;
    let nanos = stat.split(' ').next().ok_or("no time")?.parse()?;
    Ok(Duration::from_nanos(nanos))
}

/// Returns how many megabytes this process had at most.
fn peak_memory() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).ok_or("no peak")?;
    let kilobytes: f64 = line.split_whitespace().nth(1).ok_or("no number")?.parse()?;
    Ok(kilobytes / 1000.0)
}

fn leads(count: usize) -> Result<LeadResponse, Box<dyn Error>> {
    let sample = include_str!("../../../specs/leadbank/samples/leads.response.json");
    let mut response: LeadResponse = json::from_str(sample)?;
    let mut lead = response.leads.iter().flatten().next().cloned().ok_or("the sample has a lead")?;
    // XML has only names for the values of an enum, and the page does not name them.
    lead.state = LeadState::Unknown(UnknownValue::Text("New".into()));
    let contents = lead.contents.take().unwrap_or_default();
    lead.contents = Some(contents.iter().cycle().take(10).cloned().collect());
    response.leads = Some(vec![lead; count]);
    Ok(response)
}

/// A document whose list goes on and on.
struct Endless {
    /// What is read next.
    now: Vec<u8>,
    pos: usize,
    items: Vec<u8>,
    tail: Option<Vec<u8>>,
    /// How many bytes of items are still to come.
    left: usize,
}

impl Endless {
    /// Takes a document apart: what stands between the first and the last of its items is repeated.
    fn new(document: &[u8], start: &str, end: &str, between: &str) -> Result<Self, Box<dyn Error>> {
        let text = std::str::from_utf8(document)?;
        let first = text.find(start).ok_or("the document has items")? + start.len();
        let last = text.rfind(end).ok_or("the document has items")?;
        let items = format!("{between}{}", &text[first..last]).into_bytes();
        let head = format!("{}{}", &text[..first], &text[first..last]).into_bytes();
        Ok(Endless { now: head, pos: 0, items, tail: Some(text[last..].into()), left: SIZE })
    }
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.pos == self.now.len() {
            if self.left > self.items.len() {
                self.left -= self.items.len();
                self.now.clone_from(&self.items);
            } else {
                self.now = self.tail.take().unwrap_or_default();
            }
            self.pos = 0;
        }
        let len = buffer.len().min(self.now.len() - self.pos);
        buffer[..len].copy_from_slice(&self.now[self.pos..self.pos + len]);
        self.pos += len;
        Ok(len)
    }
}

fn endless_xml() -> Result<Endless, Box<dyn Error>> {
    Endless::new(&xml::to_vec(&leads(100)?)?, "<Leads>", "</Leads>", "")
}

fn endless_json() -> Result<Endless, Box<dyn Error>> {
    Endless::new(&json::to_vec(&leads(100)?)?, "\"Leads\":[", "]", ",")
}

/// Returns the same document with a prefix on each name, which no .NET writes.
fn prefixed(answer: &LeadResponse) -> Result<Vec<u8>, Box<dyn Error>> {
    let text = xml::to_string(answer)?;
    let text = text
        .replace("xmlns=\"", "xmlns:q=\"")
        .replace("</", "</q:")
        .replace('<', "<q:")
        .replace("<q:/q:", "</q:");
    if xml::from_str::<LeadResponse>(&text)? != *answer {
        return Err("the document with prefixes is another one".into());
    }
    Ok(text.into())
}

fn xml_in_memory() -> Result<usize, Box<dyn Error>> {
    let document = xml::to_vec(&leads(ITEMS)?)?;
    for _ in 0..SIZE / document.len() {
        black_box(xml::from_slice::<LeadResponse>(&document)?);
    }
    Ok(SIZE / document.len() * document.len())
}

fn xml_item_by_item() -> Result<usize, Box<dyn Error>> {
    let mut items = xml::items_in::<LeadResponse, Lead>(endless_xml()?, "Leads");
    for lead in items.by_ref() {
        black_box(lead?);
    }
    items.document().ok_or("the document was read to its end")?;
    Ok(SIZE)
}

fn prefixed_in_memory() -> Result<usize, Box<dyn Error>> {
    let document = Endless { left: 16 << 20, ..endless_prefixed()? };
    let document = document.bytes().collect::<Result<Vec<u8>, _>>()?;
    for _ in 0..SIZE / document.len() {
        black_box(xml::from_slice::<LeadResponse>(&document)?);
    }
    Ok(SIZE / document.len() * document.len())
}

fn endless_prefixed() -> Result<Endless, Box<dyn Error>> {
    Endless::new(&prefixed(&leads(100)?)?, "<q:Leads>", "</q:Leads>", "")
}

fn prefixed_item_by_item() -> Result<usize, Box<dyn Error>> {
    let mut items = xml::items_in::<LeadResponse, Lead>(endless_prefixed()?, "Leads");
    for lead in items.by_ref() {
        black_box(lead?);
    }
    items.document().ok_or("the document was read to its end")?;
    Ok(SIZE)
}

fn xml_events() -> Result<usize, Box<dyn Error>> {
    let mut reader = quick_xml::Reader::from_reader(BufReader::with_capacity(64 << 10, endless_xml()?));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer)? {
            quick_xml::events::Event::Eof => return Ok(SIZE),
            event => drop(black_box(event)),
        }
        buffer.clear();
    }
}

fn json_in_memory() -> Result<usize, Box<dyn Error>> {
    let document = json::to_vec(&leads(ITEMS)?)?;
    for _ in 0..SIZE / document.len() {
        black_box(json::from_slice::<LeadResponse>(&document)?);
    }
    Ok(SIZE / document.len() * document.len())
}

fn json_item_by_item() -> Result<usize, Box<dyn Error>> {
    let mut items = json::items_in::<LeadResponse, Lead>(endless_json()?, "Leads");
    for lead in items.by_ref() {
        black_box(lead?);
    }
    items.document().ok_or("the document was read to its end")?;
    Ok(SIZE)
}

fn json_values() -> Result<usize, Box<dyn Error>> {
    let document = json::to_vec(&leads(ITEMS)?)?;
    let times = SIZE / document.len() / 4;
    for _ in 0..times {
        black_box(serde_json::from_slice::<serde_json::Value>(&document)?);
    }
    Ok(times * document.len())
}

/// Counts what is written, and keeps none of it.
#[derive(Default)]
struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += black_box(bytes).len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// How often the items of a document in memory are written, so that it has the length of the others.
const ROUNDS: usize = SIZE / (16 << 20);

fn xml_written_whole() -> Result<usize, Box<dyn Error>> {
    let answer = leads(ITEMS)?;
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        bytes += black_box(xml::to_vec(&answer)?).len();
    }
    Ok(bytes)
}

fn xml_written_by_item() -> Result<usize, Box<dyn Error>> {
    let (answer, mut counter) = (leads(0)?, Counter::default());
    let items = leads(100)?.leads.unwrap_or_default();
    let items = std::iter::repeat_n(&items, ROUNDS * ITEMS / 100).flatten();
    xml::write_items_in::<LeadResponse, Lead>(&mut counter, &answer, "Leads", items)?;
    Ok(counter.0)
}

fn json_written_whole() -> Result<usize, Box<dyn Error>> {
    let answer = leads(ITEMS)?;
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        bytes += black_box(json::to_vec(&answer)?).len();
    }
    Ok(bytes)
}

fn json_written_by_item() -> Result<usize, Box<dyn Error>> {
    let (answer, mut counter) = (leads(0)?, Counter::default());
    let items = leads(100)?.leads.unwrap_or_default();
    let items = std::iter::repeat_n(&items, ROUNDS * ITEMS / 100).flatten();
    json::write_items_in::<LeadResponse, Lead>(&mut counter, &answer, "Leads", items)?;
    Ok(counter.0)
}

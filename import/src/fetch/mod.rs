//! Follows an address to all pages of its help area.
//!
//! A few threads ask ahead, and pages are handed out in the order in which they are linked: the same order in every
//! run. Every answer goes into the cache as soon as it is there, so that a second run asks for nothing again and an
//! interrupted one goes on where it was.

mod area;
mod cache;
mod client;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use url::Url;

use crate::date;
use crate::page::{Content, Page};
use crate::source::{Problem, SourceError};
use area::Area;
use client::Client;

/// How addresses are followed.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the cache; none for no cache.
    pub cache: Option<PathBuf>,
    /// Ask for nothing: what is not in the cache is an error.
    pub offline: bool,
    /// How many pages are asked for at once.
    pub threads: usize,
    /// The time between two questions to a host.
    pub delay: Duration,
    /// How long an answer may take.
    pub timeout: Duration,
    /// How often a page is asked for again after 429, a fault of the server, or no answer.
    pub retries: u32,
    /// The first wait before asking again; it doubles each time. A server's `Retry-After` comes first.
    pub backoff: Duration,
    /// The most pages that are followed.
    pub most_pages: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            cache: None,
            offline: false,
            threads: 4,
            delay: Duration::from_millis(100),
            timeout: Duration::from_secs(30),
            retries: 3,
            backoff: Duration::from_secs(1),
            most_pages: 20_000,
        }
    }
}

/// An answer with status 200.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The address that was asked for.
    pub(crate) address: String,
    /// The address that answered, after redirects.
    pub(crate) last: String,
    /// What the server says of the encoding.
    pub(crate) charset: Option<String>,
    /// The day.
    pub(crate) date: String,
    pub(crate) body: Vec<u8>,
    /// It came from the cache.
    pub(crate) cached: bool,
}

/// An address being followed.
pub(crate) struct Crawl {
    area: Area,
    /// All addresses, in the order in which they were found.
    list: Vec<Url>,
    seen: BTreeSet<String>,
    asked: usize,
    handed: usize,
    /// Answers that have come before their turn: as many as there are threads, twice, at most.
    early: BTreeMap<usize, Result<Answer, SourceError>>,
    questions: Sender<(usize, Url)>,
    answers: Receiver<(usize, Result<Answer, SourceError>)>,
    ahead: usize,
    most: usize,
}

impl Crawl {
    pub(crate) fn new(address: &str, options: &Options, most_bytes: usize) -> Result<Self, SourceError> {
        let bad = |reason: String| SourceError::new(address, Problem::BadAddress(reason));
        let url = Url::parse(address).map_err(|error| bad(error.to_string()))?;
        if url.host_str().is_none() || !matches!(url.scheme(), "http" | "https") {
            return Err(bad("looked for `https://host/path`".to_owned()));
        }
        let client = Arc::new(
            Client::new(options, most_bytes).map_err(|e| SourceError::new(address, Problem::Io(e)))?,
        );
        let threads = options.threads.clamp(1, 64);
        let (questions, inbox) = channel::<(usize, Url)>();
        let (outbox, answers) = channel();
        let inbox = Arc::new(Mutex::new(inbox));
        for _ in 0..threads {
            let (client, inbox, outbox) = (Arc::clone(&client), Arc::clone(&inbox), outbox.clone());
            // The threads end when the crawl is dropped; one that waits for an answer is not waited for.
            thread::spawn(move || {
                loop {
                    let question = inbox.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((at, url)) = question else { break };
                    if outbox.send((at, client.get(&url))).is_err() {
                        break;
                    }
                }
            });
        }
        let mut crawl = Crawl {
            area: Area::of(&url),
            list: Vec::new(),
            seen: BTreeSet::new(),
            asked: 0,
            handed: 0,
            early: BTreeMap::new(),
            questions,
            answers,
            ahead: threads * 2,
            most: options.most_pages.max(1),
        };
        crawl.push(url);
        Ok(crawl)
    }

    /// How many pages are known of.
    pub(crate) fn known(&self) -> usize {
        self.list.len()
    }

    fn push(&mut self, mut url: Url) {
        url.set_fragment(None);
        if self.list.len() < self.most && self.seen.insert(area::key(&url)) {
            self.list.push(url);
        }
    }

    /// The next page; those that it links to are asked for after [`found`](Crawl::found).
    pub(crate) fn next(&mut self) -> Option<Result<Answer, SourceError>> {
        let turn = self.handed;
        let address = self.list.get(turn)?.to_string();
        while self.asked < self.list.len() && self.asked < turn + self.ahead {
            if let Some(url) = self.list.get(self.asked) {
                // The threads are there as long as this is; if not, the answer below says so.
                let _ = self.questions.send((self.asked, url.clone()));
            }
            self.asked += 1;
        }
        self.handed += 1;
        loop {
            if let Some(answer) = self.early.remove(&turn) {
                return Some(answer);
            }
            let Ok((at, answer)) = self.answers.recv() else {
                let reason = "the asking threads have ended".to_owned();
                return Some(Err(SourceError::new(address, Problem::Network { reason, tries: 0 })));
            };
            self.early.insert(at, answer);
        }
    }

    /// Goes on with the addresses of a page that was read.
    pub(crate) fn found(&mut self, answer: &Answer, page: &Page, links: &[String]) {
        let Ok(base) = Url::parse(&answer.last) else { return };
        // The address that was given may have sent on to another, of the same area.
        if self.handed == 1 {
            self.area = Area::of(&base);
            self.seen.insert(area::key(&base));
        }
        let listed: Vec<&String> = match &page.content {
            // What an index lists is of the area wherever it is.
            Content::Index(index) => index.entries.iter().filter_map(|entry| entry.link.as_ref()).collect(),
            Content::Api(_) | Content::Model(_) => Vec::new(),
        };
        let urls: Vec<Url> = listed
            .into_iter()
            .filter_map(|link| self.area.resolve(&base, link))
            .chain(
                links
                    .iter()
                    .filter_map(|link| self.area.resolve(&base, link))
                    .filter(|url| self.area.has(url)),
            )
            .collect();
        for url in urls {
            self.push(url);
        }
    }
}

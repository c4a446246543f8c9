//! Follows an address to all pages of its help area.
//!
//! A few threads ask ahead, and pages are handed out in the order in which they are linked: the same order in
//! every run. Every answer goes into the cache as soon as it is there, so that a second run asks for nothing
//! again and an interrupted one goes on where it was.
//!
//! Only the origin of the given address is asked: its scheme, host and port. An address that is sent on from
//! http to https of the same host, both at their default ports, has that origin from then on; nothing goes
//! from https to http. Only what can be a help page is asked for: links of the area, and what an index lists
//! in the form of such pages.

mod area;
mod budget;
mod cache;
mod client;
mod credentials;
mod robots;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use url::Url;

use crate::address::{Address, Secrets};
use crate::date;
use crate::html::Links;
use crate::page::{Content, Page};
use crate::source::{SourceError, SourceErrorKind};
use area::Area;
pub(crate) use budget::Budget;
pub use budget::Limit;
use client::{Bounds, Client};
pub use credentials::{BadCredential, Credentials};

/// How addresses are followed.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the cache; none for no cache.
    pub cache: Option<PathBuf>,
    /// Which answers of the cache count.
    pub cache_use: CacheUse,
    /// What lets a program in, beside what stands in the address.
    pub credentials: Credentials,
    /// Whether the site's `robots.txt` counts.
    pub robots: RobotsTxt,
    /// How many pages are asked for at once.
    pub threads: usize,
    /// The time between two questions to a host.
    pub delay: Duration,
    /// How long an answer may take: 30 seconds.
    pub timeout: Duration,
    /// How long all answers of a run may take together: two hours.
    pub total_time: Duration,
    /// How often a page is asked for again after 429, a fault of the server, or no answer.
    pub retries: u32,
    /// The first wait before asking again; it doubles each time. A server's `Retry-After` comes first.
    pub backoff: Duration,
    /// The most pages that a run follows: 20,000.
    pub most_pages: usize,
    /// The most bytes that all answers of a run have together, unpacked: 1 GiB.
    pub most_total_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            cache: None,
            cache_use: CacheUse::First,
            credentials: Credentials::default(),
            robots: RobotsTxt::Respect,
            threads: 4,
            delay: Duration::from_millis(100),
            timeout: Duration::from_secs(30),
            retries: 3,
            backoff: Duration::from_secs(1),
            most_pages: 20_000,
            most_total_bytes: 1024 * 1024 * 1024,
            total_time: Duration::from_secs(2 * 60 * 60),
        }
    }
}

/// Which answers of the cache count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheUse {
    /// What is in the cache is not asked for again.
    First,
    /// Nothing is asked for: what is not in the cache is an error.
    Only,
    /// The server is asked whether what is in the cache has changed; what has is kept anew. A run that was interrupted is
    /// gone on with: see [`end_renewal`].
    Renew,
    /// The server is asked whether what is in the cache has changed. The cache stays as it is.
    Compare,
}

/// Whether a site's `robots.txt` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RobotsTxt {
    /// What it asks programs not to fetch is not asked for, and the wait that it asks for is kept.
    Respect,
    /// It is not looked at.
    Ignore,
}

/// Ends a renewal ([`CacheUse::Renew`]): everything was asked for, so the next one asks anew.
pub fn end_renewal(cache: &Path) -> std::io::Result<()> {
    cache::end_renewal(cache)
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
    /// It is as it is in the cache.
    pub(crate) cached: bool,
}

/// An address to be asked for, with its place in the list and where its server may send to.
struct Question {
    index: usize,
    address: Address,
    bounds: Bounds,
}

/// An address being followed.
pub(crate) struct Crawl {
    area: Arc<Area>,
    secrets: Secrets,
    /// All addresses, in the order in which they were found.
    list: Vec<Address>,
    seen: BTreeSet<String>,
    asked: usize,
    handed: usize,
    /// Answers that have come before their turn: as many as there are threads, twice, at most.
    early: BTreeMap<usize, Result<Answer, SourceError>>,
    questions: Sender<Question>,
    answers: Receiver<(usize, Result<Answer, SourceError>)>,
    ahead: usize,
    budget: Arc<Budget>,
    /// The limit that the run has reached.
    reached: Option<Limit>,
}

impl Crawl {
    pub(crate) fn new(
        given: &str,
        options: &Options,
        most_bytes: usize,
        budget: &Arc<Budget>,
    ) -> Result<Self, SourceError> {
        let failed = |kind: SourceErrorKind| SourceError::new(crate::address::shown(given), kind);
        let (address, mut secrets) =
            Address::given(given).map_err(|why| failed(SourceErrorKind::BadAddress(why)))?;
        options.credentials.add_to(&mut secrets, address.url().host_str().unwrap_or_default());
        let client = Client::new(options, most_bytes, Arc::clone(budget), secrets.clone()).map_err(failed)?;
        let client = Arc::new(client);
        let threads = options.threads.clamp(1, 64);
        let (questions, inbox) = channel::<Question>();
        let (outbox, answers) = channel();
        let inbox = Arc::new(Mutex::new(inbox));
        for _ in 0..threads {
            let (client, inbox, outbox) = (Arc::clone(&client), Arc::clone(&inbox), outbox.clone());
            // The threads end when the crawl is dropped; one that waits for an answer is not waited for.
            thread::spawn(move || {
                loop {
                    let question = inbox.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(Question { index, address, bounds }) = question else { break };
                    if outbox.send((index, client.get(&address, &bounds))).is_err() {
                        break;
                    }
                }
            });
        }
        let mut crawl = Crawl {
            area: Arc::new(Area::of(address.url())),
            secrets,
            list: Vec::new(),
            seen: BTreeSet::new(),
            asked: 0,
            handed: 0,
            early: BTreeMap::new(),
            questions,
            answers,
            ahead: threads * 2,
            budget: Arc::clone(budget),
            reached: None,
        };
        crawl.push(address);
        Ok(crawl)
    }

    /// How many pages are known of.
    pub(crate) fn known(&self) -> usize {
        self.list.len()
    }

    fn push(&mut self, address: Address) {
        if self.reached.is_some() || !self.seen.insert(area::key(address.shown())) {
            return;
        }
        match self.budget.page() {
            Ok(()) => self.list.push(address),
            Err(limit) => self.reached = Some(limit),
        }
    }

    /// The next page; those that it links to are asked for after [`found`](Crawl::found).
    pub(crate) fn next(&mut self) -> Option<Result<Answer, SourceError>> {
        let turn = self.handed;
        if let Some(limit) = self.reached.take() {
            // The first address is the one that a person knows; nothing more is handed out.
            self.handed = self.list.len();
            let given = self.list.first().map_or("", Address::shown);
            return Some(Err(SourceError::new(given, SourceErrorKind::Limit(limit))));
        }
        let address = self.list.get(turn)?.shown().to_owned();
        self.handed += 1;
        while self.asked < self.list.len() && self.asked < turn + self.ahead {
            if let Some(address) = self.list.get(self.asked) {
                let bounds =
                    if self.asked == 0 { Bounds::Start } else { Bounds::Area(Arc::clone(&self.area)) };
                let question = Question { index: self.asked, address: address.clone(), bounds };
                // The threads are there as long as this is; if not, the answer below says so.
                let _ = self.questions.send(question);
            }
            self.asked += 1;
        }
        loop {
            if let Some(answer) = self.early.remove(&turn) {
                return Some(answer);
            }
            let Ok((index, answer)) = self.answers.recv() else {
                let reason = "the asking threads have ended".to_owned();
                return Some(Err(SourceError::new(address, SourceErrorKind::Network { reason, tries: 0 })));
            };
            self.early.insert(index, answer);
        }
    }

    /// Goes on with the addresses of a page that was read.
    pub(crate) fn found(&mut self, answer: &Answer, page: &Page, links: &Links) {
        let Ok(last) = Url::parse(&answer.last) else { return };
        // The address that was given may have sent on to another, of the same area.
        if self.handed == 1 {
            self.area = Arc::new(Area::of(&last));
            self.seen.insert(area::key(&answer.last));
        }
        let area = Arc::clone(&self.area);
        let listed: Vec<&String> = match &page.content {
            Content::Index(index) => index.entries.iter().filter_map(|entry| entry.link.as_ref()).collect(),
            Content::Api(_) | Content::Model(_) | Content::Spec(_) => Vec::new(),
        };
        // An index may list pages that have the form of another area's. What these list in turn has to be in
        // the area: a server that answers every address would lead on for ever.
        let is_trusted = self.handed == 1 || area.has(&last);
        // Browsers take no script for an address either.
        let base = links.base.as_ref().and_then(|base| last.join(base).ok());
        let base = base.filter(|base| !matches!(base.scheme(), "data" | "javascript"));
        let base = base.unwrap_or_else(|| last.clone());
        let resolved = |link: &String| area.resolve(&last, &base, link);
        let urls: Vec<Url> = listed
            .into_iter()
            .filter_map(resolved)
            .filter(|url| if is_trusted { area.lists(url) } else { area.has(url) })
            .chain(links.addresses.iter().filter_map(resolved).filter(|url| area.has(url)))
            // What the page was made from may be anywhere on its origin.
            .chain(links.spec.iter().filter_map(resolved).filter(|_| is_trusted))
            .collect();
        for url in urls {
            let address = self.secrets.restored(url);
            self.push(address);
        }
    }
}

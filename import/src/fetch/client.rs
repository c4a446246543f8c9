//! Asks for one address: cache, politeness, redirects, and asking again.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};
use url::Url;

use super::cache::{Cache, Entry};
use super::{Answer, Options, date};
use crate::source::{Problem, SourceError};

/// A server that wants to be left alone for longer is not waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(120);
const MOST_REDIRECTS: usize = 8;

pub(super) struct Client {
    agent: Agent,
    cache: Option<Cache>,
    options: Options,
    most_bytes: usize,
    /// When each host may be asked again.
    next: Mutex<BTreeMap<String, Instant>>,
}

/// How one question ended.
enum Outcome {
    Answered(Entry),
    /// It may do later; at once, if the server says when.
    Again {
        problem: Problem,
        after: Option<Duration>,
    },
    Failed(Problem),
}

impl Client {
    pub(super) fn new(options: &Options, most_bytes: usize) -> io::Result<Self> {
        // Services of this kind are often inside of a company, whose certificates only the system knows.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(options.timeout))
            .user_agent(concat!("cargo-datacontract/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls)
            .build()
            .new_agent();
        let cache = options.cache.clone().map(Cache::new).transpose()?;
        Ok(Client { agent, cache, options: options.clone(), most_bytes, next: Mutex::default() })
    }

    pub(super) fn get(&self, url: &Url) -> Result<Answer, SourceError> {
        let address = url.to_string();
        if let Some(entry) = self.cache.as_ref().and_then(|cache| cache.get(&address)) {
            return answer(address, entry, true, 0);
        }
        if self.options.offline {
            return Err(SourceError::new(address, Problem::NotCached));
        }
        let mut tries = 0;
        loop {
            tries += 1;
            match self.ask(url, tries) {
                Outcome::Answered(entry) => {
                    if let Some(cache) = &self.cache {
                        cache
                            .put(&address, &entry)
                            .map_err(|e| SourceError::new(address.clone(), Problem::Io(e)))?;
                    }
                    return answer(address, entry, false, tries);
                }
                Outcome::Failed(problem) => return Err(SourceError::new(address, problem)),
                Outcome::Again { problem, .. } if tries > self.options.retries => {
                    return Err(SourceError::new(address, problem));
                }
                Outcome::Again { problem, after } => {
                    let doubled = self.options.backoff.saturating_mul(1 << (tries - 1).min(10));
                    let wait = after.unwrap_or(doubled);
                    if wait > LONGEST_WAIT && after.is_some() {
                        return Err(SourceError::new(address, problem));
                    }
                    thread::sleep(wait.min(LONGEST_WAIT));
                }
            }
        }
    }

    /// Waits until the host may be asked.
    fn wait(&self, url: &Url) {
        let now = Instant::now();
        let turn = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            let host = url.host_str().unwrap_or_default().to_owned();
            let turn = next.get(&host).copied().unwrap_or(now).max(now);
            next.insert(host, turn + self.options.delay);
            turn
        };
        thread::sleep(turn.saturating_duration_since(now));
    }

    fn ask(&self, url: &Url, tries: u32) -> Outcome {
        let mut url = url.clone();
        for _ in 0..=MOST_REDIRECTS {
            self.wait(&url);
            let accept = "text/html, application/xhtml+xml, text/plain;q=0.8";
            let mut response = match self.agent.get(url.as_str()).header("Accept", accept).call() {
                Ok(response) => response,
                Err(error) => return failure(&error, tries),
            };
            let status = response.status().as_u16();
            if !matches!(status, 301 | 302 | 303 | 307 | 308) {
                return self.read(&url, &mut response, tries);
            }
            let to = header(&response, "location").and_then(|to| url.join(&to).ok());
            let Some(to) = to else { return Outcome::Failed(Problem::Status { status, tries }) };
            // A service that sends from http to https is the same one.
            if to.host_str() != url.host_str() || !matches!(to.scheme(), "http" | "https") {
                return Outcome::Failed(Problem::OtherHost(to.to_string()));
            }
            url = to;
        }
        let reason = format!("it sends on more than {MOST_REDIRECTS} times");
        Outcome::Failed(Problem::Network { reason, tries })
    }

    fn read(&self, url: &Url, response: &mut Response<Body>, tries: u32) -> Outcome {
        let status = response.status().as_u16();
        if status == 429 || status == 408 || status >= 500 {
            let after = header(response, "retry-after").and_then(|value| date::retry_after(&value));
            return Outcome::Again { problem: Problem::Status { status, tries }, after };
        }
        let content_type = header(response, "content-type").unwrap_or_default();
        // The limit is for what is unpacked: a small answer can be packed from a very large one.
        let limit = u64::try_from(self.most_bytes).unwrap_or(u64::MAX);
        let mut body = Vec::new();
        if let Err(error) =
            response.body_mut().as_reader().take(limit.saturating_add(1)).read_to_end(&mut body)
        {
            return failure(&ureq::Error::Io(error), tries);
        }
        if body.len() > self.most_bytes {
            return Outcome::Failed(Problem::TooLarge { limit: self.most_bytes });
        }
        Outcome::Answered(Entry { last: url.to_string(), status, date: date::today(), content_type, body })
    }
}

fn answer(address: String, entry: Entry, cached: bool, tries: u32) -> Result<Answer, SourceError> {
    if entry.status != 200 {
        return Err(SourceError::new(address, Problem::Status { status: entry.status, tries: tries.max(1) }));
    }
    let charset = charset(&entry.content_type);
    Ok(Answer { address, last: entry.last, charset, date: entry.date, body: entry.body, cached })
}

fn header(response: &Response<Body>, name: &str) -> Option<String> {
    response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn charset(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// What does not depend on the moment is not tried again.
fn failure(error: &ureq::Error, tries: u32) -> Outcome {
    let problem = Problem::Network { reason: error.to_string(), tries };
    match error {
        ureq::Error::Timeout(_)
        | ureq::Error::Io(_)
        | ureq::Error::ConnectionFailed
        | ureq::Error::Protocol(_) => Outcome::Again { problem, after: None },
        _ => Outcome::Failed(problem),
    }
}

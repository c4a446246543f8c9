//! Asks for one address: cache, politeness, redirects, and asking again.

use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};
use url::Url;

use super::area::{self, Area, Step};
use super::budget::{Budget, Limit};
use super::cache::{Cache, Entry};
use super::{Answer, Options, date};
use crate::address::{Address, Secrets, without_secrets};
use crate::source::{SourceError, SourceErrorKind};

/// A server that wants to be left alone for longer is not waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(120);
const MOST_REDIRECTS: usize = 8;

pub(super) struct Client {
    agent: Agent,
    cache: Option<Cache>,
    options: Options,
    most_bytes: usize,
    budget: Arc<Budget>,
    /// What the given address has to be let in; its origin alone is asked.
    secrets: Secrets,
    /// When the host may be asked again.
    next: Mutex<Option<Instant>>,
}

/// Where a server may send to.
#[derive(Clone, Debug)]
pub(super) enum Bounds {
    /// From the address that was given: anywhere on its origin, or to https at the default port of its host.
    Start,
    /// From a page that a page links to: to pages alone.
    Area(Arc<Area>),
}

/// How one question ended.
enum Outcome {
    Answered(Entry),
    /// It may do later; at once, if the server says when.
    Again {
        kind: SourceErrorKind,
        after: Option<Duration>,
    },
    Failed(SourceErrorKind),
}

impl From<Limit> for Outcome {
    fn from(limit: Limit) -> Self {
        Outcome::Failed(SourceErrorKind::Limit(limit))
    }
}

impl Client {
    pub(super) fn new(
        options: &Options,
        most_bytes: usize,
        budget: Arc<Budget>,
        secrets: Secrets,
    ) -> Result<Self, SourceErrorKind> {
        // Services of this kind are often inside of a company, whose certificates only the system knows.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("cargo-datacontract/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls)
            .build()
            .new_agent();
        let cache = options.cache.clone().map(Cache::new).transpose()?;
        Ok(Client {
            agent,
            cache,
            options: options.clone(),
            most_bytes,
            budget,
            secrets,
            next: Mutex::default(),
        })
    }

    pub(super) fn get(&self, address: &Address, bounds: &Bounds) -> Result<Answer, SourceError> {
        let failed = |kind: SourceErrorKind| SourceError::new(address.shown(), kind);
        if let Some(entry) = self.cache.as_ref().and_then(|cache| cache.get(address.shown())) {
            return answer(address, entry, true, 0);
        }
        if self.options.offline {
            return Err(failed(SourceErrorKind::NotCached));
        }
        let mut tries = 0;
        loop {
            tries += 1;
            match self.ask(address, bounds, tries) {
                Outcome::Answered(entry) => {
                    if let Some(cache) = self.cache.as_ref().filter(|_| entry.is_lasting()) {
                        cache.put(address.shown(), &entry).map_err(failed)?;
                    }
                    return answer(address, entry, false, tries);
                }
                Outcome::Failed(kind) => return Err(failed(kind)),
                Outcome::Again { kind, .. } if tries > self.options.retries => {
                    return Err(failed(kind));
                }
                Outcome::Again { kind, after } => {
                    let doubled = self.options.backoff.saturating_mul(1 << (tries - 1).min(10));
                    let wait = after.unwrap_or(doubled);
                    if wait > LONGEST_WAIT && after.is_some() {
                        return Err(failed(kind));
                    }
                    let left =
                        self.budget.time_left().map_err(|limit| failed(SourceErrorKind::Limit(limit)))?;
                    thread::sleep(wait.min(LONGEST_WAIT).min(left));
                }
            }
        }
    }

    /// Waits until the host may be asked; says how long the answer may take.
    fn wait(&self) -> Result<Duration, Limit> {
        let now = Instant::now();
        let turn = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            let turn = next.unwrap_or(now).max(now);
            *next = turn.checked_add(self.options.delay);
            turn
        };
        thread::sleep(turn.saturating_duration_since(now).min(self.budget.time_left()?));
        Ok(self.budget.time_left()?.min(self.options.timeout))
    }

    fn ask(&self, address: &Address, bounds: &Bounds, tries: u32) -> Outcome {
        let mut at = address.clone();
        for _ in 0..=MOST_REDIRECTS {
            let time = match self.wait() {
                Ok(time) => time,
                Err(limit) => return limit.into(),
            };
            let mut request = self
                .agent
                .get(at.url().as_str())
                .header("Accept", "text/html, application/xhtml+xml, text/plain;q=0.8")
                .config()
                .timeout_global(Some(time))
                .build();
            if let Some(login) = self.secrets.login() {
                request = request.header("Authorization", login);
            }
            let mut response = match request.call() {
                Ok(response) => response,
                Err(error) => return self.failure(&error, tries),
            };
            let status = response.status().as_u16();
            if !matches!(status, 301 | 302 | 303 | 307 | 308) {
                return self.read(&at, &mut response, tries);
            }
            let to = header(&response, "location").and_then(|to| at.url().join(&to).ok());
            let Some(to) = to else { return Outcome::Failed(SourceErrorKind::Status { status, tries }) };
            match redirected(address.url(), at.url(), to, bounds) {
                Ok(to) => at = to,
                Err(kind) => return Outcome::Failed(kind),
            }
        }
        let reason = format!("it sends on more than {MOST_REDIRECTS} times");
        Outcome::Failed(SourceErrorKind::Network { reason, tries })
    }

    fn read(&self, at: &Address, response: &mut Response<Body>, tries: u32) -> Outcome {
        let status = response.status().as_u16();
        if status == 429 || status == 408 || status >= 500 {
            let after = header(response, "retry-after").and_then(|value| date::retry_after(&value));
            return Outcome::Again { kind: SourceErrorKind::Status { status, tries }, after };
        }
        let content_type = header(response, "content-type").unwrap_or_default();
        // The limit is for what is unpacked: a small answer can be packed from a very large one.
        let limit = u64::try_from(self.most_bytes).unwrap_or(u64::MAX).min(self.budget.bytes_left());
        let mut body = Vec::new();
        if let Err(error) =
            response.body_mut().as_reader().take(limit.saturating_add(1)).read_to_end(&mut body)
        {
            return self.failure(&ureq::Error::from(error), tries);
        }
        if let Err(limit) = self.budget.bytes(body.len()) {
            return limit.into();
        }
        if body.len() > self.most_bytes {
            return Outcome::Failed(SourceErrorKind::TooLarge { limit: self.most_bytes });
        }
        // The same in every run, whether the answer is kept or not.
        let body = without_secrets(body, &self.secrets);
        let last = at.shown().to_owned();
        Outcome::Answered(Entry { last, status, date: date::today(), content_type, body })
    }

    /// Distinguishes what is worth another try from what is not: the latter does not depend on the moment.
    fn failure(&self, error: &ureq::Error, tries: u32) -> Outcome {
        if let ureq::Error::Timeout(_) = error {
            return match self.budget.time_left() {
                Ok(_) => Outcome::Again {
                    kind: SourceErrorKind::TooSlow { limit: self.options.timeout, tries },
                    after: None,
                },
                Err(limit) => limit.into(),
            };
        }
        let reason = match error {
            // These repeat the address.
            ureq::Error::BadUri(_) | ureq::Error::Http(_) | ureq::Error::RequireHttpsOnly(_) => {
                "the address cannot be asked for".to_owned()
            }
            error => self.secrets.hide_in(&error.to_string()),
        };
        let kind = SourceErrorKind::Network { reason, tries };
        match error {
            ureq::Error::Io(_) | ureq::Error::ConnectionFailed | ureq::Error::Protocol(_) => {
                Outcome::Again { kind, after: None }
            }
            _ => Outcome::Failed(kind),
        }
    }
}

/// Returns where a redirect may be followed to: `from` was asked for first, `at` sends to `to`.
fn redirected(from: &Url, at: &Url, to: Url, bounds: &Bounds) -> Result<Address, SourceErrorKind> {
    let to = Address::of(to);
    let is_page = match bounds {
        Bounds::Start => true,
        Bounds::Area(area) => {
            area.lists(to.url()) || area::key(to.url().as_str()) == area::key(from.as_str())
        }
    };
    match area::step(at, to.url()) {
        Step::Same if is_page => Ok(to),
        Step::Same => Err(SourceErrorKind::NoPage(to.to_string())),
        // A service that sends from http to https is the same one.
        Step::Upgrade if matches!(bounds, Bounds::Start) => Ok(to),
        Step::Downgrade => Err(SourceErrorKind::Insecure(to.to_string())),
        Step::Upgrade | Step::Away => Err(SourceErrorKind::OtherHost(to.to_string())),
    }
}

fn answer(address: &Address, entry: Entry, cached: bool, tries: u32) -> Result<Answer, SourceError> {
    if entry.status != 200 {
        let kind = SourceErrorKind::Status { status: entry.status, tries: tries.max(1) };
        return Err(SourceError::new(address.shown(), kind));
    }
    let charset = charset(&entry.content_type);
    let address = address.shown().to_owned();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a redirect from one address to another ends.
    fn way(from: &str, to: &str, bounds: &Bounds) -> String {
        let url = |text: &str| Url::parse(text).expect("an address");
        match redirected(&url(from), &url(from), url(to), bounds) {
            Ok(to) => to.to_string(),
            Err(SourceErrorKind::OtherHost(_)) => "away".to_owned(),
            Err(SourceErrorKind::Insecure(_)) => "insecure".to_owned(),
            Err(SourceErrorKind::NoPage(_)) => "no page".to_owned(),
            Err(kind) => kind.to_string(),
        }
    }

    #[test]
    fn redirects_stay_at_the_origin() {
        let page = Bounds::Area(Arc::new(Area::of(&Url::parse("https://h/Help").expect("an address"))));
        let start = Bounds::Start;
        for (from, to, bounds, expected) in [
            ("http://h/Help", "https://h/Help", &start, "https://h/Help"),
            ("http://h/Help", "https://h/Help", &page, "away"),
            ("http://h/Help", "https://h:8443/Help", &start, "away"),
            ("http://h:8080/Help", "https://h/Help", &start, "away"),
            ("http://h/Help", "http://h:8080/Help", &start, "away"),
            ("http://h/Help", "http://www.h/Help", &start, "away"),
            ("https://h/Help", "http://h/Help", &start, "insecure"),
            ("https://h/Help", "http://h/Help", &page, "insecure"),
            ("https://h/Help", "https://h/Help/Index", &start, "https://h/Help/Index"),
            ("https://h/Help/Api/GET-x", "https://h/help/api/get-x", &page, "https://h/help/api/get-x"),
            ("https://h/Help/Api/GET-x", "https://h/Account/Login?ReturnUrl=x", &page, "no page"),
            ("https://h/Help/Api/GET-x", "ftp://h/x", &page, "away"),
        ] {
            assert_eq!(way(from, to, bounds), expected, "{from} {to}");
        }
    }
}

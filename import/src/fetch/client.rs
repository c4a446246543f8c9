//! Asks for one address: cache, politeness, redirects, and asking again.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::http::{HeaderName, HeaderValue, Response, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};
use url::Url;

use super::area::{self, Area, Step};
use super::budget::{Budget, Limit};
use super::cache::{Cache, Entry, Validators};
use super::robots::{self, Robots};
use super::{Answer, CacheUse, Options, RobotsTxt, date};
use crate::address::{Address, Secrets, without_secrets};
use crate::source::{SourceError, SourceErrorKind};

/// A server that wants to be left alone for longer is not waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(120);
const MOST_REDIRECTS: usize = 8;
const ACCEPTED: &str = "text/html, application/xhtml+xml, text/plain;q=0.8";

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
    /// The time between two questions.
    delay: Mutex<Duration>,
    headers: Vec<(HeaderName, HeaderValue)>,
    /// What each origin asks of programs.
    robots: Mutex<BTreeMap<String, SiteRules>>,
}

/// What the `robots.txt` of an origin says.
#[derive(Clone, Debug)]
enum SiteRules {
    Known(Arc<Robots>),
    /// It was answered with this status.
    Unreadable(u16),
    /// Nothing was answered: why, if it was not for being slow.
    Silent {
        reason: Option<String>,
        tries: u32,
    },
}

impl SiteRules {
    /// Returns the rules of a site that asks for nothing.
    fn none() -> Self {
        Self::Known(Arc::default())
    }
}

/// Which requests a `robots.txt` counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    /// A page, which it may refuse.
    Page,
    /// The `robots.txt` itself.
    Rules,
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
    /// What is in the cache has not changed.
    Unchanged,
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
        let cache = options.cache.clone().map(|folder| Cache::new(folder, options.cache_use)).transpose()?;
        Ok(Client {
            agent,
            cache,
            options: options.clone(),
            most_bytes,
            budget,
            secrets,
            next: Mutex::default(),
            delay: Mutex::new(options.delay),
            headers: options.credentials.headers(),
            robots: Mutex::default(),
        })
    }

    pub(super) fn get(&self, address: &Address, bounds: &Bounds) -> Result<Answer, SourceError> {
        let failed = |kind: SourceErrorKind| SourceError::new(address.shown(), kind);
        let kept = self.cache.as_ref().and_then(|cache| cache.get(address.shown()));
        match (kept, self.options.cache_use) {
            (Some(entry), CacheUse::First | CacheUse::Only) => answer(address, entry, true, 0),
            (None, CacheUse::Only) => Err(failed(SourceErrorKind::NotCached)),
            (Some(entry), CacheUse::Renew) if entry.renewal.is_some() && entry.renewal == self.renewal() => {
                // It was asked for before the run was interrupted.
                answer(address, entry, true, 0)
            }
            (kept, _) => self.renewed(address, bounds, kept),
        }
    }

    fn renewal(&self) -> Option<String> {
        self.cache.as_ref().and_then(|cache| cache.renewal.clone())
    }

    /// Asks for an address, given what is in the cache of it.
    fn renewed(
        &self,
        address: &Address,
        bounds: &Bounds,
        kept: Option<Entry>,
    ) -> Result<Answer, SourceError> {
        let failed = |kind: SourceErrorKind| SourceError::new(address.shown(), kind);
        let (outcome, tries) =
            self.persist(|tries| self.ask(address, bounds, kept.as_ref(), Asks::Page, tries));
        let (mut entry, cached) = match (outcome, kept) {
            (Outcome::Unchanged, Some(kept)) => (kept, true),
            (Outcome::Answered(entry), Some(kept))
                if entry.body == kept.body && entry.status == kept.status =>
            {
                // The day is the one on which the page was first seen like this.
                (Entry { date: kept.date, ..entry }, true)
            }
            (Outcome::Answered(entry), _) => (entry, false),
            (Outcome::Failed(kind) | Outcome::Again { kind, .. }, _) => return Err(failed(kind)),
            (Outcome::Unchanged, None) => {
                return Err(failed(SourceErrorKind::Status { status: 304, tries }));
            }
        };
        entry.renewal = self.renewal();
        if let Some(cache) = self.cache.as_ref().filter(|_| entry.is_lasting()) {
            cache.put(address.shown(), &entry).map_err(failed)?;
        }
        answer(address, entry, cached, tries)
    }

    /// Asks until there is an answer, or no sense in asking again; says how often it has asked.
    fn persist(&self, ask: impl Fn(u32) -> Outcome) -> (Outcome, u32) {
        let mut tries = 0;
        loop {
            tries += 1;
            let (kind, after) = match ask(tries) {
                Outcome::Again { kind, after } if tries <= self.options.retries => (kind, after),
                outcome => return (outcome, tries),
            };
            let doubled = self.options.backoff.saturating_mul(1 << (tries - 1).min(10));
            let wait = after.unwrap_or(doubled);
            if wait > LONGEST_WAIT && after.is_some() {
                return (Outcome::Failed(kind), tries);
            }
            match self.budget.time_left() {
                Ok(left) => thread::sleep(wait.min(LONGEST_WAIT).min(left)),
                Err(limit) => return (limit.into(), tries),
            }
        }
    }

    /// Returns why an address may not be asked for, if the site's `robots.txt` says so.
    fn refusal(&self, url: &Url) -> Option<SourceErrorKind> {
        if self.options.robots == RobotsTxt::Ignore {
            return None;
        }
        let origin = url.origin().ascii_serialization();
        // All others wait until it is known.
        let mut known = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
        let rules = known.entry(origin).or_insert_with(|| self.rules_of(url));
        match rules {
            SiteRules::Known(robots) => {
                let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
                (!robots.allows(path)).then_some(SourceErrorKind::Robots)
            }
            SiteRules::Unreadable(status) => Some(SourceErrorKind::RobotsUnreadable { status: *status }),
            SiteRules::Silent { reason: Some(reason), tries } => {
                Some(SourceErrorKind::Network { reason: reason.clone(), tries: *tries })
            }
            SiteRules::Silent { reason: None, tries } => {
                Some(SourceErrorKind::TooSlow { limit: self.options.timeout, tries: *tries })
            }
        }
    }

    /// Asks for the `robots.txt` of an address's origin.
    fn rules_of(&self, url: &Url) -> SiteRules {
        let Ok(address) = url.join("/robots.txt").map(Address::of) else { return SiteRules::none() };
        let ask = |tries| self.ask(&address, &Bounds::Start, None, Asks::Rules, tries);
        let (outcome, tries) = self.persist(ask);
        match outcome {
            Outcome::Answered(entry) if entry.status == 200 => {
                let text = entry.body.get(..entry.body.len().min(robots::MOST_BYTES)).unwrap_or_default();
                let robots = Robots::parse(&String::from_utf8_lossy(text));
                let mut delay = self.delay.lock().unwrap_or_else(PoisonError::into_inner);
                *delay = robots.delay.max(*delay);
                SiteRules::Known(Arc::new(robots))
            }
            Outcome::Again { kind: SourceErrorKind::Status { status, .. }, .. } if status >= 500 => {
                SiteRules::Unreadable(status)
            }
            Outcome::Again { kind: SourceErrorKind::Network { reason, .. }, .. } => {
                SiteRules::Silent { reason: Some(reason), tries }
            }
            Outcome::Again { kind: SourceErrorKind::TooSlow { .. }, .. } => {
                SiteRules::Silent { reason: None, tries }
            }
            // There is none, or what the page itself is answered says more.
            _ => SiteRules::none(),
        }
    }

    /// Waits until the host may be asked; says how long the answer may take.
    fn wait(&self) -> Result<Duration, Limit> {
        let now = Instant::now();
        let turn = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            let turn = next.unwrap_or(now).max(now);
            *next = turn.checked_add(*self.delay.lock().unwrap_or_else(PoisonError::into_inner));
            turn
        };
        thread::sleep(turn.saturating_duration_since(now).min(self.budget.time_left()?));
        Ok(self.budget.time_left()?.min(self.options.timeout))
    }

    /// Asks once. `kept` is what is in the cache of the address.
    fn ask(
        &self,
        address: &Address,
        bounds: &Bounds,
        kept: Option<&Entry>,
        asks: Asks,
        tries: u32,
    ) -> Outcome {
        let mut at = address.clone();
        for _ in 0..=MOST_REDIRECTS {
            if asks == Asks::Page
                && let Some(kind) = self.refusal(at.url())
            {
                return Outcome::Failed(kind);
            }
            let time = match self.wait() {
                Ok(time) => time,
                Err(limit) => return limit.into(),
            };
            let mut request = self.agent.get(at.url().as_str()).config().timeout_global(Some(time)).build();
            if !self.headers.iter().any(|(name, _)| *name == header::ACCEPT) {
                request = request.header(header::ACCEPT, ACCEPTED);
            }
            for (name, value) in &self.headers {
                request = request.header(name, value);
            }
            if let Some(login) = self.secrets.login() {
                request = request.header(header::AUTHORIZATION, login);
            }
            // They are about what this very address has answered.
            let kept = kept.filter(|entry| entry.status == 200 && entry.last == at.shown());
            if let Some(Validators { etag, last_modified }) = kept.map(|entry| &entry.validators) {
                for (name, value) in
                    [(header::IF_NONE_MATCH, etag), (header::IF_MODIFIED_SINCE, last_modified)]
                {
                    if let Some(value) = value {
                        request = request.header(name, value);
                    }
                }
            }
            let mut response = match request.call() {
                Ok(response) => response,
                Err(error) => return self.failure(&error, tries),
            };
            let status = response.status().as_u16();
            if status == 304 && kept.is_some() {
                return Outcome::Unchanged;
            }
            if !matches!(status, 301 | 302 | 303 | 307 | 308) {
                return self.read(&at, &mut response, tries);
            }
            let to = header_text(&response, "location").and_then(|to| at.url().join(&to).ok());
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
            let after = header_text(response, "retry-after").and_then(|value| date::retry_after(&value));
            return Outcome::Again { kind: SourceErrorKind::Status { status, tries }, after };
        }
        let content_type = header_text(response, "content-type").unwrap_or_default();
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
        // What a server repeats of a secret is not kept there either.
        let validator =
            |name: &str| header_text(response, name).filter(|value| self.secrets.hide_in(value) == *value);
        let validators = Validators { etag: validator("etag"), last_modified: validator("last-modified") };
        Outcome::Answered(Entry {
            last,
            status,
            date: date::today(),
            content_type,
            validators,
            renewal: None,
            body,
        })
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

fn header_text(response: &Response<Body>, name: &str) -> Option<String> {
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

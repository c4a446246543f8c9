//! Which hosts are the service's, where nobody has said it.

use std::collections::BTreeMap;

use super::exchange::{Address, Exchange};
use super::matching::{Match, Matcher};
use crate::site::Site;

/// Sets where the service is, in exchanges that do not say it and if the spec does not: at the hosts that have answered an
/// endpoint of the spec. What others have answered is none of the API's then, for browsers record what a page loads from
/// everywhere. Nothing is set if no host has answered one.
///
/// ```
/// use datacontract_workbench::{site::Site, traffic::{self, Drift, Exchange, Message}};
///
/// let spec = r#"{ "version": 1, "name": "Shop", "module": "shop",
///     "endpoints": { "GET api/orders": { "response": "int" } }, "types": {} }"#;
/// let site = Site::from_text(spec, &[]).0.unwrap();
/// let answer = |url: &str| Exchange {
///     method: "GET".to_owned(),
///     url: url.to_owned(),
///     status: 200,
///     response: Message::new("application/json", Some(b"1".to_vec())),
///     ..Exchange::default()
/// };
/// let mut exchanges = [
///     answer("https://shop.example.com/api/orders"),
///     answer("https://shop.example.com/api/unknown"),
///     answer("https://counting.example.net/visits"),
/// ];
/// traffic::locate(&site, &mut exchanges);
/// let mut drift = Drift::new(&site);
/// for exchange in &exchanges {
///     drift.add("shop.har", exchange);
/// }
/// let report = drift.report();
/// assert_eq!((report.findings.len(), report.foreign), (1, 1));
/// ```
///
/// If none has answered one at its root, the path below which most of what a host has answered is of the spec is taken for the
/// service's, and the address returned: the spec ought to say it.
pub fn locate(site: &Site, exchanges: &mut [Exchange]) -> Option<String> {
    if site.spec().base_url.is_some() {
        return None;
    }
    let matcher = Matcher::new(site);
    let is_answered = |exchange: &Exchange| !matches!(exchange.status, 0 | 404);
    let mut own: BTreeMap<String, String> = BTreeMap::new();
    for exchange in exchanges.iter().filter(|exchange| exchange.base_url.is_none() && is_answered(exchange)) {
        if let (Match::Endpoint(_), Some(origin)) = (matcher.find(exchange), exchange.address().origin()) {
            own.insert(exchange.address().host().to_ascii_lowercase(), origin);
        }
    }
    let mut below = None;
    if own.is_empty() {
        let base = base_below(&matcher, exchanges)?;
        own.insert(Address(&base).host().to_ascii_lowercase(), base.clone());
        below = Some(base);
    }
    let first = own.values().next().cloned()?;
    for exchange in exchanges.iter_mut().filter(|exchange| exchange.base_url.is_none()) {
        if exchange.address().origin().is_some() {
            let host = exchange.address().host().to_ascii_lowercase();
            exchange.base_url = Some(own.get(&host).unwrap_or(&first).clone());
        }
    }
    below
}

/// How many parts of a path may stand before those of the spec.
const DEEPEST: usize = 4;

/// Finds the address with a path below which at least half of what was answered there is of the spec.
fn base_below(matcher: &Matcher, exchanges: &[Exchange]) -> Option<String> {
    // By address: how many are of the spec, and how many may be of the API.
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: BTreeMap<String, usize> = BTreeMap::new();
    for exchange in exchanges.iter().filter(|exchange| !matches!(exchange.status, 0 | 404)) {
        let Some(origin) = exchange.address().origin() else { continue };
        if matcher.find(exchange) == Match::Foreign {
            continue;
        }
        *all.entry(origin.clone()).or_default() += 1;
        let mut base = origin;
        for part in exchange.address().path().split('/').skip(1).take(DEEPEST) {
            base = format!("{base}/{part}");
            let below = Exchange {
                base_url: Some(base.clone()),
                method: exchange.method.clone(),
                url: exchange.url.clone(),
                ..Exchange::default()
            };
            if matches!(matcher.find(&below), Match::Endpoint(_)) {
                *found.entry(base.clone()).or_default() += 1;
            }
        }
    }
    let (base, count) =
        found.into_iter().max_by_key(|(base, count)| (*count, std::cmp::Reverse(base.len())))?;
    let origin = Address(&base).origin()?;
    (2 * count >= all.get(&origin).copied().unwrap_or_default()).then_some(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::traffic::Message;

    fn answer(url: &str) -> Exchange {
        Exchange {
            method: "GET".to_owned(),
            url: url.to_owned(),
            status: 200,
            response: Message::new("application/json", Some(b"1".to_vec())),
            ..Exchange::default()
        }
    }

    fn located(urls: &[&str]) -> Option<String> {
        let spec = r#"{ "version": 1, "name": "Shop", "module": "shop",
            "endpoints": { "GET api/orders/{id}": { "parameters": { "id": "int" }, "response": "int" } }, "types": {} }"#;
        let site = Site::from_text(spec, &[]).0.expect("a site");
        let mut exchanges: Vec<Exchange> = urls.iter().map(|url| answer(url)).collect();
        let below = locate(&site, &mut exchanges);
        let bases: std::collections::BTreeSet<_> =
            exchanges.iter().map(|exchange| &exchange.base_url).collect();
        assert!(bases.len() <= 2, "{bases:?}");
        below
    }

    #[test]
    fn the_path_of_the_service_is_found() {
        let v1 = "https://user:word@a.example/shop/v1/api/orders/5";
        assert_eq!(located(&[v1, "https://b.example/x"]).as_deref(), Some("https://a.example/shop/v1"));
        // What is at the root needs nothing.
        assert_eq!(located(&["https://a.example/api/orders/5", v1]), None);
        // Most of what is there is of something else.
        let other = "https://a.example/other";
        assert_eq!(located(&[v1, other, other]), None);
        assert_eq!(located(&["/api/orders/5", "data:,1"]), None);
    }
}

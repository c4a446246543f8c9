//! Which hosts are the service's, where nobody has said it.

use std::collections::BTreeMap;

use super::exchange::Exchange;
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
pub fn locate(site: &Site, exchanges: &mut [Exchange]) {
    if site.spec().base_url.is_some() {
        return;
    }
    let matcher = Matcher::new(site);
    let mut own: BTreeMap<String, String> = BTreeMap::new();
    for exchange in exchanges.iter().filter(|exchange| exchange.base_url.is_none()) {
        let is_answered = !matches!(exchange.status, 0 | 404);
        if let (Match::Endpoint(_), Some(origin)) = (matcher.find(exchange), exchange.address().origin())
            && is_answered
        {
            own.insert(exchange.address().host().to_ascii_lowercase(), origin);
        }
    }
    let Some(first) = own.values().next().cloned() else { return };
    for exchange in exchanges.iter_mut().filter(|exchange| exchange.base_url.is_none()) {
        if exchange.address().origin().is_some() {
            let host = exchange.address().host().to_ascii_lowercase();
            exchange.base_url = Some(own.get(&host).unwrap_or(&first).clone());
        }
    }
}

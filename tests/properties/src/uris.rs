//! Addresses of requests: routes, parameters in paths and queries.

use crate::service::{all_survive, send};
use bytes::Bytes;

const METHODS: [&str; 6] = ["GET", "HEAD", "POST", "get", "OPTIONS", "DELETE"];

/// A request to any address is answered in a well-formed way, and what was understood of it is sent and understood again.
pub(crate) fn check(data: &[u8]) {
    let Some((method, target)) = data.split_first() else { return };
    let Ok(target) = std::str::from_utf8(target) else { return };
    let method = METHODS[usize::from(*method) % METHODS.len()];
    let Ok(request) = http::Request::builder().method(method).uri(target).body(Bytes::new()) else { return };
    all_survive(&request);
    send(request);
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let targets = [
        "/api/orders/7?page=2&codes=a&codes=b",
        "/API/Orders/0x1F?codes[]=%C3%85sa&codes[1]=b+c",
        "/api/orders/0f8fad5b-d9cb-469f-a165-70867728950e?Name=a%26b",
        "/api/orders/{0f8fad5bd9cb469fa16570867728950e}",
        "/api/find/-5/a.b?state=Paid,Sent&isOpen=TRUE&price=1e5&since=10/15/2024%205:29%20PM",
        "/api/find/5/a%2Eb.c?state=4&since=2024-10-15T05:29:19.5139414%2B02:00",
        "/files/a/b%2fc/../d",
        "//files//%ff%20",
        "http://localhost/api/orders/7#x",
        "*",
    ];
    let seeds =
        targets.iter().flat_map(|target| (0..2).map(move |method| [&[method], target.as_bytes()].concat()));
    seeds.collect()
}

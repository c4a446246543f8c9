//! Recorded traffic, compared with a spec.

use datacontract_workbench::site::Site;
use datacontract_workbench::traffic::{Drift, har};
use std::sync::LazyLock;

const SPEC: &str = r#"{ "version": 1, "name": "Shop", "module": "shop",
    "endpoints": {
        "GET api/orders/{id}": { "query": { "page": "int?" }, "response": "Order" },
        "POST api/orders": { "body": "Order", "response": "integer" }
    },
    "types": {
        "Shop.Order": { "members": { "Id": "integer", "Total": "decimal", "Lines": "list<Line>", "State": "State" } },
        "Shop.Line": { "members": { "Sku": "string", "At": "date" } },
        "Shop.State": { "enum": { "Open": 0, "Paid": 1 } }
    } }"#;

static SITE: LazyLock<Option<Site>> = LazyLock::new(|| Site::from_text(SPEC, &[]).0);

/// No recording makes the comparison panic, and the report of it is the same each time.
pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Some(site) = &*SITE else { panic!("the spec has errors") };
    let Ok(exchanges) = har::read(text) else { return };
    let report = || {
        let mut drift = Drift::new(site);
        for exchange in &exchanges {
            drift.add("a.har", exchange);
        }
        format!("{:?}", drift.report().findings)
    };
    assert_eq!(report(), report());
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let exchange = |method: &str, path: &str, sent: &str, answered: &str, media_type: &str| {
        serde_json::json!({ "log": { "entries": [{
            "request": { "method": method, "url": format!("https://example.com/{path}"), "headers": [],
                "postData": { "mimeType": media_type, "text": sent } },
            "response": { "status": 200, "headers": [], "content": { "mimeType": media_type, "text": answered } },
        }] } })
        .to_string()
        .into_bytes()
    };
    let json =
        r#"{"Id":1,"Total":1.50,"Lines":[{"Sku":"a","At":"2024-10-15T05:29:19"}],"State":7,"Note":"!"}"#;
    let xml = "<Order xmlns=\"http://schemas.datacontract.org/2004/07/Shop\"><Id>1</Id><Lines/><State>Paid</State></Order>";
    vec![
        exchange("GET", "api/orders/7?page=2", "", json, "application/json; charset=utf-8"),
        exchange("GET", "api/orders/7", "", xml, "application/xml"),
        exchange("POST", "api/orders", json, "7", "application/json"),
        exchange("POST", "api/orders", "Id=7&Total=x", "seven", "application/x-www-form-urlencoded"),
    ]
}

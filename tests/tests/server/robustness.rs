//! Whatever is sent, there is an answer, and none is 500.

use crate::shop::{call, router, with_body};
use datacontract::server::{Invalid, Router};
use proptest::prelude::*;

fn status(router: &Router, method: &str, target: &str, media_type: &str, body: Vec<u8>) -> Option<u16> {
    // What is no URI or header does not get past the server.
    let uri = target.parse::<http::Uri>().ok()?;
    media_type.parse::<http::HeaderValue>().ok()?;
    Some(call(router, with_body(method, &uri.to_string(), media_type, body)).status)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_address_is_answered(
        method in "GET|POST|PUT|DELETE|HEAD|OPTIONS|x",
        path in r"(/|api|orders|files|[0-9]{1,3}|%[0-9A-Fa-f]{2}|%|[a-z.~;+\[\]]){0,12}",
        query in r"(state|since|page|codes|numbers|customer|[&=+\[\]]|[0-9]|%[0-9A-Fa-f]{2}|%){0,16}",
    ) {
        for router in [router(), router().invalid(Invalid::PassOn)] {
            let answered = status(&router, &method, &format!("/{path}?{query}"), "text/plain", Vec::new());
            // Numbers of orders stand for the answers of the service itself.
            prop_assert!(answered.is_none_or(|status| status < 500 || path.contains("50")), "{answered:?}");
        }
    }

    #[test]
    fn any_body_is_answered(
        media_type in r#"(application|text)/(json|xml|x-www-form-urlencoded|plain)(; ?charset=(utf-16|utf-8|x|"))?"#,
        body in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        for target in ["/api/orders", "/api/count"] {
            let answered = status(&router(), "POST", target, &media_type, body.clone());
            prop_assert!(answered.is_none_or(|status| [200, 400, 415].contains(&status)), "{answered:?}");
        }
    }

    #[test]
    fn any_document_is_answered(
        json in r#"([{}\[\]:,"]|null|true|1e9|-1|Id|Customer|Lines|\\u00e5){0,20}"#,
        xml in r#"(<|>|/|&|=|"|Order|Id|xmlns|i:nil|<!\[CDATA\[|\]\]>|<!--|-->|&#1;|&lt;| ){0,20}"#,
        form in r"(Id|Customer|Lines|Parent|index|[&=.\[\]]|[0-9]|%5B){0,20}",
    ) {
        for (media_type, body) in
            [("text/json", json), ("text/xml", xml), ("application/x-www-form-urlencoded", form)]
        {
            let answered = status(&router(), "POST", "/api/orders", media_type, body.into_bytes());
            prop_assert!(answered.is_some_and(|status| [200, 400].contains(&status)), "{answered:?}");
        }
    }
}

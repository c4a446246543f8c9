//! Good clients, which look at their answers.

use std::{io, net::SocketAddr};

use super::wire::{Answer, Connection, get, with_body};

pub(crate) const ORDER_JSON: &str = r#"{"Id":7,"Customer":"Åsa <&> \"x\"","Lines":[{"Sku":"a","Count":2},{"Sku":null,"Count":3}],"Parent":null}"#;
pub(crate) const ORDER_XML: &str = concat!(
    r#"<Order xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop">"#,
    "<Customer>Åsa</Customer><Id>7</Id><Lines><Line><Count>2</Count><Sku>a</Sku></Line></Lines>",
    r#"<Parent i:nil="true" /></Order>"#,
);
const JSON: &str = "application/json";
const XML: &str = "application/xml";

/// What is asked, and what has to be answered.
struct Exchange {
    request: Vec<u8>,
    status: u16,
    is_right: fn(&[u8]) -> bool,
}

fn exchanges() -> Vec<Exchange> {
    let exchange = |request, status, is_right| Exchange { request, status, is_right };
    let same_json = |body: &[u8]| body == ORDER_JSON.as_bytes();
    let same_xml = |body: &[u8]| body == ORDER_XML.as_bytes();
    let any = |_: &[u8]| true;
    vec![
        exchange(with_body("POST", "/api/orders", JSON, "", ORDER_JSON.as_bytes()), 200, same_json),
        exchange(with_body("POST", "/api/orders", XML, "", ORDER_XML.as_bytes()), 200, same_xml),
        exchange(get("/api/orders/7", JSON), 200, |body| body.starts_with(br#"{"Id":7,"#)),
        exchange(get("/api/orders/8", XML), 200, |body| body.starts_with(b"<Order ")),
        exchange(get("/API/Orders/504", JSON), 200, |body| body.starts_with(br#"{"Id":504,"#)),
        exchange(get("/api/orders", JSON), 200, |body| body.starts_with(b"[{") && body.ends_with(b"}]")),
        exchange(get("/api/orders", XML), 200, |body| body.ends_with(b"</ArrayOfOrder>")),
        exchange(with_body("PUT", "/api/orders/7", JSON, "", ORDER_JSON.as_bytes()), 200, same_json),
        exchange(with_body("PUT", "/api/orders/7", XML, "", ORDER_XML.as_bytes()), 200, same_xml),
        exchange(get("/api/orders/404", JSON), 404, any),
        exchange(get("/api/orders/500", JSON), 500, any),
        exchange(get("/api/orders/x", JSON), 400, any),
        exchange(get("/nowhere", JSON), 404, any),
        exchange(with_body("POST", "/api/orders", JSON, "", b"{"), 400, any),
        exchange(with_body("POST", "/api/orders", XML, "", b"<Order"), 400, any),
        exchange(with_body("POST", "/api/orders", "text/nothing", "", b"5"), 415, any),
    ]
}

/// Asks one question of each kind on one connection, and returns how many there were.
pub(crate) fn visit(address: SocketAddr) -> io::Result<u64> {
    let mut connection = Connection::open(address)?;
    let mut count = 0;
    for Exchange { request, status, is_right } in exchanges() {
        connection.write(&request)?;
        let answer = connection.answer()?;
        if answer.status != status || !is_right(&answer.body) {
            return Err(wrong(&request, &answer));
        }
        count += 1;
    }
    Ok(count)
}

fn wrong(request: &[u8], Answer { status, body }: &Answer) -> io::Error {
    let [request, body] = [request, body].map(|text| String::from_utf8_lossy(&text[..text.len().min(500)]));
    io::Error::other(format!("{request}\nwas answered by {status}:\n{body}"))
}

//! Bodies of requests: formats, character sets, forms.

use crate::service::{all_survive, send};
use bytes::Bytes;

const PATHS: [&str; 3] = ["/api/orders", "/api/texts", "/api/numbers"];

const CONTENT_TYPES: [&str; 16] = [
    "application/json",
    "application/json; charset=utf-8",
    "text/json; charset=utf-16",
    "application/json; charset=iso-8859-1",
    "application/xml",
    "text/xml; charset=utf-16",
    "application/xml; charset=us-ascii",
    "text/xml; charset=koi8-r",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=windows-1251",
    "application/x-www-form-urlencoded; charset=utf-16be",
    "application/x-www-form-urlencoded; charset=shift_jis",
    "*/*",
    "application/*; charset=\"gb18030\"",
    "text/plain",
    "; charset=",
];

const ACCEPTS: [&str; 4] = ["application/json", "application/xml", "text/xml;q=0.5, */*;q=0.1", "nonsense"];

/// A request whose body is anything is answered in a well-formed way, and what was understood of it is sent and understood
/// again.
pub(crate) fn check(data: &[u8]) {
    let Some(([path, content_type, accept], body)) = data.split_first_chunk() else { return };
    let of = |list: &[&'static str], index: u8| list[usize::from(index) % list.len()];
    let request = http::Request::post(of(&PATHS, *path))
        .header("content-type", of(&CONTENT_TYPES, *content_type))
        .header("accept", of(&ACCEPTS, *accept))
        .body(Bytes::copy_from_slice(body));
    let Ok(request) = request else { return };
    all_survive(&request);
    send(request);
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    const JSON: &str = r#"{"Id":7,"Customer":"Åsa","Price":1.5E+3,"State":"Paid","Lines":[{"Sku":null,"Count":3}],"Tags":{"a":"b"}}"#;
    const XML: &str = "<Order xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" \
        xmlns=\"http://schemas.datacontract.org/2004/07/Shop\"><Customer>Åsa</Customer><Id>7</Id><Lines><Line>\
        <Count>3</Count><IsGift>true</IsGift><Sku i:nil=\"true\" /></Line></Lines><Price>1.5</Price><State>Paid</State></Order>";
    const FORM: &str =
        "Id=7&Customer=%C3%85sa&Lines[0].Sku=x&Lines[0][Count]=3&State=Sent&Tags[0].Key=a&Tags[0].Value=b";
    let utf_16 = |text: &str| -> Vec<u8> {
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let bodies = [
        (0, 0, JSON.as_bytes().to_vec()),
        (0, 2, utf_16(JSON)),
        (0, 4, XML.as_bytes().to_vec()),
        (0, 5, utf_16(XML)),
        (0, 8, FORM.as_bytes().to_vec()),
        (0, 9, b"Id=7&Customer=\xcf\xf0\xe8\xe2\xe5\xf2".to_vec()),
        (1, 0, br#""text""#.to_vec()),
        (1, 8, b"=text".to_vec()),
        (2, 0, b"[1,2,3]".to_vec()),
        (2, 4, br#"<ArrayOfint xmlns="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><int>1</int></ArrayOfint>"#.to_vec()),
        (2, 8, b"[0]=1&[1]=2".to_vec()),
    ];
    let seeds = bodies.into_iter().flat_map(|(path, content_type, body)| {
        (0..2).map(move |accept| [&[path, content_type, accept][..], &body].concat())
    });
    seeds.collect()
}

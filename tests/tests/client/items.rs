//! Lists that are read item by item while their response comes: with the items and the errors of the plain call.

use crate::both::{clients, clients_with};
use crate::server::{Server, answer, json, wait_for_end, xml};
use datacontract::client::{
    self, Answer, Attempt, BlockingBody, Client, Connections, Error, Exchange, ItemReading, ListItems, Mock,
    PageItems, Pages, Retry, StreamTransport, Transport, TransportError, TransportKind, Ureq, drive_blocking,
    drive_stream_blocking,
};
use datacontract::contract::Naming;
use datacontract::http::{Api, BaseUrl, Format, Paged};
use datacontract::items::HasItems;
use datacontract::outcome::Outcome;
use datacontract::{DataContract, Endpoint};
use flate2::{Compression, write::GzEncoder};
use http::{HeaderValue, Response, StatusCode};
use std::fmt::Debug;
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

static API: Api = Api::new("Leads");
static CAMEL: Api = Api::new("Leads").json_naming(Naming::CamelCase);

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Leads", rename_all = "PascalCase")]
struct Lead {
    id: i32,
    name: Option<String>,
}

/// A class whose list is not its first member, and which has a base class.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Leads", rename_all = "PascalCase")]
struct LeadPage {
    #[contract(base)]
    base: PageBase,
    before: i32,
    #[contract(items)]
    leads: Option<Vec<Lead>>,
    zone: Option<String>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Leads", rename_all = "PascalCase")]
struct PageBase {
    code: i32,
}

/// A class in which two members lead to the list, of which one is generic.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Leads", rename_all = "PascalCase", json_naming = "camelCase")]
struct Envelope {
    #[contract(items)]
    data: Inside<Lead>,
    total: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Leads", rename_all = "PascalCase", json_naming = "camelCase")]
struct Inside<T> {
    count: i32,
    #[contract(items)]
    rows: Vec<T>,
}

/// A class that has its list from its base class.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Leads", rename_all = "PascalCase")]
struct OtherPage {
    #[contract(base, items)]
    base: LeadPage,
    zeal: i32,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/other", response = OtherPage)]
struct Other;

impl LeadPage {
    fn outcome(&self) -> Outcome<'_> {
        Outcome::of(&self.base.code).with_success(&["0"]).with_meanings(&[("7", "The desk is closed.")])
    }
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/leads", response = Vec<Lead>)]
struct Leads;

/// A list with names of its own.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(namespace = "urn:leads", collection(item_name = "Row"))]
struct Rows<T>(#[contract(items)] Vec<T>);

/// A class that leads to such a list, which the documents number.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Leads", rename_all = "PascalCase")]
struct RowPage {
    #[contract(items)]
    rows: Option<NumberedRows>,
    total: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(namespace = "urn:leads", collection, is_reference)]
struct NumberedRows(#[contract(items)] Vec<Lead>);

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/rows", response = Rows<Lead>)]
struct AllRows;

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/rows/page", response = RowPage)]
struct PageOfRows;

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/maybe", response = Option<Vec<Lead>>)]
struct MaybeLeads;

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/page", response = LeadPage, outcome)]
struct Page;

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = CAMEL, get = "api/envelope", response = Envelope)]
struct Enveloped;

fn lead(id: i32) -> Lead {
    Lead { id, name: Some(format!("Åsa {id} 😀")) }
}

fn leads() -> Vec<Lead> {
    (1..=5).map(lead).collect()
}

fn page() -> LeadPage {
    LeadPage { base: PageBase { code: 0 }, before: 3, leads: Some(leads()), zone: Some("north".into()) }
}

/// A service without sockets that answers always the same, in pieces.
struct Pieces {
    answer: Response<Vec<u8>>,
    size: usize,
    /// What comes behind the pieces.
    end: Option<TransportKind>,
}

impl Pieces {
    fn client(content_type: &str, body: &[u8], size: usize) -> Client<Pieces> {
        Pieces::of(Response::new(body.to_vec()), content_type, size)
    }

    fn of(mut answer: Response<Vec<u8>>, content_type: &str, size: usize) -> Client<Pieces> {
        let content_type = HeaderValue::from_str(content_type).unwrap();
        answer.headers_mut().insert("content-type", content_type);
        let pieces = Pieces { answer, size, end: None };
        Client::new(BaseUrl::new("http://leads.example.com").unwrap(), pieces)
    }
}

impl Transport for Pieces {
    type Sent<'a, R: Send + 'a> = R;

    fn send<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange) -> R + Send + 'a,
    ) -> R {
        let attempt = |_| match self.end {
            Some(kind) => Err(TransportError::new(kind, "cut")),
            None => Ok(self.answer.clone().map(Into::into)),
        };
        finish(drive_blocking(exchange, attempt, |_| {}))
    }
}

impl StreamTransport for Pieces {
    type Body = BlockingBody;

    fn open<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange, Option<BlockingBody>) -> R + Send + 'a,
    ) -> R {
        let attempt = |attempt: Attempt| {
            assert!(attempt.takes_stream(StatusCode::OK) && !attempt.takes_stream(StatusCode::FOUND));
            if !attempt.takes_stream(self.answer.status()) {
                return Ok(Answer::Whole(self.answer.clone().map(Into::into)));
            }
            let (body, size, mut end) = (self.answer.body().clone(), self.size, self.end);
            let mut pos = 0;
            let body = BlockingBody::new(move || {
                let piece = body.get(pos..).filter(|rest| !rest.is_empty());
                let piece = piece.map(|rest| bytes::Bytes::copy_from_slice(&rest[..size.min(rest.len())]));
                pos += size;
                piece.map(Ok).or_else(|| Some(Err(TransportError::new(end.take()?, "cut"))))
            });
            let mut begun = Response::new(body);
            *begun.headers_mut() = self.answer.headers().clone();
            *begun.status_mut() = self.answer.status();
            Ok(Answer::Begun(begun))
        };
        let (exchange, body) = drive_stream_blocking(exchange, attempt, |_| {});
        finish(exchange, body)
    }

    type Items<E: Endpoint<Response: HasItems>> = ListItems<E>;

    fn items<E: Endpoint<Response: HasItems>>(self: Arc<Self>, reading: ItemReading<E>) -> ListItems<E> {
        ListItems::new(reading, move |exchange| self.open(exchange, |exchange, body| (exchange, body)))
    }

    type PageItems<E: Paged> = PageItems<Pieces, E>;

    fn page_items<E: Paged>(pages: Pages<Pieces, E>) -> PageItems<Pieces, E> {
        PageItems::new(pages)
    }
}

/// What became of a list: the items, and the error behind them.
fn walk<T, S>(items: impl Iterator<Item = Result<T, Error<S>>>) -> (Vec<T>, Option<Error<S>>) {
    let (mut all, mut failure) = (Vec::new(), None);
    for item in items {
        assert!(failure.is_none(), "nothing follows an error");
        match item {
            Ok(item) => all.push(item),
            Err(error) => failure = Some(error),
        }
    }
    (all, failure)
}

/// What of an error both ways of reading have in common.
fn shown<S: Debug>(error: &Error<S>) -> String {
    match error {
        Error::Decode(error) => format!("{:?} {} at {:?}", error.status, error.error, error.error.offset()),
        Error::Transport(error) => format!("{:?}", error.kind()),
        other => format!("{other:?}"),
    }
}

/// Checks that the items are those of the plain call, and so is the error, however the response comes.
fn same_as_plain<E>(endpoint: &E, answer: &Response<Vec<u8>>, content_type: &str)
where
    E: Endpoint<Response: HasItems<Item: PartialEq + Debug>> + Clone,
{
    let plain = Pieces::of(answer.clone(), content_type, 1).call(endpoint.clone()).send();
    let plain = plain.map(E::Response::into_items).map_err(|error| shown(&error));
    let len = answer.body().len();
    for size in (1..20).chain([37, 64, len.max(1)]) {
        let items = Pieces::of(answer.clone(), content_type, size).call(endpoint.clone()).items();
        let (items, failure) = walk(items);
        match (&plain, failure.map(|error| shown(&error))) {
            (Ok(plain), None) => assert_eq!(&items, plain, "{content_type} by {size}"),
            (Err(plain), Some(failure)) => assert_eq!(&failure, plain, "{content_type} by {size}"),
            (plain, failure) => panic!("{content_type} by {size}: {plain:?}, item by item {failure:?}"),
        }
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn coded(coding: &str, body: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::new(body);
    response.headers_mut().insert("content-encoding", HeaderValue::from_str(coding).unwrap());
    response
}

#[test]
fn items_are_those_of_the_plain_call_however_they_come() {
    let documents = [
        ("application/json", datacontract::json::to_vec(&leads()).unwrap()),
        ("application/xml", datacontract::xml::to_vec(&leads()).unwrap()),
    ];
    for (content_type, document) in documents {
        same_as_plain(&Leads, &Response::new(document.clone()), content_type);
        same_as_plain(&MaybeLeads, &Response::new(document.clone()), content_type);
        same_as_plain(&Leads, &coded("gzip", gzip(&document)), content_type);
    }
    for (content_type, document) in [
        ("application/json", datacontract::json::to_vec(&page()).unwrap()),
        ("text/xml", datacontract::xml::to_vec(&page()).unwrap()),
    ] {
        same_as_plain(&Page, &Response::new(document), content_type);
    }
    let other = OtherPage { base: page(), zeal: 3 };
    for (content_type, document) in [
        ("application/json", datacontract::json::to_vec(&other).unwrap()),
        ("text/xml", datacontract::xml::to_vec(&other).unwrap()),
    ] {
        same_as_plain(&Other, &Response::new(document), content_type);
    }
    let envelope = Envelope { data: Inside { count: 5, rows: leads() }, total: 9 };
    for (content_type, document) in [
        ("application/json", datacontract::json::to_vec(&envelope).unwrap()),
        ("text/xml", datacontract::xml::to_vec(&envelope).unwrap()),
    ] {
        assert!(
            content_type != "application/json" || document.starts_with(br#"{"data":{"count":5,"rows":[{"#)
        );
        same_as_plain(&Enveloped, &Response::new(document), content_type);
    }
}

#[test]
fn a_list_may_have_names_of_its_own() {
    let rows = Rows(leads());
    let page = RowPage { rows: Some(NumberedRows(leads())), total: 5 };
    let xml = String::from_utf8(datacontract::xml::to_vec(&rows).unwrap()).unwrap();
    assert!(xml.contains("<Row><") && xml.contains("urn:leads"), "{xml}");
    for (content_type, rows, page) in [
        (
            "application/json",
            datacontract::json::to_vec(&rows).unwrap(),
            datacontract::json::to_vec(&page).unwrap(),
        ),
        ("text/xml", xml.into_bytes(), datacontract::xml::to_vec(&page).unwrap()),
    ] {
        same_as_plain(&AllRows, &Response::new(rows), content_type);
        same_as_plain(&PageOfRows, &Response::new(page), content_type);
    }
    // And written so.
    for list in [Rows(Vec::new()), Rows(leads())] {
        let mut document = Vec::new();
        datacontract::xml::write_items_in::<Rows<Lead>, Lead>(&mut document, &Rows::default(), "", &list.0)
            .unwrap();
        assert_eq!(document, datacontract::xml::to_vec(&list).unwrap());
    }
}

#[test]
fn character_sets_are_those_of_headers_marks_and_declarations() {
    let xml = datacontract::xml::to_string(&leads()).unwrap();
    let plain = datacontract::xml::to_string(&vec![Lead { id: 1, name: Some("Åsa".into()) }]).unwrap();
    let latin = |text: &str| text.chars().map(|c| u8::try_from(c).unwrap()).collect::<Vec<_>>();
    let cases: [(&str, Vec<u8>); 9] = [
        ("application/xml; charset=utf-16", utf16(&xml)),
        ("application/xml; charset=utf-8", utf16(&format!("\u{feff}{xml}"))),
        ("application/xml", utf16(&format!("<?xml version=\"1.0\" encoding=\"utf-16\"?>{xml}"))),
        ("application/xml", format!("\u{feff}{xml}").into()),
        ("application/xml; charset=iso-8859-1", latin(&plain)),
        ("application/xml", latin(&format!("<?xml version='1.0' encoding='iso-8859-1' ?>\n{plain}"))),
        ("application/xml; charset=koi8-r", plain.replace('Å', "A").into()),
        ("application/xml; charset=klingon", plain.clone().into()),
        ("application/xml; charset=us-ascii", plain.clone().into()),
    ];
    for (content_type, body) in cases {
        same_as_plain(&Leads, &Response::new(body), content_type);
    }
    let json = datacontract::json::to_string(&leads()).unwrap();
    for (content_type, body) in [
        ("application/json; charset=utf-16", utf16(&json)),
        ("application/json", utf16(&json)),
        ("application/json", format!(" \n\t{json} \n").into()),
    ] {
        same_as_plain(&Leads, &Response::new(body), content_type);
    }
}

#[test]
fn what_is_wrong_is_said_as_by_the_plain_call() {
    let json = datacontract::json::to_string(&leads()).unwrap();
    let xml = datacontract::xml::to_string(&leads()).unwrap();
    let cases: Vec<(&str, String)> = vec![
        ("application/json", String::new()),
        ("application/json", "null".into()),
        ("application/json", " null ".into()),
        ("application/json", "5".into()),
        ("application/json", "{}".into()),
        ("application/json", "[".into()),
        ("application/json", json.replace("\"Id\":3", "\"Id\":\"three\"")),
        ("application/json", json[..json.len() - 1].into()),
        ("application/json", json[..json.len() / 2].into()),
        ("application/json", format!("{json}{json}")),
        ("application/json", format!("{json} nonsense")),
        ("application/json", xml.clone()),
        ("application/json", "<html>Sorry</html>".into()),
        ("text/html", "<html>Sorry</html>".into()),
        ("nonsense", json.clone()),
        ("application/xml", json),
        ("application/xml", xml[..xml.len() / 2].into()),
        ("application/xml", xml.replace("<Id>3</Id>", "<Id>three</Id>")),
        ("application/xml", xml.replacen("</Lead>", "</Order>", 2)),
        ("application/xml", xml.replace("ArrayOfLead", "ArrayOfOrder")),
        ("application/xml", format!("{xml}<more/>")),
        (
            "application/xml",
            "<ArrayOfLead i:nil=\"true\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xmlns=\"http://schemas.datacontract.org/2004/07/Leads\"/>"
                .into(),
        ),
        ("application/xml", "<ArrayOfLead xmlns=\"http://schemas.datacontract.org/2004/07/Leads\"/>".into()),
    ];
    for (content_type, body) in cases {
        let answer = Response::new(body.into_bytes());
        same_as_plain(&Leads, &answer, content_type);
        same_as_plain(&MaybeLeads, &answer, content_type);
    }
    let mut nothing = Response::new(Vec::new());
    *nothing.status_mut() = StatusCode::NO_CONTENT;
    same_as_plain(&Leads, &nothing, "application/json");
    same_as_plain(&MaybeLeads, &nothing, "application/json");
}

#[test]
fn codings_that_are_wrong_or_not_known_are_errors() {
    let body = datacontract::json::to_vec(&leads()).unwrap();
    let packed = gzip(&body);
    same_as_plain(&Leads, &coded("gzip", packed[..packed.len() - 9].to_vec()), "application/json");
    same_as_plain(&Leads, &coded("gzip", body.clone()), "application/json");
    same_as_plain(&Leads, &coded("compress", body.clone()), "application/json");
    same_as_plain(&Leads, &coded("gzip, gzip, gzip", body), "application/json");
    same_as_plain(&Leads, &coded("gzip", Vec::new()), "application/json");
}

#[test]
fn items_before_a_wrong_one_are_there() {
    for (name, client) in
        clients(&Server::always(json(r#"[{"Id":1},{"Id":2},{"Id":"three"},{"Id":4}]"#)).url())
    {
        let (items, failure) = walk(client.call(Leads).items());
        assert_eq!(items.iter().map(|lead| lead.id).collect::<Vec<_>>(), [1, 2], "{name}");
        let Some(Error::Decode(error)) = failure else { panic!("{name}: {failure:?}") };
        assert_eq!(error.error.path(), "/ArrayOfLead/2/Id", "{name}");
        let shown = error.to_string();
        assert!(
            shown.starts_with(
                "`leads` was answered with 200 OK, but its first 43 bytes of application/json are not"
            ),
            "{shown}"
        );
        assert!(!shown.contains("three"), "{shown}");
    }
}

#[test]
fn what_is_around_the_list_is_there_behind_it() {
    for answer in [
        json(datacontract::json::to_string(&page()).unwrap()),
        xml(datacontract::xml::to_string(&page()).unwrap()),
    ] {
        for (name, client) in clients(&Server::always(answer).url()) {
            let mut items = client.call(Page).items();
            assert!(items.document().is_none(), "{name}");
            assert_eq!(walk(items.by_ref()).0, leads(), "{name}");
            let around = LeadPage { leads: Some(Vec::new()), ..page() };
            assert_eq!(items.document(), Some(&around), "{name}");
        }
    }
}

#[test]
fn a_code_that_means_failure_is_an_error_behind_the_items() {
    let refused = LeadPage { base: PageBase { code: 7 }, ..page() };
    let body = json(datacontract::json::to_string(&refused).unwrap());
    for (name, client) in clients(&Server::always(body).url()) {
        let (items, failure) = walk(client.call(Page).items());
        assert_eq!(items, leads(), "{name}");
        match failure {
            Some(Error::Application(error)) => {
                assert_eq!(error.meaning(), Some("The desk is closed."), "{name}");
            }
            other => panic!("{name}: {other:?}"),
        }
        assert_eq!(walk(client.call(Page).ignore_outcome().items()).0, leads(), "{name}");
    }
}

#[test]
fn errors_of_the_service_are_those_of_the_plain_call() {
    let refusal = answer(
        "400 Bad Request",
        &["Content-Type: application/json"],
        r#"{"Message":"The request is invalid.","ModelState":{"page":["No."]}}"#,
    );
    for (name, client) in clients(&Server::always(refusal).url()) {
        let plain = client.call(Leads).send().unwrap_err();
        let (items, failure) = walk(client.call(Leads).items());
        let failure = failure.unwrap();
        assert!(items.is_empty(), "{name}");
        assert_eq!((failure.to_string(), failure.status()), (plain.to_string(), plain.status()), "{name}");
        assert_eq!(failure.http_error(), plain.http_error(), "{name}");
    }
}

#[test]
fn a_busy_service_is_asked_again_before_the_list_begins() {
    let busy = answer("503 Service Unavailable", &["Retry-After: 0"], "");
    let list = json(datacontract::json::to_string(&leads()).unwrap());
    let server = Server::sequence(vec![busy.clone(), busy, list]);
    for (name, client) in clients(&server.url()).into_iter().take(1) {
        assert_eq!(walk(client.call(Leads).items()).0, leads(), "{name}");
        assert_eq!(server.received().len(), 3, "{name}");
    }
}

#[test]
fn what_is_cut_is_no_list() {
    let body = r#"[{"Id":1},{"Id":2}"#;
    let with_length = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len() + 5
    );
    let in_chunks = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n",
        body.len()
    );
    for answer in [with_length, in_chunks] {
        let server = Server::always(answer);
        for (name, client) in clients(&server.url()) {
            let (items, failure) = walk(client.call(Leads).items());
            assert_eq!(items.len(), 2, "{name}");
            let Some(Error::Transport(error)) = failure else { panic!("{name}: {failure:?}") };
            assert_eq!((error.kind(), error.attempts()), (TransportKind::Interrupted, 1), "{name}");
            assert!(error.to_string().starts_with("`leads`: the connection broke off"), "{error}");
        }
        assert_eq!(server.received().len(), 2, "a list that has begun is not asked for again");
    }
}

#[test]
fn items_come_before_the_answer_is_complete() {
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let may_go_on = std::sync::Mutex::new(may_go_on);
    let server = Server::new(move |_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
        stream.write_all(format!("{head}[{{\"Id\":1}},").as_bytes()).unwrap();
        if may_go_on.lock().unwrap().recv().is_ok() {
            stream.write_all(b"{\"Id\":2}]").unwrap();
        }
    });
    for (name, client) in clients(&server.url()) {
        let mut items = client.call(Leads).items();
        assert_eq!(items.next().unwrap().unwrap().id, 1, "{name}");
        go_on.send(()).unwrap();
        assert_eq!(items.next().unwrap().unwrap().id, 2, "{name}");
        assert!(items.next().is_none(), "{name}");
    }
}

#[test]
fn dropping_the_items_closes_the_connection() {
    let closed = Arc::new(AtomicUsize::new(0));
    let of_server = Arc::clone(&closed);
    let server = Server::new(move |_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
        stream.write_all(format!("{head}[{{\"Id\":1}},").as_bytes()).unwrap();
        wait_for_end(stream);
        of_server.fetch_add(1, Ordering::SeqCst);
    });
    for (at, (name, client)) in clients(&server.url()).into_iter().enumerate() {
        let mut items = client.call(Leads).items();
        assert_eq!(items.next().unwrap().unwrap().id, 1, "{name}");
        drop(items);
        // reqwest's connections are closed by its runtime, which runs while something is waited for.
        let started = Instant::now();
        while closed.load(Ordering::SeqCst) <= at && started.elapsed() < Duration::from_secs(10) {
            let _ = client.call(MaybeLeads).timeout(Duration::from_millis(20)).retry(Retry::never()).send();
            thread::sleep(Duration::from_millis(5));
        }
        assert!(closed.load(Ordering::SeqCst) > at, "{name}");
    }
}

#[test]
fn a_list_that_is_read_keeps_its_place_among_the_requests() {
    let server = Server::new(|_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
        let _ = stream.write_all(format!("{head}[{{\"Id\":1}},").as_bytes());
        wait_for_end(stream);
    });
    let connections = Connections::new().no_proxy().max_per_host(1);
    for (name, client) in clients_with(&connections, &server.url()) {
        let other = || {
            let call = client.call(Leads).timeout(Duration::from_millis(200)).retry(Retry::never());
            walk(call.items()).0.len()
        };
        let mut items = client.call(Leads).items();
        assert_eq!(items.next().unwrap().unwrap().id, 1, "{name}");
        assert_eq!(other(), 0, "{name}");
        drop(items);
        assert_eq!(other(), 1, "{name}");
    }
}

#[test]
fn time_counts_up_to_the_last_item() {
    let server = Server::new(|_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
        stream.write_all(format!("{head}[{{\"Id\":1}},").as_bytes()).unwrap();
        wait_for_end(stream);
    });
    for (name, client) in clients(&server.url()) {
        let (items, failure) = walk(client.call(Leads).timeout(Duration::from_millis(300)).items());
        assert_eq!(items.len(), 1, "{name}");
        assert!(failure.as_ref().is_some_and(Error::is_timeout), "{name}: {failure:?}");
    }
}

#[test]
fn a_list_may_be_larger_than_a_response_but_its_items_may_not() {
    let many: Vec<Lead> = (0..1000).map(lead).collect();
    let body = datacontract::json::to_vec(&many).unwrap();
    let client = || Pieces::client("application/json", &body, 100).max_response_size(1000);
    assert_eq!(walk(client().call(Leads).items()).0, many);
    let (_, failure) = walk(client().call(Leads).max_response_size(5000).items());
    let Some(Error::Transport(error)) = failure else { panic!("{failure:?}") };
    assert_eq!(error.kind(), TransportKind::TooLarge);

    let long = vec![Lead { id: 1, name: Some("x".repeat(2000)) }];
    let long = datacontract::json::to_vec(&long).unwrap();
    let client = Pieces::client("application/json", &long, 100).max_response_size(1000);
    let (_, failure) = walk(client.call(Leads).items());
    let shown = failure.unwrap().to_string();
    assert!(shown.contains("an item of the list has more than 1000 bytes"), "{shown}");
    assert!(shown.contains("max_response_size"), "{shown}");
}

#[test]
fn a_bomb_is_unpacked_piece_by_piece() {
    // 64 MB of blanks are 64 kB of gzip; nothing of it is kept.
    let mut body = vec![b' '; 64 << 20];
    body[0] = b'[';
    let client = Pieces::of(coded("gzip", gzip(&body)), "application/json", 1 << 20);
    let (_, failure) = walk(client.call(Leads).max_response_size(1 << 20).items());
    let Some(Error::Transport(error)) = failure else { panic!("{failure:?}") };
    assert_eq!(error.kind(), TransportKind::TooLarge);
}

#[test]
fn limits_of_the_plain_call_can_be_set_by_call() {
    let body = json(datacontract::json::to_string(&leads()).unwrap());
    for (name, client) in clients(&Server::always(body).url()) {
        let Err(Error::Transport(error)) = client.call(Leads).max_response_size(20).send() else {
            panic!("{name}")
        };
        assert_eq!(error.kind(), TransportKind::TooLarge, "{name}");
        let client = client.max_response_size(20);
        assert_eq!(client.call(Leads).max_response_size(1 << 20).send().unwrap(), leads(), "{name}");
    }
}

#[test]
fn notices_come_with_their_items() {
    let told = Arc::new(AtomicBool::new(false));
    let of_hook = Arc::clone(&told);
    let client = Pieces::client("application/json", br#"[{"Id":1},{"Id":2,"New":true}]"#, 3);
    let client = client.on_notice(move |notice| {
        of_hook.fetch_or(notice.notice.name == "New", Ordering::SeqCst);
    });
    let mut items = client.call(Leads).items();
    assert_eq!(items.next().unwrap().unwrap().id, 1);
    assert!(!told.load(Ordering::SeqCst));
    assert_eq!(items.next().unwrap().unwrap().id, 2);
    assert!(told.load(Ordering::SeqCst));
    assert!(items.next().is_none());
}

#[test]
fn a_mock_answers_lists() {
    let client: Client<Ureq> = client::mock(Mock::new().on(|_: Page| Ok(page())));
    for format in [Format::Json, Format::Xml] {
        assert_eq!(walk(client.call(Page).format(format).items()).0, leads());
    }
    let client: Client<Ureq> = client::mock(Mock::new().on(|_: Page| Err(StatusCode::NOT_FOUND.into())));
    let (_, failure) = walk(client.call(Page).items());
    assert_eq!(failure.unwrap().status(), Some(StatusCode::NOT_FOUND));
    let client: Client<client::mock::Blocking> = client::mock(Mock::new().on(|_: Leads| Ok(leads())));
    assert_eq!(walk(client.call(Leads).items()).0, leads());
}

#[test]
fn the_path_to_the_list_counts_the_members_of_base_classes() {
    assert_eq!(LeadPage::path_to_items(), [2]);
    assert_eq!(Envelope::path_to_items(), [0, 1]);
    assert_eq!(OtherPage::path_to_items(), [2]);
    assert!(Option::<Box<Vec<Lead>>>::path_to_items().is_empty());
    assert_eq!(page().into_items(), leads());
    assert_eq!(Page::operation().name, "page");
}

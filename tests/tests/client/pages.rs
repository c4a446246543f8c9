//! Lists in pages, by both transports.

use crate::both::clients;
use crate::server::{Server, answer, json};
use crate::shop::API;
use datacontract::client::Error;
use datacontract::{DataContract, Endpoint};
use std::time::{Duration, Instant};

#[derive(DataContract, Clone, Debug, Default)]
#[contract(namespace = "Shop")]
struct LeadPage {
    #[contract(items)]
    leads: Option<Vec<i32>>,
    total: Option<i32>,
    next: Option<String>,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(
    api = API,
    get = "api/leads",
    response = LeadPage,
    paging(page = page, size = size, total = |answer| &answer.total)
)]
struct ByPage {
    page: Option<i32>,
    #[endpoint(default = 2)]
    size: i32,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/leads", response = Vec<i32>, paging(skip = skip))]
struct BySkip {
    #[endpoint(name = "$skip", default = 0)]
    skip: u8,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(
    api = API,
    get = "api/leads",
    response = LeadPage,
    paging(next = |answer| &answer.next)
)]
struct ByLink {
    top: i32,
}

/// Returns what was asked for behind the path.
fn asked(server: &Server) -> Vec<String> {
    let lines = server.received().into_iter().map(|received| received.line);
    lines
        .map(|line| line.trim_start_matches("GET /api/leads").trim_end_matches(" HTTP/1.1").to_owned())
        .collect()
}

/// A list of numbers from 1 to `total`, as a service has it that knows the number of the page.
fn pages_of(total: usize) -> Server {
    Server::new(move |received, stream| {
        let page = received.line.split_once("page=").map_or(1, |(_, text)| {
            text.split([' ', '&']).next().unwrap_or_default().parse::<usize>().unwrap_or(1)
        });
        let leads: Vec<usize> = (1..=total).skip((page - 1) * 2).take(2).collect();
        let text = format!(r#"{{"leads":{leads:?},"total":{total},"next":null}}"#);
        let _ = std::io::Write::write_all(stream, &json(&text));
    })
}

#[test]
fn numbered_pages_end_with_the_total() {
    let server = pages_of(5);
    for (name, client) in clients(&server.url()) {
        server.clear();
        let leads: Result<Vec<i32>, _> = client.call(ByPage::default()).pages().items().collect();
        assert_eq!(leads.unwrap(), [1, 2, 3, 4, 5], "{name}");
        assert_eq!(asked(&server), ["", "?page=2", "?page=3"], "{name}");
        // From a later page on the total is the whole list's.
        server.clear();
        let call = client.call(ByPage { page: Some(2), size: 2 });
        assert_eq!(call.pages().items().map(Result::unwrap).collect::<Vec<_>>(), [3, 4, 5], "{name}");
        assert_eq!(asked(&server), ["?page=2", "?page=3"], "{name}");
    }
}

/// A short page is not the last one: services have limits of their own.
#[test]
fn without_a_total_an_empty_page_is_the_end() {
    for (name, pages) in [(0, ["[1,2,3]", "[4]", "[]"]), (1, ["[1,2,3]", "[4]", "[]"])] {
        let server = Server::sequence(pages.iter().map(json).collect());
        let (name, client) = clients(&server.url()).into_iter().nth(name).unwrap();
        let leads: Result<Vec<i32>, _> = client.call(BySkip::default()).pages().items().collect();
        assert_eq!(leads.unwrap(), [1, 2, 3, 4], "{name}");
        assert_eq!(asked(&server), ["", "?%24skip=3", "?%24skip=4"], "{name}");
    }
}

#[test]
fn links_lead_on_at_the_same_server_alone() {
    let page = |next: &str| json(format!(r#"{{"leads":[1],"total":null,"next":{next}}}"#));
    let abroad = Server::always(page("null"));
    for kind in 0..2 {
        let server =
            Server::sequence(vec![page(r#""/api/leads?token=a%20b""#), page(r#""?token=c""#), page(r#""""#)]);
        let (name, client) = clients(&server.url()).into_iter().nth(kind).unwrap();
        let items = client.bearer("secret").call(ByLink { top: 1 }).pages().items();
        assert_eq!(items.map(Result::unwrap).sum::<i32>(), 3, "{name}");
        assert_eq!(asked(&server), ["?top=1", "?token=a%20b", "?token=c"], "{name}");

        for next in
            [format!("{}/api/leads", abroad.url()), "https://user@x/".to_owned(), "http://[".to_owned()]
        {
            let server = Server::always(page(&format!("{next:?}")));
            let (name, client) = clients(&server.url()).into_iter().nth(kind).unwrap();
            let mut items = client.bearer("secret").call(ByLink { top: 1 }).pages().items();
            assert_eq!(items.next().unwrap().unwrap(), 1, "{name}");
            let error = items.next().unwrap().unwrap_err();
            assert!(matches!(error, Error::Arguments(_)), "{name}: {error:?}");
            assert!(error.to_string().contains("the link to the next page"), "{name}: {error}");
            assert!(items.next().is_none());
            assert_eq!(server.received().len(), 1, "{name}");
        }
        assert!(abroad.received().is_empty());

        // A link that leads nowhere new.
        let server = Server::always(page(r#""/api/leads?token=a""#));
        let (name, client) = clients(&server.url()).into_iter().nth(kind).unwrap();
        let items: Vec<_> = client.call(ByLink { top: 1 }).pages().items().collect();
        assert_eq!((items.len(), items[2].is_err()), (3, true), "{name}");
    }
}

#[test]
fn nothing_is_asked_for_before_it_is_wanted() {
    let server = pages_of(1000);
    for (name, client) in clients(&server.url()) {
        server.clear();
        let pages = client.call(ByPage::default()).pages();
        assert_eq!(server.received().len(), 0, "{name}");
        assert_eq!(pages.items().take(3).map(Result::unwrap).sum::<i32>(), 6, "{name}");
        assert_eq!(server.received().len(), 2, "{name}");
    }
}

#[test]
fn pages_are_limited_and_slowed_down() {
    let server = pages_of(1000);
    for (name, client) in clients(&server.url()) {
        let started = Instant::now();
        // The time limit is each call's, and does not count the delay.
        let client = client.timeout(Duration::from_millis(500));
        let pages = client.call(ByPage::default()).pages().max_pages(3).delay(Duration::from_millis(20));
        let items: Vec<_> = pages.items().collect();
        assert_eq!((items.len(), items.iter().filter(|item| item.is_ok()).count()), (7, 6), "{name}");
        let error = items.into_iter().last().unwrap().unwrap_err().to_string();
        assert!(error.contains("3 pages were read and there are more"), "{name}: {error}");
        assert!(started.elapsed() >= Duration::from_millis(40), "{name}");
    }
}

#[test]
fn what_was_read_before_an_error_is_there() {
    for kind in 0..2 {
        let server = Server::sequence(vec![
            json("[1,2]"),
            answer("503 Service Unavailable", &[], ""),
            json("[3]"),
            answer("404 Not Found", &[], ""),
        ]);
        let (name, client) = clients(&server.url()).into_iter().nth(kind).unwrap();
        let mut items = client.call(BySkip::default()).pages().items();
        assert_eq!(items.by_ref().take(3).map(Result::unwrap).collect::<Vec<_>>(), [1, 2, 3], "{name}");
        assert_eq!(items.next().unwrap().unwrap_err().status().unwrap().as_u16(), 404, "{name}");
        assert!(items.next().is_none(), "{name}");
    }
}

#[test]
fn an_argument_that_is_too_small_is_an_error() {
    let numbers: Vec<i32> = (0..200).collect();
    let server = Server::always(json(format!("{numbers:?}")));
    for (name, client) in clients(&server.url()) {
        let items: Vec<_> = client.call(BySkip::default()).pages().items().collect();
        assert_eq!((items.len(), items[400].is_err()), (401, true), "{name}");
    }
}

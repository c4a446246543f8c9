//! Lists in pages, from emitted clients and emitted servers.

use datacontract::client::{Client as HttpClient, Mock, Tower, Ureq, mock};
use datacontract::clr::Uri;
use datacontract::http::BaseUrl;
use datacontract::server::{Request, Result, Router};

use crate::leads::client::Client;
use crate::leads::endpoints::{ListLeads, ListNames, ListNotes};
use crate::leads::server::{Service, router};
use crate::leads::{Lead, LeadPage, NotePage, Notes, Page, Paging};

struct Leads;

/// A page of the numbers from 1 to 5.
fn leads(page: i32, size: Option<i32>) -> LeadPage {
    let size = usize::try_from(size.unwrap_or(2)).expect("a size");
    let leads = (1..=5).skip(usize::try_from(page).expect("a page") * size).take(size);
    LeadPage {
        leads: Some(leads.map(|number| Lead { number }).collect()),
        paging: Some(Paging { total: Some(5) }),
        has_more: true,
    }
}

impl Service for Leads {
    async fn list_leads(&self, request: Request<ListLeads>) -> Result<LeadPage> {
        Ok(leads(request.page, request.page_size).into())
    }

    async fn list_names(&self, request: Request<ListNames>) -> Result<Vec<String>> {
        Ok((request.skip..3).take(2).map(|name| name.to_string()).collect::<Vec<_>>().into())
    }

    async fn list_notes(&self, _: Request<ListNotes>) -> Result<Option<NotePage>> {
        let page = NotePage {
            base: Page { next_page_link: Some(Uri::new("http://elsewhere/api/notes?token=1")) },
            items: Some(Notes(vec!["a".to_owned()])),
        };
        Ok(Some(page).into())
    }
}

fn client() -> Client<Tower<Router>> {
    let base = BaseUrl::new("http://x").expect("an address");
    Client::new(HttpClient::new(base, Tower::new(router(Leads))))
}

#[tokio::test]
async fn streams_read_all_pages() {
    let mut stream = client().list_leads().pages().items();
    let mut numbers = Vec::new();
    while let Some(lead) = stream.next().await {
        numbers.push(lead.expect("a lead").number);
    }
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    let mut names = client().list_names().skip(1).pages().items();
    assert_eq!(names.next().await.expect("a name").expect("a name"), "1");
    assert_eq!(names.next().await.expect("a name").expect("a name"), "2");
    assert!(names.next().await.is_none());
}

#[tokio::test]
async fn pages_are_read_one_by_one() {
    let client = client();
    let mut pages = client.list_leads().page_size(3).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next_page().await {
        sizes.push(page.expect("a page").len());
    }
    assert_eq!(sizes, [3, 2]);
    assert!(pages.next_page().await.is_none());
}

#[tokio::test]
async fn a_link_to_another_server_is_not_followed() {
    let mut notes = client().list_notes().pages().items();
    assert_eq!(notes.next().await.expect("a note").expect("a note"), "a");
    let error = notes.next().await.expect("an error").expect_err("an error").to_string();
    assert!(error.contains("leads to another server"), "{error}");
    assert!(notes.next().await.is_none());
}

#[test]
fn iterators_read_all_pages() {
    let service = Mock::new().on(|call: ListLeads| Ok(leads(call.page, call.page_size)));
    let client: Client<Ureq> = Client::new(mock(service));
    let numbers: Vec<i32> =
        client.list_leads().pages().items().map(|lead| lead.expect("a lead").number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
}

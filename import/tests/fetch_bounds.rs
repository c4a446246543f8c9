//! What is asked for, and what is not: other origins, links that are no pages, redirects.

#![cfg(feature = "fetch")]

mod scripted;

use datacontract_import::source::Problem;
use scripted::{Answer, Server, follow, options};

const INDEX: &str = include_str!("fixtures/bounds/index.html");

/// A site whose index links to much that is no page; `/Help/Api/GET-api-Leads` is one.
fn site(target: &str) -> Answer {
    match target {
        "/Help" => Answer::page(INDEX),
        "/Help/Api/GET-api-Leads" => Answer::fixture("GET-api-Leads.html"),
        _ => Answer::page("<title>Done</title>All orders are deleted."),
    }
}

#[test]
fn only_what_can_be_a_page_is_asked_for() {
    let server = Server::start(site);
    let (pages, _, _) = follow(&format!("http://{}/Help", server.host), &options(None));
    assert!(pages.len() >= 2, "{pages:#?}");
    for target in server.targets() {
        let is_page = target.starts_with("/Help/Api/")
            || target.starts_with("/Help/ResourceModel?")
            || target == "/Help";
        assert!(is_page, "{target} was asked for");
    }
    for unwanted in ["/Help/Api/delete", "/Help/Api/GET/all"] {
        assert!(!server.targets().iter().any(|target| target == unwanted), "{unwanted}");
    }
}

#[test]
fn another_port_is_another_origin() {
    let other = Server::start(|_| Answer::page("secret"));
    let place = format!("http://{}/Help", other.host);
    let server = Server::start(move |_| Answer::to(&place));
    let (pages, errors, _) = follow(&format!("http://bob:pw@{}/Help", server.host), &options(None));
    assert!(pages.is_empty());
    assert!(
        matches!(errors.as_slice(), [error] if matches!(error.problem, Problem::OtherHost(_))),
        "{errors:?}"
    );
    assert_eq!(other.asked(), []);
}

#[test]
fn a_page_may_not_send_to_what_is_none() {
    let server = Server::start(|target| match target {
        "/Help/Api/GET-api-Leads" => Answer::to("/admin/delete?all=1"),
        target => site(target),
    });
    let (_, errors, _) = follow(&format!("http://{}/Help", server.host), &options(None));
    let refused = errors
        .iter()
        .any(|error| matches!(&error.problem, Problem::NoPage(to) if to.ends_with("/admin/delete?all=1")));
    assert!(refused, "{errors:?}");
    assert!(!server.targets().iter().any(|target| target.contains("admin")));
}

#[test]
fn a_page_may_send_to_another_spelling_of_itself() {
    let server = Server::start(|target| match target {
        "/Help/Api/GET-api-Leads" => Answer::to("/help/api/get-api-leads/"),
        "/help/api/get-api-leads/" => Answer::fixture("GET-api-Leads.html"),
        target => site(target),
    });
    let (pages, _, _) = follow(&format!("http://{}/Help", server.host), &options(None));
    assert!(pages.iter().any(|page| page.provenance.location.ends_with("/Help/Api/GET-api-Leads")));
}

#[test]
fn circles_end() {
    let server = Server::start(|target| Answer::to(&format!("{target}x")));
    let (_, errors, _) = follow(&format!("http://{}/Help", server.host), &options(None));
    assert!(errors.len() == 1 && errors[0].to_string().contains("more than 8 times"), "{errors:?}");
    assert_eq!(server.asked().len(), 9);
}

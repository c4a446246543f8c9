//! What is asked for, and what is not: other origins, links that are no pages, redirects.

use super::scripted::{Answer, Server, follow, options};
use datacontract_import::source::SourceErrorKind;

const INDEX: &str = include_str!("../fixtures/bounds/index.html");

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

/// Links are relative to what the page says, as in a browser; the origin stays the page's.
#[test]
fn a_page_says_what_its_links_are_relative_to() {
    let asked = |base: &str| {
        let head = format!("<html><head>{base}</head><h1>ASP.NET Web API Help Page</h1><h2>X</h2>");
        let rows = "<table class=help-page-table><tr><th>API</th><th>Description</th></tr><tr><td class=api-name>\
                    <a href='Help/Api/GET-api-Leads'>GET api/Leads</a></td><td></td></tr></table></html>";
        let index = head + rows;
        let server = Server::start(move |target| match target {
            "/docs/Help" => Answer::page(index.replace("HOST", "127.0.0.1:9")),
            _ => Answer::fixture("GET-api-Leads.html"),
        });
        follow(&format!("http://{}/docs/Help", server.host), &options(None));
        server.targets()
    };
    for (base, page) in [
        ("", Some("/docs/Help/Api/GET-api-Leads")),
        ("<base href='/other/'>", Some("/other/Help/Api/GET-api-Leads")),
        ("<base target=_top><BASE HREF='../x/y'><base href='/z/'>", Some("/x/Help/Api/GET-api-Leads")),
        ("<base href=''>", Some("/docs/Help/Api/GET-api-Leads")),
        ("<base href='http://HOST/'>", None),
        ("<base href='file:///etc/'>", None),
        ("<base href='javascript:1'>", Some("/docs/Help/Api/GET-api-Leads")),
    ] {
        let expected: Vec<&str> = ["/docs/Help"].into_iter().chain(page).collect();
        assert_eq!(asked(base), expected, "{base}");
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
        matches!(errors.as_slice(), [error] if matches!(error.kind, SourceErrorKind::OtherHost(_))),
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
    let refused = errors.iter().any(
        |error| matches!(&error.kind, SourceErrorKind::NoPage(to) if to.ends_with("/admin/delete?all=1")),
    );
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

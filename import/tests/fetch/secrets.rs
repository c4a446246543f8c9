//! Secrets in addresses are sent, and neither kept nor shown.

use std::path::Path;

use super::scripted::{Answer, Server, follow, options};

const SECRET: &str = "S3cr3t-0f-b0b";

/// A site that wants a key in each query, and repeats it.
fn keyed(target: &str) -> Answer {
    let key = format!("key={SECRET}");
    if !target.contains(&key) {
        return Answer { status: "403 Forbidden", ..Answer::page("") };
    }
    let page = match target.split('?').next().unwrap_or_default() {
        "/Help" => include_str!("../fixtures/bounds/index.html").to_owned(),
        _ => include_str!("../fixtures/pages/GET-api-Leads.html").to_owned(),
    };
    let page = page.replace("/Help/Api/GET-api-Leads", &format!("/Help/Api/GET-api-Leads?{key}&amp;x=1"));
    Answer::page(page.replace("</body>", &format!("<p>Your key is {SECRET}.</p></body>")))
}

/// What is in a folder: names and contents.
fn texts(folder: &Path) -> String {
    let mut text = String::new();
    for file in std::fs::read_dir(folder).expect("a folder").flatten() {
        text += &file.path().display().to_string();
        text += &String::from_utf8_lossy(&std::fs::read(file.path()).expect("a file"));
    }
    text
}

#[test]
fn a_key_in_the_query_goes_to_the_server_alone() {
    let server = Server::start(keyed);
    let cache = tempfile::tempdir().expect("a folder");
    let options = options(Some(cache.path()));
    let address = format!("http://{}/Help?key={SECRET}", server.host);
    let (pages, _, seen) = follow(&address, &options);
    assert!(
        pages.iter().any(|page| page.provenance.location.ends_with("/Help/Api/GET-api-Leads?x=1")),
        "{seen}"
    );
    assert!(!seen.contains(SECRET), "{seen}");
    assert!(!texts(cache.path()).contains(SECRET));
    assert!(texts(cache.path()).contains("Your key is hidden."));

    // The second run asks for nothing; one that lost an answer asks for that, with the key.
    let asked = server.asked().len();
    assert_eq!(follow(&address, &options).0, pages);
    assert_eq!(server.asked().len(), asked);
    for file in std::fs::read_dir(cache.path()).expect("a folder").flatten() {
        let text = String::from_utf8_lossy(&std::fs::read(file.path()).expect("a file")).into_owned();
        if text.contains("/Help/Api/GET-api-Leads?x=1\nlast") {
            std::fs::remove_file(file.path()).expect("removed");
        }
    }
    assert_eq!(follow(&address, &options).0, pages);
    assert_eq!(server.asked().len(), asked + 1);
}

#[test]
fn a_password_goes_to_the_server_alone() {
    let server = Server::start(|target| match target {
        "/Help" => Answer::page(include_str!("../fixtures/bounds/index.html")),
        _ => Answer::fixture("GET-api-Leads.html"),
    });
    let cache = tempfile::tempdir().expect("a folder");
    let (pages, _, seen) =
        follow(&format!("http://bob:{SECRET}@{}/Help", server.host), &options(Some(cache.path())));
    assert!(pages.len() >= 2);
    assert!(
        server.asked().iter().all(|asked| asked.login.as_deref() == Some("Basic Ym9iOlMzY3IzdC0wZi1iMGI="))
    );
    for text in [seen, texts(cache.path())] {
        assert!(!text.contains(SECRET) && !text.contains("bob") && !text.contains("Ym9i"), "{text}");
    }
}

#[test]
fn secrets_of_redirects_are_not_shown() {
    let place = format!("http://eve:{SECRET}@other.example/?token={SECRET}");
    let server = Server::start(move |_| Answer::to(&place));
    let (_, errors, seen) = follow(&format!("http://{}/Help", server.host), &options(None));
    assert!(errors[0].to_string().contains("http://other.example/"), "{errors:?}");
    assert!(!seen.contains(SECRET), "{seen}");
}

#[test]
fn errors_show_no_secrets() {
    for address in [
        format!("http://bob:{SECRET}@127.0.0.1:1/Help?key={SECRET}"),
        format!("http://bob:{SECRET}@/Help"),
        format!("http://bob:{SECRET}@no host/"),
        format!("ftp://bob:{SECRET}@host/Help"),
        format!("bob:{SECRET}@host/Help"),
        format!("http://bob:1/{SECRET}@host/Help"),
        format!("https://host.invalid/Help?api_key={SECRET}#{SECRET}"),
    ] {
        let (pages, errors, seen) = follow(&address, &options(None));
        assert!(pages.is_empty() && errors.len() == 1);
        assert!(!seen.contains(SECRET), "{address}: {seen}");
    }
}

#[test]
fn a_refused_login_is_asked_for_again() {
    let server = Server::start(|_| Answer { status: "401 Unauthorized", ..Answer::page("") });
    let cache = tempfile::tempdir().expect("a folder");
    for _ in 0..2 {
        follow(&format!("http://{}/Help", server.host), &options(Some(cache.path())));
    }
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_foreign_file_in_the_cache_stays() {
    let server = Server::start(|_| Answer::fixture("GET-api-Leads.html"));
    let cache = tempfile::tempdir().expect("a folder");
    let address = format!("http://{}/Help/Api/GET-api-Leads", server.host);
    follow(&address, &options(Some(cache.path())));
    let file =
        |folder: &Path| std::fs::read_dir(folder).expect("a folder").flatten().next().expect("a file").path();
    let kept = file(cache.path());
    std::fs::write(&kept, "my notes").expect("written");
    follow(&address, &options(Some(cache.path())));
    assert_eq!(std::fs::read_to_string(&kept).expect("there"), "my notes");
}

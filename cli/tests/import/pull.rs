//! `pull`: the pages of a spec anew.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{Arc, Mutex},
};

use super::{
    printed, run,
    scripted::{Answer, Server},
    word,
};

/// A made-up service, whose pages change.
struct Site {
    pages: Arc<Mutex<BTreeMap<String, Answer>>>,
    server: Server,
}

impl Site {
    fn start() -> Self {
        let pages: Arc<Mutex<BTreeMap<String, Answer>>> = Arc::default();
        let answers = Arc::clone(&pages);
        let server = Server::start(move |target| {
            let pages = answers.lock().expect("pages");
            pages.get(target).cloned().unwrap_or_else(Answer::missing)
        });
        let site = Self { pages, server };
        site.orders("decimal number", "2.0");
        site.index(&["orders"]);
        site
    }

    fn address(&self) -> String {
        format!("http://{}/Help", self.server.host)
    }

    fn put(&self, path: &str, answer: Answer) {
        self.pages.lock().expect("pages").insert(path.to_owned(), answer);
    }

    /// Each answer has a validator of its own.
    fn page(&self, path: &str, body: String) {
        let headers = format!("ETag: \"{}-{}\"\r\n", body.len(), body.bytes().map(u32::from).sum::<u32>());
        self.put(path, Answer { headers, ..Answer::page(body) });
    }

    fn index(&self, resources: &[&str]) {
        let row = |name: &&str| {
            format!(
                "<tr><td><a href=\"/Help/Api/GET-api-{name}\">GET api/{name}</a></td><td>Lists {name}.</td></tr>"
            )
        };
        let rows: Vec<String> = resources.iter().map(row).collect();
        let rows = rows.concat();
        self.page("/Help", format!("<html><body><h1>ASP.NET Web API Help Page</h1><h2>Shop</h2><table><thead><tr><th>API</th><th>Description</th></tr></thead><tbody>{rows}</tbody></table></body></html>"));
    }

    fn orders(&self, total: &str, sample: &str) {
        self.resource(
            "orders",
            "Order",
            &[("Id", "integer", "1"), ("Total", total, sample), ("Note", "string", "\"sample string 3\"")],
        );
    }

    fn resource(&self, name: &str, class: &str, members: &[(&str, &str, &str)]) {
        let row = |(name, ty, _): &(&str, &str, &str)| {
            format!("<tr><td>{name}</td><td></td><td><p>{ty}</p></td><td><p>None.</p></td></tr>")
        };
        let rows: Vec<String> = members.iter().map(row).collect();
        let rows = rows.concat();
        let json: Vec<String> =
            members.iter().map(|(name, _, value)| format!("  \"{name}\": {value}")).collect();
        let json = format!("{{\n{}\n}}", json.join(",\n"));
        self.page(
            &format!("/Help/Api/GET-api-{name}"),
            format!(
                "<html><body><h1>GET api/{name}</h1><p>Lists {name}.</p><h2>Request Information</h2><h3>URI Parameters</h3><p>None.</p>\
                 <h3>Body Parameters</h3><p>None.</p><h2>Response Information</h2><h3>Resource Description</h3><p></p><a>{class}</a>\
                 <table><thead><tr><th>Name</th><th>Description</th><th>Type</th><th>Additional information</th></tr></thead><tbody>{rows}</tbody></table>\
                 <h3>Response Formats</h3><div><h4>application/json, text/json</h4><div><b>Sample:</b><pre>{json}</pre></div></div></body></html>"
            ),
        );
    }
}

fn pull(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
        .arg("pull")
        .arg(folder)
        .args(["--delay", "0"])
        .args(args)
        .output()
        .expect("runs")
}

fn imported(site: &Site) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("shop");
    let output = run(&[word(&site.address()), word("--into"), &spec, word("--delay"), word("0")], None);
    assert!(output.status.success(), "{}", printed(&output));
    (folder, spec)
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("a file")
}

/// All that is in a folder: names and contents.
fn texts(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        text += &entry.path().display().to_string();
        if entry.path().is_dir() {
            text += &texts(&entry.path());
        } else {
            text += &String::from_utf8_lossy(&fs::read(entry.path()).expect("a file"));
        }
    }
    text
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = read(path);
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

#[test]
fn what_the_service_changed_what_was_edited_and_both_are_told_apart() {
    let site = Site::start();
    let (_folder, spec) = imported(&site);
    let file = spec.join("api.json");
    // A person knows better, and explains it.
    edit(&file, "\"Total\": \"decimal\"", "\"Total\": \"double\"");
    edit(&file, "\"Note\": \"string\"", "// by the shop's people\n        \"Note\": \"guid?\"");
    edit(&file, "\"doc\": \"Lists orders.\"", "\"doc\": \"All orders.\"");
    let edited = texts(&spec);
    site.orders("integer", "2");
    site.resource("things", "Thing", &[("Id", "integer", "1")]);
    site.index(&["orders", "things"]);

    let check = pull(&spec, &["--check"]);
    assert_eq!(check.status.code(), Some(1), "{}", printed(&check));
    assert_eq!(texts(&spec), edited, "--check wrote something");

    let output = pull(&spec, &[]);
    let text = printed(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    let (service, rest) = text.split_once("You edited:").expect("edits");
    let (edits, both) = rest.split_once("Both").expect("conflicts");
    for expected in ["endpoints / GET api/things: new", "types / Thing: new", "orders.response.json: changed"]
    {
        assert!(service.contains(expected), "{expected}: {text}");
    }
    for expected in ["\"Lists orders.\" became \"All orders.\"", "Note", "\"guid?\""] {
        assert!(edits.contains(expected), "{expected}: {text}");
    }
    assert!(!edits.contains("Total") && both.contains("Total / type: \"double\" stays"), "{text}");
    let now = read(&file);
    for expected in [
        "// conflict: the pages have type: \"integer\" now; the spec keeps \"double\"",
        "\"type\": \"double\"",
        "// by the shop's people\n        \"Note\": \"guid?\"",
        "\"All orders.\"",
        "\"GET api/things\"",
    ] {
        assert!(now.contains(expected), "{expected}: {now}");
    }

    // Nothing has changed since, and the mark is there until it is settled.
    let check = pull(&spec, &["--check"]);
    assert!(check.status.success(), "{}", printed(&check));
    assert!(printed(&check).contains("the service has not changed"), "{}", printed(&check));
    edit(&file, "\"type\": \"double\"", "\"type\": \"integer\"");
    edit(&file, "\"guid?\"", "\"string\"");
    let output = pull(&spec, &[]);
    assert!(output.status.success(), "{}", printed(&output));
    let now = read(&file);
    assert!(!now.contains("conflict:") && now.contains("// by the shop's people"), "{now}");
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let site = Site::start();
    let (_folder, spec) = imported(&site);
    let before = read(spec.join("api.json"));
    let asked = site.server.asked().len();
    let output = pull(&spec, &[]);
    assert!(output.status.success(), "{}", printed(&output));
    let asked = site.server.asked().split_off(asked);
    assert_eq!(asked.len(), 2);
    assert!(asked.iter().all(|asked| asked.header("if-none-match").is_some()), "{asked:?}");
    assert_eq!(read(spec.join("api.json")), before);
    // Without a cache, as after a fresh clone, the pages are the same all the same.
    fs::remove_dir_all(spec.join(".pages")).expect("removed");
    let output = pull(&spec, &["--check"]);
    assert!(output.status.success(), "{}", printed(&output));
    assert!(!spec.join(".pages").exists());
}

#[test]
fn an_interrupted_run_asks_only_for_what_is_missing() {
    let site = Site::start();
    let (_folder, spec) = imported(&site);
    site.resource("things", "Thing", &[("Id", "integer", "1")]);
    site.index(&["orders", "things"]);
    let output = pull(&spec, &["--max-pages", "2"]);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    assert!(printed(&output).contains("--max-pages"), "{}", printed(&output));
    let asked = site.server.asked().len();
    let output = pull(&spec, &[]);
    assert!(read(spec.join("api.json")).contains("GET api/things"), "{}", printed(&output));
    let asked: Vec<String> =
        site.server.asked().split_off(asked).into_iter().map(|asked| asked.target).collect();
    assert!(!asked.contains(&"/Help".to_owned()), "{asked:?}");
    // What is finished is begun anew.
    let before = site.server.asked().len();
    pull(&spec, &[]);
    assert_eq!(site.server.asked().len() - before, 3);
}

#[test]
fn what_is_gone_goes_with_its_type_unless_somebody_wrote_into_it() {
    let site = Site::start();
    site.resource("things", "Thing", &[("Id", "integer", "1")]);
    site.resource("notes", "Note", &[("Id", "integer", "1")]);
    site.index(&["orders", "things", "notes"]);
    let (_folder, spec) = imported(&site);
    edit(&spec.join("api.json"), "\"doc\": \"Lists notes.\"", "\"doc\": \"All notes.\"");
    site.index(&["orders"]);
    let output = pull(&spec, &[]);
    let now = read(spec.join("api.json"));
    assert!(!now.contains("Thing") && !now.contains("api/things"), "{now}");
    assert!(now.contains("\"GET api/notes\"") && now.contains("\"Note\""), "{now}");
    assert!(now.contains("// conflict: the pages do not have GET api/notes any more"), "{now}");
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    // It was asked once: from now on it is the person's own.
    edit(&spec.join("api.json"), "// conflict: the pages", "// mine: the pages");
    let output = pull(&spec, &[]);
    assert!(output.status.success(), "{}", printed(&output));
    assert!(read(spec.join("api.json")).contains("\"GET api/notes\""));
}

#[test]
fn moments_and_identifiers_in_samples_are_no_change() {
    let site = Site::start();
    let order = |moment: &str, id: &str| {
        let (moment, id) = (format!("\"{moment}\""), format!("\"{id}\""));
        site.resource(
            "orders",
            "Order",
            &[("At", "date", &moment), ("Key", "globally unique identifier", &id)],
        );
    };
    order("2026-11-01T10:00:00.1234567+01:00", "2f1e8c36-8f0b-4b0e-9d5c-0c5a4c1f7e11");
    let (_folder, spec) = imported(&site);
    let before = read(spec.join("samples/orders.response.json"));
    order("2026-11-02T11:22:33.7654321+01:00", "6b8f6a52-1111-4b0e-9d5c-0c5a4c1f7e22");
    let output = pull(&spec, &["--check"]);
    assert!(output.status.success(), "{}", printed(&output));
    assert!(pull(&spec, &[]).status.success());
    assert_eq!(read(spec.join("samples/orders.response.json")), before);
}

#[test]
fn logins_go_to_the_site_and_nowhere_else() {
    const SECRET: &str = "S3cr3t-0f-b0b";
    let site = Site::start();
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, netrc) = (folder.path().join("shop"), folder.path().join("netrc"));
    let file = folder.path().join("headers");
    fs::write(&netrc, format!("machine 127.0.0.1 login bob password {SECRET}\n")).expect("written");
    fs::write(&file, format!("X-Key: {SECRET}\n")).expect("written");
    let netrc_option = format!("--netrc={}", netrc.display());
    let header_file = format!("@{}", file.display());
    let session = format!("session={SECRET}");
    let args = ["--header", &header_file, "--cookie", &session, &netrc_option];
    let words: Vec<&Path> = args.iter().map(|arg| word(arg)).collect();
    // A site may repeat what it is sent.
    site.put(
        "/Help/Api/GET-api-orders",
        Answer {
            headers: format!("ETag: \"{SECRET}\"\r\n"),
            ..Answer::page(format!(
                "{} Your key is {SECRET}.",
                String::from_utf8_lossy(&site.pages.lock().expect("pages")["/Help/Api/GET-api-orders"].body)
            ))
        },
    );
    let output = run(&[&[word(&site.address()), word("--into"), &spec], words.as_slice()].concat(), None);
    let again = pull(&spec, &args);
    let refused = pull(&spec, &["--header", SECRET, "--cookie", SECRET]);
    assert_eq!(refused.status.code(), Some(2), "{}", printed(&refused));
    let asked = site.server.asked();
    assert_eq!(asked.len(), 4);
    for asked in asked {
        assert_eq!(asked.login.as_deref(), Some("Basic Ym9iOlMzY3IzdC0wZi1iMGI="), "{asked:?}");
        assert_eq!(asked.header("x-key"), Some(SECRET));
        assert_eq!(asked.header("cookie"), Some(session.as_str()));
    }
    for output in [&output, &again, &refused] {
        assert!(!printed(output).contains(SECRET), "{}", printed(output));
    }
    assert!(!texts(&spec).contains(SECRET) && !texts(&spec).contains("Ym9i"), "{}", texts(&spec));
    let others = run(
        &[
            word("http://a.invalid/Help"),
            word("http://b.invalid/Help"),
            word("--dry-run"),
            word("--cookie"),
            word("a=b"),
        ],
        None,
    );
    assert_eq!(others.status.code(), Some(2));
    assert!(printed(&others).contains("are for one site"), "{}", printed(&others));
}

#[test]
fn what_robots_txt_asks_not_to_fetch_is_not_fetched() {
    let site = Site::start();
    site.resource("things", "Thing", &[("Id", "integer", "1")]);
    site.index(&["orders", "things"]);
    site.put(
        "/robots.txt",
        Answer::page("User-agent: *\nDisallow: /help/api/*things\nDisallow: /Help/Api/*things\n"),
    );
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("shop");
    let output = run(&[word(&site.address()), word("--into"), &spec], None);
    assert_eq!(output.status.code(), Some(1));
    let text = printed(&output);
    assert!(
        text.contains("GET-api-things: the site's `robots.txt`") && text.contains("--ignore-robots"),
        "{text}"
    );
    assert_eq!(site.server.targets(), ["/Help", "/Help/Api/GET-api-orders"]);
    let output = pull(&spec, &["--ignore-robots"]);
    assert!(read(spec.join("api.json")).contains("\"Thing\""), "{}", printed(&output));
    // Where nobody knows what the site asks for, nothing is asked.
    site.put("/robots.txt", Answer { status: "501 Not Implemented", ..Answer::page("") });
    let asked = site.server.asked().len();
    let output = pull(&spec, &["--timeout", "1", "--max-time", "1"]);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    assert_eq!(site.server.asked().len(), asked);
}

#[test]
fn files_are_read_again_from_where_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    let (saved, spec) = (folder.path().join("saved"), folder.path().join("specs/shop"));
    fs::create_dir_all(&saved).expect("a folder");
    let site = Site::start();
    let save = || {
        let body = site.pages.lock().expect("pages")["/Help/Api/GET-api-orders"].body.clone();
        fs::write(saved.join("orders.html"), body).expect("written");
    };
    save();
    let output = run(&[&saved, word("--into"), &spec], None);
    assert!(output.status.success(), "{}", printed(&output));
    site.orders("integer", "2");
    save();
    let output = pull(&spec, &[]);
    assert!(
        printed(&output).contains("Total: \"decimal\" became {\"type\":\"integer\""),
        "{}",
        printed(&output)
    );
    assert!(output.status.success());
    assert!(!read(spec.join(".import.json")).contains(&folder.path().display().to_string()));

    let page = fs::read(saved.join("orders.html")).expect("a page");
    let other = folder.path().join("specs/other");
    assert!(run(&[word("-"), word("--into"), &other], Some(&page)).status.success());
    let output = pull(&other, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        printed(&output).contains("standard input") && printed(&output).contains("--from"),
        "{}",
        printed(&output)
    );
    let output = pull(&other, &["--from", &saved.display().to_string()]);
    assert!(output.status.success(), "{}", printed(&output));
}

#[test]
fn a_header_is_for_one_site_among_several_specs_too() {
    let (first, second) = (Site::start(), Site::start());
    let folder = tempfile::tempdir().expect("a folder");
    for (name, site) in [("a", &first), ("b", &second)] {
        let spec = folder.path().join("specs").join(name);
        assert!(run(&[word(&site.address()), word("--into"), &spec], None).status.success());
    }
    let asked = || first.server.asked().len() + second.server.asked().len();
    let before = asked();
    let output = pull(&folder.path().join("specs"), &["--header", "X-Key: S3cr3t-0f-b0b"]);
    assert_eq!((output.status.code(), asked()), (Some(2), before), "{}", printed(&output));
    let output = pull(&folder.path().join("specs"), &["--format", "json"]);
    assert!(output.status.success(), "{}", printed(&output));
    let lines: Vec<serde_json::Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines
            .iter()
            .all(|line| line["serviceChanged"] == false && line["endpoints"][0]["verdict"] == "proven")
    );
}

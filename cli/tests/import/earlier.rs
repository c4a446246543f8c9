//! Pages that come later: the spec is that of all its pages.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::{
    fixture, printed, run,
    scripted::{Answer, Server},
    word,
};

/// Imports pages, and returns what is printed.
fn import(pages: &[&Path], spec: &Path) -> String {
    let output = run(&[pages, &[word("--into"), spec]].concat(), None);
    assert!(output.status.success(), "{}", printed(&output));
    printed(&output)
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("a file")
}

/// Copies the pages of a site, so that they may go.
fn site(name: &str, folder: &Path) -> Vec<PathBuf> {
    let copy = |page: &str| {
        let path = folder.join(page);
        fs::copy(fixture("field").join(name).join(page), &path).expect("copied");
        path
    };
    ["1.txt", "2.txt"].map(copy).into()
}

#[test]
fn a_later_page_shows_what_an_earlier_one_was_cut_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, at_once) = (folder.path().join("later"), folder.path().join("once"));
    let pages = site("page_after_page_keeps_the_cut_table_txt", folder.path());
    import(&[&pages[0]], &spec);
    assert!(!read(spec.join("api.json")).contains("\"Depot\""));
    import(&[&pages[1]], &spec);
    import(&[&pages[0], &pages[1]], &at_once);
    // Where they came from differs: the earlier page is read again behind the later one.
    let members = |spec: &Path| {
        let text: String = read(spec.join("api.json")).split_whitespace().collect();
        let start = text.find("\"members\":{").expect("members");
        text[start..].split("}}").next().expect("a part").to_owned()
    };
    assert_eq!(members(&spec), members(&at_once));
    // Nothing is left to write.
    let printed = import(&[&pages[1]], &spec);
    assert!(!printed.contains("wrote"), "{printed}");
}

#[test]
fn what_is_from_pages_that_are_not_at_hand_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("later");
    let pages = site("page_after_page_keeps_the_cut_table_txt", folder.path());
    import(&[&pages[1]], &spec);
    fs::remove_file(&pages[1]).expect("removed");
    let printed = import(&[&pages[0]], &spec);
    assert!(printed.contains("not at hand any more: ") && printed.contains("2.txt"), "{printed}");
    assert!(read(spec.join("api.json")).contains("\"Depot\""));
}

#[test]
fn a_newer_copy_of_a_page_goes_before_the_older_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, old, new) =
        (folder.path().join("api"), folder.path().join("old.txt"), folder.path().join("new.txt"));
    let page = |members: &str, sample: &str| {
        format!(
            "GET api/orders\nRequest Information\nURI Parameters\nNone.\nBody Parameters\nNone.\nResponse Information\nResource Description\nOrder\nName\tDescription\tType\tAdditional information\n{members}\nResponse Formats\napplication/json, text/json\nSample:\n{{\n{sample}\n}}\n"
        )
    };
    fs::write(
        &old,
        page("Id\t\tinteger\tNone.\nNote\t\tstring\tNone.", "  \"Id\": 1,\n  \"Note\": \"sample string 2\""),
    )
    .expect("written");
    fs::write(
        &new,
        page(
            "Id\t\tinteger\tNone.\nState\t\tstring\tNone.",
            "  \"Id\": 1,\n  \"State\": \"sample string 2\"",
        ),
    )
    .expect("written");
    import(&[&old], &spec);
    import(&[&new], &spec);
    let text = read(spec.join("api.json"));
    assert!(text.contains("\"State\"") && !text.contains("\"Note\""), "{text}");
}

#[test]
fn pages_of_a_site_are_read_again_from_the_cache() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    let of_site = fixture("field/page_after_page_second_class_of_one_name_txt");
    let model = "/Help/ResourceModel?modelName=CratePost";
    let answers = BTreeMap::from([(model.to_owned(), Answer::page(read(of_site.join("page.html"))))]);
    let server = Server::start(move |target| answers.get(target).cloned().unwrap_or_else(Answer::missing));
    let address = format!("http://{}{model}", server.host);
    // The site has no index, which is told.
    run(&[word(&address), word("--delay"), word("0"), word("--into"), &spec], None);
    assert!(read(spec.join("api.json")).contains("\"CratePost\""));
    drop(server);
    let printed = import(&[&of_site.join("1.txt")], &spec);
    assert!(!printed.contains("not at hand"), "{printed}");
    let text = read(spec.join("api.json"));
    assert!(text.contains("\"Crates.Models.CratePost\"") && !text.contains("\"CratePost\": {"), "{text}");
}

#[test]
fn a_page_that_is_none_is_refused_whatever_came_earlier() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, other) = (folder.path().join("api"), folder.path().join("other.txt"));
    let pages = site("page_after_page_keeps_the_cut_table_txt", folder.path());
    import(&[&pages[1]], &spec);
    let before = read(spec.join("api.json"));
    fs::write(&other, "A letter to a friend.\n").expect("written");
    let output = run(&[&other, word("--into"), &spec], None);
    assert!(!output.status.success(), "{}", printed(&output));
    assert_eq!(read(spec.join("api.json")), before);
}

/// What stands on the page of an operation above the type of its response.
fn above_response(path: &str) -> String {
    format!(
        "GET {path}\nRequest Information\nURI Parameters\nNone.\nBody Parameters\nNone.\n\
         Response Information\nResource Description\n"
    )
}

/// A page that shows an order of a namespace.
fn order_of(namespace: &str, path: &str) -> String {
    format!(
        "{}Order\nName\tDescription\tType\tAdditional information\nId\t\tinteger\tNone.\n\
         Response Formats\napplication/json, text/json\nSample:\n{{\n  \"Id\": 1\n}}\n\
         application/xml, text/xml\nSample:\n<Order xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xmlns=\"http://schemas.datacontract.org/2004/07/{namespace}\">\n  <Id>1</Id>\n</Order>\n",
        above_response(path)
    )
}

#[test]
fn the_name_that_fewer_pages_gave_stays_a_guess() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, pages) =
        (folder.path().join("api"), ["first.txt", "second.txt"].map(|page| folder.path().join(page)));
    fs::write(&pages[0], above_response("items/all") + "Collection of string\n").expect("written");
    fs::write(&pages[1], order_of("Shop.Orders", "api/orders")).expect("written");
    import(&[&pages[0]], &spec);
    let first = read(spec.join("api.json"));
    let named = |spec: &str| -> Vec<String> {
        let lines: Vec<&str> = spec.lines().collect();
        let at = lines.iter().position(|line| line.contains("\"name\":")).expect("a name");
        lines[at - 1..=at + 1].iter().map(|line| line.trim().to_owned()).collect()
    };
    assert!(named(&first)[0].starts_with("// inferred: the name is taken from"), "{first}");
    for _ in 0..2 {
        let printed = import(&[&pages[1]], &spec);
        assert_eq!(named(&read(spec.join("api.json"))), named(&first));
        assert!(printed.contains(named(&first)[0].trim_start_matches("// inferred: ")), "{printed}");
    }
    // Whoever writes another decides it.
    let own = read(spec.join("api.json")).replace(&named(&first)[1], "\"name\": \"Our shop\",");
    fs::write(spec.join("api.json"), own).expect("written");
    import(&[&pages[1]], &spec);
    let decided = named(&read(spec.join("api.json")));
    assert!(!decided[0].starts_with("//") && decided[1] == "\"name\": \"Our shop\",", "{decided:?}");
}

#[test]
#[cfg(unix)]
fn pages_are_found_by_way_of_the_root() {
    // On most systems these share no folder; where they do, it is as elsewhere.
    let Ok(other) = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    let pages = ["a", "b"].map(|name| {
        let page = other.path().join(name).join("page.txt");
        fs::create_dir_all(page.parent().expect("a folder")).expect("a folder");
        fs::write(&page, order_of("Shop", &format!("api/{name}"))).expect("written");
        page
    });
    import(&[&pages[0]], &spec);
    let printed = import(&[&pages[1]], &spec);
    assert!(!printed.contains("not at hand") && !printed.contains("cannot be told"), "{printed}");
    let api = read(spec.join("api.json"));
    assert!(api.contains("/a/page.txt") && api.contains("/b/page.txt"), "{api}");
    fs::remove_file(&pages[0]).expect("removed");
    assert!(import(&[&pages[1]], &spec).contains("not at hand any more"));
}

//! Importing again: what a person wrote stays.

use std::{fs, path::Path};

use super::{fixture, printed, run, seed, word};

fn import(pages: &[&Path], spec: &Path) -> String {
    let output = run(&[pages, &[word("--into"), spec]].concat(), None);
    let text = printed(&output);
    assert!(output.status.code().is_some_and(|code| code < 2), "{text}");
    text
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("a file")
}

#[test]
fn samples_edited_by_hand_stay_and_the_difference_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    import(&[&seed("001")], &spec);
    let sample = spec.join("samples/lead-LeadUpdate.request.json");
    let edited = read(&sample).replacen('1', "42", 1);
    fs::write(&sample, &edited).expect("written");
    let text = import(&[&seed("001")], &spec);
    assert_eq!(read(&sample), edited);
    assert!(text.contains("lead-LeadUpdate.request.json stays") && text.contains("42"), "{text}");
    // What was removed is written again: the spec names it.
    fs::remove_file(&sample).expect("removed");
    import(&[&seed("001")], &spec);
    assert_ne!(read(&sample), edited);
    assert!(!import(&[&seed("001")], &spec).contains("stays"));
}

#[test]
fn files_that_import_never_wrote_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    let sample = spec.join("samples/lead-LeadUpdate.request.json");
    fs::create_dir_all(spec.join("samples")).expect("a folder");
    fs::write(&sample, "mine").expect("written");
    fs::write(spec.join("samples/notes.txt"), "mine too").expect("written");
    let text = import(&[&seed("001")], &spec);
    assert!(text.contains("stays"), "{text}");
    import(&[&seed("001")], &spec);
    assert_eq!((read(&sample).as_str(), read(spec.join("samples/notes.txt")).as_str()), ("mine", "mine too"));
}

#[test]
fn samples_follow_the_pages_where_nobody_touched_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, page) = (folder.path().join("api"), folder.path().join("page.txt"));
    let text = read(seed("001"));
    fs::write(&page, &text).expect("written");
    import(&[&page], &spec);
    let sample = spec.join("samples/lead-LeadUpdate.request.json");
    let first = read(&sample);
    fs::write(&page, text.replace("sample string 1", "sample string 77")).expect("written");
    let printed = import(&[&page], &spec);
    assert_ne!(read(&sample), first);
    assert!(!printed.contains("stays"), "{printed}");
}

#[test]
fn the_name_and_the_module_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    let named = run(&[&seed("001"), word("--into"), &spec, word("--name"), word("Lead manager")], None);
    assert!(named.status.success());
    let first = read(spec.join("api.json"));
    assert!(
        first.contains("\"name\": \"Lead manager\"") && first.contains("\"module\": \"lead_manager\""),
        "{first}"
    );
    import(&[&seed("001")], &spec);
    assert_eq!(read(spec.join("api.json")), first);
}

#[test]
fn a_page_that_was_not_given_says_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    import(&[&fixture("pages")], &spec);
    let whole = read(spec.join("api.json"));
    for page in
        ["POST-api-lead-LeadUpdate.html", "GET-api-Leads.html", "index.html", "ResourceModel-Address.html"]
    {
        let text = import(&[&fixture("pages").join(page)], &spec);
        assert_eq!(read(spec.join("api.json")), whole, "{page}: {text}");
        assert!(!text.contains(": gone"), "{page}: {text}");
    }
    // All pages again change nothing either.
    let text = import(&[&fixture("pages")], &spec);
    assert_eq!(read(spec.join("api.json")), whole, "{text}");
    assert!(!text.contains("Changes:"), "{text}");
}

#[test]
fn one_page_after_the_other_becomes_one_spec() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    let pages = ["POST-api-lead-LeadUpdate.html", "GET-api-Leads.html", "DELETE-api-Leads-id.html"];
    for page in pages {
        import(&[&fixture("pages").join(page)], &spec);
    }
    let text = read(spec.join("api.json"));
    for heading in ["\"POST api/lead/LeadUpdate\"", "\"GET api/Leads\"", "\"DELETE api/Leads/{id}\""] {
        assert!(text.contains(heading), "{heading}: {text}");
    }
    let check = super::check(&spec);
    assert!(check.status.success(), "{}", printed(&check));
}

#[test]
fn samples_of_one_page_are_not_those_of_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    let page = |name: &str, heading: &str, value: u32| {
        let path = folder.path().join(name);
        let text = format!(
            "{heading}\nResponse Information\nResource Description\nOrder\nName\tDescription\tType\tAdditional information\nId\t\tinteger\tNone.\nResponse Formats\napplication/json, text/json\nSample:\n{{\n  \"Id\": {value}\n}}\n"
        );
        fs::write(&path, text).expect("written");
        path
    };
    import(&[&page("a.txt", "GET api/orders", 1)], &spec);
    import(&[&page("b.txt", "PUT api/orders", 2)], &spec);
    let samples: Vec<String> = fs::read_dir(spec.join("samples"))
        .expect("samples")
        .flatten()
        .map(|file| read(file.path()))
        .collect();
    assert_eq!(samples.len(), 2, "{samples:?}");
    assert!(read(spec.join("samples/orders.response.json")).contains('1'));
}

#[test]
fn a_name_with_another_meaning_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    let page = |name: &str| {
        let path = folder.path().join(format!("{name}.txt"));
        let sample = format!(
            "<Order xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns=\"http://schemas.datacontract.org/2004/07/Shop.{name}\">\n  <Id>1</Id>\n</Order>"
        );
        let text = format!(
            "GET api/{name}\nResponse Information\nResource Description\nOrder\nName\tDescription\tType\tAdditional information\nId\t\tinteger\tNone.\nResponse Formats\napplication/xml, text/xml\nSample:\n{sample}\n"
        );
        fs::write(&path, text).expect("written");
        path
    };
    let (first, second) = (page("A"), page("B"));
    import(&[&first], &spec);
    let before = read(spec.join("api.json"));
    // With the first page at hand, both are told apart.
    fs::remove_file(&first).expect("removed");
    let text = import(&[&second], &spec);
    assert!(text.contains("nothing was written") && text.contains("../A.txt"), "{text}");
    assert_eq!(read(spec.join("api.json")), before);
    assert_eq!(fs::read_dir(spec.join("samples")).expect("samples").count(), 1);
}

#[test]
fn killed_runs_tear_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    for delay in (0..24).map(|step| 20 * step) {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
            .arg("import")
            .arg(fixture("pages"))
            .arg("--into")
            .arg(&spec)
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("the binary runs");
        std::thread::sleep(std::time::Duration::from_millis(delay));
        // It may be done by now.
        let _ = child.kill();
        child.wait().expect("it ends");
        for file in ["api.json", ".import.json"] {
            if let Ok(text) = fs::read_to_string(spec.join(file)) {
                assert!(text.starts_with('{') && text.ends_with("}\n"), "{file} after {delay} ms");
            }
        }
    }
    let text = import(&[&fixture("pages")], &spec);
    assert!(!text.contains("stays"), "{text}");
    assert!(super::check(&spec).status.success());
}

#[test]
fn paths_are_told_from_the_spec() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, page) = (folder.path().join("specs/api"), folder.path().join("saved/page.txt"));
    fs::create_dir_all(folder.path().join("saved")).expect("a folder");
    fs::copy(seed("001"), &page).expect("copied");
    import(&[&page], &spec);
    assert!(
        read(spec.join("api.json")).contains("\"page\": \"../../saved/page.txt\""),
        "{}",
        read(spec.join("api.json"))
    );
    for file in ["api.json", ".import.json"] {
        assert!(!read(spec.join(file)).contains(&folder.path().display().to_string()), "{file}");
    }
}

#[test]
fn a_damaged_record_is_named_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, page) = (folder.path().join("api"), folder.path().join("page.txt"));
    fs::copy(seed("001"), &page).expect("copied");
    import(&[&page], &spec);
    let record = read(spec.join(".import.json"));
    fs::write(
        spec.join(".import.json"),
        record.get(..record.find("\"endpoints\"").expect("its endpoints")).unwrap_or_default(),
    )
    .expect("written");
    let before = read(spec.join("api.json"));
    fs::copy(seed("003"), &page).expect("copied");
    let text = import(&[&page], &spec);
    assert!(text.contains(".import.json") && text.contains("version control"), "{text}");
    assert_eq!(read(spec.join("api.json")), before);
}

#[test]
fn what_is_in_the_way_is_named_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    fs::create_dir_all(spec.join("samples/lead-LeadUpdate.response.xml")).expect("a folder");
    let output = run(&[&seed("001"), word("--into"), &spec], None);
    assert!(!output.status.success());
    assert!(printed(&output).contains("lead-LeadUpdate.response.xml"), "{}", printed(&output));
    assert!(!spec.join("api.json").exists() && !spec.join("samples/lead-LeadUpdate.request.json").exists());
}

/// The shared writer keeps links and modes.
#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_mode_stays() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, elsewhere, page) =
        (folder.path().join("api"), folder.path().join("elsewhere.json"), folder.path().join("page.txt"));
    fs::copy(seed("001"), &page).expect("copied");
    import(&[&page], &spec);
    let file = spec.join("api.json");
    fs::rename(&file, &elsewhere).expect("moved");
    symlink(&elsewhere, &file).expect("a link");
    fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o640)).expect("a mode");
    fs::write(&page, read(seed("001")).replace("api/lead/LeadUpdate", "api/lead/LeadChange"))
        .expect("written");
    import(&[&page], &spec);
    assert!(read(&elsewhere).contains("LeadChange"));
    assert!(fs::symlink_metadata(&file).expect("a link").is_symlink());
    assert_eq!(fs::metadata(&elsewhere).expect("a file").permissions().mode() & 0o777, 0o640);
}

#[test]
fn several_at_once_tear_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    let pages = ["POST-api-lead-LeadUpdate.html", "GET-api-Leads.html", "DELETE-api-Leads-id.html"];
    for _ in 0..5 {
        std::thread::scope(|scope| {
            for page in pages {
                let spec = &spec;
                scope.spawn(move || run(&[&fixture("pages").join(page), word("--into"), spec], None));
            }
        });
        for file in ["api.json", ".import.json"] {
            let text = read(spec.join(file));
            assert!(text.starts_with('{') && text.ends_with("}\n"), "{file}: {text}");
        }
    }
    for page in pages {
        let output = run(&[&fixture("pages").join(page), word("--into"), &spec], None);
        assert!(output.status.success(), "{}", printed(&output));
    }
    let left: Vec<_> =
        fs::read_dir(&spec).expect("a folder").flatten().map(|file| file.file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
    assert!(super::check(&spec).status.success());
}

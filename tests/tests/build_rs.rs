//! What `build.rs` can ask for, and what it is told. (The crate in `consumer/` is really built this way.)

use std::{fs, path::Path};

use datacontract_codegen::{Config, Error};

const SPEC: &str = "../specs/lcmanager";

/// What is written for these wishes.
fn module(config: Config) -> Result<String, Error> {
    let folder = tempfile::tempdir().expect("a folder");
    config.out_dir(folder.path()).compile(&[SPEC])?;
    Ok(fs::read_to_string(folder.path().join("lcmanager.rs")).expect("the module"))
}

/// What is said about wrong wishes.
fn mistake(config: Config) -> String {
    module(config).expect_err("a mistake").to_string()
}

#[test]
fn wishes_are_met() {
    let text = module(
        Config::new()
            .derive("*", "PartialOrd")
            .type_attribute("BaseRequest", "#[non_exhaustive]")
            .field_attribute("LeadUpdateRequest.*", "doc(hidden)")
            .type_override("LeadUpdateRequest.Phone", "Option<crate::Phone>")
            .extern_path("BaseResponse", "crate::BaseResponse"),
    )
    .expect("a module");
    assert_eq!(text.matches("PartialOrd").count(), 3, "{text}");
    assert!(text.contains("#[non_exhaustive]\npub struct BaseRequest {"), "{text}");
    assert!(text.contains("    #[doc(hidden)]\n    pub phone: Option<crate::Phone>,\n"), "{text}");
    assert!(text.contains("    pub base: crate::BaseResponse,\n"), "{text}");
    assert!(!text.contains("pub struct BaseResponse"), "{text}");
    assert!(!text.contains("//!"), "{text}");
}

#[test]
fn types_of_dotnet_get_others() {
    let text =
        module(Config::new().clr_type("string", "compact_str").clr_type("DateTime", "jiff::Timestamp"))
            .expect("a module");
    assert!(
        text.contains("pub form_name: Option<::datacontract::types::compact_str::CompactString>,"),
        "{text}"
    );
    assert!(!text.contains("<String>"), "{text}");
    for (config, said) in [
        (Config::new().clr_type("Guid", "chrono"), "write one of `uuid::Uuid` and `clr::Guid`"),
        (
            Config::new().clr_type("DateTime", "jiff"),
            "`jiff` has several types that can stand for `DateTime`",
        ),
        (Config::new().clr_type("Lead", "uuid"), "there is no such type"),
        (Config::new().clr_type("BaseRequest", "uuid"), "not a built-in type of .NET"),
        (Config::new().extern_path("Guid", "uuid::Uuid"), "`clr_type` gives it another Rust type"),
    ] {
        let text = mistake(config);
        assert!(text.contains(said), "{text}");
        assert_eq!(text.matches("error[").count(), 1, "{text}");
    }
}

/// Models alone unless something else is asked for: users of these need nothing of HTTP.
#[test]
fn clients_and_servers_are_asked_for() {
    let modules = |config: Config| {
        let text = module(config).expect("a module");
        let lines = text.lines().filter_map(|line| line.strip_prefix("pub mod "));
        lines.map(|line| line.trim_end_matches(" {").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(modules(Config::new()), [""; 0]);
    assert_eq!(modules(Config::new().endpoints(true)), ["endpoints"]);
    assert_eq!(modules(Config::new().client(true)), ["endpoints", "client"]);
    assert_eq!(modules(Config::new().server(true).samples(true)), ["endpoints", "server", "samples"]);
    let text = module(Config::new().client(true)).expect("a module");
    assert!(!text.contains("cfg("), "features are those of a crate that is generated");
}

#[test]
fn nothing_is_written_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("lcmanager.rs");
    let written = || fs::metadata(&path).and_then(|data| data.modified()).expect("a time");
    let config = Config::new().out_dir(folder.path());
    config.compile(&[SPEC]).expect("it is written");
    let before = written();
    config.compile(&[SPEC]).expect("it is there");
    assert_eq!(written(), before);
}

#[test]
fn what_was_not_generated_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("trackerrms.rs");
    fs::write(&path, "// Mine.\n").expect("a file");
    let config = Config::new().out_dir(folder.path());
    let error = config.compile(&[SPEC, "../specs/trackerrms"]).expect_err("it is there");
    assert!(matches!(&error, Error::NotGenerated(file) if *file == path), "{error}");
    assert_eq!(fs::read_to_string(&path).expect("a file"), "// Mine.\n");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is written");
    // A file in which nothing is can be overwritten.
    fs::write(&path, "").expect("a file");
    config.compile(&[SPEC, "../specs/trackerrms"]).expect("it is written");
}

#[test]
fn wrong_wishes_are_explained() {
    for (config, expected) in [
        (Config::new().derive("Laed", "Eq"), "there is no such type"),
        (Config::new().derive("BaseRequest", "a b"), "`a b` is not the path of a derive macro"),
        (Config::new().type_override("BaseRequest.Token", "Option<"), "`Option<` is not a Rust type"),
        (Config::new().type_override("BaseRequest", "crate::A"), "`BaseRequest` is a type, not a member"),
        (Config::new().type_attribute("*.Token", "a"), "`*.Token` is a member, not a type"),
        (Config::new().field_attribute("BaseRequest.Tokn", "a"), "did you mean `Token`?"),
    ] {
        let text = mistake(config);
        assert!(text.contains(expected) && text.contains("build.rs"), "{text}");
    }
}

#[test]
fn a_wish_need_not_be_about_every_spec() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config::new().out_dir(folder.path()).derive("BaseRequest", "PartialOrd");
    config.compile(&[SPEC, "../specs/trackerrms"]).expect("it is written");
}

#[test]
fn mistakes_in_specs_are_shown() {
    let error = Config::new().out_dir("nowhere").compile(&["no/such/spec"]).expect_err("there is none");
    assert!(matches!(error, Error::Spec(_)));
    assert!(format!("{error:?}").contains("the file cannot be read"), "{error:?}");
    assert!(!Path::new("nowhere").exists());
}

/// The rule is that of `generate`: the files have to stand beside each other on every system.
#[test]
fn modules_whose_files_cannot_be_are_mistakes() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = |module: &str| {
        let path = folder.path().join(format!("{module}-spec")).join("api.json");
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let text = format!(r#"{{ "version": 1, "name": "A", "module": "{module}", "types": {{}} }}"#);
        fs::write(&path, text).expect("a file");
        path
    };
    let out = folder.path().join("out");
    for (modules, expected) in [
        (&["shop", "shop"][..], "has the module `shop` too"),
        (&["shop", "Shop"], "whose file is the same on some systems"),
        (&["con"], "no file can be called `con.rs` on Windows"),
        (&["main"], "have a meaning of their own to Rust"),
    ] {
        let specs: Vec<_> = modules.iter().map(|module| spec(module)).collect();
        let error = Config::new().out_dir(&out).compile(&specs).expect_err(expected);
        assert!(matches!(error, Error::Spec(_)) && error.to_string().contains(expected), "{error}");
        assert!(!out.exists());
    }
}

//! `new`: programs that call an API and that serve it.

use crate::common::printed;
use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// The repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the repository")
}

/// A folder with a spec in it.
fn with_spec() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    printed(folder.path(), &["init", "specs/orders", "--name", "Order \"service\""], 0);
    folder
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("a file")
}

#[test]
fn a_program_is_some_files() {
    let folder = with_spec();
    let path = folder.path();
    let said = printed(path, &["new", "client", "--spec", "specs/orders", "apps/Order Client"], 0);
    assert!(said.ends_with("next: cd \"apps/Order Client\" && cargo run\n"), "{said}");
    let manifest = read(path, "apps/Order Client/Cargo.toml");
    assert!(manifest.contains("name = \"order-client\""), "{manifest}");
    let version = env!("CARGO_PKG_VERSION");
    let runtime = format!("datacontract = {{ version = \"{version}\", features = [\"rustls\", \"ureq\"] }}");
    assert!(manifest.contains(&runtime), "{manifest}");
    assert!(!manifest.contains("[workspace]"), "{manifest}");
    // The spec is used where it is, and the code is what `generate` makes of it.
    assert!(
        read(path, "apps/Order Client/datacontract.json").contains(r#""specs": ["../../specs/orders"],"#)
    );
    assert!(!manifest.contains("codegen"), "{manifest}");
    let checked = printed(&path.join("apps/Order Client"), &["generate", "--check"], 0);
    assert!(checked.contains("up to date"), "{checked}");
    let main = read(path, "apps/Order Client/src/main.rs");
    assert!(
        main.contains("        .post_orders_by_shop(\"sample\", samples::post_orders_by_shop_request())\n"),
        "{main}"
    );

    printed(path, &["new", "server", "--spec", "specs/orders/api.json", "server"], 0);
    assert!(read(path, "server/datacontract.json").contains(r#"["../specs/orders"]"#));
    printed(&path.join("server"), &["generate", "--check"], 0);
    let service = read(path, "server/src/service.rs");
    assert!(service.contains("Ok(samples::post_orders_by_shop_response().into())"), "{service}");
}

/// With `--build-script`, or where a configuration cannot name the spec, its build script generates the code.
#[test]
fn a_build_script_generates_the_code() {
    let folder = with_spec();
    let path = folder.path();
    fs::copy(path.join("specs/orders/api.json"), path.join("specs/orders/orders.json")).expect("a file");
    let programs = [
        ("asked", &["specs/orders", "--build-script"][..], "../specs/orders"),
        ("named", &["specs/orders/orders.json"][..], "../specs/orders/orders.json"),
    ];
    for (program, spec, compiled) in programs {
        printed(path, &[&["new", "client", program, "--spec"], spec].concat(), 0);
        assert!(read(path, &format!("{program}/build.rs")).contains(&format!(".compile(&[{compiled:?}])")));
        let manifest = read(path, &format!("{program}/Cargo.toml"));
        assert!(manifest.contains("[build-dependencies]\ndatacontract-codegen = "), "{manifest}");
        let main = read(path, &format!("{program}/src/main.rs"));
        assert!(main.contains("datacontract::include_api!(\"order_service\");"), "{main}");
        assert!(!path.join(program).join("datacontract.json").exists());
    }
}

#[test]
fn what_is_there_is_left_alone() {
    let folder = with_spec();
    let path = folder.path();
    fs::create_dir_all(path.join("app/src")).expect("a folder");
    fs::write(path.join("app/src/main.rs"), "mine").expect("a file");
    let said = printed(path, &["new", "client", "--spec", "specs/orders", "app"], 2);
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(read(path, "app/src/main.rs"), "mine");
    assert!(!path.join("app/Cargo.toml").exists());
}

#[test]
fn nothing_is_made_of_a_wrong_spec() {
    let folder = with_spec();
    let path = folder.path();
    let spec = read(path, "specs/orders/api.json");
    let wrong = spec.replace("\"body\": \"Order\"", "\"body\": \"Oder\"");
    fs::write(path.join("specs/orders/api.json"), wrong).expect("a file");
    let said = printed(path, &["new", "client", "--spec", "specs/orders", "app"], 1);
    assert!(said.contains("error[DC102]"), "{said}");
    assert!(!path.join("app").exists());

    fs::write(path.join("specs/orders/api.json"), spec).expect("a file");
    let said = printed(path, &["new", "server", "--spec", "specs/orders", "app", "--runtime", "specs"], 2);
    assert!(said.contains("is not the folder of the runtime"), "{said}");
    fs::write(path.join("empty.json"), r#"{ "version": 1, "name": "E", "module": "e" }"#).expect("a file");
    let said = printed(path, &["new", "server", "--spec", "empty.json", "app"], 2);
    assert!(said.contains("the spec has no endpoints"), "{said}");
    assert!(printed(path, &["new", "server", "--spec", "no", "app"], 2).contains("cannot be read"));
}

/// Within the repository of `datacontract` its own crates are used, and cargo is told that the program is no
/// member.
#[test]
fn in_the_repository_its_crates_are_used() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-in-the-repository");
    let _ = fs::remove_dir_all(&folder);
    let path = folder.to_string_lossy();
    printed(&repository(), &["new", "client", "--spec", "specs/vitec", &path], 0);
    let manifest = read(&folder, "Cargo.toml");
    let runtime = format!("path = {:?}", repository().join("runtime"));
    assert!(manifest.contains(&runtime), "{manifest}");
    let is_within = folder.canonicalize().expect("the folder").starts_with(repository());
    assert_eq!(manifest.contains("[workspace]"), is_within, "{manifest}");
    // How callers say who they are is the spec's.
    let main = read(&folder, "src/main.rs");
    assert!(main.contains(".basic(") && main.contains("https://connect.maklare.vitec.net"), "{main}");
}

/// A server that ends with its test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Takes the marks of a comment from the layers of a server's program, and from what they need.
fn with_layers(server: &Path) {
    for (file, begin) in [("Cargo.toml", "# tower-http"), ("src/main.rs", "    // .layer(")] {
        let text = read(server, file);
        assert!(text.contains(begin), "{text}");
        let live = begin.replace("# ", "").replace("// ", "    ");
        fs::write(server.join(file), text.replace(begin, &live)).expect("a file");
    }
}

/// Both are really built, and understand each other. The server's own tests call every endpoint.
#[test]
fn the_client_prints_the_servers_sample() {
    let folder = with_spec();
    let path = folder.path();
    let runtime = repository().join("runtime");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new");
    let build = |kind: &str| {
        let runtime = runtime.to_string_lossy();
        let mut args = vec!["new", kind, "--spec", "specs/orders", kind, "--runtime", &runtime];
        // Of the two ways to have generated code each is tried once.
        if kind == "client" {
            args.push("--build-script");
        }
        printed(path, &args, 0);
        fs::copy(repository().join("Cargo.lock"), path.join(kind).join("Cargo.lock")).expect("the lock file");
        let cargo = |command: &str| {
            let output = Command::new(env!("CARGO"))
                .args([command, "--quiet", "--color", "never", "--target-dir"])
                .arg(&target)
                .current_dir(path.join(kind))
                .env("RUSTFLAGS", "")
                .output()
                .expect("cargo");
            let said = String::from_utf8_lossy(&output.stderr);
            let own: Vec<&str> = said.lines().filter(|line| line.contains("src/")).collect();
            assert!(output.status.success() && own.is_empty(), "{kind}: {said}");
            String::from_utf8_lossy(&output.stdout).into_owned()
        };
        cargo("build");
        if kind == "server" {
            with_layers(&path.join(kind));
            let tested = cargo("test");
            assert!(tested.contains("test result: ok. 1 passed"), "{tested}");
        }
        target.join("debug").join(format!("{kind}{}", std::env::consts::EXE_SUFFIX))
    };
    let (server, client) = (build("server"), build("client"));

    let wrong = Command::new(&server).env("TIMEOUT", "long").output().expect("the server");
    let said = String::from_utf8_lossy(&wrong.stderr);
    assert!(!wrong.status.success() && said.contains("TIMEOUT=long: invalid digit"), "{said}");
    let server =
        Command::new(server).env("ADDR", "127.0.0.1:0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut server = Server(server.expect("the server"));
    let mut line = String::new();
    let out = server.0.stdout.take().expect("its output");
    BufReader::new(out).read_line(&mut line).expect("a line");
    let address = line.trim().strip_prefix("listening on ").expect("an address");

    let output = Command::new(client).arg(address).output().expect("the client");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.starts_with("OrderResult {") && said.contains("sample string 3"), "{said}");
}

//! `proxy`: the command from its start to its report.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Command, Stdio},
};

const SPEC: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop",
  "endpoints": { "GET api/orders": { "name": "list_orders", "response": "List<Order>" } },
  "types": { "Shop.Order": { "members": { "Id": "int" } } }
}
"#;

/// Answers every connection with one order whose number is null.
fn service() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let body = r#"[{"Id":null}]"#;
            let length = body.len();
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nset-cookie: session=MARKED; Path=/\r\n\
                 content-length: {length}\r\nconnection: close\r\n\r\n{body}"
            );
        }
    });
    address
}

#[test]
fn the_list_the_recording_and_the_report_say_what_went_by() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("shop")).expect("a folder");
    fs::write(folder.path().join("shop/api.json"), SPEC).expect("the spec");
    let mut proxy = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
        .args(["proxy", "--spec", "shop", "--addr", "127.0.0.1:0", "--record", "recorded", "--to"])
        .arg(service())
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(proxy.stdout.take().expect("an output")).lines();
    let mut line = || lines.next().expect("a line").expect("UTF-8");
    let first = line();
    let address =
        first.strip_prefix("passing on what comes to http://").and_then(|rest| rest.split_once('/'));
    let (address, _) = address.unwrap_or_else(|| panic!("{first}"));
    assert!(line().starts_with("what goes by: http://127.0.0.1:"));

    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "GET /api/orders HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer MARKED\r\nconnection: close\r\n\r\n")
        .expect("it is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with(r#"[{"Id":null}]"#), "{answer}");

    let listed = line();
    assert!(listed.ends_with("GET api/orders  1 departure"), "{listed}");
    let departure = line();
    assert!(departure.contains("warning  DR203  response  /ArrayOfOrder/*/Id: "), "{departure}");
    let stopped = Command::new("kill").args(["-INT", &proxy.id().to_string()]).status().expect("kill");
    assert!(stopped.success());
    let rest: Vec<String> = lines.map(|line| line.expect("UTF-8")).collect();
    assert!(rest.iter().any(|line| line.starts_with("1 exchange compared")), "{rest:?}");
    assert_eq!(proxy.wait().expect("it ends").code(), Some(1));

    let exchange = fs::read_to_string(folder.path().join("recorded/000001-GET-api-orders-200/exchange.json"));
    let exchange = exchange.expect("a recording");
    assert!(!exchange.contains("MARKED") && exchange.contains("session=[secret]; Path=/"), "{exchange}");
}

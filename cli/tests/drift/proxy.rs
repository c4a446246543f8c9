//! `proxy`: the command from its start to its report.

use std::{
    fs,
    io::{BufRead as _, BufReader, Lines, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
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

/// A proxy before a service, which records.
pub(crate) struct Running {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
    /// Where it listens.
    pub(crate) address: String,
    /// Where its page is.
    pub(crate) page: String,
}

impl Running {
    /// Starts a proxy for the spec in the folder `shop`; recordings are written into the folder `recorded`.
    pub(crate) fn start(folder: &Path, service: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
            .args([
                "proxy",
                "--spec",
                "shop",
                "--addr",
                "127.0.0.1:0",
                "--record",
                "recorded",
                "--to",
                service,
            ])
            .current_dir(folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(process.stdout.take().expect("an output")).lines();
        let mut running = Running { process, lines, address: String::new(), page: String::new() };
        running.address = running.address_behind("passing on what comes to http://");
        running.page = running.address_behind("what goes by: http://");
        running
    }

    fn address_behind(&mut self, words: &str) -> String {
        let line = self.line();
        let address = line.strip_prefix(words).and_then(|rest| rest.split_once('/'));
        address.unwrap_or_else(|| panic!("{line}")).0.to_owned()
    }

    pub(crate) fn line(&mut self) -> String {
        self.lines.next().expect("a line").expect("UTF-8")
    }

    /// Stops it, and returns what it still says and its exit code.
    pub(crate) fn stop(mut self) -> (Vec<String>, Option<i32>) {
        let stopped =
            Command::new("kill").args(["-INT", &self.process.id().to_string()]).status().expect("kill");
        assert!(stopped.success());
        let rest = self.lines.map(|line| line.expect("UTF-8")).collect();
        (rest, self.process.wait().expect("it ends").code())
    }
}

/// Sends a request, after which the connection ends, and returns what is answered.
pub(crate) fn talk(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.write_all(request.as_bytes()).expect("it is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn the_list_the_recording_and_the_report_say_what_went_by() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("shop")).expect("a folder");
    fs::write(folder.path().join("shop/api.json"), SPEC).expect("the spec");
    let mut proxy = Running::start(folder.path(), &service());
    let request = "GET /api/orders HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer MARKED\r\nconnection: close\r\n\r\n";
    let answer = talk(&proxy.address, request);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with(r#"[{"Id":null}]"#), "{answer}");

    let listed = proxy.line();
    assert!(listed.ends_with("GET api/orders  1 departure"), "{listed}");
    let departure = proxy.line();
    assert!(departure.contains("warning  DR203  response  /ArrayOfOrder/*/Id: "), "{departure}");
    let (rest, code) = proxy.stop();
    assert!(rest.iter().any(|line| line.starts_with("1 exchange compared")), "{rest:?}");
    assert_eq!(code, Some(1));

    let exchange = fs::read_to_string(folder.path().join("recorded/000001-GET-api-orders-200/exchange.json"));
    let exchange = exchange.expect("a recording");
    assert!(!exchange.contains("MARKED") && exchange.contains("session=[secret]; Path=/"), "{exchange}");
}

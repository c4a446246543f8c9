//! Secrets in addresses are neither written nor printed.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    path::Path,
    thread,
};

use super::{fixture, printed, run, word};

const SECRET: &str = "S3cr3t-0f-b0b";

/// A server with one page, which it gives to those who have both secrets; everything else it sends away.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let host = listener.local_addr().expect("an address").to_string();
    let page = fs::read_to_string(fixture("pages/GET-api-Leads.html")).expect("a page");
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
            let (mut head, mut line) = (String::new(), String::new());
            while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                head.push_str(&std::mem::take(&mut line));
            }
            let may = head.to_lowercase().contains("authorization: basic ") && head.contains(SECRET);
            let body = if may { page.as_str() } else { "" };
            let status = if may {
                "200 OK".to_owned()
            } else {
                format!("302 Found\r\nLocation: http://x:{SECRET}@elsewhere.example/?key={SECRET}")
            };
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
        }
    });
    host
}

/// All names and contents in a folder.
fn texts(folder: &Path) -> String {
    let mut text = String::new();
    for file in fs::read_dir(folder).expect("a folder").flatten() {
        text.push_str(&file.path().display().to_string());
        if file.path().is_dir() {
            text.push_str(&texts(&file.path()));
        } else {
            text.push_str(&String::from_utf8_lossy(&fs::read(file.path()).expect("a file")));
        }
    }
    text
}

#[test]
fn of_an_address_that_works() {
    let host = serve();
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    for format in ["text", "json"] {
        let address = format!("http://bob:{SECRET}@{host}/Help/Api/GET-api-Leads?key={SECRET}");
        let output = run(&[word(&address), word("--into"), &spec, word("--format"), word(format)], None);
        let text = printed(&output) + &texts(&spec);
        assert!(
            text.contains("GET api/Leads") && text.contains(&format!("http://{host}/Help/Api/GET-api-Leads")),
            "{text}"
        );
        assert!(!text.contains(SECRET) && !text.contains("bob"), "{text}");
    }
}

#[test]
fn of_addresses_that_fail() {
    let host = serve();
    for address in [
        format!("http://bob:{SECRET}@{host}/Help"),
        format!("http://bob:{SECRET}@127.0.0.1:1/Help?token={SECRET}"),
        format!("http://bob:{SECRET}@/Help"),
        format!("bob:{SECRET}@{host}/Help"),
        format!("ftp://bob:{SECRET}@{host}/Help"),
        format!("http://bob:a/{SECRET}@{host}/Help"),
    ] {
        for format in ["text", "json"] {
            let args = [
                word(&address),
                word("--dry-run"),
                word("--timeout"),
                word("2"),
                word("--format"),
                word(format),
                word("--offline"),
            ];
            for args in [&args[..], &args[..6]] {
                let output = run(args, None);
                let text = printed(&output);
                assert_eq!(output.status.code(), Some(1), "{text}");
                assert!(!text.contains(SECRET), "{address}: {text}");
            }
        }
    }
}

#[test]
fn limits_name_their_options() {
    let host = serve();
    let address = format!("http://bob:{SECRET}@{host}/Help/Api/GET-api-Leads?key={SECRET}");
    for (option, value) in [("--max-pages", "1"), ("--max-time", "1")] {
        let output = run(
            &[word(&address), word("--dry-run"), word(option), word(value), word("--delay"), word("1500")],
            None,
        );
        let text = printed(&output);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains(option) && text.contains("limit"), "{text}");
    }
}

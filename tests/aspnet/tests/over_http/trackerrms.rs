//! A small server of JSON in the place of `TrackerRMS`: it answers with the name of the lead that it was
//! sent, and tells what that was, as the server in C# does.

use base64::Engine as _;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

/// The server. Its thread ends with the test's process.
pub(crate) struct StandIn {
    pub(crate) base_url: String,
}

impl StandIn {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let base_url = format!("http://{}", listener.local_addr().expect("an address"));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that goes away is no fault of the server.
                let _ = answer(stream);
            }
        });
        StandIn { base_url }
    }
}

fn answer(stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    let mut length = 0;
    let mut is_json = false;
    let mut is_for_us = false;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let lower = line.trim_end().to_lowercase();
        is_for_us |= lower == "post /api/widget/createlead http/1.1";
        is_json |= lower == "content-type: application/json";
        if let Some(text) = lower.strip_prefix("content-length:") {
            length = text.trim().parse().unwrap_or(0);
        }
        if lower.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let request: Value = serde_json::from_slice(&body)?;
    let lead = &request["trackerrms"]["createLead"]["lead"];
    let (status, answer) = if is_for_us && is_json {
        (
            "200 OK",
            serde_json::json!({ "status": i32::from(!lead.is_object()), "recordName": lead["leadname"] }),
        )
    } else {
        ("400 Bad Request", serde_json::json!({ "status": 0 }))
    };
    let arguments =
        base64::engine::general_purpose::STANDARD.encode(serde_json::json!({ "body": request }).to_string());
    let body = answer.to_string();
    write!(
        reader.get_mut(),
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nX-Arguments: {arguments}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
}

//! The tour of the program `production`, in a small size.

use std::process::Command;

use datacontract_aspnet::mono::Mono;

/// Goes on the tour, with the service at an address or with its own. Returns what is printed and what is logged.
fn tour(which: &str, address: Option<&str>) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_production"));
    let output = command.args([which, "3000"]).args(address).output().unwrap();
    let (shown, log) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{which}: {shown}{log}");
    for traced in ["datacontract.call", "operation=\"get_leads\"", "url.template=\"/api/leads\""] {
        assert!(log.contains(traced), "{which}: {traced}: {log}");
    }
    for secret in ["secret", "token-of-ada"] {
        assert!(!shown.contains(secret) && !log.contains(secret), "{which}: {log}");
    }
    (shown, log)
}

/// Returns what the tour says that it did, without what a machine's memory makes of it.
fn steps(shown: &str) -> Vec<&str> {
    shown.lines().filter(|line| !line.starts_with("at most")).collect()
}

const DONE: [&str; 3] = [
    "sent a photo of 6 bytes",
    "got invoice-12.pdf: 8 bytes",
    "walked 3000 of 3000 leads, the last is Lead 3000",
];
const SLOWER: &str = "slowing down: Some(429)";

#[test]
fn clients_go_through_all_of_it() {
    std::thread::scope(|scope| {
        for which in ["async", "blocking"] {
            scope.spawn(move || {
                let (shown, log) = tour(which, None);
                assert_eq!(steps(&shown), [SLOWER, DONE[0], DONE[1], SLOWER, DONE[2]], "{which}: {log}");
            });
        }
    });
}

/// The same at ASP.NET's own server, which asks each first caller to slow down. It takes the first token back after two
/// calls: the third one is answered only if the client logs in again.
#[test]
fn clients_go_through_all_of_it_at_a_real_server() {
    let Some(mono) = Mono::find(env!("CARGO_TARGET_TMPDIR")) else { return };
    // Both at once: each waits three times.
    std::thread::scope(|scope| {
        for which in ["async", "blocking"] {
            let server = mono.serve("leaddesk");
            scope.spawn(move || {
                let (shown, log) = tour(which, Some(&server.base_url));
                assert_eq!(
                    steps(&shown),
                    [SLOWER, DONE[0], SLOWER, DONE[1], SLOWER, DONE[2]],
                    "{which}: {log}"
                );
            });
        }
    });
}

//! The tour of the program `production`, in a small size.

use std::process::Command;

#[test]
fn clients_go_through_all_of_it() {
    for which in ["async", "blocking"] {
        let output = Command::new(env!("CARGO_BIN_EXE_production")).args([which, "3000"]).output().unwrap();
        let (shown, log) =
            (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert!(output.status.success(), "{which}: {shown}{log}");
        let lines: Vec<&str> = shown.lines().filter(|line| !line.starts_with("at most")).collect();
        let expected = [
            "slowing down: Some(429)",
            "sent a photo of 6 bytes",
            "got invoice-12.pdf: 8 bytes",
            "slowing down: Some(429)",
            "walked 3000 of 3000 leads, the last is Lead 3000",
        ];
        assert_eq!(lines, expected, "{which}: {log}");
        for traced in ["datacontract.call", "operation=\"get_leads\"", "url.template=\"/api/leads\""] {
            assert!(log.contains(traced), "{which}: {traced}: {log}");
        }
        for secret in ["secret", "token-of-ada"] {
            assert!(!shown.contains(secret) && !log.contains(secret), "{which}: {log}");
        }
    }
}

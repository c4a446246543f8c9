//! Files that are no samples at all: there is a finding, and never a panic.

use std::fs;

use datacontract_codegen::diagnostic::Code;
use proptest::prelude::*;

use crate::orders::{REQUEST_JSON, REQUEST_XML, with_file};

fn codes(name: &str, bytes: &[u8]) -> Vec<Code> {
    let (report, _) = with_file(name, bytes);
    report.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn junk_is_unreadable() {
    let deep_xml = "<a>".repeat(100_000);
    let deep_json = "[".repeat(100_000);
    let junk: [&[u8]; 9] = [
        b"",
        b"\xff\xfe<\x00",
        b"<",
        b"\"",
        b"{\"Number\"",
        "\u{feff}".as_bytes(),
        b"\x0c\x0b",
        deep_xml.as_bytes(),
        deep_json.as_bytes(),
    ];
    for bytes in junk {
        for name in [REQUEST_JSON, REQUEST_XML] {
            let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(20)]);
            assert_eq!(codes(name, bytes), [Code::SampleUnreadable], "{shown} in {name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Samples with a few bytes changed: whatever is left of them, something sensible is said.
    #[test]
    fn spoilt_samples_do_not_panic(
        is_xml: bool,
        places in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..8, "[<>/\"{}\\[\\]:,a0 ä\\n&;!-]{0,4}"), 1..5),
    ) {
        let name = if is_xml { REQUEST_XML } else { REQUEST_JSON };
        let mut text = fs::read_to_string(format!("tests/fixtures/orders/{name}")).expect("a sample");
        for (index, length, new) in places {
            let mut start = index.index(text.len());
            while !text.is_char_boundary(start) {
                start -= 1;
            }
            let mut end = (start + length).min(text.len());
            while !text.is_char_boundary(end) {
                end += 1;
            }
            text.replace_range(start..end, &new);
        }
        let (report, said) = with_file(name, text.as_bytes());
        prop_assert_eq!(report.diagnostics.is_empty(), said.is_empty());
    }
}

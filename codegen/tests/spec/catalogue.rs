//! The catalogue of codes.

use std::collections::BTreeSet;

use datacontract_codegen::diagnostic::Code;

#[test]
fn codes_are_unique_and_in_order() {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.code()).collect();
    let sorted: Vec<&str> = codes.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    assert_eq!(codes, sorted);
    for code in Code::ALL {
        assert_eq!(Code::find(&code.code().to_lowercase()), Some(*code));
        assert!(code.explanation().ends_with(['.', ')']), "{code}");
        assert!(!code.explanation().contains("  "), "{code}");
    }
}

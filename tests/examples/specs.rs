//! temp
use datacontract_tests::{conformance::cases, neutral};
fn main() {
    let (mut ok, mut none) = (0, 0);
    for file in std::env::args().skip(1) {
        let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        for (types, case) in cases(&json) {
            let Some(spec) = neutral::spec("case_x", &types, &case) else { none += 1; println!("{}: none", case["id"]); continue };
            let text = serde_json::to_string_pretty(&spec).unwrap();
            let (spec, diagnostics) = datacontract_codegen::spec::Spec::from_text(std::path::Path::new("case.json"), &text);
            if spec.is_some() { ok += 1 } else { println!("{}: {}", case["id"], diagnostics.iter().filter(|d| d.severity == datacontract_codegen::diagnostic::Severity::Error).map(|d| d.to_string()).collect::<Vec<_>>().join(" | ")); }
        }
    }
    println!("{ok} ok, {none} none");
}

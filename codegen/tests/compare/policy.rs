//! What a person has decided about changes.

use std::path::Path;

use datacontract_codegen::{
    compare::{CompareOptions, Policy, Side, Surface, Verdict, compare},
    diagnostic::Format,
};

use super::spec_of;

const BEFORE: &str = r#"{"version": 1, "name": "Shop", "module": "shop", "endpoints": {},
    "types": {"Shop.Order": {"members": {"Id": "int", "Note": "string"}}}}"#;

fn decided(policy: &str) -> (datacontract_codegen::compare::Comparison, String) {
    let after = BEFORE.replace(r#", "Note": "string""#, "");
    let mut comparison =
        compare(&spec_of("a.json", BEFORE), &spec_of("b.json", &after), &CompareOptions::default());
    let (policy, diagnostics) = Policy::from_text(Path::new("breaking.json"), policy);
    let mut said = diagnostics.render(Format::Github);
    if let Some(policy) = policy {
        said += &policy.apply(&mut comparison).render(Format::Github);
    }
    (comparison, said)
}

#[test]
fn what_is_meant_has_its_reason() {
    for ignored in [
        r#"{ "code": "CH403", "reason": "nobody reads it" }"#,
        r#"{ "subject": "Shop.Order.*", "reason": "nobody reads it" }"#,
        r#"{ "code": "CH403", "subject": "Shop.Order.Note", "reason": "nobody reads it" }, // as agreed"#,
    ] {
        let (comparison, said) = decided(&format!("{{ \"ignore\": [{ignored}\n] }}"));
        assert_eq!(said, "");
        assert_eq!(comparison.changes[0].ignored.as_deref(), Some("nobody reads it"), "{ignored}");
    }
}

#[test]
fn a_kind_of_change_is_as_bad_as_a_person_says() {
    for verdict in Verdict::ALL {
        let (comparison, said) = decided(&format!(r#"{{ "severity": {{ "CH403": "{verdict}" }} }}"#));
        assert_eq!(said, "");
        assert_eq!(comparison.changes[0].verdict(), verdict);
        assert_eq!(comparison.changes[0].verdicts.get(Surface::Rust, Side::Clients), verdict);
    }
}

#[test]
fn mistakes_are_named_at_their_places() {
    for (policy, expected) in [
        (r#"{ "ignore": [{ "code": "CH403" }] }"#, "has no `reason`"),
        (r#"{ "ignore": [{ "reason": "all" }] }"#, "it is not said which changes are meant"),
        (r#"{ "ignore": [{ "code": "CH999", "reason": "none" }] }"#, "there is no change `CH999`"),
        (r#"{ "ignore": [{ "code": "CH403", "reason": " " }] }"#, "`reason` is empty"),
        (r#"{ "severity": { "CH403": "fine" } }"#, "a severity cannot be `fine`"),
        (r#"{ "ignored": [] }"#, "has no key `ignored`"),
        (r#"{ "ignore": [{ "code": "CH101", "reason": "none" }] }"#, "there is no such change"),
    ] {
        let (_, said) = decided(policy);
        assert!(said.contains(expected) && said.contains("line=1"), "{policy}: {said}");
    }
}

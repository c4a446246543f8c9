//! Secrets of specs are not told.

use datacontract_codegen::compare::{CompareOptions, compare};

use super::{shown, spec_of};

fn found(before: &str, after: &str) -> String {
    let whole = |part: &str| format!(r#"{{"version": 1, "name": "Shop", "module": "shop", {part}}}"#);
    let [before, after] = [before, after].map(|part| spec_of("api.json", &whole(part)));
    let comparison = compare(&before, &after, &CompareOptions::default());
    assert!(!comparison.changes.is_empty());
    format!("{}{:?}", shown(&comparison), comparison.changes.iter().map(|it| &it.message).collect::<Vec<_>>())
}

#[test]
fn the_default_of_a_secret_is_hidden() {
    let parameter = |key: &str| {
        format!(
            r#""endpoints": {{"GET api/a?k={{k}}": {{"name": "a", "parameters": {{"k": {{"type": "string", "secret": true,
                "default": "{key}"}}}}}}}}, "types": {{}}"#
        )
    };
    let text = found(&parameter("hunter2"), &parameter("hunter3"));
    assert!(!text.contains("hunter"), "{text}");
    let member = |key: &str| {
        format!(
            r#""endpoints": {{}}, "types": {{"A.B": {{"members": {{"K": {{"type": "string", "secret": true, "default": "{key}"}}}}}}}}"#
        )
    };
    let text = found(&member("hunter2"), &member("hunter3"));
    assert!(!text.contains("hunter"), "{text}");
}

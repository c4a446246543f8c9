//! Large specs are checked in a time that grows with their size: the inputs are so large that rules that go
//! through the whole spec for each part of it would not end.

use std::path::Path;

use datacontract_codegen::{
    diagnostic::{Code, Diagnostics},
    emit::{self, Options, Parts},
    graph::ContractGraph,
    spec::Spec,
};

fn check(parts: &str) -> Diagnostics {
    let text = format!("{{\"version\": 1, \"name\": \"Shop\", \"module\": \"shop\", {parts}}}");
    Spec::from_text(Path::new("api.json"), &text).1
}

fn count(diagnostics: &Diagnostics, code: Code) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.code == code).count()
}

fn joined(count: usize, separator: &str, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().join(separator)
}

#[test]
fn parameters() {
    const MANY: usize = 10_000;
    let declared = joined(MANY, ",", |at| format!("\"p{at}\": \"int\""));
    for heading in [
        joined(MANY, "/", |at| format!("{{p{at}}}")),
        format!("a?{}", joined(MANY, "&", |at| format!("p{at}={{p{at}}}"))),
    ] {
        let found =
            check(&format!("\"endpoints\": {{\"GET api/{heading}\": {{\"parameters\": {{{declared}}}}}}}"));
        assert!(found.is_empty(), "{:?}", found.iter().next());
        let found = check(&format!("\"endpoints\": {{\"GET api/{heading}\": {{}}}}"));
        assert_eq!(count(&found, Code::UndeclaredParameter), MANY);
    }
    let found = check(&format!("\"endpoints\": {{\"GET api/a\": {{\"parameters\": {{{declared}}}}}}}"));
    assert_eq!(count(&found, Code::UnknownParameter), MANY);
    // Each is another name for the first one.
    let alike = joined(1 << 13, ",", |at| {
        let name: String = (0..13).map(|bit| if at >> bit & 1 == 1 { 'A' } else { 'a' }).collect();
        format!("\"{name}\": \"int\"")
    });
    let found = check(&format!("\"endpoints\": {{\"GET api/a\": {{\"parameters\": {{{alike}}}}}}}"));
    assert_eq!(count(&found, Code::DuplicateParameter), (1 << 13) - 1);
}

#[test]
fn wishes_about_rust() {
    const MANY: usize = 20_000;
    let members = joined(MANY, ",", |at| format!("\"M{at}\": \"int\""));
    let rules = joined(MANY, ",", |at| format!("\"A.M{at}\": {{\"name\": \"n{at}\"}}"));
    let general = r#""A.*": {"derive": []}, "*": {"derive": []}"#;
    let found = check(&format!(
        "\"types\": {{\"A\": {{\"members\": {{{members}}}}}}}, \"rust\": {{{rules}, {general}}}"
    ));
    assert!(found.is_empty(), "{:?}", found.iter().next());
    // Many types with names that are far from those of the rules, and many rules about nothing.
    for (pattern, kind) in
        [("A.X", "members of one type"), ("*.X", "members of all"), ("B", "types"), ("B.M", "owners")]
    {
        let rules = joined(100_000, ",", |at| format!("\"{pattern}{at}\": {{}}"));
        let found =
            check(&format!("\"types\": {{\"A\": {{\"members\": {{{members}}}}}}}, \"rust\": {{{rules}}}"));
        assert_eq!(count(&found, Code::UnknownRustTarget), 100_000, "{kind}");
    }
}

#[test]
fn names_that_nothing_has() {
    const MANY: usize = 50_000;
    const FEWER: usize = 5_000;
    let types = joined(MANY, ",", |at| format!("\"Known{at}\": {{\"members\": {{\"X\": \"Unknwon{at}\"}}}}"));
    let found = check(&format!("\"types\": {{{types}}}"));
    assert_eq!(count(&found, Code::UnknownType), MANY);
    // Each is looked for among all members of each body.
    let members = joined(FEWER, ",", |at| format!("\"M{at}\": \"int\""));
    let paths = joined(FEWER, ",", |at| format!("\"Nothing{at}\""));
    let found = check(&format!(
        "\"types\": {{\"A\": {{\"members\": {{{members}}}}}}}, \"endpoints\": {{\"POST api/a\": {{\"body\": \"A\"}}}}, \
         \"authentication\": {{\"body\": [{paths}]}}"
    ));
    assert_eq!(count(&found, Code::UnknownMember), FEWER);
}

#[test]
fn base_classes() {
    const MANY: usize = 4_000;
    let chain = |first: &str| {
        joined(MANY, ",", |at| {
            let base = if at > 0 { format!(", \"base\": \"A{}\"", at - 1) } else { first.to_owned() };
            format!("\"A{at}\": {{\"members\": {{}}{base}}}")
        })
    };
    assert_eq!(count(&check(&format!("\"types\": {{{}}}", chain(""))), Code::CyclicBase), 0);
    let circle = chain(&format!(", \"base\": \"A{}\"", MANY - 1));
    // Reported once; what leads into the circle is not part of it.
    let types = format!("\"types\": {{\"B\": {{\"members\": {{}}, \"base\": \"A7\"}}, {circle}}}");
    let found = check(&types);
    let circles: Vec<_> = found.iter().filter(|diagnostic| diagnostic.code == Code::CyclicBase).collect();
    assert_eq!(circles.len(), 1);
    assert!(circles[0].message.contains("`A0`"), "{}", circles[0]);
}

#[test]
fn derived_classes() {
    const MANY: usize = 100_000;
    let derived = joined(MANY, ",", |at| format!("\"B{at}\": {{\"base\": \"A\", \"members\": {{}}}}"));
    let found = check(&format!("\"types\": {{\"A\": {{\"members\": {{\"X\": \"int\"}}}}, {derived}}}"));
    assert!(!found.has_errors(), "{:?}", found.iter().next());
}

#[test]
fn collections_in_each_other() {
    const MANY: usize = 20_000;
    let chain = |last: &str| {
        joined(MANY, ",", |at| {
            let item = if at + 1 < MANY { format!("A{}", at + 1) } else { last.to_owned() };
            format!("\"A{at}\": {{\"collection\": \"{item}\"}}")
        })
    };
    assert_eq!(count(&check(&format!("\"types\": {{{}}}", chain("int"))), Code::CyclicCollection), 0);
    let found = check(&format!("\"types\": {{{}}}", chain("A9999")));
    assert_eq!(count(&found, Code::CyclicCollection), MANY - 9_999);
}

#[test]
fn types_of_one_class_in_many_namespaces() {
    const MANY: usize = 20_000;
    let types = joined(MANY, ",", |at| format!("\"N{at}.A\": {{\"members\": {{\"X\": \"N{at}.A\"}}}}"));
    let found = check(&format!("\"types\": {{{types}}}"));
    assert_eq!(count(&found, Code::DuplicateType), 0);
    // A name that may be any of them: not all of them are shown.
    let found = check(&format!("\"types\": {{{types}, \"B\": {{\"members\": {{\"X\": \"A\"}}}}}}"));
    let ambiguous: Vec<_> =
        found.iter().filter(|diagnostic| diagnostic.code == Code::AmbiguousType).collect();
    assert_eq!(ambiguous.len(), 1);
    assert!(ambiguous[0].message.contains("20000 types"), "{}", ambiguous[0].message);
    assert_eq!(ambiguous[0].related.len(), 20);
}

#[test]
fn one_key_many_times_on_one_line() {
    const MANY: usize = 100_000;
    let members = joined(MANY, ",", |_| "\"M\": \"int\"".to_owned());
    let found = check(&format!("\"types\": {{\"A\": {{\"members\": {{{members}}}}}}}"));
    assert_eq!(found.iter().map(ToString::to_string).filter(|text| text.contains("twice")).count(), MANY - 1);
}

#[test]
fn codes_of_an_outcome() {
    const MANY: usize = 20_000;
    let values = joined(MANY, ",", |at| format!("\"V{at}\": {at}"));
    let success = joined(MANY, ",", |at| format!("\"V{at}\""));
    let codes = joined(MANY, ",", |at| format!("\"V{at}\": \"x\""));
    let found = check(&format!(
        "\"types\": {{\"E\": {{\"enum\": {{{values}}}}}, \"A\": {{\"members\": {{\"Code\": \"E\"}}, \"outcome\": \
         {{\"code\": \"Code\", \"success\": [{success}], \"codes\": {{{codes}}}}}}}}}"
    ));
    assert!(found.is_empty(), "{:?}", found.iter().next());
}

#[test]
fn dictionaries_that_hold_the_one_before_twice() {
    let types = joined(40, ",", |at| match at.checked_sub(1) {
        None => "\"D0\": {\"collection\": \"int\"}".to_owned(),
        Some(before) => format!("\"D{at}\": {{\"collection\": \"KeyValuePair<D{before}, D{before}>\"}}"),
    });
    let text =
        format!("{{\"version\": 1, \"name\": \"Shop\", \"module\": \"shop\", \"types\": {{{types}}}}}");
    let (spec, found) = Spec::from_text(Path::new("api.json"), &text);
    // Whether so many may stand in each other is another rule's.
    if let Some(spec) = spec {
        let _ = ContractGraph::new(&spec);
    } else {
        assert!(found.has_errors());
    }
}

/// Would not end if the names of all variants were made for each endpoint.
#[test]
fn endpoints_that_take_a_large_enum() {
    const MANY: usize = 4_000;
    let values = joined(MANY, ",", |at| format!("\"V{at}\": {at}"));
    let endpoints =
        joined(MANY, ",", |at| format!("\"GET api/a{at}?e={{e}}\": {{\"parameters\": {{\"e\": \"E\"}}}}"));
    let text = format!(
        "{{\"version\": 1, \"name\": \"Shop\", \"module\": \"shop\", \"types\": {{\"E\": {{\"enum\": {{{values}}}}}}}, \
         \"endpoints\": {{{endpoints}}}}}"
    );
    let (spec, found) = Spec::from_text(Path::new("api.json"), &text);
    let spec = spec.unwrap_or_else(|| panic!("{found:?}"));
    let options = Options { parts: Parts::ALL, ..Options::default() };
    let submodules = emit::submodules(&spec, &options);
    let client = submodules.iter().find(|module| module.name == "client").expect("a client");
    assert_eq!(client.text.matches("pub fn get_a").count(), MANY);
}

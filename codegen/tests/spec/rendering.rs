//! The forms of diagnostics, and files that are hard to show.

use std::{fs, path::Path};

use datacontract_codegen::{
    diagnostic::{Code, Diagnostic, Diagnostics, Format, SourceFile},
    spec::{Span, Spec},
};

const TEXT: Format = Format::Text { color: false };

fn of(text: &str) -> Diagnostics {
    Spec::from_text(Path::new("api.json"), text).1
}

/// The diagnostics of a file with these bytes.
fn of_bytes(bytes: &[u8]) -> Diagnostics {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("api.json"), bytes).expect("a file");
    Spec::load(folder.path()).1
}

#[test]
fn programs_get_one_object_a_line() {
    let diagnostics = of(
        "{\"version\": 1, \"name\": \"Ä\", \"module\": \"m\", \"nmae\": 1,\n\"types\": {\"A\": {\"base\": \"B\"}}}",
    );
    let expected = [
        r#"{"code":"DC004","severity":"error","message":"a spec has no key `nmae`","file":"api.json","line":1,"column":45,"endLine":1,"endColumn":49,"label":"","related":[],"notes":[],"help":"did you mean `name`?"}"#,
        r#"{"code":"DC102","severity":"error","message":"unknown type `B`","file":"api.json","line":2,"column":26,"endLine":2,"endColumn":27,"label":"","related":[],"notes":[],"help":"declare it under `types`"}"#,
    ];
    assert_eq!(diagnostics.render(Format::Json).lines().collect::<Vec<_>>(), expected);
}

#[test]
fn github_gets_annotations() {
    let file = SourceFile::new(Path::new("specs/a,b:c.json"), "a\nb100%\n");
    let diagnostic = Diagnostic::error(Code::UnknownKey, &file, Span::new(2, 7), "50% of it\r\nis wrong")
        .label("this")
        .note("a note")
        .help("a way: out");
    assert_eq!(
        diagnostic.render(Format::Github),
        "::error file=specs/a%2Cb%3Ac.json,line=2,col=1,endLine=2,endColumn=6,title=DC004%3A unknown key::50%25 of \
         it%0D%0Ais wrong%0Athis%0Anote: a note%0Ahelp: a way: out\n"
    );
}

#[test]
fn colours_are_for_those_who_ask() {
    let diagnostics = of("[]");
    assert!(diagnostics.render(Format::Text { color: true }).contains('\u{1b}'));
    assert!(!diagnostics.render(TEXT).contains('\u{1b}'));
}

#[test]
fn columns_count_characters() {
    let file = SourceFile::new(Path::new("x"), "öä\r\nß🙂x");
    let places: Vec<(usize, usize)> = [0, 2, 4, 5, 6, 8, 12, 13, 99]
        .map(|byte| file.line_column(byte))
        .into_iter()
        .map(|place| (place.line, place.column))
        .collect();
    assert_eq!(places, [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3), (2, 4), (2, 4)]);
}

#[test]
fn order_does_not_depend_on_finding() {
    let file = SourceFile::new(Path::new("x"), "abc");
    let one = Diagnostic::error(Code::UnknownKey, &file, Span::new(2, 3), "later");
    let two = Diagnostic::error(Code::UnknownType, &file, Span::new(0, 1), "earlier");
    let mut forth = Diagnostics::new();
    forth.extend([one.clone(), two.clone(), one.clone()]);
    let mut back = Diagnostics::new();
    back.extend([two, one]);
    assert_eq!(forth, back);
    assert_eq!(forth.len(), 2);
}

#[test]
fn files_that_cannot_be_read_are_reported() {
    let (spec, diagnostics) = Spec::load(Path::new("no/such/folder"));
    assert!(spec.is_none());
    assert_eq!(diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), [Code::Unreadable]);
    assert!(diagnostics.render(TEXT).starts_with("error[DC001]: the file cannot be read"));
}

#[test]
fn bytes_that_are_no_text_are_reported() {
    let diagnostics = of_bytes(b"{\n  \"name\": \"\xff\xfe\"\n}");
    let text = diagnostics.render(TEXT);
    assert!(text.contains("api.json:2:12"), "{text}");
    assert!(text.contains("save it in UTF-8"), "{text}");
}

#[test]
fn a_byte_order_mark_is_fine() {
    let diagnostics = of_bytes("\u{feff}{\"version\": 1, \"name\": \"A\", \"module\": \"a\"}".as_bytes());
    assert!(diagnostics.is_empty(), "{}", diagnostics.render(TEXT));
}

#[test]
fn deep_nesting_is_refused() {
    for open in ["[", "{\"a\":", "[{\"a\": /* [ */ \"]\", \"b\":"] {
        let diagnostics = of(&open.repeat(100_000));
        assert_eq!(diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), [Code::TooDeep]);
        assert!(diagnostics.render(TEXT).contains("DC003"));
    }
}

#[test]
fn deep_types_are_refused() {
    for (open, close) in
        [("List<", ">"), ("Collection of ", ""), ("", "[]"), ("Dictionary of ", " [key] and int [value]")]
    {
        let ty = format!("{}int{}", open.repeat(10_000), close.repeat(10_000));
        let text = format!(
            "{{\"version\": 1, \"name\": \"A\", \"module\": \"a\", \"types\": {{\"A\": {{\"members\": {{\"M\": \"{ty}\"}}}}}}}}"
        );
        let diagnostics = of(&text);
        assert_eq!(diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), [Code::BadType]);
    }
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let diagnostics = of("{\"\u{1b}[31m\u{7}\": 1}");
    let text = diagnostics.render(TEXT);
    assert!(!text.contains(['\u{1b}', '\u{7}']), "{text:?}");
}

/// Logins and keys in addresses, and what the service takes for a secret, are in no message and no excerpt.
#[test]
fn secrets_are_not_shown() {
    let spec = r#"{ "version": 1, "name": "T", "module": "t",
        "source": { "page": "https://bob:Hush1@h/Help?key=Hush2&apiId=GET-x" }, "baseUrl": "http://bob:Hush3@h", "x": 1,
        "endpoints": { "GET t?k={k}": { "parameters": { "k": { "type": "int", "secret": true, "default": "Hush4" } } } },
        "types": { "T": { "members": { "M": { "type": "Nope", "secret": true, "default": "Hush5", "defalt": "Hush6" } } } } }"#;
    let malformed = spec.replace("\"x\": 1", "\"x\" 1");
    let in_place = spec.replace("\"default\": \"Hush5\"", "\"default\" \"Hush5\"");
    for text in [spec, &malformed, &in_place, &spec.replace("://", r":\/\/"), &spec.replace('\n', "")] {
        let diagnostics = of(text);
        assert!(diagnostics.has_errors());
        for format in [TEXT, Format::Text { color: true }, Format::Json, Format::Github] {
            let shown = diagnostics.render(format);
            assert!(!shown.contains("Hush"), "{shown}");
        }
        let lines: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
        assert!(!lines.concat().contains("Hush"), "{lines:?}");
    }
    let shown = of(spec).render(TEXT);
    assert!(shown.contains("`baseUrl` has a login") && shown.contains("`.basic(user, password)`"), "{shown}");
    assert!(shown.contains(r#""baseUrl": "http://*********@h""#), "{shown}");
    let file = SourceFile::new(Path::new("a"), "x");
    let diagnostic = Diagnostic::error(Code::BadValue, &file, Span::new(0, 1), "`http://a:Hush@h`")
        .label("http://a:Hush@h")
        .related(Span::new(0, 0), "http://a:Hush@h")
        .note("http://a:Hush@h")
        .help("http://a:Hush@h");
    assert!(!format!("{diagnostic:?}").contains("Hush"));
}

/// The generated documentation names the page, not who may see it.
#[test]
fn the_page_of_a_spec_has_no_secrets() {
    let (spec, diagnostics) = Spec::from_text(
        Path::new("api.json"),
        r#"{ "version": 1, "name": "T", "module": "t", "source": { "page": "https://b:Hush1@h/Help?key=Hush2&apiId=GET-x" } }"#,
    );
    assert_eq!(diagnostics.len(), 1);
    let page = spec.and_then(|spec| spec.source.page).expect("a page");
    assert_eq!(page.value, "https://h/Help?apiId=GET-x");
}

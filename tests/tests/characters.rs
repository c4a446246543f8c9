//! Characters that XML forbids, in names, texts and declarations: as .NET where .NET decides.

use datacontract::clr::Char;
use datacontract::dynamic::to_value;
use datacontract::{DataContract, ErrorKind, Field, json, xml};

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(namespace = "urn:p", rename_all = "PascalCase")]
struct P {
    a: Option<String>,
    b: Option<String>,
}

fn document(inner: &str) -> String {
    format!("<P xmlns=\"urn:p\">{inner}</P>")
}

/// Both readers of .NET refuse it.
#[track_caller]
fn refused(text: &str) {
    for options in [xml::ReadOptions::default(), xml::ReadOptions::strict()] {
        let error = xml::from_str_with::<P>(text, options).expect_err(text);
        assert_eq!(error.kind(), ErrorKind::Syntax, "{text:?}: {error}");
        assert!(error.offset().is_some(), "{text:?}: {error}");
    }
}

#[track_caller]
fn read(text: &str) -> P {
    xml::from_str(text).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

#[test]
fn names_have_the_characters_that_net_allows() {
    for c in [
        "\u{a0}",
        "\u{85}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{2028}",
        "\u{ff21}",
        "\u{20ac}",
        "\u{1f600}",
        "\u{10000}",
    ] {
        for name in [format!("x{c}"), format!("x{c}s"), c.to_owned(), format!("é{c}")] {
            refused(&document(&format!("<A {name}=\"1\">1</A>")));
            refused(&document(&format!("<Z{name}>1</Z{name}>")));
            refused(&document(&format!("<Z><{name}/></Z>")));
            refused(&document(&format!("<A xmlns:{name}=\"urn:x\">1</A>")));
        }
    }
    // They stand in names, but not at the start.
    for c in ["\u{b7}", "\u{301}", "\u{660}", "1", "-", "."] {
        refused(&document(&format!("<A {c}x=\"1\">1</A>")));
        assert_eq!(read(&document(&format!("<A x{c}=\"1\">1</A>"))).a.as_deref(), Some("1"));
    }
    for name in ["é", "größe", "Имя", "中", "x\u{e9}y"] {
        let text = document(&format!("<A {name}=\"1\">1</A><{name}>2</{name}>"));
        assert_eq!(read(&text).a.as_deref(), Some("1"), "{text}");
    }
}

#[test]
fn a_declaration_stands_at_the_very_start() {
    for target in ["xml version='1.0'", "xml version='1.1'", "xml", "XML v", "xMl"] {
        refused(&document(&format!("<A>a<?{target}?>b</A>")));
        refused(&document(&format!("<A>a</A><?{target}?><B>b</B>")));
        refused(&document(&format!("<Z>a<?{target}?>b</Z>")));
        refused(&format!("{}<?{target}?>", document("<A>a</A>")));
        refused(&format!("<!-- --><?{target}?>{}", document("<A>a</A>")));
    }
    for target in ["", " x", "a:b", "1", "a\u{a0}"] {
        refused(&document(&format!("<A>a<?{target}?>b</A>")));
    }
    // Other instructions are passed over unless .NET is to be followed to the letter.
    for target in ["foo", "foo a b", "xml-stylesheet href='a'", "foo\ta"] {
        assert_eq!(read(&document(&format!("<A>a<?{target}?>b</A>"))).a.as_deref(), Some("ab"));
    }
}

#[test]
fn a_declaration_has_its_parts_in_their_order() {
    for parts in [
        "version='1.0' foo='x'",
        "encoding='utf-8' version='1.0'",
        "version='1.0' standalone='maybe'",
        "version='1.0' standalone='yes' encoding='utf-8'",
        "version='1.0'encoding='utf-8'",
        "version='1.0' encoding='utf-8' encoding='utf-8'",
        "version='1.0' x",
        "version='1.0' encoding=utf-8",
        "",
    ] {
        refused(&format!("<?xml {parts}?>{}", document("")));
    }
    for parts in [
        "version='1.0'",
        " version = \"1.0\" ",
        "version='1.0' standalone='no'",
        "version='1.0' encoding='UTF-8' standalone=\"yes\"",
    ] {
        read(&format!("<?xml {parts}?>{}", document("")));
    }
}

#[derive(Debug, Default, DataContract)]
#[contract(namespace = "")]
struct Letters {
    #[contract(name = "Inner")]
    inner: Vec<Letter>,
}

#[derive(Debug, Default, DataContract)]
#[contract(namespace = "")]
struct Letter {
    #[contract(name = "C")]
    c: Char,
}

/// In XML a `char` is a number. JSON has the letter, which half of a surrogate pair is not.
#[test]
fn half_of_a_surrogate_pair_is_not_written() {
    let value = Letters { inner: vec![Letter { c: Char::new(65) }, Letter { c: Char::new(0xd800) }] };
    let untyped = to_value(&value).expect("it has an untyped form");
    assert!(xml::to_string(&value).is_ok_and(|text| text.contains("<C>55296</C>")));
    for written in
        [json::to_string(&value), json::write_value(&untyped, &Letters::TYPE, &json::WriteOptions::default())]
    {
        let error = written.expect_err("it is no JSON");
        assert_eq!(error.kind(), ErrorKind::Unrepresentable);
        assert_eq!(error.path(), "/Letters/Inner/1/C");
    }
}

/// .NET's writer makes such references (`scalar.string-invalid-0000`), and its reader takes them
/// (`text.string-charref-zero`).
#[test]
fn references_to_forbidden_characters_are_read_and_written_as_in_net() {
    for (c, reference) in
        [('\0', "&#x0;"), ('\u{1}', "&#x1;"), ('\u{1f}', "&#x1F;"), ('\u{fffe}', "&#xFFFE;")]
    {
        let value = P { a: Some(format!("a{c}b")), b: None };
        let text = xml::to_string(&value).expect("it is written as .NET does");
        assert!(text.contains(&format!("<A>a{reference}b</A>")), "{text}");
        assert_eq!(read(&text), value);
        assert_eq!(read(&document(&format!("<A>a&#{};b</A>", u32::from(c)))), value);
        // As it is, it is no XML.
        refused(&document(&format!("<A>a{c}b</A>")));
        refused(&document(&format!("<A x=\"{c}\">b</A>")));
        refused(&document(&format!("<A>b<!-- {c} --></A>")));
        // And JSON says the same.
        let json = json::to_string(&value).expect("it is written");
        assert_eq!(json::from_str::<P>(&json).as_ref(), Ok(&value));
    }
    // Half of a surrogate pair has no place in Rust's texts.
    for number in ["xD800", "xDFFF", "x110000", "55296"] {
        refused(&document(&format!("<A>a&#{number};b</A>")));
    }
}

/// `XmlDictionaryReader.CreateTextReader` of .NET Core 3.1 was asked. (Fuzzing found that another namespace was taken.)
#[test]
fn the_prefix_xml_means_one_namespace() {
    const XML: &str = "http://www.w3.org/XML/1998/namespace";
    refused("<P xmlns=\"urn:p\" xmlns:xml=\"urn:x\"><A>1</A></P>");
    refused(&document("<A xmlns:xml=\"urn:p\">1</A>"));
    refused(&document("<A xmlns:xmlns=\"urn:x\">1</A>"));
    refused(&document("<A xmlns:q=\"\">1</A>"));
    for declared in
        [format!("xmlns:xml=\"{XML}\""), format!("xmlns:q=\"{XML}\""), "xmlns:xmlx=\"urn:x\"".to_owned()]
    {
        assert_eq!(read(&document(&format!("<A {declared}>1</A>"))).a.as_deref(), Some("1"), "{declared}");
    }
}

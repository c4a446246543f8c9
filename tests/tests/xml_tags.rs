//! Tags with many attributes and declarations, as only someone writes them who means harm.

use datacontract::{DataContract, ErrorKind, xml};
use std::fmt::Write as _;

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(namespace = "urn:p", rename_all = "PascalCase")]
struct P {
    a: Option<String>,
}

/// Reads an element without content that has these attributes, in a document that declares `x`, `y` and `z`.
fn read(attributes: &str) -> Result<P, datacontract::Error> {
    xml::from_str(&format!(
        "<P xmlns=\"urn:p\" xmlns:x=\"urn:1\" xmlns:y=\"urn:1\" xmlns:z=\"urn:2\"><B {attributes}/><A>1</A></P>"
    ))
}

#[test]
fn attributes_are_the_same_by_name_and_namespace() {
    let far: String = (0..100).fold(String::new(), |mut all, at| {
        let _ = write!(all, " b{at}='' ");
        all
    });
    for between in ["", " b='' ", &far] {
        for (first, second) in [("a", "x:a"), ("x:a", "z:a"), ("x:a", "x:b"), ("a", "xmlns:a"), ("a", "c")] {
            let attributes = format!("{first}='urn:q' {between} {second}='urn:q'");
            assert!(read(&attributes).is_ok_and(|read| read.a.is_some()), "{attributes}");
        }
        for (first, second) in [("a", "a"), ("x:a", "x:a"), ("x:a", "y:a"), ("xmlns:a", "xmlns:a")] {
            let attributes = format!("{first}='urn:q' {between} {second}='urn:q'");
            let error = read(&attributes).expect_err(&attributes);
            assert_eq!(error.kind(), ErrorKind::Syntax, "{error}");
        }
    }
    let error = read("w:a='' w:a=''").expect_err("a prefix without declaration");
    assert!(error.to_string().contains("not declared"), "{error}");
}

/// Elements within each other, each with as many declarations, and `inside` in the innermost.
fn declared(levels: usize, each: usize, inside: &str) -> String {
    let mut text = "<P xmlns=\"urn:p\">".to_owned();
    for level in 0..levels {
        text.push_str("<B");
        (0..each).for_each(|at| {
            let _ = write!(text, " xmlns:p{level}x{at}='urn:{level}'");
        });
        text.push('>');
    }
    text.push_str(inside);
    text + &"</B>".repeat(levels) + "<A>1</A></P>"
}

/// Would not end if each attribute were compared with all others, and the prefixes of both were looked up
/// each time.
#[test]
fn tags_of_many_attributes() {
    let attributes = (0..255).fold(String::new(), |mut all, at| {
        let _ = write!(all, " p{}x{}:a=''", at % 200, at / 200);
        all
    });
    let document = declared(200, 5, &format!("<C{attributes}/>"));
    // Two prefixes of one level mean the same.
    assert_eq!(xml::from_str::<P>(&document).expect_err("doubles").kind(), ErrorKind::Syntax);
    let attributes = (0..200).fold(String::new(), |mut all, at| {
        let _ = write!(all, " p{at}x0:a=''");
        all
    });
    let document = declared(200, 5, &format!("<C{attributes}/>").repeat(2_000));
    assert_eq!(xml::from_str::<P>(&document).expect("it is read").a.as_deref(), Some("1"));
}

/// Would not end if each element's prefix were looked up among them.
#[test]
fn declarations_in_scope_are_bounded() {
    let document = declared(250, 250, &"<p0x0:C/>".repeat(500_000));
    let error = xml::from_str::<P>(&document).expect_err("too many");
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    assert!(error.to_string().contains("max_depth"), "{error}");
    // Four on each level are none too many, and who takes deeper documents takes more of them.
    assert!(xml::from_str::<P>(&declared(250, 4, "<p0x0:C/>")).is_ok());
    let mut deeper = xml::ReadOptions::default();
    deeper.max_depth = 20_000;
    assert!(xml::from_str_with::<P>(&declared(250, 250, "<p0x0:C/>"), deeper).is_ok());
}

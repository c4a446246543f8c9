//! Members that stand behind one that comes after them: .NET passes over them, the lenient reader takes their
//! values. What .NET passes over must not be refused, whatever is in it.

use datacontract::dynamic::from_value;
use datacontract::xml::{self, ReadOptions};
use datacontract::{DataContract, ErrorKind, Field, NoticeKind};

#[derive(Clone, Debug, Default, PartialEq, DataContract)]
#[contract(namespace = "", value_type)]
struct Pair {
    #[contract(name = "First")]
    first: i32,
    #[contract(name = "Second")]
    second: i32,
}

#[derive(Clone, Debug, Default, PartialEq, DataContract)]
#[contract(namespace = "")]
struct Node {
    #[contract(name = "Number")]
    number: i32,
    #[contract(name = "Numbers")]
    numbers: Option<Vec<i32>>,
    #[contract(name = "Other")]
    other: Option<Box<Node>>,
    #[contract(name = "Pair")]
    pair: Pair,
    #[contract(name = "Required", is_required)]
    required: i32,
    #[contract(name = "Z")]
    z: Option<String>,
}

/// What all ways of reading make of a document: they agree.
fn read(content: &str) -> Result<Node, ErrorKind> {
    let text = format!("<Node xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">{content}</Node>");
    let made = xml::from_str::<Node>(&text).map_err(|error| error.kind());
    assert_eq!(
        datacontract::__private::slow_path::from_str::<Node>(&text, ReadOptions::default())
            .map_err(|error| error.kind()),
        made
    );
    let spaced = text.replace("><", ">\n<");
    assert_eq!(xml::from_str::<Node>(&spaced).map_err(|error| error.kind()), made);
    let untyped = xml::read_value(&text, &Node::TYPE).map_err(|error| error.kind());
    assert_eq!(untyped.map(|value| from_value::<Node>(&value).expect("it has a Rust form")), made);
    made
}

fn node() -> Node {
    Node { required: 7, z: Some("z".to_owned()), ..Node::default() }
}

#[test]
fn values_are_taken() {
    let pair = Pair { first: 1, second: 2 };
    let expected = Node { number: 5, numbers: Some(vec![1]), pair, ..node() };
    assert_eq!(
        read(
            "<Required>7</Required><Z>z</Z><Pair><First>1</First><Second>2</Second></Pair>\
             <Number>5</Number><Numbers><int xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\">1</int></Numbers>"
        ),
        Ok(expected)
    );
}

#[test]
fn what_has_no_value_is_passed_over() {
    for odd in [
        "<Number>x</Number>",
        "<Number i:nil=\"true\" />",
        "<Numbers><int xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\">1</int>\
         <int xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\">x</int></Numbers>",
        "<Numbers>text</Numbers>",
        "<Pair><First>1</First><Second>x</Second></Pair>",
        "<Other><Number>x</Number></Other>",
        "<Other><Number>5</Number></Other>",
        "<Other><Required>1</Required><Other><Number>x</Number><Required>1</Required></Other></Other>",
    ] {
        let content = format!("<Required>7</Required><Z>z</Z>{odd}");
        // The inner objects have members out of order of their own.
        let expected = node();
        let made = read(&content).unwrap_or_else(|kind| panic!("{kind:?}: {odd}"));
        assert_eq!(Node { other: None, ..made.clone() }, expected, "{odd}");
    }
}

#[test]
fn what_is_required_or_malformed_is_refused() {
    assert_eq!(read("<Z>z</Z><Required>x</Required>"), Err(ErrorKind::Value));
    assert_eq!(read("<Required>7</Required><Z>z</Z><Number>x<a></Number>"), Err(ErrorKind::Syntax));
    assert_eq!(
        read("<Required>7</Required><Z>z</Z><Other><Number>x</Number></Pair>"),
        Err(ErrorKind::Syntax)
    );
    // In order, nothing is passed over.
    assert_eq!(read("<Number>x</Number><Required>7</Required>"), Err(ErrorKind::Value));
}

#[test]
fn it_is_told() {
    let mut notices = Vec::new();
    let mut options = ReadOptions::default();
    let mut notice = |notice: &datacontract::Notice<'_>| notices.push((notice.kind, notice.name.to_owned()));
    options.notices = Some(&mut notice);
    let text = "<Node><Required>7</Required><Z>z</Z><Pair><First>x</First></Pair></Node>";
    xml::from_str_with::<Node>(text, options).expect("it is read");
    assert!(notices.contains(&(NoticeKind::OutOfOrder, "Pair".to_owned())), "{notices:?}");
}

/// Each level is out of order, and the innermost cannot be read: nothing is read more than twice a level.
#[test]
fn many_levels_cost_no_more_than_they_are_long() {
    let deep = |inner: &str| {
        let (open, close) = ("<Required>1</Required><Z>z</Z><Other>".repeat(80), "</Other>".repeat(80));
        format!("{open}{inner}{close}")
    };
    assert!(read(&deep("<Required>1</Required><Z>z</Z><Number>x</Number>")).is_ok());
    assert!(read(&deep("<Number>x</Number><Required>1</Required>")).is_ok());
    assert_eq!(read(&deep("<Number>x</Number><Required>1</Required")), Err(ErrorKind::Syntax));
}

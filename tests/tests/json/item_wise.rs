//! An array that is read item by item has the same items as the whole document, and the same errors and notices; one
//! that is written item by item has the same bytes.

use datacontract::__private::item_wise::{Outcome, read_json, write_json};
use datacontract::contract::{Contract, Member, Primitive, Type};
use datacontract::dynamic::{ContractSet, DynamicList, DynamicObject, Value};
use datacontract::json::{self, ReadOptions, WriteOptions};
use datacontract::{ErrorKind, Notice};
use datacontract_tests::arbitrary::{self, Choices};
use proptest::prelude::*;

/// A document with an array, and the members that lead to it.
#[derive(Clone, Copy)]
struct Listing<'a> {
    root: &'a Type,
    path: &'a [&'a str],
}

/// How a document is read.
#[derive(Clone, Copy, Debug)]
struct Mode {
    strict: bool,
    require: bool,
    max_depth: u32,
    /// Whether there is a hook for notices.
    has_hook: bool,
}

/// What may be anywhere in a document, by mistake or by malice.
const ODDITIES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    " ",
    "\n",
    "0",
    "-",
    ".5",
    "e",
    "null",
    "true",
    "{}",
    "[]",
    "\"x\"",
    "\"x\":1,",
    "99999999999999999999",
    "\u{0}",
    "é",
    "\\u12",
];

fn options<'o>(mode: Mode) -> ReadOptions<'o> {
    let mut options = ReadOptions::default();
    (options.strict, options.require, options.max_depth) = (mode.strict, mode.require, mode.max_depth);
    options
}

/// Takes the items out of a value.
fn take_items(value: &mut Value, path: &[&str]) -> Vec<Value> {
    match (value, path) {
        (Value::List(list), []) => std::mem::take(&mut list.items),
        (Value::Object(object), [first, rest @ ..]) => match object.get_mut(first) {
            Some(inner) => take_items(inner, rest),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Compares both ways of reading a document that comes in chunks of some size.
fn check(text: &str, Listing { root, path }: Listing<'_>, mode: Mode, chunk: usize) {
    let (mut of_whole, mut of_items) = (Vec::new(), Vec::new());
    let mut note = |notice: &Notice<'_>| of_whole.push(format!("{notice:?}"));
    let mut whole_options = options(mode);
    whole_options.notices = mode.has_hook.then_some(&mut note);
    let whole = json::read_value_with(text, root, whole_options);
    let mut note = |notice: &Notice<'_>| of_items.push(format!("{notice:?}"));
    let mut item_options = options(mode);
    item_options.notices = mode.has_hook.then_some(&mut note);
    let mut chunks = text.as_bytes().chunks(chunk);
    let Outcome { items, document } =
        read_json(&mut chunks, (root, &path.join("/")), item_options).expect("it is a list");
    let context = || format!("{mode:?} by {chunk}: {text}");
    match (whole, document) {
        (Ok(mut whole), Ok(document)) => {
            assert_eq!(take_items(&mut whole, path), items, "{}", context());
            assert_eq!(whole, document, "{}", context());
            of_whole.sort();
            of_items.sort();
            assert_eq!(of_whole, of_items, "{}", context());
        }
        (_, Err(error)) if error.message().contains("stands twice") => {
            assert_eq!(error.kind(), ErrorKind::Unexpected);
        }
        (Err(whole), Err(error)) => assert_eq!(format!("{whole:?}"), format!("{error:?}"), "{}", context()),
        (whole, document) => panic!("{whole:?} or {document:?}: {}", context()),
    }
}

fn check_all(text: &str, listing: Listing<'_>, choices: &mut Choices) {
    for (strict, require, max_depth) in
        [(false, true, 256), (true, true, 256), (false, false, 256), (false, true, 3)]
    {
        for has_hook in [false, true] {
            let chunk = *choices.one_of(&[1, 2, 3, 7, 16, 50, 200, 100_000]);
            check(text, listing, Mode { strict, require, max_depth, has_hook }, chunk);
        }
    }
}

/// Puts something in, takes something away, says something twice.
fn spoil(text: &mut String, choices: &mut Choices) {
    let boundary = |choices: &mut Choices, text: &str| {
        let place = choices.below(text.len() + 1);
        (0..=place).rev().find(|&place| text.is_char_boundary(place)).unwrap_or(0)
    };
    let (a, b) = (boundary(choices, text), boundary(choices, text));
    let (start, end) = (a.min(b), a.max(b));
    match choices.below(6) {
        0..3 => text.insert_str(start, choices.one_of::<&str>(&ODDITIES)),
        3 if end - start < 12 => text.replace_range(start..end, ""),
        4 => text.truncate(end),
        _ => {
            if let Some(c) = text[start..].chars().next() {
                text.replace_range(start..start + c.len_utf8(), "");
            }
        }
    }
}

/// Checks that item by item the same is written as the whole value.
fn check_writing(
    value: &Value,
    Listing { root, path }: Listing<'_>,
    options: &WriteOptions,
    whole: &datacontract::Result<String>,
) {
    let mut document = value.clone();
    let items = take_items(&mut document, path);
    match (whole, write_json(&document, &items, (root, &path.join("/")), options)) {
        (Ok(whole), Ok(written)) => assert_eq!(String::from_utf8_lossy(&written), *whole),
        (Err(whole), Err(written)) => assert_eq!(format!("{written:?}"), format!("{whole:?}")),
        (whole, written) => panic!("{whole:?} or {written:?} of {value:?}"),
    }
}

fn check_variants(value: &Value, listing: Listing<'_>, choices: &mut Choices) {
    for indented in [false, true] {
        let mut options = WriteOptions::default();
        options.indented = indented;
        let whole = json::write_value(value, listing.root, &options);
        check_writing(value, listing, &options, &whole);
        let Ok(written) = whole else { return };
        check_all(&written, listing, choices);
        for _ in 0..6 {
            let mut text = written.clone();
            for _ in 0..3 {
                spoil(&mut text, choices);
                check_all(&text, listing, choices);
            }
        }
    }
}

fn list_of(choices: &mut Choices, item: &Type) -> (Type, Value) {
    let ty = Type::List(ContractSet::keep_type(*item));
    let mut list = DynamicList::new(ty);
    for _ in 0..choices.below(5) {
        list.items.push(arbitrary::value(choices, item, 3));
    }
    (ty, Value::List(Box::new(list)))
}

/// An object that has a list among its members, and one that has such an object: their types.
fn pages(list: &Type) -> [Type; 2] {
    let mut set = ContractSet::new();
    let (page, answer) = (set.declare(), set.declare());
    let members = vec![
        Member::new("Total", super::INT).required(),
        Member::new("Rows", *list),
        Member::new("Size", super::DECIMAL),
        Member::new("Token", super::STRING),
    ];
    set.define(page, Contract::class("Page", "urn:pages").members(ContractSet::keep(members)));
    let members = vec![
        Member::new("At", super::DATE),
        Member::new("Page", Type::Contract(page)),
        Member::new("Z", super::INT),
    ];
    set.define(answer, Contract::class("Answer", "urn:pages").members(ContractSet::keep(members)));
    [page, answer].map(Type::Contract)
}

fn object(ty: Type, member: &str, value: Value) -> Value {
    let mut object = DynamicObject::new(ty);
    if let Some(place) = object.get_mut("Token") {
        *place = Value::String("a \"b\" ]}".to_owned());
    }
    if let Some(place) = object.get_mut(member) {
        *place = value;
    }
    Value::Object(Box::new(object))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arrays_of_any_contract(seed: u64) {
        let mut choices = Choices::new(seed);
        let item = if choices.once_in(3) {
            Type::Primitive(*choices.one_of(&Primitive::ALL))
        } else {
            arbitrary::contracts(&mut choices)
        };
        let (list, value) = list_of(&mut choices, &item);
        check_variants(&value, Listing { root: &list, path: &[] }, &mut choices);
        let [page, answer] = pages(&list);
        let value = object(page, "Rows", value);
        check_variants(&value, Listing { root: &page, path: &["Rows"] }, &mut choices);
        let value = object(answer, "Page", value);
        check_variants(&value, Listing { root: &answer, path: &["Page", "Rows"] }, &mut choices);
    }
}

/// What is wrong may be known only from what stands behind the item, or from the next chunk.
#[test]
fn errors_look_beyond_the_end_of_an_item() {
    let strings = Type::List(&super::STRING);
    for (root, text) in [
        (&super::INTS, "[-\n 1]"),
        (&super::INTS, "[1,-\n]"),
        (&super::INTS, "[1,\n]"),
        (&super::INTS, "[1 2314]"),
        (&super::INTS, "[01]"),
        (&super::INTS, "[1e]"),
        (&super::INTS, "[tru]"),
        (&super::INTS, "[1,"),
        (&super::INTS, "["),
        (&strings, r#"["\u12":1,]"#),
        (&strings, r#"["a\u12","b"]"#),
        (&strings, r#"["\ud83d\u"]"#),
        (&strings, r#"["\u12""#),
        (&strings, r#"["a"2314]"#),
        (&strings, r#"["a",]"#),
    ] {
        for chunk in 1..=text.len() {
            for has_hook in [false, true] {
                let mode = Mode { strict: false, require: true, max_depth: 256, has_hook };
                check(text, Listing { root, path: &[] }, mode, chunk);
            }
        }
    }
}

/// The last of two members with one name counts; the items of the first were given already.
#[test]
fn a_list_that_stands_twice_is_an_error() {
    let [page, answer] = pages(&super::INTS);
    for (root, path, text) in [
        (&page, "Rows", r#"{"Total":1,"Rows":[1],"Rows":[2]}"#),
        (&page, "Rows", r#"{"Total":1,"Rows":[1],"ROWS":null}"#),
        (&answer, "Page/Rows", r#"{"Page":{"Total":1,"Rows":[1],"Size":2},"Z":5,"Page":null}"#),
    ] {
        let mut chunks = text.as_bytes().chunks(5);
        let outcome = read_json(&mut chunks, (root, path), ReadOptions::default()).expect("it is a list");
        let error = outcome.document.expect_err(text);
        assert!(error.message().contains("stands twice"), "{text}: {error}");
    }
}

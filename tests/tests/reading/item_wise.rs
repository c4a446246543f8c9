//! A list that is read item by item has the same items as the whole document, and the same errors and notices; one that
//! is written item by item has the same bytes.

use crate::documents::{LAYOUTS, MODES, laid_out, spoil, write_options};
use datacontract::__private::slow_path::{Outcome, read_items, write_items};
use datacontract::contract::{Contract, Member, Primitive, Serializer, Type};
use datacontract::dynamic::{ContractSet, DynamicList, DynamicObject, Value};
use datacontract::xml::{self, ReadOptions};
use datacontract::{ErrorKind, Notice};
use datacontract_tests::arbitrary::{self, Choices, FORMS};
use proptest::prelude::*;

/// A document with a list.
#[derive(Clone, Copy)]
struct Listing<'a> {
    root: &'a Type,
    /// The members that lead to the list.
    path: &'a [&'a str],
    serializer: Serializer,
}

/// How a document is read.
#[derive(Clone, Copy)]
struct Mode {
    strict: bool,
    require: bool,
    max_depth: u32,
    /// Whether there is a hook for notices.
    has_hook: bool,
}

fn options<'o>(serializer: Serializer, mode: Mode) -> ReadOptions<'o> {
    let mut options = ReadOptions::default();
    (options.strict, options.require, options.max_depth) = (mode.strict, mode.require, mode.max_depth);
    options.serializer = serializer;
    options
}

/// Takes the items out of a value.
fn take_items(value: &mut Value, path: &[&str]) -> Vec<Value> {
    match (value, path) {
        (Value::List(list), []) => std::mem::take(&mut list.items),
        (Value::Object(object), [first, rest @ ..]) => {
            let Some(inner) = object.get_mut(first) else { return Vec::new() };
            take_items(inner, rest)
        }
        _ => Vec::new(),
    }
}

/// Compares both ways of reading a document that comes in chunks of some size.
fn check(text: &str, listing: Listing<'_>, mode: Mode, chunk: usize) {
    let Listing { root, path, serializer } = listing;
    let (mut of_whole, mut of_items) = (Vec::new(), Vec::new());
    let mut note = |notice: &Notice<'_>| of_whole.push(format!("{notice:?}"));
    let mut whole_options = options(serializer, mode);
    whole_options.notices = Some(&mut note);
    let whole = xml::read_value_with(text, root, whole_options);

    let mut note = |notice: &Notice<'_>| of_items.push(format!("{notice:?}"));
    let mut item_options = options(serializer, mode);
    item_options.notices = mode.has_hook.then_some(&mut note);
    let mut chunks = text.as_bytes().chunks(chunk);
    let outcome = read_items(&mut chunks, (root, &path.join("/")), item_options).expect("it is a list");

    let context = || format!("{serializer:?} strict {} by {chunk}: {text}", mode.strict);
    let Outcome { items, document } = outcome;
    let is_passed_over = !mode.strict && of_whole.iter().any(|notice| notice.contains("OutOfOrder"));
    match (whole, document) {
        (Ok(mut whole), Ok(document)) => {
            assert_eq!(take_items(&mut whole, path), items, "{}", context());
            assert_eq!(whole, document, "{}", context());
            of_whole.sort();
            of_items.sort();
            if mode.has_hook {
                assert_eq!(of_whole, of_items, "{}", context());
            }
        }
        (_, Err(error)) if is_of_items(&error) => {}
        // The ordinary reader passes over what is out of order and wrong; here the items before the error are known.
        (_, Err(_)) if is_passed_over => {}
        // An object that another item refers to, or has the number of.
        (Err(whole), _) if whole.kind() == ErrorKind::Reference => {}
        // It skips what is out of order and wrong, and then says how it is malformed.
        (Err(whole), Err(error))
            if !mode.strict
                && !path.is_empty()
                && whole.kind() == ErrorKind::Syntax
                && error.kind() != ErrorKind::Syntax
                && whole.offset() >= error.offset() => {}
        (Err(whole), Err(error)) => {
            assert_eq!(format!("{whole:?}"), format!("{error:?}"), "{}", context());
        }
        (whole, document) => panic!("{whole:?} or {document:?}: {}", context()),
    }
}

/// Whether an error is for what can only be read as a whole.
fn is_of_items(error: &datacontract::Error) -> bool {
    let message = error.message();
    match error.kind() {
        ErrorKind::Reference => message.contains("not in the same item"),
        ErrorKind::Unexpected => {
            message.contains("the list stands twice") || message.contains("so that it is passed over")
        }
        ErrorKind::UnknownType => message.contains("no list can be read item by item"),
        _ => false,
    }
}

fn check_all(text: &str, listing: Listing<'_>, choices: &mut Choices) {
    for (strict, require, max_depth) in MODES {
        for has_hook in [false, true] {
            let mode = Mode { strict, require, max_depth, has_hook };
            let chunk = *choices.one_of(&[1, 2, 3, 7, 16, 50, 200, 100_000]);
            check(text, listing, mode, chunk);
        }
    }
}

/// Checks a document in all layouts, and spoiled in many ways.
fn check_variants(written: &str, listing: Listing<'_>, choices: &mut Choices) {
    check_all(written, listing, choices);
    for layout in LAYOUTS {
        let mut text = laid_out(written, layout);
        check_all(&text, listing, choices);
        for _ in 0..6 {
            spoil(&mut text, choices);
            check_all(&text, listing, choices);
        }
    }
}

/// Checks that item by item the same is written as the whole value, in any layout.
fn check_writing(value: &Value, Listing { root, path, serializer }: Listing<'_>) {
    for (declaration, indented) in [(false, false), (true, false), (true, true)] {
        let mut options = write_options(serializer);
        (options.declaration, options.indented) = (declaration, indented);
        let whole = xml::write_value(value, root, &options);
        let mut document = value.clone();
        let items = take_items(&mut document, path);
        let written = write_items(&document, &items, (root, &path.join("/")), &options);
        match (whole, written) {
            (Ok(whole), Ok(written)) => assert_eq!(String::from_utf8_lossy(&written), whole),
            (Err(whole), Err(written)) => assert_eq!(format!("{written:?}"), format!("{whole:?}")),
            (whole, written) => panic!("{whole:?} or {written:?} of {value:?}"),
        }
    }
}

fn list_of(choices: &mut Choices, item: &Type) -> (Type, Value) {
    let item = ContractSet::keep_type(*item);
    let ty = if choices.once_in(3) { Type::Array(item) } else { Type::List(item) };
    let mut list = DynamicList::new(ty);
    for _ in 0..choices.below(5) {
        list.items.push(arbitrary::value(choices, item, 3));
    }
    (ty, Value::List(Box::new(list)))
}

/// An object that has a list among its members, and one that has such an object: their types.
fn pages(choices: &mut Choices, list: &Type) -> [Type; 2] {
    let mut set = ContractSet::new();
    let (page, answer) = (set.declare(), set.declare());
    let namespace =
        *choices.one_of(&["urn:pages", "", "http://schemas.datacontract.org/2004/07/Shop.Models"]);
    let required =
        |choices: &mut Choices, member: Member| if choices.once_in(4) { member.required() } else { member };
    let members = vec![
        required(choices, Member::new("Total", Type::Primitive(Primitive::Int32))),
        Member::new("Rows", *list),
        required(choices, Member::new("Size", Type::Primitive(Primitive::Decimal))),
        Member::new("Token", Type::Primitive(Primitive::String)),
    ];
    set.define(page, Contract::class("Page", namespace).members(ContractSet::keep(members)));
    let members = vec![
        Member::new("At", Type::Primitive(Primitive::DateTime)),
        Member::new("Page", Type::Contract(page)),
        Member::new("Status", Type::Primitive(Primitive::String)),
    ];
    let namespace = *choices.one_of(&["urn:pages", "urn:answers"]);
    set.define(answer, Contract::class("Answer", namespace).members(ContractSet::keep(members)));
    [page, answer].map(Type::Contract)
}

fn object(choices: &mut Choices, ty: Type, member: &str, value: Value) -> Value {
    let mut object = DynamicObject::new(ty);
    for name in ["Total", "Size", "Token", "At", "Status"] {
        if let Some(place) = object.get_mut(name) {
            *place = match name {
                "Total" => Value::Int32(5),
                "Size" => Value::Decimal("1.50".parse().expect("a decimal")),
                "At" => Value::DateTime("2026-11-28T10:00:00".parse().expect("a date")),
                _ if choices.once_in(3) => Value::Null,
                _ => Value::String("a < b".to_owned()),
            };
        }
    }
    if let Some(place) = object.get_mut(member) {
        *place = value;
    }
    Value::Object(Box::new(object))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lists_of_any_contract(seed: u64) {
        for serializer in FORMS {
            let mut choices = Choices::new(seed);
            let item = arbitrary::contracts_for(&mut choices, serializer);
            let (list, value) = list_of(&mut choices, &item);
            let listing = Listing { root: &list, path: &[], serializer };
            check_writing(&value, listing);
            let Ok(written) = xml::write_value(&value, &list, &write_options(serializer)) else { continue };
            check_variants(&written, listing, &mut choices);
            let [page, answer] = pages(&mut choices, &list);
            let value = object(&mut choices, page, "Rows", value);
            check_writing(&value, Listing { root: &page, path: &["Rows"], serializer });
            let Ok(written) = xml::write_value(&value, &page, &write_options(serializer)) else { continue };
            check_variants(&written, Listing { root: &page, path: &["Rows"], serializer }, &mut choices);
            let value = object(&mut choices, answer, "Page", value);
            check_writing(&value, Listing { root: &answer, path: &["Page", "Rows"], serializer });
            let Ok(written) = xml::write_value(&value, &answer, &write_options(serializer)) else { continue };
            check_variants(&written, Listing { root: &answer, path: &["Page", "Rows"], serializer }, &mut choices);
        }
    }

    #[test]
    fn lists_of_primitives(seed: u64) {
        for serializer in FORMS {
            let mut choices = Choices::new(seed);
            let primitive = Type::Primitive(*choices.one_of(&Primitive::ALL));
            let (list, value) = list_of(&mut choices, &primitive);
            check_writing(&value, Listing { root: &list, path: &[], serializer });
            let Ok(written) = xml::write_value(&value, &list, &write_options(serializer)) else { continue };
            check_variants(&written, Listing { root: &list, path: &[], serializer }, &mut choices);
        }
    }

    #[test]
    fn shared_objects(seed: u64) {
        let mut choices = Choices::new(seed);
        let (item, value) = arbitrary::graph(&mut choices);
        let list = Type::List(ContractSet::keep_type(item));
        let listing = Listing { root: &list, path: &[], serializer: Serializer::DataContractSerializer };
        // Objects of their own in each item: their numbers go on through the document.
        let text = xml::write_value(&value, &item, &xml::WriteOptions::default()).expect("it can be written");
        let mut apart = DynamicList::new(list);
        apart.items.extend((0..3).map(|_| xml::read_value(&text, &item).expect("it can be read")));
        let apart = Value::List(Box::new(apart));
        check_writing(&apart, listing);
        let [page, _] = pages(&mut choices, &list);
        let apart = object(&mut choices, page, "Rows", apart);
        check_writing(&apart, Listing { root: &page, path: &["Rows"], ..listing });
        let mut values = DynamicList::new(list);
        values.items.extend([value.clone(), value]);
        let written = xml::write_value(&Value::List(Box::new(values)), &list, &xml::WriteOptions::default())
            .expect("it can be written");
        check_variants(&written, listing, &mut choices);
    }
}

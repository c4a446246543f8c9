//! The fast path reads as the slow path does: the same value, the same notices, the same error.

use datacontract::__private::slow_path;
use datacontract::contract::{Serializer, Type};
use datacontract::value::Field;
use datacontract::xml::{self, ReadOptions, WriteOptions};
use datacontract::{Error, Notice, UnknownValue, json};
use datacontract_apis::lcmanager::LeadUpdateRequest;
use datacontract_apis::leadbank::{LeadResponse, LeadState};
use datacontract_tests::arbitrary::{self, Choices, FORMS};
use proptest::prelude::*;
use roxmltree::Node;
use std::fmt::Write as _;

const CONTRACTS: Serializer = Serializer::DataContractSerializer;

/// What makes a difference to a reader.
const MODES: [(bool, bool, u32); 5] =
    [(false, true, 256), (true, true, 256), (false, false, 256), (false, true, 2), (true, false, 3)];

/// What may be anywhere in a document, by mistake or by malice.
const ODDITIES: [&str; 30] = [
    "<",
    ">",
    "&",
    "/",
    "\"",
    "'",
    "-",
    "0",
    "x",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{fffe}",
    "é",
    "😀",
    "&amp;",
    "&#x41;",
    "]]>",
    "<!-- - -->",
    "<![CDATA[1]]>",
    "<?x y?>",
    "<X/>",
    "<X>1</X>",
    "</X>",
    " i:nil=\"true\"",
    " xmlns=\"urn:other\"",
    "99999999999999999999",
    "<!DOCTYPE x>",
];

type Read<'f> = &'f dyn Fn(&str, ReadOptions<'_>) -> Result<String, Error>;

/// All that is to be known of how a document was read.
fn outcome(
    text: &str,
    serializer: Serializer,
    (strict, require, max_depth): (bool, bool, u32),
    read: Read<'_>,
) -> String {
    let mut notices = String::new();
    let mut note = |notice: &Notice<'_>| {
        let _ = writeln!(notices, "{notice:?}");
    };
    let mut options = ReadOptions::default();
    (options.strict, options.require, options.max_depth) = (strict, require, max_depth);
    options.serializer = serializer;
    options.notices = Some(&mut note);
    let result = read(text, options).map_err(|error| format!("{error:?} {error}"));
    format!("{notices}{result:?}")
}

/// Whether the document could be read.
fn check(text: &str, serializer: Serializer, fast: Read<'_>, slow: Read<'_>) -> bool {
    for mode in MODES {
        let (fast, slow) = (outcome(text, serializer, mode, fast), outcome(text, serializer, mode, slow));
        assert_eq!(fast, slow, "{serializer:?} {mode:?} {text}");
    }
    let mut options = ReadOptions::default();
    options.serializer = serializer;
    fast(text, options).is_ok()
}

fn write_options(serializer: Serializer) -> WriteOptions<'static> {
    let mut options = WriteOptions::default();
    options.serializer = serializer;
    options
}

fn check_value(text: &str, ty: &Type, serializer: Serializer) -> bool {
    let written = |value| xml::write_value(&value, ty, &write_options(serializer));
    check(
        text,
        serializer,
        &|text, options| xml::read_value_with(text, ty, options).and_then(written),
        &|text, options| slow_path::read_value(text, ty, options).and_then(written),
    )
}

fn check_typed<T: Field + Default>(text: &str, serializer: Serializer) -> bool {
    let written = |value: T| xml::to_string_with(&value, &write_options(serializer));
    check(
        text,
        serializer,
        &|text, options| xml::from_str_with(text, options).and_then(written),
        &|text, options| slow_path::from_str(text, options).and_then(written),
    )
}

/// How a document is laid out.
#[derive(Clone, Copy)]
struct Layout {
    is_indented: bool,
    is_prefixed: bool,
    is_reversed: bool,
}

/// The same document in another layout; items of collections change their order too.
fn laid_out(text: &str, layout: Layout) -> String {
    let document = roxmltree::Document::parse(text).expect("it was written");
    let mut namespaces: Vec<&str> = Vec::new();
    for namespace in document.descendants().filter_map(|node| node.tag_name().namespace()) {
        if !namespaces.contains(&namespace) {
            namespaces.push(namespace);
        }
    }
    let mut out = String::new();
    lay_out(document.root_element(), (layout, &namespaces), 0, &mut out);
    out
}

fn lay_out(node: Node<'_, '_>, (layout, namespaces): (Layout, &[&str]), depth: usize, out: &mut String) {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let namespace = node.tag_name().namespace().unwrap_or("");
    let prefix =
        |namespace: &str| format!("n{}", namespaces.iter().position(|&n| n == namespace).unwrap_or(99));
    let mut name = node.tag_name().name().to_owned();
    if layout.is_prefixed && !namespace.is_empty() {
        name = format!("{}:{name}", prefix(namespace));
    }
    let _ = write!(out, "<{name}");
    if depth == 0 {
        out.push_str(" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"");
        for namespace in namespaces {
            let _ = write!(out, " xmlns:{}=\"{}\"", prefix(namespace), escaped(namespace));
        }
    }
    let around = node.parent_element().map_or("", |parent| parent.tag_name().namespace().unwrap_or(""));
    if !layout.is_prefixed && namespace != around {
        let _ = write!(out, " xmlns=\"{}\"", escaped(namespace));
    }
    for attribute in node.attributes() {
        let value = match attribute.value().split_once(':') {
            Some((declared, local)) if attribute.name() == "type" => {
                let namespace = node.lookup_namespace_uri(Some(declared)).unwrap_or("");
                let _ = write!(out, " xmlns:t=\"{}\"", escaped(namespace));
                format!("t:{local}")
            }
            _ => attribute.value().to_owned(),
        };
        let of = attribute.namespace().unwrap_or("");
        let _ = write!(out, " xmlns:q=\"{of}\" q:{}=\"{}\"", attribute.name(), escaped(&value));
    }
    let mut children: Vec<Node<'_, '_>> = node.children().filter(Node::is_element).collect();
    if layout.is_reversed {
        children.reverse();
    }
    let text = node.text().filter(|_| children.is_empty()).unwrap_or("");
    let _ = write!(out, ">{}", escaped(text));
    for child in &children {
        if layout.is_indented {
            let _ = write!(out, "\n{:width$}", "", width = 3 * (depth + 1));
        }
        lay_out(*child, (layout, namespaces), depth + 1, out);
    }
    if layout.is_indented && !children.is_empty() {
        let _ = write!(out, "\r\n{:width$}", "", width = 3 * depth);
    }
    let _ = write!(out, "</{name}>");
}

const LAYOUTS: [Layout; 6] = [
    Layout { is_indented: false, is_prefixed: false, is_reversed: false },
    Layout { is_indented: true, is_prefixed: false, is_reversed: false },
    Layout { is_indented: false, is_prefixed: true, is_reversed: false },
    Layout { is_indented: false, is_prefixed: false, is_reversed: true },
    Layout { is_indented: true, is_prefixed: true, is_reversed: false },
    Layout { is_indented: true, is_prefixed: true, is_reversed: true },
];

/// Puts something elsewhere, takes something away, says something twice.
fn spoil(text: &mut String, choices: &mut Choices) {
    let boundary = |choices: &mut Choices, text: &str| {
        let place = choices.below(text.len() + 1);
        (0..=place).rev().find(|&place| text.is_char_boundary(place)).unwrap_or(0)
    };
    let (a, b) = (boundary(choices, text), boundary(choices, text));
    let (start, end) = (a.min(b), a.max(b));
    let elements: Vec<std::ops::Range<usize>> = match roxmltree::Document::parse(text) {
        Ok(document) => document.root_element().descendants().skip(1).map(|node| node.range()).collect(),
        Err(_) => Vec::new(),
    };
    match choices.below(6) {
        0 => text.insert_str(start, choices.one_of::<&str>(&ODDITIES)),
        1 if end - start < 8 => text.replace_range(start..end, ""),
        1 => {
            if let Some(c) = text[start..].chars().next() {
                text.replace_range(start..start + c.len_utf8(), "");
            }
        }
        2 => text.truncate(end),
        // An element twice, an element less, an element elsewhere.
        which if !elements.is_empty() => {
            let element = choices.one_of(&elements).clone();
            let copy = text[element.clone()].to_owned();
            let target = choices.one_of(&elements).clone();
            match which {
                3 => text.replace_range(element, ""),
                4 => text.insert_str(element.start, &copy),
                _ => text.insert_str(target.start, &copy),
            }
        }
        _ => text.insert(start, ' '),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_of_any_contract(seed: u64) {
        for serializer in FORMS {
            let mut choices = Choices::new(seed);
            let ty = arbitrary::contracts_for(&mut choices, serializer);
            let value = arbitrary::value(&mut choices, &ty, 4);
            // `XmlSerializer` refuses some contracts, which `properties` counts.
            let Ok(written) = xml::write_value(&value, &ty, &write_options(serializer)) else { continue };
            prop_assert!(check_value(&written, &ty, serializer));
            for layout in LAYOUTS {
                // Twice, since the order of the first is learnt from.
                let mut text = laid_out(&written, layout);
                check_value(&text, &ty, serializer);
                check_value(&text, &ty, serializer);
                for _ in 0..6 {
                    spoil(&mut text, &mut choices);
                    check_value(&text, &ty, serializer);
                }
            }
        }
    }

    #[test]
    fn shared_objects(seed: u64) {
        let mut choices = Choices::new(seed);
        let (ty, value) = arbitrary::graph(&mut choices);
        let mut text = xml::write_value(&value, &ty, &WriteOptions::default()).expect("it can be written");
        prop_assert!(check_value(&text, &ty, CONTRACTS));
        for _ in 0..8 {
            spoil(&mut text, &mut choices);
            check_value(&text, &ty, CONTRACTS);
        }
    }
}

/// Cuts a document at each place, takes away each character, and puts each oddity everywhere.
fn at_every_place<T: Field + Default>(text: &str, serializer: Serializer) {
    assert!(check_typed::<T>(text, serializer));
    for (place, c) in text.char_indices() {
        check_typed::<T>(&text[..place], serializer);
        check_typed::<T>(&[&text[..place], &text[place + c.len_utf8()..]].concat(), serializer);
        for oddity in ODDITIES {
            check_typed::<T>(&[&text[..place], oddity, &text[place..]].concat(), serializer);
        }
    }
}

fn lead() -> LeadUpdateRequest {
    let sample = include_str!("../../specs/lcmanager/samples/LeadUpdate.request.json");
    json::from_str(sample).expect("the sample of the page")
}

#[test]
fn every_place_of_an_object_with_a_base_class() {
    for serializer in FORMS {
        let text = xml::to_string_with(&lead(), &write_options(serializer)).expect("it can be written");
        for layout in LAYOUTS {
            let text = laid_out(&text, layout);
            assert!(check_typed::<LeadUpdateRequest>(&text, serializer));
        }
        at_every_place::<LeadUpdateRequest>(&text, serializer);
    }
}

#[test]
fn every_place_of_nested_lists() {
    let sample = include_str!("../../specs/leadbank/samples/leads.response.json");
    let mut value: LeadResponse = json::from_str(sample).expect("the sample of the page");
    if let Some(leads) = &mut value.leads {
        leads.truncate(1);
        // XML has only names for the values of an enum, and the page does not notify them.
        for lead in leads.iter_mut() {
            lead.state = LeadState::Unknown(UnknownValue::Text("New".into()));
        }
        if let Some(contents) = leads.first_mut().and_then(|lead| lead.contents.as_mut()) {
            contents.truncate(2);
        }
    }
    for serializer in FORMS {
        let text = xml::to_string_with(&value, &write_options(serializer)).expect("it can be written");
        for layout in LAYOUTS {
            assert!(check_typed::<LeadResponse>(&laid_out(&text, layout), serializer));
        }
        at_every_place::<LeadResponse>(&text, serializer);
    }
}

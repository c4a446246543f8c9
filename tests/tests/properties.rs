//! What holds for any contract, any value, any document.

use datacontract::contract::{Contract, ContractRef, Kind, Member, Naming, Serializer, Type, encode_name};
use datacontract::dynamic::Value;
use datacontract::xml::{self, ReadOptions, WriteOptions};
use datacontract::{ErrorKind, Notice, json};
use datacontract_tests::arbitrary::{self, Choices, FORMS};
use proptest::prelude::*;
use std::fmt::Write as _;

fn written(value: &Value, ty: &Type) -> String {
    xml::write_value(value, ty, &WriteOptions::default()).expect("values of the generator can be written")
}

/// A contract and a value of it in a form of XML.
struct Case {
    serializer: Serializer,
    ty: Type,
    xml: String,
    choices: Choices,
}

impl Case {
    /// In both forms; in that of `XmlSerializer` none if it refuses the contracts or the value.
    fn in_both_forms(seed: u64) -> impl Iterator<Item = Case> {
        FORMS.into_iter().filter_map(move |serializer| {
            let mut choices = Choices::new(seed);
            let ty = arbitrary::contracts_for(&mut choices, serializer);
            let value = arbitrary::value(&mut choices, &ty, 4);
            let mut case = Case { serializer, ty, xml: String::new(), choices };
            match case.try_write(&value) {
                Ok(xml) => case.xml = xml,
                Err(error) if serializer == Serializer::XmlSerializer => {
                    assert_eq!(error.kind(), ErrorKind::Unrepresentable, "{error}");
                    return None;
                }
                Err(error) => panic!("values of the generator can be written: {error}"),
            }
            Some(case)
        })
    }

    fn try_write(&self, value: &Value) -> datacontract::Result<String> {
        let mut options = WriteOptions::default();
        options.serializer = self.serializer;
        xml::write_value(value, &self.ty, &options)
    }

    fn write(&self, value: &Value) -> String {
        self.try_write(value).expect("what was read can be written")
    }

    fn options(&self, strict: bool) -> ReadOptions<'static> {
        let mut options = ReadOptions::default();
        (options.serializer, options.strict) = (self.serializer, strict);
        options
    }

    fn read(&self, text: &str, strict: bool) -> Result<Value, TestCaseError> {
        let read = xml::read_value_with(text, &self.ty, self.options(strict));
        read.map_err(|error| TestCaseError::fail(format!("{:?}: {error}: {text}", self.serializer)))
    }
}

/// `XmlSerializer` refuses two classes of one name, enums without a name and the like; not most of what is made up.
#[test]
fn most_cases_are_there_in_both_forms() {
    let cases = (0..500).flat_map(Case::in_both_forms);
    let count = cases.filter(|case| case.serializer == Serializer::XmlSerializer).count();
    assert!(count > 300, "{count} of 500");
}

/// A contract and a value that the writer takes: a required member without its default value.
fn made_up(seed: u64) -> (Type, Value, Choices) {
    let mut choices = Choices::new(seed);
    let ty = arbitrary::contracts(&mut choices);
    let value = arbitrary::value(&mut choices, &ty, 4);
    (ty, value, choices)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_value_survives_xml(seed: u64) {
        for case in Case::in_both_forms(seed) {
            let lenient = case.read(&case.xml, false)?;
            prop_assert_eq!(&case.write(&lenient), &case.xml);
            let strict = case.write(&case.read(&case.xml, true)?);
            if case.serializer == Serializer::DataContractSerializer {
                prop_assert_eq!(strict, case.xml);
                continue;
            }
            // As in .NET lists that are missing are empty then, and stay so.
            let again = case.write(&case.read(&strict, true)?);
            prop_assert_eq!(again, strict);
        }
    }

    #[test]
    fn any_value_survives_json(seed: u64) {
        let (ty, value, _) = made_up(seed);
        let text = json::write_value(&value, &ty, &json::WriteOptions::default()).expect("values of the generator can be written");
        let read = json::read_value(&text, &ty).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
        prop_assert_eq!(json::write_value(&read, &ty, &json::WriteOptions::default()).expect("it was read"), text.clone());
        // What is read is the same value in the other format too, but for what JSON does not show: the scale
        // of a whole decimal, and the original text of an escaped URI.
        let again = xml::read_value(&written(&read, &ty), &ty).expect("it was written");
        prop_assert_eq!(json::write_value(&again, &ty, &json::WriteOptions::default()).expect("it was read"), text);
    }

    /// Without white space, JSON is written by shorter ways.
    #[test]
    fn json_is_the_same_but_for_white_space(seed: u64) {
        let (ty, value, _) = made_up(seed);
        let mut options = json::WriteOptions::default();
        let compact = json::write_value(&value, &ty, &options).expect("values of the generator can be written");
        options.indented = true;
        let indented = json::write_value(&value, &ty, &options).expect("it was written");
        prop_assert_eq!(without_white_space(&indented), compact);
    }

    #[test]
    fn a_document_that_says_the_same_reads_the_same(seed: u64) {
        for mut case in Case::in_both_forms(seed) {
            let other = said_otherwise(&case.xml, &mut case.choices);
            let read = case.read(&other, false)?;
            prop_assert_eq!(&case.write(&read), &case.xml, "from {}", other);
        }
    }

    #[test]
    fn indentation_changes_no_value(seed: u64) {
        // Text of white space alone is lost by the indentation of help pages, as it is on them.
        for case in Case::in_both_forms(seed).filter(|case| !has_blank_text(&case.xml)) {
            let read = case.read(&xml::indent(&case.xml), false)?;
            prop_assert_eq!(&case.write(&read), &case.xml);
        }
    }

    #[test]
    fn shared_objects_keep_their_identity(seed: u64) {
        let (ty, value) = arbitrary::graph(&mut Choices::new(seed));
        let xml = written(&value, &ty);
        let read = xml::read_value_with(&xml, &ty, ReadOptions::strict()).map_err(|error| TestCaseError::fail(format!("{error}: {xml}")))?;
        prop_assert_eq!(written(&read, &ty), xml);
    }

    #[test]
    fn what_is_written_gives_no_notice(seed: u64) {
        let (ty, value, _) = made_up(seed);
        for case in Case::in_both_forms(seed) {
            // What is null is left out in the form of `XmlSerializer`.
            for strict in [false, true] {
                let mut notices = notices_of_xml(&case, &case.xml, strict);
                notices.retain(|notice| case.serializer == Serializer::DataContractSerializer || !notice.starts_with("Missing "));
                prop_assert_eq!(notices, [""; 0], "{}", &case.xml);
            }
        }
        let json = json::write_value(&value, &ty, &json::WriteOptions::default()).expect("values of the generator can be written");
        prop_assert_eq!(notices_of_json(&json, &ty), [""; 0], "{}", json);
    }

    #[test]
    fn what_is_taken_away_is_missing(seed: u64) {
        let (ty, value, mut choices) = made_up(seed);
        let Type::Contract(contract) = ty else { return Ok(()) };
        let xml = written(&value, &ty);
        let case = Case { serializer: Serializer::DataContractSerializer, ty, xml: String::new(), choices: choices.clone() };
        let document = roxmltree::Document::parse(&xml).expect("well-formed");
        let members: Vec<_> = document.root_element().children().collect();
        prop_assume!(!members.is_empty());
        let taken = choices.one_of(&members);
        let name = taken.tag_name().name();
        let member = member_of(contract.get(), |member| encode_name(member.name) == name);
        let root = document.root_element().tag_name().name();
        let notices = if member.emit_default_value { vec![format!("Missing /{root}/{name}")] } else { Vec::new() };
        let rest = [&xml[..taken.range().start], &xml[taken.range().end..]].concat();
        prop_assert_eq!(notices_of_xml(&case, &rest, false), notices.clone(), "{}", &rest);
        prop_assert_eq!(notices_of_xml(&case, &rest, true), notices, "{}", rest);

        let json = json::write_value(&value, &ty, &json::WriteOptions::default()).expect("values of the generator can be written");
        let mut object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&json).expect("it is JSON");
        let names: Vec<String> = object.keys().cloned().collect();
        let name = choices.one_of(&names);
        object.remove(name);
        let namings = [Naming::AsDeclared, Naming::CamelCase, Naming::SnakeCase];
        let member = member_of(contract.get(), |member| namings.iter().any(|naming| naming.apply(member.name) == *name));
        let notices = if member.emit_default_value { vec![format!("Missing /{root}/{name}")] } else { Vec::new() };
        let rest = serde_json::Value::Object(object).to_string();
        prop_assert_eq!(notices_of_json(&rest, &ty), notices, "{}", rest);
    }

    #[test]
    fn what_is_put_in_is_unknown(seed: u64) {
        for mut case in Case::in_both_forms(seed) {
            let other = said_otherwise(&case.xml, &mut case.choices);
            let mut notices = notices_of_xml(&case, &other, false);
            notices.retain(|notice| case.serializer == Serializer::DataContractSerializer || !notice.starts_with("Missing "));
            prop_assert_eq!(notices.len(), other.matches("<u:Unknown ").count(), "{:?}: {}", notices, other);
            prop_assert!(notices.iter().all(|notices| notices.starts_with("Unknown ") && notices.ends_with("/Unknown")), "{:?}", notices);
        }
    }

    #[test]
    fn mutated_documents_never_panic(seed: u64) {
        for mut case in Case::in_both_forms(seed) {
            let mut bytes = case.xml.clone().into_bytes();
            for _ in 0..=case.choices.below(4) {
                mutate(&mut bytes, &mut case.choices);
            }
            if let Ok(text) = std::str::from_utf8(&bytes) {
                let strict = xml::read_value_with(text, &case.ty, case.options(true));
                let lenient = xml::read_value_with(text, &case.ty, case.options(false));
                // What .NET takes, lenient reading takes.
                prop_assert!(strict.is_err() || lenient.is_ok(), "{:?}: {}", lenient.err(), text);
            }
        }
    }

    #[test]
    fn random_text_never_panics(text in "\\PC{0,80}", seed: u64) {
        for case in Case::in_both_forms(seed) {
            prop_assert!(case.read(&text, false).is_err());
        }
    }
}

/// Returns the notices about a document from which a required member may be missing.
fn notices_of_xml(case: &Case, text: &str, strict: bool) -> Vec<String> {
    let mut notices = Vec::new();
    let mut note = |notice: &Notice<'_>| {
        notices.push(format!("{:?} {}/{}", notice.kind, notice.path, notice.name));
        assert!(notice.offset.is_some_and(|offset| text[offset..].starts_with('<')), "{notice:?}");
    };
    let mut options = ReadOptions::default();
    (options.serializer, options.strict) = (case.serializer, strict);
    options.require = false;
    options.max_notices = usize::MAX;
    options.notices = Some(&mut note);
    xml::read_value_with(text, &case.ty, options).unwrap_or_else(|error| panic!("{error}: {text}"));
    notices
}

fn notices_of_json(text: &str, ty: &Type) -> Vec<String> {
    let mut notices = Vec::new();
    let mut note =
        |notice: &Notice<'_>| notices.push(format!("{:?} {}/{}", notice.kind, notice.path, notice.name));
    let mut options = json::ReadOptions::default();
    options.require = false;
    options.max_notices = usize::MAX;
    options.notices = Some(&mut note);
    json::read_value_with(text, ty, options).unwrap_or_else(|error| panic!("{error}: {text}"));
    notices
}

/// The member of a class or its bases.
fn member_of(contract: &'static Contract, is_it: impl Fn(&Member) -> bool) -> &'static Member {
    let mut current = Some(contract);
    while let Some(Kind::Class(class)) = current.map(Contract::kind) {
        if let Some(member) = class.members.iter().find(|member| is_it(member)) {
            return member;
        }
        current = class.base.map(ContractRef::get);
    }
    panic!("a member of the contract is written")
}

/// The writer's output is XML by a parser that is not ours, and its names mean what the contract says.
#[test]
fn output_is_well_formed_and_its_namespaces_resolve() {
    for seed in 0..500 {
        let (ty, value, _) = made_up(seed);
        let xml = written(&value, &ty);
        let document = match roxmltree::Document::parse(&xml) {
            Ok(document) => document,
            Err(error) => panic!("seed {seed}: {error}: {xml}"),
        };
        if let Type::Contract(contract) = ty {
            let name = contract.get().qualified_name();
            let root = document.root_element().tag_name();
            assert_eq!(
                (root.name(), root.namespace().unwrap_or("")),
                (&*name.name, &*name.namespace),
                "seed {seed}"
            );
        }
    }
}

/// JSON without what stands between its texts, names and numbers.
fn without_white_space(json: &str) -> String {
    let (mut in_text, mut is_escaped) = (false, false);
    let is_kept = |&c: &char| {
        let is_quote = c == '"' && !is_escaped;
        is_escaped = in_text && c == '\\' && !is_escaped;
        in_text ^= is_quote;
        in_text || !matches!(c, ' ' | '\n')
    };
    json.chars().filter(is_kept).collect()
}

fn has_blank_text(xml: &str) -> bool {
    let document = roxmltree::Document::parse(xml).expect("well-formed");
    document.descendants().any(|node| {
        node.is_text()
            && node.text().is_some_and(|text| text.chars().all(|c| matches!(c, ' ' | '\t' | '\n' | '\r')))
    })
}

fn mutate(bytes: &mut Vec<u8>, choices: &mut Choices) {
    const PIECES: [&str; 14] = [
        "<",
        ">",
        "/",
        "&",
        "&#0;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "\"",
        " i:nil=\"true\"",
        "<a>",
        "</a>",
        "xmlns=''",
    ];
    let place = choices.below(bytes.len() + 1);
    match choices.below(4) {
        0 => bytes.truncate(place),
        1 => {
            let piece = choices.one_of(&PIECES).bytes();
            bytes.splice(place..place, piece);
        }
        2 if place < bytes.len() => {
            bytes.remove(place);
        }
        _ => {
            let end = (place + choices.below(20)).min(bytes.len());
            let copied = bytes[place..end].to_vec();
            bytes.splice(place..place, copied);
        }
    }
}

/// The same document with other prefixes, members in another order, unknown members and comments.
fn said_otherwise(xml: &str, choices: &mut Choices) -> String {
    let document = roxmltree::Document::parse(xml).expect("well-formed");
    let mut out = String::new();
    element(document.root_element(), choices, &mut out);
    out
}

fn element(node: roxmltree::Node<'_, '_>, choices: &mut Choices, out: &mut String) {
    let prefix = format!("p{}", choices.below(1000));
    let namespace = node.tag_name().namespace().unwrap_or("");
    let name = if namespace.is_empty() {
        node.tag_name().name().to_owned()
    } else {
        format!("{prefix}:{}", node.tag_name().name())
    };
    let _ = write!(out, "<{name}");
    if namespace.is_empty() {
        out.push_str(" xmlns=''");
    } else {
        let _ = write!(out, " xmlns:{prefix}='{}'", escaped(namespace));
    }
    for (place, attribute) in node.attributes().enumerate() {
        let value = match attribute.value().split_once(':') {
            Some((prefix, local)) if attribute.name() == "type" => {
                let namespace = node.lookup_namespace_uri(Some(prefix)).unwrap_or("");
                let _ = write!(out, " xmlns:t='{}'", escaped(namespace));
                format!("t:{local}")
            }
            _ => attribute.value().to_owned(),
        };
        let (name, value) = (attribute.name(), escaped(&value));
        let _ = match attribute.namespace() {
            Some(namespace) => write!(out, " xmlns:q{place}='{namespace}' q{place}:{name}='{value}'"),
            None => write!(out, " {name}='{value}'"),
        };
    }
    let mut children: Vec<_> = node.children().filter(roxmltree::Node::is_element).collect();
    if children.is_empty() {
        let text = node.text().unwrap_or("");
        if text.is_empty() && choices.once_in(2) {
            out.push_str("/>");
            return;
        }
        out.push('>');
        let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(place, _)| place);
        out.push_str(&escaped(&text[..middle]));
        if choices.once_in(3) {
            out.push_str("<!-- a comment -->");
        }
        out.push_str(&escaped(&text[middle..]));
    } else {
        out.push('>');
        let is_class = children
            .iter()
            .enumerate()
            .all(|(place, child)| children[..place].iter().all(|other| other.tag_name() != child.tag_name()));
        if is_class {
            for place in (1..children.len()).rev() {
                children.swap(place, choices.below(place + 1));
            }
        }
        for child in children {
            if choices.once_in(4) {
                out.push_str("\n  <!-- a comment -->");
            }
            if choices.once_in(5) {
                out.push_str("<u:Unknown xmlns:u='urn:unknown' u:x='1'>text<u:V/>&lt;</u:Unknown>");
            }
            element(child, choices, out);
        }
    }
    let _ = write!(out, "</{name}>");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\'', "&apos;")
        .replace('\r', "&#13;")
        .replace('\t', "&#9;")
}

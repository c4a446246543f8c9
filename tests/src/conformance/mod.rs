//! Checks of the XML engine against what .NET's `DataContractSerializer` did.

mod agree;
pub mod compiled;
mod on_purpose;
pub mod typed;

use crate::neutral::{Contracts, Unsupported, as_texts, from_neutral, to_neutral};
use agree::{agree, agree_but_for_null_arrays};
use datacontract::ErrorKind;
use datacontract::contract::{Serializer, Type};
use datacontract::dynamic::Value;
use datacontract::xml::{self, LineEnd, ReadOptions, WriteOptions};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::LazyLock;

/// What became of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As .NET.
    Passed,
    /// A construct that no help page can describe.
    OutOfScope(String),
    /// Refused where .NET makes something of the document, on purpose: why.
    OnPurpose(&'static str),
    /// Otherwise: in what, and where it first differs.
    Failed(String),
}

/// Returns the cases of a file, each with its types. A table of types that all cases share is not copied.
#[must_use]
pub fn cases(file: &Json) -> Vec<(&Map<String, Json>, &Json)> {
    static NO_TYPES: LazyLock<Map<String, Json>> = LazyLock::new(Map::new);
    fn types(of: &Json) -> Option<&Map<String, Json>> {
        of.get("types").and_then(Json::as_object)
    }
    let shared = types(file).unwrap_or(&NO_TYPES);
    let list = file.as_array().or_else(|| file.get("cases").and_then(Json::as_array));
    list.into_iter().flatten().map(|case| (types(case).unwrap_or(shared), case)).collect()
}

/// Cases whose outcome has a cause that the neutral format does not describe: by their ids.
const NOT_DESCRIBED: [(&str, &str); 13] = [
    ("names.empty", "a member whose name is the empty text"),
    ("names.duplicate", "two members with one name"),
    ("error.no-default-constructor", "a class without default constructor"),
    ("error.internal-class", "a class that is not public"),
    ("ctor.poco", "values that a constructor sets"),
    ("init.one-list", "values that a constructor sets"),
    ("init.one-array", "values that a constructor sets"),
    ("init.nil-lists", "values that a constructor sets"),
    ("init.child", "values that a constructor sets"),
    ("init.nil", "values that a constructor sets"),
    ("error.private-getter", "a property whose getter is not public"),
    ("error.member-namevalue", "a collection that has no Add for its items"),
    ("error.no-add", "a collection that has no Add for its items"),
];

/// Cases of `XmlSerializer` whose classes set values in their constructors, so that other values are read back than
/// those that the XML has.
const INITIAL_VALUES: [&str; 13] = [
    "access.get-only-collections-empty",
    "access.get-only-null",
    "access.fields",
    "array.initial",
    "attribute.specified-not",
    "default.equal",
    "default.other",
    "default.scale",
    "default.odd",
    "default.timespan",
    "should.all-three",
    "should.all-three-other",
    "member.untyped-ilist",
];

/// What writes and reads the values of a case.
pub trait Engine {
    /// Writes a value whose declared type is `ty`.
    fn write(&self, value: &Value, ty: &Type, options: &WriteOptions<'_>) -> datacontract::Result<String>;

    /// Reads a value whose declared type is `ty`.
    fn read(&self, bytes: &[u8], ty: &Type, options: ReadOptions<'_>) -> datacontract::Result<Value>;

    /// Whether values have Rust types.
    fn is_typed(&self) -> bool {
        false
    }
}

/// The engine on values that have no Rust type.
#[derive(Clone, Copy, Debug)]
pub struct Dynamic;

impl Engine for Dynamic {
    fn write(&self, value: &Value, ty: &Type, options: &WriteOptions<'_>) -> datacontract::Result<String> {
        xml::write_value(value, ty, options)
    }

    fn read(&self, bytes: &[u8], ty: &Type, options: ReadOptions<'_>) -> datacontract::Result<Value> {
        xml::read_value_from_slice_with(bytes, ty, options)
    }
}

/// Checks one case of `DataContractSerializer` with values that have no Rust type.
#[must_use]
pub fn check(types: &Map<String, Json>, case: &Json) -> Outcome {
    check_with(&Dynamic, Contracts::new(types), case)
}

/// Checks one case of `XmlSerializer` with values that have no Rust type.
#[must_use]
pub fn check_xml_serializer(types: &Map<String, Json>, case: &Json) -> Outcome {
    check_with(&Dynamic, Contracts::of_serializer(types, Serializer::XmlSerializer), case)
}

/// Checks one case with the contracts given.
#[must_use]
pub fn check_with(engine: &dyn Engine, mut contracts: Contracts<'_>, case: &Json) -> Outcome {
    if let Some(why) = not_described(case) {
        return Outcome::OutOfScope(why);
    }
    match check_case(engine, &mut contracts, case) {
        Ok(()) => Outcome::Passed,
        Err(Failure::OutOfScope(what)) => Outcome::OutOfScope(what),
        Err(Failure::OnPurpose(why)) => Outcome::OnPurpose(why),
        Err(Failure::Differs(how)) => Outcome::Failed(how),
    }
}

/// Why a case has an outcome that its description does not tell, if so.
#[must_use]
pub fn not_described(case: &Json) -> Option<String> {
    let id = case.get("id").and_then(Json::as_str)?;
    let (_, why) = NOT_DESCRIBED.iter().find(|(other, _)| *other == id)?;
    Some(format!("not in the description: {why}"))
}

enum Failure {
    OutOfScope(String),
    OnPurpose(&'static str),
    Differs(String),
}

impl From<Unsupported> for Failure {
    fn from(unsupported: Unsupported) -> Self {
        match unsupported {
            Unsupported::OutOfScope(what) => Failure::OutOfScope(what),
            other => Failure::Differs(other.to_string()),
        }
    }
}

fn differs(how: impl Into<String>) -> Failure {
    Failure::Differs(how.into())
}

fn check_case(engine: &dyn Engine, contracts: &mut Contracts<'_>, case: &Json) -> Result<(), Failure> {
    let root = case.get("root").ok_or_else(|| differs("the case has no root"))?;
    let known = case.get("knownTypes").and_then(Json::as_array).cloned().unwrap_or_default();
    if case.get("outcome").is_some() {
        return reading(engine, contracts, root, &known, case);
    }
    writing(engine, contracts, root, &known, case)
}

fn known_types(contracts: &mut Contracts<'_>, known: &[Json]) -> Result<Vec<Type>, Unsupported> {
    known.iter().map(|known| contracts.type_of(known)).collect()
}

/// Value to XML, and XML to value to XML.
fn writing(
    engine: &dyn Engine,
    contracts: &mut Contracts<'_>,
    root: &Json,
    known: &[Json],
    case: &Json,
) -> Result<(), Failure> {
    let attempt = (|| {
        let is_delegated = case.get("delegated").and_then(Json::as_bool) == Some(true);
        let ty = if is_delegated { contracts.delegated(root)? } else { contracts.type_of(root)? };
        let known = known_types(contracts, known)?;
        let value = from_neutral(contracts, root, &case["value"])?;
        Ok::<_, Unsupported>((ty, known, value))
    })();
    if case.get("error").is_some() {
        return match attempt {
            Err(Unsupported::Refused(_)) => Ok(()),
            Err(other) => Err(other.into()),
            Ok(_) if contracts.refuse_any_left_out().is_err() => Ok(contracts.refuse_any_left_out()?),
            Ok((ty, known, value)) => {
                let options = write_options(&known, LineEnd::Lf, contracts.serializer());
                match engine.write(&value, &ty, &options) {
                    Err(_) => Ok(()),
                    Ok(_) if engine.is_typed() && is_of_unknown_class(&value, &ty, &options) => {
                        Err(Failure::OnPurpose(on_purpose::KNOWN_VARIANTS))
                    }
                    Ok(xml) => Err(differs(format!("should be refused: {xml}"))),
                }
            }
        };
    }
    let (ty, known, value) = attempt?;
    let serializer = contracts.serializer();
    let expected = case["xml"].as_str().ok_or_else(|| differs("the case has no xml"))?;
    let write = |value: &_, line_end| {
        engine
            .write(value, &ty, &write_options(&known, line_end, serializer))
            .map_err(|error| differs(format!("write: {error:?}")))
    };
    let written = write(&value, LineEnd::Lf)?;
    if written != expected && on_purpose::differ_by_zone(expected, &written) {
        return Err(Failure::OnPurpose(on_purpose::TIME_ZONE));
    }
    same("xml", expected, &written)?;
    if let Some(expected) = case.get("xmlCrLf").and_then(Json::as_str) {
        same("xmlCrLf", expected, &write(&value, LineEnd::CrLf)?)?;
    }
    if let Some(expected) = case.get("indented").and_then(Json::as_str) {
        if case["id"] != "ns.forms" {
            same("indented", expected, &xml::indent(&written))?;
        }
        // .NET's writer does the same, but for white space that is a value.
        let expected = case.get("indentedWriter").and_then(Json::as_str).unwrap_or(expected);
        let mut options = write_options(&known, LineEnd::Lf, serializer);
        options.indented = true;
        let indented = engine.write(&value, &ty, &options);
        same("indentedWriter", expected, &indented.map_err(|error| differs(format!("write: {error:?}")))?)?;
    }
    if serializer == Serializer::XmlSerializer {
        return read_back(engine, contracts, (root, &ty), case, expected);
    }
    // Not strictly: .NET itself does not read all that it writes (the sign of a zero, types that were known
    // only to the writer).
    let mut options = ReadOptions::default();
    options.serializer = serializer;
    options.known_types = &known;
    let read = engine
        .read(expected.as_bytes(), &ty, options)
        .map_err(|error| differs(format!("read: {error:?}")))?;
    same("read and written again", expected, &write(&read, LineEnd::Lf)?)
}

/// Whether a value is refused as one of an unknown class where it has no Rust type.
fn is_of_unknown_class(value: &Value, ty: &Type, options: &WriteOptions<'_>) -> bool {
    Dynamic.write(value, ty, options).is_err_and(|error| error.kind() == ErrorKind::UnknownType)
}

/// XML that `XmlSerializer` wrote, read again: as .NET reads it, and leniently. What is read is often not what was
/// written, since nulls, empty lists and defaults are left out.
fn read_back(
    engine: &dyn Engine,
    contracts: &mut Contracts<'_>,
    (root, ty): (&Json, &Type),
    case: &Json,
    xml: &str,
) -> Result<(), Failure> {
    let is_delegated = case.get("delegated").is_some();
    let id = case["id"].as_str().unwrap_or_default();
    let hides_member =
        case["value"].as_object().is_some_and(|members| members.keys().any(|key| key.contains("::")));
    let not_looked_at = is_delegated || xml.contains("&amp;") || hides_member || INITIAL_VALUES.contains(&id);
    let outcome = match case.get("readBack") {
        Some(outcome) => outcome.clone(),
        None => serde_json::json!({"value": case["value"]}),
    };
    let reading = serde_json::json!({"root": root, "xml": xml, "outcome": outcome});
    if !not_looked_at {
        reading_of(engine, contracts, (root, ty), &[], &reading)?;
    }
    // What is written again loses no more.
    let mut options = ReadOptions::default();
    options.serializer = Serializer::XmlSerializer;
    let read =
        engine.read(xml.as_bytes(), ty, options).map_err(|error| differs(format!("read: {error:?}")))?;
    let write = |value: &_| {
        engine
            .write(value, ty, &write_options(&[], LineEnd::Lf, Serializer::XmlSerializer))
            .map_err(|error| differs(format!("write again: {error:?}")))
    };
    let again = write(&read)?;
    let mut options = ReadOptions::default();
    options.serializer = Serializer::XmlSerializer;
    let read = engine
        .read(again.as_bytes(), ty, options)
        .map_err(|error| differs(format!("read again: {error:?}")))?;
    same("written, read and written again", &again, &write(&read)?)
}

fn write_options(known: &[Type], line_end: LineEnd, serializer: Serializer) -> WriteOptions<'_> {
    let mut options = WriteOptions::default();
    options.serializer = serializer;
    options.known_types = known;
    options.line_end = line_end;
    options
}

fn reading(
    engine: &dyn Engine,
    contracts: &mut Contracts<'_>,
    root: &Json,
    known: &[Json],
    case: &Json,
) -> Result<(), Failure> {
    let ty = contracts.type_of(root)?;
    let known = known_types(contracts, known)?;
    reading_of(engine, contracts, (root, &ty), &known, case)
}

fn reading_of(
    engine: &dyn Engine,
    contracts: &mut Contracts<'_>,
    (root, ty): (&Json, &Type),
    known: &[Type],
    case: &Json,
) -> Result<(), Failure> {
    let bytes = input(case)?;
    let serializer = contracts.serializer();
    if let Some(value) = case["outcome"].get("value") {
        contracts.refuse_value_left_out(value)?;
    }
    let read = |strict: bool| {
        let mut options = if strict { ReadOptions::strict() } else { ReadOptions::default() };
        options.serializer = serializer;
        options.known_types = known;
        engine.read(&bytes, ty, options)
    };
    let outcome = &case["outcome"];
    match (outcome.get("value"), read(true)) {
        (Some(expected), Ok(value)) => {
            let found = to_neutral(contracts, root, &value)?;
            let expected = &without_answers(expected);
            if let Err(place) = agree(expected, &found) {
                if let Some(why) = on_purpose::other_value(&bytes, expected, contracts.serializer()) {
                    return Err(Failure::OnPurpose(why));
                }
                if engine.is_typed() && agree_but_for_null_arrays(expected, &found).is_ok() {
                    return Err(Failure::OnPurpose(on_purpose::NULL_ARRAYS));
                }
                return Err(differs(format!("value at `{place}`: {expected} expected, {found} read")));
            }
        }
        (Some(expected), Err(error)) => {
            let mistake = on_purpose::mistake(&bytes, case, serializer);
            return Err(
                match mistake.or_else(|| on_purpose::difference(&bytes, expected, &error, serializer)) {
                    Some(why) => Failure::OnPurpose(why),
                    None => differs(format!("refused: {error:?}")),
                },
            );
        }
        (None, Ok(value)) => {
            if let Some(why) = on_purpose::nil_of_derived(&bytes, contracts.serializer()) {
                return Err(Failure::OnPurpose(why));
            }
            let message = outcome["error"]["message"].as_str().unwrap_or_default();
            return Err(differs(format!("should be refused ({message}): {value:?}")));
        }
        (None, Err(_)) => {}
    }
    // What strict mode takes, the other takes too.
    if outcome.get("value").is_some()
        && let Err(error) = read(false)
    {
        return Err(match on_purpose::in_lenient_mode(contracts.has_order(), &error) {
            Some(why) => Failure::OnPurpose(why),
            None => differs(format!("refused in lenient mode: {error:?}")),
        });
    }
    Ok(())
}

/// Returns a value without what `ShouldSerialize{name}` answers, which is no member.
fn without_answers(value: &Json) -> Json {
    match value {
        Json::Object(members) => {
            let members = members.iter().filter(|(name, _)| !name.starts_with("ShouldSerialize"));
            Json::Object(members.map(|(name, value)| (name.clone(), without_answers(value))).collect())
        }
        Json::Array(items) => Json::Array(items.iter().map(without_answers).collect()),
        other => other.clone(),
    }
}

fn input(case: &Json) -> Result<Vec<u8>, Failure> {
    if let Some(text) = case.get("xml").and_then(Json::as_str) {
        return Ok(text.as_bytes().to_vec());
    }
    let base64 =
        case.get("xmlBase64").and_then(Json::as_str).ok_or_else(|| differs("the case has no input"))?;
    datacontract::clr::parse_base64(base64).map_err(|error| differs(error.to_string()))
}

fn same(what: &str, expected: &str, found: &str) -> Result<(), Failure> {
    if expected == found {
        return Ok(());
    }
    let place = expected.bytes().zip(found.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        let mut start = place.saturating_sub(40).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (place + 60).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        text[start..end].to_owned()
    };
    Err(differs(format!("{what}: byte {place}: expected `{}`, found `{}`", around(expected), around(found))))
}

/// A case of a compiled crate: the number of its file, its number there, and its check.
pub type Case = (usize, usize, fn(&Map<String, Json>, &Json) -> Outcome);

/// Runs the cases of a compiled crate on the files that its arguments name, and prints what failed.
pub fn run(list: &[Case]) -> ExitCode {
    let mut report = Report::default();
    for (number, file) in std::env::args().skip(1).enumerate() {
        let json = match load(&file) {
            Ok(json) => json,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::from(2);
            }
        };
        let cases = cases(&json);
        for (_, place, check) in list.iter().filter(|(of, ..)| *of == number) {
            if let Some((types, case)) = cases.get(*place) {
                report.add(case, check(types, case));
            }
        }
    }
    report.finish()
}

/// Reads a file of cases.
pub fn load(file: &str) -> Result<Json, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    serde_json::from_str(&text).map(as_texts).map_err(|error| format!("{file}: {error}"))
}

/// What became of the cases so far.
#[derive(Debug, Default)]
pub struct Report {
    passed: usize,
    failed: usize,
    on_purpose: BTreeMap<&'static str, Vec<String>>,
    out_of_scope: BTreeMap<String, Vec<String>>,
    /// Out of scope, and listed elsewhere.
    listed: usize,
}

impl Report {
    /// Adds numbers of cases that were reported elsewhere.
    pub fn count(&mut self, passed: usize, failed: usize, out_of_scope: usize) {
        self.passed += passed;
        self.failed += failed;
        self.listed += out_of_scope;
    }

    /// Adds a case, and prints a line if it failed.
    pub fn add(&mut self, case: &Json, outcome: Outcome) {
        let id = case.get("id").and_then(Json::as_str).unwrap_or("?").to_owned();
        match outcome {
            Outcome::Passed => self.passed += 1,
            Outcome::OnPurpose(why) => self.on_purpose.entry(why).or_default().push(id),
            Outcome::Failed(how) => {
                println!("{id}: {}", how.replace('\n', "\\n"));
                self.failed += 1;
            }
            Outcome::OutOfScope(what) => self.out_of_scope.entry(what).or_default().push(id),
        }
    }

    /// Prints what differs from .NET on purpose, what is out of scope, and the numbers. What differs on
    /// purpose counts as passed.
    #[must_use]
    pub fn finish(&self) -> ExitCode {
        for (why, ids) in &self.on_purpose {
            println!("differs on purpose: {why}: {}", ids.join(", "));
        }
        for (what, ids) in &self.out_of_scope {
            println!("out of scope: {what}: {}", ids.join(", "));
        }
        let out_of_scope = self.out_of_scope.values().map(Vec::len).sum::<usize>() + self.listed;
        let passed = self.passed + self.on_purpose.values().map(Vec::len).sum::<usize>();
        println!("{passed} passed, {} failed, {out_of_scope} out of scope", self.failed);
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

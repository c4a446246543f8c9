//! A crate of generated types that checks the cases of files: what `conformance --compiled` builds and runs.

use super::{cases, not_described};
use crate::neutral::{self, Contracts, Unsupported};
use datacontract::contract::Serializer;
use datacontract_codegen::emit::{self, Options};
use datacontract_codegen::spec::{Nullability, Spec, TypeExpr};
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// The source of the crate's `main.rs`, and the cases that it leaves out: file and number of the case, and
/// why.
#[derive(Debug, Default)]
pub struct Source {
    /// `main.rs`.
    pub main: String,
    /// What the generator cannot make types of: the case's id and why.
    pub left_out: Vec<(String, String)>,
}

/// Generates the crate for these files, whose cases are of a serializer. Cases whose id does not hold
/// `filter` are left out in silence; of the others every `sample`th is taken.
#[must_use]
pub fn source(serializer: Serializer, files: &[Json], filter: Option<&str>, sample: usize) -> Source {
    let mut made = Source::default();
    let (mut modules, mut entries) = (String::new(), String::new());
    // Many cases may share their types: these are compiled once.
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (file, json) in files.iter().enumerate() {
        for (place, (types, case)) in cases(json).into_iter().enumerate() {
            let id = case.get("id").and_then(Json::as_str).unwrap_or("?");
            if filter.is_some_and(|filter| !id.contains(filter)) || place % sample != 0 {
                continue;
            }
            if let Some(why) = not_described(case).or_else(|| not_typed(id)) {
                made.left_out.push((id.to_owned(), why));
                continue;
            }
            match entry(serializer, types, case, &mut known, &mut modules) {
                Ok((module, root)) => {
                    let _ = writeln!(
                        entries,
                        "    ({file}, {place}, |types, case| check::<m{module}::{root}>(SERIALIZER, types, m{module}::types(), case)),"
                    );
                }
                Err(why) => made.left_out.push((id.to_owned(), why)),
            }
        }
    }
    made.main = format!(
        "//! Checks cases with generated types.\n\n\
         #![allow(dead_code, deprecated, missing_docs, unused)]\n\
         #![forbid(unsafe_code)]\n\n\
         use datacontract::contract::Serializer;\n\
         use datacontract_tests::conformance::{{run, typed::check, Case}};\n\n\
         const SERIALIZER: Serializer = Serializer::{serializer:?};\n\n\
         fn main() -> std::process::ExitCode {{\n    run(CASES)\n}}\n\n\
         const CASES: &[Case] = &[\n{entries}];\n\n{modules}"
    );
    made
}

/// Returns the definitions that a case speaks of: many cases may share one table of all their types.
fn reachable(types: &Map<String, Json>, case: &Json) -> Map<String, Json> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Json> =
        ["root", "knownTypes", "value", "outcome"].iter().filter_map(|key| case.get(key)).collect();
    while let Some(value) = open.pop() {
        match value {
            Json::Object(members) => {
                if let Some(key) = members.get("ref").and_then(Json::as_str)
                    && let Some(definition) = types.get(key)
                    && found.insert(key)
                {
                    open.push(definition);
                }
                open.extend(members.values());
            }
            Json::Array(items) => open.extend(items),
            _ => {}
        }
    }
    let kept = types.iter().filter(|(key, _)| found.contains(key.as_str()));
    kept.map(|(key, definition)| (key.clone(), definition.clone())).collect()
}

/// Cases in which a member declared as `object` refers to an object that a typed member holds. What `object`
/// members hold has no Rust type, so that it is another object in memory.
fn not_typed(id: &str) -> Option<String> {
    ["ref.object-and-derived", "ref.member-derived-far"]
        .contains(&id)
        .then(|| "an `object` member that shares its object with a typed member".to_owned())
}

/// The module with the types of a case, and the name of the root's type in it.
fn entry(
    serializer: Serializer,
    types: &Map<String, Json>,
    case: &Json,
    known: &mut BTreeMap<String, usize>,
    modules: &mut String,
) -> Result<(usize, String), String> {
    let types = &reachable(types, case);
    has_contracts(serializer, types, case)?;
    let out_of_scope = || "a construct that no help page can describe".to_owned();
    let made = neutral::spec("case_types", types, case, serializer).ok_or_else(out_of_scope)?;
    let body = made["endpoints"]["POST case"]["body"].as_str().ok_or_else(out_of_scope)?.to_owned();
    let root = TypeExpr::parse(&body, 0).map_err(|error| format!("{error:?}"))?;
    let options = Options { json: false, ..Options::default() };
    let mut spec = spec_of(&made)?;
    // What `ShouldSerialize` may leave out needs a type that can say so.
    let rust_type =
        |word: &str| TypeExpr::parse(word, 0).ok().map(|ty| emit::rust_type(&spec, &options, &ty));
    if let Some(made) = neutral::with_types_for_left_out(&made, types, serializer, &rust_type) {
        spec = spec_of(&made)?;
    }
    let module = emit::module(&spec, &options);
    // The root is all in which cases with the same types differ.
    let count = known.len();
    let can_be_null = spec.nullability_of_type(&root) != Nullability::Never;
    let root = emit::rust_type(&spec, &options, &root);
    let root = if can_be_null { format!("::std::option::Option<{root}>") } else { root };
    let key = format!("{module}{root}");
    if let Some(place) = known.get(&key) {
        return Ok((*place, "Root".to_owned()));
    }
    known.insert(key, count);
    let _ = write!(modules, "mod m{count} {{\n{}\n", module.replace("//!", "//"));
    let _ = writeln!(modules, "pub type Root = {root};");
    modules.push_str("pub fn types() -> ::std::vec::Vec<(&'static str, ::datacontract::contract::Type)> {\n    ::std::vec![\n");
    for (name, key) in neutral::names(types) {
        if let Ok(ty) = TypeExpr::parse(&name, 0)
            && spec.named(&ty).is_some()
        {
            let rust = emit::rust_type(&spec, &options, &ty);
            let _ = writeln!(modules, "        ({key:?}, <{rust} as ::datacontract::Field>::TYPE),");
        }
    }
    modules.push_str("    ]\n}\n}\n\n");
    Ok((count, "Root".to_owned()))
}

/// Says why a case has no contracts: what is out of scope by its name, and what the serializer refuses.
fn has_contracts(serializer: Serializer, types: &Map<String, Json>, case: &Json) -> Result<(), String> {
    let mut contracts = Contracts::of_serializer(types, serializer);
    let is_delegated = case.get("delegated").and_then(Json::as_bool) == Some(true);
    let root = &case["root"];
    let made = if is_delegated { contracts.delegated(root) } else { contracts.type_of(root) };
    match made {
        Ok(_) => Ok(()),
        Err(Unsupported::OutOfScope(what)) => Err(what),
        Err(other) => Err(other.to_string()),
    }
}

/// The spec that a text has; the reason for which it has none.
fn spec_of(made: &Json) -> Result<Spec, String> {
    let (spec, diagnostics) = Spec::from_text(Path::new("case.json"), &made.to_string());
    spec.ok_or_else(|| {
        let diagnostics: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
        format!("refused: {}", diagnostics.join("; "))
    })
}

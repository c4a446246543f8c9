//! A page that ends early never says otherwise than the whole page: each given page is cut at its lines, and
//! what is concluded from the part is held against what the whole page gives.

use std::{fs, path::Path, path::PathBuf};

use crate::parts::{files, first_cut, page};
use datacontract::contract::Naming;
use datacontract_codegen::prove::Verdict;
use datacontract_import::{Imported, Options, import};
use rayon::prelude::*;
use serde_json::Value;

/// How often a page is cut, spread over its lines; `CUTS=1000` cuts at every line, which takes minutes. The kinds of
/// the field are there in several layouts, each of which is cut at other lines.
const MOST_CUTS: usize = 12;
const MOST_CUTS_OF_FIELD: usize = 6;

fn imported(path: &Path, content: &str) -> Option<Imported> {
    page(path, content).map(|page| import(std::iter::once(page), &Options::default()))
}

fn spec(imported: &Imported) -> Value {
    crate::parts::spec(&imported.api_json)
}

#[test]
fn a_part_never_contradicts_the_whole() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths = Vec::new();
    for folder in ["field", "stored", "text-lines", "text-pipe", "pages-v50"] {
        files(&fixtures.join(folder), &mut paths);
    }
    assert!(paths.len() > 100, "there are {} pages", paths.len());
    let only = std::env::var("CUT").unwrap_or_default();
    let wished = std::env::var("CUTS").ok().and_then(|most| most.parse().ok());
    let field = fixtures.join("field");
    let most =
        |path: &Path| wished.unwrap_or(if path.starts_with(&field) { MOST_CUTS_OF_FIELD } else { MOST_CUTS });
    let chosen = paths.par_iter().filter(|path| path.to_string_lossy().contains(&only));
    let outcomes: Vec<Vec<Vec<String>>> = chosen.map(|path| cuts_of(&fixtures, path, most(path))).collect();
    let cuts = outcomes.iter().map(Vec::len).sum::<usize>();
    let wrong: Vec<String> = outcomes.into_iter().flatten().flatten().collect();
    println!("{cuts} cuts of {} pages", paths.len());
    assert!(wrong.is_empty(), "{} contradictions:\n{}", wrong.len(), wrong.join("\n"));
}

/// How many pages are cut in their last sample, and at how many of its characters; `CHARS=1000` cuts at each of its
/// last third.
const PAGES_OF_CHARS: usize = 40;
const MOST_CHARS: usize = 10;

/// Pages of which a part says otherwise: what stands behind the cut shows which dates or which class it is, or that a
/// class which others stand in place of is their base.
const OPEN: &[&str] = &[
    "settings_type_names_derived",
    "dates_of_a_service_s_own_format_in_json_alone",
    "name_of_a_table_before_one_made_up",
    "class_of_members_called_so_unlike",
];

#[test]
fn a_part_of_a_sample_guesses_nothing_in_silence() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths = Vec::new();
    files(&fixtures.join("field"), &mut paths);
    let only = std::env::var("CUT").unwrap_or_default();
    let is_open = |path: &str| OPEN.iter().any(|open| path.contains(open));
    paths.retain(|path| path.to_string_lossy().contains(&only) && !is_open(&path.to_string_lossy()));
    let chars = std::env::var("CHARS").ok().and_then(|chars| chars.parse::<usize>().ok());
    let step = if chars.is_some() { 1 } else { paths.len().div_ceil(PAGES_OF_CHARS).max(1) };
    let chosen: Vec<&PathBuf> = paths.iter().step_by(step).collect();
    let most = chars.unwrap_or(MOST_CHARS);
    let outcomes: Vec<Vec<String>> =
        chosen.par_iter().map(|path| cuts_in_sample(&fixtures, path, most)).collect();
    let wrong: Vec<String> = outcomes.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{} guesses:\n{}", wrong.len(), wrong.join("\n"));
}

/// Returns what the parts of a page guess that end in the last third of its last sample.
fn cuts_in_sample(fixtures: &Path, path: &Path, most: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    let content = fs::read_to_string(path).expect("a page");
    let Some(whole) = imported(path, &content).filter(|whole| !failed(whole)) else { return wrong };
    let whole = spec(&whole);
    let ends = [content.rfind('>'), content.rfind('}'), content.rfind("&gt;")];
    let (Some(end), Some(start)) =
        (ends.into_iter().flatten().max(), content.rfind("Sample").or(content.rfind("```")))
    else {
        return wrong;
    };
    let start = start.min(end);
    let third = end - (end - start) / 3;
    let chars: Vec<usize> =
        content.char_indices().map(|(at, _)| at).filter(|at| (third..end).contains(at)).collect();
    let step = chars.len().div_ceil(most).max(1);
    for at in chars.into_iter().step_by(step) {
        let Some(part) = imported(path, &content[..at]) else { continue };
        let name = path.strip_prefix(fixtures).unwrap_or(path).display();
        let mut faults = contradictions(&whole, &part);
        faults.extend(guesses(&whole, &part));
        let tail: String =
            content[..at].chars().rev().take(20).collect::<Vec<_>>().into_iter().rev().collect();
        wrong.extend(faults.into_iter().map(|fault| format!("{name}:{at} {tail:?}: {fault}")));
    }
    wrong
}

/// Returns what a part has otherwise than the whole without a word on it.
fn guesses(whole: &Value, part: &Imported) -> Vec<String> {
    let mut faults = Vec::new();
    let spec = spec(part);
    let is_told = |about: &str| {
        let places = |fact: &datacontract_import::report::Fact| -> Vec<String> {
            let mut all: Vec<String> = fact.places().iter().map(ToString::to_string).collect();
            all.push(fact.place.to_string());
            all
        };
        part.report.facts.iter().any(|fact| places(fact).iter().any(|place| place == about))
    };
    for (name, class) in entries(&spec, "types") {
        let Some((_, of_whole)) = entries(whole, "types").find(|(other, _)| short(other) == short(name))
        else {
            if !is_told(name) && !is_told(short(name)) {
                faults.push(format!("{name} is not in the whole"));
            }
            continue;
        };
        let inherits = |class: &Value| class.get("base").is_some();
        let is_of_bases = part.report.facts.iter().any(|fact| {
            let about = fact.place.to_string();
            fact.text.contains("base class") && (about == *name || about == short(name))
        });
        if inherits(of_whole) && !inherits(class) && !is_of_bases {
            faults.push(format!("{name}: a base class in the whole"));
        }
        for (member, value) in entries(class, "members") {
            let about = format!("{name}.{member}");
            let about_short = format!("{}.{member}", short(name));
            if is_told(&about) || is_told(&about_short) {
                continue;
            }
            let mut of = Some(of_whole);
            let mut expected = None;
            while let Some(class) = of {
                expected = expected.or_else(|| class["members"].get(member));
                let base = class.get("base").and_then(Value::as_str).map(short);
                of = entries(whole, "types")
                    .find(|(other, _)| Some(short(other)) == base)
                    .map(|(_, class)| class);
            }
            let Some(expected) = expected else {
                if !is_of_bases {
                    faults.push(format!("{name}.{member} is not in the whole"));
                }
                continue;
            };
            let (value, expected) = (long(value), long(expected));
            let (ty, of_whole) =
                (value["type"].as_str().unwrap_or_default(), expected["type"].as_str().unwrap_or_default());
            let is_word = ty.contains("integer") || ty.contains("decimal number") || ty.contains("date");
            let plain =
                |ty: &str| ty.rsplit(['.', '+']).next().unwrap_or_default().trim_end_matches('?').to_owned();
            // What its class is called may be made up, which is said of that.
            let class = ty.trim_end_matches(['>', '?']).rsplit(['<', ' ']).next().unwrap_or_default();
            let is_told_of_class = entries(&spec, "types")
                .any(|(name, _)| short(name) == short(class) && (is_told(name) || is_told(short(name))));
            if plain(ty) != plain(of_whole) && !is_word && !is_told_of_class {
                faults.push(format!("{name}.{member} is {ty}, {of_whole} in the whole"));
            }
        }
    }
    faults
}

/// Returns the contradictions of a page with its parts.
fn cuts_of(fixtures: &Path, path: &Path, most: usize) -> Vec<Vec<String>> {
    let mut cuts = Vec::new();
    let content = fs::read_to_string(path).expect("a page");
    let Some(whole) = imported(path, &content) else { return cuts };
    let fails = failed(&whole);
    let whole = spec(&whole);
    let ends: Vec<usize> = content.match_indices('\n').map(|(at, _)| at).collect();
    let step = ends.len().div_ceil(most).max(1);
    let name = path.strip_prefix(fixtures).unwrap_or(path).display().to_string();
    let first = first_cut(&name, step);
    for end in ends.into_iter().skip(first).step_by(step) {
        let Some(part) = imported(path, &content[..end]) else { continue };
        let mut wrong = Vec::new();
        let line = content[..end].lines().count();
        if !fails && failed(&part) {
            let messages = part.report.diagnostics.iter().map(|message| message.text.as_str());
            wrong.push(format!("{name}:{line}: failed: {}", messages.collect::<Vec<_>>().join("; ")));
        }
        let faults = contradictions(&whole, &part);
        wrong.extend(faults.into_iter().map(|fault| format!("{name}:{line}: {fault}")));
        cuts.push(wrong);
    }
    cuts
}

fn failed(imported: &Imported) -> bool {
    let report = &imported.report;
    !report.is_sound() || report.endpoints.iter().any(|endpoint| endpoint.verdict == Verdict::Failed)
}

/// Returns what a part says otherwise than the whole.
fn contradictions(whole: &Value, part: &Imported) -> Vec<String> {
    let mut faults = Vec::new();
    let spec = spec(part);
    for (key, value) in entries(&spec, "json") {
        let expected = whole.get("json").and_then(|json| json.get(key));
        // The text of an enum alone does not tell whether it is the name, or the name in camelCase.
        let is_vague = key == "enums" && value == "text" && expected.is_some_and(|it| it == "camelCaseText");
        // Other classes, which speak against a naming of the service's, may stand behind the cut.
        let is_of_classes = key == "naming" && classes_have_it(whole, &spec, value);
        if Some(value) != expected && !is_vague && !is_of_classes {
            faults.push(format!("json.{key}: {value} where the whole has {expected:?}"));
        }
    }
    for key in ["formatters", "authentication", "baseUrl"] {
        if let Some(value) = spec.get(key).filter(|value| Some(*value) != whole.get(key)) {
            faults.push(format!("{key}: {value} where the whole has {:?}", whole.get(key)));
        }
    }
    for (name, of_part) in entries(&spec, "types") {
        let of_whole = entries(whole, "types").find(|(other, _)| short(other) == short(name));
        let Some((_, of_whole)) = of_whole else { continue };
        for (member, value) in entries(of_part, "members") {
            let value = long(value);
            // What the part has as the class's own may be a base class's.
            let expected = entries(of_whole, "members").find(|(other, _)| *other == member);
            let Some((_, expected)) = expected else { continue };
            let expected = long(expected);
            // The word for all names of a class may need more of them than the part shows.
            let own_name = value.get("json").and_then(Value::as_str);
            let is_as_all = own_name.is_some() && own_name == made_by_class(of_whole, member).as_deref();
            for key in ["only", "emitDefault", "field", "order", "jsonOrder", "json", "name", "nullable"] {
                if key == "json" && is_as_all {
                    continue;
                }
                if let Some(said) = value.get(key).filter(|said| Some(*said) != expected.get(key)) {
                    // Some types say by themselves what the word leaves open.
                    if key == "nullable" && expected["type"] != value["type"] {
                        continue;
                    }
                    let about = format!("{name}.{member}");
                    let is_inferred = part.report.facts.iter().any(|fact| fact.place.to_string() == about);
                    if key == "jsonOrder" && is_inferred {
                        continue;
                    }
                    faults.push(format!(
                        "{name}.{member}: {key} is {said}, {:?} in the whole",
                        expected.get(key)
                    ));
                }
            }
        }
        if let Some(contract) = of_part.get("contract").filter(|said| Some(*said) != of_whole.get("contract"))
        {
            faults
                .push(format!("{name}: contract is {contract}, {:?} in the whole", of_whole.get("contract")));
        }
    }
    faults
}

fn entries<'a>(of: &'a Value, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    of.get(key).and_then(Value::as_object).into_iter().flatten()
}

/// Returns whether some classes of the part have a naming in the whole, each for itself.
fn classes_have_it(whole: &Value, part: &Value, naming: &Value) -> bool {
    let of_whole = |name: &str| entries(whole, "types").find(|(other, _)| short(other) == short(name));
    let mut own = entries(part, "types").filter_map(|(name, _)| of_whole(name));
    own.any(|(_, class)| class["json"]["naming"] == *naming)
}

/// The name in JSON that a class's own naming makes of a member's.
fn made_by_class(class: &Value, member: &str) -> Option<String> {
    let naming = match class["json"]["naming"].as_str()? {
        "camelCase" => Naming::CamelCase,
        "snakeCase" => Naming::SnakeCase,
        "kebabCase" => Naming::KebabCase,
        _ => return None,
    };
    Some(naming.apply(member))
}

/// The name of a type without its namespace.
fn short(name: &str) -> &str {
    name.split('<').next().unwrap_or(name).rsplit(['.', '+']).next().unwrap_or(name)
}

fn long(value: &Value) -> Value {
    match value {
        Value::String(_) => serde_json::json!({ "type": value }),
        value => value.clone(),
    }
}

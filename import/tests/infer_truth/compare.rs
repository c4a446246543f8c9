//! Compares a spec that was imported with what its pages stand for.

use datacontract::contract::Naming;
use datacontract_codegen::{
    graph::ContractGraph,
    prove::Verdict,
    spec::{Endpoint, JsonNaming, Payload, Span, Spec, TypeExpr},
};
use datacontract_import::Imported;
use serde_json::Value;

use super::convert::{self, Outcome};

/// What came of one layout.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) endpoints: usize,
    pub(crate) endpoints_right: usize,
    pub(crate) bodies: usize,
    pub(crate) bodies_right: usize,
    pub(crate) pairs: usize,
    pub(crate) pairs_right: usize,
    pub(crate) samples: usize,
    pub(crate) samples_proven: usize,
    pub(crate) verdicts: Vec<(Verdict, usize)>,
    pub(crate) types: usize,
    pub(crate) types_right: usize,
    /// Values that one way or the other do not convert, each with the body's type and the variant.
    pub(crate) pairs_wrong: Vec<(String, i64)>,
    pub(crate) problems: Vec<String>,
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// Compares a site.
pub(crate) fn site(truth: &Value, site: &str, layout: &str, imported: &Imported) -> Counts {
    let mut counts = Counts::default();
    let (spec, diagnostics) = Spec::from_text("api.json".as_ref(), &imported.api_json);
    let Some(spec) = spec else {
        counts.problems.push(format!(
            "the spec is none: {}",
            diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        ));
        return counts;
    };
    let (reproduced, failed) = imported.report.samples;
    counts.samples = reproduced + failed;
    counts.samples_proven = reproduced;
    counts.verdicts =
        Verdict::ALL.into_iter().map(|verdict| (verdict, imported.report.count(verdict))).collect();
    for message in imported.report.diagnostics.iter().filter(|message| message.severity == "error") {
        counts.problems.push(message.text.clone());
    }
    let unused: Vec<Span> = diagnostics
        .iter()
        .filter(|message| message.code.code() == "DC113")
        .map(|message| message.span)
        .collect();
    types(truth, site, &spec, &unused, &mut counts);
    let graph = ContractGraph::new(&spec);
    let naming = match spec.json.naming {
        JsonNaming::CamelCase => Naming::CamelCase,
        JsonNaming::SnakeCase => Naming::SnakeCase,
        JsonNaming::KebabCase => Naming::KebabCase,
        JsonNaming::AsDeclared => Naming::AsDeclared,
    };
    let bodies = &truth["sites"][site]["bodies"];
    for of in list(truth, "endpoints").iter().filter(|of| text(of, "site") == site) {
        counts.endpoints += 1;
        let heading = format!("{} {}", text(of, "method"), text(of, "path"));
        let Some(found) = spec.endpoints.iter().find(|endpoint| endpoint.heading.value == heading) else {
            counts.problems.push(format!("{layout}: no `{heading}`"));
            continue;
        };
        let wrong = endpoint(&spec, of, found);
        if wrong.is_empty() {
            counts.endpoints_right += 1;
        }
        counts.problems.extend(wrong.into_iter().map(|wrong| format!("{heading}: {wrong}")));
        for (key, payload) in [("request", &found.body), ("response", &found.response)] {
            let Some(clr) = of[key].as_str() else { continue };
            let Some(values) = bodies[clr].as_array() else { continue };
            let Some(payload) = payload else { continue };
            counts.bodies += 1;
            let ty = graph.type_of(&payload.ty);
            let mut all_right = true;
            for value in values {
                let (json, xml) = (text(value, "json"), text(value, "xml"));
                if xml.is_empty() {
                    continue;
                }
                let wanted_xml = value["xmlAfterJson"].as_str().unwrap_or(xml);
                let wanted_json = value["jsonAfterXml"].as_str().unwrap_or(json);
                let ways = [
                    ("JSON to XML", convert::to_xml(json, &ty, wanted_xml)),
                    ("XML to JSON", convert::to_json(xml, &ty, naming, wanted_json)),
                ];
                for (way, outcome) in ways {
                    counts.pairs += 1;
                    let why = match outcome {
                        Outcome::Same => {
                            counts.pairs_right += 1;
                            continue;
                        }
                        Outcome::Differs(why) | Outcome::Failed(why) => why,
                    };
                    all_right = false;
                    let variant = &value["variant"];
                    counts.pairs_wrong.push((clr.to_owned(), variant.as_i64().unwrap_or(-1)));
                    counts
                        .problems
                        .push(format!("{heading}, {key} `{clr}`, variant {variant}, {way}: {why}"));
                }
            }
            counts.bodies_right += usize::from(all_right);
        }
    }
    counts
}

/// Method and path are right already; parameters and types.
fn endpoint(spec: &Spec, of: &Value, found: &Endpoint) -> Vec<String> {
    let mut wrong = Vec::new();
    for wanted in list(of, "uriParams") {
        let name = text(wanted, "name");
        let parameter = found.parameters.iter().find(|parameter| {
            parameter.name.value == name || parameter.name.value.rsplit('.').next() == Some(name)
        });
        // The heading has CLR names, the table contract names: `Latitude` and `lat`.
        let Some(parameter) = parameter else {
            wrong.push(format!("no parameter `{name}`"));
            continue;
        };
        if Some(parameter.required.value) != wanted["required"].as_bool() {
            wrong.push(format!("`{name}` is required: {}", parameter.required.value));
        }
        if !fits(spec, &parameter.ty, text(wanted, "type")) {
            wrong.push(format!("`{name}` is `{}`, not `{}`", parameter.ty, text(wanted, "type")));
        }
    }
    for (key, payload) in [("request", &found.body), ("response", &found.response)] {
        let wanted = of[key].as_str();
        let is_open = wanted
            .is_some_and(|clr| clr.ends_with("IHttpActionResult") || clr.ends_with("HttpResponseMessage"));
        match (wanted, payload) {
            (None, None) => {}
            (Some(_), _) if is_open => {}
            (Some(clr), Some(Payload { ty, .. })) if fits(spec, ty, clr) => {}
            (wanted, payload) => {
                let payload = payload.as_ref().map(|payload| payload.ty.to_string());
                wrong.push(format!("the {key} is {payload:?}, not {wanted:?}"));
            }
        }
    }
    wrong
}

/// Whether a type of the spec may be a C# type: equal where the spec is exact.
fn fits(spec: &Spec, found: &TypeExpr, clr: &str) -> bool {
    use datacontract_codegen::spec::{TypeExprKind as Kind, Word};
    let plain = clr.strip_suffix('?').unwrap_or(clr);
    let short = plain.rsplit('.').next().unwrap_or(plain);
    match &found.kind {
        Kind::Nullable(inner) => fits(spec, inner, plain),
        Kind::Word(word) => match word {
            Word::Integer => ["short", "int", "long"].contains(&short),
            Word::UnsignedInteger => ["ushort", "uint", "ulong"].contains(&short),
            Word::DecimalNumber => ["decimal", "double", "float"].contains(&short),
            Word::Date => ["DateTime", "DateTimeOffset"].contains(&short),
            word => word.clr().name() == short,
        },
        Kind::Clr(found) => found.name() == short || (found.name() == "double" && short == "float"),
        Kind::List(item) | Kind::Array(item) => {
            let inner =
                plain.strip_suffix("[]").map(str::to_owned).or_else(|| arguments(plain).into_iter().next());
            // A JObject is an IEnumerable of the page's.
            inner.map_or(short == "JObject", |inner| fits(spec, item, &inner))
        }
        Kind::Dictionary(key, value) | Kind::Pair(key, value) => {
            let inner = arguments(plain);
            inner.len() == 2
                && inner.first().is_some_and(|inner| fits(spec, key, inner))
                && inner.get(1).is_some_and(|inner| fits(spec, value, inner))
        }
        Kind::Named(name) => {
            let Ok(index) = spec.resolve(name) else { return false };
            let def = &spec.types[index];
            let own = def.name.value.to_string();
            let page = def.page.as_ref().map(|page| page.value.clone());
            let without = |text: &str| {
                text.split('<')
                    .next()
                    .unwrap_or_default()
                    .rsplit(['.', '+'])
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            };
            without(&own) == without(plain)
                || page.is_some_and(|page| page == without(plain))
                // A tuple is declared as the class that it is on the wire.
                || (own.contains("TupleOf") && plain.starts_with("System.Tuple<"))
                // The one type of which no page shows the class's name.
                || (own.ends_with(".WarehouseAddress") && plain == "Warehouse.Locations.Address")
        }
        Kind::Tuple(_) => short.starts_with("Tuple"),
        Kind::ReadOnly(inner) => plain.contains("ReadOnly") && fits(spec, inner, plain),
    }
}

/// `A<B, C<D, E>>` gives `B` and `C<D, E>`.
fn arguments(clr: &str) -> Vec<String> {
    let Some((_, rest)) = clr.split_once('<') else { return Vec::new() };
    let rest = rest.strip_suffix('>').unwrap_or(rest);
    let mut depth = 0;
    let mut found = vec![String::new()];
    for c in rest.chars() {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            ',' if depth == 0 => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = found.last_mut() {
            last.push(c);
        }
    }
    found.iter().map(|text| text.trim().to_owned()).collect()
}

/// The classes that the spec has: their members' names and types, in the order of JSON. Types that no
/// endpoint uses are in no sample: nothing shows what they are called on the wire.
fn types(truth: &Value, site: &str, spec: &Spec, unused: &[Span], counts: &mut Counts) {
    let Some(all) = truth["sites"][site]["types"].as_object() else { return };
    for def in spec.types.iter().filter(|def| !unused.contains(&def.name.span)) {
        let name =
            def.page.as_ref().map_or_else(|| def.name.value.short().to_owned(), |page| page.value.clone());
        let found = all.iter().find(|(clr, of)| {
            let short = clr.split('<').next().unwrap_or(clr).rsplit('.').next().unwrap_or(clr);
            let is_page = short == name
                || (name == "WarehouseAddress" && clr.as_str() == "Warehouse.Locations.Address");
            let same_arguments = arguments(clr)
                .iter()
                .zip(def.name.value.arguments())
                .all(|(clr, found)| fits(spec, found, clr));
            is_page
                && same_arguments
                && text(of, "kind") == "object"
                && (def.name.value.namespace.is_empty()
                    || text(of, "clrNamespace") == def.name.value.namespace)
        });
        let Some((clr, of)) = found else { continue };
        let Some(class) = def.class() else {
            counts.problems.push(format!("`{clr}` is no class"));
            continue;
        };
        counts.types += 1;
        let mut wrong = Vec::new();
        let own: Vec<&Value> =
            list(of, "jsonMembers").iter().filter(|member| text(member, "declaringType") == clr).collect();
        for member in own {
            let wanted = text(member, "name");
            let found = class.members.iter().find(|found| {
                let json = found.json_name.as_ref().or(found.contract_name.as_ref()).unwrap_or(&found.name);
                json.value == wanted || text(member, "clr") == found.name.value
            });
            match found {
                Some(found) if fits(spec, &found.ty, text(member, "type")) => {}
                Some(found) => {
                    wrong.push(format!("`{wanted}` is `{}`, not `{}`", found.ty, text(member, "type")));
                }
                None => wrong.push(format!("no `{wanted}`")),
            }
        }
        if wrong.is_empty() {
            counts.types_right += 1;
        }
        counts.problems.extend(wrong.into_iter().map(|wrong| format!("{clr}: {wrong}")));
    }
}

//! What a spec says that the contracts do not, and what it lacks that its pages tell.

use std::collections::BTreeSet;

use datacontract_codegen::prove::Verdict;
use datacontract_import::Imported;
use datacontract_import::report::Fact;
use jsonc_parser::{ParseOptions, cst::CstRootNode};
use serde_json::{Map, Value};

use super::contract::*;
use super::page::Layout;
use super::sample::{self, Generator};
use super::service::{Endpoint, Response, Service};

/// How much of its pages an import was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    Whole,
    /// The page ends early: what is behind the cut is not told, and nothing may be concluded from that.
    Part {
        has_table_of_request: bool,
        has_table_of_response: bool,
    },
}

impl Extent {
    /// Returns how much of a page there is.
    pub(crate) fn of_part(text: &str) -> Self {
        Self::Part {
            has_table_of_request: ["Request Formats", "Response Information"]
                .iter()
                .any(|it| text.contains(it)),
            has_table_of_response: text.contains("Response Formats"),
        }
    }
}

struct Comparison<'a> {
    service: &'a Service,
    layout: Layout,
    extent: Extent,
    types: Map<String, Value>,
    /// The members of which the spec says that nothing tells whether they can be null.
    open: BTreeSet<String>,
    /// What the spec says of members that JSON and XML may call otherwise.
    doubts: Vec<String>,
    /// The members that are fields, or a base class's: nothing tells.
    fields: BTreeSet<String>,
    /// The types whose namespaces are taken to be their neighbours'.
    taken: BTreeSet<String>,
    faults: Vec<String>,
}

/// Returns the faults, each with its kind in front.
pub(crate) fn faults(service: &Service, layout: Layout, extent: Extent, imported: &Imported) -> Vec<String> {
    let root = CstRootNode::parse(&imported.api_json, &ParseOptions::default()).expect("a spec");
    let spec: Value = root.to_serde_value().expect("a value");
    let types = spec["types"].as_object().cloned().unwrap_or_default();
    let is_of_null = |fact: &&Fact| {
        fact.text.contains("whether null may stand here") || fact.text.contains("it is taken to take null")
    };
    let open = imported.report.facts.iter().filter(is_of_null).flat_map(of_null).collect();
    let is_of_doubt = |fact: &&Fact| fact.text.contains("they may be one member");
    let doubts = imported.report.facts.iter().filter(is_of_doubt).map(|fact| fact.text.clone()).collect();
    let is_of_field = |fact: &&Fact| fact.text.contains("a public field, or a base class's member");
    let fields = imported.report.facts.iter().filter(is_of_field).flat_map(of_null).collect();
    let is_of_namespace = |fact: &&Fact| fact.text.contains("it is taken to be its neighbours'");
    let taken = imported.report.facts.iter().filter(is_of_namespace);
    let taken = taken.filter_map(|fact| fact.place.path().get(1).map(|name| (*name).to_owned())).collect();
    let mut comparison =
        Comparison { service, layout, extent, types, open, doubts, fields, taken, faults: Vec::new() };
    comparison.settings(&spec);
    let shown = if layout.is_site() { &service.endpoints[..] } else { &service.endpoints[..1] };
    for endpoint in shown {
        match spec["endpoints"].get(&endpoint.heading) {
            Some(found) => comparison.endpoint(endpoint, found),
            None => comparison.lack("endpoint", format!("no {}", endpoint.heading)),
        }
    }
    comparison.types(shown);
    if extent == Extent::Whole {
        comparison.verdicts(shown, imported);
    } else if imported.report.endpoints.iter().any(|report| report.verdict == Verdict::Failed) {
        comparison.fault("verdict", "failed");
    }
    for message in imported.report.diagnostics.iter().filter(|message| message.severity == "error") {
        comparison.fault("diagnostic", format!("{} {}", message.code, message.text));
    }
    for (_, note) in &imported.report.notes {
        comparison.lack("note", note.clone());
    }
    comparison.faults
}

/// The members that a fact is about, each with its type.
fn of_null(fact: &Fact) -> Vec<String> {
    let of = fact.place.path().get(1).map(|name| short(name).to_owned()).unwrap_or_default();
    let own = fact.place.path().get(3).map(|member| (*member).to_owned());
    fact.members.iter().cloned().chain(own).map(|member| format!("{of}.{member}")).collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// A member, parameter or payload in its long form.
fn long(value: &Value) -> Value {
    if value.is_string() { serde_json::json!({ "type": value }) } else { value.clone() }
}

fn short(name: &str) -> &str {
    name.rsplit(['.', '+']).next().unwrap_or(name)
}

impl Comparison<'_> {
    fn fault(&mut self, kind: &str, what: impl Into<String>) {
        self.faults.push(format!("{kind}: {}", what.into()));
    }

    fn verdicts(&mut self, shown: &[Endpoint], imported: &Imported) {
        let samples: Vec<&str> = imported.samples.iter().map(|(name, _)| name.as_str()).collect();
        for report in &imported.report.endpoints {
            let endpoint = shown.iter().find(|endpoint| endpoint.heading == report.heading);
            let has_samples =
                endpoint.is_some_and(|it| it.body.is_some() || matches!(it.response, Response::Type(_)));
            let is_whole =
                |lacking: &String| lacking.contains("the page has one, and shows nothing of what it is");
            let is_proven = report.verdict == Verdict::Proven || report.lacking.iter().all(is_whole);
            // Without tables, what XML alone has of a class that no JSON shows leaves its order open.
            let is_shown = self.layout.has_types()
                || self
                    .service
                    .classes
                    .iter()
                    .flat_map(|class| &class.members)
                    .all(|it| it.kind != Kind::XmlOnly);
            if has_samples && !is_proven && self.service.has_xml && is_shown {
                let why = format!(
                    "{} is {:?}: {:?} (samples {samples:?})",
                    report.heading, report.verdict, report.lacking
                );
                self.fault("verdict", why);
            }
        }
    }

    /// Notes what the spec lacks.
    fn lack(&mut self, kind: &str, what: impl Into<String>) {
        if self.extent == Extent::Whole {
            self.fault(kind, what);
        }
    }

    /// Returns whether a text is the expected one, or lies behind the cut.
    fn is_text(&self, text: &str, expected: &str) -> bool {
        // What a page that is cut off has lost is marked as lost.
        let is_start = || text.strip_suffix('…').is_some_and(|start| expected.starts_with(start));
        text == expected || (self.extent != Extent::Whole && (text.is_empty() || is_start()))
    }

    fn settings(&mut self, spec: &Value) {
        if let Some(formatters) = spec["formatters"].as_object()
            && formatters.contains_key("xml") != self.service.has_xml
        {
            self.fault("formatters", spec["formatters"].to_string());
        }
        let naming = text(&spec["json"], "naming");
        // Without tables a name that JSON alone has may be of any strategy.
        if !naming.is_empty() && self.layout.has_types() && !(naming == "camelCase" && self.service.is_camel)
        {
            self.fault("json.naming", naming);
        }
        let enums = text(&spec["json"], "enums");
        if enums == "text" && !self.service.has_enum_texts {
            self.fault("json.enums", enums);
        }
        if let Some(json) = spec["json"].as_object() {
            for key in json.keys().filter(|key| !["naming", "enums"].contains(&key.as_str())) {
                self.fault("json", format!("{key}: {}", json[key]));
            }
        }
        let of_xml_serializer = serde_json::json!({ "serializer": "xmlSerializer" });
        let is_told = self.service.is_xml_serializer && spec["xml"] == of_xml_serializer;
        if !spec["xml"].is_null() && !is_told {
            self.fault("xml", spec["xml"].to_string());
        }
    }

    fn endpoint(&mut self, endpoint: &Endpoint, found: &Value) {
        let heading = &endpoint.heading;
        if !self.is_text(text(found, "doc"), &endpoint.doc) {
            self.fault("endpoint.doc", format!("{heading}: {:?} for {:?}", found["doc"], endpoint.doc));
        }
        for key in found.as_object().expect("an object").keys() {
            if !["doc", "name", "parameters", "body", "response", "samples", "untyped", "source"]
                .contains(&key.as_str())
            {
                self.fault("endpoint key", format!("{heading}: {key}: {}", found[key]));
            }
        }
        let parameters = found["parameters"].as_object().cloned().unwrap_or_default();
        for parameter in &endpoint.parameters {
            let Some(of) = parameters.get(&parameter.name).map(long) else {
                self.lack("parameter", format!("{heading}: no {}", parameter.name));
                continue;
            };
            let what = format!("{heading} {}: {of}", parameter.name);
            // A cut may leave the first cells of a row.
            let is_cut = self.extent != Extent::Whole && text(&of, "type") == "string";
            if self.layout.has_types() && !is_cut && !self.is_same(&parameter.ty, text(&of, "type")) {
                self.fault("parameter type", what.clone());
            }
            if !self.is_text(text(&of, "doc"), &parameter.doc) {
                self.fault("parameter doc", what.clone());
            }
            let default = match &of["default"] {
                Value::Null => None,
                Value::String(text) => Some(text.clone()),
                other => Some(other.to_string()),
            };
            let expected =
                parameter.default.map(|text| if text == "False" { "false" } else { text }.to_owned());
            let is_told = default.is_some() || self.extent == Extent::Whole;
            if self.layout.has_types() && is_told && default != expected {
                self.fault("parameter default", what.clone());
            }
            if self.layout.has_types()
                && self.extent == Extent::Whole
                && of["required"].as_bool().unwrap_or(expected.is_none()) != parameter.default.is_none()
            {
                self.fault("parameter required", what.clone());
            }
        }
        let is_one = |name: &&String| endpoint.parameters.iter().any(|of| of.name == **name);
        if !parameters.keys().all(|name| is_one(&name)) {
            self.fault("parameters", format!("{heading}: {:?}", parameters.keys()));
        }
        self.payload(heading, "body", endpoint.body.as_ref(), &endpoint.body_doc, &found["body"]);
        let response = match &endpoint.response {
            Response::Type(ty) => Some(ty),
            Response::Nothing | Response::Untyped => None,
        };
        let is_told = response.is_some() || self.layout.has_types();
        let doc = if is_told { endpoint.response_doc.as_str() } else { "" };
        self.payload(heading, "response", response, doc, &found["response"]);
    }

    fn payload(&mut self, heading: &str, side: &str, ty: Option<&Type>, doc: &str, found: &Value) {
        let what = format!("{heading}: {side} {found} for {ty:?} {doc:?}");
        let found = long(found);
        match ty {
            None if !text(&found, "type").is_empty() => self.fault("payload invented", what.clone()),
            Some(_) if text(&found, "type").is_empty() => self.lack("payload lost", what.clone()),
            Some(ty) if self.layout.has_types() && !self.is_same(ty, text(&found, "type")) => {
                self.fault("payload type", what.clone());
            }
            _ => {}
        }
        if ty.is_some() && !self.is_text(text(&found, "doc"), doc) {
            self.fault("payload doc", what);
        }
    }

    /// Whether a spec's type is what C# declares, or what the pages say of it.
    fn is_same(&self, ty: &Type, found: &str) -> bool {
        let plain = found.trim_end_matches('?');
        match ty {
            Type::Simple(simple) => simple.names.contains(&plain),
            Type::Nullable(ty) => self.is_same(ty, found),
            Type::List(item) => plain
                .strip_prefix("List<")
                .and_then(|rest| rest.strip_suffix('>'))
                .is_some_and(|found| self.is_same(item, found)),
            Type::Dictionary(key, value) => plain
                .strip_prefix("Dictionary<")
                .and_then(|rest| rest.strip_suffix('>'))
                .and_then(|rest| rest.split_once(", "))
                .is_some_and(|(k, v)| key.names.contains(&k) && self.is_same(value, v)),
            Type::Enum(index) => short(plain) == self.service.enums[*index].name,
            Type::Class(index) => short(plain) == self.service.classes[*index].name,
        }
    }

    fn types(&mut self, shown: &[Endpoint]) {
        let mut tables = BTreeSet::new();
        let mut payloads = Vec::new();
        let (has_request, has_response) = match self.extent {
            Extent::Whole => (true, true),
            Extent::Part { has_table_of_request, has_table_of_response } => {
                (has_table_of_request, has_table_of_response)
            }
        };
        for endpoint in shown {
            payloads.extend(endpoint.body.iter().filter(|_| has_request));
            if let Response::Type(ty) = &endpoint.response
                && has_response
            {
                payloads.push(ty);
            }
        }
        for ty in &payloads {
            reached(self.service, ty, &mut tables);
        }
        if self.layout != Layout::Site {
            // One page has the tables of its own payloads alone.
            tables = payloads
                .iter()
                .filter_map(|ty| match ty {
                    Type::Class(index) => Some(*index),
                    Type::List(item) => match **item {
                        Type::Class(index) => Some(index),
                        _ => None,
                    },
                    _ => None,
                })
                .collect();
        }
        if !self.layout.has_types() {
            return;
        }
        for index in tables {
            self.class(index, &payloads);
        }
    }

    fn class(&mut self, index: usize, payloads: &[&Type]) {
        let class = &self.service.classes[index];
        let found = self.types.iter().find(|(key, _)| short(key) == class.name);
        let Some((key, found)) = found.map(|(key, value)| (key.clone(), value.clone())) else {
            self.lack("class", format!("no {}", class.name));
            return;
        };
        let name = &class.name;
        let is_taken = self.taken.contains(&key);
        if !is_taken && key.contains('.') && key != format!("{}.{name}", class.clr_namespace) {
            self.fault("namespace", format!("{key} for {}.{name}", class.clr_namespace));
        }
        if found
            .get("namespace")
            .is_some_and(|it| Some(it.as_str().unwrap_or_default()) != class.namespace.as_deref())
        {
            self.fault("namespace", format!("{name}: {}", found["namespace"]));
        }
        if self.layout == Layout::Site && text(&found, "doc") != class.doc {
            self.fault("class doc", format!("{name}: {} for {:?}", found["doc"], class.doc));
        }
        let mut members: Vec<(Class, Member)> = Vec::new();
        let mut of = Some(index);
        while let Some(level) = of {
            let class = &self.service.classes[level];
            members.extend(class.members.iter().map(|member| (class.clone(), member.clone())));
            of = class.base;
        }
        let mut told = self.told(&key, &found);
        for (_, member) in members.iter().filter(|(_, member)| member.kind != Kind::Ignored) {
            let names = [member.name.as_str(), member.table_name(), member.xml_name()];
            let position = told.iter().position(|(key, of)| {
                names.contains(&key.as_str()) || text(of, "json") == member.table_name()
            });
            let Some(position) = position else {
                let is_shown = self.service.has_xml && payloads.iter().any(|ty| shows(ty, index));
                if member.is_in_table() || is_shown {
                    self.lack("member", format!("{name}: no {names:?}"));
                }
                continue;
            };
            let (key, of) = told.remove(position);
            self.member(name, index, member, &key, &of, payloads);
        }
        for (key, of) in told.into_iter().filter(|(key, _)| !self.is_in_doubt(key)).collect::<Vec<_>>() {
            self.fault("member invented", format!("{name}.{key}: {of}"));
        }
    }

    /// Whether the spec says that JSON and XML may call a member otherwise.
    fn is_in_doubt(&self, key: &str) -> bool {
        let name = format!("`{key}`");
        self.doubts.iter().any(|text| text.contains(&name))
    }

    /// Whether members of a class have orders, and no XML shows that they are no fields, nor that they have no order in
    /// JSON alone.
    fn has_orders_alone(&self, index: usize) -> bool {
        let mut levels = std::iter::successors(Some(index), |index| self.service.classes[*index].base);
        let is_open = !self.service.has_xml || self.extent != Extent::Whole;
        let mut members = levels.by_ref().flat_map(|index| &self.service.classes[index].members);
        is_open && members.any(|member| member.order.is_some())
    }

    /// Returns the members that a spec has of a class, with those of its bases.
    fn told(&self, name: &str, class: &Value) -> Vec<(String, Value)> {
        let mut told = Vec::new();
        let mut of = Some((name, class));
        while let Some((name, class)) = of {
            for (key, value) in class["members"].as_object().into_iter().flatten() {
                let mut value = long(value);
                if self.open.contains(&format!("{}.{key}", short(name))) {
                    value["open"] = Value::Bool(true);
                }
                told.push((key.clone(), value));
            }
            let base = text(class, "base");
            of = self
                .types
                .iter()
                .map(|(key, class)| (key.as_str(), class))
                .find(|(key, _)| short(key) == short(base));
            of = of.filter(|_| !base.is_empty());
        }
        told
    }

    fn member(
        &mut self,
        class: &str,
        index: usize,
        member: &Member,
        key: &str,
        of: &Value,
        payloads: &[&Type],
    ) {
        let what = format!("{class}.{key}: {of} for {member:?}");
        let key_of_member = key;
        let is_table = member.is_in_table();
        // A row may be cut before its type.
        let is_cut = self.extent != Extent::Whole && text(of, "type") == "object";
        if is_table && !is_cut && !self.is_same(&member.ty, text(of, "type")) {
            self.fault("member type", what.clone());
        }
        if is_table && !self.is_text(text(of, "doc"), &member.doc) {
            self.fault("member doc", what.clone());
        }
        let is_told_nullable = text(of, "type").ends_with('?');
        let is_told_plain = of["nullable"] == Value::Bool(false);
        let is_nullable = matches!(member.ty, Type::Nullable(_));
        let is_open = of.get("open").is_some();
        if is_told_nullable && !is_nullable && !is_open || is_told_plain && !member.ty.is_value() {
            self.fault("nullable", what.clone());
        }
        let is_known = |expected| !is_open && (if expected { is_told_nullable } else { is_told_plain });
        if self.counted(index, member, payloads).is_some_and(|expected| !is_known(expected)) {
            self.lack("nullable unknown", what.clone());
        }
        for key in of.as_object().expect("an object").keys() {
            let is_right = match key.as_str() {
                "type" | "doc" | "nullable" | "secret" | "open" => true,
                "json" => member.json.is_some(),
                "name" => member.data_name.is_some(),
                "order" => member.order.is_some(),
                "jsonOrder" if self.has_orders_alone(index) => true,
                "jsonOrder" => member.order.is_some() || member.kind == Kind::Field,
                "field" if self.fields.contains(&format!("{class}.{key_of_member}")) => true,
                "field" => member.kind == Kind::Field || self.has_orders_alone(index),
                "only" if self.is_in_doubt(key_of_member) => true,
                "only" if text(of, "only") == "json" => member.kind == Kind::ReadOnly,
                "only" => member.kind == Kind::XmlOnly,
                "annotations" => !member.annotations.is_empty(),
                _ => false,
            };
            if !is_right {
                self.fault(&format!("member key {key}"), what.clone());
            }
        }
        if is_table {
            let told = of["annotations"].as_object().map_or(0, Map::len);
            if told != member.annotations.len() && self.extent == Extent::Whole {
                self.fault("annotations", what);
            }
        }
    }

    /// Whether the count of a sample tells that a number is nullable (`true`) or is not (`false`).
    fn counted(&self, index: usize, member: &Member, payloads: &[&Type]) -> Option<bool> {
        let plain = match &member.ty {
            Type::Nullable(ty) => ty,
            other => other,
        };
        let is_number = matches!(plain, Type::Simple(simple) if simple.word.contains("integer"));
        if !is_number || member.kind != Kind::Property || !payloads.iter().any(|ty| shows(ty, index)) {
            return None;
        }
        let sample::Value::Class(_, values) = Generator::new(self.service).value(&Type::Class(index), &mut 0)
        else {
            return None;
        };
        let properties: Vec<_> = values.iter().filter(|(_, it, _)| it.kind != Kind::Field).collect();
        let place = properties.iter().position(|(_, it, _)| it.name == member.name)?;
        let before = properties[..place].iter().any(|(_, it, value)| {
            // A number that shows 1 may be nullable itself.
            let is_one =
                matches!(value, sample::Value::Text(_, text) if ["1", "1.1"].contains(&text.as_str()));
            it.kind == Kind::Property && it.ty.shows_count() && !is_one
        });
        let sample::Value::Text(_, shown) = &properties[place].2 else { return None };
        match (shown.as_str(), before) {
            ("1", true) => Some(true),
            ("1", false) => None,
            _ => Some(false),
        }
    }
}

/// Whether the samples of a payload are of this class itself.
fn shows(ty: &Type, class: usize) -> bool {
    match ty {
        Type::Class(index) => *index == class,
        Type::List(item) => shows(item, class),
        _ => false,
    }
}

fn reached(service: &Service, ty: &Type, found: &mut BTreeSet<usize>) {
    match ty {
        Type::List(ty) | Type::Nullable(ty) | Type::Dictionary(_, ty) => reached(service, ty, found),
        Type::Class(index) if found.insert(*index) => {
            let mut of = Some(*index);
            while let Some(level) = of {
                for member in service.classes[level].members.iter().filter(|member| member.is_in_table()) {
                    reached(service, &member.ty, found);
                }
                of = service.classes[level].base;
            }
        }
        _ => {}
    }
}

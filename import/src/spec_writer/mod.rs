//! Writes specs as a careful person would: short forms where they say it all, comments where something is not
//! proven.

mod files;
pub(crate) mod jsonc;
mod xml_serializer;

use datacontract::contract::Serializer;
use datacontract_codegen::spec::{JsonEnums, TypeExpr};
pub(crate) use jsonc::comment_lines;
use jsonc::{Object, Value};

use crate::{
    infer::{
        References,
        model::{
            Annotations, Api, Authentication, Class, Confidence, Endpoint, EnumMember, Grant, Member,
            Outcome, PageStep, Paging, Parameter, Remark, Setting, SettingValue, Ty, TypeDef, TypeKind,
        },
    },
    page::Provenance,
};

/// The text of `api.json`. The same facts give the same bytes.
pub(crate) fn write(api: &Api) -> String {
    let names = References::new(&api.types);
    let mut root = Object::open();
    root.add_text("$schema", "../schema.json");
    root.add("version", Value::raw("1"));
    let of_name = api.name_remark.as_slice();
    root.add_with("name", Value::text(&api.name), comments(of_name));
    root.add_text("module", &api.module);
    let one_page = one_page(api);
    let mut source = Object::default();
    // The page that the entries are from, which need not be the page that was given first.
    if one_page && let Some(provenance) = provenances(api).next().or(api.source.as_ref()) {
        provenance_of(provenance, &mut source);
    }
    source.add_text("note", &api.notes.join("\n"));
    if !source.is_empty() {
        root.add("source", Value::Object(source));
    }
    if let Some(url) = &api.base_url {
        root.add_with("baseUrl", Value::text(url), comments(&api.base_url_remarks));
    }
    if let Some(authentication) = authentication(api) {
        root.add_with("authentication", authentication, comments(&api.authentication_remarks));
    }
    if let Some(formatters) = &api.formatters {
        let mut object = Object::default();
        for (format, media_types) in formatters {
            object.add(format, Value::Array(media_types.iter().map(|media| Value::text(media)).collect()));
        }
        root.add_with("formatters", Value::Object(object), comments(&api.formatters_remarks));
    }
    let mut json = Object::default();
    json.add_text("naming", api.naming.unwrap_or_default());
    if let Some(word) = enums_word(api.enums) {
        json.add_with("enums", Value::text(word), comments(api.enums_remark.as_slice()));
    }
    add_settings(&mut json, &api.json_settings);
    // What specs cannot say of a format stands where its settings would.
    let mut about_formats = comments(&api.json_remarks);
    if api.formatters.is_none() {
        about_formats.extend(comments(&api.formatters_remarks));
    }
    if !json.is_empty() {
        root.add_with("json", Value::Object(json), std::mem::take(&mut about_formats));
    }
    about_formats.extend(comments(&api.xml_remarks));
    let mut xml = Object::default();
    add_settings(&mut xml, &api.xml_settings);
    if !xml.is_empty() {
        root.add_with("xml", Value::Object(xml), std::mem::take(&mut about_formats));
    }
    let mut endpoints = Object::open();
    for endpoint in &api.endpoints {
        endpoints.add_with(
            &endpoint.heading,
            Value::Object(endpoint_of(endpoint, &names, one_page)),
            comments(&endpoint.remarks),
        );
    }
    if !endpoints.is_empty() {
        root.add_with("endpoints", Value::Object(endpoints), about_formats);
    }
    let mut types = Object::open();
    for def in &api.types {
        let object = type_of(def, &names, one_page);
        let (name, value) = (names.full(def.id), Value::Object(object));
        if def.remarks.is_empty() {
            types.add(name, value);
        } else {
            types.add_apart(name, value, comments(&def.remarks));
        }
    }
    if !types.is_empty() {
        root.add("types", Value::Object(types));
    }
    let mut rust = Object::default();
    for (target, name) in &api.rust {
        let mut rule = Object::default();
        rule.add_text("name", name);
        rust.add(target, Value::Object(rule));
    }
    if !rust.is_empty() {
        root.add("rust", Value::Object(rust));
    }
    jsonc::print(&Value::Object(root))
}

/// What a formatter is set to, each with the reason.
fn add_settings(object: &mut Object, settings: &[Setting]) {
    for setting in settings {
        let value = match &setting.value {
            SettingValue::Text(text) => Value::text(text),
            SettingValue::Flag(flag) => Value::raw(if *flag { "true" } else { "false" }),
        };
        object.add_with(setting.key, value, comments(std::slice::from_ref(&setting.remark)));
    }
}

/// How callers say who they are.
fn authentication(api: &Api) -> Option<Value> {
    match &api.authentication {
        Authentication::None => None,
        Authentication::Basic => Some(Value::text("basic")),
        Authentication::Header(name) => {
            let mut header = Object::default();
            header.add_text("header", name);
            Some(Value::Object(header))
        }
        Authentication::Token(login) => {
            let (mut token, mut endpoint) = (Object::default(), Object::default());
            endpoint.add_text("path", &login.path);
            if login.grant == Grant::ClientCredentials {
                endpoint.add_text("grant", "clientCredentials");
            }
            token.add("token", Value::Object(endpoint));
            Some(Value::Object(token))
        }
        Authentication::Body(path) => {
            let mut body = Object::default();
            body.add("body", Value::Array(vec![Value::text(path)]));
            Some(Value::Object(body))
        }
    }
}

/// Whether everything is from one page: then the page need not stand at each endpoint and type.
fn one_page(api: &Api) -> bool {
    let mut locations = provenances(api).map(|provenance| provenance.location.as_str());
    locations.next().is_none_or(|first| locations.all(|location| location == first))
}

/// Returns where each endpoint is from, and each type of which a page tells.
fn provenances(api: &Api) -> impl Iterator<Item = &Provenance> {
    let of_endpoints = api.endpoints.iter().map(|endpoint| &endpoint.source);
    let of_types = api.types.iter().map(|def| &def.source);
    of_endpoints.chain(of_types.filter(|provenance| !provenance.location.is_empty()))
}

fn provenance_of(provenance: &Provenance, object: &mut Object) {
    if provenance.location != "-" {
        object.add_text("page", &provenance.location);
    }
    object.add_some("retrieved", provenance.retrieved.as_ref());
}

fn source_of(provenance: &Provenance, one_page: bool, object: &mut Object) {
    let mut source = Object::default();
    if !one_page {
        provenance_of(provenance, &mut source);
    }
    if !source.is_empty() {
        object.add("source", Value::Object(source));
    }
}

/// The word for what enums are in JSON, where it is not the number.
fn enums_word(enums: JsonEnums) -> Option<&'static str> {
    match enums {
        JsonEnums::Number => None,
        JsonEnums::Text => Some("text"),
        JsonEnums::CamelCaseText => Some("camelCaseText"),
    }
}

/// The word for what writes XML.
pub(crate) fn serializer_word(serializer: Serializer) -> &'static str {
    match serializer {
        Serializer::DataContractSerializer => "dataContractSerializer",
        Serializer::XmlSerializer => "xmlSerializer",
    }
}

fn comments(remarks: &[Remark]) -> Vec<String> {
    remarks
        .iter()
        .filter(|remark| remark.confidence != Confidence::Proven)
        .map(|remark| format!("{}: {}", remark.confidence.word(), remark.sentence()))
        .collect()
}

/// A type as it stands in the spec.
fn text_of(ty: &Ty, names: &References) -> String {
    let text = ty.text(&|id| names.short(id));
    // A name that no spec can have would make the whole of it unreadable.
    if TypeExpr::parse(&text, 0).is_ok() { text } else { "object".to_owned() }
}

fn endpoint_of(endpoint: &Endpoint, names: &References, one_page: bool) -> Object {
    let mut object = Object::open();
    object.add_some("name", endpoint.name.as_ref());
    object.add_text("doc", &endpoint.doc);
    source_of(&endpoint.source, one_page, &mut object);
    let mut parameters = Object::open();
    for parameter in &endpoint.parameters {
        parameters.add_with(&parameter.name, parameter_of(parameter, names), comments(&parameter.remarks));
    }
    if !parameters.is_empty() {
        object.add("parameters", Value::Object(parameters));
    }
    if let Some(upload) = &endpoint.upload {
        object.add("body", files::upload(upload, names));
    }
    for (key, payload, name) in
        [("body", &endpoint.body, endpoint.body_name.as_str()), ("response", &endpoint.response, "")]
    {
        let Some((ty, doc)) = payload else { continue };
        let ty = text_of(ty, names);
        if doc.is_empty() && name.is_empty() {
            object.add_text(key, &ty);
        } else {
            let mut payload = Object::default();
            payload.add_text("type", &ty);
            payload.add_text("name", name);
            payload.add_text("doc", doc);
            object.add(key, Value::Object(payload));
        }
    }
    if let Some(download) = &endpoint.download {
        object.add("response", files::download(download));
    }
    if endpoint.is_anonymous {
        object.add_text("authentication", "none");
    }
    if let Some(serializer) = endpoint.serializer {
        let mut xml = Object::default();
        xml.add_text("serializer", serializer_word(serializer));
        object.add("xml", Value::Object(xml));
    }
    if !endpoint.untyped.is_empty() {
        let untyped = endpoint.untyped.iter().map(|untyped| Value::text(untyped.word()));
        object.add("untyped", Value::Array(untyped.collect()));
    }
    if let Some(paging) = &endpoint.paging {
        object.add("paging", Value::Object(paging_of(paging)));
    }
    let mut status = Object::default();
    for (code, meaning) in &endpoint.status {
        status.add(&code.to_string(), Value::text(meaning));
    }
    if !status.is_empty() {
        object.add("status", Value::Object(status));
    }
    let mut samples = Object::open();
    for (what, first) in [("request", 0), ("response", 2)] {
        let mut files = Object::default();
        for (format, at) in [("json", first), ("xml", first + 1)] {
            files.add_some(format, endpoint.samples.get(at).and_then(Option::as_ref));
        }
        if !files.is_empty() {
            samples.add(what, Value::Object(files));
        }
    }
    if !samples.is_empty() {
        object.add("samples", Value::Object(samples));
    }
    object
}

/// How the pages of a list are asked for. The first page is 1 unless the spec says otherwise.
pub(crate) fn paging_of(paging: &Paging) -> Object {
    let mut object = Object::default();
    match &paging.step {
        PageStep::Page { parameter, first } => {
            object.add_text("page", parameter);
            if *first != 1 {
                object.add("first", Value::raw(first.to_string()));
            }
        }
        PageStep::Skip(parameter) => object.add_text("skip", parameter),
        PageStep::Next(_) => {}
    }
    object.add_some("size", paging.size.as_ref());
    if let PageStep::Next(member) = &paging.step {
        object.add_text("next", member);
    }
    for (key, member) in
        [("items", &paging.items), ("total", &paging.total), ("pages", &paging.pages), ("more", &paging.more)]
    {
        object.add_some(key, member.as_ref());
    }
    object
}

fn parameter_of(parameter: &Parameter, names: &References) -> Value {
    let ty = text_of(&parameter.ty, names);
    let mut object = Object::default();
    object.add_text("type", &ty);
    if parameter.required != parameter.in_path {
        object.add("required", Value::raw(if parameter.required { "true" } else { "false" }));
    }
    if let Some(default) = &parameter.default {
        object.add("default", Value::raw(default));
    }
    object.add_true("secret", parameter.secret);
    object.add_text("doc", &parameter.doc);
    let annotations = annotations_of(&parameter.annotations);
    if !annotations.is_empty() {
        object.add("annotations", Value::Object(annotations));
    }
    if object.len() == 1 { Value::text(&ty) } else { Value::Object(object) }
}

fn type_of(def: &TypeDef, names: &References, one_page: bool) -> Object {
    let mut object = Object::default();
    object.add_text("doc", &def.doc);
    source_of(&def.source, one_page, &mut object);
    object.add_some("page", def.page.as_ref());
    if def.contract != "plain" {
        object.add_text("contract", def.contract);
    }
    object.add_some("name", def.contract_name.as_ref());
    object.add_some("namespace", def.contract_namespace.as_ref());
    let mut json = Object::default();
    if let TypeKind::Class(Class { json_naming: Some(naming), .. }) = &def.kind {
        json.add_text("naming", naming);
    }
    if let Some(enums) = def.json_enums {
        json.add_text("enums", enums_word(enums).unwrap_or("number"));
    }
    json.add_some("assembly", def.json_assembly.as_ref());
    if !json.is_empty() {
        object.add("json", Value::Object(json));
    }
    xml_serializer::add_type(&def.xml, names, &mut object);
    match &def.kind {
        TypeKind::Class(class) => class_of(class, names, &mut object),
        TypeKind::Enum { members, flags, underlying } => {
            if let Some(underlying) = underlying {
                object.add_text("underlying", underlying);
            }
            object.add_true("flags", *flags);
            let mut values = Object::default();
            for member in members {
                values.add(&member.name, enum_member_of(member));
            }
            object.add("enum", Value::Object(values));
        }
        TypeKind::List(list) => {
            object.add_text("collection", &text_of(&list.item, names));
            object.add_some("itemName", list.item_name.as_ref());
        }
    }
    object
}

fn class_of(class: &Class, names: &References, object: &mut Object) {
    if let Some(base) = class.base {
        object.add_text("base", &names.short(base));
    }
    object.add_true("isReference", class.is_reference);
    if !class.known.is_empty() {
        let known = class.known.iter().map(|id| Value::text(&names.short(*id))).collect();
        object.add("knownTypes", Value::Array(known));
    }
    let mut members = Object::default();
    for member in &class.members {
        members.add_with(&member.name, member_of(member, names), comments(&member.remarks));
    }
    if !members.is_empty() || class.base.is_none() {
        object.add("members", Value::Object(members));
    }
    if let Some(outcome) = &class.outcome {
        object.add_with("outcome", outcome_of(outcome), comments(std::slice::from_ref(&outcome.remark)));
    }
}

fn member_of(member: &Member, names: &References) -> Value {
    let ty = text_of(&member.ty, names);
    let mut object = Object::default();
    object.add_text("type", &ty);
    if let Some(nullable) = member.nullable {
        object.add("nullable", Value::raw(if nullable { "true" } else { "false" }));
    }
    object.add_text("doc", &member.doc);
    object.add_some("name", member.contract_name.as_ref());
    if let Some(order) = member.order {
        object.add("order", Value::raw(order.to_string()));
    }
    if !member.emit_default {
        object.add("emitDefault", Value::raw("false"));
    }
    object.add_some("json", member.json.as_ref());
    if let Some(order) = member.json_order {
        object.add("jsonOrder", Value::raw(order.to_string()));
    }
    object.add_text("only", member.only.unwrap_or_default());
    xml_serializer::add_member(&member.xml, &mut object);
    object.add_true("field", member.field);
    object.add_true("secret", member.secret);
    let annotations = annotations_of(&member.annotations);
    if !annotations.is_empty() {
        object.add("annotations", Value::Object(annotations));
    }
    if object.len() == 1 { Value::text(&ty) } else { Value::Object(object) }
}

fn annotations_of(annotations: &Annotations) -> Object {
    let mut object = Object::default();
    object.add_true("required", annotations.required);
    let number = |number: u32| Value::raw(number.to_string());
    if let Some(length) = annotations.min_length {
        object.add("minLength", number(length));
    }
    if let Some(length) = annotations.max_length {
        object.add("maxLength", number(length));
    }
    if let Some((min, max)) = annotations.length {
        object.add("length", Value::Array(vec![number(min), number(max)]));
    }
    if let Some((low, high)) = &annotations.range {
        object.add("range", Value::Array(vec![Value::raw(low), Value::raw(high)]));
    }
    object.add_some("pattern", annotations.pattern.as_ref());
    object.add_some("dataType", annotations.data_type.as_ref());
    object
}

fn enum_member_of(member: &EnumMember) -> Value {
    let value = Value::raw(member.value.to_string());
    let mut object = Object::default();
    object.add("value", value.clone());
    object.add_some("name", member.contract_name.as_ref());
    object.add_some("xmlEnum", member.xml_name.as_ref());
    object.add_text("doc", &member.doc);
    if object.len() == 1 { value } else { Value::Object(object) }
}

fn outcome_of(outcome: &Outcome) -> Value {
    let mut object = Object::default();
    object.add_text("code", &outcome.code);
    if !outcome.success.is_empty() {
        object.add("success", Value::Array(outcome.success.iter().map(Value::raw).collect()));
    }
    object.add_some("message", outcome.message.as_ref());
    let mut codes = Object::default();
    for (code, meaning) in &outcome.codes {
        codes.add_text(code, meaning);
    }
    if !codes.is_empty() {
        object.add("codes", Value::Object(codes));
    }
    Value::Object(object)
}

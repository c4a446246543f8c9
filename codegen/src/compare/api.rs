//! What is said of the whole API.

use super::{
    change::Change,
    context::{Comparer, Prose},
    effect::{Effect, Flow, Reading, WireEffect},
    rules::Rule,
    verdict::{
        Side, Surface,
        Verdict::{self, Breaks, Risky, Safe},
    },
    words::is_and_was,
};
use crate::spec::{
    Authentication, Format, Formatter, Grant, JsonEnums, JsonFormatter, JsonNaming, JsonStyle, Span, Spanned,
    Spec, TokenEndpoint,
};

const SUBJECT: &str = "API";

/// Compares what stands at the top of the spec.
pub(super) fn compare(cx: &mut Comparer<'_>) {
    let (before, after) = (cx.before, cx.after);
    // Every part of a spec is named here, so that one that is new cannot be forgotten.
    let Spec {
        file: _,
        version: _,
        name,
        module,
        doc,
        api_version,
        source,
        base_url,
        authentication,
        formatters,
        json,
        json_formatter,
        xml,
        endpoints: _,
        types: _,
        // What these do is seen in the code that is emitted.
        rust: _,
        rust_types: _,
        names: _,
    } = before;
    let at = [name.span, after.name.span];
    let changed = |cx: &Comparer<'_>, rule, message| cx.changed(rule, SUBJECT, message, at[0], at[1]);
    if *name != after.name {
        cx.report(changed(
            cx,
            Rule::ApiRenamed,
            is_and_was("the name", Some(&name.value), Some(&after.name.value)),
        ));
    }
    if *module != after.module {
        let message = is_and_was("the module", Some(&module.value), Some(&after.module.value));
        let mut change = cx.changed(Rule::ModuleRenamed, SUBJECT, message, module.span, after.module.span);
        change.verdicts.raise_on(Surface::Rust, &Side::ALL, Breaks);
        cx.report(change);
    }
    let words = |doc, source| Prose { doc, source: Some(source), deprecated: None };
    cx.compare_prose(SUBJECT, at, [], [&words(doc, source), &words(&after.doc, &after.source)]);
    if *api_version != after.api_version {
        let versions = [api_version.as_deref(), after.api_version.as_deref()];
        let message = is_and_was("the version", versions[0], versions[1]);
        let change = changed(cx, Rule::ApiVersionChanged, message);
        cx.report(change.items(["API_VERSION".to_owned()]));
    }
    if *base_url != after.base_url {
        let verdict = if base_url.is_some() && after.base_url.is_some() { Risky } else { Safe };
        let message = is_and_was("the address", base_url.as_deref(), after.base_url.as_deref());
        let spans = [base_url, &after.base_url];
        let [old, new] = std::array::from_fn(|index| spans[index].as_ref().map_or(at[index], |it| it.span));
        let change = cx.changed(Rule::BaseUrlChanged, SUBJECT, message, old, new);
        cx.report(change.on_the_wire(Side::Clients, verdict));
    }
    authentications(cx, SUBJECT, at, [authentication, &after.authentication]);
    compare_formatters(cx, at, [formatters, &after.formatters]);
    compare_json(cx, at, [*json, after.json]);
    compare_json_settings(cx, at, [json_formatter, &after.json_formatter]);
    if xml.serializer != after.xml.serializer {
        let message = format!("XML is of `{:?}`; it was of `{:?}`", after.xml.serializer, xml.serializer);
        let change = changed(cx, Rule::XmlSerializerChanged, message);
        cx.report(change.wire(Effect::both(Reading::xml(Breaks)), Flow::BOTH));
    }
    if xml.serializer(after.xml.serializer) != after.xml {
        cx.report(changed(cx, Rule::XmlDeclarationChanged, "how XML is written changed".to_owned()));
    }
}

/// Compares how callers say who they are.
pub(super) fn authentications(
    cx: &mut Comparer<'_>,
    subject: &str,
    at: [Span; 2],
    [before, after]: [&Authentication; 2],
) {
    if before == after {
        return;
    }
    let (old, new) = (way(before), way(after));
    let (rule, message, verdicts) = match (before, after) {
        (Authentication::None, _) => {
            (Rule::AuthenticationAdded, format!("callers send {new}; nothing was asked for"), [Breaks, Safe])
        }
        (_, Authentication::None) => {
            (Rule::AuthenticationRemoved, format!("callers need not send {old} any more"), [Safe, Breaks])
        }
        _ => (Rule::AuthenticationChanged, format!("callers send {new}; they sent {old}"), [Breaks, Breaks]),
    };
    let change = cx.changed(rule, subject, message, at[0], at[1]);
    let change = change.on_the_wire(Side::Clients, verdicts[0]).on_the_wire(Side::Servers, verdicts[1]);
    // How callers say who they are has methods of the client.
    cx.report(change.items(["client::Client".to_owned()]));
}

/// Returns how callers say who they are, in words. It names where secrets stand, and no secret.
fn way(authentication: &Authentication) -> String {
    match authentication {
        Authentication::None => "nothing".to_owned(),
        Authentication::Basic => "a name and a password (Basic)".to_owned(),
        Authentication::Header(name) => format!("the header `{name}`", name = name.value),
        Authentication::Query(name) => format!("the key `{name}` in the query", name = name.value),
        Authentication::Cookie(name) => format!("the cookie `{name}`", name = name.value),
        Authentication::Token(TokenEndpoint { path, grant, .. }) => {
            let grant = match grant {
                Grant::Password => "a user's password",
                Grant::ClientCredentials => "a program's secret",
            };
            format!("a token that `{}` gives for {grant}", path.value)
        }
        Authentication::Body(members) => {
            let members: Vec<String> = members.iter().map(|member| format!("`{}`", member.value)).collect();
            format!("{} in the body", members.join(", "))
        }
    }
}

fn compare_formatters(cx: &mut Comparer<'_>, at: [Span; 2], [before, after]: [&[Formatter]; 2]) {
    let find = |formatters: &[Formatter], format| {
        formatters.iter().find(|formatter: &&Formatter| formatter.format == format).cloned()
    };
    let on_format = |mut change: Change, format, side, verdict: Verdict| {
        match format {
            Format::Json | Format::Form => change.verdicts.raise(Surface::Json, side, verdict),
            Format::Xml => {
                change.verdicts.raise(Surface::Xml, side, verdict);
                change.verdicts.raise(Surface::StrictXml, side, verdict);
            }
        }
        change
    };
    for format in Format::ALL {
        match (find(before, format), find(after, format)) {
            (Some(_), None) => {
                let message = format!("the service no longer has `{}`", format.key());
                let change = cx.changed(Rule::FormatRemoved, SUBJECT, message, at[0], at[1]);
                cx.changes.push(on_format(change, format, Side::Clients, Breaks));
            }
            (None, Some(_)) => {
                let message = format!("the service has `{}`", format.key());
                let change = cx.changed(Rule::FormatAdded, SUBJECT, message, at[0], at[1]);
                cx.changes.push(on_format(change, format, Side::Servers, Risky));
            }
            (Some(old), Some(new)) => {
                let gone = missing(&old.media_types, &new.media_types);
                if !gone.is_empty() {
                    let message = format!("`{}` no longer has {gone}", format.key());
                    let change = cx.changed(Rule::MediaTypeRemoved, SUBJECT, message, at[0], at[1]);
                    cx.changes.push(on_format(change, format, Side::Clients, Breaks));
                }
                let new_ones = missing(&new.media_types, &old.media_types);
                if !new_ones.is_empty() {
                    let message = format!("`{}` has {new_ones}", format.key());
                    let change = cx.changed(Rule::MediaTypeAdded, SUBJECT, message, at[0], at[1]);
                    cx.changes.push(on_format(change, format, Side::Servers, Risky));
                }
                if gone.is_empty() && new_ones.is_empty() && old != new {
                    let message = format!("the media types of `{}` have another order", format.key());
                    let change = cx.changed(Rule::FormatOrderChanged, SUBJECT, message, at[0], at[1]);
                    cx.changes.push(on_format(change, format, Side::Clients, Risky));
                }
            }
            (None, None) => {}
        }
    }
    let order = |formatters: &[Formatter], others: &[Formatter]| -> Vec<Format> {
        let common = formatters.iter().filter(|it| others.iter().any(|other| other.format == it.format));
        common.map(|formatter| formatter.format).collect()
    };
    if order(before, after) != order(after, before) {
        let message = "the formats have another order: callers that accept any get the first";
        let change = cx.changed(Rule::FormatOrderChanged, SUBJECT, message, at[0], at[1]);
        cx.changes.push(change.on_the_wire(Side::Clients, Risky));
    }
}

/// Returns the texts of `these` that are not among `others`.
fn missing(these: &[Spanned<String>], others: &[Spanned<String>]) -> String {
    let missing = these.iter().filter(|text| !others.contains(text));
    missing.map(|text| format!("`{}`", text.value)).collect::<Vec<_>>().join(", ")
}

fn compare_json(cx: &mut Comparer<'_>, at: [Span; 2], [before, after]: [JsonStyle; 2]) {
    if let Some((message, effect)) = naming(before.naming, after.naming) {
        let change = cx.changed(Rule::JsonNamingChanged, SUBJECT, message, at[0], at[1]);
        cx.report(change.wire(effect, Flow::BOTH));
    }
    if let Some((message, effect)) = enums(before.enums, after.enums) {
        let change = cx.changed(Rule::JsonEnumsChanged, SUBJECT, message, at[0], at[1]);
        cx.report(change.wire(effect, Flow::BOTH));
    }
}

/// Returns what it means that names in JSON are spelled otherwise.
pub(super) fn naming(before: JsonNaming, after: JsonNaming) -> Option<(String, WireEffect)> {
    if before == after {
        return None;
    }
    let differ_in_case = |naming| matches!(naming, JsonNaming::AsDeclared | JsonNaming::CamelCase);
    // The service finds names in any case of letters, callers are not known to.
    let requests = if differ_in_case(before) && differ_in_case(after) { Risky } else { Breaks };
    let effect = WireEffect {
        requests: Effect::both(Reading::json(requests)),
        responses: Effect::both(Reading::json(Breaks)),
    };
    Some((is_and_was("the spelling of names", Some(naming_word(before)), Some(naming_word(after))), effect))
}

fn naming_word(naming: JsonNaming) -> &'static str {
    match naming {
        JsonNaming::AsDeclared => "as declared",
        JsonNaming::CamelCase => "camelCase",
        JsonNaming::SnakeCase => "snake_case",
        JsonNaming::KebabCase => "kebab-case",
    }
}

/// Returns what it means that enums in JSON are written otherwise.
pub(super) fn enums(before: JsonEnums, after: JsonEnums) -> Option<(String, WireEffect)> {
    if before == after {
        return None;
    }
    // Json.NET's enums are read from numbers and from names in any case.
    let effect = WireEffect {
        requests: Effect::both(Reading::json(Risky)),
        responses: Effect::both(Reading::json(Breaks)),
    };
    Some((is_and_was("the form of enums", Some(enums_word(before)), Some(enums_word(after))), effect))
}

fn enums_word(enums: JsonEnums) -> &'static str {
    match enums {
        JsonEnums::Number => "numbers",
        JsonEnums::Text => "names",
        JsonEnums::CamelCaseText => "names in camelCase",
    }
}

fn compare_json_settings(cx: &mut Comparer<'_>, at: [Span; 2], [before, after]: [&JsonFormatter; 2]) {
    let JsonFormatter {
        process_dictionary_keys,
        ignore_serializable_attribute,
        zone,
        local_offset,
        dates,
        date_format,
        nulls,
        defaults,
        type_names,
        assembly,
        references,
        escapes,
        indented,
        line_end,
    } = before;
    let both = |verdict| Effect::both(Reading::json(verdict));
    let dates_differ = *dates != after.dates || *date_format != after.date_format;
    let zones_differ = *zone != after.zone || *local_offset != after.local_offset;
    let dates = match (dates_differ, zones_differ) {
        (true, _) => Some(("the form of dates changed", both(Breaks))),
        (false, true) => Some(("the zone of dates changed", both(Risky))),
        (false, false) => None,
    };
    let left_out = (*nulls != after.nulls || *defaults != after.defaults)
        .then_some(("what is left out for its value changed", both(Risky)));
    let types = (*type_names != after.type_names).then_some(("`$type` is written otherwise", both(Risky)));
    let references =
        (*references != after.references).then_some(("`$id` and `$ref` are written otherwise", both(Breaks)));
    let keys = (*process_dictionary_keys != after.process_dictionary_keys)
        .then_some(("the keys of dictionaries are spelled otherwise", both(Breaks)));
    let form = (*escapes != after.escapes || *indented != after.indented || *line_end != after.line_end)
        .then_some(("escapes or white space changed", Effect::NONE));
    let names = after.type_names != datacontract::contract::TypeNameHandling::None;
    let assembly = (*assembly != after.assembly)
        .then_some(("the assembly in `$type` changed", if names { both(Risky) } else { Effect::NONE }));
    if *ignore_serializable_attribute != after.ignore_serializable_attribute {
        let message = "what is `[Serializable]` alone has other names";
        let change = cx.changed(Rule::JsonNamingChanged, SUBJECT, message, at[0], at[1]);
        cx.report(change.wire(both(Breaks), Flow::BOTH));
    }
    let rules = [
        (Rule::JsonDatesChanged, dates),
        (Rule::JsonNullsChanged, left_out),
        (Rule::JsonTypeNamesChanged, types),
        (Rule::JsonReferencesChanged, references),
        (Rule::JsonDictionaryKeysChanged, keys),
        (Rule::JsonTextFormChanged, form),
        (Rule::AssemblyChanged, assembly),
    ];
    for (rule, found) in rules {
        if let Some((message, effect)) = found {
            let change = cx.changed(rule, SUBJECT, message, at[0], at[1]).wire(effect, Flow::BOTH);
            cx.report(change.items(["JSON_SETTINGS".to_owned()]));
        }
    }
}

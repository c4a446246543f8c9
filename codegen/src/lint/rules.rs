//! The rules, one function each.

use std::collections::BTreeMap;

use super::{Rule, Rules};
use crate::{
    diagnostic::Diagnostic,
    spec::{
        Enum, Member, SampleFiles, Span, Spec, TypeKind,
        remarks::{RemarkKind, remarks},
    },
};

type Found = Vec<Diagnostic>;

/// Looks for what a rule is about.
type Find = fn(&Spec) -> Found;

/// Returns what the rules that are on find.
pub(super) fn all(spec: &Spec, rules: &Rules) -> Found {
    let functions: [(Rule, Find); 7] = [
        (Rule::Conflicts, conflicts),
        (Rule::OpenFacts, open_facts),
        (Rule::EndpointsWithoutSamples, endpoints_without_samples),
        (Rule::UnusedTypes, unused_types),
        (Rule::UnnamedEnums, unnamed_enums),
        (Rule::FlatLists, flat_lists),
        (Rule::MissingDocs, missing_docs),
    ];
    let on = functions.into_iter().filter(|(rule, _)| rules.has(*rule));
    on.flat_map(|(_, find)| find(spec)).collect()
}

fn finding(spec: &Spec, rule: Rule, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(rule.code(), &spec.file, span, message)
}

fn conflicts(spec: &Spec) -> Found {
    of_remarks(spec, RemarkKind::Conflict, Rule::Conflicts, "a conflict that nobody has settled")
}

fn open_facts(spec: &Spec) -> Found {
    of_remarks(spec, RemarkKind::Open, Rule::OpenFacts, "not decided")
}

fn of_remarks(spec: &Spec, kind: RemarkKind, rule: Rule, message: &str) -> Found {
    let remarks = remarks(spec.file.text()).into_iter().filter(|remark| remark.kind == kind);
    remarks.map(|remark| finding(spec, rule, remark.span, format!("{message}: {}", remark.text))).collect()
}

fn endpoints_without_samples(spec: &Spec) -> Found {
    let is_empty = |files: &SampleFiles| files.json.is_none() && files.xml.is_none();
    let mut found = Found::new();
    for endpoint in &spec.endpoints {
        let lacks = |has: bool, files: &SampleFiles| has && is_empty(files);
        let what = match (
            lacks(endpoint.body.is_some(), &endpoint.samples.request),
            lacks(endpoint.response.is_some(), &endpoint.samples.response),
        ) {
            (false, false) => continue,
            (true, false) => "what is sent",
            (false, true) => "what comes back",
            (true, true) => "what is sent and what comes back",
        };
        let message = format!("`{}` has no sample of {what}", endpoint.heading.value);
        found.push(finding(spec, Rule::EndpointsWithoutSamples, endpoint.heading.span, message));
    }
    found
}

fn unused_types(spec: &Spec) -> Found {
    let unused = spec.types.iter().zip(spec.used_types(&spec.endpoints)).filter(|(_, is_used)| !is_used);
    unused
        .map(|(ty, _)| {
            let message = format!("no endpoint leads to `{}`", ty.name.value);
            finding(spec, Rule::UnusedTypes, ty.name.span, message)
        })
        .collect()
}

fn unnamed_enums(spec: &Spec) -> Found {
    let mut found = Found::new();
    for ty in &spec.types {
        let TypeKind::Enum(Enum { members, .. }) = &ty.kind else { continue };
        if members.is_empty() {
            let message = format!("the members of `{}` are not named", ty.name.value);
            found.push(finding(spec, Rule::UnnamedEnums, ty.name.span, message));
        }
        if let Some(first) = members.iter().find(|member| is_made_up(&member.name.value)) {
            let message = format!("`{}` has a made-up name, `{}`", ty.name.value, first.name.value);
            found.push(finding(spec, Rule::UnnamedEnums, first.name.span, message));
        }
    }
    found
}

/// Returns whether a name says no more than a number: `Value1`, `Unknown_2`, `_3`.
fn is_made_up(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let stem_word = stem.trim_matches('_').to_ascii_lowercase();
    stem.len() < name.len()
        && matches!(stem_word.as_str(), "" | "value" | "member" | "unknown" | "unnamed" | "item" | "option")
}

/// Finds the lists of responses that would be read item by item if their items had an element around them.
fn flat_lists(spec: &Spec) -> Found {
    let mut lists = BTreeMap::new();
    for response in spec.endpoints.iter().filter_map(|endpoint| endpoint.response.as_ref()) {
        let members = spec.named(&response.ty).into_iter().flat_map(|class| spec.all_members(class));
        let of_response: Vec<&Member> = members.filter(|member| spec.is_list(&member.ty)).collect();
        if let [list] = of_response[..]
            && !list.xml.elements.is_empty()
        {
            lists.entry(list.name.span.start).or_insert((list, &response.ty));
        }
    }
    let found = lists.values().map(|(list, response)| {
        let message = format!(
            "`{}` of `{response}` cannot be read item by item: in XML its items have no element around them",
            list.name.value
        );
        finding(spec, Rule::FlatLists, list.name.span, message).help(
            "`send()` reads the whole answer, and takes as much memory; if that can be too much, ask for less at a time \
             (`paging`), or have the service write the list with `[XmlArray]`",
        )
    });
    found.collect()
}

fn missing_docs(spec: &Spec) -> Found {
    let mut found = Found::new();
    let mut tell = |span, message| found.push(finding(spec, Rule::MissingDocs, span, message));
    for endpoint in spec.endpoints.iter().filter(|endpoint| endpoint.doc.is_none()) {
        tell(endpoint.heading.span, format!("`{}` has no `doc`", endpoint.heading.value));
    }
    for ty in &spec.types {
        if ty.doc.is_none() {
            tell(ty.name.span, format!("`{}` has no `doc`", ty.name.value));
        }
        let members: Vec<&str> = match &ty.kind {
            TypeKind::Class(class) => {
                let members = class.members.iter().filter(|member| member.doc.is_none());
                members.map(|member| member.name.value.as_str()).collect()
            }
            TypeKind::Enum(of) => {
                let members = of.members.iter().filter(|member| member.doc.is_none());
                members.map(|member| member.name.value.as_str()).collect()
            }
            TypeKind::Collection(_) | TypeKind::Dictionary(_) => Vec::new(),
        };
        if !members.is_empty() {
            let message = format!("members of `{}` have no `doc`: {}", ty.name.value, members.join(", "));
            tell(ty.name.span, message);
        }
    }
    found
}

//! Puts everything together: from the pages of a site to the spec to be.

mod api_name;
mod definitions;
mod members;
mod namespaces;
mod operations;
mod origins;
mod outcomes;
mod types;

use std::collections::BTreeSet;

use super::{
    codes::CodeTables,
    heading,
    model::{Api, Authentication, Remark, TypeKind},
    payloads::{self, Read},
    rust_names, same,
    site::Site,
};
use crate::{
    infer::Options,
    origins::Origins,
    page::{self, CodeTable},
};

/// The spec to be, and the samples.
#[derive(Debug, Default)]
pub(crate) struct Assembled {
    pub(crate) api: Api,
    pub(crate) samples: Vec<(String, String)>,
    /// What is wrong with pages, and types that no operation uses.
    pub(crate) notes: Vec<(String, String)>,
    pub(crate) origins: Origins,
}

/// Infers everything from the pages.
pub(crate) fn assemble(mut site: Site, options: &Options) -> Assembled {
    site.settle_tables();
    let mut result = Assembled { notes: std::mem::take(&mut site.notes), ..Assembled::default() };
    let mut reads: Vec<[Option<Read>; 2]> =
        (0..site.endpoints.len()).map(|place| payloads::read(&mut site, place, &options.limits)).collect();
    site.registry.settle_references(site.formats.whole);
    same::unite(&mut site.registry);
    let all_codes = CodeTables::new(site.endpoints.iter().flat_map(|endpoint| endpoint.codes.clone()));
    header(&mut site, &mut result);
    if let Some(date) = site.odd_date.take() {
        result.api.json_remarks.push(Remark::open(format!(
            "JSON dates have a format that specs cannot describe (`{date}`): samples with such dates are left out, and \
             clients cannot read them"
        )));
    }
    operations::endpoints(&mut site, &mut reads, &mut result);
    let mut types = types::Types::new(&mut site.registry, &result.api, &all_codes);
    types.api(&mut result.api);
    let taken: Vec<CodeTable> = types.code_enums.values().cloned().collect();
    unused_codes(&mut result.api, &taken);
    index(&site, &mut result);
    api_name::name(&site, options, &mut result.api);
    rust_names::resolve_clashes(&mut result.api);
    result.origins = origins::of(&site, &result.api);
    result
}

/// Codes that no type takes are the page's words all the same.
fn unused_codes(api: &mut Api, taken: &[CodeTable]) {
    let outcomes: Vec<Vec<(String, String)>> = api
        .types
        .iter()
        .filter_map(|def| match &def.kind {
            TypeKind::Class(class) => class.outcome.as_ref().map(|outcome| outcome.codes.clone()),
            TypeKind::Enum { .. } => None,
        })
        .collect();
    for endpoint in &mut api.endpoints {
        for table in std::mem::take(&mut endpoint.codes) {
            if taken.contains(&table) || outcomes.contains(&table.rows) {
                continue;
            }
            let rows: Vec<String> = table.rows.iter().map(|(code, text)| format!("{code}: {text}")).collect();
            let above =
                if table.title.is_empty() { String::new() } else { format!(" under `{}`", table.title) };
            endpoint.remarks.push(Remark::open(format!("the page says{above}: {}", rows.join("\n"))));
        }
    }
}

fn header(site: &mut Site, result: &mut Assembled) {
    let api = &mut result.api;
    api.source.clone_from(&site.first);
    let most = site.base_urls.iter().max_by_key(|(_, count)| **count).map(|(url, _)| url.clone());
    if site.base_urls.len() > 1 {
        let all: Vec<&str> = site.base_urls.keys().map(String::as_str).collect();
        api.notes.push(format!("pages name several hosts: {}", all.join(", ")));
    }
    if most.as_ref().is_some_and(|url| !site.stated_urls.contains(url)) {
        api.base_url_remarks.push(Remark::inferred("an example of a call has this address before the path"));
    }
    api.base_url = most;
    api.authentication = match site.authentication.take() {
        None | Some(page::Authentication::Unspecified(_)) => Authentication::None,
        Some(page::Authentication::Basic) => Authentication::Basic,
        Some(page::Authentication::Header(header)) => Authentication::Header(header),
    };
    api.formatters = formatters(site);
    let others: Vec<&str> = site.formats.others.iter().map(String::as_str).collect();
    if !others.is_empty() {
        api.notes.push(format!("pages list formats that specs do not have: {}", others.join(", ")));
    }
}

/// The formats that the pages list; none if they are the usual ones, as far as pages are whole.
fn formatters(site: &Site) -> Option<Vec<(&'static str, Vec<String>)>> {
    let usual: [(&str, &[&str]); 3] = [
        ("json", &["application/json", "text/json"]),
        ("xml", &["application/xml", "text/xml"]),
        ("form", &["application/x-www-form-urlencoded"]),
    ];
    let mut seen: Vec<(&'static str, Vec<String>)> = site
        .formats
        .seen
        .iter()
        .map(|(format, media_types)| (*format, media_types.iter().cloned().collect()))
        .collect();
    if seen.is_empty() || !site.formats.whole {
        return None;
    }
    for (format, media_types) in &mut seen {
        if media_types.is_empty()
            && let Some((_, usual)) = usual.iter().find(|(other, _)| other == format)
        {
            *media_types = usual.iter().map(|media| (*media).to_owned()).collect();
        }
    }
    // Responses do not list forms: without requests nothing is known about them.
    let no_requests = site.formats.requests == 0;
    let is_usual = |seen: &[(&'static str, Vec<String>)]| {
        let wanted = if no_requests { 2 } else { 3 };
        seen.len() == wanted
            && seen
                .iter()
                .zip(usual)
                .all(|((format, media), (other, usual))| *format == other && media == usual)
    };
    (!is_usual(&seen)).then_some(seen)
}

fn index(site: &Site, result: &mut Assembled) {
    let known: BTreeSet<String> =
        result.api.endpoints.iter().map(|endpoint| endpoint.heading.to_lowercase()).collect();
    for (heading, location) in &site.index {
        let (heading, _) = heading::clean(heading, false, &mut Vec::new());
        if !heading.is_empty() && !known.contains(&heading.to_lowercase()) {
            result
                .notes
                .push((location.clone(), format!("the index has `{heading}`, but its page was not given")));
        }
    }
}

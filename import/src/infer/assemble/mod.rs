//! Puts everything together: from the pages of a site to the spec to be.

mod accounts;
mod api_name;
mod as_given;
mod class_remarks;
mod definitions;
mod members;
mod namespaces;
mod one_cause;
mod operations;
mod origins;
mod outcomes;
mod paging;
mod secrets;
mod shared_enums;
mod types;
mod wire_names;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use indexmap::IndexMap;

use crate::{
    infer::{
        Options,
        alike::same,
        classes::{codes::CodeTables, names_in_json, nulls_left_out, renamed, tuples},
        listing,
        makers::own_dates,
        model::{Api, Authentication, Extent, Remark, TypeKind},
        operations::{
            failed_classes, heading,
            payloads::{self, Read},
            site::Site,
        },
        rust_names::meeting,
        samples::sample_formats::{USUAL, XmlOfRequests, is_usual, lacking},
        settings::formatter::Dates,
        types::{each::Reference, generic_names},
        xml_serializer::{evidence::Serializers, refused},
    },
    origins::Origins,
    page::{self, CodeTable},
};

/// The spec to be, and the samples.
#[derive(Debug, Default)]
pub(crate) struct Assembled {
    pub(crate) api: Api,
    pub(crate) samples: Vec<(String, String)>,
    /// What the samples are called that persons wrote, as far as can be seen.
    pub(crate) by_persons: HashSet<String>,
    /// What is wrong with pages, and types that no operation uses.
    pub(crate) notes: Vec<(String, String)>,
    pub(crate) origins: Origins,
    /// A member that JSON lacks and that may be null.
    pub(crate) null_left_out: Option<String>,
}

/// Infers everything from the pages.
pub(crate) fn assemble(mut site: Site, options: &Options) -> Assembled {
    let given = site.sort_by_address();
    site.settle_tables();
    let mut result = Assembled { notes: std::mem::take(&mut site.notes), ..Assembled::default() };
    site.serializers = Serializers::of(&site.endpoints);
    site.registry.names_in_json = names_in_json::of_tables(&site.registry, &site.endpoints);
    let mut reads: Vec<[Option<Read>; 2]> =
        (0..site.endpoints.len()).map(|place| payloads::read(&mut site, place, &options.limits)).collect();
    let additions = site.additions.with(&site.additions_of_cut);
    renamed::unite(&mut site.registry);
    same::unite(&mut site.registry, reads.iter().flatten().flatten().map(|read| &read.slot));
    generic_names::name_items_of_tuples(&mut site.registry);
    site.registry.settle_references(site.formats.shows_xml(), &additions);
    failed_classes::settle(&mut site.registry, &site.failed_classes);
    let all_codes = CodeTables::new(site.endpoints.iter().flat_map(|endpoint| endpoint.codes.clone()));
    header(&mut site, &mut result);
    let odd_date = match site.dates.settle(&mut result.api) {
        Dates::Known(form) => {
            let payloads = reads.iter_mut().flatten().flatten().map(|read| &mut read.slot);
            own_dates::settle(&mut site.registry, payloads, form);
            None
        }
        Dates::Odd(date) => Some(date),
        Dates::Usual => reads.iter().flatten().flatten().find_map(|read| read.odd_date.clone()),
    };
    if let Some(date) = odd_date {
        // A sample whose dates cannot be read proves nothing.
        for read in reads.iter_mut().flatten().flatten().filter(|read| read.odd_date.is_some()) {
            read.json = None;
        }
        result.api.json_remarks.push(
            Remark::open(format!(
                "no setting explains the dates in JSON (`{date}`): samples with such dates are left out, and clients \
                 cannot read them"
            ))
            .advise("write `dateFormatString` if you know the service's format, or call the service in XML"),
        );
    }
    let keeps_references = site.registry.keeps_classless
        || site.registry.types.iter().any(|ty| ty.reference == Reference::Setting);
    site.additions.settle(&additions, keeps_references, &mut result.api);
    site.serializers.settle(&mut result.api);
    site.spelling.settle(&mut result.api);
    operations::endpoints(&mut site, &mut reads, &mut result);
    let serializer = site.serializers.api();
    let mut types =
        types::Types::new(&mut site.registry, &result.api, &all_codes, additions.assembly(), serializer);
    types.api(&mut result.api);
    refused::note(&mut result.api, serializer);
    paging::infer(&mut result.api);
    let naming = types.naming.setting();
    let taken: Vec<CodeTable> = types.code_enums.values().cloned().collect();
    unused_codes(&mut result.api, &taken);
    site.registry.defaults.settle(&mut result.api);
    let naming = tuples::settle(&site.registry, naming, &mut result.api);
    site.keys.settle(naming, &mut result.api);
    index(&site, &mut result);
    api_name::name(&site, options, &mut result.api);
    meeting::resolve_clashes(&mut result.api);
    if let Some(given) = given {
        as_given::restore(&mut result.api, &given);
    }
    result.origins = origins::of(&site, &result.api);
    result.null_left_out = nulls_left_out::first(&site.registry);
    result
}

/// Codes that no type takes are the page's words all the same.
fn unused_codes(api: &mut Api, taken: &[CodeTable]) {
    let outcomes: Vec<Vec<(String, String)>> = api
        .types
        .iter()
        .filter_map(|def| match &def.kind {
            TypeKind::Class(class) => class.outcome.as_ref().map(|outcome| outcome.codes.clone()),
            TypeKind::Enum { .. } | TypeKind::List(_) => None,
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
            endpoint.remarks.push(Remark::said(format!("the page says{above}: {}", rows.join("\n"))));
        }
    }
}

fn header(site: &mut Site, result: &mut Assembled) {
    let api = &mut result.api;
    api.source.clone_from(&site.first);
    let most = site.base_urls.iter().max_by_key(|(_, count)| **count).map(|(url, _)| url.clone());
    if site.base_urls.len() > 1 {
        let text = several_addresses(&site.base_urls);
        api.base_url_remarks.push(Remark::open(text).write_at_root(
            "write the one that clients call",
            "baseUrl",
            "\"https://…\"",
        ));
    }
    if let Some(url) = most.as_ref().filter(|url| !site.stated_urls.contains(*url)) {
        let text = if site.urls_of_lines.contains(url) {
            "a line of a page calls this the address of the service"
        } else {
            "an example of a call has this address before the path"
        };
        api.base_url_remarks.push(Remark::inferred(text));
    }
    api.base_url = most;
    api.authentication = match site.authentication.take() {
        None | Some(page::Authentication::Unspecified { .. }) => Authentication::None,
        Some(page::Authentication::Basic) => Authentication::Basic,
        Some(page::Authentication::Header(header)) => Authentication::Header(header),
    };
    if api.authentication != Authentication::None {
        let text = "a page shows or says that calls are authenticated so";
        api.authentication_remarks.push(Remark::inferred(text));
    }
    api.formatters = formatters(site);
    // `formatters` without forms says the same as the pages' words.
    let takes_forms =
        api.formatters.as_ref().is_none_or(|formats| formats.iter().any(|(format, _)| *format == "form"));
    for (operation, remark) in std::mem::take(&mut site.formats.refused) {
        if let Some(endpoint) = site.endpoints.get_mut(operation).filter(|_| takes_forms) {
            endpoint.remarks.push(remark);
        }
    }
    let has = |format: &str| site.formats.seen.iter().any(|(seen, _)| *seen == format);
    let is_whole =
        site.endpoints.iter().any(|endpoint| endpoint.has_heading() && endpoint.extent == Extent::Whole);
    let is_listed = is_whole || site.formats.xml_of_requests == XmlOfRequests::Lacking;
    if api.formatters.is_none() && has("json") && !has("xml") && is_listed {
        api.formatters_remarks.push(
            Remark::open("no page has a sample in XML: nothing shows whether the service speaks it")
                .write_at_root(
                    "if it speaks JSON alone, write so; else delete the comment",
                    "formatters",
                    &site.formats.json_entry(),
                ),
        );
    }
    if api.formatters.is_some() {
        let text = "the pages show samples of these formats alone, and these media types";
        api.formatters_remarks.push(Remark::inferred(text));
    }
    // Nothing else keeps these where a page ends before it lists all formats.
    for (format, seen) in site.formats.seen.iter().filter(|_| api.formatters.is_none()) {
        let more: Vec<&str> = seen.iter().map(String::as_str).filter(|media| !is_usual(media)).collect();
        if !more.is_empty() {
            let format = format.to_uppercase();
            api.notes.push(format!("pages list more media types of {format}: {}", more.join(", ")));
        }
    }
    let shown = site
        .formats
        .seen
        .iter()
        .filter(|(format, _)| api.formatters.is_none() && site.formats.shown.contains(format));
    let lacking: Vec<&str> = shown.flat_map(|(format, seen)| lacking(format, seen)).collect();
    if !lacking.is_empty() {
        let lacking = lacking.join(", ");
        api.notes.push(format!(
            "pages list no {lacking} with the samples of its format, and end before they list all formats: the service \
             may refuse it"
        ));
    }
    // A value without members does not show whose its media types are, one with members does.
    let is_known = |media: &&str| site.formats.seen.iter().any(|(_, seen)| seen.contains(*media));
    let others = site.formats.others.iter().map(String::as_str);
    let others: Vec<&str> = others.filter(|media| !is_known(media)).collect();
    if !others.is_empty() {
        api.notes.push(format!("pages list formats that specs do not have: {}", others.join(", ")));
    }
    let is_of_alike = |media: &&str| !is_known(media) && !others.contains(media);
    let alike: Vec<&str> = site.formats.alike.iter().map(String::as_str).filter(is_of_alike).collect();
    if !alike.is_empty() {
        api.notes.push(format!(
            "pages list these above values that are alike in several formats, so that nothing shows whose they are: {}",
            alike.join(", ")
        ));
    }
}

/// Says that pages name several addresses of the service, each with how often they do.
fn several_addresses(urls: &BTreeMap<String, usize>) -> String {
    let all: Vec<&str> = urls.keys().map(String::as_str).collect();
    let host = |url: &&str| url.split('/').nth(2).map(str::to_owned);
    let hosts: BTreeSet<Option<String>> = all.iter().map(host).collect();
    let what = if hosts.len() == 1 { "addresses" } else { "hosts" };
    let most = urls.values().max();
    let which = if urls.values().filter(|count| Some(*count) == most).count() == 1 {
        "this one is named most often"
    } else {
        "nothing shows which of them is the service's"
    };
    format!("pages name several {what}, and {which}: {}", all.join(", "))
}

/// The formats that the pages list; none if they are the usual ones, as far as pages are whole.
fn formatters(site: &Site) -> Option<Vec<(&'static str, Vec<String>)>> {
    let mut seen: Vec<(&'static str, Vec<String>)> = site
        .formats
        .seen
        .iter()
        .map(|(format, media_types)| (*format, media_types.iter().cloned().collect()))
        .collect();
    // Responses do not list forms: without requests nothing is known about them.
    let no_requests = site.formats.requests == 0;
    let wanted = if no_requests { 2 } else { 3 };
    // Behind the end of a page may be other formats, unless it has all of them.
    let is_seen = |wanted: &str| {
        site.formats.shown.contains(wanted)
            || (!no_requests && seen.iter().any(|(format, _)| *format == wanted))
    };
    let has_all = USUAL.iter().take(wanted).all(|(usual, _)| is_seen(usual));
    if seen.is_empty() || !(site.formats.whole || site.formats.in_whole_request || has_all) {
        return None;
    }
    for (format, media_types) in &mut seen {
        if media_types.is_empty()
            && let Some((_, usual)) = USUAL.iter().find(|(other, _)| other == format)
        {
            *media_types = usual.iter().map(|media| (*media).to_owned()).collect();
        }
    }
    let is_usual = |seen: &[(&'static str, Vec<String>)]| {
        seen.len() == wanted
            && seen
                .iter()
                .zip(USUAL)
                .all(|((format, media), (other, usual))| *format == other && media == usual)
    };
    (!is_usual(&seen)).then_some(seen)
}

/// Notes what lists of operations have whose pages were not given: one note a list.
fn index(site: &Site, result: &mut Assembled) {
    const SHOWN: usize = 5;
    let without_page = result.api.endpoints.iter().filter(|endpoint| endpoint.extent == Extent::Listed);
    let mut without_page: BTreeSet<String> =
        without_page.map(|endpoint| endpoint.heading.to_lowercase()).collect();
    let mut missing: IndexMap<&String, Vec<String>> = IndexMap::new();
    for listed in &site.index {
        let heading = heading::listed(&listed.heading);
        // What several lists have is noted once.
        if without_page.remove(&heading.to_lowercase()) {
            missing.entry(&listed.source.location).or_default().push(format!("`{heading}`"));
        }
    }
    for (location, headings) in missing {
        let shown = listing::first_of(&headings, SHOWN);
        let given = if headings.len() == 1 {
            "its page was not given: import it as well"
        } else {
            "their pages were not given: import them as well"
        };
        let note = format!("the index has {shown}, but {given}");
        result.notes.push((location.clone(), note));
    }
}

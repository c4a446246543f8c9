//! What the API is called, and its module.

use std::collections::BTreeMap;

use datacontract_codegen::spec::rust_name::field_name;

use super::namespaces::is_dotnets;
use crate::infer::{
    Options,
    model::{Api, Remark},
    operations::{heading, site::Site},
};

/// What the help area of every new project calls itself.
const STOCK_TITLES: &[&str] =
    &["ASP.NET Web API Help Page", "ASP.NET Web API Help", "Help Page", "Help", "API Help"];

/// Parts of namespaces, besides [`LAYERS`], that say nothing of whose they are.
const GENERIC: &[&str] = &[
    "api",
    "apis",
    "app",
    "common",
    "controllers",
    "data",
    "external",
    "implementation",
    "internal",
    "interfaces",
    "rest",
    "restapi",
    "service",
    "services",
    "shared",
    "system",
    "types",
    "viewmodels",
    "web",
    "webapi",
];

/// The parts of namespaces that a layer of classes has; what stands behind them is about those.
const LAYERS: &[&str] = &[
    "areas",
    "bal",
    "bindingmodel",
    "bl",
    "bo",
    "bto",
    "classes",
    "contract",
    "contracts",
    "core",
    "dal",
    "datacontract",
    "datacontracts",
    "datamodel",
    "datatransferobjects",
    "domain",
    "dto",
    "dtos",
    "entities",
    "entity",
    "entitymodel",
    "entitys",
    "inputs",
    "messages",
    "model",
    "modellibrary",
    "models",
    "outputs",
    "poco",
    "pocos",
    "reqresp",
    "request",
    "requests",
    "response",
    "responses",
    "viewmodel",
    "vm",
];

/// The ends of such parts, as `TeamModels` has one.
const LAYER_ENDS: &[&str] =
    &["DTO", "DTOs", "Dto", "Dtos", "Entities", "Models", "Requests", "Responses", "ViewModel", "ViewModels"];

/// Folders and files that are called after what they are, not after what they are about.
const PLAIN_FILES: &[&str] = &[
    "api",
    "default",
    "docs",
    "download",
    "downloads",
    "files",
    "help",
    "html",
    "index",
    "page",
    "pages",
    "saved",
    "site",
    "text",
    "tmp",
    "txt",
];

/// Names the API: as the user says, else after the index, the namespace of its types, the host, the folder or
/// the file of its pages, and for want of all these after what its paths begin with.
pub(super) fn name(site: &Site, options: &Options, api: &mut Api) {
    let (name, remark) = match (&options.name, found(site, api)) {
        (Some(name), _) => (name.clone(), None),
        (None, Some(NameFound { name, origin })) => {
            (name, Some(Remark::inferred(format!("the name is taken from {origin}"))))
        }
        (None, None) => {
            let remark = Remark::open("no page says how the API is called");
            ("API".to_owned(), Some(remark.write_at_root("write what people call it", "name", "\"…\"")))
        }
    };
    api.name_remark = remark;
    api.module = options.module.clone().unwrap_or_else(|| module(&name));
    api.name = name;
}

/// A name for the API.
struct NameFound {
    name: String,
    /// Where it is from, in words.
    origin: &'static str,
}

/// Finds a name in what the pages show.
fn found(site: &Site, api: &Api) -> Option<NameFound> {
    let address = api.base_url.as_deref().or(site.first.as_ref().map(|first| first.location.as_str()));
    let host = address.and_then(host).map(|host| format!("API of {host}"));
    let of = |name: Option<String>, origin| name.map(|name| NameFound { name, origin });
    [
        of(title(&site.title), "the title of the index"),
        namespace(api.types.iter().map(|def| def.namespace.as_str())),
        of(host, "the host"),
        of(folder(site), "the folder or the file of its pages"),
        of(path(api), "the start of its paths"),
    ]
    .into_iter()
    .flatten()
    // What has no letter names nothing, be it of blanks or of marks.
    .find(|found| found.name.chars().any(char::is_alphanumeric))
}

fn title(title: &str) -> Option<String> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_stock = STOCK_TITLES.iter().any(|stock| stock.eq_ignore_ascii_case(&title));
    (!is_stock && title.chars().any(char::is_alphanumeric)).then_some(title)
}

/// The parts that the namespaces of most types begin with, up to the layer that they are of, and without
/// those at the end that say nothing.
fn namespace<'n>(of_types: impl Iterator<Item = &'n str>) -> Option<NameFound> {
    let all: Vec<Vec<&str>> = of_types
        .filter(|namespace| !namespace.is_empty())
        .filter(|namespace| !is_dotnets(namespace))
        .map(|namespace| namespace.split('.').collect::<Vec<_>>())
        .collect();
    let mut roots: BTreeMap<&str, usize> = BTreeMap::new();
    for parts in &all {
        *roots.entry(parts.first()?).or_default() += 1;
    }
    let (root, count) = roots.into_iter().max_by_key(|(_, count)| *count)?;
    if count * 2 <= all.len() {
        return None;
    }
    let mut of_root = all.iter().filter(|parts| parts.first() == Some(&root));
    let mut common = of_root.next()?.clone();
    for parts in of_root {
        let same = common.iter().zip(parts).take_while(|(a, b)| a == b).count();
        common.truncate(same);
    }
    let is_plain = |part: &str| LAYERS.contains(&part.to_lowercase().as_str()) || says_nothing(part);
    let first = common.iter().position(|part| !is_plain(part))?;
    common.drain(..first);
    // The first part is somebody's name, whatever it sounds like.
    if let Some(layer) = common.iter().skip(1).position(|part| is_layer(part)) {
        common.truncate(layer + 1);
    }
    while common.last().is_some_and(|part| says_nothing(part)) {
        common.pop();
    }
    let name = common.join(" ").replace('_', " ");
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.last().is_some_and(|word| is_version(word)) {
        words.pop();
    }
    let name = words.join(" ");
    let origin = if count == all.len() {
        "the namespace that its types have in common"
    } else {
        "the namespace that most of its types have in common"
    };
    Some(NameFound { name, origin })
}

fn is_layer(part: &str) -> bool {
    LAYERS.contains(&part.to_lowercase().as_str())
        || LAYER_ENDS.iter().any(|end| part.len() > end.len() && part.ends_with(end))
}

/// Returns whether a part of a namespace says nothing of whose it is: a usual one, or a number of a version.
fn says_nothing(part: &str) -> bool {
    is_version(part) || GENERIC.contains(&part.to_lowercase().as_str())
}

fn is_version(part: &str) -> bool {
    part.eq_ignore_ascii_case("v") || heading::is_version(part.trim_start_matches('_'))
}

/// The host of an address.
fn host(location: &str) -> Option<&str> {
    let (scheme, rest) = location.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    (matches!(scheme, "http" | "https") && !host.is_empty()).then_some(host)
}

/// The folder of the pages, else the file if there is only one.
fn folder(site: &Site) -> Option<String> {
    let location = &site.first.as_ref()?.location;
    if location == "-" || location.contains("://") {
        return None;
    }
    let path = std::path::Path::new(location);
    let tells = |text: &str| {
        let word = text.split('-').next().unwrap_or_default();
        let is_page = (word.len() > 2 && word.chars().all(char::is_uppercase)) || is_method(text);
        let is_model = text.starts_with("ResourceModel");
        let name = text.trim();
        let is_plain = PLAIN_FILES.contains(&name.to_lowercase().as_str());
        (!is_page && !is_model && !is_plain && name.chars().any(char::is_alphabetic)).then(|| name.to_owned())
    };
    // A page is called after its operation.
    let is_of_operation = |file: &&str| is_method(file.split(['-', '_', ' ']).next().unwrap_or_default());
    let file = path.file_stem().and_then(|file| file.to_str()).filter(|file| !is_of_operation(file));
    let file = file.filter(|_| site.pages == 1).and_then(tells);
    let folders = path.ancestors().skip(1).filter_map(|folder| folder.file_name()?.to_str());
    file.or_else(|| folders.take(2).find_map(tells))
}

/// Returns whether a word is a method of HTTP: pages and folders are called so, and APIs are not.
fn is_method(word: &str) -> bool {
    heading::METHODS.iter().any(|method| method.eq_ignore_ascii_case(word.trim()))
}

/// The first word of the paths, if all have the same.
fn path(api: &Api) -> Option<String> {
    let mut words = api.endpoints.iter().map(|endpoint| {
        let path = endpoint.heading.split(' ').nth(1).unwrap_or_default();
        let path = path.split('?').next().unwrap_or_default();
        path.split('/').find(|word| {
            !heading::is_api(word)
                && !heading::is_version(heading::without_api(word))
                && !word.contains('{')
                && !is_method(word)
        })
    });
    let first = words.next()??;
    words.all(|word| word == Some(first)).then(|| first.to_owned())
}

/// The Rust module of a name.
fn module(name: &str) -> String {
    let plain = name.strip_prefix("API of ").unwrap_or(name);
    let module = field_name(plain);
    // Beside the types of an API there are modules of other names, and the language has its own.
    let is_free =
        !module.starts_with("r#") && !matches!(module.as_str(), "gen" | "unnamed") && !module.ends_with('_');
    if is_free { module } else { format!("{}_api", module.trim_start_matches("r#").trim_end_matches('_')) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_names_of_rust() {
        for (name, expected) in [
            ("Windy Kites", "windy_kites"),
            ("API of api.example.com", "api_example_com"),
            ("LCManagerPartner", "lc_manager_partner"),
            ("gen", "gen_api"),
            ("type", "type_api"),
            ("Self", "self_api"),
            ("2nd", "_2nd"),
            ("!", "u21"),
        ] {
            assert_eq!(module(name), expected, "{name}");
        }
    }

    #[test]
    fn namespaces_name_an_api_up_to_their_layer() {
        let name = |namespaces: &[&str]| {
            namespace(namespaces.iter().copied()).map(|found| found.name).unwrap_or_default()
        };
        for (namespaces, expected) in [
            (&["Windy.Kites.Models"][..], "Windy Kites"),
            (&["Windy.Model.WebModels"], "Windy"),
            (&["Windy.Api.Models.Sms", "Windy.Api.Models.Mail"], "Windy"),
            (&["Windy.Models.TeamModels.InputModel"], "Windy"),
            (&["Windy.Rest.Api.Classes.BTO"], "Windy"),
            (&["Windy.KiteModels.Big"], "Windy"),
            (&["Windy.API.Services.APIResponses.KiteResponses"], "Windy"),
            (&["Windy.Shop.Contracts.v1"], "Windy Shop"),
            (&["Windy.Shop.v2"], "Windy Shop"),
            (&["WindyShop_v._2._0"], "WindyShop"),
            (&["Models.Windy"], "Windy"),
            (&["Services.Windy.Dk.Models.Big"], "Windy Dk"),
            (&["Windy.API.External.Areas.Kites.Models"], "Windy"),
            (&["Windy.Services.BL.Models"], "Windy"),
            (&["Api.Models"], ""),
            (&["KiteEntities.Flights"], "KiteEntities Flights"),
            (&["System.ComponentModel", "Windy.Models"], "Windy"),
            (&["System.Net"], ""),
        ] {
            assert_eq!(name(namespaces), expected, "{namespaces:?}");
        }
    }

    #[test]
    fn titles_of_every_project_are_no_names() {
        assert_eq!(title("ASP.NET Web API Help Page"), None);
        assert_eq!(title("  Windy\n Kites "), Some("Windy Kites".to_owned()));
        assert_eq!(title(""), None);
    }

    #[test]
    fn hosts_have_no_secrets() {
        assert_eq!(host("https://bob:pw@api.example.com:8080/Help?key=1"), Some("api.example.com:8080"));
        assert_eq!(host("pages/a.html"), None);
    }
}

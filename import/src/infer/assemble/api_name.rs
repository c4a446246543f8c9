//! What the API is called, and its module.

use std::collections::BTreeMap;

use datacontract_codegen::spec::rust_name::field_name;

use super::super::{
    model::{Api, Remark},
    site::Site,
};
use crate::infer::Options;

/// What the help area of every new project calls itself.
const STOCK_TITLES: &[&str] =
    &["ASP.NET Web API Help Page", "ASP.NET Web API Help", "Help Page", "Help", "API Help"];

/// Parts of namespaces that say nothing of whose they are.
const GENERIC: &[&str] = &[
    "api",
    "apis",
    "app",
    "areas",
    "common",
    "contracts",
    "controllers",
    "core",
    "data",
    "domain",
    "dto",
    "dtos",
    "entities",
    "implementation",
    "interfaces",
    "model",
    "models",
    "request",
    "requests",
    "response",
    "responses",
    "service",
    "services",
    "shared",
    "system",
    "types",
    "viewmodels",
    "web",
    "webapi",
];

/// Parts of namespaces below which a service is cut into layers: neither they nor what stands behind them says whose
/// it is.
const LAYERS: &[&str] = &[
    "areas",
    "bal",
    "bll",
    "bto",
    "classes",
    "contracts",
    "controllers",
    "dal",
    "datacontracts",
    "domain",
    "entities",
    "entity",
    "poco",
    "pocos",
    "requests",
    "responses",
];

/// How the names of such parts end, or begin.
const LAYER_ENDS: &[&str] = &["model", "models", "dto", "dtos", "entities", "objects", "modellibrary"];

/// Namespaces of .NET and of libraries, which are no service's own.
const FOREIGN: &[&str] = &["System", "Microsoft", "Newtonsoft"];

fn is_layer(part: &str) -> bool {
    let part = part.to_lowercase();
    LAYERS.contains(&part.as_str()) || LAYER_ENDS.iter().any(|end| part.ends_with(end))
}

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

/// Names the API: as it was told to, else after the index, the namespace of its types, the host, the folder or the file
/// of its pages, and for want of all these after what its paths begin with.
pub(super) fn name(site: &Site, options: &Options, api: &mut Api) {
    let (name, remark) = match (&options.name, found(site, api)) {
        (Some(name), _) => (name.clone(), None),
        (None, Some((name, origin))) => {
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

/// The name, and where it is from.
fn found(site: &Site, api: &Api) -> Option<(String, &'static str)> {
    let (namespace, of_most) = match namespace(api) {
        Some(Common { name, extent: Extent::All }) => {
            (Some(name), "the namespace that its types have in common")
        }
        Some(Common { name, extent: Extent::Most }) => (Some(name), "the namespace of most of its types"),
        None => (None, ""),
    };
    let address = api.base_url.as_deref().or(site.first.as_ref().map(|first| first.location.as_str()));
    let host = address.and_then(host).map(|host| format!("API of {host}"));
    [
        (title(&site.title), "the title of the index"),
        (namespace, of_most),
        (host, "the host"),
        (folder(site), "the folder or the file of its pages"),
        (path(api), "the start of its paths"),
    ]
    .into_iter()
    .find_map(|(name, origin)| {
        // What has no letter names nothing, be it of blanks or of marks.
        name.filter(|name| name.chars().any(char::is_alphanumeric)).map(|name| (name, origin))
    })
}

fn title(title: &str) -> Option<String> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_stock = STOCK_TITLES.iter().any(|stock| stock.eq_ignore_ascii_case(&title));
    (!is_stock && title.chars().any(char::is_alphanumeric)).then_some(title)
}

/// What the namespaces of types have in common.
struct Common {
    name: String,
    extent: Extent,
}

/// How many types have it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    All,
    Most,
}

/// The parts that the namespaces of most types begin with, without those at the end that say nothing.
fn namespace(api: &Api) -> Option<Common> {
    let all: Vec<Vec<&str>> = api
        .types
        .iter()
        .filter(|def| !def.namespace.is_empty())
        .map(|def| def.namespace.split('.').collect::<Vec<_>>())
        .filter(|parts| parts.first().is_some_and(|root| !FOREIGN.contains(root)))
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
    let extent = if count == all.len() { Extent::All } else { Extent::Most };
    Some(Common { name: name_of(common)?, extent })
}

/// Returns what the parts of a namespace say of whose it is.
fn name_of(mut parts: Vec<&str>) -> Option<String> {
    // The first part is somebody's name, whatever it sounds like.
    if let Some(layer) = parts.iter().skip(1).position(|part| is_layer(part)) {
        parts.truncate(layer + 1);
    }
    let says_nothing = |part: &str| {
        GENERIC.contains(&part.to_lowercase().as_str())
            || super::super::heading::is_version(part.trim_start_matches('_'))
    };
    while parts.last().is_some_and(|part| says_nothing(part)) {
        parts.pop();
    }
    let name = parts.join(" ").replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
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
        let is_page =
            text.split('-').next().is_some_and(|word| word.len() > 2 && word.chars().all(char::is_uppercase));
        let is_model = text.starts_with("ResourceModel");
        let name = text.trim();
        let is_plain = PLAIN_FILES.contains(&name.to_lowercase().as_str());
        (!is_page && !is_model && !is_plain && name.chars().any(char::is_alphabetic)).then(|| name.to_owned())
    };
    let file = path.file_stem().and_then(|file| file.to_str()).filter(|_| site.pages == 1).and_then(tells);
    let folders = path.ancestors().skip(1).filter_map(|folder| folder.file_name()?.to_str());
    file.or_else(|| folders.take(2).find_map(tells))
}

/// The first word of the paths, if all have the same.
fn path(api: &Api) -> Option<String> {
    let mut words = api.endpoints.iter().map(|endpoint| {
        let path = endpoint.heading.split(' ').nth(1).unwrap_or_default();
        let path = path.split('?').next().unwrap_or_default();
        path.split('/').find(|word| {
            !word.eq_ignore_ascii_case("api")
                && !super::super::heading::is_version(word)
                && !word.contains('{')
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
    fn titles_of_every_project_are_no_names() {
        assert_eq!(title("ASP.NET Web API Help Page"), None);
        assert_eq!(title("  Windy\n Kites "), Some("Windy Kites".to_owned()));
        assert_eq!(title(""), None);
    }

    #[test]
    fn layers_are_no_names() {
        for (namespace, name) in [
            ("Kites.Models", Some("Kites")),
            ("Kites.Model.WebModels", Some("Kites")),
            ("Kites.BAL.ViewModel", Some("Kites")),
            ("Kites.Domain.ViewModel.v1", Some("Kites")),
            ("Kites.Rent.Api.Contracts.v1", Some("Kites Rent")),
            ("Kites.Rent.ModelLibrary.DataTransferObjects.Tails", Some("Kites Rent")),
            ("KitesApi.DTOs.Request.Delivery", Some("KitesApi")),
            ("Kites_v._2._0.Models", Some("Kites v")),
            ("Kites.Shop.Orders", Some("Kites Shop Orders")),
            ("Models.Kites", Some("Models Kites")),
            ("Models", None),
        ] {
            assert_eq!(name_of(namespace.split('.').collect()).as_deref(), name, "{namespace}");
        }
    }

    #[test]
    fn hosts_have_no_secrets() {
        assert_eq!(host("https://bob:pw@api.example.com:8080/Help?key=1"), Some("api.example.com:8080"));
        assert_eq!(host("pages/a.html"), None);
    }
}

//! The pages as files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use datacontract_codegen::output::{OutputFile, Plan};
use datacontract_codegen::spec::Bundle;

use super::links::{Files, Target};
use super::{Help, assets};
use crate::site::{Site, friendly_id};

/// What the record of the files is named after, in their folder: `help.lock`.
const RECORD: &str = "help";

/// Returns the help page of a site as files of a folder, with links from file to file.
///
/// [`Plan::changes`] says what has to be written, and what is in the way: files that a person wrote or changed
/// are neither overwritten nor removed. The record `help.lock` says which ones are pages.
#[must_use]
pub fn plan(site: &Arc<Site>, folder: &Path) -> Plan {
    Plan::new(&folder.join(RECORD), Path::new(""), files(site))
}

/// Returns all pages, and the files that they load, with their paths relative to the folder of all of them.
fn files(site: &Arc<Site>) -> Vec<OutputFile> {
    let help = Help::new(Arc::clone(site));
    // Of two endpoints with one id the first has the page, as on the server.
    let endpoints: Vec<(String, usize)> = (site.spec().endpoints.iter().enumerate())
        .map(|(place, endpoint)| (friendly_id(endpoint), place))
        .filter(|(id, place)| site.place_of_id(id) == Some(*place))
        .collect();
    let mut models: Vec<_> = help.models.iter().collect();
    models.sort();
    let names = Arc::new(Files::new(
        endpoints.iter().map(|(id, _)| id.clone()),
        models.iter().map(|(name, _)| (*name).clone()),
    ));
    let file = |target, contents| OutputFile { path: PathBuf::from(names.file_of(target)), contents };
    let mut files = vec![file(Target::Index, help.index_page(&names.links(Target::Index)))];
    for (id, place) in &endpoints {
        let target = Target::Endpoint(id);
        files.extend(help.endpoint_page(&names.links(target), *place).map(|text| file(target, text)));
    }
    for (name, place) in models {
        let target = Target::Model(name);
        files.extend(help.model_page(&names.links(target), *place).map(|text| file(target, text)));
    }
    let search = Target::Asset(assets::SEARCH);
    files.push(file(search, help.search_script(&names.links(search))));
    if let Some(bundle) = help.bundle() {
        files.push(file(Target::Asset(Bundle::FILE_NAME), bundle.to_owned()));
    }
    for asset in assets::ALL {
        files.push(file(Target::Asset(asset.name), asset.text.to_owned()));
    }
    files
}

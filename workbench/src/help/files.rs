//! The pages as files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use datacontract_codegen::output::{OutputFile, Plan};
use datacontract_codegen::spec::Bundle;

use super::links::{Links, Target, depth_of, file_of};
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
    let mut files = vec![file(Target::Index, help.index_page(&links(Target::Index)))];
    for (place, endpoint) in site.spec().endpoints.iter().enumerate() {
        let id = friendly_id(endpoint);
        // Of two endpoints with one id the first has the page, as on the server.
        if site.place_of_id(&id) == Some(place) {
            let target = Target::Endpoint(&id);
            files.extend(help.endpoint_page(&links(target), place).map(|text| file(target, text)));
        }
    }
    let mut models: Vec<_> = help.models.iter().collect();
    models.sort();
    for (name, place) in models {
        let target = Target::Model(name);
        files.extend(help.model_page(&links(target), *place).map(|text| file(target, text)));
    }
    let search = Target::Asset(assets::SEARCH);
    files.push(file(search, help.search_script(&links(search))));
    if let Some(bundle) = help.bundle() {
        files.push(file(Target::Asset(Bundle::FILE_NAME), bundle.to_owned()));
    }
    for asset in assets::ALL {
        files.push(file(Target::Asset(asset.name), asset.text.to_owned()));
    }
    files
}

fn links(target: Target<'_>) -> Links {
    Links::Files { depth: depth_of(target) }
}

fn file(target: Target<'_>, contents: String) -> OutputFile {
    OutputFile { path: PathBuf::from(file_of(target)), contents }
}

//! The record of an import: what it wrote, and what that came from. It is kept beside the spec, for the next
//! time.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{FACTS_FILE, ImportSettings, MergeError, remarks::Written};
use crate::{
    address,
    origins::{EndpointOrigin, Origins},
};

/// The version that is written. Version 1 had the spec alone.
const VERSION: u64 = 2;

/// What the last imports wrote, and what that came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// The spec as the pages gave it: edits by hand are not in it.
    pub(super) spec: Value,
    pub(super) endpoints: BTreeMap<String, EndpointOrigin>,
    pub(super) types: BTreeMap<String, BTreeSet<String>>,
    /// The hashes of the samples that were written, by the name of the file.
    pub(super) samples: BTreeMap<String, String>,
    /// The lines of the comments that were written; `None` if nobody knows.
    pub(super) comments: Option<BTreeSet<String>>,
    /// The comments on what is not proven; `None` if nobody knows.
    pub(super) remarks: Option<Written>,
    /// The comments on conflicts that were written, by their path.
    pub(super) conflicts: BTreeMap<String, String>,
    /// Where the pages came from.
    pub(super) settings: ImportSettings,
    /// Whether the record says of everything which pages it is from.
    pub(super) is_traced: bool,
}

/// Returns the hash of a sample.
pub(super) fn hash(text: &[u8]) -> String {
    format!("{:x}", md5::compute(text))
}

impl Record {
    /// Returns the record of a spec that nothing was imported into.
    pub(super) fn none() -> Self {
        Self { spec: Value::Object(Map::new()), is_traced: true, ..Self::default() }
    }

    pub(super) fn parse(text: &str) -> Result<Self, MergeError> {
        let damaged = |why: &str| MergeError::Facts(why.to_owned());
        let mut root: Value =
            serde_json::from_str(text).map_err(|error| MergeError::Facts(error.to_string()))?;
        let version =
            root.get("version").and_then(Value::as_u64).ok_or_else(|| damaged("it has no version"))?;
        let mut spec = root
            .get_mut("spec")
            .map(Value::take)
            .filter(Value::is_object)
            .ok_or_else(|| damaged("it has no `spec`"))?;
        without_secrets(&mut spec);
        match version {
            1 => Ok(Self::of_version_1(spec)),
            VERSION => Self::of_version_2(spec, &root)
                .ok_or_else(|| damaged("its entries are not of the form that imports write")),
            newer => Err(MergeError::Newer(newer)),
        }
    }

    /// Takes over an old record. It had no pages but those that the spec names: a type may be from any of
    /// them.
    fn of_version_1(spec: Value) -> Self {
        let page = |of: &Value| of.get("source")?.get("page")?.as_str().map(str::to_owned);
        let root: BTreeSet<String> = page(&spec).into_iter().collect();
        let entries =
            |section: &str| spec.get(section).and_then(Value::as_object).cloned().unwrap_or_default();
        let mut all = root.clone();
        let mut record = Self::none();
        for (heading, endpoint) in &entries("endpoints") {
            let pages: BTreeSet<String> =
                page(endpoint).map_or_else(|| root.clone(), |page| BTreeSet::from([page]));
            all.extend(pages.iter().cloned());
            record.endpoints.insert(heading.clone(), EndpointOrigin { pages, ..EndpointOrigin::default() });
        }
        let types = entries("types");
        all.extend(types.values().filter_map(page));
        // Paths of files are relative to a folder that is not known any more.
        record.is_traced = !all.is_empty() && all.iter().all(|page| address::is_address(page));
        if record.is_traced {
            record.types = types.iter().map(|(name, _)| (name.clone(), all.clone())).collect();
        }
        record.spec = spec;
        record
    }

    fn of_version_2(spec: Value, root: &Value) -> Option<Self> {
        let names: Vec<String> = root
            .get("pages")?
            .as_array()?
            .iter()
            .map(|page| page.as_str().map(str::to_owned))
            .collect::<Option<_>>()?;
        let pages = |value: Option<&Value>| -> Option<BTreeSet<String>> {
            let Some(value) = value else { return Some(BTreeSet::new()) };
            let numbers = value.as_array()?.iter();
            numbers.map(|number| names.get(usize::try_from(number.as_u64()?).ok()?).cloned()).collect()
        };
        let mut record = Self { spec, ..Self::none() };
        for (heading, origin) in root.get("endpoints")?.as_object()? {
            let of = |key: &str| pages(origin.get(key));
            let origin =
                EndpointOrigin { pages: of("pages")?, models: of("models")?, indexes: of("indexes")? };
            record.endpoints.insert(heading.clone(), origin);
        }
        for (name, numbers) in root.get("types")?.as_object()? {
            record.types.insert(name.clone(), pages(Some(numbers))?);
        }
        for (name, hash) in root.get("samples")?.as_object()? {
            record.samples.insert(name.clone(), hash.as_str()?.to_owned());
        }
        let lines = root.get("comments")?.as_array()?.iter().map(|line| line.as_str().map(str::to_owned));
        record.comments = Some(lines.collect::<Option<_>>()?);
        // Older programs did not write them.
        record.remarks = match root.get("remarks") {
            None => None,
            Some(remarks) => Some(serde_json::from_value(remarks.clone()).ok()?),
        };
        // Older programs did not write these.
        if let Some(conflicts) = root.get("conflicts") {
            record.conflicts = serde_json::from_value(conflicts.clone()).ok()?;
        }
        if let Some(settings) = root.get("import") {
            record.settings = ImportSettings::from_json(settings)?;
        }
        Some(record)
    }

    pub(super) fn text(&self) -> Result<String, MergeError> {
        let all: BTreeSet<&String> = self.pages().collect();
        let numbers: BTreeMap<&String, usize> = all.iter().copied().zip(0..).collect();
        let list = |pages: &BTreeSet<String>| -> Value {
            pages.iter().filter_map(|page| numbers.get(page)).copied().collect()
        };
        let endpoint = |origin: &EndpointOrigin| {
            let mut object = Map::new();
            for (key, pages) in
                [("pages", &origin.pages), ("models", &origin.models), ("indexes", &origin.indexes)]
            {
                if !pages.is_empty() {
                    object.insert(key.to_owned(), list(pages));
                }
            }
            Value::Object(object)
        };
        let endpoints: Map<String, Value> =
            self.endpoints.iter().map(|(heading, origin)| (heading.clone(), endpoint(origin))).collect();
        let types: Map<String, Value> =
            self.types.iter().map(|(name, pages)| (name.clone(), list(pages))).collect();
        let mut parts = json!({
            "version": VERSION,
            "import": self.settings.to_json(),
            "pages": all,
            "endpoints": endpoints,
            "types": types,
            "samples": self.samples,
            "comments": self.comments.clone().unwrap_or_default(),
            "remarks": self.remarks.clone().unwrap_or_default(),
            "conflicts": self.conflicts,
            "spec": self.spec,
        });
        if let Some(parts) = parts.as_object_mut() {
            // Few records have these.
            for key in ["import", "conflicts"] {
                if parts.get(key).and_then(Value::as_object).is_some_and(Map::is_empty) {
                    parts.shift_remove(key);
                }
            }
        }
        let text =
            serde_json::to_string_pretty(&parts).map_err(|error| MergeError::Imported(error.to_string()))?;
        Ok(text + "\n")
    }

    /// All pages that anything is from.
    pub(super) fn pages(&self) -> impl Iterator<Item = &String> {
        let endpoints =
            self.endpoints.values().flat_map(|of| of.pages.iter().chain(&of.models).chain(&of.indexes));
        endpoints.chain(self.types.values().flatten())
    }

    /// Takes in where what was imported came from, and forgets what is in the record no more.
    ///
    /// What is `lacking` pages is still from these too.
    pub(super) fn learn(&mut self, origins: &Origins, lacking: &BTreeSet<String>) {
        let keys = |section: &str| -> BTreeSet<String> {
            self.spec
                .get(section)
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
                .map(|(key, _)| key.clone())
                .collect()
        };
        let (headings, names) = (keys("endpoints"), keys("types"));
        for (heading, origin) in &origins.endpoints {
            let known = self.endpoints.entry(heading.clone()).or_default();
            if !lacking.contains(heading) {
                *known = EndpointOrigin::default();
            }
            known.pages.extend(origin.pages.iter().cloned());
            known.models.extend(origin.models.iter().cloned());
            known.indexes.extend(origin.indexes.iter().cloned());
        }
        for (name, pages) in &origins.types {
            let known = self.types.entry(name.clone()).or_default();
            if !lacking.contains(name) {
                known.clear();
            }
            known.extend(pages.iter().cloned());
        }
        self.endpoints.retain(|heading, _| headings.contains(heading));
        self.types.retain(|name, _| names.contains(name));
    }
}

/// Takes secrets out of the addresses that older versions wrote.
fn without_secrets(spec: &mut Value) {
    let hide = |of: &mut Value| {
        if let Some(Value::String(page)) = of.get_mut("source").and_then(|source| source.get_mut("page"))
            && address::is_address(page)
        {
            *page = address::shown(page);
        }
    };
    hide(spec);
    for section in ["endpoints", "types"] {
        for (_, entry) in spec.get_mut(section).and_then(Value::as_object_mut).into_iter().flatten() {
            hide(entry);
        }
    }
}

/// Says in words how to go on without a record.
pub(super) fn way_out() -> String {
    format!(
        "bring it back from version control; or remove `{FACTS_FILE}`: then whatever the spec says counts as edited by hand, and only what is new is taken"
    )
}

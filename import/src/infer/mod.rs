//! From pages to facts: each rule in one place, with its reason.
//!
//! Pages are taken in one by one; what stays is no more than the spec needs. Then the samples of both formats
//! are gone through together, what they show of each type is gathered, and the rules make facts of it: what
//! samples prove is one, what they suggest is marked as inferred, with the reason, and what nothing shows is
//! marked as open.
//!
//! # What no page shows
//!
//! These are the limits of the method. What stands in their place is safe: it reads more than the service
//! sends, or keeps more digits than it needs; and it is marked as open, or the type is the page's own word.
//!
//! - `short`, `int` or `long` (and the unsigned ones), where a number stands alone: pages say `integer`. In
//!   lists, dictionaries, generics and bare bodies XML has the exact name.
//! - `float` or `double`: both show `4.1`.
//! - Whether an enum, a struct, or a `bool`, date and the like after which nothing is numbered takes null;
//!   and which of two members that show 1 was the one that was counted. Of a bare body nothing ever shows it.
//! - `EmitDefaultValue = false`, `IsRequired`, and mostly `DefaultValueHandling` and `NullValueHandling`:
//!   samples of the engine's have a value everywhere but in enums, whose first value may be zero.
//! - Derived classes: samples are made of the declared class.
//! - The values of properties without a setter, which the service computes: XML does not have them.
//! - The names of base classes, and of `[ModelName]` classes that are never a root or an item.
//! - The members of an enum without a page of its own but for its lowest value; `[EnumMember]` names of the
//!   others; `[Flags]`; the underlying type.
//! - The namespaces of enums, unless they are a root, an item or a part of a hash; and of types that no
//!   sample has.
//! - The order of orders: of several members with `Order` their sequence shows, not their numbers.
//! - Whether members are fields, unless counters or JSON's order show it.
//! - Secrets, success codes and the like: names suggest them.
//! - In the XML of `XmlSerializer`: namespaces of CLR; whether a name is an attribute's or the class's own,
//!   and so the names of classes that are never an item; of types that it refuses, all of XML; whether null
//!   is nil, unless one is shown; `DefaultValue`, `ShouldSerialize` and the like.

mod alike;
mod assemble;
mod carried;
mod classes;
mod direction;
mod limits;
mod listing;
mod makers;
mod members;
pub(crate) mod model;
mod operations;
mod pages;
mod pairing;
mod references;
mod rust_names;
mod samples;
mod settings;
mod sound;
mod types;
mod unexplained;
mod walk;
mod wording;
mod xml_serializer;

pub use limits::Limits;
pub use model::{Advice, AdvisedEntry, Confidence};

use std::{collections::HashMap, io};

use datacontract_codegen::{
    prove::{Setting, Settings},
    spec::FILE_NAME,
};

use crate::{
    origins::Origins,
    page::Page,
    report::{CheckedSpec, Examination, PageKinds, Report},
    spec_writer,
};
pub(crate) use references::References;

/// What the importer cannot find on pages.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What people call the API.
    pub name: Option<String>,
    /// The Rust module for its types.
    pub module: Option<String>,
    /// What a sample may cost.
    pub limits: Limits,
}

/// A spec made of pages.
#[derive(Debug)]
pub struct Imported {
    /// The spec: `api.json`.
    pub api_json: String,
    /// The files of its folder `samples`: name and content.
    pub samples: Vec<(String, String)>,
    /// What is proven, and what a person has to decide.
    pub report: Report,
    /// Which pages everything came from.
    pub origins: Origins,
    /// Whether the name was given, and not made up.
    pub is_named: bool,
}

/// Makes a spec of pages. Pages are let go one by one: memory grows with the spec alone.
#[must_use]
pub fn import(pages: impl Iterator<Item = Page>, options: &Options) -> Imported {
    let mut site = operations::site::Site::default();
    let mut kinds = PageKinds::default();
    for page in pages {
        kinds.count(&page.content);
        site.add(page);
    }
    site.take_listed();
    let pages = site.pages;
    let carried = site.carried.take();
    let mut assembled = assemble::assemble(site, options);
    let mut proven = Proven::new(sound::write(&mut assembled), &assembled.samples);
    let left_out = unexplained::leave_out(&mut assembled, &proven.examination, &mut |assembled| {
        Proven::new(sound::write(assembled), &assembled.samples).examination
    });
    if left_out.count() > 0 {
        proven = Proven::new(sound::write(&mut assembled), &assembled.samples);
    }
    if unexplained::note_disagreements(&mut assembled, &proven.examination) {
        // Remarks are comments: what was proven stays so.
        proven.api_json = spec_writer::write(&assembled.api);
    }
    if !proven.examination.settings().is_empty() {
        // How the service is set shows only where the samples are compared.
        proven = with_settings(&mut assembled, proven);
    }
    let Proven { api_json, examination } = proven;
    let mut report = Report::new(&assembled.api, pages, assembled.notes, left_out.count(), &examination);
    report.kinds = kinds;
    report.locate(FILE_NAME, &api_json);
    let mut imported = Imported {
        api_json,
        samples: assembled.samples,
        report,
        origins: assembled.origins,
        is_named: options.name.is_some(),
    };
    if let Some((location, bundle)) = carried {
        carried::take(&mut imported, &location, bundle, options);
    }
    imported
}

/// The text of a spec, with the proof of its samples.
struct Proven {
    api_json: String,
    examination: Examination,
}

impl Proven {
    /// Proves the samples of a spec.
    fn new(checked: CheckedSpec, samples: &[(String, String)]) -> Self {
        let mut texts: HashMap<&str, &String> = HashMap::new();
        for (name, text) in samples {
            texts.entry(name).or_insert(text);
        }
        let read = |name: &str| {
            let text = texts.get(name).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
            Ok(text.as_bytes().to_vec())
        };
        let examination = Examination::new(&checked, &read);
        Self { api_json: checked.text, examination }
    }
}

/// Adds a setting of the JSON formatter if as many samples are proven with it. Else other samples do have
/// what it leaves out: the service has more than one setting.
fn try_setting(
    assembled: &mut assemble::Assembled,
    setting: model::Setting,
    before: &Examination,
) -> Option<Proven> {
    assembled.api.json_settings.push(setting);
    let checked = CheckedSpec::parse(spec_writer::write(&assembled.api));
    let proven = Proven::new(checked, &assembled.samples);
    if proven.examination.failed() <= before.failed() {
        return Some(proven);
    }
    assembled.api.json_settings.pop();
    None
}

/// Returns what the proof of the samples shows of the service's settings: what persons have written shows nothing of
/// them.
fn settings(assembled: &mut assemble::Assembled, proven: &Proven) -> Settings {
    let settings = proven.examination.settings();
    if settings.is_empty() || assembled.by_persons.is_empty() {
        return settings.clone();
    }
    let endpoints = &mut assembled.api.endpoints;
    let all: Vec<_> = endpoints.iter().map(|endpoint| endpoint.samples.clone()).collect();
    let is_persons = |sample: &mut String| assembled.by_persons.contains(sample);
    for sample in endpoints.iter_mut().flat_map(|endpoint| &mut endpoint.samples) {
        sample.take_if(is_persons);
    }
    let checked = CheckedSpec::parse(spec_writer::write(&assembled.api));
    let of_others = Proven::new(checked, &assembled.samples).examination.settings().clone();
    for (endpoint, samples) in assembled.api.endpoints.iter_mut().zip(all) {
        endpoint.samples = samples;
    }
    of_others
}

/// Notes what the proof of the samples shows of the service's settings: as keys where every sample is proven
/// by them as well, as remarks else.
fn with_settings(assembled: &mut assemble::Assembled, before: Proven) -> Proven {
    let mut settings = settings(assembled, &before);
    let mut proven = before;
    // What else JSON lacks is told of at its class.
    settings.retain(|setting, _| *setting != Setting::NullsLeftOut || assembled.null_left_out.is_some());
    // Behind the end of a page that is cut off may be the XML that shows why JSON lacks a member.
    let api = &assembled.api;
    let has_xml =
        api.endpoints.iter().any(|endpoint| endpoint.samples.iter().skip(1).step_by(2).any(Option::is_some));
    let is_whole = api.endpoints.iter().all(|endpoint| endpoint.extent != model::Extent::CutOff)
        && (api.formatters.is_some() || has_xml);
    if let Some(example) = settings.get_mut(&Setting::NullsLeftOut)
        && let Some(member) = &assembled.null_left_out
    {
        *example = format!("`{member}`");
    }
    if is_whole && let Some(member) = settings.get(&Setting::NullsLeftOut).cloned() {
        let why = format!("no JSON sample has a member that is null, such as {member}");
        let setting = model::Setting {
            key: "nullValueHandling",
            value: model::SettingValue::Text("ignore".to_owned()),
            remark: model::Remark::inferred(why),
        };
        if let Some(with_setting) = try_setting(assembled, setting, &proven.examination) {
            settings.remove(&Setting::NullsLeftOut);
            proven = with_setting;
        }
    }
    if settings.is_empty() {
        return proven;
    }
    let remarks = settings.iter().map(|(setting, example)| {
        model::Remark::open(format!("in JSON {}: {example}", setting.text()))
            .advise("write the setting into `json`, if all of the service's JSON is so")
    });
    assembled.api.json_remarks.extend(remarks);
    // Remarks are comments: what was proven stays so.
    Proven { api_json: spec_writer::write(&assembled.api), ..proven }
}

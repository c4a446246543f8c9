//! What mocks keep, and how it outlives the process that keeps it: as JSON and XML, which the mocks of a changed
//! spec read again as far as it fits.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use datacontract::dynamic::Value;
use datacontract_codegen::payload;
use datacontract_codegen::spec::Format;
use serde_json::{Map, Value as Json, json};

use super::identity::fits;
use super::{MOST_BYTES, Resource, State};
use crate::site::Site;

/// What the mocks of a server keep.
///
/// ```
/// use datacontract_workbench::mock::Store;
///
/// let store = Store::default();
/// // Mocks are served with it, and keep what they are sent.
/// let handed_over = Store::of(&store.to_json());
/// assert_eq!(handed_over.lost(), 0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Store(Arc<Mutex<Contents>>);

#[derive(Debug, Default)]
struct Contents {
    /// By the prefixes of the sites.
    states: BTreeMap<String, Arc<State>>,
    /// What an earlier process kept of sites that are not served yet.
    earlier: Map<String, Json>,
    lost: usize,
    most_bytes: Option<usize>,
}

impl Store {
    /// Sets how many bytes the objects of a site may take, as far as they can be counted: 64 MiB unless it is said.
    /// What there is no room for is refused with status 507.
    #[must_use]
    pub fn most_bytes(self, bytes: usize) -> Store {
        self.lock().most_bytes = Some(bytes);
        self
    }

    /// Returns a store with what another one kept: see [`Store::to_json`].
    #[must_use]
    pub fn of(json: &str) -> Store {
        let earlier = match serde_json::from_str(json) {
            Ok(Json::Object(earlier)) => earlier,
            _ => Map::new(),
        };
        Store(Arc::new(Mutex::new(Contents { earlier, ..Contents::default() })))
    }

    /// Returns all that is kept, on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let contents = self.lock();
        let states = contents.states.iter().map(|(prefix, state)| (prefix.clone(), state.to_json()));
        Json::Object(states.collect()).to_string()
    }

    /// Returns how many objects of the earlier process do not fit the specs as they are now.
    #[must_use]
    pub fn lost(&self) -> usize {
        self.lock().lost
    }

    /// Returns what is kept of a site.
    pub(in crate::mock) fn state_of(&self, site: &Site) -> Arc<State> {
        let mut contents = self.lock();
        let prefix = site.place().prefix();
        if let Some(known) = contents.states.get(prefix) {
            return Arc::clone(known);
        }
        let state = Arc::new(State::new(site, contents.most_bytes.unwrap_or(MOST_BYTES)));
        if let Some(earlier) = contents.earlier.remove(prefix) {
            contents.lost += state.take(&earlier);
        }
        contents.states.insert(prefix.to_owned(), Arc::clone(&state));
        state
    }

    fn lock(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Returns the collections that requests have changed, by their paths.
    fn to_json(&self) -> Json {
        let kept = self.lock();
        let collections = kept.resources.iter().map(|(path, resource)| {
            let items = resource.items().filter_map(|item| {
                let text = |format| payload::write(format, item, &item.ty()?, &self.settings).ok();
                let (json, xml) = (text(Format::Json), text(Format::Xml));
                (json.is_some() || xml.is_some()).then(|| json!({ "json": json, "xml": xml }))
            });
            (path.clone(), items.collect())
        });
        Json::Object(collections.collect())
    }

    /// Takes what an earlier process kept, and returns how many objects are lost: those that do not fit any more.
    fn take(&self, earlier: &Json) -> usize {
        let mut lost = 0;
        let mut kept = self.lock();
        for (path, items) in earlier.as_object().into_iter().flatten() {
            let items = items.as_array().map_or(&[][..], Vec::as_slice);
            let template = path.split('\n').next().unwrap_or_default();
            let Some(role) = self.roles.iter().flatten().find(|role| role.path == template) else {
                lost += items.len();
                continue;
            };
            let mut resource = Resource::default();
            for item in items {
                let read = |format, key: &str| {
                    payload::read(format, item.get(key)?.as_str()?, role.item_type(), &self.settings).ok()
                };
                let value = match (read(Format::Json, "json"), read(Format::Xml, "xml")) {
                    (Some(mut json), Some(xml)) => {
                        complete(&mut json, xml);
                        Some(json)
                    }
                    (json, xml) => json.or(xml),
                };
                let before = resource.bytes();
                if let Some(value) = value.filter(|_| kept.bytes + before < self.most_bytes) {
                    resource.seed(role, &value);
                }
                lost += usize::from(resource.bytes() == before);
            }
            kept.bytes += resource.bytes();
            kept.resources.insert(path.clone(), resource);
        }
        lost
    }
}

/// Brings what XML alone has into a value of JSON.
fn complete(json: &mut Value, xml: Value) {
    match (json, xml) {
        (Value::Object(json), Value::Object(mut xml)) if fits(&xml.ty(), &json.ty()) => {
            for (json, xml) in json.values_mut().iter_mut().zip(xml.values_mut()) {
                complete(json, std::mem::take(xml));
            }
        }
        (Value::List(json), Value::List(xml)) if json.items.len() == xml.items.len() => {
            for (json, xml) in json.items.iter_mut().zip(xml.items) {
                complete(json, xml);
            }
        }
        (json @ Value::Null, xml) => *json = xml,
        _ => {}
    }
}

//! Resources that are kept: what is posted is given back.
//!
//! Nobody says in a spec which endpoints are about one resource; their paths and types do. `POST api/orders`
//! with an order, `GET api/orders/{id}`, `GET api/orders`, `PUT` and `DELETE` of `api/orders/{id}` are about the
//! orders, which the member called as the parameter (or `Id`, or `OrderId`) tells apart. What stands before the
//! collection in the path (`api/customers/{customer}/orders`) belongs to it. An endpoint that fits no such rule
//! answers with its sample.
//!
//! What is kept is bounded by [`MOST_BYTES`], and reading keeps nothing.

mod identity;
mod resource;
mod role;
mod store;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use datacontract::contract::Type;
use datacontract::dynamic::Value;
use datacontract::http::UntypedArguments;
use datacontract_codegen::payload::FormatterSettings;
use datacontract_codegen::spec::Format;

use crate::sample::{self, Side};
use crate::site::Site;
use resource::{Change, Resource};
use role::{Action, Role};
pub use store::Store;

/// The most bytes that the objects of a site may take, as far as they can be counted, unless it is said.
const MOST_BYTES: usize = 64 << 20;

/// What the state has to say to a request.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    /// This is the answer.
    Value(Value),
    /// There is nothing of this name, or not any more.
    NotFound,
    /// There is no room for what was sent.
    Full,
    /// It has nothing to say: the endpoint's sample is the answer.
    Sample,
}

/// The resources of a site.
#[derive(Debug)]
pub(super) struct State {
    /// By the endpoints' places.
    roles: Vec<Option<Role>>,
    /// What the endpoints answer without a state.
    samples: Vec<Option<Value>>,
    kept: Mutex<Kept>,
    settings: FormatterSettings,
    most_bytes: usize,
}

/// What was changed by requests.
#[derive(Debug, Default)]
struct Kept {
    /// By the collections' paths.
    resources: BTreeMap<String, Resource>,
    /// The bytes of all of them.
    bytes: usize,
}

impl State {
    fn new(site: &Site, most_bytes: usize) -> State {
        let roles = role::of_site(site);
        let samples = roles
            .iter()
            .enumerate()
            .map(|(place, role)| {
                let of = |format| sample::sample(site, place, Side::Response, format);
                role.as_ref().and_then(|_| of(Format::Json)).map(|sample| sample.value)
            })
            .collect();
        let settings =
            FormatterSettings { json: site.graph().json_settings(), xml: site.spec().xml, indented: false };
        State { roles, samples, kept: Mutex::default(), settings, most_bytes }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the answer of an endpoint, and keeps what it is sent.
    pub(super) fn answer(&self, place: usize, arguments: &UntypedArguments) -> Answer {
        let Some(Some(role)) = self.roles.get(place) else { return Answer::Sample };
        let Some(collection) = role.collection(arguments) else { return Answer::Sample };
        let mut kept = self.lock();
        let response = arguments.operation().response;
        if matches!(role.action, Action::List | Action::Read) {
            let seeded;
            let resource = if let Some(known) = kept.resources.get(&collection) {
                known
            } else {
                seeded = self.seeded(role);
                &seeded
            };
            return read(resource, role, arguments, response);
        }
        let change = match role.action {
            Action::Delete => role.identity(arguments).map(Change::Remove),
            Action::Create => arguments.body().map(|body| Change::Create(body.clone())),
            _ => arguments
                .body()
                .zip(role.identity(arguments))
                .map(|(body, identity)| Change::Replace { identity, body: body.clone() }),
        };
        let Some(change) = change else {
            return if role.action == Action::Delete { Answer::NotFound } else { Answer::Sample };
        };
        let may_add = self.most_bytes.saturating_sub(kept.bytes);
        let is_new = !kept.resources.contains_key(&collection);
        let mut resource = kept.resources.remove(&collection).unwrap_or_else(|| self.seeded(role));
        let before = if is_new { 0 } else { resource.bytes() };
        let changed = resource.change(role, change, may_add.saturating_add(before));
        // What nothing was changed in is made anew when it is asked for.
        if !is_new || matches!(changed, resource::Changed::Done(_)) {
            kept.bytes = kept.bytes - before + resource.bytes();
            kept.resources.insert(collection, resource);
        }
        match changed {
            resource::Changed::Done(item) => shown(&item, role, response),
            resource::Changed::NotFound => Answer::NotFound,
            resource::Changed::NoRoom => Answer::Full,
            resource::Changed::Unfit => Answer::Sample,
        }
    }

    /// Returns a collection as a request first finds it: with the objects of the samples.
    fn seeded(&self, of: &Role) -> Resource {
        let mut resource = Resource::default();
        for (role, sample) in self.roles.iter().zip(&self.samples) {
            let (Some(role), Some(sample)) = (role, sample) else { continue };
            if role.path != of.path {
                continue;
            }
            match (role.action, sample) {
                (Action::List, Value::List(list)) => {
                    for item in &list.items {
                        resource.seed(role, item);
                    }
                }
                (Action::Read, item) => resource.seed(role, item),
                _ => {}
            }
        }
        resource
    }
}

/// Returns the answer to a request that changes nothing.
fn read(resource: &Resource, role: &Role, arguments: &UntypedArguments, response: Option<Type>) -> Answer {
    if role.action == Action::List {
        return response.map_or(Answer::Sample, |ty| Answer::Value(resource.list(&ty)));
    }
    match role.identity(arguments).and_then(|identity| resource.get(&identity)) {
        Some(item) => shown(item, role, response),
        None => Answer::NotFound,
    }
}

/// Returns an object as an endpoint answers it: whole, by its identity alone, or not at all.
fn shown(item: &Value, role: &Role, response: Option<Type>) -> Answer {
    let Some(ty) = response else { return Answer::Value(Value::Null) };
    if role::is_object(&ty) {
        // Of an envelope, or of something else, nobody knows what becomes of the object there.
        let is_item = role.answers_items();
        return if is_item { Answer::Value(role::as_type(item, &ty)) } else { Answer::Sample };
    }
    let mut item = item.clone();
    match role.member_of(&mut item) {
        Some(member) if identity::has_type(member, &ty) => Answer::Value(std::mem::take(member)),
        _ => Answer::Sample,
    }
}

//! Resources that are kept: what is posted is given back.
//!
//! Nobody says in a spec which endpoints are about one resource; their paths and types do. `POST api/orders`
//! with an order, `GET api/orders/{id}`, `GET api/orders`, `PUT` and `DELETE` of `api/orders/{id}` are about the
//! orders, which the member called as the parameter (or `Id`, or `OrderId`) tells apart. What stands before the
//! collection in the path (`api/customers/{customer}/orders`) belongs to it. An endpoint that fits no such rule
//! answers with its sample.

mod identity;
mod role;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use datacontract::contract::Type;
use datacontract::dynamic::Value;
use datacontract::http::UntypedArguments;

use crate::sample::{self, Side};
use crate::site::Site;
use identity::{Identity, copy_members, next_identity};
use role::{Action, Role};

/// What the state has to say to a request.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    /// This is the answer.
    Value(Value),
    /// There is nothing of this name, or not any more.
    NotFound,
    /// It has nothing to say: the endpoint's sample is the answer.
    Sample,
}

/// The resources of a site.
pub(super) struct State {
    /// By the endpoints' places.
    roles: Vec<Option<Role>>,
    /// What the endpoints answer without a state.
    samples: Vec<Option<Value>>,
    /// By the collections' paths.
    resources: Mutex<BTreeMap<String, Resource>>,
}

/// The objects of one collection, in the order in which they came.
#[derive(Debug, Default)]
struct Resource {
    items: Vec<(Identity, Value)>,
}

impl State {
    pub(super) fn new(site: &Site) -> State {
        let roles = role::of_site(site);
        let samples = roles
            .iter()
            .enumerate()
            .map(|(place, role)| {
                let sample = role.as_ref().and_then(|_| sample::sample(site, place, Side::Response));
                sample.map(|sample| sample.value)
            })
            .collect();
        State { roles, samples, resources: Mutex::default() }
    }

    /// Returns the answer of an endpoint, and keeps what it is sent.
    pub(super) fn answer(&self, place: usize, arguments: &UntypedArguments) -> Answer {
        let Some(Some(role)) = self.roles.get(place) else { return Answer::Sample };
        let Some(collection) = role.collection(arguments) else { return Answer::Sample };
        let mut resources = self.resources.lock().unwrap_or_else(PoisonError::into_inner);
        let resource = resources.entry(collection).or_insert_with(|| self.seeded(role));
        let response = arguments.operation().response;
        match role.action {
            Action::Create => {
                let Some(body) = arguments.body() else { return Answer::Sample };
                let Some(made) = resource.create(role, body) else { return Answer::Sample };
                shown(&made, role, response)
            }
            Action::List => match response {
                Some(ty) => Answer::Value(resource.list(&ty)),
                None => Answer::Sample,
            },
            Action::Read => match role.identity(arguments).and_then(|identity| resource.get(&identity)) {
                Some(item) => shown(item, role, response),
                None => Answer::NotFound,
            },
            Action::Replace => {
                let Some(body) = arguments.body() else { return Answer::Sample };
                match role.identity(arguments).and_then(|identity| resource.replace(role, &identity, body)) {
                    Some(item) => shown(&item, role, response),
                    None => Answer::NotFound,
                }
            }
            Action::Delete => {
                match role.identity(arguments).and_then(|identity| resource.remove(&identity)) {
                    Some(item) => shown(&item, role, response),
                    None => Answer::NotFound,
                }
            }
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

impl Resource {
    fn get(&self, identity: &Identity) -> Option<&Value> {
        self.items.iter().find(|(known, _)| known == identity).map(|(_, item)| item)
    }

    fn seed(&mut self, role: &Role, item: &Value) {
        if let Some(identity) = role.identity_of(item).filter(|identity| self.get(identity).is_none()) {
            self.items.push((identity, item.clone()));
        }
    }

    fn create(&mut self, role: &Role, body: &Value) -> Option<Value> {
        let mut item = role.item(body)?;
        let given = role.identity_of(&item).filter(|identity| !identity.is_nothing());
        let identity = if let Some(given) = given {
            given
        } else {
            let member = role.member_of(&mut item)?;
            let known = self.items.iter().map(|(known, _)| known);
            *member = next_identity(member, role.identity_type(), known)?;
            Identity::of(member)?
        };
        self.items.retain(|(known, _)| *known != identity);
        self.items.push((identity, item.clone()));
        Some(item)
    }

    fn replace(&mut self, role: &Role, identity: &Identity, body: &Value) -> Option<Value> {
        let (_, item) = self.items.iter_mut().find(|(known, _)| known == identity)?;
        let kept = role.member_of(item).cloned();
        copy_members(body, item);
        // The address says which one it is, whatever the body says.
        if let (Some(member), Some(kept)) = (role.member_of(item), kept) {
            *member = kept;
        }
        Some(item.clone())
    }

    fn remove(&mut self, identity: &Identity) -> Option<Value> {
        let place = self.items.iter().position(|(known, _)| known == identity)?;
        Some(self.items.remove(place).1)
    }

    fn list(&self, ty: &Type) -> Value {
        let mut list = Value::new(ty);
        if let Value::List(list) = &mut list {
            let item = list.item_type();
            list.items = self.items.iter().map(|(_, value)| role::as_type(value, &item)).collect();
        }
        list
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

//! What an endpoint has to do with a resource.

use std::fmt::Write as _;

use datacontract::contract::{Primitive, Type};
use datacontract::dynamic::{DynamicObject, Value};
use datacontract::http::UntypedArguments;
use datacontract_codegen::graph::EndpointOperation;
use datacontract_codegen::spec::{Endpoint, ParameterPlace, Piece};

use super::identity::{Identity, copy_members, fits};
use crate::site::Site;

/// What an endpoint does to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Create,
    List,
    Read,
    Replace,
    Delete,
}

/// What an endpoint has to do with a resource.
#[derive(Clone, Debug)]
pub(super) struct Role {
    pub(super) action: Action,
    /// The collection's path, its parameters by place: `api/customers/{}/orders`.
    pub(super) path: String,
    /// The parameters in the collection's path.
    within: Vec<String>,
    /// The parameter that says which object is meant.
    parameter: Option<String>,
    /// The type of the objects that are kept.
    item: Type,
    /// The member that tells them apart, by its name on the wire.
    member: String,
    /// Whether the endpoint answers with an object of this type, or a list of them.
    answers_items: bool,
}

/// Returns the roles of a site's endpoints, by their places.
pub(super) fn of_site(site: &Site) -> Vec<Option<Role>> {
    let drafts: Vec<Option<Draft>> =
        site.endpoints().map(|(endpoint, operation)| Draft::of(endpoint, operation?)).collect();
    drafts
        .iter()
        .map(|draft| {
            let draft = draft.as_ref()?;
            let of_path = || drafts.iter().flatten().filter(|other| other.path == draft.path);
            // What is read is what is kept; else what is listed, or what is sent.
            let item = [Action::Read, Action::List, Action::Create].iter().find_map(|action| {
                of_path().filter(|other| other.action == *action).find_map(|other| other.object)
            })?;
            let parameter = of_path().find_map(|other| other.parameter.as_deref());
            let member = member_name(&item, parameter)?;
            // Something has to be kept, and something to be given back.
            let gives = |other: &&Draft| matches!(other.action, Action::Read | Action::List);
            let is_resource = of_path()
                .any(|other| other.action == Action::Create || other.action == Action::Replace)
                && of_path().any(|other| gives(&other));
            let answers_items = draft.answer.is_some_and(|answer| fits(&answer, &item));
            is_resource.then(|| Role {
                action: draft.action,
                path: draft.path.clone(),
                within: draft.within.clone(),
                parameter: draft.parameter.clone(),
                item,
                member,
                answers_items,
            })
        })
        .collect()
}

/// An endpoint whose path and method look like those of a resource.
#[derive(Clone, Debug)]
struct Draft {
    action: Action,
    path: String,
    within: Vec<String>,
    parameter: Option<String>,
    /// The object that it reads, lists or is sent.
    object: Option<Type>,
    /// The object that it answers with.
    answer: Option<Type>,
}

impl Draft {
    fn of(endpoint: &Endpoint, operation: &EndpointOperation) -> Option<Draft> {
        let (collection, mut parameter) = split(endpoint);
        let in_query = endpoint.parameters.iter().find(|parameter| {
            parameter.place == ParameterPlace::Query && parameter.name.eq_ignore_ascii_case("id")
        });
        if parameter.is_none() {
            parameter = in_query.map(|parameter| parameter.name.value.clone());
        }
        let response = operation.operation().response;
        let body = operation.operation().body.map(|body| body.ty);
        let (list, answer) = match response {
            Some(Type::List(item) | Type::Array(item)) => (Some(*item), None),
            Some(ty) if is_object(&ty) => (None, Some(ty)),
            _ => (None, None),
        };
        let body = body.filter(is_object);
        let (action, object) = match (endpoint.method.value.as_str(), &parameter) {
            ("GET", Some(_)) => (Action::Read, Some(answer?)),
            ("GET", None) => (Action::List, Some(list.filter(is_object)?)),
            ("POST", None) => (Action::Create, Some(body?)),
            ("PUT" | "PATCH", _) => (Action::Replace, Some(body?)),
            ("DELETE", Some(_)) => (Action::Delete, None),
            _ => return None,
        };
        let mut path = String::new();
        let mut within = Vec::new();
        for piece in collection {
            match piece {
                Piece::Text(text) => path.push_str(&text.to_lowercase()),
                Piece::Parameter(name) => {
                    path.push_str("{}");
                    within.push(name.value.clone());
                }
            }
        }
        Some(Draft { action, path, within, parameter, object, answer: answer.or(list) })
    }
}

/// Returns the collection's path, without a slash at its end, and the parameter behind it.
fn split(endpoint: &Endpoint) -> (Vec<Piece>, Option<String>) {
    let mut pieces = endpoint.template.path.clone();
    let parameter = match pieces.last() {
        Some(Piece::Parameter(name)) => Some(name.value.clone()),
        _ => None,
    };
    if parameter.is_some() {
        pieces.pop();
    }
    if let Some(Piece::Text(text)) = pieces.last_mut() {
        text.truncate(text.trim_end_matches('/').len());
    }
    (pieces, parameter)
}

/// Returns whether values of a type are objects of a class.
pub(super) fn is_object(ty: &Type) -> bool {
    matches!(Value::new(ty), Value::Object(_))
}

/// Returns the member that tells objects apart: the one called as the parameter, or `Id`, or as the class with
/// `Id` behind it.
fn member_name(item: &Type, parameter: Option<&str>) -> Option<String> {
    let Value::Object(object) = Value::new(item) else { return None };
    let class = object.contract().map(|contract| contract.qualified_name().name.clone()).unwrap_or_default();
    let of_class = format!("{class}Id");
    let wanted = [parameter, Some("Id"), Some(of_class.as_str())];
    let names = object.member_names();
    wanted.into_iter().flatten().find_map(|wanted| {
        names.iter().find(|name| name.eq_ignore_ascii_case(wanted) && is_identity(&object, name)).cloned()
    })
}

/// Returns whether values of a member tell objects apart.
fn is_identity(object: &DynamicObject, name: &str) -> bool {
    primitive_of(object, name)
        .is_some_and(|primitive| Identity::of(&Value::new(&Type::Primitive(primitive))).is_some())
}

fn primitive_of(object: &DynamicObject, name: &str) -> Option<Primitive> {
    let place = object.member_names().iter().position(|known| known == name)?;
    let mut ty = *object.member_types().get(place)?;
    while let Type::Nullable(inner) = ty {
        ty = *inner;
    }
    match ty {
        Type::Primitive(primitive) => Some(primitive),
        _ => None,
    }
}

/// Returns an object as one of another class: with the members that both have.
pub(super) fn as_type(value: &Value, ty: &Type) -> Value {
    if value.ty().is_some_and(|actual| fits(&actual, ty)) {
        return value.clone();
    }
    let mut made = Value::new(ty);
    copy_members(value, &mut made);
    made
}

impl Role {
    /// Returns the collection that a request means: the path with the values of its parameters.
    pub(super) fn collection(&self, arguments: &UntypedArguments) -> Option<String> {
        let mut collection = self.path.clone();
        for name in &self.within {
            let identity = Identity::of(arguments.get(name)?)?;
            let _ = write!(collection, "\n{identity:?}");
        }
        Some(collection)
    }

    /// Returns the identity that a request names: in its address, or in its body.
    pub(super) fn identity(&self, arguments: &UntypedArguments) -> Option<Identity> {
        match &self.parameter {
            Some(parameter) => Identity::of(arguments.get(parameter)?),
            None => self.identity_of(arguments.body()?),
        }
    }

    /// Returns the identity of an object.
    pub(super) fn identity_of(&self, item: &Value) -> Option<Identity> {
        let Value::Object(object) = item else { return None };
        Identity::of(object.get(&self.member)?)
    }

    /// Returns the member of an object that tells it apart.
    pub(super) fn member_of<'v>(&self, item: &'v mut Value) -> Option<&'v mut Value> {
        let Value::Object(object) = item else { return None };
        object.get_mut(&self.member)
    }

    /// Returns the type of the member.
    pub(super) fn identity_type(&self) -> Option<Primitive> {
        let Value::Object(object) = Value::new(&self.item) else { return None };
        primitive_of(&object, &self.member)
    }

    /// Returns the object that is kept of one that was sent.
    pub(super) fn item(&self, body: &Value) -> Option<Value> {
        matches!(body, Value::Object(_)).then(|| as_type(body, &self.item))
    }

    /// Returns the type of the objects that are kept.
    pub(super) fn item_type(&self) -> &Type {
        &self.item
    }

    pub(super) fn answers_items(&self) -> bool {
        self.answers_items
    }
}

//! What a service understood of a call.

use crate::compare::{Form, differences};
use crate::plain::Plain;
use datacontract::Endpoint;
use datacontract::http::{Format, ModelState, Operation};

/// The arguments of an endpoint in their order, by their names on the wire, the body last.
#[must_use]
pub fn arguments<E: Endpoint>(endpoint: &E) -> Vec<(&'static str, Plain)> {
    let operation = E::operation();
    let parameters = operation.parameters.iter().map(|parameter| (parameter.name, &parameter.ty));
    let body = operation.body.iter().map(|body| (body.name, &body.ty));
    let mut arguments = Vec::new();
    endpoint.views(&mut |views| {
        let all = parameters.clone().chain(body.clone()).zip(views);
        arguments = all.map(|((name, ty), view)| (name, Plain::of(ty, *view))).collect();
    });
    arguments
}

/// Where arguments differ from those of the action in C#, an object of its parameters by their names.
#[must_use]
pub fn misunderstood(
    operation: &Operation,
    arguments: &[(&'static str, Plain)],
    action: &Plain,
    format: Format,
) -> Vec<String> {
    let body = operation.body.iter().map(|body| &body.ty);
    let types = operation.parameters.iter().map(|parameter| &parameter.ty).chain(body);
    let mut faults = Vec::new();
    for ((name, value), ty) in arguments.iter().zip(types) {
        // The action does not have it.
        if (operation.name, *name) == ("get_rest", "tenant") {
            continue;
        }
        let found = argument(operation, name, action).unwrap_or(&Plain::Null);
        faults.extend(
            differences(ty, value, found, Form::of(operation, format))
                .iter()
                .map(|difference| format!("{name}{difference}")),
        );
    }
    faults
}

/// What an action has for an argument. A help page may not tell C#'s name of the body: it is the one that is
/// left.
#[must_use]
pub fn argument<'a>(operation: &Operation, name: &str, action: &'a Plain) -> Option<&'a Plain> {
    let Plain::Members(members) = action else { return None };
    let is_parameter = |found: &str| operation.parameters.iter().any(|parameter| parameter.name == found);
    action.at(in_csharp(operation, name)).or_else(|| {
        members.iter().find(|(found, _)| name == "body" && !is_parameter(found)).map(|(_, value)| value)
    })
}

/// C#'s name of an argument, where it is not the one on the wire, and the way to it in a class.
fn in_csharp<'n>(operation: &Operation, name: &'n str) -> &'n str {
    match (operation.name, name) {
        ("filter_leads", "Name") => "filter.Name",
        ("filter_leads", "State") => "filter.State",
        ("filter_leads", "From") => "filter.From",
        ("filter_leads", "Limit") => "filter.Limit",
        ("near_point", "Latitude") => "at.lat",
        ("near_point", "Longitude") => "at.lon",
        ("near_point", "Altitude") => "at.alt",
        ("put_type", "match") => "matching",
        ("search_odd", "$filter") => "filter",
        ("search_odd", "max-count") => "maxCount",
        _ => name,
    }
}

/// The model state of an action, as the server in C# tells it: keys with the texts that callers get.
#[must_use]
pub fn model_state(told: &serde_json::Value) -> ModelState {
    let mut state = ModelState::default();
    for (key, errors) in told.as_object().into_iter().flatten() {
        for error in errors.as_array().into_iter().flatten() {
            state.add(key, error["message"].as_str().unwrap_or("An error has occurred."));
        }
    }
    state
}

/// A model state without what attributes say of values, which is the service's own business.
#[must_use]
pub fn without_attributes(state: &ModelState) -> ModelState {
    let mut rest = ModelState::default();
    for (key, text) in state.iter().flat_map(|(key, texts)| texts.iter().map(move |text| (key, text))) {
        let is_of_attribute = text.starts_with("The field ")
            || text.ends_with(" field is required.")
            || text.ends_with(" field is not a valid e-mail address.")
            || text == "En kontaktperson måste anges";
        if !is_of_attribute {
            rest.add(key, text);
        }
    }
    rest
}

//! The parameters of a request.

use super::errors::{BindErrors, ERROR_OCCURRED, NOT_PRESENT};
use super::template::Captures;
use super::text::{self, Refusal};
use super::values::Values;
use crate::contract::Type;
use crate::http::{ListForm, Operation, Parameter, ParameterPlace};
use crate::value::{List, Slot};

/// The texts in which parameters stand.
#[derive(Clone, Copy)]
pub(super) struct Texts<'t> {
    pub(super) captures: &'t Captures<'t>,
    pub(super) query: &'t Values<'t>,
    /// The parts of the body that are texts.
    pub(super) parts: &'t Values<'t>,
}

/// Puts what stands in path, query and parts of the body into the slots of an operation's parameters. What is not there keeps
/// its default; what is wrong is reported.
pub(super) fn read(operation: &Operation, slots: &mut [Slot<'_>], texts: Texts<'_>, errors: &mut BindErrors) {
    for (index, (parameter, slot)) in operation.parameters.iter().zip(slots).enumerate() {
        let query = if parameter.place == ParameterPlace::Part { texts.parts } else { texts.query };
        let captured = texts.captures.get(index).and_then(Option::as_deref);
        let slot = slot.reborrow();
        match (&parameter.ty, captured.or_else(|| query.get(parameter.name).next())) {
            (Type::List(item) | Type::Array(item), None) => {
                let texts = indexed(query, parameter);
                let texts: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), *text)).collect();
                list(slot, parameter, item, &texts, errors);
            }
            (Type::List(item) | Type::Array(item), Some(_)) => {
                let texts = captured.into_iter().chain(query.get(parameter.name));
                let texts: Vec<_> = match parameter.list_form {
                    ListForm::Repeated => texts.map(|text| (parameter.name, text)).collect(),
                    // A value that is blank as a whole has no items.
                    ListForm::Commas => texts
                        .filter(|text| !text.trim().is_empty())
                        .flat_map(|text| text.split(','))
                        .map(|text| (parameter.name, text))
                        .collect(),
                };
                list(slot, parameter, item, &texts, errors);
            }
            (ty, Some(text)) => {
                let texts = || match captured {
                    Some(text) => text.to_owned(),
                    None => query.get(parameter.name).collect::<Vec<_>>().join(","),
                };
                value(slot, parameter, ty, text, &texts, errors);
            }
            (_, None) if parameter.is_required => {
                errors.state.add(parameter.name, NOT_PRESENT);
                errors.lacks_value = true;
            }
            (_, None) => {}
        }
    }
}

/// Returns the names and values of `codes[0]=a&codes[1]=b`, up to the first number that is missing.
fn indexed<'v>(query: &'v Values<'_>, parameter: &Parameter) -> Vec<(String, &'v str)> {
    let names = (0..).map(|index| format!("{}[{index}]", parameter.name));
    names
        .map_while(|name| {
            let text = query.get(&name).next()?;
            Some((name, text))
        })
        .collect()
}

/// Puts a list: names, for the model state, with texts.
fn list(slot: Slot<'_>, parameter: &Parameter, item: &Type, texts: &[(&str, &str)], errors: &mut BindErrors) {
    match slot {
        _ if texts.is_empty() => {}
        Slot::List(items) => put_all(items, parameter, item, texts, errors),
        Slot::Nullable(nullable) => list(nullable.fill(), parameter, item, texts, errors),
        Slot::Converted(converted) => {
            let result = converted.read(&mut |slot| {
                list(slot, parameter, item, texts, errors);
                true
            });
            if result.is_err() {
                errors.state.add(parameter.name, ERROR_OCCURRED);
            }
        }
        Slot::Value(value) => {
            if let Some(Slot::List(items)) = value.fill(&parameter.ty) {
                put_all(items, parameter, item, texts, errors);
            }
        }
        _ => errors.state.add(parameter.name, ERROR_OCCURRED),
    }
}

fn put_all(
    items: &mut dyn List,
    parameter: &Parameter,
    item: &Type,
    texts: &[(&str, &str)],
    errors: &mut BindErrors,
) {
    items.clear();
    for &(name, text) in texts {
        // An item without a value is its type's default, as in Web API.
        let result = if text.trim().is_empty() { Ok(()) } else { text::check(item, text) };
        // One that is wrong is left out where it has a name of its own.
        if result.is_ok() || name == parameter.name {
            let slot = items.push();
            if result.is_ok() && !text.trim().is_empty() {
                let _ = text::read(slot, item, text);
            }
        }
        if let Err(refusal) = result {
            errors.state.add(name, message(refusal, parameter, item, text));
        }
    }
}

/// Puts the value of a text; one that is wrong leaves the default as it is. `texts` are all that stand under
/// the name, as Web API's messages show them.
fn value(
    slot: Slot<'_>,
    parameter: &Parameter,
    ty: &Type,
    text: &str,
    texts: &dyn Fn() -> String,
    errors: &mut BindErrors,
) {
    let result = match &slot {
        // To fill it is to lose the default.
        Slot::Nullable(_) | Slot::Value(_) => text::check(ty, text).and_then(|()| text::read(slot, ty, text)),
        _ => text::read(slot, ty, text),
    };
    match result {
        Ok(()) => {}
        Err(Refusal::Null) => {
            // Web API's name for it.
            errors.state.add(format!("{}.{}", parameter.name, text::clr_name(ty)), NOT_PRESENT);
            errors.lacks_value = true;
        }
        Err(refusal) => {
            errors.state.add(parameter.name, message(refusal, parameter, ty, &texts()));
            errors.lacks_value |= parameter.is_required && ty.is_value_type();
        }
    }
}

fn message(refusal: Refusal, parameter: &Parameter, ty: &Type, text: &str) -> String {
    if parameter.is_secret {
        return ERROR_OCCURRED.to_owned();
    }
    // What has attributes is a member of a class in the URI.
    refusal.message_for(text, ty, parameter.annotations.map(|_| parameter.name))
}

/// Returns whether a request has all that an operation cannot do without: Web API does not find an action
/// otherwise.
pub(crate) fn has_required(operation: &Operation, query: &Values<'_>) -> bool {
    operation.parameters.iter().all(|parameter| {
        !parameter.is_required
            || parameter.place != ParameterPlace::Query
            || !text::is_simple(&parameter.ty)
            || query.contains(parameter.name)
    })
}

//! What the attributes of an operation's arguments refuse, before its method is called.

use crate::http::bind::{BodyOutcome, Bound, RequestParts};
use crate::http::validation::{Certainty, Validator, has_annotations};
use crate::http::{Arguments, ModelState, Operation, UntypedArguments};
use crate::value::View;

/// Which arguments of an operation have attributes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Annotated {
    parameters: bool,
    body: bool,
}

impl Annotated {
    /// Looks through the types of an operation.
    pub(super) fn of(operation: &Operation) -> Self {
        Annotated {
            parameters: operation.parameters.iter().any(|parameter| parameter.annotations.is_some()),
            body: operation.body.as_ref().is_some_and(|body| has_annotations(&body.ty)),
        }
    }

    /// Adds what the arguments' attributes refuse to the model state.
    pub(super) fn check<A: Arguments>(self, parts: &RequestParts<'_>, bound: &mut Bound<A>) {
        if self.parameters {
            let state = &mut bound.model_state;
            bound.arguments.views(&mut |views| check_parameters(parts.operation, views, state));
        }
        if !self.body {
            return;
        }
        let mut refused = ModelState::default();
        let mut certainty = Certainty::NullsAreLost;
        if bound.body == BodyOutcome::Usable {
            bound.arguments.views(&mut |views| certainty = check_body(parts.operation, views, &mut refused));
        }
        // Values without a Rust type tell null from empty, and take it where C# does.
        if certainty == Certainty::NullsAreLost
            && let Ok(untyped) = parts.bind(|| UntypedArguments::new(parts.operation))
            && untyped.body == BodyOutcome::Usable
        {
            refused = ModelState::default();
            untyped.arguments.views(&mut |views| {
                check_body(parts.operation, views, &mut refused);
            });
            let is_of_null = |key: &str| match bound.body {
                BodyOutcome::Usable => {
                    !refused.get(key).is_empty() && untyped.model_state.get(key).is_empty()
                }
                BodyOutcome::Unusable => !refused.is_valid() && untyped.model_state.get(key).is_empty(),
            };
            bound.model_state.retain(|key| !is_of_null(key));
        }
        for (key, texts) in refused.iter() {
            for text in texts {
                bound.model_state.add(key, text.as_str());
            }
        }
    }
}

/// Checks the parameters that have attributes, unless they have an error already.
fn check_parameters(operation: &Operation, views: &[View<'_>], state: &mut ModelState) {
    for (parameter, view) in operation.parameters.iter().zip(views) {
        if let Some(annotations) = parameter.annotations
            && state.get(parameter.name).is_empty()
        {
            Validator::new(state, parameter.name).parameter(
                parameter.name,
                &parameter.ty,
                annotations,
                *view,
            );
        }
    }
}

fn check_body(operation: &Operation, views: &[View<'_>], state: &mut ModelState) -> Certainty {
    let (Some(body), Some(view)) = (&operation.body, views.get(operation.parameters.len())) else {
        return Certainty::Certain;
    };
    Validator::new(state, body.name).value(&body.ty, *view)
}

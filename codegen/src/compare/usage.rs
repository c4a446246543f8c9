//! Where the types of a spec are used: in what clients send, in what services answer.

use super::effect::Flow;
use crate::spec::{Spec, TypeExpr, TypeExprKind, TypeKind};

/// Returns where each type of a spec is used, by its index.
///
/// In a spec without bodies and responses all types may be used everywhere: there are only types to go by.
pub(super) fn flows(spec: &Spec) -> Vec<Flow> {
    let has_payloads =
        spec.endpoints.iter().any(|endpoint| endpoint.body.is_some() || endpoint.response.is_some());
    if !has_payloads {
        return vec![Flow::BOTH; spec.types.len()];
    }
    let parameters = spec.endpoints.iter().flat_map(|endpoint| &endpoint.parameters);
    let bodies = spec.endpoints.iter().filter_map(|endpoint| endpoint.body.as_ref());
    let sent = parameters.map(|parameter| &parameter.ty).chain(bodies.map(|body| &body.ty));
    let answered = spec.endpoints.iter().filter_map(|endpoint| Some(&endpoint.response.as_ref()?.ty));
    let flows = spec.reached(sent).into_iter().zip(spec.reached(answered));
    flows.map(|(requests, responses)| Flow { requests, responses }).collect()
}

/// What has the name of a type on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Naming {
    /// Members alone are of the type, and have names of their own; its name is there only in `i:type`.
    #[default]
    Nothing,
    /// Roots of documents.
    Roots,
    /// Items of lists.
    Items,
}

/// Returns what has the name of each type on the wire, by its index.
pub(super) fn namings(spec: &Spec) -> Vec<Naming> {
    let mut namings = vec![Naming::default(); spec.types.len()];
    let mut raise = |ty: &TypeExpr, naming: Naming| {
        if let Some(of) = spec.named(ty).and_then(|index| namings.get_mut(index)) {
            *of = naming.max(*of);
        }
    };
    for endpoint in &spec.endpoints {
        endpoint.body.iter().chain(&endpoint.response).for_each(|payload| raise(&payload.ty, Naming::Roots));
    }
    spec.each_type(&mut |ty| {
        ty.each_part(&mut |part| match &part.kind {
            TypeExprKind::List(item) | TypeExprKind::Array(item) => raise(item, Naming::Items),
            _ => {}
        });
    });
    for ty in &spec.types {
        if let TypeKind::Collection(of) = &ty.kind
            && of.item_name.is_none()
        {
            raise(&of.item, Naming::Items);
        }
    }
    namings
}

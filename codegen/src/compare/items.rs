//! Which items of the generated code belong to what of a spec.

use crate::spec::{Endpoint, Parameter, rust_name::field_name};

/// Returns the items of the generated code that belong to an endpoint.
pub(super) fn of_endpoint(endpoint: &Endpoint) -> Vec<String> {
    let (method, ty) = (endpoint.rust_name(), endpoint.rust_type_name());
    vec![
        format!("endpoints::{ty}"),
        format!("endpoints::{ty}Status"),
        format!("client::Client::{method}"),
        format!("server::Service::{method}"),
    ]
}

/// Returns the items of the generated code that belong to a parameter.
pub(super) fn of_parameter(endpoint: &Endpoint, parameter: &Parameter) -> [String; 3] {
    let field = field_name(&parameter.name);
    [
        format!("endpoints::{}.{field}", endpoint.rust_type_name()),
        format!("client::Client::{}", endpoint.rust_name()),
        format!("client::Call::{field}"),
    ]
}

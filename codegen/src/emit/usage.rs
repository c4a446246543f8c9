//! How the endpoints of an API are called and served in Rust, for those who read about it.

use super::{
    Options, Parts,
    example::{Call, CallValues, Waiting, client_lines, client_lines_at, spelled},
    model::Model,
    operation::Operation,
    starter,
};
use crate::spec::Spec;

/// How an endpoint is called and served, as whole examples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointUsage {
    /// The place of the endpoint in [`Spec::endpoints`].
    pub place: usize,
    /// A call in async Rust.
    pub call: String,
    /// A call that blocks.
    pub blocking_call: String,
    /// The method of a service.
    pub handler: String,
}

impl EndpointUsage {
    /// Returns the examples for a spec without errors, in the order of its endpoints. Endpoints that clients and
    /// servers do not have are left out.
    #[must_use]
    pub fn all(spec: &Spec) -> Vec<Self> {
        let options = options();
        let model = Model::new(spec, &options);
        let operations = Operation::all(&model);
        let mut places = (0..spec.endpoints.len()).filter(|place| spec.endpoints[*place].has_code());
        let of_operation = |operation| {
            Some(Self {
                place: places.next()?,
                call: call(operation, Waiting::Async, None),
                blocking_call: call(operation, Waiting::Blocking, None),
                handler: handler(operation),
            })
        };
        operations.iter().filter_map(of_operation).collect()
    }
}

/// Returns a call of an endpoint in async Rust with the values that a person typed; none of an endpoint that clients
/// do not have. The spec is one without errors.
#[must_use]
pub fn call_with(spec: &Spec, place: usize, values: &CallValues) -> Option<String> {
    let endpoint = spec.endpoints.get(place).filter(|endpoint| endpoint.has_code())?;
    let options = options();
    let model = Model::new(spec, &options);
    let operations = Operation::all(&model);
    let operation = operations.iter().find(|operation| std::ptr::eq(operation.endpoint, endpoint))?;
    Some(call(operation, Waiting::Async, Some(values)))
}

fn options() -> Options {
    Options { parts: Parts::ALL, ..Options::default() }
}

fn call(operation: &Operation<'_>, waiting: Waiting, typed: Option<&CallValues>) -> String {
    let spec = operation.model.spec;
    let call = Call::with(operation, typed);
    let module = starter::module(spec);
    let used = if call.has_samples { "{client::Client, samples}" } else { "client::Client" };
    let mut lines = vec![format!("use {module}::{used};"), String::new()];
    lines.extend(match typed.and_then(|typed| typed.address.as_deref()) {
        Some(address) => client_lines_at(spec, address, waiting),
        None => client_lines(spec, waiting),
    });
    for (name, ty) in &call.variables {
        lines.push(format!("let {name}: {} = todo!();", spelled(ty)));
    }
    lines.extend(call.made.iter().cloned());
    lines.extend(call.lines(waiting));
    lines.join("\n")
}

fn handler(operation: &Operation<'_>) -> String {
    let module = starter::module(operation.model.spec);
    let has_sample = operation.sample("response").is_some();
    let used = if has_sample { "endpoints, samples, server::Service" } else { "endpoints, server::Service" };
    format!(
        "use datacontract::server::{{Request, Result}};\nuse {module}::{{{used}}};\n\n\
         impl Service for MyService {{\n{}}}",
        starter::method(operation)
    )
}

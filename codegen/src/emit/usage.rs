//! How the endpoints of an API are called and served in Rust, for those who read about it.

use super::{
    Options, Parts,
    example::{Call, Waiting, client_lines, spelled},
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
        let options = Options { parts: Parts::ALL, ..Options::default() };
        let model = Model::new(spec, &options);
        let operations = Operation::all(&model);
        let mut places = (0..spec.endpoints.len()).filter(|place| spec.endpoints[*place].has_code());
        let of_operation = |operation| {
            Some(Self {
                place: places.next()?,
                call: call(operation, Waiting::Async),
                blocking_call: call(operation, Waiting::Blocking),
                handler: handler(operation),
            })
        };
        operations.iter().filter_map(of_operation).collect()
    }
}

fn call(operation: &Operation<'_>, waiting: Waiting) -> String {
    let spec = operation.model.spec;
    let call = Call::of(operation);
    let module = starter::module(spec);
    let used = if call.has_samples { "{client::Client, samples}" } else { "client::Client" };
    let mut lines = vec![format!("use {module}::{used};"), String::new()];
    lines.extend(client_lines(spec, waiting));
    for (name, ty) in &call.variables {
        lines.push(format!("let {name}: {} = todo!();", spelled(ty)));
    }
    lines.extend(call.lines(waiting));
    lines.join("\n")
}

fn handler(operation: &Operation<'_>) -> String {
    let module = starter::module(operation.model.spec);
    let has_sample = operation.sample("response").is_some();
    let used = if has_sample { "endpoints, samples, server::Service" } else { "endpoints, server::Service" };
    format!(
        "use datacontract::server::{{Request, Result}};\nuse {module}::{{self, {used}}};\n\n\
         impl Service for MyService {{\n{}}}",
        starter::method(operation)
    )
}

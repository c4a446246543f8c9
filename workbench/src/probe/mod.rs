//! The real service, asked: its safe endpoints alone, slowly.
//!
//! Only `GET` and `HEAD` are sent, with the parameters that a person has given. What needs a parameter that nobody has
//! given is left out, with the reason. Redirects are not followed, and nothing is sent to another address.
//!
//! ```
//! use datacontract_workbench::{probe::{Parameters, plan}, site::Site};
//!
//! let spec = r#"{ "version": 1, "name": "Shop", "module": "shop",
//!     "endpoints": {
//!         "GET api/orders/{id}": { "parameters": { "id": "int" }, "response": "string" },
//!         "GET api/lines/{sku}": { "parameters": { "sku": "string" }, "response": "string" },
//!         "DELETE api/orders/{id}": { "parameters": { "id": "int" } }
//!     } }"#;
//! let site = Site::from_text(spec, &[]).0.unwrap();
//! let parameters = Parameters::parse(r#"{ "GET api/orders/{id}": [{ "id": 5 }, { "id": 6 }] }"#).unwrap();
//! let plan = plan(&site, "https://shop.example.com", &parameters);
//! assert_eq!(plan.calls.len(), 4); // two orders, in JSON and in XML
//! assert_eq!(plan.calls[0].address, "https://shop.example.com/api/orders/5");
//! assert_eq!(plan.left_out[0].why, "no value is given for `sku`");
//! ```

mod call;
mod parameters;

use datacontract_codegen::spec::{Endpoint, Format};

pub use call::{CallError, Caller};
pub use parameters::{Parameters, ParametersError};

use crate::site::{Site, address};

/// What is to be asked, and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The requests, in the order of the spec.
    pub calls: Vec<PlannedCall>,
    /// The safe endpoints that are not asked.
    pub left_out: Vec<LeftOut>,
}

/// A request that is to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct PlannedCall {
    /// The endpoint by method and path, as the spec has it.
    pub endpoint: String,
    /// `GET` or `HEAD`.
    pub method: String,
    /// The address.
    pub address: String,
    /// Which media type is asked for.
    pub accept: String,
}

/// A safe endpoint that is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The endpoint by method and path.
    pub endpoint: String,
    /// The reason.
    pub why: String,
}

/// Without the address, whose parameters may be secrets.
impl std::fmt::Debug for PlannedCall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlannedCall")
            .field("endpoint", &self.endpoint)
            .field("accept", &self.accept)
            .finish_non_exhaustive()
    }
}

/// Returns what is to be asked of a service at this address: each safe endpoint with each set of parameters, in each format
/// that the API has.
#[must_use]
pub fn plan(site: &Site, base_url: &str, parameters: &Parameters) -> Plan {
    let mut plan = Plan::default();
    for (endpoint, operation) in site.endpoints() {
        let method = endpoint.method.value.as_str();
        if !matches!(method, "GET" | "HEAD") {
            continue;
        }
        let heading = endpoint.heading.value.clone();
        if operation.is_none() {
            let why = "a mistake in the spec touches it".to_owned();
            plan.left_out.push(LeftOut { endpoint: heading, why });
            continue;
        }
        for given in parameters.of(endpoint) {
            if let Some(missing) = missing(endpoint, &|name| given.has(name)) {
                let why = format!("no value is given for `{missing}`");
                let left_out = LeftOut { endpoint: heading.clone(), why };
                if !plan.left_out.contains(&left_out) {
                    plan.left_out.push(left_out);
                }
                continue;
            }
            let address = address(base_url, endpoint, &|name| given.values(name));
            for accept in media_types(site, method) {
                plan.calls.push(PlannedCall {
                    endpoint: heading.clone(),
                    method: method.to_owned(),
                    address: address.clone(),
                    accept,
                });
            }
        }
    }
    plan
}

/// Returns a parameter that a request needs and nobody has given.
fn missing<'e>(endpoint: &'e Endpoint, is_given: &dyn Fn(&str) -> bool) -> Option<&'e str> {
    let needed = endpoint.parameters.iter().filter(|parameter| !endpoint.may_leave_out(parameter));
    needed.map(|parameter| parameter.name.as_str()).find(|name| !is_given(name))
}

fn media_types(site: &Site, method: &str) -> Vec<String> {
    let formatters = site.spec().formatters.iter().filter(|formatter| formatter.format != Format::Form);
    let all = formatters.filter_map(|formatter| formatter.media_types.first().map(|word| word.value.clone()));
    // What has no body has no format.
    all.take(if method == "HEAD" { 1 } else { usize::MAX }).collect()
}

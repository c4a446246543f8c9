//! The parameters that a person gives for the endpoints of a service.

use std::{collections::BTreeMap, fmt};

use datacontract_codegen::spec::Endpoint;
use serde_json::{Map, Value};

/// Values for the parameters of endpoints: `{ "*": { "customerId": 7 }, "GET api/orders/{id}": [{ "id": 5 }, { "id": 6 }] }`.
///
/// A key is an endpoint's heading or its Rust name, or `*` for all endpoints; its value is an object with the values by the
/// names of parameters, or a list of such objects: the endpoint is asked once with each.
#[derive(Clone, Default)]
pub struct Parameters {
    of_all: Map<String, Value>,
    by_endpoint: BTreeMap<String, Vec<Map<String, Value>>>,
}

/// Why a text has no parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParametersError(String);

impl fmt::Display for ParametersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ParametersError {}

/// Values may be secrets.
impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parameters").field("endpoints", &self.by_endpoint.len()).finish_non_exhaustive()
    }
}

/// The values for one request.
pub(super) struct Given(Map<String, Value>);

impl Parameters {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// If it is no JSON, or of another form.
    pub fn parse(text: &str) -> Result<Self, ParametersError> {
        let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| ParametersError(format!("it is no JSON: {error}")))?;
        let Value::Object(entries) = value else {
            return Err(ParametersError("it is no object with parameters by endpoint".to_owned()));
        };
        let mut parameters = Parameters::default();
        for (key, value) in entries {
            let wrong = || ParametersError(format!("`{key}` has neither an object nor a list of objects"));
            let sets = match value {
                Value::Object(set) if key == "*" => {
                    parameters.of_all = set;
                    continue;
                }
                Value::Object(set) => vec![set],
                Value::Array(sets) => {
                    let sets = sets.into_iter().map(|set| match set {
                        Value::Object(set) => Ok(set),
                        _ => Err(wrong()),
                    });
                    sets.collect::<Result<_, _>>()?
                }
                _ => return Err(wrong()),
            };
            parameters.by_endpoint.insert(key, sets);
        }
        Ok(parameters)
    }

    /// Returns the names of endpoints that a spec does not have: somebody has misspelled them.
    pub fn unknown<'p>(&'p self, endpoints: &'p [Endpoint]) -> impl Iterator<Item = &'p str> {
        let is_known = |name: &str| {
            endpoints.iter().any(|endpoint| endpoint.heading.value == name || endpoint.rust_name() == name)
        };
        self.by_endpoint.keys().map(String::as_str).filter(move |name| !is_known(name))
    }

    /// Returns the values for each request of an endpoint; one without any if nothing is said of it.
    pub(super) fn of(&self, endpoint: &Endpoint) -> Vec<Given> {
        let own = self.by_endpoint.get(&endpoint.heading.value);
        let own = own.or_else(|| self.by_endpoint.get(&endpoint.rust_name()));
        let nothing = vec![Map::new()];
        let sets = own.unwrap_or(&nothing);
        let with_all = |set: &Map<String, Value>| {
            let mut all = self.of_all.clone();
            all.extend(set.clone());
            Given(all)
        };
        sets.iter().map(with_all).collect()
    }
}

impl Given {
    pub(super) fn has(&self, name: &str) -> bool {
        !self.values(name).is_empty()
    }

    /// Returns the values of a parameter: several of a list, none if it is not given.
    pub(super) fn values(&self, name: &str) -> Vec<String> {
        let found = self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        match found.map(|(_, value)| value) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items)) => items.iter().map(text).collect(),
            Some(value) => vec![text(value)],
        }
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

//! Endpoints: paths, parameters, payloads.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Object, Spec};

const SIMPLE: [&str; 14] = [
    "int", "long?", "string", "bool", "DateTime", "Guid", "decimal", "char", "Uri", "TimeSpan", "double?",
    "integer", "date", "byte",
];

impl Spec {
    pub(super) fn endpoints(&mut self) -> Object {
        let mut endpoints = Object::new();
        for at in 0..self.rng.usize(0..6) {
            let (heading, endpoint) = self.endpoint(at);
            endpoints.insert(heading, endpoint);
        }
        endpoints
    }

    fn endpoint(&mut self, at: usize) -> (String, Value) {
        let method = self.one_of(&["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "MERGE"]);
        let mut object = Object::new();
        let mut parameters = Object::new();
        let mut taken = HashSet::new();
        let segment = self.path_text();
        let mut path = format!("api/e{at}/{segment}");
        for _ in 0..self.rng.usize(0..3) {
            if let Some(name) = self.parameter_name(&mut taken) {
                path.push_str(self.one_of(&["/", "-", "/x/"]));
                let _ = write!(path, "{{{name}}}");
                let parameter = self.parameter(true);
                parameters.insert(name, parameter);
            }
        }
        let mut query = Vec::new();
        for _ in 0..self.rng.usize(0..5) {
            let Some(name) = self.parameter_name(&mut taken) else { continue };
            query.push(format!("{name}={{{name}}}"));
            let parameter = self.parameter(false);
            parameters.insert(name, parameter);
        }
        if self.chance(0.05) {
            for number in 0..8 {
                let name = format!("many{number}");
                query.push(format!("{name}={{{name}}}"));
                parameters.insert(name, json!({ "type": "int", "required": true }));
            }
        }
        let mark = if query.is_empty() { "" } else { "?" };
        let heading = format!("{method} {path}{mark}{}", query.join("&"));
        self.maybe(0.3, &mut object, "doc", |spec| json!(spec.text()));
        self.maybe(0.1, &mut object, "source", Self::source);
        self.maybe(0.1, &mut object, "deprecated", Self::deprecated);
        if !parameters.is_empty() {
            object.insert("parameters".to_owned(), Value::Object(parameters));
        }
        self.maybe(0.5, &mut object, "body", |spec| {
            let ty = spec.payload();
            if spec.chance(0.5) {
                json!(ty)
            } else {
                json!({ "type": ty, "doc": spec.text(), "name": spec.name() })
            }
        });
        self.maybe(0.6, &mut object, "response", |spec| {
            let ty = spec.payload();
            if spec.chance(0.5) { json!(ty) } else { json!({ "type": ty, "doc": spec.text() }) }
        });
        self.maybe(
            0.3,
            &mut object,
            "status",
            |spec| json!({ "200": spec.text(), "404": spec.text(), "599": spec.text(), "101": spec.text() }),
        );
        self.maybe(0.3, &mut object, "name", |spec| json!(spec.endpoint_name()));
        (heading, Value::Object(object))
    }

    fn endpoint_name(&mut self) -> String {
        match self.rng.u8(0..3) {
            0 => self.rust_name(),
            1 => self
                .one_of(&[
                    "into", "try_into", "clone", "to_owned", "borrow", "new", "from_x", "r#gen", "api",
                    "none",
                ])
                .to_owned(),
            _ => format!("do_it{}", self.rng.u16(..)),
        }
    }

    fn payload(&mut self) -> String {
        let ty = self.ty(2);
        if self.chance(0.1) && !ty.ends_with('?') { format!("{ty}?") } else { ty }
    }

    /// Text between slashes.
    fn path_text(&mut self) -> String {
        match self.rng.u8(0..6) {
            0 => self.name(),
            1 => self
                .one_of(&["größe", "a+b", "c%20d", "a'b", "$x", "(1)", "a.json", "~", "@", "a:b", "…"])
                .to_owned(),
            _ => format!("things{}", self.rng.u8(..)),
        }
    }

    /// A name that no other parameter has, whatever the case.
    fn parameter_name(&mut self, taken: &mut HashSet<String>) -> Option<String> {
        let name = self.name();
        let is_fine =
            !name.contains([':', '/', '?', '&', '=', '*', '[', ']', '{', '}']) && !name.trim().is_empty();
        (is_fine && taken.insert(name.to_lowercase())).then_some(name)
    }

    fn parameter(&mut self, in_path: bool) -> Value {
        let is_enum = !self.enums.is_empty() && self.chance(0.2);
        let ty = if is_enum { self.enums[0].clone() } else { self.one_of(&SIMPLE).to_owned() };
        let is_list = !in_path && self.chance(0.15);
        let ty = if is_list { format!("List<{ty}>") } else { ty };
        if self.chance(0.4) {
            return json!(ty);
        }
        let mut object = Object::new();
        self.maybe(0.4, &mut object, "doc", |spec| json!(spec.text()));
        self.maybe(0.4, &mut object, "required", |spec| json!(in_path || spec.rng.bool()));
        self.maybe(0.2, &mut object, "secret", |_| json!(true));
        let default = match ty.trim_end_matches('?') {
            "int" | "long" | "integer" | "byte" => Some(json!(7)),
            "double" => Some(json!(-1.5)),
            "decimal" => Some(json!(9.90)),
            "string" => Some(json!("a \"quoted\" \\ text")),
            "bool" => Some(json!(true)),
            "char" => Some(json!("x")),
            "Guid" => Some(json!("00000000-0000-0000-0000-000000000001")),
            "DateTime" | "date" => Some(json!("2024-10-15T00:00:00")),
            _ => None,
        };
        if let Some(default) = default {
            self.maybe(0.4, &mut object, "default", |_| default);
        }
        object.insert("type".to_owned(), json!(ty));
        Value::Object(object)
    }
}

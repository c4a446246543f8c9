//! What there is to know of an endpoint's payloads and parameters, as JSON: for forms.
//!
//! Types are referred to by their places: `{"type": 3}` is the third entry of `types`, so that types that hold
//! themselves are described once.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use datacontract_codegen::spec::{
    Format, Literal, Nullability, Payload, Spec, TypeDef, TypeExpr, TypeExprKind, TypeKind, json_type,
    wire_name,
};
use serde_json::{Value, json};

use super::words::model_name;
use super::{Help, rows};
use crate::sample::{Side, sample_text};

impl Help {
    /// Returns the model of the endpoint at this place: its parameters, body and response, and all types in them.
    pub(super) fn model(&self, place: usize) -> Option<Value> {
        let spec = self.site.spec();
        let endpoint = spec.endpoints.get(place)?;
        let mut types = Types { spec, known: BTreeMap::new(), waiting: Vec::new() };
        let parameters: Vec<Value> = endpoint
            .parameters
            .iter()
            .map(|parameter| {
                json!({
                    "name": parameter.name.value,
                    "in": match parameter.place {
                        datacontract_codegen::spec::ParameterPlace::Path => "path",
                        datacontract_codegen::spec::ParameterPlace::Query => "query",
                        datacontract_codegen::spec::ParameterPlace::Part => "part",
                    },
                    "type": types.of(&parameter.ty),
                    "required": !endpoint.may_leave_out(parameter),
                    "default": parameter.default.as_deref().filter(|_| !parameter.secret).map(literal),
                    "secret": parameter.secret,
                    "commaSeparated": parameter.comma_separated.value,
                    "doc": rows::text_of(parameter.doc.as_ref()),
                })
            })
            .collect();
        let body = self.payload_model(&mut types, place, endpoint.body.as_ref(), Side::Request);
        let response = self.payload_model(&mut types, place, endpoint.response.as_ref(), Side::Response);
        let formatters: Vec<Value> = spec
            .formatters
            .iter()
            .map(|formatter| {
                let media_types: Vec<&str> = formatter.media_types.iter().map(|it| it.as_str()).collect();
                json!({ "format": formatter.format.key(), "mediaTypes": media_types })
            })
            .collect();
        Some(json!({
            "heading": endpoint.heading.value,
            "method": endpoint.method.value,
            "path": endpoint.route(),
            "query": endpoint.template.query.iter().map(|piece| {
                json!({ "key": piece.key, "parameter": piece.parameter.value })
            }).collect::<Vec<_>>(),
            "formatters": formatters,
            "parameters": parameters,
            "body": body,
            "response": response,
            "types": types.finish(),
        }))
    }

    fn payload_model<'s>(
        &self,
        types: &mut Types<'s>,
        place: usize,
        payload: Option<&'s Payload>,
        side: Side,
    ) -> Value {
        let Some(payload) = payload else { return Value::Null };
        let sample = |format| sample_text(&self.site, place, side, format).ok().flatten();
        json!({
            "type": types.of(&payload.ty),
            "doc": rows::text_of(payload.doc.as_ref()),
            "samples": { "json": sample(Format::Json), "xml": sample(Format::Xml) },
        })
    }
}

/// The types that a model mentions.
struct Types<'s> {
    spec: &'s Spec,
    known: BTreeMap<usize, Value>,
    waiting: Vec<usize>,
}

impl<'s> Types<'s> {
    /// Returns the description of a type: its kind, and what it is made of.
    fn of(&mut self, ty: &'s TypeExpr) -> Value {
        match &ty.kind {
            TypeExprKind::Clr(clr) => json!({ "kind": "simple", "clr": clr.name() }),
            TypeExprKind::Word(word) => {
                json!({ "kind": "simple", "clr": word.clr().name(), "word": word.text() })
            }
            TypeExprKind::Nullable(inner) => {
                let mut inner = self.of(inner);
                if let Some(object) = inner.as_object_mut() {
                    object.insert("nullable".to_owned(), Value::Bool(true));
                }
                inner
            }
            TypeExprKind::List(item) | TypeExprKind::Array(item) => {
                json!({ "kind": "list", "item": self.of(item) })
            }
            TypeExprKind::ReadOnly(inner) => self.of(inner),
            TypeExprKind::Dictionary(key, value) => {
                json!({ "kind": "dictionary", "key": self.of(key), "value": self.of(value) })
            }
            TypeExprKind::Pair(key, value) => {
                json!({ "kind": "pair", "key": self.of(key), "value": self.of(value) })
            }
            TypeExprKind::Tuple(items) => {
                json!({ "kind": "tuple", "items": items.iter().map(|item| self.of(item)).collect::<Vec<_>>() })
            }
            TypeExprKind::Named(name) => match self.spec.resolve(name) {
                Ok(place) => {
                    if let Entry::Vacant(unknown) = self.known.entry(place) {
                        unknown.insert(Value::Null);
                        self.waiting.push(place);
                    }
                    json!({ "kind": "named", "type": place })
                }
                Err(_) => json!({ "kind": "simple", "clr": "object" }),
            },
        }
    }

    /// Describes the types that are mentioned, and those that these mention.
    fn finish(mut self) -> Value {
        while let Some(place) = self.waiting.pop() {
            let spec = self.spec;
            if let Some(ty) = spec.types.get(place) {
                let described = self.describe(place, ty);
                self.known.insert(place, described);
            }
        }
        self.known
            .into_iter()
            .map(|(place, ty)| (place.to_string(), ty))
            .collect::<serde_json::Map<_, _>>()
            .into()
    }

    fn describe(&mut self, place: usize, ty: &'s TypeDef) -> Value {
        let spec = self.spec;
        let name = model_name(ty);
        match &ty.kind {
            TypeKind::Class(class) => {
                let members: Vec<Value> =
                    rows::members(spec, place).into_iter().map(|at| self.member(at)).collect();
                let known: Vec<Value> = class.known_types.iter().map(|known| self.of(known)).collect();
                json!({
                    "kind": "class",
                    "name": name,
                    "abstract": class.is_abstract,
                    "members": members,
                    "knownTypes": known,
                    "jsonType": json_type(spec, ty),
                })
            }
            TypeKind::Enum(of) => {
                let values: Vec<Value> = of
                    .members
                    .iter()
                    .map(|member| {
                        json!({
                            "name": member.name.value,
                            "wireName": member.wire_name().map_or(&member.name.value, |name| &name.value),
                            // As a text: JavaScript's numbers have fewer digits.
                            "value": member.value.value.to_string(),
                        })
                    })
                    .collect();
                let style = spec.json.with(ty.json);
                json!({
                    "kind": "enum",
                    "name": name,
                    "flags": of.flags,
                    "values": values,
                    "json": format!("{:?}", style.enums),
                })
            }
            TypeKind::Collection(of) => json!({ "kind": "list", "name": name, "item": self.of(&of.item) }),
            TypeKind::Dictionary(of) => {
                json!({ "kind": "dictionary", "name": name, "key": self.of(&of.key), "value": self.of(&of.value) })
            }
        }
    }

    fn member(&mut self, at: rows::MemberAt<'s>) -> Value {
        let (spec, member) = (self.spec, at.member);
        json!({
            "name": member.name.value,
            "json": (member.only != Some(Format::Xml)).then(|| wire_name(spec, Format::Json, at.ty, member)),
            "xml": (member.only != Some(Format::Json)).then(|| wire_name(spec, Format::Xml, at.ty, member)),
            "mark": at.mark(),
            "type": self.of(&member.ty),
            // `true`, `false`, or null if nobody knows.
            "nullable": match spec.nullability(member) {
                Nullability::Nullable => Some(true),
                Nullability::Never => Some(false),
                Nullability::Unknown => None,
            },
            "required": member.required.value || member.annotations.required,
            "emitDefault": member.emit_default.value,
            "secret": member.secret,
            "annotations": rows::annotations(&member.annotations),
            "doc": rows::text_of(member.doc.as_ref()),
        })
    }
}

fn literal(of: &Literal) -> Value {
    match of {
        Literal::Null => Value::Null,
        Literal::Bool(value) => Value::Bool(*value),
        // Spelled as in the spec: numbers of JavaScript have fewer digits.
        Literal::Number(text) | Literal::Text(text) => Value::from(text.as_str()),
    }
}

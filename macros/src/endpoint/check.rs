//! What the words of the attributes mean together.

use super::{Field, Input, paging};
use crate::ctxt::Ctxt;
use datacontract_rules::path;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Reports all that cannot be meant.
pub(super) fn check(cx: &Ctxt, input: &Input<'_>) {
    body(cx, &input.fields);
    required(cx, &input.fields);
    files(cx, input);
    paging::check(cx, input);
    unique_names(cx, input);
    if let Some(path) = &input.attrs.path
        && path::error(&path.value).is_none()
    {
        for name in path::parameters(&path.value) {
            if input.parameters().any(|field| field.attrs.part.is_none() && field.name == name) {
                continue;
            }
            let message = match input.body() {
                Some(body) if body.name == name => {
                    format!("the body does not stand in the path: the parameter `{name}` wants another field")
                }
                _ => format!(
                    "no field holds the parameter `{name}`: name one so, or say `#[endpoint(name = \"{name}\")]` on it"
                ),
            };
            cx.error(&path.place, message);
        }
    }
    if let (Some(outcome), None) = (&input.attrs.outcome, &input.attrs.response) {
        cx.error(&outcome.word, "the outcome is told by the response, and there is no `response`");
    }
}

/// There is one, and nothing is said of it but its name.
fn body(cx: &Ctxt, fields: &[Field<'_>]) {
    let mut first = None;
    for field in fields {
        let Some(body) = &field.attrs.body else {
            if let Some(interface) = &field.attrs.interface {
                cx.error(
                    &interface.word,
                    "`interface` says how C# declares the body, and this field is none",
                );
            }
            continue;
        };
        if let Some(first) = first {
            cx.error(&body.word, format!("there is one body: the field `{first}` is it already"));
        }
        first = Some(field.ident);
        if let Some(default) = &field.attrs.default {
            cx.error(
                &default.word,
                "a body has no default: what the service takes in its place is not known. `Option` lets it be null",
            );
        }
        if let Some(optional) = &field.attrs.optional {
            cx.error(&optional.word, "a body is sent always: `Option` lets it be null");
        }
        if let Some(commas) = &field.attrs.comma_separated {
            cx.error(&commas.word, "a body is no list in the query");
        }
    }
}

/// Files are the body or parts of it, and there is one kind of body.
fn files(cx: &Ctxt, input: &Input<'_>) {
    for field in &input.fields {
        let attrs = &field.attrs;
        if let (Some(file), None, None) = (&attrs.file, &attrs.body, &attrs.part) {
            cx.error(&file.word, "a file is the whole body (`body, file`) or a part of it (`part, file`)");
        }
        if let (Some(part), Some(_)) = (&attrs.part, &attrs.body) {
            cx.error(&part.word, "a field is the whole body, or a part of it");
        }
        if let (Some(body), true) = (&attrs.body, input.has_parts()) {
            cx.error(&body.word, "the body has parts already: give this field the word `part` as well");
        }
        if let (Some(_), Some(commas)) = (&attrs.part, &attrs.comma_separated) {
            cx.error(&commas.word, "a list in a body of parts is a part for each item");
        }
        if let (Some(media_type), None) = (&attrs.media_type, &attrs.file) {
            cx.error(&media_type.word, "`media_type` is for files that have none of their own: `file`");
        }
        if attrs.file.is_some() {
            let others = [
                attrs.default.as_ref().map(|given| &given.word),
                attrs.optional.as_ref().map(|given| &given.word),
                attrs.required.as_ref().map(|given| &given.word),
                attrs.interface.as_ref().map(|given| &given.word),
            ];
            for word in others.into_iter().flatten() {
                cx.error(
                    word,
                    "it is not for files: `Option<File>` may be left out, `Vec<File>` are several",
                );
            }
        }
    }
}

/// What is required is neither optional nor a body, which is sent always.
fn required(cx: &Ctxt, fields: &[Field<'_>]) {
    for field in fields {
        let Some(required) = &field.attrs.required else { continue };
        let attrs = &field.attrs;
        if attrs.default.is_some() || attrs.optional.is_some() || attrs.body.is_some() {
            cx.error(
                &required.word,
                "`required` stands alone: it is for parameters that have to be there even if they are null",
            );
        }
    }
}

/// Web API does not look at the case of parameters' names.
fn unique_names(cx: &Ctxt, input: &Input<'_>) {
    let mut names: HashMap<(bool, String), &Field<'_>> = HashMap::new();
    for field in input.fields.iter().filter(|field| field.attrs.body.is_none()) {
        let is_part = field.attrs.part.is_some();
        match names.entry((is_part, field.name.to_lowercase())) {
            Entry::Occupied(other) => {
                let message = format!(
                    "the {} `{}` is there already: it is the field `{}`",
                    if is_part { "part" } else { "parameter" },
                    field.name,
                    other.get().ident
                );
                cx.error(field.name_place(), message);
            }
            Entry::Vacant(place) => {
                place.insert(field);
            }
        }
    }
}

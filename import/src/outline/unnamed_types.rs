//! Types that a page names elsewhere than above their members: behind a label, in a comment, or in the engine's words in
//! place of a sample.

use serde_json::Value;

use super::{samples, words};
use crate::clr_name::by_class;
use crate::page::{Payload, SampleContent};

/// Gives a payload the type that the page names so, if it has none.
pub(super) fn find(payload: &mut Payload) {
    type_below_label(payload);
    type_in_sentence(payload);
    type_in_failure(payload);
}

/// What sites write before a type on its line.
const TYPE_LABELS: &[&str] = &[
    "return type",
    "response type",
    "result type",
    "request type",
    "rückgabetyp",
    "type de retour",
    "tipo de retorno",
    "返回类型",
];

/// `Return type: Collection of Lead`: takes the type out of the comment.
fn type_below_label(payload: &mut Payload) {
    if !payload.ty.is_empty() {
        return;
    }
    let stated = |line: &str| {
        let (label, ty) = line.split_once(':')?;
        let ty = ty.trim();
        let is_label = TYPE_LABELS.contains(&label.trim().to_lowercase().as_str());
        (is_label && (words::is_stock_type(ty) || words::is_class_name(ty))).then(|| ty.to_owned())
    };
    let Some(ty) = payload.doc.lines().find_map(stated) else { return };
    let others: Vec<&str> = payload.doc.lines().filter(|line| stated(line).is_none()).collect();
    let doc = others.join("\n");
    doc.trim().clone_into(&mut payload.doc);
    payload.ty = ty;
}

/// `Data of the lead LeadRequest`: comment and type in one line, where a scraper keeps no line ends within a
/// section. Only what the samples prove counts: the XML sample's root has the type's name, or the JSON sample
/// is such a value.
fn type_in_sentence(payload: &mut Payload) {
    if !payload.ty.is_empty() || payload.doc.is_empty() {
        return;
    }
    if let Some((doc, ty)) = full_name_behind(&payload.doc) {
        (payload.doc, payload.ty) = (doc.to_owned(), ty.to_owned());
        return;
    }
    if let Some(ty) = words::type_at_end(&payload.doc) {
        let mut texts = payload.samples.iter().filter_map(|sample| match &sample.content {
            SampleContent::Text(text) => Some(text),
            SampleContent::NotAvailable | SampleContent::Failed(_) => None,
        });
        if texts.any(|text| serde_json::from_str(text).is_ok_and(|value| is_value_of(&value, ty))) {
            let ty = ty.to_owned();
            let doc = payload.doc.strip_suffix(ty.as_str()).unwrap_or_default().trim_end().to_owned();
            payload.doc = doc;
            payload.ty = ty;
            return;
        }
    }
    let Some(last) = payload.doc.split_whitespace().last().map(str::to_owned) else { return };
    let root = payload.samples.iter().any(
        |sample| matches!(&sample.content, SampleContent::Text(text) if samples::xml_root(text) == Some(last.as_str())),
    );
    if root {
        let doc = payload.doc.strip_suffix(last.as_str()).unwrap_or_default().trim_end().to_owned();
        payload.doc = doc;
        payload.ty = last;
    }
}

/// Takes the type from the engine's words why it has no sample, where the page says it nowhere else: they name the one
/// that it was to write.
fn type_in_failure(payload: &mut Payload) {
    const BEFORE: &str = "to write type '";
    if !payload.ty.is_empty() {
        return;
    }
    let named = payload.samples.iter().find_map(|sample| match &sample.content {
        SampleContent::Failed(why) => why.split_once(BEFORE)?.1.split_once('\'').map(|(name, _)| name),
        SampleContent::Text(_) | SampleContent::NotAvailable => None,
    });
    // The engine's names of lists and generic classes are no types of pages.
    let is_class = |name: &&str| {
        name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && name.starts_with(char::is_uppercase)
            && !words::is_framework_result(name)
            && by_class(name).is_none()
            && *name != "Stream"
            && !name.starts_with("ArrayOf")
    };
    if let Some(name) = named.filter(is_class) {
        payload.ty = name.to_owned();
    }
}

/// `All active kites. (Windy.Api.Kite[])`: parts the comment from the type's full name, which stands in brackets
/// behind it.
fn full_name_behind(doc: &str) -> Option<(&str, &str)> {
    let (comment, name) = doc.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let is_name = name.contains('.') && name.trim_end_matches("[]").split('.').all(words::is_identifier);
    (is_name && comment.ends_with(' ')).then_some((comment.trim_end(), name))
}

/// Returns whether a sample's value can be one of a type in the engine's words.
fn is_value_of(value: &Value, ty: &str) -> bool {
    if let Some(item) = ty.strip_prefix("Collection of ") {
        return match value {
            Value::Array(items) => items.iter().all(|value| is_value_of(value, item)),
            Value::String(_) => item == "byte",
            _ => false,
        };
    }
    match value {
        Value::Bool(_) => ty == "boolean",
        Value::Number(number) if number.is_f64() => ty == "decimal number",
        Value::Number(_) => matches!(ty, "integer" | "unsigned integer" | "byte" | "signed byte"),
        Value::String(_) => matches!(
            ty,
            "string" | "character" | "date" | "time interval" | "globally unique identifier" | "URI"
        ),
        Value::Null | Value::Array(_) => false,
        // What has members is no `Object`, but the end of a sentence: "the created Object".
        Value::Object(members) => ty.starts_with("Dictionary of ") || (ty == "Object" && members.is_empty()),
    }
}

//! Requests and responses that no formatter writes.

use super::{Object, Value, annotations_of, comments, text_of};
use crate::infer::{
    References,
    model::{Download, Parameter, Part, Ty, Upload},
};

/// Returns what stands for a response that is a file.
pub(super) fn download(download: &Download) -> Value {
    let mut file = Object::default();
    file.add_text("media", &download.media);
    file.add_text("doc", &download.doc);
    Value::Object(file)
}

/// Returns what stands for a body that has parts or is a file.
pub(super) fn upload(upload: &Upload, names: &References) -> Value {
    match upload {
        Upload::Content(media) => {
            let mut file = Object::default();
            file.add_text("media", media);
            Value::Object(file)
        }
        Upload::Parts(parts) => {
            let mut entries = Object::open();
            for part in parts {
                match part {
                    Part::File { name, doc, is_list, is_required } => {
                        let ty = match (is_list, is_required) {
                            (true, _) => "List<file>",
                            (false, true) => "file",
                            (false, false) => "file?",
                        };
                        entries.add(name, with_doc(ty, doc));
                    }
                    Part::Value(value) => {
                        entries.add_with(&value.name, value_of(value, names), comments(&value.remarks));
                    }
                }
            }
            let mut form = Object::default();
            form.add("parts", Value::Object(entries));
            Value::Object(form)
        }
    }
}

fn with_doc(ty: &str, doc: &str) -> Value {
    if doc.is_empty() {
        return Value::text(ty);
    }
    let mut object = Object::default();
    object.add_text("type", ty);
    object.add_text("doc", doc);
    Value::Object(object)
}

/// A part that is a value: it is there unless it says otherwise.
fn value_of(value: &Parameter, names: &References) -> Value {
    let ty = text_of(&value.ty, names);
    let annotations = annotations_of(&value.annotations);
    let is_optional = !value.required && !matches!(value.ty, Ty::List(_));
    if annotations.is_empty() && !value.secret && !is_optional {
        return with_doc(&ty, &value.doc);
    }
    let mut object = Object::default();
    object.add_text("type", &ty);
    if is_optional {
        object.add("required", Value::raw("false"));
    }
    object.add_true("secret", value.secret);
    object.add_text("doc", &value.doc);
    if !annotations.is_empty() {
        object.add("annotations", Value::Object(annotations));
    }
    Value::Object(object)
}

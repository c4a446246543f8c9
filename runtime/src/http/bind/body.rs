//! The body of a request.

use super::Rejection;
use super::errors::{BindErrors, ERROR_OCCURRED, REQUIRED};
use super::text::is_simple;
use super::values::Values;
use crate::engine::Engine;
use crate::error::{Error, ErrorKind};
use crate::http::charset::{self, Charset};
use crate::http::content_encoding::is_coded;
use crate::http::media_type::plain;
use crate::http::{Body, Format, MediaType, Operation, form};
use crate::value::{Nullable, Slot};
use crate::{json, xml};
use ::http::header::CONTENT_TYPE;
use ::http::{HeaderMap, StatusCode};
use std::borrow::Cow;

/// How many errors of a body the model state gets: nobody needs more, and a body may have as many as it has
/// values.
const MAX_ERRORS: usize = 200;

/// How bodies are read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BodyOptions {
    /// XML exactly as .NET reads it: members out of order are lost.
    pub(crate) strict_xml: bool,
    /// Whether the model state says what is wrong with a body: Web API tells strangers only that an error has
    /// occurred.
    pub(crate) details: bool,
}

impl BodyOptions {
    fn message(self, error: &Error) -> String {
        if self.details { error.to_string() } else { ERROR_OCCURRED.to_owned() }
    }

    /// Returns the message for an error of a member. A member that is missing is no exception to Web API, but
    /// has the message of `[Required]`.
    fn member_message(self, error: &Error) -> String {
        match error.path().rsplit_once('/') {
            Some((_, name)) if error.kind() == ErrorKind::Missing => format!("The {name} field is required."),
            _ => self.message(error),
        }
    }
}

/// What is in the slot of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyOutcome {
    /// The body, or the default if the request has none.
    Usable,
    /// What was read before an error, which must not reach a method.
    Unusable,
}

/// Reads a body into a slot, and puts what is wrong with it into the model state.
///
/// # Errors
/// If the service does not read its media type.
pub(super) fn read(
    operation: &Operation,
    body: &Body,
    headers: &HeaderMap,
    bytes: &[u8],
    options: BodyOptions,
    slot: Slot<'_>,
    errors: &mut BindErrors,
) -> Result<BodyOutcome, Rejection> {
    // Nothing of a secret is shown, not even the names in it.
    let options = BodyOptions { details: options.details && !body.is_secret, ..options };
    let mut slot = slot;
    if bytes.is_empty() {
        return Ok(nothing(body, slot, errors));
    }
    without_coding(headers)?;
    let (format, charset) = content_of(operation, body, headers)?;
    let text = match text_of(bytes, charset) {
        Ok(text) => text,
        Err(error) => {
            errors.state.add(body.name, options.message(&error));
            return Ok(BodyOutcome::Unusable);
        }
    };
    let mut target = Target { slot: slot.reborrow(), is_null: false };
    let result = match format {
        // Json.NET's null, unlike nothing at all.
        Format::Json if text.trim().is_empty() => return Ok(null(body, slot, errors)),
        Format::Json => {
            let (mut is_wrong, mut count) = (false, 0);
            let mut refuse = |error: Error| {
                let key = json_key(body, &error);
                is_wrong |= key == body.name;
                count += 1;
                if count <= MAX_ERRORS {
                    errors.state.add(key, options.member_message(&error));
                }
            };
            let json_options = json::ReadOptions {
                settings: Some(operation.api.json),
                errors: Some(&mut refuse),
                ..json::ReadOptions::default()
            };
            let result = json::Json::read(&text, &body.ty, Slot::Nullable(&mut target), json_options);
            if is_wrong {
                errors.lacks_value |= body.ty.is_value_type() && is_simple(&body.ty);
                return Ok(BodyOutcome::Unusable);
            }
            result.map_err(|error| (json_key(body, &error), error))
        }
        Format::Xml => {
            let xml_options = xml::ReadOptions {
                strict: options.strict_xml,
                ..xml::ReadOptions::of_settings(&operation.xml)
            };
            xml::Xml::read(without_declaration(&text), &body.ty, Slot::Nullable(&mut target), xml_options)
                .map_err(|error| (body.name.to_owned(), error))
        }
        Format::Form => {
            let Some(values) = Values::parse(&text) else {
                errors.state.add(body.name, ERROR_OCCURRED);
                return Ok(BodyOutcome::Unusable);
            };
            return Ok(match form::read(&values, body, slot.reborrow(), &mut errors.state) {
                form::FormOutcome::Nothing => nothing(body, slot, errors),
                // Members that are wrong have their defaults.
                form::FormOutcome::Invalid if is_simple(&body.ty) => BodyOutcome::Unusable,
                form::FormOutcome::Value | form::FormOutcome::Invalid => BodyOutcome::Usable,
            });
        }
    };
    match result {
        Ok(()) if target.is_null => Ok(null(body, slot, errors)),
        Ok(()) => Ok(BodyOutcome::Usable),
        Err((key, error)) => {
            errors.state.add(key, options.message(&error));
            // Web API leaves the default where XML is wrong.
            errors.lacks_value |= format == Format::Json && body.ty.is_value_type() && is_simple(&body.ty);
            Ok(BodyOutcome::Unusable)
        }
    }
}

/// Reads a body without anything in it: null, or the default of a value type.
fn nothing(body: &Body, slot: Slot<'_>, errors: &mut BindErrors) -> BodyOutcome {
    if body.ty.is_value_type() { BodyOutcome::Usable } else { null(body, slot, errors) }
}

/// Reads a body that is null, which is an error if there has to be one.
fn null(body: &Body, slot: Slot<'_>, errors: &mut BindErrors) -> BodyOutcome {
    if body.is_required {
        errors.state.add(body.name, REQUIRED);
        errors.lacks_value |= body.ty.is_value_type();
        return BodyOutcome::Unusable;
    }
    if let Slot::Nullable(nullable) = slot {
        nullable.set_null();
    }
    BodyOutcome::Usable
}

/// Returns the text of a body. Web API's formatters have UTF-8 and UTF-16, and read all else as UTF-8,
/// whatever it is said to be; so is it here. What that would refuse is read in the character set that it
/// names.
fn text_of(bytes: &[u8], charset: Option<Charset>) -> Result<Cow<'_, str>, Error> {
    let named = match charset {
        None | Some(Charset::Utf8 | Charset::Utf16Le) => {
            return charset::decode(bytes, charset.map(Charset::name));
        }
        Some(named) if Charset::of_bom(bytes).is_none() => named,
        Some(_) => return charset::decode(bytes, None),
    };
    match std::str::from_utf8(bytes) {
        // UTF-16 has zeros where JSON, XML and forms have none.
        Ok(text) if !text.contains('\0') => Ok(Cow::Borrowed(text)),
        _ => named.decode(bytes),
    }
}

/// Returns the format of a body and its character set, where `Content-Type` names one that is known.
///
/// # Errors
/// If no formatter of the service reads it: there is none for the media type, or it declines the type.
fn content_of(
    operation: &Operation,
    body: &Body,
    headers: &HeaderMap,
) -> Result<(Format, Option<Charset>), Rejection> {
    let text = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if let Some(essence) = text.and_then(plain)
        && let Some(format) = format_of(operation, body, |known| known.eq_ignore_ascii_case(essence))
    {
        return Ok((format, None));
    }
    let Some(media_type) = text.and_then(MediaType::parse) else { return Err(unsupported(None)) };
    let (main_type, subtype) = (media_type.main_type(), media_type.subtype());
    // `*/*` and `application/*` are the first format that fits.
    let fits = |known: &str| {
        known.split_once('/').is_some_and(|(known_type, known_subtype)| {
            (main_type == "*" || main_type.eq_ignore_ascii_case(known_type))
                && (subtype == "*" || subtype.eq_ignore_ascii_case(known_subtype))
        })
    };
    let Some(format) = format_of(operation, body, fits) else { return Err(unsupported(Some(&media_type))) };
    Ok((format, media_type.charset().and_then(Charset::from_name)))
}

/// Returns the first format that has a media type which fits, and reads values of the body's type.
fn format_of(operation: &Operation, body: &Body, fits: impl Fn(&str) -> bool) -> Option<Format> {
    let mut formatters = operation.api.formatters.iter();
    let found = formatters.find(|formatter| {
        formatter.media_types.iter().any(|known| fits(known)) && operation.takes_body(formatter.format, body)
    });
    found.map(|formatter| formatter.format)
}

/// Refuses a body that is compressed still: its coding is none of those that are read.
pub(super) fn without_coding(headers: &HeaderMap) -> Result<(), Rejection> {
    if !is_coded(headers) {
        return Ok(());
    }
    let message = "The request entity's content encoding is not supported for this resource.";
    Err(Rejection::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message))
}

/// 415, with Web API's text.
pub(super) fn unsupported(media_type: Option<&MediaType>) -> Rejection {
    let message = match media_type {
        Some(media_type) => {
            let essence = media_type.essence();
            format!("The request entity's media type '{essence}' is not supported for this resource.")
        }
        None => "The request contains an entity body but no Content-Type header. The inferred media type \
                 'application/octet-stream' is not supported for this resource."
            .to_owned(),
    };
    Rejection::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message)
}

/// Returns a document without its XML declaration: the encoding that it names is that of the bytes, which are
/// text by now.
fn without_declaration(text: &str) -> &str {
    if text.starts_with("<?xml ") { text.split_once("?>").map_or(text, |(_, rest)| rest) } else { text }
}

/// `request.Lines[0].Sku` of the path `/Request/Lines/0/Sku`: C#'s name of the argument for the root.
fn json_key(body: &Body, error: &Error) -> String {
    let mut key = body.name.to_owned();
    if body.is_secret {
        return key;
    }
    for name in error.path().split('/').skip(2) {
        if name.bytes().all(|c| c.is_ascii_digit()) {
            key.push('[');
            key.push_str(name);
            key.push(']');
        } else {
            key.push('.');
            key.push_str(name);
        }
    }
    key
}

/// Takes note of a null, for which not every slot has a place.
struct Target<'s> {
    slot: Slot<'s>,
    is_null: bool,
}

impl Nullable for Target<'_> {
    fn set_null(&mut self) {
        self.is_null = true;
    }

    fn fill(&mut self) -> Slot<'_> {
        self.is_null = false;
        match &mut self.slot {
            Slot::Nullable(nullable) => nullable.fill(),
            slot => slot.reborrow(),
        }
    }

    fn keep(&mut self) -> Slot<'_> {
        self.is_null = false;
        match &mut self.slot {
            Slot::Nullable(nullable) => nullable.keep(),
            slot => slot.reborrow(),
        }
    }
}

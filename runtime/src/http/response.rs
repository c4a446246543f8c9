//! Results from responses.

use super::content_encoding::is_coded;
use super::error::{DecodeError, StatusError};
use super::excerpt::{Names, excerpt};
use super::{Api, Endpoint, Error, File, Format, MediaType, Operation, Payload, charset};
use crate::contract::Type;
use crate::engine::Engine;
use crate::error::{Error as ReadError, ErrorKind, Result};
use crate::notice::{MAX_NOTICES, Notice};
use crate::value::Slot;
use crate::{json, xml};
use ::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderValue};
use ::http::response::Parts;
use ::http::{HeaderMap, Response, StatusCode};
use bytes::Bytes;
use std::borrow::Cow;

/// Returns the result of an endpoint from its response: the counterpart of [`request`](super::request).
///
/// The body is read by its media type and character set; without a media type by its first character, and if
/// that does not show it, as `asked`. A service changes, and this goes on: unknown members, unknown values of
/// enums and missing members are no errors; [`response_with`] gives notice of them.
///
/// ```
/// use datacontract::http::{Api, Error, Format, response};
/// use http::{Response, StatusCode};
///
/// static SHOP: Api = Api::new("Shop");
///
/// #[derive(datacontract::Endpoint, Clone, Debug)]
/// #[endpoint(api = SHOP, get = "api/names", response = Vec<String>)]
/// struct Names;
///
/// let json = Response::builder().header("Content-Type", "application/json").body(r#"["Ada"]"#.into())?;
/// assert_eq!(response::<Names>(json, Format::Json)?, ["Ada"]);
///
/// let refused = Response::builder().status(401).body(r#"{"Message":"Who are you?"}"#.into())?;
/// let error = response::<Names>(refused, Format::Json).unwrap_err();
/// assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
/// assert_eq!(error.to_string(), "`names` was answered with 401 Unauthorized: Who are you?");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// - [`Error::Status`] where the status code is none from 200 to 299;
/// - [`Error::Decode`] where the body is of another type or not what the contract says, and where there is
///   none or null but the result is no `Option`;
/// - [`Error::Application`] where the response has a code that means failure.
pub fn response<E: Endpoint>(
    response: Response<Bytes>,
    asked: Format,
) -> Result<E::Response, Error<E::Status>> {
    response_with::<E>(response, asked, &mut |_| {})
}

/// Reads a response as [`response`] does, and gives notice of differences from its contract: of the first
/// 100, and then of how many were left out.
///
/// # Errors
/// As [`response`].
pub fn response_with<E: Endpoint>(
    response: Response<Bytes>,
    asked: Format,
    notices: &mut dyn FnMut(&Notice<'_>),
) -> Result<E::Response, Error<E::Status>> {
    let mut value = E::Response::default();
    let notices = NoticeHook { hook: Some(notices), max: MAX_NOTICES };
    read_response(E::operation(), response, asked, ResponseTarget::of(&mut value), notices)
        .map_err(|error| error.map_status(E::Status::from))?;
    if let Some(outcome) = E::outcome(&value) {
        outcome.check()?;
    }
    Ok(value)
}

/// The hook for notices, and how many it gets.
pub(crate) struct NoticeHook<'n> {
    pub(crate) hook: Option<&'n mut dyn FnMut(&Notice<'_>)>,
    pub(crate) max: usize,
}

/// Where a result goes.
pub(crate) enum ResponseTarget<'a> {
    /// Nothing comes back.
    Nothing,
    Value(Target<'a>),
    File(&'a mut File),
}

impl<'a> ResponseTarget<'a> {
    pub(crate) fn of<R: Payload>(result: &'a mut R) -> Self {
        if R::IS_FILE {
            return result.file_mut().map_or(ResponseTarget::Nothing, ResponseTarget::File);
        }
        match (R::TYPE, result.slot()) {
            (Some(ty), Some(slot)) => {
                ResponseTarget::Value(Target { ty, slot, takes_null: R::TAKES_NULL, strict_xml: false })
            }
            _ => ResponseTarget::Nothing,
        }
    }
}

/// Where a value goes.
pub(crate) struct Target<'a> {
    ty: Type,
    slot: Slot<'a>,
    takes_null: bool,
    /// Whether XML is read as .NET reads it.
    strict_xml: bool,
}

/// Reads a response into the target, and returns its status and headers.
pub(crate) fn read_response(
    operation: &'static Operation,
    response: Response<Bytes>,
    asked: Format,
    target: ResponseTarget<'_>,
    notices: NoticeHook<'_>,
) -> Result<(StatusCode, HeaderMap), Error> {
    let (parts, body) = response.into_parts();
    if !parts.status.is_success() {
        return Err(status_error(operation, parts, body, asked));
    }
    let target = match target {
        ResponseTarget::Nothing => return Ok((parts.status, parts.headers)),
        ResponseTarget::File(file) => {
            if let Err(error) = without_coding(&parts.headers) {
                let excerpt = String::new();
                let error =
                    DecodeError::new(operation.name, error, parts.status, &parts.headers, body, excerpt);
                return Err(Error::Decode(Box::new(error)));
            }
            *file = File::of_message(&parts.headers, body);
            return Ok((parts.status, parts.headers));
        }
        ResponseTarget::Value(target) => target,
    };
    let ty = target.ty;
    let mut shown = String::new();
    read_body(operation, &parts, &body, asked, target, notices, &mut shown).map_err(|error| {
        let excerpt = match shown.as_str() {
            "" => String::new(),
            text => {
                let names = Names::of(&ty, xml::serializer_of(&ty, operation.xml.serializer));
                excerpt(text, error.offset().unwrap_or(0), &names)
            }
        };
        let error =
            DecodeError::new(operation.name, error, parts.status, &parts.headers, body.clone(), excerpt);
        Error::Decode(Box::new(error))
    })?;
    Ok((parts.status, parts.headers))
}

/// Returns the error of a response that is none of success.
pub(crate) fn status_error(operation: &'static Operation, parts: Parts, body: Bytes, asked: Format) -> Error {
    Error::Status(Box::new(StatusError::new(operation, parts.status, parts.headers, body, asked)))
}

/// Reads a body as a value without a Rust type, and as .NET reads it.
#[cfg(feature = "proxy")]
pub(crate) fn read_value(
    operation: &Operation,
    parts: &Parts,
    body: &Bytes,
    ty: &Type,
    notices: &mut dyn FnMut(&Notice<'_>),
) -> Result<crate::value::dynamic::Value> {
    let mut value = crate::value::dynamic::Value::Null;
    let target = Target { ty: *ty, slot: Slot::Value(&mut value), takes_null: true, strict_xml: true };
    let notices = NoticeHook { hook: Some(notices), max: MAX_NOTICES };
    read_body(operation, parts, body, Format::Json, target, notices, &mut String::new())?;
    Ok(value)
}

/// Reads a body. After an error `shown` holds the text that the error is about.
fn read_body(
    operation: &Operation,
    parts: &Parts,
    body: &Bytes,
    asked: Format,
    target: Target<'_>,
    notices: NoticeHook<'_>,
    shown: &mut String,
) -> Result<()> {
    let headers = &parts.headers;
    if is_empty(parts.status, body) {
        if target.takes_null {
            return Ok(());
        }
        return Err(is_empty_error());
    }
    without_coding(headers)?;
    let media_type = MediaType::of_body(headers);
    let name = media_type.as_ref().and_then(MediaType::charset).or_else(|| charset::of_declaration(body));
    let text = charset::decode(body, name)?;
    let result = match format(operation.api, headers, media_type.as_ref(), &text, asked) {
        Ok(format) => read_text(operation, format, &text, target, notices),
        Err(error) => Err(error),
    };
    if result.is_err() {
        *shown = text.into_owned();
    }
    result
}

/// Refuses a body that is compressed still: its coding is none of those that are read.
pub(super) fn without_coding(headers: &HeaderMap) -> Result<()> {
    if !is_coded(headers) {
        return Ok(());
    }
    let coding = match headers.get(CONTENT_ENCODING).map(HeaderValue::as_bytes) {
        Some(known @ (b"gzip" | b"br" | b"deflate" | b"zstd")) => String::from_utf8_lossy(known),
        _ => Cow::Borrowed("something unknown"),
    };
    let message = format!("it is compressed by {coding}, which was not asked for");
    Err(ReadError::new(ErrorKind::Syntax, message))
}

fn read_text(
    operation: &Operation,
    format: Format,
    text: &str,
    target: Target<'_>,
    notices: NoticeHook<'_>,
) -> Result<()> {
    let Target { ty, slot, takes_null, strict_xml } = target;
    let NoticeHook { hook, max: max_notices } = notices;
    let is_xml = format == Format::Xml;
    if !takes_null && if is_xml { xml::is_nil(text) } else { text.trim_ascii() == "null" } {
        return Err(is_null_error());
    }
    // The transport has a limit of its own, in the bytes that came.
    let max_size = usize::MAX;
    let result = if is_xml {
        let text = charset::without_declaration(text);
        let options = xml::ReadOptions {
            strict: strict_xml,
            require: false,
            notices: hook,
            max_notices,
            max_size,
            ..xml::ReadOptions::of_settings(&operation.xml)
        };
        xml::Xml::read(&text, &ty, slot, options)
    } else {
        let options = json::ReadOptions {
            settings: Some(operation.api.json),
            require: false,
            notices: hook,
            max_notices,
            max_size,
            ..json::ReadOptions::default()
        };
        json::Json::read(text, &ty, slot, options)
    };
    result.map_err(|error| in_wrong_format(error, format, Format::sniff(text)))
}

/// Returns whether a body has nothing in it, or is none.
pub(super) fn is_empty(status: StatusCode, body: &[u8]) -> bool {
    body.is_empty() || matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT)
}

#[cold]
pub(super) fn is_empty_error() -> ReadError {
    ReadError::new(
        ErrorKind::Nil,
        "it is empty, but the type has no null; `?` behind the response's type in the spec gives it one",
    )
}

#[cold]
pub(super) fn is_null_error() -> ReadError {
    ReadError::new(
        ErrorKind::Nil,
        "it is null, but the type has no null; `?` behind the response's type in the spec gives it one",
    )
}

/// Says of an error that the document is in another format than is said, if it looks so.
#[cold]
pub(super) fn in_wrong_format(error: ReadError, said: Format, seen: Option<Format>) -> ReadError {
    match seen {
        Some(seen) if error.kind() == ErrorKind::Syntax && seen != said => {
            let (said, seen) = if said == Format::Xml { ("XML", "JSON") } else { ("JSON", "XML or HTML") };
            let message = format!("it is said to be {said}, but begins like {seen}");
            ReadError::new(ErrorKind::Syntax, message).at(error.offset().unwrap_or(0))
        }
        _ => error,
    }
}

/// Returns the format of a text, by its media type or its looks.
pub(super) fn format(
    api: &Api,
    headers: &HeaderMap,
    media_type: Option<&MediaType>,
    text: &str,
    asked: Format,
) -> Result<Format> {
    let found = match media_type {
        Some(found) => {
            let of_api = api.formatters.iter().find(|formatter| {
                formatter.media_types.iter().any(|known| known.eq_ignore_ascii_case(found.essence()))
            });
            of_api.map(|formatter| formatter.format).or_else(|| found.format())
        }
        None if headers.contains_key(CONTENT_TYPE) => None,
        None => Some(Format::sniff(text).unwrap_or(asked)),
    };
    match found {
        Some(format @ (Format::Json | Format::Xml)) => Ok(format),
        Some(Format::Form) | None => {
            let shown = media_type.map_or("of no known type", MediaType::essence);
            let message = format!(
                "it is {shown}, which is none of the service's formats; see whether the base address is right, or add \
                 the type to `formatters` in the spec"
            );
            Err(ReadError::new(ErrorKind::Syntax, message))
        }
    }
}

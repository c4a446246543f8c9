//! Requests from arguments.

use super::charset::Charset;
use super::form::write_form;
use super::uri::{encode, encode_literal, uri_text};
use super::{
    Arguments, Body, Endpoint, File, Format, ListForm, Operation, Parameter, ParameterPlace, RequestForm,
    Upload, multipart,
};
use crate::contract::{Serializer, Type};
use crate::engine::Engine;
use crate::error::{Error, ErrorKind, Result};
use crate::value::View;
use crate::{json, xml};
use ::http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use ::http::{Request, Uri};
use bytes::Bytes;

/// The address that paths are relative to, such as `https://api.example.com/v2`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Returns an address of scheme `http` or `https`, with a host and perhaps a path. Characters of the path
    /// that no path can hold as they are become percent-encoded.
    ///
    /// ```
    /// use datacontract::http::BaseUrl;
    ///
    /// assert_eq!(BaseUrl::new("https://example.com/café 1/")?.as_str(), "https://example.com/caf%C3%A9%201");
    /// # Ok::<_, datacontract::Error>(())
    /// ```
    ///
    /// # Errors
    /// If it is no such address. What it is stays out of the message: it may hold credentials.
    pub fn new(url: &str) -> Result<Self> {
        let address = url.trim_end_matches('/');
        let (host, path) = address.split_at(address.len() - path_of(address).len());
        let mut encoded = host.to_owned();
        encode_literal(&mut encoded, path);
        let uri: Option<Uri> = encoded.parse().ok();
        let fine = uri.is_some_and(|uri| {
            matches!(uri.scheme_str(), Some("http" | "https"))
                && uri.host().is_some_and(|host| !host.is_empty())
                && uri.authority().is_some_and(|authority| !authority.as_str().contains('@'))
        });
        if !fine || url.contains(['#', '?']) {
            return Err(Error::new(
                ErrorKind::Unrepresentable,
                "this is no base address: write scheme, host and path, as `https://api.example.com/v2`, without \
                 user, query and fragment",
            ));
        }
        Ok(BaseUrl(encoded))
    }

    /// Returns the address, without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a service that does not exist.
    #[cfg(feature = "client")]
    pub(crate) fn of_mock() -> Self {
        BaseUrl("http://mock.invalid".to_owned())
    }

    /// Returns what stands behind the host: nothing, or a path that begins with a slash.
    #[cfg(feature = "client")]
    pub(crate) fn path(&self) -> &str {
        path_of(&self.0)
    }
}

/// Returns what stands behind the host of an address.
fn path_of(address: &str) -> &str {
    let behind_scheme = address.find("//").map_or(0, |place| place + 2);
    address[behind_scheme..].find('/').map_or("", |place| &address[behind_scheme + place..])
}

impl std::fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Returns the request of an endpoint: method, address, `Accept`, and the body with its `Content-Type`.
///
/// The body is written in `format`, which is also what is asked for; a [`Format::Form`] is answered in the
/// service's first format.
///
/// # Errors
/// If an argument cannot stand where it has to (an empty text in the path), if the body cannot be written, or
/// if the service does not have the format.
pub fn request<E: Endpoint>(endpoint: &E, base: &BaseUrl, format: Format) -> Result<Request<Bytes>> {
    let BuiltRequest { mut request, upload } = build(E::operation(), endpoint, &E::default(), base, format)?;
    if let Some(upload) = upload {
        *request.body_mut() = upload.read_all().map_err(|error| unreadable(&error))?;
    }
    Ok(request)
}

/// A request, and its body where that is read only when it is sent.
pub(crate) struct BuiltRequest {
    pub(crate) request: Request<Bytes>,
    pub(crate) upload: Option<Upload>,
}

/// A file that cannot be read.
pub(crate) fn unreadable(error: &std::io::Error) -> Error {
    Error::new(ErrorKind::Unrepresentable, format!("a file of the request cannot be read: {error}"))
}

pub(crate) fn build(
    operation: &Operation,
    arguments: &dyn Arguments,
    defaults: &dyn Arguments,
    base: &BaseUrl,
    format: Format,
) -> Result<BuiltRequest> {
    let mut built = Err(Error::new(ErrorKind::Unrepresentable, "the endpoint hands out no arguments"));
    arguments.views(&mut |views| {
        defaults.views(&mut |defaults| {
            let arguments = RequestArguments { views, defaults, files: arguments.files() };
            built = build_from(operation, &arguments, base, format);
        });
    });
    built
}

/// What a request is made of.
struct RequestArguments<'a> {
    views: &'a [View<'a>],
    defaults: &'a [View<'a>],
    files: Vec<&'a [File]>,
}

fn build_from(
    operation: &Operation,
    arguments: &RequestArguments<'_>,
    base: &BaseUrl,
    format: Format,
) -> Result<BuiltRequest> {
    let RequestArguments { views, defaults, .. } = *arguments;
    let mut uri = base.0.clone();
    write_path(&mut uri, operation, views, defaults)?;
    write_query(&mut uri, operation, views, defaults)?;

    let mut request = Request::builder().method(&operation.method).uri(uri);
    if let Some(accept) = accept(operation, format)? {
        request = request.header(ACCEPT, accept);
    }
    let mut bytes = Bytes::new();
    let mut upload = None;
    if let Some((body, content_type)) = uploaded(operation, arguments)? {
        request = request.header(CONTENT_TYPE, content_type);
        if body.is_in_memory() {
            bytes = body.read_all().map_err(|error| unreadable(&error))?;
        } else {
            upload = Some(body);
        }
    }
    if let Some(body) = &operation.body {
        let view = views.get(operation.parameters.len()).copied().unwrap_or(View::Null);
        let written = write_body(operation, body, view, format);
        bytes = written.map_err(|error| error.of_secret_if(body.is_secret))?.into();
        request = request.header(CONTENT_TYPE, content_type(operation, format)?);
    }
    let request = request.body(bytes).map_err(|_| {
        Error::new(
            ErrorKind::Unrepresentable,
            "the arguments and the base address make no valid URI together",
        )
    })?;
    Ok(BuiltRequest { request, upload })
}

/// Returns the body of a request with files, and its media type.
fn uploaded(
    operation: &Operation,
    arguments: &RequestArguments<'_>,
) -> Result<Option<(Upload, HeaderValue)>> {
    let files = operation.files.iter().zip(&arguments.files);
    let (upload, media_type) = match operation.form {
        RequestForm::Formatted => return Ok(None),
        RequestForm::Raw => {
            let mut upload = Upload::default();
            let mut media_type = "application/octet-stream";
            for (part, files) in files {
                media_type = part.media_type;
                for file in *files {
                    media_type = file.header_media_type(media_type)?;
                    upload.push_file(file);
                }
            }
            (upload, media_type.to_owned())
        }
        RequestForm::Multipart => {
            let mut writer = multipart::Writer::new();
            let parameters = operation.parameters.iter().zip(arguments.views).zip(arguments.defaults);
            for ((parameter, view), default) in parameters {
                if parameter.place == ParameterPlace::Part {
                    each_text(parameter, view, default, &mut |text| writer.text(parameter.name, text))?;
                }
            }
            for (part, files) in files {
                for file in *files {
                    writer.file(part.name, file, part.media_type).map_err(|error| error.inside(part.name))?;
                }
            }
            writer.finish()
        }
    };
    let media_type = HeaderValue::from_str(&media_type).map_err(|_| {
        let message = "the media type of a file has characters that HTTP does not allow";
        Error::new(ErrorKind::Unrepresentable, message)
    })?;
    Ok(Some((upload, media_type)))
}

/// Calls `f` with each text of a parameter: none if it is what the service takes anyway.
fn each_text(
    parameter: &Parameter,
    view: &View<'_>,
    default: &View<'_>,
    f: &mut dyn FnMut(&str),
) -> Result<()> {
    if let View::List(items) = view {
        for index in 0..items.len() {
            let text = argument_text(parameter, item_type(parameter), &items.item(index))?;
            f(&text.unwrap_or_default());
        }
        return Ok(());
    }
    let text = argument_text(parameter, &parameter.ty, view)?;
    // Null is written where the service would take it for something else if it were left out.
    if parameter.is_required || text != argument_text(parameter, &parameter.ty, default)? {
        f(&text.unwrap_or_default());
    }
    Ok(())
}

/// Returns what is asked for: nothing where nothing comes back.
fn accept(operation: &Operation, format: Format) -> Result<Option<HeaderValue>> {
    if operation.returns_file {
        return Ok(Some(HeaderValue::from_static("*/*")));
    }
    if operation.response.is_none() {
        return Ok(None);
    }
    let format = match format {
        Format::Form => {
            let answered = operation.api.formatters.iter().find(|formatter| formatter.format != Format::Form);
            let Some(formatter) = answered else { return Ok(None) };
            formatter.format
        }
        format => format,
    };
    media_type(operation, format).map(Some)
}

/// Returns the media type of a body, with the encoding unless that is the usual one.
fn content_type(operation: &Operation, format: Format) -> Result<HeaderValue> {
    let media_type = media_type(operation, format)?;
    let charset = Charset::first_of(operation.api, format);
    match media_type.to_str() {
        Ok(text) if charset != Charset::Utf8 => {
            let text = format!("{text}; charset={}", charset.name());
            Ok(HeaderValue::try_from(text).unwrap_or(media_type))
        }
        _ => Ok(media_type),
    }
}

/// Returns the preferred media type of a format.
fn media_type(operation: &Operation, format: Format) -> Result<HeaderValue> {
    let formatter = operation.api.formatter(format);
    let text = formatter.and_then(|formatter| formatter.media_types.first());
    text.and_then(|text| HeaderValue::from_str(text).ok()).ok_or_else(|| {
        let message = format!("the service has no format {format:?}: choose one of its `formatters`");
        Error::new(ErrorKind::Unrepresentable, message)
    })
}

fn write_body(operation: &Operation, body: &Body, view: View<'_>, format: Format) -> Result<Vec<u8>> {
    let ty = &body.ty;
    match format {
        Format::Json => {
            let options =
                json::WriteOptions { settings: Some(operation.api.json), ..json::WriteOptions::default() };
            let mut out = Vec::with_capacity(1024);
            json::Json::write(ty, view, &options, &mut out)?;
            Ok(out)
        }
        Format::Xml if body.is_interface && operation.xml.serializer == Serializer::XmlSerializer => {
            Err(Error::new(
                ErrorKind::Unrepresentable,
                format!(
                    "`{}` is declared as an interface, which XmlSerializer does not read: send it in another format",
                    body.name
                ),
            ))
        }
        Format::Xml => {
            let mut out = Vec::with_capacity(1024);
            let charset = Charset::first_of(operation.api, format);
            let options = xml::WriteOptions {
                encoding: charset.name(),
                ..xml::WriteOptions::of_settings(&operation.xml)
            };
            xml::Xml::write(ty, view, &options, &mut out)?;
            Ok(match charset {
                Charset::Utf8 => out,
                charset => charset.encode_with_bom(&String::from_utf8_lossy(&out)),
            })
        }
        Format::Form => write_form(ty, view).map(String::into_bytes),
    }
}

/// `/api/orders/7`. Parameters at the end that are optional and not given are left out with their slashes.
fn write_path(
    uri: &mut String,
    operation: &Operation,
    views: &[View<'_>],
    defaults: &[View<'_>],
) -> Result<()> {
    let mut rest = operation.path.trim_start_matches('/');
    uri.push('/');
    while let Some((text, name, behind)) = next_parameter(rest) {
        encode_literal(uri, text);
        let argument = PathArgument::of(operation, views, defaults, name)?;
        match argument.value.as_deref() {
            Some("") | None if argument.is_optional && are_left_out(behind, operation, views, defaults)? => {
                uri.truncate(uri.trim_end_matches('/').len());
                return Ok(());
            }
            Some("") | None => {
                return Err(in_path(argument.name, "it is empty, and no path of the service would match"));
            }
            Some(value) => write_segments(uri, argument.name, value, name.starts_with('*'))?,
        }
        rest = behind;
    }
    encode_literal(uri, rest);
    Ok(())
}

/// Returns what is before the next brace of a path, what is in it, and what is behind it.
fn next_parameter(path: &str) -> Option<(&str, &str, &str)> {
    let (text, behind) = path.split_once('{')?;
    let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
    Some((text, name, behind))
}

/// Writes a value into the path; only what takes the rest of it may have slashes.
fn write_segments(uri: &mut String, name: &str, value: &str, takes_rest: bool) -> Result<()> {
    let segments = value.split(|c| takes_rest && c == '/');
    for (place, segment) in segments.enumerate() {
        if matches!(segment, "." | "..") {
            return Err(in_path(name, "a single or double dot is taken for a folder"));
        }
        if place > 0 {
            uri.push('/');
        }
        encode(uri, segment);
    }
    Ok(())
}

/// Returns whether the rest of a path has only parameters that are not given, or are what the service takes
/// anyway.
fn are_left_out(
    mut rest: &str,
    operation: &Operation,
    views: &[View<'_>],
    defaults: &[View<'_>],
) -> Result<bool> {
    while let Some((text, name, behind)) = next_parameter(rest) {
        let argument = PathArgument::of(operation, views, defaults, name)?;
        let is_given = argument.value.as_deref().is_some_and(|value| !value.is_empty());
        if text != "/" || !argument.is_optional || (is_given && argument.value != argument.default) {
            return Ok(false);
        }
        rest = behind;
    }
    Ok(rest.is_empty())
}

/// What stands in the place of a path's parameter.
struct PathArgument<'a> {
    name: &'a str,
    value: Option<String>,
    default: Option<String>,
    is_optional: bool,
}

impl<'a> PathArgument<'a> {
    fn of(operation: &Operation, views: &[View<'_>], defaults: &[View<'_>], name: &'a str) -> Result<Self> {
        let name = name.strip_prefix('*').unwrap_or(name);
        let mut argument = PathArgument { name, value: None, default: None, is_optional: false };
        let parameters = operation.parameters.iter().zip(views).zip(defaults);
        let is_it = |parameter: &Parameter| parameter.place == ParameterPlace::Path && parameter.name == name;
        for ((parameter, view), default) in parameters.filter(|((parameter, _), _)| is_it(parameter)) {
            argument.value = argument_text(parameter, &parameter.ty, view)?;
            argument.default = argument_text(parameter, &parameter.ty, default)?;
            argument.is_optional = !parameter.is_required;
        }
        Ok(argument)
    }
}

/// Returns the text of a parameter's value, or of an item of it.
fn argument_text(parameter: &Parameter, ty: &Type, view: &View<'_>) -> Result<Option<String>> {
    uri_text(ty, view).map_err(|error| error.inside(parameter.name).of_secret_if(parameter.is_secret))
}

fn in_path(name: &str, why: &str) -> Error {
    Error::new(ErrorKind::Unrepresentable, format!("the argument `{name}` cannot stand in the path: {why}"))
}

fn write_query(
    uri: &mut String,
    operation: &Operation,
    views: &[View<'_>],
    defaults: &[View<'_>],
) -> Result<()> {
    let mut separator = '?';
    let mut write = |name: &str, values: &[String]| {
        uri.push(separator);
        separator = '&';
        encode(uri, name);
        uri.push('=');
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                uri.push(',');
            }
            encode(uri, value);
        }
    };
    let arguments = operation.parameters.iter().zip(views).zip(defaults);
    for ((parameter, view), default) in arguments {
        if parameter.place != ParameterPlace::Query {
            continue;
        }
        match view {
            View::List(items) if parameter.list_form == ListForm::Commas => {
                let texts: Vec<_> = (0..items.len())
                    .map(|index| argument_text(parameter, item_type(parameter), &items.item(index)))
                    .map(|text| text.map(Option::unwrap_or_default))
                    .collect::<Result<_>>()?;
                fits_between_commas(parameter, &texts)?;
                if !texts.is_empty() {
                    write(parameter.name, &texts);
                }
            }
            view => {
                each_text(parameter, view, default, &mut |text| write(parameter.name, &[text.to_owned()]))?;
            }
        }
    }
    Ok(())
}

/// Refuses items that the service could not tell apart again.
fn fits_between_commas(parameter: &Parameter, texts: &[String]) -> Result<()> {
    let why = match texts {
        [only] if only.trim().is_empty() => "its only item is empty, which cannot be told from no items",
        texts if texts.iter().any(|text| text.contains(',')) => {
            "an item has a comma, and commas stand between the items"
        }
        _ => return Ok(()),
    };
    let message = format!("the argument `{}` cannot be sent as one value with commas: {why}", parameter.name);
    Err(Error::new(ErrorKind::Unrepresentable, message))
}

fn item_type(parameter: &Parameter) -> &Type {
    match &parameter.ty {
        Type::List(item) | Type::Array(item) => item,
        ty => ty,
    }
}

#[cfg(test)]
mod tests;

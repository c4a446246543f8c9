//! Model binding: arguments from requests, as Web API finds them.

mod body;
mod date;
mod errors;
mod files;
mod parameters;
pub(crate) mod template;
pub(crate) mod text;
pub(crate) mod values;

pub(crate) use body::{BodyOptions, BodyOutcome};
use errors::BindErrors;
pub(crate) use errors::{ERROR_OCCURRED, REQUIRED};
pub(crate) use parameters::has_required;

use super::{Arguments, Endpoint, HttpError, ModelState, Operation};
use crate::contract::Type;
use crate::value::Slot;
use ::http::{HeaderMap, Request, StatusCode};
use bytes::Bytes;
use template::{Captures, Template};
use values::Values;

/// Reads a text of a URI into a slot; `false` if it is no value of the type.
pub(crate) fn reads_text(slot: Slot<'_>, ty: &Type, text: &str) -> bool {
    text::read(slot, ty, text).is_ok()
}

/// The arguments of a request, and what is wrong with them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Bound<E> {
    /// The arguments. Those that the request does not have, or has wrong, have their defaults.
    pub arguments: E,
    /// What is wrong with them.
    pub model_state: ModelState,
    /// Whether there is no value for an argument that cannot be null: Web API calls no action then.
    #[cfg_attr(not(feature = "server"), expect(dead_code, reason = "only servers call anything"))]
    pub(crate) lacks_value: bool,
    /// What the argument for the body holds.
    #[cfg_attr(not(feature = "server"), expect(dead_code, reason = "only servers look into it again"))]
    pub(crate) body: BodyOutcome,
}

/// The reason why a request reaches no endpoint.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rejection {
    /// The status: 404, 405 or 415.
    pub status: StatusCode,
    /// What Web API's body says.
    pub error: Box<HttpError>,
}

/// Finds the arguments of an endpoint in a request, as Web API does.
///
/// ```
/// use bytes::Bytes;
/// use datacontract::http::{Api, BaseUrl, Endpoint, Format, bind, request};
///
/// static SHOP: Api = Api::new("Shop");
///
/// #[derive(datacontract::Endpoint, Clone, Debug, PartialEq)]
/// #[endpoint(api = SHOP, get = "api/orders/{customer}", response = Vec<String>)]
/// struct Orders {
///     customer: String,
///     #[endpoint(default = 1)]
///     page: i32,
/// }
///
/// let request = http::Request::get("/API/orders/%C3%85sa?page=two").body(Bytes::new())?;
/// let bound = bind::<Orders>(&request).unwrap();
/// assert_eq!(bound.arguments, Orders { customer: "Åsa".to_owned(), page: 1 });
/// assert_eq!(bound.model_state.get("page"), ["The value 'two' is not valid for Int32."]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Path and query
///
/// - Names are the same in any case. Percent-encoding is undone, `+` is a blank in the query; what is no
///   UTF-8 becomes U+FFFD there, and stays encoded in the path.
/// - A text of white space alone is null. What is not there keeps its default.
/// - Numbers are those of .NET's type converters in the invariant culture, hexadecimal ones included
///   (`0x1F`); truth values, enums and names of months are read in any case, enums by C#'s names, by number,
///   and several with commas between them.
/// - Dates are ISO 8601 or what `DateTime.Parse` reads besides (`10/15/2024 5:29 PM`), without the forms that
///   need today's date. A date without an offset has the offset zero where one is needed; .NET takes that of
///   its machine.
/// - A list is its name several times (`codes=a&codes=b`, `codes[]=a`) or with numbers (`codes[0]=a`); where
///   the parameter says so, its value is also split at commas (`codes=a,b`).
/// - At most 1000 names stand in a query or a form.
///
/// # Bodies
///
/// JSON, XML or a form, as `Content-Type` says; other media types, and none at all, are refused with 415. A
/// body without anything in it is null, and the default of a number, a date, an enum. The character set is
/// the one that `charset` or the byte-order mark names, else UTF-8.
///
/// # Faults
///
/// What is wrong with an argument stands in the [`ModelState`], by C#'s name of the argument, in Web API's
/// words: `The value 'abc' is not valid for Int32.` Of a body the reader's own words stand there, which never
/// hold a value; a server tells strangers only that an error has occurred, as Web API does.
///
/// # Differences to Web API
///
/// - What stands in the path is not replaced by a query that has the same name.
/// - `%2F` in a path is part of a value; there it separates segments. Dots are no folders (`/a/../b`).
/// - A blank text and an empty nullable are null, and no error; there they are both.
/// - A date with an offset keeps it; there it becomes the machine's local time.
/// - Json.NET also reads what is no JSON: comments, single quotes, commas at the end.
///
/// # Errors
/// If the request is none of the endpoint's: another path (404) or method (405), a required simple parameter
/// that is missing from the query (404), a body of a media type that the service does not read (415).
pub fn bind<E: Endpoint>(request: &Request<Bytes>) -> Result<Bound<E>, Rejection> {
    let (operation, uri) = (E::operation(), request.uri());
    let template = Template::new(operation);
    let query = Values::parse(uri.query().unwrap_or_default()).ok_or_else(Rejection::too_many_values)?;
    // An address may hold a secret that stands at the wrong place, and a rejection may be logged.
    let has_secrets = operation.parameters.iter().any(|parameter| parameter.is_secret);
    let not_found =
        || if has_secrets { Rejection::not_found(&operation.path) } else { Rejection::not_found(uri) };
    let captures = template.captures(uri.path(), operation.parameters.len()).ok_or_else(not_found)?;
    if request.method() != operation.method {
        return Err(Rejection::method_not_allowed(request.method()));
    }
    if !has_required(operation, &query) {
        return Err(not_found());
    }
    let parts = RequestParts {
        operation,
        captures: &captures,
        query: &query,
        headers: request.headers(),
        body: request.body(),
        options: BodyOptions { details: true, ..BodyOptions::default() },
    };
    parts.bind(E::default)
}

/// The parts of a request in which the arguments of an operation stand.
pub(crate) struct RequestParts<'r> {
    pub(crate) operation: &'static Operation,
    pub(crate) captures: &'r Captures<'r>,
    pub(crate) query: &'r Values<'r>,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) body: &'r Bytes,
    pub(crate) options: BodyOptions,
}

impl RequestParts<'_> {
    /// Reads the arguments. Those that are not there have the values that they have `initial`ly.
    pub(crate) fn bind<A: Arguments>(&self, initial: impl Fn() -> A) -> Result<Bound<A>, Rejection> {
        let mut arguments = initial();
        let mut errors = BindErrors::default();
        let body = self.read(&mut arguments, &mut errors)?;
        if body == BodyOutcome::Unusable {
            arguments = initial();
            self.read_parameters(&mut arguments, &Values::default(), &mut BindErrors::default());
        }
        Ok(Bound { arguments, model_state: errors.state, lacks_value: errors.lacks_value, body })
    }

    fn read(&self, arguments: &mut dyn Arguments, errors: &mut BindErrors) -> Result<BodyOutcome, Rejection> {
        let uploaded = files::read(self.operation, self.headers, self.body)?;
        self.read_parameters(arguments, &uploaded.texts, errors);
        uploaded.take_files(self.operation, arguments, errors);
        let Some(body) = &self.operation.body else { return Ok(BodyOutcome::Usable) };
        let mut result = Ok(BodyOutcome::Usable);
        let count = self.operation.parameters.len();
        let handed = arguments.slots(&mut |slots| {
            if let Some(slot) = slots.get_mut(count) {
                result = body::read(
                    self.operation,
                    body,
                    self.headers,
                    self.body,
                    self.options,
                    slot.reborrow(),
                    errors,
                );
            }
            Ok(())
        });
        match handed {
            Ok(()) => result,
            Err(error) => {
                errors.state.add(body.name, error.to_string());
                Ok(BodyOutcome::Unusable)
            }
        }
    }

    fn read_parameters(&self, arguments: &mut dyn Arguments, parts: &Values<'_>, errors: &mut BindErrors) {
        let handed = arguments.slots(&mut |slots| {
            let texts = parameters::Texts { captures: self.captures, query: self.query, parts };
            parameters::read(self.operation, slots, texts, errors);
            Ok(())
        });
        if let Err(error) = handed {
            errors.state.add("", error.to_string());
        }
    }
}

impl Rejection {
    /// A status and a message.
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Rejection { status, error: Box::new(HttpError::new(message)) }
    }

    /// 404, with Web API's text.
    pub(crate) fn not_found(uri: &impl std::fmt::Display) -> Self {
        let message = format!("No HTTP resource was found that matches the request URI '{uri}'.");
        Rejection::new(StatusCode::NOT_FOUND, message)
    }

    /// 405, with Web API's text.
    pub(crate) fn method_not_allowed(method: &::http::Method) -> Self {
        let message = format!("The requested resource does not support http method '{method}'.");
        Rejection::new(StatusCode::METHOD_NOT_ALLOWED, message)
    }

    /// 400: more names in the query than ASP.NET takes.
    pub(crate) fn too_many_values() -> Self {
        let message = format!("The query has more than {} names.", values::MAX_VALUES);
        Rejection::new(StatusCode::BAD_REQUEST, message)
    }
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.status, self.error)
    }
}

impl std::error::Error for Rejection {}

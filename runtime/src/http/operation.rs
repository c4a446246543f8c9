//! The description of an operation: what its help page says.

use super::{Authentication, Format, Formatter};
use crate::contract::{Annotations, JsonSettings, Naming, Serializer, Type, XmlSettings};
use crate::xml;
use ::http::Method;

/// The description of a service: what its operations have in common.
///
/// ```
/// use datacontract::http::{Api, Authentication};
///
/// static API: Api = Api::new("Shop").base_url("https://shop.example.com").authentication(Authentication::Basic);
/// assert_eq!(API.name, "Shop");
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Api {
    /// What people call it.
    pub name: &'static str,
    /// The address that paths are relative to, where the page says it.
    pub base_url: Option<&'static str>,
    /// The formats, in the service's order: the first is what it answers in if the client does not care.
    pub formatters: &'static [Formatter],
    /// What the service's JSON formatter is set to.
    pub json: JsonSettings,
    /// What the service's XML formatter is set to.
    pub xml: XmlSettings,
    /// The way in which callers authenticate.
    pub authentication: Authentication,
}

impl Api {
    /// Returns a service with the usual formats.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Api {
            name,
            base_url: None,
            formatters: Formatter::USUAL,
            json: JsonSettings::new(),
            xml: XmlSettings::new(),
            authentication: Authentication::None,
        }
    }

    /// Sets the address that paths are relative to.
    #[must_use]
    pub const fn base_url(mut self, base_url: &'static str) -> Self {
        self.base_url = Some(base_url);
        self
    }

    /// Sets the formats, in the service's order.
    #[must_use]
    pub const fn formatters(mut self, formatters: &'static [Formatter]) -> Self {
        self.formatters = formatters;
        self
    }

    /// Sets the naming of the JSON formatter, which is otherwise set as Json.NET's.
    #[must_use]
    pub const fn json_naming(mut self, naming: Naming) -> Self {
        self.json = JsonSettings::new().naming(naming);
        self
    }

    /// Sets what the JSON formatter is set to.
    #[must_use]
    pub const fn json(mut self, settings: JsonSettings) -> Self {
        self.json = settings;
        self
    }

    /// Sets what the XML formatter is set to.
    #[must_use]
    pub const fn xml(mut self, settings: XmlSettings) -> Self {
        self.xml = settings;
        self
    }

    /// Sets how callers say who they are.
    #[must_use]
    pub const fn authentication(mut self, authentication: Authentication) -> Self {
        self.authentication = authentication;
        self
    }

    /// Returns the formatter of a format, if the service has it.
    #[must_use]
    pub fn formatter(&self, format: Format) -> Option<&'static Formatter> {
        self.formatters.iter().find(|formatter| formatter.format == format)
    }
}

/// The description of an operation. Derived, with the endpoint.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The service it belongs to.
    pub api: &'static Api,
    /// Its name in Rust, for logs and errors: `lead_update`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path, with parameters in braces: `api/orders/{id}`.
    pub path: &'static str,
    /// The parameters in path and query, in the order of the endpoint's arguments.
    pub parameters: &'static [Parameter],
    /// The body of a request.
    pub body: Option<Body>,
    /// What comes back; none is void.
    pub response: Option<Type>,
    /// What the service's XML formatter is set to for it: the API's settings, unless its serializer is another.
    pub xml: XmlSettings,
    /// The form of a request's body: as `body` says, unless it has files.
    pub form: RequestForm,
    /// The files that a request sends.
    pub files: &'static [FilePart],
    /// Whether what comes back is a file.
    pub returns_file: bool,
    /// The way in which callers authenticate: the API's, unless the operation has its own.
    pub authentication: Authentication,
}

impl Operation {
    /// Returns an operation without parameters, body and response.
    #[must_use]
    pub const fn new(api: &'static Api, name: &'static str, method: Method, path: &'static str) -> Self {
        Operation {
            api,
            name,
            method,
            path,
            parameters: &[],
            body: None,
            response: None,
            xml: api.xml,
            form: RequestForm::Formatted,
            files: &[],
            returns_file: false,
            authentication: api.authentication,
        }
    }

    /// Sets the parameters in path and query.
    #[must_use]
    pub const fn parameters(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// Sets what is sent: C#'s name of the argument, and its type.
    #[must_use]
    pub const fn body(mut self, name: &'static str, ty: Type, is_required: bool) -> Self {
        self.body = Some(Body { name, ty, is_required, is_secret: false, is_interface: false });
        self
    }

    /// Sets whether what is sent is never to be shown, no part of it.
    #[must_use]
    pub const fn secret_body(mut self, is_secret: bool) -> Self {
        if let Some(body) = &mut self.body {
            body.is_secret = is_secret;
        }
        self
    }

    /// Sets whether C# declares what is sent as an interface.
    #[must_use]
    pub const fn interface_body(mut self, is_interface: bool) -> Self {
        if let Some(body) = &mut self.body {
            body.is_interface = is_interface;
        }
        self
    }

    /// Returns whether the service's formatter of a format reads what is sent.
    pub(crate) fn takes_body(&self, format: Format, body: &Body) -> bool {
        let is_refused =
            body.is_interface && format == Format::Xml && self.xml.serializer == Serializer::XmlSerializer;
        !is_refused && self.takes(format, &body.ty)
    }

    /// Returns whether the service's formatter of a format reads and writes values of a type: `XmlSerializer`
    /// refuses some.
    pub(crate) fn takes(&self, format: Format, ty: &Type) -> bool {
        format != Format::Xml || !xml::refuses(ty, self.xml.serializer)
    }

    /// Sets what the XML formatter is set to for it, where that is not what the API says.
    #[must_use]
    pub const fn xml(mut self, settings: XmlSettings) -> Self {
        self.xml = settings;
        self
    }

    /// Sets the files that a request sends, and in which form.
    #[must_use]
    pub const fn files(mut self, form: RequestForm, files: &'static [FilePart]) -> Self {
        (self.form, self.files) = (form, files);
        self
    }

    /// Sets whether what comes back is a file: bytes with a media type of their own.
    #[must_use]
    pub const fn returns_file(mut self, returns_file: bool) -> Self {
        self.returns_file = returns_file;
        self
    }

    /// Returns whether a request has a body.
    #[cfg(feature = "server")]
    pub(crate) fn has_body(&self) -> bool {
        self.body.is_some() || self.form != RequestForm::Formatted
    }

    /// Sets how callers authenticate, where that is not what the API says.
    #[must_use]
    pub const fn authentication(mut self, authentication: Authentication) -> Self {
        self.authentication = authentication;
        self
    }

    /// Sets what comes back.
    #[must_use]
    pub const fn response(mut self, ty: Option<Type>) -> Self {
        self.response = ty;
        self
    }
}

/// The form of a request's body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestForm {
    /// The body is a value, which a formatter writes; or there is none.
    #[default]
    Formatted,
    /// The body is the content of a file.
    Raw,
    /// The body has parts: files, and parameters as texts (`multipart/form-data`).
    Multipart,
}

/// A file that a request sends.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct FilePart {
    /// Its name on the wire, in a body of parts.
    pub name: &'static str,
    /// Whether requests without it are refused.
    pub is_required: bool,
    /// The media type of files that have none of their own.
    pub media_type: &'static str,
}

impl FilePart {
    /// Returns a file of a request.
    #[must_use]
    pub const fn new(name: &'static str, is_required: bool) -> Self {
        FilePart { name, is_required, media_type: "application/octet-stream" }
    }

    /// Sets the media type of files that have none of their own.
    #[must_use]
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = media_type;
        self
    }
}

/// The body of a request.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Body {
    /// C#'s name of the argument: `ModelState` of error bodies begins with it (`value.Name`).
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
    /// Whether the Rust argument takes no null.
    pub is_required: bool,
    /// Whether it is never to be shown: a `Secret` as a whole.
    pub is_secret: bool,
    /// Whether C# declares it as an interface (`IEnumerable<T>`), which `XmlSerializer` does not read.
    pub is_interface: bool,
}

/// A parameter in the path or the query.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name on the wire: in the path's braces, or before the `=`.
    pub name: &'static str,
    /// Where it stands.
    pub place: ParameterPlace,
    /// Its type: a primitive, an enum, a `Nullable` or list of these.
    pub ty: Type,
    /// Whether the service refuses requests without it.
    pub is_required: bool,
    /// Whether its value is never to be shown.
    pub is_secret: bool,
    /// How the items of a list are sent.
    pub list_form: ListForm,
    /// What the service demands of its value, as a member of a class that stands in the URI.
    pub annotations: Option<&'static Annotations>,
}

/// The form of a list in a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListForm {
    /// The name once for each item, as Web API reads lists by itself: `ids=1&ids=2`.
    #[default]
    Repeated,
    /// One value with commas between the items, which takes a model binder of the service's own: `ids=1,2`.
    Commas,
}

impl Parameter {
    /// Returns a parameter in the path.
    #[must_use]
    pub const fn path(name: &'static str, ty: Type) -> Self {
        Parameter {
            name,
            place: ParameterPlace::Path,
            ty,
            is_required: true,
            is_secret: false,
            list_form: ListForm::Repeated,
            annotations: None,
        }
    }

    /// Returns a parameter in the query.
    #[must_use]
    pub const fn query(name: &'static str, ty: Type) -> Self {
        Parameter {
            name,
            place: ParameterPlace::Query,
            ty,
            is_required: true,
            is_secret: false,
            list_form: ListForm::Repeated,
            annotations: None,
        }
    }

    /// Returns a parameter in a body of parts.
    #[must_use]
    pub const fn part(name: &'static str, ty: Type) -> Self {
        let mut parameter = Parameter::query(name, ty);
        parameter.place = ParameterPlace::Part;
        parameter
    }

    /// Marks the parameter as one that requests may leave out.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.is_required = false;
        self
    }

    /// Its items are one value with commas between them.
    #[must_use]
    pub const fn comma_separated(mut self) -> Self {
        self.list_form = ListForm::Commas;
        self
    }

    /// Sets what the service demands of its value.
    #[must_use]
    pub const fn annotations(mut self, annotations: &'static Annotations) -> Self {
        self.annotations = Some(annotations);
        self
    }

    /// Its value is never to be shown.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }
}

/// The part of a request that has a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterPlace {
    /// In the path.
    Path,
    /// Behind the `?`.
    Query,
    /// A part of the body, beside files.
    Part,
}

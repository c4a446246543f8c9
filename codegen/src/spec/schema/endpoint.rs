//! Endpoints, as a spec writes them.

use schemars::JsonSchema;

use super::{
    AuthenticationScheme, Map, Source,
    types::Annotations,
    words::{Deprecated, Literal, TypeWord},
    xml::EndpointXml,
};

/// An endpoint.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Endpoint {
    /// What it does.
    doc: Option<String>,
    /// Its page, where the API has several.
    source: Option<Source>,
    /// On its way out; a text says what to use instead.
    deprecated: Option<Deprecated>,
    /// The URI parameters, by the names in the heading's braces.
    #[schemars(extend("examples" = [{"id": "int", "from": {"type": "date", "required": false}}]))]
    parameters: Option<Map<ParameterOrType>>,
    /// What is sent.
    body: Option<BodyOrType>,
    /// What comes back; nothing unless given.
    response: Option<PayloadOrType>,
    /// The payloads of which nobody knows the type, or whether it has them.
    #[schemars(extend("examples" = [["response"]]))]
    untyped: Option<Vec<Untyped>>,
    /// How the pages of a list are asked for, where the response is one.
    paging: Option<Paging>,
    /// What status codes mean, by code.
    #[schemars(extend("examples" = [{"404": "There is no such order."}]))]
    status: Option<Map<String>>,
    /// How callers say who they are, where that is not as for the API; `none` is for what takes no credentials.
    authentication: Option<EndpointAuthentication>,
    /// Its XML, where that is not as for the API.
    xml: Option<EndpointXml>,
    /// The page's samples.
    #[schemars(extend("examples" = [{"response": {"json": "order.response.json", "xml": "order.response.xml"}}]))]
    samples: Option<Samples>,
    /// Its Rust name; made of method and path unless given.
    #[schemars(extend("examples" = ["order"]))]
    name: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum EndpointAuthentication {
    Scheme(AuthenticationScheme),
    Place(EndpointAuthenticationPlace),
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct EndpointAuthenticationPlace {
    /// The name of the header that holds a key.
    header: Option<String>,
    /// The name under which the query has a key.
    query: Option<String>,
    /// The name of the cookie.
    cookie: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum ParameterOrType {
    Type(TypeWord),
    Parameter(Box<Parameter>),
}

/// A body or a response whose type is not known yet.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum Untyped {
    Request,
    Response,
}

/// A parameter in the path or the query; the heading says which.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Parameter {
    /// Its type: a simple one, an enum, or a list of these.
    #[schemars(rename = "type")]
    ty: TypeWord,
    /// What it is.
    doc: Option<String>,
    /// `Required` on the page. Parameters in the path are required unless given.
    required: Option<bool>,
    /// `Default value is ..` on the page.
    default: Option<Literal>,
    /// Never shown in `Debug` output, in logs or in errors.
    secret: Option<bool>,
    /// `{*rest}` in the service's route, at the end of the path: it takes slashes too.
    catch_all: Option<bool>,
    /// The items of the list are one value with commas between them, `ids=1,2,3`: the service has a model binder for it.
    comma_separated: Option<bool>,
    /// What the page has under "Additional information" of a member of a class that stands in the URI.
    annotations: Option<Annotations>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum BodyOrType {
    Type(TypeWord),
    Body(Body),
    Upload(Upload),
}

/// What is sent.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Body {
    /// Its type; with `?` if the service takes null.
    #[schemars(rename = "type")]
    ty: TypeWord,
    /// What it is.
    doc: Option<String>,
    /// C#'s name of the argument, with which the service's error messages begin.
    name: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum PayloadOrType {
    Type(TypeWord),
    Payload(Payload),
    Download(Download),
}

/// How the pages of a list are asked for: one of `page`, `skip` and `next` says how one leads to the next.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Paging {
    /// The parameter that is the number of the page.
    page: Option<String>,
    /// The number of the first page; 1 unless given.
    first: Option<u64>,
    /// The parameter that says how many items to skip.
    skip: Option<String>,
    /// The parameter that says how many items a page is to have.
    size: Option<String>,
    /// The path of the member that has the address of the next page.
    next: Option<String>,
    /// The path of the member that is the list; the response itself, or its only list, unless given.
    items: Option<String>,
    /// The path of the member that says how many items the list has.
    total: Option<String>,
    /// The path of the member that says how many pages the list has.
    pages: Option<String>,
    /// The path of the member that says whether there are more pages.
    more: Option<String>,
}

/// A body that no formatter writes: the content of a file, or parts (`multipart/form-data`).
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Upload {
    /// The media type of a body that is the content of a file: `image/png`.
    media: Option<String>,
    /// The parts by name: `file`, `file?`, `List<file>`, or a parameter.
    parts: Option<Map<PartOrType>>,
    /// What it is.
    doc: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum PartOrType {
    Type(TypeWord),
    File(FilePart),
    Parameter(Parameter),
}

/// A part of a body that is a file.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct FilePart {
    /// `file`, `file?` or `List<file>`.
    #[schemars(rename = "type")]
    ty: String,
    /// The media type of files that have none of their own.
    media: Option<String>,
    /// What it is.
    doc: Option<String>,
}

/// A response that is a file.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Download {
    /// Its media type; `*/*` is any.
    media: String,
    /// What it is.
    doc: Option<String>,
}

/// What comes back.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Payload {
    /// Its type; with `?` if it may be null.
    #[schemars(rename = "type")]
    ty: TypeWord,
    /// What it is.
    doc: Option<String>,
}

/// Files in `samples`.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Samples {
    /// Of what is sent.
    request: Option<SampleFiles>,
    /// Of what comes back.
    response: Option<SampleFiles>,
}

/// One payload in each format.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct SampleFiles {
    /// `LeadUpdate.request.json`.
    json: Option<String>,
    /// `LeadUpdate.request.xml`.
    xml: Option<String>,
}

//! Calls of an endpoint in other words than Rust's: curl and C#. Rust's are made where Rust is.

use std::fmt::Write as _;

use datacontract_codegen::spec::{
    Authentication, Clr, Endpoint, Format, Parameter, ParameterPlace, Spec, TypeExpr, TypeExprKind, TypeKind,
};

use super::hidden;
use crate::sample::{Side, sample_text};
use crate::site::{Site, address, encoded};

/// The address that stands where the spec has none.
const NO_BASE_URL: &str = "https://example.com";

/// What is sent in examples: the first format that has a sample.
struct ExampleBody {
    media_type: String,
    text: String,
}

/// Returns a call by curl, for a shell as POSIX describes it.
pub(super) fn curl(site: &Site, place: usize) -> String {
    let spec = site.spec();
    let Some(endpoint) = spec.endpoints.get(place) else { return String::new() };
    let body = body(site, place);
    let method = match (endpoint.method.value.as_str(), &body) {
        // What curl does by itself.
        ("GET", _) | ("POST", Some(_)) => String::new(),
        (method, _) => format!("-X {method} "),
    };
    let mut parts = vec![format!("curl {method}{}", shell(&example_address(spec, endpoint)))];
    match spec.authentication_of(endpoint) {
        Authentication::Basic => parts.push("-u 'user:password'".to_owned()),
        Authentication::Cookie(name) => parts.push(format!("-b {}", shell(&format!("{}=VALUE", name.value)))),
        Authentication::Token(_) => parts.push("-H 'Authorization: Bearer TOKEN'".to_owned()),
        Authentication::Header(name) => parts.push(format!("-H {}", shell(&format!("{}: KEY", name.value)))),
        Authentication::None | Authentication::Query(_) | Authentication::Body(_) => {}
    }
    if endpoint.response.is_some() {
        parts.push(format!("-H {}", shell(&format!("Accept: {}", accepted(spec)))));
    }
    if let Some(body) = body {
        parts.push(format!("-H {}", shell(&format!("Content-Type: {}", body.media_type))));
        parts.push(format!("--data-raw {}", shell(&body.text)));
    }
    parts.join(" \\\n  ")
}

/// Returns a call by C#'s `HttpClient`.
pub(super) fn csharp(site: &Site, place: usize) -> String {
    let spec = site.spec();
    let Some(endpoint) = spec.endpoints.get(place) else { return String::new() };
    let mut lines = vec!["using var http = new HttpClient();".to_owned()];
    let method = csharp_method(&endpoint.method.value);
    lines.push(format!(
        "using var request = new HttpRequestMessage({method}, {});",
        csharp_text(&example_address(spec, endpoint))
    ));
    match spec.authentication_of(endpoint) {
        Authentication::Basic => lines.push(
            "request.Headers.Authorization = new AuthenticationHeaderValue(\"Basic\",\n    \
             Convert.ToBase64String(Encoding.UTF8.GetBytes(\"user:password\")));"
                .to_owned(),
        ),
        Authentication::Header(name) => {
            lines.push(format!("request.Headers.Add({}, \"KEY\");", csharp_text(&name.value)));
        }
        Authentication::Cookie(name) => lines.push(format!(
            "request.Headers.Add(\"Cookie\", {});",
            csharp_text(&format!("{}=VALUE", name.value))
        )),
        Authentication::Token(_) => lines.push(
            "request.Headers.Authorization = new AuthenticationHeaderValue(\"Bearer\", \"TOKEN\");"
                .to_owned(),
        ),
        Authentication::None | Authentication::Query(_) | Authentication::Body(_) => {}
    }
    if endpoint.response.is_some() {
        lines.push(format!("request.Headers.Accept.ParseAdd({});", csharp_text(accepted(spec))));
    }
    if let Some(body) = body(site, place) {
        lines.push(format!(
            "request.Content = new StringContent(\n    {},\n    Encoding.UTF8, {});",
            csharp_verbatim(&body.text),
            csharp_text(&body.media_type)
        ));
    }
    lines.push("using var response = await http.SendAsync(request);".to_owned());
    lines.push("response.EnsureSuccessStatusCode();".to_owned());
    if endpoint.response.is_some() {
        lines.push("var text = await response.Content.ReadAsStringAsync();".to_owned());
    }
    lines.join("\n")
}

/// Returns the address of an endpoint, with a value for each parameter that a request needs.
fn example_address(spec: &Spec, endpoint: &Endpoint) -> String {
    let base = spec.base_url.as_ref().map_or(NO_BASE_URL, |url| url.as_str());
    let values = |name: &str| {
        let parameter = endpoint.parameters.iter().find(|parameter| parameter.name.value == name);
        let is_needed =
            |parameter: &&Parameter| parameter.place != ParameterPlace::Query || parameter.required.value;
        match parameter {
            None => vec!["sample".to_owned()],
            Some(parameter) => {
                let needed = Some(parameter).filter(is_needed);
                needed.map(|parameter| value_of(spec, &parameter.ty).to_owned()).into_iter().collect()
            }
        }
    };
    let mut text = address(base, endpoint, &values);
    if let Authentication::Query(name) = spec.authentication_of(endpoint) {
        text.push(if text.contains('?') { '&' } else { '?' });
        text.push_str(&encoded(&name.value));
        text.push_str("=KEY");
    }
    text
}

/// Returns a value of a parameter's type.
fn value_of<'s>(spec: &'s Spec, ty: &'s TypeExpr) -> &'s str {
    match &ty.without_nullable().kind {
        TypeExprKind::List(item) | TypeExprKind::Array(item) => return value_of(spec, item),
        TypeExprKind::Named(_) => {
            let kind = spec.named(ty).and_then(|place| spec.types.get(place)).map(|ty| &ty.kind);
            return match kind {
                Some(TypeKind::Enum(of)) => of.members.first().map_or("0", |member| member.name.as_str()),
                _ => "sample",
            };
        }
        _ => {}
    }
    match ty.clr() {
        None | Some(Clr::String | Clr::Object | Clr::Bytes) => "sample",
        Some(Clr::Char) => "A",
        Some(Clr::Bool) => "true",
        Some(Clr::Guid) => "0f8fad5b-d9cb-469f-a165-70867728950e",
        Some(Clr::DateTime | Clr::DateTimeOffset) => "2024-10-15",
        Some(Clr::TimeSpan) => "00:05:00",
        Some(Clr::Uri) => "https://example.com",
        Some(_) => "1",
    }
}

fn body(site: &Site, place: usize) -> Option<ExampleBody> {
    let endpoint = site.spec().endpoints.get(place)?;
    endpoint.body.as_ref()?;
    site.spec().formatters.iter().filter(|formatter| formatter.format != Format::Form).find_map(|formatter| {
        let text = sample_text(site, place, Side::Request, formatter.format).ok().flatten()?;
        // What is not seen is written out, as elsewhere on the page: the value stays the same.
        let text = match formatter.format {
            Format::Xml => hidden::of_xml(&text),
            Format::Json | Format::Form => hidden::of_json(&text),
        };
        Some(ExampleBody { media_type: formatter.media_types.first()?.value.clone(), text })
    })
}

fn accepted(spec: &Spec) -> &str {
    let first = spec.formatters.iter().find(|formatter| formatter.format != Format::Form);
    first.and_then(|formatter| formatter.media_types.first()).map_or("application/json", |it| it.as_str())
}

/// Returns a text as one word of a shell.
fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Returns a text as a literal of C#.
fn csharp_text(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            c if hidden::is_hidden(c) || c.is_control() => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Writing to a text does not fail.
                    let _ = write!(literal, "\\u{unit:04x}");
                }
            }
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

/// Returns a text of several lines as a literal of C#.
fn csharp_verbatim(text: &str) -> String {
    format!("@\"{}\"", text.replace('"', "\"\""))
}

fn csharp_method(method: &str) -> String {
    let mut letters = method.chars();
    let first = letters.next().map(String::from).unwrap_or_default();
    match method {
        // `Patch` is not in every .NET.
        "GET" | "POST" | "PUT" | "DELETE" | "HEAD" | "OPTIONS" => {
            format!("HttpMethod.{first}{}", letters.as_str().to_lowercase())
        }
        other => format!("new HttpMethod({})", csharp_text(other)),
    }
}

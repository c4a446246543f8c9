//! Without a demand the mock answers with the page's samples, byte for byte as .NET writes them.

use super::{Asked, SHOP, site};
use axum::body::Body;
use datacontract_codegen::payload::{self, FormatterSettings};
use datacontract_codegen::spec::{Endpoint, Format, ParameterPlace, Piece};
use datacontract_workbench::mock::Memory;
use http::Request;

/// A path that leads to an endpoint: every parameter is 1 or the name of an enum's first member.
fn uri_of(site: &datacontract_workbench::site::Site, endpoint: &Endpoint) -> String {
    let value = |name: &str| {
        let parameter = endpoint.parameters.iter().find(|parameter| parameter.name.value == name);
        match parameter.map(|parameter| site.type_of(parameter.ty.without_nullable())) {
            Some(ty) => match datacontract::dynamic::Value::new(&ty) {
                datacontract::dynamic::Value::Guid(_) => "5a3f9c1e-7b2d-4e68-9f10-000000000001",
                datacontract::dynamic::Value::DateTime(_) => "2024-10-15",
                datacontract::dynamic::Value::Boolean(_) => "true",
                _ => "1",
            },
            None => "1",
        }
    };
    let mut uri = "/".to_owned();
    for piece in &endpoint.template.path {
        match piece {
            Piece::Text(text) => uri.push_str(text),
            Piece::Parameter(name) => uri.push_str(value(name)),
        }
    }
    let query = endpoint.parameters.iter().filter(|parameter| parameter.place == ParameterPlace::Query);
    let query: Vec<String> =
        query.map(|parameter| format!("{}={}", parameter.name.value, value(&parameter.name))).collect();
    if query.is_empty() { uri } else { format!("{uri}?{}", query.join("&")) }
}

#[test]
fn every_sample_of_a_page_is_answered() {
    let mut answered = 0;
    for path in [
        "specs/lcmanager",
        "specs/leadbank",
        "specs/lifetrons",
        "specs/trackerrms",
        "specs/vitec",
        "tests/aspnet/specs/camel",
    ] {
        let (site, mock) = (site(path), Asked::of(path, &Memory::None));
        for endpoint in &site.spec().endpoints {
            let Some(response) = &endpoint.response else { continue };
            let ty = site.type_of(&response.ty);
            let settings = FormatterSettings::of(site.spec(), endpoint, &response.ty);
            let files = &endpoint.samples.response;
            for (format, file, media_type) in [
                (Format::Json, &files.json, "application/json"),
                (Format::Xml, &files.xml, "application/xml"),
            ] {
                let Some(file) = file else { continue };
                let page = std::fs::read_to_string(site.spec().sample_path(file)).expect("a sample");
                let value = payload::read(format, &page, &ty, &settings).expect("a value");
                let expected = payload::write(format, &value, &ty, &settings).expect("a text");
                let body = match &endpoint.samples.request.json {
                    Some(file) => std::fs::read_to_string(site.spec().sample_path(file)).expect("a sample"),
                    None => String::new(),
                };
                let request = Request::builder()
                    .method(endpoint.method.as_str())
                    .uri(uri_of(&site, endpoint))
                    .header("accept", media_type)
                    .header("content-type", "application/json");
                let answer = mock.request(request.body(Body::from(body)).expect("a request"));
                assert_eq!(answer.status, 200, "{path} {}: {}", endpoint.heading.value, answer.body);
                assert_eq!(answer.content_type, format!("{media_type}; charset=utf-8"));
                assert_eq!(answer.body, expected, "{path} {}", endpoint.heading.value);
                answered += 1;
            }
        }
    }
    assert!(answered >= 12, "only {answered}");
}

/// What needs no value is answered as by Web API.
#[test]
fn what_no_endpoint_answers_is_refused_as_by_web_api() {
    let shop = Asked::of(SHOP, &Memory::None);
    let missing = shop.json("GET", "/api/nothing", "");
    assert_eq!(missing.status, 404);
    assert!(
        missing.body.starts_with(r#"{"Message":"No HTTP resource was found that matches the request URI"#)
    );
    assert_eq!(shop.json("PATCH", "/api/orders", "{}").status, 405);
    let media_type =
        Request::post("/api/orders").header("content-type", "image/png").body(Body::from("x")).unwrap();
    assert_eq!(shop.request(media_type).status, 415);
    let wrong = shop.json("GET", "/api/orders/seven", "");
    assert_eq!(wrong.status, 400);
    assert!(wrong.body.contains("The value 'seven' is not valid for Int32."), "{}", wrong.body);
}

/// The page shows both formats, each with a member that the other one does not have: an answer in one format has
/// what the sample in that format has.
#[test]
fn a_format_is_answered_with_its_own_sample() {
    let folder = "tests/aspnet/specs/main";
    let mock = Asked::of(folder, &Memory::None);
    let sample = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
        std::fs::read_to_string(path.join("samples").join(name)).expect("a sample")
    };
    for (accept, file) in
        [("application/json", "echo_fields.response.json"), ("application/xml", "echo_fields.response.xml")]
    {
        let request = Request::post("/api/types/fields").header("accept", accept);
        let request = request.header("content-type", "application/json").body(Body::from("{}"));
        let answer = mock.request(request.expect("a request"));
        // As the page has it, but for the blanks between tags and tokens.
        let lines = sample(file);
        let expected: String = lines.lines().map(str::trim_start).collect();
        assert_eq!(answer.body, expected.replace("\": ", "\":"), "{accept}");
    }
}

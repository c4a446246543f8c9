//! What the bodies of errors are.

use datacontract_workbench::learn::{Learner, Lesson};
use datacontract_workbench::site::Site;
use datacontract_workbench::traffic::{Exchange, Message};

use super::{answer, json, learn, spec};

fn error(status: u16, media_type: &str, text: &str) -> Exchange {
    answer(status, Message::new(media_type, Some(text.as_bytes().to_vec())))
}

fn of_json(status: u16, text: &str) -> Exchange {
    error(status, "application/json", text)
}

#[test]
fn what_is_dot_nets_own_is_told_with_its_status() {
    let spec = spec(r#"    "Shop.Order": { "members": { "Id": "int" } }"#);
    let learnt = learn(
        &spec,
        &[
            json(r#"{"Id":1}"#),
            of_json(400, r#"{"Message":"The request is invalid.","ModelState":{"order.Id":["no"]}}"#),
            of_json(400, r#"{"Message":"no"}"#),
            error(404, "application/xml", "<Error><Message>No HTTP resource was found.</Message></Error>"),
            of_json(409, r#""taken""#),
            error(422, "application/problem+json", r#"{"title":"no","status":422}"#),
            of_json(500, "<p>"),
            error(502, "text/html", "<p>away</p>"),
        ],
    );
    assert_eq!(
        learnt.told,
        [
            "shown GET api/orders/{id}: answers 400 (400 in 2 of 8 answers, with 2 bodies, .NET's `HttpError`: `Message`, `ModelState`)",
            "shown GET api/orders/{id}: answers 404 (404 in 1 of 8 answers, with a body, .NET's `HttpError`: `Message`)",
            "shown GET api/orders/{id}: answers 409 (409 in 1 of 8 answers, with a body, a text)",
            "shown GET api/orders/{id}: answers 422 (422 in 1 of 8 answers, with a body, ASP.NET Core's `ProblemDetails`: `status`, `title`)",
            "shown GET api/orders/{id}: answers 500 (500 in 1 of 8 answers)",
            "shown GET api/orders/{id}: answers 502 (502 in 1 of 8 answers, with a body, of the media type `text/html`)",
        ]
    );
}

#[test]
fn classes_of_the_spec_are_known_by_their_roots_and_members() {
    let spec = spec(
        r#"    "Shop.Order": { "members": { "Id": "int" } },
    "Shop.Failure": { "members": { "Code": "int", "Text": "string", "Hint": "string" } }"#,
    );
    let learnt = learn(
        &spec,
        &[
            of_json(409, r#"{"Code":5,"Text":"taken"}"#),
            error(
                409,
                "text/xml",
                r#"<Failure xmlns="http://schemas.datacontract.org/2004/07/Shop"><Code>5</Code></Failure>"#,
            ),
        ],
    );
    assert_eq!(
        learnt.told,
        [
            "shown GET api/orders/{id}: answers 409 (409 in 2 of 2 answers, with 2 bodies, `Shop.Failure`: `Code`, `Text`)"
        ]
    );
}

/// Returns what is recorded of errors whose class the spec does not have, and what is learnt of what was inferred of them.
fn unknown(
    spec: &str,
    exchanges: &[Exchange],
    inferred: &str,
) -> (Vec<(String, usize)>, Vec<Lesson>, String) {
    let site = Site::from_text(spec, &[]).0.expect("a site");
    let mut learner = Learner::new(&site);
    for exchange in exchanges {
        learner.add(exchange);
    }
    let unknown =
        learner.unknown().into_iter().map(|it| (it.operation.heading, it.operation.responses.len()));
    let lessons = learner.lessons_of(inferred);
    let revised = learner.revise(spec, &lessons).text;
    (unknown.collect(), lessons, revised)
}

#[test]
fn a_class_of_the_services_own_is_inferred_once_for_all_endpoints() {
    let spec = spec(r#"    "Shop.Order": { "members": { "Id": "int" } }"#);
    let inferred = r#"{ "version": 1, "name": "Found", "module": "found",
        "endpoints": { "GET errors/Error": { "response": "Error" } },
        "types": { "Error": { "members": { "Code": "integer", "Text": "string", "Extra": "string" } } } }"#;
    let exchanges = [
        of_json(409, r#"{"code":5,"message":"taken","hint":"x"}"#),
        of_json(400, r#"{"code":5,"message":"taken"}"#),
        of_json(409, r#"{"Id":1}"#),
    ];
    let (unknown, lessons, revised) = unknown(&spec, &exchanges, inferred);
    // A single member tells no class; the other two are one that leaves a member out.
    assert_eq!(unknown, [("GET errors/Error".to_owned(), 2), ("GET errors/Error2".to_owned(), 1)]);
    let [lesson] = &lessons[..] else { panic!("{lessons:#?}") };
    assert_eq!(lesson.place, "Error");
    assert_eq!(lesson.finding, "is what errors have as their body (400, 409)");
    assert_eq!(lesson.evidence, "2 bodies of `GET api/orders/{id}`");
    assert!(
        revised.contains(
            "    // inferred: its type is what was recorded looks like\n    // seen: 2026-11-27, 2 bodies of `GET api/orders/{id}`\n    \"Error\": {"
        ),
        "{revised}"
    );
    assert!(!revised.contains("errors/Error"), "{revised}");
}

//! Services that repeat secrets in what they say of errors.

use crate::both::clients;
use crate::server::{Server, answer};
use crate::shop::API;
use datacontract::client::{self, Client, Error, ErrorBody, Mock};
use datacontract::http::{Format, HttpError};
use datacontract::outcome::Outcome;
use datacontract::{DataContract, Endpoint, Secret};
use http::StatusCode;
use std::error::Error as _;

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
struct Card {
    number: Option<String>,
    code: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
struct Login {
    user: Option<String>,
    password: Secret<Option<String>>,
    cards: Secret<Vec<Card>>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
struct Session {
    code: i32,
    message: Option<String>,
    token: Secret<i32>,
}

impl Session {
    fn outcome(&self) -> Outcome<'_> {
        Outcome::of(&self.code).with_message(&self.message).with_success(&["0"])
    }
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/login/{user}", response = Session, outcome)]
struct LogIn {
    user: String,
    key: Secret<String>,
    #[endpoint(body)]
    login: Login,
}

fn log_in() -> LogIn {
    LogIn {
        user: "ada".to_owned(),
        key: "k/e y+1".into(),
        login: Login {
            user: Some("ada".to_owned()),
            password: Some("Hüsh \"1\"".to_owned()).into(),
            cards: vec![Card { number: Some("4711-0815".to_owned()), code: 99 }].into(),
        },
    }
}

/// How the service spells the secrets: those of the request, and of who calls.
const SPELLINGS: [&str; 9] = [
    "Hüsh \"1\"",
    "H%C3%BCsh%20%221%22",
    "4711-0815",
    "k/e y+1",
    "k%2Fe%20y%2B1",
    "k%2Fe+y%2B1",
    "Tok3n.abc",
    "Bearer Tok3n.abc",
    "k%2Fe y%2B1",
];

/// All that an error has to say, sources included.
fn everything<S: std::fmt::Debug + std::fmt::Display>(error: &Error<S>) -> String {
    let sources = std::iter::successors(error.source(), |&error| error.source());
    let sources: Vec<_> = sources.map(|error| format!("{error} {error:?}")).collect();
    format!("{error} {error:?} {error:#?} {}", sources.join(" "))
}

#[track_caller]
fn has_no_secret(shown: &str) {
    // `Debug` escapes quotes.
    for secret in ["Hüsh", "H%C3%BCsh", "4711-0815", "k/e y", "k%2Fe", "Tok3n", "'99'"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
}

fn client_of<T>(client: Client<T>) -> Client<T> {
    client.bearer("Tok3n.abc")
}

#[test]
fn model_state_and_messages_of_errors_repeat_no_secret() {
    let mut error = HttpError::new(format!("The request is invalid: {}", SPELLINGS.join(", ")))
        .with_detail("No HTTP resource was found that matches 'http://shop/api/login/ada?key=k%2Fe%20y%2B1'.")
        .with("Echo", SPELLINGS.join("; "));
    error.exception_message = Some(SPELLINGS.join("; "));
    error.stack_trace = Some(format!("at LogIn({})", SPELLINGS.join(", ")));
    error.model_state.add("login.Password", "The value 'Hüsh \"1\"' is not valid.");
    error.model_state.add("login.Cards[0].Code", "The value '99' is not valid for Code, 1990 is.");
    error.model_state.add("login[4711-0815]", "No.");
    error.inner_exception = Some(Box::new(HttpError::new("inside: Tok3n.abc")));
    for format in [Format::Json, Format::Xml] {
        let sent = error.clone();
        let mock = Mock::new().on(move |_: LogIn| Err((StatusCode::BAD_REQUEST, sent.clone()).into()));
        let client: Client<client::mock::Blocking> = client::mock(mock);
        let error = client_of(client).call(log_in()).format(format).send().unwrap_err();
        let shown = everything(&error);
        has_no_secret(&shown);
        has_no_secret(&format!("{:?}", error.http_error()));
        let expected = "The value '[secret]' is not valid for Code, 1990 is.";
        assert_eq!(error.http_error().unwrap().model_state.get("login.Cards[0].Code"), [expected]);
        assert!(shown.contains("?key=[secret]'"), "{shown}");
        // The body is there for those who ask for it.
        let Error::Status(error) = error else { panic!("{error:?}") };
        assert!(matches!(error.body, ErrorBody::HttpError(_)));
        assert!(String::from_utf8_lossy(error.raw()).contains("Tok3n.abc"));
    }
}

#[test]
fn messages_of_responses_repeat_no_secret() {
    let mock = Mock::new().on(|_: LogIn| {
        let message = Some(format!("who is {}?", SPELLINGS.join(" or ")));
        Ok(Session { code: 5, message, token: 1.into() })
    });
    let client: Client<client::mock::Blocking> = client::mock(mock);
    let error = client_of(client).call(log_in()).send().unwrap_err();
    has_no_secret(&everything(&error));
    assert!(error.to_string().starts_with("the service answered with code 5: who is [secret] or"), "{error}");
}

#[test]
fn unreadable_answers_show_no_secret() {
    for (media_type, body) in [
        ("application/json", r#"{"Code": "Tok3n.abc", "Token": 5, "Message": "Hüsh"}"#),
        ("application/json", r#"{"Token": "4711-0815"}"#),
        ("application/json", r#"{"Token": 4711-0815"#),
        ("application/xml", "<Tok3n.abc/>"),
        ("application/xml", "<a:k xmlns:a=\"Tok3n.abc\"/>"),
        ("Tok3n.abc/x", "{}"),
        (
            "application/xml",
            "<Session xmlns=\"http://schemas.datacontract.org/2004/07/Shop.Models\"><Token><Tok3n.abc></Token></Session>",
        ),
    ] {
        let content = format!("Content-Type: {media_type}");
        let server = Server::always(answer("200 OK", &[&content], body));
        for (name, client) in clients(&server.url()) {
            let error = client_of(client).call(log_in()).send().unwrap_err();
            let shown = everything(&error);
            assert!(matches!(error, Error::Decode(_)), "{name}: {shown}");
            // A media type is shown as it came: no service has secrets there.
            if !media_type.starts_with("Tok3n") {
                has_no_secret(&shown);
                // Not even how long a secret is.
                assert!(!shown.contains("xxxx") && !shown.contains("0000"), "{name}: {shown}");
            }
        }
    }
}

/// The mock itself refuses what does not fit, in Web API's words.
#[test]
fn what_a_mock_refuses_repeats_no_secret() {
    let mock = Mock::new().on(|_: LogIn| Err(StatusCode::UNAUTHORIZED.into()));
    assert_eq!(format!("{mock:?}"), r#"Mock { operations: ["log_in"], .. }"#);
    let client: Client<client::mock::Blocking> = client::mock(mock.clone());
    has_no_secret(&everything(&client_of(client).call(log_in()).send().unwrap_err()));
    has_no_secret(&format!("{:?} {mock:?}", mock.calls::<LogIn>()));
    assert_eq!(mock.calls::<LogIn>(), [log_in()]);
}

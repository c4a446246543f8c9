//! What writes and reads the XML of emitted endpoints: an emitted client calls the emitted server in the form of
//! `XmlSerializer`, and what they send is what .NET writes of the same values.

use std::convert::Infallible;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use datacontract::ErrorKind;
use datacontract::client::{Error, Retry, Tower};
use datacontract::clr::DateTime;
use datacontract::contract::Serializer;
use datacontract::http::{BaseUrl, Endpoint, Format};
use datacontract::server::{Invalid, Request, Response, Result, Router};
use http::StatusCode;
use http_body_util::{BodyExt as _, Full};
use tower_service::Service as _;

use crate::catalogue::client::Client;
use crate::catalogue::endpoints::{
    API, GetItemsById, GetOld, PostArrayNames, PostArrayPairs, PostConstructor, PostElementFlat,
    PostEnumNames, PostInterface, PostLeads, PostMember, PostNamesRooted, PostTuple, PutItems,
};
use crate::catalogue::{
    Flat, Foo, HostN, KeyValuePairOfStringAndInt32, Lead, Named, Names, NoConstructor, Pairs, RootedNs,
    TupleOfInt32AndString, WithInterface, server,
};

#[test]
fn endpoints_have_the_serializer_of_the_api_or_their_own() {
    for operation in [GetItemsById::operation(), PutItems::operation()] {
        assert_eq!(operation.xml, API.xml);
        assert_eq!(operation.xml.serializer, Serializer::XmlSerializer);
    }
    let own = GetOld::operation().xml;
    assert_eq!(own.serializer, Serializer::DataContractSerializer);
    // The other settings are those of the API.
    assert!(own.declaration && own == API.xml.serializer(Serializer::DataContractSerializer));
}

/// Answers what it is sent.
struct Catalogue;

macro_rules! echo {
    ($($method:ident: $endpoint:ident -> $response:ty;)*) => {
        impl server::Service for Catalogue {
            $(
                async fn $method(&self, request: Request<$endpoint>) -> Result<$response> {
                    Ok(Response::new(request.into_arguments().body))
                }
            )*

            async fn post_interface(&self, request: Request<PostInterface>) -> Result<i32> {
                Ok(i32::try_from(request.body.len()).unwrap_or(i32::MAX).into())
            }
        }
    };
}

echo! {
    post_array_names: PostArrayNames -> Names;
    post_names_rooted: PostNamesRooted -> Option<RootedNs>;
    post_element_flat: PostElementFlat -> Flat;
    post_enum_names: PostEnumNames -> HostN;
    post_array_pairs: PostArrayPairs -> Pairs;
    post_leads: PostLeads -> Vec<Option<Lead>>;
    post_member: PostMember -> WithInterface;
    post_constructor: PostConstructor -> NoConstructor;
    post_tuple: PostTuple -> TupleOfInt32AndString;
}

/// A body that was sent, and what was answered.
#[derive(Clone, Debug)]
struct Heard {
    request: String,
    content_type: String,
    answer: String,
}

/// A server that remembers what it heard last.
#[derive(Clone)]
struct Recorder {
    router: Router,
    heard: Arc<Mutex<Option<Heard>>>,
}

type Answered =
    Pin<Box<dyn Future<Output = std::result::Result<http::Response<Full<Bytes>>, Infallible>> + Send>>;

impl<B> tower_service::Service<http::Request<B>> for Recorder
where
    B: http_body::Body<Data = Bytes, Error: Debug> + Send + 'static,
{
    type Response = http::Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Answered;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::result::Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Answered {
        let mut this = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let sent = body.collect().await.expect("a body").to_bytes();
            let request = http::Request::from_parts(parts, Full::new(sent.clone()));
            let (parts, body) = this.router.call(request).await?.into_parts();
            let answer = body.collect().await.expect("a body").to_bytes();
            let text = |bytes: &Bytes| String::from_utf8(bytes.to_vec()).expect("a text");
            let content_type = parts.headers.get("content-type").and_then(|found| found.to_str().ok());
            *this.heard.lock().expect("a lock") = Some(Heard {
                request: text(&sent),
                content_type: content_type.unwrap_or_default().to_owned(),
                answer: text(&answer),
            });
            Ok(http::Response::from_parts(parts, Full::new(answer)))
        })
    }
}

fn catalogue() -> (Client<Tower<Recorder>>, Recorder) {
    let router = server::router(Catalogue).invalid(Invalid::PassOn);
    let recorder = Recorder { router, heard: Arc::default() };
    let url = BaseUrl::new("http://catalogue.example.com").expect("an address");
    let http = datacontract::client::Client::new(url, Tower::new(recorder.clone())).retry(Retry::never());
    (Client::new(http), recorder)
}

/// Returns a document of .NET's.
fn vector(id: &str) -> String {
    let text = include_str!("../../vectors/xmlserializer/writing.json");
    let vectors: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let vectors = vectors.as_array().expect("a list");
    let found = vectors.iter().find(|vector| vector["id"] == id).unwrap_or_else(|| panic!("no vector {id}"));
    let declaration = r#"<?xml version="1.0" encoding="utf-8"?>"#;
    format!("{declaration}{}", found["xml"].as_str().expect("a text"))
}

/// Calls an endpoint that answers what it is sent. What both sides send is what .NET writes.
async fn sends<E>(endpoint: E, id: &str) -> E::Response
where
    E: Endpoint<Response: Debug + Send, Status: Debug>,
{
    let (api, recorder) = catalogue();
    let answer = api.call(endpoint).format(Format::Xml).send().await.expect("an answer");
    let heard = recorder.heard.lock().expect("a lock").clone().expect("a call");
    let expected = vector(id);
    assert_eq!(heard.request, expected, "{id}: the request");
    assert_eq!(heard.answer, expected, "{id}: the answer");
    assert_eq!(heard.content_type, "application/xml; charset=utf-8", "{id}");
    answer
}

fn foo(a: i32, b: Option<&str>) -> Foo {
    Foo { a, b: b.map(str::to_owned) }
}

#[tokio::test]
async fn classes_are_sent_and_answered_as_dot_net_writes_them() {
    let body = Names {
        a: Some(vec![1]),
        b: Some(vec![2]),
        c: Some(vec![foo(3, None)]),
        d: Some(vec!["d".to_owned()]),
        e: Some(vec!["e".to_owned()]),
        f: Some(vec![4]),
    };
    assert_eq!(sends(PostArrayNames { body: body.clone() }, "array.names").await, body);

    let body = Some(RootedNs {
        a: 1,
        f: Some(foo(1, Some("b"))),
        l: Some(vec![1]),
        fs: Some(vec![foo(2, None)]),
        n: None,
    });
    assert_eq!(sends(PostNamesRooted { body: body.clone() }, "names.root-ns").await, body);

    let body =
        HostN { n: Named::C, m: Some(Named::D), l: Some(vec![Named::A, Named::E, Named::F]), a: Named::C };
    assert_eq!(sends(PostEnumNames { body: body.clone() }, "enum.names").await, body);

    let body = vec![Some(Lead { id: 1, name: Some("n".to_owned()) })];
    assert_eq!(sends(PostLeads { body: body.clone() }, "webapi.ienumerable-class").await, body);
}

/// What `XmlSerializer` loses is lost on the way, and nothing else.
#[tokio::test]
async fn what_the_form_cannot_say_is_lost_as_in_dot_net() {
    let date: DateTime = "2024-01-02T00:00:00".parse().expect("a date");
    let body = Flat {
        l: Some(vec![1, 2]),
        strings: Some(vec![Some("a".to_owned()), None, Some(String::new())]),
        foos: Some(vec![Some(foo(1, None)), None]),
        nullables: Some(vec![Some(1), None]),
        dates: Some(vec![date]),
        after: 3,
    };
    let expected = Flat {
        strings: Some(vec![Some("a".to_owned()), Some(String::new())]),
        foos: Some(vec![Some(foo(1, None))]),
        ..body.clone()
    };
    assert_eq!(sends(PostElementFlat { body }, "element.flat").await, expected);

    let pair = |key: &str, value| KeyValuePairOfStringAndInt32 { key: Some(key.to_owned()), value };
    let body = Pairs { p: pair("k", 1), l: Some(vec![pair("l", 2)]) };
    let nothing = KeyValuePairOfStringAndInt32::default();
    let expected = Pairs { p: nothing.clone(), l: Some(vec![nothing]) };
    assert_eq!(sends(PostArrayPairs { body }, "array.pairs").await, expected);
}

/// Calls an endpoint whose body `XmlSerializer` refuses: our client does not send it, and the server does not read it.
async fn is_refused<E>(endpoint: E, path: &'static str, why: &str)
where
    E: Endpoint<Response: Debug + PartialEq + Send, Status: Debug> + Clone,
{
    let (api, mut recorder) = catalogue();
    let error = api.call(endpoint.clone()).format(Format::Xml).send().await.expect_err("it is refused");
    let Error::Arguments(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), ErrorKind::Unrepresentable, "{error}");
    assert!(error.to_string().contains(why), "{error}");
    assert!(recorder.heard.lock().expect("a lock").is_none());

    let request = http::Request::post(path).header("content-type", "application/xml");
    let answer = recorder.call(request.body(Full::from("<a />")).expect("a request")).await;
    assert_eq!(answer.expect("an answer").status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{path}");

    api.call(endpoint).format(Format::Json).send().await.expect("JSON is taken");
}

#[tokio::test]
async fn what_the_serializer_refuses_is_neither_sent_nor_read() {
    is_refused(PostInterface::default(), "/api/interface", "is declared as an interface").await;
    is_refused(PostMember::default(), "/api/member", "`Leads` is `IEnumerable<Lead>`").await;
    is_refused(PostConstructor::default(), "/api/constructor", "no constructor without arguments").await;
    is_refused(PostTuple::default(), "/api/tuple", "a tuple has no constructor without arguments").await;
}

/// The XML formatter declines, so that JSON is answered where XML is asked for.
#[tokio::test]
async fn an_answer_that_the_serializer_refuses_is_json() {
    let (_, mut recorder) = catalogue();
    let request = http::Request::post("/api/member")
        .header("content-type", "application/json")
        .header("accept", "application/xml")
        .body(Full::from(r#"{"Id":7,"Leads":[]}"#));
    let answer = recorder.call(request.expect("a request")).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    let heard = recorder.heard.lock().expect("a lock").clone().expect("a call");
    assert_eq!(heard.content_type, "application/json; charset=utf-8");
    assert_eq!(heard.answer, r#"{"Id":7,"Leads":[]}"#);
}

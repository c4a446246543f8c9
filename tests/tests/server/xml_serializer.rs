//! Services whose XML formatter uses `XmlSerializer`, for all endpoints or for some.

use crate::shop::{Answer, call, request, with_body};
use datacontract::contract::{Serializer, XmlSettings};
use datacontract::http::{Api, Formatter};
use datacontract::server::{Error, Invalid, Request, Router};
use datacontract::{DataContract, Dictionary, Endpoint, UnknownValue};

static SHOP: Api = Api::new("Shop").xml(XmlSettings::new().serializer(Serializer::XmlSerializer));
static XML_ALONE: Api = SHOP.formatters(&[Formatter::XML]);
static USUAL: Api = Api::new("Usual");

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop")]
struct Order {
    #[contract(name = "Note")]
    note: Option<String>,
    #[contract(name = "Id", xml(attribute = "id"))]
    id: i32,
    #[contract(name = "Codes", xml(array = "Codes", item = "Code"))]
    codes: Option<Vec<String>>,
    #[contract(name = "State")]
    state: State,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop")]
enum State {
    #[default]
    #[contract(value = 0)]
    New,
    #[contract(value = 1, xml(name = "on its way"))]
    Sent,
    #[contract(unknown)]
    Unknown(UnknownValue),
}

/// `XmlSerializer` takes no dictionary.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop")]
struct Stock {
    #[contract(name = "Counts")]
    counts: Dictionary<String, i32>,
}

/// Documents of this type go through `XmlSerializer` everywhere.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", xml(serializer))]
struct Old {
    #[contract(name = "Id")]
    id: i32,
}

/// Gives the order back.
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, post = "api/orders", response = Option<Order>)]
struct CreateOrder {
    #[endpoint(body)]
    order: Option<Order>,
}

/// Gives the order back, as if it were of another formatter.
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, post = "api/new/orders", response = Option<Order>, serializer = "dataContractSerializer")]
struct CreateNewOrder {
    #[endpoint(body)]
    order: Option<Order>,
}

#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, post = "api/list", response = Vec<Option<i32>>)]
struct Numbers {
    #[endpoint(body)]
    numbers: Vec<Option<i32>>,
}

/// Gives the stock back; fails where there is none.
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, post = "api/stock", response = Stock)]
struct SetStock {
    #[endpoint(body)]
    stock: Option<Stock>,
}

#[derive(Endpoint, Debug)]
#[endpoint(api = XML_ALONE, get = "api/stock", response = Stock)]
struct GetStock;

#[derive(Endpoint, Debug)]
#[endpoint(api = USUAL, post = "api/old", response = Old)]
struct SetOld {
    #[endpoint(body)]
    old: Old,
}

#[derive(Endpoint, Debug)]
#[endpoint(api = USUAL, post = "api/orders", response = Order, serializer = "xmlSerializer")]
struct CreateOldOrder {
    #[endpoint(body)]
    order: Order,
}

fn router() -> Router {
    Router::of(())
        .endpoint(|_, request: Request<CreateOrder>| async move { Ok(request.into_arguments().order.into()) })
        .endpoint(
            |_, request: Request<CreateNewOrder>| async move { Ok(request.into_arguments().order.into()) },
        )
        .endpoint(|_, request: Request<Numbers>| async move { Ok(request.into_arguments().numbers.into()) })
        .endpoint(|_, request: Request<SetStock>| async move {
            let stock = request.into_arguments().stock;
            Ok(stock.ok_or_else(Error::not_found)?.into())
        })
        .build()
}

fn send(router: &Router, target: &str, media_type: &str, body: &'static str) -> Answer {
    let mut request = with_body("POST", target, media_type, body);
    request.headers_mut().insert("accept", "application/xml".parse().expect("a header"));
    call(router, request)
}

const ORDER: &str = concat!(
    r#"<Order xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" id="7">"#,
    "<Note>soon</Note><Codes><Code>a</Code><Code>b</Code></Codes><State>on its way</State></Order>",
);
const CONTRACT: &str = concat!(
    r#"<Order xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop">"#,
    r#"<Codes xmlns:d2p1="http://schemas.microsoft.com/2003/10/Serialization/Arrays">"#,
    "<d2p1:string>a</d2p1:string><d2p1:string>b</d2p1:string></Codes><Id>7</Id><Note>soon</Note><State>Sent</State></Order>",
);

#[test]
fn bodies_and_answers_are_of_the_services_serializer() {
    let router = router();
    // As ASP.NET does: members in any order, unknown ones skipped.
    let body = r#"<Order id="7"><State>on its way</State><Other/><Codes><Code>a</Code><Code>b</Code></Codes><Note>soon</Note></Order>"#;
    for body in [ORDER, body] {
        assert_eq!(send(&router, "/api/orders", "application/xml", body).shown(), (200, ORDER));
    }
    let nil = r#"<Order xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xsi:nil="true" />"#;
    assert_eq!(send(&router, "/api/orders", "text/xml", nil).shown(), (200, nil));
    assert_eq!(send(&router, "/api/orders", "application/json", "null").shown(), (200, nil));
    let list = r#"<ArrayOfInt xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><int>1</int><int xsi:nil="true" /></ArrayOfInt>"#;
    assert_eq!(send(&router, "/api/list", "application/xml", list).shown(), (200, list));
}

#[test]
fn a_list_at_the_root_is_read_strictly_too() {
    let router = router().strict_xml(true);
    let list = r#"<ArrayOfInt xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><int>1</int></ArrayOfInt>"#;
    assert_eq!(send(&router, "/api/list", "application/xml", list).shown(), (200, list));
}

#[test]
fn an_endpoint_has_a_serializer_of_its_own() {
    let contracts = router();
    assert_eq!(send(&contracts, "/api/new/orders", "application/xml", CONTRACT).shown(), (200, CONTRACT));
    let old = Router::of(())
        .endpoint(
            |_, request: Request<CreateOldOrder>| async move { Ok(request.into_arguments().order.into()) },
        )
        .build();
    assert_eq!(send(&old, "/api/orders", "application/xml", ORDER).shown(), (200, ORDER));
}

#[test]
fn a_type_has_a_serializer_of_its_own() {
    let router = Router::of(())
        .endpoint(|_, request: Request<SetOld>| async move { Ok(request.into_arguments().old.into()) })
        .build();
    let old = r#"<Old xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><Id>7</Id></Old>"#;
    assert_eq!(send(&router, "/api/old", "application/xml", old).shown(), (200, old));
}

/// The argument is null, and the model state has an error.
#[test]
fn a_body_of_the_other_serializer_is_an_error() {
    let router = router();
    let refused = "<Error><Message>The request is invalid.</Message><ModelState><order>An error has occurred.</order></ModelState></Error>";
    for body in [CONTRACT, "<order/>", "<Order", "<Order xmlns='urn:other'/>"] {
        let answer = send(&router, "/api/orders", "application/xml", body);
        assert_eq!(answer.shown(), (400, refused), "{body}");
    }
    assert_eq!(send(&router, "/api/new/orders", "application/xml", ORDER).shown(), (400, refused));
    let detailed = router.clone().details(true);
    let answer = send(&detailed, "/api/orders", "application/xml", CONTRACT);
    assert!(answer.text().contains("DataContractSerializer writes such roots"), "{}", answer.text());
    let answer = send(&detailed, "/api/new/orders", "application/xml", ORDER);
    assert!(answer.text().contains("XmlSerializer writes this root"), "{}", answer.text());
    let nil = r#"<Order xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xsi:nil="true" />"#;
    let passing = router.invalid(Invalid::PassOn);
    assert_eq!(send(&passing, "/api/orders", "application/xml", CONTRACT).shown(), (200, nil));
}

/// The formatter declines: another one answers, and none reads such a body.
#[test]
fn what_the_serializer_refuses_is_answered_as_json() {
    let router = router();
    let answer = send(&router, "/api/stock", "application/json", r#"{"Counts":{"tea":7}}"#);
    assert_eq!(answer.shown(), (200, r#"{"Counts":{"tea":7}}"#));
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    let answer = send(&router, "/api/stock", "application/xml", "<Stock/>");
    let message = "The request entity's media type 'application/xml' is not supported for this resource.";
    assert_eq!(answer.shown(), (415, &*format!("<Error><Message>{message}</Message></Error>")));
    // Errors have a form of their own.
    let answer = send(&router, "/api/stock", "application/json", "null");
    assert_eq!((answer.status, answer.header("content-type")), (404, ""));
    let answer = send(&router, "/api/stock", "application/json", "[");
    assert_eq!((answer.status, answer.header("content-type")), (400, "application/xml; charset=utf-8"));
}

#[test]
fn without_another_format_it_is_406() {
    let router =
        Router::of(()).endpoint(|_, _: Request<GetStock>| async move { Ok(Stock::default().into()) }).build();
    assert_eq!(call(&router, request("GET", "/api/stock")).status, 406);
}

#[test]
fn a_value_without_a_form_is_500() {
    let router = router();
    let body = r#"{"Note":null,"Id":7,"Codes":null,"State":9}"#;
    let answer = send(&router, "/api/orders", "application/json", body);
    assert_eq!(answer.shown(), (500, "<Error><Message>An error has occurred.</Message></Error>"));
}

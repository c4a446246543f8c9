//! Clients of services whose XML formatter uses `XmlSerializer`.

use crate::both::clients;
use crate::server::{Server, xml};
use datacontract::client::{Client, Error, Retry, Tower};
use datacontract::contract::{Serializer, XmlSettings};
use datacontract::http::{Api, BaseUrl, Format};
use datacontract::server::{Request, Router};
use datacontract::{DataContract, Dictionary, Endpoint, ErrorKind, Secret};

static SHOP: Api = Api::new("Shop").xml(XmlSettings::new().serializer(Serializer::XmlSerializer));

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", xml(root = "order"))]
struct Order {
    #[contract(name = "Token", xml(attribute = "token"))]
    token: Option<Secret<String>>,
    #[contract(name = "Id")]
    id: i32,
    #[contract(name = "Codes", xml(element = "Code"))]
    codes: Option<Vec<String>>,
}

#[derive(Endpoint, Clone, Debug)]
#[endpoint(api = SHOP, post = "api/orders", response = Option<Order>)]
struct CreateOrder {
    #[endpoint(body)]
    order: Option<Order>,
}

#[derive(Endpoint, Clone, Debug)]
#[endpoint(api = SHOP, post = "api/new/orders", response = Option<Order>, serializer = "dataContractSerializer")]
struct CreateNewOrder {
    #[endpoint(body)]
    order: Option<Order>,
}

#[derive(Endpoint, Clone, Debug)]
#[endpoint(api = SHOP, post = "api/stock", response = Dictionary<String, i32>)]
struct SetStock {
    #[endpoint(body)]
    stock: Dictionary<String, i32>,
}

fn order() -> Order {
    Order {
        token: Some("Welcome123".to_owned().into()),
        id: 7,
        codes: Some(vec!["a".to_owned(), "b".to_owned()]),
    }
}

const ORDER: &str = concat!(
    r#"<order xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" "#,
    r#"token="Welcome123"><Id>7</Id><Code>a</Code><Code>b</Code></order>"#,
);
const CONTRACT: &str = concat!(
    r#"<Order xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop">"#,
    r#"<Codes xmlns:d2p1="http://schemas.microsoft.com/2003/10/Serialization/Arrays">"#,
    "<d2p1:string>a</d2p1:string><d2p1:string>b</d2p1:string></Codes><Id>7</Id><Token>Welcome123</Token></Order>",
);

fn everything(error: &Error) -> String {
    format!("{error} {error:?} {error:#?}")
}

#[test]
fn requests_and_answers_are_of_the_services_serializer() {
    let server = Server::always(xml(ORDER));
    for (name, client) in clients(&server.url()) {
        let found = client.call(CreateOrder { order: Some(order()) }).format(Format::Xml).send();
        assert_eq!(found.unwrap(), Some(order()), "{name}");
        assert_eq!(server.received().last().unwrap().body, ORDER.as_bytes(), "{name}");
    }
    let server = Server::always(xml(CONTRACT));
    for (name, client) in clients(&server.url()) {
        let found = client.call(CreateNewOrder { order: Some(order()) }).format(Format::Xml).send();
        assert_eq!(found.unwrap(), Some(order()), "{name}");
        assert_eq!(server.received().last().unwrap().body, CONTRACT.as_bytes(), "{name}");
    }
}

#[test]
fn an_answer_of_the_other_serializer_is_said_to_be_one_and_shows_no_secret() {
    let server = Server::always(xml(CONTRACT));
    for (name, client) in clients(&server.url()) {
        let error = client.call(CreateOrder { order: None }).format(Format::Xml).send().unwrap_err();
        let shown = everything(&error);
        assert!(shown.contains("DataContractSerializer writes such roots"), "{name}: {shown}");
        assert!(!shown.contains("Welcome123"), "{name}: {shown}");
    }
    let server = Server::always(xml(ORDER));
    for (name, client) in clients(&server.url()) {
        let error = client.call(CreateNewOrder { order: None }).format(Format::Xml).send().unwrap_err();
        let shown = everything(&error);
        assert!(shown.contains("XmlSerializer writes this root"), "{name}: {shown}");
        assert!(!shown.contains("Welcome123"), "{name}: {shown}");
    }
}

#[test]
fn a_secret_attribute_of_a_broken_answer_is_not_shown() {
    for (body, shown_name) in [
        (r#"<order token="Welcome123"><Id>Welcome123</Id></order>"#, "token="),
        (r#"<order token="Welcome123" id=Welcome123><Id>1</Id></order>"#, "token="),
        (r#"<order token="Welcome123"><Code><x>Welcome123</x></Code></order>"#, "Code"),
        (r#"<order token="Welcome123"#, "order"),
    ] {
        let server = Server::always(xml(body));
        for (name, client) in clients(&server.url()) {
            let error = client.call(CreateOrder { order: None }).format(Format::Xml).send().unwrap_err();
            let shown = everything(&error);
            assert!(shown.contains(shown_name), "{name}: {shown}");
            assert!(!shown.contains("Welcome"), "{name}: {shown}");
        }
    }
}

#[test]
fn what_the_serializer_refuses_is_not_sent() {
    let server = Server::always(xml("<a/>"));
    for (name, client) in clients(&server.url()) {
        let call = SetStock { stock: Dictionary::default() };
        let error = client.call(call).format(Format::Xml).send().unwrap_err();
        let Error::Arguments(error) = error else { panic!("{name}: {error:?}") };
        assert_eq!(error.kind(), ErrorKind::Unrepresentable, "{name}");
        assert!(error.to_string().contains("dictionary"), "{name}: {error}");
    }
}

/// The formatter declines, and JSON comes, though XML was asked for.
#[tokio::test]
async fn a_client_and_a_server_understand_each_other() {
    struct Service;
    let router = Router::of(Service)
        .endpoint(|_, request: Request<CreateOrder>| async move { Ok(request.into_arguments().order.into()) })
        .endpoint(|_, request: Request<SetStock>| async move { Ok(request.into_arguments().stock.into()) })
        .build();
    let url = BaseUrl::new("http://shop.example.com").unwrap();
    let client = Client::new(url, Tower::new(router)).retry(Retry::never());
    for order in [None, Some(order()), Some(Order::default())] {
        for format in [Format::Json, Format::Xml] {
            let found =
                client.call(CreateOrder { order: order.clone() }).format(format).send().await.unwrap();
            assert_eq!(found, order, "{format:?}");
        }
    }
    let stock: Dictionary<_, _> = [("tea".to_owned(), 7)].into_iter().collect();
    let call = SetStock { stock: stock.clone() };
    assert_eq!(client.call(call).format(Format::Json).send().await.unwrap(), stock);
}

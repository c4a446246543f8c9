//! What emitted endpoints, clients, servers and samples do.

use datacontract::client::mock::{Blocking, Mock};
use datacontract::client::{self, Error, Tower};
use datacontract::clr::{DateTime, Decimal};
use datacontract::http::{BaseUrl, Endpoint, Format, StatusCode, request};
use datacontract::server::{Request, Result};
use datacontract::{Secret, UnknownValue};

use crate::shop::endpoints::{
    CreateOrder, CreateOrderStatus, Defaults, GetOrder, ReplaceOrder, SearchOrders,
};
use crate::shop::{Order, OrderResponse, Response, Rights, State, samples};
use crate::{accounts, bank, odd_names, shop, weather, weather_by_query};

fn uri(endpoint: &impl Endpoint) -> String {
    let base = BaseUrl::new("http://x").expect("an address");
    let request = request(endpoint, &base, Format::Json).expect("a request");
    request.uri().to_string().trim_start_matches("http://x").to_owned()
}

/// A client of the shop, and the mock that answers it.
fn shop(mock: Mock) -> (shop::client::Client<Blocking>, Mock) {
    (shop::client::Client::new(client::mock(mock.clone())), mock)
}

#[test]
fn required_arguments_are_parameters_and_the_others_are_set() {
    let (api, mock) = shop(Mock::new().on(|_: SearchOrders| Ok(Vec::new())));
    let since: DateTime = "2024-10-15T00:00:00Z".parse().expect("a date");
    let call = api.search_orders(State::Sent, since, None, "key").page(2).tags(["a", "b c"]).numbers([1]);
    assert_eq!(call.send().expect("an answer"), []);
    assert_eq!(
        mock.calls::<SearchOrders>(),
        [SearchOrders {
            state: State::Sent,
            since,
            until: None,
            page: 2,
            size: Some(20),
            name: "a \"quoted\" name".to_owned(),
            tags: vec!["a".to_owned(), "b c".to_owned()],
            numbers: vec![1],
            token: Secret::from("key"),
        }]
    );
    let sent = mock.requests()[0].uri().to_string();
    let (_, query) = sent.split_once('?').expect("a query");
    assert_eq!(
        query,
        "state=Sent&since=2024-10-15T00%3A00%3A00Z&until=&page=2&tags=a&tags=b%20c&numbers=1&token=key"
    );
}

#[test]
fn what_is_the_services_default_is_left_out() {
    assert_eq!(uri(&Defaults::default()), "/api/defaults");
    let defaults = Defaults::default();
    assert_eq!(
        defaults,
        Defaults {
            flag: true,
            state: State::Sent,
            other: State::Unknown(UnknownValue::Text("Lost".into())),
            number: State::Unknown(UnknownValue::Number(9)),
            rights: Rights::CAN_READ,
            ratio: -1.5,
            price: "9.90".parse().expect("a number"),
            day: "2024-10-15T00:00:00".parse().expect("a date"),
            letter: u16::from(b'x').into(),
            nothing: None,
            secret: Secret::from("s"),
        }
    );
    let others =
        Defaults { flag: false, price: Decimal::from(3), nothing: Some(0), letter: 65.into(), ..defaults };
    assert_eq!(uri(&others), "/api/defaults?flag=false&price=3&letter=A&nothing=0");
    // By C#'s name, not by `EnumMember`'s.
    let others =
        Defaults { state: State::Open, rights: Rights::CAN_READ | Rights::CAN_WRITE, ..Defaults::default() };
    assert_eq!(uri(&others), "/api/defaults?state=Open&rights=3");
}

#[test]
fn paths_are_filled() {
    use crate::shop::endpoints::{Days, ReadFile};
    assert_eq!(uri(&GetOrder { id: -7 }), "/api/orders/-7");
    assert_eq!(uri(&Days { year: 2024, month: Some(10), day: 15 }), "/api/days/2024/10/15");
    assert_eq!(uri(&Days { year: 2024, ..Days::default() }), "/api/days/2024");
    let file = ReadFile { folder: "a b".to_owned(), rest: "c/d.txt".to_owned() };
    assert_eq!(uri(&file), "/api/files/a%20b/c/d.txt");
}

#[test]
fn bodies_that_may_be_null_are_given_as_they_are() {
    let (api, mock) = shop(Mock::new().on(|_: ReplaceOrder| Ok(())));
    api.replace_order(1, Order::default()).send().expect("an answer");
    api.replace_order(2, None).send().expect("an answer");
    api.call(ReplaceOrder { id: 3, body: None }).send().expect("an answer");
    let bodies: Vec<bool> = mock.calls::<ReplaceOrder>().iter().map(|call| call.body.is_some()).collect();
    assert_eq!(bodies, [true, false, false]);
}

#[test]
fn status_codes_have_names() {
    let (api, _) = shop(Mock::new().on(|call: CreateOrder| match call.body.number {
        1 => Err(StatusCode::CONFLICT.into()),
        2 => Err(StatusCode::IM_A_TEAPOT.into()),
        _ => Ok(OrderResponse { base: Response { error_code: 7, message: None }, number: 1 }),
    }));
    let refused = |number| {
        let order = Order { number, ..Order::default() };
        match api.create_order(order).send() {
            Err(Error::Status(error)) => error.status,
            other => panic!("no status code: {other:?}"),
        }
    };
    assert_eq!(refused(1), CreateOrderStatus::Conflict);
    assert_eq!(refused(1).to_string(), "409 (It is there already.)");
    assert_eq!(refused(2), CreateOrderStatus::Other(StatusCode::IM_A_TEAPOT));
    assert_eq!(refused(2).to_string(), "418 I'm a teapot");

    // The outcome of the base class is the response's.
    let failed = api.create_order(Order::default()).send();
    assert!(matches!(failed, Err(Error::Application(_))), "{failed:?}");
    let failed = api.create_order(Order::default()).ignore_outcome().send_with_response();
    assert_eq!(failed.expect("a response").value.base.error_code, 7);
}

#[test]
fn samples_are_values() {
    let order = Order { number: 1, customer: Some("sample string 2".to_owned()), state: State::Open };
    assert_eq!(samples::create_order_request(), order);
    assert_eq!(samples::create_order(), CreateOrder { body: order });
    // There is only one in XML.
    assert_eq!(samples::create_order_response().base.message.as_deref(), Some("sample string 2"));
    // What stands in a path is not empty.
    assert_eq!(uri(&samples::read_file()), "/api/files/sample/sample");
    assert_eq!(uri(&samples::get_order()), "/api/orders/1");
    assert_eq!(uri(&samples::defaults()), "/api/defaults");
    assert_eq!(uri(&samples::many_arguments()), "/api/matrix?a=1&b=1&c=1&d=1&e=1&f=1");
    assert_eq!(odd_names::samples::sample_response_(), 1);
    let _: odd_names::endpoints::SampleResponse = odd_names::samples::sample_response();
}

#[test]
fn secrets_of_arguments_are_not_shown() {
    let text = format!("{:?}", SearchOrders { token: Secret::from("hunter2"), ..SearchOrders::default() });
    assert!(text.contains("token: [secret]"), "{text}");
}

#[test]
fn credentials_are_put_where_there_are_none() {
    use bank::client::{Client, Credentials};
    use bank::endpoints::{PostAsk, PostPay};

    let mock = Mock::new().on(|_: PostPay| Ok(())).on(|_: PostAsk| Ok(1));
    let plain: Client<Blocking> = Client::new(client::mock(mock.clone()));
    let api = plain.clone().credentials(Credentials { token: Some("key".into()), user: Some(7) });
    // Settings are shown by their names, one of which has the word `key` in it.
    assert!(!format!("{api:?}").contains("\"key\""), "{api:?}");
    assert!(format!("{api:?}").contains("token: Some([secret])"), "{api:?}");

    let own = bank::PayRequest {
        base: bank::Request { token: Some("own".into()) },
        header: Some(bank::Header { user: 8 }),
        ..Default::default()
    };
    for call in [
        plain.post_pay(bank::PayRequest::default()),
        api.post_pay(bank::PayRequest::default()),
        api.post_pay(own.clone()),
        api.call(PostPay::default()),
    ] {
        call.send().expect("an answer");
    }
    let sent: Vec<_> =
        mock.calls::<PostPay>().into_iter().map(|call| (call.body.base.token, call.body.header)).collect();
    let both = |token: &str, user| (Some(token.into()), Some(bank::Header { user }));
    assert_eq!(sent, [(None, None), both("key", 7), both("own", 8), (None, None)]);

    api.post_ask(None).send().expect("an answer");
    let body = mock.calls::<PostAsk>().pop().and_then(|call| call.body).expect("a body");
    assert_eq!((body.base.token, body.header.user), (Some("key".into()), 7));
}

#[test]
fn a_key_goes_into_its_header() {
    let mock = Mock::new().on(|_: weather::endpoints::GetWeatherByCity| Ok("fine".to_owned()));
    let api: weather::client::Client<Blocking> = weather::client::Client::new(client::mock(mock.clone()));
    assert_eq!(api.api_key("key").get_weather_by_city("Malmö").send().expect("an answer"), "fine");
    assert_eq!(mock.requests()[0].headers()["x-api-key"], "key");
}

#[test]
fn a_key_goes_into_the_query() {
    use weather_by_query::{client::Client, endpoints::GetWeatherByCity};
    let mock = Mock::new().on(|_: GetWeatherByCity| Ok("fine".to_owned()));
    let api: Client<Blocking> = Client::new(client::mock(mock.clone()));
    assert_eq!(api.api_key("k&y").get_weather_by_city("x").send().expect("an answer"), "fine");
    assert_eq!(mock.requests()[0].uri(), "/api/weather/x?api%20key=k%26y");
}

#[test]
fn a_client_logs_in_where_the_spec_says() {
    use accounts::{client::Client, endpoints};
    let mock = Mock::new()
        .on(|_: endpoints::GetAccountUserInfo| Ok("Ada".to_owned()))
        .on(|_: endpoints::PostAccountRegister| Ok(()))
        .on(|_: endpoints::Login| Ok(()))
        .on_login(|_| r#"{"access_token":"t"}"#.to_owned());
    let http = client::mock(mock.clone()).basic("ada", "old");
    let api: Client<Blocking> = Client::new(http).login("ada", "word", "12", "x");
    api.post_account_register("Ada".to_owned()).send().expect("an answer");
    // A method of the client has the name `login` already.
    api.login_("Ada".to_owned()).send().expect("an answer");
    assert_eq!(api.get_account_user_info().send().expect("an answer"), "Ada");
    let requests = mock.requests();
    let sent: Vec<_> = requests
        .iter()
        .map(|request| {
            (
                request.uri().path(),
                request.headers().get("authorization").map(|text| text.to_str().expect("text")),
            )
        })
        .collect();
    assert_eq!(
        sent,
        [
            ("/api/Account/Register", None),
            ("/api/Account/Login", Some("Basic YWRhOm9sZA==")),
            ("/Token", None),
            ("/api/Account/UserInfo", Some("Bearer t")),
        ]
    );
    assert_eq!(
        requests[2].body(),
        "grant_type=password&username=ada&password=word&client_id=mobile&otp=12&user=x"
    );
}

/// A shop that has two of its endpoints.
struct Shop;

impl shop::server::Service for Shop {
    async fn get_order(&self, request: Request<GetOrder>) -> Result<Option<Order>> {
        Ok((request.id == 1).then(samples::create_order_request).into())
    }

    async fn create_order(&self, request: Request<CreateOrder>) -> Result<OrderResponse> {
        let number = request.body.number;
        Ok(OrderResponse { base: Response::default(), number }.into())
    }
}

#[tokio::test]
async fn the_client_understands_the_server() {
    let router = shop::server::router(Shop);
    let base = BaseUrl::new("http://shop.example.com").expect("an address");
    let api = shop::client::Client::new(client::Client::new(base, Tower::new(router)));
    for format in [Format::Json, Format::Xml] {
        let order = api.get_order(1).format(format).send().await.expect("an order");
        assert_eq!(order, Some(samples::create_order_request()), "{format:?}");
        assert_eq!(api.get_order(2).format(format).send().await.expect("null"), None);
        let order = Order { number: 3, ..Order::default() };
        assert_eq!(api.create_order(order).format(format).send().await.expect("a response").number, 3);
    }
    let error = api.days(2024).send().await.expect_err("it is not implemented");
    assert_eq!(error.status(), Some(StatusCode::NOT_IMPLEMENTED));
}

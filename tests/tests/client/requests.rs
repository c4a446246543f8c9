//! What is sent.

use crate::both::clients;
use crate::server::{Server, json};
use crate::shop::{API, CreateOrder, DeleteOrder, GetOrder, HasOrder, JSON, Line, Order, State, XML, order};
use datacontract::clr::{Char, DateTime, DateTimeOffset, Decimal, Guid, TimeSpan, Uri};
use datacontract::http::{BaseUrl, Format, bind, request};
use datacontract::{DataContract, Dictionary, Endpoint};
use proptest::prelude::*;

#[test]
fn method_path_headers_and_body() {
    let server = Server::always(json(JSON));
    for (name, client) in clients(&format!("{}/v2/", server.url())) {
        server.clear();
        let client = client.basic("Ada", "secret");
        client.call(CreateOrder { dry: None, order: order() }).send().unwrap();
        client.call(CreateOrder { dry: Some(false), order: order() }).format(Format::Xml).send().unwrap();
        client.call(DeleteOrder { id: -5 }).header("X-Reason", "test").send().unwrap();
        client.call(HasOrder { id: 7 }).send().unwrap();
        client.call(GetOrder { id: 7 }).send().unwrap();

        let received = server.received();
        let lines: Vec<_> = received.iter().map(|request| request.line.as_str()).collect();
        assert_eq!(
            lines,
            [
                "POST /v2/api/orders HTTP/1.1",
                "POST /v2/api/orders?dry=false HTTP/1.1",
                "DELETE /v2/api/orders/-5 HTTP/1.1",
                "HEAD /v2/api/orders/7 HTTP/1.1",
                "GET /v2/api/orders/7 HTTP/1.1",
            ],
            "{name}"
        );
        for request in &received {
            assert_eq!(request.header("authorization"), Some("Basic QWRhOnNlY3JldA=="), "{name}");
            let agent = request.header("user-agent").unwrap();
            assert!(agent.starts_with("datacontract/"), "{name}: {agent}");
            assert!(request.header("referer").is_none(), "{name}");
        }
        let heads = |place: usize| ["accept", "content-type"].map(|header| received[place].header(header));
        assert_eq!(heads(0), [Some("application/json"), Some("application/json")], "{name}");
        assert_eq!(heads(1), [Some("application/xml"), Some("application/xml")], "{name}");
        assert_eq!(received[0].body, JSON.as_bytes(), "{name}");
        assert_eq!(received[1].body, XML.as_bytes(), "{name}");
        assert_eq!(received[2].header("x-reason"), Some("test"), "{name}");
        for request in &received[2..] {
            assert_eq!((request.header("content-type"), request.body.len()), (None, 0), "{name}");
        }
        assert_eq!(received[4].header("content-length"), None, "{name}");
    }
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/search/{from}/{to}", response = Vec<Order>)]
struct Search {
    from: DateTime,
    to: Option<DateTime>,
    state: State,
    #[endpoint(name = "$filter")]
    filter: Option<String>,
    #[endpoint(default = 1)]
    page: i32,
    #[endpoint(default = String::from("Name"))]
    sort: String,
    codes: Vec<String>,
    numbers: Vec<i64>,
    min: Option<Decimal>,
    customer: Option<Guid>,
    exact: bool,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/größe+/{ä}/c%20d", response = String)]
struct Sizes {
    #[endpoint(name = "ä")]
    a: String,
    #[endpoint(name = "ö b")]
    o: Option<String>,
}

/// RFC 3986 has ASCII alone, and Kestrel refuses anything else.
#[test]
fn request_lines_are_ascii() {
    let server = Server::always(json("\"x\""));
    for (name, client) in clients(&format!("{}/é/%C3%A9/", server.url())) {
        server.clear();
        let sizes = Sizes { a: "ü/+&?".to_owned(), o: Some("é +&=%".to_owned()) };
        client.call(sizes.clone()).send().unwrap();
        let line = server.received().pop().unwrap().line;
        let path = "/api/gr%C3%B6%C3%9Fe+/%C3%BC%2F%2B%26%3F/c%20d?%C3%B6%20b=%C3%A9%20%2B%26%3D%25";
        assert_eq!(line, format!("GET /%C3%A9/%C3%A9{path} HTTP/1.1"), "{name}");
        // In every spelling it is this endpoint's.
        for path in [path.to_owned(), path.replace("%C3%B6%C3%9Fe", "öße").replace("%20d", "%20D")] {
            let request = http::Request::get(path).body(bytes::Bytes::new()).unwrap();
            assert_eq!(bind::<Sizes>(&request).unwrap().arguments, sizes, "{name}");
        }
    }
}

fn base() -> BaseUrl {
    BaseUrl::new("http://shop").unwrap()
}

#[test]
fn arguments_in_path_and_query() {
    let search = Search {
        from: "2024-10-15T00:00:00".parse().unwrap(),
        state: State::Sent,
        exact: true,
        ..Search::default()
    };
    let uri = |search: &Search| request(search, &base(), Format::Json).unwrap().uri().to_string();
    assert_eq!(uri(&search), "http://shop/api/search/2024-10-15T00%3A00%3A00?state=Sent&exact=true");

    let full = Search {
        to: "2024-10-16T01:02:03.5Z".parse().ok(),
        state: State::Unknown(datacontract::UnknownValue::Number(17)),
        filter: Some("a&b=c d+Å".to_owned()),
        page: 2,
        sort: String::new(),
        codes: vec!["a".to_owned(), String::new(), "c,d".to_owned()],
        numbers: vec![-1, 2],
        min: "1.50".parse().ok(),
        customer: "00112233-4455-6677-8899-aabbccddeeff".parse().ok(),
        exact: false,
        ..search
    };
    assert_eq!(
        uri(&full),
        "http://shop/api/search/2024-10-15T00%3A00%3A00/2024-10-16T01%3A02%3A03.5Z?state=17\
         &%24filter=a%26b%3Dc%20d%2B%C3%85&page=2&sort=&codes=a&codes=&codes=c%2Cd&numbers=-1&numbers=2&min=1.50\
         &customer=00112233-4455-6677-8899-aabbccddeeff&exact=false"
    );
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/goods", response = String)]
struct Goods {
    #[endpoint(comma_separated)]
    ids: Vec<i32>,
    #[endpoint(name = "codes[]", comma_separated)]
    codes: Vec<String>,
    #[endpoint(name = "names[]")]
    names: Vec<String>,
}

#[test]
fn lists_are_one_value_with_commas_where_the_parameter_says_so() {
    let uri = |goods: &Goods| request(goods, &base(), Format::Json).map(|sent| sent.uri().to_string());
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    assert_eq!(uri(&Goods::default()).unwrap(), "http://shop/api/goods");
    let goods = Goods { ids: vec![1, -2, 3], codes: texts(&["a&b", "", "Å"]), names: texts(&["x", "y,z"]) };
    assert_eq!(
        uri(&goods).unwrap(),
        "http://shop/api/goods?ids=1,-2,3&codes%5B%5D=a%26b,,%C3%85&names%5B%5D=x&names%5B%5D=y%2Cz"
    );
    let bound = datacontract::http::bind::<Goods>(&request(&goods, &base(), Format::Json).unwrap()).unwrap();
    assert!(bound.model_state.is_valid(), "{}", bound.model_state);
    assert_eq!(bound.arguments, goods);

    // What the service could not tell apart is not sent; no text of it is shown.
    for (codes, why) in [(&["a,b"][..], "an item has a comma"), (&[""], "its only item is empty")] {
        let error = uri(&Goods { codes: texts(codes), ..Goods::default() }).unwrap_err().to_string();
        assert!(error.contains("`codes[]`") && error.contains(why) && !error.contains("a,b"), "{error}");
    }
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/text/{text}/{rest}", response = String)]
struct Words {
    text: String,
    rest: Option<String>,
    query: Option<String>,
    list: Vec<String>,
}

/// reqwest has addresses of its own, which must not change anything.
#[test]
fn addresses_are_sent_as_they_are_made() {
    let server = Server::always(json("\"x\""));
    let all: String = (' '..='~').collect();
    let arguments = [&all, "...", ".%2e", "a/../b", "\\", "a;b=c", "\u{1f642}", "%41", "+ +", "\t\r\n"];
    for (name, client) in clients(&server.url()) {
        for text in arguments {
            server.clear();
            let call = Words { text: text.to_owned(), query: Some(text.to_owned()), ..Words::default() };
            let made = request(&call, &base(), Format::Json).unwrap();
            client.call(call).send().unwrap();
            let sent = server.received().pop().unwrap().line;
            assert_eq!(sent, format!("GET {} HTTP/1.1", made.uri().path_and_query().unwrap()), "{name}");
        }
    }
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/kinds/{boolean}/{guid}")]
struct Kinds {
    boolean: bool,
    guid: Guid,
    sbyte: i8,
    byte: u8,
    short: i16,
    ushort: u16,
    int: i32,
    uint: u32,
    long: i64,
    ulong: u64,
    single: f32,
    double: f64,
    decimal: Decimal,
    character: Char,
    date_time: DateTime,
    date_time_offset: Option<DateTimeOffset>,
    time_span: Option<TimeSpan>,
    uri: Uri,
    numbers: Vec<f64>,
    states: Vec<State>,
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_kinds_of_values_are_understood(
        a in (any::<bool>(), any::<[u8; 16]>(), any::<i8>(), any::<u8>(), any::<i16>(), any::<u16>()),
        b in (any::<i32>(), any::<u32>(), any::<i64>(), any::<u64>(), any::<f32>(), any::<f64>()),
        digits in -1_000_000_000_000i64..1_000_000_000_000, letter in "[a-zA-Z0-9&+ж]",
        time in ("[0-9]{3}[1-9]-0[1-9]-[12][0-8]T[01][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{0,6}[1-9])?", "(Z)?"),
        numbers in proptest::collection::vec(any::<f64>(), 0..3),
    ) {
        let sent = Kinds {
            boolean: a.0, guid: Guid::from_bytes(a.1), sbyte: a.2, byte: a.3, short: a.4, ushort: a.5,
            int: b.0, uint: b.1, long: b.2, ulong: b.3, single: b.4, double: b.5,
            decimal: format!("{}.{:02}", digits / 100, digits.abs() % 100).parse().unwrap(),
            character: Char::from(u16::try_from(u32::from(letter.chars().next().unwrap())).unwrap()),
            date_time: format!("{}{}", time.0, time.1).parse().unwrap(),
            date_time_offset: format!("{}+02:30", time.0).parse().ok(),
            time_span: Some(TimeSpan::from_ticks(digits)),
            uri: format!("https://example.com/{letter}?x=1&y={letter}#z").parse().unwrap(),
            numbers,
            states: vec![State::Sent, State::Unknown(datacontract::UnknownValue::Number(17)), State::New],
        };
        let bound = bind::<Kinds>(&request(&sent, &base(), Format::Json).unwrap()).unwrap();
        prop_assert!(bound.model_state.is_valid(), "{}", bound.model_state);
        prop_assert_eq!(bound.arguments, sent);
    }
}

#[test]
fn what_cannot_stand_in_the_path_is_refused() {
    for text in ["", ".", ".."] {
        let text = Words { text: text.to_owned(), ..Words::default() };
        let error = request(&text, &base(), Format::Json).unwrap_err();
        assert!(error.to_string().starts_with("the argument `text` cannot stand in the path"), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_sent_is_what_is_understood(
        text in "\\PC{1,12}", rest in proptest::option::of("\\PC{1,8}"), query in proptest::option::of("\\PC{1,12}"),
        list in proptest::collection::vec("\\PC{1,6}", 0..4),
    ) {
        let is_blank = |text: &String| text.trim().is_empty() || matches!(text.as_str(), "." | "..");
        prop_assume!(!is_blank(&text) && !rest.iter().chain(&query).chain(&list).any(is_blank));
        let sent = Words { text, rest, query, list };
        let bound = bind::<Words>(&request(&sent, &base(), Format::Json).unwrap()).unwrap();
        prop_assert_eq!(bound.arguments, sent);
    }
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
struct Basket {
    name: Option<String>,
    count: i32,
    price: Option<Decimal>,
    state: State,
    first: Option<Line>,
    lines: Vec<Line>,
    tags: Vec<String>,
    stock: Dictionary<String, i32>,
    at: Option<DateTime>,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/basket")]
struct PutBasket {
    #[endpoint(body)]
    basket: Basket,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/number")]
struct PutNumber {
    #[endpoint(body)]
    number: i32,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/numbers")]
struct PutNumbers {
    #[endpoint(body)]
    numbers: Vec<i32>,
}

fn form<E: Endpoint>(endpoint: &E) -> String {
    let request = request(endpoint, &base(), Format::Form).unwrap();
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    String::from_utf8(request.into_body().to_vec()).unwrap()
}

#[test]
fn forms_have_the_names_that_model_binding_wants() {
    let line = |sku: &str| Line { sku: Some(sku.to_owned()), count: 1, state: State::New };
    let basket = Basket {
        name: Some("Åsa & co".to_owned()),
        count: 3,
        state: State::Sent,
        first: Some(line("a")),
        lines: vec![line("b"), Line::default()],
        tags: vec!["x".to_owned(), "y".to_owned()],
        stock: [("tea".to_owned(), 5)].into_iter().collect(),
        ..Basket::default()
    };
    let sent = PutBasket { basket };
    let decoded = form(&sent).replace("%5B", "[").replace("%5D", "]");
    assert_eq!(
        decoded.split('&').collect::<Vec<_>>(),
        [
            "Name=%C3%85sa%20%26%20co",
            "Count=3",
            "State=Sent",
            "First.Sku=a",
            "First.Count=1",
            "First.State=New",
            "Lines[0].Sku=b",
            "Lines[0].Count=1",
            "Lines[0].State=New",
            "Lines[1].Count=0",
            "Lines[1].State=New",
            "Tags=x",
            "Tags=y",
            "Stock[0].Key=tea",
            "Stock[0].Value=5",
        ]
    );
    let bound = bind::<PutBasket>(&request(&sent, &base(), Format::Form).unwrap()).unwrap();
    assert_eq!(bound.arguments, sent);

    assert_eq!(form(&PutNumber { number: -5 }), "=-5");
    assert_eq!(form(&PutNumbers { numbers: vec![1, 2] }), "=1&=2");
    assert_eq!(form(&PutNumbers { numbers: vec![] }), "");
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
struct Node {
    next: Option<Box<Node>>,
}

#[derive(Endpoint, Clone, Debug)]
#[endpoint(api = API, post = "api/node")]
struct PutNode {
    #[endpoint(body)]
    node: Node,
}

#[test]
fn forms_are_not_too_deep() {
    let node = (0..100).fold(Node::default(), |next, _| Node { next: Some(Box::new(next)) });
    let error = request(&PutNode { node }, &base(), Format::Form).unwrap_err();
    assert_eq!(error.kind(), datacontract::ErrorKind::Limit);
}

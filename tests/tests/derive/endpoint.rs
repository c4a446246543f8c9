//! `#[derive(Endpoint)]`: the description, the order of the arguments, `Default`.

use datacontract::clr::DateTime;
use datacontract::contract::{Primitive, Type};
use datacontract::http::{Api, Arguments as _, Parameter, ParameterPlace, Payload};
use datacontract::outcome::Outcome;
use datacontract::value::{Slot, View};
use datacontract::{DataContract, Endpoint, Secret};

static API: Api = Api::new("Shop");

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
enum State {
    #[default]
    Open,
    #[contract(name = "in work", clr_name = "InWork")]
    InWork,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
struct Order {
    number: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
struct Answer {
    code: i32,
}

impl Answer {
    fn outcome(&self) -> Outcome<'_> {
        Outcome::of(&self.code)
    }
}

#[derive(Debug)]
struct Status(u16);

impl From<http::StatusCode> for Status {
    fn from(code: http::StatusCode) -> Self {
        Status(code.as_u16())
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Everything that can be said.
#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, put = "api/v{Version}/orders/{state}", response = Vec<Answer>, status = Status, name = "place")]
struct PlaceOrder {
    #[endpoint(body)]
    order: Order,
    state: State,
    #[endpoint(name = "Version")]
    version: i16,
    r#type: Option<String>,
    since: DateTime,
    #[endpoint(default = State::InWork)]
    former: State,
    #[endpoint(optional)]
    page: i64,
    codes: Vec<String>,
    key: Secret<String>,
    #[endpoint(required)]
    until: Option<DateTime>,
}

/// As little as can be said.
#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = self::API, head = "")]
struct IsItThere;

#[test]
fn the_operation_says_what_the_attributes_say() {
    let operation = PlaceOrder::operation();
    assert_eq!(operation.api.name, "Shop");
    assert_eq!(operation.name, "place");
    assert_eq!(operation.method, http::Method::PUT);
    assert_eq!(operation.path, "api/v{Version}/orders/{state}");
    assert!(matches!(operation.response, Some(Type::List(_))));

    let told = |parameter: &Parameter| {
        let Parameter { name, place, is_required, is_secret, .. } = *parameter;
        (name, place == ParameterPlace::Path, is_required, is_secret)
    };
    let parameters: Vec<_> = operation.parameters.iter().map(told).collect();
    assert_eq!(
        parameters,
        [
            // name, in the path, required, secret
            ("state", true, true, false),
            ("Version", true, true, false),
            ("type", false, false, false),
            ("since", false, true, false),
            ("former", false, false, false),
            ("page", false, false, false),
            ("codes", false, false, false),
            ("key", false, true, true),
            ("until", false, true, false),
        ]
    );
    let body = operation.body.expect("there is one");
    assert_eq!((body.name, body.is_required), ("order", true));

    let operation = IsItThere::operation();
    assert_eq!((operation.name, operation.path), ("is_it_there", ""));
    assert!(operation.parameters.is_empty() && operation.body.is_none() && operation.response.is_none());
    assert_eq!(<<IsItThere as Endpoint>::Response as Payload>::TYPE.map(|_| ()), None);
}

#[test]
fn a_body_that_takes_null_is_not_required() {
    #[derive(Endpoint)]
    #[endpoint(api = API, post = "api/orders", response = Option<Order>)]
    struct Post {
        #[endpoint(body, name = "value")]
        order: Option<Box<Order>>,
    }
    let body = Post::operation().body.expect("there is one");
    assert_eq!((body.name, body.is_required), ("value", false));
    assert!(Post::default().order.is_none());
}

#[test]
fn the_default_has_what_the_service_takes_for_what_is_left_out() {
    let default = PlaceOrder::default();
    assert_eq!((default.former, default.page, default.state), (State::InWork, 0, State::Open));
    assert_eq!((default.r#type, default.codes, default.order), (None, vec![], Order::default()));
}

#[test]
fn the_body_comes_last() {
    let mut place = PlaceOrder { version: 2, order: Order { number: 7 }, ..PlaceOrder::default() };
    place.views(&mut |views| {
        assert_eq!(views.len(), 10);
        assert!(matches!(views[1], View::Int(2)));
        let View::Object(order) = views[9] else { panic!("the body is an object") };
        order.views(&mut |views| assert!(matches!(views[..], [View::Int(7)])));
    });
    let read = place.slots(&mut |slots| {
        assert_eq!(slots.len(), 10);
        let Slot::Scalar(state) = &mut slots[0] else { panic!("an enum is a scalar") };
        assert!(state.set(View::Int(1)));
        Ok(())
    });
    assert!(read.is_ok());
    assert_eq!(place.state, State::InWork);
    IsItThere.views(&mut |views| assert!(views.is_empty()));
}

#[test]
fn the_outcome_is_the_responses() {
    #[derive(Endpoint)]
    #[endpoint(api = API, get = "api/answer", response = Answer, outcome)]
    struct Ask;
    let outcome = |code| Ask::outcome(&Answer { code }).map(|outcome| outcome.code().to_string());
    assert_eq!(outcome(3).as_deref(), Some("3"));
    assert!(PlaceOrder::outcome(&vec![]).is_none());
}

/// The service may be called as the description's static is, and an argument as anything.
#[test]
fn names_do_not_clash() {
    mod names {
        #![allow(non_camel_case_types)]
        pub(super) static OPERATION: datacontract::http::Api = datacontract::http::Api::new("Odd");
        pub(super) type Option = i32;
        pub(super) struct Result;
        impl Result {
            const SLOTS: i8 = 3;
        }

        #[derive(datacontract::Endpoint)]
        #[endpoint(api = OPERATION, get = "api/{self_}/{response}", response = Option)]
        pub(super) struct Endpoint {
            pub(super) self_: Option,
            pub(super) response: u8,
            pub(super) f: bool,
            pub(super) views: bool,
            #[endpoint(default = Result::SLOTS)]
            pub(super) slots: i8,
        }
    }
    let all = names::Endpoint { f: true, ..Default::default() };
    assert_eq!((all.self_, all.response, all.views, all.f, all.slots), (0, 0, false, true, 3));
    assert_eq!(names::Endpoint::operation().name, "endpoint");
    assert!(matches!(names::Endpoint::operation().response, Some(Type::Primitive(Primitive::Int32))));
}

#[test]
fn csharps_name_of_an_enums_member_is_known() {
    use datacontract::contract::Kind;
    let Kind::Enum(members) = State::contract().kind() else { panic!("it is an enum") };
    assert_eq!(members.clr_name_of(1), Some("InWork"));
    assert_eq!(members.name_of(1), Some("in work"));
}

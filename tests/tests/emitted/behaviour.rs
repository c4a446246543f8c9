//! What emitted types do besides being read and written.

use datacontract::{UnknownValue, xml};

use crate::{enums, flags, names, outcome, polymorphism, recursion, secrets};

#[test]
fn flags_are_combined() {
    use flags::Permissions;

    let both = Permissions::CAN_READ | Permissions::CAN_WRITE;
    assert!(both.contains(Permissions::CAN_READ));
    assert!(!Permissions::CAN_READ.contains(both));
    assert_eq!(Permissions::default(), Permissions::NONE);
}

#[test]
fn the_default_is_zero_or_the_first_one() {
    assert_eq!(enums::Closed::default(), enums::Closed::D);
    assert_eq!(enums::NoZero::default(), enums::NoZero::Unknown(UnknownValue::Number(0)));
    assert_eq!(enums::ClosedNoZero::default(), enums::ClosedNoZero::One);
    assert_eq!(enums::Nameless::default(), enums::Nameless::Unknown(UnknownValue::Number(0)));
}

#[test]
fn outcomes_come_from_where_they_are_declared() {
    let sold_out = outcome::Response { error_code: 7, message: Some("no".to_owned()) };
    let response = outcome::DeepResponse { base: outcome::OrderResponse { base: sold_out, order: None } };
    let error = response.into_result().expect_err("it failed");
    assert_eq!(error.to_string(), "the service answered with code 7 (Sold *out* | gone.): no");

    let good = outcome::OtherResponse {
        base: outcome::Response { error_code: 7, message: None },
        result: Some(outcome::Result::default()),
        sure: outcome::Result {
            detail: Some(outcome::Detail { text: Some("fine".to_owned()), ok: false }),
            ..Default::default()
        },
    };
    assert_eq!(good.outcome().code().to_string(), "ok");
    assert_eq!(good.outcome().message(), Some("fine"));
    assert!(good.into_result().is_ok());
    assert_eq!(outcome::OtherResponse::default().into_result().expect_err("there is no code").code(), "null");
    assert!(outcome::Nullable::default().into_result().is_ok());
    assert_eq!(outcome::Plain::default().outcome().is_success(), None);
}

#[test]
fn derived_classes_stand_for_their_base() {
    use polymorphism::{AnyShape, Circle, Drawing, Shape, Square};

    let circle = Circle { base: Shape { name: Some("c".to_owned()) }, radius: 1.5 };
    let square = Square { inner: Some(Box::new(circle.clone().into())), ..Default::default() };
    let drawing = Drawing {
        main: Some(circle.into()),
        all: Some(vec![square.into(), AnyShape::default()]),
        ..Default::default()
    };
    let text = xml::to_string(&drawing).expect("it is written");
    assert!(text.contains(r#"i:type="Circle""#), "{text}");
    assert_eq!(xml::from_str::<Drawing>(&text).expect("it is read"), drawing);
}

#[test]
fn recursive_values_are_finite() {
    let inner = recursion::Node { value: 2.0, ..Default::default() };
    let node =
        recursion::Node { next: Some(Box::new(inner.clone())), children: Some(vec![inner]), value: 1.0 };
    let text = xml::to_string(&node);
    assert!(text.is_ok(), "{text:?}");
    assert_eq!(names::Box::default(), names::Box { inner: None });
}

#[test]
fn secrets_are_not_shown() {
    let login = secrets::Login { password: "hunter2".into(), number: 4711.into(), ..Default::default() };
    let text = format!("{login:?}");
    assert!(!text.contains("hunter2") && !text.contains("4711"), "{text}");
}

//! Classes and structs: names, orders, bases, what is written of members.

use super::is_vector;
use super::{is_written_as, vector};
use datacontract::clr::{Char, DateTime, DateTimeOffset, Decimal, Guid, TimeSpan};
use datacontract::contract::{Kind, Type};
use datacontract::dynamic::Value;
use datacontract::{DataContract, ErrorKind, Secret, json, xml};

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Order", rename_all = "PascalCase")]
struct Ordered {
    #[contract(order = 2)]
    a: i32,
    #[contract(order = 1)]
    z: i32,
    m: i32,
    #[contract(order = 1)]
    c: i32,
    b: i32,
    #[contract(name = "AA", order = 0)]
    double_a: i32,
    #[contract(order = 10)]
    a10: i32,
}

#[test]
fn order() {
    is_vector("order.attribute", &Ordered::default());
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Order", rename_all = "PascalCase")]
struct OrderedBase {
    #[contract(order = 5)]
    a: i32,
    z: i32,
}

/// The base need not be the first field.
#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Order", rename_all = "PascalCase")]
struct OrderedDerived {
    b: i32,
    #[contract(order = 1)]
    c: i32,
    #[contract(base)]
    base: OrderedBase,
}

#[test]
fn members_of_the_base_come_first() {
    is_vector("order.attribute-inherited", &OrderedDerived::default());
    let text = vector("order.attribute-inherited").replace("<C>0", "<C>3").replace("<Z>0", "<Z>4");
    let read = xml::from_str::<OrderedDerived>(&text).expect("it is of this contract");
    assert_eq!(read, OrderedDerived { b: 0, c: 3, base: OrderedBase { a: 0, z: 4 } });
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(name = "my class/1", namespace = "http://example.com/a b?x=1&y=<2>\"'")]
struct OddName {
    #[contract(name = "A")]
    a: i32,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(rename_all = "PascalCase")]
struct NoNamespace {
    a: i32,
    kids: Option<Vec<Self>>,
}

#[test]
fn names_and_namespaces() {
    is_vector("names.class-encode", &OddName::default());
    let kids = Some(vec![NoNamespace::default()]);
    is_vector("names.no-clr-namespace", &NoNamespace { kids, ..NoNamespace::default() });
}

#[derive(DataContract, Debug, Default, PartialEq)]
struct r#Trait {
    r#ref: i32,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(rename_all = "camelCase")]
struct Camel {
    first_name: i32,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(rename_all = "snake_case")]
#[expect(non_snake_case)]
struct Snake {
    firstName: i32,
}

#[test]
fn default_names() {
    let root = |name: &str, member: &str| {
        format!(
            "<{name} xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xmlns=\"http://schemas.datacontract.org/2004/07/\"><{member}>0</{member}></{name}>"
        )
    };
    is_written_as(&r#Trait::default(), &root("Trait", "ref"));
    is_written_as(&Camel::default(), &root("Camel", "firstName"));
    is_written_as(&Snake::default(), &root("Snake", "first_name"));
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Col")]
enum EmitKind {
    #[default]
    None,
    Some,
    Other,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Col", rename_all = "PascalCase", value_type)]
struct Point {
    x: i32,
    y: i32,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Sc", rename_all = "PascalCase")]
struct Emit {
    #[contract(emit_default_value = false)]
    i: i32,
    #[contract(emit_default_value = false)]
    s: Option<String>,
    #[contract(emit_default_value = false)]
    n: Option<i32>,
    #[contract(emit_default_value = false)]
    b: bool,
    #[contract(emit_default_value = false)]
    d: DateTime,
    #[contract(emit_default_value = false)]
    g: Guid,
    #[contract(emit_default_value = false)]
    k: EmitKind,
    #[contract(emit_default_value = false)]
    l: Option<Vec<i32>>,
    #[contract(emit_default_value = false)]
    f: f64,
    #[contract(emit_default_value = false)]
    m: Decimal,
    #[contract(emit_default_value = false)]
    p: Point,
    #[contract(emit_default_value = false)]
    t: TimeSpan,
    #[contract(emit_default_value = false)]
    o: DateTimeOffset,
    #[contract(emit_default_value = false)]
    c: Char,
    #[contract(emit_default_value = false)]
    obj: Value,
    always: i32,
}

#[test]
fn emit_default_value() {
    is_vector("member.emit-default-false", &Emit::default());
    let text = vector("member.emit-default-false-set");
    let read = xml::from_str::<Emit>(&text).expect("it is of this contract");
    assert_eq!((read.k, read.p, read.n), (EmitKind::Some, Point { x: 1, y: 0 }, Some(0)));
    assert_eq!(xml::to_string(&read), Ok(text));
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Sc", rename_all = "PascalCase")]
struct Req {
    #[contract(is_required)]
    s: Option<String>,
    #[contract(is_required = true)]
    i: i32,
    #[contract(is_required)]
    l: Option<Vec<i32>>,
}

#[test]
fn is_required() {
    is_vector("member.required", &Req::default());
    let text = vector("member.required").replace("<I>0</I>", "");
    let error = xml::from_str::<Req>(&text).expect_err("`I` is missing");
    assert_eq!((error.kind(), error.message()), (ErrorKind::Missing, "the required member `I` is missing"));
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Sc", rename_all = "PascalCase", value_type)]
struct Money {
    amount: Decimal,
    currency: Option<String>,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(name = "money", namespace = "urn:m", rename_all = "PascalCase", value_type)]
struct DcMoney {
    amount: Decimal,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Sc", rename_all = "PascalCase")]
struct StructHost {
    price: Money,
    maybe: Option<Money>,
    missing: Option<Money>,
    dc: DcMoney,
}

#[test]
fn value_type() {
    let decimal = |text: &str| text.parse::<Decimal>().expect("a decimal");
    let host = StructHost {
        price: Money { amount: decimal("1.50"), currency: Some("EUR".to_owned()) },
        maybe: Some(Money { amount: decimal("2"), currency: None }),
        missing: None,
        dc: DcMoney { amount: decimal("3") },
    };
    is_vector("member.struct", &host);
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Sc", rename_all = "PascalCase")]
struct Ignoring {
    d: i32,
    a: i32,
    #[contract(ignore)]
    b: Option<std::time::Duration>,
    c: i32,
}

#[test]
fn ignore() {
    is_vector("member.ignored", &Ignoring { d: 4, a: 1, b: None, c: 3 });
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(json_naming = "camelCase", is_reference, json_reference = false, abstract_class)]
#[contract(known_types(Point, Vec<Point>))]
struct Described {
    #[contract(nullable = false, json_name = "n", json_order = -2)]
    name: Option<String>,
    #[contract(secret)]
    token: Option<Secret<String>>,
    password: Secret<String>,
    #[contract(array, json_only)]
    points: Option<Vec<Point>>,
    #[contract(xml_only)]
    hidden: bool,
}

/// What XML does not show, or not in one go.
#[test]
fn the_description_says_what_the_attributes_say() {
    let contract = Described::contract();
    let Kind::Class(class) = contract.kind() else { panic!("it is a class") };
    let [name, token, password, points, hidden] = class.members else { panic!("it has five members") };
    assert!(contract.is_reference() && class.is_abstract && !class.is_struct && class.base.is_none());
    assert!(matches!(contract.known(), [Type::Contract(_), Type::List(_)]));
    assert!(format!("{contract:?}").contains("Described"));
    assert!(!name.takes_nil && !name.is_secret);
    assert_eq!((name.json_name, name.json_order), (Some("n"), Some(-2)));
    assert!(token.is_secret && password.is_secret && token.takes_nil);
    assert!(matches!(points.ty, Type::Array(Type::Contract(_))));
    assert!(points.in_json && !points.in_xml && hidden.in_xml && !hidden.in_json);
    let text = json::to_string(&Described::default());
    assert_eq!(text.as_deref(), Ok(r#"{"token":null,"password":"","points":null}"#));
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Col", rename_all = "PascalCase")]
struct Foo {
    a: i32,
    b: Option<String>,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(name = "PageOf{0}{#}", clr_namespace = "Col", rename_all = "PascalCase", generic(args(Foo)))]
struct PageOfFoo {
    items: Option<Vec<Foo>>,
    total: i32,
    first: Option<Box<Foo>>,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(name = "Outer.NestOf{0}{#}", clr_namespace = "Col", rename_all = "PascalCase")]
#[contract(generic(args(i32), levels(1, 0)))]
struct NestOfInt {
    v: i32,
}

#[test]
fn generic() {
    let foo = Foo { a: 1, b: Some("b".to_owned()) };
    is_vector("generic.same-ns", &PageOfFoo { items: Some(vec![foo]), total: 1, first: None });
    is_vector("generic.nested-in-generic", &NestOfInt { v: 1 });
}

#[derive(DataContract, Debug, Default, PartialEq)]
struct Empty;

#[test]
fn no_members() {
    is_written_as(
        &Empty,
        "<Empty xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xmlns=\"http://schemas.datacontract.org/2004/07/\" />",
    );
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[deprecated]
struct Old {
    #[deprecated]
    member: i32,
}

/// Deprecated contracts and members give no warnings in the code of the derive (`deny(warnings)` above).
#[test]
#[expect(deprecated)]
fn deprecated() {
    assert!(xml::to_string(&Old::default()).is_ok());
}

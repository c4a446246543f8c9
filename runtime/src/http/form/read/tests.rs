use super::{FormOutcome, read};
use crate::Field;
use crate::contract::{Contract, ContractRef, Member, Primitive, Type};
use crate::http::bind::values::Values;
use crate::http::{Body, ModelState};
use crate::json::{WriteOptions, write_value};
use crate::value::dynamic::Value;
use proptest::prelude::*;
use std::collections::BTreeMap;

const TEXT: Type = Type::Primitive(Primitive::String);
const INT: Type = Type::Primitive(Primitive::Int32);

static ENTITY: Contract = Contract::class("Entity", "urn:x").members(&[Member::new("Id", INT)]);
static ORDER: Contract = Contract::class("Order", "urn:x").base(ContractRef::Known(&ENTITY)).members(&[
    Member::new("Customer", TEXT).required(),
    Member::new("Amount", Type::Nullable(&Type::Primitive(Primitive::Decimal))),
    Member::new("Tags", Type::List(&TEXT)),
    Member::new("Lines", Type::List(&Type::Contract(ContractRef::Known(&LINE)))),
    Member::new("Counts", Type::Dictionary(&(TEXT, INT))),
    Member::new("Parent", Type::Contract(ContractRef::Static(order))),
]);
static LINE: Contract =
    Contract::class("Line", "urn:x").members(&[Member::new("Sku", TEXT), Member::new("Count", INT)]);

fn order() -> &'static Contract {
    &ORDER
}

const ORDER_TYPE: Type = Type::Contract(ContractRef::Static(order));

/// What is read of a form, as JSON, and the model state on one line.
fn read_as(ty: &Type, form: &str) -> (FormOutcome, String, String) {
    let (mut value, mut state) = (Value::default_of(ty), ModelState::default());
    let values = Values::parse(form).unwrap();
    let body = Body { name: "order", ty: *ty, is_required: true, is_secret: false, is_interface: false };
    let found = read(&values, &body, crate::value::Slot::Value(&mut value), &mut state);
    // After faults the value is no whole one.
    (found, write_value(&value, ty, &WriteOptions::default()).unwrap_or_default(), state.to_string())
}

fn assert_read(ty: &Type, form: &str, json: &str) {
    assert_eq!(read_as(ty, form), (FormOutcome::Value, json.to_owned(), String::new()), "{form}");
}

#[test]
fn simple_bodies_have_no_name() {
    assert_read(&INT, "=5", "5");
    assert_read(&TEXT, "=a+b%26", "\"a b&\"");
    assert_read(&Type::List(&INT), "=1&=2", "[1,2]");
    assert_eq!(read_as(&TEXT, "value=x").0, FormOutcome::Nothing);
    assert_eq!(read_as(&INT, "=x").2, "order: The value 'x' is not valid for Int32.");
}

#[test]
fn members_are_found_in_any_case() {
    assert_read(
        &ORDER_TYPE,
        "id=7&CUSTOMER=Ada&Amount=1.50&tags=a&tags=b&Unknown=1",
        r#"{"Customer":"Ada","Amount":1.50,"Tags":["a","b"],"Lines":null,"Counts":null,"Parent":null,"Id":7}"#,
    );
}

#[test]
fn names_nest() {
    assert_read(
        &ORDER_TYPE,
        "Customer=x&Lines[0].Sku=a&Lines[0].Count=1&lines[1][sku]=b&Parent.Customer=y&Parent.Id=3",
        concat!(
            r#"{"Customer":"x","Amount":null,"Tags":null,"Lines":[{"Sku":"a","Count":1},{"Sku":"b","Count":0}],"#,
            r#""Counts":null,"Parent":{"Customer":"y","Amount":null,"Tags":null,"Lines":null,"Counts":null,"#,
            r#""Parent":null,"Id":3},"Id":0}"#,
        ),
    );
}

#[test]
fn items_are_counted_or_named() {
    let list = Type::List(&INT);
    assert_read(&list, "[0]=1&[1]=2&[3]=4", "[1,2]");
    assert_read(&list, "index=a&index=b&[a]=1&[b]=2", "[0,0]");
    assert_read(&list, "index=7&index=9&[7]=1&[9]=2", "[1,2]");
    assert_read(&list, "index=7&index=8&index=9x&[7]=1&[9x]=2", "[1,0,2]");
    assert_read(&Type::List(&TEXT), "index=7&index=8&[8]=x", r#"[null,"x"]"#);
    let map = Type::Dictionary(&(TEXT, INT));
    assert_read(&map, "index=7&index=8&index=x&[8].Key=a&[8].Value=1&[x].Key=b&[x].Value=2", r#"{"a":1}"#);
    assert_read(&map, "[0].Key=a&[1].Value=1&[2].Key=b&[2].Value=2", r#"{"b":2}"#);
    assert_read(&Type::Dictionary(&(INT, INT)), "[0].Key=7&[1].Key=8&[1].Value=9", r#"{"0":0,"8":9}"#);
    let pairs = Type::List(&Type::Pair(&(TEXT, INT)));
    assert_read(
        &pairs,
        "[0].Key=a&[1].Key=b&[1].Value=1",
        r#"[{"Key":null,"Value":0},{"Key":"b","Value":1}]"#,
    );
    assert_read(&map, "[0].Key=a&[0].Value=1&[1].key=b&[1].value=2", r#"{"a":1,"b":2}"#);
}

#[test]
fn faults_have_the_name_of_the_member() {
    let (found, _, faults) = read_as(&ORDER_TYPE, "Id=x&Lines[0].Count=y&Parent.Id=1");
    assert_eq!(found, FormOutcome::Invalid);
    assert_eq!(
        faults,
        "order.Id: The value 'x' is not valid for Id.; order.Customer: The Customer property is required.; \
         order.Lines[0].Count: The value 'y' is not valid for Count.; \
         order.Parent.Customer: The Customer property is required."
    );
}

#[test]
fn rust_types_are_read_as_well() {
    let mut map: Option<BTreeMap<String, Vec<i64>>> = None;
    let values = Values::parse("[0].Key=a&[0].Value=1&[0].Value=2").unwrap();
    let ty = <Option<BTreeMap<String, Vec<i64>>> as Field>::TYPE;
    let mut state = ModelState::default();
    let body = Body { name: "map", ty, is_required: true, is_secret: false, is_interface: false };
    assert_eq!(read(&values, &body, map.slot(), &mut state), FormOutcome::Value);
    assert_eq!(map, Some(BTreeMap::from([("a".to_owned(), vec![1, 2])])));
}

#[test]
fn depth_is_bounded() {
    let name = "Parent.".repeat(500);
    let (found, _, faults) = read_as(&ORDER_TYPE, &format!("{name}Id=1"));
    assert_eq!(found, FormOutcome::Invalid);
    assert!(faults.contains("An error has occurred."));
}

proptest! {
    #[test]
    fn any_form_is_read_without_panic(form in r"(\[|\]|[&=.0-9]|index|Id|Lines|Parent|Counts|Key|Value|Tags|%5B){0,30}") {
        for ty in [&INT, &TEXT, &ORDER_TYPE, &Type::List(&ORDER_TYPE), &Type::Dictionary(&(TEXT, INT))] {
            let _ = read_as(ty, &form);
        }
    }
}

//! Wrong values with a hook for errors: reading goes on, as Json.NET's does for Web API.

use datacontract::json::{self, ReadOptions};
use datacontract::{DataContract, Dictionary, ErrorKind, Field, Result};

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(namespace = "urn:test", rename_all = "PascalCase")]
struct Line {
    sku: Option<String>,
    count: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(namespace = "urn:test", rename_all = "PascalCase")]
struct Order {
    id: i32,
    limit: Option<i32>,
    line: Option<Line>,
    lines: Option<Vec<Line>>,
    notes: Option<Dictionary<String, i32>>,
    #[contract(is_required)]
    name: Option<String>,
}

fn read<T: Field + Default>(text: &str) -> (Result<T>, Vec<(ErrorKind, String)>) {
    let mut errors = Vec::new();
    let mut hook = |error: datacontract::Error| errors.push((error.kind(), error.path()));
    let mut options = ReadOptions::default();
    options.errors = Some(&mut hook);
    let result = json::from_str_with(text, options);
    (result, errors)
}

#[test]
fn members_keep_their_defaults_and_the_rest_is_read() {
    let (order, errors) =
        read::<Order>(r#"{"Id":"x","Limit":"y","Line":[1,[2]],"Lines":{"a":{"b":[]}},"Notes":5,"Name":"n"}"#);
    assert_eq!(order.unwrap(), Order { name: Some("n".to_owned()), ..Order::default() });
    let paths: Vec<&str> = errors.iter().map(|(_, path)| path.as_str()).collect();
    assert_eq!(paths, ["/Order/Id", "/Order/Limit", "/Order/Line", "/Order/Lines", "/Order/Notes"]);
}

#[test]
fn items_and_entries_are_left_out() {
    let text = r#"{"Lines":[{"Sku":"a"},5,{"Sku":{},"Count":2},[],"b"],"Notes":{"a":1,"b":"x","c":[3],"d":4},"Name":""}"#;
    let (order, errors) = read::<Order>(text);
    let order = order.unwrap();
    let lines = [Line { sku: Some("a".to_owned()), count: 0 }, Line { sku: None, count: 2 }];
    assert_eq!(order.lines.unwrap(), lines);
    let notes: Vec<(String, i32)> = order.notes.unwrap().into_iter().collect();
    assert_eq!(notes, [("a".to_owned(), 1), ("d".to_owned(), 4)]);
    let paths: Vec<&str> = errors.iter().map(|(_, path)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "/Order/Lines/1",
            "/Order/Lines/2/Sku",
            "/Order/Lines/3",
            "/Order/Lines/4",
            "/Order/Notes/1",
            "/Order/Notes/2"
        ]
    );
}

#[test]
fn a_fault_inside_an_item_leaves_the_item() {
    let (lines, errors) = read::<Vec<Line>>(r#"[{"Count":"x"},{"Count":2}]"#);
    assert_eq!(lines.unwrap().iter().map(|line| line.count).collect::<Vec<_>>(), [0, 2]);
    assert_eq!(errors, [(ErrorKind::Value, "/ArrayOfLine/0/Count".to_owned())]);
}

#[test]
fn what_is_missing_is_told() {
    let (order, errors) = read::<Order>("{}");
    assert_eq!(order.unwrap(), Order::default());
    assert_eq!(errors, [(ErrorKind::Missing, "/Order/Name".to_owned())]);
}

#[test]
fn the_root_may_be_wrong() {
    assert_eq!(read::<i32>(r#""x""#), (Ok(0), vec![(ErrorKind::Value, "/int".to_owned())]));
    assert_eq!(read::<Option<Line>>("[1]"), (Ok(None), vec![(ErrorKind::Value, "/Line".to_owned())]));
}

#[test]
fn what_is_no_json_ends_the_reading() {
    let (order, errors) = read::<Order>(r#"{"Id":"x","Limit":}"#);
    assert_eq!(order.unwrap_err().kind(), ErrorKind::Syntax);
    assert_eq!(errors.len(), 1);
    // What follows the document is not looked at.
    assert_eq!(read::<i32>("5 !").0, Ok(5));
    assert!(json::from_str::<i32>("5 !").is_err());
}

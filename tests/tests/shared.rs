//! Objects that several places refer to: contracts with `IsReference`, held by `Shared`.

use datacontract::{DataContract, Shared, json, xml};

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(namespace = "urn:tree", rename_all = "PascalCase", is_reference)]
struct Node {
    name: Option<String>,
    parent: Option<Shared<Node>>,
    children: Vec<Shared<Node>>,
}

fn tree() -> Shared<Node> {
    let root = Shared::new(Node { name: Some("root".to_owned()), ..Node::default() });
    for name in ["a", "b"] {
        let child = Node { name: Some(name.to_owned()), parent: Some(root.downgrade()), ..Node::default() };
        root.with_mut(|root| root.children.push(Shared::new(child)));
    }
    root
}

const XML: &str = "<Node xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" z:Id=\"i1\" \
    xmlns:z=\"http://schemas.microsoft.com/2003/10/Serialization/\" xmlns=\"urn:tree\"><Children>\
    <Node z:Id=\"i2\"><Children /><Name>a</Name><Parent z:Ref=\"i1\" /></Node>\
    <Node z:Id=\"i3\"><Children /><Name>b</Name><Parent z:Ref=\"i1\" /></Node>\
    </Children><Name>root</Name><Parent i:nil=\"true\" /></Node>";

#[test]
fn a_parent_is_written_once_and_referred_to_by_its_children() {
    assert_eq!(xml::to_string(&tree()).unwrap(), XML);
}

#[test]
fn what_is_read_is_the_same_object() {
    let root: Shared<Node> = xml::from_str(XML).unwrap();
    let parents: Vec<Shared<Node>> = root
        .with(|root| {
            root.children.iter().filter_map(|child| child.with(|child| child.parent.clone())?).collect()
        })
        .unwrap();
    assert_eq!(parents.len(), 2);
    assert!(parents.iter().all(|parent| Shared::same(parent, &root)));
    assert_eq!(xml::to_string(&root).unwrap(), XML);
}

#[test]
fn a_cycle_that_was_read_is_freed() {
    let root: Shared<Node> = xml::from_str(XML).unwrap();
    let child = root.with(|root| root.children[0].downgrade()).unwrap();
    let parent = root.downgrade();
    drop(root);
    assert_eq!(parent.with(|_| ()), None, "the cycle does not keep itself alive");
    assert_eq!(child.with(|_| ()), None);
}

#[test]
fn json_keeps_the_identity_too() {
    let text = json::to_string(&tree()).unwrap();
    assert!(text.starts_with(r#"{"$id":"1","Name":"root""#), "{text}");
    assert!(text.contains(r#"{"$ref":"1"}"#), "{text}");
    let root: Shared<Node> = json::from_str(&text).unwrap();
    assert_eq!(json::to_string(&root).unwrap(), text);
    let parent = root.downgrade();
    drop(root);
    assert_eq!(parent.with(|_| ()), None);
}

#[test]
fn debug_does_not_go_round_in_circles() {
    let text = format!("{:?}", tree());
    assert_eq!(text.matches("(back)").count(), 2, "{text}");
}

#[test]
fn a_reference_to_nothing_is_an_error() {
    let error = xml::from_str::<Shared<Node>>(&XML.replace("z:Ref=\"i1\"", "z:Ref=\"i9\"")).unwrap_err();
    assert_eq!(error.kind(), datacontract::ErrorKind::Reference);
    assert_eq!(error.path(), "/Node/Children/Node/Parent");
}

#[test]
fn an_object_whose_owners_are_gone_cannot_be_written() {
    let root = tree();
    let child = root.with(|root| root.children[0].clone()).unwrap();
    drop(root);
    let error = xml::to_string(&child).unwrap_err();
    assert_eq!(error.kind(), datacontract::ErrorKind::Unrepresentable);
    assert_eq!(error.path(), "/Node/Parent");
}

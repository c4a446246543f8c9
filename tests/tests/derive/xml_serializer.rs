//! What the derive says to contracts by the words of `xml(..)`.

use datacontract::contract::xml_serializer::{
    DataType, EnumXml, Form, MemberXml, Node, TypeXml, XmlArray, XmlArrayItem, XmlAttribute, XmlElement,
};
use datacontract::contract::{Contract, EnumContract, Kind, Member, Primitive, Serializer, Type};
use datacontract::xml::{ReadOptions, from_str_with};
use datacontract::{DataContract, clr, dynamic};

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
struct Shape;

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
struct Circle {
    #[contract(base)]
    base: Shape,
    #[contract(name = "R")]
    radius: f64,
}

/// All words of types.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(
    name = "order",
    xml(
        root(name = "order-root", namespace = "urn:root", is_nullable = false),
        type(name = "OrderType", namespace = "urn:type"),
        clr_name = "Order",
        include(Circle, Vec<Shape>),
        serializer,
        refused = "it has no constructor without arguments",
    )
)]
struct Order {
    id: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(xml(root = "Short"), xml(type = "ShortType"))]
struct InShort;

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
struct Plain {
    id: i32,
}

/// All words of members.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(rename_all = "PascalCase")]
struct Members {
    plain: i32,
    #[contract(xml(ignore))]
    ignored: i32,
    #[contract(xml(text(data_type = "hexBinary")))]
    text: clr::Bytes,
    #[contract(xml(attribute))]
    attribute: i32,
    #[contract(xml(attribute = "short"))]
    short_attribute: i32,
    #[contract(xml(attribute(name = "day", namespace = "urn:a", form = "qualified", data_type = "date")))]
    long_attribute: clr::DateTime,
    #[contract(xml(attribute = "xml:lang"))]
    language: String,
    #[contract(xml(element))]
    flat: Vec<i32>,
    #[contract(xml(element = "tag"))]
    tags: Vec<String>,
    #[contract(xml(element(
        name = "note",
        namespace = "urn:n",
        is_nullable = true,
        form = "qualified",
        data_type = "token"
    )))]
    note: Option<String>,
    #[contract(xml(element(name = "circle", type = Circle), element(name = "shape", type = Shape)))]
    choice: Option<dynamic::Value>,
    #[contract(xml(array))]
    array: Vec<i32>,
    #[contract(xml(array(name = "Rows", is_nullable = false, form = "unqualified")))]
    #[contract(xml(item = "Row", item(name = "Cell", namespace = "urn:c", nesting_level = 1)))]
    rows: Vec<Vec<i32>>,
    #[contract(xml(item(name = "lead", type = Circle), item(name = "other", type = Shape, is_nullable = true)))]
    shapes: Vec<Option<dynamic::Value>>,
    #[contract(name = "wire", xml(field, clr_name = "Wire"))]
    field: i32,
    #[contract(json_only, xml(element))]
    without_data_member: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(rename_all = "PascalCase")]
struct Ordered {
    #[contract(xml(order = 2))]
    second: i32,
    #[contract(xml(attribute))]
    attribute: i32,
    #[contract(xml(array = "Rows", item = "Row", order = 0))]
    first: Vec<i32>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(xml(type(namespace = "urn:page"), include(Circle)))]
struct Page<T> {
    #[contract(name = "Items", xml(element(name = "item", type = Vec<T>)))]
    items: Vec<T>,
    #[contract(name = "Total", xml(attribute = "total"))]
    total: i32,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(xml(root = "StateRoot", type(name = "StateType", namespace = "urn:s")))]
enum State {
    #[default]
    #[contract(xml(name = "a value"))]
    Open,
    #[contract(name = "shut", clr_name = "Closed")]
    #[contract(alias = "gone", alias("Done" as "done", "Over" xml(name = "over")))]
    Closed,
    #[contract(xml(ignore))]
    Lost,
    #[contract(xml(name = ""))]
    Empty,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(xml(root = "RightsRoot"))]
#[contract(flags("Read" xml(name = "r") = 1, "Write" as "write" xml(ignore) = 2, "All" = 3))]
struct Rights(u32);

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(collection(item_name = "Tag"), xml(root(name = "tags", namespace = "urn:tags"), include(Circle)))]
struct Tags(Vec<Shape>);

fn type_xml<T: DataContract>() -> &'static TypeXml {
    T::contract().xml_serializer()
}

fn members<T: DataContract>() -> &'static [Member] {
    match T::contract().kind() {
        Kind::Class(class) => class.members,
        kind => panic!("no class: {kind:?}"),
    }
}

fn enumeration(contract: &'static Contract) -> &'static EnumContract {
    match contract.kind() {
        Kind::Enum(contract) => contract,
        kind => panic!("no enum: {kind:?}"),
    }
}

/// What the words say is `expected`.
#[track_caller]
fn says(actual: &impl std::fmt::Debug, expected: &impl std::fmt::Debug) {
    assert_eq!(format!("{actual:?}"), format!("{expected:?}"));
}

#[track_caller]
fn member_says<T: DataContract>(name: &str, expected: &MemberXml) {
    let member = members::<T>().iter().find(|member| member.name == name).expect("there is such a member");
    says(&member.xml, &Some(expected));
}

const INT: Type = Type::Primitive(Primitive::Int32);

fn type_of<T: datacontract::Field>() -> Type {
    T::TYPE
}

#[test]
fn types_say_what_their_words_say() {
    let includes = Vec::leak(vec![type_of::<Circle>(), type_of::<Vec<Shape>>()]);
    let expected = TypeXml::new()
        .clr_name("Order")
        .root_name("order-root")
        .root_namespace("urn:root")
        .root_is_nullable(false)
        .type_name("OrderType")
        .type_namespace("urn:type")
        .includes(includes)
        .own_serializer()
        .refused("it has no constructor without arguments");
    says(type_xml::<Order>(), &expected);
    says(type_xml::<InShort>(), &TypeXml::new().root_name("Short").type_name("ShortType"));
    let includes = Vec::leak(vec![type_of::<Circle>()]);
    says(type_xml::<Tags>(), &TypeXml::new().root_name("tags").root_namespace("urn:tags").includes(includes));
}

#[test]
fn what_has_no_words_says_nothing() {
    says(type_xml::<Plain>(), &TypeXml::new());
    assert!(members::<Plain>().iter().all(|member| member.xml.is_none()));
    assert!(members::<Order>().iter().all(|member| member.xml.is_none()));
    assert!(members::<Members>().iter().filter(|member| member.xml.is_none()).map(|m| m.name).eq(["Plain"]));
}

#[test]
fn members_say_what_their_words_say() {
    let nothing = MemberXml::new();
    member_says::<Members>("Ignored", &nothing.node(Node::Ignored));
    member_says::<Members>("Text", &nothing.node(Node::Text(Some(DataType::HexBinary))));
    for (name, attribute) in [
        ("Attribute", XmlAttribute::new()),
        ("ShortAttribute", XmlAttribute::new().name("short")),
        (
            "LongAttribute",
            XmlAttribute::new()
                .name("day")
                .namespace("urn:a")
                .form(Form::Qualified)
                .data_type(DataType::Date),
        ),
        ("Language", XmlAttribute::new().name("xml:lang")),
    ] {
        member_says::<Members>(name, &nothing.node(Node::Attribute(attribute)));
    }
    let elements = |elements: &[XmlElement]| Node::Elements(elements.to_vec().leak());
    let element = XmlElement::new();
    member_says::<Members>("Flat", &nothing.node(elements(&[element])));
    member_says::<Members>("Tags", &nothing.node(elements(&[element.name("tag")])));
    let note = element.name("note").namespace("urn:n").is_nullable(true);
    let note = note.form(Form::Qualified).data_type(DataType::Token);
    member_says::<Members>("Note", &nothing.node(elements(&[note])));
    let circle = element.name("circle").ty(type_of::<Circle>());
    let shape = element.name("shape").ty(type_of::<Shape>());
    member_says::<Members>("Choice", &nothing.node(elements(&[circle, shape])));
    member_says::<Members>("wire", &nothing.clr_name("Wire").field());
    member_says::<Members>("WithoutDataMember", &nothing.node(elements(&[element])));
}

#[test]
fn lists_say_what_their_words_say() {
    let (nothing, element, array) = (MemberXml::new(), XmlElement::new(), XmlArray::new());
    let items = |array: XmlArray, items: &[XmlArrayItem]| Node::Array(array, items.to_vec().leak());
    member_says::<Members>("Array", &nothing.node(items(array, &[])));
    let row = XmlArrayItem::new(element.name("Row"));
    let cell = XmlArrayItem::new(element.name("Cell").namespace("urn:c")).nesting_level(1);
    let rows = array.name("Rows").is_nullable(false).form(Form::Unqualified);
    member_says::<Members>("Rows", &nothing.node(items(rows, &[row, cell])));
    let lead = XmlArrayItem::new(element.name("lead").ty(type_of::<Circle>()));
    let other = XmlArrayItem::new(element.name("other").ty(type_of::<Shape>()).is_nullable(true));
    member_says::<Members>("Shapes", &nothing.node(items(array, &[lead, other])));
}

#[test]
fn elements_say_their_order() {
    member_says::<Ordered>("Second", &MemberXml::new().order(2));
    let attribute = Node::Attribute(XmlAttribute::new());
    member_says::<Ordered>("Attribute", &MemberXml::new().node(attribute));
    let row = vec![XmlArrayItem::new(XmlElement::new().name("Row"))].leak();
    let rows = Node::Array(XmlArray::new().name("Rows"), row);
    member_says::<Ordered>("First", &MemberXml::new().node(rows).order(0));
}

#[test]
fn generic_structs_have_the_words_too() {
    let of_circles = vec![XmlElement::new().name("item").ty(type_of::<Vec<Circle>>())].leak();
    member_says::<Page<Circle>>("Items", &MemberXml::new().node(Node::Elements(of_circles)));
    let of_ints = vec![XmlElement::new().name("item").ty(Type::List(&INT))].leak();
    member_says::<Page<i32>>("Items", &MemberXml::new().node(Node::Elements(of_ints)));
    let total = Node::Attribute(XmlAttribute::new().name("total"));
    member_says::<Page<i32>>("Total", &MemberXml::new().node(total));
    let includes = Vec::leak(vec![type_of::<Circle>()]);
    says(type_xml::<Page<i32>>(), &TypeXml::new().type_namespace("urn:page").includes(includes));
}

#[test]
fn enums_say_what_their_words_say() {
    let of = |contract| enumeration(contract).members.iter().map(|member| (member.name, member.xml));
    assert!(of(State::contract()).eq([
        ("Open", EnumXml::Named("a value")),
        ("shut", EnumXml::AsDeclared),
        ("gone", EnumXml::AsDeclared),
        ("done", EnumXml::AsDeclared),
        ("Over", EnumXml::Named("over")),
        ("Lost", EnumXml::Ignored),
        ("Empty", EnumXml::Named("")),
    ]));
    let clr_names = enumeration(State::contract()).members.iter().filter_map(|member| member.clr_name);
    assert!(clr_names.eq(["Closed", "Done"]));
    says(
        type_xml::<State>(),
        &TypeXml::new().root_name("StateRoot").type_name("StateType").type_namespace("urn:s"),
    );
    assert!(of(Rights::contract()).eq([
        ("Read", EnumXml::Named("r")),
        ("write", EnumXml::Ignored),
        ("All", EnumXml::AsDeclared),
    ]));
    assert_eq!(enumeration(Rights::contract()).members[1].clr_name, Some("Write"));
    says(type_xml::<Rights>(), &TypeXml::new().root_name("RightsRoot"));
}

/// `XmlSerializer` reads the names that C# and `XmlEnum` give, `DataContractSerializer` those of `EnumMember`.
#[test]
fn aliases_are_read_by_the_names_of_each_serializer() {
    let read = |name: &str, serializer| {
        let text = match serializer {
            Serializer::XmlSerializer => format!("<StateRoot>{name}</StateRoot>"),
            Serializer::DataContractSerializer => {
                format!("<State xmlns='http://schemas.datacontract.org/2004/07/'>{name}</State>")
            }
        };
        let mut options = ReadOptions::default();
        options.serializer = serializer;
        from_str_with::<State>(&text, options).ok()
    };
    for (name, in_xml_serializer, in_data_contract) in [
        ("Closed", Some(State::Closed), None),
        ("shut", None, Some(State::Closed)),
        ("gone", Some(State::Closed), Some(State::Closed)),
        ("Done", Some(State::Closed), None),
        ("done", None, Some(State::Closed)),
        ("over", Some(State::Closed), None),
        ("Over", None, Some(State::Closed)),
        ("Lost", None, Some(State::Lost)),
        ("a value", Some(State::Open), None),
    ] {
        assert_eq!(read(name, Serializer::XmlSerializer), in_xml_serializer, "{name}");
        assert_eq!(read(name, Serializer::DataContractSerializer), in_data_contract, "{name}");
    }
}

/// What may be missing but takes no null is C#'s value type: an attribute, and none where it is missing or the default.
#[test]
fn values_that_may_be_missing_are_no_nullables() {
    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Missing {
        #[contract(nullable = false, xml(attribute))]
        id: Option<i32>,
        #[contract(nullable = false, json_default_value = "5")]
        count: Option<i64>,
        #[contract(json_default_value = "\"00:30:00\"")]
        time: clr::TimeSpan,
        nullable: Option<i32>,
    }
    let written = |value: &Missing| {
        let mut options = datacontract::xml::WriteOptions::default();
        options.serializer = Serializer::XmlSerializer;
        let text = datacontract::xml::to_string_with(value, &options).expect("it has a form");
        text.split_once("XMLSchema\"").expect("declarations").1.to_owned()
    };
    let half_an_hour = clr::TimeSpan::from_json_text("00:30:00").expect("a time");
    let mut value = Missing { time: half_an_hour, ..Missing::default() };
    assert_eq!(written(&value), "><Nullable xsi:nil=\"true\" /></Missing>");
    value = Missing { id: Some(1), count: Some(5), nullable: Some(2), ..value };
    assert_eq!(written(&value), " Id=\"1\"><Nullable>2</Nullable></Missing>");
    value.count = Some(6);
    assert_eq!(written(&value), " Id=\"1\"><Count>6</Count><Nullable>2</Nullable></Missing>");
}

/// `DataContractSerializer` does not look at these words.
#[test]
fn the_first_form_is_the_same() {
    let page = Page { items: vec![1, 2], total: 2 };
    let text = datacontract::xml::to_string(&page).expect("it has a form");
    assert!(text.ends_with("<Total>2</Total></PageOfint>"), "{text}");
    assert_eq!(datacontract::xml::from_str::<Page<i32>>(&text), Ok(page));
    assert_eq!(
        datacontract::xml::to_string(&State::Closed).as_deref(),
        Ok("<State xmlns=\"http://schemas.datacontract.org/2004/07/\">shut</State>")
    );
}

/// Each data type is the one of its name.
#[test]
fn data_types_are_found_by_their_names() {
    macro_rules! struct_of_data_types {
        ($($field:ident = $name:literal),* $(,)?) => {
            #[derive(DataContract, Default)]
            struct DataTypes {
                $(#[contract(xml(element(data_type = $name)))] $field: String,)*
            }
            const NAMES: &[&str] = &[$($name),*];
        };
    }
    struct_of_data_types! {
        a = "date", b = "time", c = "dateTime", d = "hexBinary", e = "base64Binary", f = "Name", g = "NCName",
        h = "NMTOKEN", i = "NMTOKENS", j = "token", k = "normalizedString", l = "anyURI", m = "language", n = "ID",
        o = "IDREF", p = "IDREFS", q = "ENTITY", r = "ENTITIES", s = "NOTATION", t = "integer",
        u = "positiveInteger", v = "negativeInteger", w = "nonNegativeInteger", x = "nonPositiveInteger",
        y = "duration", z = "gYear", aa = "gYearMonth", bb = "gMonth", cc = "gMonthDay", dd = "gDay",
        ee = "int", ff = "string", gg = "boolean",
    }
    assert!(DataType::ALL.iter().all(|data_type| NAMES.contains(&data_type.name())));
    for (member, name) in members::<DataTypes>().iter().zip(NAMES) {
        let Some(MemberXml { node: Node::Elements([element]), .. }) = member.xml else {
            panic!("{name} is an element");
        };
        assert_eq!(element.data_type, DataType::from_name(name), "{name}");
    }
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
struct Photo {
    #[contract(xml(attribute))]
    bytes: clr::Bytes,
    #[contract(xml(element))]
    more: clr::Bytes,
}

fn strictly<T: datacontract::Field>(text: &str) -> Option<T> {
    let mut options = ReadOptions::default();
    options.serializer = Serializer::XmlSerializer;
    options.strict = true;
    from_str_with(text, options).ok()
}

/// .NET takes the text of an attribute as a whole, without Unicode's blanks around it, and an element's in groups of four.
#[test]
fn base64_of_an_attribute_is_one_text() {
    let photo =
        |bytes: &str, more: &str| strictly(&format!("<Photo bytes='{bytes}'><more>{more}</more></Photo>"));
    let both = |bytes: &[u8], more: &[u8]| {
        Some(Photo { bytes: clr::Bytes::from(bytes.to_vec()), more: clr::Bytes::from(more.to_vec()) })
    };
    assert_eq!(photo("AQI=", "AQI="), both(&[1, 2], &[1, 2]));
    assert_eq!(photo("\u{a0}AQ I=\u{2003}", "AQ I="), both(&[1, 2], &[1, 2]));
    assert_eq!(photo("AQI=", "AQ==Ag=="), both(&[1, 2], &[1, 2]));
    assert_eq!(photo("AQ==Ag==", "AQI="), None);
    assert_eq!(photo("AQI=", "AQI=\u{a0}"), None);
    assert_eq!(photo("AQ\u{a0}I=", "AQI="), None);
}

/// A colon that stands first is a part of the type's name to .NET, which knows no type of that name.
#[test]
fn a_type_without_a_prefix_before_its_colon_is_not_known() {
    let read = |ty: &str| {
        strictly::<Plain>(&format!(
            "<Plain xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='{ty}'><id>1</id></Plain>"
        ))
    };
    assert_eq!(read("Plain"), Some(Plain { id: 1 }));
    assert_eq!(read(":Plain"), None);
}

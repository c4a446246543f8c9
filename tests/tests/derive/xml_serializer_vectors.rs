//! What `XmlSerializer` of .NET writes of the same classes in C#: each value is written so, and read again. The
//! names are those of the cases that the XML is of.

use datacontract::contract::Serializer;
use datacontract::xml::{ReadOptions, WriteOptions, from_str_with, to_string_with};
use datacontract::{DataContract, Field};

/// The declarations on each root, in the order of .NET Core.
const DECLARATIONS: &str = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
                            xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"";

/// The value is written as .NET does; `{}` stands for the declarations.
#[track_caller]
fn is_written<T: Field>(value: &T, expected: &str) -> String {
    let mut options = WriteOptions::default();
    options.serializer = Serializer::XmlSerializer;
    let expected = expected.replace("{}", DECLARATIONS);
    assert_eq!(to_string_with(value, &options).as_deref(), Ok(&*expected));
    expected
}

/// And it is read as .NET does.
#[track_caller]
fn is_written_and_read<T: Field + PartialEq + std::fmt::Debug>(value: &T, expected: &str) {
    let text = is_written(value, expected);
    let mut options = ReadOptions::default();
    options.serializer = Serializer::XmlSerializer;
    assert_eq!(from_str_with::<T>(&text, options).as_ref(), Ok(value));
}

#[expect(clippy::unnecessary_wraps, reason = "members are `Option`s")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(rename_all = "PascalCase")]
struct Foo {
    a: i32,
    b: Option<String>,
}

fn foo(a: i32) -> Foo {
    Foo { a, b: None }
}

mod names {
    use super::{Foo, foo, is_written_and_read};
    use datacontract::DataContract;

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    #[contract(xml(
        root(name = "both-root", namespace = "urn:r"),
        type(name = "both-type", namespace = "urn:t")
    ))]
    struct Both {
        a: i32,
        f: Option<Foo>,
        #[contract(name = "Self")]
        this: Option<Box<Both>>,
        l: Option<Vec<Both>>,
        #[contract(xml(attribute))]
        at: i32,
    }

    #[test]
    fn names_both() {
        is_written_and_read(
            &Both {
                a: 1,
                f: Some(foo(1)),
                this: Some(Box::default()),
                l: Some(vec![Both::default()]),
                at: 2,
            },
            "<both-root {} At=\"2\" xmlns=\"urn:r\"><A xmlns=\"urn:t\">1</A><F xmlns=\"urn:t\"><A>1</A></F>\
             <Self At=\"0\" xmlns=\"urn:t\"><A>0</A></Self><L xmlns=\"urn:t\"><both-type At=\"0\"><A>0</A></both-type>\
             </L></both-root>",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(name = "Wire", namespace = "urn:dc", xml(clr_name = "Contract"))]
    struct Contract {
        #[contract(name = "first", order = 2, xml(clr_name = "A"))]
        a: i32,
        #[contract(name = "B", order = 1)]
        b: i32,
        #[contract(name = "NotAMember", json_only, xml(element))]
        not_a_member: i32,
        #[contract(name = "S", emit_default_value = false)]
        s: Option<String>,
        #[contract(name = "Ignored", json_only, xml(element))]
        ignored: i32,
    }

    #[test]
    fn datacontract_ignored() {
        is_written_and_read(
            &Contract { a: 1, b: 2, not_a_member: 3, s: None, ignored: 3 },
            "<Contract {}><A>1</A><B>2</B><NotAMember>3</NotAMember><Ignored>3</Ignored></Contract>",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Lead {
        id: i32,
        name: Option<String>,
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Page<T> {
        items: Vec<T>,
        total: i32,
        first: Option<T>,
    }

    #[test]
    fn root_page() {
        let lead = |id| Lead { id, name: None };
        is_written_and_read(
            &Page { items: vec![lead(1)], total: 1, first: Some(lead(2)) },
            "<PageOfLead {}><Items><Lead><Id>1</Id></Lead></Items><Total>1</Total><First><Id>2</Id></First></PageOfLead>",
        );
    }
}

mod members {
    use super::{Foo, foo, is_written, is_written_and_read, some};
    use datacontract::{DataContract, clr};

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Strings {
        #[contract(xml(attribute))]
        a: Option<String>,
        #[contract(xml(attribute))]
        b: Option<String>,
        #[contract(xml(attribute))]
        c: Option<String>,
    }

    #[test]
    fn attribute_escapes() {
        is_written_and_read(
            &Strings { a: some(" a \"b\" 'c' <d> & e "), b: some("tab\tlf\ncr\rcrlf\r\n"), c: some("") },
            "<Strings {} A=\" a &quot;b&quot; 'c' &lt;d&gt; &amp; e \" \
             B=\"tab&#x9;lf&#xA;cr&#xD;crlf&#xD;&#xA;\" C=\"\" />",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct WithElement {
        before: i32,
        #[contract(xml(text))]
        value: Option<String>,
        after: i32,
    }

    #[test]
    fn text_with_elements() {
        is_written_and_read(
            &WithElement { before: 1, value: some("v"), after: 2 },
            "<WithElement {}><Before>1</Before>v<After>2</After></WithElement>",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Ordered {
        #[contract(xml(order = 2))]
        a: i32,
        #[contract(xml(order = 1))]
        z: i32,
        #[contract(xml(order = 10))]
        m: i32,
        #[contract(xml(order = 0))]
        first: i32,
    }

    #[test]
    fn order_attribute() {
        is_written_and_read(
            &Ordered { a: 1, z: 2, m: 3, first: 4 },
            "<Ordered {}><First>4</First><Z>2</Z><A>1</A><M>3</M></Ordered>",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Mixed {
        p1: i32,
        #[contract(xml(field))]
        f1: i32,
        p2: i32,
        #[contract(xml(field))]
        f2: i32,
    }

    #[test]
    fn order_fields_first() {
        is_written_and_read(
            &Mixed { p1: 1, f1: 2, p2: 3, f2: 4 },
            "<Mixed {}><F1>2</F1><F2>4</F2><P1>1</P1><P2>3</P2></Mixed>",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Nil {
        #[contract(xml(element(is_nullable = true)))]
        s: Option<String>,
        #[contract(xml(element(is_nullable = true)))]
        f: Option<Foo>,
        #[contract(xml(element(is_nullable = true)))]
        b: Option<clr::Bytes>,
        #[contract(xml(element(is_nullable = true)))]
        i: Option<i32>,
        #[contract(xml(element(is_nullable = true)))]
        flat: Vec<Option<String>>,
        #[contract(xml(array(is_nullable = true)))]
        l: Option<Vec<i32>>,
        plain: Option<String>,
        plain_f: Option<Foo>,
        plain_l: Vec<i32>,
        plain_b: Option<clr::Bytes>,
    }

    /// Without the members of the type `object`.
    #[test]
    fn element_nil_set() {
        is_written_and_read(
            &Nil {
                s: some("s"),
                f: Some(foo(1)),
                b: Some(clr::Bytes(vec![1])),
                i: Some(2),
                flat: vec![some("a"), None],
                l: Some(vec![1]),
                plain: some("p"),
                plain_f: Some(foo(2)),
                plain_l: Vec::new(),
                plain_b: Some(clr::Bytes(Vec::new())),
            },
            "<Nil {}><S>s</S><F><A>1</A></F><B>AQ==</B><I>2</I><Flat>a</Flat><Flat xsi:nil=\"true\" />\
             <L><int>1</int></L><Plain>p</Plain><PlainF><A>2</A></PlainF><PlainL /><PlainB /></Nil>",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(xml(root(is_nullable = true)))]
    struct RootNil {
        #[contract(name = "A")]
        a: i32,
    }

    #[test]
    fn names_root_nullable_null() {
        is_written(&None::<RootNil>, "<RootNil {} xsi:nil=\"true\" />");
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase", xml(root(namespace = "urn:r"), type(namespace = "urn:r")))]
    struct Forms {
        default: i32,
        #[contract(xml(element(form = "unqualified")))]
        unqualified: i32,
        #[contract(xml(element(form = "qualified")))]
        qualified: i32,
        #[contract(xml(attribute))]
        at: i32,
        #[contract(xml(attribute(form = "qualified")))]
        at_qualified: i32,
        #[contract(xml(attribute(form = "unqualified")))]
        at_unqualified: i32,
        #[contract(array, xml(array(form = "unqualified"), item(form = "unqualified")))]
        arr: Vec<i32>,
        #[contract(array, xml(item(form = "unqualified")))]
        arr2: Vec<i32>,
        #[contract(xml(element(form = "unqualified")))]
        foo: Option<Foo>,
    }

    #[test]
    fn ns_forms() {
        is_written_and_read(
            &Forms { arr: vec![1], arr2: vec![2], foo: Some(foo(3)), ..Forms::default() },
            "<Forms {} At=\"0\" p3:AtQualified=\"0\" AtUnqualified=\"0\" xmlns:p3=\"urn:r\" xmlns=\"urn:r\">\
             <p3:Default>0</p3:Default><Unqualified xmlns=\"\">0</Unqualified><p3:Qualified>0</p3:Qualified>\
             <Arr xmlns=\"\"><int>1</int></Arr><p3:Arr2><int xmlns=\"\">2</int></p3:Arr2>\
             <Foo xmlns=\"\"><p3:A>3</p3:A></Foo></Forms>",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Attributes {
        #[contract(xml(attribute(namespace = "urn:x")))]
        a: i32,
        #[contract(xml(attribute(namespace = "urn:x")))]
        b: i32,
        #[contract(xml(attribute(namespace = "urn:y")))]
        c: i32,
        #[contract(xml(attribute))]
        d: i32,
        #[contract(xml(attribute(name = "lang", namespace = "http://www.w3.org/XML/1998/namespace")))]
        lang: Option<String>,
        #[contract(xml(attribute = "xml:space"))]
        space: Option<String>,
        child: Option<Box<Attributes>>,
        #[contract(xml(element(namespace = "urn:x")))]
        e: i32,
    }

    #[test]
    fn ns_attributes() {
        is_written_and_read(
            &Attributes {
                a: 1,
                b: 2,
                c: 3,
                d: 4,
                lang: some("sv"),
                space: some("preserve"),
                child: Some(Box::new(Attributes { a: 5, ..Attributes::default() })),
                e: 0,
            },
            "<Attributes {} p3:A=\"1\" p3:B=\"2\" p4:C=\"3\" D=\"4\" xml:lang=\"sv\" xml:space=\"preserve\" \
             xmlns:p4=\"urn:y\" xmlns:p3=\"urn:x\"><Child p3:A=\"5\" p3:B=\"0\" p4:C=\"0\" D=\"0\"><p3:E>0</p3:E></Child>\
             <p3:E>0</p3:E></Attributes>",
        );
    }
}

mod lists {
    use super::{Foo, foo, is_written, is_written_and_read, some};
    use datacontract::clr::DateTime;
    use datacontract::{DataContract, dynamic::Value};

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Flat {
        #[contract(xml(element))]
        l: Vec<i32>,
        #[contract(array, xml(element = "S"))]
        strings: Vec<Option<String>>,
        #[contract(xml(element = "F"))]
        foos: Vec<Option<Foo>>,
        #[contract(xml(element = "N"))]
        nullables: Vec<Option<i32>>,
        #[contract(array, xml(element = "D"))]
        dates: Vec<DateTime>,
        after: i32,
    }

    fn flat() -> Flat {
        let day = "2024-01-02T00:00:00".parse().expect("it is a date");
        Flat {
            l: vec![1, 2],
            strings: vec![some("a"), None, some("")],
            foos: vec![Some(foo(1)), None],
            nullables: vec![Some(1), None],
            dates: vec![day],
            after: 3,
        }
    }

    const FLAT: &str = "<Flat {}><L>1</L><L>2</L><S>a</S><S /><F><A>1</A></F><N>1</N><N xsi:nil=\"true\" />\
                        <D>2024-01-02T00:00:00</D><After>3</After></Flat>";

    #[test]
    fn element_flat() {
        is_written(&flat(), FLAT);
    }

    #[test]
    fn element_flat_read_back() {
        is_written_and_read(
            &Flat { strings: vec![some("a"), some("")], foos: vec![Some(foo(1))], ..flat() },
            FLAT,
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    struct ChoiceNs {
        #[contract(name = "Items")]
        #[contract(xml(element(name = "A", namespace = "urn:a", type = i32)))]
        #[contract(xml(element(name = "A", namespace = "urn:b", type = String)))]
        items: Vec<Value>,
    }

    #[test]
    fn element_choice_namespaces() {
        is_written_and_read(
            &ChoiceNs { items: vec![Value::from(1), Value::from("s".to_owned())] },
            "<ChoiceNs {}><A xmlns=\"urn:a\">1</A><A xmlns=\"urn:b\">s</A></ChoiceNs>",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Names {
        #[contract(array, xml(array = "Numbers"))]
        a: Vec<i32>,
        #[contract(array, xml(item = "Number"))]
        b: Vec<i32>,
        #[contract(xml(array = "Rows", item = "Row"))]
        c: Vec<Foo>,
        #[contract(xml(array, item))]
        d: Vec<String>,
        e: Vec<String>,
        #[contract(xml(array(name = "Ns", namespace = "urn:l"), item(name = "N", namespace = "urn:i")))]
        f: Vec<i32>,
    }

    #[test]
    fn array_names() {
        is_written_and_read(
            &Names {
                a: vec![1],
                b: vec![2],
                c: vec![foo(3)],
                d: vec!["d".to_owned()],
                e: vec!["e".to_owned()],
                f: vec![4],
            },
            "<Names {}><Numbers><int>1</int></Numbers><B><Number>2</Number></B><Rows><Row><A>3</A></Row></Rows>\
             <D><string>d</string></D><E><string>e</string></E><Ns xmlns=\"urn:l\"><N xmlns=\"urn:i\">4</N></Ns></Names>",
        );
    }

    /// The members D and E of the case.
    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Nested {
        #[contract(xml(item = "Row", item(name = "Cell", nesting_level = 1)))]
        d: Vec<Vec<i32>>,
        #[contract(xml(array = "Table", item(name = "Row", type = Vec<Foo>)))]
        #[contract(xml(item(name = "Cell", namespace = "urn:c", type = Foo, nesting_level = 1)))]
        e: Vec<Vec<Option<Foo>>>,
    }

    #[test]
    fn array_nested() {
        is_written_and_read(
            &Nested { d: vec![vec![2, 3]], e: vec![vec![Some(foo(4)), None]] },
            "<Nested {}><D><Row><Cell>2</Cell><Cell>3</Cell></Row></D>\
             <Table><Row><Cell xmlns=\"urn:c\"><A>4</A></Cell><Cell xsi:nil=\"true\" xmlns=\"urn:c\" /></Row></Table>\
             </Nested>",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(collection, xml(root(name = "Foos", namespace = "urn:foos")))]
    struct RootedList(Vec<Foo>);

    #[test]
    fn array_own_root_rooted() {
        is_written_and_read(
            &RootedList(vec![foo(1)]),
            "<Foos {} xmlns=\"urn:foos\"><Foo><A>1</A></Foo></Foos>",
        );
    }
}

mod shapes {
    use super::{is_written, is_written_and_read, some};
    use datacontract::{DataContract, dynamic::Value};

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase", xml(include(Circle, Square)))]
    struct Shape {
        id: Option<String>,
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Circle {
        #[contract(base)]
        base: Shape,
        r: f64,
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Square {
        #[contract(base)]
        base: Shape,
        side: f64,
    }

    #[derive(DataContract, Clone, Debug, PartialEq)]
    #[contract(polymorphic(Shape))]
    enum AnyShape {
        #[contract(default)]
        Shape(Shape),
        Circle(Circle),
        Square(Square),
    }

    fn circle(id: &str, r: f64) -> AnyShape {
        AnyShape::Circle(Circle { base: Shape { id: some(id) }, r })
    }

    fn square(id: &str) -> AnyShape {
        AnyShape::Square(Square { base: Shape { id: some(id) }, side: 0.0 })
    }

    /// Without the member of the type `object`.
    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Drawing {
        main: Option<AnyShape>,
        shapes: Vec<Option<AnyShape>>,
        #[contract(array)]
        arr: Vec<AnyShape>,
        #[contract(xml(element = "Flat"))]
        flat: Vec<AnyShape>,
    }

    #[test]
    fn poly_members() {
        is_written_and_read(
            &Drawing {
                main: Some(circle("c", 1.0)),
                shapes: vec![
                    Some(circle("a", 0.0)),
                    Some(square("b")),
                    Some(AnyShape::Shape(Shape { id: some("base") })),
                    None,
                ],
                arr: vec![circle("x", 0.0)],
                flat: vec![circle("f", 0.0)],
            },
            "<Drawing {}><Main xsi:type=\"Circle\"><Id>c</Id><R>1</R></Main><Shapes>\
             <Shape xsi:type=\"Circle\"><Id>a</Id><R>0</R></Shape><Shape xsi:type=\"Square\"><Id>b</Id><Side>0</Side></Shape>\
             <Shape><Id>base</Id></Shape><Shape xsi:nil=\"true\" /></Shapes>\
             <Arr><Shape xsi:type=\"Circle\"><Id>x</Id><R>0</R></Shape></Arr>\
             <Flat xsi:type=\"Circle\"><Id>f</Id><R>0</R></Flat></Drawing>",
        );
    }

    /// The member B of the case.
    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    struct Types {
        #[contract(name = "B", xml(item(name = "Circle", type = Circle), item(name = "Other", type = Shape)))]
        b: Vec<AnyShape>,
    }

    #[test]
    fn array_types() {
        is_written_and_read(
            &Types { b: vec![circle("c", 0.0), square("q"), AnyShape::default()] },
            "<Types {}><B><Circle><Id>c</Id><R>0</R></Circle>\
             <Other xsi:type=\"Square\"><Id>q</Id><Side>0</Side></Other><Other /></B></Types>",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct ConcreteType {
        #[contract(xml(element(type = Circle)))]
        s: Option<AnyShape>,
        #[contract(xml(element(type = String)))]
        o: Value,
        #[contract(xml(element(type = i32)))]
        i: Value,
    }

    #[test]
    fn element_concrete_type() {
        is_written(
            &ConcreteType { s: Some(circle("c", 1.0)), o: Value::from("s".to_owned()), i: Value::from(5) },
            "<ConcreteType {}><S><Id>c</Id><R>1</R></S><O>s</O><I>5</I></ConcreteType>",
        );
    }
}

mod values {
    use super::{is_written, is_written_and_read, some};
    use datacontract::DataContract;
    use datacontract::clr::{Bytes, DateTime};

    #[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
    enum Named {
        #[default]
        #[contract(xml(name = "a value"))]
        A,
        #[contract(xml(name = "b"))]
        B,
        #[contract(xml(name = "<&>"))]
        C,
        D,
        #[contract(xml(name = ""))]
        E,
        #[contract(xml(name = "Д"))]
        F,
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct HostN {
        n: Named,
        m: Option<Named>,
        l: Vec<Named>,
        #[contract(xml(attribute))]
        a: Named,
    }

    #[test]
    fn enum_names() {
        is_written_and_read(
            &HostN { n: Named::C, m: Some(Named::D), l: vec![Named::A, Named::E, Named::F], a: Named::C },
            "<HostN {} A=\"&lt;&amp;&gt;\"><N>&lt;&amp;&gt;</N><M>D</M>\
             <L><Named>a value</Named><Named /><Named>Д</Named></L></HostN>",
        );
        assert_ne!(Named::B, Named::default());
    }

    #[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
    #[contract(flags("Read" xml(name = "r") = 1, "Write" xml(name = "w") = 2, "All" xml(name = "all") = 7))]
    struct FNamed(i32);

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    struct HostFN {
        #[contract(name = "F")]
        f: FNamed,
    }

    #[test]
    fn enum_flags_names() {
        is_written_and_read(&HostFN { f: FNamed(3) }, "<HostFN {}><F>r w</F></HostFN>");
    }

    /// The members of the case whose text the data type changes, and some that it leaves alone.
    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct DataTypes {
        #[contract(xml(element(data_type = "date")))]
        date: DateTime,
        #[contract(xml(element(data_type = "dateTime")))]
        date_time: DateTime,
        #[contract(xml(element(data_type = "date")))]
        n_date: Option<DateTime>,
        #[contract(xml(element(data_type = "hexBinary")))]
        hex: Option<Bytes>,
        #[contract(xml(element(data_type = "base64Binary")))]
        base64: Option<Bytes>,
        #[contract(xml(element(data_type = "normalizedString")))]
        normalized: Option<String>,
        #[contract(xml(element(data_type = "NMTOKEN")))]
        nm_token: Option<String>,
        #[contract(xml(element(data_type = "NCName")))]
        nc_name: Option<String>,
        #[contract(xml(element(data_type = "gYear")))]
        year: Option<String>,
        #[contract(xml(element(data_type = "int")))]
        int: i32,
        #[contract(xml(element(data_type = "date")))]
        dates: Vec<DateTime>,
        #[contract(xml(item(data_type = "hexBinary")))]
        hexes: Vec<Bytes>,
    }

    #[test]
    fn element_datatypes() {
        let date = |text: &str| text.parse::<DateTime>().expect("it is a date");
        is_written_and_read(
            &DataTypes {
                date: date("2024-01-02T00:00:00"),
                date_time: date("2024-01-02T00:00:00"),
                n_date: Some(date("2024-02-03T00:00:00")),
                hex: Some(Bytes(vec![0xAB, 1])),
                base64: Some(Bytes(vec![1])),
                normalized: some("a\tb\nc"),
                nm_token: some("a b"),
                nc_name: some("a:b"),
                year: some("2024"),
                int: 1,
                dates: vec![date("2024-01-02T00:00:00")],
                hexes: vec![Bytes(vec![1, 0xFF])],
            },
            "<DataTypes {}><Date>2024-01-02</Date><DateTime>2024-01-02T00:00:00</DateTime><NDate>2024-02-03</NDate>\
             <Hex>AB01</Hex><Base64>AQ==</Base64><Normalized>a\tb\nc</Normalized><NmToken>a_x0020_b</NmToken>\
             <NcName>a_x003A_b</NcName><Year>2024</Year><Int>1</Int><Dates>2024-01-02</Dates>\
             <Hexes><hexBinary>01FF</hexBinary></Hexes></DataTypes>",
        );
    }

    /// A flag needs no word but `ignore`: its name says whose it is.
    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct SpecifiedProps {
        a: i32,
        #[contract(xml(ignore))]
        a_specified: bool,
        when: DateTime,
        #[contract(xml(ignore))]
        when_specified: bool,
    }

    #[test]
    fn specified_properties() {
        let when = "2024-01-02T00:00:00".parse().expect("it is a date");
        let only_a = SpecifiedProps { a: 1, a_specified: true, ..SpecifiedProps::default() };
        is_written(
            &SpecifiedProps { when, ..only_a.clone() },
            "<SpecifiedProps {}><A>1</A></SpecifiedProps>",
        );
        is_written_and_read(&only_a, "<SpecifiedProps {}><A>1</A></SpecifiedProps>");
    }

    /// `[DefaultValue]` is one attribute for both formats.
    #[derive(DataContract, Clone, Debug, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct DefaultNotEqual {
        #[contract(json_default_value = "3")]
        i: i32,
        #[contract(json_default_value = "\"s\"")]
        s: Option<String>,
        #[contract(json_default_value = "\"s\"", xml(element(is_nullable = true)))]
        nil: Option<String>,
    }

    impl Default for DefaultNotEqual {
        fn default() -> Self {
            DefaultNotEqual { i: 3, s: some("s"), nil: some("s") }
        }
    }

    #[test]
    fn default_not_equal() {
        let nulls = DefaultNotEqual { i: 0, s: None, nil: None };
        is_written(&nulls, "<DefaultNotEqual {}><I>0</I><Nil xsi:nil=\"true\" /></DefaultNotEqual>");
        is_written_and_read(&DefaultNotEqual::default(), "<DefaultNotEqual {} />");
    }
}

/// The cases `ns.declared-nested`, `nodes.writing.AnyNamed`, `nodes.writing.Xn`, `text.mixed` and `text.any-mixed`.
mod xml_that_no_contract_describes {
    use super::{Field, Serializer, WriteOptions, is_written, is_written_and_read, some, to_string_with};
    use datacontract::DataContract;

    fn is_refused<T: Field>(value: &T) -> bool {
        let mut options = WriteOptions::default();
        options.serializer = Serializer::XmlSerializer;
        to_string_with(value, &options).is_err()
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct AnyNamed {
        #[contract(xml(any_element = "x"))]
        x: Vec<String>,
        #[contract(xml(any_element(name = "y", namespace = "urn:y")))]
        y: Option<String>,
        a: i32,
        #[contract(xml(any_element))]
        rest: Vec<String>,
        #[contract(xml(any_attribute))]
        more: Vec<String>,
    }

    #[test]
    fn elements_and_attributes() {
        let text = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let value = AnyNamed {
            x: text(&["<x>1</x>", "<x>2</x>"]),
            y: some("<y xmlns=\"urn:y\" />"),
            a: 1,
            rest: text(&["<z />", "<p:y xmlns:p=\"urn:p\" p:a=\"&lt;\">a&lt;&gt;&amp;</p:y>"]),
            more: text(&["m=\"v\"", "p:n=\"w\" xmlns:p=\"urn:p\""]),
        };
        is_written_and_read(
            &value,
            "<AnyNamed {} m=\"v\" p:n=\"w\" xmlns:p=\"urn:p\"><x>1</x><x>2</x><y xmlns=\"urn:y\" /><A>1</A><z />\
             <p:y xmlns:p=\"urn:p\" p:a=\"&lt;\">a&lt;&gt;&amp;</p:y></AnyNamed>",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct Declared {
        #[contract(xml(namespaces))]
        xmlns: Vec<String>,
        #[contract(xml(element(namespace = "urn:x")))]
        x: i32,
        #[contract(xml(attribute(namespace = "urn:x")))]
        at: i32,
        plain: i32,
    }

    #[test]
    fn declarations() {
        let xmlns = vec!["xmlns:x=\"urn:x\"".to_owned(), "xmlns:z=\"urn:z\"".to_owned()];
        let value = Declared { xmlns, x: 1, at: 3, plain: 4 };
        is_written(
            &value,
            "<Declared {} xmlns:x=\"urn:x\" xmlns:z=\"urn:z\" x:At=\"3\"><x:X>1</x:X><Plain>4</Plain></Declared>",
        );
    }

    #[derive(DataContract, Clone, Debug, Default, PartialEq)]
    #[contract(rename_all = "PascalCase")]
    struct AnyMixed {
        #[contract(xml(text, any_element))]
        nodes: Vec<String>,
    }

    #[test]
    fn texts_between_elements() {
        let nodes = ["t", "<b>x</b>", "u"].map(str::to_owned).to_vec();
        is_written_and_read(&AnyMixed { nodes }, "<AnyMixed {}>t<b>x</b>u</AnyMixed>");
    }

    /// What is no XML, or more than one element, would be XML of somebody else's making.
    #[test]
    fn what_is_no_element_is_refused() {
        for text in
            ["", "t", "<a>", "<a/><b/>", "</AnyMixed>", "<a b/>", "<p:a/>", "<!DOCTYPE a><a/>", " <a/>"]
        {
            let value = AnyNamed { rest: vec![text.to_owned()], ..AnyNamed::default() };
            assert!(is_refused(&value), "{text}");
        }
        for text in ["", "a", "a=1", "a=\"1\"/><b c=\"\"", "a=\"1\" a=\"2\"", "p:a=\"1\"", ">"] {
            let value = AnyNamed { more: vec![text.to_owned()], ..AnyNamed::default() };
            assert!(text.is_empty() || is_refused(&value), "{text}");
        }
        for text in ["a=\"1\"", "xmlns:xsi=\"urn:a\"", "xmlns=\"urn:a\"", "xmlns:p=\"\""] {
            let value = Declared { xmlns: vec![text.to_owned()], ..Declared::default() };
            assert!(is_refused(&value), "{text}");
        }
    }
}

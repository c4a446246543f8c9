//! Contracts in the namespace of `i:nil`: their names have the prefix that is declared already. The documents
//! are those of .NET Core 3.1.

use datacontract::dynamic::{from_value, to_value};
use datacontract::{DataContract, Field, xml};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

#[derive(Clone, Debug, Default, PartialEq, DataContract)]
#[contract(namespace = "http://www.w3.org/2001/XMLSchema-instance")]
struct A {
    #[contract(name = "X")]
    x: i32,
    #[contract(name = "S")]
    s: Option<String>,
    #[contract(name = "Next")]
    next: Option<Box<A>>,
    #[contract(name = "L")]
    l: Option<Vec<i32>>,
}

#[derive(Clone, Debug, Default, PartialEq, DataContract)]
#[contract(namespace = "")]
struct B {
    #[contract(base)]
    base: A,
    #[contract(name = "Y")]
    y: i32,
}

#[derive(Clone, Debug, Default, PartialEq, DataContract)]
#[contract(namespace = "urn:c")]
struct C {
    #[contract(base)]
    base: A,
    #[contract(name = "Z")]
    z: i32,
    #[contract(name = "In")]
    inner: Option<A>,
    #[contract(name = "As")]
    items: Option<Vec<Option<A>>>,
}

fn check<T: Field + Default + PartialEq + std::fmt::Debug>(value: &T, expected: &str) {
    let expected = expected
        .replace("XSI", XSI)
        .replace("ARR", "http://schemas.microsoft.com/2003/10/Serialization/Arrays");
    assert_eq!(xml::to_string(value).as_deref(), Ok(&*expected));
    let untyped = to_value(value).expect("it has an untyped form");
    assert_eq!(
        xml::write_value(&untyped, &T::TYPE, &xml::WriteOptions::default()).as_deref(),
        Ok(&*expected)
    );
    for options in [xml::ReadOptions::strict, xml::ReadOptions::default] {
        assert_eq!(xml::from_str_with::<T>(&expected, options()).as_ref(), Ok(value));
        assert_eq!(
            datacontract::__private::slow_path::from_str::<T>(&expected, options()).as_ref(),
            Ok(value)
        );
        let read = xml::read_value_with(&expected, &T::TYPE, options()).expect("it is read");
        assert_eq!(from_value::<T>(&read).as_ref(), Ok(value));
    }
}

#[test]
fn members_have_the_prefix_that_is_declared() {
    let value = A { x: 1, next: Some(Box::default()), l: Some(vec![5]), ..A::default() };
    check(
        &value,
        r#"<A xmlns:i="XSI" xmlns="XSI"><i:L xmlns:d2p1="ARR"><d2p1:int>5</d2p1:int></i:L><i:Next><i:L xmlns:d3p1="ARR" i:nil="true" /><i:Next i:nil="true" /><i:S i:nil="true" /><i:X>0</i:X></i:Next><i:S i:nil="true" /><i:X>1</i:X></A>"#,
    );
}

#[test]
fn members_of_a_base_class_too() {
    let value = B { base: A { x: 1, s: Some("s".to_owned()), ..A::default() }, y: 0 };
    check(
        &value,
        r#"<B xmlns:i="XSI"><i:L xmlns:d2p1="ARR" i:nil="true" /><i:Next i:nil="true" /><i:S>s</i:S><i:X>1</i:X><Y>0</Y></B>"#,
    );
}

#[test]
fn objects_and_items_too() {
    let item = A { s: Some("q".to_owned()), ..A::default() };
    let value = C {
        base: A { x: 1, ..A::default() },
        z: 0,
        inner: Some(A::default()),
        items: Some(vec![Some(item), None]),
    };
    check(
        &value,
        r#"<C xmlns:i="XSI" xmlns="urn:c"><i:L xmlns:d2p1="ARR" i:nil="true" /><i:Next i:nil="true" /><i:S i:nil="true" /><i:X>1</i:X><As><i:A><i:L xmlns:d4p1="ARR" i:nil="true" /><i:Next i:nil="true" /><i:S>q</i:S><i:X>0</i:X></i:A><i:A i:nil="true" /></As><In><i:L xmlns:d3p1="ARR" i:nil="true" /><i:Next i:nil="true" /><i:S i:nil="true" /><i:X>0</i:X></In><Z>0</Z></C>"#,
    );
    check(
        &vec![Some(A::default()), None],
        r#"<ArrayOfA xmlns:i="XSI" xmlns="XSI"><i:A><i:L xmlns:d3p1="ARR" i:nil="true" /><i:Next i:nil="true" /><i:S i:nil="true" /><i:X>0</i:X></i:A><i:A i:nil="true" /></ArrayOfA>"#,
    );
}

//! Contracts may have the names of Rust's own types.

#![allow(dead_code, non_camel_case_types)]

use datacontract::contract::ContractRef;
use datacontract::xml;

mod names {
    use datacontract::DataContract;

    #[derive(DataContract, Default, PartialEq)]
    #[contract(xml(root(name = "String", is_nullable = true), include(None)))]
    pub(super) struct String {
        pub(super) self_: ::core::option::Option<::std::boxed::Box<String>>,
        #[contract(xml(element(type = Option, is_nullable = false)))]
        pub(super) f: Option,
        pub(super) value: Result,
        #[contract(xml(array = "contract", item(form = "qualified")))]
        pub(super) contract: Vec,
        pub(super) views: bool,
    }

    #[derive(DataContract, Default, PartialEq)]
    pub(super) enum Option {
        #[default]
        None,
        #[contract(xml(name = "some"))]
        Some,
        Ok,
        Err,
        #[contract(unknown)]
        Unknown(::datacontract::UnknownValue),
    }

    #[derive(DataContract, Default, PartialEq)]
    #[contract(value_type)]
    pub(super) struct Result {
        #[contract(base = false, xml(text))]
        pub(super) base: i32,
    }

    #[derive(DataContract, Default, PartialEq)]
    #[contract(collection)]
    pub(super) struct Vec(::std::vec::Vec<Box>);

    #[derive(DataContract, Default, PartialEq)]
    #[contract(dictionary)]
    pub(super) struct Box(::datacontract::Dictionary<i32, i32>);

    #[derive(DataContract, Default, PartialEq)]
    #[contract(flags("A" = 1))]
    pub(super) struct bool(u8);

    #[derive(DataContract, PartialEq)]
    #[contract(polymorphic(Some))]
    pub(super) enum Default {
        #[contract(default)]
        Some(Some),
        None(None),
    }

    #[derive(DataContract, Default, PartialEq)]
    pub(super) struct Some {
        pub(super) field: Field,
    }

    #[derive(DataContract, Default, PartialEq)]
    pub(super) struct None {
        #[contract(base)]
        pub(super) some: Some,
        pub(super) object: usize,
    }

    #[derive(DataContract, Default, PartialEq)]
    pub(super) struct usize {
        pub(super) str: i32,
    }

    /// Also the names of the traits that are implemented.
    #[derive(DataContract, Default, PartialEq)]
    pub(super) struct Field;

    #[derive(DataContract, Default, PartialEq)]
    pub(super) enum Object {
        #[default]
        Scalar,
        Contract,
    }
}

/// Also within a function, and made by a macro.
#[test]
fn names_do_not_clash() {
    macro_rules! contract {
        ($name:ident, $text:literal, $number:expr, $ty:ty) => {
            #[derive(datacontract::DataContract, Default)]
            #[contract(name = $text)]
            struct $name {
                #[contract(order = $number)]
                field: $ty,
            }
        };
    }
    contract!(Contract, "Made", 3, Option<Vec<i32>>);
    let contract = <Contract as datacontract::DataContract>::contract();
    assert_eq!(contract.qualified_name().name, "Made");
    assert!(xml::to_string(&Contract { field: None }).is_ok());

    let value = names::String::default();
    let text = xml::to_string(&value).expect("it can be written");
    assert!(xml::from_str::<names::String>(&text).is_ok_and(|read| read == value));
    let value = names::Default::default();
    let text = xml::to_string(&value).expect("it can be written");
    assert!(xml::from_str::<names::Default>(&text).is_ok_and(|read| read == value));
    let _ = ContractRef::Static(<names::Object as datacontract::DataContract>::contract).get();
}

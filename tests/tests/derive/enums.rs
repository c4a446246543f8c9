//! Enums, with and without flags.

use super::{is_vector, is_written_as, vector};
use datacontract::contract::{EnumForm, Kind, Primitive};
use datacontract::{DataContract, ErrorKind, UnknownValue, xml};

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En")]
enum Plain {
    #[default]
    Zero,
    One,
    Two,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En")]
enum Dc {
    #[default]
    A,
    #[contract(name = "b value")]
    B,
    #[contract(ignore)]
    C,
    #[contract(name = "<&>")]
    D,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(name = "Renamed", namespace = "urn:en")]
enum Named {
    #[default]
    #[contract(name = "one")]
    A = 1,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En", flags("None" = 0, "Read" = 1, "Write" = 2, "Exec" = 4, "ReadWrite" = 3))]
struct F(i32);

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En", flags("A" = 0x1, "B" = 0x2, "C" = 0x4))]
struct F0(i32);

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En", flags("r" = 1, "w" = 2, "All" = 7))]
struct FDc(i32);

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En", underlying = "ulong")]
enum Big {
    #[contract(value = 18_446_744_073_709_551_615)]
    Max,
    #[default]
    #[contract(value = 1)]
    One,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En", underlying = "long")]
enum Neg {
    #[contract(value = -9_223_372_036_854_775_808)]
    Min,
    #[default]
    #[contract(value = -1)]
    M1,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En", underlying = "byte")]
enum Tiny {
    #[default]
    A,
    B,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En")]
enum Dup {
    #[default]
    #[contract(alias = "B")]
    A = 1,
    C,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En")]
enum Odd {
    #[default]
    #[contract(name = "class")]
    Class,
    #[contract(name = "_x")]
    X,
    #[contract(name = "ünï")]
    Uni,
    #[contract(name = "with_underscore")]
    WithUnderscore,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En", rename_all = "PascalCase")]
struct Host {
    p: Plain,
    d: Dc,
    n: Named,
    f: F,
    f0: F0,
    #[contract(name = "FD")]
    fd: FDc,
    big: Big,
    neg: Neg,
    t: Tiny,
    dup: Dup,
    odd: Odd,
}

#[test]
fn kinds() {
    let host = Host {
        p: Plain::Two,
        d: Dc::B,
        n: Named::A,
        f: F(3),
        f0: F0(5),
        fd: FDc(3),
        big: Big::Max,
        neg: Neg::Min,
        t: Tiny::B,
        dup: Dup::A,
        odd: Odd::Uni,
    };
    is_vector("enum.kinds", &host);
}

#[test]
fn an_alias_is_read() {
    let text = vector("enum.kinds").replace("<Dup>A", "<Dup>B");
    assert_eq!(xml::from_str::<Host>(&text).map(|host| host.dup), Ok(Dup::A));
    let text = vector("enum.kinds").replace("<Dup>A", "<Dup>C");
    assert_eq!(xml::from_str::<Host>(&text).map(|host| host.dup), Ok(Dup::C));
}

#[test]
fn an_ignored_member_has_no_name() {
    let host = Host { d: Dc::C, ..Host::default() };
    assert_eq!(xml::to_string(&host).map_err(|error| error.kind()), Err(ErrorKind::Unrepresentable));
    let text = vector("enum.kinds").replace("b value", "C");
    assert_eq!(xml::from_str::<Host>(&text).map_err(|error| error.kind()), Err(ErrorKind::Value));
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En")]
struct HostF {
    #[contract(name = "F")]
    f: F,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "En")]
struct HostFDc {
    #[contract(name = "F")]
    f: FDc,
}

#[test]
fn flags() {
    is_vector("enum.flags-combination", &HostF { f: F(7) });
    is_vector("enum.flags-exec-read", &HostF { f: F(5) });
    is_vector("enum.flags-zero-named", &HostF { f: F(0) });
    is_vector("enum.flags-renamed-all", &HostFDc { f: FDc(7) });
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(json = "text", flags("Low" = 1, "High" = 0x8000_0000_0000_0000))]
struct Wide(u64);

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(flags("All" = -1, "Low" = 1))]
struct Narrow(i8);

#[test]
fn flags_take_the_type_of_their_integer() {
    for (contract, underlying, json_form) in [
        (Wide::contract(), Primitive::UInt64, EnumForm::Text),
        (Narrow::contract(), Primitive::SByte, EnumForm::Number),
    ] {
        let Kind::Enum(contract) = contract.kind() else { panic!("it is an enum") };
        assert_eq!((contract.underlying, contract.json_form), (underlying, json_form));
    }
    let root = |name: &str, text: &str| {
        format!("<{name} xmlns=\"http://schemas.datacontract.org/2004/07/\">{text}</{name}>")
    };
    is_written_as(&Wide(0x8000_0000_0000_0001), &root("Wide", "Low High"));
    is_written_as(&Narrow(-1), &root("Narrow", "All"));
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(underlying = "short", json = "text", rename_all = "camelCase")]
enum Open {
    #[default]
    #[contract(value = -2)]
    FirstOne,
    SecondOne,
    #[contract(unknown)]
    Unknown(UnknownValue),
}

/// A page need not name any of its values.
#[derive(DataContract, Clone, Debug, PartialEq)]
enum Unnamed {
    #[contract(unknown)]
    Unknown(UnknownValue),
}

impl Default for Unnamed {
    fn default() -> Self {
        Unnamed::Unknown(UnknownValue::Number(0))
    }
}

#[test]
fn an_enum_without_known_members() {
    let text = "<Unnamed xmlns=\"http://schemas.datacontract.org/2004/07/\">Pending</Unnamed>";
    is_written_as(&Unnamed::Unknown(UnknownValue::Text("Pending".into())), text);
}

#[test]
fn unknown_values_are_kept() {
    let root = |text: &str| format!("<Open xmlns=\"http://schemas.datacontract.org/2004/07/\">{text}</Open>");
    is_written_as(&Open::SecondOne, &root("secondOne"));
    is_written_as(&Open::Unknown(UnknownValue::Text("third".into())), &root("third"));
    let Kind::Enum(contract) = Open::contract().kind() else { panic!("it is an enum") };
    assert_eq!(contract.json_form, EnumForm::Text);
    assert_eq!(contract.underlying, Primitive::Int16);
    assert_eq!(contract.members.iter().map(|member| member.number).collect::<Vec<_>>(), [-2, -1]);
}

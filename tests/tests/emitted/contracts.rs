//! What the derive makes of emitted types is what the contract graph makes of the spec.

use std::{collections::BTreeSet, path::Path};

use datacontract::{
    DataContract,
    contract::{Contract, Kind, Member, Type},
};
use datacontract_codegen::{graph::ContractGraph, spec::Spec};

/// Compares emitted types with the spec's.
pub(crate) struct Comparison {
    seen: BTreeSet<String>,
}

impl Comparison {
    fn contracts(&mut self, emitted: &'static Contract, spec: &'static Contract) {
        let name = emitted.qualified_name();
        assert_eq!(name, spec.qualified_name());
        if !self.seen.insert(format!("{{{}}}{}", name.namespace, name.name)) {
            return;
        }
        let name = &name.name;
        assert_eq!(emitted.is_reference(), spec.is_reference(), "{name}");
        self.lists(emitted.known(), spec.known(), name);
        self.type_xml(emitted.xml_serializer(), spec.xml_serializer(), name);
        match (emitted.kind(), spec.kind()) {
            (Kind::Class(a), Kind::Class(b)) => {
                assert_eq!((a.is_struct, a.is_abstract), (b.is_struct, b.is_abstract), "{name}");
                let names = |members: &[Member]| members.iter().map(|member| member.name).collect::<Vec<_>>();
                assert_eq!(names(a.members), names(b.members), "{name}");
                for (a, b) in a.members.iter().zip(b.members) {
                    self.members(a, b, name);
                }
                match (emitted.base_contract(), spec.base_contract()) {
                    (Some(a), Some(b)) => self.contracts(a, b),
                    (a, b) => assert_eq!(a.is_some(), b.is_some(), "{name}"),
                }
            }
            (Kind::Enum(a), Kind::Enum(b)) => {
                assert_eq!(a.members, b.members, "{name}");
                assert_eq!(
                    (a.underlying, a.is_flags, a.json_form),
                    (b.underlying, b.is_flags, b.json_form),
                    "{name}"
                );
            }
            (Kind::Collection { item: a, item_name: n }, Kind::Collection { item: b, item_name: m }) => {
                assert_eq!(n, m, "{name}");
                self.types(a, b, name);
            }
            (
                Kind::Dictionary { key: ak, value: av, item_name: ai, key_name: an, value_name: aw },
                Kind::Dictionary { key: bk, value: bv, item_name: bi, key_name: bn, value_name: bw },
            ) => {
                assert_eq!((ai, an, aw), (bi, bn, bw), "{name}");
                self.types(ak, bk, name);
                self.types(av, bv, name);
            }
            (a, b) => panic!("{name}: {a:?} is not {b:?}"),
        }
    }

    fn members(&mut self, a: &Member, b: &Member, owner: &str) {
        let at = format!("{owner}.{}", a.name);
        assert_eq!(
            (a.order, a.is_required, a.emit_default_value, a.is_secret),
            (b.order, b.is_required, b.emit_default_value, b.is_secret),
            "{at}"
        );
        assert_eq!(
            (a.json_name, a.json_order, a.in_xml, a.in_json),
            (b.json_name, b.json_order, b.in_xml, b.in_json),
            "{at}"
        );
        if a.ty.is_nullable() {
            // What is never null in Rust is never asked whether it takes nil.
            let is_option = matches!(a.ty, Type::Nullable(_)) || b.takes_nil;
            assert!(!is_option || a.takes_nil == b.takes_nil, "{at}");
        }
        self.member_xml(a.xml, b.xml, &at);
        let is_array = |member: &Member| matches!(member.ty, Type::Array(_));
        assert_eq!(is_array(a), is_array(b), "{at}");
        self.types(&a.ty, &b.ty, &at);
    }

    pub(crate) fn lists(&mut self, a: &[Type], b: &[Type], at: &str) {
        assert_eq!(a.len(), b.len(), "{at}");
        a.iter().zip(b).for_each(|(a, b)| self.types(a, b, at));
    }

    pub(crate) fn types(&mut self, a: &Type, b: &Type, at: &str) {
        match (a, b) {
            (Type::Primitive(a), Type::Primitive(b)) => assert_eq!(a, b, "{at}"),
            (Type::Object, Type::Object) => {}
            // Of arrays of arrays only the outer one is told from a list.
            (Type::Nullable(a), Type::Nullable(b))
            | (Type::List(a) | Type::Array(a), Type::List(b) | Type::Array(b)) => {
                self.types(a, b, at);
            }
            // A pair is a struct of its own in Rust, with the same name and members.
            (Type::Contract(a), Type::Pair(_)) => assert!(a.get().is_value_type(), "{at}"),
            // What must be there is plain in Rust even if nobody knows whether it takes null.
            (a, Type::Nullable(b)) => self.types(a, b, at),
            (Type::ReadOnlyCollection(a), Type::ReadOnlyCollection(b)) => self.types(a, b, at),
            (Type::Contract(a), Type::Contract(b)) => self.contracts(a.get(), b.get()),
            (Type::Dictionary(a), Type::Dictionary(b))
            | (Type::ReadOnlyDictionary(a), Type::ReadOnlyDictionary(b)) => {
                self.types(&a.0, &b.0, at);
                self.types(&a.1, &b.1, at);
            }
            (a, b) => panic!("{at}: {a:?} is not {b:?}"),
        }
    }
}

/// The contract of an emitted type against that of the spec's type of this name.
fn compare<T: DataContract>(spec: &Path, name: &str) {
    let (spec, _) = Spec::load(spec);
    let spec: &'static Spec = Box::leak(Box::new(spec.expect("a spec")));
    let graph = ContractGraph::new(spec);
    let index = spec.types.iter().position(|ty| ty.name.value.to_string() == name);
    let contract = graph.contract_at(index.expect("a type of the spec")).expect("a contract");
    Comparison { seen: BTreeSet::new() }.contracts(T::contract(), contract);
}

macro_rules! compared {
    ($($module:ident { $($ty:ident = $name:literal,)* })*) => {$(
        #[test]
        fn $module() {
            let spec = Path::new("../codegen/tests/fixtures/emit").join(stringify!($module));
            $(compare::<crate::$module::$ty>(&spec, $name);)*
        }
    )*};
}

compared! {
    annotations { Lead = "Shop.Lead", }
    bases { Empty = "Shop.Models.Orders.Empty", }
    collections {
        All = "Shop.All",
        Line = "Shop.Line",
        Stock = "Shop.Stock",
    }
    enums {
        Holder = "Shop.Holder",
        NoZero = "Shop.NoZero",
        Wide = "Shop.Wide",
        Small = "Shop.Small",
    }
    flags { User = "Shop.User", }
    generics {
        PageOfLead = "Shop.Page<Lead>",
        PageOfNullableOfInt32 = "Shop.Page<int?>",
        OuterInner = "Shop.Outer<int>+Inner",
        InnerOfLead = "Shop.Outer<int>+Inner<Lead>",
        Nested = "Shop.Outer+Nested",
        PairOfListOfLeadAndDictionaryOfStringAndInt32 = "Shop.Pair<List<Lead>, Dictionary<string, int>>",
    }
    json {
        Lead = "Shop.Lead",
        Other = "Shop.Other",
        Snake = "Shop.Snake",
        Map = "Shop.Map",
        Serializable = "Shop.Serializable",
    }
    names {
        String = "Shop.String",
        Vec = "Shop.Vec",
        Self_ = "Shop.Self",
        Clone = "Shop.Clone",
        Ok = "Shop.Ok",
        Datacontract = "Shop.datacontract",
        FirstName = "Shop.FirstName",
    }
    outcome { OtherResponse = "Shop.OtherResponse", DeepResponse = "Shop.DeepResponse", }
    overrides { Prospect = "Shop.Lead", Company = "Shop.Company", }
    polymorphism {
        AnyShape = "Shop.Shape",
        Drawing = "Shop.Drawing",
        Zoo = "Shop.Zoo",
        Batch = "Shop.Batch",
    }
    recursion { Node = "T.Node", Chicken = "T.Chicken", Derived = "T.Derived", Knot = "T.Knot", }
    references { Person = "Shop.Person", }
    secrets { Login = "Shop.Login", }
    values {
        Plain = "V.Plain",
        Nullable = "V.Nullable",
        Words = "V.Words",
        Required = "V.Required",
        Small = "V.Small",
    }
    xml_serializer { Order = "Shop.Order", PageOfOrder = "Shop.Page<Order>", Old = "Shop.Old", Plain = "Shop.Plain", }
}

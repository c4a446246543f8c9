//! Contracts and values made up from a seed, for tests that hold for any of them.

use datacontract::Shared;
use datacontract::clr::{Bytes, Char, DateTime, DateTimeKind, DateTimeOffset, Decimal, Guid, TimeSpan, Uri};
use datacontract::contract::xml_serializer::{
    MemberXml, Node, XmlArray, XmlArrayItem, XmlAttribute, XmlElement,
};
use datacontract::contract::{
    Contract, ContractRef, EnumContract, EnumMember, Kind, Member, Naming, Primitive, Serializer, Type,
};
use datacontract::dynamic::{
    ContractSet, DynamicEnum, DynamicList, DynamicMap, DynamicObject, DynamicShared, Value,
};

/// A source of choices (splitmix64): the same seed makes the same choices everywhere.
#[derive(Clone, Debug)]
pub struct Choices(u64);

impl Choices {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Choices(seed)
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % end.max(1) as u64).unwrap_or(0)
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// One of these.
    pub fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

const NAMES: [&str; 14] = [
    "Id",
    "Name",
    "a",
    "_x",
    "A1",
    "first name",
    "Ärende",
    "Цена",
    "Kind",
    "1st",
    "a-b",
    "Items",
    "Value",
    "Key",
];
const NAMESPACES: [&str; 6] = [
    "http://schemas.datacontract.org/2004/07/Shop.Models",
    "http://schemas.datacontract.org/2004/07/Shop.Core",
    "urn:far",
    "http://example.com/a?b=1&c=2",
    "",
    "http://schemas.datacontract.org/2004/07/System",
];

/// The forms of XML.
pub const FORMS: [Serializer; 2] = [Serializer::DataContractSerializer, Serializer::XmlSerializer];

/// A set of contracts that refer to each other, and the type of the root.
#[must_use]
pub fn contracts(choices: &mut Choices) -> Type {
    contracts_for(choices, Serializer::DataContractSerializer)
}

/// Returns a set of contracts that a form of XML can have, and the type of the root: `XmlSerializer` refuses some
/// types, and has attributes.
#[must_use]
pub fn contracts_for(choices: &mut Choices, serializer: Serializer) -> Type {
    let mut set = ContractSet::new();
    let count = 1 + choices.below(6);
    let declared: Vec<ContractRef> = (0..count).map(|_| set.declare()).collect();
    let mut classes: Vec<ContractRef> = Vec::new();
    for (place, contract) in declared.iter().enumerate() {
        let name = ContractSet::keep_text(format!(
            "{}{place}",
            choices.one_of(&["Order", "Line item", "T", "Größe"])
        ));
        let namespace = *choices.one_of(&NAMESPACES);
        let made = if place > 0 && choices.once_in(5) {
            enumeration(choices, name, namespace)
        } else if place > 0 && choices.once_in(8) {
            // Only of what is declared already, so that a collection cannot hold nothing but itself.
            let item = ty(choices, &declared[..place], 1, serializer);
            Contract::collection(name, namespace, item, choices.once_in(2).then_some("item name"))
        } else {
            let base = (!classes.is_empty() && choices.once_in(3)).then(|| *choices.one_of(&classes));
            classes.push(*contract);
            class(choices, (name, namespace), base, &declared, serializer)
        };
        set.define(*contract, made);
    }
    let root = classes.last().map_or(Type::Object, |class| Type::Contract(*class));
    match choices.below(6) {
        0 => Type::List(ContractSet::keep_type(root)),
        _ => root,
    }
}

fn enumeration(choices: &mut Choices, name: &'static str, namespace: &'static str) -> Contract {
    let is_flags = choices.once_in(2);
    // .NET itself does not read the names of flags that have spaces.
    let names = ["None", "Read", if is_flags { "Write" } else { "write it" }, "Запись"];
    let members = names
        .iter()
        .enumerate()
        .map(|(place, name)| EnumMember::new(name, [0, 1, 2, 4][place]))
        .collect::<Vec<_>>();
    let mut contract = EnumContract::new(ContractSet::keep(members));
    if is_flags {
        contract = contract.flags();
    }
    if choices.once_in(2) {
        contract = contract.json_text();
    }
    Contract::enumeration(name, namespace, contract)
}

fn class(
    choices: &mut Choices,
    (name, namespace): (&'static str, &'static str),
    base: Option<ContractRef>,
    declared: &[ContractRef],
    serializer: Serializer,
) -> Contract {
    let mut members: Vec<Member> = Vec::new();
    for _ in 0..choices.below(7) {
        // Unlike those of a base class too: JSON has one place for a name.
        let name = format!("{} {}", choices.one_of(&NAMES), choices.below(10_000));
        if members.iter().any(|member| member.name == name) {
            continue;
        }
        let mut member = Member::new(ContractSet::keep_text(name), ty(choices, declared, 2, serializer));
        if serializer == Serializer::XmlSerializer {
            member = with_attribute(choices, member);
        }
        if choices.once_in(4) {
            member = member.order(i32::try_from(choices.below(3)).unwrap_or(0));
        }
        if choices.once_in(6) {
            member = member.skip_default();
        } else if choices.once_in(8) {
            member = member.required();
        }
        members.push(member);
    }
    let mut contract = Contract::class(name, namespace).members(ContractSet::keep(members));
    if let Some(base) = base {
        contract = contract.base(base);
    }
    if choices.once_in(3) {
        contract = contract.json_naming(*choices.one_of(&[Naming::CamelCase, Naming::SnakeCase]));
    }
    contract
}

/// Gives a member an attribute of `XmlSerializer`, or none.
fn with_attribute(choices: &mut Choices, member: Member) -> Member {
    let node = match member.ty {
        Type::Primitive(primitive) if primitive != Primitive::DateTimeOffset && choices.once_in(4) => {
            Node::Attribute(XmlAttribute::new())
        }
        Type::List(_) | Type::Array(_) if choices.once_in(3) => {
            let element = XmlElement::new().name(member.name).namespace("urn:items");
            Node::Elements(ContractSet::keep(vec![element]))
        }
        Type::List(_) | Type::Array(_) if choices.once_in(3) => {
            let item = XmlArrayItem::new(XmlElement::new().name("row"));
            Node::Array(XmlArray::new().namespace("urn:rows"), ContractSet::keep(vec![item]))
        }
        _ if choices.once_in(8) => Node::Ignored,
        _ => return member,
    };
    member.xml(&ContractSet::keep(vec![MemberXml::new().node(node)])[0])
}

fn ty(choices: &mut Choices, declared: &[ContractRef], depth: usize, serializer: Serializer) -> Type {
    let of = |choices: &mut Choices| ty(choices, declared, depth - 1, serializer);
    let is_xml_serializer = serializer == Serializer::XmlSerializer;
    match choices.below(if depth == 0 { 8 } else { 12 }) {
        0..5 => match *choices.one_of(&Primitive::ALL) {
            Primitive::Uri if is_xml_serializer => Type::Primitive(Primitive::String),
            primitive => Type::Primitive(primitive),
        },
        5..8 => Type::Contract(*choices.one_of(declared)),
        8 => Type::List(ContractSet::keep_type(of(choices))),
        9 => Type::Array(ContractSet::keep_type(of(choices))),
        10 if is_xml_serializer => of(choices),
        10 => {
            let key =
                Type::Primitive(*choices.one_of(&[Primitive::String, Primitive::Int32, Primitive::Guid]));
            let entry = (key, of(choices));
            Type::Dictionary(&ContractSet::keep(vec![entry])[0])
        }
        _ => {
            let primitive =
                Type::Primitive(*choices.one_of(&[Primitive::Int32, Primitive::DateTime, Primitive::Double]));
            Type::Nullable(ContractSet::keep_type(primitive))
        }
    }
}

/// A value of a type. Objects nest at most `depth` deep.
#[must_use]
pub fn value(choices: &mut Choices, ty: &Type, depth: usize) -> Value {
    if ty.is_nullable() && (depth == 0 || choices.once_in(5)) {
        return Value::Null;
    }
    match ty {
        Type::Nullable(inner) => value(choices, inner, depth),
        Type::Primitive(of) => primitive(choices, *of),
        Type::Object => Value::Int32(5),
        Type::List(item) | Type::Array(item) => {
            let mut list = DynamicList::new(*ty);
            list.items = (0..choices.below(4)).map(|_| value(choices, item, depth - 1)).collect();
            Value::List(Box::new(list))
        }
        Type::Dictionary((key, entry)) => {
            let mut map = DynamicMap::new(*ty);
            for _ in 0..choices.below(4) {
                let key = loop {
                    match value(choices, key, 1) {
                        Value::Null => {}
                        key => break key,
                    }
                };
                if !map.entries.iter().any(|(other, _)| is_one_name(other, &key)) {
                    map.entries.push((key, value(choices, entry, depth - 1)));
                }
            }
            Value::Map(Box::new(map))
        }
        Type::Contract(contract) => match *contract.get().kind() {
            Kind::Enum(of) => Value::Enum(DynamicEnum::with_number(*ty, choices.one_of(of.members).number)),
            Kind::Collection { item, .. } => {
                let mut list = DynamicList::new(*ty);
                list.items = (0..choices.below(4)).map(|_| value(choices, &item, depth - 1)).collect();
                Value::List(Box::new(list))
            }
            Kind::Class(_) => {
                let mut object = DynamicObject::new(*ty);
                let types = object.member_types();
                for (place, ty) in object.values_mut().iter_mut().zip(&types) {
                    *place = value(choices, ty, depth.saturating_sub(1));
                }
                Value::Object(Box::new(object))
            }
            Kind::Dictionary { .. } => Value::Map(Box::new(DynamicMap::new(*ty))),
        },
        _ => Value::Null,
    }
}

/// Whether two keys are one, at least where a naming of JSON applies to them: to snake case, `" "` and `""`
/// are one name, which .NET's own writer would write twice.
fn is_one_name(key: &Value, other: &Value) -> bool {
    match (key, other) {
        (Value::String(key), Value::String(other)) => {
            [Naming::AsDeclared, Naming::CamelCase, Naming::SnakeCase]
                .iter()
                .any(|naming| naming.apply(key) == naming.apply(other))
        }
        _ => key == other,
    }
}

fn primitive(choices: &mut Choices, primitive: Primitive) -> Value {
    let number = choices.number();
    let bytes = number.to_le_bytes();
    let small = bytes[0].is_multiple_of(3);
    let ticks = i64::try_from(number % 3_155_378_975_999_999_999).unwrap_or(0);
    match primitive {
        Primitive::Boolean => Value::Boolean(number.is_multiple_of(2)),
        Primitive::SByte => Value::SByte(bytes[0].cast_signed()),
        Primitive::Byte => Value::Byte(bytes[0]),
        Primitive::Int16 => Value::Int16(i16::from_le_bytes([bytes[0], bytes[1]])),
        Primitive::UInt16 => Value::UInt16(u16::from_le_bytes([bytes[0], bytes[1]])),
        Primitive::Int32 => {
            Value::Int32(if small { 0 } else { i32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) })
        }
        Primitive::UInt32 => Value::UInt32(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])),
        Primitive::Int64 => Value::Int64(number.cast_signed()),
        Primitive::UInt64 => Value::UInt64(number),
        Primitive::Single => {
            let value = f32::from_bits(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
            Value::Single(if value.is_nan() || small { 1.5 } else { value })
        }
        Primitive::Double => {
            let value = f64::from_bits(number);
            Value::Double(if value.is_nan() || small { -0.25 } else { value })
        }
        Primitive::Decimal => {
            let scale = u32::from(bytes[7] % 29);
            Value::Decimal(Decimal::new(i128::from(number.cast_signed()), scale).unwrap_or_default())
        }
        Primitive::Char => Value::Char(Char::from(u16::from(bytes[0]) + 0x20)),
        Primitive::String => Value::String(text(choices)),
        Primitive::DateTime => {
            let kind = match number % 3 {
                0 => DateTimeKind::Unspecified,
                1 => DateTimeKind::Utc,
                _ => DateTimeKind::Local { offset_minutes: i16::from(bytes[3] % 120) - 60 },
            };
            Value::DateTime(DateTime::from_ticks(ticks, kind).unwrap_or_default())
        }
        Primitive::DateTimeOffset => {
            let ticks = ticks.clamp(864_000_000_000, 3_155_378_000_000_000_000);
            Value::DateTimeOffset(
                DateTimeOffset::from_ticks(ticks, i16::from(bytes[3] % 120) - 60).unwrap_or_default(),
            )
        }
        Primitive::TimeSpan => Value::TimeSpan(TimeSpan::from_ticks(number.cast_signed() / 16)),
        Primitive::Guid => {
            let mut guid = [0; 16];
            guid[..8].copy_from_slice(&bytes);
            guid[8..].copy_from_slice(&choices.number().to_le_bytes());
            Value::Guid(Guid::from_bytes(guid))
        }
        Primitive::Uri => Value::Uri(Uri::new(format!("http://example.com/{}", number % 100))),
        Primitive::Bytes => Value::Bytes(Bytes::from(bytes[..usize::from(bytes[0] % 8)].to_vec())),
        _ => Value::Null,
    }
}

fn text(choices: &mut Choices) -> String {
    const PIECES: [&str; 16] = [
        "a",
        "Z",
        " ",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "]]>",
        "å",
        "Ж",
        "\u{1f642}",
        "\u{2028}",
        "\t",
        "\u{85}",
        "\u{fffd}",
    ];
    (0..choices.below(12)).map(|_| *choices.one_of(&PIECES)).collect()
}

/// A tree with references back to the parent and across: contracts with `IsReference`.
#[must_use]
pub fn graph(choices: &mut Choices) -> (Type, Value) {
    let mut set = ContractSet::new();
    let node = set.declare();
    let ty = Type::Contract(node);
    let members = ContractSet::keep(vec![
        Member::new("Id", Type::Primitive(Primitive::Int32)),
        Member::new("Parent", ty),
        Member::new("Children", Type::List(ContractSet::keep_type(ty))),
        Member::new("Other", ty),
    ]);
    set.define(node, Contract::class("Node", "urn:graph").members(members).reference());
    let mut all = Vec::new();
    let root = tree(choices, ty, None, 4, &mut all);
    (ty, Value::Shared(root))
}

fn tree(
    choices: &mut Choices,
    ty: Type,
    parent: Option<&DynamicShared>,
    depth: usize,
    all: &mut Vec<DynamicShared>,
) -> DynamicShared {
    let node = DynamicShared::new(ty);
    let id = i32::try_from(all.len()).unwrap_or(0);
    let mut children = DynamicList::new(Type::List(ContractSet::keep_type(ty)));
    if depth > 0 {
        children.items = (0..choices.below(4))
            .map(|_| Value::Shared(tree(choices, ty, Some(&node), depth - 1, all)))
            .collect();
    }
    // Only to what is complete, which a reader makes an owner of as well.
    let other = (!all.is_empty() && choices.once_in(3)).then(|| choices.one_of(all).clone());
    node.pointer().with_mut(|content| {
        if let Value::Object(object) = content.value_mut() {
            let values = object.values_mut();
            values[0] = Value::Int32(id);
            values[1] = parent.map_or(Value::Null, |parent| Value::Shared(parent.downgrade()));
            values[2] = Value::List(Box::new(children));
            values[3] = other.map_or(Value::Null, Value::Shared);
        }
    });
    debug_assert!(node.pointer().with(|_| ()).is_some() && Shared::same(node.pointer(), node.pointer()));
    all.push(node.clone());
    node
}

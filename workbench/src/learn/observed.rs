//! What was seen, counted. No value of a document is kept but the names and numbers of enums.

use std::collections::{BTreeMap, BTreeSet};

use datacontract_codegen::spec::{Span, TypeExpr};

use super::{document::ByForm, errors::ErrorSeen};

/// Everything that was seen.
#[derive(Debug, Default)]
pub(super) struct Observations<'s> {
    /// The type words of the spec, by where they stand: each of them is a place for values.
    pub(super) slots: BTreeMap<Span, Slot<'s>>,
    /// The members of classes, by type and member.
    pub(super) members: BTreeMap<(usize, usize), Presence>,
    pub(super) classes: BTreeMap<usize, ClassSeen>,
    pub(super) enums: BTreeMap<usize, EnumSeen>,
    pub(super) endpoints: BTreeMap<usize, EndpointSeen>,
    /// The last day on which something was seen.
    pub(super) day: Option<String>,
}

/// A type word, as a place for values.
#[derive(Clone, Debug)]
pub(super) struct Slot<'s> {
    pub(super) ty: &'s TypeExpr,
    pub(super) owner: SlotOwner,
    pub(super) values: u64,
    pub(super) nulls: u64,
    pub(super) numbers: Numbers,
    /// What the elements of items are called, where .NET names them by their type: `int`, `dateTime`.
    pub(super) element_names: BTreeSet<String>,
}

/// What a type word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SlotOwner {
    /// The type of a member.
    Member { ty: usize, member: usize },
    /// The type of an endpoint's answer.
    Response(usize),
    /// The items of a list of its own name, or the values of such a dictionary.
    Items(usize),
}

/// What the numbers of a slot were like.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Numbers {
    /// The smallest and the greatest whole number.
    pub(super) range: Option<(i128, i128)>,
    /// How many were spelled with a fraction or an exponent.
    pub(super) fractions: u64,
    /// How many are beyond the digits that a `float` has.
    pub(super) finer_than_float: u64,
    /// How many were spelled as only a binary floating point number is: `1E+20`, `INF`, `NaN`.
    pub(super) floating: u64,
    /// How many had zeros at the end, `1.50`, which only a `decimal` keeps.
    pub(super) scaled: u64,
}

/// How often a member was there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Presence {
    pub(super) there: ByForm<u64>,
    pub(super) absent: ByForm<u64>,
    /// How often it had the default of its type, or null.
    pub(super) defaults: ByForm<u64>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct ClassSeen {
    /// The namespaces of its own members' elements that `DataContractSerializer` has written, with how often.
    pub(super) namespaces: BTreeMap<String, u64>,
    /// How many of its own members' elements that `XmlSerializer` has written were in the namespace that they have by the spec.
    pub(super) in_own_namespace: u64,
    /// The other namespaces in which they were, with how often.
    pub(super) in_other_namespaces: BTreeMap<String, u64>,
    pub(super) roots: ByForm<Roots>,
    pub(super) objects: ByForm<u64>,
    pub(super) orders: ByForm<OrderSeen>,
    pub(super) unknown: BTreeMap<String, UnknownMember>,
    /// The other classes of the spec whose objects stood where this one is declared.
    pub(super) derived: BTreeMap<usize, ByForm<u64>>,
    /// What classes are called that the spec does not have, and whose objects stood where this one is declared.
    pub(super) unknown_classes: BTreeMap<String, u64>,
}

/// A member, by the class that declares it and its place there.
pub(super) type MemberAt = (usize, usize);

/// In which order the members of a class came.
#[derive(Clone, Debug, Default)]
pub(super) struct OrderSeen {
    /// In how many objects they came as the contract writes them.
    pub(super) kept: u64,
    /// In how many they did not.
    pub(super) other: u64,
    /// The order of the largest of those.
    pub(super) longest: Vec<MemberAt>,
}

/// What documents of a type are called as roots, name and namespace, with how often.
pub(super) type Roots = BTreeMap<(String, String), u64>;

/// A member that the contract does not have.
#[derive(Clone, Debug, Default)]
pub(super) struct UnknownMember {
    pub(super) there: ByForm<u64>,
    pub(super) nulls: u64,
    /// Whether it is an attribute in XML.
    pub(super) is_attribute: bool,
    /// The member before it, in the forms that keep the order of the source.
    pub(super) after: ByForm<Option<String>>,
    pub(super) looks: BTreeSet<Look>,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    Bool,
    Whole,
    Fraction,
    Guid,
    Date,
    Text,
    /// It has parts: an object or a list.
    Parts,
}

#[derive(Clone, Debug, Default)]
pub(super) struct EnumSeen {
    pub(super) numbers: BTreeMap<i128, u64>,
    pub(super) words: ByForm<BTreeMap<String, u64>>,
    pub(super) roots: ByForm<Roots>,
    /// Which number an object had in JSON whose XML had the word.
    pub(super) pairs: BTreeMap<(String, i128), u64>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct EndpointSeen {
    pub(super) statuses: BTreeMap<u16, u64>,
    /// Of the answers with a status that means success: those with a body and those without.
    pub(super) bodies: u64,
    pub(super) empty: u64,
    /// The bodies of errors, by status.
    pub(super) errors: BTreeMap<u16, ErrorSeen>,
    /// What the roots of documents are called that are of .NET's own types, where the spec has a type of the service.
    pub(super) others: BTreeMap<String, u64>,
    /// How many documents another serializer has written than the spec says.
    pub(super) of_other_serializer: u64,
}

impl<'s> Observations<'s> {
    pub(super) fn slot(&mut self, ty: &'s TypeExpr, owner: SlotOwner) -> &mut Slot<'s> {
        self.slots.entry(ty.span).or_insert_with(|| Slot {
            ty,
            owner,
            values: 0,
            nulls: 0,
            numbers: Numbers::default(),
            element_names: BTreeSet::new(),
        })
    }
}

impl Numbers {
    pub(super) fn add_whole(&mut self, number: i128) {
        let (low, high) = self.range.unwrap_or((number, number));
        self.range = Some((low.min(number), high.max(number)));
    }
}

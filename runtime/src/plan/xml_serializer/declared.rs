//! Members where classes declare them.

use crate::contract::xml_serializer::{MemberXml, Node};
use crate::contract::{Contract, Member, Type};

/// A member where it is declared.
#[derive(Clone, Copy)]
pub(super) struct Declared {
    /// The place among the views and slots of a value.
    pub(super) index: usize,
    pub(super) member: &'static Member,
    pub(super) xml: &'static MemberXml,
}

impl Declared {
    /// Returns C#'s name of the member.
    pub(super) fn clr_name(&self) -> &'static str {
        self.member.clr_name()
    }

    /// Returns C#'s type of the member: a value that a Rust type may lack, but that takes no null, is no `Nullable`.
    pub(super) fn ty(&self) -> &'static Type {
        match &self.member.ty {
            Type::Nullable(inner) if !self.member.takes_nil => inner,
            ty => ty,
        }
    }

    /// Returns whether `XmlSerializer` writes it: what is no property with getter and setter it does not.
    pub(super) fn takes_part(&self) -> bool {
        match self.xml.node {
            Node::Ignored => false,
            Node::Default => self.member.in_xml,
            _ => true,
        }
    }
}

/// A class of an object: the object's own one, or a base class.
pub(super) struct Level {
    pub(super) contract: &'static Contract,
    /// The namespace of its members.
    pub(super) namespace: String,
    /// All members that it declares, in `XmlSerializer`'s order.
    pub(super) members: Vec<Declared>,
}

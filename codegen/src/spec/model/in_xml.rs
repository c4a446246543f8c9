//! Which types and members are `XmlSerializer`'s, and what its attributes name.

use super::{Class, Format, Member, TypeDef, TypeKind};
use crate::spec::{span::Span, type_expr::TypeExpr};

impl Member {
    /// Returns whether `XmlSerializer` has it. One that is in JSON alone is there if an attribute says what it
    /// becomes: then only `DataContractSerializer` does not have it.
    #[must_use]
    pub fn is_in_xml_serializer(&self) -> bool {
        self.xml.ignore.is_none() && (self.only != Some(Format::Json) || self.xml.says_what())
    }
}

impl TypeDef {
    /// Calls `visit` with each type that the attributes of `XmlSerializer` name.
    pub(crate) fn each_type_of_xml<'a>(&'a self, visit: &mut dyn FnMut(&'a TypeExpr)) {
        self.xml.includes.iter().for_each(&mut *visit);
        let members = self.class().map_or(&[][..], |Class { members, .. }| members);
        members.iter().flat_map(|member| member.xml.types()).for_each(visit);
    }

    /// Returns where the first attribute of `XmlSerializer` stands, at the type or in it.
    #[must_use]
    pub fn first_xml(&self) -> Option<Span> {
        let of_members = || match &self.kind {
            TypeKind::Class(class) => class.members.iter().find_map(|member: &Member| member.xml.span),
            TypeKind::Enum(of) => of.members.iter().find_map(|member| member.xml.span),
            TypeKind::Collection(_) | TypeKind::Dictionary(_) => None,
        };
        self.xml.span.or_else(of_members)
    }
}

//! What `XmlSerializer` refuses, of the types that it writes and reads.
//!
//! Attributes that contradict each other are errors. What the service's classes can be like without any
//! attribute is a warning: Web API answers in another format then, and a spec has to be able to say so.

mod attributes;
mod choice;
mod content;
mod names;
mod order;
mod refused;
mod types;
mod values;
mod whole_type;

use super::Checker;
use crate::{
    diagnostic::Code,
    spec::{
        XmlSerializerUse,
        model::{Member, TypeDef, TypeKind},
        wire::is_collection_without_attribute,
    },
};

impl Checker<'_> {
    pub(super) fn xml_serializer(&mut self) {
        let spec = self.spec;
        let used = spec.xml_serializer_use();
        for (index, ty) in spec.types.iter().enumerate() {
            if !used.has(index) {
                self.attributes_are_used(ty);
                continue;
            }
            self.is_one_contract(index, ty, &used);
            self.enum_has_values(ty);
            self.flags_are_bools(ty);
            self.type_attributes_fit(ty);
            for member in ty.class().map_or(&[][..], |class| &class.members) {
                self.ignored_is_bare(member);
            }
            for member in members(ty) {
                self.member_is_taken(ty, member);
                self.attributes_agree(member);
                self.choice_is_identified(index, member);
                self.null_and_data_type_fit(member);
            }
            self.names_differ_for_xml(index);
            self.texts(index);
            self.is_in_order(index);
        }
        self.payloads_are_taken();
        self.type_names_differ(&used);
    }

    /// Attributes that are said for nobody.
    fn attributes_are_used(&mut self, ty: &TypeDef) {
        let Some(span) = ty.first_xml() else { return };
        let message = format!("XmlSerializer does not write or read `{}`", ty.name.short());
        let diagnostic = self.warning(Code::XmlUnused, span, message).label("this has no effect");
        self.report(if self.spec.has_xml() {
            diagnostic.help(
                "if the service uses XmlSerializer, write `\"xml\": {\"serializer\": \"xmlSerializer\"}` for the API, for an \
                 endpoint or for the type; else take the attributes out",
            )
        } else {
            diagnostic.help("if the service has XML, add `xml` to `formatters`; else take the attributes out")
        });
    }

    /// A list class without `[CollectionDataContract]` is a plain list to `DataContractSerializer`; with names for
    /// `XmlSerializer` it has a contract, which is not.
    fn is_one_contract(&mut self, index: usize, ty: &TypeDef, used: &XmlSerializerUse) {
        let Some(span) = ty.xml.span.filter(|_| is_collection_without_attribute(ty)) else { return };
        if used.is_also_of_data_contracts(index) {
            let message = format!(
                "`{}` is a plain list to DataContractSerializer, which writes it too, and has a name to XmlSerializer",
                ty.name.short()
            );
            self.report(self.error(Code::Misplaced, span, message).help(
                "take `xml` out of the list and write `xmlArray` and `xmlArrayItem` at its members, or let one serializer \
                 write it everywhere",
            ));
        }
    }
}

/// Returns the members of a class that `XmlSerializer` has.
fn members(ty: &TypeDef) -> impl Iterator<Item = &Member> {
    let members = ty.class().map_or(&[][..], |class| &class.members);
    members.iter().filter(|member| member.is_in_xml_serializer())
}

/// Returns the members of an enum that `XmlSerializer` has names for, if it is one.
fn named_values(ty: &TypeDef) -> Option<usize> {
    match &ty.kind {
        TypeKind::Enum(of) => Some(of.members.iter().filter(|member| !member.xml.ignored).count()),
        _ => None,
    }
}

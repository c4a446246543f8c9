//! Which members of documents are secret.

use std::collections::{HashMap, HashSet};

use datacontract::contract::encode_name;

use super::{Clr, Format, Member, Spec, TypeDef, wire::wire_name, xml_serializer::names::given_or};

/// The names of a spec's secret members on the wire, in small letters.
///
/// They go by name alone, whatever class an object is of: a sample that does not fit its contract has its
/// secrets too.
#[derive(Default)]
pub(crate) struct SecretNames {
    members: HashMap<String, SecretMember>,
    /// Those that `XmlSerializer` has as attributes.
    attributes: HashSet<String>,
    /// Whether `XmlSerializer` has one as the text of an element, whose name does not tell.
    has_text: bool,
}

/// What secret members of one name have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SecretMember {
    /// All of them are texts.
    pub(crate) is_text: bool,
    /// A document without one of them is refused.
    pub(crate) is_required: bool,
}

impl SecretNames {
    /// Returns the names of all secret members of a spec.
    pub(crate) fn of(spec: &Spec) -> Self {
        let mut names = Self::default();
        for (owner, ty) in spec.types.iter().enumerate() {
            let members = TypeDef::class(ty).map_or(&[][..], |class| &class.members);
            for member in members.iter().filter(|member| member.secret) {
                for format in [Format::Json, Format::Xml] {
                    names.add(&wire_name(spec, format, owner, member), member);
                }
                for element in spec.xml_elements(member, "") {
                    names.add(&encode_name(&element.name), member);
                }
                names.has_text |= member.xml.text.is_some();
                if let Some(attribute) = &member.xml.attribute {
                    let (name, _) = given_or(attribute.name.as_ref(), &member.name);
                    names.attributes.insert(encode_name(local(name)).to_lowercase());
                }
            }
        }
        names
    }

    fn add(&mut self, name: &str, member: &Member) {
        let is_text = member.ty.clr() == Some(Clr::String);
        let found = SecretMember { is_text, is_required: member.required.value };
        let all = self.members.entry(name.to_lowercase()).or_insert(found);
        all.is_text &= is_text;
        all.is_required |= found.is_required;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    pub(crate) fn get(&self, name: &str) -> Option<SecretMember> {
        self.members.get(&name.to_lowercase()).copied()
    }

    /// Returns whether an attribute of XML is secret, by its name with a prefix or without.
    pub(crate) fn is_attribute(&self, name: &str) -> bool {
        !name.starts_with("xmlns") && self.attributes.contains(&local(name).to_lowercase())
    }

    /// Returns whether the text of some element of XML is secret.
    pub(crate) fn has_text(&self) -> bool {
        self.has_text
    }
}

/// Returns a name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

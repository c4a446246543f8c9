//! Which members of documents are secret.

use std::collections::HashMap;

use super::{Clr, Format, Spec, TypeDef, wire::wire_name};

/// The names of a spec's secret members on the wire, in small letters.
///
/// They go by name alone, whatever class an object is of: a sample that does not fit its contract has its
/// secrets too.
pub(crate) struct SecretNames(HashMap<String, SecretMember>);

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
        let mut names: HashMap<String, SecretMember> = HashMap::new();
        for (owner, ty) in spec.types.iter().enumerate() {
            let members = TypeDef::class(ty).map_or(&[][..], |class| &class.members);
            for member in members.iter().filter(|member| member.secret) {
                let is_text = member.ty.clr() == Some(Clr::String);
                for format in [Format::Json, Format::Xml] {
                    let name = wire_name(spec, format, owner, member).to_lowercase();
                    let found = SecretMember { is_text, is_required: member.required.value };
                    let all = names.entry(name).or_insert(found);
                    all.is_text &= is_text;
                    all.is_required |= found.is_required;
                }
            }
        }
        Self(names)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn get(&self, name: &str) -> Option<SecretMember> {
        self.0.get(&name.to_lowercase()).copied()
    }
}

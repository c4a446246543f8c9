//! Which values an object has, one for each member of its class and the bases of that.

use super::{Contract, Kind, Type, encode_name};

/// A member as objects have it.
#[derive(Debug)]
pub(crate) struct LayoutMember {
    /// Its name in XML.
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) is_secret: bool,
}

impl Contract {
    /// Returns the members of a class in the order of an object's views and slots: those of the base class first, each
    /// class's in the order of declaration. It is empty for what is no class.
    pub(crate) fn layout(&'static self) -> &'static [LayoutMember] {
        self.layout.get_or_init(|| {
            let mut chain: Vec<&'static Contract> = self.with_bases().collect();
            chain.reverse();
            let classes = chain.iter().filter_map(|contract| match contract.kind() {
                Kind::Class(class) => Some(class),
                _ => None,
            });
            let members = classes.flat_map(|class| class.members);
            members
                .map(|member| LayoutMember {
                    name: encode_name(member.name),
                    ty: member.ty,
                    is_secret: member.is_secret,
                })
                .collect()
        })
    }
}

//! Which values an object has, one for each member of its class and the bases of that.

use super::{Class, Contract, Kind, Member, Type, encode_name};

/// A member as objects have it.
#[derive(Debug)]
pub(crate) struct LayoutMember {
    /// Its name in XML.
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) is_secret: bool,
}

impl Contract {
    /// Returns a class with its bases, the outermost base first: the order of an object's views and slots. It
    /// is empty for what is no class.
    pub(crate) fn classes(&'static self) -> Vec<(&'static Contract, &'static Class)> {
        let mut classes: Vec<_> = self
            .with_bases()
            .filter_map(|contract| match contract.kind() {
                Kind::Class(class) => Some((contract, class)),
                _ => None,
            })
            .collect();
        classes.reverse();
        classes
    }

    /// Returns the members of a class in the order of an object's views and slots: those of the base class
    /// first, each class's in the order of declaration. There are none in what is no class.
    pub(crate) fn all_members(&'static self) -> impl Iterator<Item = &'static Member> {
        self.classes().into_iter().flat_map(|(_, class)| class.members)
    }

    /// Returns what objects keep of each of their [members](Self::all_members).
    pub(crate) fn layout(&'static self) -> &'static [LayoutMember] {
        self.layout.get_or_init(|| {
            self.all_members()
                .map(|member| LayoutMember {
                    name: encode_name(member.name),
                    ty: member.ty,
                    is_secret: member.is_secret,
                })
                .collect()
        })
    }
}

//! The types that tables give to members, by the members' names.
//!
//! A sample may have members that no table lists. What pages call the type of a member of the same name, or
//! a type of the member's own name, is the first guess at the type then.

use std::collections::{BTreeSet, HashMap};

use crate::infer::{
    pairing::by_name::loosely,
    wording::{
        plain_names::{class_of, singular},
        words::PageType,
    },
};

/// The types of members.
#[derive(Clone, Debug, Default)]
pub(crate) struct MemberTypes {
    /// By the member's name, letters and digits in small; of a list by the name of an item.
    members: HashMap<String, BTreeSet<String>>,
    /// The names of members, as above, that a table has a built-in type for.
    built_in: BTreeSet<String>,
    /// By the type's own name.
    types: HashMap<String, BTreeSet<String>>,
    /// By the type's own name without the word for what kind of class it is.
    stems: HashMap<String, BTreeSet<String>>,
}

/// The words for a kind of class that names end in.
const KINDS: &[&str] = &["Dto", "DTO", "ViewModel", "Model"];

impl MemberTypes {
    /// Adds the type of a member.
    pub(crate) fn add_member(&mut self, name: &str, ty: &PageType) {
        if name.is_empty() {
            return;
        }
        let item = if matches!(ty, PageType::List(_)) { singular(name) } else { name.to_owned() };
        match ty.innermost() {
            Some(class) => _ = self.members.entry(loosely(&item)).or_default().insert(class.to_owned()),
            None => _ = self.built_in.insert(loosely(&item)),
        }
    }

    /// Returns whether all tables that have a member of this name have a class or an enum for its type, or a
    /// list of such.
    pub(crate) fn is_of_own_type(&self, member: &str) -> bool {
        let names = [loosely(member), loosely(&singular(member))];
        names.iter().any(|name| self.members.contains_key(name))
            && !names.iter().any(|name| self.built_in.contains(name))
    }

    /// Adds the types that pages mention.
    pub(crate) fn add_types(&mut self, mentions: &BTreeSet<String>) {
        for name in mentions {
            let class = class_of(name);
            self.types.entry(loosely(class)).or_default().insert(name.clone());
            let stem = KINDS.iter().find_map(|kind| class.strip_suffix(kind)).filter(|stem| !stem.is_empty());
            if let Some(stem) = stem {
                self.stems.entry(loosely(stem)).or_default().insert(name.clone());
            }
        }
    }

    /// Returns what pages call the type of a member: that of the members called so, else the type of the same
    /// name; none if there are several.
    pub(crate) fn of(&self, member: &str) -> Option<&str> {
        let name = loosely(member);
        let of_names = || self.types.get(&name).or_else(|| self.stems.get(&name));
        let all = self.members.get(&name).or_else(of_names)?;
        all.first().filter(|_| all.len() == 1).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_one_name_have_one_type() {
        let mut types = MemberTypes::default();
        for (name, ty) in [
            ("made_by", "Person"),
            ("Tails", "Collection of TailDto"),
            ("State", "KiteState"),
            ("state", "OrderState"),
            ("Weight", "decimal number"),
        ] {
            types.add_member(name, &PageType::parse(ty));
        }
        let mentions = ["Windy.Sail", "State", "Maker", "Outer.maker", "HolderDto", "FieldModel", "FieldDto"];
        types.add_types(&mentions.map(str::to_owned).into());
        for (member, expected) in [
            ("MadeBy", Some("Person")),
            ("tail", Some("TailDto")),
            ("State", None),
            ("Weight", None),
            ("sail", Some("Windy.Sail")),
            ("maker", None),
            ("holder", Some("HolderDto")),
            ("field", None),
        ] {
            assert_eq!(types.of(member), expected, "{member}");
        }
        let of_own_type = ["state", "Tails", "Weight", "Sail"].map(|member| types.is_of_own_type(member));
        assert_eq!(of_own_type, [true, true, false, false]);
    }
}

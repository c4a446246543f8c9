//! The members of an enum by their names and numbers.

#[cfg(feature = "json")]
use crate::any_case::{cmp_ignore_case, eq_ignore_case};
use crate::contract::name_index::{FEW, NameIndex};
use crate::contract::xml_serializer::EnumXml;
use crate::contract::{EnumContract, EnumMember};
use std::borrow::Cow;
use std::ops::Deref;

/// An enum, with an index of its members if they are many.
#[derive(Debug)]
pub(crate) struct EnumPlan {
    contract: EnumContract,
    /// The members that have a name, by the names that the serializer has for them.
    members: Cow<'static, [EnumMember]>,
    index: Option<Box<EnumIndex>>,
}

#[derive(Debug)]
struct EnumIndex {
    names: NameIndex,
    #[cfg(feature = "json")]
    names_in_any_case: NameIndex,
    numbers: NameIndex,
}

impl EnumPlan {
    /// Returns the plan of an enum as `DataContractSerializer` and Json.NET name its members.
    pub(crate) fn new(contract: EnumContract) -> Self {
        Self::of_members(contract, Cow::Borrowed(contract.members))
    }

    /// Returns the plan of an enum as `XmlSerializer` names its members: by `XmlEnum`, else by C#'s name.
    pub(crate) fn for_xml_serializer(contract: EnumContract) -> Self {
        let is_declared =
            |member: &EnumMember| member.xml == EnumXml::AsDeclared && member.clr_name.is_none();
        if contract.members.iter().all(is_declared) {
            return Self::new(contract);
        }
        let members = contract.members.iter().filter_map(|member| {
            let name = match member.xml {
                EnumXml::AsDeclared => member.clr_name.unwrap_or(member.name),
                EnumXml::Named(name) => name,
                EnumXml::Ignored => return None,
            };
            Some(EnumMember { name, ..*member })
        });
        Self::of_members(contract, members.collect())
    }

    fn of_members(contract: EnumContract, members: Cow<'static, [EnumMember]>) -> Self {
        let index = (members.len() > FEW).then(|| {
            Box::new(EnumIndex {
                names: NameIndex::new(members.len(), |a, b| members[a].name.cmp(members[b].name)),
                #[cfg(feature = "json")]
                names_in_any_case: NameIndex::new(members.len(), |a, b| {
                    cmp_ignore_case(members[a].name, members[b].name)
                }),
                numbers: NameIndex::new(members.len(), |a, b| members[a].number.cmp(&members[b].number)),
            })
        });
        Self { contract, members, index }
    }

    /// Returns the first member with a number.
    pub(crate) fn member_of(&self, number: i64) -> Option<&EnumMember> {
        let members = &*self.members;
        let Some(index) = &self.index else { return members.iter().find(|member| member.number == number) };
        let found = index.numbers.find(0, |at| members[at].number.cmp(&number), |_| true);
        found.map(|at| &members[at])
    }

    /// Returns the wire name of a number that has one.
    pub(crate) fn name_of(&self, number: i64) -> Option<&'static str> {
        self.member_of(number).map(|member| member.name)
    }

    /// Returns the number of a text as `DataContractSerializer` reads it.
    pub(crate) fn number_of(&self, text: &str) -> Option<i64> {
        self.contract.number_by(text, |name| self.number_of_name(name))
    }

    /// Returns the text of a number as `XmlSerializer` writes it: its name, or for flags the names of all members
    /// whose bits it has, up to the one with which none is left to be named. `None` where bits are left that no
    /// member names.
    pub(crate) fn flags_text(&self, number: i64) -> Option<String> {
        let (mut rest, mut text) = (number, String::new());
        for member in self.members.iter().filter(|member| member.number != 0) {
            if rest == 0 {
                break;
            }
            if number & member.number == member.number {
                rest &= !member.number;
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(member.name);
            }
        }
        (rest == 0).then_some(text)
    }

    /// Returns the number of a text as `XmlSerializer` reads it: a name as it is, or those of flags with any white
    /// space between.
    pub(crate) fn number_of_names(&self, text: &str) -> Option<i64> {
        if !self.contract.is_flags {
            return self.number_of_name(text);
        }
        text.split_whitespace().try_fold(0, |bits, name| Some(bits | self.number_of_name(name)?))
    }

    /// Returns the number of the first member whose name is one that `is_it` looks for.
    pub(crate) fn number_where(&self, is_it: impl Fn(&str) -> bool) -> Option<i64> {
        self.members.iter().find(|member| is_it(member.name)).map(|member| member.number)
    }

    /// Returns the number of the first member of exactly this name.
    pub(crate) fn number_of_name(&self, name: &str) -> Option<i64> {
        let members = &*self.members;
        let found = match &self.index {
            None => return members.iter().find(|member| member.name == name).map(|member| member.number),
            Some(index) => index.names.find(0, |at| members[at].name.cmp(name), |_| true),
        };
        found.map(|at| members[at].number)
    }

    /// Returns the number of the first member of this name in any case.
    #[cfg(feature = "json")]
    pub(crate) fn number_of_name_in_any_case(&self, name: &str) -> Option<i64> {
        let members = &*self.members;
        let found = match &self.index {
            None => members.iter().position(|member| eq_ignore_case(member.name, name)),
            Some(index) => {
                index.names_in_any_case.find(0, |at| cmp_ignore_case(members[at].name, name), |_| true)
            }
        };
        found.map(|at| members[at].number)
    }
}

/// What does not depend on how many members there are.
impl Deref for EnumPlan {
    type Target = EnumContract;

    fn deref(&self) -> &EnumContract {
        &self.contract
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names and numbers that stand several times, names that differ in case only.
    fn members() -> &'static [EnumMember] {
        let name =
            |at: usize| if at.is_multiple_of(3) { format!("n{}", at % 90) } else { format!("N{}", at % 100) };
        let member =
            |at| EnumMember::new(Box::leak(name(at).into()), (at * 7 % 150).cast_signed() as i64 - 20);
        Box::leak((0..300).map(member).collect())
    }

    #[test]
    fn members_are_found_as_by_going_through_all() {
        let contract = EnumContract::new(members());
        let (plan, flags) = (EnumPlan::new(contract), EnumPlan::new(contract.flags()));
        assert!(plan.index.is_some());
        for number in -30..150 {
            assert_eq!(plan.name_of(number), contract.name_of(number));
        }
        for name in (0..110).flat_map(|at| [format!("n{at}"), format!("N{at}"), format!("n{at} N{at}")]) {
            assert_eq!(plan.number_of(&name), contract.number_of(&name));
            assert_eq!(flags.number_of(&name), contract.flags().number_of(&name));
            #[cfg(feature = "json")]
            {
                let expected = contract.members.iter().find(|member| eq_ignore_case(member.name, &name));
                assert_eq!(plan.number_of_name_in_any_case(&name), expected.map(|member| member.number));
            }
        }
    }

    /// Would not end if each text were compared with all members.
    #[test]
    fn very_many_members() {
        const MANY: usize = 200_000;
        let member =
            |at: usize| EnumMember::new(Box::leak(format!("Name{at}").into()), at.cast_signed() as i64);
        let plan = EnumPlan::new(EnumContract::new(Box::leak((0..MANY).map(member).collect())));
        for at in 0..MANY {
            let number = at.cast_signed() as i64;
            assert_eq!(plan.number_of(&format!("Name{at}")), Some(number));
            assert_eq!(plan.name_of(number).map(str::len), Some(4 + at.to_string().len()));
            #[cfg(feature = "json")]
            assert_eq!(plan.number_of_name_in_any_case(&format!("nAME{at}")), Some(number));
        }
    }
}

//! The members of an enum by their names and numbers.

#[cfg(feature = "json")]
use crate::any_case::{cmp_ignore_case, eq_ignore_case};
use crate::contract::name_index::{FEW, NameIndex};
use crate::contract::{EnumContract, EnumMember};
use std::ops::Deref;

/// An enum, with an index of its members if they are many.
#[derive(Debug)]
pub(crate) struct EnumPlan {
    contract: EnumContract,
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
    pub(crate) fn new(contract: EnumContract) -> Self {
        let members = contract.members;
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
        Self { contract, index }
    }

    /// Returns the first member with a number.
    pub(crate) fn member_of(&self, number: i64) -> Option<&'static EnumMember> {
        let members = self.contract.members;
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
        if self.index.is_none() {
            return self.contract.number_of(text);
        }
        self.contract.number_by(text, |name| self.number_of_name(name))
    }

    /// Returns the number of the first member of exactly this name.
    pub(crate) fn number_of_name(&self, name: &str) -> Option<i64> {
        let members = self.contract.members;
        let found = match &self.index {
            None => return members.iter().find(|member| member.name == name).map(|member| member.number),
            Some(index) => index.names.find(0, |at| members[at].name.cmp(name), |_| true),
        };
        found.map(|at| members[at].number)
    }

    /// Returns the number of the first member of this name in any case.
    #[cfg(feature = "json")]
    pub(crate) fn number_of_name_in_any_case(&self, name: &str) -> Option<i64> {
        let members = self.contract.members;
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

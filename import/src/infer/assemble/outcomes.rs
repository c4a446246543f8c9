//! How responses tell success from failure.

use std::collections::HashMap;

use datacontract_codegen::spec::Clr;

use super::{
    types::Types,
    wire_names::{NamingOfClass, wire_names},
};
use crate::infer::{
    classes::codes,
    model::{Member, Outcome, Remark, Ty, TypeId},
    samples::json,
};

impl Types<'_> {
    /// How a response tells success from failure.
    pub(super) fn outcome(&self, id: TypeId, members: &[Member]) -> Option<Outcome> {
        let facts = self.classes.own.get(&id)?;
        let is_simple = |member: &&Member| {
            !matches!(
                member.ty,
                Ty::Type(_)
                    | Ty::List(_)
                    | Ty::Array(_)
                    | Ty::Dictionary(..)
                    | Ty::Pair(..)
                    | Ty::Tuple(_)
                    | Ty::ReadOnly(_)
            )
        };
        // By the members' names: without tables none is asked for.
        let mut places: HashMap<String, usize> = HashMap::new();
        let naming = NamingOfClass::of(facts, self.naming.setting()).of_json_alone;
        for (place, fact) in facts.iter().enumerate().filter(|_| !self.codes.is_empty()) {
            places.entry(wire_names(fact, naming).declared).or_insert(place);
        }
        let table = |member: &Member| {
            let fact = facts.get(*places.get(&member.name)?)?;
            self.codes.of_member(fact).filter(|table| !codes::are_words(table))
        };
        let in_request = facts.iter().any(|fact| fact.in_request);
        let is_answer = !in_request && self.responses.contains(&id);
        let mut simple = members.iter().filter(is_simple);
        let with_table = simple.clone().find_map(|member| table(member).map(|table| (member, table)));
        let flag = simple.clone().filter(|_| is_answer && with_table.is_none()).find_map(|member| {
            is_flag(&member.ty)
                .then(|| codes::success_flag(&member.name))
                .flatten()
                .map(|value| (member, value))
        });
        let code = with_table
            .map(|(member, _)| member)
            .or(flag.map(|(member, _)| member))
            .or_else(|| simple.find(|member| is_answer && codes::is_code(&member.name)))?;
        let message = members.iter().filter(is_simple).find(|member| codes::is_message(&member.name));
        let (success, codes) = match (with_table, flag) {
            (Some((_, table)), _) => {
                let is_text = matches!(code.ty, Ty::Clr(Clr::String));
                let literal = |code: String| if is_text { json::quoted(&code) } else { code };
                (codes::success(table).into_iter().map(literal).collect(), table.rows.clone())
            }
            (None, Some((_, value))) => (vec![value.to_string()], Vec::new()),
            (None, None) => (Vec::new(), Vec::new()),
        };
        let remark = if let Some((_, value)) = flag {
            Remark::inferred(format!("its name says that `{value}` means success"))
        } else if success.is_empty() {
            Remark::open("the page does not say which codes mean success").write(
                "write the codes that mean success",
                &["success"],
                if matches!(code.ty, Ty::Clr(Clr::String)) { "[\"…\"]" } else { "[…]" },
            )
        } else {
            Remark::inferred("the page's words for these codes mean success")
        };
        Some(Outcome {
            code: code.name.clone(),
            success,
            message: message.map(|m| m.name.clone()),
            codes,
            remark,
        })
    }
}

/// Returns whether a member is true or false.
fn is_flag(ty: &Ty) -> bool {
    ty.clr() == Some(Clr::Bool)
}

//! How responses tell success from failure, and where requests hold secrets.

use std::collections::{HashMap, HashSet};

use datacontract_codegen::spec::Clr;

use super::{
    super::{
        codes, json,
        model::{Api, Authentication, Member, Outcome, Remark, Ty, TypeDef, TypeId, TypeKind},
    },
    members::{naming_of_class, wire_names},
    types::Types,
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
                    | Ty::ReadOnly(_)
            )
        };
        // By the members' names: without tables none is asked for.
        let mut places: HashMap<String, usize> = HashMap::new();
        let naming = naming_of_class(facts, self.naming);
        for (place, fact) in facts.iter().enumerate().filter(|_| !self.codes.is_empty()) {
            places.entry(wire_names(fact, naming).0).or_insert(place);
        }
        let table = |member: &Member| {
            let fact = facts.get(*places.get(&member.name)?)?;
            self.codes.of_member(fact).filter(|table| !codes::are_words(table))
        };
        let in_request = facts.iter().any(|fact| fact.in_request);
        let with_table =
            members.iter().filter(is_simple).find_map(|member| table(member).map(|table| (member, table)));
        let code = with_table.map(|(member, _)| member).or_else(|| {
            let is_answer = !in_request && self.responses.contains(&id);
            members.iter().filter(is_simple).find(|member| is_answer && codes::is_code(&member.name))
        })?;
        let message = members.iter().filter(is_simple).find(|member| codes::is_message(&member.name));
        let (success, codes) = match with_table {
            Some((_, table)) => {
                let is_text = matches!(code.ty, Ty::Clr(Clr::String));
                let literal = |code: String| if is_text { json::quoted(&code) } else { code };
                (codes::success(table).into_iter().map(literal).collect(), table.rows.clone())
            }
            None => (Vec::new(), Vec::new()),
        };
        let remark = if success.is_empty() {
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

/// Credentials that stand in a body: a class of which some members are secrets.
pub(super) fn secrets_of_body(api: &mut Api) {
    let types: HashMap<TypeId, &TypeDef> = api.types.iter().map(|def| (def.id, def)).collect();
    let mut seen = HashSet::new();
    let path = api.endpoints.iter().find_map(|endpoint| match &endpoint.body {
        Some((Ty::Type(id), _)) if seen.insert(*id) => path_to_secrets(&types, *id, &mut Vec::new()),
        _ => None,
    });
    if let Some(path) = path {
        api.authentication = Authentication::Body(path);
        api.authentication_remarks =
            vec![Remark::inferred("a member of the body is called so, and its class has secrets")];
    }
}

/// The path of the member called `credentials` (or the like) whose class has secrets.
fn path_to_secrets(types: &HashMap<TypeId, &TypeDef>, id: TypeId, path: &mut Vec<TypeId>) -> Option<String> {
    const NAMES: &[&str] = &["credentials", "credential", "authentication", "auth", "login"];
    if path.contains(&id) || path.len() > 8 {
        return None;
    }
    path.push(id);
    let class_of = |id: TypeId| {
        types.get(&id).and_then(|def| match &def.kind {
            TypeKind::Class(class) => Some(class),
            TypeKind::Enum { .. } => None,
        })
    };
    for member in &class_of(id)?.members {
        let Ty::Type(inner) = member.ty else { continue };
        let is_named = NAMES.contains(&member.name.to_lowercase().as_str());
        if is_named && class_of(inner).is_some_and(|class| class.members.iter().any(|member| member.secret)) {
            return Some(member.name.clone());
        }
        if let Some(rest) = path_to_secrets(types, inner, path) {
            return Some(format!("{}.{rest}", member.name));
        }
    }
    None
}

//! Where requests hold secrets.

use std::collections::{HashMap, HashSet};

use crate::infer::model::{Api, Authentication, Remark, Ty, TypeDef, TypeId, TypeKind};

/// Finds credentials that a body holds, a member whose class has secrets, and makes them the authentication.
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

/// Returns the path of the member called `credentials` (or the like) whose class has secrets.
fn path_to_secrets(types: &HashMap<TypeId, &TypeDef>, id: TypeId, path: &mut Vec<TypeId>) -> Option<String> {
    const NAMES: &[&str] = &["credentials", "credential", "authentication", "auth", "login"];
    if path.contains(&id) || path.len() > 8 {
        return None;
    }
    path.push(id);
    let class_of = |id: TypeId| {
        types.get(&id).and_then(|def| match &def.kind {
            TypeKind::Class(class) => Some(class),
            TypeKind::Enum { .. } | TypeKind::List(_) => None,
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

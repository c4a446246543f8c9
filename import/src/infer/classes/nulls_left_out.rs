//! Members that samples in JSON lack because they are null, if the service's JSON formatter leaves out nulls.
//!
//! What is missing need not be null. The engine sets every property that can be set and has one of .NET's own types, so
//! that none of these is null in its samples: where JSON lacks one, the class has no getter for it, or something else
//! keeps it from being written.

use std::collections::HashSet;

use crate::infer::{
    samples::form::XmlForm,
    types::{
        each::Type,
        registry::Registry,
        seen::{Kind, Seen, SeenMember},
    },
    wording::words::PageType,
};

/// Returns the first member that a JSON sample lacks and that may be null there.
pub(crate) fn first(registry: &Registry) -> Option<String> {
    registry.types.iter().find_map(|ty| first_of(registry, ty)).map(str::to_owned)
}

fn first_of<'t>(registry: &Registry, ty: &'t Type) -> Option<&'t str> {
    let shows_json = |seen: &&Seen| seen.has_whole_json();
    let in_json = |member: &&SeenMember| member.json.is_some();
    let shown: HashSet<&str> = ty
        .seen
        .iter()
        .flat_map(|seen| &seen.members)
        .filter(in_json)
        .map(|member| member.key.as_str())
        .collect();
    ty.seen.iter().filter(shows_json).find_map(|seen| {
        let lacks = |member: &&SeenMember| {
            member.json.is_none()
                && (shown.contains(member.key.as_str()) || may_be_null(registry, seen, member))
        };
        let listed = seen.members.iter().find(lacks).map(|member| member.key.as_str());
        listed.or_else(|| {
            let own: HashSet<&str> = seen.members.iter().map(|member| member.key.as_str()).collect();
            let all = ty.seen.iter().flat_map(|seen| &seen.members).filter(in_json);
            all.map(|member| member.key.as_str()).find(|key| !own.contains(key) && seen.tells_of(key))
        })
    })
}

/// Returns whether a member that JSON lacks may be null: XML shows it, or the engine may have set nothing
/// there. Of a row without a type nothing tells that: it may be no member of the JSON at all, as one for all
/// that comes besides the others.
fn may_be_null(registry: &Registry, seen: &Seen, member: &SeenMember) -> bool {
    if matches!(member.slot.xml, XmlForm::Nil | XmlForm::NilOfSystem) || !seen.counted {
        return true;
    }
    let is_enum = |id: usize| registry.types.get(registry.actual(id)).is_some_and(Type::is_enum);
    match (&member.slot.page, &member.slot.kind) {
        (PageType::Word(_) | PageType::Pair(..), _) | (PageType::Unknown, Kind::Unknown) => false,
        (_, Kind::Type(id)) => !is_enum(*id),
        _ => true,
    }
}

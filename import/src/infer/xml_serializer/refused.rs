//! Types that `XmlSerializer` refuses: their pages have no XML sample at all.

use std::collections::{BTreeSet, HashMap};

use datacontract::contract::Serializer;
use datacontract_codegen::spec::Clr;

use crate::infer::{
    direction::Direction,
    model::{Api, Extent, Remark, Ty, TypeDef, TypeId, TypeKind},
};

/// Says of each payload without an XML sample, on a page that has none for it, why the service writes none.
pub(crate) fn note(api: &mut Api, serializer: Serializer) {
    let types: HashMap<TypeId, &TypeDef> = api.types.iter().map(|def| (def.id, def)).collect();
    for endpoint in &mut api.endpoints {
        if endpoint.serializer.unwrap_or(serializer) != Serializer::XmlSerializer
            || endpoint.extent != Extent::Whole
        {
            continue;
        }
        for direction in &endpoint.without_xml {
            let payload = match direction {
                Direction::Request => &endpoint.body,
                Direction::Response => &endpoint.response,
            };
            let Some((ty, _)) = payload else { continue };
            let found = in_type(ty, "its type", &types, &mut BTreeSet::new());
            endpoint.remarks.push(remark(direction.word(), found.as_deref()));
        }
    }
}

fn remark(what: &str, found: Option<&str>) -> Remark {
    let start = format!("the page has no XML sample of the {what}: XmlSerializer refuses");
    match found {
        Some(found) => Remark::inferred(format!("{start} {found}, so the service speaks JSON there")),
        None => Remark::open(format!(
            "{start} its type, and nothing shows why; a list may be declared as an interface, as `IEnumerable<T>`"
        ))
        .advise("call the service in JSON there, or look into its answer in XML"),
    }
}

/// Returns what is refused in a type: a dictionary, a `Uri`, a read-only collection, a tuple.
fn in_type(
    ty: &Ty,
    place: &str,
    types: &HashMap<TypeId, &TypeDef>,
    known: &mut BTreeSet<TypeId>,
) -> Option<String> {
    match ty {
        Ty::Dictionary(..) => Some(format!("{place}, a dictionary")),
        Ty::ReadOnly(_) => Some(format!("{place}, a read-only collection")),
        Ty::Tuple(_) => Some(format!("{place}, a tuple")),
        Ty::Clr(Clr::Uri) => Some(format!("{place}, a `Uri`")),
        Ty::Nullable(inner) | Ty::List(inner) | Ty::Array(inner) => in_type(inner, place, types, known),
        Ty::Type(id) if known.insert(*id) => {
            let def = types.get(id)?;
            let class = match &def.kind {
                TypeKind::Class(class) => class,
                TypeKind::List(list) => return in_type(&list.item, place, types, known),
                TypeKind::Enum { .. } => return None,
            };
            for member in class.members.iter().filter(|member| member.only != Some("json")) {
                let place = format!("`{}.{}`", def.class, member.name);
                if let Some(found) = in_type(&member.ty, &place, types, known) {
                    return Some(found);
                }
            }
            in_type(&Ty::Type(class.base?), place, types, known)
        }
        Ty::Type(_) | Ty::Clr(_) | Ty::Word(_) | Ty::Pair(..) => None,
    }
}

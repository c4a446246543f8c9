//! What JSON has of a `System.Tuple`, which is `[Serializable]`: the fields, as Web API's own contract resolver takes
//! them, or the properties, as those of Json.NET do.

use datacontract::contract::Naming;

use crate::infer::{
    model::{Api, Remark, Setting, SettingValue, TypeKind},
    settings::naming::key,
    types::{
        each::Type,
        generic_names::{FIELD, items_of_tuple},
        registry::Registry,
    },
};

/// Notes in the API that JSON has the properties of what is `[Serializable]`. Returns how names are made, which these
/// may show.
pub(crate) fn settle(registry: &Registry, naming: Naming, api: &mut Api) -> Naming {
    const KEY: &str = "ignoreSerializableAttribute";
    let tuples = registry.types.iter().filter(|ty| items_of_tuple(registry, ty).is_some());
    let names: Vec<&str> = tuples.flat_map(names_in_json).collect();
    let has_members = |kind: &TypeKind| matches!(kind, TypeKind::Class(class) if !class.members.is_empty());
    let mut naming = naming;
    // Where nothing else has a name, that of the property shows how names are made.
    if names.contains(&"item1") && !api.types.iter().any(|def| has_members(&def.kind)) {
        naming = Naming::CamelCase;
        api.naming = key(naming);
    }
    let property = naming.apply("Item1");
    let field = naming.apply(&format!("{FIELD}Item1"));
    match (names.contains(&field.as_str()), names.contains(&property.as_str())) {
        (false, true) => api.json_settings.push(Setting {
            key: KEY,
            value: SettingValue::Flag(true),
            remark: Remark::inferred(format!(
                "JSON has `{property}` of a tuple: Web API's own contract resolver would write the field, `{field}`"
            )),
        }),
        (true, true) => {
            let text = format!(
                "samples contradict each other: of one tuple JSON has `{field}`, of another one `{property}`"
            );
            api.json_remarks.push(Remark::open(text).write(
                "write whether JSON has the properties of tuples",
                &[KEY],
                "true",
            ));
        }
        (_, false) => {}
    }
    naming
}

/// Returns what JSON calls the members of a type.
fn names_in_json(ty: &Type) -> impl Iterator<Item = &str> {
    ty.seen.iter().flat_map(|seen| &seen.members).filter_map(|member| Some(member.json.as_ref()?.0.as_str()))
}

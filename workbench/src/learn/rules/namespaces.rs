//! The names and namespaces of contracts, which the elements of XML show.

use std::collections::BTreeMap;

use datacontract_codegen::spec::{Contract, remarks::doubts};
use serde_json::{Value, json};

use super::{Context, times};
use crate::learn::{
    document::Form,
    lesson::{Certainty, Edit, Lesson, Topic},
    observed::{ClassSeen, Roots},
};

pub(super) fn learn(context: &Context<'_, '_>, lessons: &mut Vec<Lesson>) {
    let seen = context.seen;
    let types: std::collections::BTreeSet<usize> =
        seen.classes.keys().chain(seen.enums.keys()).copied().collect();
    let nothing = BTreeMap::new();
    for index in types {
        let class = seen.classes.get(&index);
        let namespaces = class.map_or(&nothing, |class| &class.namespaces);
        let roots =
            class.map(|class| &class.roots).or_else(|| seen.enums.get(&index).map(|seen| &seen.roots));
        let Some(roots) = roots else { continue };
        of_type(context, index, namespaces, &roots[Form::DataContract], lessons);
        of_xml_serializer(context, index, class, &roots[Form::XmlSerializer], lessons);
    }
}

/// What the attributes of `XmlSerializer` say: `XmlRoot` of roots, `XmlType` of the namespace of members.
fn of_xml_serializer(
    context: &Context<'_, '_>,
    index: usize,
    class: Option<&ClassSeen>,
    roots: &Roots,
    lessons: &mut Vec<Lesson>,
) {
    let entry = context.type_entry(index);
    let known = context.spec().xml_serializer_root(index);
    // What follows from the names of arguments is not learnt of a generic class.
    let is_generic = context.ty(index).name.arguments().next().is_some();
    let is_other = |(name, namespace): &(String, String)| {
        *namespace != known.namespace || (*name != known.name && !is_generic)
    };
    if let [(root, count)] = roots.iter().collect::<Vec<_>>().as_slice()
        && is_other(root)
    {
        let (name, namespace) = root;
        let mut value = json!({});
        if *name != context.spec().xml_serializer_type_name(index).name && !is_generic {
            value["elementName"] = json!(name);
        }
        if !namespace.is_empty() {
            value["namespace"] = json!(namespace);
        }
        let within =
            if namespace.is_empty() { String::new() } else { format!(" in the namespace `{namespace}`") };
        let evidence = format!("the root is `{name}`{within} in {}", times(**count, "document"));
        let edits = if value == json!({}) {
            vec![Edit::WithoutInner { object: "xml", key: "xmlRoot" }]
        } else {
            vec![Edit::Inner { object: "xml", key: "xmlRoot", value }]
        };
        let finding = format!("is called `{name}`{within} as a root");
        lessons.push(entry.clone().lesson(Topic::Namespace, Certainty::Shown, finding, evidence, edits));
    }
    let Some(class) = class else { return };
    let own = class.in_own_namespace;
    match class.in_other_namespaces.iter().collect::<Vec<_>>().as_slice() {
        [] => {}
        [(namespace, count)] if own == 0 => {
            let evidence = format!("`{namespace}` in {}", times(**count, "element"));
            let given = context.ty(index).xml.ty.as_ref();
            let value = match given.and_then(|given| given.name.as_ref()) {
                Some(name) => json!({ "typeName": name.value, "namespace": namespace }),
                None => json!({ "namespace": namespace }),
            };
            let edits = vec![Edit::Inner { object: "xml", key: "xmlType", value }];
            let finding = format!("has its members in the namespace `{namespace}`");
            lessons.push(entry.lesson(Topic::Namespace, Certainty::Shown, finding, evidence, edits));
        }
        several => {
            let mut counts: Vec<String> =
                several.iter().map(|(namespace, count)| format!("`{namespace}` in {count}")).collect();
            if own > 0 {
                counts.insert(0, format!("that of the spec in {own}"));
            }
            let finding = "has members in several namespaces: members may have namespaces of their own";
            lessons.push(entry.lesson(
                Topic::Namespace,
                Certainty::Open,
                finding,
                counts.join(", "),
                Vec::new(),
            ));
        }
    }
}

fn of_type(
    context: &Context<'_, '_>,
    index: usize,
    members: &BTreeMap<String, u64>,
    roots: &Roots,
    lessons: &mut Vec<Lesson>,
) {
    let Some(contract) = context.site.graph().contract_at(index) else { return };
    let known = contract.qualified_name();
    let mut namespaces = members.clone();
    for ((_, namespace), count) in roots {
        *namespaces.entry(namespace.clone()).or_default() += count;
    }
    let entry = context.type_entry(index);
    match namespaces.iter().collect::<Vec<_>>().as_slice() {
        [] => {}
        [(namespace, count)] => {
            let is_doubted = context.is_doubted(entry.at, doubts::NAMESPACE);
            let is_other = **namespace != known.namespace;
            if !is_doubted && !is_other {
                return;
            }
            let evidence = format!("`{namespace}` in {}", times(**count, "element"));
            let mut edits = Vec::new();
            if is_other {
                edits.push(Edit::Key { key: "namespace", value: Value::from(namespace.as_str()) });
            }
            if is_doubted {
                edits.push(Edit::Settle { entry: entry.at, words: doubts::NAMESPACE, member: None });
            }
            let finding = format!("is in the namespace `{namespace}`");
            lessons.push(entry.clone().lesson(Topic::Namespace, Certainty::Shown, finding, evidence, edits));
        }
        several => {
            let counts: Vec<String> =
                several.iter().map(|(namespace, count)| format!("`{namespace}` in {count}")).collect();
            let finding = "is in several namespaces: there may be two types of this name";
            let evidence = counts.join(", ");
            lessons.push(entry.lesson(Topic::Namespace, Certainty::Open, finding, evidence, Vec::new()));
            return;
        }
    }
    // The names of generic types have a hash, which follows from the rest.
    let is_generic = context.ty(index).name.arguments().next().is_some();
    if let [((name, _), count)] = roots.iter().collect::<Vec<_>>().as_slice()
        && *name != known.name
        && !is_generic
    {
        let evidence = format!("the root is `{name}` in {}", times(**count, "document"));
        let mut edits = vec![Edit::Key { key: "name", value: Value::from(name.as_str()) }];
        if context.ty(index).contract == Contract::Plain {
            // Only an attribute gives a class another name.
            edits.insert(0, Edit::Key { key: "contract", value: Value::from("dataContract") });
        }
        let finding = format!("is called `{name}` on the wire");
        lessons.push(entry.lesson(Topic::Namespace, Certainty::Shown, finding, evidence, edits));
    }
}

//! The index of the search: a script that pages load when somebody searches, since files cannot be fetched.

use datacontract_codegen::spec::{Format, TypeKind};
use serde_json::{Value, json};

use super::Help;
use super::links::{Links, Target};
use super::rows;
use super::words::{has_page, model_name};
use crate::site::friendly_id;

impl Help {
    /// Returns the script that gives the index: endpoints, types, members, each with its address below the area.
    pub(super) fn search_script(&self, links: &Links) -> String {
        let spec = self.site.spec();
        let mut entries: Vec<Value> = Vec::new();
        for endpoint in &spec.endpoints {
            let address = links.in_area(Target::Endpoint(&friendly_id(endpoint)));
            let doc = rows::text_of(endpoint.doc.as_ref());
            entries.push(json!(["endpoint", endpoint.heading.value, doc, address]));
        }
        for (place, ty) in spec.types.iter().enumerate() {
            if !has_page(ty) {
                continue;
            }
            let name = model_name(ty);
            let address = links.in_area(Target::Model(&name));
            let doc = rows::text_of(ty.doc.as_ref());
            entries.push(json!(["type", name, doc, address]));
            match &ty.kind {
                TypeKind::Class(class) => {
                    let members = class.members.iter().enumerate();
                    for (at, member) in members.filter(|(_, member)| member.only != Some(Format::Xml)) {
                        let shown = format!("{name}.{}", rows::member_name(ty, member));
                        let doc = rows::text_of(member.doc.as_ref());
                        entries.push(json!(["member", shown, doc, format!("{address}#m-{place}-{at}")]));
                    }
                }
                TypeKind::Enum(of) => {
                    for member in &of.members {
                        let shown = format!("{name}.{}", member.name.value);
                        entries.push(json!(["value", shown, rows::text_of(member.doc.as_ref()), address]));
                    }
                }
                TypeKind::Collection(_) | TypeKind::Dictionary(_) => {}
            }
        }
        // What is JSON is JavaScript.
        format!("window.helpSearch({});\n", super::hidden::of_json(&Value::Array(entries).to_string()))
    }
}

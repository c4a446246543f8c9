//! JSON in an envelope: an object of the service's own around the type that the page names.

use std::collections::HashSet;

use crate::infer::{
    model::Remark,
    pairing::by_name::loosely,
    samples::json::{Array, Json},
    types::registry::Registry,
    wording::words::PageType,
};

/// What an envelope holds.
pub(crate) struct Envelope {
    /// What stands in it: a value of the page's type.
    pub(crate) content: Json,
    /// How many values stand around the content, one in the other.
    pub(crate) levels: usize,
    /// The member of the envelope that holds the content.
    member: String,
    /// The class that the page names.
    class: String,
}

impl Envelope {
    /// Finds the envelope around a value of the page's type: an object none of whose members is in the
    /// class's table, one of which holds an object all of whose members are in it.
    pub(crate) fn find(registry: &Registry, ty: &PageType, json: &Json) -> Option<Self> {
        let (class, is_list) = match ty {
            PageType::Named(class) => (class, false),
            PageType::List(item) => match item.as_ref() {
                PageType::Named(class) => (class, true),
                _ => return None,
            },
            _ => return None,
        };
        let Json::Object(outer) = json else { return None };
        let tables = registry.variants(class).iter().map(|id| registry.rows(*id));
        tables.filter(|rows| !rows.is_empty()).find_map(|rows| {
            let names: HashSet<String> = rows.iter().map(|row| loosely(&row.name)).collect();
            let is_known = |(name, _): &(String, Json)| names.contains(&loosely(name));
            if outer.members.iter().any(is_known) {
                return None;
            }
            let is_of_class = |value: &Json| match value {
                Json::Object(object) => !object.members.is_empty() && object.members.iter().all(is_known),
                _ => false,
            };
            let mut found = outer.members.iter().filter_map(|(member, value)| {
                let (content, levels) = match value {
                    Json::Object(_) if !is_list && is_of_class(value) => (value, 1),
                    Json::Array(Array { items, .. }) => {
                        let item = items.first().filter(|item| is_of_class(item))?;
                        if is_list { (value, 1) } else { (item, 2) }
                    }
                    _ => return None,
                };
                let (content, member, class) = (content.clone(), member.clone(), class.clone());
                Some(Self { content, levels, member, class })
            });
            let first = found.next();
            first.filter(|_| found.next().is_none())
        })
    }

    /// Returns the remark on the sample, of the request or the response.
    pub(crate) fn remark(&self, what: &str) -> Remark {
        let Self { member, class, .. } = self;
        Remark::open(format!(
            "the JSON sample of the {what} is left out: it has `{class}` in `{member}`, which the page's table does not \
             have"
        ))
        .advise(
            "if JSON has it so, write a type with that member and call the service in JSON alone; else delete the comment",
        )
    }
}

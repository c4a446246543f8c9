//! What the samples do not prove: guesses, and what a person has to decide.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::SpecEntry;
use crate::{
    infer::{
        Advice, Confidence,
        model::{Api, Remark, TypeKind},
    },
    keys::Keys,
};

/// Something that the samples do not prove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// How certain it is.
    pub confidence: Confidence,
    /// What it is about.
    pub place: SpecEntry,
    /// The reason, or what is not known.
    pub text: String,
    /// The members that it is about, if it is not about all of the type.
    pub members: Vec<String>,
    /// How a person decides it.
    pub advice: Option<Advice>,
    /// The lines of the spec that it is about: one a member, else that of the place.
    pub lines: Vec<usize>,
}

impl Fact {
    fn new(place: SpecEntry, remark: &Remark) -> Self {
        let Remark { confidence, text, members, mut advice, topic: _ } = remark.clone();
        if confidence == Confidence::Open && advice.is_none() {
            let text = "write it as the service has it, or delete the comment if it is right".to_owned();
            advice = Some(Advice { text, entry: None, decided_by: &[] });
        }
        Self { confidence, place, text, members, advice, lines: Vec::new() }
    }

    /// Returns the text with the names of the members that it is about, as it stands in the spec.
    #[must_use]
    pub fn sentence(&self) -> String {
        Remark::new(self.confidence, self.text.clone()).of_members(self.members.clone()).sentence()
    }

    /// Returns the entries of the spec that it is about: the members, if it names any.
    #[must_use]
    pub fn places(&self) -> Vec<SpecEntry> {
        match &self.place {
            SpecEntry::Type(ty) if !self.members.is_empty() => {
                let member = |name: &String| SpecEntry::Member { ty: ty.clone(), name: name.clone() };
                self.members.iter().map(member).collect()
            }
            place => vec![place.clone()],
        }
    }

    pub(super) fn locate(&mut self, keys: &Keys) {
        self.lines = self.places().iter().map(|place| keys.nearest_line(&place.path())).collect();
    }

    /// Returns the fact as JSON.
    pub(super) fn to_json(&self) -> Value {
        let entry = self.advice.as_ref().and_then(|advice| advice.entry.as_ref());
        let write = entry.map(|entry| json!({ "atRoot": entry.at_root, "json": entry.json() }));
        json!({
            "confidence": self.confidence.word(),
            "kind": self.place.kind(),
            "about": self.place.to_string(),
            "path": self.place.path(),
            "members": self.members,
            "lines": self.lines,
            "text": self.text,
            "advice": self.advice.as_ref().map(|advice| &advice.text),
            "write": write,
        })
    }
}

/// Facts that have one cause, in the order of the spec.
pub(super) struct Cause<'a> {
    pub(super) text: &'a str,
    pub(super) advice: Option<&'a Advice>,
    /// The places, and their lines.
    pub(super) places: Vec<(SpecEntry, usize)>,
}

/// Brings together what has one cause.
pub(super) fn causes(facts: &[Fact], confidence: Confidence) -> Vec<Cause<'_>> {
    let mut causes: Vec<Cause<'_>> = Vec::new();
    let mut known: HashMap<(&str, Option<&Advice>), usize> = HashMap::new();
    for fact in facts.iter().filter(|fact| fact.confidence == confidence) {
        let advice = fact.advice.as_ref();
        let at = *known.entry((&fact.text, advice)).or_insert_with(|| {
            causes.push(Cause { text: &fact.text, advice, places: Vec::new() });
            causes.len() - 1
        });
        if let Some(cause) = causes.get_mut(at) {
            let lines = fact.lines.iter().copied().chain(std::iter::repeat(0));
            cause.places.extend(fact.places().into_iter().zip(lines));
        }
    }
    causes
}

/// Returns whatever is not proven, in the order of the spec.
pub(crate) fn facts(api: &Api) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |place: SpecEntry, remarks: &[Remark]| {
        facts.extend(remarks.iter().map(|remark| Fact::new(place.clone(), remark)));
    };
    add(SpecEntry::Key("name"), api.name_remark.as_slice());
    add(SpecEntry::Key("baseUrl"), &api.base_url_remarks);
    add(SpecEntry::Key("authentication"), &api.authentication_remarks);
    add(SpecEntry::Key("formatters"), &api.formatters_remarks);
    add(SpecEntry::Key("json"), &api.json_remarks);
    add(SpecEntry::JsonSetting("enums"), api.enums_remark.as_slice());
    for setting in &api.json_settings {
        add(SpecEntry::JsonSetting(setting.key), std::slice::from_ref(&setting.remark));
    }
    add(SpecEntry::Key("xml"), &api.xml_remarks);
    for setting in &api.xml_settings {
        add(SpecEntry::XmlSetting(setting.key), std::slice::from_ref(&setting.remark));
    }
    for endpoint in &api.endpoints {
        add(SpecEntry::Endpoint(endpoint.heading.clone()), &endpoint.remarks);
        for parameter in endpoint.parameters.iter().filter(|parameter| !parameter.remarks.is_empty()) {
            let (endpoint, name) = (endpoint.heading.clone(), parameter.name.clone());
            add(SpecEntry::Parameter { endpoint, name }, &parameter.remarks);
        }
        for part in endpoint.parts().filter(|part| !part.remarks.is_empty()) {
            let (endpoint, name) = (endpoint.heading.clone(), part.name.clone());
            add(SpecEntry::Part { endpoint, name }, &part.remarks);
        }
    }
    for def in &api.types {
        let ty = def.full_name();
        add(SpecEntry::Type(ty.clone()), &def.remarks);
        if let TypeKind::Class(class) = &def.kind {
            for member in class.members.iter().filter(|member| !member.remarks.is_empty()) {
                add(SpecEntry::Member { ty: ty.clone(), name: member.name.clone() }, &member.remarks);
            }
            if let Some(outcome) = &class.outcome {
                add(SpecEntry::Outcome(ty), std::slice::from_ref(&outcome.remark));
            }
        }
    }
    facts
}

//! What is to be said of a class: how its objects keep their identity, what its members are called, and whether all of
//! them are shown.

use std::collections::{HashMap, HashSet};

use datacontract::contract::Naming;

use super::wire_names::{self, NamingOfClass};
use crate::infer::{
    classes::behind_cut::name_of_json,
    members::facts::{Fact, NameBehindCut},
    model::{Member, Remark},
    samples::xml::decode,
    settings::naming::{self, Strategy},
    types::{
        each::{Memberless, Reference, TableEnd, Type},
        seen::{Formats, Seen},
    },
    wording::words::is_identifier,
};

/// Returns the remark on what keeps the identity of a class's objects.
pub(super) fn of_identity(reference: Reference) -> Option<Remark> {
    match reference {
        Reference::Open => Some(
            Remark::open(
                "JSON has `$id` or `$ref`: this class keeps identities (`isReference`), or Json.NET does so everywhere \
                 (`preserveReferencesHandling`); XML would tell which, and the page may have lost it",
            )
            .advise("import the whole page, or look into the service's answer in XML for `z:Id`"),
        ),
        Reference::Inferred => Some(Remark::inferred(
            "JSON has `$id` or `$ref`: taken for the class's `IsReference`; a setting of Json.NET would look the same in JSON",
        )),
        Reference::ShownInJson => Some(Remark::inferred(
            "JSON has `$id` or `$ref` here and on no other object of the sample, so it is the class's `IsReference`",
        )),
        Reference::None | Reference::Shown | Reference::Setting => None,
    }
}

/// What XML calls the members of a service that it shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NamesInXml {
    /// No page shows XML.
    #[default]
    NotShown,
    /// By names that C# has as a rule.
    AsInCSharp,
    /// Some by names that C# has by way of exception, as JSON does.
    AsInJson,
}

impl NamesInXml {
    /// Finds it in the members of all classes.
    pub(super) fn of<'f>(classes: impl Iterator<Item = &'f Vec<Fact>>) -> Self {
        let mut found = Self::NotShown;
        for fact in classes.flatten() {
            let Some(xml) = fact.xml.as_deref() else { continue };
            if name_of_json(fact).is_some_and(|name| decode(xml) == name) {
                return Self::AsInJson;
            }
            found = Self::AsInCSharp;
        }
        found
    }
}

/// Returns the remark on the names of a class that JSON alone shows, and no C# has as a rule: where XML has
/// other names, they are `JsonProperty`'s.
pub(super) fn of_json_alone(
    ty: &Type,
    facts: &[Fact],
    naming: NamingOfClass,
    in_xml: NamesInXml,
) -> Option<Remark> {
    let is_in_json_alone = ty.seen.iter().all(|seen| !seen.formats.xml);
    if in_xml != NamesInXml::AsInCSharp || naming.of_json_alone != Naming::AsDeclared || !is_in_json_alone {
        return None;
    }
    let is_open = |fact: &&Fact| {
        fact.is_json_alone() && fact.only.is_none() && name_of_json(fact).is_some_and(is_identifier)
    };
    let names: Vec<String> = facts.iter().filter(is_open).map(Fact::clr_name).collect();
    (!names.is_empty()).then(|| {
        Remark::open(
            "only JSON shows these names: in C# and XML the members may have others, if `JsonProperty` renames them",
        )
        .of_members(names)
        .advise("import the whole page, or look into the service's answer in XML")
    })
}

/// Calls the members in remarks as they are called in the spec: what the naming of the service makes of a name in JSON was
/// not known where the remarks were made.
pub(super) fn name_members(remarks: &mut [Remark], facts: &[Fact], members: &[Member]) {
    let names: HashSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
    let renamed: HashMap<String, &str> = facts
        .iter()
        .zip(members)
        .map(|(fact, member)| (fact.clr_name(), member.name.as_str()))
        .filter(|(was, _)| !names.contains(was.as_str()))
        .collect();
    for name in remarks.iter_mut().flat_map(|remark| &mut remark.members) {
        if let Some(is) = renamed.get(name) {
            (*is).clone_into(name);
        }
    }
}

/// Returns the remarks on names of members that no page shows as they stand in the spec.
pub(super) fn of_names(
    facts: &[Fact],
    members: &[Member],
    naming: NamingOfClass,
    service: Strategy,
) -> Vec<Remark> {
    let of_json = |fact: &Fact, member: &Member| {
        let declared = fact.json.as_deref().and_then(|json| naming::declared(naming.of_json_alone, json));
        fact.is_json_alone() && declared.is_some_and(|declared| declared == member.name)
    };
    let is_no_name = |fact: &Fact, _: &Member| {
        let row = fact.row.as_ref().map(|row| row.name.as_str());
        fact.xml.is_none() && row.is_some_and(|row| !row.is_empty() && !is_identifier(row))
    };
    let is_lower = |fact: &Fact, member: &Member| {
        service == Strategy::LowerCase && fact.json.is_none() && member.json.is_some()
    };
    let is_by_order = |fact: &Fact, _: &Member| matches!(fact.name_behind_cut, NameBehindCut::ByOrder(_));
    let is_of_both_kinds = |fact: &Fact, _: &Member| fact.name_behind_cut == NameBehindCut::Open;
    let names = |is_so: &dyn Fn(&Fact, &Member) -> bool| -> Vec<String> {
        let pairs = facts.iter().zip(members).filter(|(fact, member)| is_so(fact, member));
        pairs.map(|(_, member)| member.name.clone()).collect()
    };
    let remark = |is_so: &dyn Fn(&Fact, &Member) -> bool, text: &str| {
        let names = names(is_so);
        (!names.is_empty()).then(|| Remark::inferred(text).of_members(names))
    };
    let of_both_kinds = Some(names(&is_of_both_kinds)).filter(|names| !names.is_empty()).map(|names| {
        let text = "the XML sample is cut off before these members, and calls others of the class partly in PascalCase and \
                    partly as JSON does: these are taken to be called as in JSON";
        let advice = "import the whole page, or look into the service's answer in XML";
        Remark::open(text).of_members(names).advise(advice)
    });
    let in_pascal_case =
        "only JSON shows these names; in C# they are taken to be in PascalCase, as the others are";
    let made_up = "the page has names that C# cannot have; the names in C# are made from them";
    let in_small_letters =
        "no sample shows these names in JSON; they are taken to be in lower case, as the others are";
    let before_cut = "XML sorts members by name: in PascalCase these would stand in the part of the XML sample that is \
                      there, and they do not, so they are taken to be called as in JSON";
    [
        has_own_names(facts, naming.setting).then(|| Remark::inferred(OWN_NAMES)),
        remark(&of_json, in_pascal_case),
        remark(&is_by_order, before_cut),
        of_both_kinds,
        remark(&is_no_name, made_up),
        remark(&is_lower, in_small_letters),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Why members are called in JSON as they are in C#, where those of other classes are not.
const OWN_NAMES: &str = "its names in JSON are those in C#, and most other classes have them as the service's naming makes \
                         them: the class is taken to give its members names of its own";

/// Returns whether the service's naming would make other names of those of a class, and has made none of them.
fn has_own_names(facts: &[Fact], naming: Naming) -> bool {
    let mut kept = 0;
    for fact in facts {
        let Some(json) = fact.json.as_deref() else { continue };
        let declared = wire_names::declared(fact);
        if naming.apply(&declared) == declared {
            continue;
        }
        if declared != json {
            return false;
        }
        kept += 1;
    }
    kept > 0
}

/// Returns the remarks on a class of which pages do not show all members.
pub(super) fn of_extent(ty: &Type, facts: &[Fact], has_base: bool) -> Vec<Remark> {
    const OTHERS: &str = "import the whole page, or write the other members into `members`";
    let mut remarks = Vec::new();
    let both = Formats { json: true, xml: true };
    let shows_none = |seen: &Seen| seen.members.is_empty() && seen.formats == both && seen.whole == both;
    // Of a namespace alone a remark of its own says what may be there.
    let is_told = ty.placeholder.is_some();
    if facts.is_empty() && !has_base && !is_told && !ty.seen.iter().any(shows_none) {
        remarks.push(without_members(ty));
        remarks.extend(ty.leads_back.as_deref().map(|path| {
            let text =
                format!("an error in place of a sample shows that `{path}` of this class leads back to it");
            Remark::open(text).advise("write the members on this path into `members`, with their classes")
        }));
    }
    if ty.is_cut_off() && !facts.is_empty() {
        let text = "each sample of this class is cut off inside it: it may have more members";
        remarks.push(Remark::open(text).advise(OTHERS));
    }
    if ty.table_end == TableEnd::OfPage && ty.seen.is_empty() {
        let text = "the page ends inside the table of its members: it may have more";
        remarks.push(Remark::open(text).advise(OTHERS));
    }
    remarks
}

/// Returns the remark on a type of which nothing shows a member.
fn without_members(ty: &Type) -> Remark {
    const MEMBERS: &str = r#"{ "…": "string" }"#;
    let is_class = !ty.seen.is_empty() || ty.rows.is_some();
    let text = match ty.memberless {
        Memberless::Nothing if !is_class => {
            let advice = "write its members, or `enum` in their place with names and numbers";
            return Remark::open("neither a table nor a sample shows its members: it is a class or an enum")
                .write(advice, &["members", "enum"], MEMBERS);
        }
        Memberless::NullOfEngine if !is_class => {
            "neither a table nor a sample shows its members: it is a class, since in samples each enum has a value"
        }
        Memberless::Nothing | Memberless::NullOfEngine | Memberless::Class => {
            "neither a table nor a sample shows its members"
        }
        Memberless::EmptyBeforeCut => {
            "JSON shows it as an empty object, and the XML sample is cut off before it: it has no members, or all of them \
             are null and left out"
        }
        Memberless::Empty => {
            "only JSON shows it, as an empty object: it has no members, or all of them are null and left out"
        }
        Memberless::EmptyInXml => {
            "only XML shows it, as an empty element: it has no members there, or all of them are null and left out"
        }
    };
    let advice = "write its members, or delete the comment if it has none";
    Remark::open(text).write(advice, &["members"], MEMBERS)
}

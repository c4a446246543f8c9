//! What a class may have behind the cut of its XML sample: members of a base class, which XML has before the class's
//! own, and names that the table does not have.

use std::collections::HashSet;

use crate::infer::{
    members::{
        facts::{Fact, Facts, NameBehindCut},
        order::{Level, MemberPosition, ordinal},
    },
    model::{CutMembers, OpenBehindCut, Remark, Topic},
    samples::xml::{Node, backing_field, decode},
    wording::plain_names::pascal_of_words,
};

const ADVICE: &str = "import the whole page, or look into the service's answer in XML";

/// How XML orders the members of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sequence {
    ByName,
    /// As C# declares them, and the table lists them.
    AsDeclared,
}

/// What XML shows before the cut of the names behind it, where these are known by those in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NamesInXml {
    /// Nothing, or not one thing.
    Open,
    /// They are those in JSON.
    AsInJson,
    /// They are those in JSON in `PascalCase`.
    Pascal(ShownBy),
}

/// What shows the names behind the cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ShownBy {
    /// The elements before it.
    Elements,
    /// The start of the name in which XML ends.
    BegunName,
}

/// Gives the members behind the cut their names in C# and XML where the names in JSON are known, and what stands before
/// the cut is called otherwise. `begun` is the start of the name in which XML ends.
pub(crate) fn take_names(result: &mut Facts, begun: Option<&str>) {
    let has_table = has_table(&result.members);
    let (text, start) = match names_in_xml(&result.members, begun) {
        NamesInXml::Open | NamesInXml::AsInJson => return,
        // Without a table, the naming of the service tells the others.
        NamesInXml::Pascal(ShownBy::BegunName) if !has_table => {
            ("the XML sample ends in a name that begins as these do in PascalCase", begun.unwrap_or_default())
        }
        NamesInXml::Pascal(ShownBy::Elements) if !has_table => return,
        NamesInXml::Pascal(ShownBy::BegunName) => (
            "the table has their names in JSON, and the XML sample ends in a name that begins as one of them does in \
             PascalCase: in C# and XML they are taken to be in it",
            "",
        ),
        NamesInXml::Pascal(ShownBy::Elements) => (
            "the table has their names in JSON, and the XML sample is cut off before these: in C# and XML they are \
             taken to be in PascalCase, as the others are",
            "",
        ),
    };
    let mut taken: HashSet<String> = result.members.iter().map(Fact::clr_name).collect();
    let mut named = Vec::new();
    for fact in &mut result.members {
        let is_open = fact.xml.is_none() && fact.name_behind_cut == NameBehindCut::Unknown;
        let name = name_of_json(fact).filter(|_| is_open).map(pascal_of_words);
        let name = name.filter(|name| name.starts_with(start));
        if let Some(name) = name.filter(|name| taken.insert(name.clone())) {
            named.push(name.clone());
            fact.name_behind_cut = NameBehindCut::Told(name);
        }
    }
    if !named.is_empty() {
        result.remarks.push(Remark::inferred(text).of_members(named));
    }
}

/// Returns the remark on what is open of members behind the cut.
fn remark(members: CutMembers, open: OpenBehindCut) -> Remark {
    let of = match members {
        CutMembers::All => "its members",
        CutMembers::Named => "these",
    };
    let open_of_them = match (members, open) {
        (CutMembers::All, OpenBehindCut::Class) => "some may be a base class's",
        (CutMembers::Named, OpenBehindCut::Class) => "they may be a base class's",
        (_, OpenBehindCut::Names) => "their names there may not be the table's",
        (_, OpenBehindCut::NamesOfJsonAlone) => "their names there may not be JSON's",
        (_, OpenBehindCut::NamesAndClass) => {
            "some may be a base class's, and their names there may not be the table's"
        }
    };
    Remark::open(format!("the XML sample is cut off before {of}: {open_of_them}"))
        .advise(ADVICE)
        .about(Topic::BehindCut(members, open))
}

/// Says what is open of the members behind the cut. `begun` is the start of the name in which XML ends.
pub(crate) fn note(result: &mut Facts, places: &[MemberPosition], sequence: Sequence, begun: Option<&str>) {
    let cut_in: Vec<String> =
        result.members.iter().filter(|fact| fact.ends_in_namespace).map(Fact::clr_name).collect();
    let of_bases = may_be_of_bases(result, places, sequence);
    let has_table = has_table(&result.members);
    let unnamed = match names_in_xml(&result.members, begun) {
        NamesInXml::AsInJson => Vec::new(),
        NamesInXml::Pascal(_) if !has_table => Vec::new(),
        NamesInXml::Open | NamesInXml::Pascal(_) => {
            result.members.iter().filter(|fact| is_unnamed(fact)).map(Fact::clr_name).collect()
        }
    };
    let names = if has_table { OpenBehindCut::Names } else { OpenBehindCut::NamesOfJsonAlone };
    let shows_none =
        places.iter().all(|place| place.xml.is_none() && place.attribute.is_none()) && cut_in.is_empty();
    if !cut_in.is_empty() {
        let text = "the XML sample ends in the namespace that this element declares, which is not its class's: a base class \
                    has it";
        let advice = "import the whole page, or write the base class with this member";
        result.remarks.push(Remark::open(text).of_members(cut_in).advise(advice));
    }
    if shows_none {
        let open: &[OpenBehindCut] = match (of_bases.is_empty(), unnamed.is_empty()) {
            (true, true) => &[],
            (false, true) => &[OpenBehindCut::Class],
            (true, false) => &[names],
            (false, false) if has_table => &[OpenBehindCut::NamesAndClass],
            // The naming of the service may tell the names.
            (false, false) => &[OpenBehindCut::Class, names],
        };
        result.remarks.extend(open.iter().map(|open| remark(CutMembers::All, *open)));
        return;
    }
    for (members, open) in [(of_bases, OpenBehindCut::Class), (unnamed, names)] {
        if !members.is_empty() {
            result.remarks.push(remark(CutMembers::Named, open).of_members(members));
        }
    }
}

/// Returns whether a table has some of the members.
fn has_table(members: &[Fact]) -> bool {
    members.iter().any(|fact| fact.row.is_some())
}

/// Returns the members behind the cut, if they may be a base class's: a class has its own behind those of its base
/// classes, and none of its own is shown.
fn may_be_of_bases(result: &Facts, places: &[MemberPosition], sequence: Sequence) -> Vec<String> {
    let behind = |members: &[usize]| -> Vec<String> {
        let is_behind = |fact: &&Fact| fact.xml.is_none() && fact.only.is_none() && !fact.ends_in_namespace;
        let facts = members.iter().filter_map(|at| result.members.get(*at));
        facts.filter(is_behind).map(Fact::clr_name).collect()
    };
    match result.layout.levels.split_last() {
        Some((own, [])) if may_have_base(places, sequence) => behind(&own.members),
        Some((_, [])) | None => Vec::new(),
        Some((own, bases)) => behind(without_base(own, bases, places)),
    }
}

/// Returns those of a class's own members, where others are known to be a base class's, that may be another one's.
fn without_base<'l>(own: &'l Level, bases: &[Level], places: &[MemberPosition]) -> &'l [usize] {
    let is_element = |at: &usize| places.get(*at).is_some_and(|place| place.xml.is_some());
    let is_attribute = |at: &usize| places.get(*at).is_some_and(|place| place.attribute.is_some());
    if own.members.iter().any(is_element) {
        return &[];
    }
    // Attributes show whose class they are, and so of what stands before them in the table.
    let from = match own.members.iter().rposition(is_attribute) {
        Some(_) if bases.iter().flat_map(|base| &base.members).any(is_element) => return &[],
        Some(last) => last + 1,
        None => 0,
    };
    own.members.get(from..).unwrap_or_default()
}

/// Returns whether the last members of the table may be a base class's, as far as XML goes: they stand first there, so
/// that XML goes on otherwise than it would if all were the class's own.
fn may_have_base(places: &[MemberPosition], sequence: Sequence) -> bool {
    /// One may lack a setter, unless it shows that it was set.
    const TOO_MANY: usize = 2;
    let elements: Vec<&MemberPosition> =
        places.iter().filter(|place| place.listed && place.attribute.is_none()).collect();
    // Attributes show whose class they are, and so of what stands before them in the table.
    let last_attribute = places.iter().rposition(|place| place.attribute.is_some()).unwrap_or_default();
    let is_own = |place: &&MemberPosition| place.listed && place.attribute.is_none();
    let own = places.iter().take(last_attribute).filter(is_own).count().max(1);
    let ranks = ranks(&elements, sequence);
    let mut shown: Vec<(usize, usize)> =
        elements.iter().enumerate().filter_map(|(at, place)| Some((place.xml.as_ref()?.0, at))).collect();
    shown.sort_unstable();
    let rank = |at: usize| ranks.get(at).copied().unwrap_or_default();
    let Some((_, last)) = shown.last() else { return elements.len() > own };
    if !shown.is_sorted_by_key(|(_, at)| rank(*at)) {
        return true;
    }
    let last = rank(*last);
    let is_missed = |(at, place): &(usize, &&MemberPosition)| {
        place.xml.is_none() && place.json.is_some() && rank(*at) < last
    };
    let missed: Vec<_> = elements.iter().enumerate().filter(is_missed).collect();
    if missed.len() >= TOO_MANY || missed.iter().any(|(_, place)| place.is_set) {
        // They are not all of one class, or XML has another order.
        return true;
    }
    let first = shown.iter().map(|(_, at)| *at).min().unwrap_or_default();
    let mut least_before: Vec<usize> = Vec::with_capacity(elements.len());
    let mut least = usize::MAX;
    for at in 0..elements.len() {
        least_before.push(least);
        least = least.min(rank(at));
    }
    // A base class would have all that are shown, and what stands behind them in the table. If these come before all
    // others anyway, XML is the same.
    let mut greatest = 0;
    (own..elements.len()).rev().any(|from| {
        greatest = greatest.max(rank(from));
        from <= first && least_before.get(from).is_some_and(|least| greatest > *least)
    })
}

/// Returns the place that each of the members of one class would have in XML.
fn ranks(elements: &[&MemberPosition], sequence: Sequence) -> Vec<usize> {
    // Where fields behind properties are shown, all are called so.
    let name = |place: &MemberPosition| match &place.xml {
        Some((.., xml)) => backing_field(&decode(xml)).map_or_else(|| xml.clone(), str::to_owned),
        None => place.name.clone(),
    };
    let mut sorted: Vec<(String, usize)> =
        elements.iter().enumerate().map(|(at, place)| (name(place), at)).collect();
    if sequence == Sequence::ByName {
        sorted.sort_by(|(a, _), (b, _)| ordinal(a, b));
    }
    let mut ranks = vec![0; elements.len()];
    for (rank, (_, at)) in sorted.into_iter().enumerate() {
        if let Some(of) = ranks.get_mut(at) {
            *of = rank;
        }
    }
    ranks
}

/// Returns what XML shows before the cut of the names behind it.
fn names_in_xml(members: &[Fact], begun: Option<&str>) -> NamesInXml {
    let shown = members.iter().filter(|fact| fact.node().is_none_or(|node| node == Node::Element));
    let mut names =
        shown.filter_map(|fact| Some((name_of_json(fact)?, decode(fact.xml.as_deref()?)))).peekable();
    if names.peek().is_none() {
        return begun.map_or(NamesInXml::Open, |begun| names_by_start(members, begun));
    }
    let (mut as_in_json, mut as_pascal) = (0, 0);
    let mut all = 0;
    for (name, xml) in names {
        all += 1;
        as_in_json += usize::from(xml == name);
        as_pascal += usize::from(xml == pascal_of_words(name));
    }
    if as_in_json == all {
        NamesInXml::AsInJson
    } else if as_pascal > 0 && as_in_json == 0 {
        NamesInXml::Pascal(ShownBy::Elements)
    } else {
        NamesInXml::Open
    }
}

/// Returns what the start of the name in which XML ends shows of the names of all: which of them begin so.
fn names_by_start(members: &[Fact], begun: &str) -> NamesInXml {
    let unseen = || members.iter().filter(|fact| fact.xml.is_none());
    let is_other = unseen().any(|fact| name_of_json(fact).is_none() && fact.clr_name().starts_with(begun));
    let is_own = unseen().filter_map(name_of_json).any(|name| name.starts_with(begun));
    let is_pascal = unseen().filter_map(name_of_json).any(|name| pascal_of_words(name).starts_with(begun));
    match (is_own, is_pascal) {
        // It may be the name of a member that has no other.
        _ if is_other => NamesInXml::Open,
        (true, false) => NamesInXml::AsInJson,
        (false, true) => NamesInXml::Pascal(ShownBy::BegunName),
        (true, true) | (false, false) => NamesInXml::Open,
    }
}

/// Returns whether XML may call a member behind the cut otherwise than the table does.
fn is_unnamed(fact: &Fact) -> bool {
    fact.xml.is_none()
        && fact.name_behind_cut == NameBehindCut::Unknown
        && fact.only.is_none()
        && !fact.ends_in_namespace
        && name_of_json(fact).is_some()
}

/// Returns the name that a member has in JSON and, if there is one, in the table, if no property of C# is called so as
/// a rule: it is `JsonProperty`'s or a resolver's.
pub(crate) fn name_of_json(fact: &Fact) -> Option<&str> {
    let row = fact.row.as_ref().map(|row| row.name.as_str()).filter(|name| !name.is_empty());
    let json = fact.json.as_deref();
    let name = match row {
        Some(row) => json.is_none_or(|json| json == row).then_some(row),
        None => json,
    };
    name.filter(|name| pascal_of_words(name) != *name)
}

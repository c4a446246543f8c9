//! The members of a class, from its table and from every shape of it in samples.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use super::{
    behind_cut::{self, Sequence},
    names_behind_cut,
    renamed::{self, Doubts},
};
use crate::{
    infer::{
        makers::own_dates::{self, DateLook},
        members::{
            agreed_order,
            counted_order::{self, OrderShownBy, SettledOrder, TableOrder},
            counter::{Nullable, Step},
            facts::{
                CANNOT_BE_SET, EMPTY_WITHOUT_ELEMENT, FIELDS_OF_BASES, Fact, Facts, JSON_IGNORES, JSON_LACKS,
                Presence,
            },
            indexer, nullability,
            order::{self, Layout, Level, MemberPosition, Orders, PlacedBy, Tag},
            solution,
        },
        model::{Annotations, LOST_NAME, NOT_LISTED, NOT_LISTED_BEFORE_END, Remark, TypeId, push_once},
        pages::annotations,
        pairing::by_name::loosely,
        samples::{
            form::{JsonForm, SAMPLE_STRING, Text, XmlForm},
            xml::Node,
        },
        types::{
            each::{TableEnd, Type},
            registry::Registry,
            seen::{Kind, OfDefault, OrderInXml, Seen, SeenMember, Slot},
        },
        wording::words::{PageType, Word, is_identifier},
        xml_serializer::order as declared_order,
    },
    page::Row,
};

/// Returns whether a member has a name: of a row that has lost its own a sample may have none either.
fn is_named(member: &SeenMember) -> bool {
    !member.key.is_empty()
}

/// Returns the remark on a row that has lost its name where no sample has it either.
fn lost_name(row: &Row) -> Remark {
    let parts = [&row.ty, &row.description].into_iter().chain(&row.annotations);
    let said: Vec<&str> = parts.map(String::as_str).filter(|text| !text.is_empty()).collect();
    Remark::open(format!("a row has lost its name, and no sample has it: {}", said.join(", ")))
        .advise("write the member into `members`, by the name that the service has")
}

/// Returns what samples show of a class without the names in which they end, where others or the table show the whole
/// name.
fn without_cut_names(ty: &Type) -> Cow<'_, [Seen]> {
    let all = || ty.seen.iter().flat_map(|seen| &seen.members);
    let rows = || ty.rows.iter().flatten().map(|row| row.name.as_str());
    let is_start = |member: &SeenMember| {
        let others = all().filter(|other| other.has_whole_name()).map(|other| other.key.as_str());
        let start = loosely(&member.key);
        !member.has_whole_name() && others.chain(rows()).any(|name| loosely(name).starts_with(&start))
    };
    if !all().any(is_start) {
        return Cow::Borrowed(&ty.seen);
    }
    let mut seen = ty.seen.clone();
    for seen in &mut seen {
        seen.members.retain(|member| !is_start(member));
    }
    Cow::Owned(seen)
}

/// Gathers the facts about a class.
pub(crate) fn facts(registry: &Registry, id: TypeId) -> Facts {
    let Some(ty) = registry.types.get(id) else { return Facts::default() };
    let rows = ty.rows.as_deref().unwrap_or_default();
    let all = without_cut_names(ty);
    let mut result = Facts::default();
    let best = all.iter().max_by_key(|seen| (seen.formats, seen.whole, seen.members.len()));
    // Declaration order: the table's, else that of the fullest sample.
    let mut known: HashSet<&str> = HashSet::new();
    let shown = best.map(|best| declared_order::declared(best, !rows.is_empty())).unwrap_or_default();
    let mut shown = shown
        .into_iter()
        .filter(|member| is_named(member) && known.insert(&member.key))
        .collect::<Vec<_>>()
        .into_iter();
    let mut slots: HashSet<(usize, &Slot)> = HashSet::new();
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| !row.name.is_empty()) {
        if known.insert(&row.name) {
            let before = place.saturating_sub(result.members.len());
            for member in shown.by_ref().take(before) {
                slots.insert((result.members.len(), &member.slot));
                result.members.push(of_member(member, rows));
            }
            result.members.push(Fact { key: row.name.clone(), row: Some(row.clone()), ..Fact::default() });
        }
    }
    for member in shown {
        slots.insert((result.members.len(), &member.slot));
        result.members.push(of_member(member, rows));
    }
    let mut places: HashMap<&str, usize> = HashMap::new();
    let keys: Vec<String> = result.members.iter().map(|fact| fact.key.clone()).collect();
    for (place, key) in keys.iter().enumerate() {
        places.entry(key).or_insert(place);
    }
    if best.is_none_or(|best| best.members.iter().any(|member| !is_named(member))) {
        result.remarks.extend(rows.iter().filter(|row| row.name.is_empty()).map(lost_name));
    }
    let mut by_json: HashMap<String, usize> = HashMap::new();
    for (place, fact) in result.members.iter().enumerate() {
        by_json.extend(fact.json.clone().map(|json| (json, place)));
    }
    for member in all.iter().flat_map(|seen| &seen.members).filter(|member| is_named(member)) {
        // One sample may show the member in both formats, another in JSON alone, by JSON's name.
        let known = member.json.as_ref().and_then(|(json, _)| by_json.get(json)).copied();
        let place = *places.entry(&member.key).or_insert_with(|| {
            if let Some(place) = known {
                return place;
            }
            let place = result.members.len();
            slots.insert((place, &member.slot));
            result.members.push(of_member(member, rows));
            place
        });
        if let Some(fact) = result.members.get_mut(place) {
            add_names(fact, member);
            by_json.extend(fact.json.clone().map(|json| (json, place)));
            if slots.insert((place, &member.slot)) {
                fact.slots.push(member.slot.clone());
            }
        }
    }
    if result.members.iter().any(Fact::is_field_behind) {
        result.members.iter_mut().for_each(|fact| fact.serialized_field.clone_from(&fact.json));
    }
    if rows.iter().any(|row| !row.name.is_empty()) {
        // What stands in XML alone is told of as what JSON ignores.
        for fact in result.members.iter_mut().filter(|fact| fact.row.is_none() && fact.json.is_some()) {
            fact.remarks.push(Remark::inferred(match ty.table_end {
                TableEnd::Whole => NOT_LISTED,
                TableEnd::OfPage => NOT_LISTED_BEFORE_END,
            }));
        }
    }
    let doubts = renamed::doubts(&all);
    indexer::leave_out(&mut result, &all);
    formats(&mut result, &all, &doubts, registry.defaults.are_left_out());
    doubts.settle(&mut result);
    note_lacking_in_items(&mut result, ty);
    note_own_texts(&mut result, &all, &places);
    if let Some(best) = best.filter(|best| !best.whole.xml) {
        names_behind_cut::settle(&mut result, best);
        behind_cut::take_names(&mut result, best.begun_name.as_deref());
    }
    let declared = ty.seen.iter().find_map(|seen| counted_order::find(registry, seen));
    let declared = declared.map(|declared| declared.settle(&mut result, &mut places));
    set_orders(&mut result, registry, ty, best, &places, declared);
    result
}

/// Finds base classes, orders, public fields, and which members take null: each of these shows something of
/// the others.
fn set_orders(
    result: &mut Facts,
    registry: &Registry,
    ty: &Type,
    best: Option<&Seen>,
    places: &HashMap<&str, usize>,
    declared: Option<SettledOrder>,
) {
    let mut in_order = in_order(result, ty, best);
    note_places_of_json(registry, result, best, declared, &mut in_order);
    // A sequence that is cut off does not show whether it is alphabetical.
    let orders = if best.is_none_or(|best| best.whole.xml) { Orders::Shown } else { Orders::CutOff };
    let own = ty.namespace.as_ref().map(|(_, namespace)| namespace.as_str());
    let seen = match declared {
        Some(_) => Cow::Owned(ty.seen.iter().map(|seen| in_places(seen, places)).collect()),
        None => declared_order::in_source_order(&ty.seen, ty.has_table()),
    };
    let is_declared = best.is_some_and(|best| best.formats.xml && best.is_of_xml_serializer());
    let layout = |in_order: &[MemberPosition]| {
        if is_declared {
            declared_order::layout(in_order, orders)
        } else {
            order::layout(in_order, own, orders)
        }
    };
    let is_json_cut = best.is_some_and(|best| !best.whole.json);
    result.layout = layout(&in_order);
    let by_order = fields_by_order(result, &in_order, is_json_cut);
    if let Some(from) = by_order.filter(|from| nullability::may_be_fields(registry, &seen, places, *from)) {
        set_fields(result, from);
        let remark = if may_be_of_base(&in_order, from) && !are_counted_anew(result, from) {
            Remark::open(MAY_BE_OF_BASE).advise(
                "if a base class of the service has it, write that class, with `base` here; the wire is the same",
            )
        } else {
            Remark::inferred("a public field: it is last in the table, and first in JSON")
        };
        for fact in result.members.iter_mut().skip(from).filter(|fact| fact.field) {
            fact.remarks.push(remark.clone());
        }
        for (place, fact) in in_order.iter_mut().zip(&result.members) {
            place.field = fact.field;
        }
        // Fields explain the order in JSON, and so which members are a base class's.
        let of_fields = layout(&in_order);
        // Those of base classes stand before the properties of all classes.
        let moved = of_fields.json_order.iter().enumerate().filter(|(_, order)| order.is_some());
        let mut moved = moved.map(|(at, _)| in_order.get(at).is_some_and(|place| place.field));
        let has_bases = of_fields.levels.len() > 1;
        let moves_fields_of_bases = moved.all(|is_field| is_field && has_bases);
        if moves_fields_of_bases {
            result.layout = of_fields;
        } else {
            result.layout.json_order.fill(None);
        }
        nullability::counters(registry, result, &seen, places);
    } else if let Some(from) = nullability::counters(registry, result, &seen, places) {
        let is_behind = |fact: &Fact| fact.json.is_some();
        let text = if ty.has_table() || !result.members.iter().skip(from).any(is_behind) {
            set_fields(result, from);
            "the numbers of the samples begin again at the members that are called fields"
        } else {
            // Without a table they stand as in JSON, which has fields first.
            result.members.iter_mut().take(from).for_each(|fact| fact.field = true);
            "the numbers of the samples begin again behind the members that are called fields: these come first in JSON"
        };
        if result.members.iter().any(|fact| fact.field) {
            result.remarks.push(Remark::inferred(text));
        }
        for (place, fact) in in_order.iter_mut().zip(&result.members) {
            place.field = fact.field;
        }
        result.layout = layout(&in_order);
    }
    let is_whole = !is_json_cut && orders == Orders::Shown && !is_declared;
    if is_whole
        && result.layout.json_order.iter().any(Option::is_some)
        && in_order.iter().all(|place| !place.field)
        && let Some(agreed) = agreed_order::agreed(&in_order, &result.layout.levels)
    {
        result.layout = agreed;
    }
    if is_json_cut {
        // What comes behind the cut may come before the others in the contract.
        let shown = result.layout.clone();
        result.layout.json_order.fill(None);
        note_order_before_cut(result, &shown);
    }
    // What a person made is no whole sample either, and need not have XML.
    let is_xml_cut = orders == Orders::CutOff && best.is_some_and(|best| best.counted || best.formats.xml);
    if is_xml_cut {
        // XML never has what cannot be set.
        for (place, fact) in in_order.iter_mut().zip(&result.members) {
            place.listed &= fact.only != Some("json");
        }
        let sequence = if is_declared { Sequence::AsDeclared } else { Sequence::ByName };
        let begun = best.and_then(|best| best.begun_name.as_deref());
        behind_cut::note(result, &in_order, sequence, begun);
    }
    nullability::declarations(result, registry.defaults.are_left_out());
    let has_xml = best.is_some_and(|best| best.formats.xml && best.whole.xml);
    let is_by_numbers = declared.is_some_and(|declared| declared.by == OrderShownBy::Numbers);
    for (place, fact) in result.members.iter_mut().enumerate() {
        fact.order = result.layout.order.get(place).copied().flatten();
        fact.json_order = result.layout.json_order.get(place).copied().flatten();
        if fact.json_order.is_some() {
            fact.remarks.push(Remark::inferred(why_elsewhere(fact, is_by_numbers, has_xml)));
        }
    }
}

/// Returns why a member has another place in JSON than the class declares.
fn why_elsewhere(fact: &Fact, is_by_numbers: bool, has_xml: bool) -> &'static str {
    match (is_by_numbers, has_xml) {
        _ if fact.field => FIELDS_OF_BASES,
        (true, true) => {
            "JSON has it at another place than the numbers count it, and XML does not: `JsonProperty(Order)`"
        }
        (true, false) => {
            "JSON has it at another place than the numbers count it: `JsonProperty(Order)`, if it is not \
             `DataMember(Order)`"
        }
        (false, true) => {
            "JSON has it at another place than the table, and XML does not: `JsonProperty(Order)`"
        }
        (false, false) => {
            "JSON has it at another place than the table: `JsonProperty(Order)`, if it is not `DataMember(Order)`"
        }
    }
}

/// Returns a sample with its members in the order of the facts.
fn in_places(seen: &Seen, places: &HashMap<&str, usize>) -> Seen {
    let mut members = seen.members.clone();
    members.sort_by_key(|member| places.get(member.key.as_str()).copied());
    Seen { members, ..seen.clone() }
}

/// The members as orders see them.
fn in_order(result: &Facts, ty: &Type, best: Option<&Seen>) -> Vec<MemberPosition> {
    let mut of_best: HashMap<&str, &SeenMember> = HashMap::new();
    for member in best.map_or(&[][..], |best| best.members.as_slice()) {
        of_best.entry(&member.key).or_insert(member);
    }
    let has_table = ty.has_table();
    let begun = best.and_then(|best| best.begun_name.as_deref());
    let is_begun = |fact: &&Fact| {
        let is_behind = of_best.get(fact.key.as_str()).is_some_and(|member| member.xml.is_none());
        is_behind && fact.only.is_none() && begun.is_some_and(|begun| fact.clr_name().starts_with(begun))
    };
    let mut all_begun = result.members.iter().filter(is_begun);
    // Of several that begin so nothing shows which one it is.
    let begun = all_begun.next().filter(|_| all_begun.next().is_none()).map(|fact| fact.key.as_str());
    let is_of_serializer = best.is_some_and(|best| best.order == OrderInXml::OfSerializer);
    let place = |fact: &Fact| {
        let member = of_best.get(fact.key.as_str());
        let in_xml = member.filter(|_| is_of_serializer).map(|member| declared_order::in_xml(member));
        MemberPosition {
            name: fact.clr_name(),
            json: member.and_then(|member| member.json.as_ref().map(|(_, at)| *at)),
            listed: !has_table || fact.row.is_some(),
            is_set: member.is_some_and(|member| member.slot.was_set()),
            tag: if begun == Some(fact.key.as_str()) { Tag::Begun } else { Tag::Whole },
            ..in_xml.unwrap_or_default()
        }
    };
    result.members.iter().map(place).collect()
}

/// Notes which members neither the table nor their numbers have a place for.
fn note_places_of_json(
    registry: &Registry,
    result: &Facts,
    best: Option<&Seen>,
    declared: Option<SettledOrder>,
    in_order: &mut [MemberPosition],
) {
    let is_numbered = |member: &&SeenMember| match solution::step(registry, member) {
        Step::Counts(number) => number.is_some(),
        // What takes null shows 1 as well.
        step => step.number().is_some_and(|number| number > 1),
    };
    let members = best.map_or(&[][..], |best| best.members.as_slice());
    let numbered: HashSet<&str> = match declared {
        Some(_) => members.iter().filter(is_numbered).map(|member| member.key.as_str()).collect(),
        None => HashSet::new(),
    };
    let says_table = declared.is_none_or(|declared| declared.table == TableOrder::AsCounted);
    for (place, fact) in in_order.iter_mut().zip(&result.members) {
        let is_listed = says_table && fact.row.is_some();
        if !is_listed && !numbered.contains(fact.key.as_str()) {
            place.placed_by = PlacedBy::Json;
        }
    }
}

/// Says of a JSON sample that is cut off that what there is of it has another order than the table.
fn note_order_before_cut(result: &mut Facts, layout: &Layout) {
    // They may be fields, which are counted by themselves, unless the site has sorted its table.
    let is_sorted = is_sorted_by_name(result);
    for (fact, _) in result.members.iter_mut().zip(&layout.json_order).filter(|(_, order)| order.is_some()) {
        if fact.nullable == Nullable::Takes && !is_sorted {
            fact.nullable = Nullable::Unknown;
        }
    }
    let is_elsewhere = |(fact, order): &(&Fact, &Option<i32>)| order.is_some() && fact.json.is_some();
    let moved = result.members.iter().zip(&layout.json_order).filter(is_elsewhere);
    let moved: Vec<String> = moved.map(|(fact, _)| fact.clr_name()).collect();
    if !moved.is_empty() {
        let text = "before the cut, the JSON sample has these at other places than the table: `JsonProperty(Order)`, \
                    `DataMember(Order)`, or a base class";
        let advice = "import the whole page, or write `jsonOrder` as the service's JSON has it";
        result.remarks.push(Remark::open(text).of_members(moved).advise(advice));
    }
}

/// Returns whether the table of a class has its members by name: then it says nothing of their order.
fn is_sorted_by_name(result: &Facts) -> bool {
    /// Fewer members may have that order by chance.
    const MANY: usize = 6;
    let names: Vec<String> =
        result.members.iter().filter_map(|fact| Some(fact.row.as_ref()?.name.to_lowercase())).collect();
    names.len() >= MANY && names.is_sorted()
}

/// Calls members from one on fields. What XML alone has stands behind the others, whatever it is: there the
/// numbers begin again at a text, which always counts.
fn set_fields(result: &mut Facts, from: usize) {
    let is_listed = |fact: &Fact| fact.row.is_some() || fact.json.is_some();
    let are_listed = result.members.iter().skip(from).any(is_listed);
    let is_counted_text = |fact: &Fact| {
        let is_one = |slot: &Slot| matches!(slot.xml, XmlForm::Text(Text::Sample(_) | Text::Uri(_)));
        fact.only == Some("xml") && fact.slots.iter().any(is_one)
    };
    for fact in result.members.iter_mut().skip(from) {
        fact.field |= if are_listed { is_listed(fact) } else { is_counted_text(fact) };
    }
}

/// Returns whether the texts of members from one on are counted from 1 although one before them is a text, which always
/// counts.
fn are_counted_anew(result: &Facts, from: usize) -> bool {
    let is_text = |fact: &Fact| {
        fact.row.as_ref().is_some_and(|row| PageType::parse(&row.ty) == PageType::Word(Word::Text))
    };
    let number = |slot: &Slot| match slot.json {
        JsonForm::Text(Text::Sample(number)) => Some(number),
        _ => None,
    };
    let (before, fields) = result.members.split_at_checked(from).unwrap_or_default();
    before.iter().any(is_text) && fields.iter().flat_map(|fact| &fact.slots).find_map(number) == Some(1)
}

/// Returns whether JSON shows all members from one on, as far as the table lists them.
fn has_all_from(places: &[MemberPosition], from: usize) -> bool {
    places.iter().skip(from).all(|place| place.json.is_some() || !place.listed)
}

/// What is last in the table and first in JSON are public fields: tables list properties before fields,
/// Json.NET writes fields before properties. `JsonProperty(Order)` would have to say so for each of them.
/// Returns the place of the first.
///
/// Where the JSON sample is cut off, all that the table has from there on have to stand before the cut: it may be
/// that they alone do.
fn fields_by_order(result: &Facts, places: &[MemberPosition], is_cut: bool) -> Option<usize> {
    // What JSON ignores neither JSON nor the table has.
    let has_rows = result.members.iter().all(|fact| fact.row.is_some() || fact.json.is_none());
    if !has_rows || (!is_cut && result.layout.json_order.iter().all(Option::is_none)) {
        return None;
    }
    let (at, json): (Vec<usize>, Vec<usize>) =
        places.iter().enumerate().filter_map(|(at, place)| Some((at, place.json?))).unzip();
    let of_all = (1..json.len()).find(|from| {
        let (properties, fields) = json.split_at(*from);
        properties.is_sorted() && fields.is_sorted() && fields.last() < properties.first()
    });
    let of_fields_alone = || at.first().copied().filter(|first| is_cut && *first > 0 && json.is_sorted());
    let from = of_all.and_then(|from| at.get(from).copied()).or_else(of_fields_alone)?;
    if result.members.iter().skip(from).any(has_annotations) {
        return None;
    }
    if is_cut && !(has_all_from(places, from) && are_counted_anew(result, from)) {
        return None;
    }
    // All that a base class has may just as well have smaller orders than the derived class's own.
    let bases = result.layout.levels.split_last().map_or(&[][..], |(_, bases)| bases);
    let is_base = |level: &Level| !level.members.is_empty() && level.members.iter().all(|at| *at >= from);
    (!bases.iter().any(is_base)).then_some(from)
}

/// What is said of a field that may be a base class's member.
const MAY_BE_OF_BASE: &str =
    "a public field, or a base class's member: it is last in the table, and first in JSON and XML";

/// Returns whether XML has the members from one on before all others, as it has those of a base class.
fn may_be_of_base(places: &[MemberPosition], from: usize) -> bool {
    let (own, fields) = places.split_at_checked(from).unwrap_or_default();
    let xml = |places: &[MemberPosition]| -> Vec<usize> {
        places.iter().filter_map(|place| place.xml.as_ref().map(|(at, ..)| *at)).collect()
    };
    let (own, fields) = (xml(own), xml(fields));
    !fields.is_empty() && !own.is_empty() && fields.iter().max() < own.iter().min()
}

/// Returns whether a member has annotations in the table: pages show none of fields.
fn has_annotations(fact: &Fact) -> bool {
    fact.row.as_ref().is_some_and(|row| annotations::read(&row.annotations) != Annotations::default())
}

fn of_member(member: &SeenMember, rows: &[Row]) -> Fact {
    let mut fact = Fact {
        key: member.key.clone(),
        slots: vec![member.slot.clone()],
        row: member.row.and_then(|row| rows.get(row)).cloned(),
        ..Fact::default()
    };
    if fact.row.as_ref().is_some_and(|row| row.name.is_empty()) {
        fact.remarks.push(Remark::inferred(LOST_NAME));
    }
    add_names(&mut fact, member);
    fact
}

/// Returns whether JSON shows null, or a list without items.
fn is_nothing(slot: &Slot) -> bool {
    slot.json == JsonForm::Null
        || matches!(&slot.kind, Kind::List(items) if items.iter().all(|item| item.json == JsonForm::Absent))
}

/// Returns whether the table says that a member is of a value type: `XmlSerializer` writes `xsi:nil` for one
/// that takes null and has none.
fn is_value(row: &Row) -> bool {
    matches!(PageType::parse(&row.ty), PageType::Word(word) if word.is_value())
}

/// Returns whether JSON shows a list without items.
fn is_empty_list(slot: &Slot) -> bool {
    slot.json == JsonForm::Array && slot.is_of_xml_serializer() && !slot.is_cut_off
}

fn add_names(fact: &mut Fact, member: &SeenMember) {
    if fact.json.is_none() {
        fact.json = member.json.as_ref().map(|(name, _)| name.clone());
    }
    if fact.xml.is_none() {
        fact.xml = member.xml.as_ref().map(|(.., name)| name.clone());
        fact.xml_namespace = member.xml.as_ref().map(|(_, namespace, _)| namespace.clone());
    }
    fact.ends_in_namespace |= member.ends_in_namespace;
}

/// Says which members objects of a list lack that others of the list have.
fn note_lacking_in_items(result: &mut Facts, ty: &Type) {
    let is_lacking = |fact: &&mut Fact| {
        let json = fact.json.as_ref();
        fact.presence == Presence::Shown && json.is_some_and(|json| ty.lacking_in_items.contains(json))
    };
    let mut lacking = Vec::new();
    for fact in result.members.iter_mut().filter(is_lacking) {
        fact.presence = Presence::InSomeItems;
        lacking.push(fact.clr_name());
    }
    if !lacking.is_empty() {
        let text = "items of a list lack these, which others of it have: the service may leave out null or defaults, or \
                    somebody has edited the sample";
        let advice = "see in an answer of the service which it is: `nullValueHandling` or `defaultValueHandling` in `json`";
        result.remarks.push(Remark::open(text).of_members(lacking).advise(advice));
    }
}

/// Says of the members that no table has and that show the same text in both formats that the engine has not set them:
/// it would have written a text of its own. Of words that enums have, other remarks tell.
fn note_own_texts(result: &mut Facts, seen: &[Seen], places: &HashMap<&str, usize>) {
    let is_own = |member: &&SeenMember| match (&member.slot.json, &member.slot.xml) {
        (JsonForm::Text(Text::Other(json)), XmlForm::Text(Text::Other(xml))) => {
            json == xml
                && member.row.is_none()
                && member.slot.kind == Kind::Simple
                && !is_identifier(json)
                && !json.contains(SAMPLE_STRING)
                && own_dates::look(json) == DateLook::None
        }
        _ => false,
    };
    for member in seen.iter().filter(|seen| seen.counted).flat_map(|seen| &seen.members).filter(is_own) {
        let place = places.get(member.key.as_str()).copied();
        if let Some(fact) = place.and_then(|place| result.members.get_mut(place)) {
            let text = "both formats have a text that the engine does not write: the class sets it itself";
            push_once(&mut fact.remarks, Remark::inferred(text));
        }
    }
}

/// Which formats have a member, as far as samples of both show the class to its end: the table lists what
/// JSON has, read-only properties included, which XML leaves out; XML has what JSON ignores.
///
/// What XML shows as nil may be left out of JSON because it is null, and what no format shows is a null that
/// JSON leaves out unless there is XML, which always has it. `defaults_left_out` says that JSON leaves out
/// what has the default of its type.
fn formats(result: &mut Facts, seen: &[Seen], doubts: &Doubts, defaults_left_out: bool) {
    let both = |seen: &&Seen| seen.formats.json && seen.formats.xml;
    let has_json = seen.iter().any(|seen| seen.formats.json);
    let in_request = seen.iter().any(|seen| seen.in_request);
    let is_lost =
        |slot: &Slot| slot.xml.is_value() && !(defaults_left_out && slot.of_default == OfDefault::LeftOut);
    let is_engines_json = seen.iter().filter(both).any(|seen| seen.whole.json && seen.counted);
    let (mut unseen, mut unlike) = (Vec::new(), Vec::new());
    // Nulls are no proof of anything there: XmlSerializer leaves them out, and empty lists without an element
    // around them.
    let leaves_out = seen.iter().any(|seen| seen.formats.xml && seen.is_of_xml_serializer());
    for fact in &mut result.members {
        fact.in_request = in_request;
        if doubts.leave_open(&fact.key) || fact.presence == Presence::Indexer {
            continue;
        }
        let telling = || seen.iter().filter(|seen| seen.tells_of(&fact.key));
        let xml_tells = telling().filter(both).any(|seen| seen.whole.xml);
        let json_tells = telling().filter(both).any(|seen| seen.whole.json);
        let has_whole_xml = telling().any(|seen| seen.formats.xml && seen.whole.xml);
        match (&fact.json, &fact.xml) {
            (Some(_), None)
                if leaves_out
                    && xml_tells
                    && fact.slots.iter().all(is_nothing)
                    && fact.slots.iter().any(is_empty_list) =>
            {
                fact.node_of_empty = Some(Node::Items);
                fact.remarks.push(Remark::inferred(EMPTY_WITHOUT_ELEMENT));
            }
            (Some(_), None)
                if leaves_out
                    && fact.slots.iter().all(is_nothing)
                    && !fact.row.as_ref().is_some_and(is_value) => {}
            (None, None) if leaves_out => unseen.push(fact.key.clone()),
            (Some(_), None) if xml_tells => {
                fact.only = Some("json");
                fact.remarks.push(Remark::inferred(CANNOT_BE_SET));
            }
            (None, Some(_)) if json_tells && fact.slots.iter().any(is_lost) => {
                if is_engines_json || fact.row.is_none() {
                    fact.only = Some("xml");
                    fact.remarks.push(Remark::inferred(if leaves_out { JSON_LACKS } else { JSON_IGNORES }));
                } else {
                    // No table has what `[JsonIgnore]` hides.
                    unlike.push(fact.clr_name());
                }
            }
            (None, None) if has_whole_xml && (json_tells || !has_json) => {
                fact.presence = Presence::LeftOut;
                // XML lacks what has no setter, and JSON what has no getter.
                let fault = if has_json { "read" } else { "set" };
                let text =
                    format!("samples leave it out: `EmitDefaultValue = false`, or it cannot be {fault}");
                fact.remarks.push(Remark::inferred(text));
            }
            (None, None) if has_json => unseen.push(fact.key.clone()),
            _ => {}
        }
    }
    if !unlike.is_empty() {
        let text = "the JSON sample lacks these, which the table and XML have: no table has what `[JsonIgnore]` hides, so a \
                    person seems to have left them out";
        let advice = "check against an answer of the service in JSON whether it has them";
        result.remarks.push(Remark::open(text).of_members(unlike).advise(advice));
    }
    if !unseen.is_empty() {
        result.remarks.push(
            Remark::open("no sample shows these")
                .of_members(unseen)
                .advise("check their types and names against an answer of the service"),
        );
    }
}

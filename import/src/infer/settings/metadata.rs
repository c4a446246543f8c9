//! What Json.NET writes besides the members of objects, by settings: `$id`, `$ref`, `$type`, `$values`.
//!
//! None of these is a member. They are taken out of a sample before it is gone through, and what they show of
//! the service's settings is kept.

use std::collections::BTreeMap;

use crate::{
    clr_name::AssemblyQualifiedName,
    infer::{
        model::{Api, Remark, Setting, SettingValue},
        samples::json::{Json, Metadata, Object},
    },
};

/// What samples show of one kind of value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shown {
    /// Some have it.
    with: bool,
    /// Some lack it.
    without: bool,
}

impl Shown {
    fn add(&mut self, is_there: bool) {
        self.with |= is_there;
        self.without |= !is_there;
    }

    fn extend(&mut self, other: Shown) {
        self.with |= other.with;
        self.without |= other.without;
    }
}

/// What samples show of the settings that add to objects and lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Additions {
    /// Whether objects in others say their class.
    typed_objects: Shown,
    /// Whether lists say theirs.
    typed_lists: Shown,
    /// Whether an outermost object says its class. Help pages lose it: they read the sample, and print it
    /// again.
    typed_root: bool,
    /// Whether objects in others have an identity.
    kept_objects: Shown,
    /// Whether lists have one.
    kept_lists: Shown,
    /// The list around all has one, which the page lost: the first object in it has the second.
    is_outermost_list_kept: bool,
    /// The first `$type`.
    example: Option<String>,
    /// A sample has objects with an identity, and others without: no setting gives it to them.
    is_kept_by_class: bool,
    /// The first identity of the sample.
    first_identity: Option<String>,
    /// The assemblies of the service's own classes, each with how often a `$type` names it.
    assemblies: BTreeMap<String, usize>,
}

impl Additions {
    /// Returns whether a value says its class.
    fn has_types(&self) -> bool {
        self.typed_root || self.typed_objects.with || self.typed_lists.with
    }

    /// Returns the assembly that most classes are in; of two the first by name.
    pub(crate) fn assembly(&self) -> Option<&str> {
        let most = self.assemblies.iter().rev().max_by_key(|(_, count)| **count);
        most.map(|(assembly, _)| assembly.as_str())
    }

    /// Returns whether a list has an identity, which `IsReference` at classes cannot give it.
    pub(crate) fn has_lists_with_identity(&self) -> bool {
        self.kept_lists.with
    }

    /// Returns whether classes keep identities, and no setting: a sample has objects with one and without.
    pub(crate) fn is_kept_by_class(&self) -> bool {
        self.is_kept_by_class
    }

    /// Returns what both show.
    pub(crate) fn with(&self, other: &Additions) -> Additions {
        let mut both = self.clone();
        both.extend(other.clone());
        both
    }

    pub(crate) fn extend(&mut self, other: Additions) {
        self.typed_objects.extend(other.typed_objects);
        self.typed_lists.extend(other.typed_lists);
        self.typed_root |= other.typed_root;
        self.is_kept_by_class |= other.is_kept_by_class;
        self.kept_objects.extend(other.kept_objects);
        self.kept_lists.extend(other.kept_lists);
        self.is_outermost_list_kept |= other.is_outermost_list_kept;
        self.example = self.example.take().or(other.example);
        for (assembly, count) in other.assemblies {
            *self.assemblies.entry(assembly).or_default() += count;
        }
    }

    /// Adds what a value says of its class.
    fn add_class(&mut self, class: &AssemblyQualifiedName) {
        self.example.get_or_insert_with(|| format!("{}, {}", class.name, class.assembly));
        for assembly in class.own_assemblies() {
            *self.assemblies.entry(assembly).or_default() += 1;
        }
    }

    /// Notes in the API how types are written, and by `keeps_references`, which says that a setting keeps the
    /// identity of objects, of which values it does so. `all` is what all pages show: those that end early
    /// add to what the others show, and prove nothing where these show nothing.
    pub(crate) fn settle(&self, all: &Additions, keeps_references: bool, api: &mut Api) {
        let end = if self.has_types() || self.keeps_identities() { End::Seen } else { End::Unseen };
        all.settle_all(keeps_references, end, api);
    }

    fn keeps_identities(&self) -> bool {
        self.kept_objects.with || self.kept_lists.with
    }

    fn settle_all(&self, keeps_references: bool, end: End, api: &mut Api) {
        if let Some(example) = self.example.as_ref().filter(|_| self.has_types()) {
            self.settle_types(example, end, api);
        }
        if keeps_references || self.has_lists_with_identity() {
            self.settle_references(end, api);
        }
    }

    fn settle_types(&self, example: &str, end: End, api: &mut Api) {
        let is_mixed = |shown: Shown| shown.with && shown.without;
        let has_objects = self.typed_root || self.typed_objects.with;
        let (value, why) = if is_mixed(self.typed_objects) || is_mixed(self.typed_lists) {
            ("auto", "some values in JSON say their class, others do not")
        } else if has_objects && self.typed_objects.without {
            ("auto", "some objects in JSON say their class, others do not")
        } else {
            match (has_objects, self.typed_lists.with) {
                (true, true) => ("all", "objects and lists in JSON say their class"),
                (true, false) => ("objects", "objects in JSON say their class"),
                (false, _) => ("arrays", "lists in JSON say their class, objects do not"),
            }
        };
        let why = format!("{why}: `\"$type\": \"{example}\"`");
        // An outermost object says its class by no setting but these two, and a list tells which it is.
        let is_settled = value == "auto" || (self.typed_root && self.typed_lists != Shown::default());
        if end == End::Unseen && !is_settled {
            leave_open(api, &["typeNameHandling"], value, &why);
            return;
        }
        note(api, "typeNameHandling", value, &why);
        match self.assembly() {
            Some(assembly) if self.assemblies.len() > 1 => {
                let why = "`$type` names it most often; types of which no sample says another are taken to be in it";
                note(api, "assembly", assembly, why);
            }
            Some(assembly) => note(api, "assembly", assembly, "`$type` names it"),
            None => {}
        }
        let is_open = match value {
            "objects" => !self.typed_lists.without,
            "arrays" => !self.typed_objects.without,
            _ => false,
        };
        if is_open {
            let text =
                format!("`typeNameHandling` may as well be `all`: no sample has what `{value}` leaves out");
            api.json_remarks
                .push(Remark::open(text).advise("write `all` if the service sends `$type` everywhere"));
        }
        if value == "auto" && self.typed_root {
            let text = "samples contradict each other: an outermost object says its class, which `auto` leaves out, and \
                        other objects or lists do not say theirs";
            api.json_remarks.push(Remark::open(text).advise(
                "write the setting of the formatter; what differs has an attribute, `[JsonProperty(TypeNameHandling)]`",
            ));
        }
    }

    fn settle_references(&self, end: End, api: &mut Api) {
        let (value, why) = match (self.kept_objects.with, self.kept_lists.with) {
            (false, true) => ("arrays", "lists in JSON have `$id`, objects have none"),
            (_, true) if self.is_outermost_list_kept => (
                "all",
                "objects in JSON have `$id`; the first one is 2, so that the list around them has one too",
            ),
            (_, true) => ("all", "objects and lists in JSON have `$id`"),
            (_, false) => ("objects", "objects in JSON have `$id` or `$ref` where XML has no `z:Id`"),
        };
        let is_settled = match value {
            "all" => true,
            "arrays" => self.kept_objects.without,
            _ => false,
        };
        if end == End::Unseen && !is_settled {
            leave_open(api, &["preserveReferencesHandling"], value, why);
            return;
        }
        note(api, "preserveReferencesHandling", value, why);
        if (self.kept_objects.with && self.kept_objects.without)
            || (self.kept_lists.with && self.kept_lists.without)
        {
            let text =
                "samples contradict each other: some values in JSON have `$id`, others of their kind do not";
            api.json_remarks.push(Remark::open(text).advise(
                "write the setting of the formatter; what differs has an attribute, `[JsonObject(IsReference)]`",
            ));
        }
    }
}

/// Leaves a setting open, since the pages that show it end early.
fn leave_open(api: &mut Api, key: &'static [&'static str], value: &str, why: &str) {
    let text = format!("{why}; the pages that show it end early");
    let advice = "write the setting if all of the service's JSON is so, or import whole pages";
    api.json_remarks.push(Remark::open(text).write(advice, key, &format!("\"{value}\"")));
}

/// Whether a page that shows a setting was seen to its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Seen,
    Unseen,
}

/// Notes a setting, with the reason.
fn note(api: &mut Api, key: &'static str, value: &str, why: &str) {
    let remark = Remark::inferred(why.to_owned());
    api.json_settings.push(Setting { key, value: SettingValue::Text(value.to_owned()), remark });
}

/// Takes out of a sample what is no member. `open` is how many values are open at its end, one in the other;
/// returned is how many of those that are left are.
pub(crate) fn lift(sample: &mut Json, open: usize, found: &mut Additions) -> usize {
    let left = of_value(sample, open, Depth::Outermost, found);
    // Json.NET counts from 1 on: if the first one is the second, the outermost object had one, and if it is
    // the first, the outermost one had none.
    let mut is_root_without = false;
    if let Json::Object(object) = sample
        && object.metadata.id.is_none()
    {
        match found.first_identity.as_deref() {
            Some("2") => object.metadata.id = Some("1".to_owned()),
            Some("1") => is_root_without = true,
            _ => {}
        }
    }
    // Before the first item of a list, it is the list that has the first one.
    if matches!(sample, Json::Array(_)) && found.first_identity.as_deref() == Some("2") {
        found.kept_lists.with = true;
        found.is_outermost_list_kept = true;
    }
    found.is_kept_by_class = found.kept_objects.with && (found.kept_objects.without || is_root_without);
    left
}

/// Whether a value is the outermost of its sample or stands in another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Outermost,
    Nested,
}

fn of_value(value: &mut Json, open: usize, depth: Depth, found: &mut Additions) -> usize {
    if let Json::Object(object) = value {
        object.metadata = taken_out(&mut object.members);
        if let Some(class) = &object.metadata.class {
            found.add_class(class);
        }
        if let Some(content) = content(object) {
            let metadata = std::mem::take(&mut object.metadata);
            *value = content;
            if let Json::Array(array) = value {
                array.class.clone_from(&metadata.class);
            }
            note_value(value, &metadata, open, depth, found);
            return of_parts(value, open.saturating_sub(1), found);
        }
    }
    let metadata = match value {
        Json::Object(object) => object.metadata.clone(),
        _ => Metadata::default(),
    };
    note_value(value, &metadata, open, depth, found);
    of_parts(value, open, found)
}

/// Goes through the parts of a value; a cut is in the last one.
fn of_parts(value: &mut Json, open: usize, found: &mut Additions) -> usize {
    let mut parts: Vec<&mut Json> = match value {
        Json::Object(object) => object.members.iter_mut().map(|(_, part)| part).collect(),
        Json::Array(array) => array.items.iter_mut().collect(),
        _ => return open,
    };
    let last = parts.pop();
    for part in parts {
        of_value(part, 0, Depth::Nested, found);
    }
    match last {
        Some(last) if open > 1 => 1 + of_value(last, open - 1, Depth::Nested, found),
        Some(last) => {
            of_value(last, 0, Depth::Nested, found);
            open
        }
        None => open,
    }
}

/// Notes what is said of a value in which the sample ends. The class stands before all members and items, so where one
/// of these is there, it is not missing for the cut.
fn note_open(value: &Json, metadata: &Metadata, depth: Depth, found: &mut Additions) {
    // What has no identity there may be the one whose identity the page has lost.
    let (is_typed, is_kept) = (metadata.class.is_some(), metadata.id.is_some());
    match (value, depth) {
        (Json::Array(_), Depth::Outermost) => {
            found.typed_lists.with |= is_typed;
            found.kept_lists.with |= is_kept;
        }
        (Json::Array(_), Depth::Nested) => {
            found.typed_lists.add(is_typed);
            found.kept_lists.with |= is_kept;
        }
        // A list of which no more is there than its class looks like an object.
        (Json::Object(_), _) if metadata.class.as_ref().is_some_and(is_of_list) => {
            found.typed_lists.with = true;
        }
        (Json::Object(_), Depth::Outermost) => found.typed_root |= is_typed,
        (Json::Object(object), Depth::Nested) => {
            found.kept_objects.with |= is_kept;
            found.typed_objects.with |= is_typed;
            // It may be a pair.
            let first = object.members.first().map(|(name, _)| name);
            let is_member = |name: &String| !name.starts_with('$') && !name.eq_ignore_ascii_case("key");
            found.typed_objects.without |= !is_typed && first.is_some_and(is_member);
        }
        _ => {}
    }
}

/// Notes what is said of a value. Of one that is `open`, cut off in the middle, more may come.
fn note_value(value: &Json, metadata: &Metadata, open: usize, depth: Depth, found: &mut Additions) {
    let (is_typed, is_kept) = (metadata.class.is_some(), metadata.id.is_some());
    if found.first_identity.is_none() {
        found.first_identity.clone_from(&metadata.id);
    }
    if open > 0 {
        note_open(value, metadata, depth, found);
        return;
    }
    match value {
        // Pages lose what is said of the outermost value.
        Json::Array(_) if depth == Depth::Outermost => {
            found.typed_lists.with |= is_typed;
            found.kept_lists.with |= is_kept;
        }
        Json::Array(_) => {
            found.typed_lists.add(is_typed);
            found.kept_lists.add(is_kept);
        }
        Json::Object(_) if depth == Depth::Outermost => found.typed_root |= is_typed,
        // What it refers to may be a list.
        Json::Object(object) if object.metadata.refers_to.is_some() => {}
        // A converter of Json.NET's own writes pairs.
        Json::Object(object) if is_pair(object) => {}
        Json::Object(_) => {
            found.kept_objects.add(is_kept);
            found.typed_objects.add(is_typed);
        }
        // `{"$type": "System.Byte[], mscorlib", "$value": "QEA="}`
        _ if is_typed => found.typed_objects.add(true),
        _ => {}
    }
}

/// Returns whether a class is one of .NET's lists, which have their items in `$values`.
fn is_of_list(class: &AssemblyQualifiedName) -> bool {
    let is_dictionary = class.simple_name().contains("Dictionary");
    class.name.ends_with("[]") || (class.name.starts_with("System.Collections.") && !is_dictionary)
}

/// Returns whether an object has the members of a `KeyValuePair`.
pub(crate) fn is_pair(object: &Object) -> bool {
    let is = |member: &(String, Json), name: &str| member.0.eq_ignore_ascii_case(name);
    matches!(object.members.as_slice(), [key, value] if is(key, "key") && is(value, "value"))
}

/// Takes what is no member from the front of an object.
fn taken_out(members: &mut Vec<(String, Json)>) -> Metadata {
    let mut metadata = Metadata::default();
    let mut count = 0;
    for (name, value) in members.iter() {
        let Json::Text(text) = value else { break };
        match name.as_str() {
            "$id" if count == 0 => metadata.id = Some(text.clone()),
            "$ref" if members.len() == 1 => metadata.refers_to = Some(text.clone()),
            "$type" if metadata.class.is_none() => match AssemblyQualifiedName::parse(text) {
                Some(class) => metadata.class = Some(class),
                None => break,
            },
            _ => break,
        }
        count += 1;
    }
    members.drain(..count);
    metadata
}

/// What an object stands for that is none: a list that has an identity or says its class, or a text that
/// does.
fn content(object: &mut Object) -> Option<Json> {
    let [(name, value)] = object.members.as_slice() else { return None };
    let is_content = match name.as_str() {
        "$values" => matches!(value, Json::Array(_)),
        "$value" => matches!(value, Json::Text(_)) && object.metadata.class.is_some(),
        _ => false,
    };
    if is_content { object.members.pop().map(|(_, value)| value) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::samples::json::{parse, print};

    fn lifted(text: &str) -> (String, usize, Additions) {
        let mut parsed = parse(text).expect("JSON");
        let mut found = Additions::default();
        let open = lift(&mut parsed.value, parsed.open, &mut found);
        (print(&parsed.value).split_whitespace().collect(), open, found)
    }

    fn settled(texts: &[&str], keeps_references: bool) -> Vec<String> {
        let mut all = Additions::default();
        for text in texts {
            all.extend(lifted(text).2);
        }
        let mut api = Api::default();
        all.settle(&all, keeps_references, &mut api);
        let value = |setting: &Setting| match &setting.value {
            SettingValue::Text(text) => text.clone(),
            SettingValue::Flag(flag) => flag.to_string(),
        };
        let settings = api.json_settings.iter().map(|setting| format!("{}={}", setting.key, value(setting)));
        settings.chain(api.json_remarks.iter().map(|remark| remark.text.clone())).collect()
    }

    #[test]
    fn what_is_no_member_is_taken_out() {
        for (text, expected) in [
            (r#"{"$id": "1", "$type": "A.B, A", "X": {"$ref": "1"}}"#, r#"{"X":{}}"#),
            (r#"{"$type": "A.L, A", "$values": [1, 2]}"#, "[1,2]"),
            (r#"{"$id": "3", "$values": []}"#, "[]"),
            (r#"{"L": {"$values": [{"$type": "A.B, A"}]}}"#, r#"{"L":[{}]}"#),
            (r#"{"B": {"$type": "System.Byte[], mscorlib", "$value": "QEA="}}"#, r#"{"B":"QEA="}"#),
            // Another service's.
            (r#"{"$type": "circle", "X": 1}"#, r#"{"$type":"circle","X":1}"#),
            (r#"{"X": 1, "$type": "A.B, A"}"#, r#"{"X":1,"$type":"A.B,A"}"#),
            (r##"{"$ref": "#/x", "X": 1}"##, r##"{"$ref":"#/x","X":1}"##),
            (r#"{"$value": "x"}"#, r#"{"$value":"x"}"#),
        ] {
            assert_eq!(lifted(text).0, expected, "{text}");
        }
    }

    #[test]
    fn what_is_open_at_a_cut_stays_so() {
        for (text, open) in [
            (r#"{"$type": "A.B, A", "L": {"$values": [{"X": 1, "#, 3),
            (r#"{"L": {"$type": "A.L, A", "$values": [1, 2"#, 2),
            (r#"{"L": {"$values": [1]}, "M": {"X": 1, "#, 2),
            (r#"{"L": ["#, 1),
        ] {
            assert_eq!(lifted(text).1, open, "{text}");
        }
    }

    #[test]
    fn samples_tell_which_types_are_written() {
        for (texts, value) in [
            (&[r#"{"$type": "A.B, A", "L": {"$type": "A.L, A", "$values": []}}"#][..], "all"),
            (&[r#"{"O": {"$type": "A.B, A"}, "L": [1]}"#], "objects"),
            (&[r#"{"O": {"X": 1}, "L": {"$type": "A.L, A", "$values": []}}"#], "arrays"),
            (&[r#"{"O": {"$type": "A.B, A"}, "P": {"X": 1}}"#], "auto"),
            // A pair is a converter's, a reference has no class.
            (
                &[r#"{"O": {"$type": "A.B, A"}, "P": {"Key": 1, "Value": 2}, "R": {"$ref": "1"}, "L": []}"#],
                "objects",
            ),
            (&[r#"{"O": {"$type": "A.B, A"}, "L": []}"#, r#"{"O": {"X": 1}}"#], "auto"),
        ] {
            let remarks = settled(texts, false);
            assert_eq!(remarks, [format!("typeNameHandling={value}"), "assembly=A".to_owned()], "{texts:?}");
        }
        assert!(settled(&[r#"{"O": {"X": 1}, "L": []}"#], false).is_empty());
    }

    #[test]
    fn what_may_be_either_and_what_contradicts_is_said() {
        let remarks = settled(&[r#"{"$type": "A.B, A", "X": 1}"#], false);
        assert!(remarks.iter().any(|text| text.contains("may as well be `all`")), "{remarks:?}");
        let remarks = settled(&[r#"{"$type": "A.B, A", "X": {"Y": 1}}"#], false);
        assert!(remarks.iter().any(|text| text.contains("contradict")), "{remarks:?}");
        let remarks = settled(&[r#"{"X": {"$id": "2", "A": 1}, "Y": {"A": 1}}"#], true);
        assert!(remarks.iter().any(|text| text.contains("contradict")), "{remarks:?}");
    }

    #[test]
    fn samples_tell_which_identities_are_kept() {
        for (text, value) in [
            (r#"{"$id": "1", "X": {"$id": "2", "A": 1}, "Y": {"$ref": "2"}, "L": [1]}"#, "objects"),
            (r#"{"$id": "1", "X": {"$id": "2", "A": 1}, "L": {"$id": "3", "$values": [1]}}"#, "all"),
            (r#"{"X": {"A": 1}, "L": {"$id": "3", "$values": [1]}}"#, "arrays"),
        ] {
            let remarks = settled(&[text], true);
            assert_eq!(remarks, [format!("preserveReferencesHandling={value}")], "{text}");
        }
    }
}

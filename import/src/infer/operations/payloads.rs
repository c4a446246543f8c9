//! Bodies and responses: reads their samples, walks through them, and writes them down for the spec.

use std::collections::{BTreeMap, BTreeSet};

use datacontract::{contract::Serializer, xml};
use datacontract_codegen::spec::Untyped;

use super::{
    envelope::Envelope,
    failed_classes, heading,
    notes_on_samples::NotesOnSamples,
    payload_type::{self, PayloadShape},
    site::Site,
};
use crate::{
    infer::{
        direction::Direction,
        limits::Limits,
        makers::hand::{OF_NO_SERIALIZER, OtherSample, SampleMaker, is_xml_of_person},
        model::{Extent, Remark, Topic, TypeId},
        pages::{
            doc, files,
            raw_endpoint::{self, Failure, PayloadKey, RawEndpoint, RawPayload},
        },
        samples::{
            cut_xml::{self, CutRoot},
            json::{self, Json},
            own_sample_words::OwnWords,
            type_words::{self, Leaves},
            xml::{
                Document, Element, add_usual_declarations, declares_nothing, parse,
                serializer as serializer_of,
            },
        },
        settings::{
            dictionary_keys::DictionaryKeys,
            formatter::DatePairs,
            metadata::{self, Additions},
            spelling::Spelling,
        },
        types::{
            each::CutContract,
            registry::Registry,
            seen::{Formats, Kind, Slot},
        },
        walk::{Lack, Lost, MAX_DEPTH, Maker, Open, RootOfXml, Scope, ValueContext, Walk},
        wording::{
            plain_names::pascal,
            words::{PageType, Word},
        },
        xml_serializer::evidence::PayloadSerializer,
    },
    outline,
    page::{Missing, NameEnd},
};

/// A payload once its samples are read.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) slot: Slot,
    pub(crate) doc: String,
    /// C#'s name of the body's argument.
    pub(crate) name: String,
    /// The page has no type for it, and its samples are null.
    pub(crate) is_unknown: bool,
    /// For the spec's folder.
    pub(crate) json: Option<String>,
    pub(crate) xml: Option<String>,
    pub(crate) ty_text: String,
    /// The types whose identity the JSON sample keeps, as `$id` and `$ref`.
    pub(crate) kept_in_json: BTreeSet<TypeId>,
    /// The first date in the JSON sample that is in no format that can be read by default.
    pub(crate) odd_date: Option<String>,
    /// What wrote the XML.
    pub(crate) serializer: PayloadSerializer,
    /// Who made the samples.
    pub(crate) maker: SampleMaker,
    /// The page goes on behind the list of its samples, and has no place for one in XML there.
    pub(crate) lacks_xml: bool,
    /// The formats that the page lists for it, if it lists them all and not JSON.
    pub(crate) without_json: Option<&'static str>,
}

/// Reads the payloads of an operation; `place` is its index.
pub(crate) fn read(site: &mut Site, place: usize, limits: &Limits) -> [Option<Read>; 2] {
    let Some(endpoint) = site.endpoints.get_mut(place) else { return [None, None] };
    let request = endpoint.request.take();
    let response = endpoint.response.take();
    let name = operation_name(endpoint);
    let samples = [&request, &response].into_iter().flatten();
    let texts = samples.flat_map(|payload| [&payload.json, &payload.xml]).flatten();
    let other = OtherSample::find(texts.map(String::as_str));
    let request =
        request.and_then(|payload| one(site, PayloadKey::request(place), &name, payload, other, limits));
    let response =
        response.and_then(|payload| one(site, PayloadKey::response(place), &name, payload, other, limits));
    [request, response]
}

/// What an operation is called where a name has to be made up: its last word that is no parameter and no
/// version.
fn operation_name(endpoint: &RawEndpoint) -> String {
    let path = endpoint.heading.split(' ').nth(1).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    let is_word =
        |segment: &&str| !segment.contains('{') && !segment.is_empty() && !heading::is_version(segment);
    let last = path.rsplit('/').find(is_word);
    pascal(last.unwrap_or("Operation"))
}

/// What a page leaves open that shows nothing of a payload: its type is the framework's, or it has words
/// alone.
///
/// `shown` is what stands in the place of a sample and is none, and `file` the media type of the file of which its
/// words speak.
fn untyped(what: &str, ty: &str, doc: &str, shown: Option<&str>, file: Option<&str>) -> Remark {
    // A comment that is the type's name says nothing more.
    let is_name = !ty.is_empty() && doc.trim_end_matches('.') == ty;
    let said = if doc.is_empty() || is_name { String::new() } else { format!("; it says: {doc}") };
    let only = match (ty, doc, shown) {
        ("", "", None) => ", and no sample of it".to_owned(),
        ("", ..) => String::new(),
        (ty, ..) => format!(", only `{ty}`"),
    };
    let shown = shown.map(|text| format!("; in place of a sample it shows: {text}")).unwrap_or_default();
    let key: &[_] = if what == "request" { &["body"] } else { &["response"] };
    let remark = Remark::open(format!("the page has no type for the {what}{only}{said}{shown}"));
    if let Some(media) = file {
        let advice = format!("its words speak of a file: write its media type, or the type of the {what}");
        remark.write(&advice, key, &format!("{{ \"media\": \"{media}\" }}"))
    } else {
        let advice = format!("write the type of the {what}, or delete the comment if it has no body");
        remark.write(&advice, key, "\"…\"")
    }
}

/// Returns what a page shows in place of a JSON sample, as far as a remark has room for it.
fn shown_instead(text: &str) -> String {
    const MOST: usize = 400;
    let text = outline::collapse(text);
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// Notes of an operation that nothing shows what one of its payloads is.
fn note_untyped(site: &mut Site, key: PayloadKey, ty: &str, doc: &str, shown: Option<&str>) {
    let Some(endpoint) = site.endpoints.get_mut(key.operation).filter(|endpoint| endpoint.has_heading())
    else {
        return;
    };
    let payload = match key.direction {
        Direction::Request => Untyped::Request,
        Direction::Response => Untyped::Response,
    };
    endpoint.untyped.push(payload);
    // What a payload is may stand behind the cut. Comments on the response often repeat the summary.
    let is_repeated = payload == Untyped::Response && endpoint.summary.starts_with(doc);
    let is_said = !doc.is_empty() && !is_repeated;
    if endpoint.extent != Extent::Whole && ty.is_empty() && !is_said && shown.is_none() {
        endpoint.remarks.extend(raw_endpoint::not_shown(payload, Missing::BehindEnd));
        return;
    }
    // What is uploaded is the request.
    let says = format!("{} {doc}", endpoint.summary);
    let is_other = key.direction == Direction::Response && says.to_ascii_lowercase().contains("upload");
    let file = if is_other { None } else { files::media_advised(&endpoint.summary, doc) };
    endpoint.remarks.push(untyped(key.direction.word(), ty, doc, shown, file));
}

/// Returns whether a page's word for a payload is none of its type: its sample has members. What stands below such a
/// word is no table that the layouts know, and the first of its words was read.
fn is_misread(ty: &PageType, json: Option<&Json>) -> bool {
    let has_members = match json {
        Some(Json::Object(object)) => !object.says_nothing(),
        Some(Json::Array(array)) => array.items.iter().any(|item| matches!(item, Json::Object(_))),
        _ => false,
    };
    has_members && matches!(ty, PageType::Word(word) if *word != Word::Object)
}

/// Returns whether a page's word for a payload names the format of the sample below it.
fn is_format_label(ty: &PageType) -> bool {
    matches!(ty, PageType::Named(name) if ["json", "xml"].iter().any(|format| name.eq_ignore_ascii_case(format)))
}

/// Says of an operation that the samples of a payload have the words of types in place of values.
fn note_type_words(site: &mut Site, place: usize, what: &str, texts: [Option<&str>; 2]) {
    if let Some(endpoint) = site.endpoints.get_mut(place) {
        endpoint.remarks.extend(type_words::remarks(what, texts.into_iter().flatten()));
    }
}

/// Returns whether JSON has an empty object where XML has members with values: nobody ignores all members of a class,
/// so the object says nothing of it. For Json.NET alone, members of a data contract without `[DataMember]` are none.
fn is_hollow(json: Option<&Json>, xml: Option<&Element>, serializer: Serializer) -> bool {
    let is_empty = matches!(json, Some(Json::Object(object)) if object.says_nothing());
    let has_values = |root: &Element| root.children.iter().any(|child| !child.nil);
    is_empty && serializer == Serializer::DataContractSerializer && xml.is_some_and(has_values)
}

fn note_hollow(site: &mut Site, place: usize, what: &str) {
    if let Some(endpoint) = site.endpoints.get_mut(place) {
        let text = format!(
            "the JSON sample of the {what} is an empty object, where XML has members: it is left out"
        );
        endpoint.remarks.push(Remark::open(text).advise("see what the service sends or takes in JSON"));
    }
}

/// Says of an operation that the texts of a payload's samples are taken to be the engine's.
fn note_own_words(site: &mut Site, place: usize, what: &str, words: &OwnWords) {
    if let Some(endpoint) = site.endpoints.get_mut(place) {
        let text = words.text(2);
        endpoint.remarks.push(Remark::inferred(format!(
            "the texts in the sample of the {what} are counted as the engine's are: `{text}` is taken for its `sample string 2`"
        )));
    }
}

fn note_misread(site: &mut Site, place: usize, what: &str, word: &str) {
    if let Some(endpoint) = site.endpoints.get_mut(place) {
        let text = format!("the page seems to say that the {what} is `{word}`, and its sample has members");
        endpoint.remarks.push(Remark::open(text).advise("compare the type with the page"));
    }
}

/// Returns the class that the page's own words name, where it has no type and XML shows none.
fn named_in_words(ty: &PageType, json: Option<&Json>, xml: Option<&Element>, doc: &str) -> Option<PageType> {
    if *ty != PageType::Unknown || xml.is_some() || !matches!(json, Some(Json::Object(_) | Json::Array(_))) {
        return None;
    }
    let name = doc::class_named(doc)?;
    Some(PayloadShape::find(json, None).of(PageType::Named(name)))
}

#[expect(clippy::too_many_lines, reason = "one step after the other, in an order that counts")]
fn one(
    site: &mut Site,
    key: PayloadKey,
    name: &str,
    raw: RawPayload,
    other: OtherSample,
    limits: &Limits,
) -> Option<Read> {
    let RawPayload {
        name: argument,
        mut doc,
        mut ty,
        mut ty_text,
        json,
        xml,
        form,
        lacks_xml,
        without_json,
        failures,
        copies,
    } = raw;
    let what = key.direction.word();
    let place = key.operation;
    let serializer = site.serializers.of_payload(key);
    site.failed_classes.extend(failed_classes::named(&failures));
    let of_both = Failure::notes(failures, what);
    let mut notes = NotesOnSamples { of_both, json: Vec::new(), xml: Vec::new(), copies };
    if is_format_label(&ty) && (json.is_some() || xml.is_some()) {
        (ty, ty_text) = (PageType::Unknown, String::new());
    }
    let shown_texts = [json.as_deref(), xml.as_deref()];
    let has_cut = [&json, &xml].into_iter().flatten().any(|text| outline::samples::is_cut_off(text));
    if let Some(endpoint) = site.endpoints.get_mut(place) {
        endpoint.remarks.extend(doc::take_stump(&mut doc, what));
    }
    let mut sample = read_json(json.as_deref(), &ty, what, &mut notes.json, &mut site.spelling);
    let shown = json.as_deref().or(form.as_deref()).filter(|_| sample.value.is_none()).map(shown_instead);
    take_additions(site, place, &mut sample);
    let SampleRead { value: mut json, text: mut json_text, open: open_json } =
        out_of_envelope(site, key, &ty, sample);
    let cut_root = xml.as_deref().and_then(cut_xml::cut_root);
    let SampleRead { value: mut xml, text: mut xml_text, open: mut open_xml } =
        read_xml(xml.as_deref(), serializer.serializer(), what, limits, &mut notes.xml);
    if let Some(words) = json.as_ref().and_then(OwnWords::find) {
        if let Some(json) = &mut json {
            words.replace_in_json(json);
        }
        if let Some(xml) = &mut xml {
            words.replace_in_xml(xml);
        }
        note_own_words(site, place, what, &words);
    }
    if is_hollow(json.as_ref(), xml.as_ref(), serializer.serializer()) && open_json == 0 {
        (json, json_text) = (None, None);
        note_hollow(site, place, what);
    }
    site.spelling.add_xml(xml_text.as_deref());
    if let Some(endpoint) = site.endpoints.get_mut(place) {
        notes.add_to(endpoint, has_cut, what);
    }
    let mut is_unknown = false;
    if ty.is_framework() || ty == PageType::Unknown {
        let is_loose = site.loose_rows.contains_key(&key);
        if json.is_none() && xml.is_none() && !is_loose {
            note_untyped(site, key, &ty_text, &doc, shown.as_deref());
            return None;
        }
        // `null` is a value of any class.
        is_unknown = !is_loose
            && json.as_ref().is_none_or(|json| *json == Json::Null)
            && xml.as_ref().is_none_or(|root| root.nil);
        ty = PageType::Unknown;
    }
    if is_misread(&ty, json.as_ref()) {
        note_misread(site, place, what, &ty_text);
        (ty, ty_text) = (PageType::Unknown, String::new());
    }
    let made_up = pascal(&format!("{name} {what}"));
    let loose =
        payload_type::of_loose_rows(site, key, &made_up, json.as_ref(), xml.as_ref(), cut_root.as_ref());
    if let Some(named) = loose {
        (ty_text, ty) = (named.name, named.ty);
    }
    ty = named_in_words(&ty, json.as_ref(), xml.as_ref(), &doc).unwrap_or(ty);
    let page = site.endpoints.get(place).map(|endpoint| endpoint.source.location.clone()).unwrap_or_default();
    let leaves = Leaves::of(json.as_ref(), xml.as_ref());
    if leaves == Leaves::TypeWords {
        (json_text, xml_text) = (None, None);
        note_type_words(site, place, what, shown_texts);
    }
    let declared = match serializer.serializer() {
        Serializer::XmlSerializer => Some(Serializer::XmlSerializer),
        Serializer::DataContractSerializer => shown_texts[1].and_then(serializer_of),
    };
    let is_bare = shown_texts[1].is_some_and(declares_nothing);
    // `XmlSerializer` declares nothing in the root of a single value.
    let has_members = xml.as_ref().is_some_and(|root| !root.children.is_empty());
    let root = if is_bare && has_members { RootOfXml::Bare } else { RootOfXml::Declares };
    if is_bare && is_xml_of_person(json.as_ref(), xml.as_ref()) {
        // It shows nothing of contracts. The proof says why it is left out, if it is whole.
        (xml, open_xml) = (None, 0);
        if xml_text.is_none()
            && let Some(endpoint) = site.endpoints.get_mut(place)
        {
            let cut_off = cut_off("XML", what);
            endpoint.notes.retain(|note| *note != cut_off);
            endpoint.notes_of_copies.retain(|(_, note)| *note != cut_off);
            endpoint.notes.push(format!("the XML sample of the {what} is left out: {OF_NO_SERIALIZER}"));
        }
    }
    let types = &site.registry.member_types;
    let maker = SampleMaker::find(json.as_ref(), xml.as_ref(), declared, other, types);
    site.registry.payloads += 1;
    let mut walk = Walk {
        registry: &mut site.registry,
        page: &page,
        on_page: site.on_page.get(&place),
        unlisted: site.unlisted.get(&place),
        in_request: key.direction == Direction::Request,
        maker,
        formats: Formats { json: json.is_some(), xml: xml.is_some() },
        begins_xml: xml.is_some() || cut_root.is_some(),
        serializer: serializer.serializer(),
        root,
        identities: BTreeMap::new(),
        json_identities: BTreeMap::new(),
        kept_in_json: BTreeSet::new(),
        odd_date: None,
        dates: DatePairs::default(),
        keys: DictionaryKeys::default(),
        lost: Lost::default(),
        is_too_deep: false,
        leaves,
        around: Vec::new(),
        shapes: std::collections::HashMap::new(),
    };
    let preserves_references = xml.as_ref().is_some_and(Element::preserves_references);
    let scope = Scope::of_root(xml.as_ref());
    let context = of_root(&made_up, &scope, Open { json: open_json, xml: open_xml }, xml.as_ref());
    let slot = walk.slot(&ty, json.as_ref(), xml.as_ref(), context);
    let is_named_by_contracts = serializer.serializer() == Serializer::DataContractSerializer;
    let root_of_list =
        xml.as_ref().filter(|_| open_xml == 1 && is_named_by_contracts && maker != SampleMaker::Person);
    let root_of_list = root_of_list.and_then(root_without_items);
    note_cut_root(walk.registry, &slot, cut_root.as_ref().or(root_of_list.as_ref()));
    let kept_in_json = walk.kept_in_json;
    let (odd_date, dates, is_too_deep) = (walk.odd_date, walk.dates, walk.is_too_deep);
    let (keys, lost) = (walk.keys, walk.lost);
    site.dates.extend(dates);
    site.keys.extend(keys);
    if is_too_deep {
        note_too_deep(site, place, what);
    }
    let (json, mut xml) = if is_unknown { (None, None) } else { (json_text, xml_text) };
    without_lost(site, key, lost, &mut xml);
    without_preserved_references(site, key, preserves_references, &mut xml);
    with_usual_declarations(site, key, serializer.serializer(), &mut xml);
    Some(Read {
        slot,
        doc,
        name: argument,
        is_unknown,
        json,
        xml,
        ty_text,
        kept_in_json,
        odd_date,
        serializer,
        maker,
        lacks_xml,
        without_json,
    })
}

/// Takes out of a JSON sample what is no member, and keeps what it shows of the service's settings.
fn take_additions(site: &mut Site, place: usize, sample: &mut SampleRead<Json>) {
    let mut additions = Additions::default();
    if let Some(json) = &mut sample.value {
        sample.open = metadata::lift(json, sample.open, &mut additions);
    }
    let is_cut_off =
        sample.open > 0 || site.endpoints.get(place).is_some_and(|endpoint| endpoint.extent != Extent::Whole);
    if is_cut_off { &mut site.additions_of_cut } else { &mut site.additions }.extend(additions);
}

/// Keeps what an XML sample that is cut off in its first tag, or directly behind that of a list, says of the payload's
/// class.
fn note_cut_root(registry: &mut Registry, slot: &Slot, root: Option<&CutRoot<'_>>) {
    let Some(root) = root else { return };
    let Some((id, name)) = named_by_root(&slot.kind, root.name) else { return };
    let (name, namespace) = (name.to_owned(), root.namespace.to_owned());
    if root.is_whole {
        registry.set_contract(id, &namespace, &name);
    }
    if let Some(ty) = registry.get_mut(id) {
        ty.cut_contract.get_or_insert(CutContract { name, name_end: root.name_end, namespace });
    }
}

/// Returns what the tag of a list shows of its items, where the sample ends before the first of them.
fn root_without_items(root: &Element) -> Option<CutRoot<'_>> {
    (root.children.is_empty() && root.name.starts_with("ArrayOf")).then(|| CutRoot {
        name: &root.name,
        name_end: NameEnd::Shown,
        namespace: &root.namespace,
        is_whole: true,
        serializer: None,
    })
}

/// Returns the type after which a root is called, with its name: a list is called after its items, and in their
/// namespace.
fn named_by_root<'r>(kind: &Kind, root: &'r str) -> Option<(TypeId, &'r str)> {
    match kind {
        Kind::Type(id) => Some((*id, root)),
        Kind::List(items) => named_by_root(&items.first()?.kind, root.strip_prefix("ArrayOf")?),
        _ => None,
    }
}

/// Returns the place of a whole payload.
fn of_root<'a>(
    made_up: &'a str,
    scope: &'a Scope<'a>,
    open: Open,
    xml: Option<&Element>,
) -> ValueContext<'a> {
    ValueContext {
        name: made_up,
        owner: "",
        namespace: None,
        within: None,
        contract: None,
        items: None,
        scope,
        most_counted: 1,
        named: true,
        open,
        maker: Maker::Engine,
        // A root of which no more than the start tag is there shows none of its content.
        lack: if xml.is_some() && open.xml == 0 { Lack::Shown } else { Lack::Open },
        depth: 0,
    }
}

/// Notes of an operation that a payload has values that are not gone into.
fn note_too_deep(site: &mut Site, place: usize, what: &str) {
    if let Some(endpoint) = site.endpoints.get_mut(place) {
        let note = format!("the {what} nests more than {MAX_DEPTH} levels deep: what is deeper is left out");
        endpoint.notes.push(note);
    }
}

/// Leaves out an XML sample in which values are lost, and says so.
fn without_lost(site: &mut Site, key: PayloadKey, lost: Lost, xml: &mut Option<String>) {
    let why = match lost {
        Lost::Nothing => return,
        Lost::TimeSpan => "XmlSerializer of an older .NET writes a `TimeSpan` as an empty element",
        Lost::Entries => "XmlSerializer writes the entries of a dictionary as empty elements",
    };
    if let Some(endpoint) = site.endpoints.get_mut(key.operation)
        && xml.take().is_some()
    {
        let what = key.direction.word();
        endpoint.remarks.push(
            Remark::open(format!("the XML sample of the {what} is left out: {why}, and its value is lost"))
                .advise("call the service in JSON there"),
        );
    }
}

/// Leaves out an XML sample in which the serializer keeps the identity of all objects, and says so: specs have no word
/// for that setting.
fn without_preserved_references(site: &mut Site, key: PayloadKey, are_there: bool, xml: &mut Option<String>) {
    let Some(endpoint) = site.endpoints.get_mut(key.operation).filter(|_| are_there) else { return };
    let what = key.direction.word();
    let left_out = if xml.take().is_some() { " is left out: it" } else { "" };
    let text = format!(
        "the XML sample of the {what}{left_out} has plain numbers as `z:Id`: the service's DataContractSerializer \
         preserves object references (`preserveObjectReferences`), whatever the class; specs have no word for this"
    );
    endpoint.remarks.push(Remark::open(text).advise("call the service in JSON there"));
}

/// Takes back of a remark that something is added to the XML sample of a payload, which is left out.
pub(crate) fn take_back_added(remark: &mut Remark, direction: Direction) {
    if remark.topic == Topic::AddedToXml(direction) {
        remark.text = lacks_declarations(direction);
        remark.topic = Topic::Other;
    }
}

/// Returns what is said of an XML sample whose root lacks what `XmlSerializer` declares there.
fn lacks_declarations(direction: Direction) -> String {
    format!(
        "the root of the {}'s XML sample lacks `xmlns:xsi` or `xmlns:xsd`, which XmlSerializer declares unless the \
         service's formatter says otherwise",
        direction.word()
    )
}

/// Adds what `XmlSerializer` declares in the root of a document to an XML sample whose root does not declare it, and
/// says so: no spec says what a formatter of the service's own declares, and a person may have left it out.
fn with_usual_declarations(
    site: &mut Site,
    key: PayloadKey,
    serializer: Serializer,
    xml: &mut Option<String>,
) {
    if serializer != Serializer::XmlSerializer {
        return;
    }
    if let Some(endpoint) = site.endpoints.get_mut(key.operation)
        && let Some(added) = xml.as_deref().and_then(add_usual_declarations)
    {
        *xml = Some(added);
        let text = format!("{}: they are added to it", lacks_declarations(key.direction));
        endpoint.remarks.push(
            Remark::open(text)
                .advise("see whether the service takes what clients send, which declares both")
                .about(Topic::AddedToXml(key.direction)),
        );
    }
}

/// A sample of a payload, as it was read.
struct SampleRead<T> {
    /// Its value, as far as the page shows it.
    value: Option<T>,
    /// Its text for the spec's folder.
    text: Option<String>,
    /// How many values are open where it is cut off.
    open: usize,
}

impl<T> SampleRead<T> {
    /// No sample, or one that is left out.
    const NONE: Self = Self { value: None, text: None, open: 0 };

    fn whole(value: T, text: String) -> Self {
        Self { value: Some(value), text: Some(text), open: 0 }
    }

    fn cut_off(value: T, open: usize) -> Self {
        Self { value: Some(value), text: None, open }
    }
}

/// Reads the JSON sample.
fn read_json(
    text: Option<&str>,
    ty: &PageType,
    what: &str,
    notes: &mut Vec<String>,
    spelling: &mut Spelling,
) -> SampleRead<Json> {
    let Some(text) = text else { return SampleRead::NONE };
    let may_be_object = matches!(ty, PageType::Unknown | PageType::Named(_) | PageType::Dictionary(..));
    let without_braces = || json::parse_without_braces(text).filter(|_| may_be_object);
    let Some(parsed) = json::parse(text).or_else(without_braces) else {
        notes.push(format!("the JSON sample of the {what} is no JSON: it is left out"));
        return SampleRead::NONE;
    };
    if parsed.cut_off {
        notes.push(cut_off("JSON", what));
        return SampleRead::cut_off(parsed.value, parsed.open);
    }
    if parsed.repairs.is_empty() {
        spelling.add_json(text);
        return SampleRead::whole(parsed.value, json::indent(text));
    }
    let repairs = parsed.repairs.join(", ");
    notes.push(format!("the JSON sample of the {what} is no JSON as it stands: {repairs}"));
    let text = json::print(&parsed.value);
    SampleRead::whole(parsed.value, text)
}

/// Takes what stands in an envelope of the service's own out of it, and says so.
fn out_of_envelope(
    site: &mut Site,
    key: PayloadKey,
    ty: &PageType,
    sample: SampleRead<Json>,
) -> SampleRead<Json> {
    let Some(envelope) = sample.value.as_ref().and_then(|json| Envelope::find(&site.registry, ty, json))
    else {
        return sample;
    };
    if let Some(endpoint) = site.endpoints.get_mut(key.operation) {
        endpoint.remarks.push(envelope.remark(key.direction.word()));
    }
    // The spec describes what stands in it, and no client could prove the sample by that.
    let open = sample.open.saturating_sub(envelope.levels);
    SampleRead { value: Some(envelope.content), text: None, open }
}

/// Takes the XML declaration of UTF-16 off a sample, and says so: .NET writes it into the texts of programs, and no
/// help page is written in it.
fn without_declaration_of_a_text<'t>(text: &'t str, what: &str, notes: &mut Vec<String>) -> &'t str {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let declaration = start.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    match declaration {
        Some((words, rest)) if words.to_ascii_lowercase().contains("utf-16") => {
            notes.push(format!(
                "the XML sample of the {what} declares UTF-16, as .NET does in the texts of programs: that is left \
                 out of it"
            ));
            rest
        }
        _ => text,
    }
}

/// Reads the XML sample.
fn read_xml(
    text: Option<&str>,
    serializer: Serializer,
    what: &str,
    limits: &Limits,
    notes: &mut Vec<String>,
) -> SampleRead<Element> {
    let Some(text) = text else { return SampleRead::NONE };
    let text = without_declaration_of_a_text(text, what, notes);
    if let Err(beyond) = limits.check_xml(text) {
        notes.push(format!("the XML sample of the {what} is left out: {beyond}"));
        return SampleRead::NONE;
    }
    match parse(text, serializer) {
        Some(Document { root, cut_off: false, .. }) => {
            let mut indented = xml::indent(text.trim_start_matches('\u{feff}').trim());
            if !indented.ends_with('\n') {
                indented.push('\n');
            }
            SampleRead::whole(root, indented)
        }
        Some(Document { root, open, cut_off: true }) => {
            notes.push(cut_off("XML", what));
            SampleRead::cut_off(root, open)
        }
        None if cut_xml::cut_root(text).is_some() => {
            notes.push(cut_off("XML", what));
            SampleRead::NONE
        }
        None => {
            let fault = if outline::samples::is_cut_off(text) { "cut off" } else { "no XML" };
            notes.push(format!("the XML sample of the {what} is {fault}: it is left out"));
            SampleRead::NONE
        }
    }
}

fn cut_off(format: &str, what: &str) -> String {
    format!("the {format} sample of the {what} is cut off: it is left out, what there is of it is used")
}

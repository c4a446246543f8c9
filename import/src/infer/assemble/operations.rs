//! Operations: their parameters, payloads and samples.

use std::collections::{BTreeMap, HashMap};

use super::Assembled;
use crate::infer::{
    alike::same,
    direction::Direction,
    makers::hand::SampleMaker,
    members::{counter::Nullable, nullability},
    model::{Endpoint, Parameter, Part, Remark, Ty, Upload},
    operations::{heading, payloads::Read, site::Site},
    pages::{
        annotations,
        files::{self, PartKind, RawPart},
        raw_endpoint::RawEndpoint,
    },
    types::{each::Reference, registry::Registry, resolve},
    wording::words::PageType,
    xml_serializer::evidence::{PayloadSerializer, Serializers},
};
use datacontract_codegen::{
    file_name::portable,
    spec::{Clr, Template, remarks::doubts},
};

/// Returns the remark on a JSON sample that is left out.
fn left_out(what: &str, why: &str) -> Remark {
    Remark::open(format!("the JSON sample of the {what} is left out: {why}"))
}

/// Returns the type of a payload, which takes null if the page's name for it says so: samples never show that of a bare
/// value.
fn with_null_of_its_name(resolved: resolve::Resolved, name: &str) -> Ty {
    let takes_null = resolved.is_value_type && nullability::declared(name) == Nullable::Takes;
    if takes_null { resolved.ty.nullable() } else { resolved.ty }
}

/// Leaves out a JSON sample with `$id` and `$ref` if the page may have lost the reason for them, and returns
/// the remark on it.
fn without_unexplained_references(registry: &Registry, read: &mut Read, what: &str) -> Option<Remark> {
    let mut kept = read.kept_in_json.iter().filter_map(|id| registry.types.get(registry.actual(*id)));
    if kept.any(|ty| ty.reference == Reference::Open) && read.json.take().is_some() {
        let why = "it has `$id` or `$ref`, and the page may have lost the XML that explains them";
        return Some(left_out(what, why));
    }
    None
}

/// Leaves out an XML sample that another serializer has written than the endpoint's, and returns the remark on it.
fn without_unexplained_serializer(read: &mut Read, what: &str) -> Option<Remark> {
    let is_unexplained = read.serializer == PayloadSerializer::Unexplained && read.xml.take().is_some();
    let text = format!(
        "the XML sample of the {what} is XmlSerializer's, unlike the other one of this endpoint: it is left out"
    );
    let advice = "look into the service's answer in XML, or call it in JSON there";
    is_unexplained.then(|| Remark::open(text).advise(advice))
}

/// Keeps that a payload's type has a serializer of its own.
fn note_own_serializer(registry: &mut Registry, serializer: PayloadSerializer, ty: &Ty) {
    if let (PayloadSerializer::OfType, Ty::Type(id)) = (serializer, ty)
        && let Some(ty) = registry.get_mut(*id)
    {
        ty.serialized.is_own = true;
    }
}

/// Adds the remark on the parameter in whose row the page ends, before its annotations.
fn with_cut_row(mut parameters: Vec<Parameter>, name: Option<&str>) -> Vec<Parameter> {
    let advice = "import the whole page, or write whether it is required, or delete the comment if it is not";
    let is_cut = |parameter: &&mut Parameter| name == Some(parameter.name.as_str()) && !parameter.required;
    for parameter in parameters.iter_mut().filter(is_cut) {
        let remark = Remark::open("the page ends in its row: it may be required");
        parameter.remarks.push(remark.write(advice, &["required"], "true"));
    }
    parameters
}

/// Returns which payloads the page shows in JSON, and has no place for in XML.
fn without_xml(request: Option<&Read>, response: Option<&Read>) -> Vec<Direction> {
    let lacks_xml = |read: &Read| read.lacks_xml && read.json.is_some() && !read.is_unknown;
    let payloads = [(Direction::Request, request), (Direction::Response, response)].into_iter();
    payloads.filter(|(_, read)| read.is_some_and(lacks_xml)).map(|(direction, _)| direction).collect()
}

/// Returns the remark on a payload for which the page lists other formats than JSON, in a service that speaks JSON.
fn without_json(read: &Read, what: &str) -> Option<Remark> {
    let formats = read.without_json?;
    let text =
        format!("the page lists {formats} and no JSON for the {what}: the service may not have it in JSON");
    let advice = format!("call it in {formats}, or delete the comment if the service has JSON there");
    Some(Remark::open(text).advise(&advice))
}

/// Returns the notes on a page that has lost its heading: what its samples show of types is known, and nothing else is
/// left of it.
fn notes_without_heading(raw: &RawEndpoint) -> impl Iterator<Item = (String, String)> {
    let remarks = raw.remarks.iter().map(|remark| &remark.text);
    raw.notes.iter().chain(remarks).map(|note| (raw.source.location.clone(), note.clone()))
}

/// Returns why an operation is left out: its heading is invalid, or repeats that of an earlier operation.
fn why_left_out(heading: &str, first: Option<&String>) -> Option<String> {
    if let Some(first) = first {
        return Some(format!("`{heading}` is the same operation as `{first}`: left out"));
    }
    if heading.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        return Some(format!("`{heading}` is no heading of an operation"));
    }
    let encoded = percent_encoded(heading);
    let path = encoded.split_once(' ').map_or("", |(_, path)| path);
    let why = Template::parse(path, 0).err()?;
    Some(format!("`{encoded}` is no heading of an operation: {}", why.message))
}

pub(super) fn endpoints(site: &mut Site, reads: &mut [[Option<Read>; 2]], result: &mut Assembled) {
    let mut stems = HashMap::new();
    let mut identities: BTreeMap<String, String> = BTreeMap::new();
    for (place, read) in reads.iter_mut().enumerate() {
        let Some(raw) = site.endpoints.get(place) else { continue };
        if !raw.has_heading() {
            result.notes.extend(notes_without_heading(raw));
            continue;
        }
        let mut heading = raw.heading.clone();
        let (rows, source, notes) = (raw.uri.clone(), raw.source.clone(), raw.notes.clone());
        let (pages, cut_row) = (raw.pages.clone(), raw.cut_row.clone());
        let (summary, status, extent) = (raw.summary.clone(), raw.status.clone(), raw.extent);
        let (untyped, mut remarks): (_, Vec<Remark>) = (raw.untyped.clone(), raw.remarks.clone());
        let (codes, upload, download) = (raw.codes.clone(), raw.upload.clone(), raw.download.clone());
        let parameters = heading::parameters(&mut site.registry, &mut heading, &rows, &mut remarks);
        let upload = upload.map(|upload| uploaded(&mut site.registry, upload));
        result.notes.extend(notes.into_iter().map(|note| (source.location.clone(), note)));
        result.notes.extend(raw.notes_of_copies.iter().cloned());
        let identity = identity(&heading);
        if let Some(note) = why_left_out(&heading, identities.get(&identity)) {
            result.notes.push((source.location.clone(), note));
            continue;
        }
        let heading = percent_encoded(&heading);
        identities.insert(identity, heading.clone());
        let [request, response] = std::mem::take(read);
        let stem = stem(&heading, &mut stems);
        let mut samples = [None, None, None, None];
        let mut save = |text: Option<String>, at: usize, name: String| {
            if let Some(text) = text
                && let Some(sample) = samples.get_mut(at)
            {
                *sample = Some(name.clone());
                result.samples.push((name, text));
            }
        };
        let serializer = site.serializers.of_endpoint(place);
        remarks.extend(serializer.map(Serializers::remark));
        let is_request_of_json_alone = is_of_json_alone(request.as_ref(), response.as_ref());
        let without_xml = without_xml(request.as_ref(), response.as_ref());
        if site.formats.seen.iter().any(|(format, _)| *format == "json") {
            let payloads = [(&request, "request"), (&response, "response")].into_iter();
            remarks.extend(payloads.filter_map(|(read, what)| without_json(read.as_ref()?, what)));
        }
        let body_name = request.as_ref().map(|read| read.name.clone()).unwrap_or_default();
        let mut payload = |read: Option<Read>, first: usize, what: &str| {
            let mut read = read?;
            let is_shown = read.json.is_some() || read.xml.is_some();
            remarks.extend(without_unexplained_references(&site.registry, &mut read, what));
            remarks.extend(without_unexplained_serializer(&mut read, what));
            let (json, xml) = (format!("{stem}.{what}.json"), format!("{stem}.{what}.xml"));
            if read.maker == SampleMaker::Person {
                result.by_persons.extend([json.clone(), xml.clone()]);
            }
            save(read.json, first, json);
            save(read.xml, first + 1, xml);
            if read.is_unknown {
                remarks.push(typed(
                    Remark::open(format!("nothing shows what the {what} is: its samples are null")),
                    what,
                ));
                return Some((Ty::Clr(Clr::Object), read.doc));
            }
            let resolved = resolve::resolve(&mut site.registry, &[&read.slot]);
            let resolved = of_json_net(resolved, what == "request" && is_request_of_json_alone);
            note_own_serializer(&mut site.registry, read.serializer, &resolved.ty);
            let taken = same::remark_on_payload(&site.registry, &read.slot, what);
            let is_known = taken.is_some() && !is_shown;
            remarks.extend(unnamed(&resolved, &read.ty_text, is_shown, what).filter(|_| !is_known));
            remarks.extend(taken);
            remarks.extend(resolved.reason.map(|reason| Remark::inferred(format!("the {what}: {reason}"))));
            Some((with_null_of_its_name(resolved, &read.ty_text), read.doc))
        };
        let body = payload(request, 0, "request");
        let response = payload(response, 2, "response");
        result.api.endpoints.push(Endpoint {
            heading,
            name: None,
            doc: summary,
            parameters: with_cut_row(parameters, cut_row.as_deref()),
            body,
            body_name,
            response,
            upload,
            download,
            status,
            codes,
            samples,
            source,
            pages,
            serializer,
            without_xml,
            is_anonymous: false,
            extent,
            untyped,
            paging: None,
            remarks,
        });
    }
}

/// Makes any JSON of what the page calls a list of objects, if that is sent in JSON alone by a service that speaks XML.
fn of_json_net(resolved: resolve::Resolved, is_of_json_alone: bool) -> resolve::Resolved {
    if !is_of_json_alone || !is_list_of_objects(&resolved.ty) {
        return resolved;
    }
    resolve::Resolved::of(Ty::Clr(Clr::Object)).reason(
        "the page calls it a list of objects and lists no XML for it, which the response has: XML has such lists, and no \
         `JObject` or `JArray` of Json.NET, so that it is taken to be any JSON",
    )
}

/// Returns whether the page lists formats of the request without XML, though the service speaks it: the response has a
/// sample in XML.
fn is_of_json_alone(request: Option<&Read>, response: Option<&Read>) -> bool {
    request.is_some_and(|read| read.lacks_xml && read.json.is_none() && read.without_json.is_none())
        && response.is_some_and(|read| read.xml.is_some())
}

fn is_list_of_objects(ty: &Ty) -> bool {
    *ty == Ty::List(Box::new(Ty::Clr(Clr::Object)))
}

/// Reads the types of a form's parts.
fn uploaded(registry: &mut Registry, upload: files::Upload) -> Upload {
    let parts = match upload {
        files::Upload::Content(media) => return Upload::Content(media),
        files::Upload::Parts(parts) => parts,
    };
    let part = |RawPart { row, kind }: RawPart| {
        let is_required = annotations::read(&row.annotations).required;
        match kind {
            PartKind::Value => Part::Value(Box::new(heading::of_form(registry, &row))),
            PartKind::File | PartKind::Files => Part::File {
                name: row.name,
                doc: row.description,
                is_list: kind == PartKind::Files,
                is_required,
            },
        }
    };
    Upload::Parts(parts.into_iter().map(part).collect())
}

/// What is to be said of a payload whose type the page does not name.
fn unnamed(resolved: &resolve::Resolved, ty_text: &str, is_shown: bool, what: &str) -> Option<Remark> {
    if matches!(resolved.ty, Ty::Clr(Clr::Object)) && resolved.doubt.is_some() {
        return Some(typed(Remark::open(format!("nothing shows what the {what} is")), what));
    }
    if !is_shown && ty_text.is_empty() {
        return Some(typed(Remark::open(format!("the page does not name the type of the {what}")), what));
    }
    if !is_shown && is_list_of_objects(&resolved.ty) {
        let text = format!(
            "the page calls the {what} a list of objects, as pages call Json.NET's `JObject` too: any JSON"
        );
        return Some(typed(Remark::open(text), what));
    }
    let is_unnamed = ty_text.is_empty() || PageType::parse(ty_text).is_framework();
    is_unnamed.then(|| Remark::inferred(format!("{} the {what} is; the samples do", doubts::PAYLOAD)))
}

/// The remark with the key that says what a payload is.
fn typed(remark: Remark, what: &str) -> Remark {
    remark.write("write its type", if what == "request" { &["body"] } else { &["response"] }, "\"…\"")
}

/// The heading with what no path has (spaces, `#`) as it stands in a URI. Routes are shown on pages as they
/// are declared.
fn percent_encoded(heading: &str) -> String {
    let Some((method, rest)) = heading.split_once(' ') else { return heading.to_owned() };
    let end = rest.find('?').unwrap_or(rest.len());
    let (path, query) = rest.split_at(end);
    let mut text = format!("{method} ");
    let mut is_parameter = false;
    for c in path.chars() {
        match c {
            '{' => is_parameter = true,
            '}' => is_parameter = false,
            ' ' | '#' if !is_parameter => {
                text.push_str(if c == ' ' { "%20" } else { "%23" });
                continue;
            }
            _ => {}
        }
        text.push(c);
    }
    text + query
}

/// What makes two operations the same: the names of parameters in the path do not count.
fn identity(heading: &str) -> String {
    let (path, query) = heading.split_once('?').unwrap_or((heading, ""));
    let mut text = String::new();
    let mut inside = false;
    for c in path.chars() {
        match c {
            '{' => inside = true,
            '}' => {
                inside = false;
                text.push_str("{}");
            }
            c if !inside => text.extend(c.to_lowercase()),
            _ => {}
        }
    }
    let mut keys: Vec<String> =
        query.split('&').map(|part| part.split('=').next().unwrap_or_default().to_lowercase()).collect();
    keys.sort();
    format!("{text}?{}", keys.join("&"))
}

/// The start of the names of an operation's samples, each once. `taken` has those that are taken, each with
/// the next number that may be free.
fn stem(heading: &str, taken: &mut HashMap<String, usize>) -> String {
    let (method, path) = heading.split_once(' ').unwrap_or(("", heading));
    let path = path.split('?').next().unwrap_or_default();
    let words = path.split('/').filter(|segment| !segment.is_empty() && !heading::is_api(segment));
    let clean = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-')).collect()
    };
    let stem = words.map(clean).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    let stem = if stem.is_empty() { "root".to_owned() } else { portable(&stem) };
    let mut wanted = stem.clone();
    if taken.contains_key(&wanted.to_lowercase()) {
        wanted = format!("{}-{stem}", method.to_lowercase());
    }
    if taken.contains_key(&wanted.to_lowercase()) {
        let start = format!("{}-{stem}", method.to_lowercase());
        let mut number = taken.get(&start.to_lowercase()).copied().unwrap_or(2);
        while taken.contains_key(&format!("{start}-{number}").to_lowercase()) {
            number += 1;
        }
        wanted = format!("{start}-{number}");
        taken.insert(start.to_lowercase(), number + 1);
    }
    taken.insert(wanted.to_lowercase(), 2);
    wanted
}

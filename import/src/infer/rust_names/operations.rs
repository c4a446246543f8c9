//! What a person would call the operations: `get_order`, `lead_update`, `create_order`.
//!
//! A name follows from method and path alone, whatever the order of the pages: where several operations would
//! have one, all of them tell more of their paths.

use std::collections::BTreeMap;

use datacontract_codegen::spec::rust_name::{field_name, is_identifier, type_name};

use super::words::{doc_verb, holds, plural, whole_acronyms};
use crate::infer::{
    model::{Class, Endpoint, Ty, TypeDef, TypeKind},
    operations::heading::{is_api, is_version, without_api},
    pairing::by_name::loosely,
    wording::plain_names::singular,
};

/// English verbs that actions begin or end with.
const VERBS: &str = "accept activate add adjust allocate append apply approve archive assign attach authenticate authorize \
    bind calculate cancel change check clear clone close compute confirm convert copy create deactivate decline delete \
    deliver detach disable dispatch download duplicate edit enable endorse escalate execute expire export extend fetch \
    filter finalize find finish generate get import insert invite invoke join list login logout lookup make merge modify \
    notify pay publish put read recalculate redeem refresh register reject remove rename renew reopen replace reschedule \
    resend reserve reset restore resume retrieve revise revoke run save search send set submit subscribe suspend sync \
    synchronize terminate unarchive unassign unblock unlink unlock unsubscribe update upload upsert validate verify \
    withdraw";

/// Verbs of other languages that actions begin or end with.
const VERBS_OF_OTHERS: &str = "actualizar agregar alterar anular atualizar autenticar buscar cadastrar cancelar cargar carregar confirmar consultar \
    crear criar deletar desactivar devolver editar eliminar emitir enviar excluir generar gerar gravar guardar importar \
    imprimir incluir inserir insertar listar modificar obtener obter pagar procesar processar recuperar registrar remover \
    salvar solicitar validar verificar aggiorna cancella cerca crea elimina inserisci invia leggi ottieni salva verifica \
    abrufen anlegen hole holen loesche loeschen sende senden speichere speichern suche suchen haal ophalen opslaan \
    verwijder ajouter chercher creer envoyer modifier obtenir supprimer valider hent gem opret slet opdater hamta spara \
    tao lay xoa";

/// Words that are actions as well as things: actions where something is sent to a thing, as
/// `orders/{id}/refund`.
const EITHER: &str = "ban block book call capture charge checkin checkout complete deposit end follow hold issue like link \
    load lock mark move open pause place post preview print process query quote rate refund release report return schedule share ship sign \
    start stop test track trigger transfer undo void vote";

/// Verbs whose object is one thing.
const OF_ONE: &str = "accept activate add approve bind book cancel close complete confirm copy create decline deactivate \
    delete disable edit enable endorse insert lock modify new open place publish refund register reject remove rename renew \
    reopen reset save ship submit unlock update upsert void";

/// Things of which only their owner says what they are: `Product/GetDetail`.
const OF_OWNER: &str = "count data detail details history info information item items lines options result results status summary total \
    totals";

/// Plurals that no ending shows, and words that only look like one.
const IRREGULAR: &[(&str, &str)] = &[
    ("bus", "bus"),
    ("children", "child"),
    ("cms", "cms"),
    ("cookies", "cookie"),
    ("gas", "gas"),
    ("gps", "gps"),
    ("men", "man"),
    ("mms", "mms"),
    ("movies", "movie"),
    ("news", "news"),
    ("people", "person"),
    ("pos", "pos"),
    ("series", "series"),
    ("sms", "sms"),
    ("women", "woman"),
];

/// Names all operations. The names are Rust's, each once.
pub(crate) fn name(endpoints: &mut [Endpoint], types: &[TypeDef]) {
    const LEVELS: usize = 6;
    let mut levels = vec![0; endpoints.len()];
    let candidates: Vec<Vec<String>> = endpoints.iter().map(|endpoint| candidates(endpoint, types)).collect();
    let candidate = |at: usize, level: usize| {
        candidates.get(at).and_then(|names| names.get(level.min(names.len().saturating_sub(1))))
    };
    for _ in 0..LEVELS {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, level) in levels.iter().enumerate() {
            let name = candidate(at, *level).map(|name| type_name(name)).unwrap_or_default();
            groups.entry(name).or_default().push(at);
        }
        for at in groups.into_values().filter(|group| group.len() > 1).flatten() {
            if let Some(level) = levels.get_mut(at) {
                *level += 1;
            }
        }
    }
    // What not even the query distinguishes is numbered in the order of the headings.
    let mut order: Vec<usize> = (0..endpoints.len()).collect();
    order.sort_by_key(|at| endpoints.get(*at).map(|endpoint| endpoint.heading.clone()));
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for at in order {
        let Some(own) = levels.get(at).and_then(|level| candidate(at, *level)) else { continue };
        let mut wanted = own.clone();
        while taken.contains_key(&type_name(&wanted)) {
            let number = taken.entry(type_name(own)).or_insert(1);
            *number += 1;
            wanted = format!("{own}_{number}");
        }
        taken.insert(type_name(&wanted), 1);
        if let Some(endpoint) = endpoints.get_mut(at) {
            endpoint.name = Some(wanted);
        }
    }
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// Its words in small letters, joined by `_`.
    Words(String),
    Parameter(String),
}

/// The names that an operation may have, each telling more than the one before.
fn candidates(endpoint: &Endpoint, types: &[TypeDef]) -> Vec<String> {
    let (method, path) = endpoint.heading.split_once(' ').unwrap_or(("", &endpoint.heading));
    let path = path.split('?').next().unwrap_or_default();
    let (parts, versions) = parts(path);
    let count = Count::of(endpoint, types, method, &parts);
    let verb = doc_verb(&endpoint.doc, |word| holds(VERBS, word));
    let said = Said { count, verb: verb.as_deref() };
    let short = own_name(method, &parts, said, Context::Nearest);
    let full = own_name(method, &parts, said, Context::Whole);
    let with_version = join([full.as_str()].into_iter().chain(versions.iter().map(String::as_str)));
    let in_path = parts.iter().filter_map(|part| match part {
        Part::Parameter(name) => Some(name.as_str()),
        Part::Words(_) => None,
    });
    let with_path = by(&with_version, in_path);
    let in_query = endpoint.parameters.iter().filter(|parameter| !parameter.in_path);
    let in_query: Vec<&str> = in_query.map(|parameter| parameter.name.as_str()).collect();
    let with_query = if with_path == with_version {
        by(&with_version, in_query.iter().copied())
    } else {
        join([with_path.as_str()].into_iter().chain(in_query.iter().flat_map(|name| ["and", name])))
    };
    let rest = path.split_once('/').filter(|(first, _)| is_api(first)).map_or(path, |(_, rest)| rest);
    let all = format!("{method}_{}", rest.replace('{', "_by_").replace('}', ""));
    let all = by(&all, in_query.into_iter());
    [short, full, with_version, with_path, with_query, all].iter().map(|name| as_rust(method, name)).collect()
}

/// The name as Rust has it; a keyword has the method before it.
fn as_rust(method: &str, name: &str) -> String {
    let own = field_name(name);
    let is_plain =
        is_identifier(&own) && !own.starts_with("r#") && !own.ends_with('_') && !own.starts_with('_');
    if is_plain && own != "gen" { own } else { field_name(&format!("{method}_{name}")) }
}

fn join<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

fn by<'a>(name: &str, parameters: impl Iterator<Item = &'a str>) -> String {
    let parameters: Vec<&str> = parameters.collect();
    if parameters.is_empty() { name.to_owned() } else { format!("{name}_by_{}", parameters.join("_and_")) }
}

/// The parts of a path without `api` and without versions, and the versions.
fn parts(path: &str) -> (Vec<Part>, Vec<String>) {
    let mut parts = Vec::new();
    let mut versions = Vec::new();
    for (place, segment) in path.split('/').enumerate() {
        if is_api(segment) && (place == 0 || parts.iter().all(|part| matches!(part, Part::Parameter(_)))) {
            continue;
        }
        // `v{version}` is one of any number.
        if segment.to_ascii_lowercase().strip_prefix("v{").is_some_and(|rest| rest.ends_with('}')) {
            continue;
        }
        let segment = without_api(segment);
        if is_version(segment) {
            let number = segment.trim_start_matches(['v', 'V']);
            versions.push(format!("v{}", number.replace(['.', '-'], "_")));
            continue;
        }
        let mut rest = segment;
        while !rest.is_empty() {
            let (text, after) = rest.split_once('{').unwrap_or((rest, ""));
            let mut words = words(text);
            if let Some((before, number)) = version_behind(&words) {
                versions.push(number.to_owned());
                words.truncate(before);
            }
            if !words.is_empty() {
                parts.push(Part::Words(words));
            }
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            if !name.is_empty() {
                parts.push(Part::Parameter(name.to_owned()));
            }
            rest = after;
        }
    }
    (parts, versions)
}

/// Returns where the words of a segment end that has a version behind them, and the version: `lead_update_v2`.
fn version_behind(words: &str) -> Option<(usize, &str)> {
    let (before, version) = words.rsplit_once('_')?;
    let number = version.strip_prefix('v')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((before.len(), version))
}

/// The words of a text in small letters.
fn words(text: &str) -> String {
    if text.chars().any(char::is_alphanumeric) {
        field_name(&whole_acronyms(text)).trim_start_matches("r#").trim_matches('_').to_owned()
    } else {
        String::new()
    }
}

/// How much of a path goes into a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    /// The last thing, and those whose parameters it depends on.
    Nearest,
    Whole,
}

/// How many of the things that a path names an operation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    /// One: a parameter says which, or the body is one.
    One,
    /// Many: the body or the response is a list.
    Many,
    /// Nothing says it but the words.
    Unsaid,
}

/// What the page says of an operation besides its path.
#[derive(Clone, Copy, Debug)]
struct Said<'d> {
    count: Count,
    /// The verb that its documentation begins with.
    verb: Option<&'d str>,
}

/// Returns whether a class is a list in a class: it has a list that is called as the last thing of the path.
fn is_wrapped_list(ty: &Ty, types: &[TypeDef], parts: &[Part]) -> bool {
    let Ty::Type(id) = ty else { return false };
    let Some(Part::Words(own)) = parts.last() else { return false };
    let Some(TypeKind::Class(Class { members, .. })) =
        types.iter().find(|def| def.id == *id).map(|def| &def.kind)
    else {
        return false;
    };
    let name = loosely(own);
    singular_of(own) != *own
        && members.iter().any(|member| {
            matches!(member.ty, Ty::List(_) | Ty::Array(_)) && loosely(&member.name).ends_with(&name)
        })
}

impl Count {
    fn of(endpoint: &Endpoint, types: &[TypeDef], method: &str, parts: &[Part]) -> Self {
        let is_list = |ty: &Ty| matches!(ty, Ty::List(_) | Ty::Array(_));
        let body = endpoint.body.as_ref().map(|(ty, _)| is_list(ty) || is_wrapped_list(ty, types, parts));
        let response = endpoint.response.as_ref().map(|(ty, _)| is_list(ty));
        let behind = parts.iter().rev().take_while(|part| matches!(part, Part::Parameter(_))).count();
        match (behind, method) {
            // `users/{type}` gives many of them.
            (1, "GET") if response == Some(true) => Count::Many,
            (1, _) => Count::One,
            (0, "GET") if response == Some(false) && has_id_in_query(endpoint, parts) => Count::One,
            (0, "GET") if response == Some(true) => Count::Many,
            (0, "GET") => Count::Unsaid,
            (0, _) if body == Some(true) => Count::Many,
            (0, "PUT") if body == Some(false) => Count::One,
            (0, "DELETE") if has_id_in_query(endpoint, parts) => Count::One,
            _ => Count::Unsaid,
        }
    }
}

/// Returns whether the query says which one: `roles?roleId={roleId}`.
fn has_id_in_query(endpoint: &Endpoint, parts: &[Part]) -> bool {
    let thing = parts.iter().rev().find_map(|part| match part {
        Part::Words(words) => Some(singular_of(words).replace('_', "")),
        Part::Parameter(_) => None,
    });
    let id = format!("{}id", thing.unwrap_or_default());
    let is_id = |name: &str| name.eq_ignore_ascii_case("id") || name.eq_ignore_ascii_case(&id);
    endpoint.parameters.iter().any(|parameter| !parameter.in_path && is_id(&parameter.name))
}

fn own_name(method: &str, parts: &[Part], said: Said<'_>, context: Context) -> String {
    let count = said.count;
    let method = method.to_lowercase();
    let Some(last) = parts.iter().rposition(|part| matches!(part, Part::Words(_))) else { return method };
    let Some(Part::Words(own)) = parts.get(last) else { return method };
    let is_alone = last + 1 == parts.len();
    let before = match last.checked_sub(1).and_then(|at| parts.get(at)) {
        Some(Part::Words(words)) => Some(words.as_str()),
        _ => None,
    };
    let owner = parts.get(..last).unwrap_or_default().iter().rev().find_map(|part| match part {
        Part::Words(words) => Some(words.as_str()),
        Part::Parameter(_) => None,
    });
    let action = match owner.filter(|_| before.is_none() && is_verb(&method, own)) {
        // What is done to one thing: `orders/{id}/cancel`.
        Some(owner) => Some(format!("{own}_{}", singular_of(owner))),
        // Of what stands before a parameter nobody knows whether that says which one.
        None if !is_alone && method == "get" && count == Count::Many => {
            action(&method, own, Count::Unsaid, before)
        }
        None => action(&method, own, count, before),
    };
    match action {
        Some(name) if context == Context::Nearest => return name,
        Some(name) => {
            let outer =
                parts.get(..last.saturating_sub(1)).unwrap_or_default().iter().filter_map(
                    |part| match part {
                        Part::Words(words) => Some(words.as_str()),
                        Part::Parameter(_) => None,
                    },
                );
            let controller = before.filter(|before| !name.contains(singular_of(before).as_str()));
            return join([name.as_str()].into_iter().chain(outer).chain(controller));
        }
        None => {}
    }
    let is_plural = singular_of(own) != *own;
    let (verb, of_one) = match method.as_str() {
        "post" => match said.verb.filter(|verb| !own.contains(verb)) {
            Some("create") => ("create", count != Count::Many),
            Some(verb) => (verb, count == Count::One || (count == Count::Unsaid && holds(OF_ONE, verb))),
            None if is_alone && is_plural && before.is_none() => ("create", count != Count::Many),
            None => ("post", count == Count::One),
        },
        "put" => ("update", count == Count::One),
        verb => (verb, count == Count::One),
    };
    let noun = match count {
        _ if of_one => singular_of(own),
        Count::Many if verb == "get" && is_alone => plural(own),
        _ => own.clone(),
    };
    let mut owners = Vec::new();
    for at in 0..last {
        let (Some(Part::Words(words)), next) = (parts.get(at), parts.get(at + 1)) else { continue };
        if matches!(next, Some(Part::Parameter(_))) {
            owners.push(singular_of(words));
            continue;
        }
        // What stands before things of their own parameters is an area; before one it says what that is of.
        let are_things = matches!(next, Some(Part::Words(next)) if singular_of(next) != *next);
        let is_area = are_things && matches!(parts.get(at + 2), Some(Part::Parameter(_)));
        if context == Context::Whole || !is_area {
            owners.push(words.clone());
        }
    }
    // `Insured/InsuredPolicies` and `colorapi/color` say it twice.
    let says = |owner: &str| {
        let owner = owner.strip_suffix("api").filter(|owner| !owner.is_empty()).unwrap_or(owner);
        noun.split('_').any(|word| singular_of(word) == singular_of(owner))
    };
    let is_said = |owner: &&str| context == Context::Nearest && says(owner);
    let owners = owners.iter().map(String::as_str).filter(|owner| !is_said(owner));
    join([verb].into_iter().chain(owners).chain([noun.as_str()]))
}

/// The name of what is called by a verb: `LeadUpdate`, `orders/search`, `link/lead`.
fn action(method: &str, own: &str, count: Count, before: Option<&str>) -> Option<String> {
    let words: Vec<&str> = own.split('_').collect();
    let (first, rest) = words.split_first()?;
    let is_verb = |word: &str| is_verb(method, word);
    let noun = |verb: &str, noun: &str| {
        let is_one = count == Count::One || (count == Count::Unsaid && holds(OF_ONE, verb));
        match count {
            _ if is_one => singular_of(noun),
            Count::Many if method == "get" => plural(noun),
            _ => noun.to_owned(),
        }
    };
    // Alone it is a thing, as `book/{id}`.
    let is_thing = rest.is_empty() && before.is_none() && !is_action(first);
    // `Employee/All`, `Customer/ById`.
    if let Some(before) = before.filter(|_| method == "get") {
        match (*first, rest) {
            ("all", []) => return Some(format!("get_all_{}", noun("get", before))),
            ("by", [_, ..]) => return Some(format!("get_{}_{own}", singular_of(before))),
            _ => {}
        }
    }
    if is_verb(first) && !is_thing {
        return Some(match (rest, before) {
            // `Tracking/Track`
            ([], Some(before)) if before.starts_with(first) => (*first).to_owned(),
            ([], Some(before)) => format!("{first}_{}", noun(first, before)),
            (["all" | "list"], Some(before)) => format!("{first}_all_{}", noun(first, before)),
            (["by", ..], Some(before)) => format!("{first}_{}_{}", singular_of(before), rest.join("_")),
            ([thing], Some(before)) if holds(OF_OWNER, thing) => {
                format!("{first}_{}_{thing}", singular_of(before))
            }
            _ => own.to_owned(),
        });
    }
    let before = before?;
    if words.len() > 1 && words.last().is_some_and(|word| is_verb(word)) {
        return Some(own.to_owned());
    }
    is_verb(before).then(|| format!("{before}_{}", noun(before, own)))
}

/// Returns whether a word is an action, whatever stands beside it.
fn is_action(word: &str) -> bool {
    holds(VERBS, word) || holds(VERBS_OF_OTHERS, word)
}

/// Returns whether a word says what is done.
fn is_verb(method: &str, word: &str) -> bool {
    is_action(word) || (matches!(method, "post" | "put" | "patch") && holds(EITHER, word))
}

/// One of what the last word names; the word itself if it is no plural.
fn singular_of(words: &str) -> String {
    let at = words.rfind('_').map_or(0, |at| at + 1);
    let (start, last) = words.split_at(at);
    // `sms` and `sys` are no plurals.
    let is_short = last.len() <= 3 && !last.contains(['a', 'e', 'i', 'o', 'u']);
    let one = match IRREGULAR.iter().find(|(plural, _)| *plural == last) {
        Some((_, one)) => (*one).to_owned(),
        None if is_short => last.to_owned(),
        None => singular(last),
    };
    // What is no plural becomes an item.
    if one.ends_with("Item") { words.to_owned() } else { format!("{start}{one}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        infer::model::{Annotations, Extent, Parameter, Ty},
        page::Provenance,
    };
    use datacontract_codegen::spec::Clr;

    fn names(headings: &[&str]) -> Vec<String> {
        named(endpoints(headings))
    }

    fn named(mut endpoints: Vec<Endpoint>) -> Vec<String> {
        name(&mut endpoints, &[]);
        endpoints.into_iter().map(|endpoint| endpoint.name.unwrap_or_default()).collect()
    }

    fn endpoints(headings: &[&str]) -> Vec<Endpoint> {
        let parameters = |heading: &str| {
            let query = heading.split_once('?').map_or("", |(_, query)| query);
            let names =
                query.split('&').filter_map(|part| part.split_once('=')).map(|(name, _)| (name, false));
            let path = heading.split('?').next().unwrap_or_default();
            let in_path = path.split('{').skip(1).filter_map(|part| part.split_once('}'));
            let in_path: Vec<(&str, bool)> = in_path.map(|(name, _)| (name, true)).collect();
            in_path
                .into_iter()
                .chain(names)
                .map(|(name, in_path)| Parameter {
                    name: name.to_owned(),
                    ty: Ty::Clr(Clr::String),
                    doc: String::new(),
                    required: false,
                    default: None,
                    annotations: Annotations::default(),
                    in_path,
                    secret: false,
                    remarks: Vec::new(),
                })
                .collect()
        };
        headings
            .iter()
            .map(|heading| Endpoint {
                body_name: String::new(),
                codes: Vec::new(),
                pages: Vec::new(),
                heading: (*heading).to_owned(),
                parameters: parameters(heading),
                name: None,
                doc: String::new(),
                body: None,
                response: None,
                upload: None,
                download: None,
                status: Vec::new(),
                samples: [None, None, None, None],
                serializer: None,
                without_xml: Vec::new(),
                is_anonymous: false,
                extent: Extent::Whole,
                untyped: Vec::new(),
                paging: None,
                source: Provenance::default(),
                remarks: Vec::new(),
            })
            .collect()
    }

    fn one(heading: &str) -> String {
        names(&[heading]).concat()
    }

    #[test]
    fn things_are_read_made_changed_and_taken_away() {
        for (heading, name) in [
            ("GET api/orders", "get_orders"),
            ("GET api/orders/{id}", "get_order"),
            ("POST api/orders", "create_order"),
            ("POST api/echo", "post_echo"),
            ("PUT api/orders/{id}", "update_order"),
            ("PATCH api/orders/{id}", "patch_order"),
            ("DELETE api/orders/{id}", "delete_order"),
            ("HEAD api/orders/{id}", "head_order"),
            ("GET api/v2.1/companies/{id}", "get_company"),
            ("GET api/addresses/{id}", "get_address"),
            ("GET api/status/{id}", "get_status"),
            ("GET api/people/{id}", "get_person"),
            ("GET api/orders/{id}/items", "get_order_items"),
            ("GET api/orders/{id}/items/{item}", "get_order_item"),
            ("GET api/sales/orders/{id}/items/{item}", "get_order_item"),
            ("GET api/orders/near", "get_orders_near"),
            ("POST api/orders/{id}/items", "create_order_item"),
            ("POST api/orders/totals", "post_orders_totals"),
            ("GET odata/Orders({key})", "get_order"),
            ("GET api/Invoice/Detail/{id}", "get_invoice_detail"),
            ("GET api/Catalog/Product/Detail/{id}", "get_catalog_product_detail"),
            ("GET api/Invoices/Open", "get_invoices_open"),
            ("GET api/book/{id}", "get_book"),
            ("GET api/Payments/{id}/Refund", "get_payment_refund"),
            ("GET {tenant}/api/orders", "get_orders"),
            ("HEAD Users", "head_users"),
            ("POST api/SMS", "post_sms"),
            ("PUT api/v{version}/user/user", "update_user"),
            ("DELETE api/groups?groupId={groupId}", "delete_group"),
            ("GET api/groups?groupId={groupId}", "get_groups"),
            ("GET api-v1/orders", "get_orders"),
            ("GET api1/orders", "get_orders"),
            ("GET apis/orders", "get_apis_orders"),
            ("POST api/Insured/InsuredPolicies", "post_insured_policies"),
            ("GET api/colorapi/color/{id}", "get_color"),
            ("POST api/tickets/NewAnonymousTicket", "post_new_anonymous_ticket"),
        ] {
            assert_eq!(one(heading), name, "{heading}");
        }
    }

    #[test]
    fn what_is_sent_or_answered_says_how_many_there_are() {
        let one = || Some((Ty::Clr(Clr::String), String::new()));
        let many = || Some((Ty::List(Box::new(Ty::Clr(Clr::String))), String::new()));
        for (heading, body, response, name) in [
            ("GET api/users/{type}", None, many(), "get_users"),
            ("GET api/users/{id}", None, one(), "get_user"),
            ("GET api/users/{id}/vehicles", None, one(), "get_user_vehicles"),
            ("GET api/roles?roleId={roleId}", None, one(), "get_role"),
            ("GET api/roles?roleId={roleId}", None, many(), "get_roles"),
            ("PUT api/products", one(), None, "update_product"),
            ("PUT api/products", many(), None, "update_products"),
            ("PATCH api/products", one(), None, "patch_products"),
            ("POST api/employees", many(), None, "create_employees"),
            ("POST api/employees", one(), None, "create_employee"),
            ("GET api/product", None, many(), "get_products"),
            ("GET api/product", None, one(), "get_product"),
            ("GET api/product/{id}", None, many(), "get_product"),
            ("GET api/utenti", None, many(), "get_utenti"),
            ("GET api/Category/GetAll", None, many(), "get_all_categories"),
            ("GET api/Color/{id}/Product", None, many(), "get_color_products"),
            ("POST add/items", many(), None, "add_items"),
            ("POST add/items", one(), None, "add_item"),
        ] {
            let mut endpoints = endpoints(&[heading]);
            let endpoint = endpoints.first_mut().expect("an endpoint");
            (endpoint.body, endpoint.response) = (body, response);
            assert_eq!(named(endpoints), [name], "{heading}");
        }
    }

    #[test]
    fn what_a_page_says_that_is_done_is_the_verb() {
        let many = Some((Ty::List(Box::new(Ty::Clr(Clr::String))), String::new()));
        for (doc, body, name) in [
            ("Terminates the list of employees.", many.clone(), "terminate_employees"),
            ("Searches for employees", None, "search_employees"),
            ("Update an employee.", None, "update_employee"),
            ("Adds employees.", many, "create_employees"),
            ("Registers an employee.", None, "register_employee"),
            ("Inserts or updates an employee.", None, "create_employee"),
            ("Employees are hired.", None, "create_employee"),
            ("", None, "create_employee"),
        ] {
            let mut endpoints = endpoints(&["POST api/employees"]);
            let endpoint = endpoints.first_mut().expect("an endpoint");
            (endpoint.body, endpoint.doc) = (body, doc.to_owned());
            assert_eq!(named(endpoints), [name], "{doc}");
        }
    }

    #[test]
    fn the_verb_of_a_page_is_that_of_one_thing_as_well() {
        for (heading, doc, name) in [
            ("POST api/Shipment", "Add a new shipment", "create_shipment"),
            ("POST api/Shipment", "", "post_shipment"),
            ("POST api/Hotel/Booking", "Creates a booking.", "create_hotel_booking"),
            ("POST api/Department/{number}/{from}", "Update a department", "update_department"),
            ("POST api/Delivery/UploadImage", "Upload an image", "upload_image"),
            ("POST api/Delivery/Imageupload", "Upload an image", "post_delivery_imageupload"),
            ("POST api/Envio", "Crear un envio", "post_envio"),
        ] {
            let mut endpoints = endpoints(&[heading]);
            endpoints.first_mut().expect("an endpoint").doc = doc.to_owned();
            assert_eq!(named(endpoints), [name], "{heading}: {doc}");
        }
    }

    #[test]
    fn actions_have_names_of_their_own() {
        for (heading, name) in [
            ("POST api/lead/LeadUpdate", "lead_update"),
            ("POST api/widget/createLead", "create_lead"),
            ("POST api/lead/Update", "update_lead"),
            ("POST api/orders/search", "search_orders"),
            ("GET api/Account/GetAll", "get_all_account"),
            ("GET api/Orders/GetById/{id}", "get_order_by_id"),
            ("POST api/orgs/link/lead/{id}", "link_lead"),
            ("POST api/orders/{id}/cancel", "cancel_order"),
            ("POST api/login", "login"),
            ("POST api/Calendar/KiteFlightPost_v1", "kite_flight_post"),
            ("POST api/ops/checkin", "checkin_ops"),
            ("POST api/Tracking/Track", "track"),
            ("PUT api/Quote/{quoteNumber}/Bind", "bind_quote"),
            ("POST api/Payments/{id}/Refund", "refund_payment"),
            ("POST api/Shop/{shopId}/Orders/{orderId}/Ship", "ship_order"),
            ("GET api/Customer/ById/{id}", "get_customer_by_id"),
            ("GET api/Employee/All", "get_all_employee"),
            ("GET api/Product/GetDetail", "get_product_detail"),
            ("POST v1/Nota/EmitirCCe", "emitir_cce"),
            ("GET api/Kites/GetIDs", "get_ids"),
            ("GET shop/lejer/HentForbrugsIndex", "hent_forbrugs_index"),
            ("POST api/match", "post_match"),
            ("POST api/move", "post_move"),
            ("GET {id}", "get"),
        ] {
            assert_eq!(one(heading), name, "{heading}");
        }
    }

    #[test]
    fn what_would_be_called_alike_tells_more_of_its_path() {
        let all = [
            "GET api/orders",
            "GET api/orders?state={state}",
            "GET api/orders?from={from}&to={to}",
            "GET api/v1/kites",
            "GET api/v2/kites",
            "GET api/home/rooms/{id}",
            "GET api/house/rooms/{id}",
            "GET api/a-b",
            "GET api/a_b",
        ];
        let expected = [
            "get_orders",
            "get_orders_by_state",
            "get_orders_by_from_and_to",
            "get_kites_v1",
            "get_kites_v2",
            "get_home_room",
            "get_house_room",
            "get_a_b",
            "get_a_b_2",
        ];
        assert_eq!(names(&all), expected);
        let mut reversed = all;
        reversed.reverse();
        let mut found = names(&reversed);
        found.reverse();
        assert_eq!(found, expected);
    }
}

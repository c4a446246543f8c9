//! What a person would call the operations: `get_order`, `lead_update`, `create_order`.
//!
//! A name follows from method and path, and from whether one thing or a list of them is sent or comes back, whatever the
//! order of the pages: where several operations would have one, all of them tell more of their paths.

use std::collections::BTreeMap;

use datacontract_codegen::spec::rust_name::{field_name, is_identifier, type_name};

use super::{
    heading::is_version,
    model::{Endpoint, Ty},
    walk::singular,
};

/// Words that actions begin or end with.
const VERBS: &str = "accept activate add adjust allocate append apply approve archive assign attach authenticate authorize \
    bind calculate cancel change check clear clone close compute confirm convert copy create deactivate decline delete \
    deliver detach disable dispatch download duplicate edit enable endorse escalate execute expire export extend fetch \
    filter finalize find finish generate get import insert invite invoke join list login logout lookup make merge modify \
    notify pay publish put read recalculate redeem refresh register reject remove rename renew reopen replace reschedule \
    resend reserve reset restore resume retrieve revise revoke run save search send set submit subscribe suspend sync \
    synchronize terminate unarchive unassign unblock unlink unlock unsubscribe update upload upsert validate verify \
    withdraw";

/// Words that are actions as well as things: actions where something is sent to a thing, as `orders/{id}/refund`.
const EITHER: &str = "ban block book call capture charge complete deposit end follow hold issue like link load lock mark move \
    new open pause place post preview print process query quote rate refund release report return schedule share ship sign \
    start stop test trigger transfer undo void vote";

/// Verbs whose object is one thing.
const OF_ONE: &str = "accept activate add approve bind book cancel close complete confirm copy create decline deactivate \
    delete disable edit enable endorse insert lock modify new open place publish refund register reject remove rename renew \
    reopen reset save ship submit unlock update upsert void";

/// Words that say nothing of what they are of, be they all of an action's object: `Product/GetDetail`.
const OF_SOMETHING: &str =
    "all batch by count data detail details history info information item items list status summary total";

/// Plurals that no ending tells, and words that only look like one.
const IRREGULAR: &[(&str, &str)] = &[
    ("children", "child"),
    ("cookies", "cookie"),
    ("men", "man"),
    ("movies", "movie"),
    ("news", "news"),
    ("people", "person"),
    ("series", "series"),
    ("women", "woman"),
];

/// Names all operations. The names are Rust's, each once.
pub(crate) fn name(endpoints: &mut [Endpoint]) {
    const LEVELS: usize = 6;
    let mut levels = vec![0; endpoints.len()];
    let candidates: Vec<Vec<String>> = endpoints.iter().map(candidates).collect();
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
    // What not even the query tells apart is numbered in the order of the headings.
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
fn candidates(endpoint: &Endpoint) -> Vec<String> {
    let (method, path) = endpoint.heading.split_once(' ').unwrap_or(("", &endpoint.heading));
    let path = path.split('?').next().unwrap_or_default();
    let (parts, versions) = parts(path);
    let is_list = |ty: &Option<(Ty, String)>| {
        matches!(ty, Some((Ty::List(_) | Ty::Array(_) | Ty::ReadOnly(_) | Ty::Dictionary(..), _)))
    };
    let lists = Lists { sent: is_list(&endpoint.body), returned: is_list(&endpoint.response) };
    let short = own_name(method, &parts, lists, Context::Nearest);
    let full = own_name(method, &parts, lists, Context::Whole);
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
    let rest = path
        .split_once('/')
        .filter(|(first, _)| first.eq_ignore_ascii_case("api"))
        .map_or(path, |(_, rest)| rest);
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
        let is_api = segment.eq_ignore_ascii_case("api");
        if is_api && (place == 0 || parts.iter().all(|part| matches!(part, Part::Parameter(_)))) {
            continue;
        }
        // `api-v1` is both.
        let start = segment.get(..3).filter(|start| place == 0 && start.eq_ignore_ascii_case("api"));
        let segment = start.and_then(|_| segment.get(3..)).map_or(segment, |rest| {
            let version = rest.trim_start_matches(['-', '_']);
            if is_version(version) { version } else { segment }
        });
        if is_version(segment) {
            let number = segment.trim_start_matches(['v', 'V']);
            versions.push(format!("v{}", number.replace(['.', '-'], "_")));
            continue;
        }
        let mut rest = segment;
        while !rest.is_empty() {
            let (text, after) = rest.split_once('{').unwrap_or((rest, ""));
            let words = words(text);
            // `v{version}`
            let is_of_version = words == "v" && after.to_lowercase().starts_with("version");
            if !words.is_empty() && !is_of_version {
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

/// The words of a text in small letters.
fn words(text: &str) -> String {
    if text.chars().any(char::is_alphanumeric) {
        field_name(text).trim_start_matches("r#").trim_matches('_').to_owned()
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

/// Whether lists are sent or come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Lists {
    sent: bool,
    returned: bool,
}

fn own_name(method: &str, parts: &[Part], lists: Lists, context: Context) -> String {
    let method = method.to_lowercase();
    let Some(last) = parts.iter().rposition(|part| matches!(part, Part::Words(_))) else { return method };
    let Some(Part::Words(own)) = parts.get(last) else { return method };
    let parameters = parts.len() - last - 1;
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
        None => action(&method, own, parameters, before),
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
        "post" if parameters == 0 && is_plural && before.is_none() => ("create", !lists.sent),
        "put" => ("update", parameters == 1 && !lists.sent),
        "get" => ("get", parameters == 1 && !lists.returned),
        verb => (verb, parameters == 1),
    };
    let noun = if of_one { singular_of(own) } else { own.clone() };
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
    // `Insured/InsuredPolicies` says it once.
    owners.retain(|owner| noun != *owner && !noun.starts_with(&format!("{owner}_")));
    join([verb].into_iter().chain(owners.iter().map(String::as_str)).chain([noun.as_str()]))
}

/// The name of what is called by a verb: `LeadUpdate`, `orders/search`, `link/lead`.
fn action(method: &str, own: &str, parameters: usize, before: Option<&str>) -> Option<String> {
    let words: Vec<&str> = own.split('_').collect();
    let (first, rest) = words.split_first()?;
    let is_verb = |word: &str| is_verb(method, word);
    let noun = |verb: &str, noun: &str| {
        if holds(OF_ONE, verb) || parameters == 1 { singular_of(noun) } else { noun.to_owned() }
    };
    // Alone it is a thing, as `book/{id}`.
    let is_thing = rest.is_empty() && before.is_none() && !holds(VERBS, first);
    // `Employee/All`, `Customer/ById`.
    if let Some(before) = before.filter(|_| method == "get") {
        match (*first, rest) {
            ("all", []) => return Some(format!("get_all_{before}")),
            ("by", [_, ..]) => return Some(format!("get_{}_{own}", singular_of(before))),
            _ => {}
        }
    }
    if is_verb(first) && !is_thing {
        return Some(match (rest, before) {
            ([], Some(before)) => format!("{first}_{}", noun(first, before)),
            ([rest], Some(before))
                if holds(OF_SOMETHING, rest) && !matches!(*rest, "all" | "list" | "by") =>
            {
                format!("{first}_{}_{rest}", singular_of(before))
            }
            (["all" | "list"], Some(before)) => format!("{first}_all_{before}"),
            (["by", ..], Some(before)) => format!("{first}_{}_{}", singular_of(before), rest.join("_")),
            _ => own.to_owned(),
        });
    }
    let before = before?;
    if words.len() > 1 && words.last().is_some_and(|word| is_verb(word)) {
        return Some(own.to_owned());
    }
    is_verb(before).then(|| format!("{before}_{}", noun(before, own)))
}

/// Returns whether a word says what is done.
fn is_verb(method: &str, word: &str) -> bool {
    holds(VERBS, word) || (matches!(method, "post" | "put" | "patch") && holds(EITHER, word))
}

fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

/// One of what the last word names; the word itself if it is no plural.
fn singular_of(words: &str) -> String {
    let at = words.rfind('_').map_or(0, |at| at + 1);
    let (start, last) = words.split_at(at);
    // `sms`, `gps`
    if !last.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        return words.to_owned();
    }
    let one = match IRREGULAR.iter().find(|(plural, _)| *plural == last) {
        Some((_, one)) => (*one).to_owned(),
        None => singular(last),
    };
    // What is no plural becomes an item.
    if one.ends_with("Item") { words.to_owned() } else { format!("{start}{one}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{infer::model::Parameter, page::Provenance};
    use datacontract_codegen::spec::Clr;

    fn endpoint(heading: &str) -> Endpoint {
        let query = heading.split_once('?').map_or("", |(_, query)| query);
        let names = query.split('&').filter_map(|part| part.split_once('=')).map(|(name, _)| name);
        let parameters = names.map(|name| Parameter {
            name: name.to_owned(),
            ty: Ty::Clr(Clr::String),
            doc: String::new(),
            required: false,
            default: None,
            in_path: false,
            remarks: Vec::new(),
        });
        Endpoint {
            body_name: String::new(),
            codes: Vec::new(),
            pages: Vec::new(),
            heading: heading.to_owned(),
            parameters: parameters.collect(),
            name: None,
            doc: String::new(),
            body: None,
            response: None,
            status: Vec::new(),
            samples: [None, None, None, None],
            cut_off: false,
            untyped: Vec::new(),
            source: Provenance::default(),
            remarks: Vec::new(),
        }
    }

    fn names(headings: &[&str]) -> Vec<String> {
        let mut endpoints: Vec<Endpoint> = headings.iter().map(|heading| endpoint(heading)).collect();
        name(&mut endpoints);
        endpoints.into_iter().map(|endpoint| endpoint.name.unwrap_or_default()).collect()
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
            ("GET api-v1/commerce/orders/{id}", "get_order"),
            ("POST api/Insured/InsuredPolicies", "post_insured_policies"),
        ] {
            assert_eq!(one(heading), name, "{heading}");
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
            ("PUT api/Quote/{quoteNumber}/Bind", "bind_quote"),
            ("POST api/Payments/{id}/Refund", "refund_payment"),
            ("POST api/Shop/{shopId}/Orders/{orderId}/Ship", "ship_order"),
            ("GET api/Customer/ById/{id}", "get_customer_by_id"),
            ("GET api/Employee/All", "get_all_employee"),
            ("GET api/Product/GetDetail", "get_product_detail"),
            ("POST api/Invoice/CreateBatch", "create_invoice_batch"),
            ("POST api/tickets/NewAnonymousTicket", "new_anonymous_ticket"),
            ("POST api/match", "post_match"),
            ("POST api/move", "post_move"),
            ("GET {id}", "get"),
        ] {
            assert_eq!(one(heading), name, "{heading}");
        }
    }

    #[test]
    fn lists_are_many() {
        let list = || Some((Ty::List(Box::new(Ty::Clr(Clr::String))), String::new()));
        let name_of = |heading: &str, body, response| {
            let mut endpoint = endpoint(heading);
            (endpoint.body, endpoint.response) = (body, response);
            let mut endpoints = [endpoint];
            name(&mut endpoints);
            endpoints[0].name.clone().unwrap_or_default()
        };
        assert_eq!(name_of("GET api/users/{type}", None, list()), "get_users");
        assert_eq!(name_of("POST api/employees", list(), None), "create_employees");
        assert_eq!(name_of("POST api/employees", None, list()), "create_employee");
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
            "GET api/work/rooms/{id}",
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
            "get_work_room",
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

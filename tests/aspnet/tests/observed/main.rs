//! What the server in C# was observed to answer (`observed/*.json`), our server answers too: status,
//! `Content-Type`, `Allow` and body, byte for byte, and its methods are called with the same arguments.
//! Nothing of .NET is needed here.

mod ask;
mod exchange;
mod expected;

use datacontract::server::Invalid;
use datacontract_aspnet::mono::say;
use datacontract_aspnet::service::{Camel, Main, Validation};
use datacontract_aspnet::table::publish;
use datacontract_aspnet::{camel_site, main_site, validation_site};
use exchange::Exchange;
use expected::Expected;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many exchanges there are, how many are answered the same, and how many are the same within the server
/// too: the method is called with the same arguments and model state.
#[derive(Default)]
struct Group {
    count: usize,
    answers: usize,
    calls: usize,
}

#[test]
fn our_server_answers_as_observed() {
    let main = Main::default();
    let camel = Camel::default();
    let validation = Validation::default();
    let ears = [main.ears.clone(), camel.ears.clone(), validation.ears.clone()];
    let routers = [
        main_site::server::router(main),
        camel_site::server::router(camel),
        validation_site::server::router(validation),
    ];
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    let mut unexpected = Vec::new();
    let mut known = Expected::read();
    for ((site, router), ears) in ["main", "camel", "validation"].into_iter().zip(routers).zip(ears) {
        // As Web API is without filters, and reads XML.
        let router = router.invalid(Invalid::PassOn).strict_xml(true);
        for exchange in Exchange::all(site) {
            let group = groups.entry(exchange.group()).or_default();
            group.count += 1;
            let found = ask::ask(&router, &ears, &exchange);
            let (mut faults, misheard) = (exchange.differences(&found), exchange.misheard(&found));
            group.answers += usize::from(faults.is_empty());
            group.calls += usize::from(faults.is_empty() && misheard.is_empty());
            faults.extend(misheard);
            match (faults.is_empty(), known.take(&exchange.name)) {
                (true, true) => {
                    unexpected.push(format!("{}: is the same, take it off the list", exchange.name));
                }
                (false, false) => unexpected.push(format!("{}: {}", exchange.name, faults.join("; "))),
                _ => {}
            }
        }
    }
    unexpected.extend(known.rest().map(|name| format!("{name}: no such exchange")));
    for line in &unexpected {
        say(line);
    }
    let text = table(&groups);
    say(&text);
    assert!(unexpected.is_empty(), "{} exchanges are not as expected", unexpected.len());
    publish("observed", &(text + &expected::reasons()));
}

fn table(groups: &BTreeMap<String, Group>) -> String {
    let mut text =
        "| questions about | asked | same answer | and same arguments |\n|---|---|---|---|\n".to_owned();
    let mut all = Group::default();
    let mut write = |name: &str, group: &Group| {
        let Group { count, answers, calls } = group;
        writeln!(text, "| {name} | {count} | {answers} | {calls} |").expect("texts grow");
    };
    for (name, group) in groups {
        write(name, group);
        all.count += group.count;
        all.answers += group.answers;
        all.calls += group.calls;
    }
    write("**all**", &all);
    text
}

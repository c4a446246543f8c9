//! A spec imported from half of the help pages, and what the real service's answers teach about it: how many open facts
//! they close, and that none is closed wrongly.

use std::{collections::BTreeMap, fs, path::Path};

use datacontract_aspnet::mono::{Mono, Server, say};
use datacontract_codegen::spec::{Endpoint, Spec, TypeExpr, remarks::remarks};
use datacontract_import::{
    Options, html, import,
    page::{Page, Provenance},
};
use datacontract_workbench::{
    learn::{AT_LEAST, Certainty, Learner, Lesson, Topic},
    site::Site,
    traffic::{Exchange, Message},
};
use serde_json::Value;

use super::{compared::Compared, exchange, truth, values::Values};

/// How many requests each endpoint that answers what it was sent gets, in each format.
const REQUESTS: u64 = 60;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn answers_close_what_half_of_the_pages_leave_open() {
    let Some(mono) = Mono::find(env!("CARGO_TARGET_TMPDIR")) else { return };
    let truth = truth();
    let before = half_of_the_pages();
    let site = Site::from_text(&before, &[]).0.expect("a site");
    let mut learner = Learner::new(&site);
    for exchange in traffic(&mono, truth.spec()) {
        learner.add(&exchange);
    }
    let mut lessons = learner.lessons(AT_LEAST);
    // Endpoints that are new bring remarks of their own.
    let open_after = remarks(&learner.revise(&before, &lessons).text).len();
    let found = learner.lessons_of(&inferred(&learner));
    let endpoints = Endpoints::of(&found, truth.spec());
    lessons.extend(found);
    let revised = learner.revise(&before, &lessons);
    for (lesson, is_written) in lessons.iter().zip(&revised.is_written) {
        // An endpoint may need a type that the spec has otherwise: a person decides.
        if lesson.topic != Topic::Endpoint {
            assert_eq!(*is_written, lesson.certainty != Certainty::Open, "{lesson:?}");
        }
    }
    let after = Site::from_text(&revised.text, &[]).0.expect("a site");
    let of_null = lessons.iter().filter(|lesson| lesson.topic == Topic::Null);
    let settled = of_null.map(|lesson| lesson.place.clone()).collect();
    let mut compared = Compared { settled, ..Compared::default() };
    compared.specs(&site, &after, &truth);
    let open_before = remarks(&before).len();
    let mut written: BTreeMap<Topic, usize> = BTreeMap::new();
    for lesson in lessons.iter().filter(|lesson| lesson.certainty != Certainty::Open) {
        *written.entry(lesson.topic).or_default() += 1;
    }
    say(&format!(
        "{} answers: {} lessons ({}), {} facts as the service has them, {} not; {open_before} remarks before, {open_after} after; {} to decide",
        learner.answers(),
        written.values().sum::<usize>(),
        written
            .iter()
            .map(|(topic, count)| format!("{} {count}", topic.word()))
            .collect::<Vec<_>>()
            .join(", "),
        compared.right,
        compared.wrong.len(),
        lessons.len() - written.values().sum::<usize>(),
    ));
    say(&format!(
        "{} of {} endpoints in the spec before; {} found, {} as the service has them, {} not",
        site.spec().endpoints.len(),
        truth.spec().endpoints.len(),
        endpoints.right + endpoints.wrong.len(),
        endpoints.right,
        endpoints.wrong.len(),
    ));
    let responses = responses(&lessons, after.spec(), truth.spec());
    say(&format!("responses that had no type: {responses:?}"));
    assert!(
        !responses.is_empty() && responses.iter().all(|(_, found, real)| found == real),
        "{responses:#?}"
    );
    assert!(compared.wrong.is_empty(), "{:#?}", compared.wrong);
    assert!(endpoints.wrong.is_empty(), "{:#?}", endpoints.wrong);
    assert!(compared.right >= 40 && open_after < open_before);
}

/// Returns the responses that the spec had no type for: the endpoint, what was found, and what the service has.
fn responses(lessons: &[Lesson], after: &Spec, truth: &Spec) -> Vec<(String, String, String)> {
    let written = lessons.iter().filter(|lesson| lesson.topic == Topic::Body && lesson.guess.is_some());
    let of = |spec: &Spec, heading: &str| {
        let endpoint = spec.endpoints.iter().find(|endpoint| endpoint.heading.value == heading);
        let response = endpoint.and_then(|endpoint| endpoint.response.as_ref());
        response.map_or_else(String::new, |response| spec.names.canonical(response.ty.without_nullable()))
    };
    written.map(|lesson| (lesson.place.clone(), of(after, &lesson.place), of(truth, &lesson.place))).collect()
}

/// Endpoints that were found, against those of the service.
#[derive(Default)]
struct Endpoints {
    right: usize,
    wrong: Vec<String>,
}

impl Endpoints {
    fn of(lessons: &[Lesson], truth: &Spec) -> Self {
        // Names of parameters stand nowhere on the wire.
        let shape = |heading: &str| {
            let path = heading.split('?').next().unwrap_or_default().to_lowercase();
            let parts = path.split('/').map(|part| if part.contains('{') { "{}" } else { part });
            parts.collect::<Vec<_>>().join("/")
        };
        let known: Vec<String> = truth.endpoints.iter().map(|endpoint| shape(&endpoint.heading)).collect();
        let mut endpoints = Endpoints::default();
        for lesson in lessons {
            if known.contains(&shape(&lesson.place)) {
                endpoints.right += 1;
            } else {
                endpoints.wrong.push(lesson.place.clone());
            }
        }
        endpoints
    }
}

/// Returns a spec of the endpoints that half of the pages do not have.
fn inferred(learner: &Learner<'_>) -> String {
    let pages = learner.unknown().into_iter().map(|unknown| Page::recorded(unknown.operation));
    import(pages, &Options::default()).api_json
}

/// Every other page of the service's help, as a spec.
fn half_of_the_pages() -> String {
    let folder = Path::new(ROOT).join("../../import/tests/fixtures/pages");
    let files = fs::read_dir(folder).expect("the pages").map(|file| file.expect("a file").path());
    let mut files: Vec<_> = files
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            !name.starts_with("ResourceModel") && !name.starts_with("index")
        })
        .collect();
    files.sort();
    let pages = files.iter().skip(1).step_by(2).map(|path| {
        let text = fs::read_to_string(path).expect("a page");
        let location = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        html::read(&text, Provenance { location, retrieved: None }).expect("a help page")
    });
    import(pages, &Options { name: Some("Half".to_owned()), ..Options::default() }).api_json
}

/// The answers of the service to its .NET client, and those to requests of many values where it answers what it was sent.
fn traffic(mono: &Mono, truth: &'static Spec) -> Vec<Exchange> {
    let server = mono.serve("main");
    let lines = ["json", "xml"].into_iter().flat_map(|format| mono.call(&server.base_url, format, "main"));
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let calls = lines.filter(|line| line["status"].is_u64()).map(|line| {
        let status = line["status"].as_u64().and_then(|status| u16::try_from(status).ok());
        let method = text(&line, "id").split(' ').next().unwrap_or_default().to_owned();
        let response = Message::new(&text(&line, "contentType"), Some(text(&line, "body").into_bytes()));
        exchange(&method, &text(&line, "url"), status.unwrap_or_default(), response)
    });
    let mut exchanges: Vec<_> = calls.collect();
    echoes(&server, truth, &mut exchanges);
    exchanges
}

fn echoes(server: &Server, truth: &'static Spec, exchanges: &mut Vec<Exchange>) {
    let mut values = Values { spec: truth, state: 1 };
    for endpoint in truth.endpoints.iter().filter(|endpoint| answers_what_it_is_sent(truth, endpoint)) {
        let body = endpoint.body.as_ref().expect("it has one");
        let url = format!("{}/{}", server.base_url, endpoint.template.path_text());
        for _ in 0..REQUESTS {
            let sent = values.of(&body.ty, 4).to_string();
            for accepted in ["application/json", "application/xml"] {
                let request = ureq::post(&url).header("Content-Type", "application/json");
                let request = request.config().http_status_as_error(false).build();
                let mut answer = request.header("Accept", accepted).send(sent.as_str()).expect("an answer");
                let status = answer.status().as_u16();
                let media = answer.headers().get("content-type").and_then(|value| value.to_str().ok());
                let media = media.unwrap_or_default().to_owned();
                let bytes = answer.body_mut().read_to_vec().expect("a body");
                exchanges.push(exchange("POST", &url, status, Message::new(&media, Some(bytes))));
            }
        }
    }
}

fn answers_what_it_is_sent(spec: &Spec, endpoint: &Endpoint) -> bool {
    let types = endpoint.body.as_ref().zip(endpoint.response.as_ref());
    let is_one = types.is_some_and(|(body, response)| {
        let name = |ty: &TypeExpr| spec.names.canonical(ty.without_nullable());
        name(&body.ty) == name(&response.ty)
    });
    is_one && endpoint.parameters.is_empty() && endpoint.heading.starts_with("POST ")
}

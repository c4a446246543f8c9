//! Reaching a limit is an error that names it, and ends the run where it is one of the run.

use std::io::Write as _;
use std::time::{Duration, Instant};

use super::scripted::{Answer, Server, follow, options};
use datacontract_import::fetch::Limit;
use datacontract_import::source::{Options, SourceError, SourceErrorKind};
use flate2::{Compression, write::GzEncoder};

/// A site of ten operations with pages of about one kilobyte.
fn site(target: &str) -> Answer {
    if target == "/Help" {
        let row = |n: usize| {
            format!(
                "<tr><td class=api-name><a href=\"/Help/Api/GET-api-x{n}\">GET api/x{n}</a></td><td></td></tr>"
            )
        };
        let rows: String = (0..10).map(row).collect();
        return Answer::page(format!(
            "<html><h1>ASP.NET Web API Help Page</h1><h2>X</h2><table class=help-page-table><tr><th>API</th><th>Description</th></tr>{rows}</table></html>"
        ));
    }
    Answer::page(format!(
        "<html><h1>GET {}</h1><h2>Response Information</h2>{}</html>",
        &target[10..],
        "x".repeat(1000)
    ))
}

fn errors(answer: impl Fn(&str) -> Answer + Send + Sync + 'static, options: &Options) -> Vec<SourceError> {
    let server = Server::start(answer);
    follow(&format!("http://{}/Help", server.host), options).1
}

fn limit(errors: &[SourceError]) -> Option<Limit> {
    let limits: Vec<Limit> = errors
        .iter()
        .filter_map(|error| match error.kind {
            SourceErrorKind::Limit(limit) => Some(limit),
            _ => None,
        })
        .collect();
    assert!(limits.len() <= 1, "{errors:?}");
    if !limits.is_empty() {
        assert!(
            matches!(errors.last().map(|error| &error.kind), Some(SourceErrorKind::Limit(_))),
            "{errors:?}"
        );
    }
    limits.first().copied()
}

#[test]
fn pages() {
    let mut options = options(None);
    options.fetch.most_pages = 11;
    assert_eq!(limit(&errors(site, &options)), None);
    options.fetch.most_pages = 10;
    assert_eq!(limit(&errors(site, &options)), Some(Limit::Pages(10)));
    // The index alone leads further.
    options.fetch.most_pages = 1;
    assert_eq!(limit(&errors(site, &options)), Some(Limit::Pages(1)));
}

/// Every page is an index that lists a page below it, which the server has.
#[test]
fn an_index_that_leads_ever_deeper_ends() {
    let deeper = |_: &str| {
        Answer::page(
            "<html><h1>ASP.NET Web API Help Page</h1><h2>X</h2><table class=help-page-table><tr><th>API</th>\
             <th>Description</th></tr><tr><td class=api-name><a href=\"Help/Api/GET-api-x\">GET api/x</a></td><td></td></tr>\
             </table></html>"
                .to_owned(),
        )
    };
    let mut options = options(None);
    options.fetch.most_pages = 50;
    assert_eq!(limit(&errors(deeper, &options)), None);
}

#[test]
fn bytes_of_all_answers() {
    let mut options = options(None);
    options.fetch.most_total_bytes = 100_000;
    assert_eq!(limit(&errors(site, &options)), None);
    options.fetch.most_total_bytes = 5_000;
    assert_eq!(limit(&errors(site, &options)), Some(Limit::Bytes(5_000)));
}

#[test]
fn time_of_all_answers() {
    let mut options = options(None);
    options.fetch.total_time = Duration::from_millis(300);
    options.fetch.timeout = Duration::from_secs(60);
    let start = Instant::now();
    let endless = |_: &str| Answer { slow: Duration::from_millis(20), ..site("/Help") };
    assert_eq!(limit(&errors(endless, &options)), Some(Limit::Time(Duration::from_millis(300))));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn time_of_one_answer() {
    let mut options = options(None);
    options.fetch.timeout = Duration::from_millis(200);
    let endless = |_: &str| Answer { slow: Duration::from_millis(20), ..site("/Help") };
    let errors = errors(endless, &options);
    assert!(
        matches!(errors.as_slice(), [SourceError { kind: SourceErrorKind::TooSlow { .. }, .. }]),
        "{errors:?}"
    );
}

#[test]
fn a_server_that_wants_to_be_asked_later_does_not_outlast_the_run() {
    let mut options = options(None);
    options.fetch.retries = 5;
    options.fetch.total_time = Duration::from_millis(300);
    let busy = |_: &str| Answer {
        status: "429 Too Many Requests",
        headers: "Retry-After: 60\r\n".to_owned(),
        ..Answer::page("")
    };
    let start = Instant::now();
    assert!(limit(&errors(busy, &options)).is_some());
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn what_is_packed_counts_unpacked() {
    let mut options = options(None);
    options.most_bytes = 1_000_000;
    let bomb = |_: &str| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        for _ in 0..20 {
            encoder.write_all(&vec![b' '; 1_000_000]).expect("memory");
        }
        let body = encoder.finish().expect("memory");
        Answer { headers: "Content-Encoding: gzip\r\n".to_owned(), ..Answer::page(body) }
    };
    let found = errors(bomb, &options);
    assert!(
        matches!(
            found.as_slice(),
            [SourceError { kind: SourceErrorKind::TooLarge { limit: 1_000_000 }, .. }]
        ),
        "{found:?}"
    );
    options.fetch.most_total_bytes = 500_000;
    assert_eq!(limit(&errors(bomb, &options)), Some(Limit::Bytes(500_000)));
}

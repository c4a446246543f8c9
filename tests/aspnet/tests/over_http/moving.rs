//! The client in C# calls a service that is half moved: a program in Rust stands before the one in C#, answers
//! what is ported, and compares.

use crate::exceptions::is_other;
use crate::server::fields;
use crate::sites::Site;
use datacontract::server::{Proxy, Shadow, Verdict, serve};
use datacontract_aspnet::mono::{Mono, say};
use datacontract_aspnet::service::{main_in_front_of, ported};
use serde_json::Value;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A program before the service in C#.
pub(crate) struct Moving {
    shadow: Shadow<Proxy>,
    base_url: String,
    ported: Vec<String>,
}

impl Moving {
    pub(crate) fn start(runtime: &Runtime, old: &str) -> Self {
        let shadow = main_in_front_of(old).expect("an address");
        let served = shadow.clone();
        let base_url = runtime.block_on(async move {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let address = listener.local_addr().expect("an address");
            tokio::spawn(async move { serve(listener, served).await });
            format!("http://{address}")
        });
        Moving { shadow, base_url, ported: ported() }
    }

    pub(crate) fn call(&self, mono: &Mono, format: &str, site: &Site) -> Vec<Value> {
        mono.call(&self.base_url, format, site.name)
    }

    /// Says what is other than from the service in C# alone. Only what the program answers itself, and nobody
    /// compares, may differ as it does without a proxy.
    pub(crate) fn check(&self, site: &Site, heading: &str, line: &Value, expected: &Value) -> Option<String> {
        let is_own = self.ported.iter().any(|ported| ported == heading) && !heading.starts_with("GET");
        fields(site, line, expected).find_map(|(name, found, expected)| {
            let is_fine =
                found == expected || (is_own && is_other(site.name, heading, (name, &found, &expected)));
            (!is_fine).then(|| {
                format!("half moved, variant {}: {name} is {found}, not {expected}", line["variant"])
            })
        })
    }

    /// Says which ported endpoints are not safe to switch.
    pub(crate) fn unsafe_ones(&self) -> Vec<String> {
        let total = || self.shadow.report().endpoints.iter().map(|it| it.compared + it.skipped).sum::<u64>();
        let mut before = None;
        while before != Some(total()) {
            before = Some(total());
            std::thread::sleep(Duration::from_millis(500));
        }
        let report = self.shadow.report();
        say(&report.to_string());
        let gets = self.ported.iter().filter(|heading| heading.starts_with("GET"));
        gets.filter_map(|heading| {
            let found = report.endpoints.iter().find(|it| it.endpoint == *heading);
            let is_safe = found.is_some_and(|it| it.verdict == Verdict::Safe && it.equal == it.compared);
            (!is_safe).then(|| format!("{heading} is not safe to switch: {found:?}"))
        })
        .collect()
    }
}

/// The guide shows what runs here.
#[test]
fn the_guide_has_this_program() {
    let source = include_str!("../../src/service/moving.rs");
    let (_, function) = source.split_once("compares both.\n").expect("the function is there");
    assert!(include_str!("../../../../docs/guide/porting.md").contains(function.trim_end()), "{function}");
}

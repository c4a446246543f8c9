//! Types that are no members, or whose features are off.
use datacontract::DataContract;
use std::collections::HashMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Mutex;

#[derive(Clone, Default)]
struct NotDerived;

#[derive(DataContract, Default)]
struct Order {
    path: PathBuf,
    address: Option<IpAddr>,
    locked: Mutex<i32>,
    nested: Vec<NotDerived>,
    map: HashMap<String, NotDerived>,
}

fn main() {}
